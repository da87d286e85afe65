//! The data of an inspection record (`contracts/record.toml`): the six things that the contract asks of each check, by day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::definition::Definition;
use super::facts::Facts;
use super::findings::advice;
use super::period::{Half, Length, Period};
use crate::error::Result;
use crate::model::period::Abnormal;
use crate::model::{Outcome, Reason, Run, RunHead, State, Table, TargetHead, TargetKind, Value, Verdict};
use crate::store::Store;
use crate::text;

/// Rows of a table, of all targets together; a document shows fewer.
const ROWS: usize = 5_000;
/// Targets that a line names; of more it says how many there are.
const NAMED: usize = 6;
/// In one day's record each target has a line; in a longer one each group has.
const LONG: i64 = 2;

/// The chapters, without `report` and `manual`.
pub fn data(facts: &Facts<'_>, definition: &Definition, store: &Store) -> Result<Json> {
    let kind = match definition.kind.as_str() {
        "oracle" => Some(TargetKind::Oracle),
        "host" => Some(TargetKind::Host),
        _ => None,
    };
    let kinds: BTreeMap<String, (TargetKind, String)> =
        facts.targets().into_iter().map(|known| (known.name, (known.kind, known.group))).collect();
    let wanted = |target: &str| kind.is_none_or(|kind| kinds.get(target).is_none_or(|(known, _)| *known == kind));
    let abnormal: Vec<Abnormal> = store.abnormal_between(facts.from, facts.to)?.into_iter().filter(|one| wanted(&one.target)).collect();
    let record = Record { facts, kinds: &kinds, abnormal: &abnormal };
    let newest = newest(facts, store, &wanted)?;
    let detailed = !definition.checks.is_empty();
    let mut days = Vec::new();
    for slot in slots(facts) {
        let (from, to) = (slot.begins(&facts.ctx.zone), slot.ends(&facts.ctx.zone).min(facts.to));
        if from >= facts.to {
            break;
        }
        let runs: Vec<&RunHead> = facts.runs.iter().filter(|run| run.now >= from && run.now < to).collect();
        let records = if detailed {
            newest
                .iter()
                .filter(|run| run.now >= from && run.now < to)
                .flat_map(|run| record.by_check(run, &definition.checks, &wanted))
                .collect()
        } else if facts.period.days() > LONG {
            record.by_group(&runs, &wanted)
        } else {
            record.by_target(&runs, &wanted)
        };
        days.push(day(facts, &slot, &runs, &records, &wanted));
    }
    let tables = tables(facts, &newest, &definition.checks, &wanted);
    Ok(json!({
        "summary": summary(facts, &abnormal, &wanted),
        "days": days,
        "tables": if detailed { tables } else { Vec::new() },
    }))
}

/// The days of the period, or its halves where it is one.
fn slots(facts: &Facts<'_>) -> Vec<Period> {
    if facts.period.length == Length::HalfDay {
        return vec![facts.period];
    }
    facts.period.each_day().map(|day| Period::around(Length::Day, day, None)).collect()
}

/// The newest run of each target that is wanted, whole; runs of all targets are one.
fn newest(facts: &Facts<'_>, store: &Store, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Run>> {
    if facts.period.days() > LONG {
        return Ok(Vec::new());
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut newest = Vec::new();
    for head in facts.runs.iter().rev() {
        let fresh: Vec<&str> = head.targets.iter().map(|t| t.name.as_str()).filter(|name| wanted(name) && !seen.contains(name)).collect();
        if fresh.is_empty() {
            continue;
        }
        let mut run = store.load(&head.id)?;
        run.targets.retain(|target| fresh.contains(&target.name.as_str()));
        seen.extend(fresh);
        newest.push(run);
    }
    newest.reverse();
    Ok(newest)
}

fn judged_words(facts: &Facts<'_>, target: &TargetHead) -> String {
    let t = target.tally;
    let mut parts = vec![facts.say(&format!("检查 {} 项", t.judged), &format!("{} checks judged", t.judged))];
    for (count, zh, en) in [(t.critical, "告警", "critical"), (t.warning, "预警", "warnings"), (t.not_checked, "未检查", "not checked")]
    {
        if count > 0 {
            parts.push(facts.say(&format!("{zh} {count} 项"), &format!("{count} {en}")));
        }
    }
    if t.critical + t.warning + t.not_checked == 0 && t.judged > 0 {
        parts.push(facts.say("全部正常", "all as it should be"));
    }
    parts.join(&facts.say("，", ", "))
}

struct Record<'a> {
    facts: &'a Facts<'a>,
    kinds: &'a BTreeMap<String, (TargetKind, String)>,
    abnormal: &'a [Abnormal],
}

