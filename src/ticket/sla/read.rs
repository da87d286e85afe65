//! `sla.toml` → clauses, or all that is wrong with it.

use super::event::Event;
use super::fault::{Fault, Why};
use super::group::Group;
use super::limit::{self, Pace, limit};
use super::profile::{Applies, Clause, Granted, Stop, Tells};
use super::table::{Source, Table};
use crate::model::Words;
use crate::model::ticket::TicketKind;

/// Warnings where a file says nothing of them, in per cent.
const WARN: [u32; 3] = [50, 80, 100];
/// Late by nine times the limit is late enough to be told.
const MOST_PERCENT: u32 = 1000;
/// A day; a chase is a matter of minutes.
const MOST_MINUTES: u32 = 1440;

/// The limit that each ticket brings itself.
const PROMISED: &str = "promised";

const KEYS: &[&str] = &[
    "id", "title", "source", "group", "kinds", "levels", "start", "stop", "stop-all", "limit", "calendar", "always", "pauses", "warn",
    "remind", "reassign",
];

/// One file.
pub(super) struct File {
    pub(super) clauses: Vec<Clause>,
    pub(super) off: Vec<String>,
}

/// Reads a file; `known` are the ids of clauses that it may take away besides its own.
pub(super) fn file(text: &str, known: &[&str]) -> Result<File, Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = Source::new(text);
    let read = source.parse().and_then(|table| {
        let at = table.span().start;
        let root = Table { source: &source, path: String::new(), at, keys: table.get_ref() };
        whole(&root, known)
    });
    read.ok_or_else(|| source.into_faults())
}

fn whole(root: &Table<'_>, known: &[&str]) -> Option<File> {
    root.only(&["warn", "off", "clause"]);
    let warn = root.rising("warn", 1, MOST_PERCENT).unwrap_or_else(|| WARN.to_vec());
    let mut clauses: Vec<Clause> = Vec::new();
    let tables = root.tables("clause");
    for table in &tables {
        let Some(clause) = clause(table, &warn) else { continue };
        if clauses.iter().any(|other| other.id == clause.id) {
            table.wrong("id", Why::Twice(clause.id.clone()));
        }
        clauses.push(clause);
    }
    let own = tables.iter().filter_map(|table| table.keys.get("id")?.get_ref().as_str());
    let ids: Vec<&str> = own.chain(known.iter().copied()).collect();
    let is_known = |id: &str| ids.contains(&id).then(|| id.to_owned());
    let off = if root.has("off") { root.words("off", &ids, is_known).unwrap_or_default() } else { Vec::new() };
    root.source.is_sound().then_some(File { clauses, off })
}

/// A clause; `None` where something that it needs is missing or wrong, which then is a fault.
fn clause(table: &Table<'_>, warn: &[u32]) -> Option<Clause> {
    table.only(KEYS);
    let id = id(table);
    let title = title(table);
    let source = table.needed("source").map(ToOwned::to_owned);
    let groups: Vec<&str> = Group::ALL.iter().map(|group| group.as_str()).collect();
    let group = needed(table, "group", &groups, |word| Group::ALL.iter().copied().find(|group| group.as_str() == word));
    let kinds: Vec<&str> = TicketKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let kind = |word: &str| TicketKind::ALL.iter().copied().find(|kind| kind.as_str() == word);
    let applies = Applies { kinds: table.words("kinds", &kinds, kind).unwrap_or_default(), levels: levels(table, "levels") };
    let events: Vec<&str> = Event::keys().collect();
    let start = needed(table, "start", &events, Event::parse);
    let stop = stop(table, &events);
    let always = levels(table, "always");
    let limit = granted(table, !always.is_empty());
    let pauses = table.flag("pauses").unwrap_or(false);
    let tells = tells(table, warn);
    let (start, stop) = (start?, stop?);
    let (Stop::Any(stops) | Stop::All(stops)) = &stop;
    let fits = |event: &Event| event.is_of_package() == (start == Event::PackageSent) && *event != Event::PackageSent;
    if start == Event::PackageArrived || !stops.iter().all(fits) {
        table.wrong("stop", Why::Package);
    }
    let (id, title, source, group, limit, tells) = (id?, title?, source?, group?, limit?, tells?);
    Some(Clause { id, title, source, group, applies, start, stop, limit, always, pauses, tells })
}

