//! Taking back a release that was committed: a transaction of its own, whose payload is what that one replaced.

use std::io;

use super::make::{self, Content, Payload};
use super::state::Site;
use crate::model::release::{Action, Image, Name, Plan, Step};
use crate::release::fault::{Fault, Result};
use crate::release::ledger::standing;

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
    let line = standing(&history).into_iter().rfind(|line| txn.is_none_or(|txn| line.txn == txn || line.release == txn));
    let line = line.ok_or(Fault::Nothing)?;
    if !site.txn(&line.txn).join("slot").is_dir() {
        return Err(Fault::Pruned { txn: line.txn.clone() });
    }
    let (then, post) = (site.load_plan(&line.txn)?, site.load_post(&line.txn)?);
    let mut steps = Vec::new();
    let mut slots = Vec::new();
    for (at, (step, post)) in then.steps.iter().zip(post).enumerate().rev() {
        // Folders are compared by looking: their times have changed with what is in them.
        let pre = if post.is_dir() { make::look(site, &step.path)? } else { post };
        steps.push(Step { path: step.path.clone(), action: back(&step.pre, &pre), pre });
        slots.push(at);
    }
    let plan = Plan { steps, times: Vec::new(), leave: then.times.clone(), ..then };
    Ok(Undo { plan, txn: line.txn.clone(), site, slots })
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
