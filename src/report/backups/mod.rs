//! The chapter 备份: what the policy asks for beside what the looks of `backup verify`, restore tests and stock-takings left in the history.
//!
//! A backup that was due and that nobody looked at is not verified. It is counted as that, and never as there or as missing.

mod rows;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use self::rows::{asked_for, exceptions, matrix, row, sizes, slot, tests, times};
use super::facts::Facts;
use super::media::put_media;
use crate::model::Verdict;
use crate::model::backup::{BackupSet, Kept, Medium, SlotState};

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
