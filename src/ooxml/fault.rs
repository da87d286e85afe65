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

    /// As people look for it: `正文 第 3 段「系统名称…」`. Empty for no place.
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

    /// As an error of a command: the sentence with its place, the near names as a hint.
    #[must_use]
    pub fn error(&self, lang: Lang) -> Error {
        let place = self.place.to(lang);
        let msg = if place.is_empty() { self.msg.clone() } else { Msg::DocxAt { place, what: self.msg.to(lang) } };
        let error = Error::new(Kind::Input, msg);
        match self.near_msg() {
            Some(near) => error.hint(near),
            None => error,
        }
    }

    fn near_msg(&self) -> Option<Msg> {
        (!self.near.is_empty()).then(|| Msg::DocxNear { names: self.near.join("、") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_what_and_what_was_meant() {
        let place = Place { part: "word/header2.xml".into(), paragraph: 3, text: "{{ a }}".into() };
        let mut fault = Fault::new(FaultKind::Field, place, Msg::DocxUnknownField { field: "a".into() });
        fault.near = vec!["b".into(), "c".into()];
        assert_eq!(
            fault.to(Lang::En),
            "header 2, paragraph 3 \"{{ a }}\": there is no a in the data; if it may be absent write or \"\" behind it. near: b、c"
        );
        let lines = fault.error(Lang::Zh).lines(Lang::Zh, &crate::model::Scrubber::default());
        assert!(lines[0].starts_with("错误：页眉 2 第 3 段「{{ a }}」： 数据中没有 a "), "{lines:?}");
        assert_eq!(lines[1], "提示：相近的有： b、c");
    }
}
