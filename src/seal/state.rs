//! What became of a file since it was sealed.

use std::io::ErrorKind;

use super::{Digests, Name};

/// A file, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub name: Name,
    pub state: State,
}

/// What was found. Only [`State::Same`] is proof; all that was not looked at says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The digests are those of the manifest.
    Same,
    Changed {
        expected: Box<Digests>,
        found: Box<Digests>,
    },
    Missing,
    /// In the folder, not in the manifest.
    Extra,
    /// The file, or the folder it is in.
    Unreadable(ErrorKind),
    /// Told without reading.
    SizeDiffers {
        expected: u64,
        found: u64,
    },
    /// It was written to while it was read (size, time or the file itself differ before and after): nothing is known of it.
    Moving,
    /// A link, folder or device, in place of a file or beside them; never followed, never opened.
    NotAFile(What),
    /// It is there with its size; its digest is another night's turn.
    NotThisTime,
    /// Stopped before.
    NotReached,
}

/// What is no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Link,
    Dir,
    /// A pipe, socket or device.
    Special,
}
