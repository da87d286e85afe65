//! The mistakes of an outline, collected so that all are told at once, in the order of the lines.

use std::cell::RefCell;

use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// Where mistakes go while an outline is read.
pub(super) struct Faults<'a> {
    /// What the outline is called in messages: its path.
    name: &'a str,
    found: RefCell<Vec<(usize, Error)>>,
}

impl<'a> Faults<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name, found: RefCell::default() }
    }

    /// Notes what is wrong in a line (from 1) and what to do about it.
    pub(super) fn add(&self, line: usize, what: impl FnOnce(String) -> Msg, now: Msg) {
        self.push(line, |place| Error::new(Kind::Input, what(place)).hint(now));
    }

    /// As `add`, for an error that is put together by the caller.
    pub(super) fn push(&self, line: usize, error: impl FnOnce(String) -> Error) {
        let error = error(format!("{}:{line}", self.name));
        self.found.borrow_mut().push((line, error));
    }

    /// What was read, when nothing was wrong.
    pub(super) fn check<T>(self, read: T) -> Result<T> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|(line, _)| *line);
        match Error::all(found.into_iter().map(|(_, error)| error).collect()) {
            Some(error) => Err(error),
            None => Ok(read),
        }
    }
}
