//! A backup set: what a policy says should be there, where, how often, and for how long. Read from `backups.toml`.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use super::run::Verdict;
use super::target::Target;

/// What makes the files of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Producer {
    /// Oracle Data Pump.
    Expdp,
    /// Oracle's original export.
    Exp,
    Rman,
    /// tar, compressed or not, and other archives.
    Tar,
    /// Anything else: what is in the files is not looked at.
    Custom,
}

impl Producer {
    pub const ALL: [Self; 5] = [Self::Expdp, Self::Exp, Self::Rman, Self::Tar, Self::Custom];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expdp => "expdp",
            Self::Exp => "exp",
            Self::Rman => "rman",
            Self::Tar => "tar",
            Self::Custom => "custom",
        }
    }

    /// Whether a dump of tables comes of it, whose rows can be counted.
    #[must_use]
    pub fn is_logical(self) -> bool {
        matches!(self, Self::Expdp | Self::Exp)
    }
}

/// A folder on this machine (mounted ones too), or on a host that is reached by SFTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// A target of the kind `host`; `None` is this machine.
    pub host: Option<String>,
    pub path: PathBuf,
}

impl Location {
    /// `/backup/hx`, `bk01:/backup/hx`.
    #[must_use]
    pub fn shown(&self) -> String {
        let path = self.path.display();
        self.host.as_ref().map_or_else(|| path.to_string(), |host| format!("{host}:{path}"))
    }
}

/// A day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthDay {
    Day(i8),
    Last,
}

/// When a backup is due to begin, in the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Schedule {
    Daily(Vec<Time>),
    Weekly(Vec<Weekday>, Time),
    /// A month without that day has its last one.
    Monthly(MonthDay, Time),
}

/// How many backups are kept of each length: the newest of so many days, weeks, months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    pub daily: u32,
    pub weekly: u32,
    pub monthly: u32,
}

/// Another place where the same files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyPlace {
    pub at: Location,
    /// In another building: a fire does not take both.
    pub off_site: bool,
}

/// Days on which a size or a missing backup has a known reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub from: Date,
    pub to: Date,
    pub why: String,
}

/// How a restore test of a set is done.
#[derive(Debug, Clone, PartialEq)]
pub struct RestorePlan {
    /// Name of the runner: a shipped one, or a file of the site.
    pub runner: String,
    /// Values for the runner's command, by name: `connect`, `directory`, ….
    pub with: std::collections::BTreeMap<String, String>,
    /// Databases or folders that may be restored into; everything else is refused.
    pub allow: Vec<String>,
    /// The longest a test may take, in seconds.
    pub limit_s: u32,
    /// The site's own questions with the answers that are expected.
    pub smoke: Vec<Smoke>,
}

/// A question to the restored data.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoke {
    pub title: String,
    pub sql: String,
    pub min: Option<f64>,
    pub max: Option<f64>,
}

/// One set.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupSet {
    /// Name, description, group, owner, limits and skipped checks, as of every target.
    pub target: Target,
    pub producer: Producer,
    pub place: Location,
    /// Names of the backup files below the place, with `{date}`, `{n}` and `*`.
    pub files: Vec<String>,
    /// Names of the logs; empty where none is written.
    pub logs: Vec<String>,
    /// The folder of the logs, where it is not the place.
    pub logs_at: Option<Location>,
    pub schedule: Schedule,
    /// Minutes after which a backup that was due must be done.
    pub within_min: u32,
    /// Days from the day a backup is due to the date in its name: −1 where the name has the day before.
    pub name_days: i8,
    /// First day of the policy: nothing is missing before it.
    pub since: Option<Date>,
    /// The database it is of: a target of the kind `oracle`.
    pub database: Option<String>,
    /// `OWNER`, as the dump must hold it.
    pub schemas: Vec<String>,
    /// `OWNER.TABLE`, with `*`.
    pub tables: Vec<String>,
    /// Release of the database that it would be restored into, e.g. `19`.
    pub restore_release: Option<String>,
    pub min_bytes: u64,
    pub copies: Vec<CopyPlace>,
    pub retention: Retention,
    /// The policy asks for encrypted files.
    pub encrypted: bool,
    /// A manifest is made at the source (`opsctl backup manifest`); a set without one is unknown, not ok.
    pub manifest: bool,
    /// The set is over so many nights: a part of the files is hashed each night.
    pub hash_nights: u32,
    pub events: Vec<Event>,
    pub restore: Option<RestorePlan>,
}

