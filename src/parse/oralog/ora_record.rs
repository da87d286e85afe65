//! The lines of one alert log record → events. Shared by the text and the XML form of the log.
//!
//! The rules of counting, each learned from somebody's false alarm:
//!  * an error stack is one event; wrappers (a rule's `wrapper = true`) leave the name to the next line;
//!  * "Errors in file …" is no event, the stack below it is; what it repeats of the same record is not counted again;
//!  * before 12.2 all of one second share one record, so "ORA-1652 …" and "ORA-01555 caused by …" in it are two events;
//!  * "Fatal NI connect error" with all its TNS- lines is one event, and so is the ORA-3136 warning that follows it.

use super::log_class::{Class, LogRules, Rule};
use super::log_event::{CONTEXT_LINES, LogEvent, OraCode, Sink, argument, find_code, key};
use super::log_lines::Line;
use super::log_text::{clean, shape};
use super::log_time::LogTime;
use super::sqlnet::{NiBlock, is_inside};
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// Names one event may gather; a stack is rarely deeper.
const NAMES: usize = 16;
/// Keys of one record that are remembered, to tell a repetition.
const SEEN: usize = 32;
/// How long after a connect error its ORA-3136 warning may come.
const PAIR_SECONDS: i64 = 120;

/// What a look must know of the record in which the look before ended.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Hint {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<LogTime>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<OpenKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OpenKind {
    Stack,
    Net,
}

/// Collects the events of one record after the other.
#[derive(Debug)]
pub(crate) struct Record<'r> {
    rules: &'r LogRules,
    time: Option<LogTime>,
    before: Before,
    after_header: bool,
    open: Option<Open>,
    seen: Vec<String>,
    timeouts: Vec<Option<LogTime>>,
}

#[derive(Debug)]
enum Open {
    Stack(Pending),
    Net(NiBlock),
}

/// An event whose lines are still coming.
#[derive(Debug)]
struct Pending {
    con: Option<String>,
    names: Vec<Name>,
    context: Vec<String>,
    at: u64,
    /// It stands below "Errors in file …": everything up to the next gap is one stack.
    header: bool,
    /// A line that is not part of a stack came after the last name.
    gap: bool,
    told: bool,
}

/// A line that can name an event.
#[derive(Debug)]
struct Name {
    code: Option<OraCode>,
    arg: Option<String>,
    rule: Option<usize>,
    text: String,
    /// The code is the beginning of the line, as in a stack.
    leads: bool,
}

/// The last two lines before an event, which often say what was being done.
#[derive(Debug, Default)]
struct Before {
    lines: [(Vec<u8>, u64); 2],
    count: usize,
}

impl Before {
    fn push(&mut self, line: Line<'_>) {
        if line.bytes.trim_ascii().is_empty() || line.bytes.starts_with(b"***") {
            return;
        }
        self.lines.swap(0, 1);
        let (kept, dropped) = &mut self.lines[1];
        kept.clear();
        kept.extend_from_slice(&line.bytes[..line.bytes.len().min(2048)]);
        *dropped = line.dropped + (line.bytes.len() - kept.len()) as u64;
        self.count = (self.count + 1).min(2);
    }

    fn take(&mut self) -> Vec<String> {
        let kept = &self.lines[2 - self.count..];
        self.count = 0;
        kept.iter().map(|(bytes, dropped)| clean(bytes, *dropped)).collect()
    }
}

enum Kind {
    Plain,
    Header,
    Net(Box<NiBlock>),
    Named(Name),
}