fn needed<T>(table: &Table<'_>, key: &str, known: &[&str], parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    if !table.has(key) {
        table.wrong(key, Why::Missing);
    }
    table.word(key, known, parse)
}

fn id(table: &Table<'_>) -> Option<String> {
    let id = table.needed("id")?;
    // Ids are part of the keys of reminders, where `@`, `/` and `%` have a meaning.
    let is_id = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_id {
        table.wrong("id", Why::Id(id.to_owned()));
    }
    is_id.then(|| id.to_owned())
}

fn title(table: &Table<'_>) -> Option<Words> {
    if !table.has("title") {
        table.wrong("title", Why::Missing);
    }
    let title = table.inside("title")?;
    title.only(&["zh-CN", "en"]);
    let en = title.text("en").unwrap_or_default();
    title.needed("zh-CN").map(|zh| Words::new(zh, en))
}

fn levels(table: &Table<'_>, key: &str) -> Vec<u8> {
    let levels = table.rising(key, 1, 5).unwrap_or_default();
    levels.into_iter().filter_map(|level| u8::try_from(level).ok()).collect()
}

fn stop(table: &Table<'_>, events: &[&str]) -> Option<Stop> {
    match (table.has("stop"), table.has("stop-all")) {
        (true, true) => table.wrong("stop-all", Why::Together("stop")),
        (false, false) => table.wrong("stop", Why::Missing),
        (true, false) => return table.words("stop", events, Event::parse).map(Stop::Any),
        (false, true) => return table.words("stop-all", events, Event::parse).map(Stop::All),
    }
    None
}

fn granted(table: &Table<'_>, has_always: bool) -> Option<Granted> {
    let pace = |word: &str| match word {
        "7x24" => Some(Pace::Always),
        "working" => Some(Pace::Working),
        _ => None,
    };
    let pace = table.word("calendar", &["7x24", "working"], pace);
    let text = table.needed("limit")?;
    if text == PROMISED {
        let others = ["calendar", "always", "pauses"].into_iter().filter(|key| table.has(key));
        others.for_each(|key| table.wrong(key, Why::Together("limit = \"promised\"")));
        return Some(Granted::Promised);
    }
    let granted = limit(text, pace).map_err(|why| match why {
        // It is said already what is wrong with the calendar.
        Why::NoCalendar if table.has("calendar") => {}
        Why::NoCalendar => table.wrong("calendar", why),
        _ => table.wrong("limit", why),
    });
    let granted = granted.ok()?;
    if has_always && limit::always(granted).is_none() {
        table.wrong("always", Why::OtherCalendar);
    }
    Some(Granted::Limit(granted))
}

fn tells(table: &Table<'_>, warn: &[u32]) -> Option<Tells> {
    let is_chase = table.has("remind") || table.has("reassign");
    if !is_chase {
        let own = if table.has("warn") { table.rising("warn", 1, MOST_PERCENT)? } else { warn.to_vec() };
        return Some(Tells::Warn(own));
    }
    if table.has("warn") {
        table.wrong("warn", Why::Together("remind"));
    }
    let remind = table.rising("remind", 1, MOST_MINUTES).unwrap_or_default();
    let reassign = table.number("reassign", 1, MOST_MINUTES);
    if reassign.is_some_and(|last| remind.last().is_some_and(|before| *before >= last)) {
        table.wrong("reassign", Why::Order);
    }
    Some(Tells::Chase { remind, reassign })
}
