//! What SQL*Plus spooled from opsctl's collection script → answers by check. The frame is written by `catalog::script`.

use std::collections::BTreeMap;

use crate::model::{AskError, AskErrorKind, Column, Kind, Table, Value};

/// Every line of the frame begins so; the number is the version of the frame.
pub const MARK: &str = "#opsctl";
pub const FORMAT: u32 = 1;

/// One framed answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    pub check: String,
    pub file: String,
    pub sha256: String,
    pub columns: Vec<String>,
    /// Rows of raw cells, or what stands there instead.
    pub rows: Result<Vec<Vec<Option<String>>>, AskError>,
}

/// A whole spool: what the head line says, and the pieces in their order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spool {
    pub head: BTreeMap<String, String>,
    pub pieces: Vec<Piece>,
    /// The closing line was there.
    pub complete: bool,
}

/// Reads a spool. `None`: there is no frame of opsctl in it. The error is a frame newer than this program.
pub fn parse(text: &str) -> Result<Option<Spool>, u32> {
    let mut spool = Spool::default();
    let mut seen = false;
    let mut open: Option<(Piece, Vec<String>)> = None;
    for line in text.lines() {
        let line = line.trim_end();
        let Some(rest) = line.trim_start().strip_prefix(MARK) else {
            if let Some((piece, noise)) = &mut open {
                take(line, piece, noise);
            }
            continue;
        };
        let mut words = rest.split_whitespace();
        let version: u32 = words.next().and_then(|w| w.parse().ok()).unwrap_or(0);
        if version > FORMAT {
            return Err(version);
        }
        seen = true;
        let verb = words.next().unwrap_or_default();
        let pairs: BTreeMap<String, String> = words.filter_map(|w| w.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        let get = |key: &str| pairs.get(key).cloned().unwrap_or_default();
        match verb {
            "start" => spool.head = pairs,
            "finish" => spool.complete = true,
            "begin" => {
                spool.pieces.extend(open.take().map(|(piece, noise)| cut(piece, &noise)));
                let columns = get("columns").split(',').map(str::to_owned).collect();
                open = Some((
                    Piece { check: get("check"), file: get("file"), sha256: get("sha256"), columns, rows: Ok(Vec::new()) },
                    Vec::new(),
                ));
            }
            "end" => spool.pieces.extend(open.take().map(|(piece, noise)| closed(piece, &noise))),
            _ => {}
        }
    }
    spool.pieces.extend(open.take().map(|(piece, noise)| cut(piece, &noise)));
    Ok(seen.then_some(spool))
}

/// One line inside a piece: a row, or something SQL*Plus said.
fn take(line: &str, piece: &mut Piece, noise: &mut Vec<String>) {
    match line.strip_prefix('|') {
        Some(cells) => {
            if let Ok(rows) = &mut piece.rows {
                rows.push(cells.split('|').map(cell).collect());
            }
        }
        None if line.is_empty() => {}
        None => noise.push(line.to_owned()),
    }
}

/// Undoes the script's escapes; `\N` is NULL.
fn cell(text: &str) -> Option<String> {
    if text == "\\N" {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('p')) => out.push('|'),
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            (c, _) => out.push(c),
        }
    }
    Some(out)
}

/// A piece with its closing line: an error that SQL*Plus printed makes it a failed answer.
fn closed(mut piece: Piece, noise: &[String]) -> Piece {
    let error = noise.iter().find(|l| l.starts_with("ORA-") || l.starts_with("SP2-"));
    if let Some(line) = error {
        let code = line.split(':').next().unwrap_or_default().to_owned();
        piece.rows = Err(AskError { kind: AskErrorKind::Server, code, message: line.clone(), object: String::new() });
    }
    piece
}

/// A piece that the spool ends in.
fn cut(mut piece: Piece, noise: &[String]) -> Piece {
    let said = noise.last().map(|l| format!(": {l}")).unwrap_or_default();
    piece.rows = Err(AskError::new(AskErrorKind::NotCaptured, format!("the spool ends inside this answer{said}")));
    piece
}

/// Fits raw cells to declared columns by name.
pub fn table(piece: &Piece, columns: &[Column]) -> Result<Table, AskError> {
    let bad = |message: String| AskError::new(AskErrorKind::BadAnswer, message);
    let raw = piece.rows.as_ref().map_err(Clone::clone)?;
    let index: Vec<usize> = columns
        .iter()
        .map(|c| piece.columns.iter().position(|n| *n == c.name).ok_or_else(|| bad(format!("the spool has no column {}", c.name))))
        .collect::<Result<_, _>>()?;
    let mut rows = Vec::with_capacity(raw.len());
    for row in raw {
        if row.len() != piece.columns.len() {
            return Err(bad(format!("a row has {} cells for {} columns", row.len(), piece.columns.len())));
        }
        let cells = index.iter().zip(columns).map(|(&i, column)| value(row[i].as_deref(), column).map_err(&bad));
        rows.push(cells.collect::<Result<_, _>>()?);
    }
    Ok(Table { columns: columns.to_vec(), rows, truncated: false })
}

fn value(text: Option<&str>, column: &Column) -> Result<Value, String> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(Value::Null) };
    let wrong = || format!("column {}: `{text}` is no {:?}", column.name, column.kind);
    Ok(match column.kind {
        Kind::Text => Value::Text(text.to_owned()),
        Kind::Number => Value::Num(text.trim().parse().map_err(|_| wrong())?),
        Kind::Integer => Value::Int(text.trim().parse().map_err(|_| wrong())?),
        Kind::Time => Value::Time(text.trim().parse().map_err(|_| wrong())?),
        Kind::Bool => Value::Bool(text.trim() == "1"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
#opsctl 1 start opsctl=0.1.0
SQL> noise
#opsctl 1 begin check=a file=a.sql sha256=00 columns=name,n
|US\\pER\\nS|97.5
|\\N|\\N
#opsctl 1 end check=a
#opsctl 1 begin check=b file=b.sql sha256=00 columns=x
from dba_jobs
ERROR at line 1:
ORA-00942: table or view does not exist
#opsctl 1 end check=b
#opsctl 1 begin check=c file=c.sql sha256=00 columns=x
|1
";

    #[test]
    fn rows_errors_and_a_cut_end_are_told_apart() {
        let spool = parse(SAMPLE).unwrap().unwrap();
        assert_eq!(spool.pieces.len(), 3);
        assert_eq!(spool.pieces[0].rows.as_ref().unwrap()[0], [Some("US|ER\nS".to_owned()), Some("97.5".to_owned())]);
        assert_eq!(spool.pieces[0].rows.as_ref().unwrap()[1], [None, None]);
        assert_eq!(spool.pieces[1].rows.as_ref().unwrap_err().code, "ORA-00942");
        assert_eq!(spool.pieces[2].rows.as_ref().unwrap_err().kind, AskErrorKind::NotCaptured);
        assert!(!spool.complete);
    }

    #[test]
    fn cutting_anywhere_never_panics_and_never_completes() {
        let whole = format!("{SAMPLE}#opsctl 1 finish\n");
        for end in 0..SAMPLE.len() {
            if let Some(spool) = parse(&whole[..end]).unwrap() {
                assert!(!spool.complete);
            }
        }
        assert_eq!(parse("no frame at all"), Ok(None));
        assert_eq!(parse("#opsctl 9 start"), Err(9));
    }
}
