//! The register of media: what lists, reports and stock-takings say of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::facts::Facts;
use crate::ctx::Ctx;
use crate::model::Lang;
use crate::model::backup::Medium;
use crate::store::Stocktake;

/// Days before its next check on which a medium is told as due.
const SOON_DAYS: i64 = 30;

/// The register as it is now, what of it is due, and the stock-takings of the period.
pub(super) fn put_media(facts: &Facts<'_>, json: &mut Json, wanted: impl Fn(&Medium) -> bool) {
    let kept = facts.media.iter().filter(|medium| medium.state != "destroyed" && wanted(medium));
    let rows: Vec<Json> = kept.map(|medium| medium_row(facts.ctx, medium, last_found(&facts.stocktakes, &medium.label))).collect();
    json["media_due"] = rows.iter().filter(|row| row["due"] != "").cloned().collect();
    json["media"] = rows.into_iter().collect();
    let mut takings: BTreeMap<(Timestamp, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for one in facts.stocktakes.iter().filter(|one| one.at >= facts.from) {
        *takings.entry((one.at, one.operator.as_str())).or_default().entry(one.found.as_str()).or_default() += 1;
    }
    json["stocktakes"] = takings
        .iter()
        .map(|((at, operator), found)| {
            let count = |word: &str| found.get(word).copied().unwrap_or_default();
            json!({
                "at": facts.time(*at), "operator": operator, "present": count("present"), "absent": count("absent"),
                "damaged": count("damaged"), "unexpected": count("unexpected"), "not_looked": count("not-looked"),
            })
        })
        .collect();
}

/// The last stock-taking that was to look for a medium.
#[must_use]
pub fn last_found<'s>(all: &'s [Stocktake], label: &str) -> Option<&'s Stocktake> {
    all.iter().rev().find(|one| one.label == label)
}

/// A medium as lists and reports tell of it.
#[must_use]
pub fn medium_row(ctx: &Ctx, medium: &Medium, found: Option<&Stocktake>) -> Json {
    let say = |(zh, en): (&str, &str)| if ctx.lang == Lang::Zh { zh.to_owned() } else { en.to_owned() };
    let civil = |at: Timestamp| at.to_zoned(ctx.zone.clone());
    let left = medium.next_check.duration_since(civil(ctx.now).date()).as_hours() / 24;
    let due = match left {
        _ if medium.state == "destroyed" => String::new(),
        _ if medium.state == "missing" => say(("丢失，待查找", "missing")),
        days if days < 0 => say((&format!("逾期 {} 天", -days), &format!("{} days late", -days))),
        days if days <= SOON_DAYS => say((&format!("{days} 天内到期"), &format!("due in {days} days"))),
        _ => String::new(),
    };
    json!({
        "label": medium.label,
        "kind": say(kind_words(&medium.kind)),
        "set": medium.set,
        "holds": medium.holds,
        "made_on": medium.made_on.to_string(),
        "place": medium.place,
        "custodian": medium.custodian,
        "class": medium.class,
        "encrypted": medium.encrypted,
        "next_check": medium.next_check.to_string(),
        "state": say(state_words(&medium.state)),
        "due": due,
        "found": found.map_or_else(|| say(("没有盘点过", "never")), |one| say(found_words(&one.found))),
        "found_at": found.map_or(Json::Null, |one| json!(civil(one.at).strftime("%Y-%m-%dT%H:%M:%S").to_string())),
        "note": medium.note,
    })
}

/// Kinds of media as they are kept, in both languages.
pub const MEDIUM_KINDS: [(&str, (&str, &str)); 4] =
    [("tape", ("磁带", "tape")), ("disc", ("光盘", "disc")), ("disk", ("硬盘", "disk")), ("remote", ("异地副本", "remote copy"))];
/// States of media.
pub const MEDIUM_STATES: [(&str, (&str, &str)); 4] =
    [("kept", ("在库", "kept")), ("lent", ("借出", "lent")), ("missing", ("丢失", "missing")), ("destroyed", ("已销毁", "destroyed"))];
/// What a stock-taking finds.
pub const FOUND: [(&str, (&str, &str)); 5] = [
    ("present", ("在位", "present")),
    ("absent", ("不在", "absent")),
    ("damaged", ("损坏", "damaged")),
    ("unexpected", ("账外", "unexpected")),
    ("not-looked", ("未盘点", "not looked at")),
];

fn of(list: &[(&str, (&'static str, &'static str))], word: &str) -> (&'static str, &'static str) {
    list.iter().find(|(known, _)| *known == word).map_or(("未知", "unknown"), |(_, words)| *words)
}

/// What a kind of media is called.
#[must_use]
pub fn kind_words(kind: &str) -> (&'static str, &'static str) {
    of(&MEDIUM_KINDS, kind)
}

/// What a state is called.
#[must_use]
pub fn state_words(state: &str) -> (&'static str, &'static str) {
    of(&MEDIUM_STATES, state)
}

/// What was found is called.
#[must_use]
pub fn found_words(found: &str) -> (&'static str, &'static str) {
    of(&FOUND, found)
}
