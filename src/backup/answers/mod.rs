//! Facts of a look → the rows that the checks of `scripts/backup/` judge. Pure.

mod catalog;
mod content;
mod keep;
mod remember;
mod rman;
mod rows;
mod there;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use catalog::{Inspected, of_catalog};
pub use remember::kept;
pub use rows::counts;
pub(in crate::backup) use rows::{Known, like, tables};

use super::dumpfile::Proof;
use super::find::Backup;
use super::look::{CopyLook, Look, Looked, Scope, Wish};
use crate::catalog::Catalog;
use crate::model::backup::{BackupSet, Kept, Medium, RestoreTest, SlotState};
use crate::model::{Answer, Given, Lang, Reason, ReasonKind, Table, TargetKind, Value, Verdict, Words};
use crate::parse::backuplog::Level;
use crate::store::Counts;

/// What is remembered of a set, and what other places have.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Backups that were due within the last year, oldest first.
    pub kept: Vec<Kept>,
    /// Rows by table of the last backups, newest first.
    pub counts: Vec<(Timestamp, Counts)>,
    pub tests: Vec<RestoreTest>,
    pub media: Vec<Medium>,
    pub copies: Vec<CopyLook>,
    /// What the last inspections of its database found in the views of backups.
    pub catalog: Vec<Inspected>,
    /// Why the history could not be read: then nothing above says that something never was.
    pub unknown: Option<String>,
}

/// What there is to answer with.
struct Facts<'a> {
    wish: &'a Wish,
    look: &'a Look,
    past: &'a Past,
    lang: Lang,
}

/// Rows with nothing wrong that a table lists, and files that a step names.
const MOST_QUIET: usize = 500;
const MOST_NAMED: usize = 50;

/// Rows of one check in the making.
#[derive(Default)]
struct Rows {
    cells: Vec<Vec<Value>>,
    /// Rows with nothing wrong that are listed, and those beyond that are not.
    quiet: usize,
    unlisted: usize,
    /// What could not be judged, in words: counts as not checked.
    strange: Vec<String>,
    remarks: Vec<Words>,
    /// The check does not concern this set, or nothing could be done.
    none: Option<Reason>,
}

impl Rows {
    fn push(&mut self, cells: impl IntoIterator<Item = Value>) {
        self.cells.push(cells.into_iter().collect());
    }

    /// A row with nothing wrong: of a hundred thousand files nobody reads each.
    fn push_quiet(&mut self, cells: impl IntoIterator<Item = Value>) {
        if self.quiet < MOST_QUIET {
            self.quiet += 1;
            self.push(cells);
        } else {
            self.unlisted += 1;
        }
    }

    fn none(reason: Reason) -> Self {
        Self { none: Some(reason), ..Self::default() }
    }

    /// What the policy does not ask for is said as that, and is no pass.
    fn not_configured(key: &str) -> Self {
        Self::none(Reason::new(ReasonKind::NotApplicable).what(format!("backups.toml: {key}")))
    }
}

impl Facts<'_> {
    fn zone(&self) -> &TimeZone {
        &self.wish.zone
    }

    fn time(&self, at: Timestamp) -> Value {
        // Cells are wall-clock times, to the second.
        let at = at.to_zoned(self.zone().clone()).datetime();
        Value::Time(at.round(jiff::Unit::Second).unwrap_or(at))
    }

    fn maybe_time(&self, at: Option<Timestamp>) -> Value {
        at.map_or(Value::Null, |at| self.time(at))
    }

    /// Which backup a row is of. Nothing where only the newest is looked into: its findings go on from day to day.
    fn of(&self, looked: &Looked) -> Value {
        match self.wish.scope {
            Scope::None | Scope::Newest => Value::Null,
            Scope::Days(..) => Value::Text(looked.slot.label()),
        }
    }

    fn words(&self, words: &Words) -> String {
        words.to(self.lang).to_owned()
    }

    fn say<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The newest of those that were looked into.
    fn newest(&self) -> Option<&Looked> {
        self.look.looked.last()
    }

    /// Days from and to which what is there or not is told.
    fn tells(&self, day: jiff::civil::Date) -> bool {
        let last = if let Scope::Days(_, last) = self.wish.scope { day <= last } else { true };
        last && day >= begins(self.wish, self.look, self.past)
    }

    /// It was there and good, and has gone since: the business of the retention.
    fn has_gone(&self, slot: Timestamp, state: SlotState) -> bool {
        let good = |kept: &Kept| kept.slot == slot && kept.state == SlotState::Done && was_good(kept);
        state == SlotState::Missing && self.past.kept.iter().any(good)
    }

    /// The reason why nothing of the past can be said, for a check that needs it.
    fn without_past(&self) -> Option<Rows> {
        let why = self.past.unknown.as_ref()?;
        Some(Rows::none(Reason::new(ReasonKind::Unreadable).what(self.say("历史库", "the history")).cause(why)))
    }

    /// The reason on record for a day.
    fn excuse(&self, day: jiff::civil::Date) -> Option<&str> {
        self.wish.set.events.iter().find(|event| event.from <= day && day <= event.to).map(|event| event.why.as_str())
    }
}

