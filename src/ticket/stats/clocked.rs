//! Clocks → figures.

use jiff::Timestamp;

use super::figures::{Figures, Late, wall};
use crate::calendar::instant;
use crate::model::ticket::{Mark, Ticket};
use crate::ticket::sla::{Clock, Clocks, Group, State};

/// The figures of a ticket by its clauses. Whether it is overdue is a question of the limit that the contract sets for its solution; of
/// a kind that has none, of the promised time and those for the answer and the report; of one that has neither, or lacks what clauses go by, it is not known.
#[must_use]
pub fn clocked(ticket: &Ticket, clocks: &Clocks<'_>) -> Figures {
    let mut figures = wall(ticket);
    let from = ticket.mark(Mark::Accepted).unwrap_or(ticket.opened);
    let worked = |to: Option<Timestamp>| Some(clocks.working_between(from, to?)?.as_secs());
    figures.response.work_s = worked(ticket.mark(Mark::Responded));
    figures.solution.work_s = worked(ticket.solved());
    let all = clocks.of(ticket, &[]);
    let of = |groups: &[Group]| -> Vec<&Clock<'_>> {
        all.iter().filter(|clock| clock.start.is_some() && groups.contains(&clock.clause.group)).collect()
    };
    let is_sorted = clocks.overall(ticket, &all).unsorted.is_empty();
    let mut asked = of(&[Group::Solution]);
    if asked.is_empty() && is_sorted {
        asked = of(&[Group::Promise, Group::Answer, Group::Report]);
    }
    asked.retain(|clock| clock.strictest || clock.due.is_none());
    (figures.late, figures.due) = judged(&asked);
    figures
}

fn judged(clocks: &[&Clock<'_>]) -> (Late, Option<Timestamp>) {
    let due = |wanted: &dyn Fn(&Clock<'_>) -> bool| {
        let dues = clocks.iter().filter(|clock| wanted(clock)).filter_map(|clock| clock.due);
        dues.map(|due| due.at).min().and_then(instant)
    };
    let is_late = |clock: &Clock<'_>| matches!(clock.state, State::Late { .. });
    if let Some(missed) = due(&is_late) {
        return (Late::Yes, Some(missed));
    }
    let next = due(&|clock| clock.is_open()).or_else(|| due(&|_| true));
    let is_unknown = clocks.is_empty() || clocks.iter().any(|clock| clock.state == State::Unknown);
    (if is_unknown { Late::Unknown } else { Late::No }, next)
}
