//! Tickets → clocks.

use std::sync::OnceLock;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::clock::{Clock, State};
use super::days::Days;
use super::event::{Event, Moments};
use super::profile::{Clause, Profile, Stop};
use crate::calendar::{Calendar, Due, Known, Limit, Pauses, Spent, local};
use crate::model::ticket::{Field, PackageKind, Ticket};

/// A package of ours that holds a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing {
    pub kind: PackageKind,
    pub round: u32,
    pub sent_at: Timestamp,
    /// When it became known that it had arrived.
    pub acknowledged_at: Option<Timestamp>,
}

/// What clocks go by. The same tickets at the same moment have the same clocks, whenever and wherever they are asked for.
#[derive(Debug, Clone)]
pub struct Clocks<'p> {
    pub(super) profile: &'p Profile,
    pub(super) calendar: &'p Calendar,
    pub(super) now: DateTime,
    /// Made when a clock first asks: most lists show due times that are kept.
    days: OnceLock<Days>,
}

/// What lists show of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overall {
    /// Of the strictest clause of the group `solution`, or the time that was promised where that is earlier.
    pub due: Option<Due>,
    /// Something is owed whose time has passed: any group, strictest clauses only.
    pub late: bool,
    /// Nothing is late, and something is at risk.
    pub at_risk: bool,
    /// What nobody wrote into the ticket although clauses go by it.
    pub unsorted: Vec<Field>,
}

impl<'p> Clocks<'p> {
    #[must_use]
    pub fn new(profile: &'p Profile, calendar: &'p Calendar, now: Timestamp) -> Self {
        let now = local(now);
        Self { profile, calendar, now, days: OnceLock::new() }
    }

    /// The clocks of all clauses that apply, in the profile's order; of packages one each. The level is what the ticket has now: where
    /// it changed, clocks count from their own start by the new one. A stop that is written counts even where it lies after the moment,
    /// since machines differ; one before the start is at the start.
    #[must_use]
    pub fn of(&self, ticket: &Ticket, packages: &[Outgoing]) -> Vec<Clock<'p>> {
        let (kind, level) = (ticket.kind(), ticket.level());
        let (moments, pauses) = (Moments::of(ticket), self.pauses(ticket));
        let mut all = Vec::new();
        for clause in self.profile.clauses.iter().filter(|clause| clause.applies.to(kind, level)) {
            let Some(limit) = clause.limit(ticket) else { continue };
            if clause.start == Event::PackageSent {
                let one = |sent: Outgoing| {
                    let package = Some((sent.kind, sent.round));
                    self.run(clause, limit, package, Some(sent.sent_at), sent.acknowledged_at, &pauses)
                };
                all.extend(once_each(packages).into_iter().map(one));
                continue;
            }
            let start = moments.start(clause.start);
            let stop = start.and_then(|start| stopped(&moments, clause, start));
            all.push(self.run(clause, limit, None, start, stop, &pauses));
        }
        mark_strictest(&mut all);
        all
    }

    /// When a ticket has to be solved, by the strictest clause or the promised time: what [`Self::overall`] says, without all the other clocks.
    #[must_use]
    pub fn due(&self, ticket: &Ticket) -> Option<Due> {
        let (kind, level) = (ticket.kind(), ticket.level());
        let (moments, stopped, never) = (Moments::of(ticket), self.pauses(ticket), Pauses::default());
        let solution = self.profile.clauses.iter().filter(|clause| clause.group.ends_in_solution() && clause.applies.to(kind, level));
        let dues = solution.filter_map(|clause| {
            let pauses = if clause.pauses { &stopped.pauses } else { &never };
            self.calendar.due(local(moments.start(clause.start)?), clause.limit(ticket)?, pauses)
        });
        dues.min_by_key(|due| due.at)
    }

    /// What lists show, of the clocks of a ticket.
    #[must_use]
    pub fn overall(&self, ticket: &Ticket, clocks: &[Clock<'_>]) -> Overall {
        let kept = || clocks.iter().filter(|clock| clock.strictest);
        let late = kept().any(Clock::is_late);
        Overall {
            due: kept().filter(|clock| clock.clause.group.ends_in_solution()).filter_map(|clock| clock.due).min_by_key(|due| due.at),
            late,
            at_risk: !late && kept().any(Clock::is_at_risk),
            unsorted: self.profile.unsorted(ticket),
        }
    }

    /// Pauses as stretches; one that lasts reaches to now, one that ends before it begins is empty.
    pub(super) fn stretches(&self, ticket: &Ticket) -> Vec<(DateTime, DateTime)> {
        let stretch = |pause: &crate::model::ticket::Paused| {
            let from = local(pause.from);
            (from, pause.to.map_or(self.now, local).max(from))
        };
        ticket.pauses.iter().map(stretch).collect()
    }

    /// Working time between two moments that stand in order; `None` where a year between them has no list of days off.
    #[must_use]
    pub fn working_between(&self, from: Timestamp, to: Timestamp) -> Option<SignedDuration> {
        let spent = self.days().working_between(self.calendar, local(from), local(to));
        (from <= to && spent.known != Known::No).then_some(spent.time)
    }

    fn days(&self) -> &Days {
        self.days.get_or_init(|| Days::until(self.calendar, self.now))
    }

    fn pauses(&self, ticket: &Ticket) -> Stopped {
        let is_open = ticket.pauses.iter().any(|pause| pause.to.is_none());
        Stopped { is_open, pauses: Pauses::new(self.stretches(ticket)).unwrap_or_default() }
    }

    fn spent(&self, from: DateTime, to: DateTime, limit: Limit, pauses: &Pauses) -> Spent {
        let is_summed = !matches!(limit, Limit::Wall { .. } | Limit::Until { .. }) && *pauses == Pauses::default();
        if is_summed { self.days().working_between(self.calendar, from, to) } else { self.calendar.spent(from, to, limit, pauses) }
    }

    fn run(
        &self,
        clause: &'p Clause,
        limit: Limit,
        package: Option<(PackageKind, u32)>,
        start: Option<Timestamp>,
        stop: Option<Timestamp>,
        stopped: &Stopped,
    ) -> Clock<'p> {
        let none = Spent { time: SignedDuration::ZERO, known: Known::Yes };
        let state = State::NotStarted;
        let mut clock =
            Clock { clause, package, limit, start: None, stop: None, due: None, spent: none, whole: none.time, state, strictest: false };
        let Some(start) = start.map(local) else { return clock };
        let never = Pauses::default();
        let pauses = if clause.pauses { &stopped.pauses } else { &never };
        clock.start = Some(start);
        clock.stop = stop.map(|stop| local(stop).max(start));
        let until = clock.stop.unwrap_or(self.now).max(start);
        clock.spent = self.spent(start, until, limit, pauses);
        clock.due = self.calendar.due(start, limit, pauses);
        clock.whole = match (limit, clock.due) {
            (Limit::Wall { minutes } | Limit::Working { minutes }, _) => SignedDuration::from_mins(minutes.into()),
            (_, Some(due)) => self.spent(start, due.at, limit, pauses).time,
            (_, None) => SignedDuration::ZERO,
        };
        clock.state = match clock.due {
            None => State::Unknown,
            Some(due) if until > due.at && due.known == Known::No => State::Unknown,
            Some(due) if until > due.at => State::Late { by: until.duration_since(due.at) },
            // In time by days that are all known, whatever the days after them are.
            Some(_) if clock.stop.is_some() && clock.spent.known == Known::No => State::Unknown,
            Some(_) if clock.stop.is_some() => State::Met,
            Some(_) if clause.pauses && stopped.is_open => State::Paused,
            Some(_) => State::Running,
        };
        clock
    }
}

