//! `opsctl log`: the work log (运维日志、服务工作记录) – what people did, entered, imported and listed.

mod import;
mod list;
mod told;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::when::moment;
use super::words::w;
use super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Host;
use crate::model::work::{Work, WorkKind};
use crate::parse::when::{When, when};
use crate::store::Store;
use crate::text::Msg;

/// Who an entry is from, when a person made it here.
const PERSON: &str = "person";

#[derive(Debug, Subcommand)]
pub(super) enum LogCommand {
    #[command(about = w("登记一条工作", "Enter what was done"))]
    Add(AddArgs),
    #[command(about = w("从 csv 或 xlsx 文件导入", "Import a csv or xlsx file"))]
    Import(import::ImportArgs),
    #[command(about = w("列出一段时间的工作", "List what was done in a time"))]
    List(list::ListArgs),
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[arg(value_name = "WHAT", required = true, help = w("做了什么", "What was done"))]
    what: Vec<String>,
    #[arg(long, value_name = "KIND", default_value = "operation", help = w("类别：operation 运维操作、service 服务工作、duty 值班监控、meeting 会议、planned-stop 计划停机、force-majeure 不可抗力，中英文均可", "Kind: operation service duty meeting planned-stop force-majeure, or the Chinese words"))]
    kind: String,
    #[arg(long, value_name = "TIME", help = w("开始时间，如 2026-11-02T08:30；默认现在", "When it began, e.g. 2026-11-02T08:30; now unless given"))]
    at: Option<String>,
    #[arg(long, value_name = "TIME", help = w("结束时间", "When it ended"))]
    until: Option<String>,
    #[arg(long, value_name = "NAME", help = w("人员；默认操作人", "Who did it; the operator unless given"))]
    who: Option<String>,
    #[arg(long, value_name = "TARGET", help = w("对象：已配置的目标名", "What it was done to: a configured target"))]
    target: Option<String>,
    #[arg(long, help = w("对象可以不在配置中", "The target need not be configured"))]
    any_target: bool,
    #[arg(long, value_name = "ID", help = w("工单编号", "Ticket"))]
    ticket: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("结果", "What came of it"))]
    result: Option<String>,
}

pub(super) fn run(app: &App, command: &LogCommand) -> Result<Exit> {
    match command {
        LogCommand::Add(args) => add(app, args),
        LogCommand::Import(args) => import::run(app, args),
        LogCommand::List(args) => list::run(app, args),
    }
}

fn add(app: &App, args: &AddArgs) -> Result<Exit> {
    let ctx = app.ctx()?;
    let what = args.what.join(" ").trim().to_owned();
    if what.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "log add WHAT".into() }));
    }
    let target = args.target.clone().unwrap_or_default();
    if !args.any_target {
        known_target(app, &target)?;
    }
    let begins = args.at.as_deref().map_or(Ok(ctx.now), |text| moment(app, text, false))?;
    let ends = args.until.as_deref().map(|text| moment(app, text, true)).transpose()?;
    if ends.is_some_and(|ends| is_early(begins, ends, args.until.as_deref().unwrap_or_default())) {
        return Err(Error::new(Kind::Usage, Msg::LogOrder {}));
    }
    let text = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let work = Work {
        kind: kind(&args.kind)?,
        begins,
        ends,
        who: Some(text(&args.who)).filter(|who| !who.is_empty()).unwrap_or_else(|| ctx.operator.clone()),
        target,
        ticket: text(&args.ticket),
        what,
        result: text(&args.result),
        source: PERSON.into(),
    };
    let mut store = Store::open(&app.config()?.settings.data_dir.value)?;
    let new = store.add_work(ctx, std::slice::from_ref(&work))?;
    let told = format!("{} {} {}", ctx.local(work.begins), work.kind.words().to(app.ui.lang), work.what);
    let msg = if new > 0 { Msg::LogAdded { what: told } } else { Msg::LogKnown { what: told } };
    app.ui.out(&(msg.to(app.ui.lang) + "\n"));
    Ok(Exit::OK)
}

/// A kind that people may enter.
fn kind(word: &str) -> Result<WorkKind> {
    let known: Vec<WorkKind> = WorkKind::ALL.into_iter().filter(|kind| *kind != WorkKind::Opsctl).collect();
    WorkKind::parse(word).filter(|kind| known.contains(kind)).ok_or_else(|| {
        let words: Vec<_> = known.iter().map(|kind| kind.words()).collect();
        let names = known.iter().map(|kind| kind.as_str()).chain(words.iter().map(|words| words.zh.as_str()));
        let list = words.iter().zip(&known).map(|(words, kind)| format!("{} {}", kind.as_str(), words.zh)).collect::<Vec<_>>().join(", ");
        Error::new(Kind::Usage, Msg::LogKind { word: word.into(), list }).near(word, names)
    })
}

/// That a target is configured, or this machine; empty is none.
fn known_target(app: &App, name: &str) -> Result<()> {
    let config = app.config()?;
    if name.is_empty() || name == Host::LOCAL || config.targets().any(|target| target.name == name) {
        return Ok(());
    }
    let known = config.targets().map(|target| target.name.as_str());
    Err(Error::new(Kind::Usage, Msg::UnknownTarget { name: name.into() }).near(name, known).hint(Msg::HintAnyTarget {}))
}

/// Whether something ends before it begins; a day ends with its last moment, where the next one begins.
fn is_early(begins: Timestamp, ends: Timestamp, written: &str) -> bool {
    ends < begins || (ends == begins && matches!(when(written), Some(When::Day(_))))
}
