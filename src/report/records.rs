//! Tickets, releases, backups and business figures that a site keeps as csv (`report.records-dir`, `report.business-dir`).
//!
//! Headings are the names of the contract, in either language. A file with a mistake is refused with all its mistakes: a figure that a
//! manager signs is right or is not there.

use std::path::Path;

use jiff::civil::DateTime;
use serde_json::{Map, Value as Json, json};

use super::backups::{self, Policy};
use super::business::{Business, month_of};
use super::contract::{self, Fields, Kind, Shape};
use super::csvfile::{self, Sheet};
use super::facts::{Facts, rounded};
use crate::error::{Error, Result};

/// A row of a register, by key of the contract.
type Row = Map<String, Json>;

/// What is there.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// `None`: there is no such file, and no ticket was ever kept.
    tickets: Option<Vec<Row>>,
    /// They are those that opsctl keeps, as they are now, and not what somebody wrote into a csv for a period.
    kept: bool,
    releases: Option<Vec<Row>>,
    backups: Option<Vec<Row>>,
    /// The sets of the site, where there are any: then the history tells of backups, and not a csv.
    pub policy: Option<Policy>,
    pub business: Vec<Business>,
}

impl Records {
    /// Reads the files of a site; folders that are not configured have none.
    pub fn load(records: Option<&Path>, business: Option<&Path>) -> Result<Self> {
        let mut faults = Vec::new();
        let mut read = |chapter: &str| -> Option<Vec<Row>> {
            let path = records?.join(format!("{chapter}.csv"));
            if !path.exists() {
                return None;
            }
            match csvfile::read(&path).and_then(|sheet| rows(&sheet, &row_fields(chapter), MONTH)) {
                Ok(rows) => Some(rows),
                Err(error) => {
                    faults.push(error);
                    None
                }
            }
        };
        let (tickets, releases) = (read("tickets"), read("releases"));
        let backups = read("backups");
        let business = business.map(Business::load_all).transpose().unwrap_or_else(|error| {
            faults.push(error);
            None
        });
        match Error::all(faults) {
            Some(error) => Err(error),
            None => Ok(Self { tickets, kept: false, releases, backups, policy: None, business: business.unwrap_or_default() }),
        }
    }

    /// With the tickets that opsctl keeps (`ticket::stats::register_rows`), whatever a csv says; without any, the csv stays.
    #[must_use]
    pub fn with_tickets(self, rows: Vec<Row>) -> Self {
        if rows.is_empty() { self } else { Self { tickets: Some(rows), kept: true, ..self } }
    }

    /// A kept ticket as it stood at the end of a period: closed and late later is neither yet.
    fn then(&self, facts: &Facts<'_>, row: &mut Row, to: DateTime) {
        if !self.kept {
            return;
        }
        if time(row, "closed").is_some_and(|at| at >= to) {
            row.insert("closed".into(), Json::Null);
            row.insert("state".into(), json!(facts.say("期末未关闭", "not closed by then")));
        }
        if text(row, "overdue") == facts.say("是", "yes") && time(row, "due").is_some_and(|due| due >= to) {
            row.insert("overdue".into(), json!(facts.say("否", "no")));
        }
    }