impl Record<'_> {
    /// A line for each target of each run, and one for each check that was not as it should be.
    fn by_target(&self, runs: &[&RunHead], wanted: &dyn Fn(&str) -> bool) -> Vec<Json> {
        let mut lines = Vec::new();
        for run in runs {
            for target in run.targets.iter().filter(|target| wanted(&target.name)) {
                let state = text::verdict(target.verdict, self.facts.lang());
                lines.push(self.line(run, &target.name, &step(run), &judged_words(self.facts, target), state, "", run.now));
                lines.extend(
                    self.abnormal
                        .iter()
                        .filter(|one| one.run == run.id && one.target == target.name)
                        .map(|one| self.abnormal_line(run, one)),
                );
            }
        }
        lines
    }

    /// A line for each group of each run, and one for each check that was not as it should be.
    fn by_group(&self, runs: &[&RunHead], wanted: &dyn Fn(&str) -> bool) -> Vec<Json> {
        let mut lines = Vec::new();
        for run in runs {
            let mut groups: indexmap::IndexMap<String, Vec<&TargetHead>> = indexmap::IndexMap::new();
            for target in run.targets.iter().filter(|target| wanted(&target.name)) {
                let group = self.kinds.get(&target.name).map(|(_, group)| group.clone()).filter(|group| !group.is_empty());
                groups.entry(group.unwrap_or_else(|| target.name.clone())).or_default().push(target);
            }
            for (group, targets) in groups {
                let count = |verdict: Verdict| targets.iter().filter(|target| target.verdict == verdict).count();
                let (ok, warning, critical, unknown) =
                    (count(Verdict::Ok), count(Verdict::Warning), count(Verdict::Critical), count(Verdict::Unknown));
                let result = self.facts.say(
                    &format!("{} 个对象：正常 {ok}，预警 {warning}，告警 {critical}，未能判断 {unknown}", targets.len()),
                    &format!("{} targets: {ok} ok, {warning} with warnings, {critical} critical, {unknown} not judged", targets.len()),
                );
                let worst = targets.iter().map(|target| target.verdict).max_by_key(|verdict| *verdict as u8);
                let state = text::verdict(worst.unwrap_or(Verdict::Unknown), self.facts.lang());
                lines.push(self.line(run, &group, &step(run), &result, state, "", run.now));
            }
        }
        // What is found again and again in a day stands once, as it was last.
        let mut found: indexmap::IndexMap<(&str, &str), (Json, usize)> = indexmap::IndexMap::new();
        for run in runs {
            for one in self.abnormal.iter().filter(|one| one.run == run.id) {
                let (line, times) = found.entry((&one.target, &one.check)).or_default();
                (*line, *times) = (self.abnormal_line(run, one), *times + 1);
            }
        }
        lines.extend(found.into_values().map(|(mut line, times)| {
            if times > 1 {
                let result = line["result"].as_str().unwrap_or_default();
                let result = result.trim_end_matches('。');
                line["result"] =
                    json!(self.facts.say(&format!("{result}（当日 {times} 次）"), &format!("{result} ({times} times that day)")));
            }
            line
        }));
        lines
    }

    /// A line for each check of each target, in the order that the report asks for.
    fn by_check(&self, run: &Run, checks: &[String], wanted: &dyn Fn(&str) -> bool) -> Vec<Json> {
        let facts = self.facts;
        let mut lines = Vec::new();
        for target in run.targets.iter().filter(|target| wanted(&target.name)) {
            for outcome in in_order(&target.outcomes, checks) {
                let lang = facts.lang();
                let (result, advised) = match &outcome.state {
                    State::NotApplicable { .. } => continue,
                    State::NotChecked { reason } => (text::not_checked(reason, lang), String::new()),
                    State::Judged { findings, .. } => {
                        let found: Vec<&str> = findings.iter().map(|finding| finding.says.to(lang)).collect();
                        let rows = outcome.row_count();
                        let fine = match rows {
                            0 => facts.say("没有返回行", "no rows"),
                            _ => facts.say(&format!("{rows} 行"), &format!("{rows} rows")),
                        };
                        let mut advised: Vec<&str> =
                            findings.iter().map(|finding| finding.advice.to(lang)).filter(|a| !a.is_empty()).collect();
                        advised.dedup();
                        (if found.is_empty() { fine } else { found.join("；") }, advised.join("；"))
                    }
                };
                let ours = || facts.check(&outcome.check).map_or_else(String::new, crate::model::Check::file);
                let step = outcome.step.as_ref().map_or_else(ours, |step| step.file.clone());
                lines.push(json!({
                    "target": target.name,
                    "content": outcome.title.to(lang),
                    "step": step,
                    "result": result,
                    "state": text::state_word(&outcome.state, lang),
                    "operator": run.operator,
                    "time": facts.time(outcome.at),
                    "advice": advised,
                    "run": run.id,
                }));
            }
        }
        lines
    }

    fn abnormal_line(&self, run: &RunHead, one: &Abnormal) -> Json {
        let facts = self.facts;
        let lang = facts.lang();
        let (result, state) = if let Some(level) = one.level {
            (one.says.iter().map(|said| said.to(lang)).collect::<Vec<_>>().join("；"), text::level(level, lang).to_owned())
        } else {
            let reason = one.says.first().and_then(|said| serde_json::from_str::<Reason>(&said.zh).ok());
            (reason.map(|reason| text::not_checked(&reason, lang)).unwrap_or_default(), facts.say("未检查", "not checked"))
        };
        let step = facts.check(&one.check).map_or_else(String::new, crate::model::Check::file);
        let mut line = self.line(run, &one.target, &step, &result, &state, &advice(facts, &one.check), one.at);
        line["content"] = json!(facts.title(&one.check));
        line
    }

    #[expect(clippy::too_many_arguments, reason = "the six things, and whose they are")]
    fn line(&self, run: &RunHead, target: &str, step: &str, result: &str, state: &str, advice: &str, at: Timestamp) -> Json {
        json!({
            "target": target,
            "content": self.facts.say("巡检", "Inspection"),
            "step": step,
            "result": result,
            "state": state,
            "operator": run.operator,
            "time": self.facts.time(at),
            "advice": advice,
            "run": run.id,
        })
    }
}

