//! What a client prints → rows and values.

use super::client::{FIELD, FIELD_SQLPLUS, ROW};
use crate::model::release::Client;

/// The lines of an answer to a query of one column, without empty ones.
pub(super) fn lines(client: Client, text: &str) -> Vec<String> {
    rows(client, text).into_iter().map(|row| row.join(FIELD)).filter(|line| !line.trim().is_empty()).collect()
}

/// Rows and values of an answer. SQL*Plus says behind them how many there are.
pub(super) fn rows(client: Client, text: &str) -> Vec<Vec<String>> {
    let split = |row: &str, by: &str| row.split(by).map(str::to_owned).collect();
    match client {
        Client::Sqlplus => {
            let body = feedback(text).map_or(text, |(body, _)| body);
            let trimmed = |row: &str| row.split(FIELD_SQLPLUS).map(|value| value.trim().to_owned()).collect();
            body.lines().map(trimmed).collect()
        }
        // psql ends the last row with a line.
        Client::Psql if text.is_empty() => Vec::new(),
        Client::Psql => text.strip_suffix('\n').unwrap_or(text).split(ROW).map(|row| split(row, FIELD)).collect(),
        Client::Sqlite3 => text.split_terminator(ROW).map(|row| split(row, FIELD)).collect(),
    }
}

/// What SQL*Plus says behind the rows of a query: what stands before that, and whether there were rows. `None`: it says nothing, which is
/// no row that is proved.
pub(super) fn feedback(text: &str) -> Option<(&str, bool)> {
    let trimmed = text.trim_end();
    let (body, last) = trimmed.rsplit_once('\n').map_or(("", trimmed), |(body, last)| (body, last));
    let count = last.strip_suffix(" rows selected.").or_else(|| last.strip_suffix(" row selected."));
    let any = match count {
        Some(count) => count.bytes().all(|byte| byte.is_ascii_digit()) && count != "0",
        None if last == "no rows selected" => false,
        None => return None,
    };
    Some((body.trim_end_matches(['\n', '\r']), any))
}

/// For people: a line a row, ` | ` between values; what SQL*Plus says as it is.
pub(super) fn shown(client: Client, text: &str) -> String {
    match client {
        Client::Sqlplus => text.trim().to_owned(),
        Client::Psql | Client::Sqlite3 => rows(client, text).iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlplus_says_whether_there_were_rows() {
        assert_eq!(feedback("A ~|~ 1\nB ~|~ 2\n\n2 rows selected.\n\n"), Some(("A ~|~ 1\nB ~|~ 2", true)));
        assert_eq!(feedback("\nno rows selected\n\n"), Some(("", false)));
        assert_eq!(feedback("(null)\n\n1 row selected.\n"), Some(("(null)", true)));
        // Nothing that it says proves a row.
        for text in ["", "A\nB\n", "A\n\nmany rows selected.\n"] {
            assert!(!feedback(text).is_some_and(|(_, any)| any), "{text}");
        }
        assert_eq!(rows(Client::Sqlplus, "A    ~|~    1\n\n1 row selected.\n"), [["A", "1"]]);
    }

    #[test]
    fn a_row_may_be_empty_and_a_value_have_lines() {
        assert_eq!(rows(Client::Psql, "\n"), [[""]]);
        assert!(rows(Client::Psql, "").is_empty());
        assert_eq!(rows(Client::Psql, "a\nb\u{1f}c\u{1e}d\u{1f}e\n"), [["a\nb", "c"], ["d", "e"]]);
        assert_eq!(rows(Client::Sqlite3, "\u{1e}a\u{1e}"), [[""], ["a"]]);
        assert_eq!(shown(Client::Sqlite3, "a\u{1f}b\u{1e}c\u{1f}d\u{1e}"), "a | b\nc | d");
    }
}
