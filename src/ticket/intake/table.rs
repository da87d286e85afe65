//! The rows of a CSV or a worksheet → tickets of a platform.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;

use crate::error::nearest;
use crate::parse::grid::{self, Field as Cell};

use super::fault::{RowFault, TableFault, Why};
use super::map::{Map, Take, folded};
use super::record::{Attached, Reader, Row, once};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub rows: Vec<Row>,
    /// Rows that were left out, in the order of the file; one may have several.
    pub faults: Vec<RowFault>,
    /// Columns that the mapping has no use for.
    pub unused: Vec<Unused>,
    /// How many rows were there again, word for word.
    pub repeated: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// From 1.
    pub column: usize,
    /// Empty for a column that has values, but no heading.
    pub heading: String,
}

impl Table {
    /// How many rows were left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.faults.iter().map(|fault| (&fault.entry, fault.line)).collect::<HashSet<_>>().len()
    }

    /// Adds the rows of another file of the same package.
    pub(super) fn add(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.faults.extend(other.faults);
        self.unused.extend(other.unused);
    }

    /// Sees to it that each number is there once.
    pub(super) fn settle(&mut self, map: &Map) {
        let (before, faulty) = (self.rows.len(), self.faults.len());
        self.rows = once(std::mem::take(&mut self.rows), map.number.as_ref().map_or("", Take::place), &mut self.faults);
        self.repeated = before - self.rows.len() - (self.faults.len() - faulty);
    }
}

/// Reads a CSV or a workbook as the mapping says; times without a zone are in `zone`.
pub fn read(bytes: &[u8], map: &Map, zone: &TimeZone) -> Result<Table, TableFault> {
    let mut table = rows(bytes, &Reader { map, zone, entry: "" }, &|_| true)?;
    table.settle(map);
    Ok(table)
}

/// The rows of one file, each number perhaps several times. `has` says whether there is such an entry in the package.
pub(super) fn rows(bytes: &[u8], reader: &Reader<'_>, has: &dyn Fn(&str) -> bool) -> Result<Table, TableFault> {
    let map = reader.map;
    let grid = grid::read_sheet(bytes, map.charset, map.sheet.as_deref()).map_err(TableFault::Grid)?;
    let Head { row, places, unused } = head(&grid, map)?;
    let map = &map.narrowed(&|name| places.contains_key(name));
    let reader = Reader { map, ..*reader };
    let mut table = Table { unused, ..Table::default() };
    for (line, cells) in (1..).zip(&grid).skip(row + 1).filter(|(_, cells)| !cells.iter().all(Cell::is_empty)) {
        let blank = || Cell::Text(String::new());
        let look = |name: &str| Ok(places.get(name).map(|at| cells.get(*at).cloned().unwrap_or_else(blank)));
        let files = files(map, &look, has);
        match (reader.row(line, &look), files) {
            (Ok(row), Ok(files)) => table.rows.push(Row { files, ..row }),
            (Err(faults), Ok(_)) => table.faults.extend(faults),
            (row, Err((column, entry))) => {
                table.faults.extend(row.err().into_iter().flatten());
                table.faults.push(reader.fault(line, &column, &entry, Why::NoFile));
            }
        }
    }
    Ok(table)
}

/// The entries that a cell names; the column and the entry where one is not in the package.
fn files(map: &Map, look: &super::record::Look<'_>, has: &dyn Fn(&str) -> bool) -> Result<Vec<Attached>, (String, String)> {
    let mut all = Vec::new();
    let Some(take) = &map.files else { return Ok(all) };
    let found = take.from.iter().find_map(|name| Some((name, look(name).ok()??.text())));
    let Some((column, text)) = found else { return Ok(all) };
    for entry in text.split([';', '；', '\n', '|']).map(str::trim).filter(|entry| !entry.is_empty()) {
        if !has(entry) {
            return Err((column.clone(), entry.to_owned()));
        }
        let name = entry.rsplit(['/', '\\']).next().unwrap_or(entry);
        all.push(Attached { name: name.to_owned(), entry: entry.to_owned() });
    }
    Ok(all)
}

/// The row with the headings.
struct Head<'m> {
    /// From 0.
    row: usize,
    /// Where each name that the mapping uses is.
    places: HashMap<&'m str, usize>,
    unused: Vec<Unused>,
}

