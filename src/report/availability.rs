//! Availability against what the contract asks for (RP-08): times a target did not answer, without planned stops and force majeure.
//!
//! A stop lasts from the look that found the target down to the next that found it up. What happened between two looks is not known;
//! the data say how often was looked.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::facts::{Facts, rounded};
use crate::model::period::Reachable;
use crate::model::work::Work;

/// Seconds.
type Seconds = f64;
type Span = (Timestamp, Timestamp);

/// The availability of one target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measured {
    pub target: String,
    looks: usize,
    every: Option<Seconds>,
    /// Stops with what of them counts.
    downs: Vec<(Span, bool, Seconds, String)>,
    down: Seconds,
    excluded: Seconds,
    /// What availability is of: from the first look to the end, without excused times.
    base: Seconds,
}

impl Measured {
    /// Per cent.
    pub(super) fn value(&self) -> Option<f64> {
        (self.base > 0.0).then(|| 100.0 * (1.0 - self.down / self.base))
    }
}

/// Every target that was looked at.
pub(super) fn measure(facts: &Facts<'_>) -> Vec<Measured> {
    let excuses: Vec<&Work> = facts.work.iter().filter(|work| work.kind.excuses()).collect();
    let groups: Vec<(String, String)> = facts.targets().into_iter().map(|known| (known.name, known.group)).collect();
    facts
        .reachable
        .iter()
        .map(|seen| {
            let group = groups.iter().find(|(name, _)| *name == seen.target).map_or("", |(_, group)| group.as_str());
            let own: Vec<&Work> = excuses
                .iter()
                .copied()
                .filter(|work| work.target.is_empty() || work.target == seen.target || (!group.is_empty() && work.target == group))
                .collect();
            one(facts, seen, &own)
        })
        .collect()
}

fn one(facts: &Facts<'_>, seen: &Reachable, excuses: &[&Work]) -> Measured {
    let within = |begin: Timestamp, end: Timestamp| (begin.max(facts.from), end.min(facts.to));
    let begin = seen.first.unwrap_or(facts.to);
    let left_out = merged(excuses.iter().map(|work| within(work.begins, work.ends.unwrap_or(facts.to))).collect());
    let total = seconds((begin, facts.to));
    let away: Seconds = left_out.iter().map(|span| overlap(*span, (begin, facts.to))).sum();
    let mut measured = Measured {
        target: seen.target.clone(),
        looks: seen.looks,
        every: (seen.looks > 1)
            .then(|| seconds((begin, seen.last.unwrap_or(begin))) / f64::from(u32::try_from(seen.looks - 1).unwrap_or(u32::MAX))),
        downs: Vec::new(),
        down: 0.0,
        excluded: 0.0,
        base: (total - away).max(0.0),
    };
    for (down, up) in &seen.downs {
        let span = within(*down, up.unwrap_or(facts.to));
        let out: Seconds = left_out.iter().map(|excuse| overlap(*excuse, span)).sum();
        let counts = (seconds(span) - out).max(0.0);
        let why: Vec<&str> = excuses
            .iter()
            .filter(|work| overlap(within(work.begins, work.ends.unwrap_or(facts.to)), span) > 0.0)
            .map(|work| work.what.as_str())
            .collect();
        measured.down += counts;
        measured.excluded += out;
        measured.downs.push((span, up.is_some(), counts, why.join("；")));
    }
    measured
}

fn seconds((from, to): Span) -> Seconds {
    (to.duration_since(from).as_secs_f64()).max(0.0)
}

fn overlap(a: Span, b: Span) -> Seconds {
    seconds((a.0.max(b.0), a.1.min(b.1)))
}

/// Spans that meet become one, so that no second is left out twice.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|(from, to)| from < to);
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => merged.push(span),
        }
    }
    merged
}

/// The availability of all together: the times of all targets, not the mean of percentages.
pub(super) fn overall(all: &[Measured]) -> Option<f64> {
    let (down, base) = all.iter().fold((0.0, 0.0), |(down, base), one| (down + one.down, base + one.base));
    (base > 0.0).then(|| 100.0 * (1.0 - down / base))
}

/// 达标, 未达标 or 未知.
pub(super) fn met(facts: &Facts<'_>, value: Option<f64>) -> String {
    match value {
        None => facts.say("未知", "Unknown"),
        Some(value) if value >= facts.site.goal => facts.say("达标", "Met"),
        Some(_) => facts.say("未达标", "Not met"),
    }
}

/// Per cent with three decimals, cut and not rounded: 99.9899 is not 99.99.
pub(super) fn percent(value: Option<f64>) -> Json {
    value.map_or(Json::Null, |value| rounded((value * 1000.0).floor() / 1000.0, 3))
}

/// The chapter.
pub(super) fn data(facts: &Facts<'_>, measured: &[Measured]) -> Json {
    let value = overall(measured);
    let minutes = |seconds: Seconds| rounded(seconds / 60.0, 1);
    // The sum of nothing is not known.
    let total = |of: fn(&Measured) -> Seconds| if measured.is_empty() { Json::Null } else { minutes(measured.iter().map(of).sum()) };
    let rows: Vec<Json> = measured
        .iter()
        .map(|one| {
            json!({
                "target": one.target,
                "looks": one.looks,
                "every_minutes": one.every.map_or(Json::Null, minutes),
                "downs": one.downs.iter().filter(|down| down.2 > 0.0).count(),
                "down_minutes": minutes(one.down),
                "excluded_minutes": minutes(one.excluded),
                "value": percent(one.value()),
                "met": met(facts, one.value()),
            })
        })
        .collect();
    let downs = measured.iter().flat_map(|one| {
        one.downs.iter().map(|((from, to), over, counts, why)| {
            json!({
                "target": one.target,
                "from": facts.time(*from),
                "to": if *over { facts.time(*to) } else { Json::Null },
                "minutes": minutes(*counts),
                "excluded": why,
            })
        })
    });
    let stops = facts.work.iter().filter(|work| work.kind.excuses()).map(|work| {
        json!({
            "kind": work.kind.words().to(facts.lang()),
            "target": work.target,
            "from": facts.time(work.begins),
            "to": work.ends.map_or(Json::Null, |end| facts.time(end)),
            "what": work.what,
        })
    });
    json!({
        "goal": facts.site.goal,
        "value": percent(value),
        "met": met(facts, value),
        "down_minutes": total(|one| one.down),
        "excluded_minutes": total(|one| one.excluded),
        "note": note(facts, measured),
        "rows": rows,
        "downs": downs.collect::<Vec<_>>(),
        "stops": stops.collect::<Vec<_>>(),
    })
}

fn note(facts: &Facts<'_>, measured: &[Measured]) -> String {
    let unseen: Vec<String> =
        facts.targets().into_iter().map(|known| known.name).filter(|name| !measured.iter().any(|one| one.target == *name)).collect();
    let mut note = facts.say(
        "可用率按探测计算：从探测到不可用的那一次，到再次探测到可用的那一次，为一次中断；两次探测之间的短时中断测不出来。分母是从期间第一次探测到期末的时间，已剔除登记的计划停机和不可抗力。",
        "Availability is by looks: a stop lasts from the look that found a target down to the next that found it up; what is shorter than the time between two looks is not seen. It is of the time from the first look to the end of the period, without registered planned stops and force majeure.",
    );
    if !unseen.is_empty() {
        note.push_str(&facts.say(
            &format!("本期没有探测过的对象（可用率未知）：{}。", unseen.join("、")),
            &format!(" Never looked at in this period (not known): {}.", unseen.join(", ")),
        ));
    }
    note
}
