//! What is wrong with a template, its data or a written file, and where.

use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::text::Msg;

/// What kind of fault it is, for programs; people read [`Fault::to`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// No package: something else, encrypted, of an old format, cut off, too large.
    File,
    /// A part is not XML as it should be.
    Xml,
    /// Braces without their counterpart.
    Brace,
    /// Blocks that do not fit together.
    Block,
    /// A tag that cannot be read.
    Syntax,
    /// A field that the data do not have.
    Field,
    /// A value that cannot be computed or is of the wrong kind.
    Value,
    /// A picture or a chart that cannot be made.
    Drawing,
    /// Found by [`super::lint`]: some reader will not open the file.
    Lint,
    /// Found by [`super::lint`]: some reader will not show it as meant.
    Advice,
}

/// Where in a document: the part, the paragraph (from 1; 0 where it is no paragraph) and the beginning of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub part: String,
    pub paragraph: usize,
    pub text: String,
}

impl Place {
    /// A whole part.
    #[must_use]
    pub fn part(name: &str) -> Self {
        Self { part: name.to_owned(), ..Self::default() }
    }

    /// As people look for it: `正文第 3 段「系统名称…」`. Empty for no place.
    #[must_use]
    pub fn to(&self, lang: Lang) -> String {
        let part = part_name(&self.part, lang);
        if self.paragraph == 0 {
            return part;
        }
        Msg::DocxPlace { part, paragraph: self.paragraph.to_string(), text: self.text.clone() }.to(lang)
    }
}

/// `word/header2.xml` → 页眉 2; parts that people do not see keep their name.
fn part_name(part: &str, lang: Lang) -> String {
    let base = part.rsplit('/').next().unwrap_or(part).trim_end_matches(".xml");
    let word = base.trim_end_matches(|c: char| c.is_ascii_digit());
    let (zh, en) = match word {
        "document" => ("正文", "body"),
        "header" => ("页眉", "header"),
        "footer" => ("页脚", "footer"),
        "footnotes" => ("脚注", "footnotes"),
        "endnotes" => ("尾注", "endnotes"),
        _ => return part.to_owned(),
    };
    let name = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let number = &base[word.len()..];
    if number.is_empty() { name.to_owned() } else { format!("{name} {number}") }
}

/// One fault. Several are found at once wherever the document still makes sense after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub place: Place,
    pub msg: Msg,
    /// Names that may have been meant, nearest first.
    pub near: Vec<String>,
}

impl Fault {
    #[must_use]
    pub fn new(kind: FaultKind, place: Place, msg: Msg) -> Self {
        Self { kind, place, msg, near: Vec::new() }
    }

    /// A fault of the file as a whole.
    #[must_use]
    pub fn file(msg: Msg) -> Self {
        Self::new(FaultKind::File, Place::default(), msg)
    }

    /// The sentence with its place and the near names.
    #[must_use]
    pub fn to(&self, lang: Lang) -> String {
        let place = self.place.to(lang);
        let what = self.msg.to(lang);
        let mut line = if place.is_empty() { what } else { Msg::DocxAt { place, what }.to(lang) };
        if let Some(near) = self.near_msg() {
            line.push(' ');
            line.push_str(&near.to(lang));
        }
        line
    }

    fn near_msg(&self) -> Option<Msg> {
        (!self.near.is_empty()).then(|| Msg::DocxNear { names: self.near.join("、") })
    }
}

impl From<&Fault> for Error {
    /// As an error of a command: the sentence with its place, the near names as a hint.
    fn from(fault: &Fault) -> Self {
        let both = |lang| {
            let place = fault.place.to(lang);
            (place, fault.msg.to(lang))
        };
        let (place, what) = both(Lang::Zh);
        let msg = if place.is_empty() { fault.msg.clone() } else { Msg::DocxAt { place, what } };
        let error = Error::new(Kind::Input, msg);
        match fault.near_msg() {
            Some(near) => error.hint(near),
            None => error,
        }
    }
}
