//! What is known of a database before the first check: version, tenancy, role, open mode. Variants and rules depend on it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A server version as far as it matters for choosing SQL: `19.24` < `21.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Version {
    pub major: u16,
    pub minor: u16,
}

impl Version {
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Reads `19.24.0.0.0`, `12.1`, `23`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = match parts.next() {
            None => 0,
            Some(minor) => minor.parse().ok()?,
        };
        Some(Self { major, minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Where the session is logged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tenancy {
    /// CDB$ROOT of a container database.
    Cdb,
    Pdb,
    NonCdb,
}

impl Tenancy {
    pub const ALL: [Self; 3] = [Self::Cdb, Self::Pdb, Self::NonCdb];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cdb => "cdb",
            Self::Pdb => "pdb",
            Self::NonCdb => "non-cdb",
        }
    }
}

/// The database's role; a snapshot standby is open read-write and behaves as a primary toward checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Primary,
    Standby,
}

impl Role {
    pub const ALL: [Self; 2] = [Self::Primary, Self::Standby];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Standby => "standby",
        }
    }
}

/// The identity of a database as it said itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    pub version: Version,
    pub version_text: String,
    pub tenancy: Tenancy,
    pub role: Role,
    /// `READ WRITE`, `READ ONLY WITH APPLY`, `MOUNTED`, …
    pub open_mode: String,
    pub log_mode: String,
    pub flashback: String,
    pub name: String,
    pub unique_name: String,
    pub dbid: String,
    pub con_name: String,
    pub host: String,
    pub instance: String,
    pub instances: i64,
}

impl Facts {
    /// DBA_ views answer only on an open database.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open_mode.starts_with("READ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_order_by_number_not_by_text() {
        let v = |t| Version::parse(t).unwrap();
        assert!(v("11.2.0.4.0") < v("12.1") && v("12.2") < v("18") && v("9.2") < v("19.24.0.0.0"));
        assert_eq!(Version::parse("nineteen"), None);
    }
}
