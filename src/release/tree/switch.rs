//! A path from old to new and back, by one call of the kernel each way ([`swap`](super::swap) where the kernel cannot).
//!
//! What was there lies afterwards where the new one lay, in the step's slot: it is the very file, with all it had. So both ways are the
//! same exchange, and whether a path is old or new is seen by looking at it.

use std::io;

use rustix::io::Errno;

use super::make::look;
use super::state::Site;
use super::swap::{settle, shift, swap};
use crate::model::release::{Action, Image, Name, Plan, Step, Times};
use crate::release::fault::{Drift, Fault, Result};

/// Makes a path new. Whether what was there is what was planned is seen afterwards, of all paths at once; only a folder that is taken away
/// is looked into here, so that nothing in it is missing for longer.
pub(super) fn forth(site: &Site, number: &str, at: usize, step: &Step) -> Result<()> {
    let slot = Site::slot(number, at);
    let failed = |cause: io::Error| Fault::Io { path: site.root.path().join(step.path.as_path()), cause: cause.into() };
    match &step.action {
        Action::Put { .. } | Action::PutLink { .. } if step.pre != Image::Absent => swap(site, &slot, &step.path).map_err(failed),
        Action::Put { .. } | Action::PutLink { .. } | Action::MakeDir { .. } => shift(site, &site.state, &slot, &site.root, &step.path)
            .map_err(|cause| {
                let found = site.root.look(&step.path);
                if cause.kind() == io::ErrorKind::AlreadyExists
                    && let Ok(found) = found
                {
                    drift(step, found)
                } else {
                    failed(cause)
                }
            }),
        Action::Remove => shift(site, &site.root, &step.path, &site.state, &slot).map_err(failed),
        Action::RemoveDir => {
            shift(site, &site.root, &step.path, &site.state, &slot).map_err(failed)?;
            let found = site.state.look(&slot).map_err(failed)?;
            if found.is_dir() && site.state.is_empty(&slot).map_err(failed)? {
                return Ok(());
            }
            shift(site, &site.state, &slot, &site.root, &step.path).map_err(failed)?;
            Err(drift(step, found))
        }
    }
}

/// What lies in a step's slot: after the switch, what was at its path.
pub(super) fn kept(site: &Site, number: &str, at: usize) -> Result<Image> {
    let slot = Site::slot(number, at);
    site.state.look(&slot).map_err(|cause| Fault::Io { path: site.state.path().join(slot.as_path()), cause: cause.into() })
}

fn drift(step: &Step, found: Image) -> Fault {
    Fault::Drift(vec![Drift { path: step.path.clone(), expected: Some(step.pre.clone()), found }])
}

/// How a path was found when it was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Back {
    Old,
    /// Neither old nor new: left as it is.
    Neither,
}

/// Makes a path old again, whether it is new already or not. `post` is what it was to be.
pub(super) fn back(site: &Site, number: &str, at: usize, step: &Step, post: &Image) -> Result<Back> {
    let slot = Site::slot(number, at);
    let failed = |cause: io::Error| Fault::Io { path: site.root.path().join(step.path.as_path()), cause: cause.into() };
    settle(site, &slot, step).map_err(failed)?;
    let (live, kept) = (look(site, &step.path)?, kept(site, number, at)?);
    let replaces = !matches!(step.pre, Image::Absent);
    match &step.action {
        Action::Put { .. } | Action::PutLink { .. } if replaces => {
            // The slot has what was there, or what somebody wrote to it later; either way it is theirs.
            if live == *post && kept != *post && kept != Image::Absent {
                swap(site, &slot, &step.path).map_err(failed)?;
                return Ok(Back::Old);
            }
            Ok(if kept == *post || live == step.pre { Back::Old } else { Back::Neither })
        }
        Action::Put { .. } | Action::PutLink { .. } => match (&live, kept == Image::Absent) {
            (Image::Absent, _) | (_, false) => Ok(Back::Old),
            (live, true) if *live == *post => shift(site, &site.root, &step.path, &site.state, &slot).map_err(failed).map(|()| Back::Old),
            _ => Ok(Back::Neither),
        },
        Action::MakeDir { .. } => match (&live, kept == Image::Absent) {
            (Image::Absent, _) | (_, false) => Ok(Back::Old),
            (Image::Dir { .. }, true) => match site.root.remove_dir(&step.path) {
                Ok(()) => Ok(Back::Old),
                // Somebody put something into it.
                Err(error) if error.raw_os_error() == Some(Errno::NOTEMPTY.raw_os_error()) => Ok(Back::Neither),
                Err(error) => Err(failed(error)),
            },
            _ => Ok(Back::Neither),
        },
        Action::Remove | Action::RemoveDir => match (&live, &kept) {
            (_, Image::Absent) => Ok(Back::Old),
            (Image::Absent, _) => shift(site, &site.state, &slot, &site.root, &step.path).map_err(failed).map(|()| Back::Old),
            _ => Ok(Back::Neither),
        },
    }
}

/// Takes all steps back, the last one first. The paths that are neither old nor new.
pub(super) fn all_back(site: &Site, number: &str, plan: &Plan, post: &[Image]) -> Result<Vec<Name>> {
    let mut neither = Vec::new();
    for (at, (step, post)) in plan.steps.iter().zip(post).enumerate().rev() {
        if back(site, number, at, step, post)? == Back::Neither {
            neither.push(step.path.clone());
        }
    }
    give(site, &plan.times)?;
    site.root.sync().map_err(crate::release::fault::io(site.root.path()))?;
    Ok(neither)
}

/// Gives folders their times; one that is gone has none.
pub(super) fn give(site: &Site, times: &[Times]) -> Result<()> {
    for one in times {
        let folder: Option<Name> = if one.path.is_empty() { None } else { one.path.parse().ok() };
        // One that has its time already is not touched: nothing may have been, on a file system that takes nothing.
        let has = site.root.time(folder.as_ref()).is_ok_and(|time| time == one.mtime);
        match if has { Ok(()) } else { site.root.set_time(folder.as_ref(), one.mtime) } {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                let path = site.root.path().join(folder.as_ref().map_or("".as_ref(), |name| name.as_path()));
                return Err(Fault::Io { path, cause: error.into() });
            }
            _ => {}
        }
    }
    Ok(())
}