fn text(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

fn int(n: u64) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A measure, to two decimals: more is noise in a table.
fn num(n: f64) -> Value {
    Value::Num((n * 100.0).round() / 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "sizes are shown and compared as measures")]
fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1_048_576.0
}

fn hours(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64() / 3600.0
}

/// The last look at a backup that has passed.
fn was_good(kept: &Kept) -> bool {
    matches!(kept.verdict, Verdict::Ok | Verdict::Warning)
}

/// A backup whose files are proved whole and whose logs pass: what one would restore from.
#[must_use]
pub fn is_good(set: &BackupSet, looked: &Looked) -> bool {
    let pass = |log: &super::logfile::Log| log.run.as_ref().is_some_and(|(_, _, judged)| judged.level <= Level::Warn);
    looked.state == SlotState::Done
        && !looked.dumps.is_empty()
        && looked.dumps.iter().all(|dump| matches!(dump.proof, Proof::Whole | Proof::NotLooked(_)))
        && (set.logs.is_empty() || !looked.logs.is_empty())
        && looked.logs.iter().all(pass)
}

/// A backup that its own files or logs say is none.
fn is_broken(looked: &Looked) -> bool {
    let fails = |log: &super::logfile::Log| log.run.as_ref().is_some_and(|(_, _, judged)| judged.level == Level::Fail);
    let is_wrong = |proof: &Proof| matches!(proof, Proof::Cut { .. } | Proof::Corrupt { .. } | Proof::Empty(_) | Proof::Foreign(_));
    looked.dumps.iter().any(|dump| is_wrong(&dump.proof)) || looked.logs.iter().any(fails)
}

/// The answers to all checks of backups.
#[must_use]
pub fn answers(catalog: &Catalog, wish: &Wish, look: &Look, past: &Past, lang: Lang) -> HashMap<String, Given> {
    let facts = Facts { wish, look, past, lang };
    let step = step(&facts);
    let mut given = HashMap::new();
    for check in catalog.checks().iter().filter(|check| check.kind == TargetKind::Backup) {
        let rows = match check.id.as_str() {
            "backup.exists" => there::exists(&facts),
            "backup.age" => there::age(&facts),
            "backup.size" => there::size(&facts),
            "backup.space" => there::space(&facts),
            "backup.retention" => there::retention(&facts),
            "backup.structure" => content::structure(&facts),
            "backup.log" => content::log(&facts),
            "backup.log-code" => content::codes(&facts),
            "backup.agreement" => content::agreement(&facts),
            "backup.charset" => content::charset(&facts),
            "backup.version" => content::version(&facts),
            "backup.rows" => rows::rows(&facts),
            "backup.checksum" => keep::checksum(&facts),
            "backup.copies" => keep::copies(&facts),
            "backup.security" => keep::security(&facts),
            "backup.restore-test" => keep::restore_test(&facts),
            "backup.media" => keep::media(&facts),
            "backup.rman" => rman::rman(&facts),
            "backup.catalog" => catalog::catalog(&facts),
            // A site's own head of another name has nothing to read.
            _ => Rows::none(Reason::new(ReasonKind::Unsupported).what(&check.id)),
        };
        let Rows { cells, strange, mut remarks, mut none, unlisted, .. } = rows;
        if none.is_none() && cells.is_empty() && strange.is_empty() && OF_A_BACKUP.contains(&check.id.as_str()) {
            none = nothing_looked_into(&facts);
        }
        if unlisted > 0 {
            remarks.push(Words::new(
                format!("另有 {unlisted} 个没有问题的没有列出。"),
                format!("{unlisted} more with nothing wrong are not listed."),
            ));
        }
        let answer = match none {
            Some(reason) => Err(reason),
            // Rows that could not be judged are all there is.
            None if cells.is_empty() && !strange.is_empty() => Err(Reason::new(ReasonKind::NoEvidence).what(strange.join("; "))),
            None => {
                let table = Table { columns: Arc::clone(&check.selected), rows: cells, truncated: false };
                Ok(Answer { strange, ..Answer::new(table, 0) })
            }
        };
        given.insert(check.id.clone(), Given { answer, step: step.clone(), remarks });
    }
    given
}

