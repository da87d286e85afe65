//! What stopped the making, as sentences.

use super::SPEC;
use super::fault::{Unbuilt, Why};
use crate::bundle::Unwritten;
use crate::model::Lang;

impl Unbuilt {
    /// One sentence for the reader, without an end. Reasons that it holds are said one by one.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Read { path, cause } => {
                let path = path.display();
                (format!("读不出 {path}（{cause}）"), format!("{path} cannot be read ({cause})"))
            }
            Self::Spec { line, text, .. } => (format!("{SPEC}:{line}：{text}"), format!("{SPEC}:{line}: {text}")),
            Self::Source(all) => (format!("目录内容有 {} 处问题", all.len()), format!("{} problems in the folder", all.len())),
            Self::Refused(refused) => {
                let count = refused.faults.len() + refused.more;
                (format!("这样的包会被拒绝，共 {count} 处"), format!("such a package would be refused, for {count} reasons"))
            }
            Self::Exists(path) => {
                let path = path.display();
                (format!("{path} 已存在，不覆盖"), format!("{path} is there already, and is not replaced"))
            }
            Self::Write { path, cause } => {
                let path = path.display();
                (format!("写不了 {path}（{cause}）"), format!("{path} cannot be written ({cause})"))
            }
            Self::Zip(Unwritten::Content { name, error }) => {
                (format!("读不出 {name}（{error}）"), format!("{name} cannot be read ({error})"))
            }
            Self::Zip(Unwritten::Io(error) | Unwritten::List(error)) => {
                (format!("写不了 ZIP（{error}）"), format!("the ZIP cannot be written ({error})"))
            }
            Self::Zip(other) => (format!("写不了 ZIP（{other:?}）"), format!("the ZIP cannot be written ({other:?})")),
        };
        pick(lang, zh, en)
    }
}

impl Why {
    /// One sentence for the reader, without an end.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::NotFile(path) => (format!("{path}：不是普通文件"), format!("{path}: not a plain file")),
            Self::NoPart(part) => (format!("[parts.{part}]：没有 files/{part}/"), format!("[parts.{part}]: there is no files/{part}/")),
            Self::BaseOfNone(part) => (format!("--base {part}=…：没有这个部分"), format!("--base {part}=…: there is no such part")),
            Self::NoBase(part) => (
                format!("[parts.{part}]：mirror 和 expect = \"base\" 需要 --base {part}=旧版目录"),
                format!("[parts.{part}]: mirror and expect = \"base\" need --base {part}=DIR"),
            ),
            Self::NotInBase { part, path } => {
                (format!("[parts.{part}] delete：旧版没有 {path}"), format!("[parts.{part}] delete: the base has no {path}"))
            }
            Self::NoMatch { part, pattern } => {
                (format!("[parts.{part}] modes：没有文件匹配 {pattern}"), format!("[parts.{part}] modes: no file matches {pattern}"))
            }
            Self::Mode { part, text } => (
                format!("[parts.{part}] modes：“{text}”不是八进制权限，也不是 keep"),
                format!("[parts.{part}] modes: \"{text}\" is neither octal nor keep"),
            ),
            Self::Missing(path) => (format!("{path}：没有这个文件"), format!("{path}: missing")),
            Self::WayBack(path) => (
                format!("{path}：rollback.sql 与 [[sql]] 的 irreversible（不可逆理由）必须有且只有一个"),
                format!("{path}: needs either rollback.sql or irreversible of [[sql]], the reason why there is none"),
            ),
            Self::Named(path) => (format!("{path}：{SPEC} 写了，目录里没有"), format!("{path}: named by {SPEC}, but not there")),
            Self::Unused(path) => (format!("{path}：没有任何地方用到，不会执行"), format!("{path}: nothing uses it, it would never run")),
            Self::Twice(name) => (format!("[[sql]] {name}：写了两次"), format!("[[sql]] {name}: twice")),
        };
        pick(lang, zh, en)
    }
}

fn pick(lang: Lang, zh: String, en: String) -> String {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
