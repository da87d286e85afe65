//! What is there: existence, age, size, room, retention.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::find::Backup;
use super::super::sizes::{median, score};
use super::super::slots::days_between;
use super::{Facts, Rows, hours, int, is_broken, is_good, mb, num, text, was_good};
use crate::model::backup::SlotState;
use crate::model::{Reason, ReasonKind, Value, Verdict};

/// Backups of the window, each with its state.
pub(super) fn exists(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    let told = facts.look.backups.iter().filter(|(backup, state)| facts.tells(backup.slot.day) && !facts.has_gone(backup.slot.at, *state));
    for (backup, state) in told {
        let looked = facts.look.looked.iter().find(|looked| looked.slot == backup.slot);
        let excuse = facts.excuse(backup.slot.day);
        let ended = looked.and_then(|l| l.ended).map(|(at, _)| at).or(backup.touched());
        rows.push([
            text(backup.slot.label()),
            text(state.as_str()),
            int(backup.dumps.len() as u64),
            num(mb(backup.bytes())),
            facts.maybe_time(looked.and_then(|l| l.began)),
            facts.maybe_time(ended.filter(|_| *state == SlotState::Done)),
            facts.time(backup.slot.done_by),
            Value::Bool(excuse.is_some()),
            text(excuse.unwrap_or_default()),
        ]);
    }
    for (path, why) in &facts.look.place.unread {
        rows.strange.push(format!("{path}: {why}"));
    }
    if !facts.look.loose.is_empty() {
        let names: Vec<String> = facts.look.loose.iter().take(3).map(|found| found.entry.shown()).collect();
        let n = facts.look.loose.len();
        rows.remarks.push(crate::model::Words::new(
            format!("{n} 个文件的名字符合样式，但不属于任何一次应做的备份：{}…", names.join("、")),
            format!("{n} files fit the pattern and belong to no backup that was due: {}…", names.join(", ")),
        ));
    }
    rows
}

/// Nobody would restore from it: what is in it, or what was said of it at the last look.
fn is_bad(facts: &Facts<'_>, slot: jiff::Timestamp) -> bool {
    let last = || facts.past.kept.iter().any(|kept| kept.slot == slot && kept.verdict == Verdict::Critical);
    facts.look.looked.iter().find(|looked| looked.slot.at == slot).map_or_else(last, is_broken)
}

/// The newest backup that came to its end and is not known to be bad.
pub(super) fn age(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    let is_one =
        |(backup, state): &&(Backup, SlotState)| *state == SlotState::Done && !backup.dumps.is_empty() && !is_bad(facts, backup.slot.at);
    let Some((backup, _)) = facts.look.backups.iter().rev().find(is_one) else { return rows };
    let looked = facts.look.looked.iter().find(|looked| looked.slot == backup.slot);
    let Some((ended, by)) = looked.and_then(|l| l.ended).or(backup.touched().map(|at| (at, "mtime"))) else {
        rows.strange.push(format!("{}: {}", backup.slot.label(), facts.say("文件没有时间", "the files have no time")));
        return rows;
    };
    let period = match days_between(&facts.wish.set.schedule) {
        1 => "daily",
        2..=7 => "weekly",
        _ => "monthly",
    };
    let drift = backup.touched().map_or(Value::Null, |at| num(hours(ended, at).abs()));
    rows.push([text(backup.slot.label()), facts.time(ended), text(by), text(period), num(hours(ended, facts.wish.now)), drift]);
    rows
}

/// Earlier backups that came to their end, by slot: those that are there, and those that are remembered.
fn sizes_before(facts: &Facts<'_>, before: jiff::Timestamp) -> Vec<f64> {
    let there = facts.look.backups.iter().filter(|(backup, state)| *state == SlotState::Done && !backup.dumps.is_empty());
    let mut sizes: std::collections::BTreeMap<_, u64> = there.map(|(backup, _)| (backup.slot.at, backup.bytes())).collect();
    for kept in facts.past.kept.iter().filter(|kept| kept.state == SlotState::Done) {
        sizes.entry(kept.slot).or_insert(kept.bytes);
    }
    sizes.range(..before).map(|(_, bytes)| mb(*bytes)).collect()
}

/// Sizes against the median of the last seven.
pub(super) fn size(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    for looked in facts.look.looked.iter().filter(|looked| !looked.dumps.is_empty()) {
        let now = mb(looked.dumps.iter().map(|dump| dump.found.entry.size).sum());
        let before = sizes_before(facts, looked.slot.at);
        let last = |n: usize| before.get(before.len().saturating_sub(n)..).unwrap_or_default();
        let middle = median(last(7));
        let excuse = facts.excuse(looked.slot.day);
        rows.push([
            facts.of(looked),
            num(now),
            int(looked.dumps.len() as u64),
            middle.map_or(Value::Null, num),
            middle.filter(|m| *m > 0.0).map_or(Value::Null, |m| Value::Num((now / m * 10_000.0).round() / 10_000.0)),
            score(now, last(30)).map_or(Value::Null, num),
            int(before.len().min(30) as u64),
            num(mb(facts.wish.set.min_bytes)),
            Value::Bool(excuse.is_some()),
            text(excuse.unwrap_or_default()),
        ]);
        if before.len() < 3 {
            rows.remarks.push(crate::model::Words::new(
                "以往的备份不足 3 份，大小趋势还不能比较。",
                "Fewer than three earlier backups: their sizes cannot be compared yet.",
            ));
        }
    }
    rows
}