/// Checks of what is in a backup: where none was looked into they say nothing, and pass nothing.
const OF_A_BACKUP: [&str; 10] = [
    "backup.structure",
    "backup.log",
    "backup.log-code",
    "backup.agreement",
    "backup.charset",
    "backup.version",
    "backup.rows",
    "backup.size",
    "backup.security",
    "backup.rman",
];

fn nothing_looked_into(facts: &Facts<'_>) -> Option<Reason> {
    if !facts.look.looked.is_empty() {
        return None;
    }
    let is_due = |(backup, state): &(Backup, SlotState)| facts.tells(backup.slot.day) && *state != SlotState::Due;
    Some(match facts.wish.scope {
        Scope::Days(..) if !facts.look.backups.iter().any(is_due) => {
            Reason::new(ReasonKind::NotApplicable).what(facts.say("这些天没有应完成的备份", "no backup was due on these days"))
        }
        _ => no_backup(facts),
    })
}

fn no_backup(facts: &Facts<'_>) -> Reason {
    Reason::new(ReasonKind::NoEvidence).what(facts.say("没有已完成的备份可以查看", "there is no backup that is done to look into"))
}

/// What was done, for the record: the place and the files.
fn step(facts: &Facts<'_>) -> String {
    let set = &facts.wish.set;
    let mut lines = vec![format!("opsctl backup verify {}", set.target.name), format!("{} {}", set.place.shown(), set.files.join(" "))];
    let looked = facts.look.looked.iter();
    let found = looked.flat_map(|l| l.dumps.iter().map(|dump| &dump.found).chain(l.logs.iter().map(|log| &log.found)));
    let all = found.clone().count();
    lines.extend(found.take(MOST_NAMED).map(|found| {
        let written = found.entry.mtime.map(|at| at.to_zoned(facts.zone().clone()).strftime("%Y-%m-%d %H:%M:%S").to_string());
        format!("  {}  {} bytes  {}", found.entry.shown(), found.entry.size, written.unwrap_or_default())
    }));
    if all > MOST_NAMED {
        lines.push(format!("  … +{}", all - MOST_NAMED));
    }
    lines.join("\n")
}

/// The day from which a backup that is not there is missing: that of the window, but not before the first one that is known. A set is often
/// described after its first backups were made; where none is known at all every day of the window counts.
fn begins(wish: &Wish, look: &Look, past: &Past) -> jiff::civil::Date {
    if matches!(wish.scope, Scope::Days(..)) {
        return wish.set.since.map_or(look.window, |since| since.max(look.window));
    }
    let day = |at: Timestamp| at.to_zoned(wish.zone.clone()).date();
    let there = look.backups.iter().find(|(backup, _)| !backup.dumps.is_empty()).map(|(backup, _)| backup.slot.day);
    let remembered = past.kept.first().map(|kept| day(kept.slot));
    let first = wish.set.since.or_else(|| there.into_iter().chain(remembered).min());
    first.map_or(look.window, |first| first.max(look.window))
}
