//! What a look found.

use serde::{Deserialize, Serialize};

use super::trouble::said;
use super::{ConfigFact, FileFact, HttpFact, LogFact, PortFact, ProcessFact, Trouble};
use crate::model::Lang;

/// A look that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// [`Told::holds`].
    pub ok: bool,
    pub told: Told,
    /// How long it took, waiting and all.
    pub ms: u64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// A look that is not taken on the host.
    Elsewhere,
    /// It was stopped before it came to an end.
    Stopped,
    /// The expression is none.
    Pattern {
        pattern: String,
        why: String,
    },
    Port(PortFact),
    Http(HttpFact),
    Log(LogFact),
    File(FileFact),
    Config(ConfigFact),
    Process(ProcessFact),
}

impl Told {
    /// It is as it has to be.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self {
            Self::Elsewhere | Self::Stopped | Self::Pattern { .. } => false,
            Self::Port(fact) => matches!(fact, PortFact::Listens { .. }),
            Self::Http(fact) => matches!(fact, HttpFact::Answers { .. }),
            Self::Log(fact) => matches!(fact, LogFact::Found { .. } | LogFact::Clean { .. }),
            Self::File(fact) => matches!(fact, FileFact::Same { .. }),
            Self::Config(fact) => matches!(fact, ConfigFact::Is { .. }),
            Self::Process(fact) => matches!(fact, ProcessFact::Runs { .. }),
        }
    }

    /// Something was found out, for better or worse; `false`: it counts as not checked.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        match self {
            Self::Elsewhere | Self::Stopped | Self::Pattern { .. } => false,
            Self::Http(fact) => !matches!(fact, HttpFact::Url { .. }),
            Self::Log(fact) => match fact {
                LogFact::Missing { read } => !read.over,
                LogFact::Found { .. } | LogFact::Clean { .. } | LogFact::Offends { .. } => true,
                LogFact::Unread { why } => *why == Trouble::Absent,
                LogFact::NotWhole { .. } | LogFact::NoSince { .. } | LogFact::Nothing => false,
            },
            Self::File(FileFact::Unread { why }) | Self::Config(ConfigFact::Unread { why }) => *why == Trouble::Absent,
            Self::Port(_) | Self::File(_) => true,
            Self::Config(fact) => !matches!(fact, ConfigFact::Format { .. } | ConfigFact::Broken { .. }),
            Self::Process(fact) => !matches!(fact, ProcessFact::NotHere | ProcessFact::Few { hidden: true, .. }),
        }
    }

    /// Waiting changes nothing.
    pub(super) fn is_final(&self) -> bool {
        match self {
            Self::Elsewhere | Self::Stopped | Self::Pattern { .. } | Self::File(_) | Self::Config(_) => true,
            Self::Port(_) => false,
            Self::Http(fact) => matches!(fact, HttpFact::Url { .. }),
            Self::Log(fact) => match fact {
                LogFact::Missing { read } => read.over,
                LogFact::Offends { .. } | LogFact::NotWhole { .. } | LogFact::NoSince { .. } | LogFact::Nothing => true,
                LogFact::Found { .. } | LogFact::Clean { .. } | LogFact::Unread { .. } => false,
            },
            Self::Process(fact) => *fact == ProcessFact::NotHere,
        }
    }

    /// No answer came in time.
    pub(super) fn is_silence(&self) -> bool {
        matches!(self, Self::Port(PortFact::Closed { why: Trouble::Silent, .. }) | Self::Http(HttpFact::None { why: Trouble::Silent }))
    }

    /// One sentence for the reader.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Elsewhere => said(lang, "不在主机上检查", "not looked at on the host").to_owned(),
            Self::Stopped => said(lang, "已中止，未检查完", "stopped: not checked").to_owned(),
            Self::Pattern { pattern, why } => {
                said(lang, format!("正则表达式“{pattern}”无效：{why}"), format!("no expression: \"{pattern}\": {why}"))
            }
            Self::Port(fact) => fact.say(lang),
            Self::Http(fact) => fact.say(lang),
            Self::Log(fact) => fact.say(lang),
            Self::File(fact) => fact.say(lang),
            Self::Config(fact) => fact.say(lang),
            Self::Process(fact) => fact.say(lang),
        }
    }
}
