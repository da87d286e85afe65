//! The one shape that every Oracle log is turned into, and how codes are read from a line.

use super::log_class::Class;
use super::log_time::LogTime;
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// How many lines of context an event keeps.
pub const CONTEXT_LINES: usize = 12;

/// One thing that happened: an error stack, a warning, a sentence, a failed connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEvent {
    /// `None` before the first time stamp of what was read.
    pub time: Option<LogTime>,
    /// The pluggable database; `None` is the root, or a database that is not a container.
    pub con_name: Option<String>,
    /// `ORA-00600`, always five digits.
    pub code: Option<String>,
    /// What tells two events of one code apart: `kdsgrp1` of an ORA-00600, a tablespace, a client's address.
    pub arg: Option<String>,
    /// How much it matters.
    pub class: Class,
    /// The rule that said so, for [`super::log_class::LogRules::rule`] of the same table.
    #[serde(skip)]
    pub rule: Option<usize>,
    /// Events with equal keys are the same trouble again.
    pub key: String,
    /// The line that names it, at most 300 characters.
    pub text: String,
    /// The lines around it, at most twelve.
    pub context: Vec<String>,
    /// Who connected to what, in the logs of the network.
    pub peer: Option<Peer>,
    /// Where `text` begins in the file.
    pub offset: u64,
}

/// The two ends of a connection that failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// Service name or SID that was asked for.
    pub service: Option<String>,
    /// The client's address, else the name it gave itself.
    pub host: Option<String>,
    /// The client's program.
    pub program: Option<String>,
    /// The client's operating system user.
    pub user: Option<String>,
}

/// Takes the events of a parser.
pub type Sink<'a> = &'a mut dyn FnMut(LogEvent);

/// Which message file a code is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// The database.
    Ora,
    /// The network.
    Tns,
}

impl Family {
    /// `ORA`, `TNS`.
    #[must_use]
    pub fn from_prefix(prefix: &str) -> Option<Family> {
        match prefix {
            "ORA" => Some(Family::Ora),
            "TNS" => Some(Family::Tns),
            _ => None,
        }
    }
}

/// An error number with its family; shown with five digits (`ORA-600` is `ORA-00600`, `ORA-000060` is `ORA-00060`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OraCode {
    /// ORA or TNS.
    pub family: Family,
    /// 1 to 99999.
    pub number: u32,
}

impl OraCode {
    /// The greatest number a code can have.
    pub const MAX: u32 = 99_999;
}

impl std::fmt::Display for OraCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let family = match self.family {
            Family::Ora => "ORA",
            Family::Tns => "TNS",
        };
        write!(f, "{family}-{:05}", self.number)
    }
}

/// The first code of a line and where it begins. `ORA-0` ("normal, successful completion") is none.
#[must_use]
pub fn find_code(line: &[u8]) -> Option<(OraCode, usize)> {
    let mut from = 0;
    while let Some(dash) = memchr::memchr(b'-', &line[from..]).map(|i| i + from) {
        from = dash + 1;
        if let Some(code) = code_at_dash(line, dash) {
            return Some((code, dash - 3));
        }
    }
    None
}

fn code_at_dash(line: &[u8], dash: usize) -> Option<OraCode> {
    let family = match line.get(dash.checked_sub(3)?..dash)? {
        b"ORA" => Family::Ora,
        b"TNS" => Family::Tns,
        _ => return None,
    };
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    if dash > 3 && word(&line[dash - 4]) {
        return None;
    }
    let rest = &line[dash + 1..];
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 6 || rest.get(digits).is_some_and(word) {
        return None;
    }
    let number = rest[..digits].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
    (1..=OraCode::MAX).contains(&number).then_some(OraCode { family, number })
}

/// What distinguishes events of one code: the failing function of an internal error, the full tablespace.
#[must_use]
pub fn argument(code: OraCode, line: &[u8]) -> Option<String> {
    let text = match code.number {
        600 | 7445 => {
            let inner = &line[memchr::memchr(b'[', line)? + 1..];
            // `[kkqtnloCbk()+105]`: the offset changes with each patch, the function does not.
            let end = inner.iter().position(|b| matches!(b, b']' | b'(' | b'+'))?;
            &inner[..end]
        }
        1652..=1655 | 1658 | 1659 | 1683 | 1688 | 1691 | 1692 | 30036 => {
            let name = line[memmem::find(line, b"tablespace")? + 10..].trim_ascii_start();
            let end = name.iter().position(|b| b.is_ascii_whitespace() || *b == b'[').unwrap_or(name.len());
            name[..end].trim_ascii()
        }
        _ => return None,
    };
    let shown = super::log_text::decode(text);
    let shown = shown.trim_matches(['\'', '"', ' ', '.']);
    (!shown.is_empty()).then(|| shown.chars().take(64).collect())
}

/// The key of a group: container, what happened, to what.
#[must_use]
pub fn key(con_name: Option<&str>, what: &str, arg: Option<&str>) -> String {
    let mut key = String::with_capacity(what.len() + 32);
    if let Some(con) = con_name {
        key.push_str(con);
        key.push('/');
    }
    key.push_str(what);
    if let Some(arg) = arg {
        key.push_str(" [");
        key.push_str(arg);
        key.push(']');
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> String {
        find_code(line.as_bytes()).map_or("-".into(), |(code, at)| format!("{code}@{at}"))
    }

    #[test]
    fn codes_are_normalised_to_five_digits() {
        assert_eq!(code("ORA-600: internal error code"), "ORA-00600@0");
        assert_eq!(code("ORA-000060: Deadlock detected"), "ORA-00060@0");
        assert_eq!(code("  TNS-12541: no listener"), "TNS-12541@2");
        assert_eq!(code("as a result of ORA-609"), "ORA-00609@15");
        assert_eq!(code("WARNING: inbound connection timed out (ORA-3136)"), "ORA-03136@39");
    }

    #[test]
    fn what_only_looks_like_a_code() {
        for line in ["ORA-", "ORA-x", "ORA-00000: normal", "FLORA-123", "ORA-1234567", "ORA-12x", "ORA$AT_OS_OPT", "-", "RA-1"] {
            assert_eq!(code(line), "-", "{line}");
        }
        assert_eq!(code("ORA-0 then ORA-1"), "ORA-00001@11");
    }

    #[test]
    fn arguments() {
        let arg = |line: &str| find_code(line.as_bytes()).and_then(|(code, _)| argument(code, line.as_bytes()));
        assert_eq!(arg("ORA-00600: internal error code, arguments: [kdsgrp1], [], []").as_deref(), Some("kdsgrp1"));
        assert_eq!(arg("ORA-07445: exception encountered: core dump [kkqtnloCbk()+105] [SIGSEGV]").as_deref(), Some("kkqtnloCbk"));
        assert_eq!(arg("ORA-1652: unable to extend temp segment by 128 in tablespace                 TEMP").as_deref(), Some("TEMP"));
        assert_eq!(arg("ORA-30036: unable to extend segment by 8 in undo tablespace 'UNDOTBS1'").as_deref(), Some("UNDOTBS1"));
        assert_eq!(arg("ORA-00600: internal error code, arguments: [], []"), None);
        assert_eq!(arg("ORA-00600: ["), None);
    }
}
