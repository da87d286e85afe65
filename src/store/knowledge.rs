//! Keeps the knowledge base: entries as they are, what lists ask of them, the words by which a search finds them.
//!
//! Entries are never deleted, only withdrawn, so no number is given out twice. They are written at the desk ([`Store::at_desk`]), as
//! the ticket that an entry comes from is closed in the same transaction.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params, params_from_iter};
use serde::Serialize;
use serde_json::Value as Json;

use super::Store;
use super::fault::Tried;
use super::pack::{all, first, nanos};
use super::tickets::{Desk, said};
use crate::error::Result;
use crate::knowledge::{Entry, State};
use crate::model::ticket::UserType;

/// Which entries; what is empty leaves none out.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    pub states: Vec<State>,
    /// Keys of a `TicketKind`.
    pub kinds: Vec<String>,
    pub user_types: Vec<UserType>,
    /// What an FTS5 `match` takes. Entries are then in the order of a search: what is published first, the best match first.
    pub words: Option<String>,
}

impl Store {
    /// An entry as it is.
    pub fn entry(&self, id: &str) -> Result<Option<Entry>> {
        self.read(|db| entry(db, id))
    }

    /// Entries by id, or by match.
    pub fn entries(&self, filter: &EntryFilter) -> Result<Vec<Entry>> {
        self.read(|db| {
            let (from, values) = filter.sql()?;
            let order = match filter.words {
                Some(_) => "k.state in ('published', 'due') desc, bm25(knowledge_words, 4.0, 1.0), k.id",
                None => "k.id",
            };
            all(db, &format!("select k.entry {from} order by {order}"), params_from_iter(values), entry_of)
        })
    }

    /// The ids of the entries that come from a ticket.
    pub fn entries_of_ticket(&self, no: &str) -> Result<Vec<String>> {
        self.read(|db| of_ticket(db, no))
    }
}

impl Desk<'_> {
    /// An entry as it is.
    pub fn entry(&self, id: &str) -> Result<Option<Entry>> {
        said(entry(self.db, id))
    }

    /// The ids of the entries that come from a ticket, in any state.
    pub fn entries_of_ticket(&self, no: &str) -> Result<Vec<String>> {
        said(of_ticket(self.db, no))
    }

    /// The next id of a year: `K-2026-0001`.
    pub fn next_entry(&self, year: i16) -> Result<String> {
        said(next(self.db, year))
    }

    /// Keeps an entry, new or changed. `words` are those that a search finds it by: title and the rest.
    pub fn put_entry(&self, entry: &Entry, words: (&str, &str)) -> Result<()> {
        said(put(self.db, entry, words))
    }
}

fn entry(db: &Connection, id: &str) -> Tried<Option<Entry>> {
    first(db, "select entry from knowledge where id = ?1", [id], entry_of)
}

fn of_ticket(db: &Connection, no: &str) -> Tried<Vec<String>> {
    let sql = "select id from knowledge where instr(sources, ?1) > 0 order by id";
    all(db, sql, [format!("\t{no}\t")], |row| Ok(row.get(0)?))
}

fn next(db: &Connection, year: i16) -> Tried<String> {
    let prefix = format!("K-{year}-");
    let sql = "select id from knowledge where substr(id, 1, length(?1)) = ?1 order by length(id) desc, id desc limit 1";
    let last: Option<String> = first(db, sql, [&prefix], |row| Ok(row.get(0)?))?;
    let last: u32 = last.and_then(|id| id.strip_prefix(&prefix)?.parse().ok()).unwrap_or(0);
    Ok(format!("{prefix}{:04}", last + 1))
}

fn put(db: &Connection, entry: &Entry, (title, body): (&str, &str)) -> Tried<()> {
    let sources: String = entry.sources.iter().map(|no| format!("\t{no}")).chain(["\t".to_owned()]).collect();
    let row: i64 = db
        .prepare_cached(
            "insert into knowledge (id, state, kind, user_type, updated, sources, entry) values (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
             on conflict (id) do update set state = excluded.state, kind = excluded.kind, user_type = excluded.user_type, \
             updated = excluded.updated, sources = excluded.sources, entry = excluded.entry returning rowid_",
        )?
        .query_row(
            params![
                entry.id,
                key(&entry.state)?,
                entry.kind,
                key(&entry.user_type)?,
                nanos(entry.updated)?,
                sources,
                serde_json::to_string(entry)?,
            ],
            |row| row.get(0),
        )?;
    db.prepare_cached("delete from knowledge_words where rowid = ?1")?.execute([row])?;
    db.prepare_cached("insert into knowledge_words (rowid, title, body) values (?1, ?2, ?3)")?.execute(params![row, title, body])?;
    Ok(())
}

impl EntryFilter {
    /// `from … where …` and its values.
    fn sql(&self) -> Tried<(String, Vec<Sql>)> {
        let mut values: Vec<Sql> = Vec::new();
        let mut wheres: Vec<String> = Vec::new();
        let mut from = String::from("from knowledge k");
        if let Some(words) = &self.words {
            from += " join knowledge_words on knowledge_words.rowid = k.rowid_";
            values.push(Sql::from(words.clone()));
            wheres.push(format!("knowledge_words match ?{}", values.len()));
        }
        let lists: [(&str, Vec<String>); 3] = [
            ("k.state", self.states.iter().map(key).collect::<Tried<_>>()?),
            ("k.kind", self.kinds.clone()),
            ("k.user_type", self.user_types.iter().map(key).collect::<Tried<_>>()?),
        ];
        for (column, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            let from = values.len();
            values.extend(list.into_iter().map(Sql::from));
            let places: Vec<String> = (from + 1..=values.len()).map(|at| format!("?{at}")).collect();
            wheres.push(format!("{column} in ({})", places.join(", ")));
        }
        if !wheres.is_empty() {
            from += &format!(" where {}", wheres.join(" and "));
        }
        Ok((from, values))
    }
}

fn entry_of(row: &Row<'_>) -> Tried<Entry> {
    Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
}

/// An enum's word in JSON, e.g. `published`.
fn key(value: &impl Serialize) -> Tried<String> {
    match serde_json::to_value(value)? {
        Json::String(word) => Ok(word),
        other => Ok(other.to_string()),
    }
}
