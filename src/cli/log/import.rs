//! A work log that somebody kept elsewhere: every fault is told with its row, and nothing is taken over by halves.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::super::words::w;
use super::super::{App, Exit, when};
use super::{is_early, kind, known_target};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::work::{Work, WorkKind};
use crate::parse::grid::{self, Charset, Field, GridFault};
use crate::parse::when::{serial, when};
use crate::store::Store;
use crate::text::Msg;

/// More faults would not be read.
const MOST_TOLD: usize = 50;
const MOST_BYTES: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE", help = w("csv 或 xlsx 文件，第一行是列标题：类别 开始时间 结束时间 人员 对象 工单 内容 结果", "csv or xlsx with headings: kind begins ends who target ticket what result"))]
    file: PathBuf,
    #[arg(long, value_name = "WORD", default_value = "auto", help = w("csv 的编码：auto utf-8 gbk", "Encoding of a csv: auto utf-8 gbk"))]
    encoding: String,
    #[arg(long, help = w("跳过有误的行，导入其余的", "Leave out rows with faults and import the others"))]
    skip_bad: bool,
    #[arg(long, help = w("对象可以不在配置中", "Targets need not be configured"))]
    any_target: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Kind,
    Begins,
    Ends,
    Who,
    Target,
    Ticket,
    What,
    Result,
}

/// Each column by the names that people give it; the first is the one we tell.
const NAMES: [(Column, &[&str]); 8] = [
    (Column::Kind, &["类别", "kind", "类型", "工作类别", "分类", "type", "category"]),
    (Column::Begins, &["开始时间", "begins", "开始", "时间", "日期", "begin", "start", "from", "at", "time", "date"]),
    (Column::Ends, &["结束时间", "ends", "结束", "完成时间", "end", "until", "to"]),
    (Column::Who, &["人员", "who", "姓名", "操作人", "负责人", "person", "operator"]),
    (Column::Target, &["对象", "target", "目标", "系统", "设备", "system"]),
    (Column::Ticket, &["工单", "ticket", "工单号", "工单编号"]),
    (Column::What, &["内容", "what", "工作内容", "事项", "work"]),
    (Column::Result, &["结果", "result", "处理结果"]),
];

pub(super) fn run(app: &App, args: &ImportArgs) -> Result<Exit> {
    let (lang, ctx) = (app.ui.lang, app.ctx()?);
    let path = args.file.display().to_string();
    let rows = read(args, &path)?;
    let (heading, places) = headings(&rows, &path)?;
    for name in unused(&rows[heading], &places) {
        app.ui.note(&Msg::LogUnused { name }.to(lang));
    }
    let source = args.file.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
    let (mut works, mut faults) = (Vec::new(), Vec::new());
    for (number, row) in (1..).zip(&rows).skip(heading + 1).filter(|(_, row)| !row.iter().all(Field::is_empty)) {
        match entry(app, ctx, row, &places, args.any_target) {
            Ok(work) => works.push(Work { source: source.clone(), ..work }),
            Err(errors) => faults.extend(errors.into_iter().map(|fault| fault.told(number))),
        }
    }
    let count = |n: usize| n.to_string();
    let (bad, left) = (!faults.is_empty(), faults.len().saturating_sub(MOST_TOLD));
    let mut rows_bad: Vec<&String> = faults.iter().map(|(row, _)| row).collect();
    rows_bad.dedup();
    let rows_bad = rows_bad.len();
    let mut told: Vec<Error> = faults.into_iter().take(MOST_TOLD).map(|(_, error)| error).collect();
    if left > 0 {
        told.push(Error::new(Kind::Input, Msg::LogMoreFaults { count: count(left) }));
    }
    if bad && (!args.skip_bad || works.is_empty()) {
        let mut first = Error::new(Kind::Input, Msg::LogNotImported { path, count: count(rows_bad) });
        first.also = told;
        return Err(if works.is_empty() { first } else { first.hint(Msg::HintSkipBad {}) });
    }
    for error in &told {
        app.ui.error(error);
    }
    let new = if works.is_empty() { 0 } else { Store::open(&app.config()?.settings.data_dir.value)?.add_work(ctx, &works)? };
    let msg = match (works.len(), new) {
        (0, _) => Msg::LogEmpty { path },
        (all, 0) => Msg::LogAllKnown { path, count: count(all) },
        (all, new) => Msg::LogImported { path, new: count(new), known: count(all - new) },
    };
    app.ui.out(&(msg.to(lang) + "\n"));
    if bad {
        app.ui.warn(&Msg::LogLeftOut { count: count(rows_bad) }.to(lang));
    }
    Ok(if bad { Exit::WARNING } else { Exit::OK })
}

