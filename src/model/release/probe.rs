//! What is looked at after a release.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A look at a place. All but [`Probe::Sql`] and [`Probe::Manual`] are taken on the host where the files lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Probe {
    /// Something listens.
    Port {
        /// `127.0.0.1` unless given.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        host: String,
        port: u16,
    },
    /// A page answers.
    Http {
        /// Whole, or from `/` on: then it is below the address of the place, so that one package fits every environment.
        url: String,
        /// 200 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        /// A regular expression that its text has to match.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        body: String,
        /// It answers within so many milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within_ms: Option<u64>,
    },
    /// What a log says since the release began.
    Log {
        /// Absolute, or below the root. `*` in its last part stands for anything: the newest of them.
        path: String,
        /// A regular expression that a line has to match.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contains: String,
        /// A regular expression that no line may match.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        without: String,
    },
    /// A file has these bytes.
    File {
        /// Absolute, or below the root.
        path: String,
        /// SHA-256 in hex.
        sha256: String,
    },
    /// A setting has this value.
    Config {
        /// Absolute, or below the root; properties, INI, or XML by the end of its name.
        path: String,
        /// `server.port`, `section/key` of INI, `Server/Service/Connector/@port` of XML.
        key: String,
        value: String,
    },
    /// Processes run.
    Process {
        /// A regular expression that the command line has to match.
        #[serde(rename = "match")]
        pattern: String,
        /// At least so many; 1 unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
    },
    /// A query answers this.
    Sql {
        /// Which of the target's databases.
        database: String,
        query: String,
        /// The first value of the first row; empty: that there is a row.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        expect: String,
    },
    /// A person looks, and says how it was.
    Manual {
        /// What to do.
        ask: String,
    },
}

impl Probe {
    /// The page of the address where that is left to the place: `/login` at `http://127.0.0.1:8080/zs`.
    #[must_use]
    pub fn at(&self, address: &str) -> Cow<'_, Self> {
        match self {
            Self::Http { url, status, body, within_ms } if url.starts_with('/') => {
                let url = format!("{}{url}", address.trim_end_matches('/'));
                Cow::Owned(Self::Http { url, status: *status, body: body.clone(), within_ms: *within_ms })
            }
            other => Cow::Borrowed(other),
        }
    }
}
