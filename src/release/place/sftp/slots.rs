//! What lies in the state of the host.
//!
//! ```text
//! owner                     whose transaction is open: the controller's id, the transaction's number, the controller's name
//! slots-ID-TXN-EPOCH/NNNNNN      what is put in place of step NNNNNN
//! slots-ID-TXN-EPOCH/NNNNNN.old  what was there
//! ```
//!
//! Every request that changes a path of the target names a slot too. Whoever connects anew renames the folder first, so that a request of
//! the connection before, which a slow network or host still holds, finds nothing and does nothing.

use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;

use super::Room;
use super::host::Host;
use crate::links::ssh::sftp::{Mode, Order, is_lost};
use crate::model::release::{bytes, shown};
use crate::release::fault::{Fault, Result};

/// Who may be believed to have written `owner` writes no more.
const OWNER: u64 = 1000;

impl Host {
    /// Whether the state lies beside the root, on the same file system as far as the server tells. Changes nothing.
    pub(super) fn beside(&mut self) -> Result<()> {
        let wrong = |host: &Self| Fault::Place { root: PathBuf::from(shown(&host.root)), state: PathBuf::from(shown(&host.state)) };
        let missing = |host: &Self| host.failed(&host.root)(io::ErrorKind::NotFound.into());
        let root = self.real(&self.root.clone())?.ok_or_else(|| missing(self))?;
        let (above, rest) = self.nearest()?;
        let above = self.real(&above)?.ok_or_else(|| missing(self))?;
        let (state, slashed) = ([&above, rest.as_slice(), b"/"].concat(), [&root, b"/".as_slice()].concat());
        if state.starts_with(&slashed) || slashed.starts_with(&state) {
            return Err(wrong(self));
        }
        match (self.line.space(&root), self.line.space(&above)) {
            (Ok(one), Ok(other)) if one.id != other.id => Err(wrong(self)),
            (Err(error), _) | (_, Err(error)) if error.kind() != io::ErrorKind::Unsupported => Err(self.failed(&root)(error)),
            _ => Ok(()),
        }
    }

    /// The nearest folder of the state that is there, and the rest.
    fn nearest(&mut self) -> Result<(Vec<u8>, Vec<u8>)> {
        let mut length = self.state.len();
        loop {
            let above = if length == 0 { b"/".to_vec() } else { self.state[..length].to_vec() };
            if length == 0 || self.stat(&above)?.is_some() {
                return Ok((above, self.state[length..].to_vec()));
            }
            length = self.state[..length].iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        }
    }

    /// Makes the state's folder, for nobody else to read, if it is not there.
    pub(super) fn make_state(&mut self) -> Result<()> {
        let (mut path, rest) = self.nearest()?;
        for part in rest.split(|byte| *byte == b'/').filter(|part| !part.is_empty()) {
            path = [path.strip_suffix(b"/").unwrap_or(&path), b"/", part].concat();
            self.line.make_dir(&path, 0o700).map_err(self.failed(&path))?;
        }
        Ok(())
    }

    /// Room where the state is, or will be.
    pub(super) fn room(&mut self) -> Result<Room> {
        let (near, _) = self.nearest()?;
        let space = self.line.space(&near).map_err(self.failed(&near))?;
        Ok(Room { bytes: space.free, files: space.files })
    }

    fn in_state(&self, name: &str) -> Vec<u8> {
        [self.state.as_slice(), b"/", name.as_bytes()].concat()
    }

