//! Counting: one ticket's part in a sum, and the sum.

use std::collections::BTreeMap;

use super::Period;
use super::figures::{Figures, Late};
use crate::model::ticket::{Field, Satisfaction, Ticket, TicketKind};
use crate::ticket::forms::standing;

/// Times that are known, and how many are not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// Seconds, ascending.
    known: Vec<i64>,
    pub unknown: usize,
}

impl Times {
    fn put(&mut self, seconds: Option<i64>) {
        match seconds {
            Some(seconds) => self.known.push(seconds),
            None => self.unknown += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.known.extend(&other.known);
        self.unknown += other.unknown;
    }

    /// How many are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.known.len()
    }

    /// The time, in seconds, that so many percent did not pass (nearest rank); `None` where none is known.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> Option<i64> {
        let rank = (self.known.len() * percent.min(100)).div_ceil(100);
        self.known.get(rank.max(1) - 1).copied()
    }
}

/// What users said of tickets that were closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    pub said: BTreeMap<Satisfaction, usize>,
    /// Who did not answer, or whose answer is none of the words.
    pub silent: usize,
}

impl Answers {
    fn put(&mut self, said: Option<Satisfaction>) {
        match said {
            Some(said) => *self.said.entry(said).or_default() += 1,
            None => self.silent += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        for (said, count) in &other.said {
            *self.said.entry(*said).or_default() += count;
        }
        self.silent += other.silent;
    }

    #[must_use]
    pub fn answered(&self) -> usize {
        self.said.values().sum()
    }

    /// How many were not dissatisfied, as share of those who answered; both numbers, as a share of few says little.
    #[must_use]
    pub fn satisfied(&self) -> (usize, usize) {
        let not = self.said.get(&Satisfaction::Not).copied().unwrap_or_default();
        (self.answered() - not, self.answered())
    }
}

/// Sums over tickets; see the module for what each counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    pub tickets: usize,
    pub opened: usize,
    pub closed: usize,
    pub left: usize,
    pub overdue: usize,
    /// Nobody can say whether they are.
    pub overdue_unknown: usize,
    pub reopened: usize,
    pub rejected: usize,
    pub complaints: usize,
    pub response: Times,
    pub response_work: Times,
    pub solution: Times,
    pub solution_work: Times,
    pub satisfaction: Answers,
}

impl Counts {
    /// What one ticket comes to in a period.
    pub(super) fn one(ticket: &Ticket, figures: &Figures, period: Period) -> Self {
        let opened = period.holds(ticket.opened);
        let closed_at = ticket.closed();
        let late = figures.late_before(period.to);
        let mut one = Self {
            tickets: 1,
            opened: usize::from(opened),
            closed: usize::from(closed_at.is_some_and(|at| period.holds(at))),
            left: usize::from(closed_at.is_none_or(|at| at >= period.to)),
            overdue: usize::from(late == Late::Yes),
            overdue_unknown: usize::from(late == Late::Unknown),
            reopened: usize::from(opened && ticket.reopens.is_some()),
            rejected: usize::from(standing::was_rejected(ticket, period.to)),
            complaints: usize::from(opened && ticket.kind() == Some(TicketKind::Complaint)),
            ..Self::default()
        };
        if opened {
            one.response.put(figures.response.wall_s);
            one.response_work.put(figures.response.work_s);
        }
        if ticket.solved().is_some_and(|at| period.holds(at)) {
            one.solution.put(figures.solution.wall_s);
            one.solution_work.put(figures.solution.work_s);
        }
        if one.closed == 1 {
            one.satisfaction.put(Satisfaction::parse(ticket.get(Field::Satisfaction)));
        }
        one
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.tickets += other.tickets;
        self.opened += other.opened;
        self.closed += other.closed;
        self.left += other.left;
        self.overdue += other.overdue;
        self.overdue_unknown += other.overdue_unknown;
        self.reopened += other.reopened;
        self.rejected += other.rejected;
        self.complaints += other.complaints;
        self.response.add(&other.response);
        self.response_work.add(&other.response_work);
        self.solution.add(&other.solution);
        self.solution_work.add(&other.solution_work);
        self.satisfaction.add(&other.satisfaction);
    }

    /// With its times in order, so that percentiles can be read.
    pub(super) fn sorted(mut self) -> Self {
        for times in [&mut self.response, &mut self.response_work, &mut self.solution, &mut self.solution_work] {
            times.known.sort_unstable();
        }
        self
    }
}
