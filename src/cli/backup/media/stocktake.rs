//! 盘点: a list to fill in, and what people found. What nobody answered was not looked at, and that is said and kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::ToSpan;

use super::super::super::words::{say, w};
use super::super::super::{App, Exit};
use super::{CHECK_DAYS, fields};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::backup::Medium;
use crate::render::{Encoding, Format};
use crate::report::csvfile::{self, Sheet};
use crate::report::media::{FOUND, found_words, kind_words, state_words};
use crate::report::sheet::{Cell, Column, Kind as CellKind, Row, csv_table};
use crate::store::{Stocktake, Store};
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Args)]
pub(in crate::cli) struct StocktakeArgs {
    #[arg(value_name = "FILE", required_unless_present = "blank", conflicts_with = "blank", help = w("填好的盘点表（csv 或 xlsx）：编号 结果 备注；结果写 在位、不在、损坏、账外，没有核对的留空", "The list filled in (csv or xlsx): label result note; result is present absent damaged unexpected, empty where nobody looked"))]
    file: Option<PathBuf>,
    #[arg(long, help = w("印出待填的盘点表（csv）", "Print a list to fill in (csv)"))]
    blank: bool,
    #[arg(long, short, value_name = "FILE", requires = "blank", help = w("盘点表写入这个 .csv 文件", "Write the list into this .csv file"))]
    output: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", help = w("只盘点这个地点的", "Only media of this place"))]
    place: Option<String>,
    #[arg(long, value_name = "DAYS", default_value = "180d", help = w("多少天后再盘点", "Look again after so many days"))]
    next: String,
}

/// Names of the column with what was found.
const RESULT: [&str; 4] = ["结果", "result", "盘点结果", "found"];
/// More words that people write for it.
const MORE: [(&str, [&str; 4]); 4] = [
    ("present", ["在", "正常", "有", "完好"]),
    ("absent", ["缺失", "丢失", "没有", "无"]),
    ("damaged", ["坏", "已损坏", "破损", "读不出"]),
    ("unexpected", ["账外介质", "多出", "盘盈", "未登记"]),
];

pub(super) fn run(app: &App, args: &StocktakeArgs) -> Result<Exit> {
    let days = next(&args.next)?;
    match &args.file {
        Some(file) => take(app, args, file, days),
        None => blank(app, args),
    }
}

fn next(text: &str) -> Result<i64> {
    let number = text.trim().trim_end_matches(['d', 'D', '天']).trim();
    let days = number.parse::<i64>().ok().filter(|days| (1..=3_660).contains(days));
    days.ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--next {text} ({CHECK_DAYS}d)") }))
}

/// Whether a medium is looked for: one that was destroyed is not.
fn in_scope(args: &StocktakeArgs, medium: &Medium) -> bool {
    medium.state != "destroyed" && args.place.as_ref().is_none_or(|place| medium.place == place.trim())
}

struct Line(Vec<String>);

impl Row for Line {
    fn cell(&self, column: usize) -> Cell<'_> {
        Cell::Text(self.0.get(column).map_or("", String::as_str).into())
    }
}

fn blank(app: &App, args: &StocktakeArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    if let Some(path) = args.output.as_deref().filter(|path| Format::from_path(path) != Some(Format::Csv)) {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.csv)", path.display()) }));
    }
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    let mut titles: Vec<&str> = ["label", "kind", "set", "holds", "place", "custodian", "class", "state"]
        .into_iter()
        .map(|field| fields::name(field, lang))
        .collect();
    titles.extend([say(lang, RESULT[0], RESULT[1]), fields::name("note", lang)]);
    let columns: Vec<Column> = titles.into_iter().map(|title| Column::new(title, CellKind::Text)).collect();
    let both = |(zh, en): (&'static str, &'static str)| say(lang, zh, en).to_owned();
    let lines: Vec<Line> = store
        .media()?
        .into_iter()
        .filter(|medium| in_scope(args, medium))
        .map(|m| {
            let (kind, state) = (both(kind_words(&m.kind)), both(state_words(&m.state)));
            Line(vec![m.label, kind, m.set, m.holds, m.place, m.custodian, m.class, state, String::new(), String::new()])
        })
        .collect();
    let count = lines.len();
    let mut bytes = Vec::new();
    csv_table(&mut bytes, &columns, lines, lang, Encoding::Utf8)?;
    match &args.output {
        None => app.ui.out_bytes(&bytes),
        Some(path) => {
            ui::save(path, &bytes)?;
            app.ui.out(&format!("{}\n", path.display()));
        }
    }
    app.ui.note(&match lang {
        Lang::Zh => format!("{count} 件；在“结果”一列写 在位、不在、损坏，台账里没有的另起一行写 账外；没有核对的留空。"),
        Lang::En => format!("{count} media; write present, absent or damaged under `result`, and a line of its own for each unexpected one; leave empty what nobody looked at."),
    });
    Ok(Exit::OK)
}

/// What a person found of a label.
struct Answer {
    found: &'static str,
    note: String,
}

