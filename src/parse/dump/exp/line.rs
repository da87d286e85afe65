//! What a line of the text says, as far as tables and counts go.

use super::report::Kind;
use super::stream::Line;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// `CONNECT SCOTT`: what follows is this user's.
    Connect(&'a [u8]),
    /// `TABLE "T"`: what follows is about this table.
    About(&'a [u8]),
    /// `CREATE TABLE "T" …`.
    Create(&'a [u8]),
    /// `INSERT INTO "T" … VALUES (:1, …, :N)`: rows follow. `values` is N where the list is plain.
    Insert {
        table: &'a [u8],
        values: Option<u16>,
    },
    /// Another object; `source`: its text follows, in pieces with lengths.
    Object {
        kind: Kind,
        source: bool,
    },
    /// `COMMENT ON … IS`: a piece with a length follows.
    Comment,
    Exit,
    Other,
}

/// Reads a line. Texts of procedures hold lines that look alike; `tables` passes over these where it can.
pub(super) fn said(line: &Line) -> Said<'_> {
    let text = line.first.as_slice();
    match text.first() {
        Some(b'T') => {
            text.strip_prefix(b"TABLE ").and_then(quoted).filter(|(_, rest)| rest.is_empty()).map_or(Said::Other, |(t, _)| Said::About(t))
        }
        Some(b'C') => text
            .strip_prefix(b"CREATE ")
            .and_then(created)
            .or_else(|| text.strip_prefix(b"CONNECT ").and_then(user).map(Said::Connect))
            .or_else(|| (text.starts_with(b"COMMENT ON ") && line.last.ends_with(b" IS ")).then_some(Said::Comment))
            .unwrap_or(Said::Other),
        Some(b'I') => text.strip_prefix(b"INSERT ").and_then(|rest| insert(rest, &line.last)).unwrap_or(Said::Other),
        Some(b'G') if text.starts_with(b"GRANT ") => Said::Object { kind: Kind::Grant, source: false },
        Some(b'A') if text.starts_with(b"ALTER TABLE ") && memchr::memmem::find(text, b" ADD ").is_some() => {
            let constraint = memchr::memmem::find(text, b"CONSTRAINT").is_some();
            if constraint { Said::Object { kind: Kind::Constraint, source: false } } else { Said::Other }
        }
        Some(b'E') if text == b"EXIT" => Said::Exit,
        _ => Said::Other,
    }
}

/// The name between quotes that the text begins with, and what follows it.
fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = text.strip_prefix(b"\"")?;
    let end = memchr::memchr(b'"', rest)?;
    Some((rest.get(..end)?, rest.get(end + 1..)?)).filter(|(name, _)| !name.is_empty())
}

/// A user's name, alone on its line; `CONNECT BY` belongs to a query.
fn user(text: &[u8]) -> Option<&[u8]> {
    if let Some((name, rest)) = quoted(text) {
        return rest.is_empty().then_some(name);
    }
    let plain = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'$' | b'#') || !b.is_ascii();
    (!text.is_empty() && text != b"BY" && text.len() <= 128 && text.iter().all(plain)).then_some(text)
}

/// `[/*+ hint +*/] INTO ["OWNER".]"T" … VALUES (… :N)`.
fn insert<'a>(text: &'a [u8], last: &[u8]) -> Option<Said<'a>> {
    let (hint, rest) = match text.strip_prefix(b"/*+") {
        Some(rest) => (true, rest.get(memchr::memmem::find(rest, b"*/")? + 2..)?.trim_ascii_start()),
        None => (false, text),
    };
    let (mut table, mut rest) = quoted(rest.strip_prefix(b"INTO ")?)?;
    if let Some(next) = rest.strip_prefix(b".") {
        (table, rest) = quoted(next)?;
    }
    // A line of a procedure ends otherwise.
    let values = last.strip_suffix(b")")?;
    let digits = values.rsplit(|&b| b == b':').next()?;
    let number = str::from_utf8(digits).ok().filter(|d| d.len() < values.len() && d.bytes().all(|b| b.is_ascii_digit()));
    let count = number.and_then(|d| d.parse().ok()).filter(|_| !hint);
    (rest.starts_with(b" ") && (count.is_some() || values.contains(&b':'))).then_some(Said::Insert { table, values: count })
}

