//! Statistics as data of a report: `report-templates/contracts/tickets.toml`.

use serde_json::{Map, Value as Json, json};

use super::counts::{Answers, Counts, Times};
use super::{By, Group, Late, Overdue, Stats};
use crate::model::ticket::Satisfaction;
use crate::ticket::forms::Reader;

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3600;

/// The data, all but `report` and `manual`; `rows` are those of [`super::counted_rows`].
#[must_use]
pub fn data(stats: &Stats, rows: &[Map<String, Json>], reader: &Reader) -> Json {
    let total = &stats.total;
    let late = Overdue(Late::Yes).to(reader.lang);
    let groups = |by: By| -> Json {
        let groups = stats.by.get(&by).map(Vec::as_slice).unwrap_or_default();
        groups.iter().map(|group| counted(&name(by, group, reader), &group.counts)).collect()
    };
    let months: Vec<Json> = stats.months.iter().map(|(day, counts)| counted(&day.strftime("%Y-%m").to_string(), counts)).collect();
    let (kinds, satisfaction) = (groups(By::Kind), satisfaction(&total.satisfaction, total.closed, reader));
    let charts = json!({
        "months": series(&months, "line", &reader.say("逐月新增、关闭、遗留", "Opened, closed and left by month"), reader),
        "kinds": series(kinds.as_array().map(Vec::as_slice).unwrap_or_default(), "column", &reader.say("各类别", "By kind"), reader),
    });
    json!({
        "summary": {
            "tickets": total.tickets, "opened": total.opened, "closed": total.closed, "left": total.left, "overdue": total.overdue,
            "overdue_unknown": total.overdue_unknown, "reopened": total.reopened, "rejected": total.rejected,
            "complaints": total.complaints, "notes": notes(reader),
        },
        "times": times(total, reader),
        "satisfaction": satisfaction,
        "kinds": kinds, "levels": groups(By::Level), "modules": groups(By::Module), "channels": groups(By::Channel),
        "units": groups(By::Unit), "assignees": groups(By::Assignee), "months": months,
        "charts": charts,
        "late": rows.iter().filter(|row| row.get("overdue").and_then(Json::as_str) == Some(late)).collect::<Vec<_>>(),
        "rows": rows,
    })
}

fn name(by: By, group: &Group, reader: &Reader) -> String {
    match (&group.key, by) {
        (None, _) => reader.say("未知", "unknown"),
        (Some(level), By::Level) => reader.say(&format!("{level}级"), &format!("level {level}")),
        (Some(key), _) => by.field().shown(key, reader.lang),
    }
}

/// What the numbers mean; they are read by people who were not there.
fn notes(reader: &Reader) -> Vec<String> {
    vec![
        reader.say(
            "统计期间内任何时候未关闭的问题单。新增、关闭按登记和关闭的时间，遗留是期末未关闭的。",
            "Tickets that were open at some time of the period. Opened and closed go by registration and closing, left are those not closed at its end.",
        ),
        reader.say(
            "首次响应统计期间登记的，解决统计期间解决的。p50、p90 为最近秩：一半、九成的问题单不超过这个时间。没有记录时间的计入“未知”。",
            "First response is of those opened in the period, solution of those solved in it. p50 and p90 are of nearest rank; times that nobody noted are counted as unknown.",
        ),
        reader.say(
            "超时按解决的时限判断；合同没有规定解决时限的类别按答复、报告的时限；都没有的，没有写类别、级别的，没有放假安排的，计入“超时未知”。",
            "Overdue goes by the limit of the solution; of kinds without one, by those of answer and report. Without any, without kind or level, or without the days off, it is counted as unknown.",
        ),
        reader.say(
            "退回是验证没有通过、重新处理过的；重开是接着已关闭的问题单新登记的。",
            "Rejected are those that did not pass; reopened are new ones that go on with a closed one.",
        ),
        reader.say(
            "满意率＝评价为非常满意、满意、基本满意的件数÷已评价的件数，只统计期间关闭的。",
            "The rate of satisfaction is the share of very, quite and fairly satisfied among those who answered, of tickets closed in the period.",
        ),
    ]
}

