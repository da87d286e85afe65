//! The clocks of tickets: what they go by here, and the due times that lists show.

use super::clause_faults;
use super::office::Office;
use crate::calendar::{Calendar, instant};
use crate::cli::App;
use crate::error::{Error, Kind, Result};
use crate::model::ticket::Ticket;
use crate::store::{Direction, Ledger, Store, TicketFilter};
use crate::text::Msg;
use crate::ticket::fold;
use crate::ticket::sla::{Clocks, Outgoing, Profile};

/// The clauses in force: those of the contract, under the site's own.
pub(super) fn profile(app: &App) -> Result<Profile> {
    let settings = &app.config()?.settings.ticket;
    let (place, read) = match &settings.sla {
        None => ("sla".to_owned(), Profile::built_in()),
        Some(path) => {
            let place = path.value.display().to_string();
            let failed = |cause| Error::new(Kind::Config, Msg::ReadFile { path: place.clone() }).because(cause);
            let text = std::fs::read_to_string(&path.value).map_err(failed)?;
            (place, Profile::read(&text))
        }
    };
    read.map_err(|faults| {
        let told = faults.iter().map(|fault| clause_faults::error(&place, fault, app.ui.lang));
        Error::all(told.collect()).unwrap_or_else(|| Error::new(Kind::Config, Msg::ReadFile { path: place.clone() }))
    })
}

/// What a due time was reckoned with.
fn basis(profile: &Profile, calendar: &Calendar) -> String {
    format!("{}/{}", profile.digest, calendar.digest())
}

/// Packages of ours that hold a ticket.
pub(super) fn outgoing(packages: &[Ledger], ticket: &str) -> Vec<Outgoing> {
    let ours = packages.iter().filter(|package| package.direction == Direction::Out);
    ours.flat_map(|package| {
        let rounds = package.tickets.iter().filter(move |(no, _)| no == ticket);
        rounds.map(|(_, round)| Outgoing { kind: package.kind, round: *round, sent_at: package.at, acknowledged_at: package.arrived })
    })
    .collect()
}

/// Reckons the due times that are not, or were by another calendar or other clauses. A history that may not be written keeps none,
/// and lists then show those that it has.
pub(super) fn bring_up(office: &mut Office<'_>) -> Result<()> {
    let (app, side) = (office.app, office.side());
    let (profile, calendar) = (profile(app)?, app.calendar()?);
    let basis = basis(&profile, calendar);
    let clocks = Clocks::new(&profile, calendar, office.ctx.now);
    let mut dues = Vec::new();
    let stale = TicketFilter { stale: Some(basis.clone()), ..TicketFilter::default() };
    office.store.each_ticket(&stale, |events| {
        // One whose history is broken has none; `ticket show` says what is wrong with it.
        let due = fold(side, &events).ok().and_then(|ticket| due(&clocks, &ticket));
        dues.extend(events.into_iter().next().map(|event| (event.ticket, due)));
        Ok(())
    })?;
    if dues.is_empty() {
        return Ok(());
    }
    // What cannot be kept is reckoned again the next time.
    match Store::open(&app.config()?.settings.data_dir.value) {
        Ok(mut store) if store.is_writable() => store.set_dues(&basis, &dues),
        _ => Ok(()),
    }
}

/// A due time that is another by another calendar; none is one that cannot be told.
pub(in crate::cli) struct Moved {
    pub no: String,
    pub before: Option<jiff::Timestamp>,
    pub after: Option<jiff::Timestamp>,
}

/// The tickets, not yet solved, whose due times another calendar moves.
pub(in crate::cli) fn moved(app: &App, before: &Calendar, after: &Calendar) -> Result<Vec<Moved>> {
    let office = Office::open_read(app)?;
    let profile = profile(app)?;
    let (was, will) = (Clocks::new(&profile, before, office.ctx.now), Clocks::new(&profile, after, office.ctx.now));
    let unsolved = TicketFilter { solved_since: Some(office.ctx.now), ..TicketFilter::default() };
    let mut all = Vec::new();
    office.store.each_ticket(&unsolved, |events| {
        let Ok(ticket) = fold(office.side(), &events) else { return Ok(()) };
        let (before, after) = (due(&was, &ticket), due(&will, &ticket));
        if before != after {
            all.push(Moved { no: ticket.no, before, after });
        }
        Ok(())
    })?;
    Ok(all)
}

/// When a ticket has to be solved, by the strictest clause.
pub(super) fn due(clocks: &Clocks<'_>, ticket: &Ticket) -> Option<jiff::Timestamp> {
    clocks.due(ticket).and_then(|due| instant(due.at))
}
