//! Modes by patterns of paths.

use super::fault::Why;
use super::spec::Part;
use crate::model::release::Name;

/// What a part says of modes.
pub(super) struct Modes<'a> {
    /// `None`: as the file that it replaces has it.
    rules: Vec<(&'a str, Option<u32>, bool)>,
}

impl<'a> Modes<'a> {
    pub(super) fn new(part: &str, spec: &'a Part, why: &mut Vec<Why>) -> Self {
        let mut rules = Vec::new();
        for (pattern, text) in &spec.modes {
            let octal = (text != "keep").then(|| u32::from_str_radix(text, 8));
            match octal.transpose() {
                Ok(mode) => rules.push((pattern.as_str(), mode, false)),
                Err(_) => why.push(Why::Mode { part: part.to_owned(), text: text.clone() }),
            }
        }
        Self { rules }
    }

    /// The mode of a file whose own is `has`: what the last rule says, else 0755 of a program, and of other files that of what they replace (0644 where that is nothing); and whether a rule said it.
    pub(super) fn of(&mut self, path: &Name, has: u32) -> (Option<u32>, bool) {
        let mut found = None;
        for (pattern, mode, used) in &mut self.rules {
            if matches(pattern.as_bytes(), path.as_bytes()) {
                *used = true;
                found = Some(*mode);
            }
        }
        // The umask of whoever unpacked the files says nothing; what replaces a file that others may not read must not open it to them.
        found.map_or((if has & 0o100 == 0 { None } else { Some(0o755) }, false), |mode| (mode, true))
    }

    /// Patterns that no file matched.
    pub(super) fn unused(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().filter(|(_, _, used)| !used).map(|(pattern, _, _)| *pattern)
    }
}

/// `*` stands for anything within a part of a path, `**` for anything, `?` for one byte.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match pattern {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|at| matches(rest, &path[at..])),
        [b'*', rest @ ..] => {
            let end = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (0..=end).any(|at| matches(rest, &path[at..]))
        }
        [first, rest @ ..] => {
            let one = path.split_first().filter(|(byte, _)| **byte == *first || *first == b'?' && **byte != b'/');
            one.is_some_and(|(_, path)| matches(rest, path))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stay_within_a_part_and_two_do_not() {
        for (pattern, path, expected) in [
            ("bin/*.sh", "bin/a.sh", true),
            ("bin/*.sh", "bin/x/a.sh", false),
            ("**.sh", "bin/x/a.sh", true),
            ("**/run", "bin/x/run", true),
            ("bin/?", "bin/a", true),
            ("bin?a", "bin/a", false),
            ("bin", "bin/a", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), path.as_bytes()), expected, "{pattern} {path}");
        }
    }
}
