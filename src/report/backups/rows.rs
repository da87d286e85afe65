//! What stands in the tables and charts of the chapter, from the backups as the chapter counts them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::super::facts::{Facts, rounded};
use super::{One, Planned, Set, What, say};
use crate::model::backup::{Kept, RestoreTest, SlotState};
use crate::model::period::Asked;
use crate::model::{Level, Verdict};
use crate::text;

fn megabytes(bytes: u64) -> Json {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files, told to a tenth of a megabyte")]
    let mb = bytes as f64 / 1_048_576.0;
    // A small dump is not nothing.
    if mb < 0.05 && bytes > 0 { rounded(mb, 4) } else { rounded(mb, 1) }
}

pub(super) fn row(facts: &Facts<'_>, set: &Set<'_>) -> Json {
    let good = |kept: &&Kept| {
        kept.name == set.name
            && kept.slot < facts.to
            && kept.state == SlotState::Done
            && matches!(kept.verdict, Verdict::Ok | Verdict::Warning)
    };
    let last = facts.backups.iter().filter(good).max_by_key(|kept| kept.slot);
    let description = match set.planned {
        Some(planned) => planned.set.target.description.clone(),
        None => facts.say("已不在备份策略中", "no longer in the policy"),
    };
    json!({
        "set": set.name,
        "description": description,
        "month": "",
        "expected": set.all.len(),
        "ok": set.count(What::Ok),
        "warned": set.count(What::Warned),
        "failed": set.count(What::Failed),
        "missing": set.count(What::Missing),
        "running": set.count(What::Running) + set.count(What::Waiting),
        "unverified": set.count(What::Unverified),
        "last": last.map_or(Json::Null, |kept| facts.time(kept.ended_at.unwrap_or(kept.slot))),
        "size_mb": last.map_or(Json::Null, |kept| megabytes(kept.bytes)),
        "tested": tested(facts, set.name),
    })
}

/// The last restore test up to the end of the period.
fn tested(facts: &Facts<'_>, set: &str) -> String {
    let Some(test) = facts.tests.iter().rev().find(|test| test.name == set) else {
        return facts.say("没有恢复测试记录", "no restore test is on record");
    };
    let (day, minutes) = (facts.day(test.ended_at), crate::text::number(minutes(test)));
    let verdict = verdict(facts, test);
    facts.say(&format!("{day} {verdict}，用时 {minutes} 分钟"), &format!("{day} {verdict}, {minutes} min"))
}

fn minutes(test: &RestoreTest) -> f64 {
    (test.ended_at.duration_since(test.began_at).as_secs_f64() / 6.0).round() / 10.0
}

fn verdict(facts: &Facts<'_>, test: &RestoreTest) -> String {
    match test.verdict {
        Verdict::Ok => facts.say("通过", "passed"),
        Verdict::Warning => facts.say("通过，有预警", "passed with warnings"),
        Verdict::Critical => facts.say("不通过", "failed"),
        Verdict::Unknown => facts.say("未知", "unknown"),
    }
}

/// What the policy asks of a set, and how far it was kept at the end.
pub(super) fn asked_for(facts: &Facts<'_>, planned: &Planned) -> Json {
    let set = &planned.set;
    let keep = set.retention;
    let parts: Vec<String> = [(keep.daily, "日备", "daily"), (keep.weekly, "周备", "weekly"), (keep.monthly, "月备", "monthly")]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, zh, en)| facts.say(&format!("{zh} {n} 份"), &format!("{n} {en}")))
        .collect();
    let none = || facts.say("未配置", "not configured");
    let off_site = set.copies.iter().filter(|copy| copy.off_site).count();
    let copies = match set.copies.len() {
        0 => none(),
        n => facts.say(&format!("副本 {n} 份，其中异地 {off_site} 份"), &format!("{n} copies, {off_site} of them off-site")),
    };
    let name = set.target.name.as_str();
    json!({
        "set": name,
        "producer": set.producer.as_str(),
        "schedule": planned.schedule,
        "place": set.place.shown(),
        "retention": if parts.is_empty() { none() } else { parts.join(&facts.say("、", ", ")) },
        "retention_state": stands(facts, name, "backup.retention"),
        "copies": copies,
        "copies_state": stands(facts, name, "backup.copies"),
        "encrypted": if set.encrypted { facts.say("要求加密", "asked for") } else { facts.say("不要求", "not asked for") },
    })
}