/// Room for the next one.
pub(super) fn space(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    let Some(space) = &facts.look.place.space else {
        return Rows::none(Reason::new(ReasonKind::Unreadable).what(facts.wish.set.place.shown()));
    };
    let sizes = sizes_before(facts, facts.wish.now);
    let need = median(sizes.get(sizes.len().saturating_sub(7)..).unwrap_or_default());
    let free = mb(space.free);
    let ratio = need.filter(|need| *need > 0.0).map_or(Value::Null, |need| num(free / need));
    rows.push([text(facts.wish.set.place.shown()), num(free), num(mb(space.total)), need.map_or(Value::Null, num), ratio]);
    rows
}

/// Which day, week or month a day is of, as a number.
type PeriodOf<'a> = &'a dyn Fn(Date) -> i32;

/// So many days, weeks and months back, as the policy asks.
pub(super) fn retention(facts: &Facts<'_>) -> Rows {
    let keep = facts.wish.set.retention;
    if keep.daily + keep.weekly + keep.monthly == 0 {
        return Rows::not_configured("retention");
    }
    let mut rows = Rows::default();
    let due = |state: SlotState| !matches!(state, SlotState::Running | SlotState::Due);
    let there: BTreeSet<Date> =
        facts.look.backups.iter().filter(|(b, s)| *s == SlotState::Done && !b.dumps.is_empty()).map(|(b, _)| b.slot.day).collect();
    let scheduled: BTreeSet<Date> = facts.look.backups.iter().filter(|(_, s)| due(*s)).map(|(b, _)| b.slot.day).collect();
    // Before the first backup that is known nothing can have been kept.
    let first_kept =
        facts.past.kept.iter().filter(|k| k.state == SlotState::Done).map(|k| k.slot.to_zoned(facts.zone().clone()).date()).min();
    let first = first_kept.into_iter().chain(there.first().copied()).chain(facts.wish.set.since).min();
    let Some(first) = first else {
        return Rows::none(super::no_backup(facts));
    };
    let week = |day: Date| i32::from(day.iso_week_date().year()) * 100 + i32::from(day.iso_week_date().week());
    let month = |day: Date| i32::from(day.year()) * 100 + i32::from(day.month());
    let day_key = |day: Date| i32::from(day.year()) * 1000 + i32::from(day.day_of_year());
    let classes: [(&str, u32, PeriodOf<'_>); 3] = [
        (facts.say("日备份", "daily"), keep.daily, &day_key),
        (facts.say("周备份", "weekly"), keep.weekly, &week),
        (facts.say("月备份", "monthly"), keep.monthly, &month),
    ];
    for (class, wanted, key) in classes.into_iter().filter(|(_, wanted, _)| *wanted > 0) {
        // The newest periods in which a backup was due, each with a day that names it.
        let mut periods: Vec<(i32, Date)> = Vec::new();
        for day in scheduled.iter().rev().filter(|day| **day >= first) {
            if periods.last().is_none_or(|(last, _)| *last != key(*day)) {
                periods.push((key(*day), *day));
            }
        }
        periods.truncate(wanted as usize);
        let has = |period: i32| there.iter().any(|day| key(*day) == period);
        let missing: Vec<String> = periods.iter().filter(|(period, _)| !has(*period)).map(|(_, day)| day.to_string()).collect();
        rows.push([
            text(class),
            int(periods.len() as u64),
            int((periods.len() - missing.len()) as u64),
            text(missing.join(facts.say("、", ", "))),
            Value::Null,
            Value::Null,
            Value::Null,
        ]);
    }
    let [within, open, outside] = good(facts, keep.daily.max(keep.weekly * 7).max(keep.monthly * 31).max(1));
    rows.push([text("*"), Value::Null, Value::Null, Value::Null, int(within), int(open), int(outside)]);
    rows
}

/// Backups that are still there: good and not verified ones within so many days, and good ones that are older.
fn good(facts: &Facts<'_>, days: u32) -> [u64; 3] {
    let today = facts.wish.now.to_zoned(facts.zone().clone()).date();
    let oldest = today.checked_sub(i64::from(days).days()).unwrap_or(today);
    let mut counts = [0; 3];
    for (backup, _) in facts.look.backups.iter().filter(|(backup, _)| !backup.dumps.is_empty()) {
        let looked = facts.look.looked.iter().find(|looked| looked.slot == backup.slot);
        let kept = facts.past.kept.iter().find(|kept| kept.slot == backup.slot.at);
        let is_within = backup.slot.day >= oldest;
        let is_open = looked.is_none() && kept.is_none_or(|kept| kept.verdict == Verdict::Unknown);
        match (looked.map_or_else(|| kept.is_some_and(was_good), |looked| is_good(&facts.wish.set, looked)), is_within) {
            (true, true) => counts[0] += 1,
            (true, false) => counts[2] += 1,
            (false, true) if is_open => counts[1] += 1,
            (false, _) => {}
        }
    }
    counts
}