    /// Finds the folders of this controller.
    pub(super) fn find(&mut self, id: &str) -> Result<()> {
        let listed = match self.line.list(&self.state) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            other => other.map_err(self.failed(&self.state))?,
        };
        self.folders.clear();
        for (name, _) in listed {
            let rest = std::str::from_utf8(&name).ok().and_then(|name| name.strip_prefix("slots-")?.strip_prefix(id)?.strip_prefix('-'));
            if let Some((txn, _)) = rest.and_then(|rest| rest.split_once('-')) {
                let folder = [self.state.as_slice(), b"/", &name].concat();
                self.folders.insert(txn.to_owned(), folder);
            }
        }
        Ok(())
    }

    /// Makes the folder of a transaction.
    pub(super) fn make_slots(&mut self, id: &str, txn: &str) -> Result<()> {
        let folder = self.in_state(&format!("slots-{id}-{txn}-1"));
        self.line.make_dir(&folder, 0o700).map_err(self.failed(&folder))?;
        self.folders.insert(txn.to_owned(), folder);
        Ok(())
    }

    /// Shuts out requests of a connection before.
    pub(super) fn fence(&mut self, txn: &str) -> Result<()> {
        let Some(folder) = self.folders.get(txn).cloned() else { return Ok(()) };
        let text = shown(&folder);
        let Some((front, epoch)) = text.rsplit_once('-') else { return Ok(()) };
        let next = bytes(&format!("{front}-{}", epoch.parse::<u64>().unwrap_or(0).saturating_add(1)));
        self.line.replace(&folder, &next).map_err(self.failed(&folder))?;
        self.folders.insert(txn.to_owned(), next);
        Ok(())
    }

    /// Where what a step puts in place lies before, and where what was there lies after. A folder that is gone is nowhere.
    pub(super) fn slot(&self, txn: &str, step: usize) -> (Vec<u8>, Vec<u8>) {
        let folder = self.folders.get(txn).cloned().unwrap_or_else(|| self.in_state("none"));
        let new = [folder.as_slice(), format!("/{step:06}").as_bytes()].concat();
        let old = [new.as_slice(), b".old"].concat();
        (new, old)
    }

    /// Takes a transaction's folder away: renamed first, since what is half gone is nobody's way back. How many bytes of files went.
    pub(super) fn take_away(&mut self, id: &str, txn: &str) -> Result<Option<u64>> {
        let gone = self.in_state(&format!("gone-{id}-{txn}"));
        if let Some(folder) = self.folders.get(txn).cloned() {
            self.line.replace(&folder, &gone).map_err(self.failed(&folder))?;
            self.folders.remove(txn);
        }
        if self.stat(&gone)?.is_none() {
            return Ok(None);
        }
        self.wipe(gone).map(Some)
    }

    fn wipe(&mut self, folder: Vec<u8>) -> Result<u64> {
        let (mut size, mut open, mut made) = (0, vec![folder], Vec::new());
        while let Some(folder) = open.pop() {
            let mut files = Vec::new();
            for (name, stat) in self.line.list(&folder).map_err(self.failed(&folder))? {
                let path = [folder.as_slice(), b"/", &name].concat();
                if stat.is_dir() {
                    open.push(path);
                } else {
                    size += if stat.is_file() { stat.size } else { 0 };
                    files.push(Order::Remove(path));
                }
            }
            self.orders(&files)?;
            made.push(Order::RemoveDir(folder));
        }
        made.reverse();
        self.orders(&made)?;
        Ok(size)
    }

    /// Says that a transaction is open, where no other controller's is. That keeps two of them apart from when it begins until it ends;
    /// whose controller is gone for good is for a person to take away.
    pub(super) fn claim(&mut self, id: &str, txn: &str) -> Result<()> {
        // Written where it is cleared away, and then given its name, so that it is never seen half written.
        let (owner, own) = (self.in_state("owner"), [self.slot(txn, 0).0.as_slice(), b".owner"].concat());
        self.unclaimed(id)?;
        let here = rustix::system::uname().nodename().to_string_lossy().into_owned();
        if self.stat(&owner)?.is_some() {
            self.line.remove(&owner).map_err(self.failed(&owner))?;
        }
        let file = self.line.open(&own, Mode::New(0o600)).map_err(self.failed(&own))?;
        let mut writing = self.line.write(&file, 0);
        let written = writing.write_all(format!("{id} {txn} {here}\n").as_bytes()).and_then(|()| writing.finish());
        written.map_err(self.failed(&own))?;
        self.line.close(file).map_err(self.failed(&own))?;
        match self.line.rename(&own, &owner) {
            Err(error) if !is_lost(&error) => {
                // Another was faster.
                self.unclaimed(id)?;
                Err(self.failed(&owner)(error))
            }
            other => other.map_err(self.failed(&owner)),
        }
    }

    /// Refuses where another controller's transaction is open.
    pub(super) fn unclaimed(&mut self, id: &str) -> Result<()> {
        match self.owner()? {
            Some(text) if text.split(' ').next() != Some(id) => {
                let file = PathBuf::from(shown(&self.in_state("owner")));
                let told: String = text.split(' ').skip(1).collect::<Vec<_>>().join(" ");
                Err(Fault::Busy { holder: format!("{told} ({})", file.display()) })
            }
            _ => Ok(()),
        }
    }

    /// Says that it is open no more.
    pub(super) fn disclaim(&mut self, id: &str, txn: &str) -> Result<()> {
        let owner = self.in_state("owner");
        match self.owner()? {
            Some(text) if text.split(' ').take(2).eq([id, txn]) => self.line.remove(&owner).map_err(self.failed(&owner)),
            _ => Ok(()),
        }
    }

    fn owner(&mut self) -> Result<Option<String>> {
        let owner = self.in_state("owner");
        let file = match self.line.open(&owner, Mode::Read) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(self.failed(&owner))?,
        };
        let mut text = Vec::new();
        let read = self.line.read(&file, 0).take(OWNER).read_to_end(&mut text);
        read.map_err(self.failed(&owner))?;
        self.line.close(file).map_err(self.failed(&owner))?;
        Ok(Some(String::from_utf8_lossy(&text).chars().filter(|c| *c == ' ' || !c.is_control()).collect()))
    }
}
