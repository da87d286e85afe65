//! The same request of many at a time: over a long way that takes as long as one.
//!
//! The outer error is of the session, the inner ones are what the server says of each. Requests are done in their order.

use std::collections::VecDeque;
use std::io;

use super::packet::{Change, Packet, Parts, Stat, kind};
use super::stream::{AHEAD, PART};
use super::tree::{Handle, Mode, two};
use super::{Sftp, bad, is_end, is_lost};

/// What the server said of each.
pub type Said<T> = Vec<io::Result<T>>;

/// What changes names, by one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// See [`Sftp::hard_link`].
    Link(Vec<u8>, Vec<u8>),
    /// See [`Sftp::replace`].
    Replace(Vec<u8>, Vec<u8>),
    /// See [`Sftp::rename`].
    Rename(Vec<u8>, Vec<u8>),
    Remove(Vec<u8>),
    RemoveDir(Vec<u8>),
}

impl Sftp {
    /// Bytes that [`Sftp::read_all`] reads of a file, and [`Sftp::write_all`] writes.
    pub const SMALL: u64 = PART as u64;

    fn many<T>(
        &mut self,
        count: usize,
        wanted: u8,
        kind: impl Fn(usize) -> u8,
        fill: impl Fn(usize, &mut Packet),
        parse: impl Fn(&[u8]) -> io::Result<T>,
    ) -> io::Result<Said<T>> {
        let (mut sent, mut said, mut next) = (VecDeque::with_capacity(AHEAD), Vec::with_capacity(count), 0);
        loop {
            while next < count && sent.len() < AHEAD {
                sent.push_back(self.send(kind(next), |packet| fill(next, packet))?);
                next += 1;
            }
            let Some(id) = sent.pop_front() else { return Ok(said) };
            match self.expect(id, wanted).and_then(|answer| parse(&answer)) {
                Err(error) if is_lost(&error) => return Err(error),
                one => said.push(one),
            }
        }
    }

    fn orders_of(&mut self, count: usize, kind: u8, fill: impl Fn(usize, &mut Packet)) -> io::Result<Said<()>> {
        self.many(count, kind::STATUS, |_| kind, fill, |_| Ok(()))
    }

    /// As [`Sftp::lstat`].
    pub fn lstat_all(&mut self, paths: &[Vec<u8>]) -> io::Result<Said<Stat>> {
        self.many(paths.len(), kind::ATTRS, |_| kind::LSTAT, |at, packet| packet.text(&paths[at]), |answer| Parts(answer).stat())
    }

    /// As [`Sftp::open`].
    pub fn open_all(&mut self, paths: &[Vec<u8>], mode: Mode) -> io::Result<Said<Handle>> {
        let fill = |at: usize, packet: &mut Packet| mode.ask(&paths[at], packet);
        self.many(paths.len(), kind::HANDLE, |_| kind::OPEN, fill, |answer| Ok(Handle(Parts(answer).text()?.to_vec())))
    }

    /// The first [`Sftp::SMALL`] bytes of each.
    pub fn read_all(&mut self, files: &[Handle]) -> io::Result<Said<Vec<u8>>> {
        let fill = |at: usize, packet: &mut Packet| {
            packet.text(&files[at].0);
            packet.long(0);
            packet.number(PART);
        };
        let parse = |answer: &[u8]| match Parts(answer).text()? {
            bytes if bytes.len() > PART as usize => Err(bad("bytes that were not asked for")),
            bytes => Ok(bytes.to_vec()),
        };
        let said = self.many(files.len(), kind::DATA, |_| kind::READ, fill, parse)?;
        // An empty file is at its end at once.
        Ok(said.into_iter().map(|one| one.or_else(|error| if is_end(&error) { Ok(Vec::new()) } else { Err(error) })).collect())
    }

    /// These as the first bytes of each: no more than [`Sftp::SMALL`].
    pub fn write_all(&mut self, files: &[Handle], bytes: &[Vec<u8>]) -> io::Result<Said<()>> {
        self.orders_of(files.len(), kind::WRITE, |at, packet| {
            packet.text(&files[at].0);
            packet.long(0);
            packet.text(&bytes[at]);
        })
    }

    /// As [`Sftp::stat`].
    pub fn stat_all(&mut self, files: &[Handle]) -> io::Result<Said<Stat>> {
        self.many(files.len(), kind::ATTRS, |_| kind::FSTAT, |at, packet| packet.text(&files[at].0), |answer| Parts(answer).stat())
    }

    /// As [`Sftp::sync`].
    pub fn sync_all(&mut self, files: &[Handle]) -> io::Result<Said<()>> {
        self.needs(FSYNC)?;
        self.orders_of(files.len(), kind::EXTENDED, |at, packet| {
            packet.text(FSYNC.as_bytes());
            packet.text(&files[at].0);
        })
    }

    /// As [`Sftp::change`].
    pub fn change_all(&mut self, files: &[(&Handle, Change)]) -> io::Result<Said<()>> {
        self.orders_of(files.len(), kind::FSETSTAT, |at, packet| {
            packet.text(&files[at].0.0);
            packet.change(&files[at].1);
        })
    }

    /// They are of no more use.
    pub fn close_all(&mut self, files: &[Handle]) -> io::Result<Said<()>> {
        self.orders_of(files.len(), kind::CLOSE, |at, packet| packet.text(&files[at].0))
    }

    /// As [`Sftp::read_link`].
    pub fn read_link_all(&mut self, paths: &[Vec<u8>]) -> io::Result<Said<Vec<u8>>> {
        let parse = |answer: &[u8]| {
            let mut parts = Parts(answer);
            if parts.number()? == 1 { Ok(parts.text()?.to_vec()) } else { Err(bad("a link that leads to several places")) }
        };
        self.many(paths.len(), kind::NAME, |_| kind::READLINK, |at, packet| packet.text(&paths[at]), parse)
    }

    /// One after the other; those that come after one that failed are done all the same.
    pub fn do_all(&mut self, orders: &[Order]) -> io::Result<Said<()>> {
        for order in orders {
            match order {
                Order::Link(..) => self.needs(LINK)?,
                Order::Replace(..) => self.needs(REPLACE)?,
                _ => {}
            }
        }
        let kind = |at: usize| match &orders[at] {
            Order::Link(..) | Order::Replace(..) => kind::EXTENDED,
            Order::Rename(..) => kind::RENAME,
            Order::Remove(..) => kind::REMOVE,
            Order::RemoveDir(..) => kind::RMDIR,
        };
        let fill = |at: usize, packet: &mut Packet| match &orders[at] {
            Order::Link(one, other) => {
                packet.text(LINK.as_bytes());
                two(packet, one, other);
            }
            Order::Replace(one, other) => {
                packet.text(REPLACE.as_bytes());
                two(packet, one, other);
            }
            Order::Rename(one, other) => two(packet, one, other),
            Order::Remove(path) | Order::RemoveDir(path) => packet.text(path),
        };
        self.many(orders.len(), kind::STATUS, kind, fill, |_| Ok(()))
    }
}

pub(super) const FSYNC: &str = "fsync@openssh.com";
pub(super) const LINK: &str = "hardlink@openssh.com";
pub(super) const REPLACE: &str = "posix-rename@openssh.com";
