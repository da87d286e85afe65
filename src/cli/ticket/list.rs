//! Lists of tickets.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use serde_json::json;

use super::office::Office;
use crate::cli::give::sheet_format;
use crate::cli::table::aligned;
use crate::cli::when::{local, month};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::knowledge;
use crate::model::Lang;
use crate::model::ticket::{Field, Status, TicketKind};
use crate::render::Format;
use crate::report::sheet;
use crate::store::{Sort, TicketFilter, TicketRow};
use crate::text::Msg;
use crate::ui;

/// Rows that a screen shows unless more are asked for.
const SCREEN: usize = 200;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, short = 'S', value_name = "STATE", value_delimiter = ',', help = w("状态，如 待解决,已分派；open 指未解决的全部", "States; `unsolved` is all that are not solved"))]
    state: Vec<String>,
    #[arg(long, value_name = "1-5", value_delimiter = ',', help = w("级别", "Levels"))]
    level: Vec<u8>,
    #[arg(long, value_name = "KIND", value_delimiter = ',', help = w("类别", "Kinds"))]
    kind: Vec<String>,
    #[arg(long, value_name = "NAME", value_delimiter = ',', help = w("模块", "Modules"))]
    module: Vec<String>,
    #[arg(long, value_name = "NAME", value_delimiter = ',', help = w("处理人", "Assignees"))]
    assignee: Vec<String>,
    #[arg(long, value_name = "MONTH", help = w("登记于哪个月，如 2026-11", "Opened in a month, e.g. 2026-11"))]
    month: Option<String>,
    #[arg(long, help = w("只列超时未解决的", "Only those past their due time"))]
    overdue: bool,
    #[arg(long, help = w("只列双方都改过字段、待定夺的", "Only those with fields that both platforms wrote"))]
    conflicts: bool,
    #[command(flatten)]
    give: GiveArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    #[arg(value_name = "WORDS", required = true, help = w("词，如 申报 ORA-01555；带引号的整句", "Words; quoted ones are a phrase"))]
    words: Vec<String>,
    #[command(flatten)]
    give: GiveArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GiveArgs {
    #[arg(long, value_name = "N", help = w("最多几行；默认屏幕 200 行，文件全部", "At most so many; 200 on the screen and all in files unless given"))]
    limit: Option<usize>,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx .csv 文件，可写多个", "Save as .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table csv json", "Format on the screen: table csv json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ListArgs) -> Result<Exit> {
    let mut office = Office::open_read(app)?;
    let mut filter = TicketFilter { conflicting: args.conflicts, ..TicketFilter::default() };
    let side = office.side();
    for word in &args.state {
        match word.trim() {
            "unsolved" | "未解决" => filter.statuses.extend(Status::of(side).iter().filter(|status| !status.is_solved())),
            word => filter.statuses.push(Status::parse(word).filter(|status| Status::of(side).contains(status)).ok_or_else(|| {
                let known = || Status::of(side).iter().flat_map(|status| [status.as_str(), status.to(Lang::Zh)]);
                let list = Status::of(side).iter().map(|status| format!("{} {}", status.as_str(), status.to(Lang::Zh))).collect::<Vec<_>>();
                Error::new(Kind::Usage, Msg::Usage { text: format!("--state {word} ({})", list.join(", ")) }).near(word, known())
            })?),
        }
    }
    filter.levels.clone_from(&args.level);
    filter.modules.clone_from(&args.module);
    filter.assignees.clone_from(&args.assignee);
    for word in &args.kind {
        let known = || TicketKind::ALL.iter().flat_map(|kind| [kind.as_str(), kind.to(Lang::Zh)]);
        let kind = TicketKind::parse(word);
        filter.kinds.push(
            kind.map(|kind| kind.as_str().to_owned())
                .ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--kind {word}") }).near(word, known()))?,
        );
    }
    if let Some(word) = &args.month {
        let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--month {word} (2026-11)") });
        let (first, next) = month(word).ok_or_else(wrong)?;
        let begin = |day: jiff::civil::Date| local(day.at(0, 0, 0, 0), &office.ctx.zone).ok_or_else(wrong);
        filter.opened = Some((begin(first)?, begin(next)?));
    }
    if args.overdue {
        filter.overdue_at = Some(office.ctx.now);
        filter.sort = Sort::Due;
    }
    super::dues::bring_up(&mut office)?;
    give(&office, filter, &args.give)
}

