//! The history: turns sealed runs into one SQLite file and the file into what later runs, lists and reports ask. LEVEL 2.
//!
//! - Nothing is written before the one transaction at the end of a run, so a killed opsctl leaves no half of a run: it is
//!   wholly there or absent. What was reported as stored is on the disk (WAL, `synchronous = FULL`).
//! - Several processes may use one file on one machine: writers wait up to ten seconds for each other, readers never do.
//!   **The file must be on a local disk**: WAL needs shared memory, and locks on NFS cannot be trusted.
//! - Steps of the schema are numbered and go forward only. A file of a newer opsctl is read, never written.
//! - Only this folder speaks SQL, and only what PostgreSQL would understand with the table options left out.

mod audit;
mod backups;
mod baseline;
mod export;
mod fault;
mod figures;
mod gauges;
mod knowledge;
mod media;
mod open;
mod pack;
mod past;
mod period;
mod prune;
mod reports;
pub mod retention;
mod runs;
mod samples;
mod save;
#[cfg(test)]
mod tests;
mod tickets;
mod work;

pub use audit::{AuditEntry, Chain};
pub use backups::{Accepted, Counts, Remember};
pub use baseline::Acceptance;
pub use export::bundle;
pub use gauges::{Samples, SeriesKey};
pub use knowledge::EntryFilter;
pub use media::Stocktake;
pub use open::FILE;
pub use prune::{Pruned, Size};
pub use reports::Given;
pub use retention::Policy;
pub use runs::Filter;
pub use tickets::{Blobs, Counted, Desk, Direction, Incoming, Ledger, Packing, Reading, Sent, Sort, TicketFilter, TicketRow};

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Error, Kind, Result};
use crate::text::Msg;
use fault::Tried;

/// The open history of one data folder.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// The schema the file has, when it is newer than this program.
    newer: Option<u32>,
}

impl Store {
    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// False for a file that a newer opsctl wrote.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.newer.is_none() && !self.db.is_readonly("main").unwrap_or(true)
    }

    /// What SQLite says about the file's soundness; empty when it is sound.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read(|db| {
            let lines = pack::all(db, "pragma integrity_check", [], |row| Ok(row.get::<_, String>(0)?))?;
            Ok(lines.into_iter().filter(|line| line != "ok").collect())
        })
    }

    /// Gives freed room back to the disk; needs as much free room again for a moment.
    pub fn vacuum(&mut self) -> Result<()> {
        self.may_write()?;
        self.db.execute_batch("vacuum").map_err(|cause| fault::Fault::from(cause).failed(&self.path))
    }

    /// Reads; every error comes out in words. One transaction, so that several questions see one state of the file.
    fn read<T>(&self, ask: impl FnOnce(&Connection) -> Tried<T>) -> Result<T> {
        let ask_all = || ask(&*self.db.unchecked_transaction()?);
        ask_all().map_err(|fault: fault::Fault| fault.failed(&self.path))
    }

    /// Writes all of it or nothing. `BEGIN IMMEDIATE`: two writers queue instead of one failing half-way.
    fn write<T>(&mut self, change: impl FnOnce(&Transaction<'_>) -> Tried<T>) -> Result<T> {
        self.may_write()?;
        let change_all = || {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        change_all().map_err(|fault: fault::Fault| fault.failed(&self.path))
    }

    fn may_write(&self) -> Result<()> {
        let Some(found) = self.newer else { return Ok(()) };
        let (path, known) = (self.path.display().to_string(), open::known().to_string());
        Err(Error::new(Kind::Store, Msg::StoreNewer { path, found: found.to_string(), known }).hint(Msg::HintUpgrade {}))
    }
}
