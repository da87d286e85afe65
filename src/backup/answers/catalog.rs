//! What the database itself has on record, by the last inspection of it: verifying asks no database.

use jiff::Timestamp;

use super::{Facts, Rows, hours, num, text};
use crate::model::backup::Producer;
use crate::model::{Level, OpenFinding, Reason, ReasonKind, Words};

/// A check of `inspect db` and what it last found.
#[derive(Debug, Clone)]
pub struct Inspected {
    pub title: Words,
    /// When it was last judged; `None`: never.
    pub at: Option<Timestamp>,
    pub open: Vec<OpenFinding>,
}

/// Checks of the views that know of the backups of a tool: V$RMAN_BACKUP_JOB_DETAILS, V$BACKUP_DATAFILE, V$BACKUP_REDOLOG,
/// V$BACKUP_CORRUPTION; DBA_DATAPUMP_JOBS.
#[must_use]
pub fn of_catalog(producer: Producer) -> &'static [&'static str] {
    match producer {
        Producer::Rman => &["db.backup-age", "db.backup-recent", "db.rman-job", "db.archivelog-backup", "db.backup-corruption"],
        Producer::Expdp => &["db.datapump-job"],
        Producer::Exp | Producer::Tar | Producer::Custom => &[],
    }
}

/// A row a finding, and one for each check that found nothing.
pub(super) fn catalog(facts: &Facts<'_>) -> Rows {
    let set = &facts.wish.set;
    if of_catalog(set.producer).is_empty() {
        return Rows::none(Reason::new(ReasonKind::NotApplicable).what(set.producer.as_str()));
    }
    let Some(database) = &set.database else { return Rows::not_configured("database") };
    if let Some(rows) = facts.without_past() {
        return rows;
    }
    let mut rows = Rows::default();
    for check in &facts.past.catalog {
        let title = facts.words(&check.title);
        let Some(at) = check.at else {
            rows.strange.push(format!("{database}: {title}: {}", facts.say("没有巡检过", "never inspected")));
            continue;
        };
        let mut push = |about: &str, level: &str, says: String| {
            rows.push([text(&title), text(about), text(level), text(says), facts.time(at), num(hours(at, facts.wish.now))]);
        };
        for found in &check.open {
            push(&found.subject, level(found.level), facts.words(&found.says));
        }
        if check.open.is_empty() {
            push("", "ok", String::new());
        }
    }
    rows
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Ok => "ok",
        Level::Note => "note",
        Level::Warning => "warning",
        Level::Critical => "critical",
    }
}
