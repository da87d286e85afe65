//! The head of an outline: TOML between two `+++` lines, the settings of the whole document.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::fault::Faults;
use super::page::Margins;
use super::size::Size;
use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::text::Msg;

const FENCE: &str = "+++";

/// The keys of a head, as an error lists them.
const KEYS: &str = "title language version body table cover toc toc-levels landscape margins header footer first-page-number odd-even";

/// The settings of a document, with what stands for those that are not given.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // each is a switch of the file
pub(super) struct Head {
    /// Shown on top or on the cover, a line each; may have tags.
    pub(super) title: String,
    pub(super) language: Lang,
    /// Of the template, for the properties of the file.
    pub(super) version: Option<String>,
    pub(super) body: Size,
    /// Of the text in tables.
    pub(super) table: Size,
    /// The title and what stands before the first `---` are a page of their own.
    pub(super) cover: bool,
    pub(super) toc: bool,
    pub(super) toc_levels: u8,
    pub(super) landscape: bool,
    pub(super) margins: Margins,
    pub(super) header: Texts,
    /// `{page}` and `{pages}` in it are the numbers.
    pub(super) footer: String,
    pub(super) first_page_number: bool,
    /// Page numbers on the outer side, for printing on both sides.
    pub(super) odd_even: bool,
    /// Lines of the keys, for faults that are found later.
    lines: Vec<(String, usize)>,
}

/// A page head: one text in the middle, or one on the left and one on the right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    Middle(String),
    Sides(String, String),
}

impl Head {
    /// The line of a key, or the first of the head.
    pub(super) fn line_of(&self, key: &str) -> usize {
        self.lines.iter().find(|(name, _)| name == key).map_or(1, |(_, line)| *line)
    }
}

