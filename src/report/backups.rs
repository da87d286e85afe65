//! The chapter 备份: what the policy asks for beside what the looks of `backup verify`, restore tests and stock-takings left in the history.
//!
//! A backup that was due and that nobody looked at is not verified. It is counted as that, and never as there or as missing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::facts::{Facts, rounded};
use super::media::put_media;
use crate::model::backup::{BackupSet, Kept, Medium, RestoreTest, SlotState};
use crate::model::period::Asked;
use crate::model::{Level, Verdict};
use crate::text;

/// A backup that was due.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    pub at: Timestamp,
    pub day: Date,
    pub done_by: Timestamp,
}

/// The backups of a set that were due from a day on and not after a moment. Schedules are read a level above.
pub type DueOf = fn(&BackupSet, Date, Timestamp, &TimeZone) -> Vec<Due>;

/// A set, and its schedule in words.
#[derive(Debug, Clone)]
pub struct Planned {
    pub set: BackupSet,
    pub schedule: String,
}

/// The sets of a site.
#[derive(Debug, Clone)]
pub struct Policy {
    pub sets: Vec<Planned>,
    /// How many sets are configured that this report was not asked to tell of.
    pub others: usize,
    pub due: DueOf,
}

/// What is known of a backup that was due; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Missing,
    Failed,
    Warned,
    Unverified,
    Running,
    Waiting,
    Ok,
}

impl What {
    const ALL: [Self; 7] = [Self::Missing, Self::Failed, Self::Warned, Self::Unverified, Self::Running, Self::Waiting, Self::Ok];

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("缺失", "missing"),
            Self::Failed => ("不通过", "failed"),
            Self::Warned => ("预警", "warning"),
            Self::Unverified => ("未验证", "not verified"),
            Self::Running => ("进行中", "running"),
            Self::Waiting => ("未到时限", "not due yet"),
            Self::Ok => ("通过", "ok"),
        }
    }

    /// For a cell of the matrix: colour alone tells nothing on a copy.
    fn letter(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("缺", "M"),
            Self::Failed => ("败", "F"),
            Self::Warned => ("预", "W"),
            Self::Unverified => ("未", "?"),
            Self::Running => ("行", "R"),
            Self::Waiting => ("待", "D"),
            Self::Ok => ("√", "P"),
        }
    }
}

/// One backup that was due, with what is known of it.
struct One<'f> {
    at: Timestamp,
    day: Date,
    what: What,
    why: String,
    kept: Option<&'f Kept>,
}

/// A set of the chapter: configured, or only remembered.
struct Set<'f> {
    name: &'f str,
    planned: Option<&'f Planned>,
    all: Vec<One<'f>>,
}

impl Set<'_> {
    fn count(&self, what: What) -> usize {
        self.all.iter().filter(|one| one.what == what).count()
    }
}

/// What both languages call it.
fn say(facts: &Facts<'_>, words: (&str, &str)) -> String {
    facts.say(words.0, words.1)
}

/// `backups` of the contract, from the history.
pub(super) fn data(facts: &Facts<'_>, policy: &Policy) -> Json {
    let sets = sets(facts, policy);
    let total = |what: &[What]| sets.iter().map(|set| what.iter().map(|what| set.count(*what)).sum::<usize>()).sum::<usize>();
    let mut json = json!({
        "known": true,
        "note": note(facts, policy, &sets),
        "source": facts.say("备份策略（backups.toml）和历史库中的验证记录（opsctl backup verify）", "the policy (backups.toml) and the looks of opsctl backup verify"),
        "expected": total(&What::ALL),
        "ok": total(&[What::Ok]),
        "warned": total(&[What::Warned]),
        "failed": total(&[What::Failed]),
        "missing": total(&[What::Missing]),
        "running": total(&[What::Running, What::Waiting]),
        "unverified": total(&[What::Unverified]),
        "legend": legend(facts),
        "rows": sets.iter().map(|set| row(facts, set)).collect::<Vec<_>>(),
        "policy": policy.sets.iter().map(|planned| asked_for(facts, planned)).collect::<Vec<_>>(),
        "matrix": matrix(facts, &sets),
        "slots": sets.iter().flat_map(|set| set.all.iter().map(|one| slot(facts, set.name, one))).collect::<Vec<_>>(),
        "exceptions": sets.iter().flat_map(|set| exceptions(facts, set)).collect::<Vec<_>>(),
        "charts": sets.iter().filter_map(|set| sizes(facts, set)).collect::<Vec<_>>(),
        "tests": tests(facts, &sets),
        "test_charts": sets.iter().filter_map(|set| times(facts, set.name)).collect::<Vec<_>>(),
    });
    let of_sets = |medium: &Medium| policy.others == 0 || sets.iter().any(|set| set.name == medium.set);
    put_media(facts, &mut json, of_sets);
    json
}

