//! Keeps the register of media and its stock-takings.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::{Fault, Tried};
use super::pack::{all, first, moment, nanos};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::backup::Medium;

/// What a stock-taking found of one medium.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stocktake {
    pub at: Timestamp,
    pub operator: String,
    pub label: String,
    /// `present`, `absent`, `unexpected`, `damaged`.
    pub found: String,
    pub note: String,
}

impl Store {
    /// Registers media; one whose label is there is changed. Gives how many were new and how many changed.
    pub fn put_media(&mut self, ctx: &Ctx, media: &[Medium]) -> Result<(usize, usize)> {
        self.write(|db| {
            let (mut new, mut changed) = (0, 0);
            for medium in media {
                let before = first(db, &format!("{SELECT} where label = ?1"), [&medium.label], row_of)?;
                if before.as_ref() == Some(medium) {
                    continue;
                }
                if before.is_some() { changed += 1 } else { new += 1 }
                db.prepare_cached(
                    "insert into medium (label, kind, name, holds, made_on, place, custodian, class, encrypted, next_check, state, note, added_at) \
                     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) on conflict (label) do update set \
                     kind = excluded.kind, name = excluded.name, holds = excluded.holds, made_on = excluded.made_on, \
                     place = excluded.place, custodian = excluded.custodian, class = excluded.class, \
                     encrypted = excluded.encrypted, next_check = excluded.next_check, state = excluded.state, note = excluded.note",
                )?
                .execute(params![
                    medium.label,
                    medium.kind,
                    medium.set,
                    medium.holds,
                    medium.made_on.to_string(),
                    medium.place,
                    medium.custodian,
                    medium.class,
                    medium.encrypted,
                    medium.next_check.to_string(),
                    medium.state,
                    medium.note,
                    nanos(ctx.now)?
                ])?;
                audit::append(db, &AuditEntry::new(ctx, "media.put", serde_json::json!({ "before": before, "medium": medium })))?;
            }
            Ok((new, changed))
        })
    }

    /// Every medium, by label; also those that were destroyed.
    pub fn media(&self) -> Result<Vec<Medium>> {
        self.read(|db| all(db, &format!("{SELECT} order by label"), [], row_of))
    }

    /// Records a stock-taking, and puts the media that were looked at into the state that was found.
    pub fn take_stock(&mut self, ctx: &Ctx, found: &[Stocktake], media: &[Medium]) -> Result<()> {
        self.write(|db| {
            for one in found {
                db.execute(
                    "insert into stocktake (at, operator, label, found, note) values (?1, ?2, ?3, ?4, ?5)",
                    params![nanos(one.at)?, one.operator, one.label, one.found, one.note],
                )?;
            }
            for medium in media {
                db.execute(
                    "update medium set state = ?2, next_check = ?3 where label = ?1",
                    params![medium.label, medium.state, medium.next_check.to_string()],
                )?;
            }
            let absent: Vec<&str> = found.iter().filter(|one| one.found != "present").map(|one| one.label.as_str()).collect();
            audit::append(
                db,
                &AuditEntry::new(ctx, "media.stocktake", serde_json::json!({ "media": found.len(), "not_as_listed": absent })),
            )?;
            Ok(())
        })
    }

    /// Stock-takings from `from` up to `to`, oldest first.
    pub fn stocktakes(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Stocktake>> {
        self.read(|db| {
            let sql = "select at, operator, label, found, note from stocktake where at >= ?1 and at < ?2 order by at, id";
            all(db, sql, [nanos(from)?, nanos(to)?], |row| {
                Ok(Stocktake { at: moment(row.get(0)?)?, operator: row.get(1)?, label: row.get(2)?, found: row.get(3)?, note: row.get(4)? })
            })
        })
    }
}

const SELECT: &str = "select label, kind, name, holds, made_on, place, custodian, class, encrypted, next_check, state, note from medium";

fn row_of(row: &Row<'_>) -> Tried<Medium> {
    let date = |index: usize| -> Tried<jiff::civil::Date> {
        let text: String = row.get(index)?;
        text.parse().map_err(|_| Fault::Data(format!("date {text}")))
    };
    Ok(Medium {
        label: row.get(0)?,
        kind: row.get(1)?,
        set: row.get(2)?,
        holds: row.get(3)?,
        made_on: date(4)?,
        place: row.get(5)?,
        custodian: row.get(6)?,
        class: row.get(7)?,
        encrypted: row.get(8)?,
        next_check: date(9)?,
        state: row.get(10)?,
        note: row.get(11)?,
    })
}
