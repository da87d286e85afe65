//! What SQL*Plus spooled from opsctl's collection script → answers by check. The frame is written by `catalog::script`.
//!
//! A row is a line a cell: `|value|` for the first, `+value|` for the others. What is neither is something that SQL*Plus said.

use std::collections::BTreeMap;

use crate::model::{AskError, AskErrorKind, Column, Kind, Table, Value};

/// Every line of the frame begins so; the number is the version of the frame.
pub const MARK: &str = "#opsctl";
pub const FORMAT: u32 = 1;
/// Characters of a text that are kept; the script fetches one more, so that a cut shows.
pub const MAX_TEXT: usize = 990;

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
}

/// A piece whose closing line has not come yet.
struct Open {
    piece: Piece,
    rows: Vec<Vec<Option<String>>>,
    noise: Vec<String>,
    /// The first line that is neither a whole cell nor a word of SQL*Plus.
    broken: Option<String>,
}

/// Reads a spool. `None`: there is no frame of opsctl in it. The error is a frame newer than this program.
pub fn parse(text: &str) -> Result<Option<Spool>, u32> {
    let mut spool = Spool::default();
    let mut seen = false;
    let mut open: Option<Open> = None;
    for line in text.lines() {
        let line = line.trim_end_matches([' ', '\r', '\t']);
        let Some(rest) = line.trim_start().strip_prefix(MARK) else {
            if let Some(open) = &mut open {
                open.take(line);
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
            "end" if open.as_ref().is_some_and(|o| o.piece.check == get("check")) => {
                spool.pieces.extend(open.take().map(Open::closed));
            }
            // Whatever else comes – the next answer, the end of the script – the closing line of this one is missing.
            _ => {
                spool.pieces.extend(open.take().map(Open::cut));
                if verb == "begin" {
                    let columns = get("columns").split(',').map(str::to_owned).collect();
                    let piece = Piece { check: get("check"), file: get("file"), sha256: get("sha256"), columns, rows: Ok(Vec::new()) };
                    open = Some(Open { piece, rows: Vec::new(), noise: Vec::new(), broken: None });
                }
            }
        }
    }
    spool.pieces.extend(open.take().map(Open::cut));
    Ok(seen.then_some(spool))
}

impl Open {
    /// One line inside a piece: a cell, or something SQL*Plus said.
    fn take(&mut self, line: &str) {
        let (first, inner) = match line.chars().next() {
            Some('|') => (true, &line[1..]),
            Some('+') => (false, &line[1..]),
            Some(_) => return self.noise.push(line.to_owned()),
            None => return,
        };
        match (inner.strip_suffix('|'), self.rows.last_mut()) {
            (Some(text), _) if first => self.rows.push(vec![cell(text)]),
            (Some(text), Some(row)) => row.push(cell(text)),
            _ => self.broken = self.broken.take().or_else(|| Some(line.to_owned())),
        }
    }

    /// A piece with its closing line: an error that SQL*Plus printed makes it a failed answer, and so does any other word of it.
    fn closed(mut self) -> Piece {
        let error = self.noise.iter().position(|l| ["ORA-", "SP2-", "TNS-"].iter().any(|p| l.starts_with(p)));
        self.piece.rows = match (error, self.broken.or_else(|| self.noise.first().cloned())) {
            (Some(at), _) => {
                let message = self.noise[at].clone();
                let code = message.split(':').next().unwrap_or_default().to_owned();
                Err(AskError { kind: AskErrorKind::Server, code, message, object: pointed_at(&self.noise[..at]) })
            }
            (None, Some(line)) => {
                let shown: String = line.chars().take(80).collect();
                Err(AskError::new(AskErrorKind::BadAnswer, format!("a line of the spool is cut, wrapped or foreign: {shown}")))
            }
            (None, None) => Ok(self.rows),
        };
        self.piece
    }

    /// A piece that the spool ends in.
    fn cut(mut self) -> Piece {
        let said = self.noise.last().map(|l| format!(": {l}")).unwrap_or_default();
        self.piece.rows = Err(AskError::new(AskErrorKind::NotCaptured, format!("the spool ends inside this answer{said}")));
        self.piece
    }
}

/// The text that the asterisk under a failed line points at: with ORA-00942 the view.
fn pointed_at(noise: &[String]) -> String {
    let star = noise.iter().rposition(|l| l.trim_start() == "*");
    star.filter(|at| *at > 0).map(|at| noise[at - 1].chars().skip(noise[at].len() - 1).collect()).unwrap_or_default()
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
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some(other)) => out.push(other),
            (c, _) => out.push(c),
        }
    }
    if out.chars().count() > MAX_TEXT {
        out = out.chars().take(MAX_TEXT).chain(['…']).collect();
    }
    Some(out)
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
    Ok(Table { columns: columns.into(), rows, truncated: false })
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
|US|ER\\nS  |
+97.5|
|\\N|
+\\N|
#opsctl 1 end check=a
#opsctl 1 other check=b file=b@cdb.sql sha256=00 columns=x
#opsctl 1 end check=b
#opsctl 1 begin check=b file=b.sql sha256=00 columns=x
  from dba_jobs
       *
