//! The `[release]` table: who is who in approvals and by which keys, what the site allows, and where forms are filed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::origin::Sourced;
use super::reader::Reader;
use super::show::Row;
use crate::model::approval::{Exception, Policy, Role};
use crate::seal::minisign::PublicKey;

pub(super) const KEYS: &[&str] = &["prefix", "people", "policy", "trusted-keys", "unsigned", "plan-hours", "archive"];
pub(super) const PERSON_KEYS: &[&str] = &["roles", "key"];
pub(super) const POLICY_KEYS: &[&str] = &["rehearsal-days", "one-person", "emergency-unrehearsed", "unproven"];

/// What is set; nothing has to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReleaseSettings {
    /// What numbers of forms begin with; the year follows.
    pub prefix: Option<Sourced<String>>,
    pub people: BTreeMap<String, Sourced<Person>>,
    /// People who may sign one form in several roles.
    pub one_person: BTreeMap<String, Sourced<Vec<Role>>>,
    pub rehearsal_days: Option<Sourced<u32>>,
    pub emergency_unrehearsed: Option<Sourced<bool>>,
    pub unproven: Option<Sourced<bool>>,
    /// Whose signatures of packages are believed.
    pub trusted_keys: Option<Sourced<Vec<KeyRef>>>,
    /// Packages may come without a signature.
    pub unsigned: Option<Sourced<bool>>,
    /// How long a plan holds.
    pub plan_hours: Option<Sourced<u32>>,
    pub archive: Option<Sourced<PathBuf>>,
}

/// Somebody of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub roles: Vec<Role>,
    /// The present key and former ones: what was signed with those stays proved.
    pub keys: Vec<KeyRef>,
}

/// A public key of minisign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyRef {
    /// Its line, as in the settings.
    Text(String),
    /// A `minisign.pub`.
    File(PathBuf),
}

impl std::fmt::Display for KeyRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

impl ReleaseSettings {
    pub(super) fn read(top: &Reader<'_>) -> Self {
        let Some(release) = top.sub("release") else { return Self::default() };
        release.only(KEYS);
        let mut read = Self {
            prefix: release.text("prefix").filter(|prefix| {
                let good = prefix.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && prefix.value.len() <= 12;
                if !good && let Some(entry) = release.entry("prefix") {
                    release.wrong_value(entry, "A-Z a-z 0-9 -");
                }
                good
            }),
            people: release.sub("people").map(|people| read_people(&people)).unwrap_or_default(),
            trusted_keys: keys(&release, "trusted-keys"),
            unsigned: release.flag("unsigned"),
            plan_hours: release.count("plan-hours", 1..=8760),
            archive: release.disk_path("archive"),
            ..Self::default()
        };
        if let Some(policy) = release.sub("policy") {
            policy.only(POLICY_KEYS);
            read.rehearsal_days = policy.count("rehearsal-days", 1..=3650);
            read.emergency_unrehearsed = policy.flag("emergency-unrehearsed");
            read.unproven = policy.flag("unproven");
            if let Some(one) = policy.sub("one-person") {
                read.one_person = names(&one).filter_map(|name| Some((name.clone(), roles(&one, &name)?))).collect();
            }
        }
        read
    }

    /// Puts a stronger layer over this one; people are joined by name.
    pub(super) fn under(mut self, over: Self) -> Self {
        self.people.extend(over.people);
        self.one_person.extend(over.one_person);
        Self {
            prefix: over.prefix.or(self.prefix),
            people: self.people,
            one_person: self.one_person,
            rehearsal_days: over.rehearsal_days.or(self.rehearsal_days),
            emergency_unrehearsed: over.emergency_unrehearsed.or(self.emergency_unrehearsed),
            unproven: over.unproven.or(self.unproven),
            trusted_keys: over.trusted_keys.or(self.trusted_keys),
            unsigned: over.unsigned.or(self.unsigned),
            plan_hours: over.plan_hours.or(self.plan_hours),
            archive: over.archive.or(self.archive),
        }
    }

