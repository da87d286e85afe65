//! What the run in production answers: 执行情况表, and the results of 发布验证方案.

use serde_json::{Value as Json, json};

use super::{Reader, Source};
use crate::model::Lang;
use crate::model::release::{Probe, RunBackup, RunOutcome, RunReport, RunStep, RunVerify, Verify};
use crate::release::form::{Field, Form, Outcome};

/// Rows that fit one page; of more, those that failed are kept and the others counted.
const MOST_STEPS: usize = 12;
const MOST_LOOKS: usize = 12;

pub(super) fn put(source: &Source<'_>, reader: &Reader, put: &mut impl FnMut(&str, Option<Json>)) {
    let (form, run, executed) = (source.form, source.run, source.form.execution.as_ref());
    let text = |text: String| Some(text).filter(|text| !text.is_empty()).map(Json::from);
    put("run", executed.map(|one| json!(one.run)));
    put("operator", run.map(|one| one.operator.clone()).or_else(|| executed.map(|one| one.person.clone())).map(Json::from));
    put("began", run.map(|one| one.began).or_else(|| executed.map(|one| one.began)).map(|at| json!(reader.time(at))));
    put("ended", run.map(|one| json!(reader.time(one.ended))));
    put("hosts", run.and_then(|one| text(one.hosts.join(reader.say("、", ", ")))));
    put("backups", run.and_then(|one| text(backups(one, reader))));
    put("steps", run.map(|one| steps(one, reader)));
    put("checked", run.and_then(|one| text(checked(one, reader))));
    put("outcome", outcome(source).map(|one| json!(told_outcome(one, reader.lang))));
    put("trouble", text(trouble(form, run, reader)));
    put("looks", looks(source, reader));
    put("conclusion", conclusion(source, reader).map(Json::from));
    put("change", Some(json!(reader.say("版本升级", "Upgrade"))));
    let backup = || Some(form.get(Field::Backup)).filter(|text| !text.is_empty()).map(Json::from);
    put("backed_up", run.and_then(|one| text(backups(one, reader))).or_else(backup));
    let planned = form.get(Field::WindowFrom).parse().ok();
    put("verify_at", run.map(|one| one.ended).or(planned).map(|at| json!(reader.time(at))));
}

fn outcome(source: &Source<'_>) -> Option<Outcome> {
    source.form.execution.as_ref().map(|one| one.outcome)
}

/// In the words of the printed form.
fn told_outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match (outcome, lang) {
        (Outcome::Done, Lang::Zh) => "成功",
        (Outcome::RolledBack, Lang::Zh) => "已回退",
        (Outcome::Manual, Lang::Zh) => "失败",
        (outcome, Lang::En) => outcome.to(Lang::En),
    }
}

