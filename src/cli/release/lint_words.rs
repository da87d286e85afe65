//! Findings of scripts as sentences.

use crate::model::Lang;
use crate::parse::sqlscript::{Lint, LintKind};

/// One sentence without an end.
pub(super) fn words(lint: &Lint, lang: Lang) -> String {
    let (zh, en) = match &lint.what {
        LintKind::Empty => ("没有语句", "no statement"),
        LintKind::Bom => ("开头有 BOM", "begins with a byte order mark"),
        LintKind::CrLf { .. } => ("换行是 CRLF", "lines end in CRLF"),
        LintKind::NeverEnds { .. } => ("没有结束", "never ends"),
        LintKind::SlashMissing { .. } => ("前一个 PL/SQL 块缺少单独一行的 /", "the / of the block before is missing"),
        LintKind::Connect => ("含 CONNECT/DISCONNECT", "CONNECT or DISCONNECT"),
        LintKind::Exit { .. } => ("含 EXIT/QUIT", "EXIT or QUIT"),
        LintKind::Host => ("执行操作系统命令", "runs a program of the host"),
        LintKind::Password => ("含口令", "holds a password"),
        LintKind::CommitsEarlier { .. } => ("会提交之前的修改", "commits the changes before it"),
        LintKind::Uncommitted { .. } => ("修改没有提交", "changes are not committed"),
        LintKind::Irreversible(_) => ("无法用语句恢复", "cannot be taken back by a statement"),
        LintKind::NoWhere(_) => ("没有 WHERE", "no WHERE"),
        LintKind::EndsTransaction => ("自行提交或回滚", "ends the transaction itself"),
        LintKind::NotQuery => ("验证脚本只能查询", "a verifying script may only read"),
        LintKind::Substitution { .. } => ("含 & 替换变量", "a substitution variable"),
        other => return format!("{other:?}"),
    };
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}
