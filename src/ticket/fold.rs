//! Events of both platforms → the ticket, as one of them sees it.

use std::collections::BTreeMap;

use crate::model::ticket::{
    Conflict, Event, Field, Held, Holding, How, Kept, Move, Noted, Paused, Revs, Side, Stand, Status, Ticket, What,
};

use super::flow;

/// A history that no opsctl wrote: it was cut, changed or made up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub side: Side,
    pub rev: u32,
    pub wrong: Wrong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// There are no events.
    Empty,
    /// One is missing, or there twice.
    Gap,
    /// It is of another ticket.
    Ticket,
    /// It does not follow the one before, or its id is not its own.
    Chain,
    /// It has seen what is not there.
    Seen,
    /// A move that the state does not have.
    Move,
    /// The first event does not make the ticket.
    Origin,
}

/// Makes the ticket. Events of a platform stand in their order; the platforms may be mixed in any way.
pub fn fold<'e>(side: Side, events: impl IntoIterator<Item = &'e Event>) -> Result<Ticket, Broken> {
    run(side, events, false)
}

/// The same of events whose digests were proved before: to reckon them takes longer than all the rest.
pub(super) fn fold_proved<'e>(side: Side, events: impl IntoIterator<Item = &'e Event>) -> Result<Ticket, Broken> {
    run(side, events, true)
}

fn run<'e>(side: Side, events: impl IntoIterator<Item = &'e Event>, proved: bool) -> Result<Ticket, Broken> {
    let mut fold: Option<Fold<'e>> = None;
    for event in events {
        fold.get_or_insert_with(|| Fold::new(side, event)).take(event, proved)?;
    }
    fold.ok_or(Broken { side, rev: 0, wrong: Wrong::Empty })?.done()
}

struct Fold<'e> {
    ticket: Ticket,
    stands: BTreeMap<Side, Stand>,
    /// The last write of each platform to a field, and how much of the other it had seen.
    writes: BTreeMap<Field, BTreeMap<Side, (&'e Event, &'e str)>>,
    most_seen: BTreeMap<Side, u32>,
}

impl<'e> Fold<'e> {
    fn new(side: Side, first: &Event) -> Self {
        let ticket = Ticket {
            no: first.ticket.clone(),
            side,
            stand: None,
            peer: None,
            revs: Revs::default(),
            heads: BTreeMap::new(),
            fields: BTreeMap::new(),
            conflicts: BTreeMap::new(),
            notes: Vec::new(),
            files: Vec::new(),
            pauses: Vec::new(),
            course: Vec::new(),
            received: Vec::new(),
            reminded: Vec::new(),
            opened: first.at,
            origin: None,
            reopens: None,
            verified: false,
            updated: first.at,
        };
        Self { ticket, stands: BTreeMap::new(), writes: BTreeMap::new(), most_seen: BTreeMap::new() }
    }

    fn take(&mut self, event: &'e Event, proved: bool) -> Result<(), Broken> {
        let broken = |wrong| Broken { side: event.side, rev: event.rev, wrong };
        let ticket = &mut self.ticket;
        if event.ticket != ticket.no {
            return Err(broken(Wrong::Ticket));
        }
        if event.rev != ticket.revs.of(event.side) + 1 {
            return Err(broken(Wrong::Gap));
        }
        let head = ticket.heads.entry(event.side).or_default();
        if *head != event.before || !(proved || event.fits()) {
            return Err(broken(Wrong::Chain));
        }
        head.clone_from(&event.id);
        ticket.revs.set(event.side, event.rev);
        ticket.updated = ticket.updated.max(event.at);
        let seen = self.most_seen.entry(event.side).or_default();
        // What was once seen stays seen.
        if event.seen < *seen {
            return Err(broken(Wrong::Seen));
        }
        *seen = event.seen;
        for (field, value) in event.writes().into_iter().flatten() {
            self.writes.entry(*field).or_default().insert(event.side, (event, value));
        }
        self.happen(event).map_err(broken)
    }

