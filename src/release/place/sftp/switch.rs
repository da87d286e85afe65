//! Paths from old to new and back.
//!
//! A file that is replaced gets a second name in the state (`.old`) first; then the new one is renamed over its path, so that no moment
//! lacks it. On the way back what was new gets a second name in its slot, and the old one is renamed over the path. So the slots tell
//! how far a step is, whatever became of the request whose answer did not come: the new file is in its slot until the rename is done.

use std::io;

use super::host::{HANDFUL, Host};
use super::stage::seconds;
use crate::links::ssh::sftp::{Change, Order};
use crate::model::release::{Action, Image, Name, Plan, Step, Times};
use crate::release::fault::{Drift, Fault, Result};
use crate::release::tree::is_switched;

/// What is known of a step.
struct Seen {
    live: Image,
    /// Whether something lies in its slot, and what was there.
    new: bool,
    old: bool,
}

impl Host {
    /// Makes all paths new. Whether what was there is what was planned is seen afterwards, of all paths at once.
    pub(super) fn forth(&mut self, txn: &str, plan: &Plan) -> Result<()> {
        self.guard_switch(plan)?;
        let steps: Vec<(usize, &Step)> = plan.steps.iter().enumerate().collect();
        for some in steps.chunks(HANDFUL) {
            // Of a folder that goes it is seen first whether it is empty.
            for some in some.chunk_by(|(_, one), (_, other)| (one.action == Action::RemoveDir) == (other.action == Action::RemoveDir)) {
                self.keep(txn, some)?;
                let folders = some.iter().any(|(_, step)| step.action == Action::RemoveDir);
                for some in some.chunks(if folders { 1 } else { HANDFUL }) {
                    self.put(txn, some)?;
                }
            }
        }
        Ok(())
    }

    /// No folder on the way to a path became a link since the plan.
    fn guard_switch(&mut self, plan: &Plan) -> Result<()> {
        self.guard(plan.steps.iter().map(|step| &step.path)).map(drop)
    }

    /// Second names of what is replaced, which is what was planned as far as can be told without reading it.
    fn keep(&mut self, txn: &str, some: &[(usize, &Step)]) -> Result<()> {
        let (mut orders, mut which, mut paths) = (Vec::new(), Vec::new(), Vec::new());
        for (at, step) in some.iter().filter(|(_, step)| replaces(step)) {
            let (live, old) = (self.at(&step.path), self.slot(txn, *at).1);
            orders.push(Order::Link(live, old.clone()));
            which.push(*step);
            paths.push(old);
        }
        self.orders(&orders)?;
        for (step, stat) in which.into_iter().zip(self.stats(&paths)?) {
            let alike = match (&step.pre, stat) {
                (Image::File { size, .. }, Some(stat)) => stat.is_file() && stat.size == *size,
                (Image::Link { .. }, Some(stat)) => stat.is_link(),
                _ => false,
            };
            let told = step.pre.meta().zip(stat).is_some_and(|(meta, stat)| {
                (meta.mode, meta.uid, meta.gid, meta.mtime.s) == (stat.permissions(), stat.uid, stat.gid, i64::from(stat.mtime))
            });
            if !alike || !told {
                let found = self.look(&step.path)?;
                return Err(drift(step, found));
            }
        }
        Ok(())
    }

    fn put(&mut self, txn: &str, some: &[(usize, &Step)]) -> Result<()> {
        let orders = some.iter().map(|(at, step)| {
            let (live, (new, old)) = (self.at(&step.path), self.slot(txn, *at));
            match step.action {
                _ if replaces(step) => Order::Replace(new, live),
                Action::Remove | Action::RemoveDir => Order::Replace(live, old),
                _ => Order::Rename(new, live),
            }
        });
        let orders: Vec<Order> = orders.collect();
        if let Err(fault) = self.orders(&orders) {
            return Err(self.taken(some, fault));
        }
        if let [(at, step)] = some
            && step.action == Action::RemoveDir
        {
            let (live, old) = (self.at(&step.path), self.slot(txn, *at).1);
            let is_dir = self.stat(&old)?.is_some_and(|stat| stat.is_dir());
            if !is_dir || !self.line.list(&old).map_err(self.failed(&old))?.is_empty() {
                let found = self.images(std::slice::from_ref(&old))?.pop().unwrap_or(Image::Other);
                self.line.rename(&old, &live).map_err(self.failed(&live))?;
                return Err(drift(step, found));
            }
        }
        Ok(())
    }

