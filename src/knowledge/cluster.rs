//! Tickets that tell of the same thing: alike in title and symptom, or with the same code of an error in the same module.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::minhash::{alike, bands, set};
use super::tokens::tokens;

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub no: String,
    pub title: String,
    pub symptom: String,
    pub module: String,
    /// See [`super::codes`].
    pub codes: Vec<String>,
    pub submitter: String,
    pub at: Timestamp,
}

/// Why tickets are together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Six of ten pairs of characters of title and symptom are the same.
    Alike,
    Code {
        code: String,
        module: String,
    },
}

/// Two tickets or more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// By time, then number.
    pub members: Vec<&'a Item>,
    /// The first that came.
    pub head: &'a Item,
    pub codes: Vec<&'a str>,
    pub why: Vec<Why>,
}

/// Texts of a band that a new one is compared with at most: those of one band are alike or few, and a ticket has forty bands.
const MOST_COMPARED: usize = 16;

/// Clusters, those with the most tickets first; the same ones whatever the order of the items. Time grows with their number, as only
/// those are compared that MinHash puts into one band.
#[must_use]
pub fn cluster(items: &[Item]) -> Vec<Cluster<'_>> {
    let mut order: Vec<&Item> = items.iter().collect();
    order.sort_by(|a, b| (a.at, &a.no, &a.title, &a.symptom).cmp(&(b.at, &b.no, &b.title, &b.symptom)));
    let mut groups = Groups((0..order.len()).collect());
    let mut pairs: Vec<(usize, Why)> = Vec::new();
    by_text(&order, &mut groups, &mut pairs);
    by_code(&order, &mut groups, &mut pairs);
    gather(&order, &mut groups, pairs)
}

fn by_text(order: &[&Item], groups: &mut Groups, pairs: &mut Vec<(usize, Why)>) {
    let sets: Vec<Vec<u64>> = order.iter().map(|item| set(&tokens(&format!("{}\n{}", item.title, item.symptom)))).collect();
    let mut keys: Vec<(u64, usize)> = Vec::new();
    let banded: Vec<_> = sets.iter().map(|set| bands(set)).collect();
    for band in 0..super::minhash::BANDS {
        keys.clear();
        keys.extend(banded.iter().enumerate().filter_map(|(at, bands)| bands.get(band).map(|key| (*key, at))));
        keys.sort_unstable();
        for bucket in keys.chunk_by(|a, b| a.0 == b.0) {
            let mut heads: Vec<usize> = Vec::new();
            for (_, at) in bucket {
                let like = |other: &usize| sets.get(*at).zip(sets.get(*other)).is_some_and(|(a, b)| alike(a, b));
                let same = heads.iter().copied().find(|head| groups.root(*head) == groups.root(*at));
                match same.or_else(|| heads.iter().copied().find(like)) {
                    Some(head) => pairs.extend(groups.join(head, *at).then_some((*at, Why::Alike))),
                    None if heads.len() < MOST_COMPARED => heads.push(*at),
                    None => {}
                }
            }
        }
    }
}

fn by_code(order: &[&Item], groups: &mut Groups, pairs: &mut Vec<(usize, Why)>) {
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (at, item) in order.iter().enumerate() {
        // Without a module a code alone says little: ORA-00942 is everywhere.
        for code in item.codes.iter().filter(|_| !item.module.is_empty()) {
            match first.entry((code, &item.module)) {
                std::collections::btree_map::Entry::Vacant(place) => drop(place.insert(at)),
                std::collections::btree_map::Entry::Occupied(head) => {
                    groups.join(*head.get(), at);
                    pairs.push((at, Why::Code { code: code.clone(), module: item.module.clone() }));
                }
            }
        }
    }
}

fn gather<'a>(order: &[&'a Item], groups: &mut Groups, pairs: Vec<(usize, Why)>) -> Vec<Cluster<'a>> {
    let mut members: BTreeMap<usize, Vec<&'a Item>> = BTreeMap::new();
    for (at, item) in order.iter().enumerate() {
        members.entry(groups.root(at)).or_default().push(item);
    }
    let mut whys: BTreeMap<usize, BTreeSet<Why>> = BTreeMap::new();
    for (at, why) in pairs {
        whys.entry(groups.root(at)).or_default().insert(why);
    }
    let mut clusters: Vec<Cluster<'a>> = members
        .into_iter()
        .filter(|(_, members)| members.len() > 1)
        .filter_map(|(root, members)| {
            let codes: BTreeSet<&str> = members.iter().flat_map(|item| item.codes.iter().map(String::as_str)).collect();
            let why = whys.remove(&root).unwrap_or_default();
            Some(Cluster { head: members.first()?, codes: codes.into_iter().collect(), why: why.into_iter().collect(), members })
        })
        .collect();
    // The sort is stable, and before it the cluster with the first ticket is the first.
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.members.len()));
    clusters
}

/// Disjoint sets, each named by its first member.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&mut self, mut at: usize) -> usize {
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            // Halves the way for the next time.
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(place) = self.0.get_mut(at) {
                *place = above;
            }
            at = above;
        }
        at
    }

    /// Whether they were apart.
    fn join(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.root(one), self.root(other));
        if let Some(place) = self.0.get_mut(a.max(b)) {
            *place = a.min(b);
        }
        a != b
    }
}
