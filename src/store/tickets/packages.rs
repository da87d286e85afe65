//! The ledger of packages: what came in and what it did, what went out and whether it arrived.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use super::super::Store;
use super::super::fault::{Fault, Tried};
use super::super::pack::{all, first, moment, nanos};
use super::desk::{Desk, said};
use crate::error::Result;
use crate::model::ticket::PackageKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    In,
    Out,
}

impl Direction {
    fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// One package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// SHA-256 of its manifest, in hex: packing it anew makes no new package.
    pub digest: String,
    pub id: String,
    pub direction: Direction,
    pub kind: PackageKind,
    /// Of those that went out, from 1.
    pub seq: u32,
    /// When it was made, or came in.
    pub at: Timestamp,
    /// Of the file.
    pub name: String,
    pub manifest: String,
    /// In: what we gave for it; out: what they gave; empty while there is none.
    pub receipt: String,
    /// Out: when it is known to have arrived.
    pub arrived: Option<Timestamp>,
    /// How that is known; empty while it is not.
    pub how: String,
    /// Tickets and the round that each is of.
    pub tickets: Vec<(String, u32)>,
}

impl Store {
    /// Packages of a direction, newest first; `waiting` are those that went out and are not known to have arrived.
    pub fn packages(&self, direction: Direction, waiting: bool) -> Result<Vec<Ledger>> {
        let sql = format!("{SELECT} where direction = ?1 and (?2 = 0 or arrived is null) order by at desc, seq desc");
        self.read(|db| all(db, &sql, params![direction.as_str(), waiting], |row| row_of(db, row)))
    }

    /// Packages that a ticket was in, oldest first.
    pub fn packages_of(&self, ticket: &str) -> Result<Vec<Ledger>> {
        let sql = format!(
            "{SELECT} where digest in (select digest from package_ticket where ticket = ?1) order by at, seq, direction desc, kind"
        );
        self.read(|db| all(db, &sql, [ticket], |row| row_of(db, row)))
    }

    /// One by its digest, its id or the beginning of either.
    pub fn package(&self, name: &str) -> Result<Vec<Ledger>> {
        // The dearth of `_` and `%` in hex makes `like` safe; anything else matches nothing.
        let pattern = if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') { format!("{name}%") } else { String::new() };
        let sql = format!("{SELECT} where digest like ?1 or id like ?1 order by at desc");
        self.read(|db| all(db, &sql, [pattern], |row| row_of(db, row)))
    }
}

impl Desk<'_> {
    pub fn package(&self, digest: &str) -> Result<Option<Ledger>> {
        said(first(self.db, &format!("{SELECT} where digest = ?1"), [digest], |row| row_of(self.db, row)))
    }

    pub fn package_by_id(&self, direction: Direction, id: &str) -> Result<Option<Ledger>> {
        let sql = format!("{SELECT} where direction = ?1 and id = ?2");
        said(first(self.db, &sql, params![direction.as_str(), id], |row| row_of(self.db, row)))
    }

    /// Those that went out and are not known to have arrived.
    pub fn waiting(&self) -> Result<Vec<Ledger>> {
        let sql = format!("{SELECT} where direction = 'out' and arrived is null order by seq");
        said(all(self.db, &sql, [], |row| row_of(self.db, row)))
    }

    /// The number and the digest of the last one that went out.
    pub fn last_out(&self) -> Result<Option<(u32, String)>> {
        let sql = "select seq, digest from package where direction = 'out' order by seq desc limit 1";
        said(first(self.db, sql, [], |row| Ok((row.get(0)?, row.get(1)?))))
    }

    /// Enters a package, or what became known of it since.
    pub fn put_package(&self, package: &Ledger) -> Result<()> {
        said(self.put(package))
    }

    fn put(&self, package: &Ledger) -> Tried<()> {
        self.db
            .prepare_cached(
                "insert into package (digest, id, direction, kind, seq, at, name, manifest, receipt, arrived, how) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) on conflict (digest) do update set \
                 receipt = excluded.receipt, arrived = excluded.arrived, how = excluded.how",
            )?
            .execute(params![
                package.digest,
                package.id,
                package.direction.as_str(),
                package.kind.as_str(),
                package.seq,
                nanos(package.at)?,
                package.name,
                package.manifest,
                package.receipt,
                package.arrived.map(nanos).transpose()?,
                package.how,
            ])?;
        let mut insert =
            self.db.prepare_cached("insert into package_ticket (ticket, digest, round) values (?1, ?2, ?3) on conflict do nothing")?;
        for (ticket, round) in &package.tickets {
            insert.execute(params![ticket, package.digest, round])?;
        }
        Ok(())
    }
}

const SELECT: &str = "select digest, id, direction, kind, seq, at, name, manifest, receipt, arrived, how from package";

fn row_of(db: &Connection, row: &Row<'_>) -> Tried<Ledger> {
    let digest: String = row.get(0)?;
    let kind: String = row.get(3)?;
    let tickets = all(db, "select ticket, round from package_ticket where digest = ?1 order by ticket", [&digest], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(Ledger {
        id: row.get(1)?,
        direction: if row.get::<_, String>(2)? == "in" { Direction::In } else { Direction::Out },
        kind: PackageKind::parse(&kind).ok_or_else(|| Fault::Data(format!("kind of package {kind}")))?,
        seq: row.get(4)?,
        at: moment(row.get(5)?)?,
        name: row.get(6)?,
        manifest: row.get(7)?,
        receipt: row.get(8)?,
        arrived: row.get::<_, Option<i64>>(9)?.map(moment).transpose()?,
        how: row.get(10)?,
        tickets,
        digest,
    })
}