/// When a ticket stood still.
struct Stopped {
    is_open: bool,
    pauses: Pauses,
}

fn stopped(moments: &Moments<'_>, clause: &Clause, start: Timestamp) -> Option<Timestamp> {
    let at = |event: &Event| moments.stop(*event, clause, start);
    match &clause.stop {
        Stop::Any(events) => events.iter().filter_map(at).min(),
        Stop::All(events) => events.iter().map(at).collect::<Option<Vec<_>>>()?.into_iter().max(),
    }
}

/// A package that was made twice is owed once: since the first, until any of them arrived.
fn once_each(packages: &[Outgoing]) -> Vec<Outgoing> {
    let mut all: Vec<Outgoing> = Vec::new();
    for package in packages {
        match all.iter_mut().find(|one| (one.kind, one.round) == (package.kind, package.round)) {
            Some(one) => {
                one.sent_at = one.sent_at.min(package.sent_at);
                one.acknowledged_at = [one.acknowledged_at, package.acknowledged_at].into_iter().flatten().min();
            }
            None => all.push(*package),
        }
    }
    all
}

/// Of each group, and each package, the one that is due first; of equals the first of the profile.
fn mark_strictest(clocks: &mut [Clock<'_>]) {
    let question = |clock: &Clock<'_>| (clock.clause.group, clock.package);
    let dues: Vec<_> = clocks.iter().map(|clock| (question(clock), clock.due.map(|due| due.at))).collect();
    for (at, clock) in clocks.iter_mut().enumerate() {
        let Some(own) = clock.due.map(|due| due.at) else { continue };
        let earlier =
            |(other, (of, due)): (usize, &(_, Option<DateTime>))| *of == question(clock) && due.is_some_and(|due| (due, other) < (own, at));
        clock.strictest = !dues.iter().enumerate().any(earlier);
    }
}
