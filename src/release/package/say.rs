//! Reasons as sentences, and what to do now.

use std::io;

use super::fault::{Fault, Wrong};
use crate::bundle::{self, Damage};
use crate::model::Lang;
use crate::model::release::BadName;

fn say(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

impl Fault {
    /// One sentence for the reader, without an end. What is wrong with a ZIP as such has more to say, and is said elsewhere.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let s = |zh: String, en: String| say(lang, &zh, &en);
        match self {
            Self::Io { path, cause } => at(path, &read(cause, lang), lang),
            Self::Zip(_) => s("ZIP 的结构不可信".into(), "the ZIP is not sound".into()),
            Self::Hidden { bytes } => {
                s(format!("ZIP 里有 {bytes} 字节不属于任何文件"), format!("{bytes} bytes of the ZIP belong to no file"))
            }
            Self::NoManifest => {
                s("没有 META/manifest.json，不是发布包".into(), "there is no META/manifest.json: not a package of a release".into())
            }
            Self::Shape(why) => s(format!("清单格式有误：{why}"), format!("the manifest is not as it should be: {why}")),
            Self::Format(word) => {
                s(format!("不是发布包：清单的 format 是“{word}”"), format!("not a package of a release: its format is \"{word}\""))
            }
            Self::Version(n) => s(format!("清单版本 {n}，本程序只认版本 1"), format!("version {n} of the manifest; this program reads 1")),
            Self::Large { path, most } => at(path, &s(format!("超过上限 {most}"), format!("more than {most}")), lang),
            Self::Name { path, why } => at(path, &name(*why, lang), lang),
            Self::Path { path, why } => at(path, &bad_path(*why, lang), lang),
            Self::NotFile(path) => at(path, &s("是链接或特殊文件".into(), "a link or a special file".into()), lang),
            Self::Twice { path, other } if path == other => at(path, &s("重复".into(), "twice".into()), lang),
            Self::Twice { path, other } => {
                at(path, &s(format!("与 {other} 只有大小写或写法不同"), format!("the same name as {other} but for case or accents")), lang)
            }
            Self::Below { path, other } => at(
                path,
                &s(
                    format!("与 {other} 冲突：一个是文件，另一个在其下"),
                    format!("{other} is a file, or goes away, and the other lies below it"),
                ),
                lang,
            ),
            Self::LinkOut { path, to } => at(path, &s(format!("链接指向根目录之外：{to}"), format!("a link that leads out: {to}")), lang),
            Self::SetId { path, mode } => {
                at(path, &s(format!("权限 {mode:04o} 带 setuid/setgid"), format!("mode {mode:04o} has set-uid or set-gid")), lang)
            }
            Self::Value { place, wrong } => at(place, &wrong.say(lang), lang),
            Self::Missing(path) => at(path, &s("清单里有，包里没有".into(), "in the manifest, but not in the package".into()), lang),
            Self::Extra(path) => at(path, &s("包里有，清单里没有".into(), "in the package, but not in the manifest".into()), lang),
            Self::Differs(path) => at(path, &s("内容与清单不符".into(), "not the bytes that the manifest says".into()), lang),
            Self::False { path, by } => {
                at(path, &s(format!("不是密钥 {by} 对本清单的签名"), format!("not the signature of this manifest by {by}")), lang)
            }
            Self::Signature { path, why } => {
                at(path, &s(format!("不是 minisign 签名（{why}）"), format!("no signature of minisign ({why})")), lang)
            }
            Self::Unsigned => s("没有签名".into(), "not signed".into()),
            Self::Strangers(keys) => {
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                s(
                    format!("签名的密钥不受信任：{}", keys.join("、")),
                    format!("signed only by keys that are not trusted: {}", keys.join(", ")),
                )
            }
        }
    }

    /// What to do now; `None` where the ZIP's own words say it.
    #[must_use]
    pub fn advice(&self, lang: Lang) -> Option<String> {
        let (zh, en) = match self {
            Self::Zip(_) => return None,
            Self::Io { cause, .. } if Damage::of(cause).is_some() => ("传输中损坏，重新取一份", "damaged on its way; fetch it again"),
            Self::Io { .. } => ("检查路径和读权限", "look at the path and its permissions"),
            Self::Hidden { .. } | Self::Twice { .. } | Self::Below { .. } | Self::Name { .. } | Self::Path { .. } | Self::NotFile(_) => {
                ("请制作方用 opsctl release new 重新打包", "have it made again by opsctl release new")
            }
            Self::NoManifest | Self::Format(_) => {
                ("确认拿到的是发布包；原始文件先用 opsctl release new 打包", "make a package with opsctl release new first")
            }
            Self::Version(_) => ("用与制作方相同版本的 opsctl", "use the version of opsctl that made it"),
            Self::Large { .. } => ("拆成几个包", "split it into several packages"),
            Self::LinkOut { .. } | Self::SetId { .. } | Self::Shape(_) | Self::Value { .. } => {
                ("请制作方改正后重新打包", "have it put right and made again")
            }
            Self::Missing(_) | Self::Extra(_) | Self::Differs(_) | Self::False { .. } | Self::Signature { .. } => (
                "包被改动过或传输有误：不要使用，向制作方核对包摘要后重新取",
                "changed, or damaged on its way: do not use it; compare the digest with whoever made it",
            ),
            Self::Unsigned | Self::Strangers(_) => (
                "请有权签名的人签名（opsctl release new --key），或确认受信公钥",
                "have it signed (opsctl release new --key), or look at the trusted keys",
            ),
        };
        Some(say(lang, zh, en))
    }
}

