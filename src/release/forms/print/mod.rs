//! What a form answers to the printed ones: 申请审批表, 执行情况表, 发布验证方案. Pure.
//!
//! A printed form names in its `report.toml` what fills each field (`from = "release.scope"`); [`answers`] is everything that can be
//! named, so that a form that a site adds is filled like ours. What nobody decided or did is `null`, and left to the pen.

mod run;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json, json};

use super::Brought;
use crate::model::Lang;
use crate::model::release::RunReport;
use crate::release::form::{Decision, Field, FieldKind, Form, Kind, Proof, Step};

/// Who reads it: the zone that times are told in, and the language of the words.
#[derive(Debug, Clone)]
pub struct Reader {
    pub zone: TimeZone,
    pub lang: Lang,
}

/// A form with what belongs to it, as far as it is at hand.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub form: &'a Form,
    pub package: Option<&'a Brought>,
    /// Of the run in production.
    pub run: Option<&'a RunReport>,
}

impl Reader {
    /// `2026-11-25T08:30:00`, as data of reports have times.
    fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    fn minute(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn day(&self, at: Timestamp) -> String {
        let format = self.say("%Y年%-m月%-d日", "%Y-%m-%d");
        at.to_zoned(self.zone.clone()).strftime(format).to_string()
    }

    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// Everything that a field can be filled with, by the word that `from` names, typed as the contract of reports has it: texts, times,
/// flags, and lists of rows.
#[must_use]
pub fn answers(source: &Source<'_>, reader: &Reader) -> Map<String, Json> {
    let form = source.form;
    let mut all = Map::new();
    let mut put = |key: &str, value: Option<Json>| drop(all.insert(format!("release.{key}"), value.unwrap_or(Json::Null)));
    for field in Field::ALL {
        put(field.as_str(), value(form, *field, reader).map(Json::from));
    }
    put("no", Some(json!(form.no)));
    put("applicant", Some(json!(applicant(form))));
    put("applied_on", Some(json!(reader.time(form.decisions.get(&Step::Submit).map_or(form.opened, |one| one.at)))));
    put("window", window(form, reader).map(Json::from));
    put("package", Some(json!(package(source, reader))));
    put("rehearsed", rehearsed(form, reader).map(Json::from));
    put("rehearsed_ok", form.rehearsal().map(|one| json!(one.ok && one.complete)));
    put("executors", executors(form, reader).map(Json::from));
    put("open_items", open_items(form, reader).map(Json::from));
    put("ledger", Some(json!(ledger(form, reader))));
    for (key, step) in [
        ("submit", Step::Submit),
        ("review", Step::Review),
        ("audit", Step::Audit),
        ("approve", Step::Approve),
        ("dispatch", Step::Dispatch),
        ("sign", Step::Sign),
        ("archive", Step::Archive),
    ] {
        let decision = form.decisions.get(&step);
        put(&format!("{key}_signed"), decision.map(|one| json!(signed(one, reader))));
        put(&format!("{key}_opinion"), decision.filter(|one| !one.opinion.is_empty()).map(|one| json!(one.opinion)));
    }
    run::put(source, reader, &mut put);
    all
}

/// A value of the form as people read it.
fn value(form: &Form, field: Field, reader: &Reader) -> Option<String> {
    let value = form.get(field);
    if value.is_empty() {
        return None;
    }
    Some(match field.kind() {
        FieldKind::Time => value.parse().map_or_else(|_| value.to_owned(), |at| reader.time(at)),
        FieldKind::Choice => Kind::parse(value).map_or(value, |kind| kind.to(reader.lang)).to_owned(),
        _ => value.to_owned(),
    })
}

/// Whom the form names, who submitted it, or who wrote it.
fn applicant(form: &Form) -> String {
    let named = Some(form.get(Field::Applicant)).filter(|name| !name.is_empty());
    let submitted = || form.decisions.get(&Step::Submit).map(|one| one.person.as_str());
    let wrote = || form.course.first().map(|one| one.person.as_str());
    named.or_else(submitted).or_else(wrote).unwrap_or_default().to_owned()
}

fn window(form: &Form, reader: &Reader) -> Option<String> {
    let at = |field| form.get(field).parse::<Timestamp>().ok().map(|at| reader.minute(at));
    let (from, to) = (at(Field::WindowFrom)?, at(Field::WindowTo)?);
    // Within one day the day is said once.
    let short = from.get(..10).filter(|day| to.starts_with(day)).map(|_| to.get(11..).unwrap_or_default());
    Some(format!("{from} {} {}", reader.say("至", "to"), short.unwrap_or(&to)))
}

/// `第 1 版，摘要 1111…，文件 12 个（SQL 脚本 1 个）共 5.8 MB`: the digest short, for people to compare.
fn package(source: &Source<'_>, reader: &Reader) -> String {
    let (rev, digest) = (source.form.rev, short(&source.form.digest));
    let head = match reader.lang {
        Lang::Zh => format!("修订号 {rev}　包摘要 {digest}"),
        Lang::En => format!("revision {rev}, digest {digest}"),
    };
    let Some(brought) = source.package else { return head };
    let (files, scripts) = (brought.files.len(), brought.scripts);
    let bytes: u64 = brought.files.iter().map(|file| file.size).sum();
    #[expect(clippy::cast_precision_loss, reason = "for people")]
    let size = crate::text::bytes_mb(bytes as f64 / 1_048_576.0);
    let sql = match (scripts, reader.lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("，SQL 脚本 {scripts} 套"),
        (_, Lang::En) => format!(", {scripts} SQL scripts"),
    };
    match reader.lang {
        Lang::Zh => format!("{head}　{}，文件 {files} 个{sql}，共 {size}", brought.id),
        Lang::En => format!("{head}, {}: {files} files{sql}, {size}", brought.id),
    }
}

/// The first and last signs of a digest.
fn short(digest: &str) -> String {
    match (digest.get(..16), digest.get(digest.len().saturating_sub(8)..)) {
        (Some(head), Some(tail)) if digest.len() > 24 => format!("{head}…{tail}"),
        _ => digest.to_owned(),
    }
}

fn rehearsed(form: &Form, reader: &Reader) -> Option<String> {
    let one = form.rehearsal()?;
    let result = match (one.ok, one.complete) {
        (false, _) => reader.say("失败", "failed"),
        (true, true) => reader.say("通过", "passed"),
        (true, false) => reader.say("不完整", "not complete"),
    };
    let hand = if one.by_hand.is_empty() { "" } else { reader.say("，手工登记", ", written down by hand") };
    let (run, day) = (&one.run, reader.minute(one.at));
    Some(match reader.lang {
        Lang::Zh => format!("模拟环境演练 {run}（{day}，{}）{result}{hand}", one.person),
        Lang::En => format!("rehearsal {run} ({day}, {}): {result}{hand}", one.person),
    })
}

fn executors(form: &Form, reader: &Reader) -> Option<String> {
    let all: Vec<String> = match form.executors.len() {
        1 => form.executors.values().cloned().collect(),
        _ => form
            .executors
            .iter()
            .map(|(system, person)| match reader.lang {
                Lang::Zh => format!("{person}（{system}）"),
                Lang::En => format!("{person} ({system})"),
            })
            .collect(),
    };
    (!all.is_empty()).then(|| all.join(reader.say("、", ", ")))
}

fn open_items(form: &Form, reader: &Reader) -> Option<String> {
    let open: Vec<&str> = form.open_items().iter().map(|step| step.to(reader.lang)).collect();
    (!open.is_empty()).then(|| open.join(reader.say("、", ", ")))
}

/// What the paper can be compared with later: whole lines that are taken away at the end show here.
fn ledger(form: &Form, reader: &Reader) -> String {
    let (lines, head) = (form.course.len(), short(&form.head));
    match reader.lang {
        Lang::Zh => format!("电子记录 {lines} 条，末行摘要 {head}"),
        Lang::En => format!("{lines} records, digest of the last line {head}"),
    }
}

/// `李四　2026年11月22日　电子签名 B4BB9038B1FC9696`; how it was proved belongs to the signature.
fn signed(one: &Decision, reader: &Reader) -> String {
    let proof = match &one.proof {
        Proof::Key { key, .. } => format!("{} {key}", reader.say("电子签名", "key")),
        Proof::Offline { .. } => reader.say("线下签字，签字页已存", "signed by hand, page kept").to_owned(),
        Proof::None => reader.say("未签名", "not signed").to_owned(),
    };
    let late = if one.late { reader.say("（补签）", " (signed later)") } else { "" };
    format!("{}　{}　{proof}{late}", one.person, reader.day(one.at))
}
