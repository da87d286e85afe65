//! Two paths change places: in one step where the file system can (`renameat2`), else by names (NFS, kernels before 3.15).
//!
//! By names, what is live gets a second name beside its slot (`.was`), what is in the slot is renamed over it, and the second name becomes
//! the slot. No moment lacks the path; what somebody puts there by a rename between the first two is lost. [`settle`] brings what a crash
//! left between those steps to one of the two sides.

use std::io;

use rustix::io::Errno;

use super::state::Site;
use crate::links::root::{Attributes, Root};
use crate::model::release::{Image, Name, Step};
use crate::release::fault::{Result, io as failed};

/// Says in the state that its file system cannot.
pub(in crate::release) const MARK: &str = "no-exchange";

/// Whether the file system of a state can do it in one step: tried with two files of its own. What is found is written down, so that plans
/// know it without trying.
pub(super) fn probe(state: &Root) -> Result<bool> {
    #[expect(clippy::expect_used, reason = "words are paths")]
    let [one, other, mark] = ["probe-1", "probe-2", MARK].map(|word| word.parse::<Name>().expect("a path"));
    let remove = |name: &Name| match state.remove(name) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    let make = |name: &Name| {
        remove(name)?;
        state.create(name, &mut io::empty(), &Attributes { mode: 0o600, ..Attributes::default() }).map(drop)
    };
    let tried = || {
        make(&one)?;
        make(&other)?;
        let can = match state.exchange(&one, state, &other) {
            Ok(()) => true,
            Err(error) if cannot(&error) => false,
            Err(error) => return Err(error),
        };
        remove(&one)?;
        remove(&other)?;
        if can { remove(&mark) } else { make(&mark) }?;
        Ok(can)
    };
    tried().map_err(failed(state.path()))
}

fn cannot(error: &io::Error) -> bool {
    [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP].iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

/// Where what was live is while it changes places with its slot.
fn was(slot: &Name) -> io::Result<Name> {
    Name::from_bytes(&[slot.as_bytes(), b".was"].concat()).map_err(io::Error::other)
}

/// What is live and what is in the slot, both there, change places.
pub(super) fn swap(site: &Site, slot: &Name, live: &Name) -> io::Result<()> {
    if site.exchanges {
        return site.state.exchange(slot, &site.root, live);
    }
    let was = was(slot)?;
    site.root.link_to(live, &site.state, &was)?;
    site.state.replace(slot, &site.root, live)?;
    site.state.replace(&was, &site.state, slot)
}

/// Moves a path to where nothing is.
pub(super) fn shift(site: &Site, from: &Root, name: &Name, to: &Root, there: &Name) -> io::Result<()> {
    if site.exchanges {
        return from.move_to(name, to, there);
    }
    match from.look(name)? {
        // Only a second name is refused where anything is.
        Image::File { .. } => from.link_to(name, to, there).and_then(|()| from.remove(name)),
        _ if to.look(there)? != Image::Absent => Err(Errno::EXIST.into()),
        _ => from.replace(name, to, there),
    }
}

/// Ends what a crash left between two steps of [`swap`] or [`shift`].
pub(super) fn settle(site: &Site, slot: &Name, step: &Step) -> io::Result<()> {
    let was = was(slot)?;
    if site.state.look(&was)? != Image::Absent {
        return match site.state.look(slot)? {
            Image::Absent => site.state.replace(&was, &site.state, slot),
            // It is the second name of what is live still.
            _ => site.state.remove(&was),
        };
    }
    if !site.state.is_same(slot, &site.root, &step.path)? {
        return Ok(());
    }
    // What was there before is live, and what is new is in its slot.
    if step.pre == Image::Absent { site.root.remove(&step.path) } else { site.state.remove(slot) }
}