/// A line each: what, where, and what proves it.
fn backups(run: &RunReport, reader: &Reader) -> String {
    let line = |one: &RunBackup| {
        let proof = if one.proof.is_empty() { reader.say("未校验", "not proved") } else { one.proof.as_str() };
        let colon = reader.say("：", ": ");
        match (one.where_.is_empty(), reader.lang) {
            (true, _) => format!("{}{colon}{proof}", one.what),
            (false, Lang::Zh) => format!("{}{colon}{}（{proof}）", one.what, one.where_),
            (false, Lang::En) => format!("{}{colon}{} ({proof})", one.what, one.where_),
        }
    };
    run.backups.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What was done one after the other on several places is one row. Looks that found all well are told of by themselves.
fn steps(run: &RunReport, reader: &Reader) -> Json {
    let alike = |one: &RunStep, other: &RunStep| one.name_zh == other.name_zh && one.ok == other.ok && one.told == other.told;
    let looked = |one: &RunStep| run.verify.iter().any(|look| look.ok && one.ok && one.name_en == format!("verify: {}", look.title));
    let groups: Vec<&[RunStep]> = run.steps.chunk_by(alike).filter(|group| !group.iter().all(looked)).collect();
    let few = few(&groups, MOST_STEPS, |group| group.iter().all(|one| one.ok));
    let mut rows: Vec<Json> = few.iter().filter_map(|group| step(group, run, reader)).collect();
    let left = groups.len() - rows.len();
    if left > 0 {
        let told = match reader.lang {
            Lang::Zh => format!("另有 {left} 步，见运行报告"),
            Lang::En => format!("{left} more steps, see the report"),
        };
        rows.push(json!({ "step": told, "at": "", "who": run.operator, "result": reader.say("完成", "done") }));
    }
    rows.into()
}

fn step(group: &[RunStep], run: &RunReport, reader: &Reader) -> Option<Json> {
    let one = group.first()?;
    let name = match reader.lang {
        Lang::Zh => &one.name_zh,
        Lang::En => &one.name_en,
    };
    let place = at_places(group.iter().map(|one| one.place.as_str()), run, reader);
    let result = if one.ok { reader.say("完成", "done") } else { reader.say("失败", "failed") };
    let result = format!("{result}{}", after(&one.told, reader));
    Some(json!({ "step": format!("{name}{place}"), "at": reader.time(one.at), "who": run.operator, "result": result }))
}

/// `（zs-app1、zs-app2）`, or nothing; all hosts are not named one by one.
fn at_places<'a>(places: impl Iterator<Item = &'a str>, run: &RunReport, reader: &Reader) -> String {
    let mut places: Vec<&str> = places.filter(|place| !place.is_empty()).collect();
    if places.len() > 1 && run.hosts.iter().all(|host| places.contains(&host.as_str())) && places.len() == run.hosts.len() {
        places = vec![reader.say("全部主机", "all hosts")];
    }
    match (places.is_empty(), reader.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{}）", places.join("、")),
        (false, Lang::En) => format!(" ({})", places.join(", ")),
    }
}

/// What there is to say of a result, after it.
fn after(told: &str, reader: &Reader) -> String {
    if told.is_empty() { String::new() } else { format!("{}{told}", reader.say("，", ", ")) }
}

/// At most so many, in order: those that went wrong before those that went well. Whatever went wrong is never left out.
fn few<T>(all: &[T], most: usize, went_well: impl Fn(&T) -> bool) -> Vec<&T> {
    let mut room = most.saturating_sub(all.iter().filter(|one| !went_well(one)).count());
    let mut keep = |one: &&T| {
        if !went_well(one) {
            return true;
        }
        let fits = room > 0;
        room = room.saturating_sub(1);
        fits
    };
    all.iter().filter(|one| keep(one)).collect()
}

fn checked(run: &RunReport, reader: &Reader) -> String {
    if run.verify.is_empty() {
        return String::new();
    }
    let (after, new): (Vec<&RunVerify>, Vec<&RunVerify>) = run.verify.iter().partition(|one| one.after_back);
    let counted = |all: &[&RunVerify]| {
        let bad: Vec<&str> = all.iter().filter(|one| !one.ok).map(|one| one.title.as_str()).collect();
        let (good, names) = (all.len() - bad.len(), bad.join(reader.say("、", ", ")));
        match (reader.lang, bad.is_empty()) {
            (Lang::Zh, true) => format!("系统启动、配置项、试操作共 {good} 项，全部通过"),
            (Lang::Zh, false) => format!("通过 {good} 项，未通过 {} 项：{names}", bad.len()),
            (Lang::En, true) => format!("{good} checks, all passed"),
            (Lang::En, false) => format!("{good} passed, {} not: {names}", bad.len()),
        }
    };
    let mut told: Vec<String> = (!new.is_empty()).then(|| counted(&new)).into_iter().collect();
    if !after.is_empty() {
        told.push(format!("{}{}", reader.say("回退后：", "after taking back: "), counted(&after)));
    }
    told.join("\n")
}

