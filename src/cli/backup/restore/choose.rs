//! Which backup is restored, and whether the target is one that may be restored into.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use super::super::super::App;
use super::RestoreTestArgs;
use crate::backup::restore::Runner;
use crate::backup::{self, Depth, Looked, Scope, Wish};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::links::files::Pace;
use crate::links::folder::Local;
use crate::model::Place;
use crate::model::backup::{BackupSet, Producer, RestorePlan, SlotState};
use crate::parse::backuplog::Codes;
use crate::text::Msg;

/// The set as this machine can read it: its own place, or a copy.
pub(super) fn here(set: &BackupSet) -> Result<BackupSet> {
    if set.place.host.is_none() {
        return Ok(set.clone());
    }
    match set.copies.iter().find(|copy| copy.at.host.is_none()) {
        Some(copy) => Ok(BackupSet { place: copy.at.clone(), logs_at: None, ..set.clone() }),
        None => Err(Error::new(Kind::Config, Msg::RestoreRemote { place: set.place.shown() }).hint(Msg::HintRestoreRemote {})),
    }
}

/// How many backups are looked into, newest first, for one that is whole.
const TRIED: usize = 30;

/// The backup of a day, or the newest that is whole. It is looked at now, whatever the history says: files change.
pub(super) fn choose(app: &App, args: &RestoreTestArgs, ctx: &Ctx, set: &BackupSet, codes: Codes) -> Result<Looked> {
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let unreadable = |e: std::io::Error| Error::new(Kind::Input, Msg::ReadFile { path: set.place.shown() }).because(e);
    let nothing = || {
        let name = set.target.name.clone();
        Error::new(Kind::Input, Msg::RestoreNothing { name: name.clone() }).hint(Msg::HintRestoreVerify { name })
    };
    let folder = Local::open(&set.place.path).map_err(unreadable)?;
    let logs =
        set.logs_at.as_ref().filter(|logs| logs.host.is_none()).map(|logs| Local::open(&logs.path)).transpose().map_err(unreadable)?;
    let logs = logs.as_ref().map(|logs| logs as &dyn crate::links::folder::Folder);
    let depth = if set.producer == Producer::Exp { Depth::Counted } else { Depth::Proved };
    let mut wish = Wish {
        set: set.clone(),
        scope: Scope::None,
        window: today,
        depth: Depth::Proved,
        hash: false,
        now: ctx.now,
        zone: ctx.zone.clone(),
        codes: Arc::new(codes),
        known: Vec::new(),
        accepted: Vec::new(),
        trusted: Vec::new(),
        pace: Arc::new(Pace::new(None)),
        threads: NonZeroUsize::MIN,
        stop: app.stop().clone(),
    };
    if let Some(text) = &args.day {
        let day = super::super::day("--day", text)?;
        wish = Wish { scope: Scope::Days(day, day), window: day, depth, ..wish };
        let look = backup::look(&wish, &folder, logs).map_err(unreadable)?;
        return look.looked.into_iter().rfind(|looked| !looked.dumps.is_empty()).ok_or_else(nothing);
    }
    let listed = backup::look(&wish, &folder, logs).map_err(unreadable)?;
    let done = |(backup, state): &&(backup::Backup, SlotState)| {
        !backup.dumps.is_empty() && !matches!(state, SlotState::Running | SlotState::Due | SlotState::Missing)
    };
    for (candidate, _) in listed.backups.iter().rev().filter(done).take(TRIED) {
        let day = candidate.slot.day;
        wish = Wish { scope: Scope::Days(day, day), window: day, depth, ..wish };
        let look = backup::look(&wish, &folder, logs).map_err(unreadable)?;
        if let Some(looked) = look.looked.into_iter().find(|looked| looked.slot == candidate.slot && backup::is_good(set, looked)) {
            return Ok(looked);
        }
        app.ui.note(&match app.ui.lang {
            crate::model::Lang::Zh => format!("{} 不完整，看前一份", candidate.slot.label()),
            crate::model::Lang::En => format!("{} is not whole: trying the one before it", candidate.slot.label()),
        });
    }
    Err(nothing())
}

/// Paths of the backup's files. A name that is not UTF-8 cannot stand in a command of a runner.
pub(super) fn files(root: &Path, looked: &Looked) -> Result<Vec<String>> {
    use std::os::unix::ffi::OsStrExt;
    let path = |dump: &backup::Dump| {
        let path = root.join(std::ffi::OsStr::from_bytes(&dump.found.entry.path));
        let bad = || Error::new(Kind::Input, Msg::ReadFile { path: dump.found.entry.shown() }).because("the name is not UTF-8");
        path.to_str().map(ToOwned::to_owned).ok_or_else(bad)
    };
    looked.dumps.iter().map(path).collect()
}

/// The target is one that the set allows, no production, and not where the backups are.
pub(super) fn is_allowed(app: &App, set: &BackupSet, plan: &RestorePlan, runner: &Runner, target: &str) -> Result<()> {
    if !plan.allow.iter().any(|allowed| allowed == target) {
        let msg = Msg::RestoreNotAllowed { target: target.into(), list: plan.allow.join(" ") };
        return Err(Error::new(Kind::Config, msg).near(target, plan.allow.iter().map(String::as_str)));
    }
    let wanted = target.to_lowercase();
    // What only reads may read production.
    for other in app.config()?.targets().filter(|_| runner.writes) {
        let Place::Oracle(connect) = &other.place else { continue };
        if other.tags.iter().any(|tag| tag == "test") {
            continue;
        }
        let address = connect.address.to_lowercase();
        let service = address.rsplit(['/', ':']).next().unwrap_or_default();
        let short = service.split('.').next().unwrap_or_default();
        if [other.name.to_lowercase().as_str(), address.as_str(), service, short].contains(&wanted.as_str()) {
            let msg = Msg::RestoreProduction { target: target.into(), name: other.name.clone() };
            return Err(Error::new(Kind::Config, msg).hint(Msg::HintRestoreTag {}));
        }
    }
    // What is not there yet lies where its nearest folder lies.
    let real = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let known = path.ancestors().find_map(|above| Some((above.canonicalize().ok()?, path.strip_prefix(above).ok()?.to_owned())));
        known.map_or_else(|| path.clone(), |(above, below)| above.join(below))
    };
    let places = std::iter::once(&set.place).chain(set.copies.iter().map(|copy| &copy.at)).filter(|place| place.host.is_none());
    for place in places {
        let (into, backups) = (real(Path::new(target)), real(&place.path));
        if into.starts_with(&backups) {
            return Err(Error::new(Kind::Config, Msg::RestoreIntoBackups { target: target.into(), place: place.shown() }));
        }
    }
    Ok(())
}
