//! `opsctl calendar due`: when a number of working days, working hours or hours runs out, with the days that were passed.

use clap::Args;
use jiff::ToSpan as _;
use jiff::civil::DateTime;

use super::super::table::aligned;
use super::super::when::moment;
use super::super::words::{say, w};
use super::super::{App, Exit};
use super::words::{below, hours, kind, mark, weekday};
use crate::calendar::{Calendar, Due, Known, Limit, Pauses, local};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::render::wrap::clean_line;
use crate::text::{self, Msg};

/// Some ten years of days; more would be a slip of the finger.
const MOST_DAYS: i64 = 2_500;
const MOST_HOURS: f64 = 100_000.0;

#[derive(Debug, Args)]
pub(in crate::cli) struct DueArgs {
    #[arg(value_name = "START", help = w("从何时起，如 \"2026-02-13 17:00\"", "Since when, e.g. \"2026-02-13 17:00\""))]
    start: String,
    #[command(flatten)]
    amount: Amount,
}

/// How much time; one of the three.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Amount {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=MOST_DAYS), help = w("N 个工作日", "N working days"))]
    working_days: Option<u32>,
    #[arg(long, value_name = "N", help = w("N 个工作小时，可带小数", "N working hours; may have decimals"))]
    working_hours: Option<f64>,
    #[arg(long, value_name = "N", help = w("N 小时（7×24），可带小数", "N hours (7×24); may have decimals"))]
    hours: Option<f64>,
}

/// One way to count, and what to call it.
struct Reading {
    name: String,
    limit: Limit,
}

pub(super) fn run(app: &App, args: &DueArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let start = local(moment(app, &args.start, false)?);
    let (asked, other) = readings(&args.amount, lang)?;
    let calendar = app.calendar()?;
    let due = |reading: &Reading| {
        let beyond = || Error::new(Kind::Usage, Msg::CalendarNoDue { start: shown(start) });
        calendar.due(start, reading.limit, &Pauses::default()).ok_or_else(beyond)
    };
    let (first, second) = (due(&asked)?, due(&other)?);
    let heads = ["", say(lang, "到期（UTC+8）", "Due (UTC+8)"), ""].map(str::to_owned).to_vec();
    let row = |name: &str, due: &Due, mark: &str| vec![name.to_owned(), when(due.at, lang), mark.to_owned()];
    let sure = |due: &Due| mark(due.known);
    let table = aligned([
        heads,
        row(say(lang, "起点", "Start"), &Due { at: start, known: Known::Yes }, ""),
        row(&asked.name, &first, sure(&first)),
        row(&format!("{}{}", say(lang, "比较：", "beside it: "), other.name), &second, sure(&second)),
    ]);
    let mut text = format!("{table}\n{}\n", passed(calendar, start, first.at, lang));
    let mut notes = vec![definition(asked.limit), definition(other.limit)];
    notes.extend(match first.known.max(second.known) {
        Known::Yes => None,
        Known::Provisional => Some(Msg::CalendarUnsettled {}),
        Known::No => Some(Msg::CalendarUnsure {}),
    });
    let days = start.date().series(1.day()).take_while(|date| *date <= first.at.date().max(second.at.date()));
    notes.extend(below(app, calendar, days)?);
    text.extend(notes.iter().map(|msg| msg.to(lang) + "\n"));
    app.ui.out(&text);
    Ok(if first.known == Known::Yes { Exit::OK } else { Exit::WARNING })
}

/// What was asked, and what the same number would be for who reads it otherwise: days as 24 hours, hours of the other kind.
fn readings(args: &Amount, lang: Lang) -> Result<(Reading, Reading)> {
    let reading = |number: f64, zh: &str, en: &str, limit| {
        let number = text::number(number);
        Reading { name: format!("{number} {}", say(lang, zh, en)), limit }
    };
    if let Some(days) = args.working_days {
        let other = reading(f64::from(days), "× 24 小时", "× 24 hours", Limit::Wall { minutes: days.saturating_mul(24 * 60) });
        return Ok((reading(f64::from(days), "个工作日", "working days", Limit::WorkingDays { days }), other));
    }
    let number = args.working_hours.or(args.hours).unwrap_or_default();
    if !(0.0..=MOST_HOURS).contains(&number) {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("{number} (0 … {MOST_HOURS})") }));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 … 6,000,000")]
    let minutes = (number * 60.0).round() as u32;
    let working = reading(number, "个工作小时", "working hours", Limit::Working { minutes });
    let wall = reading(number, "小时", "hours", Limit::Wall { minutes });
    Ok(if args.working_hours.is_some() { (working, wall) } else { (wall, working) })
}

fn definition(limit: Limit) -> Msg {
    match limit {
        Limit::Wall { .. } | Limit::Until { .. } => Msg::CalendarWallHours {},
        Limit::Working { .. } => Msg::CalendarWorkingHours {},
        Limit::WorkingDays { .. } | Limit::EndOfDay => Msg::CalendarWorkingDays {},
    }
}

fn shown(at: DateTime) -> String {
    let form = if at.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    at.strftime(form).to_string()
}

fn when(at: DateTime, lang: Lang) -> String {
    format!("{} {}", shown(at), weekday(at.date(), lang))
}

/// A line a day from the start to the due time: what it is, its hours, and how much of its working time lies between the two.
fn passed(calendar: &Calendar, start: DateTime, due: DateTime, lang: Lang) -> String {
    let heads = [
        say(lang, "经过的日子", "Days passed"),
        "",
        "",
        say(lang, "名称", "Name"),
        say(lang, "工作时间", "Hours"),
        say(lang, "计入（小时）", "Counted (h)"),
    ];
    let rows = start.date().series(1.day()).take_while(|date| *date <= due.date()).map(|date| {
        let day = calendar.day(date);
        let (from, to) = (start.max(date.at(0, 0, 0, 0)), due.min(date.at(23, 59, 59, 999_999_999)));
        // To the minute: a day's last nanosecond is not told.
        let minutes = calendar.working_between(from, to, &Pauses::default()).time.as_secs_f64() / 60.0;
        vec![
            date.to_string(),
            weekday(date, lang),
            format!("{}{}", kind(date, &day, lang), mark(day.known)),
            clean_line(day.name.unwrap_or_default()),
            if day.is_working { hours(calendar.hours(date)) } else { String::new() },
            text::number(minutes.round() / 60.0),
        ]
    });
    aligned(std::iter::once(heads.map(str::to_owned).to_vec()).chain(rows))
}
