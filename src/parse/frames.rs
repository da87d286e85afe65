//! What the collector script prints → the output of each probe. The frame is written by `catalog::collector`.
//!
//! Everything between is from outside: a login shell's greetings, control bytes, a cut end. Control lines begin with a
//! mark that is new for every run, so that no output can pass for one.

use std::collections::BTreeMap;

/// Every mark begins so; sixteen hex digits follow.
pub const MARK: &str = "#opsctl-";
/// Version of the frame.
pub const FORMAT: u32 = 1;
const MARK_LEN: usize = MARK.len() + 16;
/// No probe names so many parts. What names more is no output of ours, and looking for a part must not take long.
const MOST_PARTS: usize = 4096;

/// One run of a probe.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pass {
    /// The target's clock when it began, seconds since 1970.
    pub at: Option<i64>,
    /// Beginning of the window that the probe was asked to look at.
    pub since: Option<i64>,
    /// Named parts of the output, in order; what comes before the first name has the name ``.
    pub parts: Vec<(String, Vec<u8>)>,
    /// What the commands wrote to standard error.
    pub errors: Vec<u8>,
    /// The probe says that the target does not have what it looks at, and what that is.
    pub none: Option<String>,
    /// The probe says that it may not look, and at what.
    pub denied: Option<String>,
    /// Exit code of its last command; `None` when it did not come to its end.
    pub exit: Option<i32>,
    /// It was ended by its deadline.
    pub timeout: bool,
    /// Its closing line was there; without it the output was cut.
    pub closed: bool,
}

/// All runs of one probe.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// File of the body, e.g. `host.cpu@aix.sh`, and its SHA-256.
    pub file: String,
    pub sha256: String,
    /// One, or two of a probe that looks twice.
    pub passes: Vec<Pass>,
}

/// A whole output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frames {
    /// What the first line says: `opsctl`, `os`, `at`, ….
    pub head: BTreeMap<String, String>,
    pub probes: BTreeMap<String, Probe>,
    /// The closing line was there.
    pub complete: bool,
    /// The target's clock in it.
    pub finished: Option<i64>,
}

/// Why there is no frame.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    #[error("no output of the collector in it")]
    Missing,
    #[error("made by a newer opsctl: frame {0}")]
    Newer(u32),
}

impl Pass {
    /// The bytes of a part; those of the same name one behind the other.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<Vec<u8>> {
        let mut found = self.parts.iter().filter(|(n, _)| n == name).peekable();
        found.peek()?;
        Some(found.flat_map(|(_, bytes)| bytes.iter().copied()).collect())
    }
}

/// How the line begins that ends an output. Nothing of it comes behind.
#[must_use]
pub fn last_line(mark: &str) -> String {
    format!("{mark} finish ")
}

/// Reads an output. `mark`: the one that was sent; `None` takes that of the first frame (a file that was brought).
pub fn parse(bytes: &[u8], mark: Option<&str>) -> Result<Frames, FrameError> {
    let begin = match mark {
        Some(mark) => memchr::memmem::find(bytes, format!("{mark} start ").as_bytes()),
        None => memchr::memmem::find_iter(bytes, MARK).find(|&at| {
            let digits = bytes.get(at + MARK.len()..at + MARK_LEN);
            digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)) && bytes[at + MARK_LEN..].starts_with(b" start ")
        }),
    };
    let begin = begin.ok_or(FrameError::Missing)?;
    let mark = bytes[begin..begin + MARK_LEN.min(bytes.len() - begin)].to_vec();
    let (mut reader, marks) = (Reader::default(), memchr::memmem::Finder::new(&mark));
    let mut rest = &bytes[begin..];
    // Each piece begins with a control line; what is behind it up to the next mark is output.
    while !rest.is_empty() {
        let next = marks.find(&rest[mark.len().min(rest.len())..]).map_or(rest.len(), |i| i + mark.len());
        let (piece, behind) = rest.split_at(next);
        let last = behind.is_empty();
        let line_end = memchr::memchr(b'\n', piece);
        // A control line that is cut says nothing.
        if let Some(end) = line_end.or(if last { None } else { Some(piece.len()) }) {
            let control = String::from_utf8_lossy(&piece[mark.len()..end]);
            let output = piece.get(end + 1..).unwrap_or_default();
            // The script puts a line end before its control lines; lines of standard error come as they are.
            let whole = last || behind.get(mark.len()) == Some(&b'!');
            reader.control(control.trim_end_matches('\r'), if whole { output } else { output.strip_suffix(b"\n").unwrap_or(output) })?;
        }
        rest = behind;
    }
    reader.close();
    Ok(reader.frames)
}

#[derive(Default)]
struct Reader {
    frames: Frames,
    /// The pass that is open, and of which probe.
    open: Option<(String, Pass)>,
}

