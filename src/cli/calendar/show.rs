//! `opsctl calendar show`: days with everybody who says something of them; a month as a grid; a year in totals.

use clap::Args;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::super::table::aligned;
use super::super::when::month;
use super::super::words::{say, w};
use super::super::{App, Exit};
use super::words::{below, hours, kind, known, weekday};
use super::{grid, list};
use crate::calendar::{Calendar, local};
use crate::config::layer_words;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::parse::when::{When, when};
use crate::render::Format;
use crate::render::wrap::clean_line;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(value_name = "DATE", help = w("哪天，如 2026-02-14，可写几个；默认今天", "Days, e.g. 2026-02-14; today unless given"))]
    dates: Vec<String>,
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["dates", "year"], help = w("哪个月，如 2026-02", "A month, e.g. 2026-02"))]
    month: Option<String>,
    #[arg(long, value_name = "YEAR", conflicts_with = "dates", value_parser = clap::value_parser!(i16).range(1949..=2200), help = w("哪一年", "A year"))]
    year: Option<i16>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table csv json", "Format on the screen: table csv json"))]
    format: String,
}

/// What was asked for; of a range the second day is the one after it.
enum Wanted {
    Days(Vec<Date>),
    Month(Date, Date),
    Year(Date, Date),
}

impl Wanted {
    fn days(&self) -> Vec<Date> {
        match self {
            Self::Days(days) => days.clone(),
            Self::Month(first, next) | Self::Year(first, next) => grid::days(*first, *next).collect(),
        }
    }
}

pub(super) fn run(app: &App, args: &ShowArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table csv json)", args.format) });
    let format = Format::parse(&args.format)
        .filter(|format| matches!(format, Format::Table | Format::Csv | Format::Json))
        .ok_or_else(|| wrong().near(&args.format, ["table", "csv", "json"]))?;
    let wanted = wanted(app, args)?;
    let calendar = app.calendar()?;
    match format {
        Format::Json => {
            let folder = app.config()?.calendar_dir.value.display().to_string();
            app.ui.out(&format!("{:#}\n", list::as_json(calendar, &folder, wanted.days().into_iter())));
        }
        Format::Csv => app.ui.out_bytes(&list::as_csv(calendar, wanted.days().into_iter(), lang)?),
        _ => {
            let mut text = match &wanted {
                Wanted::Days(days) => days.iter().map(|date| day(calendar, *date, lang) + "\n").collect(),
                Wanted::Month(first, next) => grid::month(calendar, *first, *next, lang) + "\n",
                Wanted::Year(first, next) => grid::year(calendar, *first, *next, lang) + "\n",
            };
            text.extend(below(app, calendar, wanted.days().into_iter())?.iter().map(|msg| msg.to(lang) + "\n"));
            app.ui.out(&text);
        }
    }
    Ok(Exit::OK)
}

fn wanted(app: &App, args: &ShowArgs) -> Result<Wanted> {
    if let Some(word) = &args.month {
        let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--month {word} (2026-02)") });
        return month(word).map(|(first, next)| Wanted::Month(first, next)).ok_or_else(wrong);
    }
    if let Some(year) = args.year {
        let first = date(year, 1, 1);
        return Ok(Wanted::Year(first, first.saturating_add(1.year())));
    }
    if args.dates.is_empty() {
        return Ok(Wanted::Days(vec![local(app.ctx()?.now).date()]));
    }
    let day = |text: &String| match when(text) {
        Some(When::Day(day)) => Ok(day),
        _ => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("{text} (2026-02-14)") })),
    };
    Ok(Wanted::Days(args.dates.iter().map(day).collect::<Result<_>>()?))
}

/// One day: what it is, its hours, and what every layer says, the one that decided first.
fn day(calendar: &Calendar, date: Date, lang: Lang) -> String {
    let decided = calendar.day(date);
    let open = if decided.is_working { hours(calendar.hours(date)) } else { String::new() };
    let season = calendar.hours(date).name.as_deref().filter(|_| decided.is_working).map(clean_line).unwrap_or_default();
    let head = [date.to_string(), weekday(date, lang), kind(date, &decided, lang).to_owned(), known(decided.known, lang).to_owned()];
    let head = head.into_iter().chain([open, season]);
    let head = head.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    let rows = calendar.said(date).enumerate().map(|(index, said)| {
        vec![
            say(lang, if index == 0 { "定" } else { "" }, if index == 0 { "decides" } else { "" }).to_owned(),
            layer_words(said.layer).to(lang).to_owned(),
            kind(date, &said, lang).to_owned(),
            clean_line(said.name.unwrap_or_default()),
            said.status.map_or("", |status| known(status.into(), lang)).to_owned(),
            clean_line(said.origin.unwrap_or_default()),
            clean_line(said.source.unwrap_or_default()),
        ]
    });
    let table: String = aligned(rows).lines().map(|line| format!("  {line}\n")).collect();
    format!("{head}\n{table}")
}
