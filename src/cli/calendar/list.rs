//! Days for programs: CSV a line a day, JSON with what every layer says.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::words::say;
use super::words::{hours, kind, known, known_word, weekday};
use crate::calendar::{Calendar, Verdict};
use crate::config::layer_words;
use crate::error::Result;
use crate::model::Lang;
use crate::render::{Encoding, csv};

/// Of a verdict; keys and words are English in either language.
fn said(day: &Verdict<'_>) -> Value {
    json!({
        "layer": day.layer.word(), "working": day.is_working, "name": day.name, "known": known_word(day.known),
        "status": day.status.map(|status| known_word(status.into())),
        "source": day.source, "file": day.origin,
    })
}

/// `{calendar, folder, days: [{date, weekday (1 is Monday), working, layer, name, known, status, source, file, hours, said}]}`
pub(super) fn as_json(calendar: &Calendar, folder: &str, days: impl Iterator<Item = Date>) -> Value {
    let days: Vec<Value> = days
        .map(|date| {
            let mut day = json!({ "date": date, "weekday": date.weekday().to_monday_one_offset() });
            let decided = said(&calendar.day(date));
            if let (Some(day), Value::Object(decided)) = (day.as_object_mut(), decided) {
                day.extend(decided);
                day.insert("hours".into(), json!(intervals(calendar, date)));
                day.insert("said".into(), calendar.said(date).map(|verdict| said(&verdict)).collect());
            }
            day
        })
        .collect();
    json!({ "calendar": calendar.digest(), "folder": folder, "days": days })
}

/// None on a day off.
fn intervals(calendar: &Calendar, date: Date) -> Vec<String> {
    let set = calendar.day(date).is_working.then(|| calendar.hours(date).hours.intervals());
    set.unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// Hours only where somebody works.
fn day_hours(calendar: &Calendar, date: Date) -> Option<String> {
    calendar.day(date).is_working.then(|| hours(calendar.hours(date)))
}

pub(super) fn as_csv(calendar: &Calendar, days: impl Iterator<Item = Date>, lang: Lang) -> Result<Vec<u8>> {
    let heads = [
        ("日期", "Date"),
        ("星期", "Weekday"),
        ("上班或休息", "Work or rest"),
        ("名称", "Name"),
        ("谁定的", "Decided by"),
        ("状态", "Status"),
        ("工作时间", "Hours"),
        ("来源", "Source"),
        ("文件", "File"),
    ];
    let heads = heads.map(|(zh, en)| say(lang, zh, en).to_owned());
    let rows: Vec<Vec<String>> = days
        .map(|date| {
            let day = calendar.day(date);
            let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
            vec![
                date.to_string(),
                weekday(date, lang),
                kind(date, &day, lang).to_owned(),
                text(day.name),
                layer_words(day.layer).to(lang).to_owned(),
                known(day.known, lang).to_owned(),
                day_hours(calendar, date).unwrap_or_default(),
                text(day.source),
                text(day.origin),
            ]
        })
        .collect();
    csv::table(&heads, &rows, Encoding::default())
}