/// Splits an outline into its head and the lines of its body, each with its number; without a head that ends there is no body.
pub(super) fn read<'t>(text: &'t str, faults: &Faults) -> (Head, Option<Vec<(usize, &'t str)>>) {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end())).peekable();
    while lines.next_if(|(_, line)| line.is_empty()).is_some() {}
    let Some((start, _)) = lines.next_if(|(_, line)| *line == FENCE) else {
        faults.add(1, |place| Msg::OutlineNoHead { place }, Msg::HintOutlineHead {});
        return (Keys::default().head(faults), Some(lines.collect()));
    };
    let mut toml = String::new();
    for (number, line) in lines.by_ref() {
        if line == FENCE {
            return (Keys::parse(&toml, start, faults).head(faults), Some(lines.collect()));
        }
        toml.push_str(line);
        toml.push('\n');
        if number - start > 200 {
            break;
        }
    }
    faults.add(start, |place| Msg::OutlineHeadOpen { place }, Msg::HintOutlineHead {});
    (Keys::default().head(faults), None)
}

/// The keys that are still to be taken; what is left in the end is unknown.
#[derive(Default)]
struct Keys {
    table: Table,
    lines: Vec<(String, usize)>,
    /// The line of the fence; 0 when there was no head to read.
    start: usize,
}

impl Keys {
    fn parse(toml: &str, start: usize, faults: &Faults) -> Self {
        let key_of = |line: &str| Some(line.split_once('=')?.0.trim().to_owned());
        let lines = toml.lines().enumerate().filter_map(|(at, line)| Some((key_of(line)?, start + 1 + at))).collect();
        match toml.parse::<Table>() {
            Ok(table) => {
                let keys = Self { table, lines, start };
                keys.control_characters(faults);
                keys
            }
            Err(error) => {
                let before = error.span().map_or("", |span| toml.get(..span.start).unwrap_or_default());
                let line = start + 1 + before.matches('\n').count();
                faults.push(line, |place| {
                    Error::new(Kind::Input, Msg::ConfigSyntax { place }).because(error.message()).hint(Msg::HintOutlineHead {})
                });
                Self::default()
            }
        }
    }

    /// An escape such as `\\u0001` brings in what a line of the file cannot.
    fn control_characters(&self, faults: &Faults) {
        for (key, value) in &self.table {
            for text in texts(value) {
                super::control_characters(text, faults, |_| self.line(key));
            }
        }
    }

    fn line(&self, key: &str) -> usize {
        self.lines.iter().find(|(name, _)| name == key).map_or(self.start, |(_, line)| *line)
    }

    /// Takes a key, if it is there and its value is one that can be.
    fn take<T: DeserializeOwned>(&mut self, key: &str, want: &str, faults: &Faults) -> Option<T> {
        self.take_if(key, want, faults, Some)
    }

    /// As `take`, for values that are narrower than their type.
    fn take_if<T: DeserializeOwned, U>(&mut self, key: &str, want: &str, faults: &Faults, fit: impl Fn(T) -> Option<U>) -> Option<U> {
        let value = self.table.remove(key)?;
        let shown = value.to_string();
        let read = T::deserialize(value).ok().and_then(fit);
        if read.is_none() {
            let problem = |place| Msg::ConfigValue { place, key: key.into(), value: shown, want: want.into() };
            faults.push(self.line(key), |place| Error::new(Kind::Input, problem(place)));
        }
        read
    }

    fn flag(&mut self, key: &str, default: bool, faults: &Faults) -> bool {
        self.take(key, "true / false", faults).unwrap_or(default)
    }

    fn size(&mut self, key: &str, faults: &Faults) -> Option<Size> {
        self.take_if(key, &Size::names(), faults, |name: String| Size::named(&name))
    }

    fn head(mut self, faults: &Faults) -> Head {
        let language = self.take_if("language", "\"zh-CN\" / \"en\"", faults, |name: String| match name.as_str() {
            "zh-CN" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        });
        let body = self.size("body", faults).unwrap_or(Size::NO3);
        let head = Head {
            title: self.title(faults),
            language: language.unwrap_or(Lang::Zh),
            version: self.take("version", "\"1.0\"", faults),
            body,
            table: self.size("table", faults).unwrap_or(if body == Size::NO3 { Size::NO5 } else { body }),
            cover: self.flag("cover", false, faults),
            toc: self.flag("toc", false, faults),
            toc_levels: self.take_if("toc-levels", "1 … 4", faults, |n: u8| (1..=4).contains(&n).then_some(n)).unwrap_or(2),
            landscape: self.flag("landscape", false, faults),
            margins: self
                .take_if("margins", "{ top = 37, bottom = 35, left = 28, right = 26 } (mm)", faults, Margins::checked)
                .unwrap_or_default(),
            header: self.take("header", "\"…\" / [\"…\", \"…\"]", faults).unwrap_or_else(|| Texts::Middle(String::new())),
            footer: self.take("footer", "\"— {page} —\"", faults).unwrap_or_else(|| "— {page} —".into()),
            first_page_number: self.flag("first-page-number", true, faults),
            odd_even: self.flag("odd-even", false, faults),
            lines: std::mem::take(&mut self.lines),
        };
        self.only_known(&head, faults);
        head
    }

    fn title(&mut self, faults: &Faults) -> String {
        let missing = !self.table.contains_key("title") && self.start > 0;
        let title = self.take_if("title", "\"…\"", faults, |text: String| (!text.trim().is_empty()).then_some(text));
        if missing {
            let what = |place| Msg::ConfigMissing { place, key: "title".into(), want: "\"…\"".into() };
            faults.push(self.start, |place| Error::new(Kind::Input, what(place)));
        }
        title.unwrap_or_default()
    }

    fn only_known(&self, head: &Head, faults: &Faults) {
        for key in self.table.keys() {
            let error = |place| Error::new(Kind::Input, Msg::ConfigUnknownKey { place, key: key.clone() });
            faults.push(head.line_of(key), |place| error(place).near(key, KEYS.split(' ')).hint(Msg::HintKeys { keys: KEYS.into() }));
        }
    }
}

/// The texts of a value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
