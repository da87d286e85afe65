//! Whether a setting has its value.
//!
//! The format goes by the end of the name: `.properties`; INI (`.ini .conf .cnf .cfg`); XML; variables of a shell (`.env`, `.sh`); another
//! name by what is in it. YAML, JSON and TOML are not read, and said not to be. Where a key stands twice the last one counts, as it does
//! for Java, systemd and MySQL; of XML the first. Values are compared to the letter: Java keeps blanks at the end, and so does this.

mod lines;
mod xml;

use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};
use serde::{Deserialize, Serialize};

use super::text;
use super::trouble::{Trouble, said};
use crate::model::Lang;

/// Bytes of a file of settings.
const MOST: u64 = 4 << 20;
/// Words in a key, or in a value like a connection string, that say that it is a secret.
const SECRET: [&str; 11] =
    ["password", "passwd", "passphrase", "pwd", "secret", "token", "credential", "apikey", "accesskey", "privatekey", "口令"];

/// What a setting was found to be. A value is `None` where it looks like a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfigFact {
    Is {
        value: Option<String>,
    },
    Other {
        found: Option<String>,
        expected: Option<String>,
    },
    /// The file has no such key.
    Absent {
        key: String,
    },
    /// A format that is not read.
    Format {
        name: String,
    },
    Unread {
        why: Trouble,
    },
    /// The file breaks the rules of its format.
    Broken {
        why: String,
    },
}

impl ConfigFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Is { value: Some(value) } => said(lang, format!("值为“{value}”"), format!("it is \"{value}\"")),
            Self::Is { value: None } => said(lang, "值一致（敏感，不显示）", "it is as expected (a secret, not shown)").to_owned(),
            Self::Other { found: Some(found), expected: Some(expected) } => {
                said(lang, format!("值为“{found}”，应为“{expected}”"), format!("it is \"{found}\" instead of \"{expected}\""))
            }
            Self::Other { .. } => said(lang, "值不一致（敏感，不显示）", "it is another than expected (a secret, not shown)").to_owned(),
            Self::Absent { key } => said(lang, format!("没有配置项 {key}"), format!("there is no key {key}")),
            Self::Format { name } => {
                said(lang, format!("不支持 {name} 的格式，未检查"), format!("the format of {name} is not read: not checked"))
            }
            Self::Unread { why } => said(lang, format!("文件无法读取：{}", why.say(lang)), format!("cannot be read: {}", why.say(lang))),
            Self::Broken { why } => said(lang, format!("文件格式错误：{why}"), format!("broken: {why}")),
        }
    }
}

/// A value, and whether what stands around it says that it is a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    value: String,
    secret: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Properties,
    Ini,
    Xml,
    Env,
}

pub(super) fn look(path: &Path, key: &str, value: &str) -> ConfigFact {
    let name = path.file_name().map(|name| text::decode(name.as_encoded_bytes()).to_lowercase()).unwrap_or_default();
    if [".yml", ".yaml", ".json", ".toml"].iter().any(|end| name.ends_with(end)) {
        return ConfigFact::Format { name };
    }
    let bytes = match text::read(path, MOST) {
        Ok(bytes) => bytes,
        Err(error) => return ConfigFact::Unread { why: Trouble::from(&error) },
    };
    let mut first = None;
    // Bytes that are no UTF-8 can be read in two ways; the value has to be right in one of them.
    for text in readings(&bytes) {
        let found = match format(&name, &text) {
            Format::Properties => lines::properties(&text, key),
            Format::Ini => lines::ini(&text, key),
            Format::Env => lines::env(&text, key),
            Format::Xml => match xml::find(&text, key) {
                Ok(found) => found,
                Err(why) => return ConfigFact::Broken { why: text::quote(&why) },
            },
        };
        if let Some(found) = found {
            if found.value == value {
                return ConfigFact::Is { value: shown(key, &found, value) };
            }
            first.get_or_insert(found);
        }
    }
    match first {
        None => ConfigFact::Absent { key: key.to_owned() },
        // Both are shown or none: what is expected tells as much.
        Some(found) => match (shown(key, &found, &found.value), shown(key, &found, value)) {
            (Some(is), Some(expected)) => ConfigFact::Other { found: Some(is), expected: Some(expected) },
            _ => ConfigFact::Other { found: None, expected: None },
        },
    }
}

fn shown(key: &str, found: &Found, value: &str) -> Option<String> {
    let secret = found.secret || is_secret(key) || is_secret(value) || has_login(value);
    (!secret).then(|| text::clip(value))
}

fn is_secret(text: &str) -> bool {
    let plain: String = text.to_lowercase().chars().filter(|c| !matches!(c, '-' | '_' | '.')).collect();
    SECRET.iter().any(|word| plain.contains(word))
}

/// `//user:word@host` of an address, `user/word@host` of Oracle.
fn has_login(value: &str) -> bool {
    let before = value.split('@').next().filter(|before| before.len() < value.len());
    before.is_some_and(|before| before.rsplit("//").next().is_some_and(|login| login.contains(':') || login.contains('/')))
}

fn readings(bytes: &[u8]) -> Vec<String> {
    let whole = |encoding: &'static Encoding| encoding.decode(bytes).0.into_owned();
    // A mark of order, then what XML says of itself, then what it can be.
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return vec![whole(encoding)];
    }
    if let Some(encoding) = xml::encoding(bytes) {
        return vec![whole(encoding)];
    }
    if std::str::from_utf8(bytes).is_ok() { vec![whole(UTF_8)] } else { vec![whole(GB18030), whole(WINDOWS_1252)] }
}

fn format(name: &str, text: &str) -> Format {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let mut first = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', ';', '!']));
    match () {
        () if ends(&[".properties"]) => Format::Properties,
        () if ends(&[".ini", ".conf", ".cnf", ".cfg"]) => Format::Ini,
        () if ends(&[".xml"]) => Format::Xml,
        () if ends(&[".env", ".sh"]) || name.starts_with(".env") => Format::Env,
        () => match first.next() {
            Some(line) if line.starts_with('<') => Format::Xml,
            Some(line) if line.starts_with('[') && line.ends_with(']') => Format::Ini,
            _ => Format::Properties,
        },
    }
}