fn read(args: &ImportArgs, path: &str) -> Result<Vec<Vec<Field>>> {
    let charset = match args.encoding.to_ascii_lowercase().as_str() {
        "auto" => Charset::Auto,
        "utf-8" | "utf8" => Charset::Utf8,
        "gbk" | "gb18030" | "gb2312" => Charset::Gbk,
        word => {
            let known = ["auto", "utf-8", "gbk"];
            return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--encoding {word} ({})", known.join(" ")) }).near(word, known));
        }
    };
    let failed = |cause: &dyn std::fmt::Display| Error::new(Kind::Input, Msg::ReadFile { path: path.into() }).because(cause);
    let size = std::fs::metadata(&args.file).map_err(|e| failed(&e))?.len();
    if size > MOST_BYTES {
        return Err(failed(&format!("{size} > {MOST_BYTES}")));
    }
    let bytes = std::fs::read(&args.file).map_err(|e| failed(&e))?;
    grid::read(&bytes, charset).map_err(|fault| match fault {
        GridFault::OldOrEncrypted => Error::new(Kind::Input, Msg::OldWorkbook { path: path.into() }),
        GridFault::Encoding(name) => Error::new(Kind::Input, Msg::WrongEncoding { path: path.into(), name: name.into() }),
        GridFault::NoSheet(names) => failed(&names.join(" ")),
        GridFault::Broken(why) => failed(&why),
    })
}

