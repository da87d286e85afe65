//! The ADR's log.xml → the same events as its text. A stream of `<msg …><txt>…</txt></msg>` without a root, with control
//! characters, with a cut tail: not XML, so it is read line by line, and every `<msg ` at a line's start begins afresh.

use super::alert::container;
use super::listener::{Entry, needles};
use super::log_class::LogRules;
use super::log_event::Sink;
use super::log_lines::Line;
use super::log_skim::{Machine, Skim};
use super::log_time::{LogTime, iso};
use super::ora_record::{Hint, Record};
use memchr::memmem;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A head that is longer than this is none.
const HEAD_CAP: usize = 4096;

/// A parser of the `log.xml` of a database or a listener (`comp_id` says which).
#[must_use]
pub fn parser(rules: &LogRules) -> Skim<AdrXml<'_>> {
    Skim::new(AdrXml::new(rules), needles(rules))
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    /// Between `<msg` and its `>`.
    Head,
    /// After the head; also the start of a file that begins in the middle of a message.
    #[default]
    Text,
    /// After `</txt>`.
    Outside,
}

/// The machine for log.xml.
#[derive(Debug)]
pub struct AdrXml<'r> {
    state: State,
    head: Vec<u8>,
    con: Option<String>,
    listener: bool,
    record: Record<'r>,
    entry: Entry<'r>,
}

#[derive(Default, Serialize, Deserialize)]
struct XmlHint {
    state: State,
    #[serde(default)]
    head: String,
    #[serde(default)]
    con: Option<String>,
    #[serde(default)]
    listener: bool,
    inner: Hint,
}

impl<'r> AdrXml<'r> {
    fn new(rules: &'r LogRules) -> AdrXml<'r> {
        let (record, entry) = (Record::new(rules), Entry::new(rules));
        AdrXml { state: State::Text, head: Vec::new(), con: None, listener: false, record, entry }
    }

    /// Takes `line` as part of the head; returns what follows the head on this line once it is complete.
    fn head_line<'a>(&mut self, line: &'a [u8], sink: Sink<'_>) -> Option<&'a [u8]> {
        let mut quote = None;
        // Quotes may span lines as little as they may contain a `>` unescaped, but both have been seen.
        let end = line.iter().position(|&b| match (quote, b) {
            (None, b'\'' | b'"') => {
                quote = Some(b);
                false
            }
            (Some(q), b) if q == b => {
                quote = None;
                false
            }
            (None, b'>') => true,
            _ => false,
        });
        let end = end.or_else(|| memmem::find(line, b"><txt>"));
        let room = HEAD_CAP.saturating_sub(self.head.len());
        let part = &line[..end.unwrap_or(line.len()).min(room)];
        self.head.extend_from_slice(part);
        self.head.push(b' ');
        if end.is_none() && self.head.len() < HEAD_CAP && memmem::find(line, b"<txt>").is_none() {
            return None;
        }
        self.begin_message(sink);
        Some(end.map_or(line, |end| &line[end + 1..]))
    }

    fn begin_message(&mut self, sink: Sink<'_>) {
        self.state = State::Text;
        let time: Option<LogTime> = attribute(&self.head, b"time").and_then(iso).map(|(time, _)| time);
        let con = attribute(&self.head, b"con_name").map(|con| String::from_utf8_lossy(con).into_owned());
        self.con = con.filter(|con| !con.is_empty() && con != "CDB$ROOT");
        self.listener = attribute(&self.head, b"comp_id") == Some(b"tnslsnr");
        if self.listener {
            self.record.close(sink);
            // The TNS- lines of an entry come as messages of their own, so a message does not end an entry.
            self.entry.set_time(time);
        } else {
            self.entry.close(sink);
            self.record.begin(time, sink);
        }
    }

    fn text(&mut self, text: &[u8], line: Line<'_>, sink: Sink<'_>) {
        let text = text.strip_prefix(b" <txt>").or_else(|| text.strip_prefix(b"<txt>")).unwrap_or(text);
        let end = memmem::find(text, b"</txt>");
        let text = &text[..end.unwrap_or(text.len())];
        let text = if memmem::find(text, b"</msg>").is_some() { &[][..] } else { text };
        let plain = unescape(text);
        let line = Line { bytes: &plain, ..line };
        if self.listener {
            self.entry.line(line, sink);
        } else {
            let (con, bytes) = container(line.bytes);
            let con = con.or(self.con.as_deref());
            self.record.line(con, Line { bytes, ..line }, sink);
        }
        if end.is_some() {
            self.state = State::Outside;
        }
    }
}

impl Machine for AdrXml<'_> {
    fn is_head(line: &[u8]) -> bool {
        line.starts_with(b"<msg ")
    }

