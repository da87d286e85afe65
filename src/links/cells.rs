//! Cells as drivers give them → cells of the kinds a check declares. What does not fit is an error, never a guess.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::model::{Answer, Ask, AskError, AskErrorKind, Column, Kind, Table, Value};

/// A cell before it is fitted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Null,
    Text(String),
    /// Exact decimal text.
    Number(String),
    Time(DateTime),
    /// Seconds.
    Interval(f64),
}

/// An answer as a driver gives it.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    pub truncated: bool,
}

/// Fits an answer to the asked columns, by position, with names compared without case.
pub(super) fn fit(raw: Raw, ask: &Ask<'_>, took_ms: u64) -> Result<Answer, AskError> {
    if ask.columns.is_empty() {
        return Ok(Answer::new(Table::default(), took_ms));
    }
    let same =
        raw.columns.len() == ask.columns.len() && raw.columns.iter().zip(ask.columns.iter()).all(|(a, b)| a.eq_ignore_ascii_case(&b.name));
    if !same {
        let declared: Vec<&str> = ask.columns.iter().map(|c| c.name.as_str()).collect();
        let got: Vec<String> = raw.columns.iter().map(|c| c.to_lowercase()).collect();
        return Err(AskError::new(
            AskErrorKind::BadAnswer,
            format!("declared columns ({}), got ({})", declared.join(", "), got.join(", ")),
        ));
    }
    let mut rows = Vec::with_capacity(raw.rows.len());
    for (number, row) in raw.rows.into_iter().enumerate() {
        let cells = row.into_iter().zip(ask.columns.iter()).map(|(cell, column)| {
            value(cell, column)
                .map_err(|e| AskError::new(AskErrorKind::BadAnswer, format!("row {}, column {}: {e}", number + 1, column.name)))
        });
        rows.push(cells.collect::<Result<_, _>>()?);
    }
    Ok(Answer::new(Table { columns: Arc::clone(ask.columns), rows, truncated: raw.truncated }, took_ms))
}

fn value(cell: Cell, column: &Column) -> Result<Value, String> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite()).ok_or_else(|| format!("`{text}` is no number"));
    Ok(match (cell, column.kind) {
        (Cell::Null, _) => Value::Null,
        (Cell::Text(s) | Cell::Number(s), Kind::Text) => Value::Text(s),
        (Cell::Time(t), Kind::Text) => Value::Text(Value::Time(t).plain()),
        (Cell::Number(s), Kind::Number) => Value::Num(number(&s)?),
        (Cell::Interval(seconds), Kind::Number) => Value::Num(seconds),
        (Cell::Number(s), Kind::Integer) => Value::Int(s.parse().map_err(|_| format!("`{s}` is no integer of 64 bits"))?),
        (Cell::Number(s), Kind::Bool) if s == "0" || s == "1" => Value::Bool(s == "1"),
        (Cell::Time(t), Kind::Time) => Value::Time(t),
        (cell, kind) => return Err(format!("expected {kind:?}, got {cell:?}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(kind: Kind) -> Column {
        Column { name: "x".into(), kind, unit: None, title: crate::model::Words::default() }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert_eq!(value(Cell::Number("281474976710655".into()), &column(Kind::Integer)), Ok(Value::Int(281_474_976_710_655)));
        assert!(value(Cell::Number("18446744073709551615".into()), &column(Kind::Integer)).is_err(), "never rounded");
        assert!(value(Cell::Number("1.5".into()), &column(Kind::Integer)).is_err());
        assert!(value(Cell::Text("97%".into()), &column(Kind::Number)).is_err());
        assert_eq!(value(Cell::Null, &column(Kind::Time)), Ok(Value::Null));
        assert_eq!(value(Cell::Number(".5".into()), &column(Kind::Number)), Ok(Value::Num(0.5)));
    }
}
