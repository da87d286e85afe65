//! A run into the lists that all outputs show: findings by weight, gaps, checks across targets, headings with units.

use jiff::Timestamp;

use super::words::{self, Word};
use crate::model::table::subject;
use crate::model::{Column, Finding, Lang, Level, Outcome, Reason, Run, State, Table, TargetRun, Value};
use crate::text;

/// A finding where it was made.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub target: &'a TargetRun,
    pub outcome: &'a Outcome,
    pub finding: &'a Finding,
}

/// A check without a verdict, or with rows without one.
#[derive(Clone, Copy)]
pub(super) struct Gap<'a> {
    pub target: &'a TargetRun,
    pub outcome: &'a Outcome,
    /// `None`: judged, but not all of its rows.
    pub reason: Option<&'a Reason>,
    /// False: does not concern the target, and carries no weight.
    pub missing: bool,
}

impl Gap<'_> {
    /// Why there is no verdict, as a sentence.
    pub(super) fn why(&self, lang: Lang) -> String {
        match self.reason {
            Some(reason) => text::not_checked(reason, lang),
            None => words::unjudged(&self.outcome.unjudged, lang),
        }
    }

    pub(super) fn state(&self, lang: Lang) -> &'static str {
        if self.missing { words::NOT_CHECKED } else { words::NOT_APPLICABLE }.to(lang)
    }
}

/// The findings of one target, worst first, else in the order of the run.
pub(super) fn found(target: &TargetRun) -> Vec<Found<'_>> {
    let all = target.outcomes.iter().flat_map(|outcome| outcome.findings().iter().map(move |finding| Found { target, outcome, finding }));
    let mut all: Vec<_> = all.filter(|f| f.finding.level != Level::Ok).collect();
    all.sort_by_key(|f| std::cmp::Reverse(f.finding.level));
    all
}

/// The findings of all targets, worst first.
pub(super) fn found_in(run: &Run) -> Vec<Found<'_>> {
    let mut all: Vec<_> = run.targets.iter().flat_map(found).collect();
    all.sort_by_key(|f| std::cmp::Reverse(f.finding.level));
    all
}

/// What was not checked, and what does not apply, in the order of the run.
pub(super) fn gaps(target: &TargetRun) -> impl Iterator<Item = Gap<'_>> {
    target.outcomes.iter().filter_map(move |outcome| match &outcome.state {
        State::NotChecked { reason } => Some(Gap { target, outcome, reason: Some(reason), missing: true }),
        State::NotApplicable { reason } => Some(Gap { target, outcome, reason: Some(reason), missing: false }),
        State::Judged { .. } => (!outcome.unjudged.is_empty()).then_some(Gap { target, outcome, reason: None, missing: true }),
    })
}

/// One check on all targets that have it.
pub(super) struct Across<'a> {
    pub check: &'a str,
    pub outcomes: Vec<(&'a TargetRun, &'a Outcome)>,
}

impl<'a> Across<'a> {
    pub(super) fn first(&self) -> Option<&'a Outcome> {
        self.outcomes.first().map(|(_, outcome)| *outcome)
    }

    /// At least one target answered.
    pub(super) fn judged(&self) -> bool {
        self.outcomes.iter().any(|(_, outcome)| outcome.table().is_some())
    }
}

/// The checks of a run in their order, each once.
pub(super) fn by_check(run: &Run) -> Vec<Across<'_>> {
    let mut places = std::collections::HashMap::new();
    let mut all: Vec<Across<'_>> = Vec::new();
    for (target, outcome) in run.targets.iter().flat_map(|t| t.outcomes.iter().map(move |o| (t, o))) {
        let place = *places.entry(outcome.check.as_str()).or_insert(all.len());
        if place == all.len() {
            all.push(Across { check: &outcome.check, outcomes: Vec::new() });
        }
        all[place].outcomes.push((target, outcome));
    }
    all
}

/// A column's title with its unit: `已用（MB）`.
pub(super) fn heading(column: &Column, lang: Lang) -> String {
    let title = column.title.to(lang);
    let title = if title.is_empty() { &column.name } else { title };
    match column.unit.as_deref().map(|unit| text::unit(unit, lang)) {
        Some(unit) if !unit.is_empty() => words::bracketed(title, unit, lang),
        _ => title.to_owned(),
    }
}