/// What went wrong, what came of taking back, and what was written by hand.
fn trouble(form: &Form, run: Option<&RunReport>, reader: &Reader) -> String {
    let mut lines: Vec<String> = run.iter().map(|one| one.trouble.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    if let Some(run) = run.filter(|one| one.outcome == RunOutcome::RolledBack) {
        lines.push(
            match run.rolled_back_equal {
                Some(true) => reader.say("已回退，与发布前逐项比对一致。", "Taken back; everything is as it was before."),
                Some(false) => reader.say("已回退，与发布前比对不一致。", "Taken back, but not everything is as it was before."),
                None => reader.say("已回退，没有与发布前比对。", "Taken back; it was not compared with what was before."),
            }
            .to_owned(),
        );
    }
    if let Some(one) = form.execution.as_ref().filter(|one| !one.by_hand.is_empty()) {
        lines.push(format!("{}{}", reader.say("手工登记：", "Written down by hand: "), one.by_hand));
    }
    if lines.is_empty() && run.is_some_and(|one| one.outcome == RunOutcome::Done) {
        lines.push(reader.say("无。", "None.").to_owned());
    }
    lines.join("\n")
}

/// What was looked at; before a run, what is going to be.
fn looks(source: &Source<'_>, reader: &Reader) -> Option<Json> {
    if let Some(run) = source.run.filter(|run| !run.verify.is_empty()) {
        let alike = |one: &RunVerify, other: &RunVerify| {
            let (same, when) = (one.title == other.title && one.told == other.told, one.after_back == other.after_back);
            same && when && one.ok == other.ok && one.by == other.by
        };
        let groups: Vec<&[RunVerify]> = run.verify.chunk_by(alike).collect();
        let few = few(&groups, MOST_LOOKS, |group| group.iter().all(|one| one.ok));
        let left = groups.len() - few.len();
        let mut rows: Vec<Json> = few.into_iter().filter_map(|group| look(group, run, reader)).collect();
        if left > 0 {
            let told = match reader.lang {
                Lang::Zh => format!("另有 {left} 项，见运行报告"),
                Lang::En => format!("{left} more, see the report of the run"),
            };
            rows.push(json!({ "business": told, "method": "", "who": "", "result": reader.say("通过", "passed") }));
        }
        return Some(rows.into());
    }
    let planned = &source.package?.verify;
    let row = |one: &Verify| {
        let (method, told) = method(&one.probe, reader);
        let title = if one.title.is_empty() { told.clone() } else { one.title.clone() };
        json!({ "business": title, "method": format!("{method} {told}").trim().to_owned(), "who": "", "result": "" })
    };
    (!planned.is_empty()).then(|| planned.iter().take(MOST_LOOKS).map(row).collect())
}

fn look(group: &[RunVerify], run: &RunReport, reader: &Reader) -> Option<Json> {
    let one = group.first()?;
    let result = if one.ok { reader.say("通过", "passed") } else { reader.say("不通过", "not passed") };
    let (who, method) = match one.by.as_str() {
        "" => (reader.say("程序", "program"), reader.say("自动检查", "automatic")),
        person => (person, reader.say("试操作", "by hand")),
    };
    let method = format!("{method}{}", at_places(group.iter().map(|one| one.place.as_str()), run, reader));
    let title = format!("{}{}", one.title, if one.after_back { reader.say("（回退后）", " (after taking back)") } else { "" });
    Some(json!({ "business": title, "method": method, "who": who, "result": format!("{result}{}", after(&one.told, reader)) }))
}

/// How something is looked at, and at what.
fn method(probe: &Probe, reader: &Reader) -> (&'static str, String) {
    let (zh, en, told) = match probe {
        Probe::Port { host, port } => ("端口", "port", format!("{host}:{port}").trim_start_matches(':').to_owned()),
        Probe::Http { url, .. } => ("访问", "page", url.clone()),
        Probe::Log { path, .. } => ("日志", "log", path.clone()),
        Probe::File { path, .. } => ("文件校验", "file", path.clone()),
        Probe::Config { path, key, .. } => ("配置项", "setting", format!("{path} {key}")),
        Probe::Process { pattern, .. } => ("进程", "process", pattern.clone()),
        Probe::Sql { query, .. } => ("查询", "query", query.chars().take(40).collect()),
        Probe::Manual { ask } => ("试操作", "by hand", ask.clone()),
    };
    (if reader.lang == Lang::Zh { zh } else { en }, told)
}

/// Said only where something was looked at.
fn conclusion(source: &Source<'_>, reader: &Reader) -> Option<&'static str> {
    let run = source.run.filter(|run| !run.verify.is_empty())?;
    match run.outcome {
        RunOutcome::Done if run.verify.iter().all(|one| one.ok) => Some(reader.say("通过", "Passed")),
        RunOutcome::RolledBack => Some(reader.say("不通过，回退", "Not passed, taken back")),
        _ => None,
    }
}
