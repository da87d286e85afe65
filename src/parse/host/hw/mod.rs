//! New hardware errors in the log of a system → one row for each kind of line.

mod aix;
mod classes;
mod hpux;
mod syslog;

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::logtime::Clock;
use super::text::text;
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};
use classes::{Class, Meaning};

/// Kinds of lines beyond this are not listed; a broken disk makes few kinds and many lines.
const MOST: usize = 200;
/// A sample is cut here.
const SAMPLE: usize = 300;

/// One line of a log that matters.
struct Event {
    at: Option<DateTime>,
    source: String,
    class: &'static str,
    zh: String,
    en: String,
    text: String,
    /// `last message repeated n times`.
    count: i64,
}

impl Event {
    fn new(at: Option<DateTime>, source: &str, meaning: &Meaning, text: &str) -> Self {
        let class = if meaning.class == Class::Hardware { "hardware" } else { "note" };
        Self { at, source: source.to_owned(), class, zh: meaning.zh.into(), en: meaning.en.into(), text: text.trim().to_owned(), count: 1 }
    }
}

/// What all lines of one kind have in common.
struct Group {
    event: Event,
    first: Option<DateTime>,
    last: Option<DateTime>,
    count: i64,
}

type Groups = BTreeMap<(&'static str, String), Group>;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let clock = Clock::of(input)?;
    let mut parsed = Parsed::default();
    let mut all = Groups::new();
    let sources = match input.os {
        Os::Linux => syslog::linux(input, &clock, &mut parsed.strange)?,
        Os::Aix => aix::events(input, &clock, &mut parsed.strange)?,
        Os::HpUx => hpux::events(input, &clock, &mut parsed.strange)?,
    };
    // The same line may stand in the journal, the file and the ring of the kernel: the source that has most of it counts.
    for (key, group) in sources.into_iter().flat_map(grouped) {
        match all.get_mut(&key) {
            Some(known) if known.count >= group.count => {}
            _ => _ = all.insert(key, group),
        }
    }
    if all.len() > MOST {
        parsed.strange.push(format!("{} kinds of lines, only {MOST} are listed", all.len()));
    }
    parsed.rows = all.into_iter().take(MOST).map(|((_, key), group)| row(key, group)).collect();
    Ok(parsed)
}

fn grouped(events: Vec<Event>) -> Groups {
    let mut groups = Groups::new();
    for event in events {
        let key = (event.class, normal(&event.text));
        let (at, count) = (event.at, event.count);
        let group = groups.entry(key).or_insert(Group { event, first: at, last: at, count: 0 });
        group.count = group.count.saturating_add(count);
        group.first = [group.first, at].into_iter().flatten().min();
        group.last = [group.last, at].into_iter().flatten().max();
    }
    groups
}

fn row(key: String, group: Group) -> Row {
    let time = |t: Option<DateTime>| t.map_or(Value::Null, Value::Time);
    let event = group.event;
    vec![
        ("class", text(event.class)),
        ("meaning", text(event.zh)),
        ("meaning_en", text(event.en)),
        ("source", text(event.source)),
        ("text", text(key)),
        ("count", Value::Int(group.count)),
        ("first", time(group.first)),
        ("last", time(group.last)),
        ("sample", text(event.text.chars().take(SAMPLE).collect::<String>())),
    ]
}

/// A line without what differs from one time to the next: addresses, sectors, counters. `sda` and `eth0` stay.
fn normal(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if bare.starts_with("tag#") || bare.chars().all(|c| c.is_ascii_digit()) && !bare.is_empty() {
            out.push('#');
            continue;
        }
        let mut run = String::new();
        for c in word.chars().chain(['\0']) {
            if c.is_ascii_alphanumeric() {
                run.push(c);
                continue;
            }
            let digits = run.chars().filter(char::is_ascii_digit).count();
            let hex = run.starts_with("0x") || run.len() >= 8 && run.chars().all(|c| c.is_ascii_hexdigit());
            // A long number; `sdaa`, `dm-12` and `CPU_SrcID` are names.
            out.push_str(if hex || digits >= 3 && digits == run.len() { "#" } else { &run });
            run.clear();
            if c != '\0' {
                out.push(c);
            }
        }
    }
    out.chars().take(SAMPLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_kind_are_one() {
        for (line, kind) in [
            ("end_request: I/O error, dev sda, sector 1234567", "end_request: I/O error, dev sda, sector #"),
            ("sd 0:2:0:0: [sda] tag#13 Sense Key : Medium Error", "sd 0:2:0:0: [sda] # Sense Key : Medium Error"),
            ("segfault at 7f3a12 ip 00007fce0021 sp 0x12", "segfault at 7f3a12 ip # sp #"),
            ("CPU3: throttled (total events = 12)", "CPU3: throttled (total events = #"),
        ] {
            assert_eq!(normal(line), kind);
        }
    }
}
