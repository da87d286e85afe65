//! What clocks ask of packages, without the packages themselves.

use jiff::Timestamp;

use super::super::Store;
use super::super::fault::Fault;
use super::super::pack::{all, moment};
use crate::error::Result;
use crate::model::ticket::PackageKind;

/// That a ticket went out in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub ticket: String,
    pub kind: PackageKind,
    pub round: u32,
    pub at: Timestamp,
    /// When it became known that it had arrived.
    pub arrived: Option<Timestamp>,
}

impl Store {
    /// The packages that went out with tickets of which one is still waited for, oldest first; those that arrived, too, since a package
    /// that was made twice has to arrive once.
    pub fn sent(&self) -> Result<Vec<Sent>> {
        let sql = "select i.ticket, p.kind, i.round, p.at, p.arrived from package p join package_ticket i on i.digest = p.digest \
                   where p.direction = 'out' and i.ticket in (select w.ticket from package q join package_ticket w \
                   on w.digest = q.digest where q.direction = 'out' and q.arrived is null) order by p.at, p.seq, i.ticket";
        self.read(|db| {
            all(db, sql, [], |row| {
                let kind: String = row.get(1)?;
                Ok(Sent {
                    ticket: row.get(0)?,
                    kind: PackageKind::parse(&kind).ok_or_else(|| Fault::Data(format!("kind of package {kind}")))?,
                    round: row.get(2)?,
                    at: moment(row.get(3)?)?,
                    arrived: row.get::<_, Option<i64>>(4)?.map(moment).transpose()?,
                })
            })
        })
    }
}
