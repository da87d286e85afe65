//! listener.log → an event for each connection that failed. What succeeded is never looked at.
//!
//! `06-JUN-2019 00:00:02 * (CONNECT_DATA=…) * (ADDRESS=…) * establish * SVC * 0`: the last field is the TNS number, 0 is
//! good. From the right the fields are safe; from the left they are not, as programs may be called `a * b`. From 12.2
//! a line with an ISO stamp of its own may stand before an entry, and before the TNS- lines that explain it.

use super::log_class::{Class, LogRules};
use super::log_event::{CONTEXT_LINES, Family, LogEvent, OraCode, Peer, Sink, find_code, key};
use super::log_lines::Line;
use super::log_needles::Needles;
use super::log_skim::{Machine, Skim};
use super::log_text::{clean, decode, shape};
use super::log_time::{LogTime, dmy, head, iso};
use super::net_text::peer;
use super::ora_record::{Hint, OpenKind};
use memchr::memmem;

/// A return code that is not 0, or what explains one.
const FAILED: [&str; 10] = ["TNS-", " * 1", " * 2", " * 3", " * 4", " * 5", " * 6", " * 7", " * 8", " * 9"];
/// Commands of lsnrctl and registrations of instances. They are routine when they succeed, and a client never fails them.
const ROUTINE: [&str; 8] =
    ["service_update", "service_register", "service_register_NSGR", "ping", "status", "services", "version", "log_status"];

/// A parser of listener.log.
#[must_use]
pub fn parser(rules: &LogRules) -> Skim<ListenerLog<'_>> {
    Skim::new(ListenerLog { entry: Entry::new(rules) }, needles(rules))
}

pub(crate) fn needles(rules: &LogRules) -> Needles {
    rules.needles_and(&FAILED)
}

/// The machine for the text form.
#[derive(Debug)]
pub struct ListenerLog<'r> {
    entry: Entry<'r>,
}

impl Machine for ListenerLog<'_> {
    fn is_head(line: &[u8]) -> bool {
        head(line).is_some() || stamp(line).is_some()
    }

    fn idle(&self) -> bool {
        self.entry.idle()
    }

    fn line(&mut self, line: Line<'_>, sink: Sink<'_>) {
        match head(line.bytes) {
            Some(time) => self.entry.set_time(Some(time)),
            None => self.entry.line(line, sink),
        }
    }

    fn begin(&mut self, hint: Option<&str>) {
        self.entry.resume(hint.and_then(|h| serde_json::from_str(h).ok()).unwrap_or_default());
    }

    fn end(&mut self, sink: Sink<'_>) -> Option<String> {
        serde_json::to_string(&self.entry.pause(sink)).ok()
    }
}

/// One entry and the lines that explain it. Shared by the text and the XML form.
#[derive(Debug)]
pub(crate) struct Entry<'r> {
    rules: &'r LogRules,
    /// Of the last head; an entry's own stamp is better.
    time: Option<LogTime>,
    open: Option<LogEvent>,
    /// What comes next belongs to an entry that an earlier look has told.
    told: bool,
}

