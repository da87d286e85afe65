//! SFTP 3 as OpenSSH speaks it, on a [`Talk`]: what a release needs of a host where nothing can be run.
//!
//! libssh2 knows the protocol too, but of what a file needs to change hands safely our binding of it lacks the most: it sends `RENAME`
//! only and drops the flags that ask for an atomic one, and it has neither `hardlink`, `lsetstat` nor `statvfs` of a path.
//!
//! Paths are bytes, absolute or from the login's folder. What the server does not offer is [`io::ErrorKind::Unsupported`], and nothing is
//! put in its place. A request whose answer did not come may have been done.

mod many;
mod packet;
mod put;
mod stream;
mod tree;

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::talk::{Start, Talk, talk};
use super::{End, SshLogin};
use crate::model::{AskError, AskErrorKind, Host};
use packet::{Packet, Parts, kind};

pub use many::{Order, Said};
pub use packet::{Change, Stat};
pub use put::Put;
pub use stream::{Reading, Writing};
pub use tree::{Handle, Mode, Space};

/// No server sends a longer answer.
const MOST_ANSWER: u32 = 512 * 1024;

/// A session with an SFTP server.
pub struct Sftp {
    talk: Talk,
    next: u32,
    /// What the server offers beside the protocol, with its version.
    extensions: BTreeMap<String, String>,
}

/// Connects, logs in and starts the server's `sftp`. It is cut after `limit` and when `stop` is set.
pub fn open(host: &Host, login: &SshLogin, limit: Duration, stop: &Arc<AtomicBool>) -> Result<Sftp, AskError> {
    Sftp::over(talk(host, login, Start::Subsystem("sftp"), limit, stop)?)
}

impl Sftp {
    fn over(talk: Talk) -> Result<Self, AskError> {
        let mut sftp = Self { talk, next: 0, extensions: BTreeMap::new() };
        let begun = sftp.begin();
        begun.map(|()| sftp).map_err(|e| AskError::new(AskErrorKind::Server, format!("the server's sftp does not answer as such: {e}")))
    }

    /// A server at the other end of a pair of sockets.
    #[cfg(test)]
    pub(crate) fn at(near: std::os::unix::net::UnixStream) -> Result<Self, AskError> {
        Self::over(Talk::at(near))
    }

    fn begin(&mut self) -> io::Result<()> {
        let mut init = Packet::new(kind::INIT);
        init.number(3);
        self.talk.write_all(&init.finish())?;
        let answer = self.answer()?;
        let mut parts = Parts(&answer);
        if parts.byte()? != kind::VERSION || parts.number()? < 3 {
            return Err(bad("not SFTP 3"));
        }
        while !parts.0.is_empty() {
            let (name, version) = (parts.text()?, parts.text()?);
            self.extensions.insert(String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(version).into_owned());
        }
        Ok(())
    }

    /// Whether the server offers it: `posix-rename@openssh.com`.
    #[must_use]
    pub fn offers(&self, extension: &str) -> bool {
        self.extensions.contains_key(extension)
    }

    /// Ends the session; what it said of itself.
    pub fn finish(self) -> Result<End, AskError> {
        self.talk.finish()
    }

    /// Sends a request; its number is put in.
    fn send(&mut self, kind: u8, fill: impl FnOnce(&mut Packet)) -> io::Result<u32> {
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        let mut packet = Packet::new(kind);
        packet.number(id);
        fill(&mut packet);
        self.talk.write_all(&packet.finish())?;
        Ok(id)
    }

    /// The next answer, without its length.
    fn answer(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.talk.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length == 0 || length > MOST_ANSWER {
            return Err(bad("an answer of a length that no server gives"));
        }
        let mut answer = vec![0; length as usize];
        self.talk.read_exact(&mut answer)?;
        Ok(answer)
    }

    /// The answer to `id`, of the kind that was asked for; a status that is an error is that error.
    fn expect(&mut self, id: u32, wanted: u8) -> io::Result<Vec<u8>> {
        let answer = self.answer()?;
        let mut parts = Parts(&answer);
        let (came, of) = (parts.byte()?, parts.number()?);
        if of != id {
            return Err(bad("an answer to another request"));
        }
        if came == kind::STATUS {
            let code = parts.number()?;
            let text = parts.text().unwrap_or_default();
            return if code == 0 && wanted == kind::STATUS { Ok(Vec::new()) } else { Err(status(code, text)) };
        }
        if came != wanted {
            return Err(bad("an answer of another kind"));
        }
        Ok(parts.0.to_vec())
    }

    /// One request, one answer.
    fn ask(&mut self, kind: u8, wanted: u8, fill: impl FnOnce(&mut Packet)) -> io::Result<Vec<u8>> {
        let id = self.send(kind, fill)?;
        self.expect(id, wanted)
    }

    /// One that is done or fails.
    fn order(&mut self, kind: u8, fill: impl FnOnce(&mut Packet)) -> io::Result<()> {
        self.ask(kind, kind::STATUS, fill).map(drop)
    }

    fn needs(&self, extension: &str) -> io::Result<()> {
        if self.offers(extension) {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::Unsupported, format!("the server does not offer {extension}")))
    }

    /// One of OpenSSH's own, if it is offered.
    fn extended(&mut self, name: &str, wanted: u8, fill: impl FnOnce(&mut Packet)) -> io::Result<Vec<u8>> {
        self.needs(name)?;
        self.ask(kind::EXTENDED, wanted, |packet| {
            packet.text(name.as_bytes());
            fill(packet);
        })
    }
}

/// What the server says. It has one word, `Failure`, for whatever else there is: a name that is taken, a folder that is not empty.
fn status(code: u32, text: &[u8]) -> io::Error {
    let kind = match code {
        1 => io::ErrorKind::UnexpectedEof,
        2 => io::ErrorKind::NotFound,
        3 => io::ErrorKind::PermissionDenied,
        8 => io::ErrorKind::Unsupported,
        _ => io::ErrorKind::Other,
    };
    let text: String = String::from_utf8_lossy(text).chars().filter(|c| !c.is_control()).take(200).collect();
    io::Error::new(kind, if text.is_empty() { format!("SFTP status {code}") } else { text })
}

/// Whether the server says that nothing more is there; that the connection ended has the same kind, but no text of a server.
fn is_end(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::UnexpectedEof && error.get_ref().is_some()
}

/// Whether the session is of no more use: everything that is not the server's word on a request.
#[must_use]
pub fn is_lost(error: &io::Error) -> bool {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported | io::ErrorKind::Other => false,
        io::ErrorKind::UnexpectedEof => !is_end(error),
        _ => true,
    }
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("SFTP: {what}"))
}
