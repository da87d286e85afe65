//! The report of backups: the policy of a site for it, and the command `opsctl backup report`.

use std::path::PathBuf;

use clap::Args;

use super::{MakeArgs, WhichArgs, made};
use crate::backup::slots;
use crate::cli::backup::schedule;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::report::backups::{Due, Planned, Policy};
use crate::report::period::{Length, Period};
use crate::text::Msg;

/// The report that this is.
const REPORT: &str = "backup";

#[derive(Debug, Args)]
pub(in crate::cli) struct BackupReportArgs {
    #[arg(value_name = "SET", help = w("备份集名；不写则为全部", "Sets by name; all when none is named"))]
    sets: Vec<String>,
    #[arg(long, value_name = "PERIOD", conflicts_with = "month", help = w("期间：2026-10 2026-10-01..2026-10-15；默认上个月", "Period: 2026-10 2026-10-01..2026-10-15; the last month unless given"))]
    period: Option<String>,
    #[arg(long, value_name = "MONTH", help = w("哪个月，如 2026-10", "Which month, e.g. 2026-10"))]
    month: Option<String>,
    #[arg(long, short, value_name = "PATH", help = w("输出 .xlsx、.docx 文件（可写多个），或目录（默认当前目录）", "Output .xlsx and .docx files, or a folder (the current one unless given)"))]
    output: Vec<PathBuf>,
    // Not `data`: that is the name of the folder of the history among the global options.
    #[arg(long = "data", value_name = "FILE", help = w("人填写的文字（TOML）：分析、改进措施", "What people write into it (TOML): the analysis and the measures"))]
    filled: Option<PathBuf>,
}

pub(super) fn run(app: &App, args: &BackupReportArgs) -> Result<Exit> {
    let period = match &args.month {
        Some(text) => {
            let month = Period::parse(text, Length::Month).filter(|period| period.length == Length::Month);
            let month = month.ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--month {text} (2026-10)") }))?;
            Some(month.to_string())
        }
        None => args.period.clone(),
    };
    let which = WhichArgs { period, half: None, filled: args.filled.clone(), finding: None, blank: false, person: None };
    let make = MakeArgs {
        name: Some(REPORT.into()),
        list: false,
        which,
        output: args.output.clone(),
        format: Vec::new(),
        encoding: "utf-8".into(),
    };
    made::run(app, REPORT, &make, &args.sets)
}

/// The sets that are in use, or those that are asked for; `None` where a site has none.
pub(super) fn policy(config: &Config, names: &[String], lang: Lang) -> Result<Option<Policy>> {
    let all = config.sets().filter(|set| set.target.enabled).count();
    if all == 0 && names.is_empty() {
        return Ok(None);
    }
    // Each once, in the order of the configuration.
    let sets = config.select_sets(names, &[], &[])?;
    let sets: Vec<Planned> = sets.into_iter().map(|set| Planned { schedule: schedule(&set, lang), set }).collect();
    let others = all.saturating_sub(sets.len());
    let due = |set: &_, from, until, zone: &_| {
        slots(set, from, until, zone).into_iter().map(|slot| Due { at: slot.at, day: slot.day, done_by: slot.done_by }).collect()
    };
    Ok(Some(Policy { sets, others, due }))
}