    /// The chapter 工单: those that were open at some time of the period; of a person, his own.
    pub(super) fn tickets(&self, facts: &Facts<'_>, person: &str) -> Json {
        let Some(all) = &self.tickets else {
            return json!({
                "known": false, "note": no_tickets(facts), "opened": null, "closed": null, "left": null, "overdue": null,
                "kinds": [], "modules": [], "states": [], "late": [], "rows": [],
            });
        };
        let span = Span::of(facts);
        let mut rows: Vec<Row> = Vec::new();
        for row in all.iter().filter(|row| span.meets(row) && (person.is_empty() || text(row, "owner") == person)) {
            let mut row = row.clone();
            self.then(facts, &mut row, span.to);
            if text(&row, "overdue").is_empty() {
                row.insert("overdue".into(), json!(overdue(facts, &row, span.to)));
            }
            rows.push(row);
        }
        rows.sort_by_key(|row| text(row, "opened"));
        let opened = |row: &&Row| span.holds(row, "opened");
        let closed = |row: &&Row| span.holds(row, "closed");
        let left = |row: &&Row| time(row, "closed").is_none_or(|at| at >= span.to);
        let late = |row: &&Row| text(row, "overdue") == facts.say("是", "yes");
        let count = |rows: &[&Row], of: &dyn Fn(&&Row) -> bool| rows.iter().filter(|row| of(row)).count();
        let every: Vec<&Row> = rows.iter().collect();
        let counted = |key: &str| {
            let groups = by(&every, key).into_iter().map(|(name, rows)| {
                json!({
                    "name": named(facts, name), "opened": count(&rows, &opened), "closed": count(&rows, &closed),
                    "left": count(&rows, &left), "overdue": count(&rows, &late),
                })
            });
            groups.collect::<Vec<_>>()
        };
        let overdue: Vec<&Row> = every.iter().copied().filter(|row| late(row)).collect();
        let states: Vec<Json> =
            by(&every, "state").into_iter().map(|(name, rows)| json!({ "name": named(facts, name), "count": rows.len() })).collect();
        json!({
            "known": true, "note": "", "opened": count(&every, &opened), "closed": count(&every, &closed), "left": count(&every, &left),
            "overdue": overdue.len(), "kinds": counted("kind"), "modules": counted("module"), "states": states, "late": overdue, "rows": rows,
        })
    }

    pub(super) fn releases(&self, facts: &Facts<'_>) -> Json {
        let Some(all) = &self.releases else {
            let note = none(facts, "发布", "releases", "releases.csv");
            return json!({ "known": false, "note": note, "total": null, "ok": null, "back": null, "rows": [] });
        };
        let span = Span::of(facts);
        let rows: Vec<&Row> = all.iter().filter(|row| span.holds(row, "at")).collect();
        let with = |words: &[&str]| rows.iter().filter(|row| words.iter().any(|word| text(row, "result").contains(word))).count();
        json!({ "known": true, "note": "", "total": rows.len(), "ok": with(&["成功", "ok"]), "back": with(&["回退", "rolled back"]), "rows": rows })
    }

    /// The chapter 备份: from the history where sets are configured, or else from `backups.csv`.
    pub(super) fn backups(&self, facts: &Facts<'_>) -> Json {
        if let Some(policy) = &self.policy {
            return backups::data(facts, policy);
        }
        let Some(all) = &self.backups else {
            let note = facts.say(
                "没有备份数据：没有配置备份集（backups.toml），配置 report.records-dir 中也没有 backups.csv，本章未统计。",
                "No backups: no set is configured (backups.toml), and there is no backups.csv in the folder that report.records-dir names; nothing was counted.",
            );
            return backups::without_policy(facts, &note, None, &[]);
        };
        let (rows, note) = of_period(facts, all);
        if rows.is_empty() {
            return backups::without_policy(facts, &note, None, &[]);
        }
        // A sum over what somebody did not fill in would be too small.
        let sum = |key: &str| rows.iter().map(|row| row.get(key)?.as_i64()).sum::<Option<i64>>();
        let keys = ["expected", "ok", "warned", "failed", "missing", "running", "unverified"];
        let totals = keys.into_iter().map(|key| (key, sum(key))).collect();
        let rows: Vec<Json> = rows.into_iter().map(|row| Json::Object(row.clone())).collect();
        backups::without_policy(facts, &note, Some(&totals), &rows)
    }

    pub(super) fn business(&self, facts: &Facts<'_>) -> Json {
        let tables: Vec<Json> = self.business.iter().map(|table| table.data(facts)).collect();
        let note = if tables.is_empty() {
            facts.say(
                "没有业务数据：配置 report.business-dir，放入业务 SQL 或 csv。",
                "No business figures: put SQL files or csv into the folder that report.business-dir names.",
            )
        } else {
            self.lacking().join("；")
        };
        let filings = self.business.iter().filter(|table| table.name.contains("申报")).count();
        json!({
            "known": !tables.is_empty(), "filings": filings > 0, "others": filings < tables.len(), "note": note, "tables": tables,
        })
    }

