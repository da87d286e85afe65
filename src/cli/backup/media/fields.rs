//! What people write of a medium → the register's fields. The same for options and for files.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::super::App;
use super::super::super::words::say;
use super::CHECK_DAYS;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::backup::Medium;
use crate::report::csvfile;
use crate::report::media::{MEDIUM_KINDS, MEDIUM_STATES};
use crate::text::Msg;

/// Classes as the register keeps them: important ones are to be encrypted.
const CLASSES: [(&str, (&str, &str)); 2] = [("重要", ("重要", "important")), ("一般", ("一般", "ordinary"))];
const FLAGS: [(bool, [&str; 6]); 2] =
    [(true, ["是", "已加密", "加密", "yes", "true", "1"]), (false, ["否", "未加密", "不加密", "no", "false", "0"])];

/// Fields by the names that people give them; the first is the one we tell.
pub(super) const NAMES: [(&str, &[&str]); 12] = [
    ("label", &["编号", "label", "标签", "介质编号"]),
    ("kind", &["类型", "kind", "介质类型", "种类", "type"]),
    ("set", &["备份集", "set"]),
    ("holds", &["内容", "holds", "介质内容"]),
    ("made-on", &["制作日期", "made-on", "made_on", "made on", "日期", "备份日期"]),
    ("place", &["存放地点", "place", "地点", "位置", "存放位置"]),
    ("custodian", &["保管人", "custodian", "责任人"]),
    ("class", &["级别", "class", "重要程度"]),
    ("encrypted", &["加密", "encrypted", "是否加密"]),
    ("next-check", &["下次盘点", "next-check", "next_check", "next check", "下次检查", "下次盘点日期"]),
    ("state", &["状态", "state"]),
    ("note", &["备注", "note", "说明"]),
];

/// What a field is called.
pub(super) fn name(field: &str, lang: Lang) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == field).map_or("", |(_, names)| say(lang, names[0], names[1]))
}

/// Longer texts are no entries of a register.
const MOST: usize = 200;

/// A medium out of what is given, over what the register has; `None` of a field: it was not given. All mistakes at once, as sentences.
pub(super) fn medium<'a>(
    app: &App,
    given: impl Fn(&str) -> Option<&'a str>,
    before: Option<&Medium>,
    any_set: bool,
) -> std::result::Result<Medium, Vec<String>> {
    let lang = app.ui.lang;
    let mut faults = Vec::new();
    let text = |field: &str, old: Option<&String>| given(field).map(|t| t.trim().to_owned()).or_else(|| old.cloned()).unwrap_or_default();
    let mut made = Medium {
        label: text("label", None),
        kind: text("kind", before.map(|b| &b.kind)),
        set: text("set", before.map(|b| &b.set)),
        holds: text("holds", before.map(|b| &b.holds)),
        made_on: before.map_or(Date::ZERO, |b| b.made_on),
        place: text("place", before.map(|b| &b.place)),
        custodian: text("custodian", before.map(|b| &b.custodian)),
        class: text("class", before.map(|b| &b.class)),
        encrypted: before.is_some_and(|b| b.encrypted),
        next_check: before.map_or(Date::ZERO, |b| b.next_check),
        state: text("state", before.map(|b| &b.state)),
        note: text("note", before.map(|b| &b.note)),
    };
    for (field, value) in [("label", &made.label), ("kind", &made.kind), ("place", &made.place), ("custodian", &made.custodian)] {
        if value.is_empty() {
            faults.push(format!("{}: {}", name(field, lang), say(lang, "没有填写", "missing")));
        }
    }
    let texts = [&made.label, &made.set, &made.holds, &made.place, &made.custodian, &made.note];
    if texts.iter().any(|text| text.chars().count() > MOST || text.chars().any(char::is_control)) {
        faults
            .push(say(lang, "有超过 200 字或含控制字符的内容", "a text of more than 200 characters or with control characters").to_owned());
    }
    let mut word = |field: &str, value: &mut String, list: &[(&str, (&str, &str))], default: &str| {
        if value.is_empty() {
            default.clone_into(value);
        } else if let Some((known, _)) = list.iter().find(|(known, (zh, en))| [known, zh, en].iter().any(|w| w.eq_ignore_ascii_case(value)))
        {
            (*known).clone_into(value);
        } else {
            let known: Vec<&str> = list.iter().map(|(_, (zh, en))| say(lang, zh, en)).collect();
            faults.push(format!("{}: {value} ({})", name(field, lang), known.join(" ")));
        }
    };
    word("kind", &mut made.kind, &MEDIUM_KINDS, "");
    word("class", &mut made.class, &CLASSES, "一般");
    word("state", &mut made.state, &MEDIUM_STATES, "kept");
    if let Some(text) = given("encrypted").map(str::trim).filter(|text| !text.is_empty()) {
        match FLAGS.iter().find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(text))) {
            Some((flag, _)) => made.encrypted = *flag,
            None => faults.push(format!("{}: {text} ({})", name("encrypted", lang), say(lang, "是 否", "yes no"))),
        }
    }
    let mut day = |field: &str, old: Option<Date>| -> Option<Date> {
        let Some(text) = given(field).map(str::trim).filter(|text| !text.is_empty()) else { return old };
        let day = csvfile::moment(text).map(jiff::civil::DateTime::date);
        if day.is_none() {
            faults.push(format!("{}: {text} (2026-01-31)", name(field, lang)));
        }
        day
    };
    let made_on = day("made-on", before.map(|b| b.made_on));
    let next = day("next-check", before.map(|b| b.next_check));
    match made_on {
        Some(day) => made.made_on = day,
        None if given("made-on").is_none_or(|text| text.trim().is_empty()) => {
            faults.push(format!("{}: {}", name("made-on", lang), say(lang, "没有填写", "missing")));
        }
        None => {}
    }
    // It was in its place when it was made.
    let later = || made_on.and_then(|day| day.checked_add(CHECK_DAYS.days()).ok());
    made.next_check = next.or_else(later).unwrap_or(made.made_on);
    if !any_set
        && !made.set.is_empty()
        && let Err(error) = known_set(app, &made.set)
    {
        faults.push(error.lines(lang, &app.ui.scrub).join(" "));
    }
    if faults.is_empty() { Ok(made) } else { Err(faults) }
}

/// That a set is configured.
fn known_set(app: &App, set: &str) -> Result<()> {
    let config = app.config()?;
    if config.sets().any(|known| known.target.name == set) {
        return Ok(());
    }
    let known = config.sets().map(|known| known.target.name.as_str());
    Err(Error::new(Kind::Usage, Msg::UnknownSet { name: set.into() }).near(set, known).because("--any-set"))
}
