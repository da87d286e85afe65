//! `opsctl history`: the recorded runs – list, show, compare, hand out, let go.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::table::aligned;
use super::words::{say, w};
use super::{App, Exit};
use crate::config::Retention;
use crate::diff::{self, Change, Diff};
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, RunHead};
use crate::render::{self, Detail, Look};
use crate::store::{Filter, Policy, Store, retention};
use crate::text::{self, Msg};
use crate::ui::{self, Consent};

#[derive(Debug, Subcommand)]
pub(super) enum HistoryCommand {
    #[command(about = w("列出历次运行", "List the recorded runs"))]
    List(ListArgs),
    #[command(about = w("显示一次运行，与当时的输出相同", "Show a run as it was shown then"))]
    Show(ShowArgs),
    #[command(about = w("比较两次运行", "Compare two runs"))]
    Diff(DiffArgs),
    #[command(about = w("把一次运行导出为 zip", "Export a run as a zip"))]
    Export(ExportArgs),
    #[command(about = w("按保留期限清理", "Let go what the retention does not keep"))]
    Prune(PruneArgs),
    #[command(about = w("检查历史库和审计链是否完好", "Check the store and the audit chain"))]
    Verify,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(long, short, value_name = "NAME", help = w("只列含此目标的运行", "Only runs that had this target"))]
    target: Option<String>,
    #[arg(long, value_name = "DATE", help = w("从这一天起，如 2026-11-01", "Since this day, e.g. 2026-11-01"))]
    since: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 30, help = w("最多列几次", "At most so many"))]
    limit: usize,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "RUN", default_value = "last", help = w("运行编号或其开头，或 last、last~1", "Run id or its beginning, or last, last~1"))]
    run: String,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json csv nagios openmetrics", "Format on the screen: table json csv nagios openmetrics"))]
    format: String,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx .csv .json 文件，可写多个", "Save as .xlsx, .csv or .json; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, help = w("连同各检查的明细表一起显示", "Show the rows of every check as well"))]
    full: bool,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "BEFORE", default_value = "last~1", help = w("较早的运行", "The earlier run"))]
    before: String,
    #[arg(value_name = "AFTER", default_value = "last", help = w("较晚的运行", "The later run"))]
    after: String,
    #[arg(long, short, value_name = "NAME", help = w("last 按此目标的运行计数", "Count last by the runs of this target"))]
    target: Option<String>,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(value_name = "RUN", default_value = "last", help = w("运行编号或其开头，或 last、last~1", "Run id or its beginning, or last, last~1"))]
    run: String,
    #[arg(long, short, value_name = "FILE", help = w("要写的 zip 文件", "The zip file to write"))]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct PruneArgs {
    #[arg(long, help = w("只说会清理什么", "Only say what would go"))]
    dry_run: bool,
    #[arg(long, help = w("不再询问", "Do not ask"))]
    yes: bool,
    #[arg(long, help = w("清理后把空间还给磁盘", "Give the room back to the disk afterwards"))]
    vacuum: bool,
}

pub(super) fn run(app: &App, command: &HistoryCommand) -> Result<Exit> {
    match command {
        HistoryCommand::List(args) => list(app, args),
        HistoryCommand::Show(args) => show(app, args),
        HistoryCommand::Diff(args) => compare(app, args),
        HistoryCommand::Export(args) => export(app, args),
        HistoryCommand::Prune(args) => prune(app, args),
        HistoryCommand::Verify => verify(app),
    }
}

fn open(app: &App) -> Result<Store> {
    Store::open_read(&app.config()?.settings.data_dir.value)
}

fn list(app: &App, args: &ListArgs) -> Result<Exit> {
    let ctx = app.ctx()?;
    let since = args.since.as_deref().map(|text| day(text, &ctx.zone)).transpose()?;
    let filter = Filter { target: args.target.clone(), since, limit: Some(args.limit), ..Filter::default() };
    let heads = open(app)?.list(&filter)?;
    if args.json {
        app.ui.out(&format!("{:#}\n", serde_json::to_value(&heads).map_err(|e| internal(&e))?));
        return Ok(Exit::OK);
    }
    let lang = app.ui.lang;
    let head = [
        "运行编号\0run",
        "时间\0time",
        "命令\0command",
        "结论\0verdict",
        "告警\0critical",
        "预警\0warning",
        "未检查\0not checked",
        "目标\0targets",
        "来源\0source",
    ];
    let titles = head.iter().map(|t| t.split_once('\0').map_or(*t, |(zh, en)| say(lang, zh, en)).to_owned()).collect();
    let rows = heads.iter().map(|h| {
        let tally = h.tally();
        let names: Vec<&str> = h.targets.iter().map(|t| t.name.as_str()).collect();
        let incomplete = if h.incomplete { say(lang, "（未完成）", " (incomplete)") } else { "" };
        vec![
            h.id.clone(),
            ctx.local(h.now),
            h.command.clone(),
            format!("{}{incomplete}", text::verdict(h.verdict, lang)),
            tally.critical.to_string(),
            tally.warning.to_string(),
            tally.not_checked.to_string(),
            names.join(","),
            h.source.clone(),
        ]
    });
    app.ui.out(&aligned(std::iter::once(titles).chain(rows)));
    if heads.len() == args.limit {
        app.ui.note(&match lang {
            Lang::Zh => format!("只列出最近 {} 次，用 --limit 看更多。", args.limit),
            Lang::En => format!("only the last {} are listed; see more with --limit", args.limit),
        });
    }
    Ok(Exit::OK)
}

