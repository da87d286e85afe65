//! Reading and writing tickets inside of one transaction.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use super::super::audit::{self, AuditEntry};
use super::super::fault::{Fault, Tried};
use super::super::pack::{all, first, nanos};
use crate::error::{Error, Kind, Result};
use crate::model::ticket::{Event, Field, Fields, Origin, Ticket};
use crate::text::Msg;

/// The transaction, as those who work with tickets see it.
pub struct Desk<'t> {
    pub(in crate::store) db: &'t Transaction<'t>,
}

impl Desk<'_> {
    /// All events of a ticket, one platform after the other, each in order; none where there is no such ticket.
    pub fn events(&self, no: &str) -> Result<Vec<Event>> {
        said(events(self.db, no))
    }

    /// The next number: `prefix` and five digits that count up.
    pub fn next_number(&self, prefix: &str) -> Result<String> {
        said(number(self.db, prefix))
    }

    /// Adds events to a ticket and keeps what they come to. `words` are those that a search finds it by: title and the rest.
    pub fn append(&self, new: &[Event], ticket: &Ticket, words: (&str, &str)) -> Result<()> {
        said(append(self.db, new, ticket, words))
    }

    /// What a platform said last of a ticket.
    pub fn base(&self, origin: &str) -> Result<Option<Fields>> {
        said(first(self.db, "select fields from ticket_base where origin = ?1", [origin], |row| {
            Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
        }))
    }

    /// Remembers it.
    pub fn set_base(&self, origin: &str, fields: &Fields, at: Timestamp) -> Result<()> {
        let set = || -> Tried<()> {
            let sql = "insert into ticket_base (origin, fields, at) values (?1, ?2, ?3) \
                       on conflict (origin) do update set fields = excluded.fields, at = excluded.at";
            self.db.prepare_cached(sql)?.execute(params![origin, serde_json::to_string(fields)?, nanos(at)?])?;
            Ok(())
        };
        said(set())
    }

    /// The numbers of tickets that came from there; more than one only where somebody made it so.
    pub fn by_origin(&self, origin: &str) -> Result<Vec<String>> {
        said(all(self.db, "select no from ticket where origin = ?1 order by no", [origin], |row| Ok(row.get(0)?)))
    }

    pub fn audit(&self, entry: &AuditEntry) -> Result<()> {
        said(audit::append(self.db, entry).map(drop))
    }
}

/// Faults of the desk in words; those of SQLite are told with the file by whoever opened it.
pub(in crate::store) fn said<T>(tried: Tried<T>) -> Result<T> {
    tried.map_err(|fault| match fault {
        Fault::Said(error) => *error,
        Fault::Sql(cause) => store_failed(&cause),
        Fault::Io(cause) => store_failed(&cause),
        Fault::Data(cause) => store_failed(&cause),
    })
}

fn store_failed(cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Store, Msg::StoreFailed { what: super::super::FILE.into() }).because(cause)
}

pub(super) fn events(db: &Connection, no: &str) -> Tried<Vec<Event>> {
    all(db, "select line from ticket_event where ticket = ?1 order by side, rev", [no], |row| {
        Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
    })
}

fn number(db: &Transaction<'_>, prefix: &str) -> Tried<String> {
    let sql = "insert into ticket_number (prefix, last) values (?1, 1) on conflict (prefix) do update set last = last + 1 returning last";
    let mut last: i64 = db.prepare_cached(sql)?.query_row([prefix], |row| row.get(0))?;
    let shown = |last: i64| format!("{prefix}{last:05}");
    // A history that was restored from an older copy, and then learnt of its later tickets, is behind them.
    if first(db, "select id from ticket where no = ?1", [shown(last)], |row| Ok(row.get::<_, i64>(0)?))?.is_some() {
        let taken = "select max(cast(substr(no, length(?1) + 1) as integer)) from ticket where substr(no, 1, length(?1)) = ?1";
        last = db.query_row(taken, [prefix], |row| row.get::<_, i64>(0))? + 1;
        db.execute("update ticket_number set last = ?2 where prefix = ?1", params![prefix, last])?;
    }
    Ok(shown(last))
}

/// No statement here is one that SQLite may have to take back alone (an upsert, one with `returning`): it would keep the pages before each
/// of them, and FTS5 would write its index out each time, which makes thousands of tickets three times as slow.
fn append(db: &Transaction<'_>, new: &[Event], ticket: &Ticket, (title, body): (&str, &str)) -> Tried<()> {
    let mut insert = db.prepare_cached("insert into ticket_event (ticket, side, rev, at, line) values (?1, ?2, ?3, ?4, ?5)")?;
    for event in new {
        insert.execute(params![event.ticket, event.side.as_str(), event.rev, nanos(event.at)?, event.line()])?;
    }
    let status = ticket.status().ok_or_else(|| Fault::Data(format!("{} has no state", ticket.no)))?;
    let (solved, closed) = (ticket.solved().map(nanos).transpose()?, ticket.closed().map(nanos).transpose()?);
    let id = first(db, "select id from ticket where no = ?1", [&ticket.no], |row| Ok(row.get::<_, i64>(0)?))?;
    let sql = match id {
        None => {
            "insert into ticket (id, no, status, round, kind, level, module, system, assignee, unit, title, opened, solved, closed, \
             updated, ops, problem, conflicts, origin, due, due_basis) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, null, '')"
        }
        Some(_) => {
            "update ticket set no = ?2, status = ?3, round = ?4, kind = ?5, level = ?6, module = ?7, system = ?8, assignee = ?9, unit = ?10, \
             title = ?11, opened = ?12, solved = ?13, closed = ?14, updated = ?15, ops = ?16, problem = ?17, conflicts = ?18, \
             origin = ?19, due = null, due_basis = '' where id = ?1"
        }
    };
    db.prepare_cached(sql)?.execute(params![
        id,
        ticket.no,
        status.as_str(),
        ticket.round(),
        ticket.get(Field::Kind),
        ticket.level(),
        ticket.get(Field::Module),
        ticket.get(Field::System),
        ticket.get(Field::Assignee),
        ticket.get(Field::Unit),
        ticket.get(Field::Title),
        nanos(ticket.opened)?,
        solved,
        closed,
        nanos(ticket.updated)?,
        ticket.revs.ops,
        ticket.revs.problem,
        i64::try_from(ticket.conflicts.len()).unwrap_or(i64::MAX),
        origin(ticket.origin.as_ref()),
    ])?;
    if let Some(id) = id {
        db.prepare_cached("delete from ticket_words where rowid = ?1")?.execute([id])?;
    }
    let id = id.unwrap_or_else(|| db.last_insert_rowid());
    db.prepare_cached("insert into ticket_words (rowid, title, body) values (?1, ?2, ?3)")?.execute(params![id, title, body])?;
    Ok(())
}

/// The key of a foreign ticket: which platform, which number there.
fn origin(origin: Option<&Origin>) -> String {
    match origin {
        Some(Origin::Platform { name, number }) => format!("{name}\t{number}"),
        _ => String::new(),
    }
}
