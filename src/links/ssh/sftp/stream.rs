//! Bytes of files: many requests are on their way at a time, so that a long way does not make it slow.

use std::collections::VecDeque;
use std::io::{self, Read, Write};

use super::packet::{Parts, kind};
use super::tree::Handle;
use super::{Sftp, bad, is_end};

/// What every server takes.
pub(super) const PART: u32 = 32 * 1024;
/// Requests on their way: 2 MiB, the window of OpenSSH.
pub(super) const AHEAD: usize = 64;

impl Sftp {
    /// Reads an open file from a byte on.
    pub fn read<'a>(&'a mut self, file: &'a Handle, from: u64) -> Reading<'a> {
        Reading { sftp: self, file, next: from, at: from, ahead: 1, sent: VecDeque::new(), part: Vec::new(), used: 0, ended: false }
    }

    /// Writes an open file from a byte on. It is all there when [`Writing::finish`] says so.
    pub fn write<'a>(&'a mut self, file: &'a Handle, from: u64) -> Writing<'a> {
        Writing { sftp: self, file, at: from, sent: VecDeque::new() }
    }

    /// Takes answers that nobody waits for any more, so that the session can be asked on.
    fn settle(&mut self, sent: impl Iterator<Item = u32>, wanted: u8) {
        for id in sent {
            let _ = self.expect(id, wanted);
        }
    }
}

/// A file that is read. It ends where the server says so, whatever size it told before.
pub struct Reading<'a> {
    sftp: &'a mut Sftp,
    file: &'a Handle,
    /// The next byte that is asked for, and the next that comes.
    next: u64,
    at: u64,
    /// How many requests may be on their way: of a small file only one is in vain.
    ahead: usize,
    /// Their numbers, and the bytes that they begin at.
    sent: VecDeque<(u32, u64)>,
    /// What came last, and how much of it was read.
    part: Vec<u8>,
    used: usize,
    ended: bool,
}

impl Reading<'_> {
    fn ask(&mut self) -> io::Result<()> {
        while self.sent.len() < self.ahead {
            let (file, from) = (self.file, self.next);
            let id = self.sftp.send(kind::READ, |packet| {
                packet.text(&file.0);
                packet.long(from);
                packet.number(PART);
            })?;
            self.sent.push_back((id, from));
            self.next += u64::from(PART);
        }
        Ok(())
    }

    fn take(&mut self) -> io::Result<()> {
        let Some((id, from)) = self.sent.pop_front() else { return Ok(()) };
        let answer = self.sftp.expect(id, kind::DATA);
        // After a short answer it goes on where that ended, and what had been asked for beyond is not used.
        if from != self.at {
            return answer.map(drop).or_else(|e| if is_end(&e) { Ok(()) } else { Err(e) });
        }
        let answer = match answer {
            Err(e) if is_end(&e) => {
                self.ended = true;
                return Ok(());
            }
            answer => answer?,
        };
        let bytes = Parts(&answer).text()?;
        if bytes.is_empty() || bytes.len() > PART as usize {
            return Err(bad("bytes that were not asked for"));
        }
        (self.part, self.used) = (bytes.to_vec(), 0);
        self.at += bytes.len() as u64;
        if bytes.len() < PART as usize {
            (self.next, self.ahead) = (self.at, 1);
        } else {
            self.ahead = (self.ahead * 2).min(AHEAD);
        }
        Ok(())
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.used == self.part.len() && !self.ended && !into.is_empty() {
            self.ask()?;
            self.take()?;
        }
        let rest = self.part.get(self.used..).unwrap_or_default();
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.used += length;
        Ok(length)
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.sftp.settle(std::mem::take(&mut self.sent).into_iter().map(|(id, _)| id), kind::DATA);
    }
}

/// A file that is written.
pub struct Writing<'a> {
    sftp: &'a mut Sftp,
    file: &'a Handle,
    at: u64,
    sent: VecDeque<u32>,
}

impl Writing<'_> {
    fn take(&mut self, most: usize) -> io::Result<()> {
        while self.sent.len() > most
            && let Some(id) = self.sent.pop_front()
        {
            self.sftp.expect(id, kind::STATUS)?;
        }
        Ok(())
    }

    /// The server has taken all of it.
    pub fn finish(mut self) -> io::Result<()> {
        self.take(0)
    }
}

impl Write for Writing<'_> {
    /// An error may be that of bytes before.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let part = &bytes[..bytes.len().min(PART as usize)];
        if part.is_empty() {
            return Ok(0);
        }
        self.take(AHEAD - 1)?;
        let (file, at) = (self.file, self.at);
        let id = self.sftp.send(kind::WRITE, |packet| {
            packet.text(&file.0);
            packet.long(at);
            packet.text(part);
        })?;
        self.sent.push_back(id);
        self.at += part.len() as u64;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.take(0)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.sftp.settle(std::mem::take(&mut self.sent).into_iter(), kind::STATUS);
    }
}
