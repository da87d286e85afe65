//! What every command about tickets needs: the store, the one who writes, and the way in which a ticket is changed.

use crate::cli::{App, kb};
use crate::config::TicketSettings;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::knowledge::tokens;
use crate::model::Lang;
use crate::model::ticket::{Event, Side, Ticket, What};
use crate::store::{AuditEntry, Blobs, Desk, Store};
use crate::text::Msg;
use crate::ticket::pen::{Pen, Sheet};
use crate::ticket::{Broken, Wrong};

use super::refusal;

/// The desk of this platform.
pub(super) struct Office<'a> {
    pub app: &'a App,
    pub ctx: &'a Ctx,
    pub lang: Lang,
    pub settings: &'a TicketSettings,
    pub store: Store,
    pub blobs: Blobs,
}

impl<'a> Office<'a> {
    /// To write.
    pub(super) fn open(app: &'a App) -> Result<Self> {
        Self::with(app, Store::open(&app.config()?.settings.data_dir.value)?)
    }

    /// To read only; where nothing was ever kept, there are no tickets.
    pub(super) fn open_read(app: &'a App) -> Result<Self> {
        let dir = &app.config()?.settings.data_dir.value;
        let none = matches!(dir.join(crate::store::FILE).try_exists(), Ok(false));
        Self::with(app, if none { Store::memory()? } else { Store::open_read(dir)? })
    }

    /// To try what is taken back; where there is no store yet, none is made.
    pub(super) fn rehearse(app: &'a App) -> Result<Self> {
        let data = &app.config()?.settings.data_dir.value;
        Self::with(app, if Store::is_in(data) { Store::open(data)? } else { Store::memory()? })
    }

    fn with(app: &'a App, store: Store) -> Result<Self> {
        let config = app.config()?;
        let blobs = Blobs::in_data(&config.settings.data_dir.value);
        Ok(Self { app, ctx: app.ctx()?, lang: app.ui.lang, settings: &config.settings.ticket, store, blobs })
    }

    pub(super) fn side(&self) -> Side {
        self.settings.side()
    }

    /// The operator, with the roles that the configuration gives him.
    pub(super) fn pen(&self) -> Pen {
        let author = self.ctx.operator.clone();
        let roles = self.settings.roles(&author).map(<[_]>::to_vec);
        Pen { side: self.side(), at: self.ctx.now, author, roles }
    }

    /// Says once a command that nobody is kept from anything, where the site has not said who is who.
    pub(super) fn tell_unnamed(&self) {
        if self.settings.people.is_empty() {
            self.app.ui.note(&Msg::TicketNobodyNamed {}.to(self.lang));
        }
    }

    /// What a number begins with, the year included.
    pub(super) fn prefix(&self) -> String {
        format!("{}{}-", self.settings.prefix(), self.ctx.now.to_zoned(self.ctx.zone.clone()).year())
    }

    /// A ticket as it is.
    pub(super) fn ticket(&self, no: &str) -> Result<Ticket> {
        ticket_of(self.side(), no, self.store.ticket_events(no)?)
    }

    /// Writes into each of some tickets, in one transaction: where one refuses, none is changed. Gives what they were and are.
    pub(super) fn change(
        &mut self,
        numbers: &[String],
        action: &str,
        what: impl Fn(&Ticket) -> Result<Vec<What>>,
    ) -> Result<Vec<(Ticket, Ticket)>> {
        let (pen, lang, ctx) = (self.pen(), self.lang, self.ctx);
        self.store.at_desk(|desk| {
            let mut faults = Vec::new();
            let mut changed = Vec::new();
            for no in numbers {
                match change_one(desk, &pen, lang, no, &what) {
                    Ok(both) => changed.push(both),
                    Err(error) => faults.push(error),
                }
            }
            if let Some(error) = Error::all(faults) {
                return Err(error);
            }
            for (before, after) in &changed {
                if before.status() != after.status() {
                    kb::on_closing(desk, ctx, after)?;
                }
            }
            desk.audit(&AuditEntry::new(ctx, action, serde_json::json!({ "tickets": numbers })))?;
            Ok(changed)
        })
    }
}

fn change_one(desk: &Desk<'_>, pen: &Pen, lang: Lang, no: &str, what: &impl Fn(&Ticket) -> Result<Vec<What>>) -> Result<(Ticket, Ticket)> {
    let mut sheet = sheet(pen.side, no, desk.events(no)?)?;
    let before = sheet.ticket().cloned().ok_or_else(|| unknown(no))?;
    for what in what(&before)? {
        sheet.write(pen, what).map_err(|refused| refusal::error(no, &refused, lang))?;
    }
    keep(desk, &sheet)?;
    let after = sheet.ticket().cloned().unwrap_or_else(|| before.clone());
    Ok((before, after))
}

/// Keeps what was added to a ticket.
pub(super) fn keep(desk: &Desk<'_>, sheet: &Sheet) -> Result<()> {
    let Some(ticket) = sheet.ticket() else { return Ok(()) };
    let (title, body) = words(ticket);
    desk.append(sheet.added(), ticket, (&title, &body))
}

/// The events of a ticket as a sheet to write on; a store whose events do not fit is told as such.
pub(super) fn sheet(side: Side, no: &str, events: Vec<Event>) -> Result<Sheet> {
    Sheet::open(side, no, events).map_err(|broken| broken_error(no, &broken))
}

/// The ticket that events make.
pub(in crate::cli) fn ticket_of(side: Side, no: &str, events: Vec<Event>) -> Result<Ticket> {
    sheet(side, no, events)?.ticket().cloned().ok_or_else(|| unknown(no))
}

pub(super) fn broken_error(no: &str, broken: &Broken) -> Error {
    let what = match broken.wrong {
        Wrong::Empty => "no events",
        Wrong::Gap => "gap",
        Wrong::Ticket => "ticket",
        Wrong::Chain => "chain",
        Wrong::Seen => "seen",
        Wrong::Move => "move",
        Wrong::Origin => "origin",
    };
    let event = format!("{}#{}", broken.side.as_str(), broken.rev);
    Error::new(Kind::Input, Msg::TicketHistoryBroken { no: no.into(), event, what: what.into() })
}

pub(super) fn unknown(no: &str) -> Error {
    Error::new(Kind::Usage, Msg::TicketUnknown { no: no.into() }).hint(Msg::HintTicketList {})
}

/// What a search finds a ticket by: the title, and all other texts with its number.
pub(super) fn words(ticket: &Ticket) -> (String, String) {
    use crate::model::ticket::{Field, FieldKind};
    let texts =
        ticket.fields.iter().filter(|(field, _)| **field != Field::Title && matches!(field.kind(), FieldKind::Line | FieldKind::Text));
    let mut body: Vec<&str> = texts.map(|(_, held)| held.value.as_str()).collect();
    body.extend(ticket.notes.iter().map(|note| note.text.as_str()));
    body.extend(ticket.files.iter().map(|file| file.name.as_str()));
    body.push(&ticket.no);
    (tokens(ticket.get(Field::Title)).join(" "), tokens(&body.join("\n")).join(" "))
}