    fn happen(&mut self, event: &Event) -> Result<(), Wrong> {
        let before = self.stands.get(&event.side).copied();
        let ticket = &mut self.ticket;
        let mut package = None;
        let after = match &event.what {
            What::Create { origin, reopens, .. } => {
                if event.side != Side::Ops || event.rev != 1 {
                    return Err(Wrong::Origin);
                }
                ticket.opened = event.at;
                (ticket.origin, ticket.reopens) = (origin.clone(), reopens.clone());
                Some(Stand { status: Status::Open, round: flow::FIRST })
            }
            What::Move { step, .. } => {
                let now = before.ok_or(Wrong::Origin)?;
                let status = flow::moved(now.status, *step).ok_or(Wrong::Move)?;
                if *step == Move::Close && !ticket.verified {
                    return Err(Wrong::Move);
                }
                ticket.verified = *step == Move::Verify || (ticket.verified && *step != Move::Reject);
                Some(Stand { status, ..now })
            }
            What::Received { package: id, kind, round } => {
                if kind.from() == event.side {
                    return Err(Wrong::Move);
                }
                package = Some((id.clone(), None));
                if event.side == ticket.side && !ticket.received.contains(&(*kind, *round)) {
                    ticket.received.push((*kind, *round));
                }
                flow::received(before, *kind, *round)
            }
            What::Acknowledged { package: id, kind, round, how, .. } => {
                if kind.from() != event.side {
                    return Err(Wrong::Move);
                }
                package = Some((id.clone(), Some(*how)));
                before.map(|now| flow::acknowledged(now, *kind, *round))
            }
            _ => before,
        };
        if after.is_none() {
            return Err(Wrong::Origin);
        }
        if let Some(stand) = after.filter(|_| after != before) {
            self.stands.insert(event.side, stand);
            if event.side == self.ticket.side {
                let (package, how): (String, Option<How>) = package.unwrap_or_default();
                let Stand { status, round } = stand;
                self.ticket.course.push(Holding { status, round, since: event.at, author: event.author.clone(), package, how });
            }
        }
        self.keep(event);
        Ok(())
    }

    fn keep(&mut self, event: &Event) {
        let ticket = &mut self.ticket;
        let noted = |text: &str, mark, at| Noted {
            side: event.side,
            at,
            author: event.author.clone(),
            role: event.role,
            text: text.to_owned(),
            mark,
        };
        match &event.what {
            What::Note { text, mark, when } => ticket.notes.push(noted(text, *mark, when.unwrap_or(event.at))),
            What::Edit { reason, .. } | What::Move { reason, .. } if !reason.is_empty() => ticket.notes.push(noted(reason, None, event.at)),
            // The same bytes under the same name are one file, whoever brings them.
            What::Attach { name, sha256, size } if !ticket.files.iter().any(|file| file.sha256 == *sha256 && file.name == *name) => {
                let (name, sha256, author) = (name.clone(), sha256.clone(), event.author.clone());
                ticket.files.push(Kept { name, sha256, size: *size, side: event.side, at: event.at, author });
            }
            // Clocks are each platform's own.
            What::Pause { .. } | What::Resume {} | What::Reminded { .. } if event.side != ticket.side => {}
            What::Pause { reason } if ticket.pauses.last().is_none_or(|pause| pause.to.is_some()) => {
                ticket.pauses.push(Paused { from: event.at, to: None, reason: reason.clone() });
            }
            What::Resume {} => {
                if let Some(pause) = ticket.pauses.last_mut().filter(|pause| pause.to.is_none()) {
                    pause.to = Some(event.at.max(pause.from));
                }
            }
            What::Reminded { clause, step, .. } => ticket.reminded.push((clause.clone(), *step)),
            _ => {}
        }
    }

    fn done(mut self) -> Result<Ticket, Broken> {
        for (side, seen) in &self.most_seen {
            if *seen > self.ticket.revs.of(side.other()) {
                return Err(Broken { side: *side, rev: self.ticket.revs.of(*side), wrong: Wrong::Seen });
            }
        }
        if self.ticket.revs.ops == 0 {
            return Err(Broken { side: Side::Ops, rev: 0, wrong: Wrong::Origin });
        }
        let side = self.ticket.side;
        for (field, writes) in std::mem::take(&mut self.writes) {
            let of = |side: Side| writes.get(&side).copied();
            let shown = match (of(side), of(side.other())) {
                (Some(ours), Some(theirs)) if theirs.0.seen >= ours.0.rev => theirs,
                (Some(ours), Some(theirs)) => {
                    if ours.0.seen < theirs.0.rev && ours.1 != theirs.1 {
                        self.ticket.conflicts.insert(field, Conflict { ours: held(ours), theirs: held(theirs) });
                    }
                    ours
                }
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => continue,
            };
            if !shown.1.is_empty() {
                self.ticket.fields.insert(field, held(shown));
            }
        }
        // Files and notes stand in an order that both platforms agree on.
        self.ticket.notes.sort_by(|a, b| (a.at, a.side, &a.author, &a.text).cmp(&(b.at, b.side, &b.author, &b.text)));
        self.ticket.files.sort_by(|a, b| (&a.name, &a.sha256, a.at, a.side).cmp(&(&b.name, &b.sha256, b.at, b.side)));
        self.ticket.files.dedup_by(|a, b| a.name == b.name && a.sha256 == b.sha256);
        self.ticket.stand = self.stands.get(&side).copied();
        self.ticket.peer = self.stands.get(&side.other()).copied();
        Ok(self.ticket)
    }
}

fn held((event, value): (&Event, &str)) -> Held {
    Held { value: value.to_owned(), side: event.side, rev: event.rev, at: event.at, author: event.author.clone() }
}
