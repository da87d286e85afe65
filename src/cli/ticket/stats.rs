//! `opsctl ticket stats`: what the tickets of a period come to.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value as Json;

use super::kept;
use super::office::Office;
use crate::cli::report::{Prepared, templates};
use crate::cli::table::aligned;
use crate::cli::when::month;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::Ticket;
use crate::report::definition::Output;
use crate::report::make::{self, Given, Tickets};
use crate::report::period::{Length, Period};
use crate::text::Msg;
use crate::ticket::forms::{Reader, lists::was_open};
use crate::ticket::sla::Clocks;
use crate::ticket::stats::{self, Figures};

const TEMPLATE: &str = "ticket-statistics";

#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArgs {
    #[command(flatten)]
    when: WhenArgs,
    #[arg(long, value_name = "FILE.toml", help = w("人填写的补充文字", "Texts that people add"))]
    texts: Option<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json csv", "Format on the screen: table json csv"))]
    format: String,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .docx .xlsx .csv 文件，可写多个", "Save as .docx, .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
}

/// A month, or the days from one to another.
#[derive(Debug, Args)]
pub(super) struct WhenArgs {
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["from", "to"], help = w("月份，如 2026-11；默认上个月", "The month, e.g. 2026-11; the last one unless given"))]
    month: Option<String>,
    #[arg(long, value_name = "DAY", requires = "to", help = w("从哪一天起", "The first day"))]
    from: Option<jiff::civil::Date>,
    #[arg(long, value_name = "DAY", requires = "from", help = w("到哪一天（含）", "The last day"))]
    to: Option<jiff::civil::Date>,
}

impl WhenArgs {
    /// The period that is asked for, or the last full month. It has begun.
    pub(super) fn period(&self, app: &App) -> Result<Period> {
        let ctx = app.ctx()?;
        let wrong = |text: String| Error::new(Kind::Usage, Msg::Usage { text });
        let (period, asked) = match (&self.month, self.from, self.to) {
            (Some(text), ..) => {
                let asked = format!("--month {text}");
                let (first, _) = month(text).ok_or_else(|| wrong(format!("{asked} (2026-11)")))?;
                (Period::around(Length::Month, first, None), asked)
            }
            (None, Some(first), Some(last)) => {
                let asked = format!("--from {first} --to {last}");
                if last < first {
                    return Err(wrong(asked));
                }
                (Period { length: Length::Month, first, last, half: None }, asked)
            }
            (None, ..) => (Period::last_full(Length::Month, ctx.now.to_zoned(ctx.zone.clone()).datetime()), String::new()),
        };
        if period.begins(&ctx.zone) > ctx.now {
            return Err(wrong(asked).because(say(app.ui.lang, "期间还没有开始", "it has not begun")));
        }
        Ok(period)
    }
}

pub(super) fn run(app: &App, args: &StatsArgs) -> Result<Exit> {
    let known = ["table", "json", "csv"];
    if !known.contains(&args.format.as_str()) {
        let text = format!("--format {} (table json csv)", args.format);
        return Err(Error::new(Kind::Usage, Msg::Usage { text }).near(&args.format, known));
    }
    let period = args.when.period(app)?;
    let templates = templates(app)?;
    let definition = templates.find(TEMPLATE)?;
    let office = Office::open_read(app)?;
    let reader = Reader { zone: office.ctx.zone.clone(), lang: make::language(definition, office.lang) };
    let data = counted(&office, &period, &reader)?;
    let given = Given { file: args.texts.as_deref(), tickets: Tickets::Counted(&data), ..Given::default() };
    let prepared = Prepared::of(app, definition, period, &given)?;
    match args.format.as_str() {
        "json" => app.ui.out(&format!("{:#}\n", prepared.data.json)),
        "csv" => app.ui.out_bytes(&prepared.bytes(Output::Csv)?),
        _ => app.ui.out(&screen(&data, &period, reader.lang)),
    }
    if !args.output.is_empty() {
        prepared.save(&args.output, "")?;
    }
    Ok(Exit::OK)
}

/// The data of the statistics of a period.
fn counted(office: &Office<'_>, period: &Period, reader: &Reader) -> Result<Json> {
    let profile = super::dues::profile(office.app)?;
    let clocks = Clocks::new(&profile, office.app.calendar()?, office.ctx.now);
    let span = stats::Period { from: period.begins(&reader.zone), to: period.ends(&reader.zone) };
    let mut tickets = Vec::new();
    kept::each(&office.store, office.side(), |ticket, _| {
        if was_open(&ticket, span.from, span.to) {
            tickets.push(ticket);
        }
    })?;
    // Asked once each: clocks take longer than counting does.
    let known: HashMap<&str, Figures> = tickets.iter().map(|ticket| (ticket.no.as_str(), stats::clocked(ticket, &clocks))).collect();
    let figures = |ticket: &Ticket| known.get(ticket.no.as_str()).copied().unwrap_or_default();
    let counts = stats::of(&tickets, &figures, span, &reader.zone);
    let rows = stats::counted_rows(&tickets, &figures, span, reader);
    Ok(stats::data(&counts, &rows, reader))
}

