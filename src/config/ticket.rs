//! The `[ticket]` table: which platform this is, who is who, and the site's own files of clauses and masks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::origin::Sourced;
use super::reader::Reader;
use super::show::Row;
use crate::model::ticket::{Role, Side};

pub(super) const KEYS: &[&str] = &["side", "name", "prefix", "people", "sla", "mask", "mask-exports"];
const SIDES: &[(&str, Side)] = &[("ops", Side::Ops), ("problem", Side::Problem)];

/// What is set; nothing has to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TicketSettings {
    pub side: Option<Sourced<Side>>,
    /// What the packages say they come from.
    pub name: Option<Sourced<String>>,
    /// What numbers of tickets begin with; the year follows.
    pub prefix: Option<Sourced<String>>,
    /// Operators and what each of them is.
    pub people: BTreeMap<String, Sourced<Vec<Role>>>,
    /// Time limits of the site.
    pub sla: Option<Sourced<PathBuf>>,
    /// What else is masked, and what is not.
    pub mask: Option<Sourced<PathBuf>>,
    /// Every package is masked.
    pub mask_exports: Option<Sourced<bool>>,
}

impl TicketSettings {
    pub(super) fn read(top: &Reader<'_>) -> Self {
        let Some(ticket) = top.sub("ticket") else { return Self::default() };
        ticket.only(KEYS);
        Self {
            side: ticket.choice("side", SIDES),
            name: ticket.text("name"),
            prefix: ticket.text("prefix").filter(|prefix| {
                let good = prefix.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && prefix.value.len() <= 12;
                if !good && let Some(entry) = ticket.entry("prefix") {
                    ticket.wrong_value(entry, "A-Z a-z 0-9 -");
                }
                good
            }),
            people: ticket.sub("people").map(|people| read_people(&people)).unwrap_or_default(),
            sla: ticket.disk_path("sla"),
            mask: ticket.disk_path("mask"),
            mask_exports: ticket.flag("mask-exports"),
        }
    }

    /// Puts a stronger layer over this one; people are joined by name.
    pub(super) fn under(self, over: Self) -> Self {
        let mut people = self.people;
        people.extend(over.people);
        Self {
            side: over.side.or(self.side),
            name: over.name.or(self.name),
            prefix: over.prefix.or(self.prefix),
            people,
            sla: over.sla.or(self.sla),
            mask: over.mask.or(self.mask),
            mask_exports: over.mask_exports.or(self.mask_exports),
        }
    }

    /// The platform this is; that of operations unless it is set.
    #[must_use]
    pub fn side(&self) -> Side {
        self.side.as_ref().map_or(Side::Ops, |side| side.value)
    }

    /// What numbers begin with before the year.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.prefix.as_ref().map_or("YW-", |prefix| prefix.value.as_str())
    }

    /// What somebody is; `None` where the site has not said who is who at all.
    #[must_use]
    pub fn roles(&self, name: &str) -> Option<&[Role]> {
        if self.people.is_empty() {
            return None;
        }
        Some(self.people.get(name).map_or(&[], |roles| roles.value.as_slice()))
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |key: &str, value: Option<(String, String)>| {
            rows.extend(value.map(|(value, origin)| Row { key: format!("ticket.{key}"), value, origin }));
        };
        let path = |value: &Option<Sourced<PathBuf>>| value.as_ref().map(|v| (v.value.display().to_string(), v.origin.to_string()));
        let text = |value: &Option<Sourced<String>>| value.as_ref().map(|v| (v.value.clone(), v.origin.to_string()));
        add("side", self.side.as_ref().map(|v| (v.value.as_str().to_owned(), v.origin.to_string())));
        add("name", text(&self.name));
        add("prefix", text(&self.prefix));
        add("sla", path(&self.sla));
        add("mask", path(&self.mask));
        add("mask-exports", self.mask_exports.as_ref().map(|v| (v.value.to_string(), v.origin.to_string())));
        for (name, roles) in &self.people {
            let words: Vec<&str> = roles.value.iter().map(|role| role.as_str()).collect();
            add(&format!("people.{name}"), Some((words.join(", "), roles.origin.to_string())));
        }
        rows
    }
}

fn read_people(people: &Reader<'_>) -> BTreeMap<String, Sourced<Vec<Role>>> {
    let names = people.table.keys().map(|name| name.get_ref().clone().into_owned());
    let known = Role::ALL.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" / ");
    names
        .filter_map(|name| {
            let words = people.texts(&name)?;
            let mut roles = Vec::new();
            for word in &words.value {
                match Role::parse(word) {
                    Some(role) => roles.push(role),
                    None => people.wrong_value(people.entry(&name)?, &known),
                }
            }
            Some((name, Sourced::new(roles, words.origin)))
        })
        .collect()
}
