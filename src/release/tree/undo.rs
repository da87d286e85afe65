//! Taking back a release that was committed: a transaction of its own, whose payload is what that one replaced.

use std::io;

use super::make::{self, Content, Look, Payload};
use super::state::Site;
use crate::model::release::{Action, Image, Name, Plan, Step};
use crate::release::fault::{Fault, Result};
use crate::release::ledger::{Line, standing};

/// What takes back a transaction.
pub struct Undo<'s> {
    pub plan: Plan,
    /// The transaction that it takes back.
    pub txn: String,
    site: &'s Site,
    /// The slot of each of its steps there.
    slots: Vec<usize>,
}

/// The newest release that stands, or that of a transaction: only ones that were committed, and not taken back since.
pub fn undo_of<'s>(site: &'s Site, txn: Option<&str>) -> Result<Undo<'s>> {
    let history = site.history()?;
    let txn = which(&history, txn)?.to_owned();
    if !site.txn(&txn).join("slot").is_dir() {
        return Err(Fault::Pruned { txn });
    }
    let (plan, slots) = back_plan(site.load_plan(&txn)?, site.load_post(&txn)?, &mut |path| make::look(site, path))?;
    Ok(Undo { plan, txn, site, slots })
}

/// The transaction that is meant, if it can be taken back.
pub(in crate::release) fn which<'h>(history: &'h [Line], txn: Option<&str>) -> Result<&'h str> {
    let line = standing(history).into_iter().rfind(|line| txn.is_none_or(|txn| line.txn == txn || line.release == txn));
    line.map(|line| line.txn.as_str()).ok_or(Fault::Nothing)
}

/// What takes back a plan that left `post`, and of each of its steps the step there.
pub(in crate::release) fn back_plan(then: Plan, post: Vec<Image>, look: Look<'_>) -> Result<(Plan, Vec<usize>)> {
    let mut steps = Vec::new();
    let mut slots = Vec::new();
    for (at, (step, post)) in then.steps.iter().zip(post).enumerate().rev() {
        // Folders are compared by looking: their times have changed with what is in them.
        let pre = if post.is_dir() { look(&step.path)? } else { post };
        steps.push(Step { path: step.path.clone(), action: back(&step.pre, &pre), pre });
        slots.push(at);
    }
    let plan = Plan { steps, times: Vec::new(), leave: then.times.clone(), ..then };
    Ok((plan, slots))
}

/// What brings `old` back where `new` is.
fn back(old: &Image, new: &Image) -> Action {
    match old {
        Image::File { sha256, size, meta } => Action::Put {
            sha256: sha256.clone(),
            size: *size,
            mode: meta.mode,
            uid: Some(meta.uid),
            gid: Some(meta.gid),
            mtime: Some(meta.mtime),
        },
        Image::Link { to, meta } => Action::PutLink { to: to.clone(), uid: Some(meta.uid), gid: Some(meta.gid), mtime: Some(meta.mtime) },
        Image::Dir { meta } => Action::MakeDir { mode: meta.mode, uid: Some(meta.uid), gid: Some(meta.gid) },
        Image::Absent | Image::Other if new.is_dir() => Action::RemoveDir,
        Image::Absent | Image::Other => Action::Remove,
    }
}

impl Payload for Undo<'_> {
    /// From the slot, where the very file lies that was replaced.
    fn open(&self, step: usize, _: &Name) -> io::Result<Content<'_>> {
        let slot = Site::slot(&self.txn, *self.slots.get(step).unwrap_or(&usize::MAX));
        let xattrs = self.site.state.attributes(&slot)?.xattrs;
        Ok(Content { bytes: Box::new(self.site.state.read(&slot)?), xattrs })
    }
}
