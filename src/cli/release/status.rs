//! `opsctl release status`, `history` and `gc`.

use clap::Args;
use serde_json::json;

use super::office::Office;
use crate::cli::table::aligned;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, Words};
use crate::release::Fault;
use crate::release::ledger::{Done, Line, standing};
use crate::release::place::Status;
use crate::release::run::{Mark, Open, past_run};
use crate::text::Msg;
use crate::ui::Consent;

#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArgs {
    #[arg(long, short, value_name = "NAME", help = w("发布目标；默认为全部", "Release target; all of them unless given"))]
    target: Option<String>,
    #[arg(long, help = w("以 JSON 输出", "Print JSON"))]
    json: bool,
}

/// What is known of a target: its own records, and those of its places.
struct Seen<'a> {
    office: Office<'a>,
    history: Vec<Line>,
    open: Option<Open>,
    holder: Option<String>,
    places: Vec<(String, std::result::Result<Status, Fault>)>,
}

fn look(office: Office<'_>) -> Result<Seen<'_>> {
    let history = office.ledger.history().map_err(|fault| office.refused(&Words::from(&fault)))?;
    let (open, holder) = (office.open_run()?, office.ledger.holder());
    let places = office.places_to_see()?.into_iter().map(|mut place| (place.name().to_owned(), place.status())).collect();
    Ok(Seen { office, history, open, holder, places })
}

/// Changes nothing. 0: in order; 1: something goes on; 2: a run or a place did not come to its end; 3: not all could be asked.
pub(super) fn run(app: &App, args: &StatusArgs) -> Result<Exit> {
    let mut all = Vec::new();
    let mut worst = 0;
    let mut text = String::new();
    for office in Office::all(app, args.target.as_deref())? {
        let seen = look(office)?;
        let lost = seen.places.iter().any(|(_, status)| status.is_err());
        let left = seen.open.is_some() || seen.places.iter().any(|(_, status)| status.as_ref().is_ok_and(|status| !status.open.is_empty()));
        let code = match (seen.holder.is_some(), left, lost) {
            (true, ..) => 1,
            (false, true, _) => 2,
            (false, false, true) => 3,
            _ => 0,
        };
        worst = if worst == 2 || code == 2 { 2 } else { worst.max(code) };
        text.push_str(&told(&seen));
        all.push(as_json(&seen));
    }
    if args.json {
        app.ui.out(&(serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"));
    } else {
        app.ui.out(&text);
    }
    Ok(Exit(worst))
}

fn told(seen: &Seen<'_>) -> String {
    let (office, lang) = (&seen.office, seen.office.lang);
    let mut text = format!("{}\n", office.heading());
    let now = standing(&seen.history).last().map(|line| (&line.release, &line.txn, office.ctx.local(line.at), &line.operator)).map(
        |(release, run, at, operator)| match lang {
            Lang::Zh => format!("{release}（执行号 {run}，{at}，{operator}）"),
            Lang::En => format!("{release} (run {run}, {at}, {operator})"),
        },
    );
    text.push_str(&format!(
        "  {}{}\n",
        say(lang, "当前版本：", "in place: "),
        now.unwrap_or_else(|| say(lang, "没有生效中的发布", "no release stands").to_owned())
    ));
    if let Some(holder) = &seen.holder {
        text.push_str(&format!("  {}{holder}\n", say(lang, "正在执行：", "running: ")));
    }
    if let Some(open) = &seen.open {
        let target = office.target.name.clone();
        let msg = Msg::ReleaseIsOpen { target: target.clone(), number: open.number.clone() };
        text.push_str(&format!("  ! {}\n", msg.to(lang)));
        let manual = open.marks().rev().find_map(|mark| if let Mark::Manual { what } = mark { Some(what) } else { None });
        for one in manual.into_iter().flatten() {
            text.push_str(&format!("    ! {}\n", one.to(lang)));
        }
        if seen.holder.is_none() {
            let hint = if manual.is_some() { Msg::HintReleaseManual { target } } else { Msg::HintReleaseOpen { target } };
            text.push_str(&format!("    {}\n", hint.to(lang)));
        }
    }
    for (name, status) in &seen.places {
        let state = match status {
            Err(fault) => format!("? {}", Words::from(fault).to(lang)),
            Ok(status) if status.open.is_empty() => {
                let last = standing(&status.history).last().map(|line| line.release.clone());
                last.unwrap_or_else(|| "-".to_owned())
            }
            Ok(status) => {
                let open: Vec<String> = status.open.iter().map(|(txn, record)| format!("{txn} {}", place_state(record, lang))).collect();
                format!("! {}", open.join(", "))
            }
        };
        text.push_str(&format!("  [{name}] {state}\n"));
    }
    text
}

fn place_state(record: &crate::release::tree::Record, lang: Lang) -> &'static str {
    use crate::release::tree::Record;
    match record {
        Record::Begin { .. } | Record::Staged => say(lang, "已准备，未改动", "prepared, nothing touched"),
        Record::Switching | Record::Switched => say(lang, "切换中断", "stopped while paths were switched"),
        Record::Ready => say(lang, "等待所属执行的决定", "waits for the decision of its run"),
        Record::TakingBack { .. } | Record::TakenBack => say(lang, "回退中断", "stopped while it was taken back"),
        Record::Commit => say(lang, "已生效，差收尾", "decided, records are missing"),
        Record::Manual { .. } => say(lang, "待人工处理", "left to a person"),
        Record::Resolved { .. } => say(lang, "已人工处理，差收尾", "put in order, records are missing"),
        Record::Closed | Record::Discarded { .. } => say(lang, "已结束", "ended"),
    }
}

fn as_json(seen: &Seen<'_>) -> serde_json::Value {
    let places = seen.places.iter().map(|(name, status)| match status {
        Ok(status) => json!({ "place": name, "open": status.open, "holder": status.holder,
            "installed": standing(&status.history).last().map(|line| &line.release) }),
        Err(fault) => json!({ "place": name, "fault": fault }),
    });
    let open = seen.open.as_ref();
    json!({
        "target": seen.office.target.name,
        "env": seen.office.target.env,
        "installed": standing(&seen.history).last(),
        "holder": seen.holder,
        "open": open.map(|open| json!({ "run": open.number, "release": open.work.release, "marks": open.marks().collect::<Vec<_>>() })),
        "places": places.collect::<Vec<_>>(),
    })
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArgs {
    #[arg(long, short, value_name = "NAME", help = w("发布目标；默认为全部", "Release target; all of them unless given"))]
    target: Option<String>,
    #[arg(long, help = w("核对历史和各位置记录的链：改过、缺行都会查出", "Check the chains of the history and of every place: what was changed or taken out shows"))]
    verify_chain: bool,
    #[arg(long, help = w("以 JSON 输出", "Print JSON"))]
    json: bool,
}

pub(super) fn history(app: &App, args: &HistoryArgs) -> Result<Exit> {
    let offices = Office::all(app, args.target.as_deref())?;
    if args.verify_chain {
        return verify(app, offices);
    }
    let lang = app.ui.lang;
    let head = [say(lang, "目标", "Target"), say(lang, "执行号", "Run"), say(lang, "时间", "Time"), say(lang, "发布", "Release")];
    let more = [say(lang, "结果", "Result"), say(lang, "操作人", "Operator"), say(lang, "说明", "Note")];
    let mut rows = vec![head.into_iter().chain(more).map(str::to_owned).collect::<Vec<_>>()];
    let mut all = Vec::new();
    for office in &offices {
        for line in office.ledger.history().map_err(|fault| office.refused(&Words::from(&fault)))? {
            let result = match (line.done, &line.undoes) {
                (Done::Committed, None) => say(lang, "生效", "done").to_owned(),
                (Done::Committed, Some(undone)) => format!("{} {undone}", say(lang, "回退", "took back")),
                (Done::TakenBack, _) => say(lang, "未生效，已恢复", "as before").to_owned(),
                (Done::Manual, _) => say(lang, "待人工", "manual").to_owned(),
                (Done::Resolved, _) => say(lang, "人工处理", "resolved").to_owned(),
            };
            let (target, at) = (office.target.name.clone(), office.ctx.local(line.at));
            all.push(json!({ "target": target, "line": line }));
            let why = why(office, &line);
            rows.push(vec![target, line.txn, at, line.release, result, line.operator, why]);
        }
    }
    if args.json {
        app.ui.out(&(serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"));
    } else if all.is_empty() {
        app.ui.note(say(lang, "没有执行过。", "Nothing was run yet."));
    } else {
        app.ui.out(&aligned(rows));
    }
    Ok(Exit::OK)
}

/// What the line says, in the reader's language as far as the run's journal has it.
fn why(office: &Office<'_>, line: &Line) -> String {
    let marks = past_run(&office.ledger, &line.txn).map(|(_, marks)| marks).unwrap_or_default();
    let told = marks.into_iter().rev().find_map(|(_, mark)| if let Mark::TakingBack { why } = mark { Some(why) } else { None });
    match (line.done, told) {
        (Done::TakenBack | Done::Manual, Some(told)) => told.to(office.lang).to_owned(),
        _ => line.why.clone(),
    }
}

fn verify(app: &App, offices: Vec<Office<'_>>) -> Result<Exit> {
    let (mut lines, mut errors, mut lost) = (0, Vec::new(), false);
    for office in offices {
        let mut judge = |name: &str, found: std::result::Result<Vec<Line>, Fault>| match found {
            Ok(found) => lines += found.len(),
            Err(Fault::Damaged { path, at }) => {
                let path = format!("{name} {}", path.display());
                errors.push(Error::new(Kind::Input, Msg::ReleaseChainBroken { path, at: at.to_string() }));
            }
            Err(fault) => {
                lost = true;
                errors.push(office.refused(&Words::from(&fault)));
            }
        };
        judge(&office.target.name, office.ledger.history());
        judge(&office.target.name, crate::release::run::open_run(&office.ledger).map(|_| Vec::new()));
        for mut place in office.places_to_see()? {
            let name = place.name().to_owned();
            judge(&name, place.status().map(|status| status.history));
        }
    }
    if errors.is_empty() {
        let lang = app.ui.lang;
        app.ui.out(&match lang {
            Lang::Zh => format!("链完整，共 {lines} 行。\n"),
            Lang::En => format!("the chains are whole, {lines} lines.\n"),
        });
        return Ok(Exit::OK);
    }
    for error in &errors {
        app.ui.error(error);
    }
    Ok(if lost { Exit::UNKNOWN } else { Exit::CRITICAL })
}

#[derive(Debug, Args)]
pub(in crate::cli) struct GcArgs {
    #[arg(long, short, value_name = "NAME", help = w("发布目标；默认为全部", "Release target; all of them unless given"))]
    target: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 3, help = w("每个位置保留多少次可回退的发布，至少 1", "Releases that can still be taken back, at each place; one at least"))]
    keep: usize,
    #[arg(long, help = w("不询问，直接清理", "Do not ask"))]
    yes: bool,
}

pub(super) fn gc(app: &App, args: &GcArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let question = match lang {
        Lang::Zh => format!("清理旧发布的原文件，每个位置保留最近 {} 次", args.keep.max(1)),
        Lang::En => format!("take away what old releases replaced, but for the newest {} of each place", args.keep.max(1)),
    };
    let offices = Office::all(app, args.target.as_deref())?;
    let _consent = Consent::ask(&app.ui, args.yes, &question)?;
    let mut exit = Exit::OK;
    for office in offices {
        if !office.ledger.path().is_dir() {
            continue;
        }
        let _lock = office.hold()?;
        office.no_open_run()?;
        for mut place in office.places()? {
            let gone = place.hold(&office.who()).and_then(|()| place.prune(args.keep));
            match gone {
                Ok(gone) => {
                    let (count, bytes) = (gone.len(), gone.iter().map(|(_, bytes)| bytes).sum::<u64>());
                    app.ui.out(&match lang {
                        Lang::Zh => format!("{} [{}]：清理 {count} 次，{} MiB\n", office.target.name, place.name(), bytes >> 20),
                        Lang::En => format!("{} [{}]: {count} taken away, {} MiB\n", office.target.name, place.name(), bytes >> 20),
                    });
                }
                Err(fault) => {
                    app.ui.error(&office.refused(&Words::from(&fault)));
                    exit = Exit::WARNING;
                }
            }
        }
    }
    Ok(exit)
}
