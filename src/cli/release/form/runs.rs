//! What runs did, where a person has to write it down. Usually a run does that itself; what has a report is taken from it.

use clap::Args;
use jiff::Timestamp;

use super::office::{Office, Wish};
use super::proof::ProofArgs;
use super::refusal;
use crate::cli::when::moment;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::release::form::{Outcome, PRODUCTION, Refusal, What};
use crate::release::forms::recorded;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct RehearsedArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(value_name = "RUN", help = w("演练的运行编号；有运行报告的以报告为准", "The run; where it has a report, that counts"))]
    run: String,
    #[command(flatten)]
    hand: HandArgs,
    #[arg(long, help = w("演练失败", "It failed"))]
    failed: bool,
    #[arg(long, help = w("演练完整：部署、验证、回退、比对、再部署、再验证", "It was complete: apply, verify, rollback, equal, apply, verify"))]
    complete: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExecutedArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(value_name = "RUN", help = w("执行的运行编号；有运行报告的以报告为准", "The run; where it has a report, that counts"))]
    run: String,
    #[command(flatten)]
    hand: HandArgs,
    #[arg(long, value_name = "WORD", help = w("结果：done 完成 rolled-back 已回退 manual 待人工", "How it ended: done rolled-back manual"))]
    outcome: Option<String>,
}

/// Of what is written down by hand.
#[derive(Debug, Args)]
pub(in crate::cli) struct HandArgs {
    #[arg(long, value_name = "TEXT", default_value = "", help = w("为什么手工登记（没有运行报告时必须写），会标明", "Why it is written by hand, which has to be said where there is no report and stays marked"))]
    reason: String,
    #[arg(long, value_name = "TIME", help = w("演练结束或执行开始的时间；默认现在", "When the rehearsal ended, or the run began; now unless given"))]
    at: Option<String>,
    #[command(flatten)]
    proof: ProofArgs,
}

pub(super) fn rehearsed(app: &App, args: &RehearsedArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let at = at(app, &args.hand)?;
    let by_hand = |digest: String, by_hand: String| {
        let (run, ok, complete) = (args.run.trim().to_owned(), !args.failed, args.complete);
        What::Rehearsed { run, digest, ok, at, complete, by_hand }
    };
    let reported = reported(&office, &args.run, |what| matches!(what, What::Rehearsed { .. }))?;
    write(&office, &args.no, &args.hand, reported, by_hand)
}

pub(super) fn executed(app: &App, args: &ExecutedArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let began = at(app, &args.hand)?;
    let reported = reported(&office, &args.run, |what| matches!(what, What::Executed { .. }))?;
    let word = args.outcome.as_deref().unwrap_or_default();
    let outcome = match Outcome::parse(word) {
        None if reported.is_none() => {
            let known = Outcome::ALL.iter().map(|one| one.as_str());
            return Err(
                Error::new(Kind::Usage, Msg::Usage { text: format!("--outcome {word} (done rolled-back manual)") }).near(word, known)
            );
        }
        outcome => outcome.unwrap_or(Outcome::Manual),
    };
    let by_hand = |_, by_hand| What::Executed { run: args.run.trim().to_owned(), env: PRODUCTION.to_owned(), outcome, began, by_hand };
    write(&office, &args.no, &args.hand, reported, by_hand)
}

/// What the report of a run writes; `None` where there is no report.
fn reported(office: &Office<'_>, run: &str, fits: impl Fn(&What) -> bool) -> Result<Option<What>> {
    let read = office.runs.read(run.trim());
    let report =
        read.map_err(|(path, why)| Error::new(Kind::Input, Msg::FormRunReport { path: path.display().to_string() }).because(why))?;
    let Some(report) = report else { return Ok(None) };
    let other = || Error::new(Kind::Usage, Msg::FormRunOther { run: report.run.clone(), env: report.env.clone() });
    let what = recorded(&report).filter(fits).ok_or_else(other)?;
    office.app.ui.note(say(office.lang, "按运行报告登记。", "Taken from the report of the run."));
    Ok(Some(what))
}

fn at(app: &App, hand: &HandArgs) -> Result<Timestamp> {
    hand.at.as_deref().map_or_else(|| Ok(app.ctx()?.now), |at| moment(app, at, false))
}

fn write(office: &Office<'_>, no: &str, hand: &HandArgs, reported: Option<What>, by_hand: impl Fn(String, String) -> What) -> Result<Exit> {
    let reason = hand.reason.trim().to_owned();
    let step = reported.clone().unwrap_or_else(|| by_hand(String::new(), String::new())).step();
    if reported.is_none() && reason.is_empty() {
        return Err(refusal::refused(no, &Refusal::Reason(step), office.lang));
    }
    let wish = Wish { no, step, digest: None, proof: Some(&hand.proof) };
    office.write(&wish, |form| Ok(reported.unwrap_or_else(|| by_hand(form.digest.clone(), reason))))?;
    Ok(Exit::OK)
}
