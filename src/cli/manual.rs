//! `opsctl inspect manual`: what no command can see – a person walks, looks and enters; what nobody entered is not done.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Deserialize;

use super::give::GiveArgs;
use super::inspect;
use super::words::{say, w};
use super::{App, Exit};
use crate::catalog::{self, Checklist, Item};
use crate::engine::{self, Answers, Given, Order};
use crate::error::{Error, Kind, Result};
use crate::model::{Answer, AskError, AskErrorKind, Cadence, Check, Table, Target, Value, run};
use crate::text::{self, Msg};

#[derive(Debug, Args)]
pub(super) struct ManualArgs {
    #[arg(value_name = "PLACE", default_value = "机房", help = w("地点或设备名，记入历史", "Place or device, as the history knows it"))]
    place: String,
    #[arg(long, value_name = "FILE", help = w("本单位的巡检单（默认用内置的）", "The site's own checklist (default: the built-in one)"))]
    checklist: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = w("答案文件；不写则在终端逐项询问", "File of answers; without it each item is asked at the terminal"))]
    answers: Option<PathBuf>,
    #[arg(long, help = w("输出一份可填写的答案文件", "Print a file of answers to fill in"))]
    blank: bool,
    #[command(flatten)]
    give: GiveArgs,
}

/// One answer in a file: a word, or a table with figure and remark.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Entered {
    Word(String),
    Figure(f64),
    Full {
        #[serde(default)]
        result: Option<String>,
        #[serde(default)]
        figure: Option<f64>,
        #[serde(default)]
        remark: Option<String>,
        #[serde(default)]
        by: Option<String>,
    },
}

/// What a person said of one item.
#[derive(Debug, Clone, Default)]
struct Said {
    abnormal: bool,
    figure: Option<f64>,
    remark: String,
    by: String,
}

pub(super) fn run(app: &App, args: &ManualArgs) -> Result<Exit> {
    let plan = args.give.plan()?;
    let list = catalog::checklist(args.checklist.as_deref())?;
    if args.blank {
        app.ui.out(&blank(&list, app));
        return Ok(Exit::OK);
    }
    let said = match &args.answers {
        Some(path) => from_file(path, &list)?,
        None => ask_all(app, &list)?,
    };
    let ctx = app.ctx()?;
    let given = |item: &Item| {
        let table = row(item, said.get(&item.id)?, &ctx.operator);
        Some((item.check.id.clone(), Given { answer: Ok(Answer::new(table, 0)), step: String::new(), remarks: Vec::new() }))
    };
    let answers = Answers::from([(args.place.clone(), list.items.iter().filter_map(given).collect())]);
    let config = app.config()?;
    let target = Target { name: args.place.clone(), description: list.title.to(app.ui.lang).to_owned(), ..config.local() };
    let checks: Vec<&Check> = list.items.iter().map(|item| &item.check).collect();
    let store = plan.store(app)?;
    let history = match &store {
        Some(Ok(store)) => store.history_of(&target.name, ctx.now, inspect::TREND_DAYS, &engine::look_back(&checks))?,
        _ => HashMap::new(),
    };
    let cursors = HashMap::new();
    let log_rules = engine::log_rules(app.checks_dir().as_ref())?;
    let order = Order {
        ctx,
        catalog: app.catalog()?,
        checks,
        targets: vec![target],
        past: &|_: &Target| history.clone(),
        dial: &|_: &Target| Err(AskError::new(AskErrorKind::Internal, "nobody is asked")),
        jobs: 1,
        command: "inspect manual".into(),
        cadence: Cadence::Daily,
        source: run::MANUAL.into(),
        stop: app.stop(),
        progress: &|_: &str| (),
        limits: &|target: &Target, check: &Check| config.limits_for(target, &check.id, &check.limits),
        log_rules: &log_rules,
        cursors: &cursors,
    };
    let done = engine::run_given(&order, app.new_run_id(ctx), &answers, run::MANUAL, 0);
    plan.give(app, ctx, (&done.run.scrubbed(&ctx.scrub), &done.state), store, || Ok(()), |_| Ok(()))
}

fn row(item: &Item, said: &Said, operator: &str) -> Table {
    let text = |t: &str| if t.is_empty() { Value::Null } else { Value::Text(t.to_owned()) };
    let by = if said.by.is_empty() { operator } else { &said.by };
    let cells = vec![Value::Bool(said.abnormal), said.figure.map_or(Value::Null, Value::Num), text(&said.remark), text(by)];
    Table { columns: item.check.columns.iter().map(|c| c.column.clone()).collect(), rows: vec![cells], truncated: false }
}

/// `Some(abnormal)`, or `None` for "not done"; the error is a word that is neither.
fn verdict(word: &str) -> std::result::Result<Option<bool>, ()> {
    match word.trim().to_lowercase().as_str() {
        "正常" | "ok" | "normal" | "1" => Ok(Some(false)),
        "异常" | "abnormal" | "bad" | "2" => Ok(Some(true)),
        "未做" | "未检查" | "not done" | "skipped" | "" | "0" => Ok(None),
        _ => Err(()),
    }
}

