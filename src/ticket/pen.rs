//! Who writes into a ticket, and what he may: the one way to new events.

use jiff::Timestamp;

use crate::model::ticket::{Event, Field, FieldKind, Fields, Move, PackageKind, Role, Side, Status, Ticket, TicketKind, What};

use super::fold::fold_proved;
use super::{Broken, flow, fold};

/// The one who writes.
#[derive(Debug, Clone)]
pub struct Pen {
    pub side: Side,
    pub at: Timestamp,
    pub author: String,
    /// What he is; `None` where the site has not said who is who: then nobody is kept from anything.
    pub roles: Option<Vec<Role>>,
}

/// Why something is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A move that the state does not have; and those that it has.
    Move { status: Status, step: Move, possible: Vec<Move> },
    /// A move of the other platform.
    Side { step: Move, side: Side },
    /// Somebody who may not; and who may.
    Role { step: Move, may: &'static [Role], has: Vec<Role> },
    /// What has to be there first.
    Missing { step: Move, fields: Vec<Field> },
    /// A reason has to be given.
    Reason { step: Move },
    /// Closed before the submitter said that it works.
    Unverified,
    /// Nothing is changed any more: a closed ticket is reopened as a new one, one that was reported waits for the other platform.
    Over(Status),
    /// Fields that both platforms wrote: somebody has to decide first.
    Conflicts(Vec<Field>),
    /// A value that its field cannot have.
    Value { field: Field, value: String },
    /// It would change nothing.
    Nothing,
    /// A clock that stands still already, or runs already.
    Clock { paused: bool },
    /// The history that is there does not fit.
    Broken(Broken),
}

/// A ticket that is being written: its events, and what they come to.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub events: Vec<Event>,
    /// Those that were there before.
    before: usize,
    ticket: Option<Ticket>,
    no: String,
}

impl Sheet {
    /// A ticket that is not there yet.
    #[must_use]
    pub fn new(no: &str) -> Self {
        Self { events: Vec::new(), before: 0, ticket: None, no: no.to_owned() }
    }

    /// One that is.
    pub fn open(side: Side, no: &str, events: Vec<Event>) -> Result<Self, Broken> {
        let ticket = if events.is_empty() { None } else { Some(fold(side, &events)?) };
        Ok(Self { before: events.len(), events, ticket, no: no.to_owned() })
    }

    /// What the events come to; `None` while there are none.
    #[must_use]
    pub fn ticket(&self) -> Option<&Ticket> {
        self.ticket.as_ref()
    }

    /// What was added.
    #[must_use]
    pub fn added(&self) -> &[Event] {
        self.events.get(self.before..).unwrap_or_default()
    }

    /// Takes over events, as they are, whose digests were proved. Only those that go on where ours end.
    pub fn adopt(&mut self, side: Side, theirs: impl IntoIterator<Item = Event>) -> Result<(), Broken> {
        self.events.extend(theirs);
        self.ticket = Some(fold_proved(side, &self.events)?);
        Ok(())
    }

    /// Writes, after asking whether it may be.
    pub fn write(&mut self, pen: &Pen, what: What) -> Result<(), Refusal> {
        let role = may(self.ticket.as_ref(), pen, &what)?;
        self.note(pen, role, what)
    }

    /// Writes what no person does: packages, clocks.
    pub fn note(&mut self, pen: &Pen, role: Option<Role>, what: What) -> Result<(), Refusal> {
        let own = self.events.iter().filter(|event| event.side == pen.side);
        let (mut rev, mut head) = (0, "");
        for event in own {
            (rev, head) = (event.rev, event.id.as_str());
        }
        let seen = self.events.iter().filter(|event| event.side != pen.side).map(|event| event.rev).max().unwrap_or(0);
        let event = Event {
            ticket: self.no.clone(),
            side: pen.side,
            rev: rev + 1,
            seen,
            before: head.to_owned(),
            at: pen.at,
            author: pen.author.clone(),
            role,
            what,
            id: String::new(),
            masked: false,
        };
        self.events.push(event.sealed());
        match fold_proved(pen.side, &self.events) {
            Ok(ticket) => self.ticket = Some(ticket),
            Err(broken) => {
                self.events.pop();
                return Err(Refusal::Broken(broken));
            }
        }
        Ok(())
    }
}