fn take(app: &App, args: &StocktakeArgs, file: &Path, days: i64) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let sheet = csvfile::read(file)?;
    let mut store = Store::open(&app.config()?.settings.data_dir.value)?;
    let registered = store.media()?;
    let answers = answers(&sheet, &registered, lang)?;
    let next_check = ctx.now.to_zoned(ctx.zone.clone()).date().checked_add(days.days());
    let next_check = next_check.map_err(|e| Error::new(Kind::Usage, Msg::Usage { text: format!("--next {}", args.next) }).because(e))?;
    let mut found: Vec<Stocktake> = Vec::new();
    let mut changed: Vec<Medium> = Vec::new();
    let one = |label: &str, found: &str, note: &str| Stocktake {
        at: ctx.now,
        operator: ctx.operator.clone(),
        label: label.to_owned(),
        found: found.to_owned(),
        note: note.to_owned(),
    };
    for medium in &registered {
        match answers.get(medium.label.as_str()) {
            None if in_scope(args, medium) => found.push(one(&medium.label, "not-looked", "")),
            None => {}
            Some(answer) => {
                found.push(one(&medium.label, answer.found, &answer.note));
                let state = match (answer.found, medium.state.as_str()) {
                    // Whoever lent one out does not find it, and knows where it is.
                    ("absent", "lent" | "destroyed") => medium.state.as_str(),
                    ("absent", _) => "missing",
                    ("present" | "damaged", "missing" | "lent") => "kept",
                    _ => medium.state.as_str(),
                };
                if answer.found != "unexpected" {
                    changed.push(Medium { state: state.to_owned(), next_check, ..medium.clone() });
                }
            }
        }
    }
    for (label, answer) in &answers {
        if !registered.iter().any(|medium| medium.label == *label) {
            found.push(one(label, "unexpected", &answer.note));
        }
    }
    let labels = |word: &str| found.iter().filter(|one| one.found == word).map(|one| one.label.as_str()).collect::<Vec<_>>();
    if found.is_empty() || labels("not-looked").len() == found.len() {
        let cause = say(lang, "没有一件有结果：什么也没有登记", "no line has a result: nothing was recorded");
        return Err(sheet.fault(1, cause));
    }
    if known(&store, &found, app)? {
        app.ui.out(&format!(
            "{}\n",
            say(lang, "今天已登记过同样的盘点，没有再登记。", "The same was recorded today; nothing was recorded again.")
        ));
        return Ok(verdict(&found));
    }
    store.take_stock(ctx, &found, &changed)?;
    let mut told = String::new();
    for (word, _) in FOUND {
        let labels = labels(word);
        let (zh, en) = found_words(word);
        let list = if word == "present" || labels.is_empty() { String::new() } else { format!(": {}", labels.join(" ")) };
        told += &format!("{} {}{list}\n", say(lang, zh, en), labels.len());
    }
    app.ui.out(&told);
    Ok(verdict(&found))
}

/// Done with reservations where a medium is not as the register says, or nobody looked.
fn verdict(found: &[Stocktake]) -> Exit {
    if found.iter().all(|one| one.found == "present") { Exit::OK } else { Exit::WARNING }
}

/// Whether the last stock-taking of today found the same: a list that is taken back twice is one.
fn known(store: &Store, found: &[Stocktake], app: &App) -> Result<bool> {
    let ctx = app.ctx()?;
    let day = |at: jiff::Timestamp| at.to_zoned(ctx.zone.clone()).date();
    let all = super::stocktakes(store)?;
    let Some(last) = all.last().map(|one| one.at).filter(|at| day(*at) == day(ctx.now)) else { return Ok(false) };
    let bare = |one: &Stocktake| (one.label.clone(), one.found.clone(), one.note.clone());
    let mut before: Vec<_> = all.iter().filter(|one| one.at == last).map(bare).collect();
    let mut now: Vec<_> = found.iter().map(bare).collect();
    before.sort();
    now.sort();
    Ok(before == now)
}

/// The answers by label; lines without one are left out. All faults at once.
fn answers<'s>(sheet: &'s Sheet, registered: &[Medium], lang: Lang) -> Result<BTreeMap<&'s str, Answer>> {
    let names = |field: &str| fields::NAMES.iter().find(|(known, _)| *known == field).map_or(&[][..], |(_, names)| *names);
    let lacking = |name: &str| {
        let cause = format!("{}: {name}", say(lang, "没有这一列", "this column is missing"));
        sheet.fault(1, cause)
    };
    let label = sheet.column(names("label")).ok_or_else(|| lacking(fields::name("label", lang)))?;
    let result = sheet.column(&RESULT).ok_or_else(|| lacking(say(lang, RESULT[0], RESULT[1])))?;
    let note = sheet.column(names("note"));
    let (mut found, mut faults, mut seen) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    for (line, cells) in &sheet.rows {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        let (label, word) = (cell(label), cell(result));
        if label.is_empty() {
            faults.push(sheet.fault(*line, format!("{}: {}", fields::name("label", lang), say(lang, "没有填写", "missing"))));
            continue;
        }
        if let Some(first) = seen.insert(label, *line) {
            faults.push(sheet.fault(*line, format!("{label}: {} {first}", say(lang, "重复，见行", "it is also in line"))));
            continue;
        }
        if word.is_empty() {
            continue;
        }
        let Some(known) = found_word(word) else {
            let words: Vec<&str> = FOUND.iter().take(4).map(|(_, (zh, en))| say(lang, zh, en)).collect();
            faults.push(sheet.fault(*line, format!("{}: {word} ({})", say(lang, RESULT[0], RESULT[1]), words.join(" "))));
            continue;
        };
        // One that nobody registered cannot be gone: the label is a slip of the pen.
        if known == "absent" && !registered.iter().any(|medium| medium.label == label) {
            faults.push(sheet.fault(*line, format!("{label}: {}", say(lang, "台账里没有这个编号", "it is not registered"))));
            continue;
        }
        found.insert(label, Answer { found: known, note: note.map(cell).unwrap_or_default().to_owned() });
    }
    match Error::all(faults) {
        Some(error) => Err(error),
        None => Ok(found),
    }
}

fn found_word(word: &str) -> Option<&'static str> {
    let known = FOUND.iter().take(4).find(|(known, (zh, en))| [known, zh, en].iter().any(|w| w.eq_ignore_ascii_case(word)));
    let more = || MORE.iter().find(|(_, words)| words.contains(&word)).map(|(known, _)| *known);
    known.map(|(known, _)| *known).or_else(more)
}