/// Lines as they are, and those of what is normal.
type Sorted<'r> = (Vec<Json>, Vec<&'r Json>);

/// The lines for a document: what is normal in a run in one line for all targets, everything else as it is.
fn brief(facts: &Facts<'_>, records: &[Json]) -> Vec<Json> {
    let normal = text::verdict(Verdict::Ok, facts.lang());
    let mut kinds: indexmap::IndexMap<(&str, &str), Sorted<'_>> = indexmap::IndexMap::new();
    for record in records {
        let word = |key: &str| record[key].as_str().unwrap_or_default();
        let (odd, fine) = kinds.entry((word("run"), word("content"))).or_default();
        if word("state") == normal && word("advice").is_empty() {
            fine.push(record);
        } else {
            odd.push(record.clone());
        }
    }
    let mut lines = Vec::new();
    for (odd, fine) in kinds.into_values() {
        lines.extend(odd);
        let Some(first) = fine.first() else { continue };
        let mut line = (*first).clone();
        if fine.len() > 1 {
            let targets: Vec<&str> = fine.iter().filter_map(|record| record["target"].as_str()).collect();
            // Apart by a blank: a line breaks between targets then, not within one.
            let named = targets.iter().take(NAMED).copied().collect::<Vec<_>>().join(" ");
            line["target"] = json!(if targets.len() > NAMED {
                facts.say(&format!("{named} 等 {} 个", targets.len()), &format!("{named} and others, {} in all", targets.len()))
            } else {
                named
            });
            line["result"] = json!(facts.say("逐个检查，没有异常", "each looked at, nothing wrong"));
        }
        lines.push(line);
    }
    lines
}

/// What was run.
fn step(run: &RunHead) -> String {
    format!("opsctl {} --cadence {}", run.command, run.cadence.as_str())
}

/// The outcomes that are wanted, in the order of the list.
fn in_order<'o>(outcomes: &'o [Outcome], checks: &[String]) -> Vec<&'o Outcome> {
    if checks.is_empty() {
        return outcomes.iter().collect();
    }
    checks.iter().filter_map(|id| outcomes.iter().find(|outcome| outcome.check == *id)).collect()
}

