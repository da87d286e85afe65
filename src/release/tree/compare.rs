//! Whether all is as it was before a transaction.

use super::make::look;
use super::state::Site;
use crate::model::release::Name;
use crate::release::each::each_of;
use crate::release::fault::{Drift, Fault, Result};

/// Paths that are not, to the bit, what they were when a transaction began: bytes, modes, owners, times, extended attributes; and the
/// times of the folders that they lie in.
pub fn differs(site: &Site, txn: &str) -> Result<Vec<Drift>> {
    let plan = site.load_plan(txn)?;
    let found = each_of(plan.bytes(), &plan.steps, |_, step| look(site, &step.path))?;
    let changed = plan.steps.into_iter().zip(found).filter(|(step, found)| !found.same(&step.pre));
    let mut all: Vec<Drift> = changed.map(|(step, found)| Drift { path: step.path, expected: Some(step.pre), found }).collect();
    for times in plan.times {
        let folder: Option<Name> = if times.path.is_empty() { None } else { times.path.parse().ok() };
        let place = || site.root.path().join(folder.as_ref().map_or("".as_ref(), |name| name.as_path()));
        let now = site.root.time(folder.as_ref()).map_err(|cause| Fault::Io { path: place(), cause: cause.into() })?;
        if let Some(path) = folder.filter(|_| now != times.mtime) {
            let found = look(site, &path)?;
            all.push(Drift { path, expected: None, found });
        }
    }
    Ok(all)
}
