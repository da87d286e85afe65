//! Turns what SQLite, JSON and the file system say into one error with what to do now.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::{Error, Kind};
use crate::text::Msg;

/// Anything that can go wrong inside the store, before it is put into words.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Io(std::io::Error),
    /// What was read is not what was written.
    Data(String),
    /// Already in words.
    Said(Box<Error>),
}

/// What the inside of the store gives back.
pub(super) type Tried<T> = Result<T, Fault>;

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Data(error.to_string())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Said(Box::new(error))
    }
}

impl Fault {
    /// The error for the user while the store at `path` was in use.
    pub(super) fn failed(self, path: &Path) -> Error {
        self.with(path, Msg::StoreFailed { what: path.display().to_string() })
    }

    /// The error for the user while the store at `path` was being opened.
    pub(super) fn opening(self, path: &Path) -> Error {
        self.with(path, Msg::StoreOpen { path: path.display().to_string() })
    }

    fn with(self, path: &Path, msg: Msg) -> Error {
        let corrupt = || Msg::HintStoreCorrupt { path: path.display().to_string() };
        let error = Error::new(Kind::Store, msg);
        match self {
            Self::Said(error) => *error,
            Self::Io(cause) => error.because(cause).hint(Msg::HintDisk {}),
            Self::Data(cause) => error.because(cause).hint(corrupt()),
            Self::Sql(cause) => {
                let hint = match cause.sqlite_error_code() {
                    Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
                        Some(Msg::HintDisk {})
                    }
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Some(Msg::HintStoreBusy {}),
                    Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Some(corrupt()),
                    _ => None,
                };
                let error = error.because(cause);
                hint.into_iter().fold(error, Error::hint)
            }
        }
    }
}
