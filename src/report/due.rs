//! What is owed: each periodic report of the contract, by when, and what became of it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Serialize;

use super::definition::{Definition, Event};
use super::period::{Length, Period};
use crate::ctx::Ctx;
use crate::store::Given;

/// What became of a report that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    HandedIn,
    /// Made, and not noted as handed in.
    Made,
    Open,
    /// Not handed in, and the time is over.
    Late,
}

/// One report that is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owed {
    pub name: String,
    pub title: String,
    pub to: String,
    /// Whose it is; empty for the team's.
    pub person: String,
    pub period: String,
    pub due: Timestamp,
    pub standing: Standing,
    /// The newest file; empty: not made.
    pub file: String,
    /// Days of the period, up to now, on which nothing was inspected.
    pub days_without_runs: usize,
    /// The contract's words.
    pub note: String,
}

/// What the store knows of what is owed.
#[derive(Debug, Clone, Default)]
pub struct Known<'a> {
    pub given: &'a [Given],
    /// Days on which something was inspected.
    pub inspected: BTreeSet<Date>,
}

/// When the report of a period is owed; `None` for what has no period or no term.
#[must_use]
pub fn due_at(definition: &Definition, period: &Period, ctx: &Ctx) -> Option<Timestamp> {
    let due = definition.due.as_ref().filter(|due| due.after == Event::End && period.length != Length::Event)?;
    let end = period.ends(&ctx.zone);
    if due.day_of_month > 0 {
        // The day itself counts.
        let first = period.last.tomorrow().ok()?;
        let last = first.checked_add(i64::from(due.day_of_month).days()).ok()?;
        return last.to_zoned(ctx.zone.clone()).ok().map(|zoned| zoned.timestamp());
    }
    let hours = due.hours.checked_add(due.days.checked_mul(24)?)?;
    end.checked_add(SignedDuration::from_hours(hours)).ok()
}

/// Everything that was owed within the last `back` days or will be within the next `ahead`, the earliest first.
#[must_use]
pub fn owed(definitions: &[&Definition], people: &[String], known: &Known<'_>, ctx: &Ctx, back: i64, ahead: i64) -> Vec<Owed> {
    let (from, to) = (shifted(ctx.now, -back), shifted(ctx.now, ahead));
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let mut owed = Vec::new();
    for definition in definitions.iter().filter(|one| one.due.is_some() && one.period != Length::Event) {
        let mut period = Period::around(definition.period, today, Some(super::period::Half::Pm)).next();
        let nobody = [String::new()];
        let people: &[String] = if definition.person { people } else { &nobody };
        while let Some(due) = due_at(definition, &period, ctx).filter(|due| *due >= from) {
            if due <= to {
                owed.extend(people.iter().map(|person| one(definition, &period, person, due, known, ctx)));
            }
            period = period.previous();
        }
    }
    owed.sort_by(|a, b| (a.due, &a.name, &a.person).cmp(&(b.due, &b.name, &b.person)));
    owed
}

fn shifted(now: Timestamp, days: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_hours(days.saturating_mul(24))).unwrap_or(now)
}

fn one(definition: &Definition, period: &Period, person: &str, due: Timestamp, known: &Known<'_>, ctx: &Ctx) -> Owed {
    let begins = period.begins(&ctx.zone);
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let mine = || known.given.iter().filter(|one| one.name == definition.id && one.begins == begins && one.person == person);
    let newest = mine().next_back();
    let standing = match newest {
        _ if mine().any(|one| one.handed_at.is_some()) => Standing::HandedIn,
        _ if due < ctx.now => Standing::Late,
        Some(_) => Standing::Made,
        None => Standing::Open,
    };
    Owed {
        name: definition.id.clone(),
        title: definition.title.to(ctx.lang).to_owned(),
        to: definition.to.clone(),
        person: person.to_owned(),
        period: period.to_string(),
        due,
        standing,
        days_without_runs: period.each_day().filter(|day| *day <= today && !known.inspected.contains(day)).count(),
        file: newest.map(|one| one.file.clone()).unwrap_or_default(),
        note: definition.due.as_ref().map(|due| due.note.clone()).unwrap_or_default(),
    }
}
