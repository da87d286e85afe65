//! Tickets as rows of the register that reports read: `tickets.rows[]` of the contract of narrative reports, which a site without
//! kept tickets writes as `tickets.csv`.

use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

use super::Period;
use super::figures::{Figures, Late};
use crate::model::Lang;
use crate::model::ticket::{Field, Ticket};
use crate::ticket::forms::Reader;
use crate::ticket::forms::lists::was_open;

/// How a register words whether a limit was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue(pub Late);

impl Overdue {
    #[must_use]
    pub fn to(self, lang: Lang) -> &'static str {
        match (self.0, lang) {
            (Late::Yes, Lang::Zh) => "是",
            (Late::Yes, Lang::En) => "yes",
            (Late::No, Lang::Zh) => "否",
            (Late::No, Lang::En) => "no",
            (Late::Unknown, Lang::Zh) => "未知",
            (Late::Unknown, Lang::En) => "unknown",
        }
    }
}

/// One row a ticket, by number: `id title kind level module state opened closed due overdue owner`. Texts that nobody wrote are empty,
/// times that are not known or not there yet are null.
#[must_use]
pub fn register_rows<'t>(
    tickets: impl IntoIterator<Item = &'t Ticket>,
    clocks: &dyn Fn(&Ticket) -> Figures,
    reader: &Reader,
) -> Vec<Map<String, Json>> {
    let mut tickets: Vec<&Ticket> = tickets.into_iter().collect();
    tickets.sort_by(|a, b| a.no.cmp(&b.no));
    let now = |ticket| {
        let figures = clocks(ticket);
        row(ticket, figures.late, figures.due, reader)
    };
    tickets.into_iter().map(now).collect()
}

/// The rows of the tickets that a period counts, oldest first; overdue is what missed a limit before its end.
#[must_use]
pub fn counted_rows(tickets: &[Ticket], clocks: &dyn Fn(&Ticket) -> Figures, period: Period, reader: &Reader) -> Vec<Map<String, Json>> {
    let mut counted: Vec<&Ticket> = tickets.iter().filter(|ticket| was_open(ticket, period.from, period.to)).collect();
    counted.sort_by(|a, b| (a.opened, &a.no).cmp(&(b.opened, &b.no)));
    let then = |ticket| {
        let figures = clocks(ticket);
        row(ticket, figures.late_before(period.to), figures.due, reader)
    };
    counted.into_iter().map(then).collect()
}

fn row(ticket: &Ticket, late: Late, due: Option<Timestamp>, reader: &Reader) -> Map<String, Json> {
    let word = |field: Field| reader.value(ticket, field).unwrap_or_default();
    let time = |at: Option<Timestamp>| at.map_or(Json::Null, |at| json!(reader.time(at)));
    let owner = [Field::Assignee, Field::Developer].into_iter().map(word).find(|name| !name.is_empty()).unwrap_or_default();
    let level = ticket.level().map(|level| reader.say(&format!("{level}级"), &format!("level {level}"))).unwrap_or_default();
    let cells = [
        ("id", json!(ticket.no)),
        ("title", json!(word(Field::Title))),
        ("kind", json!(word(Field::Kind))),
        ("level", json!(level)),
        ("module", json!(word(Field::Module))),
        ("state", json!(ticket.status().map(|status| status.to(reader.lang)).unwrap_or_default())),
        ("opened", time(Some(ticket.opened))),
        ("closed", time(ticket.closed())),
        ("due", time(due)),
        ("overdue", json!(Overdue(late).to(reader.lang))),
        ("owner", json!(owner)),
    ];
    cells.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
