//! What was found in a log, as sentences.

use serde::{Deserialize, Serialize};

use crate::links::probe::trouble::{Trouble, said};
use crate::model::Lang;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Bytes.
    pub bytes: u64,
    pub lines: u64,
    /// Pieces that were judged by themselves, as their line is too long.
    pub long: u64,
    /// A file was cut or written anew in its place: what was in it before that was perhaps never seen.
    pub cut: bool,
    /// The file of before is no longer found: what was appended to it was not seen.
    pub lost: bool,
    /// There is more than is read at most.
    pub over: bool,
}

/// A line of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The file's name.
    pub file: String,
    /// From 1: in the file, or of what was appended to it since.
    pub number: u64,
    /// The number counts from the beginning of the file.
    pub in_file: bool,
    /// Its beginning.
    pub text: String,
}

/// What was found in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFact {
    /// The line was written, and none that may not be.
    Found {
        line: Line,
        read: Read,
    },
    /// No line was written that may not be.
    Clean {
        read: Read,
    },
    /// One was that may not be.
    Offends {
        line: Line,
        read: Read,
    },
    /// The line was not written.
    Missing {
        read: Read,
    },
    /// None that may not be was in what was read, but not all was.
    NotWhole {
        read: Read,
    },
    /// Where the log ended before the release is not known.
    NoSince {
        why: Option<Trouble>,
    },
    Unread {
        why: Trouble,
    },
    /// Nothing was asked of it.
    Nothing,
}

impl LogFact {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Found { line, read } => said(lang, "已出现：", "found: ").to_owned() + &line.say(lang) + &read.say(lang),
            Self::Clean { read } => said(lang, "未出现禁止的内容", "nothing that may not be").to_owned() + &read.say(lang),
            Self::Offends { line, read } => {
                said(lang, "出现禁止的内容：", "found what may not be: ").to_owned() + &line.say(lang) + &read.say(lang)
            }
            Self::Missing { read } => said(lang, "未出现要求的内容", "what has to be was not found").to_owned() + &read.say(lang),
            Self::NotWhole { read } => {
                said(lang, "已读部分未出现禁止的内容，未读完，不能下结论", "nothing that may not be in what was read, which proves nothing")
                    .to_owned()
                    + &read.say(lang)
            }
            Self::NoSince { why: None } => {
                said(lang, "发布前未记录日志位置，未检查", "where the log ended before the release was not noted: not checked").to_owned()
            }
            Self::NoSince { why: Some(why) } => {
                let why = why.say(lang);
                said(
                    lang,
                    format!("发布前未能记录日志位置（{why}），未检查"),
                    format!("where the log ended before the release could not be noted ({why}): not checked"),
                )
            }
            Self::Unread { why } => {
                said(lang, format!("日志无法读取：{}", why.say(lang)), format!("the log cannot be read: {}", why.say(lang)))
            }
            Self::Nothing => said(lang, "未给出检查内容，未检查", "nothing was asked of the log: not checked").to_owned(),
        }
    }
}

impl Line {
    fn say(&self, lang: Lang) -> String {
        let Self { file, number, in_file, text } = self;
        match in_file {
            true => said(lang, format!("{file} 第 {number} 行：{text}"), format!("{file} line {number}: {text}")),
            false => said(lang, format!("{file} 发布后第 {number} 行：{text}"), format!("{file} line {number} since the release: {text}")),
        }
    }
}

impl Read {
    fn say(&self, lang: Lang) -> String {
        let mut notes = vec![said(lang, format!("发布后 {} 行", self.lines), format!("lines since the release: {}", self.lines))];
        let mut note = |is: bool, zh: &str, en: &str| notes.extend(is.then(|| said(lang, zh, en).to_owned()));
        note(self.cut, "日志曾被清空或重写，之前的内容未检查", "it was cut or written anew, what was before was not checked");
        note(self.lost, "原日志文件已找不到，其后续内容未检查", "the file of before is gone, what was appended to it was not checked");
        note(self.over, "超过 64 MiB，其余未读", "more than 64 MiB, the rest was not read");
        note(self.long > 0, "超长行分段检查", "lines of more than 64 KiB were judged in pieces");
        said(lang, format!("（{}）", notes.join("；")), format!(" ({})", notes.join("; ")))
    }
}
