//! A host, asked all at once: one script over one connection, its framed output, and answers read from that.

use std::sync::Arc;

use super::ssh::failure::{self, failed};
use crate::model::{Answer, Ask, AskError, AskErrorKind, Column, Kind, Link, Os, Table, Value};
use crate::parse::frames::{self, FrameError, Frames, Pass};
use crate::parse::host::{self, Input, Parsed, Row};

/// The output of the collector, and how it was got.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// Everything that was printed, with whatever a login shell added.
    pub output: Vec<u8>,
    /// What came beside it on standard error.
    pub errors: Vec<u8>,
    /// It stopped before the script ended: deadline, lost connection, cap.
    pub cut: Option<AskError>,
    pub connect_ms: u64,
    pub logon_ms: u64,
    /// What the SSH server calls itself; empty without SSH.
    pub server: String,
}

impl From<super::ssh::Done> for Collected {
    fn from(done: super::ssh::Done) -> Self {
        let cap = done.truncated.then(too_much);
        Self {
            output: done.stdout,
            errors: done.stderr,
            cut: done.cut_by.or(cap),
            connect_ms: done.connect_ms,
            logon_ms: done.logon_ms,
            server: done.server,
        }
    }
}

/// More was printed than is read.
pub(super) fn too_much() -> AskError {
    AskError::new(AskErrorKind::BadAnswer, "more output than any probe prints; it was cut")
}

/// Looks for the line that ends an output, as what comes grows. Its end of file may come much later, or never: a command that not
/// even `kill -9` ends (`df` of a dead NFS server) holds it open.
#[derive(Debug)]
pub(super) struct LastLine<'a> {
    begins: &'a [u8],
    /// Before this there is none.
    from: usize,
}

impl<'a> LastLine<'a> {
    /// `begins`: its first bytes; none where only the end of file counts.
    pub(super) fn new(begins: &'a str) -> Self {
        Self { begins: begins.as_bytes(), from: 0 }
    }

    /// Whether the whole line is there.
    pub(super) fn came(&mut self, output: &[u8]) -> bool {
        if self.begins.is_empty() {
            return false;
        }
        let found = output.get(self.from..).and_then(|fresh| memchr::memmem::find(fresh, self.begins));
        self.from = found.map_or(output.len().saturating_sub(self.begins.len()), |at| self.from + at);
        found.is_some() && memchr::memchr(b'\n', &output[self.from..]).is_some()
    }
}

/// Answers from a collected output.
#[derive(Debug)]
pub struct HostLink {
    frames: Frames,
    os: Option<Os>,
    driver: &'static str,
    cut: Option<AskError>,
    /// The target's clock against ours, seconds.
    ahead_s: Option<f64>,
}

impl HostLink {
    /// Reads an output under the mark that was sent. The error says why there is nothing to read.
    pub fn new(collected: &Collected, mark: &str, driver: &'static str) -> Result<Self, AskError> {
        let frames = frames::parse(&collected.output, Some(mark)).map_err(|error| no_frame(&error, collected))?;
        Ok(Self::of(frames, driver, collected.cut.clone()))
    }

    /// Answers from frames that were read already; `cut` says why they end too early, where that is known.
    pub(super) fn of(frames: Frames, driver: &'static str, cut: Option<AskError>) -> Self {
        let os = frames.head.get("os").and_then(|name| Os::of(name));
        Self { frames, os, driver, cut, ahead_s: None }
    }

    /// Says what our clock showed when the output ended, which is when the target printed its own. That is in whole seconds: the
    /// middle of the second is the best guess.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
    pub fn heard(self, ours: Option<jiff::Timestamp>) -> Self {
        let ahead_s = ours.zip(self.frames.finished).map(|(ours, theirs)| theirs as f64 + 0.5 - ours.as_millisecond() as f64 / 1000.0);
        Self { ahead_s, ..self }
    }

    /// The target's clock when the script began.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        self.frames.head.get("at")?.parse().ok()
    }

    fn probe(&self, ask: &Ask<'_>) -> Result<Answer, AskError> {
        let cut = || {
            self.cut.clone().unwrap_or_else(|| AskError::new(AskErrorKind::Disconnected, "the output ends before this probe was through"))
        };
        let Some(probe) = self.frames.probes.get(ask.id) else {
            return Err(if self.frames.complete { AskError::new(AskErrorKind::NotCaptured, ask.id) } else { cut() });
        };
        let (last, before) = match probe.passes.as_slice() {
            [] => return Err(cut()),
            [_] if ask.twice => return Err(cut()),
            [only] => (only, None),
            [first, .., last] => (last, Some(first)),
        };
        if let Some(what) = &last.none {
            return Err(AskError::new(AskErrorKind::Absent, what.clone()));
        }
        if let Some(what) = &last.denied {
            return Err(AskError { object: what.clone(), ..AskError::new(AskErrorKind::Privilege, first_line(&last.errors, what)) });
        }
        if !last.closed {
            return Err(cut());
        }
        if last.timeout {
            return Err(AskError::new(AskErrorKind::Timeout, first_line(&last.errors, "no answer")));
        }
        if last.exit.is_none() {
            return Err(AskError::new(AskErrorKind::Server, first_line(&last.errors, "the probe did not come to its end")));
        }
        let os = self.os.ok_or_else(|| AskError::new(AskErrorKind::Server, "an operating system that opsctl does not know"))?;
        let parser = ask.parser.and_then(host::parser).ok_or_else(|| AskError::new(AskErrorKind::Internal, "the probe names no parser"))?;
        let names: Vec<&str> = ask.columns.iter().map(|c| c.name.as_str()).collect();
        let (parts, parts_before) = (decoded(last), before.map(decoded).unwrap_or_default());
        let errors = host::decode(&last.errors);
        let seconds = before.and_then(|b| Some(last.at? - b.at?)).unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "seconds of one look")]
        let input = Input {
            os,
            parts: &parts,
            before: &parts_before,
            errors: &errors,
            at: last.at,
            seconds: seconds as f64,
            since: last.since,
            ahead_s: self.ahead_s,
            columns: &names,
        };
        let parsed = parser(&input).map_err(|fault| {
            let said = first_line(&last.errors, "");
            if said.ends_with("not found") {
                return AskError::new(AskErrorKind::Server, said);
            }
            let text = if said.is_empty() { fault.to_string() } else { format!("{fault} ({said})") };
            AskError::new(AskErrorKind::BadAnswer, text)
        })?;
        Ok(Answer { until: last.at, ..fit(parsed, ask.columns)? })
    }
}