fn day(text: &str, zone: &jiff::tz::TimeZone) -> Result<Timestamp> {
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--since {text} (2026-11-01)") });
    let date: jiff::civil::Date = text.parse().map_err(|_| wrong())?;
    Ok(date.to_zoned(zone.clone()).map_err(|_| wrong())?.timestamp())
}

fn internal(e: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Internal, Msg::Internal { what: e.to_string() })
}

fn show(app: &App, args: &ShowArgs) -> Result<Exit> {
    let format = super::give::screen_format(&args.format)?;
    let outputs = super::give::output_formats(&args.output)?;
    let run = open(app)?.load(&args.run)?;
    let detail = if args.full { Detail::Full } else { Detail::Normal };
    let look = Look { width: app.ui.width, color: app.ui.color, detail, ..Look::new(app.ui.lang, app.ctx()?.zone.clone()) };
    app.ui.out_bytes(&render::render(&run, format, &look)?);
    for (path, format) in outputs {
        ui::save(path, &render::render(&run, format, &look)?)?;
    }
    Ok(Exit::OK)
}

fn compare(app: &App, args: &DiffArgs) -> Result<Exit> {
    let store = open(app)?;
    let load = |name: &str| store.load(&store.find(name, args.target.as_deref())?);
    let diff = diff::diff(&load(&args.before)?, &load(&args.after)?);
    if args.json {
        app.ui.out(&format!("{:#}\n", serde_json::to_value(&diff).map_err(|e| internal(&e))?));
    } else {
        app.ui.out(&told(&diff, app.ui.lang));
    }
    // As diff(1): 0 the same, 1 different.
    Ok(if diff.is_empty() { Exit::OK } else { Exit::WARNING })
}

fn told(diff: &Diff, lang: Lang) -> String {
    let mut text = format!("{} → {}\n", diff.from, diff.to);
    let level = |l: Option<crate::model::Level>| l.map_or("-", |l| text::level(l, lang));
    let mut list = |zh, en, changes: &[Change]| {
        if !changes.is_empty() {
            text.push_str(&format!("\n{} {}\n", say(lang, zh, en), changes.len()));
        }
        for c in changes {
            text.push_str(&format!(
                "  {} → {}  {} [{}] {}\n      {}\n",
                level(c.before),
                level(c.after),
                c.target,
                c.check,
                c.subject,
                c.says.to(lang)
            ));
        }
    };
    list("新出现", "appeared", &diff.appeared);
    list("级别变化", "changed level", &diff.changed);
    list("已消失", "gone", &diff.gone);
    list("不再能判断", "no longer known", &diff.unknown);
    for gap in &diff.newly_not_checked {
        let why = gap.reason.as_ref().map(|r| text::not_checked(r, lang)).unwrap_or_default();
        text.push_str(&format!("\n{} {} [{}] {why}\n", say(lang, "新的未检查", "newly not checked"), gap.target, gap.check));
    }
    for (target, check) in &diff.newly_checked {
        text.push_str(&format!("\n{} {target} [{check}]\n", say(lang, "恢复检查", "checked again")));
    }
    for (zh, en, names) in [("新增目标", "targets added", &diff.targets_added), ("减少目标", "targets gone", &diff.targets_removed)]
    {
        if !names.is_empty() {
            text.push_str(&format!("\n{} {}\n", say(lang, zh, en), names.join(", ")));
        }
    }
    text.push_str(&format!("\n{} {}\n", say(lang, "没有变化的发现", "findings as before"), diff.same));
    text
}

fn export(app: &App, args: &ExportArgs) -> Result<Exit> {
    let bytes = open(app)?.export(&args.run)?;
    ui::save(&args.output, &bytes)?;
    app.ui.out(&format!("{}\n", args.output.display()));
    Ok(Exit::OK)
}