/// A column of a table: its key, its heading.
type Column = (&'static str, (&'static str, &'static str));

const GROUP: &[Column] = &[
    ("name", ("", "")),
    ("opened", ("新增", "Opened")),
    ("closed", ("关闭", "Closed")),
    ("left", ("遗留", "Left")),
    ("overdue", ("超时", "Overdue")),
    ("overdue_unknown", ("超时未知", "Unknown")),
    ("reopened", ("重开", "Reopened")),
    ("rejected", ("退回", "Rejected")),
    ("complaints", ("投诉", "Complaints")),
    ("response_p50", ("响应 p50 分", "Response p50 min")),
    ("response_p90", ("p90", "p90")),
    ("solution_p50", ("解决 p50 时", "Solution p50 h")),
    ("solution_p90", ("p90", "p90")),
];
const TIMES: &[Column] = &[
    ("what", ("用时", "Times")),
    ("clock", ("", "")),
    ("unit", ("", "")),
    ("known", ("有记录", "Known")),
    ("unknown", ("未知", "Unknown")),
    ("p50", ("p50", "p50")),
    ("p90", ("p90", "p90")),
];
const TABLES: &[(&str, (&str, &str))] = &[
    ("kinds", ("类别", "Kind")),
    ("levels", ("级别", "Level")),
    ("modules", ("模块", "Module")),
    ("channels", ("渠道", "Channel")),
    ("units", ("单位", "Unit")),
    ("assignees", ("处理人", "Assignee")),
    ("months", ("月份", "Month")),
];

fn screen(data: &Json, period: &Period, lang: Lang) -> String {
    let mut out = Msg::TicketStatsOf { period: period.label(lang) }.to(lang) + "\n";
    let summary = &data["summary"];
    let words = [
        ("tickets", ("件数", "Tickets")),
        ("opened", ("新增", "opened")),
        ("closed", ("关闭", "closed")),
        ("left", ("遗留", "left")),
        ("overdue", ("超时", "overdue")),
        ("overdue_unknown", ("超时未知", "overdue unknown")),
        ("reopened", ("重开", "reopened")),
        ("rejected", ("退回", "rejected")),
        ("complaints", ("投诉", "complaints")),
    ];
    let counts = words.map(|(key, (zh, en))| format!("{} {}", say(lang, zh, en), cell(&summary[key], lang)));
    let _ = writeln!(out, "{}", counts.join(say(lang, "，", ", ")));
    let told = &data["satisfaction"];
    let [answered, closed, rate] = ["answered", "closed", "rate"].map(|key| cell(&told[key], lang));
    let _ = writeln!(
        out,
        "{}",
        say(
            lang,
            &format!("满意率 {rate}（关闭 {closed}，评价 {answered}）"),
            &format!("satisfied {rate} (closed {closed}, answered {answered})"),
        )
    );
    out.push_str(&format!("\n{}", table(&data["times"], TIMES, lang)));
    for (key, (zh, en)) in TABLES {
        if data[*key].as_array().is_some_and(|rows| !rows.is_empty()) {
            let columns: Vec<Column> = std::iter::once(("name", (*zh, *en))).chain(GROUP.iter().skip(1).copied()).collect();
            out.push_str(&format!("\n{}", table(&data[*key], &columns, lang)));
        }
    }
    let notes = summary["notes"].as_array().into_iter().flatten().filter_map(Json::as_str);
    out.push('\n');
    notes.for_each(|note| out.push_str(&format!("{note}\n")));
    out
}

fn table(rows: &Json, columns: &[Column], lang: Lang) -> String {
    let head = columns.iter().map(|(_, (zh, en))| say(lang, zh, en).to_owned()).collect();
    let rows = rows.as_array().into_iter().flatten();
    aligned(std::iter::once(head).chain(rows.map(|row| columns.iter().map(|(key, _)| cell(&row[*key], lang)).collect())))
}

/// What is not known is told as such.
fn cell(value: &Json, lang: Lang) -> String {
    match value {
        Json::Null => say(lang, "未知", "unknown").to_owned(),
        Json::String(text) => crate::render::wrap::clean_line(text),
        other => other.to_string(),
    }
}
