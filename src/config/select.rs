//! Turns names, groups and tags of a command line into the targets to ask, in the order of lists and reports.

use std::collections::BTreeSet;

use super::Config;
use crate::error::{Error, Kind, Result};
use crate::model::Target;
use crate::model::backup::BackupSet;
use crate::text::Msg;

impl Config {
    /// All enabled targets that are named, or in one of the groups, or have one of the tags; with nothing said, all.
    ///
    /// A disabled target is left out silently unless it is named: then that is an error, because the user expects an
    /// answer about it. Every unknown word is reported, with what may have been meant. No target at all is an error.
    pub fn select(&self, names: &[String], groups: &[String], tags: &[String]) -> Result<Vec<Target>> {
        let mut errors = Vec::new();
        let mut unknown = |msg: Msg, word: &str, known: BTreeSet<&str>| {
            let error = Error::new(Kind::Usage, msg).near(word, known);
            errors.push(if error.hints.is_empty() { error.hint(Msg::HintTargets {}) } else { error });
        };
        for name in names.iter().filter(|name| self.target(name).is_none()) {
            unknown(Msg::UnknownTarget { name: name.clone() }, name, self.targets().map(|t| t.name.as_str()).collect());
        }
        for name in groups.iter().filter(|name| !self.groups.contains_key(*name)) {
            unknown(Msg::UnknownGroup { name: name.clone() }, name, self.groups.keys().map(String::as_str).collect());
        }
        let known = self.tags();
        for name in tags.iter().filter(|name| !known.contains(name.as_str())) {
            unknown(Msg::UnknownGroup { name: name.clone() }, name, known.clone());
        }
        for entry in self.entries.iter().filter(|entry| !entry.target.enabled && names.contains(&entry.target.name)) {
            let place = entry.origins.get("enabled").unwrap_or(&entry.origin).to_string();
            let msg = Msg::TargetDisabled { name: entry.target.name.clone(), place };
            errors.push(Error::new(Kind::Usage, msg).hint(Msg::HintEnable {}));
        }
        if let Some(error) = Error::all(errors) {
            return Err(error);
        }
        let all = names.is_empty() && groups.is_empty() && tags.is_empty();
        let wanted = |t: &&Target| {
            t.enabled && (all || names.contains(&t.name) || groups.contains(&t.group) || t.tags.iter().any(|tag| tags.contains(tag)))
        };
        let found: Vec<Target> = self.targets().filter(wanted).cloned().collect();
        if found.is_empty() {
            let hint = if self.entries.is_empty() { Msg::HintInit {} } else { Msg::HintTargets {} };
            return Err(Error::new(Kind::Usage, Msg::NoTarget {}).hint(hint));
        }
        Ok(found)
    }

    /// The enabled backup sets that are named, or in one of the groups, or have one of the tags; with nothing said, all.
    pub fn select_sets(&self, names: &[String], groups: &[String], tags: &[String]) -> Result<Vec<BackupSet>> {
        let known = |set: &&BackupSet| -> bool { names.contains(&set.target.name) };
        let mut errors = Vec::new();
        for name in names.iter().filter(|name| !self.sets().any(|set| set.target.name == **name)) {
            let error = Error::new(Kind::Usage, Msg::UnknownSet { name: name.clone() });
            errors.push(error.near(name, self.sets().map(|set| set.target.name.as_str())).hint(Msg::HintSets {}));
        }
        for set in self.sets().filter(known).filter(|set| !set.target.enabled) {
            let msg = Msg::TargetDisabled { name: set.target.name.clone(), place: super::backup::FILE.into() };
            errors.push(Error::new(Kind::Usage, msg).hint(Msg::HintEnable {}));
        }
        if let Some(error) = Error::all(errors) {
            return Err(error);
        }
        let all = names.is_empty() && groups.is_empty() && tags.is_empty();
        let wanted = |set: &&BackupSet| {
            let target = &set.target;
            target.enabled && (all || known(set) || groups.contains(&target.group) || target.tags.iter().any(|tag| tags.contains(tag)))
        };
        let found: Vec<BackupSet> = self.sets().filter(wanted).cloned().collect();
        if found.is_empty() {
            return Err(Error::new(Kind::Usage, Msg::NoSet {}).hint(Msg::HintSets {}));
        }
        Ok(found)
    }

    /// Every tag that a target has.
    #[must_use]
    pub fn tags(&self) -> BTreeSet<&str> {
        self.targets().flat_map(|t| &t.tags).map(String::as_str).collect()
    }
}