    /// Business tables without figures, each with the reason.
    pub(super) fn lacking(&self) -> Vec<String> {
        let told = |table: &Business| Some(format!("{}：{}", table.name, table.fault.as_deref()?.trim_end_matches('。')));
        self.business.iter().filter_map(told).collect()
    }

    /// What belongs on the first page of it.
    pub(super) fn sentences(&self, facts: &Facts<'_>, person: &str) -> Vec<String> {
        let mut said = Vec::new();
        let number = |data: &Json, key: &str| data[key].as_i64().unwrap_or_default();
        if self.tickets.is_some() {
            let t = self.tickets(facts, person);
            let (opened, closed, left, late) = (number(&t, "opened"), number(&t, "closed"), number(&t, "left"), number(&t, "overdue"));
            said.push(facts.say(
                &format!("登记工单 {opened} 个，关闭 {closed} 个，遗留 {left} 个，超时 {late} 个。"),
                &format!("Tickets: {opened} new, {closed} closed, {left} left, {late} late."),
            ));
        }
        if self.releases.is_some() {
            let r = self.releases(facts);
            let (total, ok, back) = (number(&r, "total"), number(&r, "ok"), number(&r, "back"));
            said.push(facts.say(
                &format!("版本、补丁发布 {total} 次，成功 {ok} 次，回退 {back} 次。"),
                &format!("Releases: {total}, of them {ok} done and {back} taken back."),
            ));
        }
        let told = self.backups(facts);
        if told["known"] == true {
            said.push(backups::sentence(facts, &told));
        }
        said
    }
}

/// The period as times of the zone, as data have them.
struct Span {
    from: DateTime,
    to: DateTime,
}

impl Span {
    fn of(facts: &Facts<'_>) -> Self {
        let civil = |at: jiff::Timestamp| at.to_zoned(facts.ctx.zone.clone()).datetime();
        Self { from: civil(facts.from), to: civil(facts.to) }
    }

    fn holds(&self, row: &Row, key: &str) -> bool {
        time(row, key).is_some_and(|at| at >= self.from && at < self.to)
    }

    /// Open at some moment of the period.
    fn meets(&self, row: &Row) -> bool {
        time(row, "opened").is_none_or(|at| at < self.to) && time(row, "closed").is_none_or(|at| at >= self.from)
    }
}

fn none(facts: &Facts<'_>, zh: &str, en: &str, file: &str) -> String {
    facts.say(
        &format!("没有{zh}数据：配置 report.records-dir 中没有 {file}，本章未统计。"),
        &format!("No {en}: there is no {file} in the folder that report.records-dir names; nothing was counted."),
    )
}

fn no_tickets(facts: &Facts<'_>) -> String {
    facts.say(
        "没有工单数据：没有用 opsctl ticket 登记过问题单，配置 report.records-dir 中也没有 tickets.csv，本章未统计。",
        "No tickets: none was ever written by opsctl ticket, and there is no tickets.csv in the folder that report.records-dir names; nothing was counted.",
    )
}

fn named(facts: &Facts<'_>, name: String) -> String {
    if name.is_empty() { facts.say("未填写", "not filled in") } else { name }
}

fn text(row: &Row, key: &str) -> String {
    row.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}

fn time(row: &Row, key: &str) -> Option<DateTime> {
    row.get(key)?.as_str()?.parse().ok()
}

fn overdue(facts: &Facts<'_>, row: &Row, now: DateTime) -> String {
    match time(row, "due") {
        None => facts.say("未知", "unknown"),
        Some(due) if time(row, "closed").unwrap_or(now) > due => facts.say("是", "yes"),
        Some(_) => facts.say("否", "no"),
    }
}

