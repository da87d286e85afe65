//! Measured figures of a period: statistics, trends of the highest, space and when it will be full.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::facts::{Facts, rounded};
use crate::model::period::Figure;
use crate::text;

/// Of a figure so many targets are listed, those with the highest values; the note says how many there are.
const ROWS: usize = 30;
/// So many lines in a chart.
const LINES: usize = 5;
/// Space is listed for so many.
const SPACES: usize = 60;

/// The charted figure of each check, by check and column.
fn by_figure<'a>(facts: &'a Facts<'_>) -> BTreeMap<(&'a str, &'a str), Vec<&'a Figure>> {
    let mut figures: BTreeMap<(&str, &str), Vec<&Figure>> = BTreeMap::new();
    for figure in &facts.figures {
        figures.entry((figure.check.as_str(), figure.column.as_str())).or_default().push(figure);
    }
    for all in figures.values_mut() {
        all.sort_by(|a, b| b.p95.total_cmp(&a.p95).then_with(|| (&a.target, &a.subject).cmp(&(&b.target, &b.subject))));
    }
    figures
}

pub(super) fn performance(facts: &Facts<'_>) -> Json {
    let (mut rows, mut charts, mut cut) = (Vec::new(), Vec::new(), Vec::new());
    for ((check, column), figures) in by_figure(facts) {
        let (metric, unit) = named(facts, check, column);
        let unit = text::unit(&unit, facts.lang()).to_owned();
        for figure in figures.iter().take(ROWS) {
            rows.push(json!({
                "target": figure.target,
                "metric": metric,
                "subject": figure.subject,
                "unit": unit,
                "avg": rounded(figure.avg, 2),
                "max": rounded(figure.max, 2),
                "p95": rounded(figure.p95, 2),
                "last": rounded(figure.last, 2),
                "samples": figure.samples,
            }));
        }
        if figures.len() > ROWS {
            cut.push(facts.say(
                &format!("{metric}共 {} 项，列出最高的 {ROWS} 项", figures.len()),
                &format!("{metric}: the highest {ROWS} of {}", figures.len()),
            ));
        }
        charts.extend(chart(facts, &metric, &unit, &figures));
    }
    let mut note = if facts.figures.is_empty() {
        facts.say("本期没有性能数值。", "No figures were measured in this period.")
    } else {
        facts.say(
            "数值取自巡检和定时采样；趋势图按日平均。",
            "The figures are from inspections and interval looks; charts are of daily means.",
        )
    };
    if !cut.is_empty() {
        note.push_str(&facts.say(
            &format!("{}；全部数值可以用 opsctl monitor stats 查看。", cut.join("；")),
            &format!(" {}; all are told by opsctl monitor stats.", cut.join("; ")),
        ));
    }
    json!({ "note": note, "rows": rows, "charts": charts })
}

/// Title of a figure and its unit.
fn named(facts: &Facts<'_>, check: &str, column: &str) -> (String, String) {
    let title = facts.title(check);
    let Some(spec) = facts.check(check).and_then(|check| check.column(column)) else { return (title, String::new()) };
    let own = spec.column.title.to(facts.lang());
    let whole = if title.contains(own) { title } else { format!("{title}：{own}") };
    (whole, spec.column.unit.clone().unwrap_or_default())
}

/// The highest ones over the days. One day is no trend.
fn chart(facts: &Facts<'_>, metric: &str, unit: &str, figures: &[&Figure]) -> Option<Json> {
    let days: Vec<Date> = facts.period.each_day().collect();
    let seen: usize = figures.iter().take(LINES).map(|figure| figure.days.len()).max()?;
    if days.len() < 2 || seen < 2 {
        return None;
    }
    let epoch = Date::constant(1970, 1, 1);
    let series: Vec<Json> = figures
        .iter()
        .take(LINES)
        .map(|figure| {
            let by_day: BTreeMap<Date, f64> = figure
                .days
                .iter()
                .filter_map(|(day, mean)| Some((epoch.checked_add(i32::try_from(*day).ok()?.days()).ok()?, *mean)))
                .collect();
            let values: Vec<Json> = days.iter().map(|day| by_day.get(day).map_or(Json::Null, |mean| rounded(*mean, 2))).collect();
            let name = if figure.subject.is_empty() { figure.target.clone() } else { format!("{} {}", figure.target, figure.subject) };
            json!({ "name": name, "values": values })
        })
        .collect();
    let title = match figures.len() {
        n if n > LINES => facts.say(&format!("{metric}（最高的 {LINES} 项）"), &format!("{metric} (the highest {LINES})")),
        _ => metric.to_owned(),
    };
    let label = |day: &Date| if days.len() > 62 { day.to_string() } else { format!("{}-{}", day.month(), day.day()) };
    let chart =
        json!({ "kind": "line", "title": title, "unit": unit, "categories": days.iter().map(label).collect::<Vec<_>>(), "series": series });
    Some(json!({ "title": title, "chart": chart }))
}

/// Of spaces, those that somebody should look at soon.
pub(super) fn tight(capacity: &[Json]) -> Vec<Json> {
    let urgent = |space: &&Json| {
        space["used"].as_f64().is_none_or(|used| used >= 80.0) || space["days_left"].as_f64().is_some_and(|days| days < 90.0)
    };
    capacity.iter().filter(urgent).cloned().collect()
}

/// Space in per cent, the soonest full first.
pub(super) fn capacity(facts: &Facts<'_>) -> Vec<Json> {
    const SPACE: [&str; 2] = ["host.filesystem", "db.tablespace"];
    let days = facts.to.duration_since(facts.from).as_secs_f64() / 86_400.0;
    let mut spaces: Vec<(&Figure, f64, Option<f64>)> = facts
        .figures
        .iter()
        .filter(|figure| SPACE.contains(&figure.check.as_str()))
        .map(|figure| {
            let growth = figure.last - figure.first;
            // Less than half a point is how a whole-number per cent moves by itself.
            let left = (growth >= 0.5 && days > 0.0).then(|| (100.0 - figure.last).max(0.0) / (growth / days));
            (figure, growth, left)
        })
        .collect();
    spaces.sort_by(|a, b| {
        let soon = |left: Option<f64>| left.unwrap_or(f64::INFINITY);
        soon(a.2).total_cmp(&soon(b.2)).then(b.0.last.total_cmp(&a.0.last))
    });
    spaces
        .into_iter()
        .take(SPACES)
        .map(|(figure, growth, left)| {
            json!({
                "target": figure.target,
                "what": figure.subject,
                "used": rounded(figure.last, 2),
                "before": rounded(figure.first, 2),
                "growth": rounded(growth, 2),
                "days_left": left.map_or(Json::Null, |days| rounded(days, 0)),
            })
        })
        .collect()
}