ERROR at line 1:
ORA-00942: table or view does not exist


#opsctl 1 end check=b
#opsctl 1 begin check=c file=c.sql sha256=00 columns=x
|1|
";

    #[test]
    fn rows_errors_and_a_cut_end_are_told_apart() {
        for text in [SAMPLE.to_owned(), SAMPLE.replace('\n', "\r\n")] {
            let spool = parse(&text).unwrap().unwrap();
            assert_eq!(spool.pieces.len(), 3);
            assert_eq!(spool.pieces[0].rows.as_ref().unwrap()[0], [Some("US|ER\nS  ".to_owned()), Some("97.5".to_owned())]);
            assert_eq!(spool.pieces[0].rows.as_ref().unwrap()[1], [None, None]);
            let error = spool.pieces[1].rows.as_ref().unwrap_err();
            assert_eq!((error.code.as_str(), error.object.as_str()), ("ORA-00942", "dba_jobs"));
            assert_eq!(spool.pieces[2].rows.as_ref().unwrap_err().kind, AskErrorKind::NotCaptured);
        }
    }

    /// An answer counts only when its closing line is there: no cut makes one shorter and fine.
    #[test]
    fn cutting_anywhere_never_panics_and_never_shortens_an_answer() {
        let whole = parse(SAMPLE).unwrap().unwrap();
        for end in 0..SAMPLE.len() {
            for piece in parse(&SAMPLE[..end]).unwrap().map(|s| s.pieces).unwrap_or_default() {
                let same = whole.pieces.iter().find(|p| p.check == piece.check && p.rows == piece.rows);
                assert!(same.is_some() || piece.rows.is_err(), "cut at {end}: {piece:?}");
            }
        }
        assert_eq!(parse("no frame at all"), Ok(None));
        assert_eq!(parse("#opsctl 9 start"), Err(9));
    }

    /// What an editor, a wrap or a lost line does to an answer makes it unusable, never different.
    #[test]
    fn a_line_that_is_no_cell_spoils_its_answer() {
        for (from, to) in [
            ("+97.5|", "+97."),
            ("+97.5|\n", "+97.\n5|\n"),
            ("|US|ER\\nS  |\n", ""),
            ("#opsctl 1 end check=a\n", ""),
            ("+97.5|\n", "+97.5|\nString beginning \"abc\" is too long.\n"),
        ] {
            let spool = parse(&SAMPLE.replacen(from, to, 1)).unwrap().unwrap();
            assert!(spool.pieces[0].rows.is_err(), "{from} -> {to}: {:?}", spool.pieces[0]);
        }
    }

    #[test]
    fn a_text_that_was_cut_shows_it() {
        let text = cell(&"税".repeat(MAX_TEXT + 1)).unwrap();
        assert!(text.ends_with("税…") && text.chars().count() == MAX_TEXT + 1);
        assert_eq!(cell(&"x".repeat(MAX_TEXT)).map(|t| t.len()), Some(MAX_TEXT));
    }
}