impl<'r> Entry<'r> {
    pub(crate) fn new(rules: &'r LogRules) -> Entry<'r> {
        Entry { rules, time: None, open: None, told: false }
    }

    pub(crate) fn idle(&self) -> bool {
        self.open.is_none() && !self.told
    }

    pub(crate) fn set_time(&mut self, time: Option<LogTime>) {
        self.time = time;
    }

    pub(crate) fn resume(&mut self, hint: Hint) {
        self.time = hint.time;
        self.open = None;
        self.told = hint.open.is_some();
    }

    pub(crate) fn pause(&mut self, sink: Sink<'_>) -> Hint {
        let open = (!self.idle()).then_some(OpenKind::Stack);
        self.close(sink);
        Hint { time: self.time.clone(), seen: Vec::new(), open }
    }

    pub(crate) fn close(&mut self, sink: Sink<'_>) {
        self.told = false;
        if let Some(event) = self.open.take() {
            sink(event);
        }
    }

    pub(crate) fn line(&mut self, line: Line<'_>, sink: Sink<'_>) {
        if let Some((time, rest)) = stamp(line.bytes) {
            self.close(sink);
            self.time = Some(time);
            self.open = self.entry(&line.bytes[rest..], line);
            return;
        }
        let code = find_code(line.bytes).map(|(code, _)| code);
        match &mut self.open {
            Some(open) if code.is_some() && open.code.is_some() => explain(open, line),
            None if code.is_some() && self.told => {}
            _ if code.is_some() || matters(self.rules, line.bytes) => {
                self.close(sink);
                self.open = Some(self.sentence(line, code));
            }
            Some(open) => explain(open, line),
            None => {}
        }
    }

    /// `rest` is what follows `stamp * `.
    fn entry(&self, rest: &[u8], line: Line<'_>) -> Option<LogEvent> {
        let (before, code) = rsplit(rest);
        let number = std::str::from_utf8(code.trim_ascii()).ok()?.parse().ok().filter(|&n: &u32| n > 0 && n <= OraCode::MAX)?;
        let code = OraCode { family: Family::Tns, number };
        let (data, address, service) = parts(before);
        let command = decode(service).trim().to_owned();
        let data = decode(data);
        let mut peer = peer(&data, Some(&decode(address)));
        if peer.service.is_none() && !command.is_empty() && !command.starts_with('<') {
            peer.service = Some(command.chars().take(64).collect());
        }
        let rule = self.rules.classify(Some(code), peer.host.as_deref(), line.bytes);
        let first = data.split(" * ").next().unwrap_or("").trim();
        let mut class = rule.and_then(|i| self.rules.rule(i)).map_or(Class::Unclassified, |r| r.class);
        if ROUTINE.contains(&command.as_str()) || ROUTINE.contains(&first) {
            class = class.min(Class::Note);
        }
        let text = clean(line.bytes, line.dropped);
        Some(LogEvent {
            time: self.time.clone(),
            con_name: None,
            key: client_key(code, &peer),
            code: Some(code.to_string()),
            arg: peer.host.clone(),
            class,
            rule,
            context: vec![text.clone()],
            text,
            peer: Some(peer),
            offset: line.at,
        })
    }

    /// A line without an entry: a TNS- code of the listener itself, a warning.
    fn sentence(&self, line: Line<'_>, code: Option<OraCode>) -> LogEvent {
        let rule = self.rules.classify(code, None, line.bytes);
        let text = clean(line.bytes, line.dropped);
        let what = match (code, rule.and_then(|i| self.rules.rule(i))) {
            (Some(code), _) => code.to_string(),
            (None, Some(rule)) => rule.sentence().to_owned(),
            (None, None) => shape(&text),
        };
        LogEvent {
            time: self.time.clone(),
            con_name: None,
            code: code.map(|c| c.to_string()),
            arg: None,
            class: rule.and_then(|i| self.rules.rule(i)).map_or(Class::Unclassified, |r| r.class),
            rule,
            key: key(None, &what, None),
            context: vec![text.clone()],
            text,
            peer: None,
            offset: line.at,
        }
    }
}

/// A sentence worth telling, without any code.
fn matters(rules: &LogRules, line: &[u8]) -> bool {
    let known = || line.trim_ascii_start().starts_with(b"WARNING") || rules.classify(None, None, line).is_some();
    rules.needles().is_match(line) && known() && !rules.is_routine_line(line)
}

fn explain(open: &mut LogEvent, line: Line<'_>) {
    if open.context.len() < CONTEXT_LINES && !line.bytes.trim_ascii().is_empty() {
        open.context.push(clean(line.bytes, line.dropped));
    }
}

/// The stamp that begins an entry, and where the text after its ` * ` begins.
fn stamp(line: &[u8]) -> Option<(LogTime, usize)> {
    let (time, end) = dmy(line).or_else(|| iso(line))?;
    line[end..].starts_with(b" *").then_some((time, (end + 3).min(line.len())))
}

fn rsplit(text: &[u8]) -> (&[u8], &[u8]) {
    memmem::rfind(text, b" * ").map_or((&[], text), |at| (&text[..at], &text[at + 3..]))
}

/// CONNECT_DATA, ADDRESS and the last field (service, or the command) of an entry without its return code.
fn parts(text: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let (before, service) = rsplit(text);
    let address = memmem::rfind(before, b" * (ADDRESS=").or_else(|| memmem::rfind(before, b" * (address="));
    match address {
        Some(at) => (&before[..at], &before[at + 3..], service),
        None => (if before.is_empty() { text } else { before }, &[], service),
    }
}

fn client_key(code: OraCode, peer: &Peer) -> String {
    let mut key = code.to_string();
    for (name, value) in [("service", &peer.service), ("host", &peer.host), ("program", &peer.program)] {
        if let Some(value) = value {
            key.push_str(&format!(" {name}={value}"));
        }
    }
    key
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "listener_tests.rs"]
mod tests;
