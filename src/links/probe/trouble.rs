//! Why a place could not be asked.

use std::io;

use serde::{Deserialize, Serialize};

use crate::model::Lang;

/// Why a place could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// Nothing listens there.
    Refused,
    /// No answer in time: a firewall that drops, or somebody who accepts and is silent.
    Silent,
    /// It was there and broke off.
    Broken,
    /// The name has no address.
    Unresolved,
    /// The certificate, or no common protocol.
    Tls(String),
    /// An answer that is no HTTP.
    Garbled(String),
    Absent,
    Denied,
    /// What the system says.
    Other(String),
}

impl From<&io::Error> for Trouble {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::ConnectionRefused => Self::Refused,
            Kind::TimedOut | Kind::WouldBlock => Self::Silent,
            Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::UnexpectedEof => Self::Broken,
            Kind::NotFound | Kind::NotADirectory => Self::Absent,
            Kind::PermissionDenied => Self::Denied,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl Trouble {
    /// A phrase, for the end of a sentence.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let words = match self {
            Self::Refused => ("连接被拒绝", "connection refused"),
            Self::Silent => ("超时无应答", "no answer in time"),
            Self::Broken => ("连接中断", "the connection broke off"),
            Self::Unresolved => ("域名无法解析", "the name has no address"),
            Self::Absent => ("不存在", "not there"),
            Self::Denied => ("无权限", "permission denied"),
            Self::Tls(why) => return said(lang, format!("TLS 错误：{why}"), format!("TLS: {why}")),
            Self::Garbled(why) => return said(lang, format!("应答不符合 HTTP：{why}"), format!("not HTTP: {why}")),
            Self::Other(why) => return why.clone(),
        };
        said(lang, words.0, words.1).to_owned()
    }
}

/// The one of two that the reader understands.
pub(super) fn said<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
