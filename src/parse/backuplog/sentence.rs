//! The sentences of `exp`, `imp`, `expdp` and `impdp` that mean something, in English and Chinese, 8i to 23.
//!
//! Input is a normalised line ([`super::normal`]); prefixes of LOGTIME and METRICS are gone.

use super::body_words::body;
use super::head_words::head;
use super::last_words;
use super::run::{Language, Mode, Path, Tool, Verdict};
use Language::{Chinese, English};
use memchr::memmem;

/// What a banner names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// `exp` or `expdp`, which share a banner.
    Export,
    /// `imp` or `impdp`.
    Import,
    /// RMAN.
    Rman,
}

/// A line that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sentence<'a> {
    /// `Export: Release 19.0.0.0.0 - Production on …`: product, version, and the date.
    Banner(Product, &'a str, &'a str),
    /// `Version 19.3.0.0.0`.
    Version(&'a str),
    /// Another product's own line.
    Vendor(Tool),
    /// A word that it uses.
    VendorWord(Tool),
    /// `Connected to: Oracle Database …`.
    Connected,
    /// `Starting "OWNER"."JOB": … command line …`.
    Starting(&'a str, &'a str, &'a str),
    /// A job that was stopped is going on.
    Reopened,
    /// `Job "OWNER"."JOB" …`: how it ended, and the rest, which has the time.
    JobEnd(Verdict, &'a str),
    /// Last words of `exp` or `imp`.
    End(Product, Verdict),
    /// Character set of the tool, and the national one.
    Charset(&'a str, Option<&'a str>),
    /// Of the server, where it differs.
    ServerCharset(&'a str),
    /// `imp`: of whoever made the dump, where it differs.
    ExporterCharset(&'a str),
    /// `exp`: whose tables come next, and how they are read.
    Owner(&'a str, Option<Path>),
    /// `imp`: from one schema into another.
    Into(&'a str),
    /// Kind of export, and how it reads.
    Mode(Mode, Option<Path>),
    /// `imp`: how the dump was made.
    MadeBy(Path),
    /// "Processing object type SCHEMA_EXPORT/TABLE/TABLE".
    ObjectType(&'a str),
    /// "Dump file set for S.J is:"; paths follow.
    DumpSet,
    /// "table data (rows) will not be exported".
    NoRows,
    /// A help text.
    Help,
    /// Part of every log, of no interest.
    Known,
}

pub(super) type Read<'a> = (Sentence<'a>, Option<Language>);

/// Reads a line. The language only where the sentence is one that is translated.
pub(super) fn sentence(line: &str) -> Option<Read<'_>> {
    // Most lines that get here are none: statements that `imp` shows, code stacks. Their first letter tells many apart.
    let first = *line.as_bytes().first()?;
    if matches!(first, b'"' | b'\'' | b'(' | b')' | b'/') {
        return None;
    }
    banner(line).or_else(|| last_words::job(line)).or_else(|| last_words::end(line)).or_else(|| head(line)).or_else(|| body(line))
}

/// The text between two others.
pub(super) fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let rest = text.get(memmem::find(text.as_bytes(), from.as_bytes())? + from.len()..)?;
    Some(rest.get(..rest.find(to)?)?.trim())
}

fn banner(line: &str) -> Option<Read<'_>> {
    const PRODUCTS: [(&str, Product, Option<Language>); 5] = [
        ("Export: Release ", Product::Export, None),
        ("Import: Release ", Product::Import, None),
        ("Recovery Manager: Release ", Product::Rman, Some(English)),
        ("恢复管理器: Release ", Product::Rman, Some(Chinese)),
        ("恢复管理器:Release ", Product::Rman, Some(Chinese)),
    ];
    if let Some((rest, product, language)) = PRODUCTS.iter().find_map(|&(text, p, l)| Some((line.strip_prefix(text)?, p, l))) {
        let version = rest.split(' ').next().unwrap_or_default();
        let date = rest.find(" on ").and_then(|at| rest.get(at + 4..)).unwrap_or_default();
        return Some((Sentence::Banner(product, version, date), language));
    }
    if let Some(rest) = line.strip_prefix("Version ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('.')) {
        return Some((Sentence::Version(rest), None));
    }
    let own = vendor(line).map(|tool| (Sentence::Vendor(tool), None));
    own.or_else(|| vendor_word(line).map(|tool| (Sentence::VendorWord(tool), None)))
}

/// Lines that begin with the name of another vendor's tool.
fn vendor(line: &str) -> Option<Tool> {
    let word = line.split([' ', ':', '[', '(']).next().unwrap_or_default();
    match word {
        "dexp" | "dimp" | "dexpdp" | "dimpdp" => Some(Tool::Dm),
        "start" if [" dexp", " dimp"].iter().any(|tool| line.contains(tool)) => Some(Tool::Dm),
        "sys_dump" | "sys_restore" | "sys_dumpall" | "kdb_dump" => Some(Tool::Kingbase),
        "pg_dump" | "pg_restore" | "pg_dumpall" | "gs_dump" | "gs_dumpall" | "gs_restore" | "mysqldump" | "obdumper" | "obloader"
        | "mydumper" | "gbase_dump" => Some(Tool::OtherVendor),
        "--" if line.starts_with("-- MySQL dump ") || line.starts_with("-- PostgreSQL database dump") => Some(Tool::OtherVendor),
        _ => None,
    }
}

/// Words that only their tools print, anywhere in a line. A statement that Oracle shows may have them too.
fn vendor_word(line: &str) -> Option<Tool> {
    let has = |word: &str| memmem::find(line.as_bytes(), word.as_bytes()).is_some();
    if has("DMException") || (!line.is_ascii() && (has("整个导出过程共花费") || has("整个导入过程共花费"))) {
        return Some(Tool::Dm);
    }
    has("KingbaseES").then_some(Tool::Kingbase)
}
