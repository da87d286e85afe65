//! What a statement is, told by its first words.

use super::commands::command;
use super::lex::{self, Token, TokenKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dml {
    Insert,
    Update,
    Delete,
    Merge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlSql {
    /// DECLARE … or BEGIN …
    Block,
    /// What CREATE stores: "procedure", "package" (its body, too), "type", "trigger", "java" …
    Unit(&'static str),
    /// EXECUTE of SQL*Plus, or CALL.
    Call,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transaction {
    Commit,
    Rollback,
    /// SAVEPOINT, and ROLLBACK TO one.
    Savepoint,
    /// SET TRANSACTION and SET CONSTRAINTS.
    Set,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Query,
    Dml(Dml),
    /// The first word in small letters; what creates PL/SQL is `PlSql(Unit)`.
    Ddl(&'static str),
    PlSql(PlSql),
    Transaction(Transaction),
    /// ALTER SESSION and SET ROLE.
    Session,
    /// ALTER SYSTEM.
    System,
    /// What SQL*Plus executes itself, by its full word in small letters or its sign: "column", "@@".
    SqlPlus(&'static str),
    /// Other SQL (LOCK TABLE, EXPLAIN PLAN), and what is no known statement.
    Other,
}

impl Kind {
    /// Whether it makes earlier changes of the session permanent. ALTER SYSTEM does not. EXIT does unless it says ROLLBACK.
    #[must_use]
    pub fn commits(self) -> bool {
        matches!(
            self,
            Kind::Ddl(_)
                | Kind::PlSql(PlSql::Unit(_))
                | Kind::Transaction(Transaction::Commit)
                | Kind::SqlPlus("connect" | "disconnect" | "exit" | "quit")
        )
    }
}

/// How a statement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// With its line.
    Line,
    /// With `;`, or `/` on a line of its own.
    Sql,
    /// Only with `/` on a line of its own.
    Block,
    /// So too, but its inside is another language, whose quotes are not ours.
    Foreign,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) body: Body,
    /// SQL*Plus would send it or run it; of any other first word it says SP2-0734.
    pub(super) known: bool,
    /// A comment among the words by which SQL*Plus knows PL/SQL, so that it does not.
    pub(super) comment: bool,
}

const DDL: [&str; 15] = [
    "create",
    "alter",
    "drop",
    "truncate",
    "rename",
    "grant",
    "revoke",
    "comment",
    "audit",
    "noaudit",
    "analyze",
    "flashback",
    "purge",
    "associate",
    "disassociate",
];
const UNITS: [&str; 8] = ["function", "procedure", "package", "type", "trigger", "library", "java", "mle"];
/// What may stand between CREATE and the word for what is created.
const BETWEEN: [&str; 11] =
    ["or", "replace", "editionable", "noneditionable", "and", "resolve", "compile", "noforce", "if", "not", "exists"];
/// More words are never looked at.
const MOST_WORDS: usize = 10;

/// `text` begins with the first significant token of a statement; what comes after the statement is not looked at.
pub(super) fn head(text: &str) -> Head {
    let plain = |kind, body| Head { kind, body, known: true, comment: false };
    let (words, comment) = words(text);
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let is = |at: usize, all: &[&str]| all.iter().any(|one| word(at).eq_ignore_ascii_case(one));
    if let Some(unit) = unit(&words) {
        let body = if unit.1 == "java" || unit.1 == "mle" { Body::Foreign } else { Body::Block };
        let comment = comment.is_some_and(|after| after <= unit.0);
        return Head { comment, ..plain(Kind::PlSql(PlSql::Unit(unit.1)), body) };
    }
    if let Some(ddl) = DDL.iter().find(|ddl| is(0, &[ddl])) {
        return match *ddl {
            "alter" if is(1, &["session"]) => plain(Kind::Session, Body::Sql),
            "alter" if is(1, &["system"]) => plain(Kind::System, Body::Sql),
            ddl => plain(Kind::Ddl(ddl), Body::Sql),
        };
    }
    let sql = |kind| plain(kind, Body::Sql);
    match word(0).to_ascii_lowercase().as_str() {
        "select" => sql(Kind::Query),
        "with" if is(1, &["function", "procedure"]) => Head { comment: comment == Some(1), ..plain(Kind::Query, Body::Block) },
        "with" | "" if !words.is_empty() || text.starts_with('(') => main_verb(text).map_or(other(), sql),
        "insert" => sql(Kind::Dml(Dml::Insert)),
        "update" => sql(Kind::Dml(Dml::Update)),
        "delete" => sql(Kind::Dml(Dml::Delete)),
        "merge" => sql(Kind::Dml(Dml::Merge)),
        "declare" | "begin" => plain(Kind::PlSql(PlSql::Block), Body::Block),
        "" if text.starts_with("<<") => plain(Kind::PlSql(PlSql::Block), Body::Block),
        "call" => sql(Kind::PlSql(PlSql::Call)),
        "commit" => sql(Kind::Transaction(Transaction::Commit)),
        "savepoint" => sql(Kind::Transaction(Transaction::Savepoint)),
        "rollback" if is(1, &["to"]) || is(2, &["to"]) => sql(Kind::Transaction(Transaction::Savepoint)),
        "rollback" => sql(Kind::Transaction(Transaction::Rollback)),
        "set" if is(1, &["transaction", "constraint", "constraints"]) => sql(Kind::Transaction(Transaction::Set)),
        "set" if is(1, &["role"]) => sql(Kind::Session),
        "lock" | "explain" => sql(Kind::Other),
        // The keystore: it commits, and is never undone.
        "administer" => sql(Kind::Ddl("administer")),
        _ => sqlplus(text, word(0)).unwrap_or(other()),
    }
}

fn other() -> Head {
    Head { kind: Kind::Other, body: Body::Sql, known: false, comment: false }
}

fn sqlplus(text: &str, word: &str) -> Option<Head> {
    let sign = if text.starts_with("@@") { "@@" } else { text.get(..1).unwrap_or_default() };
    let (kind, body) = match command(if word.is_empty() { sign } else { word })? {
        "execute" => (Kind::PlSql(PlSql::Call), Body::Line),
        "xquery" => (Kind::SqlPlus("xquery"), Body::Foreign),
        command => (Kind::SqlPlus(command), Body::Line),
    };
    Some(Head { kind, body, known: true, comment: false })
}

/// The first words as far as nothing but words comes, and how many stand before the first comment. What follows a command of SQL*Plus is
/// no SQL: a quote in it may close nowhere, so it is not looked at.
fn words(text: &str) -> (Vec<&str>, Option<usize>) {
    let (mut words, mut comment, mut most) = (Vec::new(), None, MOST_WORDS);
    for token in lex::tokens(text) {
        match token.kind {
            TokenKind::Blank | TokenKind::Line => {}
            TokenKind::LineComment | TokenKind::BlockComment => comment = comment.or(Some(words.len())),
            TokenKind::Word => words.push(token.of(text)),
            _ => break,
        }
        if let [first] = words[..] {
            most = command(first).map_or(MOST_WORDS, |command| if command == "set" { 2 } else { 1 });
        }
        if words.len() >= most {
            break;
        }
    }
    (words, comment)
}

/// The stored unit that CREATE makes, with the place of its word.
fn unit(words: &[&str]) -> Option<(usize, &'static str)> {
    let is = |word: &str, all: &[&'static str]| all.iter().copied().find(|one| word.eq_ignore_ascii_case(one));
    is(words.first()?, &["create"])?;
    let at = 1 + words[1..].iter().position(|word| is(word, &BETWEEN).is_none())?;
    Some((at, is(words[at], &UNITS)?))
}

/// The verb behind the subqueries of WITH, or inside the first parentheses of a query that begins with them.
fn main_verb(text: &str) -> Option<Kind> {
    let mut depth = 0_usize;
    let is_with = !text.starts_with('(');
    let verb = |token: &Token| match token.of(text).to_ascii_lowercase().as_str() {
        "select" => Some(Kind::Query),
        "insert" => Some(Kind::Dml(Dml::Insert)),
        "update" => Some(Kind::Dml(Dml::Update)),
        "delete" => Some(Kind::Dml(Dml::Delete)),
        "merge" => Some(Kind::Dml(Dml::Merge)),
        "with" if !is_with => Some(Kind::Query),
        _ => None,
    };
    for token in lex::tokens(text).filter(Token::is_significant) {
        match token.kind {
            TokenKind::Sign => match token.of(text) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                // The statement is over without its verb: it is no statement, but WITH writes nothing.
                ";" => break,
                "/" | "." if lex::is_alone(text, token.start) => break,
                _ => {}
            },
            TokenKind::Word if !is_with => return verb(&token),
            TokenKind::Word if depth == 0 => {
                if let Some(kind) = verb(&token) {
                    return Some(kind);
                }
            }
            _ => {}
        }
    }
    is_with.then_some(Kind::Query)
}
