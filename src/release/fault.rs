//! Why a release does not go on; the caller has the words.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::Words;
use crate::model::release::{Image, Name};

/// It travels as data from where it came about to the run.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// A file of the state or the target could not be read or written.
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: Cause },
    /// Another run holds the target; what it wrote of itself.
    #[error("busy: {holder}")]
    Busy { holder: String },
    /// The state lies on another file system than the target, or inside it.
    #[error("{state}: not beside {root}")]
    Place { root: PathBuf, state: PathBuf },
    /// Paths that are not as the plan has them. Nothing was changed.
    #[error("{} paths are not as planned", .0.len())]
    Drift(Vec<Drift>),
    /// A file of the package is not what its manifest says.
    #[error("{0}: not what the manifest says")]
    Payload(Name),
    /// The file system cannot exchange two paths.
    #[error("{0}: paths cannot be exchanged there")]
    Exchange(PathBuf),
    /// An earlier run left paths that are neither old nor new: a person has to look.
    #[error("{txn}: left to a person")]
    Manual { txn: String },
    /// What comes of it is decided by the run that it belongs to.
    #[error("{txn}: waits for its run")]
    Waiting { txn: String },
    /// What it replaced is no longer kept.
    #[error("{txn}: what it replaced is no longer kept")]
    Pruned { txn: String },
    /// A record that no crash leaves: somebody changed it. File, and the byte where it begins.
    #[error("{path}: damaged at byte {at}")]
    Damaged { path: PathBuf, at: usize },
    /// There is no release that could be taken back.
    #[error("nothing to take back")]
    Nothing,
    /// A place on another host no longer answers. What it did is in its records.
    #[error("{place}: lost, {}", why.en)]
    Lost { place: String, why: Words },
    /// A step failed, and says which it was.
    #[error("{}", .0.en)]
    Step(Words),
    /// The way to a place cannot do it.
    #[error("{place}: {}", what.en)]
    Lacks { place: String, what: Words },
    /// The plan is of another target, package or state.
    #[error("the plan is of another {0}")]
    OtherPlan(String),
}

/// An error of the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// `errno`.
    pub os: Option<i32>,
    pub text: String,
}

impl Cause {
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        self.os.map_or(io::ErrorKind::Other, |os| io::Error::from_raw_os_error(os).kind())
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<io::Error> for Cause {
    fn from(error: io::Error) -> Self {
        Self { os: error.raw_os_error(), text: error.to_string() }
    }
}

impl From<serde_json::Error> for Cause {
    fn from(error: serde_json::Error) -> Self {
        Self { os: None, text: error.to_string() }
    }
}

/// A path that is not as it was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    pub path: Name,
    /// `None`: what the package expects, or what it could replace.
    pub expected: Option<Image>,
    pub found: Image,
}

pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Fault + '_ {
    |cause| Fault::Io { path: path.to_owned(), cause: cause.into() }
}

pub(super) type Result<T> = std::result::Result<T, Fault>;