impl Wrong {
    fn say(&self, lang: Lang) -> String {
        let s = |zh: &str, en: &str| say(lang, zh, en);
        match self {
            Self::Word(word) => s(
                &format!("“{word}”不能作名称（字母、数字、汉字、_ - .，至多 64 个字）"),
                &format!("\"{word}\" is no name (letters, digits, _ - ., at most 64)"),
            ),
            Self::Text => s("不能为空，不能有控制字符", "empty, or with control characters"),
            Self::Digest => s("不是 SHA-256（64 位小写十六进制）", "not a SHA-256 (64 hex digits in small letters)"),
            Self::Mode(mode) => s(&format!("权限 {mode:o} 超出 7777"), &format!("mode {mode:o} is more than 7777")),
            Self::Number => s("数值超出范围", "a number out of range"),
            Self::Kind => s("字段与 kind 不符", "a field that its kind does not have, or lacks"),
            Self::WayBack => s(
                "rollback 与 irreversible（不可逆理由）必须有且只有一个",
                "needs either rollback or irreversible, the reason why there is none",
            ),
            Self::Order => s("未按名称排序，或重名", "not in the order of names, or twice"),
            Self::Place(wanted) => s(&format!("应在 {wanted}"), &format!("belongs to {wanted}")),
            Self::Same => s("同一文件写了两种摘要", "one file with two digests"),
            Self::Pattern(why) => s(&format!("正则表达式有误：{why}"), &format!("no regular expression: {why}")),
            Self::Nothing => s("没有文件、脚本和动作", "no files, scripts or hooks"),
        }
    }
}

fn at(path: &str, what: &str, lang: Lang) -> String {
    match lang {
        _ if path.is_empty() => what.to_owned(),
        Lang::Zh => format!("{path}：{what}"),
        Lang::En => format!("{path}: {what}"),
    }
}

fn read(cause: &io::Error, lang: Lang) -> String {
    let Some(damage) = Damage::of(cause) else {
        return say(lang, &format!("读不出（{cause}）"), &format!("cannot be read ({cause})"));
    };
    let (zh, en) = match damage {
        Damage::NoEntry | Damage::Folder => ("不是文件", "not a file"),
        Damage::NeedsPassword | Damage::WrongPassword | Damage::Authentication => {
            ("加密了，发布包不加密", "encrypted, which packages of releases are not")
        }
        Damage::Checksum => ("校验和不符", "its sum is another"),
        Damage::Short { .. } | Damage::Long { .. } => ("大小与目录不符", "its size is another"),
        Damage::Deflate | Damage::Trailing => ("压缩数据损坏", "its packed bytes are damaged"),
    };
    say(lang, zh, en)
}

fn name(why: bundle::BadName, lang: Lang) -> String {
    use bundle::BadName as N;
    let (zh, en) = match why {
        N::Empty | N::Form => ("路径有空的部分或“.”", "a path with an empty part or \".\""),
        N::Absolute => ("绝对路径", "an absolute path"),
        N::Parent => ("路径里有“..”", "a path with \"..\""),
        N::Drive => ("路径里有盘符", "a path with a drive letter"),
        N::Backslash => ("路径里有反斜杠", "a path with a backslash"),
        N::Control(_) => ("路径里有控制字符或不是 UTF-8", "a path with a control character, or not UTF-8"),
        N::Bidi(_) => ("路径里有改变阅读方向的字符", "a path with a character that turns the direction of reading"),
        N::Reserved => ("Windows 保留的名称", "a name that Windows keeps for a device"),
        N::TrailingDotOrSpace => ("名称以点或空格结尾", "a name that ends in a dot or a space"),
        N::PartTooLong { .. } => ("名称超过 255 字节", "a name of more than 255 bytes"),
        N::TooDeep { .. } => ("目录层次过深", "too deep"),
    };
    say(lang, zh, en)
}

fn bad_path(why: BadName, lang: Lang) -> String {
    let (zh, en) = match why {
        BadName::Empty => ("路径有空的部分", "a path with an empty part"),
        BadName::Absolute => ("绝对路径", "an absolute path"),
        BadName::Dots => ("路径里有“.”或“..”", "a path with \".\" or \"..\""),
        BadName::Backslash => ("路径里有反斜杠", "a path with a backslash"),
        BadName::Control => ("路径里有控制字符", "a path with a control character"),
        BadName::Long => ("路径过长", "a path that is too long"),
        BadName::Escape => ("% 后面不是两位十六进制", "a % that is not followed by two hex digits"),
    };
    say(lang, zh, en)
}
