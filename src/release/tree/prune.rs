//! What releases replaced is kept for taking them back, and not for ever.

use super::state::{Held, Site};
use crate::release::fault::{Result, io};
use crate::release::ledger::{Done, Line, standing};

/// Takes away what committed transactions replaced, but for the newest `keep` that stand: one at least, so that there is always a way
/// back. What was taken back, and what took it back, needs none. Records stay. The numbers whose files went, and how many bytes.
pub fn prune(held: &Held<'_>, keep: usize) -> Result<Vec<(String, u64)>> {
    let site = held.site;
    let mut gone = Vec::new();
    for txn in old(&site.history()?, keep) {
        gone.extend(take_away(site, &txn)?.map(|bytes| (txn, bytes)));
    }
    gone.sort();
    Ok(gone)
}

/// The transactions that this is true of.
pub(in crate::release) fn old(history: &[Line], keep: usize) -> Vec<String> {
    let stands = standing(history);
    let over = history.iter().filter(|line| line.done == Done::Committed && !stands.contains(line));
    let old = stands.len().saturating_sub(keep.max(1));
    over.chain(stands.iter().copied().take(old)).map(|line| line.txn.clone()).collect()
}

/// Renamed first: what is half gone is nobody's way back.
fn take_away(site: &Site, txn: &str) -> Result<Option<u64>> {
    let (slot, gone) = (site.txn(txn).join("slot"), site.txn(txn).join("gone"));
    if slot.is_dir() {
        std::fs::rename(&slot, &gone).map_err(io(&slot))?;
    }
    if !gone.is_dir() {
        return Ok(None);
    }
    let files = walkdir::WalkDir::new(&gone).into_iter().filter_map(std::result::Result::ok);
    let bytes = files.filter(|file| file.file_type().is_file()).filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum();
    std::fs::remove_dir_all(&gone).map_err(io(&gone))?;
    Ok(Some(bytes))
}