/// How a check of a set stood at the end of the period. Nobody who looked is not verified, whatever was configured.
fn stands(facts: &Facts<'_>, set: &str, check: &str) -> String {
    let of = |target: &str, id: &str| target == set && id == check;
    let open = facts.episodes.iter().filter(|episode| of(&episode.target, &episode.check) && episode.over.is_none());
    let level: Option<Level> = open.map(|episode| episode.level).max();
    let asked = facts.asked.iter().find(|asked| of(&asked.target, &asked.check));
    match (level, asked) {
        (Some(level), _) => text::level(level, facts.lang()).to_owned(),
        (None, Some(asked)) if asked.judged() > 0 && asked.not_checked == 0 => text::level(Level::Ok, facts.lang()).to_owned(),
        (None, Some(asked)) if asked.judged() > 0 => facts.say("正常，部分未检查", "ok, in part not checked"),
        (None, Some(Asked { not_checked: 0, not_applicable, .. })) if *not_applicable > 0 => facts.say("不适用", "not applicable"),
        _ => say(facts, What::Unverified.words()),
    }
}

/// A table for each month of the period: a row a set, a column a day.
pub(super) fn matrix(facts: &Facts<'_>, sets: &[Set<'_>]) -> Vec<Json> {
    let mut months: Vec<(i16, i8, Vec<Date>)> = Vec::new();
    for day in facts.period.each_day() {
        match months.last_mut() {
            Some((year, month, days)) if (*year, *month) == (day.year(), day.month()) => days.push(day),
            _ => months.push((day.year(), day.month(), vec![day])),
        }
    }
    let months = months.iter().map(|(year, month, days)| {
        let rows = sets.iter().map(|set| {
            let mut by_day: BTreeMap<Date, Vec<What>> = BTreeMap::new();
            for one in &set.all {
                by_day.entry(one.day).or_default().push(one.what);
            }
            let cell = |day: &Date| {
                let mut whats = by_day.get(day).cloned().unwrap_or_default();
                whats.sort_unstable();
                whats.dedup();
                whats.iter().map(|what| say(facts, what.letter())).collect::<String>()
            };
            json!({ "set": set.name, "cells": days.iter().map(cell).collect::<Vec<_>>() })
        });
        json!({
            "title": facts.say(&format!("{year}年{month}月"), &format!("{year}-{month:02}")),
            "days": days.iter().map(|day| day.day().to_string()).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
        })
    });
    months.collect()
}

pub(super) fn slot(facts: &Facts<'_>, set: &str, one: &One<'_>) -> Json {
    let there = one.kept.filter(|_| !matches!(one.what, What::Missing | What::Waiting));
    json!({
        "set": set,
        "due": facts.time(one.at),
        "state": say(facts, one.what.words()),
        "ended": there.and_then(|kept| kept.ended_at).map_or(Json::Null, |at| facts.time(at)),
        "size_mb": there.map_or(Json::Null, |kept| megabytes(kept.bytes)),
        "files": there.map_or(Json::Null, |kept| json!(kept.files)),
        "why": one.why,
        "seen": one.kept.map_or(Json::Null, |kept| facts.time(kept.seen_at)),
        "run": one.kept.map_or("", |kept| kept.run.as_str()),
    })
}