/// Whether its cells are codes that people read as words.
pub(super) fn is_coded(column: &Column) -> bool {
    column.unit.as_deref() == Some(text::CODE)
}

/// 新发现, or how long it has been there; nothing when the history does not tell.
pub(super) fn age(finding: &Finding, now: Timestamp, lang: Lang) -> Option<String> {
    if finding.new {
        return Some(words::NEW.to(lang).to_owned());
    }
    let seconds = now.as_second().saturating_sub(finding.since?.as_second()).max(0);
    // First seen by this very run, and there was no earlier one to compare with.
    if seconds < 60 {
        return None;
    }
    Some(match seconds {
        s if s >= 86_400 => words::lasting(s / 86_400, Word("天", "d"), lang),
        s if s >= 3_600 => words::lasting(s / 3_600, Word("小时", "h"), lang),
        s => words::lasting(s / 60, Word("分钟", "min"), lang),
    })
}

/// The subject of a row as findings name it.
pub(super) fn row_subject(outcome: &Outcome, table: &Table, row: usize) -> String {
    table.rows.get(row).map_or_else(String::new, |cells| subject(&outcome.subject, &table.columns, cells))
}

/// What became of a row: the worst that was found, or that it could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Found(Level),
    Unjudged,
}

impl Mark {
    pub(super) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Found(level) => text::level(level, lang),
            Self::Unjudged => words::NOT_CHECKED.to(lang),
        }
    }

    pub(super) fn level(self) -> Option<Level> {
        match self {
            Self::Found(level) => Some(level),
            Self::Unjudged => None,
        }
    }
}

/// The mark of each row of a judged table; most have none.
pub(super) fn row_marks(outcome: &Outcome, rows: usize) -> Vec<Option<Mark>> {
    let mut marks: Vec<Option<Mark>> = row_levels(outcome, rows).into_iter().map(|level| level.map(Mark::Found)).collect();
    for blind in &outcome.unjudged {
        if let Some(mark) = marks.get_mut(blind.row) {
            *mark = mark.or(Some(Mark::Unjudged));
        }
    }
    marks
}

/// Worst level that was found in each row of a judged table.
fn row_levels(outcome: &Outcome, rows: usize) -> Vec<Option<Level>> {
    let mut levels = vec![None; rows];
    for finding in outcome.findings() {
        if let Some(level) = finding.row.and_then(|row| levels.get_mut(row)) {
            *level = (*level).max(Some(finding.level));
        }
    }
    levels
}

/// The exact step in one line: file, where it came from, digest. The text itself is in json and on the SQL sheet.
pub(super) fn step(outcome: &Outcome, lang: Lang) -> String {
    let Some(step) = &outcome.step else { return String::new() };
    let origin = if step.origin == "embedded" { words::EMBEDDED.to(lang) } else { &step.origin };
    let digest: String = step.sha256.chars().take(12).collect();
    words::bracketed(&step.file, &format!("{origin}, SHA-256 {digest}"), lang)
}

/// One number of a metric column.
pub(super) struct Measure<'a> {
    pub target: &'a str,
    pub check: &'a str,
    pub subject: String,
    pub column: &'a str,
    pub unit: Option<&'a str>,
    pub value: f64,
    /// Worst level found in its row.
    pub level: Option<Level>,
}

/// The numbers that checks keep for trends, in the order of the run.
pub(super) fn measures(run: &Run) -> Vec<Measure<'_>> {
    let mut all = Vec::new();
    for (target, outcome) in run.targets.iter().flat_map(|t| t.outcomes.iter().map(move |o| (t, o))) {
        let Some(table) = outcome.table() else { continue };
        let levels = row_levels(outcome, table.rows.len());
        let columns: Vec<_> = outcome.metric.iter().filter_map(|name| table.index(name)).collect();
        for (row, cells) in table.rows.iter().enumerate() {
            let subject = row_subject(outcome, table, row);
            for column in &columns {
                let Some(value) = cells.get(*column).and_then(Value::as_f64).filter(|n| n.is_finite()) else { continue };
                let (column, level) = (&table.columns[*column], levels[row]);
                let subject = subject.clone();
                all.push(Measure {
                    target: &target.name,
                    check: &outcome.check,
                    subject,
                    column: &column.name,
                    unit: column.unit.as_deref(),
                    value,
                    level,
                });
            }
        }
    }
    all
}
