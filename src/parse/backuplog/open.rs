//! The run that is being read: what is known of it so far, and what the next lines may belong to.

use super::entry::{DumpFile, TableRows};
use super::line::{At, shown};
use super::params::Params;
use super::rman_apply::Channels;
use super::rows::{Row, What};
use super::run::{Beginning, Language, Run};
use super::sentence::Product;
use super::store::Store;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the line before began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Context {
    /// Nothing.
    #[default]
    None,
    /// The list of dump files.
    Dumps,
    /// The command line of a job, which terminals break.
    Command,
    /// ORA-39171: its cause comes next.
    Wait,
}

/// The run and its surroundings.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the log said or not")]
pub(super) struct Open {
    pub(super) run: Run,
    pub(super) product: Option<Product>,
    /// Data Pump or the original tools, once that is known.
    pub(super) pump: Option<bool>,
    pub(super) context: Context,
    /// A table that was named and not yet counted.
    pub(super) begun: Option<TableRows>,
    /// Whose tables these are, and which table the partitions belong to.
    owner: Option<Arc<str>>,
    table: Option<Arc<str>>,
    /// Places of codes in the run's list.
    pub(super) places: HashMap<String, usize>,
    /// The first of each code and type of object, and how many objects it has.
    pub(super) kinds: HashMap<String, (usize, u32)>,
    pub(super) object_types: u64,
    pub(super) no_work: bool,
    /// Line of the connection.
    pub(super) connected_at: u64,
    /// What RMAN's channels are at.
    pub(super) channels: Channels,
    /// RMAN with `msgno`: every line has a number, so that a number is no error.
    pub(super) numbered: bool,
    /// In an error stack.
    pub(super) stack: bool,
    /// 达梦 says `[警告]`.
    pub(super) vendor_warned: bool,
    pub(super) vendor_failed: bool,
    /// The last line with something on it.
    pub(super) last: (u64, u64),
    pub(super) last_text: String,
}

/// The most entries of a list that has no business being long.
pub(super) const LIST: usize = 2000;

impl Open {
    pub(super) fn new(beginning: Beginning, product: Option<Product>, line: &At<'_>) -> Open {
        let mut open = Open { product, ..Open::default() };
        open.run.beginning = beginning;
        open.run.lines = (line.number, line.number);
        open.run.at = line.offset;
        open.last = (line.number, line.offset);
        open
    }

    pub(super) fn speaks(&mut self, language: Option<Language>) {
        self.run.language = self.run.language.or(language);
    }

    pub(super) fn connect(&mut self, line: u64) {
        if !self.run.connected {
            self.run.connected = true;
            self.connected_at = line;
        }
    }

    pub(super) fn ended(&self) -> bool {
        self.run.verdict.is_some()
    }

    /// Something happens: a job that stood still goes on.
    pub(super) fn moves(&mut self) {
        if let Some(wait) = self.run.waits.last_mut() {
            wait.resumed = true;
        }
        self.context = Context::None;
    }

    /// Whose tables come next.
    pub(super) fn owned_by(&mut self, owner: &str) {
        self.table = None;
        self.owner = Some(owner.trim_matches('"').into());
    }

    pub(super) fn row(&mut self, row: &Row<'_>, line: &At<'_>, store: &mut Store) {
        self.pump = self.pump.or(Some(row.pump));
        if !row.skipped {
            self.product = self.product.or(Some(if row.export { Product::Export } else { Product::Import }));
        }
        self.speaks(Some(row.language));
        self.connect(line.number);
        self.moves();
        let cut = row.rows.is_none() && line.cut;
        let owner = match row.owner {
            Some(owner) => Some(same(self.owner.as_ref(), owner)),
            None => self.owner.clone(),
        };
        let (table, partition) = match (row.what, row.partition) {
            // `exp` names the table in the line before.
            (What::Partition, None) => {
                let table = self.begun.take().map(|begun| begun.table).or_else(|| self.table.clone());
                (table.unwrap_or_else(|| "".into()), Some(row.table))
            }
            (_, partition) => (same(self.table.as_ref(), row.table), partition),
        };
        self.finish_begun(store);
        self.table = Some(Arc::clone(&table));
        if row.owner.is_some() {
            self.owner.clone_from(&owner);
        }
        let told = TableRows {
            owner,
            table,
            partition: partition.map(plain),
            rows: row.rows,
            of: row.of,
            bytes: row.bytes,
            line: line.number,
            skipped: row.skipped,
        };
        if told.rows.is_none() && !told.skipped {
            self.begun = Some(told).filter(|_| !cut);
        } else {
            self.keep_row(told, store);
        }
    }

    /// The count of the table that was begun, on a line of its own.
    pub(super) fn count(&mut self, rows: u64, store: &mut Store) {
        if let Some(mut begun) = self.begun.take() {
            begun.rows = Some(rows);
            self.keep_row(begun, store);
        }
    }

    /// No count follows any more.
    pub(super) fn finish_begun(&mut self, store: &mut Store) {
        if let Some(begun) = self.begun.take() {
            self.keep_row(begun, store);
        }
    }

    fn keep_row(&mut self, row: TableRows, store: &mut Store) {
        let cost = size_of::<TableRows>() + 64 + row.partition.as_ref().map_or(0, |p| p.len() + 16);
        if store.room(&mut self.run.weight, cost) {
            self.run.rows.push(row);
        } else {
            self.run.left_out += 1;
        }
    }

    pub(super) fn dump(&mut self, path: &str, listed: bool, line: u64, store: &mut Store) {
        let path = shown(path);
        if self.run.dumps.len() < LIST && self.run.dumps.iter().any(|dump| dump.path == path) {
            return;
        }
        if self.run.dumps.len() < LIST && store.room(&mut self.run.weight, size_of::<DumpFile>() + path.len()) {
            self.run.dumps.push(DumpFile { path, line, listed });
        } else {
            self.run.left_out += 1;
        }
    }

    pub(super) fn params(&mut self, params: Params, line: u64, store: &mut Store) {
        for dump in &params.dumps {
            self.dump(dump, false, line, store);
        }
        for (into, names) in [(&mut self.run.schemas, params.schemas), (&mut self.run.tables, params.tables)] {
            let mut known: HashSet<String> = into.iter().cloned().collect();
            for name in names.into_iter().filter(|name| known.insert(name.clone())) {
                if into.len() < LIST && store.room(&mut self.run.weight, name.len() + 32) {
                    into.push(name);
                } else {
                    self.run.left_out += 1;
                }
            }
        }
        self.run.mode = self.run.mode.or(params.mode);
        self.no_work |= params.no_work;
        self.run.rows_left_out |= params.no_rows;
    }
}

/// `"P"."SP"` → `P.SP`.
fn plain(partition: &str) -> Box<str> {
    let bare = partition.trim_matches('"');
    if bare.contains('"') { bare.replace("\".\"", ".").into() } else { bare.into() }
}

/// The name that is there already, or a new one: rows of a table and of a schema follow one another.
fn same(known: Option<&Arc<str>>, name: &str) -> Arc<str> {
    known.filter(|known| &***known == name).map_or_else(|| name.into(), Arc::clone)
}
