//! `opsctl ticket sla`: which limits are late, at risk or due next, who is asked, and what to send him.

mod explain;
mod found;
mod give;
mod remind;
mod tell;
mod words;

use std::path::PathBuf;

use clap::Args;

use super::office::Office;
use crate::cli::when::moment;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::ticket::sla::Clocks;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(in crate::cli) struct SlaArgs {
    #[arg(value_name = "NO", help = w("单号，可写多个；默认全部", "Tickets; all unless given"))]
    no: Vec<String>,
    #[arg(long, value_name = "TIME", help = w("按哪个时刻计算；默认现在", "At which moment; now unless given"))]
    now: Option<String>,
    #[arg(long, help = w("只列超时的", "Only what is late"))]
    late: bool,
    #[arg(long, help = w("只列临近到期的", "Only what is at risk"))]
    at_risk: bool,
    #[arg(long, help = w("说明每个到期时间怎样算出", "Take every due time apart"))]
    explain: bool,
    #[arg(long, help = w("把该发的提醒记入问题单并打印（供 cron 每 5 分钟运行）；每一步只发一次", "Record the reminders that are due and print them, for cron; each step once"))]
    remind: bool,
    #[arg(long, value_name = "N", help = w("屏幕最多几行；默认 200", "At most so many lines on the screen; 200 unless given"))]
    limit: Option<usize>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json csv", "Format on the screen: table json csv"))]
    format: String,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx .csv 文件，可写多个", "Save as .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
}

pub(super) fn run(app: &App, args: &SlaArgs) -> Result<Exit> {
    let plan = give::Plan::of(args)?;
    let mut office = if args.remind { Office::open(app)? } else { Office::open_read(app)? };
    let now = args.now.as_deref().map(|text| moment(app, text, false)).transpose()?.unwrap_or(office.ctx.now);
    let profile = super::dues::profile(app)?;
    let clocks = Clocks::new(&profile, app.calendar()?, now);
    let mut found = found::find(&office, &clocks, args)?;
    if args.remind {
        found.reminders = remind::record(&mut office, found.reminders)?;
    }
    for error in &found.broken {
        app.ui.error(error);
    }
    plan.give(&give::Page { office: &office, found: &found, clocks: &clocks, now, recorded: args.remind })?;
    Ok(found.exit())
}