fn day(facts: &Facts<'_>, slot: &Period, runs: &[&RunHead], records: &[Json], wanted: &dyn Fn(&str) -> bool) -> Json {
    let looked: Vec<&TargetHead> = runs.iter().flat_map(|run| &run.targets).filter(|target| wanted(&target.name)).collect();
    let count = |of: fn(&TargetHead) -> usize| looked.iter().copied().map(of).sum::<usize>();
    let (judged, not_checked) = (count(|t| t.tally.judged), count(|t| t.tally.not_checked));
    let (warnings, criticals) = (count(|t| t.tally.warning), count(|t| t.tally.critical));
    let (state, sentence) = if looked.is_empty() {
        (facts.say("没有巡检", "not inspected"), facts.say("没有巡检记录。", "Nothing was inspected."))
    } else {
        let state = if criticals > 0 {
            facts.say("有告警", "critical findings")
        } else if judged == 0 {
            facts.say("未知", "unknown")
        } else if warnings > 0 {
            facts.say("有预警", "warnings")
        } else {
            facts.say("正常", "normal")
        };
        let sentence = facts.say(
            &format!("巡检 {} 次，检查 {judged} 项次，告警 {criticals} 项，预警 {warnings} 项，未能检查 {not_checked} 项次。", runs.len()),
            &format!(
                "{} inspections: {judged} checks judged, {criticals} critical findings, {warnings} warnings, {not_checked} not checked.",
                runs.len()
            ),
        );
        (state, sentence)
    };
    let title = match slot.half {
        Some(Half::Am) => slot.label(facts.lang()).replace("上午", " 上午"),
        Some(Half::Pm) => slot.label(facts.lang()).replace("下午", " 下午"),
        None => slot.label(facts.lang()),
    };
    let long = facts.period.days() > LONG;
    let brief = if long { records.to_vec() } else { brief(facts, records) };
    json!({ "title": title, "date": slot.first.to_string(), "state": state, "sentence": sentence, "brief": brief, "records": records })
}

fn summary(facts: &Facts<'_>, abnormal: &[Abnormal], wanted: &dyn Fn(&str) -> bool) -> Json {
    let asked: Vec<_> = facts.asked.iter().filter(|one| wanted(&one.target)).collect();
    let judged: usize = asked.iter().map(|one| one.judged()).sum();
    let not_checked: usize = asked.iter().map(|one| one.not_checked).sum();
    let targets: BTreeSet<&str> = asked.iter().map(|one| one.target.as_str()).collect();
    let runs = facts.runs.iter().filter(|run| run.targets.iter().any(|target| wanted(&target.name))).count();
    let bad = abnormal.iter().filter(|one| one.level.is_some()).count();
    let left = facts.episodes.iter().filter(|episode| wanted(&episode.target) && episode.over.is_none());
    let state = match left.map(|episode| episode.level).max() {
        _ if judged == 0 => facts.say("未知", "unknown"),
        Some(crate::model::Level::Critical) => facts.say("有告警", "critical findings"),
        Some(_) => facts.say("有预警", "warnings"),
        None => facts.say("正常", "normal"),
    };
    let sentence = facts.say(
        &format!("巡检 {runs} 次，{} 个对象，检查 {judged} 项次，异常 {bad} 项次，未能检查 {not_checked} 项次。", targets.len()),
        &format!(
            "{runs} inspections of {} targets: {judged} checks judged, {bad} not as they should be, {not_checked} not checked.",
            targets.len()
        ),
    );
    json!({
        "state": state, "targets": targets.len(), "runs": runs, "judged": judged, "abnormal": bad, "not_checked": not_checked, "sentence": sentence,
    })
}

/// What one check said of all targets.
#[derive(Default)]
struct Merged {
    title: String,
    rows: Vec<Vec<String>>,
    /// Targets of which there is nothing to show, by what is said of them.
    notes: indexmap::IndexMap<String, Vec<String>>,
}

