//! Lines that tell the rows of a table: the bulk of a log, so they are read where they stand, without a copy.
//!
//! ```text
//! . . exporting table                            EMP         14 rows exported
//! . . 正在导出表                               T导出了           2 行
//! . . exported "S"."T":"P"."SP"                  5.445 KB       2 rows in 0 seconds using direct_path
//! . . imported "S"."T"                           5.445 KB       4 out of 10 rows
//! . . 正在导入表 "INNER_NOTIFY" 4行被导入
//! ```

use super::run::Language;
use memchr::memchr;

/// What a row line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A table (Data Pump: or a partition, which the line then names).
    Table,
    /// A partition or subpartition of the table that `exp` named in the line before.
    Partition,
}

/// A row line, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// Data Pump.
    pub(super) pump: bool,
    /// Written into a dump, and not read from one.
    pub(super) export: bool,
    pub(super) language: Language,
    pub(super) skipped: bool,
    pub(super) what: What,
    pub(super) owner: Option<&'a str>,
    pub(super) table: &'a str,
    /// What stands behind the `:`, quotes and all: `"P"."SP"`.
    pub(super) partition: Option<&'a str>,
    pub(super) rows: Option<u64>,
    pub(super) of: Option<u64>,
    pub(super) bytes: Option<u64>,
}

struct Verb {
    text: &'static str,
    pump: bool,
    export: bool,
    language: Language,
    skipped: bool,
    what: What,
}

const fn verb(text: &'static str, pump: bool, export: bool, what: What) -> Verb {
    let language = if text.is_ascii() { Language::English } else { Language::Chinese };
    Verb { text, pump, export, language, skipped: false, what }
}

const fn skip(text: &'static str, what: What) -> Verb {
    Verb { skipped: true, ..verb(text, false, false, what) }
}

/// Longer ones before those they begin with.
const VERBS: [Verb; 20] = [
    verb("exported \"", true, true, What::Table),
    verb("imported \"", true, false, What::Table),
    verb("exporting table ", false, true, What::Table),
    verb("importing table ", false, false, What::Table),
    verb("导出了 \"", true, true, What::Table),
    verb("导入了 \"", true, false, What::Table),
    verb("正在导出表", false, true, What::Table),
    verb("正在导入表", false, false, What::Table),
    verb("exporting partition ", false, true, What::Partition),
    verb("exporting subpartition ", false, true, What::Partition),
    verb("exporting composite partition ", false, true, What::Partition),
    verb("importing partition ", false, false, What::Partition),
    verb("importing subpartition ", false, false, What::Partition),
    verb("正在导出分区", false, true, What::Partition),
    verb("正在导出子分区", false, true, What::Partition),
    verb("正在导出组合分区", false, true, What::Partition),
    verb("正在导入分区", false, false, What::Partition),
    verb("正在导入子分区", false, false, What::Partition),
    skip("skipping table ", What::Table),
    skip("正在跳过表", What::Table),
];

/// Reads a line of the kind; `None` is any other line.
pub(super) fn row(line: &str) -> Option<Row<'_>> {
    let text = line.strip_prefix(". . ")?;
    let first = text.as_bytes().first();
    let verb = VERBS.iter().find(|verb| verb.text.as_bytes().first() == first && text.starts_with(verb.text))?;
    let rest = text.get(verb.text.len()..)?;
    let empty = Row {
        pump: verb.pump,
        export: verb.export,
        language: verb.language,
        skipped: verb.skipped,
        what: verb.what,
        owner: None,
        table: "",
        partition: None,
        rows: None,
        of: None,
        bytes: None,
    };
    if verb.pump { pump(rest, empty) } else { classic(rest, empty) }
}

/// `S"."T":"P"   5.445 KB   2 rows …`; the first quote is gone with the verb.
fn pump<'a>(rest: &'a str, row: Row<'a>) -> Option<Row<'a>> {
    let (owner, rest) = quoted(rest)?;
    let (table, mut rest) = quoted(rest.strip_prefix(".\"")?)?;
    let mut partition = None;
    if let Some(whole) = rest.strip_prefix(':').filter(|whole| whole.starts_with('"')) {
        let (_, mut behind) = quoted(whole.get(1..)?)?;
        if let Some(sub) = behind.strip_prefix(".\"") {
            behind = quoted(sub)?.1;
        }
        partition = whole.get(..whole.len() - behind.len());
        rest = behind;
    }
    let mut words = rest.split_ascii_whitespace();
    let bytes = size(words.next()?, words.next()?)?;
    let rows = words.next()?;
    let (rows, of) = match words.clone().next() {
        Some("rows" | "行") => (rows.parse().ok()?, None),
        _ => counts([rows].into_iter().chain(words))?,
    };
    Some(Row { owner: Some(owner), table, partition, rows: Some(rows), of, bytes: Some(bytes), ..row })
}

