//! Lists of tickets, by what they are and by the words in them; a few milliseconds whatever their number.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params, params_from_iter};
use serde::Serialize;

use super::super::Store;
use super::super::fault::{Fault, Tried};
use super::super::pack::{all, int, moment, nanos};
use super::desk;
use crate::error::Result;
use crate::model::ticket::{Event, Status};

/// What a list shows of a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TicketRow {
    pub no: String,
    pub status: Status,
    pub round: u32,
    /// Key of a `TicketKind`; empty: not said.
    pub kind: String,
    pub level: Option<u8>,
    pub module: String,
    pub system: String,
    pub assignee: String,
    pub unit: String,
    pub title: String,
    pub opened: Timestamp,
    pub solved: Option<Timestamp>,
    pub closed: Option<Timestamp>,
    pub updated: Timestamp,
    /// Fields that both platforms wrote.
    pub conflicts: u32,
    /// When it has to be solved, where that was reckoned with today's calendar and clauses.
    pub due: Option<Timestamp>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    Opened,
    /// The most urgent first.
    Due,
    /// The best match first; only with words.
    Match,
}

/// Which tickets; what is empty leaves none out.
#[derive(Debug, Clone, Default)]
pub struct TicketFilter {
    pub statuses: Vec<Status>,
    pub levels: Vec<u8>,
    pub kinds: Vec<String>,
    pub modules: Vec<String>,
    pub assignees: Vec<String>,
    pub numbers: Vec<String>,
    /// Opened in this time: from, up to.
    pub opened: Option<(Timestamp, Timestamp)>,
    /// Not solved, and due before this.
    pub overdue_at: Option<Timestamp>,
    /// Not solved, or solved at this moment or after it: whoever may still owe something.
    pub solved_since: Option<Timestamp>,
    /// Both platforms wrote a field.
    pub conflicting: bool,
    /// Not solved, and the due time was reckoned with something else than this.
    pub stale: Option<String>,
    /// What an FTS5 `match` takes.
    pub words: Option<String>,
    pub sort: Sort,
    pub limit: Option<usize>,
}

/// How many there are, by state.
pub type Counted = BTreeMap<Status, usize>;

impl Store {
    /// All events of a ticket; none where there is no such ticket.
    pub fn ticket_events(&self, no: &str) -> Result<Vec<Event>> {
        self.read(|db| desk::events(db, no))
    }

    /// Tickets for a list, and how many there are in all where `limit` leaves some out.
    pub fn tickets(&self, filter: &TicketFilter) -> Result<(Vec<TicketRow>, usize)> {
        self.read(|db| {
            let order = match filter.sort {
                Sort::Match if filter.words.is_some() => "w.rank, t.no",
                Sort::Due => "t.due is null, t.due, t.no",
                _ => "t.opened desc, t.no desc",
            };
            let total = || -> Tried<usize> {
                let (from, values) = filter.sql(Ask::Count)?;
                let sql = format!("select count(*) {from}");
                let count: i64 = db.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
                Ok(usize::try_from(count).unwrap_or(0))
            };
            let total = if filter.limit.is_some() { Some(total()?) } else { None };
            let (mut from, mut values) = filter.sql(Ask::Best(filter.limit))?;
            values.push(Sql::from(filter.limit.map_or(-1, int)));
            let limit = format!("limit ?{}", values.len());
            if filter.words.is_none() && filter.sort == Sort::Opened {
                // Which are the newest an index knows; rows are read of those alone.
                from = format!("from ticket t where t.id in (select t.id {from} order by t.opened desc, t.id desc {limit})");
            }
            let sql = format!("select {COLUMNS} {from} order by {order} {limit}");
            let rows = all(db, &sql, params_from_iter(values), row_of)?;
            let total = total.unwrap_or(rows.len());
            Ok((rows, total))
        })
    }

    /// Gives the events of each ticket that a filter finds, one after the other; memory does not depend on their number.
    pub fn each_ticket(&self, filter: &TicketFilter, mut take: impl FnMut(Vec<Event>) -> Result<()>) -> Result<()> {
        self.read(|db| {
            let (from, values) = filter.sql(Ask::Best(None))?;
            let numbers =
                all(db, &format!("select t.no {from} order by +t.no"), params_from_iter(values), |row| Ok(row.get::<_, String>(0)?))?;
            for no in numbers {
                take(desk::events(db, &no)?)?;
            }
            Ok(())
        })
    }