/// Whether it may be written, and as what the writer does it.
fn may(ticket: Option<&Ticket>, pen: &Pen, what: &What) -> Result<Option<Role>, Refusal> {
    for (field, value) in fields_of(what) {
        if !good(*field, value) {
            return Err(Refusal::Value { field: *field, value: value.clone() });
        }
    }
    let any = || pen.roles.as_ref().and_then(|roles| roles.first().copied());
    let Some(ticket) = ticket else { return Ok(any()) };
    let status = ticket.status().unwrap_or(Status::Closed);
    if let What::Move { step, fields, reason } = what {
        return move_it(ticket, status, pen, *step, fields, reason);
    }
    // What was reported is what the other platform gets: so it knows every value when it closes.
    if matches!(status, Status::Closed | Status::Reported) && !matches!(what, What::Note { .. } | What::Attach { .. }) {
        return Err(Refusal::Over(status));
    }
    match what {
        What::Edit { fields, .. } => {
            let writes = |(field, value): (&Field, &String)| ticket.get(*field) != value || ticket.conflicts.contains_key(field);
            if !fields.iter().any(writes) {
                return Err(Refusal::Nothing);
            }
        }
        What::Attach { name, sha256, .. } if ticket.files.iter().any(|file| file.name == *name && file.sha256 == *sha256) => {
            return Err(Refusal::Nothing);
        }
        What::Pause { .. } | What::Resume {} => {
            let paused = ticket.pauses.last().is_some_and(|pause| pause.to.is_none());
            if paused == matches!(what, What::Pause { .. }) {
                return Err(Refusal::Clock { paused });
            }
        }
        _ => {}
    }
    Ok(any())
}

fn move_it(ticket: &Ticket, status: Status, pen: &Pen, step: Move, fields: &Fields, reason: &str) -> Result<Option<Role>, Refusal> {
    if let Some(side) = flow::place(step).filter(|side| *side != pen.side) {
        return Err(Refusal::Side { step, side });
    }
    if flow::moved(status, step).is_none() {
        let possible = possible(status, pen.side);
        return Err(Refusal::Move { status, step, possible });
    }
    let role = match &pen.roles {
        None => None,
        Some(has) => {
            let may = flow::may(step);
            Some(*has.iter().find(|role| may.contains(role)).ok_or_else(|| Refusal::Role { step, may, has: has.clone() })?)
        }
    };
    if step == Move::Close && !ticket.verified {
        return Err(Refusal::Unverified);
    }
    if step == Move::Close && !ticket.conflicts.is_empty() {
        return Err(Refusal::Conflicts(ticket.conflicts.keys().copied().collect()));
    }
    if step == Move::Reject && reason.trim().is_empty() {
        return Err(Refusal::Reason { step });
    }
    let there = |field: &Field| fields.get(field).map_or_else(|| !ticket.get(*field).is_empty(), |value| !value.trim().is_empty());
    let kind = fields.get(&Field::Kind).map_or_else(|| ticket.kind(), |kind| TicketKind::parse(kind));
    let missing: Vec<Field> = needs(step, kind).iter().filter(|field| !there(field)).copied().collect();
    if missing.is_empty() { Ok(role) } else { Err(Refusal::Missing { step, fields: missing }) }
}

/// Moves that a state has.
#[must_use]
pub fn possible(status: Status, side: Side) -> Vec<Move> {
    let here = |step: &Move| flow::place(*step).is_none_or(|place| place == side) && flow::moved(status, *step).is_some();
    Move::ALL.iter().copied().filter(here).collect()
}

/// What has to be written down by the time of a move: what goes out with it, and what the contract's forms ask for. Who asked or
/// requested something has an answer; only what went wrong has a cause.
#[must_use]
pub fn needs(step: Move, kind: Option<TicketKind>) -> &'static [Field] {
    use TicketKind::{Business, Consult, Operation, Request};
    match step {
        Move::Solve if matches!(kind, Some(Operation | Business | Request | Consult)) => &[Field::Result],
        Move::Solve => &[Field::Cause, Field::Result],
        Move::Dispatch => &[Field::Title, Field::Symptom],
        Move::Assign => &[Field::Assignee],
        Move::Accept => &[Field::Developer],
        Move::Plan => &[Field::Cause, Field::Solution, Field::Planned],
        Move::Report => &[Field::Result, Field::Release],
        _ => &[],
    }
}

/// Whether a package of ours of that kind would tell the other platform something about a ticket.
#[must_use]
pub fn goes(ticket: &Ticket, kind: PackageKind) -> bool {
    let stands = ticket.status().is_some_and(|status| flow::sends(kind).contains(&status));
    // One that was solved here was never over there.
    stands && (kind != PackageKind::Close || ticket.peer.is_some())
}

fn fields_of(what: &What) -> impl Iterator<Item = (&Field, &String)> {
    let fields = match what {
        What::Create { fields, .. } | What::Edit { fields, .. } | What::Move { fields, .. } => Some(fields),
        _ => None,
    };
    fields.into_iter().flatten()
}

/// Whether a field can hold a value; an empty one takes it away.
#[must_use]
pub fn good(field: Field, value: &str) -> bool {
    value.is_empty()
        || match field.kind() {
            FieldKind::Line => !value.contains(['\n', '\r', '\t']),
            FieldKind::Text => true,
            FieldKind::Time => value.parse::<Timestamp>().is_ok(),
            FieldKind::Level => matches!(value, "1" | "2" | "3" | "4" | "5"),
            FieldKind::Choice => field.choices().iter().any(|(key, _)| *key == value),
        }
}