fn column_of(heading: &str) -> Option<Column> {
    // `开始时间（年月日）`, `内容*`
    let name = heading.split(['（', '(', '*', '＊']).next().unwrap_or_default().trim().to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// The row with the headings, and where each column is. A title may stand above.
fn headings(rows: &[Vec<Field>], path: &str) -> Result<(usize, Vec<(Column, usize)>)> {
    let places = |row: &Vec<Field>| -> Vec<(Column, usize)> {
        row.iter().enumerate().filter_map(|(index, field)| Some((column_of(&field.text())?, index))).collect()
    };
    let all = NAMES.map(|(_, names)| names[0]).join(" ");
    let none = || Error::new(Kind::Input, Msg::LogNoHeadings { path: path.into(), names: all.clone() });
    let (heading, found) = rows.iter().take(10).map(places).enumerate().find(|(_, found)| found.len() >= 2).ok_or_else(none)?;
    for wanted in [Column::Begins, Column::What] {
        if !found.iter().any(|(column, _)| *column == wanted) {
            let (_, names) = NAMES.iter().find(|(column, _)| *column == wanted).ok_or_else(none)?;
            let error = Error::new(Kind::Input, Msg::LogNoColumn { path: path.into(), name: names[0].into() });
            // A heading that is nearly it.
            let near = unused(&rows[heading], &found).into_iter().find(|name| crate::error::nearest(name, names.iter().copied()).is_some());
            return Err(match near {
                Some(name) => error.hint(Msg::LogNearHeading { found: name, name: names[0].into() }),
                None => error,
            });
        }
    }
    if let Some((_, (column, _))) = found.iter().enumerate().find(|(index, (column, _))| found[..*index].iter().any(|(c, _)| c == column)) {
        let name = NAMES.iter().find(|(known, _)| known == column).map_or("", |(_, names)| names[0]);
        return Err(Error::new(Kind::Input, Msg::LogTwice { path: path.into(), name: name.into() }));
    }
    Ok((heading, found))
}

fn unused(row: &[Field], places: &[(Column, usize)]) -> Vec<String> {
    row.iter()
        .enumerate()
        .filter(|(index, field)| !field.is_empty() && !places.iter().any(|(_, at)| at == index))
        .map(|(_, f)| f.text())
        .collect()
}

/// What is wrong with a row, before it is known which row it is.
struct Fault(fn(String, String) -> Msg, String, Option<Error>);

impl Fault {
    fn told(self, number: usize) -> (String, Error) {
        let row = number.to_string();
        let mut error = Error::new(Kind::Input, (self.0)(row.clone(), self.1));
        error.hints = self.2.map(|cause| cause.hints).unwrap_or_default();
        (row, error)
    }
}

fn entry(app: &App, ctx: &Ctx, row: &[Field], places: &[(Column, usize)], any: bool) -> Result<Work, Vec<Fault>> {
    let field = |column: Column| places.iter().find(|(c, _)| *c == column).and_then(|(_, at)| row.get(*at)).filter(|f| !f.is_empty());
    let text = |column: Column| field(column).map(Field::text).unwrap_or_default();
    let mut faults = Vec::new();
    let word = text(Column::Kind);
    let kind = if word.is_empty() { Ok(WorkKind::Operation) } else { kind(&word) };
    let begins = field(Column::Begins).map(|field| moment(field, ctx, false));
    let ends = field(Column::Ends).map(|field| moment(field, ctx, true));
    match begins {
        None => faults.push(Fault(|row, name| Msg::LogRowMissing { row, name }, "开始时间".into(), None)),
        Some(None) => faults.push(Fault(|row, value| Msg::LogRowTime { row, value }, text(Column::Begins), None)),
        Some(Some(_)) => {}
    }
    if ends == Some(None) {
        faults.push(Fault(|row, value| Msg::LogRowTime { row, value }, text(Column::Ends), None));
    }
    if let (Some(Some(begins)), Some(Some(ends))) = (begins, ends)
        && is_early(begins, ends, &text(Column::Ends))
    {
        faults.push(Fault(|row, value| Msg::LogRowOrder { row, value }, text(Column::Ends), None));
    }
    let what = text(Column::What);
    if what.is_empty() {
        faults.push(Fault(|row, name| Msg::LogRowMissing { row, name }, "内容".into(), None));
    }
    let target = text(Column::Target);
    if let Some(error) = known_target(app, &target).err().filter(|_| !any) {
        faults.push(Fault(|row, name| Msg::LogRowTarget { row, name }, target.clone(), Some(error)));
    }
    let kind = match kind {
        Ok(kind) => kind,
        Err(error) => {
            faults.push(Fault(|row, word| Msg::LogRowKind { row, word }, word, Some(error)));
            WorkKind::Operation
        }
    };
    let Some(begins) = begins.flatten().filter(|_| faults.is_empty()) else { return Err(faults) };
    let who = Some(text(Column::Who)).filter(|who| !who.is_empty()).unwrap_or_else(|| ctx.operator.clone());
    let (ticket, result) = (text(Column::Ticket), text(Column::Result));
    Ok(Work { kind, begins, ends: ends.flatten(), who, target, ticket, what, result, source: String::new() })
}

/// A time as text, as a spreadsheet's date, or as its bare number of days.
fn moment(field: &Field, ctx: &Ctx, end: bool) -> Option<Timestamp> {
    match field {
        Field::Time(time) => when::local(*time, &ctx.zone),
        Field::Number(days) => when::local(serial(*days)?, &ctx.zone),
        Field::Text(text) => when::instant(when(text)?, &ctx.zone, end),
    }
}
