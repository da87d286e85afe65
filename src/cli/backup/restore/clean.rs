//! What interrupted tests left behind: listed, and taken away when somebody agrees.

use super::super::super::words::say;
use super::super::super::{App, Exit};
use super::{RestoreTestArgs, cannot, desk, forget, keep, shown, store};
use crate::backup::restore::{self, Desk, Finding, Journal, Record};
use crate::error::{Error, Kind, Result};
use crate::model::Verdict;
use crate::store::Store;
use crate::text::Msg;
use crate::ui::Consent;

/// `--clean-up`: what is left is told, and taken away if that is wanted.
pub(super) fn only_clean_up(app: &App, args: &RestoreTestArgs) -> Result<Exit> {
    let (desk, mut store) = (desk(app)?, store(app)?);
    let left = leftovers(app, &desk)?;
    if left.is_empty() {
        app.ui.note(&Msg::RestoreNoneLeft {}.to(app.ui.lang));
        return Ok(Exit::OK);
    }
    let what = say(app.ui.lang, "清理上面列出的", "clean up what is listed above");
    let consent = Consent::ask(&app.ui, args.yes, what)?;
    let errors = clean_up(app, &desk, &mut store, left, &consent);
    for error in &errors {
        app.ui.error(error);
    }
    Ok(if errors.is_empty() { Exit::OK } else { Exit::CRITICAL })
}

/// What tests that never came to their end left behind, told.
pub(super) fn leftovers(app: &App, desk: &Desk) -> Result<Vec<std::result::Result<Journal, String>>> {
    let left = desk.leftovers().map_err(|e| cannot(&desk.path(""), &e))?;
    for journal in left.iter().flatten() {
        let commands: String = journal.clean.iter().map(|step| shown("clean", step)).collect();
        let msg = Msg::RestoreToClean {
            scratch: journal.scratch.clone(),
            target: journal.target.clone(),
            step: journal.step.clone(),
            began: app.ctx()?.local(journal.began_at),
            commands,
        };
        app.ui.warn(msg.to(app.ui.lang).trim_end());
    }
    Ok(left)
}

/// Somebody agreed: cleans up after every test that never came to its end, and enters it as one that nobody judged. One that cannot be
/// cleaned up keeps no other from it.
pub(super) fn clean_up(
    app: &App,
    desk: &Desk,
    store: &mut Store,
    left: Vec<std::result::Result<Journal, String>>,
    _consent: &Consent,
) -> Vec<Error> {
    let still = |scratch: &str, target: &str, why: String| {
        let msg = Msg::RestoreLeft { scratch: scratch.into(), target: target.into(), why };
        Error::new(Kind::Output, msg).hint(Msg::HintRestoreAgain {})
    };
    let one = |journal: std::result::Result<Journal, String>| -> Result<()> {
        let journal = journal.map_err(|why| still("?", "?", why))?;
        let steps = restore::clean_up(desk, &journal).map_err(|why| still(&journal.scratch, &journal.target, why))?;
        let ctx = app.ctx()?;
        app.ui.warn(
            &Msg::RestoreCleaned {
                scratch: journal.scratch.clone(),
                target: journal.target.clone(),
                step: journal.step.clone(),
                began: ctx.local(journal.began_at),
            }
            .to(app.ui.lang),
        );
        let mut record = Record::blank(&journal.set, journal.slot, ctx.local(journal.slot), journal.began_at);
        (record.runner, record.target, record.scratch) = (journal.runner, journal.target, journal.scratch);
        (record.steps, record.cleaned) = (steps, Some(true));
        let step = &journal.step;
        let (zh, en) = (
            format!("恢复测试在步骤 {step} 中断（进程已不在），这次清理了它"),
            format!("the test was interrupted in step {step}, its process was gone; it was cleaned up now"),
        );
        record.findings.push(Finding::new(Verdict::Unknown, "restore", zh, en));
        record.judge();
        keep(ctx, store, &record)?;
        forget(desk, &record.scratch)
    };
    left.into_iter().map(one).filter_map(Result::err).collect()
}
