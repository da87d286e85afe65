//! A table of a TOML file, read key by key; what does not fit becomes a fault with its place, and reading goes on.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::fault::{Fault, Why};
use crate::error::nearest;

/// A text, and all that is wrong with it.
pub(super) struct Source<'a> {
    text: &'a str,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, faults: RefCell::default() }
    }

    /// The file as a table; with syntax mistakes there is none, and each line of them is a fault.
    pub(super) fn parse(&self) -> Option<Spanned<DeTable<'a>>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            self.fault(at, String::new(), Why::Syntax(error.message().to_owned()));
        }
        // One mistake makes the parser stumble several times.
        let mut faults = self.faults.borrow_mut();
        faults.sort_by_key(|fault| fault.line);
        faults.dedup_by_key(|fault| fault.line);
        drop(faults);
        errors.is_empty().then_some(table)
    }

    pub(super) fn fault(&self, at: usize, key: String, why: Why) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
        self.faults.borrow_mut().push(Fault { line, column, key, why });
    }

    pub(super) fn is_sound(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// All faults, from top to bottom.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| (fault.line, fault.column));
        faults
    }
}

/// One table; `path` is how a fault names it.
pub(super) struct Table<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) path: String,
    /// Where the table begins: the place of what is not in it.
    pub(super) at: usize,
    pub(super) keys: &'a DeTable<'a>,
}

type Entry<'a> = (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>);

impl<'a> Table<'a> {
    /// Faults of keys that nobody knows.
    pub(super) fn only(&self, known: &[&str]) {
        for (key, _) in self.keys {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let hyphens = name.replace('_', "-");
                let same = known.iter().copied().find(|known| known.eq_ignore_ascii_case(&hyphens));
                let near = same.or_else(|| nearest(&hyphens, known.iter().copied())).map(ToOwned::to_owned);
                self.source.fault(key.span().start, self.key(name), Why::Unknown { near });
            }
        }
    }

    fn key(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn entry(&self, name: &str) -> Option<Entry<'a>> {
        self.keys.get_key_value(name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.keys.contains_key(name)
    }

    /// Says what is wrong with the value of a key; where it is not there, at the table.
    pub(super) fn wrong(&self, name: &str, why: Why) {
        let at = self.entry(name).map_or(self.at, |(_, value)| value.span().start);
        self.source.fault(at, self.key(name), why);
    }

    fn item(&self, name: &str, span: &Range<usize>, why: Why) {
        self.source.fault(span.start, self.key(name), why);
    }

    /// A text that is not blank.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.entry(name)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(name, Why::Type { want: "\"…\"" });
            return None;
        };
        if text.trim().is_empty() {
            self.wrong(name, Why::Empty);
            return None;
        }
        Some(text)
    }

    /// A text that has to be there.
    pub(super) fn needed(&self, name: &str) -> Option<&'a str> {
        if !self.has(name) {
            self.wrong(name, Why::Missing);
        }
        self.text(name)
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        let (_, value) = self.entry(name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(name, Why::Type { want: "true or false" });
        }
        flag
    }

    /// A list that is not empty, each item read by `take`; what does not fit is a fault of its own. `None` where the key is not there.
    fn list<T>(&self, name: &str, take: impl Fn(&'a DeValue<'a>) -> Result<T, Why>) -> Option<Vec<T>> {
        let (_, value) = self.entry(name)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, Why::Type { want: "[…]" });
            return None;
        };
        let mut all = Vec::new();
        for item in items {
            match take(item.get_ref()) {
                Ok(one) => all.push(one),
                Err(why) => self.item(name, &item.span(), why),
            }
        }
        Some(all)
    }

    /// Words out of `known`, as what `parse` makes of them.
    pub(super) fn words<T>(&self, name: &str, known: &[&'a str], parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let words = self.list(name, |value| {
            let text = value.as_str().ok_or(Why::Type { want: "\"…\"" })?;
            parse(text).ok_or_else(|| unknown(text, known))
        })?;
        if words.is_empty() && self.entry(name).is_some_and(|(_, value)| value.get_ref().as_array().is_some_and(|all| all.is_empty())) {
            self.wrong(name, Why::Empty);
        }
        Some(words)
    }

    /// One word out of `known`.
    pub(super) fn word<T>(&self, name: &str, known: &[&str], parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let word = parse(text);
        if word.is_none() {
            self.wrong(name, unknown(text, known));
        }
        word
    }

    /// Whole numbers within bounds.
    pub(super) fn numbers(&self, name: &str, least: u32, most: u32) -> Option<Vec<u32>> {
        self.list(name, |value| number(value, least, most))
    }

    /// A whole number within bounds.
    pub(super) fn number(&self, name: &str, least: u32, most: u32) -> Option<u32> {
        let (_, value) = self.entry(name)?;
        number(value.get_ref(), least, most).map_err(|why| self.wrong(name, why)).ok()
    }

    /// Numbers that rise.
    pub(super) fn rising(&self, name: &str, least: u32, most: u32) -> Option<Vec<u32>> {
        let numbers = self.numbers(name, least, most)?;
        if numbers.is_sorted_by(|one, next| one < next) {
            return Some(numbers);
        }
        self.wrong(name, Why::Order);
        None
    }

    /// A table within.
    pub(super) fn inside(&self, name: &str) -> Option<Table<'a>> {
        let (_, value) = self.entry(name)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(name, Why::Type { want: "{ … }" });
            return None;
        };
        Some(Table { source: self.source, path: self.key(name), at: value.span().start, keys: table })
    }

    /// The tables of `[[name]]`.
    pub(super) fn tables(&self, name: &str) -> Vec<Table<'a>> {
        let Some((_, value)) = self.entry(name) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(name, Why::Type { want: "[[…]]" });
            return Vec::new();
        };
        let one = |(at, item): (usize, &'a Spanned<DeValue<'a>>)| {
            let path = format!("{}[{}]", self.key(name), at + 1);
            let table = item.get_ref().as_table();
            if table.is_none() {
                self.item(name, &item.span(), Why::Type { want: "{ … }" });
            }
            Some(Table { source: self.source, path, at: item.span().start, keys: table? })
        };
        items.iter().enumerate().filter_map(one).collect()
    }
}

fn unknown(text: &str, known: &[&str]) -> Why {
    Why::Word { found: text.to_owned(), near: nearest(text, known.iter().copied()).map(ToOwned::to_owned) }
}

fn number(value: &DeValue<'_>, least: u32, most: u32) -> Result<u32, Why> {
    let integer = value.as_integer().ok_or(Why::Type { want: "a whole number" })?;
    let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
    number.filter(|number| (least..=most).contains(number)).ok_or(Why::Range { least, most })
}