/// Finds the headings: the first of the rows in which most of the mapping's columns are. Titles may stand above.
fn head<'m>(grid: &[Vec<Cell>], map: &'m Map) -> Result<Head<'m>, TableFault> {
    if grid.iter().flatten().all(Cell::is_empty) {
        return Err(TableFault::Empty);
    }
    let names: Vec<&str> = map.takes().flat_map(|take| &take.from).map(String::as_str).collect();
    let wanted: HashMap<String, &str> = names.iter().map(|name| (folded(name), *name)).collect();
    let score = |cells: &[Cell]| cells.iter().filter(|cell| name_of(cell, &wanted).is_some()).count();
    let best = grid.iter().take(map.search).map(|cells| score(cells)).enumerate().rev().max_by_key(|(_, score)| *score);
    // A word in a title may be that of a column.
    let enough = names.len().min(2);
    let Some((row, _)) = best.filter(|(_, score)| *score >= enough) else {
        return Err(TableFault::NoHeadings { searched: map.search.min(grid.len()) });
    };
    let cells = grid.get(row).map_or(&[][..], Vec::as_slice);
    let heading = |(index, cell): (usize, &Cell)| Some((index, name_of(cell, &wanted)?, folded(&cell.text())));
    let all: Vec<(usize, String, String)> = cells.iter().enumerate().filter_map(heading).collect();
    let mut at: HashMap<&str, usize> = HashMap::new();
    // `标题` goes before `标题（英文）`.
    for exact in [true, false] {
        let found: Vec<_> = all.iter().filter(|(_, name, whole)| (name == whole) == exact && !at.contains_key(name.as_str())).collect();
        for (index, name, _) in found {
            if at.insert(name.as_str(), *index).is_some() {
                return Err(TableFault::Twice { heading: cells.get(*index).map(Cell::text).unwrap_or_default() });
            }
        }
    }
    let places: HashMap<&str, usize> = names.iter().filter_map(|name| Some((*name, *at.get(folded(name).as_str())?))).collect();
    let used = used(map, &places);
    let unused = unused(grid, row, &used);
    let is_missing = |take: &&Take| take.required && !take.from.iter().any(|name| places.contains_key(name.as_str()));
    if let Some(take) = map.takes().find(is_missing) {
        let headings: Vec<&str> = unused.iter().map(|unused| unused.heading.as_str()).collect();
        let near = take.from.iter().find_map(|name| nearest(name, headings.iter().copied()));
        return Err(TableFault::NoColumn { names: take.from.clone(), near: near.map(Into::into) });
    }
    Ok(Head { row, places, unused })
}

/// The wanted name, folded, that a heading is: as it stands, or without what people add: `发生时间（必填）`, `标题*`.
fn name_of(cell: &Cell, wanted: &HashMap<String, &str>) -> Option<String> {
    let whole = folded(&cell.text());
    if wanted.contains_key(&whole) {
        return Some(whole);
    }
    let plain = whole.trim_start_matches('*').split(['(', '*']).next().unwrap_or_default();
    wanted.contains_key(plain).then(|| plain.to_owned())
}

/// The columns that values are taken from: of several names for one thing the first that is there.
fn used(map: &Map, places: &HashMap<&str, usize>) -> HashSet<usize> {
    let of = |take: &Take| {
        let there = take.from.iter().filter_map(|name| places.get(name.as_str()).copied());
        let many = matches!(take.way, super::map::Way::Join(_));
        there.take(if many { usize::MAX } else { 1 }).collect::<Vec<_>>()
    };
    map.takes().flat_map(of).collect()
}

fn unused(grid: &[Vec<Cell>], head: usize, used: &HashSet<usize>) -> Vec<Unused> {
    let cells = grid.get(head).map_or(&[][..], Vec::as_slice);
    let filled: HashSet<usize> = grid
        .iter()
        .skip(head + 1)
        .flat_map(|row| row.iter().enumerate())
        .filter(|(index, cell)| !cell.is_empty() && !used.contains(index))
        .map(|(index, _)| index)
        .collect();
    let widest = grid.iter().skip(head).map(Vec::len).max().unwrap_or(0);
    let told = |index: &usize| cells.get(*index).is_some_and(|cell| !cell.is_empty()) || filled.contains(index);
    let heading = |index: usize| cells.get(index).map(Cell::text).unwrap_or_default();
    (0..widest)
        .filter(|index| !used.contains(index))
        .filter(told)
        .map(|index| Unused { column: index + 1, heading: heading(index) })
        .collect()
}