impl<'r> Record<'r> {
    pub(crate) fn new(rules: &'r LogRules) -> Record<'r> {
        let (before, open) = (Before::default(), None);
        Record { rules, time: None, before, after_header: false, open, seen: Vec::new(), timeouts: Vec::new() }
    }

    pub(crate) fn idle(&self) -> bool {
        self.open.is_none()
    }

    /// A new record with this time.
    pub(crate) fn begin(&mut self, time: Option<LogTime>, sink: Sink<'_>) {
        self.close(sink);
        self.time = time;
        self.before.count = 0;
        self.after_header = false;
        self.seen.clear();
    }

    /// Goes on where an earlier look stopped.
    pub(crate) fn resume(&mut self, hint: Hint) {
        self.before.count = 0;
        self.after_header = false;
        self.timeouts.clear();
        self.time = hint.time;
        self.seen = hint.seen;
        self.open = hint.open.map(|kind| match kind {
            OpenKind::Net => Open::Net(NiBlock::rest(0)),
            OpenKind::Stack => Open::Stack(Pending { told: true, header: true, ..Pending::new(None, Vec::new(), 0) }),
        });
    }

    /// Ends the input, not the record: what is needed to go on is returned.
    pub(crate) fn pause(&mut self, sink: Sink<'_>) -> Hint {
        let open = self.open.as_ref().map(|open| match open {
            Open::Stack(_) => OpenKind::Stack,
            Open::Net(_) => OpenKind::Net,
        });
        self.close(sink);
        Hint { time: self.time.clone(), seen: self.seen.clone(), open }
    }

    /// The next line of the record, without the prefix of its container.
    pub(crate) fn line(&mut self, con: Option<&str>, line: Line<'_>, sink: Sink<'_>) {
        match self.kind(line) {
            Kind::Plain => match &mut self.open {
                Some(Open::Net(block)) => block.push(line),
                Some(Open::Stack(pending)) => pending.plain(line),
                None => self.before.push(line),
            },
            Kind::Header => {
                self.close(sink);
                self.after_header = true;
                self.before.push(line);
            }
            Kind::Net(block) => {
                self.close(sink);
                if block.number() == 12170 && self.timeouts.len() < 16 {
                    self.timeouts.push(self.time.clone());
                }
                self.open = Some(Open::Net(*block));
            }
            Kind::Named(name) => self.named(con, name, line, sink),
        }
    }

    /// Tells the event that is being collected.
    pub(crate) fn close(&mut self, sink: Sink<'_>) {
        let event = match self.open.take() {
            None => return,
            Some(Open::Net(block)) => block.into_event(self.time.clone(), self.rules),
            Some(Open::Stack(pending)) => pending.into_event(self.time.clone(), self.rules, !self.seen.is_empty()),
        };
        let Some(event) = event else { return };
        if self.seen.contains(&event.key) {
            return;
        }
        if self.seen.len() == SEEN {
            self.seen.remove(0);
        }
        self.seen.push(event.key.clone());
        sink(event);
    }

    fn kind(&self, line: Line<'_>) -> Kind {
        let bytes = line.bytes;
        if bytes.starts_with(b"Errors in file ") {
            return Kind::Header;
        }
        if !self.rules.needles().is_match(bytes) {
            return Kind::Plain;
        }
        if let Some(block) = NiBlock::begins(line) {
            return Kind::Net(Box::new(block));
        }
        if self.rules.is_routine_line(bytes) || (matches!(self.open, Some(Open::Net(_))) && bytes.starts_with(b"TNS-") && is_inside(bytes))
        {
            return Kind::Plain;
        }
        let (code, at) = find_code(bytes).map_or((None, usize::MAX), |(code, at)| (Some(code), at));
        let arg = code.and_then(|code| argument(code, &bytes[at..]));
        let rule = self.rules.classify(code, arg.as_deref(), bytes);
        if code.is_none() && rule.is_none() && !is_warning(bytes) {
            return Kind::Plain;
        }
        let leads = at == bytes.len() - bytes.trim_ascii_start().len();
        Kind::Named(Name { code, arg, rule, text: clean(bytes, line.dropped), leads })
    }

    fn named(&mut self, con: Option<&str>, name: Name, line: Line<'_>, sink: Sink<'_>) {
        if name.code.is_some_and(|c| c.number == 3136) && self.pairs(line.bytes) {
            return self.before.push(line);
        }
        if let Some(Open::Stack(pending)) = &mut self.open
            && (pending.told || pending.con.as_deref() == con)
            && pending.takes(&name, self.rules)
        {
            return pending.push(name);
        }
        self.close(sink);
        let header = std::mem::take(&mut self.after_header);
        let mut pending = Pending { header, ..Pending::new(con, self.before.take(), line.at) };
        pending.push(name);
        self.open = Some(Open::Stack(pending));
    }

    /// Whether this "inbound connection timed out" belongs to a connect error that was just counted.
    fn pairs(&mut self, line: &[u8]) -> bool {
        if memmem::find(line, b"inbound connection timed out").is_none() {
            return false;
        }
        let now = self.time.as_ref().map(|t| t.civil);
        let near = |then: &Option<LogTime>| match (now, then) {
            (Some(now), Some(then)) => now.duration_since(then.civil).as_secs().abs() <= PAIR_SECONDS,
            _ => true,
        };
        let found = self.timeouts.iter().position(near);
        match found {
            Some(i) => drop(self.timeouts.remove(i)),
            // What is too old by now stays too old.
            None => self.timeouts.clear(),
        }
        found.is_some()
    }
}

/// The word WARNING, not `LICENSE_SESSIONS_WARNING`.
fn is_warning(line: &[u8]) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    memmem::find_iter(line, b"WARNING").any(|at| !word(at.checked_sub(1).and_then(|i| line.get(i))) && !word(line.get(at + 7)))
}

