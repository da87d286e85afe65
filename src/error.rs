//! What ends a command: what happened, why, what now. LEVEL 0.
//!
//! Rules: the sentence is ours and in the user's language; the cause is the vendor's or the system's text, untouched;
//! every error says what to do now where anything can be done. What is learned about a target is a finding, not an error.

use crate::model::{Lang, Scrubber};
use crate::text::Msg;

/// Machine-readable kind, as in JSON output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Usage,
    Config,
    Input,
    Output,
    Store,
    Internal,
}

/// An error with its hints; printed once, by `ui`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .msg.to(Lang::En))]
pub struct Error {
    pub kind: Kind,
    pub msg: Msg,
    /// The text of the system or the vendor.
    pub cause: Option<String>,
    pub hints: Vec<Msg>,
    /// Others found at the same time, such as the further mistakes of a file.
    pub also: Vec<Error>,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    #[must_use]
    pub fn new(kind: Kind, msg: Msg) -> Self {
        Self { kind, msg, cause: None, hints: Vec::new(), also: Vec::new() }
    }

    /// The first of many with the rest beside it; `None` when there is none.
    #[must_use]
    pub fn all(errors: Vec<Self>) -> Option<Self> {
        let mut errors = errors.into_iter();
        let mut first = errors.next()?;
        first.also.extend(errors);
        Some(first)
    }

    #[must_use]
    pub fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: Msg) -> Self {
        self.hints.push(hint);
        self
    }

    /// Adds "did you mean" when a known name is near.
    #[must_use]
    pub fn near<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(word, known) {
            Some(name) => self.hint(Msg::DidYouMean { name: name.into() }),
            None => self,
        }
    }

    /// The lines as they are printed, scrubbed of secrets.
    #[must_use]
    pub fn lines(&self, lang: Lang, scrub: &Scrubber) -> Vec<String> {
        let (error, cause, hint) = match lang {
            Lang::Zh => ("错误：", "原因：", "提示："),
            Lang::En => ("error: ", "cause: ", "hint: "),
        };
        let mut lines = vec![format!("{error}{}", self.msg.to(lang))];
        lines.extend(self.cause.iter().map(|text| format!("{cause}{}", text.trim_end())));
        lines.extend(self.hints.iter().map(|msg| format!("{hint}{}", msg.to(lang))));
        let mut lines: Vec<String> = lines.iter().map(|line| scrub.clean(line)).collect();
        lines.extend(self.also.iter().flat_map(|other| other.lines(lang, scrub)));
        lines
    }
}

/// The known name nearest to a mistyped one, if any is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, name)| *distance <= 1.max(name.chars().count().min(word.chars().count()) / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// serde says "unknown field `x`, expected one of `a`, `b`": finds the nearest of those.
#[must_use]
pub fn unknown_key_hint(message: &str) -> Option<String> {
    let rest = message.split_once("unknown field `").or_else(|| message.split_once("unknown variant `"))?.1;
    let (word, rest) = rest.split_once('`')?;
    let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    nearest(word, known).map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_name_and_a_stranger_does_not() {
        assert_eq!(nearest("tabelspace", ["tablespace", "tempfile"]), Some("tablespace"));
        assert_eq!(nearest("x", ["tablespace"]), None);
    }

    #[test]
    fn an_error_says_what_why_and_what_now() {
        let error = Error::new(Kind::Config, Msg::UnknownTarget { name: "prod".into() }).because("os says").near("prod", ["prod1"]);
        assert_eq!(
            error.lines(Lang::Zh, &Scrubber::default()),
            ["错误：没有名为 prod 的目标。", "原因：os says", "提示：是否要写 prod1 ？"]
        );
    }
}