/// Rows by the value of a column, the most first.
fn by<'r>(rows: &[&'r Row], key: &str) -> Vec<(String, Vec<&'r Row>)> {
    let mut groups: indexmap::IndexMap<String, Vec<&Row>> = indexmap::IndexMap::new();
    for row in rows {
        groups.entry(text(row, key)).or_default().push(row);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    groups
}

/// The column of `backups.csv` that says which month a row is of.
const MONTH: &str = "month";

/// The rows of a csv of backups that are of the period, and what its reader should know. Rows are of whole months.
fn of_period<'r>(facts: &Facts<'_>, all: &'r [Row]) -> (Vec<&'r Row>, String) {
    if all.iter().all(|row| text(row, MONTH).is_empty()) {
        let note = facts.say(
            "数据取自 backups.csv，文件没有“月份”列，不能确认是否属于本期。",
            "The figures are from backups.csv, which has no column of months: whether they are of this period is not known.",
        );
        return (all.iter().collect(), note);
    }
    let (first, last) = (facts.period.first, facts.period.last);
    let within = |row: &&Row| {
        let day = format!("{}-01", text(row, MONTH)).parse::<jiff::civil::Date>();
        day.is_ok_and(|day| day >= first && day.last_of_month() <= last)
    };
    let rows: Vec<&Row> = all.iter().filter(within).collect();
    let note = if rows.is_empty() {
        facts.say(
            "没有本期的备份数据：backups.csv 按月登记，其中没有属于本期的月份，本章未统计。",
            "No backups: backups.csv is by month, and no month of it is of this period; nothing was counted.",
        )
    } else {
        String::new()
    };
    (rows, note)
}

/// The fields of `<chapter>.rows[]` of a narrative.
fn row_fields(chapter: &str) -> Fields {
    let Some(Kind::Object(fields)) = contract::of(Shape::Narrative).get(chapter).map(|field| &field.kind) else { return Fields::new() };
    match fields.get("rows").map(|field| &field.kind) {
        Some(Kind::List(fields)) => fields.clone(),
        _ => Fields::new(),
    }
}

/// Typed rows of a sheet; columns that are not there are not known. One of months, where there is one, is filled in every row.
fn rows(sheet: &Sheet, fields: &Fields, months: &str) -> Result<Vec<Row>> {
    let mut faults = Vec::new();
    let columns: Vec<Option<usize>> = fields.iter().map(|(key, field)| sheet.column(&[key, &field.name])).collect();
    if columns.iter().all(Option::is_none) {
        let names: Vec<&str> = fields.values().map(|field| field.name.as_str()).collect();
        return Err(sheet.fault(1, format!("no heading is one of {}", names.join(" "))));
    }
    let mut rows = Vec::new();
    for (line, cells) in &sheet.rows {
        let mut row = Row::new();
        for ((key, field), column) in fields.iter().zip(&columns) {
            let cell = column.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
            if key == months && column.is_some() {
                match month_of(cell) {
                    Some(month) => drop(row.insert(key.clone(), json!(month))),
                    None => faults.push(sheet.fault(*line, format!("{}: `{cell}` is no month (2026-10)", field.name))),
                }
                continue;
            }
            match value(cell, &field.kind) {
                Some(value) => drop(row.insert(key.clone(), value)),
                None => faults.push(sheet.fault(*line, format!("{}: `{cell}` is no {}", field.name, contract::word(&field.kind)))),
            }
        }
        rows.push(row);
    }
    match Error::all(faults) {
        Some(error) => Err(error),
        None => Ok(rows),
    }
}

/// A cell as its field is typed; an empty one is not known, an empty text is empty.
pub(super) fn value(cell: &str, kind: &Kind) -> Option<Json> {
    let number = || cell.replace([',', '，'], "");
    Some(match kind {
        Kind::Text => json!(cell),
        _ if cell.is_empty() => Json::Null,
        Kind::Integer => json!(number().parse::<i64>().ok()?),
        Kind::Number => rounded(number().trim_end_matches('%').parse::<f64>().ok().filter(|n| n.is_finite())?, 6),
        Kind::Date => json!(csvfile::moment(cell)?.date().to_string()),
        Kind::Time => json!(csvfile::moment(cell)?.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
        Kind::Flag => json!(match cell {
            "是" | "1" | "true" | "yes" | "Y" => true,
            "否" | "0" | "false" | "no" | "N" => false,
            _ => return None,
        }),
        _ => return None,
    })
}
