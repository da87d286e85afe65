//! Why a package is not written.

use std::io;

use super::options::NamesAs;
use crate::bundle::fault::Why;

/// What stopped the writing. Whatever it was, the package is not finished and must be thrown away.
#[derive(Debug)]
pub enum Unwritten {
    /// The package could not be written, or the lent file.
    Io(io::Error),
    /// The one who lists the entries failed.
    List(io::Error),
    /// The content of an entry could not be read.
    Content { name: String, error: io::Error },
    /// A reader would refuse the name.
    Name { name: String, why: Why },
    /// The name has characters that the asked encoding lacks.
    NotIn { name: String, names: NamesAs },
    /// An entry failed before, so the package would lack it.
    Unfinished,
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
