//! Keeps tickets: their events, what lists ask of them, the packages they travel in, the files that belong to them.
//!
//! Whoever changes a ticket does it inside of [`Store::at_desk`]: one transaction in which he reads what is there, decides, and
//! writes; of two who do it at once the second sees what the first did.

mod blobs;
mod desk;
mod find;
mod packages;
mod sent;

pub use blobs::{Blobs, Incoming, Packing, Reading};
pub use desk::Desk;
pub(super) use desk::said;
pub use find::{Counted, Sort, TicketFilter, TicketRow};
pub use packages::{Direction, Ledger};
pub use sent::Sent;

use rusqlite::TransactionBehavior;

use super::Store;
use super::fault::Tried;
use crate::error::Result;

impl Store {
    /// Does `work` with tickets in one transaction: all of it is kept, or nothing where it fails.
    pub fn at_desk<T>(&mut self, work: impl FnOnce(&Desk<'_>) -> Result<T>) -> Result<T> {
        self.make_room();
        self.write(|db| Ok(work(&Desk { db })?))
    }

    /// A package of ten thousand tickets is one transaction, and pages that do not fit into memory are written twice. KiB, taken as it is
    /// used; a setting that fails costs time alone.
    fn make_room(&self) {
        let _ = self.db.pragma_update(None, "cache_size", -65_536);
    }

    /// Does `work` as [`Store::at_desk`] does and takes all of it back: a dry run tells exactly what would come of it.
    pub fn rehearse<T>(&mut self, work: impl FnOnce(&Desk<'_>) -> Result<T>) -> Result<T> {
        self.may_write()?;
        self.make_room();
        let rehearsed = || -> Tried<T> {
            let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&Desk { db: &transaction })?;
            transaction.rollback()?;
            Ok(value)
        };
        rehearsed().map_err(|fault| fault.failed(&self.path))
    }
}
