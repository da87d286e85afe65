//! SQL scripts of a package: what kind of statements they hold, and what is wrong with them.

use std::collections::BTreeMap;

use crate::cli::words::say;
use crate::model::Lang;
use crate::model::release::Script;
use crate::parse::sqlscript::{self, Kind, Level, PlSql, Role, lint};
use crate::release::package::Package;

/// The largest script that is looked at.
const MOST: u64 = 64 << 20;

/// A script with its findings.
#[derive(Debug)]
pub(super) struct Looked<'a> {
    pub script: &'a Script,
    /// Statements of `deploy.sql` by what they are, in words.
    pub classes: Vec<(&'static str, usize)>,
    /// Statements of `deploy.sql` that commit.
    pub commits: usize,
    pub findings: Vec<Finding>,
}

/// One finding.
#[derive(Debug)]
pub(super) struct Finding {
    pub file: String,
    /// From 1; 0 where it is about the whole.
    pub line: usize,
    pub level: Level,
    pub text: String,
}

impl Finding {
    /// `file:line`.
    pub(super) fn place(&self) -> String {
        if self.line == 0 { self.file.clone() } else { format!("{}:{}", self.file, self.line) }
    }
}

pub(super) fn look<'a>(package: &Package, script: &'a Script, lang: Lang) -> Looked<'a> {
    let files = [(Some(&script.deploy), Role::Deploy), (Some(&script.verify), Role::Verify), (script.rollback.as_ref(), Role::Rollback)];
    let mut looked = Looked { script, classes: Vec::new(), commits: 0, findings: Vec::new() };
    for (file, role) in files.into_iter().filter_map(|(file, role)| Some((file?, role))) {
        let mut add = |line, level, text| looked.findings.push(Finding { file: file.path.clone(), line, level, text });
        let text = match text(package, &file.path, lang) {
            Err(why) => {
                add(0, Level::Refuse, why);
                continue;
            }
            Ok((text, note)) => {
                if let Some(note) = note {
                    add(0, Level::Warn, note);
                }
                text
            }
        };
        let read = sqlscript::Script::read(&text);
        for one in lint(&read, role) {
            add(one.line, one.level, crate::release::sql::words(&one, lang));
        }
        if role == Role::Deploy {
            let mut classes: BTreeMap<&'static str, usize> = BTreeMap::new();
            for statement in &read.statements {
                if let Some(class) = class(statement.kind, lang) {
                    *classes.entry(class).or_default() += 1;
                }
            }
            looked.commits = read.statements.iter().filter(|statement| statement.kind.commits()).count();
            looked.classes = classes.into_iter().collect();
        }
    }
    looked
}

/// The text of a script, and what is odd about its encoding; the error says why it was not looked at.
fn text(package: &Package, path: &str, lang: Lang) -> Result<(String, Option<String>), String> {
    let bytes = package.bytes(path, MOST).map_err(|error| format!("{} ({error})", say(lang, "没有检查", "not checked")))?;
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(error) => error.into_bytes(),
    };
    let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(&bytes);
    if broken {
        return Err(say(lang, "既不是 UTF-8 也不是 GBK，没有检查", "neither UTF-8 nor GBK; not checked").to_owned());
    }
    let note = say(lang, "不是 UTF-8，按 GBK 检查；NLS_LANG 必须与之一致", "not UTF-8, read as GBK; NLS_LANG has to be that");
    Ok((text.into_owned(), Some(note.to_owned())))
}

/// `None`: a command of the client.
fn class(kind: Kind, lang: Lang) -> Option<&'static str> {
    Some(match kind {
        Kind::Query => say(lang, "查询", "query"),
        Kind::Dml(_) => "DML",
        Kind::Ddl(_) | Kind::PlSql(PlSql::Unit(_)) => "DDL",
        Kind::PlSql(_) => "PL/SQL",
        Kind::Transaction(_) => say(lang, "事务", "transaction"),
        Kind::Session | Kind::System => say(lang, "会话", "session"),
        Kind::Other => say(lang, "其他", "other"),
        Kind::SqlPlus(_) => return None,
    })
}