/// The retention of the configuration: `days` bounds all ages, `runs` the number; 0 is without bound.
fn policy(retention: &Retention) -> Policy {
    let bound = |days: u32| if days == 0 { u32::MAX } else { days };
    let days = bound(retention.days.value);
    let usual = Policy::default();
    Policy {
        all_days: usual.all_days.min(days),
        daily_days: usual.daily_days.min(days),
        weekly_days: usual.weekly_days.min(days),
        monthly_days: days,
        interval_days: bound(retention.interval_days.value).min(days),
        max_runs: if retention.runs.value == 0 { usize::MAX } else { usize::try_from(retention.runs.value).unwrap_or(usize::MAX) },
        samples_days: usual.samples_days.min(days),
        daily_samples_days: usual.daily_samples_days.min(days),
    }
}

fn prune(app: &App, args: &PruneArgs) -> Result<Exit> {
    let (ctx, settings, lang) = (app.ctx()?, &app.config()?.settings, app.ui.lang);
    let policy = policy(&settings.retention);
    let plan = open(app)?.prune(ctx, &policy, true)?;
    // Quiet interval runs are counted: there may be thousands, and none says more than the others.
    let (quiet, listed): (Vec<&RunHead>, Vec<&RunHead>) = plan.runs.iter().partition(|head| retention::is_quiet_interval(head));
    let mut text = aligned(listed.iter().map(|h| vec![h.id.clone(), ctx.local(h.now), text::verdict(h.verdict, lang).to_owned()]));
    if !quiet.is_empty() {
        text.push_str(&match lang {
            Lang::Zh => format!("一切正常的定时采样 {} 次，不逐一列出；其数值按样本的期限保留\n", quiet.len()),
            Lang::En => format!("{} interval runs with nothing wrong, not listed one by one; their numbers stay as samples\n", quiet.len()),
        });
    }
    text.push_str(&match lang {
        Lang::Zh => {
            format!("可清理运行 {} 次，样本 {} 条；保留 {} 次\n", plan.runs.len(), plan.samples + plan.daily_samples, plan.kept_runs)
        }
        Lang::En => {
            format!("{} runs and {} samples may go; {} runs stay\n", plan.runs.len(), plan.samples + plan.daily_samples, plan.kept_runs)
        }
    });
    app.ui.out(&text);
    if args.dry_run || (plan.runs.is_empty() && plan.samples + plan.daily_samples == 0) {
        return Ok(Exit::OK);
    }
    let _consent = Consent::ask(&app.ui, args.yes, say(lang, "清理历史库", "prune the history"))?;
    let mut store = Store::open(&settings.data_dir.value)?;
    let done = store.prune(ctx, &policy, false)?;
    if args.vacuum {
        store.vacuum()?;
    }
    app.ui.out(&match lang {
        Lang::Zh => format!("已清理运行 {} 次\n", done.runs.len()),
        Lang::En => format!("{} runs are gone\n", done.runs.len()),
    });
    Ok(Exit::OK)
}

fn verify(app: &App) -> Result<Exit> {
    let store = open(app)?;
    let (faults, chain, size, lang) = (store.check()?, store.verify_audit()?, store.size()?, app.ui.lang);
    let mut text: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    text.push_str(&match (lang, chain.broken_at) {
        (Lang::Zh, None) => format!("审计链完好：{} 条，末条摘要 {}\n", chain.entries, chain.head),
        (Lang::En, None) => format!("the audit chain holds: {} entries, last digest {}\n", chain.entries, chain.head),
        (Lang::Zh, Some(at)) => format!("审计链从第 {at} 条起对不上：记录被改动过，请留存历史库文件并报告负责人\n"),
        (Lang::En, Some(at)) => {
            format!("the audit chain does not hold from entry {at} on: it was changed; keep the store and tell who is in charge\n")
        }
    });
    text.push_str(&match lang {
        Lang::Zh => format!("运行 {} 次，样本 {} 条，{}\n", size.runs, size.samples + size.daily_samples, store.path().display()),
        Lang::En => format!("{} runs, {} samples, {}\n", size.runs, size.samples + size.daily_samples, store.path().display()),
    });
    app.ui.out(&text);
    Ok(if faults.is_empty() && chain.broken_at.is_none() { Exit::OK } else { Exit::CRITICAL })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Origin, Sourced};

    #[test]
    fn zero_is_without_bound_and_no_age_is_beyond_the_days() {
        let policy = |days, interval_days, runs| {
            let set = |value| Sourced::new(value, Origin::Default);
            let made = policy(&Retention { days: set(days), interval_days: set(interval_days), runs: set(runs) });
            (made.all_days, made.monthly_days, made.interval_days, made.max_runs)
        };
        assert_eq!(policy(1100, 14, 0), (90, 1100, 14, usize::MAX));
        assert_eq!(policy(0, 0, 9), (90, u32::MAX, u32::MAX, 9));
        assert_eq!(policy(7, 14, 0), (7, 7, 7, usize::MAX));
    }
}
