//! The entries of a time: on the screen, as a workbook, CSV or JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::give::sheet_format;
use super::super::table::aligned;
use super::super::when::{local, moment, month};
use super::super::words::{say, w};
use super::super::{App, Exit};
use super::told;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::work::{Work, WorkKind};
use crate::render::{Encoding, Format};
use crate::report::contract::{self, Shape};
use crate::report::sheet::{self, Description, Known, Make};
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

const SHEET: &str = include_str!("sheet.toml");

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, value_name = "TIME", conflicts_with = "month", help = w("从何时起；默认本月初", "Since when; the beginning of this month unless given"))]
    from: Option<String>,
    #[arg(long, value_name = "TIME", conflicts_with = "month", help = w("到何时止（写日期则含当天）；默认本月末", "Until when (a day is included); the end of this month unless given"))]
    to: Option<String>,
    #[arg(long, value_name = "MONTH", help = w("哪个月，如 2026-10；默认本月", "Which month, e.g. 2026-10; this one unless given"))]
    month: Option<String>,
    #[arg(long, value_name = "KIND", help = w("只看这些类别", "Only these kinds"))]
    kind: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("只看这些人员", "Only of these people"))]
    who: Vec<String>,
    #[arg(long, value_name = "TARGET", help = w("只看这些对象", "Only of these targets"))]
    target: Vec<String>,
    #[arg(long, help = w("不列 opsctl 自己记录的操作", "Without what opsctl recorded of itself"))]
    no_opsctl: bool,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx 或 .csv 文件，可写多个", "Save as .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table csv json", "Format on the screen: table csv json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ListArgs) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let known = ["table", "csv", "json"];
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table csv json)", args.format) });
    let format = Format::parse(&args.format)
        .filter(|f| matches!(f, Format::Table | Format::Csv | Format::Json))
        .ok_or_else(|| wrong().near(&args.format, known))?;
    let outputs: Vec<(&Path, Format)> = args.output.iter().map(|path| Ok((path.as_path(), sheet_format(path)?))).collect::<Result<_>>()?;
    let kinds: Vec<WorkKind> = args.kind.iter().map(|word| of_list(word)).collect::<Result<_>>()?;
    let (from, to) = range(app, ctx, args)?;
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    let mut works = store.work_between(from, to, !args.no_opsctl)?;
    let one_of = |list: &[String], name: &String| list.is_empty() || list.contains(name);
    works.retain(|work| {
        (kinds.is_empty() || kinds.contains(&work.kind)) && one_of(&args.who, &work.who) && one_of(&args.target, &work.target)
    });
    let made = |format| file(format, &works, (from, to), ctx, lang);
    match format {
        Format::Table => app.ui.out(&screen(&works, ctx, lang)),
        Format::Json => app.ui.out(&(serde_json::to_string_pretty(&works).map_err(internal)? + "\n")),
        format => app.ui.out_bytes(&made(format)?.bytes),
    }
    for (path, format) in outputs {
        let made = made(format)?;
        ui::save(path, &made.bytes)?;
        made.tally.notes().iter().for_each(|note| app.ui.note(&note.to(lang)));
    }
    Ok(Exit::OK)
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::new(Kind::Internal, Msg::Internal { what: "json".into() }).because(error)
}

/// Any kind, also what opsctl recorded.
fn of_list(word: &str) -> Result<WorkKind> {
    if WorkKind::parse(word) == Some(WorkKind::Opsctl) { Ok(WorkKind::Opsctl) } else { super::kind(word) }
}

fn range(app: &App, ctx: &Ctx, args: &ListArgs) -> Result<(Timestamp, Timestamp)> {
    let this = ctx.now.to_zoned(ctx.zone.clone()).strftime("%Y-%m").to_string();
    let word = args.month.as_deref().unwrap_or(&this);
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--month {word} (2026-10)") });
    let (first, next) = month(word).ok_or_else(wrong)?;
    let begin = |day: jiff::civil::Date| local(day.at(0, 0, 0, 0), &ctx.zone).ok_or_else(wrong);
    let from = args.from.as_deref().map_or_else(|| begin(first), |text| moment(app, text, false))?;
    let to = args.to.as_deref().map_or_else(|| begin(next), |text| moment(app, text, true))?;
    if from >= to {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "--from >= --to".into() }));
    }
    Ok((from, to))
}