    fn idle(&self) -> bool {
        self.record.idle() && self.entry.idle()
    }

    fn line(&mut self, line: Line<'_>, sink: Sink<'_>) {
        let mut bytes = line.bytes;
        if Self::is_head(bytes) {
            self.head.clear();
            self.state = State::Head;
        }
        if self.state == State::Head {
            match self.head_line(bytes, sink) {
                Some(rest) if !rest.trim_ascii().is_empty() => bytes = rest,
                _ => return,
            }
        }
        if self.state == State::Text {
            self.text(bytes, line, sink);
        }
    }

    fn begin(&mut self, hint: Option<&str>) {
        let hint: XmlHint = hint.and_then(|h| serde_json::from_str(h).ok()).unwrap_or_default();
        self.state = hint.state;
        self.head = hint.head.into_bytes();
        self.con = hint.con;
        self.listener = hint.listener;
        let (record, entry) = if hint.listener { (Hint::default(), hint.inner) } else { (hint.inner, Hint::default()) };
        self.record.resume(record);
        self.entry.resume(entry);
    }

    fn end(&mut self, sink: Sink<'_>) -> Option<String> {
        let (record, entry) = (self.record.pause(sink), self.entry.pause(sink));
        let inner = if self.listener { entry } else { record };
        let head = if self.state == State::Head { String::from_utf8_lossy(&self.head).into_owned() } else { String::new() };
        let hint = XmlHint { state: self.state, head, con: self.con.clone(), listener: self.listener, inner };
        serde_json::to_string(&hint).ok()
    }
}

/// The value of ` name='…'` (or with double quotes) in a head.
fn attribute<'a>(head: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    memmem::find_iter(head, name).find_map(|at| {
        let before = head.get(at.checked_sub(1)?)?;
        let rest = head[at + name.len()..].strip_prefix(b"=")?;
        let (quote, value) = rest.split_first()?;
        let end = memchr::memchr(*quote, value)?;
        (before.is_ascii_whitespace() && matches!(quote, b'\'' | b'"')).then_some(&value[..end])
    })
}

/// The five entities of XML and `&#10;`-like ones for ASCII; everything else stays as it is.
fn unescape(text: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr::memchr(b'&', text) else { return Cow::Borrowed(text) };
    let mut plain = text[..first].to_vec();
    let mut rest = &text[first..];
    while let Some((&byte, after)) = rest.split_first() {
        let known = [
            (&b"&lt;"[..], b'<'),
            (b"&gt;", b'>'),
            (b"&amp;", b'&'),
            (b"&apos;", b'\''),
            (b"&quot;", b'"'),
            (b"&#9;", b'\t'),
            (b"&#10;", b' '),
            (b"&#39;", b'\''),
        ];
        let found = (byte == b'&').then(|| known.iter().find(|(name, _)| rest.starts_with(name))).flatten();
        let (byte, next) = found.map_or((byte, after), |(name, plain)| (*plain, &rest[name.len()..]));
        plain.push(byte);
        rest = next;
    }
    Cow::Owned(plain)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "adr_xml_tests.rs"]
mod tests;
