//! Who is told of a step, and in what words: one line that a site's own sender passes on.

use jiff::civil::DateTime;

use super::found::Brief;
use super::words;
use crate::calendar::instant;
use crate::cli::ticket::office::Office;
use crate::model::Lang;
use crate::model::ticket::Role;
use crate::text::{Msg, duration};
use crate::ticket::sla::{Clock, State, Step, Tell};

/// Something to be sent.
#[derive(Debug, Clone)]
pub(super) struct Reminder {
    pub no: String,
    pub step: Step,
    /// Names, or the role where the site has not said who that is.
    pub to: String,
    pub text: String,
}

pub(super) fn reminder(office: &Office<'_>, ticket: &Brief, clock: &Clock<'_>, step: Step) -> Reminder {
    let mut text = text(office, ticket, clock, step.what);
    if clock.is_uncertain() {
        text.push_str(&Msg::SlaUncertain {}.to(office.lang));
    }
    Reminder { no: ticket.no.clone(), to: asked(office, ticket, clock, step.what), text, step }
}

/// The engineer is asked; the manager to give it to another, and with the engineer once the time is over; the desk for packages and
/// for what nobody has.
fn asked(office: &Office<'_>, ticket: &Brief, clock: &Clock<'_>, tell: Tell) -> String {
    let engineer = || if ticket.owner.is_empty() { named(office, Role::Desk) } else { ticket.owner.clone() };
    match tell {
        Tell::Reassign { .. } => named(office, Role::Manager),
        Tell::Warn { .. } if clock.package.is_some() => named(office, Role::Desk),
        Tell::Warn { percent } if percent >= 100 => {
            let (engineer, manager) = (engineer(), named(office, Role::Manager));
            if engineer == manager { engineer } else { format!("{engineer}{}{manager}", comma(office.lang)) }
        }
        Tell::Warn { .. } | Tell::Remind { .. } => engineer(),
    }
}

fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

/// Who has a role, as the configuration says; the role itself where it does not.
fn named(office: &Office<'_>, role: Role) -> String {
    let names: Vec<&str> =
        office.settings.people.iter().filter(|(_, roles)| roles.value.contains(&role)).map(|(name, _)| name.as_str()).collect();
    if names.is_empty() { role.to(office.lang).to_owned() } else { names.join(comma(office.lang)) }
}

fn text(office: &Office<'_>, ticket: &Brief, clock: &Clock<'_>, tell: Tell) -> String {
    let lang = office.lang;
    let (no, title) = (ticket.no.clone(), ticket.title.clone());
    let since = clock.start.map(|start| shown(office, start)).unwrap_or_default();
    let due = clock.due.map(|due| shown(office, due.at)).unwrap_or_default();
    let clause = clock.clause.title.to(lang).to_owned();
    let owner = if ticket.owner.is_empty() { Role::Desk.to(lang).to_owned() } else { ticket.owner.clone() };
    let msg = match (tell, clock.state) {
        (Tell::Remind { minutes }, _) => Msg::SlaRemind { no, title, owner, since, minutes: minutes.to_string() },
        (Tell::Reassign { minutes }, _) => Msg::SlaReassign { no, title, owner, since, minutes: minutes.to_string() },
        (Tell::Warn { .. }, _) if clock.package.is_some() => Msg::SlaReceipt { no, title, package: words::package(clock, lang), since },
        (Tell::Warn { .. }, State::Late { by }) => {
            let by = duration(by.as_secs_f64(), lang);
            Msg::SlaLate { no, title, clause, due, by }
        }
        (Tell::Warn { .. }, _) => Msg::SlaWarn { no, title, clause, percent: clock.percent().to_string(), due },
    };
    msg.to(lang)
}

/// A wall time of the bureau in the zone of the reader.
pub(super) fn shown(office: &Office<'_>, at: DateTime) -> String {
    let zoned = |at: jiff::Timestamp| at.to_zoned(office.ctx.zone.clone()).datetime();
    instant(at).map_or(at, zoned).strftime("%Y-%m-%d %H:%M").to_string()
}
