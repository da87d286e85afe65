//! Reminders are part of the record: who was told of what, once.

use super::tell::Reminder;
use crate::cli::ticket::office::{Office, keep, sheet};
use crate::cli::ticket::refusal;
use crate::error::Result;
use crate::model::ticket::{Ticket, What};
use crate::store::AuditEntry;

/// Writes reminders into their tickets and gives those that were; what another run wrote meanwhile is not told again. Those of one
/// ticket stand together.
pub(super) fn record(office: &mut Office<'_>, reminders: Vec<Reminder>) -> Result<Vec<Reminder>> {
    if reminders.is_empty() {
        return Ok(reminders);
    }
    let (pen, ctx, lang) = (office.pen(), office.ctx, office.lang);
    office.store.at_desk(|desk| {
        let mut written = Vec::new();
        for of_one in reminders.chunk_by(|a, b| a.no == b.no) {
            let Some(no) = of_one.first().map(|reminder| reminder.no.as_str()) else { continue };
            let mut sheet = sheet(pen.side, no, desk.events(no)?)?;
            for reminder in of_one {
                if sheet.ticket().is_some_and(|ticket| was_told(ticket, reminder)) {
                    continue;
                }
                let (clause, step) = (reminder.step.key.clone(), reminder.step.number);
                let what = What::Reminded { clause, step, to: reminder.to.clone() };
                sheet.note(&pen, None, what).map_err(|refused| refusal::error(no, &refused, lang))?;
                written.push(reminder.clone());
            }
            if !sheet.added().is_empty() {
                keep(desk, &sheet)?;
            }
        }
        if !written.is_empty() {
            let tickets: std::collections::BTreeSet<&str> = written.iter().map(|reminder| reminder.no.as_str()).collect();
            let detail = serde_json::json!({ "tickets": tickets.len(), "reminders": written.len() });
            desk.audit(&AuditEntry::new(ctx, "ticket.remind", detail))?;
        }
        Ok(written)
    })
}

fn was_told(ticket: &Ticket, reminder: &Reminder) -> bool {
    ticket.reminded.iter().any(|(key, number)| *key == reminder.step.key && *number >= reminder.step.number)
}
