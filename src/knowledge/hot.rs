//! Hot questions: what comes again, from many.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{Cluster, Entry, State};

/// A cluster within a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hot<'a> {
    pub cluster: &'a Cluster<'a>,
    /// Tickets within the time.
    pub count: usize,
    /// Different people among those who sent them; unnamed ones count as one.
    pub submitters: usize,
    /// 重复发生未建知识: no published entry has one of its tickets as a source.
    pub without_entry: bool,
    /// None of its tickets is older than the time.
    pub new: bool,
}

/// Numbers of the tickets that published entries come from; those that are due count, as they are still shown.
#[must_use]
pub fn covered(entries: &[Entry]) -> BTreeSet<&str> {
    let shown = entries.iter().filter(|entry| matches!(entry.state, State::Published | State::Due));
    shown.flat_map(|entry| entry.sources.iter().map(String::as_str)).collect()
}

/// Clusters with two tickets or more in the `days` up to now, by tickets × submitters; equal ones in their order. `covered` are the
/// tickets of [`covered()`].
#[must_use]
pub fn hot<'a>(clusters: &'a [Cluster<'a>], covered: &BTreeSet<&str>, now: Timestamp, days: u16) -> Vec<Hot<'a>> {
    let from = now.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN);
    let mut found: Vec<Hot<'a>> = clusters
        .iter()
        .map(|cluster| {
            let within: Vec<_> = cluster.members.iter().filter(|item| item.at > from && item.at <= now).collect();
            Hot {
                cluster,
                count: within.len(),
                submitters: within.iter().map(|item| item.submitter.as_str()).collect::<BTreeSet<_>>().len(),
                without_entry: !cluster.members.iter().any(|item| covered.contains(item.no.as_str())),
                new: cluster.head.at > from,
            }
        })
        .filter(|hot| hot.count > 1)
        .collect();
    found.sort_by_key(|hot| std::cmp::Reverse(hot.count * hot.submitters));
    found
}