fn screen(works: &[Work], ctx: &Ctx, lang: Lang) -> String {
    if works.is_empty() {
        return Msg::LogNone {}.to(lang) + "\n";
    }
    let heads = [
        ("开始", "Begins"),
        ("结束", "Ends"),
        ("类别", "Kind"),
        ("人员", "Who"),
        ("对象", "Target"),
        ("工单", "Ticket"),
        ("内容", "What"),
        ("结果", "Result"),
    ];
    let short = |time: Timestamp| time.to_zoned(ctx.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let clean = crate::render::wrap::clean_line;
    let rows = works.iter().map(|work| {
        vec![
            short(work.begins),
            work.ends.map(short).unwrap_or_default(),
            work.kind.words().to(lang).to_owned(),
            clean(&work.who),
            clean(&work.target),
            clean(&work.ticket),
            clean(&told::what(work, lang)),
            clean(told::result(work)),
        ]
    });
    let table = aligned(std::iter::once(heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect()).chain(rows));
    format!("{table}\n{}\n", Msg::LogCount { count: works.len().to_string() }.to(lang))
}

/// The list in the shape of the contract's `work`.
fn data(works: &[Work], period: &str, lang: Lang) -> Value {
    let rows: Vec<Value> = works
        .iter()
        .map(|work| {
            json!({
                "kind": work.kind.words().to(lang), "from": work.begins, "who": work.who, "target": work.target, "ticket": work.ticket,
                // No end is a moment, or not over: nothing that somebody should have known.
                "to": work.ends.map_or_else(String::new, |ends| ends.to_string()),
                "what": told::what(work, lang), "result": told::result(work),
            })
        })
        .collect();
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for work in works {
        *people.entry(&work.who).or_default() += 1;
    }
    let of_kind = |kind: WorkKind| works.iter().filter(|work| work.kind == kind).count();
    let kinds = WorkKind::ALL.into_iter().map(|kind| (kind.words().to(lang).to_owned(), of_kind(kind))).filter(|(_, count)| *count > 0);
    let counts = |list: Vec<(String, usize)>| list.into_iter().map(|(name, count)| json!({ "name": name, "count": count })).collect();
    let (kinds, people): (Vec<Value>, Vec<Value>) =
        (counts(kinds.collect()), counts(people.into_iter().map(|(name, count)| (name.to_owned(), count)).collect()));
    json!({ "report": { "period": period }, "work": { "rows": rows, "kinds": kinds, "people": people } })
}

fn file(format: Format, works: &[Work], (from, to): (Timestamp, Timestamp), ctx: &Ctx, lang: Lang) -> Result<sheet::Made> {
    let description = Description::parse(SHEET, "log/sheet.toml")?.check(&Known::of(contract::of(Shape::Narrative)), "log/sheet.toml")?;
    let period = format!("{} — {}", ctx.local(from), ctx.local(to));
    let data = data(works, &period, lang);
    let footer = format!("opsctl {}  {}", env!("CARGO_PKG_VERSION"), ctx.local(ctx.now));
    let make = Make { lang, zone: ctx.zone.clone(), made: ctx.now, author: &ctx.operator, footer: &footer, properties: &[] };
    match format {
        Format::Csv => sheet::csv(&description, &data, &make, Some(0), Encoding::Utf8),
        _ => sheet::xlsx(&description, &data, &make),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_fits_the_contract() {
        Description::parse(SHEET, "x").unwrap().check(&Known::of(contract::of(Shape::Narrative)), "x").unwrap();
    }
}