pub(super) fn search(app: &App, args: &SearchArgs) -> Result<Exit> {
    let mut office = Office::open_read(app)?;
    let words = knowledge::fts(&knowledge::query(&args.words.join(" ")));
    if words.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::TicketNoWords {}));
    }
    super::dues::bring_up(&mut office)?;
    give(&office, TicketFilter { words: Some(words), sort: Sort::Match, ..TicketFilter::default() }, &args.give)
}

fn give(office: &Office<'_>, filter: TicketFilter, args: &GiveArgs) -> Result<Exit> {
    let known = ["table", "csv", "json"];
    let wrong =
        || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table csv json)", args.format) }).near(&args.format, known);
    let format = Format::parse(&args.format).filter(|f| matches!(f, Format::Table | Format::Csv | Format::Json)).ok_or_else(wrong)?;
    let outputs: Vec<(&Path, Format)> = args.output.iter().map(|path| Ok((path.as_path(), sheet_format(path)?))).collect::<Result<_>>()?;
    let limit = args.limit.or_else(|| (format == Format::Table && outputs.is_empty()).then_some(SCREEN));
    let (rows, total) = office.store.tickets(&TicketFilter { limit, ..filter })?;
    let (lang, ui) = (office.lang, &office.app.ui);
    match format {
        Format::Table => {
            ui.out(&screen(office, &rows));
            if rows.len() < total {
                ui.note(&Msg::TicketMore { shown: rows.len().to_string(), total: total.to_string() }.to(lang));
            }
        }
        Format::Json => {
            let json = serde_json::to_string_pretty(&rows)
                .map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: "json".into() }).because(e))?;
            ui.out(&(json + "\n"));
        }
        format => ui.out_bytes(&file(office, format, &rows)?.bytes),
    }
    for (path, format) in outputs {
        let made = file(office, format, &rows)?;
        ui::save(path, &made.bytes)?;
        made.tally.notes().iter().for_each(|note| ui.note(&note.to(lang)));
    }
    Ok(Exit::OK)
}

fn minute(office: &Office<'_>, at: Timestamp) -> String {
    at.to_zoned(office.ctx.zone.clone()).strftime("%m-%d %H:%M").to_string()
}

/// A due time that passed is marked by a sign, not by colour alone.
fn due(office: &Office<'_>, row: &TicketRow) -> String {
    match row.due {
        Some(at) if row.solved.is_none() && at < office.ctx.now => format!("! {}", minute(office, at)),
        Some(at) => minute(office, at),
        None => String::new(),
    }
}

fn screen(office: &Office<'_>, rows: &[TicketRow]) -> String {
    let lang = office.lang;
    if rows.is_empty() {
        return Msg::TicketNone {}.to(lang) + "\n";
    }
    let heads = [
        ("单号", "No"),
        ("状态", "State"),
        ("级别", "Level"),
        ("类别", "Kind"),
        ("模块", "Module"),
        ("处理人", "Assignee"),
        ("登记", "Opened"),
        ("到期", "Due"),
        ("标题", "Title"),
    ];
    let clean = crate::render::wrap::clean_line;
    let lines = rows.iter().map(|row| {
        vec![
            row.no.clone(),
            row.status.to(lang).to_owned() + if row.conflicts > 0 { " *" } else { "" },
            row.level.map(|level| level.to_string()).unwrap_or_default(),
            Field::Kind.shown(&row.kind, lang),
            clean(&row.module),
            clean(&row.assignee),
            minute(office, row.opened),
            due(office, row),
            clean(&row.title),
        ]
    });
    let head = heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect();
    aligned(std::iter::once(head).chain(lines))
}

fn file(office: &Office<'_>, format: Format, rows: &[TicketRow]) -> Result<sheet::Made> {
    let lang = office.lang;
    // What has not happened, or has no limit, is empty; it is not unknown.
    let time = |at: Option<Timestamp>| {
        at.map_or_else(String::new, |at| at.to_zoned(office.ctx.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string())
    };
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            let late = match row.due {
                None => "",
                Some(due) if row.solved.unwrap_or(office.ctx.now) > due => say(lang, "是", "yes"),
                Some(_) => say(lang, "否", "no"),
            };
            json!({
                "no": row.no, "status": row.status.to(lang), "level": row.level.map(|level| level.to_string()).unwrap_or_default(), "kind": Field::Kind.shown(&row.kind, lang),
                "system": row.system, "module": row.module, "unit": row.unit, "assignee": row.assignee, "title": row.title,
                "opened": time(Some(row.opened)), "due": time(row.due), "solved": time(row.solved), "closed": time(row.closed), "overdue": late,
            })
        })
        .collect();
    super::sheets::tickets(office, format, &rows)
}