/// What was not as it should be: one after the other for the same reason is one.
pub(super) fn exceptions(facts: &Facts<'_>, set: &Set<'_>) -> Vec<Json> {
    let mut told: Vec<Vec<&One<'_>>> = Vec::new();
    let mut before: Option<&One<'_>> = None;
    for one in &set.all {
        let same = before.is_some_and(|before| before.what == one.what && before.why == one.why);
        before = Some(one);
        if matches!(one.what, What::Ok | What::Running | What::Waiting) {
            continue;
        }
        match told.last_mut().filter(|_| same) {
            Some(last) => last.push(one),
            None => told.push(vec![one]),
        }
    }
    let row = |all: &Vec<&One<'_>>| {
        let (first, last) = (all.first()?, all.last()?);
        Some(json!({
            "set": set.name,
            "from": facts.time(first.at),
            "to": facts.time(last.at),
            "count": all.len(),
            "state": say(facts, first.what.words()),
            "why": first.why,
            "run": last.kept.map_or("", |kept| kept.run.as_str()),
        }))
    };
    told.iter().filter_map(row).collect()
}

/// How large the backups of a set were. One is no trend.
pub(super) fn sizes(facts: &Facts<'_>, set: &Set<'_>) -> Option<Json> {
    let there =
        |one: &One<'_>| one.kept.filter(|_| !matches!(one.what, What::Missing | What::Running | What::Waiting)).map(|kept| kept.bytes);
    if set.all.iter().filter_map(there).count() < 2 {
        return None;
    }
    let twice = set.all.windows(2).any(|two| two[0].day == two[1].day);
    let label = |one: &One<'_>| {
        let at = one.at.to_zoned(facts.ctx.zone.clone());
        let one_month = facts.period.first.first_of_month() == facts.period.last.first_of_month();
        at.strftime(match (one_month, twice) {
            (true, false) => "%-d",
            (true, true) => "%-d %H:%M",
            (false, false) => "%m-%d",
            (false, true) => "%m-%d %H:%M",
        })
        .to_string()
    };
    let title = facts.say(&format!("{} 备份大小", set.name), &format!("{}: size", set.name));
    let values: Vec<Json> = set.all.iter().map(|one| there(one).map_or(Json::Null, megabytes)).collect();
    let chart = json!({
        // Lines: an axis of columns that does not begin at nothing makes much of little.
        "kind": "line", "title": title, "unit": "MB", "categories": set.all.iter().map(label).collect::<Vec<_>>(),
        "series": [{ "name": facts.say("大小", "size"), "values": values }],
    });
    Some(json!({ "title": title, "chart": chart }))
}

pub(super) fn tests(facts: &Facts<'_>, sets: &[Set<'_>]) -> Vec<Json> {
    let row = |test: &RestoreTest| {
        json!({
            "set": test.name,
            "slot": facts.time(test.slot),
            "began": facts.time(test.began_at),
            "minutes": rounded(minutes(test), 1),
            "verdict": verdict(facts, test),
            "how": if test.from_logs { facts.say("按日志判定", "by its logs") } else { facts.say("实际恢复", "restored") },
            "runner": test.runner,
            "target": test.target,
            "operator": test.operator,
        })
    };
    let own = |test: &&RestoreTest| test.began_at >= facts.from && sets.iter().any(|set| set.name == test.name);
    facts.tests.iter().filter(own).map(row).collect()
}

/// How long restores took, over a year. One is no trend.
pub(super) fn times(facts: &Facts<'_>, set: &str) -> Option<Json> {
    let all: Vec<&RestoreTest> = facts.tests.iter().filter(|test| test.name == set).collect();
    if all.len() < 2 {
        return None;
    }
    let title = facts.say(&format!("{set} 恢复用时"), &format!("{set}: time to restore"));
    let day = |test: &&RestoreTest| facts.day(test.began_at).to_string();
    let chart = json!({
        "kind": "line", "title": title, "unit": facts.say("分钟", "min"), "categories": all.iter().map(day).collect::<Vec<_>>(),
        "series": [{ "name": facts.say("用时", "time"), "values": all.iter().map(|test| rounded(minutes(test), 1)).collect::<Vec<_>>() }],
    });
    Some(json!({ "title": title, "chart": chart }))
}
