//! What is known of packages that went out.

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::model::ticket::{How, Status, Ticket, What};
use crate::store::{AuditEntry, Desk, Direction, Ledger, Store};
use crate::ticket::flow;
use crate::ticket::package::{Receipt, TicketResult};
use crate::ticket::pen::{Pen, Sheet};

/// What came of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub package: Ledger,
    /// Tickets that moved: number, from, to.
    pub moved: Vec<(String, Status, Status)>,
    /// Tickets that they refused.
    pub refused: Vec<String>,
    /// It was known already.
    pub again: bool,
}

/// Why a receipt is not taken.
#[derive(Debug)]
pub enum Unanswered {
    /// No package of ours has that id and digest.
    Unknown,
    /// It was given by this platform itself.
    Ours,
    Store(Box<Error>),
}

impl From<Error> for Unanswered {
    fn from(error: Error) -> Self {
        Self::Store(Box::new(error))
    }
}

/// Takes their receipt.
pub fn answer(
    store: &mut Store,
    ctx: &Ctx,
    pen: &Pen,
    receipt: &Receipt,
    words: &dyn Fn(&Ticket) -> (String, String),
) -> Result<Answered, Unanswered> {
    if receipt.by.side == pen.side {
        return Err(Unanswered::Ours);
    }
    let refused: Vec<String> =
        receipt.tickets.iter().filter(|ticket| ticket.result == TicketResult::Refused).map(|ticket| ticket.no.clone()).collect();
    let found = store.at_desk(|desk| {
        let Some(package) =
            desk.package(&receipt.digest)?.filter(|package| package.id == receipt.package && package.direction == Direction::Out)
        else {
            return Ok(None);
        };
        let desk = Table { desk, ctx, pen, words };
        desk.arrive(package, How::Receipt, &receipt.text(), "", &refused).map(Some)
    })?;
    let (package, moved, again) = found.ok_or(Unanswered::Unknown)?;
    Ok(Answered { package, moved, refused, again })
}

/// Somebody says that a package arrived, and why he knows.
pub fn acknowledge(
    store: &mut Store,
    ctx: &Ctx,
    pen: &Pen,
    digest: &str,
    reason: &str,
    words: &dyn Fn(&Ticket) -> (String, String),
) -> Result<Answered, Unanswered> {
    let found = store.at_desk(|desk| {
        let Some(package) = desk.package(digest)?.filter(|package| package.direction == Direction::Out) else { return Ok(None) };
        let desk = Table { desk, ctx, pen, words };
        desk.arrive(package, How::Manual, "", reason, &[]).map(Some)
    })?;
    let (package, moved, again) = found.ok_or(Unanswered::Unknown)?;
    Ok(Answered { package, moved, refused: Vec::new(), again })
}

struct Table<'a, 'd> {
    desk: &'a Desk<'d>,
    ctx: &'a Ctx,
    pen: &'a Pen,
    words: &'a dyn Fn(&Ticket) -> (String, String),
}

type Moved = Vec<(String, Status, Status)>;

impl Table<'_, '_> {
    fn arrive(&self, mut package: Ledger, how: How, receipt: &str, reason: &str, refused: &[String]) -> Result<(Ledger, Moved, bool)> {
        let again = package.how == "receipt" || (package.arrived.is_some() && how == How::Manual);
        if again {
            return Ok((package, Vec::new(), true));
        }
        let mut moved = Vec::new();
        for (no, round) in package.tickets.iter().filter(|(no, _)| !refused.contains(no)) {
            moved.extend(self.one(no, *round, &package, how, reason)?);
        }
        package.arrived = package.arrived.or(Some(self.ctx.now));
        how.as_str().clone_into(&mut package.how);
        receipt.clone_into(&mut package.receipt);
        self.desk.put_package(&package)?;
        let what = serde_json::json!({ "package": package.id, "how": how, "reason": reason, "moved": moved.len(), "refused": refused });
        self.desk.audit(&AuditEntry::new(self.ctx, "ticket.receipt", what))?;
        Ok((package, moved, false))
    }

    /// T3 and T8; where it changes nothing, nothing is written.
    fn one(&self, no: &str, round: u32, package: &Ledger, how: How, reason: &str) -> Result<Option<(String, Status, Status)>> {
        let events = self.desk.events(no)?;
        let broken = |what: &str| {
            let (no, what) = (no.to_owned(), what.to_owned());
            Error::new(crate::error::Kind::Input, crate::text::Msg::TicketHistoryBroken { no, event: "-".into(), what })
        };
        let mut sheet = Sheet::open(self.pen.side, no, events).map_err(|_| broken("chain"))?;
        let Some(before) = sheet.ticket().and_then(|ticket| ticket.stand) else { return Ok(None) };
        if flow::acknowledged(before, package.kind, round) == before {
            return Ok(None);
        }
        let what = What::Acknowledged { package: package.id.clone(), kind: package.kind, round, how, reason: reason.to_owned() };
        sheet.note(self.pen, None, what).map_err(|_| broken("move"))?;
        let Some(ticket) = sheet.ticket() else { return Ok(None) };
        let (title, body) = (self.words)(ticket);
        self.desk.append(sheet.added(), ticket, (&title, &body))?;
        Ok(ticket.status().map(|after| (no.to_owned(), before.status, after)))
    }
}