/// The same shape without a policy: what a csv or nobody tells. The register of media is there all the same.
pub(super) fn without_policy(facts: &Facts<'_>, note: &str, totals: Option<&BTreeMap<&str, Option<i64>>>, rows: &[Json]) -> Json {
    let total = |key: &str| totals.and_then(|totals| totals.get(key).copied().flatten()).map_or(Json::Null, |n| json!(n));
    let mut json = json!({
        "known": totals.is_some(), "note": note, "source": if totals.is_some() { "backups.csv" } else { "" },
        "expected": total("expected"), "ok": total("ok"), "warned": total("warned"), "failed": total("failed"), "missing": total("missing"),
        "running": total("running"), "unverified": total("unverified"), "legend": "", "rows": rows, "policy": [], "matrix": [], "slots": [],
        "exceptions": [], "charts": [], "tests": [], "test_charts": [],
    });
    put_media(facts, &mut json, |_| true);
    json
}

/// A sentence for the first page.
pub(super) fn sentence(facts: &Facts<'_>, data: &Json) -> String {
    let number = |key: &str| data[key].as_i64();
    let told = |key: &str| number(key).map_or_else(|| facts.say("未知", "unknown"), |n| n.to_string());
    let more = |key: &str, zh: &str, en: &str| match number(key) {
        Some(n) if n > 0 => facts.say(&format!("，{zh} {n} 份"), &format!(", {n} {en}")),
        _ => String::new(),
    };
    let (expected, ok, failed, missing) = (told("expected"), told("ok"), told("failed"), told("missing"));
    let (warned, running) = (more("warned", "有预警", "with warnings"), more("running", "进行中或未到时限", "running or not due yet"));
    let unverified = more("unverified", "未验证", "not verified");
    facts.say(
        &format!("应有备份 {expected} 份，验证通过 {ok} 份{warned}，不通过 {failed} 份，缺失 {missing} 份{running}{unverified}。"),
        &format!("Backups: {expected} expected, {ok} verified{warned}, {failed} failed, {missing} missing{running}{unverified}."),
    )
}

fn sets<'f>(facts: &'f Facts<'_>, policy: &'f Policy) -> Vec<Set<'f>> {
    let mut kept: BTreeMap<&str, Vec<&Kept>> = BTreeMap::new();
    for one in facts.backups.iter().filter(|one| one.slot >= facts.from && one.slot < facts.to) {
        kept.entry(one.name.as_str()).or_default().push(one);
    }
    let mut sets: Vec<Set<'f>> = policy
        .sets
        .iter()
        .map(|planned| {
            let name = planned.set.target.name.as_str();
            let kept = kept.remove(name).unwrap_or_default();
            Set { name, planned: Some(planned), all: of_set(facts, policy, &planned.set, &kept) }
        })
        .collect();
    // Whoever asked for some sets did not ask for what is left of others.
    if policy.others == 0 {
        sets.extend(kept.into_iter().map(|(name, kept)| {
            let all = kept.into_iter().map(|kept| known(facts, kept, kept.slot)).collect();
            Set { name, planned: None, all }
        }));
    }
    sets
}