impl BackupSet {
    /// A daily set of any files at 22:00, of which nothing else is said.
    #[must_use]
    pub fn plain(name: &str, path: PathBuf) -> Self {
        let place = Location { host: None, path };
        Self {
            target: Target {
                name: name.into(),
                description: String::new(),
                group: String::new(),
                tags: Vec::new(),
                order: 100,
                enabled: true,
                owner: String::new(),
                packs: Vec::new(),
                place: super::target::Place::Backup(place.shown()),
                logs: super::target::LogFiles::default(),
                limits: super::target::Limits::default(),
                skip: std::collections::BTreeMap::default(),
            },
            producer: Producer::Custom,
            place,
            files: vec!["*".into()],
            logs: Vec::new(),
            logs_at: None,
            schedule: Schedule::Daily(vec![Time::constant(22, 0, 0, 0)]),
            within_min: 6 * 60,
            name_days: 0,
            since: None,
            database: None,
            schemas: Vec::new(),
            tables: Vec::new(),
            restore_release: None,
            min_bytes: 1,
            copies: Vec::new(),
            retention: Retention::default(),
            encrypted: false,
            manifest: false,
            hash_nights: 1,
            events: Vec::new(),
            restore: None,
        }
    }
}

/// Whether a backup that was due is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotState {
    Done,
    /// Its files still grow, and its time is not over.
    Running,
    /// Its time has come and is not over, and nothing is there yet.
    Due,
    Missing,
    /// A part of its files, or still growing although its time is over.
    Partial,
}

impl SlotState {
    pub const ALL: [Self; 5] = [Self::Done, Self::Running, Self::Due, Self::Missing, Self::Partial];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Running => "running",
            Self::Due => "due",
            Self::Missing => "missing",
            Self::Partial => "partial",
        }
    }
}

/// What the last look told of one backup that was due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kept {
    pub name: String,
    pub slot: Timestamp,
    pub seen_at: Timestamp,
    pub state: SlotState,
    pub verdict: Verdict,
    pub began_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub files: u64,
    pub bytes: u64,
    pub tables: Option<u64>,
    pub rows: Option<u64>,
    /// The worst finding in a sentence.
    pub why: String,
    pub run: String,
}

/// A digest that is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptFile {
    pub path: Vec<u8>,
    /// Empty: the set's own place; else the place of a copy.
    pub place: String,
    pub size: u64,
    pub mtime: Option<Timestamp>,
    pub sha256: String,
    /// It was made where the backup was made, not when it was first seen.
    pub from_manifest: bool,
    pub first_seen: Timestamp,
    pub checked_at: Timestamp,
}

/// A restore test that was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RestoreTest {
    pub name: String,
    pub slot: Timestamp,
    pub began_at: Timestamp,
    pub ended_at: Timestamp,
    pub verdict: Verdict,
    /// Judged from logs of one that was done by hand.
    pub from_logs: bool,
    pub runner: String,
    pub target: String,
    pub operator: String,
    pub machine: String,
    /// Steps, rows, objects, smoke questions, findings.
    pub result: serde_json::Value,
}

/// A tape, a disc, a copy elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medium {
    pub label: String,
    pub kind: String,
    /// The set that is on it; empty for none.
    pub set: String,
    pub holds: String,
    pub made_on: Date,
    pub place: String,
    pub custodian: String,
    pub class: String,
    pub encrypted: bool,
    pub next_check: Date,
    pub state: String,
    pub note: String,
}
