//! SQL text → what it is and what it reads. Only a single query passes; nothing here parses SQL further than it must.

use std::collections::BTreeSet;

/// Why a text may not be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlFault {
    #[error("there is no statement")]
    Empty,
    #[error("it begins with `{0}`: only `select` and `with` are taken")]
    NotAQuery(String),
    #[error("`;` inside: one statement a file")]
    TwoStatements,
    #[error("`{0}` is not allowed in a check")]
    Forbidden(String),
    #[error("a quoted text or comment is never closed")]
    Unclosed,
    #[error("`{0}` needs a licensed pack: declare it in on.packs")]
    Licensed(String),
}

/// Words that change something, lock something or start PL/SQL. `for update` falls under `update`.
const FORBIDDEN: &[&str] = &[
    "insert",
    "update",
    "delete",
    "merge",
    "create",
    "alter",
    "drop",
    "truncate",
    "grant",
    "revoke",
    "begin",
    "declare",
    "execute",
    "call",
    "lock",
    "commit",
    "rollback",
    "savepoint",
    "purge",
    "flashback_transaction_query",
    "into",
    "explain",
    "dbms_sql",
    "dbms_scheduler",
    "utl_file",
    "utl_http",
    "dbms_lock",
    "dbms_pipe",
];

/// The statement without a closing `;` or `/`.
pub(super) fn plain(body: &str) -> &str {
    body.trim().trim_end_matches('/').trim_end().trim_end_matches(';').trim_end()
}

/// The same, if it is one harmless query.
pub(super) fn clean(body: &str) -> Result<&str, SqlFault> {
    let text = plain(body);
    let tokens = tokens(text)?;
    let first = tokens.first().ok_or(SqlFault::Empty)?;
    if !["select", "with"].iter().any(|word| first.eq_ignore_ascii_case(word)) {
        return Err(SqlFault::NotAQuery(first.to_lowercase()));
    }
    if tokens.contains(&";") {
        return Err(SqlFault::TwoStatements);
    }
    match tokens.iter().find(|token| FORBIDDEN.iter().any(|word| token.eq_ignore_ascii_case(word))) {
        Some(word) => Err(SqlFault::Forbidden(word.to_lowercase())),
        None => Ok(text),
    }
}

/// Dictionary views that the text reads, upper case, in order of name.
#[must_use]
pub fn views(text: &str) -> BTreeSet<String> {
    tokens(text)
        .unwrap_or_default()
        .iter()
        .filter(|t| {
            let begins = |with: &&str| t.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
            ["v$", "gv$", "dba_", "cdb_"].iter().any(begins)
                || ["dictionary", "database_properties", "nls_database_parameters", "gg_lag"]
                    .iter()
                    .any(|name| t.eq_ignore_ascii_case(name))
        })
        .map(|t| t.to_ascii_uppercase())
        .collect()
}

/// The first view that needs a licensed pack.
#[must_use]
pub fn licensed(text: &str) -> Option<String> {
    views(text).into_iter().find(|v| {
        v.starts_with("DBA_HIST_")
            || v.starts_with("CDB_HIST_")
            || v.ends_with("V$ACTIVE_SESSION_HISTORY")
            || v.contains("V$SQL_MONITOR")
            || v.contains("V$SQL_PLAN_MONITOR")
            || v.starts_with("DBA_ADDM_")
            || v.starts_with("DBA_ADVISOR_")
            || v.starts_with("DBA_SQLSET")
    })
}

/// Words as they are written and `;`, without comments, quoted texts and quoted names.
fn tokens(text: &str) -> Result<Vec<&str>, SqlFault> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &text[at..];
        if rest.starts_with("--") {
            while chars.next_if(|(_, c)| *c != '\n').is_some() {}
        } else if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment.find("*/").ok_or(SqlFault::Unclosed)? + 4;
            while chars.next_if(|(i, _)| *i < at + end).is_some() {}
        } else if c == '\'' || c == '"' {
            let end = rest[1..].find(c).ok_or(SqlFault::Unclosed)? + 2;
            while chars.next_if(|(i, _)| *i < at + end).is_some() {}
        } else if c == ';' {
            out.push(";");
        } else if c.is_alphabetic() || c == '_' {
            while chars.next_if(|(_, c)| c.is_alphanumeric() || "_$#".contains(*c)).is_some() {}
            out.push(&text[at..chars.peek().map_or(text.len(), |(end, _)| *end)]);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_harmless_query_passes() {
        assert_eq!(clean("\n select 1 from dual;\n/\n"), Ok("select 1 from dual"));
        assert_eq!(
            clean("with x as (select ';delete' a from dual) select * from x -- drop it\n"),
            Ok("with x as (select ';delete' a from dual) select * from x -- drop it")
        );
        assert_eq!(clean("update t set a = 1"), Err(SqlFault::NotAQuery("update".into())));
        assert_eq!(clean("select 1 from dual; select 2 from dual"), Err(SqlFault::TwoStatements));
        assert_eq!(clean("select a from t for update"), Err(SqlFault::Forbidden("update".into())));
        assert_eq!(clean("begin null; end;"), Err(SqlFault::NotAQuery("begin".into())));
        assert_eq!(clean("select 'abc from dual"), Err(SqlFault::Unclosed));
        assert_eq!(clean("select /* x from dual"), Err(SqlFault::Unclosed));
        assert_eq!(clean("  -- nothing\n"), Err(SqlFault::Empty));
        assert_eq!(
            clean("select last_update, \"DELETE\" from t"),
            Ok("select last_update, \"DELETE\" from t"),
            "names that contain a word are fine"
        );
    }

    #[test]
    fn views_and_licences_are_seen() {
        let sql = "select * from gv$session s, dba_data_files f /* v$log */ where 'dba_users' = 'x'";
        assert_eq!(views(sql).into_iter().collect::<Vec<_>>(), ["DBA_DATA_FILES", "GV$SESSION"]);
        assert_eq!(licensed("select 1 from dba_hist_snapshot"), Some("DBA_HIST_SNAPSHOT".into()));
        assert_eq!(licensed(sql), None);
    }
}