impl Name {
    fn rule<'r>(&self, rules: &'r LogRules) -> Option<&'r Rule> {
        self.rule.and_then(|i| rules.rule(i))
    }

    fn wraps(&self, rules: &LogRules) -> bool {
        self.rule(rules).is_some_and(|rule| rule.wrapper)
    }

    fn class(&self, rules: &LogRules) -> Class {
        self.rule(rules).map_or(Class::Unclassified, |rule| rule.class)
    }

    fn has(&self, sentence: &str) -> bool {
        self.text.contains(sentence)
    }
}

impl Pending {
    fn new(con: Option<&str>, context: Vec<String>, at: u64) -> Pending {
        let con = con.map(str::to_owned);
        Pending { con, names: Vec::new(), context, at, header: false, gap: false, told: false }
    }

    fn plain(&mut self, line: Line<'_>) {
        if line.bytes.trim_ascii().is_empty() {
            return;
        }
        self.gap = true;
        if self.context.len() < CONTEXT_LINES {
            self.context.push(clean(line.bytes, line.dropped));
        }
    }

    fn push(&mut self, name: Name) {
        self.gap = false;
        if self.context.len() < CONTEXT_LINES {
            self.context.push(name.text.clone());
        }
        if self.names.len() < NAMES {
            self.names.push(name);
        }
    }

    /// Whether a line continues this event rather than beginning the next one.
    fn takes(&self, name: &Name, rules: &LogRules) -> bool {
        if !self.gap && self.names.iter().all(|n| n.wraps(rules)) && !self.told {
            return true;
        }
        let stack = self.told || self.names.iter().any(|n| n.code.is_some());
        let Some(code) = name.code.filter(|_| stack) else { return false };
        if !name.leads {
            return self.names.iter().any(|n| n.code == Some(code));
        }
        if name.has(" signalled during") || name.wraps(rules) {
            return true;
        }
        // These are written by the instance itself, one line each; they are part of no stack.
        let alone = ["caused by SQL statement below", "eadlock detected", "unable to extend"].iter().any(|s| name.has(s));
        let again = self.names.iter().any(|n| n.code == Some(code) && n.arg == name.arg);
        !self.gap && (self.header || again || !alone)
    }

    fn into_event(self, time: Option<LogTime>, rules: &LogRules, others: bool) -> Option<LogEvent> {
        let lead = self.names.iter().find(|n| !n.wraps(rules)).or(self.names.first()).filter(|_| !self.told)?;
        // The tail of a stack (ORA-06512 …) that a line of the message cut off.
        let tail = |n: &Name| n.code.is_some() && n.wraps(rules) && n.class(rules) <= Class::Note;
        if others && self.names.iter().all(tail) {
            return None;
        }
        // A site's word is final; otherwise the worst line of the stack decides (a note that hides an ORA-00600 …).
        let of_site = self.names.iter().find(|n| n.rule(rules).is_some_and(|r| r.site));
        let worst = self.names.iter().fold(lead, |worst, n| if n.class(rules) > worst.class(rules) { n } else { worst });
        let decides = of_site.unwrap_or(worst);
        let (code, arg) = (lead.code.map(|c| c.to_string()), lead.arg.clone());
        let what = match (&code, lead.rule(rules)) {
            (Some(code), _) => code.clone(),
            (None, Some(rule)) => rule.sentence().to_owned(),
            (None, None) => shape(&lead.text),
        };
        Some(LogEvent {
            time,
            key: key(self.con.as_deref(), &what, arg.as_deref()),
            con_name: self.con.clone(),
            code,
            arg,
            class: decides.class(rules),
            rule: decides.rule,
            text: lead.text.clone(),
            context: self.context,
            peer: None,
            offset: self.at,
        })
    }
}
