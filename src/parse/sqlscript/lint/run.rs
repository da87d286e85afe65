//! All statements in their order, with what goes from one to the next: the open transaction.

use super::{Level, Lint, LintKind, Role, Script, block, plus, sql};
use crate::parse::sqlscript::class::{Kind, PlSql, Transaction};
use crate::parse::sqlscript::lex;
use crate::parse::sqlscript::{End, Statement};

/// Changes that are neither committed nor rolled back.
#[derive(Clone, Copy)]
struct Open {
    first: usize,
    count: usize,
}

/// Everything found in a script, by line. What its author means is judged; where SQL*Plus would read it otherwise, that is a finding.
#[must_use]
pub fn lint(script: &Script, role: Role) -> Vec<Lint> {
    let mut lints = script.findings.clone();
    let mut open: Option<Open> = None;
    let last = script.statements.iter().rposition(|statement| statement.kind != Kind::SqlPlus("remark"));
    for (at, statement) in script.statements.iter().enumerate() {
        look(statement, role, &mut lints);
        let is_last = Some(at) == last;
        if matches!(statement.kind, Kind::SqlPlus("exit" | "quit")) {
            let level = if is_last { Level::Warn } else { Level::Refuse };
            lints.push(Lint { line: statement.line, level, what: LintKind::Exit { rest: !is_last } });
        }
        open = after(statement, open, &mut lints);
    }
    if let Some(open) = open {
        lints.push(Lint { line: open.first, level: Level::Note, what: LintKind::Uncommitted { first: open.first } });
    }
    if let Some(unclosed) = script.unclosed {
        lints.push(Lint { line: unclosed.line, level: Level::Refuse, what: LintKind::NeverEnds { what: unclosed.what } });
    }
    let mut real = script.statements.iter().filter(|statement| statement.kind != Kind::SqlPlus("remark")).peekable();
    if real.peek().is_none() {
        lints.push(Lint { line: 1, level: Level::Refuse, what: LintKind::Empty });
    } else if real.all(|statement| matches!(statement.kind, Kind::SqlPlus(_))) {
        lints.push(Lint { line: 1, level: Level::Warn, what: LintKind::NoSql });
    }
    lints.sort_by_key(|lint| lint.line);
    lints
}

/// One statement by itself.
fn look(statement: &Statement, role: Role, lints: &mut Vec<Lint>) {
    let Statement { text, line, kind, end, .. } = statement;
    let mut add = |line: usize, level: Level, what: LintKind| lints.push(Lint { line, level, what });
    if *end == End::Period {
        add(*line, Level::Warn, LintKind::NotRun);
    }
    if let Kind::SqlPlus(command) = kind {
        return plus::look(command, text, *line, role, &mut add);
    }
    let tokens = lex::significant(text);
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let part = sql::Part { text, tokens: &tokens, line: *line, ends: &ends };
    part.look_at_all(&mut add);
    match kind {
        Kind::Query => part.query(role, &mut add),
        Kind::Dml(dml) => part.dml(*dml, &mut add),
        Kind::Ddl(verb) => part.ddl(verb, &mut add),
        Kind::PlSql(PlSql::Block | PlSql::Unit(_)) => block::look(&part, *kind, &mut add),
        Kind::Transaction(Transaction::Commit | Transaction::Rollback) => add(*line, Level::Warn, LintKind::EndsTransaction),
        Kind::System => add(*line, Level::Warn, LintKind::AlterSystem),
        Kind::Other if part.word(0, "lock") => add(*line, Level::Warn, LintKind::Locks),
        _ => {}
    }
    let reads = matches!(kind, Kind::Query | Kind::Session | Kind::Transaction(Transaction::Set));
    if role == Role::Verify && !reads {
        add(*line, Level::Refuse, LintKind::NotQuery);
    }
}

/// The transaction after a statement.
fn after(statement: &Statement, open: Option<Open>, lints: &mut Vec<Lint>) -> Option<Open> {
    let first = statement.line;
    let one_more = Some(open.map_or(Open { first, count: 1 }, |open| Open { count: open.count + 1, ..open }));
    match statement.kind {
        // One that is never run changes nothing.
        _ if statement.end == End::Period => open,
        Kind::Dml(_) => one_more,
        Kind::PlSql(PlSql::Block) => match block::effect(&statement.text) {
            block::Effect::Changes => one_more,
            block::Effect::Ends => None,
            block::Effect::Unknown => open,
        },
        Kind::Transaction(Transaction::Commit | Transaction::Rollback) => None,
        Kind::SqlPlus("exit" | "quit") if statement.text.to_ascii_lowercase().contains("rollback") => None,
        kind if kind.commits() => {
            if let Some(Open { first, count }) = open {
                lints.push(Lint { line: statement.line, level: Level::Warn, what: LintKind::CommitsEarlier { first, count } });
            }
            None
        }
        _ => open,
    }
}
