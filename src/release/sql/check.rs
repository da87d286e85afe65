//! What is wrong with a script before it runs.

use super::script::Loaded;
use super::words::words;
use crate::model::Lang;
use crate::model::release::Client;
use crate::parse::sqlscript::{Level, Lint, LintKind};

/// Something about a file of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In the package; of what is missing, the folder.
    pub file: String,
    /// From 1; 0: the file as a whole is meant.
    pub line: usize,
    pub level: Level,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Lint(LintKind),
    /// A command or COMMIT that is not run, because opsctl does it itself or it only shows something.
    LeftOut {
        first: String,
    },
    /// ROLLBACK, SAVEPOINT, SET TRANSACTION: every statement is committed with its record.
    Transaction,
    /// A command of the client that cannot be run here.
    Command {
        first: String,
    },
    /// A backslash where psql would take it for a command.
    Meta,
    /// The client's database has no such statement.
    NotThere,
    /// A script that verifies has no query.
    NoQuery,
    /// Read as GBK.
    Gbk,
    /// No rollback, and no reason for that.
    NoRollback,
    /// No rollback; the reason is given.
    Irreversible {
        reason: String,
    },
}

impl Finding {
    /// Without file and line.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let say = |zh: &str, en: &str| if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
        match &self.what {
            What::Lint(what) => words(&Lint { line: self.line, level: self.level, what: what.clone() }, lang),
            What::LeftOut { first } => {
                say(&format!("不执行“{first}”：由 opsctl 统一处理"), &format!("left out, opsctl sees to it: {first}"))
            }
            What::Transaction => say(
                "脚本不能自行控制事务：每条语句连同其记录单独提交，ROLLBACK、SAVEPOINT、SET TRANSACTION 不起作用",
                "a script cannot control transactions: each statement is committed with its record, so ROLLBACK, SAVEPOINT and SET TRANSACTION would not work",
            ),
            What::Command { first } => say(
                &format!("客户端命令，不能在发布中执行：{first}"),
                &format!("a command of the client, not possible in a release: {first}"),
            ),
            What::Meta => say(
                "引号和注释之外有反斜杠，psql 会当作自己的命令",
                "a backslash outside of quotes and comments: psql would take it for a command of its own",
            ),
            What::NotThere => say("该数据库没有 PL/SQL 块", "this database has no PL/SQL blocks"),
            What::NoQuery => say("验证脚本里没有查询语句", "the script that verifies has no query"),
            What::Gbk => say("按 GBK 编码读取", "read as GBK"),
            What::NoRollback => say(
                "没有回退脚本，也没有写明不可回退的原因（irreversible）",
                "no rollback script, and no reason why there is none (irreversible)",
            ),
            What::Irreversible { reason } => say(&format!("不可回退：{reason}"), &format!("cannot be taken back: {reason}")),
        }
    }
}

/// Everything about a script, file by file and by line. Nothing of level `Refuse` may run. Where it is not known which client will run it,
/// that is sqlplus.
#[must_use]
pub fn check(script: &Loaded, client: Client) -> Vec<Finding> {
    let mut all: Vec<Finding> = [Some(&script.deploy), Some(&script.verify), script.rollback.as_ref()]
        .into_iter()
        .flatten()
        .flat_map(|file| file.findings(client))
        .collect();
    if script.rollback.is_none() {
        let reason = script.irreversible.trim().to_owned();
        let (level, what) =
            if reason.is_empty() { (Level::Refuse, What::NoRollback) } else { (Level::Warn, What::Irreversible { reason }) };
        all.push(Finding { file: format!("sql/{}", script.name), line: 0, level, what });
    }
    all
}