fn created(text: &[u8]) -> Option<Said<'_>> {
    const SKIPPED: [&[u8]; 14] = [
        b"OR",
        b"REPLACE",
        b"FORCE",
        b"NO",
        b"EDITIONABLE",
        b"NONEDITIONABLE",
        b"UNIQUE",
        b"BITMAP",
        b"PUBLIC",
        b"GLOBAL",
        b"TEMPORARY",
        b"SHARED",
        b"UNDO",
        b"EDITIONING",
    ];
    let mut rest = text;
    loop {
        let at = memchr::memchr(b' ', rest)?;
        let (word, next) = (rest.get(..at)?, rest.get(at + 1..)?);
        if word == b"TABLE" {
            let (first, behind) = quoted(next)?;
            let owned = behind.strip_prefix(b".").and_then(quoted);
            return Some(Said::Create(owned.map_or(first, |(table, _)| table)));
        }
        if word.is_empty() || SKIPPED.contains(&word) {
            rest = next;
            continue;
        }
        let body = next.trim_ascii_start().starts_with(b"BODY ");
        let (kind, source) = match word {
            b"CLUSTER" => (Kind::Cluster, false),
            b"DATABASE" => (Kind::DatabaseLink, false),
            b"FUNCTION" => (Kind::Function, true),
            b"INDEX" => (Kind::Index, false),
            b"LIBRARY" => (Kind::Library, true),
            b"MATERIALIZED" | b"SNAPSHOT" => (Kind::MaterializedView, true),
            b"PACKAGE" => (if body { Kind::PackageBody } else { Kind::Package }, true),
            b"PROCEDURE" => (Kind::Procedure, true),
            b"ROLE" => (Kind::Role, false),
            b"SEQUENCE" => (Kind::Sequence, false),
            b"SYNONYM" => (Kind::Synonym, false),
            b"TABLESPACE" => (Kind::Tablespace, false),
            b"TRIGGER" => (Kind::Trigger, true),
            b"TYPE" => (if body { Kind::TypeBody } else { Kind::Type }, true),
            b"USER" => (Kind::User, false),
            b"VIEW" => (Kind::View, true),
            _ => return None,
        };
        return Some(Said::Object { kind, source });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        let last = text.as_bytes()[text.len().saturating_sub(24)..].to_vec();
        Line { at: 0, first: text.into(), last }
    }

    #[test]
    fn statements_that_matter() {
        for (text, meaning) in [
            ("CONNECT SCOTT", Said::Connect(b"SCOTT")),
            ("CONNECT \"Mixed Case\"", Said::Connect(b"Mixed Case")),
            ("TABLE \"EMP\"", Said::About(b"EMP")),
            ("CREATE TABLE \"EMP\" (\"EMPNO\" NUMBER(4, 0))", Said::Create(b"EMP")),
            ("CREATE GLOBAL TEMPORARY TABLE \"GTT\" (\"A\" DATE)", Said::Create(b"GTT")),
            ("INSERT INTO \"EMP\" (\"A\", \"B\") VALUES (:1, :2)", Said::Insert { table: b"EMP", values: Some(2) }),
            ("INSERT INTO \"T\" PARTITION (\"P1\") (\"A\") VALUES (:1)", Said::Insert { table: b"T", values: Some(1) }),
            ("INSERT /*+NESTED_TABLE_SET_REFS+*/ INTO \"T\" (\"A\") VALUES (:1)", Said::Insert { table: b"T", values: None }),
            ("INSERT INTO \"X\" (\"D\") VALUES (XMLTYPE(:1))", Said::Insert { table: b"X", values: None }),
            ("CREATE UNIQUE INDEX \"PK\" ON \"T\" (\"A\" )", Said::Object { kind: Kind::Index, source: false }),
            ("CREATE VIEW \"V\" (\"A\") AS ", Said::Object { kind: Kind::View, source: true }),
            ("CREATE OR REPLACE PACKAGE BODY p AS", Said::Object { kind: Kind::PackageBody, source: true }),
            ("CREATE PUBLIC SYNONYM \"S\" FOR \"T\"", Said::Object { kind: Kind::Synonym, source: false }),
            ("COMMENT ON TABLE \"T\" IS ", Said::Comment),
            ("ALTER TABLE \"T\" ADD  CONSTRAINT \"PK\" PRIMARY KEY (\"A\")", Said::Object { kind: Kind::Constraint, source: false }),
            ("EXIT", Said::Exit),
        ] {
            assert_eq!(said(&line(text)), meaning, "{text}");
        }
    }

    #[test]
    fn lines_of_procedures_are_something_else() {
        for text in [
            "CONNECT BY PRIOR a = b",
            "CONNECT BY",
            "INSERT INTO \"T\" SELECT * FROM x",
            "INSERT INTO log VALUES (1)",
            "INSERT INTO \"T\" (\"A\") VALUES (v_a)",
            "TABLE \"T\" is full",
            "CREATE TABLE t (a)",
            "EXIT WHEN done;",
            "",
            "CREATE",
            "CREATE ",
        ] {
            assert_eq!(said(&line(text)), Said::Other, "{text}");
        }
    }
}
