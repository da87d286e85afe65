//! A ticket of a package that came in: what fits, what it changes here, what is refused.

use super::manifest::Listed;
use crate::model::ticket::{Event, Field, How, PackageKind, Revs, Side, Stand, Status, Ticket, What};
use crate::ticket::flow::{self, Implied};
use crate::ticket::pen::{Pen, Sheet};
use crate::ticket::{Broken, fold};

/// Why a ticket of a package is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The history is no history.
    Broken(Broken),
    /// The manifest says something else than the history.
    Listed,
    /// It stands so over there that this kind of package cannot hold it.
    Stand(Status),
    /// An event that we know otherwise: side and number. Somebody changed a history, or two stores wrote under one name.
    Fork(Side, u32),
    /// Events of this platform that are not here: this store is older than what it once sent (a restored backup?).
    Ahead { here: u32, there: u32 },
    /// The ticket is not here, and the package does not begin it.
    Unknown,
}

/// What taking it in did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub no: String,
    pub arrived: Arrived,
    /// Where it stood and stands here.
    pub before: Option<Stand>,
    pub after: Option<Stand>,
    pub changes: Vec<Change>,
    /// Fields that both wrote: ours is kept until somebody decides.
    pub conflicts: Vec<(Field, String, String)>,
    /// How many notes and files came along.
    pub notes: usize,
    pub files: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// The ticket was not here.
    New,
    /// It brought something.
    Changed,
    /// All of it was here; later packages had come before it.
    Stale,
}

/// A field that is another one afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub field: Field,
    pub from: String,
    pub to: String,
}

/// What a history has of a ticket: asked before anything is done.
pub fn look(kind: PackageKind, listed: &Listed, history: &[Event]) -> Result<Ticket, Refused> {
    let from = kind.from();
    let theirs = fold(from, history).map_err(Refused::Broken)?;
    let stand = theirs.stand.ok_or(Refused::Listed)?;
    let same = theirs.no == listed.no
        && theirs.revs == Revs { ops: listed.ops, problem: listed.problem }
        && stand.status == listed.status
        && flow::round_of(kind, stand) == listed.round
        && theirs.heads.values().eq(&listed.heads);
    if !same {
        return Err(Refused::Listed);
    }
    if !flow::sends(kind).contains(&stand.status) {
        return Err(Refused::Stand(stand.status));
    }
    Ok(theirs)
}

/// Takes a ticket in: adopts the events that are new and writes what that means here. `recover` also takes back events of this
/// platform that are not here any more. The sheet is of use only where it is taken in.
pub fn take_in(
    sheet: &mut Sheet,
    pen: &Pen,
    (kind, package): (PackageKind, &str),
    listed: &Listed,
    history: Vec<Event>,
    recover: bool,
) -> Result<Taken, Refused> {
    look(kind, listed, &history)?;
    let before = sheet.ticket().cloned();
    if before.is_none() && !matches!(kind, PackageKind::Dispatch | PackageKind::Redispatch) && !recover {
        return Err(Refused::Unknown);
    }
    let revs = before.as_ref().map(|ticket| ticket.revs).unwrap_or_default();
    let known = |event: &Event| sheet.events.iter().find(|one| one.side == event.side && one.rev == event.rev);
    if let Some(fork) = history.iter().find(|event| known(event).is_some_and(|one| one.id != event.id)) {
        return Err(Refused::Fork(fork.side, fork.rev));
    }
    let ours = if pen.side == Side::Ops { listed.ops } else { listed.problem };
    if ours > revs.of(pen.side) && !recover {
        return Err(Refused::Ahead { here: revs.of(pen.side), there: ours });
    }
    let new: Vec<Event> = history.into_iter().filter(|event| event.rev > revs.of(event.side)).collect();
    let brings = !new.is_empty();
    // Where all that is new is that they took ours in, writing that down would have them write it down, and so on for ever.
    let news = new.iter().any(|event| !matches!(event.what, What::Received { .. } | What::Acknowledged { .. } | What::Reminded { .. }));
    if brings {
        sheet.adopt(pen.side, new).map_err(Refused::Broken)?;
    }
    let round = listed.round;
    let refuse = |_| Refused::Listed;
    let received = |kind| What::Received { package: package.to_owned(), kind, round };
    let stand = sheet.ticket().and_then(|ticket| ticket.stand);
    for implied in stand.map(|stand| flow::implied(stand, kind, round)).unwrap_or_default() {
        let what = match implied {
            Implied::Arrived(kind) => {
                What::Acknowledged { package: package.to_owned(), kind, round, how: How::Answer, reason: String::new() }
            }
            Implied::Planned => received(PackageKind::Plan),
        };
        sheet.note(pen, None, what).map_err(refuse)?;
    }
    let stand = sheet.ticket().and_then(|ticket| ticket.stand);
    if news || flow::received(stand, kind, round) != stand {
        sheet.note(pen, None, received(kind)).map_err(refuse)?;
    }
    let after = sheet.ticket().ok_or(Refused::Unknown)?;
    Ok(told(before.as_ref(), after, brings))
}

fn told(before: Option<&Ticket>, after: &Ticket, brings: bool) -> Taken {
    let was = |field: Field| before.map_or("", |ticket| ticket.get(field));
    let changed = Field::ALL.iter().filter(|field| was(**field) != after.get(**field));
    let files = after.files.iter().filter(|file| before.is_none_or(|ticket| !ticket.files.contains(file)));
    Taken {
        no: after.no.clone(),
        arrived: match before {
            None => Arrived::New,
            Some(ticket) if brings || ticket.stand != after.stand => Arrived::Changed,
            Some(_) => Arrived::Stale,
        },
        before: before.and_then(|ticket| ticket.stand),
        after: after.stand,
        changes: changed.map(|field| Change { field: *field, from: was(*field).to_owned(), to: after.get(*field).to_owned() }).collect(),
        conflicts: after
            .conflicts
            .iter()
            .map(|(field, conflict)| (*field, conflict.ours.value.clone(), conflict.theirs.value.clone()))
            .collect(),
        notes: after.notes.len().saturating_sub(before.map_or(0, |ticket| ticket.notes.len())),
        files: files.map(|file| file.name.clone()).collect(),
    }
}
