//! A period beside the one before, and month by month.

use serde_json::{Value as Json, json};

use super::availability;
use super::facts::{Facts, rounded};
use super::findings;
use super::period::{Length, Period};
use super::records::Records;

/// The months of a longer period; none of a month or less.
#[must_use]
pub(super) fn months(period: &Period) -> Vec<Period> {
    if !matches!(period.length, Length::Quarter | Length::HalfYear | Length::Year) {
        return Vec::new();
    }
    let mut months = vec![Period::around(Length::Month, period.first, None)];
    while let Some(next) = months.last().map(|month| month.next()).filter(|next| next.last <= period.last) {
        months.push(next);
    }
    months
}

/// Whether a period is compared with the one before.
#[must_use]
pub(super) fn has_before(period: &Period) -> bool {
    matches!(period.length, Length::Month | Length::Quarter | Length::HalfYear | Length::Year)
}

/// What is compared of a period; `None` is not known.
struct Figures {
    runs: usize,
    judged: Option<f64>,
    not_checked: Option<f64>,
    opened: Option<f64>,
    closed: Option<f64>,
    left: Option<f64>,
    down: Option<f64>,
    availability: Option<f64>,
    tickets: Option<f64>,
    releases: Option<f64>,
}

#[expect(clippy::cast_precision_loss, reason = "counts of a period")]
fn figures(facts: &Facts<'_>, records: &Records) -> Figures {
    let measured = availability::measure(facts);
    let found = findings::sort(facts);
    // Where nothing was looked at, nothing found is not none.
    let seen = !facts.asked.is_empty();
    let count = |n: usize| seen.then_some(n as f64);
    let availability = availability::data(facts, &measured);
    let number = |data: &Json, key: &str| data[key].as_f64();
    Figures {
        runs: facts.runs.len(),
        judged: count(facts.asked.iter().map(crate::model::period::Asked::judged).sum()),
        not_checked: count(facts.asked.iter().map(|one| one.not_checked).sum()),
        opened: count(found.opened.len()),
        closed: count(found.closed.len()),
        left: count(found.left.len()),
        down: seen.then(|| number(&availability, "down_minutes")).flatten(),
        availability: number(&availability, "value"),
        tickets: number(&records.tickets(facts, ""), "opened"),
        releases: number(&records.releases(facts), "total"),
    }
}

/// `compare` of the contract.
pub(super) fn compare(facts: &Facts<'_>, before: Option<&Facts<'_>>, records: &Records) -> Vec<Json> {
    let Some(before) = before else { return Vec::new() };
    let (now, then) = (figures(facts, records), figures(before, records));
    #[expect(clippy::cast_precision_loss, reason = "a count of runs")]
    let runs = |figures: &Figures| Some(figures.runs as f64);
    let rows = [
        (facts.say("巡检次数", "Inspections"), facts.say("次", ""), runs(&then), runs(&now)),
        (facts.say("判断检查项", "Checks judged"), facts.say("项次", ""), then.judged, now.judged),
        (facts.say("未检查", "Not checked"), facts.say("项次", ""), then.not_checked, now.not_checked),
        (facts.say("新增问题", "Problems found"), facts.say("个", ""), then.opened, now.opened),
        (facts.say("解除问题", "Problems over"), facts.say("个", ""), then.closed, now.closed),
        (facts.say("期末遗留", "Problems left"), facts.say("个", ""), then.left, now.left),
        (facts.say("计入的中断", "Down"), facts.say("分钟", "min"), then.down, now.down),
        (facts.say("可用率", "Availability"), "%".to_owned(), then.availability, now.availability),
        (facts.say("登记工单", "Tickets"), facts.say("件", ""), then.tickets, now.tickets),
        (facts.say("版本、补丁发布", "Releases"), facts.say("次", ""), then.releases, now.releases),
    ];
    let known = |value: Option<f64>| value.map_or(Json::Null, |value| rounded(value, 3));
    rows.into_iter()
        .map(|(name, unit, then, now)| {
            let change = then.zip(now).map(|(then, now)| now - then);
            json!({ "name": name, "unit": unit, "before": known(then), "now": known(now), "change": known(change) })
        })
        .collect()
}

/// `months` and `month_charts` of the contract.
pub(super) fn by_month(facts: &Facts<'_>, months: &[&Facts<'_>], records: &Records) -> (Vec<Json>, Json) {
    if months.is_empty() {
        return (Vec::new(), json!({ "problems": null, "availability": null }));
    }
    let all: Vec<(String, Figures)> = months.iter().map(|month| (month.period.to_string(), figures(month, records))).collect();
    #[expect(clippy::cast_possible_truncation, reason = "a count")]
    let whole = |value: Option<f64>| value.map_or(Json::Null, |value| json!(value.round() as i64));
    let known = |value: Option<f64>| value.map_or(Json::Null, |value| rounded(value, 3));
    let rows = all.iter().map(|(month, figures)| {
        json!({
            "month": month, "runs": figures.runs, "opened": whole(figures.opened), "closed": whole(figures.closed),
            "left": whole(figures.left), "not_checked": whole(figures.not_checked), "down_minutes": known(figures.down),
            "availability": known(figures.availability), "tickets": whole(figures.tickets), "releases": whole(figures.releases),
        })
    });
    let names: Vec<&String> = all.iter().map(|(month, _)| month).collect();
    let line = |name: String, of: fn(&Figures) -> Option<f64>| json!({ "name": name, "values": all.iter().map(|(_, figures)| known(of(figures))).collect::<Vec<_>>() });
    let problems = json!({
        "kind": "column", "title": facts.say("逐月问题数", "Problems by month"), "unit": facts.say("个", ""), "categories": names,
        "series": [
            line(facts.say("新增", "found"), |figures| figures.opened),
            line(facts.say("解除", "over"), |figures| figures.closed),
            line(facts.say("遗留", "left"), |figures| figures.left),
        ],
    });
    let availability = json!({
        "kind": "line", "title": facts.say("逐月可用率", "Availability by month"), "unit": "%", "categories": names,
        "series": [line(facts.say("可用率", "availability"), |figures| figures.availability)],
    });
    (rows.collect(), json!({ "problems": problems, "availability": availability }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months_and_a_month_none() {
        let of = |text: &str| months(&Period::parse(text, Length::Day).unwrap()).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(of("2026-Q4"), ["2026-10", "2026-11", "2026-12"]);
        assert_eq!(of("2026-H1").len(), 6);
        assert_eq!(of("2026").len(), 12);
        assert_eq!(of("2026-10"), [""; 0]);
    }
}
