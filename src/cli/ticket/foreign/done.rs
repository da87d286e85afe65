//! What came of the rows of an import.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::ticket::{Field, Status};
use crate::ticket::intake::{Clash, RowFault};

/// What came of it.
#[derive(Default)]
pub(super) struct Done {
    pub new: Vec<Made>,
    pub changed: Vec<Changed>,
    pub same: usize,
    pub faults: Vec<RowFault>,
    /// What the flow or the ticket did not allow.
    pub refused: Vec<Error>,
}

pub(super) struct Made {
    pub no: String,
    pub number: String,
    pub title: String,
    /// Over there.
    pub theirs: Option<Status>,
    pub status: Option<Status>,
    pub files: usize,
}

#[derive(Default)]
pub(super) struct Changed {
    pub no: String,
    pub number: String,
    /// With the value before and after.
    pub fields: Vec<(Field, String, String)>,
    pub conflicts: BTreeMap<Field, Clash>,
    /// Over there, where that is news.
    pub theirs: Option<Status>,
    /// Here, before and after.
    pub moved: Option<(Status, Status)>,
    pub files: Vec<String>,
}

impl Changed {
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.conflicts.is_empty() && self.theirs.is_none() && self.moved.is_none() && self.files.is_empty()
    }
}

impl Done {
    /// Rows that are taken over, or were.
    pub(super) fn rows(&self) -> usize {
        self.new.len() + self.changed.len() + self.same
    }

    pub(super) fn writes(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty()
    }

    pub(super) fn conflicts(&self) -> usize {
        self.changed.iter().map(|one| one.conflicts.len()).sum()
    }
}
