//! The text of an alert log → events: both time stamps (≤12.1 and ≥12.2, also in one file), lines of pluggable databases.

use super::log_class::LogRules;
use super::log_event::Sink;
use super::log_lines::Line;
use super::log_skim::{Machine, Skim};
use super::log_time::head;
use super::ora_record::{Hint, Record};

/// A parser of `alert_<SID>.log`.
#[must_use]
pub fn parser(rules: &LogRules) -> Skim<Alert<'_>> {
    Skim::new(Alert { record: Record::new(rules) }, rules.needles().clone())
}

/// The machine for alert logs: a line that is a time stamp begins a record.
#[derive(Debug)]
pub struct Alert<'r> {
    record: Record<'r>,
}

impl Machine for Alert<'_> {
    fn is_head(line: &[u8]) -> bool {
        head(line).is_some()
    }

    fn idle(&self) -> bool {
        self.record.idle()
    }

    fn line(&mut self, line: Line<'_>, sink: Sink<'_>) {
        if let Some(time) = head(line.bytes) {
            return self.record.begin(Some(time), sink);
        }
        let (con, bytes) = container(line.bytes);
        self.record.line(con, Line { bytes, ..line }, sink);
    }

    fn begin(&mut self, hint: Option<&str>) {
        // A hint that cannot be read costs the time of one record, nothing more.
        self.record.resume(hint.and_then(|h| serde_json::from_str::<Hint>(h).ok()).unwrap_or_default());
    }

    fn end(&mut self, sink: Sink<'_>) -> Option<String> {
        serde_json::to_string(&self.record.pause(sink)).ok()
    }
}

/// `TAXPDB(3):ORA-01653 …` → the container and the rest. The root has no prefix.
pub(crate) fn container(line: &[u8]) -> (Option<&str>, &[u8]) {
    let split = || {
        let colon = line.iter().take(140).position(|&b| b == b':')?;
        let (name, id) = std::str::from_utf8(&line[..colon]).ok()?.strip_suffix(')')?.split_once('(')?;
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#'));
        let numbered = (1..=5).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
        (named && numbered).then(|| (Some(name).filter(|n| *n != "CDB$ROOT"), &line[colon + 1..]))
    };
    split().unwrap_or((None, line))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "alert_tests.rs"]
mod tests;