/// A time with one decimal; `—` where there was nothing to measure, null where nothing of it is known.
fn percentile(times: &Times, percent: usize, unit_s: i64) -> Json {
    match times.percentile(percent) {
        Some(seconds) => {
            // Rounded up: a limit that was missed by seconds must not look kept.
            let tenths = (seconds * 10 + unit_s - 1) / unit_s;
            json!(format!("{}.{}", tenths / 10, tenths % 10))
        }
        None if times.unknown == 0 => json!("—"),
        None => Json::Null,
    }
}

fn times(total: &Counts, reader: &Reader) -> Json {
    let (wall, work) = (reader.say("自然时间", "wall clock"), reader.say("工作时间", "working time"));
    let (response, solution) = (reader.say("首次响应", "First response"), reader.say("解决", "Solution"));
    let (minutes, hours) = (reader.say("分钟", "min"), reader.say("小时", "h"));
    [
        (&response, &wall, &minutes, MINUTE_S, &total.response),
        (&response, &work, &minutes, MINUTE_S, &total.response_work),
        (&solution, &wall, &hours, HOUR_S, &total.solution),
        (&solution, &work, &hours, HOUR_S, &total.solution_work),
    ]
    .into_iter()
    .map(|(what, clock, unit, unit_s, times)| {
        json!({
            "what": what, "clock": clock, "unit": unit, "known": times.known(), "unknown": times.unknown,
            "p50": percentile(times, 50, unit_s), "p90": percentile(times, 90, unit_s),
        })
    })
    .collect()
}

fn satisfaction(answers: &Answers, closed: usize, reader: &Reader) -> Json {
    let count = |said: Satisfaction| answers.said.get(&said).copied().unwrap_or_default();
    let mut rows: Vec<Json> = Satisfaction::ALL.iter().map(|said| json!({ "name": said.to(reader.lang), "count": count(*said) })).collect();
    rows.push(json!({ "name": reader.say("未评价", "No answer"), "count": answers.silent }));
    let (satisfied, answered) = answers.satisfied();
    let rate = match (answered, closed) {
        (0, 0) => json!("—"),
        (0, _) => Json::Null,
        // Rounded down: a rate is not to look better than it is.
        _ => json!(format!("{}.{}", satisfied * 100 / answered, satisfied * 1000 / answered % 10)),
    };
    json!({ "closed": closed, "answered": answered, "satisfied": satisfied, "rate": rate, "rows": rows })
}

fn counted(name: &str, counts: &Counts) -> Json {
    json!({
        "name": name, "opened": counts.opened, "closed": counts.closed, "left": counts.left, "overdue": counts.overdue,
        "overdue_unknown": counts.overdue_unknown, "reopened": counts.reopened, "rejected": counts.rejected,
        "complaints": counts.complaints,
        "response_p50": percentile(&counts.response, 50, MINUTE_S), "response_p90": percentile(&counts.response, 90, MINUTE_S),
        "response_unknown": counts.response.unknown,
        "solution_p50": percentile(&counts.solution, 50, HOUR_S), "solution_p90": percentile(&counts.solution, 90, HOUR_S),
        "solution_unknown": counts.solution.unknown,
    })
}

/// What a document draws of groups; nothing where there are none.
fn series(groups: &[Json], kind: &str, title: &str, reader: &Reader) -> Json {
    if groups.is_empty() {
        return Json::Null;
    }
    let values = |key: &str| groups.iter().map(|group| group.get(key).cloned().unwrap_or_default()).collect::<Json>();
    let series: Vec<Json> =
        [("opened", reader.say("新增", "Opened")), ("closed", reader.say("关闭", "Closed")), ("left", reader.say("遗留", "Left"))]
            .into_iter()
            .map(|(key, name)| json!({ "name": name, "values": values(key) }))
            .collect();
    json!({ "kind": kind, "title": title, "unit": reader.say("件", "tickets"), "categories": values("name"), "series": series })
}
