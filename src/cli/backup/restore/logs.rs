//! `--from-logs`: a restore that was done by hand, judged from its logs and counts.

use jiff::SignedDuration;

use super::super::super::words::say;
use super::super::super::{App, Exit};
use super::{RestoreTestArgs, bytes, choose, finish, here, store, with_doubt};
use crate::backup;
use crate::backup::restore::{self, Record};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::backup::BackupSet;
use crate::parse::backuplog::Codes;
use crate::text::Msg;

/// A restore that was done by hand, judged from what it left: logs, and counts.
pub(super) fn from_logs(app: &App, args: &RestoreTestArgs, ctx: &Ctx, set: &BackupSet, codes: &Codes) -> Result<Exit> {
    let took = args.took.as_deref().map(duration).transpose()?;
    let local = here(set)?;
    let looked = choose(app, args, ctx, &local, codes.clone())?;
    let files: Vec<String> = looked.dumps.iter().map(|dump| dump.found.entry.shown()).collect();
    let mut store = store(app)?;
    let began = took.and_then(|took| ctx.now.checked_sub(took).ok()).unwrap_or(ctx.now);
    let mut record = Record {
        files: files.clone(),
        bytes: bytes(&looked),
        source: "logs",
        runner: say(app.ui.lang, "手工", "by hand").to_owned(),
        runner_origin: args.from_logs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
        ended_at: ctx.now,
        restore_seconds: took.map(|took| took.as_secs_f64()),
        ..Record::blank(&set.target.name, looked.slot.at, looked.slot.label(), began)
    };
    let mut sides = restore::expected(set, &looked);
    let mut judged = false;
    for path in &args.from_logs {
        let told = restore::read_log(path, &path.display().to_string(), &files, codes);
        judged |= told.judged;
        record.findings.extend(told.findings);
        record.log.extend(told.codes);
        sides.imported.extend(told.imported);
    }
    if let Some(path) = &args.counts {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| Error::new(Kind::Input, Msg::ReadFile { path: shown.clone() }).because(e))?;
        let (counts, strange) = restore::counts(&bytes);
        if let Some(line) = strange.first() {
            return Err(Error::new(Kind::Input, Msg::Usage { text: format!("--counts {shown} (TABLE<TAB>ROWS): {line}") }));
        }
        sides.counted = Some(counts);
    }
    restore::conclude(&sides, judged, &mut record);
    if took.is_none() {
        record.not_compared.push(crate::model::Words::new("用时（没有写 --took）", "how long it took: --took was not given"));
    }
    let smoke = set.restore.as_ref().map_or(0, |plan| plan.smoke.len());
    if smoke > 0 {
        record.not_compared.push(crate::model::Words::new(format!("{smoke} 条业务抽查"), format!("{smoke} questions of the site")));
    }
    record.judge();
    let record = if backup::is_good(set, &looked) { record } else { with_doubt(record) };
    Ok(finish(app, args, &mut store, None, &record))
}

/// `42m`, `1h30m`, `90s`.
fn duration(text: &str) -> Result<SignedDuration> {
    let bad = || Error::new(Kind::Usage, Msg::Usage { text: format!("--took {text} (42m / 1h30m)") });
    let found: SignedDuration = text.parse().map_err(|_| bad())?;
    let year = SignedDuration::from_hours(24 * 365);
    if found.is_negative() || found.is_zero() || found > year { Err(bad()) } else { Ok(found) }
}
