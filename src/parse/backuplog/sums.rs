//! Row lines → tables: partitions added up, in the order in which the log has them.

use super::run::Run;
use std::collections::HashMap;
use std::sync::Arc;

/// What a run says of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSum {
    /// As in the lines.
    pub owner: Option<Arc<str>>,
    /// Without quotes.
    pub table: Arc<str>,
    /// How many partition lines.
    pub partitions: u64,
    /// `None` when one of the lines has no count: a part is not the whole.
    pub rows: Option<u64>,
    /// Data Pump: bytes.
    pub bytes: Option<u64>,
    /// The first line.
    pub line: u64,
}

/// One entry a table; tables that an import skipped are not in it.
#[must_use]
pub fn by_table(run: &Run) -> Vec<TableSum> {
    let mut sums: Vec<TableSum> = Vec::new();
    let mut places: HashMap<(Option<Arc<str>>, Arc<str>), usize> = HashMap::new();
    for row in run.rows.iter().filter(|row| !row.skipped) {
        let key = (row.owner.clone(), Arc::clone(&row.table));
        let partition = u64::from(row.partition.is_some());
        if let Some(sum) = places.get(&key).and_then(|&at| sums.get_mut(at)) {
            sum.partitions += partition;
            sum.rows = sum.rows.zip(row.rows).map(|(a, b)| a.saturating_add(b));
            sum.bytes = sum.bytes.zip(row.bytes).map(|(a, b)| a.saturating_add(b));
        } else {
            places.insert(key, sums.len());
            let (owner, table) = (row.owner.clone(), Arc::clone(&row.table));
            sums.push(TableSum { owner, table, partitions: partition, rows: row.rows, bytes: row.bytes, line: row.line });
        }
    }
    sums
}

/// All rows; `None` when a table has no count, or when not all lines were kept.
#[must_use]
pub fn total(run: &Run) -> Option<u64> {
    if run.left_out > 0 || run.thinned {
        return None;
    }
    run.rows.iter().filter(|row| !row.skipped).try_fold(0u64, |sum, row| Some(sum.saturating_add(row.rows?)))
}