/// The rows of the checks as tables: one a check, the target in the first column.
fn tables(facts: &Facts<'_>, runs: &[Run], checks: &[String], wanted: &dyn Fn(&str) -> bool) -> Vec<Json> {
    let lang = facts.lang();
    // The columns of a check are the same in all its variants; where a version before had others, they are a table of their own.
    let mut merged: indexmap::IndexMap<(&str, Vec<String>), Merged> = indexmap::IndexMap::new();
    let targets = || runs.iter().flat_map(|run| run.targets.iter().filter(|target| wanted(&target.name)));
    let ids = if checks.is_empty() {
        targets().flat_map(|target| target.outcomes.iter().map(|outcome| outcome.check.as_str())).collect::<indexmap::IndexSet<_>>()
    } else {
        checks.iter().map(String::as_str).collect()
    };
    for id in ids {
        for target in targets() {
            let Some(outcome) = target.outcomes.iter().find(|outcome| outcome.check == *id) else { continue };
            let (columns, rows, note) = match &outcome.state {
                State::NotApplicable { .. } => continue,
                State::NotChecked { reason } => (Vec::new(), Vec::new(), text::not_checked(reason, lang)),
                State::Judged { table, .. } => shown(facts, outcome, table),
            };
            // What is said of targets without rows belongs to the table with rows, where there is one.
            let columns = if rows.is_empty() { Vec::new() } else { columns };
            let fits = |(known, own): &&(&str, Vec<String>)| *known == id && (rows.is_empty() || own.is_empty() || *own == columns);
            let known = merged.keys().find(fits).cloned();
            let before = known.as_ref().and_then(|key| merged.shift_remove(key)).unwrap_or_default();
            let columns = if rows.is_empty() { known.map(|(_, own)| own).unwrap_or_default() } else { columns };
            let one = merged.entry((id, columns)).or_insert(before);
            outcome.title.to(lang).clone_into(&mut one.title);
            one.rows.extend(rows.into_iter().map(|row| std::iter::once(target.name.clone()).chain(row).collect()));
            if !note.is_empty() {
                one.notes.entry(note).or_default().push(target.name.clone());
            }
        }
    }
    merged.into_iter().map(|((_, columns), one)| table(facts, columns, &one)).collect()
}

fn table(facts: &Facts<'_>, columns: Vec<String>, one: &Merged) -> Json {
    let (all, mut notes) = (one.rows.len(), Vec::new());
    for (note, targets) in &one.notes {
        let named = targets.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(&facts.say("、", ", "));
        let more = if targets.len() > NAMED {
            facts.say(&format!(" 等 {} 个", targets.len()), &format!(" and others, {} in all", targets.len()))
        } else {
            String::new()
        };
        notes.push(facts.say(&format!("{named}{more}：{note}"), &format!("{named}{more}: {note}")));
    }
    if all > ROWS {
        notes.push(facts.say(&format!("共 {all} 行，列出前 {ROWS} 行。"), &format!("The first {ROWS} of {all} rows.")));
    }
    let heads: Vec<String> =
        if all == 0 { Vec::new() } else { std::iter::once(facts.say("巡检对象", "Target")).chain(columns).collect() };
    // A column that nothing stands in takes the room of others.
    let filled: Vec<usize> =
        (0..heads.len()).filter(|at| one.rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()))).collect();
    let pick = |row: &[String]| filled.iter().filter_map(|at| row.get(*at).cloned()).collect::<Vec<_>>();
    let rows: Vec<Json> = one.rows.iter().take(ROWS).map(|row| json!({ "cells": pick(row) })).collect();
    json!({ "title": one.title, "columns": pick(&heads), "rows": rows, "note": notes.join("") })
}

fn shown(facts: &Facts<'_>, outcome: &Outcome, table: &Table) -> (Vec<String>, Vec<Vec<String>>, String) {
    let lang = facts.lang();
    let at: Vec<usize> = if outcome.show.is_empty() {
        (0..table.columns.len()).collect()
    } else {
        outcome.show.iter().filter_map(|name| table.index(name)).collect()
    };
    let columns = at.iter().map(|&i| {
        let column = &table.columns[i];
        let unit = column.unit.as_deref().map_or("", |unit| text::unit(unit, lang));
        if unit.is_empty() { column.title.to(lang).to_owned() } else { format!("{}（{unit}）", column.title.to(lang)) }
    });
    let rows = table.rows.iter().map(|row| {
        at.iter()
            .map(|&i| match &row[i] {
                Value::Text(code) if table.columns[i].unit.as_deref() == Some(text::CODE) => text::coded(code, lang).to_owned(),
                Value::Num(n) => text::number(*n),
                Value::Bool(yes) => facts.say(if *yes { "是" } else { "否" }, if *yes { "yes" } else { "no" }),
                value => value.plain(),
            })
            .collect()
    });
    let note = if table.rows.is_empty() { facts.say("没有返回任何行。", "No rows.") } else { String::new() };
    (columns.collect(), rows.collect(), note)
}
