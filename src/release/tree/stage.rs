//! All that is put into place, complete, on the target's own file system, before anything is touched.

use std::io;

use super::make::{Content, Payload, attributes};
use super::state::Site;
use crate::model::release::{Action, Image, Plan, Step};
use crate::release::each::each_of;
use crate::release::fault::{Fault, Result};

/// Puts what each step needs into its slot, waits until it is on the disk, and reads it again. What the paths will be, in the order of
/// the steps.
pub(super) fn stage(site: &Site, number: &str, plan: &Plan, payload: &(dyn Payload + Sync)) -> Result<Vec<Image>> {
    if payload.in_order() {
        plan.steps.iter().enumerate().try_for_each(|(at, step)| put(site, number, at, step, payload))?;
    } else {
        each_of(plan.bytes(), &plan.steps, |at, step| put(site, number, at, step, payload))?;
    }
    site.state.sync().map_err(crate::release::fault::io(site.state.path()))?;
    each_of(plan.bytes(), &plan.steps, |at, step| seen(site, number, at, step))
}

fn put(site: &Site, number: &str, at: usize, step: &Step, payload: &(dyn Payload + Sync)) -> Result<()> {
    let slot = Site::slot(number, at);
    let failed = |cause: io::Error| Fault::Io { path: site.state.path().join(slot.as_path()), cause: cause.into() };
    let mut wanted = attributes(&step.action);
    match &step.action {
        Action::Put { sha256, size, .. } => {
            let Content { mut bytes, xattrs } = payload.open(at, &step.path).map_err(failed)?;
            wanted.xattrs = xattrs;
            if let Image::File { .. } = step.pre {
                // Labels and ACLs of the file that it replaces stay, where it brings none of its own.
                let has = site.root.attributes(&step.path).map_err(failed)?.xattrs;
                let missing = has.into_iter().filter(|(name, _)| !wanted.xattrs.iter().any(|(other, _)| other == name));
                let missing: Vec<_> = missing.collect();
                wanted.xattrs.extend(missing);
            }
            let (found, length) = site.state.create(&slot, &mut *bytes, &wanted).map_err(failed)?;
            if (&found, length) == (sha256, *size) { Ok(()) } else { Err(Fault::Payload(step.path.clone())) }
        }
        Action::PutLink { to, .. } => site.state.make_link(&slot, &crate::model::release::bytes(to), &wanted).map_err(failed),
        Action::MakeDir { .. } => site.state.make_dir(&slot, &wanted).map_err(failed),
        // Their slots take what is taken away.
        Action::Remove | Action::RemoveDir => Ok(()),
    }
}

fn seen(site: &Site, number: &str, at: usize, step: &Step) -> Result<Image> {
    let slot = Site::slot(number, at);
    let image = site.state.look(&slot).map_err(|cause| Fault::Io { path: site.state.path().join(slot.as_path()), cause: cause.into() })?;
    if fits(step, &image) { Ok(image) } else { Err(Fault::Payload(step.path.clone())) }
}

/// Whether what was prepared is what a step puts in place.
pub(in crate::release) fn fits(step: &Step, image: &Image) -> bool {
    match (&step.action, image) {
        (Action::Put { sha256, size, mode, .. }, Image::File { sha256: found, size: bytes, meta }) => {
            (sha256, size, *mode) == (found, bytes, meta.mode)
        }
        (Action::PutLink { to, .. }, Image::Link { to: found, .. }) => to == found,
        (Action::MakeDir { .. }, Image::Dir { .. }) | (Action::Remove | Action::RemoveDir, Image::Absent) => true,
        _ => false,
    }
}
