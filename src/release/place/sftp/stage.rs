//! All that is put into place, complete, in slots of the host, before anything is touched.

use std::io::{self, Read, Write as _};
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use super::host::{HANDFUL, Host};
use crate::links::ssh::sftp::{Change, Handle, Mode, Order, Sftp, Stat};
use crate::model::release::{Action, Image, Mtime, Plan, Step, bytes};
use crate::release::fault::{Fault, Result, io};
use crate::release::tree::{Payload, fits};

const BLOCK: usize = 256 << 10;

/// Where the files come from.
pub(super) enum Source<'a> {
    Package(&'a dyn Payload),
    /// Slots of another transaction, by the steps of this one.
    Undo(&'a str, &'a [usize]),
}

/// A file that is in a slot, and is to be given what it has besides its bytes.
struct Made<'p> {
    path: Vec<u8>,
    step: &'p Step,
    file: Handle,
}

impl Host {
    /// Puts what each step needs into its slot and reads it again. What the paths will be, in the order of the steps.
    pub(super) fn stage(&mut self, txn: &str, plan: &Plan, source: &Source<'_>) -> Result<Vec<Image>> {
        match source {
            Source::Package(payload) => self.files(txn, plan, *payload)?,
            Source::Undo(other, slots) => self.kept(txn, plan, other, slots)?,
        }
        for (at, step) in plan.steps.iter().enumerate() {
            let (slot, _) = self.slot(txn, at);
            match &step.action {
                Action::MakeDir { mode, uid, gid } => {
                    self.line.make_dir(&slot, 0o700).map_err(self.failed(&slot))?;
                    let stat = self.stat(&slot)?;
                    // The owner first: to change it takes bits of the mode away.
                    let owner = stat.and_then(|stat| owner(&stat, *uid, *gid));
                    for change in [Change { owner, ..Change::default() }, Change { mode: Some(*mode), ..Change::default() }] {
                        if change != Change::default() {
                            self.line.change_at(&slot, &change).map_err(self.failed(&slot))?;
                        }
                    }
                }
                Action::PutLink { to, uid, gid, mtime } if !matches!(source, Source::Undo(..)) => {
                    self.line.make_link(&slot, &bytes(to)).map_err(self.failed(&slot))?;
                    let stat = self.stat(&slot)?;
                    let change = Change { owner: stat.and_then(|stat| owner(&stat, *uid, *gid)), mode: None, mtime: seconds(*mtime) };
                    if change != Change::default() {
                        self.line.change_link(&slot, &change).map_err(self.failed(&slot))?;
                    }
                }
                _ => {}
            }
        }
        let slots: Vec<Vec<u8>> = (0..plan.steps.len()).map(|at| self.slot(txn, at).0).collect();
        let images = self.images(&slots)?;
        match plan.steps.iter().zip(&images).find(|(step, image)| !fits(step, image)) {
            Some((step, _)) => Err(Fault::Payload(step.path.clone())),
            None => Ok(images),
        }
    }

    /// Second names of what the other transaction keeps: the very files, with all they had.
    fn kept(&mut self, txn: &str, plan: &Plan, other: &str, slots: &[usize]) -> Result<()> {
        let orders = plan.steps.iter().enumerate().zip(slots).filter_map(|((at, step), slot)| match step.action {
            Action::Put { .. } | Action::PutLink { .. } => Some(Order::Link(self.slot(other, *slot).1, self.slot(txn, at).0)),
            _ => None,
        });
        let orders: Vec<Order> = orders.collect();
        self.orders(&orders)
    }

    /// Files of the package, small ones many at a time.
    fn files(&mut self, txn: &str, plan: &Plan, payload: &dyn Payload) -> Result<()> {
        let (mut some, mut contents) = (Vec::new(), Vec::new());
        for (at, step) in plan.steps.iter().enumerate() {
            let Action::Put { sha256, size, .. } = &step.action else { continue };
            let path = self.slot(txn, at).0;
            let mut content = payload.open(at, &step.path).map_err(io(step.path.as_path()))?;
            if *size > Sftp::SMALL {
                let made = self.large(path, step, &mut *content.bytes)?;
                self.give(vec![made])?;
                continue;
            }
            let mut bytes = Vec::new();
            content.bytes.take(Sftp::SMALL + 1).read_to_end(&mut bytes).map_err(io(step.path.as_path()))?;
            if bytes.len() as u64 != *size || crate::model::sha256(&bytes) != *sha256 {
                return Err(Fault::Payload(step.path.clone()));
            }
            some.push((path, step));
            contents.push(bytes);
            if some.len() == HANDFUL {
                self.small(std::mem::take(&mut some), &std::mem::take(&mut contents))?;
            }
        }
        self.small(some, &contents)
    }

