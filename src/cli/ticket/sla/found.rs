//! The tickets of which somebody owes something, and their clocks.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use super::SlaArgs;
use super::tell::{Reminder, reminder};
use crate::cli::Exit;
use crate::cli::ticket::office::{Office, broken_error, unknown};
use crate::error::{Error, Result};
use crate::model::ticket::{Event, Field, Side, Ticket};
use crate::render::wrap::clean_line;
use crate::store::TicketFilter;
use crate::ticket::fold;
use crate::ticket::sla::{Clock, Clocks, Explained, Outgoing, step_due};

/// Reports that are owed of tickets solved before are not looked for: a store keeps years of them.
pub(super) const REACH_DAYS: i64 = 92;

/// What a line says of a ticket.
#[derive(Debug)]
pub(super) struct Brief {
    pub no: String,
    pub title: String,
    pub level: Option<u8>,
    pub kind: String,
    /// Who works on it here; empty: nobody was asked.
    pub owner: String,
}

impl Brief {
    fn of(ticket: &Ticket) -> Self {
        let owner = match ticket.side {
            Side::Ops => ticket.get(Field::Assignee),
            Side::Problem => Some(ticket.get(Field::Developer)).filter(|name| !name.is_empty()).unwrap_or(ticket.get(Field::Assignee)),
        };
        Self {
            no: ticket.no.clone(),
            title: clean_line(ticket.get(Field::Title)),
            level: ticket.level(),
            kind: ticket.get(Field::Kind).to_owned(),
            owner: clean_line(owner),
        }
    }
}

/// A limit that somebody still has to keep.
#[derive(Debug)]
pub(super) struct Owed<'p> {
    pub ticket: Rc<Brief>,
    pub clock: Clock<'p>,
    /// Where it was asked for.
    pub explained: Option<Explained<'p>>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Found<'p> {
    /// Tickets that owe something; those of which something is late; those of which nothing is, but something is at risk.
    pub tickets: usize,
    pub late: usize,
    pub at_risk: usize,
    /// What is shown of it, the most urgent first.
    pub owed: Vec<Owed<'p>>,
    pub reminders: Vec<Reminder>,
    /// What nobody wrote into tickets, so that clauses do not run.
    pub unsorted: BTreeMap<Field, Vec<String>>,
    /// Tickets that could not be judged.
    pub broken: Vec<Error>,
    /// Solved tickets were looked at from here on.
    pub since: Option<Timestamp>,
}

impl Found<'_> {
    /// What cron is told.
    pub(super) fn exit(&self) -> Exit {
        match (self.late, self.broken.is_empty(), self.at_risk + self.unsorted.len()) {
            (1.., ..) => Exit::CRITICAL,
            (0, false, _) => Exit::UNKNOWN,
            (0, true, 1..) => Exit::WARNING,
            (0, true, 0) => Exit::OK,
        }
    }
}

/// Runs the clocks of all tickets that are not solved or were of late; or of those that were named.
pub(super) fn find<'p>(office: &Office<'_>, clocks: &Clocks<'p>, args: &SlaArgs) -> Result<Found<'p>> {
    let since = args.no.is_empty().then(|| office.ctx.now - SignedDuration::from_hours(REACH_DAYS * 24));
    let filter = TicketFilter { numbers: args.no.clone(), solved_since: since, ..TicketFilter::default() };
    let sent = packages(office)?;
    let mut search = Search { office, clocks, args, sent, found: Found { since, ..Found::default() }, seen: Vec::new() };
    office.store.each_ticket(&filter, |events| {
        search.judge(&events);
        Ok(())
    })?;
    let Search { mut found, seen, .. } = search;
    let strangers: Vec<Error> = args.no.iter().filter(|no| !seen.contains(no)).map(|no| unknown(no)).collect();
    if let Some(error) = Error::all(strangers) {
        return Err(error);
    }
    found.owed.sort_by_cached_key(|owed| (urgency(&owed.clock), owed.clock.due.map(|due| due.at), owed.ticket.no.clone()));
    Ok(found)
}

/// The packages of each ticket of which one is waited for.
fn packages(office: &Office<'_>) -> Result<HashMap<String, Vec<Outgoing>>> {
    let mut all: HashMap<String, Vec<Outgoing>> = HashMap::new();
    for one in office.store.sent()? {
        let outgoing = Outgoing { kind: one.kind, round: one.round, sent_at: one.at, acknowledged_at: one.arrived };
        all.entry(one.ticket).or_default().push(outgoing);
    }
    Ok(all)
}

struct Search<'a, 'p> {
    office: &'a Office<'a>,
    clocks: &'a Clocks<'p>,
    args: &'a SlaArgs,
    sent: HashMap<String, Vec<Outgoing>>,
    found: Found<'p>,
    /// Of those that were named.
    seen: Vec<String>,
}

impl Search<'_, '_> {
    fn judge(&mut self, events: &[Event]) {
        let Some(no) = events.first().map(|event| event.ticket.as_str()) else { return };
        if !self.args.no.is_empty() {
            self.seen.push(no.to_owned());
        }
        let ticket = match fold(self.office.side(), events) {
            Ok(ticket) => ticket,
            // The others are judged all the same.
            Err(broken) => return self.found.broken.push(broken_error(no, &broken)),
        };
        let sent = self.sent.get(no).map_or(&[][..], Vec::as_slice);
        let all = self.clocks.of(&ticket, sent);
        let overall = self.clocks.overall(&ticket, &all);
        let is_solved = ticket.status().is_some_and(crate::model::ticket::Status::is_solved);
        for field in overall.unsorted.into_iter().filter(|_| !is_solved) {
            self.found.unsorted.entry(field).or_default().push(no.to_owned());
        }
        let open: Vec<Clock<'_>> = all.into_iter().filter(|clock| clock.is_open() && (clock.strictest || clock.due.is_none())).collect();
        if open.is_empty() {
            return;
        }
        self.found.tickets += 1;
        self.found.late += usize::from(overall.late);
        self.found.at_risk += usize::from(overall.at_risk);
        let brief = Rc::new(Brief::of(&ticket));
        let steps = open.iter().filter_map(|clock| Some(reminder(self.office, &brief, clock, step_due(clock, &ticket.reminded)?)));
        self.found.reminders.extend(steps);
        let next = open.iter().filter(|clock| urgency(clock) == Urgency::Fine).filter_map(|clock| clock.due).map(|due| due.at).min();
        for clock in open {
            let is_next = clock.due.map(|due| due.at) == next;
            if shows(self.args, urgency(&clock), is_next) {
                let explained = if self.args.explain { self.clocks.explain(&ticket, &clock) } else { None };
                self.found.owed.push(Owed { ticket: Rc::clone(&brief), clock, explained });
            }
        }
    }
}

/// How pressing a clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    Late,
    AtRisk,
    Fine,
}

pub(super) fn urgency(clock: &Clock<'_>) -> Urgency {
    match (clock.is_late(), clock.is_at_risk()) {
        (true, _) => Urgency::Late,
        (false, true) => Urgency::AtRisk,
        (false, false) => Urgency::Fine,
    }
}

/// Of all tickets what presses, and of each what comes next; of those that were named everything.
fn shows(args: &SlaArgs, urgency: Urgency, is_next: bool) -> bool {
    if args.late || args.at_risk {
        return (args.late && urgency == Urgency::Late) || (args.at_risk && urgency == Urgency::AtRisk);
    }
    urgency != Urgency::Fine || is_next || !args.no.is_empty()
}
