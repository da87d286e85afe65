//! Rules for PL/SQL: what its statements do, and whether its `/` is missing.

use super::sql::{Add, Part};
use super::{Level, LintKind};
use crate::parse::sqlscript::class::{Dml, Kind, PlSql};
use crate::parse::sqlscript::lex::{self, Token, TokenKind};

/// What a block does to the transaction, as far as its static SQL shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Changes,
    /// It commits or rolls back, at least on some path.
    Ends,
    Unknown,
}

/// A word behind one of these begins a statement.
const BEFORE: [&str; 5] = ["begin", "then", "else", "loop", "declare"];
/// No static statement or declaration of PL/SQL begins so.
const NEVER: [&str; 5] = ["create", "alter", "drop", "grant", "revoke"];
/// These may be in a block, but not behind its last END.
const BEHIND: [&str; 19] = [
    "select", "insert", "update", "delete", "merge", "commit", "rollback", "declare", "truncate", "comment", "exec", "execute", "set",
    "with", "exit", "prompt", "show", "spool", "whenever",
];

/// Places of the tokens that begin a statement inside the block.
fn starts<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = usize> + 'a {
    (1..tokens.len()).filter(move |at| tokens[at - 1].is_sign(text, ";") || tokens[at - 1].is_one_of(text, &BEFORE))
}

pub(super) fn look(part: &Part, kind: Kind, add: &mut Add) {
    let (text, tokens) = (part.text, part.tokens);
    let is_foreign = matches!(kind, Kind::PlSql(PlSql::Unit("java" | "mle")));
    if is_foreign {
        return;
    }
    let is_block = kind == Kind::PlSql(PlSql::Block);
    // What is stored does nothing yet.
    let level = if is_block { Level::Refuse } else { Level::Warn };
    // Up to here all is of one UPDATE or DELETE, whose CASE may hold a THEN.
    let mut looked_to = 0;
    for at in starts(text, tokens) {
        if at < looked_to {
            continue;
        }
        let is = |word: &str| tokens[at].is_word(text, word);
        let dml = if is("update") { Dml::Update } else { Dml::Delete };
        // THEN UPDATE SET is of a MERGE.
        if (is("update") && !part.word(at + 1, "set")) || is("delete") {
            let end = tokens[at..].iter().position(|token| token.is_sign(text, ";")).map_or(tokens.len(), |more| at + more);
            looked_to = end;
            let inner = Part { tokens: &tokens[at..end], ..*part };
            if !inner.has_outside("where") {
                add(part.line_of(&tokens[at]), level, LintKind::NoWhere(dml));
            }
        } else if is_block && (is("commit") || is_rollback(text, tokens, at)) {
            add(part.line_of(&tokens[at]), Level::Warn, LintKind::EndsTransaction);
        } else if is_block && is("execute") && part.word(at + 1, "immediate") {
            add(part.line_of(&tokens[at]), Level::Note, LintKind::Dynamic);
        }
    }
    if let Some(at) = swallowed(text, tokens) {
        add(part.line_of(&tokens[at]), Level::Refuse, LintKind::SlashMissing { first: part.line });
    }
}

/// ROLLBACK, but not to a savepoint.
fn is_rollback(text: &str, tokens: &[Token], at: usize) -> bool {
    let to = |more: usize| tokens.get(at + more).is_some_and(|token| token.is_word(text, "to"));
    tokens[at].is_word(text, "rollback") && !to(1) && !to(2)
}

pub(super) fn effect(text: &str) -> Effect {
    let tokens = lex::significant(text);
    let mut effect = Effect::Unknown;
    for at in starts(text, &tokens) {
        if tokens[at].is_word(text, "commit") || is_rollback(text, &tokens, at) {
            return Effect::Ends;
        }
        if tokens[at].is_one_of(text, &["insert", "update", "delete", "merge"]) {
            effect = Effect::Changes;
        }
    }
    effect
}

/// The first token that cannot belong to the block, so that a `/` is missing before it.
fn swallowed(text: &str, tokens: &[Token]) -> Option<usize> {
    // What follows an END that closes all is a declaration, or the BEGIN of what it was declared for.
    let (mut depth, mut has_ended) = (0_usize, false);
    let begins_at_once = tokens.first()?.is_word(text, "begin");
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let before = &tokens[at - 1];
        if before.is_sign(text, ";") {
            let has_word = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word);
            let is_behind = token.is_one_of(text, &BEHIND) || (begins_at_once && token.is_word(text, "begin"));
            if (token.is_one_of(text, &NEVER) && has_word) || (has_ended && is_behind) {
                return Some(at);
            }
        }
        // `END IF` opens nothing, a field may have any name (`r.end`), and `$IF` is of conditional compilation.
        if before.is_word(text, "end") || before.is_sign(text, ".") || before.is_sign(text, "$") {
            continue;
        }
        if token.is_one_of(text, &["begin", "if", "loop", "case"]) {
            (depth, has_ended) = (depth + 1, false);
        } else if token.is_word(text, "end") {
            // The first token is not counted: a block that begins at once is at depth 0.
            has_ended = depth == 0 || (depth == 1 && !begins_at_once);
            depth = depth.saturating_sub(1);
        }
    }
    None
}
