//! Turns a TOML table into typed values with their origins; whatever does not fit becomes a problem with file, line and key.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::origin::{Origin, Sourced};
use super::source::{File, Problems};
use crate::error::{Error, Kind};
use crate::text::Msg;

/// One table of a file, and where problems go.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    pub(super) file: &'a File,
    pub(super) home: Option<&'a Path>,
    pub(super) problems: &'a Problems,
    /// The dotted path of this table, empty for the file itself.
    pub(super) path: String,
    pub(super) table: &'a DeTable<'a>,
}

/// One key with its value, as it stands in a table.
pub(super) type Entry<'a> = (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>);

impl<'a> Reader<'a> {
    /// Reports the keys that nobody knows.
    pub(super) fn only(&self, known: &[&str]) {
        self.only_or(known, |_| None);
    }

    /// As `only`, with a better hint for some strangers.
    pub(super) fn only_or(&self, known: &[&str], hint: impl Fn(&str) -> Option<Msg>) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let error = Error::new(Kind::Config, Msg::ConfigUnknownKey { place: self.place(key), key: self.key(name) });
            let error = match hint(name) {
                Some(hint) => error.hint(hint),
                None => error.near(&name.replace('_', "-").to_lowercase(), known.iter().copied()),
            };
            let error = if error.hints.is_empty() { error.hint(Msg::HintKeys { keys: known.join(" ") }) } else { error };
            self.problems.add(&self.origin(key), error);
        }
    }

    /// The dotted path of a key in this table.
    pub(super) fn key(&self, name: &str) -> String {
        let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let name = if bare { name.to_owned() } else { format!("{name:?}") };
        if self.path.is_empty() { name } else { format!("{}.{name}", self.path) }
    }

    /// `file:line` of anything that was read.
    pub(super) fn place<T>(&self, what: &Spanned<T>) -> String {
        self.origin(what).to_string()
    }

    pub(super) fn origin<T>(&self, what: &Spanned<T>) -> Origin {
        self.file.origin(what.span().start)
    }

    pub(super) fn entry(&self, key: &str) -> Option<Entry<'a>> {
        self.table.get_key_value(key)
    }

    /// Says that a value is of another type than wanted; `want` shows how it is written.
    pub(super) fn wrong_type(&self, (key, value): Entry<'_>, want: &str) {
        let found = match value.get_ref() {
            DeValue::Table(_) => "{…}".into(),
            DeValue::Array(_) => "[…]".into(),
            _ => self.file.excerpt(&value.span()),
        };
        let name = self.key(key.get_ref());
        self.problems.config(&self.origin(key), |place| Msg::ConfigType { place, key: name, want: want.into(), found });
    }

    /// Says that a value is of the right type but cannot be.
    pub(super) fn wrong_value(&self, (key, value): Entry<'_>, want: &str) {
        self.problems.add(&self.origin(key), self.value_error((key, value), want));
    }

    fn value_error(&self, (key, value): Entry<'_>, want: &str) -> Error {
        let msg = Msg::ConfigValue {
            place: self.place(key),
            key: self.key(key.get_ref()),
            value: self.file.excerpt(&value.span()),
            want: want.into(),
        };
        Error::new(Kind::Config, msg)
    }

    /// Reads one value by `take`; `None` from it is a type error.
    fn typed<T>(&self, key: &str, want: &str, take: impl Fn(&'a DeValue<'a>) -> Option<T>) -> Option<Sourced<T>> {
        let (name, value) = self.entry(key)?;
        let Some(found) = take(value.get_ref()) else {
            self.wrong_type((name, value), want);
            return None;
        };
        Some(Sourced::new(found, self.origin(name)))
    }

    /// A text that is not blank.
    pub(super) fn text(&self, key: &str) -> Option<Sourced<String>> {
        let text = self.typed(key, "\"…\"", |v| v.as_str())?;
        if text.value.trim().is_empty() {
            self.wrong_value(self.entry(key)?, "\"…\"");
            return None;
        }
        Some(text.map(|t| t.trim().to_owned()))
    }

    /// A whole number within bounds.
    pub(super) fn whole(&self, key: &str, bounds: RangeInclusive<i64>) -> Option<Sourced<i64>> {
        let want = format!("{} … {}", bounds.start(), bounds.end());
        let number = self.typed(key, &want, |v| i64::from_str_radix(v.as_integer()?.as_str(), v.as_integer()?.radix()).ok())?;
        if !bounds.contains(&number.value) {
            self.wrong_value(self.entry(key)?, &want);
            return None;
        }
        Some(number)
    }

    /// A whole number that fits into `u32`.
    pub(super) fn count(&self, key: &str, bounds: RangeInclusive<u32>) -> Option<Sourced<u32>> {
        let number = self.whole(key, i64::from(*bounds.start())..=i64::from(*bounds.end()))?;
        Some(number.map(|n| u32::try_from(n).unwrap_or(u32::MAX)))
    }

    pub(super) fn flag(&self, key: &str) -> Option<Sourced<bool>> {
        self.typed(key, "true / false", DeValue::as_bool)
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<Sourced<T>> {
        let list = words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(" / ");
        let text = self.typed(key, &list, |v| v.as_str())?;
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.value.trim()));
        if found.is_none() {
            let error = self.value_error(self.entry(key)?, &list);
            self.problems.add(&text.origin, error.near(text.value, words.iter().map(|(word, _)| *word)));
        }
        Some(Sourced::new(found?.1, text.origin))
    }

    /// A list of texts; a single text is a list of one.
    pub(super) fn texts(&self, key: &str) -> Option<Sourced<Vec<String>>> {
        self.typed(key, "[\"…\", \"…\"]", |value| match value {
            DeValue::String(text) => Some(vec![text.trim().to_owned()]),
            DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_str().map(|t| t.trim().to_owned())).collect(),
            _ => None,
        })
    }

    /// A path; relative ones start at the file they stand in, `~/` at the home folder.
    pub(super) fn disk_path(&self, key: &str) -> Option<Sourced<PathBuf>> {
        Some(self.text(key)?.map(|text| self.resolve(&text)))
    }

    pub(super) fn disk_paths(&self, key: &str) -> Option<Sourced<Vec<PathBuf>>> {
        Some(self.texts(key)?.map(|list| list.iter().map(|text| self.resolve(text)).collect()))
    }

    pub(super) fn resolve(&self, text: &str) -> PathBuf {
        match (text.strip_prefix("~/"), self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.file.dir.join(text.strip_prefix("./").unwrap_or(text)),
        }
    }

    /// The table under a key.
    pub(super) fn sub(&self, key: &str) -> Option<Reader<'a>> {
        let (name, value) = self.entry(key)?;
        self.inside((name, value))
    }

    /// A reader of the table that a key holds.
    pub(super) fn inside(&self, (key, value): Entry<'a>) -> Option<Reader<'a>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type((key, value), "{ … }");
            return None;
        };
        Some(Reader { path: self.key(key.get_ref()), table, ..self.clone() })
    }

    /// The named tables under a key: `[target.a]`, `[target.b]`, with the place of each name.
    pub(super) fn named(&self, key: &str) -> Vec<(Sourced<String>, Reader<'a>)> {
        let Some(parent) = self.sub(key) else { return Vec::new() };
        parent
            .table
            .iter()
            .filter_map(|(name, value)| {
                let inner = parent.inside((name, value))?;
                let name = Sourced::new(name.get_ref().clone().into_owned(), parent.origin(name));
                if !good_name(&name.value) {
                    parent.problems.config(&name.origin, |place| Msg::ConfigName { place, name: format!("{:?}", name.value) });
                    return None;
                }
                Some((name, inner))
            })
            .collect()
    }
}

/// A name goes into file names, command lines and reports; letters of any script are fine.
pub(super) fn good_name(name: &str) -> bool {
    let ok = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    !name.starts_with(['-', '.']) && (1..=64).contains(&name.chars().count()) && name.chars().all(ok)
}
