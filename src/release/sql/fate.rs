//! What of a script a client can be given, and what is known of a statement that did not come to its end.

use super::check::What;
use super::script::first_line;
use crate::model::release::Client;
use crate::parse::sqlscript::{Kind, PlSql, Role, Statement, Transaction};

/// What becomes of a statement.
pub(super) enum Fate {
    Run,
    /// Left out: opsctl does it itself, or it only shows something.
    Leave,
    Refuse(What),
}

/// Whether a statement that was begun, and is not recorded as done, certainly did not happen. DDL of Oracle commits by itself, and PL/SQL
/// may; everywhere else the statement and its record are one transaction.
#[must_use]
pub fn decidable(client: Client, kind: Kind) -> bool {
    client != Client::Sqlplus || matches!(kind, Kind::Query | Kind::Session | Kind::Dml(_))
}

/// Whether a statement that the database refused may have left a part of what it does: PL/SQL may commit on its way, and a stored unit
/// with errors is stored.
pub(super) fn leaves_parts(client: Client, kind: Kind) -> bool {
    client == Client::Sqlplus && matches!(kind, Kind::PlSql(_))
}

/// Whether it sets only the session, so that a new one lacks it. Of psql, SET is a statement.
pub(super) fn is_of_session(kind: Kind) -> bool {
    matches!(kind, Kind::Session | Kind::SqlPlus(_))
}

/// What becomes of a statement of a script with this client.
pub(super) fn fate(client: Client, role: Role, statement: &Statement) -> Fate {
    let Statement { kind, text, .. } = statement;
    match kind {
        Kind::SqlPlus("remark" | "prompt") | Kind::Transaction(Transaction::Commit) => return Fate::Leave,
        // Verifying is in a transaction of its own, which only reads.
        Kind::Transaction(Transaction::Set) if role == Role::Verify => return Fate::Leave,
        Kind::Transaction(_) => return Fate::Refuse(What::Transaction),
        _ => {}
    }
    match (client, kind) {
        (
            Client::Sqlplus,
            Kind::SqlPlus(
                "set" | "column" | "show" | "spool" | "timing" | "clear" | "break" | "compute" | "ttitle" | "btitle" | "repheader"
                | "repfooter" | "describe" | "help" | "history" | "list" | "whenever" | "exit" | "quit",
            ),
        ) => Fate::Leave,
        (Client::Psql, _) if has_meta(text) => Fate::Refuse(What::Meta),
        // These are SQL there.
        (Client::Psql, Kind::SqlPlus("set" | "show")) => Fate::Run,
        (_, Kind::SqlPlus(_)) => Fate::Refuse(What::Command { first: first_line(text) }),
        // BEGIN would begin a transaction there.
        (Client::Psql | Client::Sqlite3, Kind::PlSql(PlSql::Block)) => Fate::Refuse(What::NotThere),
        _ => Fate::Run,
    }
}

/// Whether psql would find a command of its own in a statement: a backslash outside of quotes and comments, or one before a quote, where
/// it depends on settings whether that ends the text.
pub(super) fn has_meta(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\'', '"', '-', '/']) {
        let inner = &rest[at..];
        let (open, close) = match inner.as_bytes() {
            [b'\\', ..] => return true,
            [b'\'', ..] => (1, "'"),
            [b'"', ..] => (1, "\""),
            [b'-', b'-', ..] => (2, "\n"),
            [b'/', b'*', ..] => (2, "*/"),
            _ => {
                rest = &inner[1..];
                continue;
            }
        };
        let Some(length) = inner[open..].find(close) else { return false };
        if close == "'" && inner[open..open + length].ends_with('\\') {
            return true;
        }
        rest = &inner[open + length + close.len()..];
    }
    false
}