/// The text up to the next quote, and what stands behind that.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let end = memchr(b'"', text.as_bytes())?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// `14 rows`, `4 out of 10 rows`, `2 行`, `10 行中的 4 行`: of two numbers the smaller one is what was done.
fn counts<'a>(words: impl Iterator<Item = &'a str>) -> Option<(u64, Option<u64>)> {
    let mut numbers: [Option<u64>; 2] = [None; 2];
    let mut counted = false;
    for word in words.take(8) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = (word.get(..digits)?.parse().ok(), word.get(digits..)?);
        if let Some(slot) = numbers.iter_mut().find(|slot| slot.is_none()).filter(|_| number.is_some()) {
            *slot = number;
        }
        match unit {
            "rows" | "row" | "行" => {
                counted = true;
                break;
            }
            _ => counted |= unit.starts_with('行'),
        }
    }
    let first = numbers[0].filter(|_| counted)?;
    Some((first.min(numbers[1].unwrap_or(first)), numbers[1].map(|second| second.max(first))))
}

/// `5.445 KB` → bytes, rounded down.
fn size(number: &str, unit: &str) -> Option<u64> {
    let scale: u64 = match unit {
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        "TB" => 1 << 40,
        "bytes" | "Bytes" | "B" | "字节" => 1,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let tenths = u32::try_from(fraction.len()).ok().filter(|&n| n <= 6).map(|n| 10u64.pow(n))?;
    let fraction: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let whole: u64 = whole.parse().ok()?;
    whole.checked_mul(scale)?.checked_add(fraction.checked_mul(scale)? / tenths)
}

/// `  EMP    14 rows exported`, `   T导出了   2 行`, `  "T":"P"  2 rows imported`, or the name alone.
fn classic<'a>(rest: &'a str, row: Row<'a>) -> Option<Row<'a>> {
    let rest = rest.trim_matches(' ');
    let (name, rows) = match tail(rest) {
        Some((name, rows)) => (name, Some(rows)),
        None => (rest, None),
    };
    let name = name.trim_end_matches(' ');
    // Two blanks within a name that is not quoted: a count that was cut off.
    if name.is_empty() || name.len() > 300 || (rows.is_none() && !name.starts_with('"') && name.contains("  ")) {
        return None;
    }
    // `imp` quotes names, and puts the table before a partition.
    let mut row = Row { table: name, rows, ..row };
    if let Some((table, partition)) = name.split_once("\":\"") {
        (row.table, row.partition) = (table, Some(partition));
    }
    if let Some(table) = row.table.strip_prefix('"') {
        row.table = table.strip_suffix('"').unwrap_or(table);
    }
    Some(row)
}

/// Splits a count off the end: the name before it, and the number.
fn tail(rest: &str) -> Option<(&str, u64)> {
    let before = if let Some(before) = rest.strip_suffix("exported").or_else(|| rest.strip_suffix("imported")) {
        let before = before.trim_end_matches(' ');
        before.strip_suffix("rows").or_else(|| before.strip_suffix("row"))?
    } else {
        let before = ["被导出", "被导入", "已导出", "已导入"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
        before.trim_end_matches(' ').strip_suffix('行')?
    };
    let before = before.trim_end_matches(' ');
    let name = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let rows = before.get(name.len()..)?.parse().ok()?;
    let bare = name.trim_end_matches(' ');
    let verb = ["导出了", "导入了"].iter().find_map(|verb| bare.strip_suffix(verb));
    // A name that ends in digits needs a blank before the count.
    if verb.is_none() && bare.len() == name.len() && !name.is_empty() && !name.ends_with('"') {
        return None;
    }
    Some((verb.unwrap_or(bare), rows))
}

/// The count alone: `FEEDBACK=` puts it on a line of its own, behind the dots.
pub(super) fn count_alone(line: &str) -> Option<u64> {
    tail(line.trim().trim_start_matches('.').trim_start()).filter(|(name, _)| name.is_empty()).map(|(_, rows)| rows)
}

#[cfg(test)]
#[path = "tests/rows.rs"]
mod tests;
