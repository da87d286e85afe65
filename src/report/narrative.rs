//! The data of a report with fixed chapters (`contracts/narrative.toml`).

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::availability::{self, Measured};
use super::facts::{self, Facts, rounded};
use super::records::Records;
use super::{compare, figures, findings};
use crate::model::{TargetKind, Verdict};

/// What people wrote into the report (`--data`), by key of `manual`.
pub type Manual = BTreeMap<String, String>;

const MANUAL: [&str; 7] = ["analysis", "problems", "measures", "next", "risks", "done", "remarks"];

/// What a period is seen beside.
#[derive(Default)]
pub struct Beside<'f, 'a> {
    /// The period before.
    pub before: Option<&'f Facts<'a>>,
    /// The months of a longer one.
    pub months: Vec<&'f Facts<'a>>,
}

/// The chapters, without `report`. Of a person, work log and tickets have only what is his.
#[must_use]
pub fn data(facts: &Facts<'_>, beside: &Beside<'_, '_>, records: &Records, manual: &Manual, person: &str) -> Json {
    let (months, month_charts) = compare::by_month(facts, &beside.months, records);
    let measured = availability::measure(facts);
    let found = findings::sort(facts);
    let capacity = figures::capacity(facts);
    json!({
        "manual": self::manual(manual),
        "summary": summary(facts, &measured, &found, (records, person)),
        "groups": groups(facts),
        "systems": systems(facts, &measured, &found),
        "availability": availability::data(facts, &measured),
        "findings": findings::data(facts, &found),
        "unchecked": findings::unchecked(facts),
        "performance": figures::performance(facts),
        "tight": figures::tight(&capacity),
        "capacity": capacity,
        "tickets": records.tickets(facts, person),
        "releases": records.releases(facts),
        "backups": records.backups(facts),
        "business": records.business(facts),
        "work": work(facts, person),
        "compare": compare::compare(facts, beside.before, records),
        "months": months,
        "month_charts": month_charts,
        "measures": findings::measures(facts, &found),
        "sources": sources(facts),
    })
}

