//! Problems of a period: found, over, left; what could not be checked; what is proposed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::facts::{Facts, rounded};
use crate::model::period::Episode;
use crate::model::{Level, Reason};
use crate::text;

/// The episodes of a period by what became of them.
pub(super) struct Sorted<'a> {
    pub all: Vec<&'a Episode>,
    /// First found within the period.
    pub opened: Vec<&'a Episode>,
    pub closed: Vec<&'a Episode>,
    pub left: Vec<&'a Episode>,
}

/// Worst first, then the oldest.
pub(super) fn sort<'a>(facts: &'a Facts<'_>) -> Sorted<'a> {
    let mut all: Vec<&Episode> = facts.episodes.iter().collect();
    all.sort_by_key(|episode| (std::cmp::Reverse(episode.level), episode.since, episode.target.clone(), episode.check.clone()));
    Sorted {
        opened: all.iter().copied().filter(|episode| episode.since >= facts.from).collect(),
        closed: all.iter().copied().filter(|episode| episode.over.is_some()).collect(),
        left: all.iter().copied().filter(|episode| episode.over.is_none()).collect(),
        all,
    }
}

pub(super) fn data(facts: &Facts<'_>, found: &Sorted<'_>) -> Json {
    let rows = |episodes: &[&Episode]| episodes.iter().map(|episode| row(facts, episode)).collect::<Vec<_>>();
    let count = |episodes: &[&Episode], level: Level| episodes.iter().filter(|episode| episode.level == level).count();
    let levels: Vec<Json> = [Level::Critical, Level::Warning]
        .into_iter()
        .filter(|_| facts.judged() > 0)
        .map(|level| {
            json!({
                "level": text::level(level, facts.lang()),
                "opened": count(&found.opened, level),
                "closed": count(&found.closed, level),
                "left": count(&found.left, level),
            })
        })
        .collect();
    let of_backups: Vec<&Episode> = found.left.iter().copied().filter(|episode| is_of_backups(&episode.check)).collect();
    json!({
        "opened": rows(&found.opened),
        "closed": rows(&found.closed),
        "left": rows(&found.left),
        "left_of_backups": rows(&of_backups),
        "levels": levels,
        "checks": checks(facts, found),
    })
}

/// Whether a check is about backups or the space that they need, by its id.
fn is_of_backups(check: &str) -> bool {
    ["backup", "rman", "archive", "fra"].iter().any(|word| check.contains(word))
}

/// The checks that found something, the worst first, then those with most left.
fn checks(facts: &Facts<'_>, found: &Sorted<'_>) -> Vec<Json> {
    let mut by_check: BTreeMap<&str, Vec<&Episode>> = BTreeMap::new();
    for episode in &found.all {
        by_check.entry(&episode.check).or_default().push(episode);
    }
    let mut rows: Vec<(Level, usize, Json)> = by_check
        .into_iter()
        .map(|(check, episodes)| {
            let level = episodes.iter().map(|episode| episode.level).max().unwrap_or(Level::Warning);
            let left = episodes.iter().filter(|episode| episode.over.is_none()).count();
            let targets: BTreeSet<&str> = episodes.iter().map(|episode| episode.target.as_str()).collect();
            let row = json!({
                "check": facts.title(check),
                "level": text::level(level, facts.lang()),
                "opened": episodes.iter().filter(|episode| episode.since >= facts.from).count(),
                "closed": episodes.len() - left,
                "left": left,
                "targets": targets.len(),
            });
            (level, left, row)
        })
        .collect();
    rows.sort_by_key(|(level, left, _)| (std::cmp::Reverse(*level), std::cmp::Reverse(*left)));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

fn row(facts: &Facts<'_>, episode: &Episode) -> Json {
    let end = episode.over.unwrap_or(facts.to);
    json!({
        "level": text::level(episode.level, facts.lang()),
        "target": episode.target,
        "check": facts.title(&episode.check),
        "check_id": episode.check,
        "subject": episode.subject,
        "says": episode.says.to(facts.lang()),
        "since": facts.time(episode.since),
        "over": episode.over.map_or(Json::Null, |at| facts.time(at)),
        "days": rounded(end.duration_since(episode.since).as_secs_f64() / 86_400.0, 1),
        "advice": advice(facts, &episode.check),
        "looks": episode.looks,
        "run": episode.run,
    })
}

/// The advice of the check; tags of a row's own values have no row here, so such sentences are left out.
pub(super) fn advice(facts: &Facts<'_>, check: &str) -> String {
    let advice = facts.check(check).map_or_else(String::new, |check| check.advice.to(facts.lang()).to_owned());
    if advice.contains("{{") || advice.contains("{%") { String::new() } else { advice }
}

/// What could not be checked, with the reason of the last time. Checks of a target that share a reason, as when it was down, are one row.
pub(super) fn unchecked(facts: &Facts<'_>) -> Vec<Json> {
    /// So many are named.
    const NAMED: usize = 3;
    let mut rows: indexmap::IndexMap<(&str, String, usize), Vec<String>> = indexmap::IndexMap::new();
    for gap in &facts.gaps {
        let reason = serde_json::from_str::<Reason>(&gap.reason).ok().map(|reason| text::not_checked(&reason, facts.lang()));
        let blind = (gap.blind > 0).then(|| {
            facts.say(&format!("其中 {} 个对象没有数值，无法判断", gap.blind), &format!("{} rows had no value to judge", gap.blind))
        });
        let reasons: Vec<String> = reason.into_iter().chain(blind).collect();
        rows.entry((gap.target.as_str(), reasons.join("；"), gap.times)).or_default().push(facts.title(&gap.check));
    }
    rows.into_iter()
        .map(|((target, reason, times), checks)| {
            let named = checks.iter().take(NAMED).cloned().collect::<Vec<_>>().join(&facts.say("、", ", "));
            let check = if checks.len() > NAMED {
                facts.say(&format!("{named}等 {} 项", checks.len()), &format!("{named} and others, {} in all", checks.len()))
            } else {
                named
            };
            json!({ "target": target, "check": check, "times": times, "reason": reason })
        })
        .collect()
}

/// What is proposed: the advice for what is left, said once for all that it is about.
pub(super) fn measures(facts: &Facts<'_>, found: &Sorted<'_>) -> Vec<Json> {
    let mut by_advice: Vec<(String, Vec<String>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for episode in &found.left {
        let advice = advice(facts, &episode.check);
        if advice.is_empty() {
            continue;
        }
        let at = *known.entry(advice.clone()).or_insert_with(|| {
            by_advice.push((advice, Vec::new()));
            by_advice.len() - 1
        });
        let about = if episode.subject.is_empty() { episode.target.clone() } else { format!("{} {}", episode.target, episode.subject) };
        by_advice[at].1.push(about);
    }
    by_advice
        .into_iter()
        .map(|(what, about)| {
            let count = about.len();
            let mut shown = about;
            shown.truncate(6);
            let more = if count > shown.len() {
                facts.say(&format!(" 等 {count} 处"), &format!(" and others, {count} in all"))
            } else {
                String::new()
            };
            json!({ "what": what, "about": format!("{}{more}", shown.join("、")), "count": count })
        })
        .collect()
}