/// Why there is no frame in what came: the words of the login shell or of sudo tell.
fn no_frame(error: &FrameError, collected: &Collected) -> AskError {
    if let FrameError::Newer(_) = error {
        return AskError::new(AskErrorKind::NotCaptured, error.to_string());
    }
    // A shell that prints without end says more by what it prints.
    if let Some(cut) = collected.cut.as_ref().filter(|cut| cut.kind != AskErrorKind::BadAnswer) {
        return cut.clone();
    }
    let said: Vec<String> =
        [&collected.errors, &collected.output].into_iter().map(|bytes| first_line(bytes, "")).filter(|line| !line.is_empty()).collect();
    let said = if said.is_empty() { "nothing was printed".to_owned() } else { said.join(" / ") };
    let code = if said.starts_with("sudo: ") { failure::SUDO } else { failure::SHELL };
    failed(AskErrorKind::Login, code, format!("the login shell did not run the probes: {said}"))
}

/// The first line that says something, shortened.
fn first_line(bytes: &[u8], otherwise: &str) -> String {
    let text = host::decode(&bytes[..bytes.len().min(4096)]);
    let line = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or(otherwise);
    line.chars().take(300).collect()
}

fn decoded(pass: &Pass) -> Vec<(String, String)> {
    pass.parts.iter().map(|(name, bytes)| (name.clone(), host::decode(bytes))).collect()
}

/// Rows by column name → rows under the declared columns.
fn fit(parsed: Parsed, columns: &Arc<[Column]>) -> Result<Answer, AskError> {
    let bad = |text: String| AskError::new(AskErrorKind::BadAnswer, text);
    // A parser may give its cells in any order; mostly it is that of the columns.
    let cell = |row: &mut Row, (index, column): (usize, &Column)| {
        let is_it = |(name, _): &(&str, Value)| *name == column.name;
        let at = row.get(index).is_some_and(is_it).then_some(index).or_else(|| row.iter().position(is_it));
        typed(at.map(|at| std::mem::take(&mut row[at].1)).unwrap_or_default(), column)
    };
    let mut rows = Vec::with_capacity(parsed.rows.len() + parsed.plain.len());
    for mut row in parsed.rows {
        rows.push(columns.iter().enumerate().map(|c| cell(&mut row, c)).collect::<Result<Vec<_>, _>>().map_err(bad)?);
    }
    for row in parsed.plain {
        rows.push(row.into_iter().zip(columns.iter()).map(|(value, c)| typed(value, c)).collect::<Result<Vec<_>, _>>().map_err(bad)?);
    }
    Ok(Answer { strange: parsed.strange, ..Answer::new(Table { columns: Arc::clone(columns), rows, truncated: false }, 0) })
}

/// A value as its column declares it. What does not fit is an error, never a guess.
#[expect(clippy::cast_precision_loss, reason = "counts of a host")]
fn typed(value: Value, column: &Column) -> Result<Value, String> {
    let wrong = |value: &Value| format!("column {}: `{}` is no {:?}", column.name, value.plain(), column.kind);
    Ok(match (value, column.kind) {
        (Value::Null, _) => Value::Null,
        (Value::Int(n), Kind::Number) => Value::Num(n as f64),
        (Value::Text(text), Kind::Number) => Value::Num(text.parse().map_err(|_| wrong(&Value::Text(text)))?),
        (Value::Text(text), Kind::Integer) => Value::Int(text.parse().map_err(|_| wrong(&Value::Text(text)))?),
        (Value::Text(text), Kind::Time) => Value::Time(text.replace('T', " ").parse().map_err(|_| wrong(&Value::Text(text)))?),
        (Value::Text(text), Kind::Bool) => Value::Bool(matches!(text.as_str(), "1" | "true" | "yes")),
        (value @ Value::Text(_), Kind::Text)
        | (value @ Value::Num(_), Kind::Number)
        | (value @ Value::Int(_), Kind::Integer)
        | (value @ Value::Time(_), Kind::Time)
        | (value @ Value::Bool(_), Kind::Bool) => value,
        (value, _) => return Err(wrong(&value)),
    })
}

impl Link for HostLink {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Answer, AskError> {
        self.probe(ask)
    }

    fn driver(&self) -> &str {
        self.driver
    }

    fn version(&self) -> Option<String> {
        self.frames.head.get("os").cloned()
    }

    fn alive(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_seen_wherever_the_pieces_end() {
        let text = b"#m begin\n#m finis\n#m finish at=1\nwhat a program left behind says";
        let end = text.iter().position(|b| *b == b'1').unwrap() + 2;
        for step in 1..=text.len() {
            let mut last = LastLine::new("#m finish ");
            let seen = (step..text.len() + step).step_by(step).map(|n| n.min(text.len())).find(|&n| last.came(&text[..n]));
            assert_eq!(seen, Some(end.next_multiple_of(step).min(text.len())), "pieces of {step}");
        }
        assert!(!LastLine::new("").came(text), "none to look for");
    }
}