    fn small(&mut self, some: Vec<(Vec<u8>, &Step)>, contents: &[Vec<u8>]) -> Result<()> {
        let paths: Vec<Vec<u8>> = some.iter().map(|(path, _)| path.clone()).collect();
        let opened = self.line.open_all(&paths, Mode::New(0o600)).map_err(self.failed(&self.state))?;
        let files = self.all(paths.iter().map(Vec::as_slice), opened)?;
        let written = self.line.write_all(&files, contents).map_err(self.failed(&self.state))?;
        self.all(paths.iter().map(Vec::as_slice), written)?;
        self.give(some.into_iter().zip(files).map(|((path, step), file)| Made { path, step, file }).collect())
    }

    fn large<'p>(&mut self, path: Vec<u8>, step: &'p Step, content: &mut dyn Read) -> Result<Made<'p>> {
        let Action::Put { sha256, size, .. } = &step.action else { return Err(Fault::Payload(step.path.clone())) };
        let failed = self.failed(&path);
        let file = match self.line.open(&path, Mode::New(0o600)) {
            Ok(file) => file,
            Err(error) => return Err(failed(error)),
        };
        let (mut hasher, mut sent, mut room) = (Sha256::new(), 0, vec![0; BLOCK]);
        let mut writing = self.line.write(&file, 0);
        loop {
            let n = match content.read(&mut room) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(io(step.path.as_path())(error)),
            };
            sent += n as u64;
            if sent > *size {
                return Err(Fault::Payload(step.path.clone()));
            }
            hasher.update(&room[..n]);
            if let Err(error) = writing.write_all(&room[..n]) {
                return Err(failed(error));
            }
        }
        writing.finish().map_err(failed)?;
        if sent != *size || crate::model::hex(&hasher.finalize()) != *sha256 {
            return Err(Fault::Payload(step.path.clone()));
        }
        Ok(Made { path, step, file })
    }

    /// Waits until files are on the disk, where the server can, and gives them owner, permissions and time.
    fn give(&mut self, made: Vec<Made<'_>>) -> Result<()> {
        let (paths, steps): (Vec<Vec<u8>>, Vec<&Step>) = made.iter().map(|one| (one.path.clone(), one.step)).unzip();
        let files: Vec<Handle> = made.into_iter().map(|one| one.file).collect();
        let names = || paths.iter().map(Vec::as_slice);
        let folder = self.state.clone();
        let stats = self.line.stat_all(&files).map_err(self.failed(&folder))?;
        let stats = self.all(names(), stats)?;
        // The owner first: to change it takes bits of the mode away.
        let (mut owners, mut rest, mut owned) = (Vec::new(), Vec::new(), Vec::new());
        for (((file, step), stat), path) in files.iter().zip(steps).zip(&stats).zip(&paths) {
            let Action::Put { mode, uid, gid, mtime, .. } = &step.action else { continue };
            if let Some(owner) = owner(stat, *uid, *gid) {
                owners.push((file, Change { owner: Some(owner), ..Change::default() }));
                owned.push(path.as_slice());
            }
            rest.push((file, Change { mode: Some(*mode), mtime: seconds(*mtime), owner: None }));
        }
        let given = self.line.change_all(&owners).map_err(self.failed(&folder))?;
        self.all(owned.into_iter(), given)?;
        let given = self.line.change_all(&rest).map_err(self.failed(&folder))?;
        self.all(names(), given)?;
        if self.line.offers("fsync@openssh.com") {
            let synced = self.line.sync_all(&files).map_err(self.failed(&folder))?;
            self.all(names(), synced)?;
        }
        let closed = self.line.close_all(&files).map_err(self.failed(&folder))?;
        self.all(names(), closed).map(drop)
    }

    /// Whether files of the target can have second names in the state: the same file system, and nothing that forbids it.
    pub(super) fn try_link(&mut self, txn: &str, plan: &Plan) -> Result<()> {
        let Some(step) = plan.steps.iter().find(|step| matches!(step.pre, Image::File { .. })) else {
            return Ok(());
        };
        let (live, probe) = (self.at(&step.path), self.slot(txn, plan.steps.len()).0);
        let tried = self.line.hard_link(&live, &probe).map_err(self.failed(&live));
        match tried {
            Err(Fault::Io { path, cause }) => {
                let text = format!(
                    "a second name of it cannot be made in {}: {cause}",
                    PathBuf::from(crate::model::release::shown(&self.state)).display()
                );
                Err(Fault::Io { path, cause: crate::release::fault::Cause { os: cause.os, text } })
            }
            tried => tried.and_then(|()| self.line.remove(&probe).map_err(self.failed(&probe))),
        }
    }
}

/// The owner that is to be given; `None`: it has it.
fn owner(stat: &Stat, uid: Option<u32>, gid: Option<u32>) -> Option<(u32, u32)> {
    let wanted = (uid.unwrap_or(stat.uid), gid.unwrap_or(stat.gid));
    (wanted != (stat.uid, stat.gid)).then_some(wanted)
}

/// What the protocol can say of a time.
pub(super) fn seconds(mtime: Option<Mtime>) -> Option<u32> {
    mtime.and_then(|mtime| u32::try_from(mtime.s).ok())
}