    pub fn count_tickets(&self) -> Result<Counted> {
        self.read(|db| {
            let counted = all(db, "select status, count(*) from ticket group by status", [], |row| {
                let status: String = row.get(0)?;
                Ok((status_of(&status)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
            })?;
            Ok(counted.into_iter().collect())
        })
    }

    /// Keeps due times for lists; they are reckoned anew whenever calendar, clauses or the ticket change.
    pub fn set_dues(&mut self, basis: &str, dues: &[(String, Option<Timestamp>)]) -> Result<()> {
        self.write(|db| {
            let mut set = db.prepare_cached("update ticket set due = ?2, due_basis = ?3 where no = ?1")?;
            for (no, due) in dues {
                set.execute(params![no, due.map(nanos).transpose()?, basis])?;
            }
            Ok(())
        })?;
        // The list that asked reads on and closes last, and a reader leaves the log where it is: of many tickets each later start would
        // have to read all of it.
        if dues.len() > MANY {
            let _ = self.db.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
        }
        Ok(())
    }
}

const COLUMNS: &str = "t.no, t.status, t.round, t.kind, t.level, t.module, t.system, t.assignee, t.unit, t.title, t.opened, t.solved, \
                       t.closed, t.updated, t.conflicts, t.due";

/// Due times whose log is longer than is read unnoticed.
const MANY: usize = 1000;

/// What a filter is asked.
#[derive(Clone, Copy)]
enum Ask {
    Count,
    /// The first so many, or all.
    Best(Option<usize>),
}

impl TicketFilter {
    /// `from … where …` and its values.
    fn sql(&self, ask: Ask) -> Tried<(String, Vec<Sql>)> {
        let mut values: Vec<Sql> = Vec::new();
        let mut wheres: Vec<String> = Vec::new();
        let mut from = String::from("from ticket t");
        let statuses: Vec<String> = self.statuses.iter().map(|status| status.as_str().to_owned()).collect();
        let levels: Vec<Sql> = self.levels.iter().map(|level| Sql::from(i64::from(*level))).collect();
        let texts = |all: &[String]| all.iter().cloned().map(Sql::from).collect::<Vec<_>>();
        let lists = [
            ("t.status", texts(&statuses)),
            ("t.level", levels),
            ("t.kind", texts(&self.kinds)),
            ("t.module", texts(&self.modules)),
            ("t.assignee", texts(&self.assignees)),
            ("t.no", texts(&self.numbers)),
        ];
        for (column, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            let from = values.len();
            values.extend(list);
            let places: Vec<String> = (from + 1..=values.len()).map(|at| format!("?{at}")).collect();
            wheres.push(format!("{column} in ({})", places.join(", ")));
        }
        if let Some((first, last)) = self.opened {
            values.extend([Sql::from(nanos(first)?), Sql::from(nanos(last)?)]);
            wheres.push(format!("t.opened >= ?{} and t.opened < ?{}", values.len() - 1, values.len()));
        }
        if let Some(now) = self.overdue_at {
            values.push(Sql::from(nanos(now)?));
            wheres.push(format!("t.solved is null and t.due < ?{}", values.len()));
        }
        if let Some(since) = self.solved_since {
            values.push(Sql::from(nanos(since)?));
            wheres.push(format!("(t.solved is null or t.solved >= ?{})", values.len()));
        }
        if let Some(basis) = &self.stale {
            values.push(Sql::from(basis.clone()));
            let (one, at) = ("select id from ticket where solved is null and due_basis", values.len());
            // Two ranges of an index, as "other than" is none.
            wheres.push(format!("t.id in ({one} < ?{at} union all {one} > ?{at})"));
        }
        if self.conflicting {
            wheres.push("t.conflicts > 0".into());
        }
        if let Some(words) = &self.words {
            values.push(Sql::from(words.clone()));
            let words = format!("from ticket_words where ticket_words match ?{}", values.len());
            from = match ask {
                // Where only words are asked for, their index answers alone.
                Ask::Count if wheres.is_empty() => words,
                Ask::Best(Some(most)) if wheres.is_empty() && self.sort == Sort::Match => {
                    format!("from (select rowid as id, rank {words} order by rank limit {most}) w join ticket t on t.id = w.id")
                }
                _ => format!("from (select rowid as id, rank {words}) w join ticket t on t.id = w.id"),
            };
        }
        if !wheres.is_empty() {
            from += &format!(" where {}", wheres.join(" and "));
        }
        Ok((from, values))
    }
}

fn status_of(text: &str) -> Tried<Status> {
    Status::parse(text).ok_or_else(|| Fault::Data(format!("state {text}")))
}

fn row_of(row: &Row<'_>) -> Tried<TicketRow> {
    let time = |at: usize| -> Tried<Option<Timestamp>> { row.get::<_, Option<i64>>(at)?.map(moment).transpose() };
    Ok(TicketRow {
        no: row.get(0)?,
        status: status_of(&row.get::<_, String>(1)?)?,
        round: row.get(2)?,
        kind: row.get(3)?,
        level: row.get(4)?,
        module: row.get(5)?,
        system: row.get(6)?,
        assignee: row.get(7)?,
        unit: row.get(8)?,
        title: row.get(9)?,
        opened: moment(row.get(10)?)?,
        solved: time(11)?,
        closed: time(12)?,
        updated: moment(row.get(13)?)?,
        conflicts: row.get(14)?,
        due: time(15)?,
    })
}