/// Every backup of a set that was due in the period, and those that were due by an older schedule.
fn of_set<'f>(facts: &Facts<'_>, policy: &Policy, set: &BackupSet, kept: &[&'f Kept]) -> Vec<One<'f>> {
    let until = facts.to.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap_or(facts.to);
    let due: Vec<Due> = (policy.due)(set, facts.period.first, until, &facts.ctx.zone)
        .into_iter()
        .filter(|due| due.at >= facts.from && due.at < facts.to)
        .collect();
    // A schedule that was changed asks for backups at times when none was due: where a look knows of one that day, that was it.
    let strays: Vec<&&Kept> = kept.iter().filter(|kept| !due.iter().any(|due| due.at == kept.slot)).collect();
    let mut all: Vec<One<'f>> = Vec::new();
    for due in &due {
        match kept.iter().find(|kept| kept.slot == due.at) {
            Some(kept) => all.push(known(facts, kept, due.done_by)),
            None if strays.iter().any(|stray| facts.day(stray.slot) == due.day) => {}
            None if due.done_by > facts.ctx.now => {
                all.push(One { at: due.at, day: due.day, what: What::Waiting, why: String::new(), kept: None });
            }
            None => {
                let why = facts.say("没有查看过", "nobody looked");
                all.push(One { at: due.at, day: due.day, what: What::Unverified, why, kept: None });
            }
        }
    }
    let within = jiff::SignedDuration::from_mins(i64::from(set.within_min));
    all.extend(strays.into_iter().map(|kept| known(facts, kept, kept.slot.checked_add(within).unwrap_or(kept.slot))));
    all.sort_by_key(|one| one.at);
    all
}

/// What the last look at a backup is worth now.
fn known<'f>(facts: &Facts<'_>, kept: &'f Kept, done_by: Timestamp) -> One<'f> {
    let over = done_by <= facts.ctx.now;
    let (what, why) = match (kept.state, kept.verdict) {
        (SlotState::Running | SlotState::Due, _) if over => {
            let seen = facts.ctx.local(kept.seen_at);
            let why = facts.say(
                &format!("最后一次查看（{seen}）时还没有做完，之后没有再查看"),
                &format!("it was not done when it was last looked at ({seen}), and nobody looked since"),
            );
            (What::Unverified, why)
        }
        (SlotState::Running, _) => (What::Running, String::new()),
        (SlotState::Due, _) => (What::Waiting, String::new()),
        (SlotState::Missing, _) => (What::Missing, kept.why.clone()),
        (SlotState::Partial, _) | (_, Verdict::Critical) => (What::Failed, kept.why.clone()),
        (SlotState::Done, Verdict::Warning) => (What::Warned, kept.why.clone()),
        (SlotState::Done, Verdict::Unknown) => {
            let bare =
                facts.say("看到了文件，没有验证，或证据不足", "its files were seen; it was not verified, or the proofs did not suffice");
            (What::Unverified, if kept.why.is_empty() { bare } else { kept.why.clone() })
        }
        (SlotState::Done, Verdict::Ok) => (What::Ok, String::new()),
    };
    let why = match what {
        What::Missing if why.is_empty() => facts.say("没有找到文件", "no file was found"),
        What::Failed if why.is_empty() && kept.state == SlotState::Partial => {
            facts.say("文件不全，或超过时限仍在增长", "a part of its files, or still growing after its time")
        }
        _ => why,
    };
    One { at: kept.slot, day: facts.day(kept.slot), what, why, kept: Some(kept) }
}

fn legend(facts: &Facts<'_>) -> String {
    let meaning = |what: What| match what {
        What::Missing => ("没有找到", "not found"),
        What::Failed => ("验证不通过", "failed"),
        What::Warned => ("通过，有预警", "passed with warnings"),
        What::Unverified => ("未验证（没有查看过，或证据不足）", "not verified (nobody looked, or the proofs do not suffice)"),
        What::Running => ("正在备份", "running"),
        What::Waiting => ("未到完成时限", "its time is not over"),
        What::Ok => ("验证通过", "verified"),
    };
    let mut all: Vec<String> =
        What::ALL.iter().rev().map(|what| format!("{} {}", say(facts, what.letter()), say(facts, meaning(*what)))).collect();
    all.push(facts.say("空白 当天没有应做的备份", "empty: none was due"));
    all.join(&facts.say("；", "; "))
}

fn note(facts: &Facts<'_>, policy: &Policy, sets: &[Set<'_>]) -> String {
    let mut said = Vec::new();
    if policy.others > 0 {
        let names: Vec<&str> = sets.iter().map(|set| set.name).collect();
        said.push(facts.say(
            &format!("本报告只含备份集：{}；另有 {} 个备份集不在其中；遗留问题一章是全部对象的。", names.join("、"), policy.others),
            &format!(
                "This report is of these sets only: {}; {} more are not in it; what is left over is that of everything.",
                names.join(", "),
                policy.others
            ),
        ));
    }
    let all: usize = sets.iter().map(|set| set.all.len()).sum();
    let unverified: usize = sets.iter().map(|set| set.count(What::Unverified)).sum();
    if all == 0 {
        said.push(facts.say("按备份策略，本期没有应做的备份。", "By the policy no backup was due in this period."));
    } else if unverified == all {
        said.push(facts.say(
            "本期应做的备份没有一份经过验证，备份是否可用未知。",
            "None of the backups of this period was verified: whether they are good is not known.",
        ));
    } else if unverified > 0 {
        said.push(facts.say(
            &format!("有 {unverified} 份备份未验证，是否可用未知。"),
            &format!("{unverified} backups were not verified: whether they are good is not known."),
        ));
    }
    let gone: Vec<&str> = sets.iter().filter(|set| set.planned.is_none()).map(|set| set.name).collect();
    if !gone.is_empty() {
        said.push(facts.say(
            &format!("已不在备份策略中、只按验证记录统计的备份集：{}。", gone.join("、")),
            &format!("No longer in the policy, and told by what was looked at alone: {}.", gone.join(", ")),
        ));
    }
    said.join(&facts.say("", " "))
}

fn megabytes(bytes: u64) -> Json {
    #[expect(clippy::cast_precision_loss, reason = "sizes of files, told to a tenth of a megabyte")]
    let mb = bytes as f64 / 1_048_576.0;
    // A small dump is not nothing.
    if mb < 0.05 && bytes > 0 { rounded(mb, 4) } else { rounded(mb, 1) }
}

fn row(facts: &Facts<'_>, set: &Set<'_>) -> Json {
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
fn asked_for(facts: &Facts<'_>, planned: &Planned) -> Json {
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
fn matrix(facts: &Facts<'_>, sets: &[Set<'_>]) -> Vec<Json> {
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

fn slot(facts: &Facts<'_>, set: &str, one: &One<'_>) -> Json {
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
fn exceptions(facts: &Facts<'_>, set: &Set<'_>) -> Vec<Json> {
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
fn sizes(facts: &Facts<'_>, set: &Set<'_>) -> Option<Json> {
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

fn tests(facts: &Facts<'_>, sets: &[Set<'_>]) -> Vec<Json> {
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
fn times(facts: &Facts<'_>, set: &str) -> Option<Json> {
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