    /// What numbers begin with before the year.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.prefix.as_ref().map_or("FB-", |prefix| prefix.value.as_str())
    }

    /// What somebody may be; nothing where the site has not said so.
    #[must_use]
    pub fn roles(&self, name: &str) -> &[Role] {
        self.people.get(name).map_or(&[], |person| person.value.roles.as_slice())
    }

    /// What the site allows; strict where it says nothing.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let strict = Policy::default();
        let excuse = |(person, roles): (&String, &Sourced<Vec<Role>>)| Exception { person: person.clone(), roles: roles.value.clone() };
        Policy {
            rehearsal_days: self.rehearsal_days.as_ref().map_or(strict.rehearsal_days, |days| days.value),
            one_person: self.one_person.iter().map(excuse).collect(),
            emergency_unrehearsed: self.emergency_unrehearsed.as_ref().map_or(strict.emergency_unrehearsed, |flag| flag.value),
            unproven: self.unproven.as_ref().map_or(strict.unproven, |flag| flag.value),
        }
    }

    /// Whether a package without a signature is taken.
    #[must_use]
    pub fn unsigned(&self) -> bool {
        self.unsigned.as_ref().is_some_and(|flag| flag.value)
    }

    /// How many hours a plan holds.
    #[must_use]
    pub fn plan_hours(&self) -> u32 {
        self.plan_hours.as_ref().map_or(24, |hours| hours.value)
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        fn row<T>(key: &str, value: Option<&Sourced<T>>, shown: impl Fn(&T) -> String) -> Option<Row> {
            let value = value?;
            Some(Row { key: format!("release.{key}"), value: shown(&value.value), origin: value.origin.to_string() })
        }
        let words = |roles: &Vec<Role>| roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
        let keys = |keys: &Vec<KeyRef>| keys.iter().map(KeyRef::to_string).collect::<Vec<_>>().join(", ");
        let mut rows: Vec<Row> = [
            row("prefix", self.prefix.as_ref(), Clone::clone),
            row("trusted-keys", self.trusted_keys.as_ref(), keys),
            row("unsigned", self.unsigned.as_ref(), bool::to_string),
            row("plan-hours", self.plan_hours.as_ref(), u32::to_string),
            row("archive", self.archive.as_ref(), |path| path.display().to_string()),
            row("policy.rehearsal-days", self.rehearsal_days.as_ref(), u32::to_string),
            row("policy.emergency-unrehearsed", self.emergency_unrehearsed.as_ref(), bool::to_string),
            row("policy.unproven", self.unproven.as_ref(), bool::to_string),
        ]
        .into_iter()
        .flatten()
        .collect();
        rows.extend(self.one_person.iter().filter_map(|(name, roles)| row(&format!("policy.one-person.{name}"), Some(roles), words)));
        for (name, person) in &self.people {
            rows.extend(row(&format!("people.{name}.roles"), Some(person), |person| words(&person.roles)));
            rows.extend(row(&format!("people.{name}.key"), Some(person).filter(|one| !one.value.keys.is_empty()), |one| keys(&one.keys)));
        }
        rows
    }
}

fn names<'a>(table: &Reader<'a>) -> impl Iterator<Item = String> + use<'a> {
    table.table.keys().map(|name| name.get_ref().clone().into_owned())
}

fn read_people(people: &Reader<'_>) -> BTreeMap<String, Sourced<Person>> {
    let person = |name: String| {
        let entry = people.entry(&name)?;
        let one = people.inside(entry)?;
        one.only(PERSON_KEYS);
        let keys = keys(&one, "key").map(|keys| keys.value).unwrap_or_default();
        let roles = roles(&one, "roles").map(|roles| roles.value).unwrap_or_default();
        Some((name, Sourced::new(Person { roles, keys }, people.origin(entry.0))))
    };
    names(people).filter_map(person).collect()
}

/// Roles by their keys, or by their Chinese words.
fn roles(table: &Reader<'_>, key: &str) -> Option<Sourced<Vec<Role>>> {
    let known = || Role::ALL.iter().map(|role| format!("{} {}", role.as_str(), role.words().zh)).collect::<Vec<_>>().join(" / ");
    let words = table.texts(key)?;
    let mut roles = Vec::new();
    for word in &words.value {
        match Role::parse(word) {
            Some(role) => roles.push(role),
            None => table.wrong_value(table.entry(key)?, &known()),
        }
    }
    Some(Sourced::new(roles, words.origin))
}

/// Public keys, each a line of base64 or a file; files are read when somebody has to be proved.
fn keys(table: &Reader<'_>, key: &str) -> Option<Sourced<Vec<KeyRef>>> {
    let of = |text: &String| match PublicKey::parse(text) {
        Ok(_) => KeyRef::Text(text.clone()),
        Err(_) => KeyRef::File(table.resolve(text)),
    };
    Some(table.texts(key)?.map(|texts| texts.iter().map(of).collect()))
}
