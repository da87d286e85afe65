//! What a run and its agent on another host say to each other, over one stream: questions and answers in turn, each a frame of
//! `LENGTH {json}` with the length as four bytes, little-endian. The bytes of files follow a question as frames of their own.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Program;
use crate::model::release::{Entry, Plan, Probe};
use crate::release::Actor;
use crate::release::fault::Fault;

/// A plan of 200,000 paths has a hundredth of it.
const MOST: usize = 1 << 30;
/// Bytes of a file that are sent at once.
pub(super) const BLOCK: usize = 256 << 10;

/// A question. All but the first need [`Ask::Open`] before.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub(super) enum Ask {
    /// The place, and the version of opsctl that asks.
    Open {
        version: String,
        name: String,
        root: PathBuf,
        state: PathBuf,
    },
    Hold {
        who: String,
    },
    Recover {
        actor: Actor,
    },
    Plan {
        entries: Vec<Entry>,
        release: String,
        digest: String,
    },
    PlanUndo {
        txn: String,
    },
    Room,
    /// Followed, where `undoes` is none, by the files of its steps in their order.
    Begin {
        plan: Box<Plan>,
        undoes: Option<String>,
        actor: Actor,
    },
    Switch {
        actor: Actor,
    },
    Ready {
        actor: Actor,
    },
    Decide {
        txn: String,
        stays: bool,
        why: String,
        actor: Actor,
    },
    Resolve {
        reason: String,
        actor: Actor,
    },
    Differs {
        txn: String,
    },
    Prune {
        keep: usize,
    },
    Status,
    Program {
        program: Program,
    },
    Mark {
        probes: Vec<Probe>,
    },
    Look {
        nth: usize,
        probe: Probe,
        seconds: u32,
    },
}

/// What precedes the bytes of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Head {
    /// Why there are none.
    pub fault: Option<String>,
    pub xattrs: Vec<(Vec<u8>, Vec<u8>)>,
}

pub(super) type Answer<T> = Result<T, Fault>;

pub(super) fn send(to: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    send_bytes(to, &serde_json::to_vec(value)?)
}

pub(super) fn send_bytes(to: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

/// `None`: the other side ended before it said anything.
pub(super) fn receive<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<T>> {
    let Some(bytes) = receive_bytes(from)? else { return Ok(None) };
    Ok(Some(serde_json::from_slice(&bytes)?))
}

pub(super) fn receive_bytes(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    let mut have = 0;
    while have < length.len() {
        match from.read(&mut length[have..]) {
            Ok(0) if have == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => have += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
    if length > MOST {
        // Most likely not an agent at all: a login shell that prints something.
        return Err(io::Error::new(io::ErrorKind::InvalidData, "not an answer of opsctl"));
    }
    let mut bytes = Vec::new();
    let got = from.take(length as u64).read_to_end(&mut bytes)?;
    if got == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// A frame of the files that follow [`Ask::Begin`]: what it is in its first byte.
pub(super) enum Piece {
    File(Head),
    Block(Vec<u8>),
    /// The file is over.
    Over,
    /// All files are.
    End,
}

impl Piece {
    pub(super) fn send(&self, to: &mut dyn Write) -> io::Result<()> {
        let (tag, head);
        let bytes: &[u8] = match self {
            Self::File(file) => {
                (tag, head) = (b'f', serde_json::to_vec(file)?);
                &head
            }
            Self::Block(block) => {
                tag = b'b';
                block
            }
            Self::Over => {
                tag = b'o';
                &[]
            }
            Self::End => {
                tag = b'e';
                &[]
            }
        };
        let length = u32::try_from(bytes.len() + 1).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
        to.write_all(&length.to_le_bytes())?;
        to.write_all(&[tag])?;
        to.write_all(bytes)
    }

    pub(super) fn receive(from: &mut dyn Read) -> io::Result<Self> {
        let mut bytes = receive_bytes(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let tag = if bytes.is_empty() { None } else { Some(bytes.remove(0)) };
        match tag {
            Some(b'f') => Ok(Self::File(serde_json::from_slice(&bytes)?)),
            Some(b'b') => Ok(Self::Block(bytes)),
            Some(b'o') => Ok(Self::Over),
            Some(b'e') => Ok(Self::End),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}