    /// What stands where nothing was to be says more than that the server refused.
    fn taken(&mut self, some: &[(usize, &Step)], fault: Fault) -> Fault {
        if matches!(fault, Fault::Lost { .. }) {
            return fault;
        }
        let fresh: Vec<&Step> = some.iter().map(|(_, step)| *step).filter(|step| step.pre == Image::Absent).collect();
        let names: Vec<&Name> = fresh.iter().map(|step| &step.path).collect();
        let Ok(found) = self.looks(&names) else { return fault };
        // Those of its own that went in place are not meant.
        let other = |(step, found): &(&Step, Image)| match (&step.action, found) {
            (_, Image::Absent) | (Action::MakeDir { .. }, Image::Dir { .. }) => false,
            (Action::Put { sha256, .. }, Image::File { sha256: found, .. }) => sha256 != found,
            (Action::PutLink { to, .. }, Image::Link { to: found, .. }) => to != found,
            _ => true,
        };
        let other = fresh.into_iter().zip(found).find(other);
        other.map_or(fault, |(step, found)| drift(step, found))
    }

    /// Reads once more all that is in place, and all that it replaced.
    pub(super) fn verify(&mut self, txn: &str, plan: &Plan, post: &[Image]) -> Result<()> {
        for (some, first) in plan.steps.chunks(HANDFUL).zip((0..).step_by(HANDFUL)) {
            let live = self.looks(&some.iter().map(|step| &step.path).collect::<Vec<_>>())?;
            let old: Vec<Vec<u8>> = (first..first + some.len()).map(|at| self.slot(txn, at).1).collect();
            let old = self.images(&old)?;
            for (((at, step), live), old) in (first..).zip(some).zip(live).zip(old) {
                is_switched(step, post.get(at).unwrap_or(&Image::Other), live, old)?;
            }
        }
        Ok(())
    }

    /// Takes all steps back, the last one first; each may be new already, or old again. The paths that are neither.
    pub(super) fn back(&mut self, txn: &str, plan: &Plan, post: &[Image]) -> Result<Vec<Name>> {
        let mut neither = Vec::new();
        let steps: Vec<(usize, &Step)> = plan.steps.iter().enumerate().rev().collect();
        for some in steps.chunks(HANDFUL) {
            let seen = self.seen(txn, some)?;
            let mut orders = Vec::new();
            for ((at, step), seen) in some.iter().zip(seen) {
                match self.way_back(txn, *at, step, post.get(*at).unwrap_or(&Image::Other), &seen)? {
                    Some(more) => orders.extend(more),
                    None => neither.push(step.path.clone()),
                }
            }
            self.orders(&orders)?;
        }
        for (at, step) in steps.into_iter().filter(|(_, step)| matches!(step.action, Action::MakeDir { .. })) {
            if !self.unmake(txn, at, step)? {
                neither.push(step.path.clone());
            }
        }
        self.give_times(&plan.times)?;
        Ok(neither)
    }

    fn seen(&mut self, txn: &str, some: &[(usize, &Step)]) -> Result<Vec<Seen>> {
        let live = self.looks(&some.iter().map(|(_, step)| &step.path).collect::<Vec<_>>())?;
        let (new, old): (Vec<_>, Vec<_>) = some.iter().map(|(at, _)| self.slot(txn, *at)).unzip();
        let (new, old) = (self.stats(&new)?, self.stats(&old)?);
        Ok(live.into_iter().zip(new).zip(old).map(|((live, new), old)| Seen { live, new: new.is_some(), old: old.is_some() }).collect())
    }

