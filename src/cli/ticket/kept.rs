//! All tickets, folded one after the other.

use serde_json::{Map, Value as Json};

use super::office::broken_error;
use crate::cli::App;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::ticket::{Event, Side, Ticket};
use crate::store::{Store, TicketFilter};
use crate::ticket::fold;
use crate::ticket::forms::Reader;
use crate::ticket::sla::Clocks;
use crate::ticket::stats;

/// Gives each ticket with its events. One whose history does not fit ends it: a figure that leaves one out would be wrong.
pub(super) fn each(store: &Store, side: Side, mut take: impl FnMut(Ticket, Vec<Event>)) -> Result<()> {
    store.each_ticket(&TicketFilter::default(), |events| {
        let no = events.first().map_or("", |event| event.ticket.as_str());
        let ticket = fold(side, &events).map_err(|broken| broken_error(no, &broken))?;
        take(ticket, events);
        Ok(())
    })
}

/// The register that periodic reports read; empty where no ticket was ever kept.
pub(in crate::cli) fn register(app: &App, ctx: &Ctx, store: &Store) -> Result<Vec<Map<String, Json>>> {
    let mut rows = Vec::new();
    if store.count_tickets()?.is_empty() {
        return Ok(rows);
    }
    let profile = super::dues::profile(app)?;
    let clocks = Clocks::new(&profile, app.calendar()?, ctx.now);
    let reader = Reader { zone: ctx.zone.clone(), lang: ctx.lang };
    let side = app.config()?.settings.ticket.side();
    each(store, side, |ticket, _| rows.extend(stats::register_rows([&ticket], &|ticket| stats::clocked(ticket, &clocks), &reader)))?;
    Ok(rows)
}
