//! Turns files, variables and flags into settings and targets that know where each value was written. LEVEL 2.
//!
//! [`Env::read`] looks at the environment once, [`Config::load`] reads every layer and reports all mistakes together,
//! [`resolve`] fetches a secret when a link needs it, [`write_samples`] makes a folder to start from. `default.toml`
//! explains every key of `opsctl.toml` and the order of the layers; `samples/` explain targets, backup sets and releases.

mod approval;
mod backup;
mod calendar;
mod command;
mod env;
mod init;
mod limits;
mod load;
mod merge;
mod origin;
mod reader;
mod reference;
mod release;
mod report;
mod secret;
mod select;
mod settings;
mod show;
mod source;
mod targets;
#[cfg(test)]
mod tests;
mod ticket;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::model::backup::BackupSet;
use crate::model::release::{Freeze, Target as Release};
use crate::model::{Host, LogFiles, Place, Target};
use crate::text::Msg;

pub use approval::{KeyRef, Person, ReleaseSettings};
pub use backup::{BackupSettings, bytes};
pub use calendar::{CalendarSettings, FoundFile, SiteCalendar, clash_error, fault_errors, layer_words, read_file as read_calendar_file};
pub use env::Env;
pub use init::write_samples;
pub use limits::{LimitKey, SourcedLimits};
pub use load::Flags;
pub use merge::Group;
pub use origin::{Origin, Sourced};
pub use report::ReportSettings;
pub use secret::resolve;
pub use settings::{HostDefaults, OracleDefaults, Retention, Settings};
pub use show::Row;
pub use ticket::TicketSettings;

/// The default values and the manual of `opsctl.toml`.
pub const DEFAULT_TOML: &str = include_str!("default.toml");

/// All that is configured.
#[derive(Debug, Clone)]
pub struct Config {
    pub settings: Settings,
    pub groups: BTreeMap<String, Group>,
    /// What is allowed and worth a word, such as two targets with one address.
    pub warnings: Vec<Msg>,
    /// The files that were read, weakest first.
    pub files: Vec<PathBuf>,
    /// What holds for all backup sets.
    pub backup: BackupSettings,
    /// The folder of the site's calendar files; it need not be there.
    pub calendar_dir: Sourced<PathBuf>,
    /// In the order of lists and reports.
    entries: Vec<merge::Entry>,
    /// Where in it a target of a name is.
    by_name: HashMap<String, usize>,
    /// Backup sets, in the same order.
    sets: Vec<backup::SetEntry>,
    releases: release::Releases,
}

impl Config {
    /// Every target, also the disabled ones, in the order of lists and reports: by order of the group, then of the
    /// target, then by name; those without a group come last.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.entries.iter().map(|entry| &entry.target)
    }

    /// Every backup set, also the disabled ones.
    pub fn sets(&self) -> impl Iterator<Item = &BackupSet> {
        self.sets.iter().map(|entry| &entry.set)
    }

    /// Every target of releases, also the disabled ones, by name.
    pub fn releases(&self) -> impl Iterator<Item = &Release> {
        self.releases.targets.iter().map(|entry| &entry.target)
    }

    /// The target of releases of a name, enabled or not.
    #[must_use]
    pub fn release(&self, name: &str) -> Option<&Release> {
        self.releases().find(|target| target.name == name)
    }

    /// Days on which nothing is released, in the order of the file.
    pub fn freezes(&self) -> impl Iterator<Item = &Freeze> {
        self.releases.freezes.iter().map(|freeze| &freeze.value)
    }

    /// This machine as a target; no configuration is needed for it.
    #[must_use]
    pub fn local(&self) -> Target {
        let host = Host {
            connect_timeout_s: self.settings.host.connect_timeout_s.value,
            timeout_s: self.settings.host.timeout_s.value,
            ..Host::at(Host::LOCAL)
        };
        let limits = self
            .settings
            .limits
            .iter()
            .map(|(check, names)| (check.clone(), names.iter().map(|(name, limit)| (name.clone(), limit.value)).collect()));
        Target {
            name: Host::LOCAL.into(),
            description: String::new(),
            group: String::new(),
            tags: Vec::new(),
            order: 0,
            enabled: true,
            owner: String::new(),
            packs: Vec::new(),
            place: Place::Host(host),
            logs: LogFiles::default(),
            limits: limits.collect(),
            skip: BTreeMap::new(),
        }
    }

    /// The target of a name, enabled or not.
    #[must_use]
    pub fn target(&self, name: &str) -> Option<&Target> {
        self.entry(name).map(|entry| &entry.target)
    }

    fn entry(&self, name: &str) -> Option<&merge::Entry> {
        self.by_name.get(name).and_then(|at| self.entries.get(*at))
    }
}
