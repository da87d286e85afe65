//! Events → groups of the same trouble: how often, first and last time, one sample. Bounded, and open about it.

use super::log_class::Class;
use super::log_event::LogEvent;
use super::log_time::LogTime;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How many different keys are kept. A log with more is a storm with an address or an id in each line.
pub const MAX_KEYS: usize = 2000;

/// The same trouble, any number of times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How often.
    pub count: u64,
    /// The time of the first event that has one, in the order of the log.
    pub first: Option<LogTime>,
    /// The time of the last one.
    pub last: Option<LogTime>,
    /// The first event, or the first of the worst class; it also has the key.
    pub sample: LogEvent,
}

/// What did not fit into [`MAX_KEYS`] groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overflow {
    /// Events without a group of their own.
    pub events: u64,
    /// Those of them that are abnormal or urgent.
    pub severe: u64,
    /// The worst of them, so that even a storm hides nothing urgent.
    pub worst: Option<LogEvent>,
}

/// Gathers events by key.
#[derive(Debug, Default)]
#[expect(clippy::struct_field_names, reason = "the groups are what it has")]
pub struct Groups {
    groups: Vec<Group>,
    index: HashMap<String, usize>,
    overflow: Overflow,
    routine: u64,
}

impl Groups {
    /// Counts one event.
    pub fn add(&mut self, event: LogEvent) {
        if event.class == Class::Routine {
            self.routine += 1;
            return;
        }
        if let Some(&at) = self.index.get(&event.key) {
            return self.groups[at].add(event);
        }
        if self.groups.len() >= MAX_KEYS {
            return self.overflow.add(event);
        }
        self.index.insert(event.key.clone(), self.groups.len());
        self.groups.push(Group { count: 1, first: event.time.clone(), last: event.time.clone(), sample: event });
    }

    /// The groups, in the order of their first events.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What did not fit; to be reported when `events > 0`.
    #[must_use]
    pub fn overflow(&self) -> &Overflow {
        &self.overflow
    }

    /// Events that a rule calls routine: not listed, but the number is told.
    #[must_use]
    pub fn routine(&self) -> u64 {
        self.routine
    }

    /// All events that are not routine.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.groups.iter().map(|g| g.count).sum::<u64>() + self.overflow.events
    }

    /// The worst class there is, overflow included.
    #[must_use]
    pub fn worst(&self) -> Option<Class> {
        let overflow = self.overflow.worst.as_ref().map(|e| e.class);
        self.groups.iter().map(|g| g.sample.class).chain(overflow).max()
    }

    /// The groups for a report: worst class first, then the most frequent.
    #[must_use]
    pub fn into_sorted(self) -> (Vec<Group>, Overflow) {
        let mut groups = self.groups;
        groups.sort_by_key(|group| std::cmp::Reverse((group.sample.class, group.count)));
        (groups, self.overflow)
    }
}

impl Group {
    fn add(&mut self, event: LogEvent) {
        self.count += 1;
        if event.time.is_some() {
            if self.first.is_none() {
                self.first.clone_from(&event.time);
            }
            self.last.clone_from(&event.time);
        }
        if event.class > self.sample.class {
            self.sample = event;
        }
    }
}

impl Overflow {
    fn add(&mut self, event: LogEvent) {
        self.events += 1;
        self.severe += u64::from(event.class >= Class::Abnormal);
        if self.worst.as_ref().is_none_or(|worst| event.class > worst.class) {
            self.worst = Some(event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_time;

    fn event(key: &str, class: Class, time: &str) -> LogEvent {
        LogEvent {
            time: log_time::head(time.as_bytes()),
            con_name: None,
            code: None,
            arg: None,
            class,
            rule: None,
            key: key.into(),
            text: String::new(),
            context: Vec::new(),
            peer: None,
            offset: 0,
        }
    }

    #[test]
    fn the_same_key_is_counted_with_first_and_last_time() {
        let mut groups = Groups::default();
        groups.add(event("a", Class::Note, ""));
        groups.add(event("a", Class::Note, "2024-01-01T00:00:00"));
        groups.add(event("b", Class::Routine, "2024-01-01T00:00:00"));
        groups.add(event("a", Class::Urgent, "2024-01-02T00:00:00"));
        groups.add(event("c", Class::Note, ""));
        let a = &groups.groups()[0];
        let text = |time: &Option<LogTime>| time.as_ref().map(ToString::to_string);
        assert_eq!((a.count, text(&a.first).as_deref()), (3, Some("2024-01-01T00:00:00")));
        assert_eq!(text(&a.last).as_deref(), Some("2024-01-02T00:00:00"));
        assert_eq!(a.sample.class, Class::Urgent, "the worst one is the sample");
        assert_eq!((groups.events(), groups.routine(), groups.worst()), (4, 1, Some(Class::Urgent)));
    }

    #[test]
    fn a_storm_is_bounded_and_hides_nothing() {
        let mut groups = Groups::default();
        for i in 0..MAX_KEYS + 500 {
            groups.add(event(&i.to_string(), if i == MAX_KEYS + 400 { Class::Urgent } else { Class::Note }, ""));
        }
        assert_eq!((groups.groups().len(), groups.overflow().events, groups.overflow().severe), (MAX_KEYS, 500, 1));
        assert_eq!((groups.events(), groups.worst()), (MAX_KEYS as u64 + 500, Some(Class::Urgent)));
    }
}