fn from_file(path: &Path, list: &Checklist) -> Result<BTreeMap<String, Said>> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| Error::new(Kind::Input, Msg::ReadFile { path: shown.clone() }).because(e))?;
    let invalid = |why: String| Error::new(Kind::Input, Msg::AnswersInvalid { path: shown.clone() }).because(why);
    let entered: BTreeMap<String, Entered> =
        toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|e| invalid(e.to_string()))?;
    let mut said = BTreeMap::new();
    for (id, answer) in entered {
        let Some(item) = list.items.iter().find(|item| item.id == id) else {
            return Err(invalid(id.clone()).near(&id, list.items.iter().map(|item| item.id.as_str())));
        };
        let (word, figure, remark, by) = match answer {
            Entered::Word(word) => (Some(word), None, None, None),
            Entered::Figure(figure) => (None, Some(figure), None, None),
            Entered::Full { result, figure, remark, by } => (result, figure, remark, by),
        };
        if figure.is_some() && item.unit.is_none() {
            return Err(invalid(format!("{id}: no figure is asked for")));
        }
        let abnormal = match (word.as_deref().map(verdict), figure) {
            (Some(Err(())), _) => {
                let reading = if item.unit.is_some() { "读数 / a number; " } else { "" };
                let words = "正常 异常 未做 / ok abnormal \"not done\"";
                return Err(invalid(format!("{id} = {:?} ({reading}{words})", word.unwrap_or_default())));
            }
            (Some(Ok(Some(abnormal))), _) => abnormal,
            (None, Some(_)) => false,
            (Some(Ok(None)) | None, _) => continue,
        };
        said.insert(id, Said { abnormal, figure, remark: remark.unwrap_or_default(), by: by.unwrap_or_default() });
    }
    Ok(said)
}

fn ask_all(app: &App, list: &Checklist) -> Result<BTreeMap<String, Said>> {
    let lang = app.ui.lang;
    if !app.ui.can_ask() {
        return Err(Error::new(Kind::Usage, Msg::NeedsTerminal {}).hint(Msg::HintAnswers {}));
    }
    let mut said = BTreeMap::new();
    let count = list.items.len();
    for (number, item) in list.items.iter().enumerate() {
        app.ui.note(&format!("\n[{}/{count}] {} — {}", number + 1, item.check.title.to(lang), item.look.to(lang)));
        let mut answer = Said::default();
        if let Some(unit) = &item.unit {
            let unit = text::unit(unit, lang);
            let question = format!("  {} ({unit}): ", say(lang, "读数，直接回车为未做", "reading; only Enter: not done"));
            let figure = loop {
                match app.ui.ask(&question) {
                    None => return Ok(said),
                    Some(text) if text.is_empty() => break None,
                    Some(text) => match text.parse::<f64>() {
                        Ok(figure) if figure.is_finite() => break Some(figure),
                        _ => app.ui.note(say(lang, "  请输入数字。", "  a number, please.")),
                    },
                }
            };
            if figure.is_none() {
                continue;
            }
            answer.figure = figure;
        } else {
            let question = format!("  {} ", say(lang, "1 正常  2 异常  0 未做：", "1 ok  2 abnormal  0 not done:"));
            let verdict = loop {
                match app.ui.ask(&question).as_deref().map(verdict) {
                    None => return Ok(said),
                    Some(Ok(verdict)) => break verdict,
                    Some(Err(())) => app.ui.note(say(lang, "  请输入 1、2 或 0。", "  1, 2 or 0, please.")),
                }
            };
            match verdict {
                None => continue,
                Some(abnormal) => answer.abnormal = abnormal,
            }
        }
        if answer.abnormal {
            answer.remark = app.ui.ask(say(lang, "  说明：", "  remark: ")).unwrap_or_default();
        }
        said.insert(item.id.clone(), answer);
    }
    Ok(said)
}

/// A file of answers with every item, none of them done.
fn blank(list: &Checklist, app: &App) -> String {
    let lang = app.ui.lang;
    let mut text = format!(
        "# {}\n# {}\n",
        list.title.to(lang),
        say(
            lang,
            "每项写 \"正常\"、\"异常\" 或 \"未做\"；要说明的写成 { result = \"异常\", remark = \"…\" }；读数直接写数字",
            "each item is \"ok\", \"abnormal\" or \"not done\"; with a remark { result = \"abnormal\", remark = \"…\" }; a reading is a number",
        )
    );
    for item in &list.items {
        let unit = item.unit.as_ref().map(|u| format!(" ({})", text::unit(u, lang))).unwrap_or_default();
        text.push_str(&format!(
            "\n# {}{unit}：{}\n{} = \"{}\"\n",
            item.check.title.to(lang),
            item.look.to(lang),
            item.id,
            say(lang, "未做", "not done")
        ));
    }
    text
}