impl Reader {
    /// One control line and the output behind it.
    fn control(&mut self, line: &str, output: &[u8]) -> Result<(), FrameError> {
        // `! text` is a line of standard error; what is behind it goes on as output.
        if let Some(text) = line.strip_prefix('!') {
            if let Some(pass) = self.pass() {
                pass.errors.extend_from_slice(text.strip_prefix(' ').unwrap_or(text).as_bytes());
                pass.errors.push(b'\n');
            }
            self.output(output);
            return Ok(());
        }
        let (verb, rest) = line.trim_start().split_once(' ').unwrap_or((line.trim_start(), ""));
        let pairs = || rest.split_whitespace().filter_map(|word| word.split_once('='));
        let number = |key: &str| -> Option<i64> { pairs().find(|(k, _)| *k == key).and_then(|(_, value)| value.parse().ok()) };
        match verb {
            "start" => {
                if let Some(format) = number("format").and_then(|n| u32::try_from(n).ok()).filter(|format| *format > FORMAT) {
                    return Err(FrameError::Newer(format));
                }
                self.frames.head = pairs().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
            }
            "begin" => {
                let mut pass = Pass { parts: vec![(String::new(), Vec::new())], ..Pass::default() };
                let (mut id, mut file, mut sha256) = ("", "", "");
                for (key, value) in pairs() {
                    match key {
                        "probe" => id = value,
                        "file" => file = value,
                        "sha256" => sha256 = value,
                        "at" => pass.at = value.parse().ok(),
                        "since" => pass.since = value.parse().ok(),
                        _ => {}
                    }
                }
                self.close();
                let probe = self.frames.probes.entry(id.to_owned()).or_default();
                file.clone_into(&mut probe.file);
                sha256.clone_into(&mut probe.sha256);
                self.open = Some((id.to_owned(), pass));
                self.output(output);
            }
            "part" => {
                if let Some(pass) = self.pass().filter(|pass| pass.parts.len() < MOST_PARTS) {
                    pass.parts.push((rest.trim().to_owned(), Vec::new()));
                }
                self.output(output);
            }
            "none" | "denied" => {
                if let Some(pass) = self.pass() {
                    let said = if verb == "none" { &mut pass.none } else { &mut pass.denied };
                    said.get_or_insert_with(|| rest.trim().to_owned());
                }
                self.output(output);
            }
            "end" => {
                if let Some(pass) = self.pass() {
                    pass.closed = true;
                }
                self.close();
            }
            "late" => {
                if let Some(pass) = self.pass() {
                    pass.timeout = true;
                }
            }
            "exit" => {
                if let Some(pass) = self.pass() {
                    pass.exit = rest.trim().parse().ok();
                }
                self.output(output);
            }
            "finish" => {
                self.frames.complete = true;
                self.frames.finished = number("at");
            }
            _ => self.output(output),
        }
        Ok(())
    }

    fn pass(&mut self) -> Option<&mut Pass> {
        self.open.as_mut().map(|(_, pass)| pass)
    }

    /// Puts the open pass to its probe.
    fn close(&mut self) {
        if let Some((id, pass)) = self.open.take() {
            self.frames.probes.entry(id).or_default().passes.push(pass);
        }
    }

    fn output(&mut self, bytes: &[u8]) {
        if let Some((_, part)) = self.pass().and_then(|pass| pass.parts.last_mut()) {
            part.extend_from_slice(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
Welcome! #opsctl- is no mark
#opsctl-0123456789abcdef start format=1 opsctl=0.1.0 os=Linux at=1763769600

#opsctl-0123456789abcdef begin probe=host.a file=host.a.sh sha256=00 at=1763769601 since=1763683201
one
#opsctl-ffffffffffffffff end probe=host.a code=0
two without a line end
#opsctl-0123456789abcdef part second
x
#opsctl-0123456789abcdef! df: /x: denied
y

#opsctl-0123456789abcdef exit 1

#opsctl-0123456789abcdef end probe=host.a

#opsctl-0123456789abcdef begin probe=host.b file=host.b@aix.sh sha256=01 at=1763769602

#opsctl-0123456789abcdef none multipath

#opsctl-0123456789abcdef late

#opsctl-0123456789abcdef end probe=host.b

#opsctl-0123456789abcdef finish at=1763769603
";

    #[test]
    fn output_parts_errors_and_ends_are_told_apart() {
        let frames = parse(SAMPLE.as_bytes(), None).unwrap();
        assert_eq!((frames.complete, frames.finished), (true, Some(1_763_769_603)));
        assert_eq!((frames.head["os"].as_str(), frames.probes.len()), ("Linux", 2));
        let a = &frames.probes["host.a"];
        assert_eq!((a.file.as_str(), a.passes.len()), ("host.a.sh", 1));
        let pass = &a.passes[0];
        assert_eq!(pass.part("").unwrap(), b"one\n#opsctl-ffffffffffffffff end probe=host.a code=0\ntwo without a line end");
        // A line of standard error may come in the middle.
        assert_eq!(pass.part("second").unwrap(), b"x\ny\n");
        assert_eq!((pass.errors.as_slice(), pass.at, pass.since), (&b"df: /x: denied\n"[..], Some(1_763_769_601), Some(1_763_683_201)));
        assert_eq!((pass.exit, pass.timeout, pass.closed), (Some(1), false, true));
        let b = &frames.probes["host.b"].passes[0];
        assert_eq!((b.none.as_deref(), b.exit, b.timeout), (Some("multipath"), None, true));
    }

    #[test]
    fn only_the_mark_that_was_sent_counts() {
        assert_eq!(parse(SAMPLE.as_bytes(), Some("#opsctl-aaaaaaaaaaaaaaaa")), Err(FrameError::Missing));
        assert!(parse(SAMPLE.as_bytes(), Some("#opsctl-0123456789abcdef")).is_ok());
        assert_eq!(parse(b"motd\n", None), Err(FrameError::Missing));
        // A greeting that speaks of marks, in whatever words.
        assert_eq!(parse(b"#opsctl-is here\nfor you: start now\n", None), Err(FrameError::Missing));
        assert_eq!(parse(b"#opsctl-0123456789abcdef start format=9 \n", None), Err(FrameError::Newer(9)));
    }

    #[test]
    fn cut_anywhere_it_is_incomplete_and_never_a_panic() {
        for end in 0..SAMPLE.len() - 1 {
            if let Ok(frames) = parse(&SAMPLE.as_bytes()[..end], None) {
                assert!(!frames.complete, "cut at {end}");
            }
        }
    }
}