/// The written words; what nobody wrote is empty.
#[must_use]
pub fn manual(manual: &Manual) -> Json {
    MANUAL
        .iter()
        .map(|key| ((*key).to_owned(), json!(manual.get(*key).map_or("", String::as_str))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn summary(facts: &Facts<'_>, measured: &[Measured], found: &findings::Sorted<'_>, records: (&Records, &str)) -> Json {
    let asked = &facts.asked;
    let judged = facts.judged();
    // Who looked at nothing found nothing, which is not the same as that there was nothing.
    let known = |count: usize| if judged > 0 { json!(count) } else { Json::Null };
    let not_checked: usize = asked.iter().map(|one| one.not_checked).sum();
    let seen: Vec<_> = facts.targets().into_iter().filter(|known| asked.iter().any(|one| one.target == known.name)).collect();
    let of_kind = |kind: TargetKind| seen.iter().filter(|known| known.kind == kind).count();
    let value = availability::overall(measured);
    json!({
        "state": state(facts, found, judged),
        "sentences": sentences(facts, found, measured, records, (judged, not_checked)),
        "notes": notes(facts, records.0),
        "targets": seen.len(),
        "databases": of_kind(TargetKind::Oracle),
        "hosts": of_kind(TargetKind::Host),
        "runs": facts.runs.len(),
        "judged": judged,
        "not_checked": not_checked,
        "opened": known(found.opened.len()),
        "closed": known(found.closed.len()),
        "left": known(found.left.len()),
        "availability": availability::percent(value),
        "goal": facts.site.goal,
        "met": availability::met(facts, value),
    })
}

/// The state at the end: what still stands decides; where nothing was judged nothing is known.
fn state(facts: &Facts<'_>, found: &findings::Sorted<'_>, judged: usize) -> String {
    use crate::model::Level;
    let worst = found.left.iter().map(|episode| episode.level).max();
    match worst {
        _ if judged == 0 => facts.say("未知（本期没有巡检记录）", "Unknown (nothing was inspected)"),
        Some(Level::Critical) => facts.say("有告警", "Critical findings"),
        Some(_) => facts.say("有预警", "Warnings"),
        None => facts.say("正常", "Normal"),
    }
}

fn sentences(
    facts: &Facts<'_>,
    found: &findings::Sorted<'_>,
    measured: &[Measured],
    (records, person): (&Records, &str),
    (judged, not_checked): (usize, usize),
) -> Vec<String> {
    let mut said = Vec::new();
    let runs = facts.runs.len();
    said.push(facts.say(
        &format!("本期巡检 {runs} 次，判断检查项 {judged} 项次，未能检查 {not_checked} 项次。"),
        &format!("{runs} inspections judged {judged} checks; {not_checked} could not be judged."),
    ));
    let (opened, closed, left) = (found.opened.len(), found.closed.len(), found.left.len());
    said.push(if judged > 0 {
        facts.say(
            &format!("新发现问题 {opened} 个，解除 {closed} 个，期末遗留 {left} 个。"),
            &format!("{opened} problems were found, {closed} were over, {left} are left."),
        )
    } else {
        facts.say("没有巡检记录，有无问题未知。", "Nothing was inspected: whether there are problems is not known.")
    });
    if let Some(value) = availability::overall(measured) {
        let (met, goal) = (availability::met(facts, Some(value)), facts.site.goal);
        let value = availability::percent(Some(value));
        said.push(facts.say(&format!("可用率 {value}%，目标 {goal}%，{met}。"), &format!("Availability {value} %, goal {goal} %: {met}.")));
    } else {
        said.push(facts.say("没有探测记录，可用率未知。", "Nothing was looked at: availability is not known."));
    }
    said.extend(notes(facts, records));
    said.extend(records.sentences(facts, person));
    said
}

/// What to know before the figures are read.
fn notes(facts: &Facts<'_>, records: &Records) -> Vec<String> {
    let mut said = Vec::new();
    let lacking = records.lacking();
    if !lacking.is_empty() {
        said.push(facts.say(
            &format!("没有取到的业务数据：{}。", lacking.join("；").trim_end_matches('。')),
            &format!("Business figures that did not come: {}", lacking.join("; ")),
        ));
    }
    let missing = days_without_runs(facts);
    if !missing.is_empty() {
        let days: Vec<String> = missing.iter().take(10).map(ToString::to_string).collect();
        let more = missing.len().saturating_sub(10);
        let more = if more > 0 { facts.say(&format!(" 等 {} 天", missing.len()), &format!(" and {more} more")) } else { String::new() };
        said.push(facts.say(
            &format!("没有巡检记录的日期：{}{more}。", days.join("、")),
            &format!("Days without an inspection: {}{more}.", days.join(", ")),
        ));
    }
    if facts.unfinished {
        let until = facts.to.to_zoned(facts.ctx.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        said.push(
            facts.say(&format!("期间尚未结束，数据截至 {until}。"), &format!("The period is not over; the figures are of up to {until}.")),
        );
    }
    said
}

/// Days of the period, up to now, on which nothing was inspected.
pub(super) fn days_without_runs(facts: &Facts<'_>) -> Vec<jiff::civil::Date> {
    let seen: std::collections::BTreeSet<_> = facts.runs.iter().map(|run| facts.day(run.now)).collect();
    let last = facts.day(facts.to.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(facts.to));
    facts.period.each_day().filter(|day| *day <= last && !seen.contains(day)).collect()
}

fn groups(facts: &Facts<'_>) -> Vec<Json> {
    let mut groups: Vec<(String, [usize; 5])> = Vec::new();
    for known in facts.targets() {
        let name = if known.group.is_empty() { facts.say("未分组", "No group") } else { known.group.clone() };
        let at = groups.iter().position(|(group, _)| *group == name).unwrap_or_else(|| {
            groups.push((name, [0; 5]));
            groups.len() - 1
        });
        let counts = &mut groups[at].1;
        counts[0] += 1;
        counts[match facts.verdict(&known.name).map(|(verdict, _)| verdict) {
            Some(Verdict::Ok) => 1,
            Some(Verdict::Warning) => 2,
            Some(Verdict::Critical) => 3,
            Some(Verdict::Unknown) | None => 4,
        }] += 1;
    }
    groups
        .into_iter()
        .map(|(name, [targets, ok, warning, critical, unknown])| {
            json!({ "name": name, "targets": targets, "ok": ok, "warning": warning, "critical": critical, "unknown": unknown })
        })
        .collect()
}

fn systems(facts: &Facts<'_>, measured: &[Measured], found: &findings::Sorted<'_>) -> Vec<Json> {
    let mut last: BTreeMap<&str, (Verdict, jiff::Timestamp)> = BTreeMap::new();
    let mut looks: BTreeMap<&str, usize> = BTreeMap::new();
    for run in &facts.runs {
        for target in &run.targets {
            last.insert(&target.name, (target.verdict, run.now));
            *looks.entry(&target.name).or_default() += 1;
        }
    }
    let of = |name: &str, level: crate::model::Level| {
        found.all.iter().filter(|episode| episode.target == name && episode.level == level).count()
    };
    facts
        .targets()
        .into_iter()
        .map(|known| {
            let name = known.name.as_str();
            let measured = measured.iter().find(|one| one.target == name).and_then(Measured::value);
            let worst = found.left.iter().filter(|episode| episode.target == name).max_by_key(|episode| episode.level);
            let not_checked: usize = facts.asked.iter().filter(|one| one.target == name).map(|one| one.not_checked).sum();
            json!({
                "name": name,
                "kind": match known.kind {
                    TargetKind::Oracle => facts.say("数据库", "Database"),
                    TargetKind::Host => facts.say("主机", "Host"),
                    TargetKind::Backup => facts.say("备份", "Backup"),
                },
                "group": known.group,
                "description": known.description,
                "state": facts::verdict(last.get(name).map(|(verdict, _)| *verdict), facts.lang()),
                "availability": availability::percent(measured),
                "looks": looks.get(name).copied().unwrap_or_default(),
                "last_look": last.get(name).map_or(Json::Null, |(_, at)| facts.time(*at)),
                "warnings": of(name, crate::model::Level::Warning),
                "criticals": of(name, crate::model::Level::Critical),
                "not_checked": not_checked,
                "worst": worst.map_or_else(String::new, |episode| episode.says.to(facts.lang()).to_owned()),
            })
        })
        .collect()
}

fn work(facts: &Facts<'_>, person: &str) -> Json {
    let lang = facts.lang();
    let own: Vec<_> = facts.work.iter().filter(|work| person.is_empty() || work.who == person).collect();
    let rows: Vec<Json> = own
        .iter()
        .map(|work| {
            json!({
                "kind": work.kind.words().to(lang),
                "from": facts.time(work.begins),
                "to": work.ends.map_or(Json::Null, |end| facts.time(end)),
                "who": work.who,
                "target": work.target,
                "ticket": work.ticket,
                "what": work.what,
                "result": work.result,
            })
        })
        .collect();
    let count = |name: &dyn Fn(&crate::model::work::Work) -> String| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for work in &own {
            *counts.entry(name(work)).or_default() += 1;
        }
        counts.into_iter().map(|(name, count)| json!({ "name": name, "count": count })).collect::<Vec<_>>()
    };
    json!({
        "rows": rows,
        "kinds": count(&|work| work.kind.words().to(lang).to_owned()),
        "people": count(&|work| work.who.clone()),
    })
}

/// Which runs and check files the figures are from (RP-09).
fn sources(facts: &Facts<'_>) -> Json {
    let runs: Vec<Json> = facts
        .runs
        .iter()
        .map(|run| {
            json!({
                "id": run.id,
                "at": facts.time(run.now),
                "command": run.command,
                "operator": run.operator,
                "verdict": facts::verdict(Some(run.verdict), facts.lang()),
                "targets": run.targets.len(),
            })
        })
        .collect();
    let mut ids: Vec<&str> = facts.asked.iter().map(|asked| asked.check.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let checks: Vec<Json> = ids
        .into_iter()
        .filter_map(|id| facts.check(id))
        .map(|check| json!({ "id": check.id, "title": check.title.to(facts.lang()), "file": check.file(), "sha256": check.sha256 }))
        .collect();
    json!({ "runs": runs, "checks": checks })
}

/// A per cent of change; not known without both, or from nothing.
pub(super) fn growth(before: Option<f64>, now: Option<f64>) -> Json {
    match (before, now) {
        (Some(before), Some(now)) if before.abs() > f64::EPSILON => rounded(100.0 * (now - before) / before, 2),
        _ => Json::Null,
    }
}