    /// What makes a path old again; `None`: it is neither old nor new, and left as it is.
    fn way_back(&mut self, txn: &str, at: usize, step: &Step, post: &Image, seen: &Seen) -> Result<Option<Vec<Order>>> {
        let (path, (new, old)) = (self.at(&step.path), self.slot(txn, at));
        let Seen { live, .. } = seen;
        let nothing = Ok(Some(Vec::new()));
        match &step.action {
            Action::Put { .. } | Action::PutLink { .. } if replaces(step) => match (seen.new, seen.old) {
                (true, false) => nothing,
                (true, true) if live == post => Ok(Some(vec![Order::Replace(old, path)])),
                // Kept, and not replaced yet; what somebody wrote to it meanwhile is in both.
                (true, true) if *live == step.pre || self.is(&old, live)? => Ok(Some(vec![Order::Remove(old)])),
                (false, true) if live == post => Ok(Some(vec![Order::Link(path.clone(), new), Order::Replace(old, path)])),
                (false, _) if *live == step.pre => nothing,
                _ => Ok(None),
            },
            Action::Put { .. } | Action::PutLink { .. } => match (live, seen.new) {
                // A server that renames by a second name was stopped between the two.
                (Image::File { .. }, true) if live == post => Ok(Some(vec![Order::Remove(path)])),
                (Image::Absent, _) | (_, true) => nothing,
                (live, false) if live == post => Ok(Some(vec![Order::Replace(path, new)])),
                _ => Ok(None),
            },
            // After all that was put into it.
            Action::MakeDir { .. } => nothing,
            Action::Remove | Action::RemoveDir => match (live, seen.old) {
                (_, false) => nothing,
                (Image::Absent, true) => Ok(Some(vec![Order::Rename(old, path)])),
                (Image::File { .. }, true) if self.is(&old, live)? => Ok(Some(vec![Order::Remove(old)])),
                _ => Ok(None),
            },
        }
    }

    fn is(&mut self, path: &[u8], image: &Image) -> Result<bool> {
        Ok(self.images(&[path.to_owned()])?.first() == Some(image))
    }

    /// Puts a folder that was made back into its slot, if nothing is in it: whether it is gone.
    fn unmake(&mut self, txn: &str, at: usize, step: &Step) -> Result<bool> {
        let (path, new) = (self.at(&step.path), self.slot(txn, at).0);
        let stats = self.stats(&[path.clone(), new.clone()])?;
        match stats.as_slice() {
            [None, _] | [_, Some(_)] => Ok(true),
            [Some(stat), None] if stat.is_dir() && self.line.list(&path).map_err(self.failed(&path))?.is_empty() => {
                self.line.replace(&path, &new).map_err(self.failed(&path)).map(|()| true)
            }
            _ => Ok(false),
        }
    }

    /// Gives folders their times; one that is gone has none.
    pub(super) fn give_times(&mut self, times: &[Times]) -> Result<()> {
        for one in times {
            let path = match one.path.parse::<Name>() {
                Ok(name) => self.at(&name),
                Err(_) if one.path.is_empty() => self.root.clone(),
                Err(_) => continue,
            };
            let change = Change { mtime: seconds(Some(one.mtime)), ..Change::default() };
            match self.line.change_at(&path, &change) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.map_err(self.failed(&path))?,
            }
        }
        Ok(())
    }
}

/// Whether a step puts something where something else is.
fn replaces(step: &Step) -> bool {
    matches!(step.action, Action::Put { .. } | Action::PutLink { .. }) && step.pre != Image::Absent
}

fn drift(step: &Step, found: Image) -> Fault {
    Fault::Drift(vec![Drift { path: step.path.clone(), expected: Some(step.pre.clone()), found }])
}
