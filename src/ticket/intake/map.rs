//! What a mapping says: where each field is, and what the words there mean.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::model::ticket::Field;
use crate::parse::grid::Charset;

use super::fault::MapFault;
use super::map_file;

/// The mapping that is used where none is given, with comments: a sample, too.
pub const SAMPLE: &str = include_str!("default-map.toml");

/// A mapping of a platform's tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// The platform, as tickets remember where they came from.
    pub name: String,
    pub charset: Charset,
    /// The worksheet; the first that has anything otherwise.
    pub sheet: Option<String>,
    /// In how many rows the headings are searched for.
    pub search: usize,
    /// The platform's own number.
    pub number: Option<Take>,
    /// Rows without a number get one from what they say; a row that is changed over there is then another ticket.
    pub generate: bool,
    pub fields: IndexMap<Field, Take>,
    pub status: Option<Take>,
    pub opened: Option<Take>,
    /// Formats of times (strftime) beside those that are known; they are tried first.
    pub formats: Vec<String>,
    /// Entries of a package, apart by a sign.
    pub files: Option<Take>,
}

impl Map {
    /// Reads a mapping file.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<MapFault>> {
        map_file::map(bytes)
    }

    /// The mapping of [`SAMPLE`].
    pub fn usual() -> Result<Self, Vec<MapFault>> {
        Self::read(SAMPLE.as_bytes())
    }

    /// The same for a table that has only some of the columns: names that are not there need not be looked for in every row.
    pub(super) fn narrowed(&self, is_there: &dyn Fn(&str) -> bool) -> Self {
        let mut map = self.clone();
        let narrow = |take: &mut Take| {
            let is_somewhere = take.from.iter().any(|name| is_there(name));
            take.from.retain(|name| is_there(name) || !is_somewhere);
            is_somewhere || !take.default.is_empty()
        };
        map.fields.retain(|_, take| narrow(take));
        for take in [&mut map.number, &mut map.status, &mut map.opened, &mut map.files].into_iter().flatten() {
            narrow(take);
        }
        map
    }

    /// Everything that is taken from a row.
    pub(super) fn takes(&self) -> impl Iterator<Item = &Take> {
        self.number.iter().chain(self.fields.values()).chain(&self.status).chain(&self.opened).chain(&self.files)
    }
}

/// How a value is taken from a row or an element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Take {
    /// Headings, or paths; what they are to each other is `way`.
    pub from: Vec<String>,
    pub way: Way,
    pub required: bool,
    /// Where the cell is empty or there is none; one of ours.
    pub default: String,
    pub values: Values,
}

impl Take {
    /// The place to tell people, and to write to.
    #[must_use]
    pub fn place(&self) -> &str {
        self.from.first().map_or("", String::as_str)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Way {
    /// The first of the names that is there.
    #[default]
    First,
    /// All of them that hold something, with this between them.
    Join(String),
    /// Of the first that is there, the part of that number (from 1) between signs.
    Part { sign: String, part: usize },
}

/// What a platform's words mean; of several words for one meaning the first of the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// Theirs and ours, in the order of the file.
    pairs: Vec<(String, String)>,
    /// Their words as they are compared.
    folded: HashMap<String, usize>,
}

impl Values {
    /// Pairs of their word and our value; of two alike words the first counts.
    #[must_use]
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        let folded = pairs.iter().enumerate().rev().map(|(index, (theirs, _))| (folded(theirs), index)).collect();
        Self { pairs, folded }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Our value for their word, whose width and case do not matter.
    #[must_use]
    pub fn ours(&self, word: &str) -> Option<&str> {
        if self.is_empty() {
            return None;
        }
        self.pairs.get(*self.folded.get(&folded(word))?).map(|(_, ours)| ours.as_str())
    }

    /// Their word for our value.
    #[must_use]
    pub fn theirs(&self, value: &str) -> Option<&str> {
        self.pairs.iter().find(|(_, ours)| ours == value).map(|(theirs, _)| theirs.as_str())
    }
}

/// A word as it is compared: half-width, lower case, without blanks.
pub(super) fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').map(half).flat_map(char::to_lowercase).collect()
}
