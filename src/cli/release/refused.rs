//! Why a package is refused, in sentences, and each advice once.

use crate::bundle;
use crate::cli::ticket::zip_words;
use crate::cli::words::say;
use crate::error::Error;
use crate::model::Lang;
use crate::release::package::{Fault, Refused};

/// Reasons, and what to do now.
#[derive(Debug, Default)]
pub(super) struct Reasons {
    pub all: Vec<String>,
    /// Further ones that are not told.
    pub more: usize,
    pub advice: Vec<String>,
}

pub(super) fn reasons(path: &str, refused: &Refused, lang: Lang) -> Reasons {
    let mut told = Reasons { more: refused.more, ..Reasons::default() };
    for fault in &refused.faults {
        if let Fault::Zip(zip) = fault {
            told.zip(path, zip, lang);
        } else {
            told.all.push(fault.say(lang));
            told.advise(fault.advice(lang));
        }
    }
    told
}

impl Reasons {
    fn zip(&mut self, path: &str, zip: &bundle::Refused, lang: Lang) {
        let error = zip_words::refused(path, zip, lang);
        let each: Vec<&Error> = if error.also.is_empty() { vec![&error] } else { error.also.iter().collect() };
        let cause = |error: &Error| error.cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default();
        self.all.extend(each.into_iter().map(|error| error.msg.to(lang).trim_end_matches(['。', '.']).to_owned() + &cause(error)));
        for hint in &error.hints {
            self.advise(Some(hint.to(lang).trim_end_matches(['。', '.']).to_owned()));
        }
    }

    fn advise(&mut self, advice: Option<String>) {
        self.advice.extend(advice.filter(|advice| !self.advice.contains(advice)));
    }

    /// As they are printed: a line each.
    pub(super) fn lines(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = self.all.iter().map(|reason| format!("  {reason}")).collect();
        if self.more > 0 {
            lines.push(match lang {
                Lang::Zh => format!("  另有 {} 处未列出", self.more),
                Lang::En => format!("  {} more are not listed", self.more),
            });
        }
        lines.into_iter().map(|line| line + "\n").collect()
    }

    /// What to do now, a line each.
    pub(super) fn hints(&self, lang: Lang) -> String {
        let now = say(lang, "提示：", "hint: ");
        self.advice.iter().map(|advice| format!("{now}{advice}\n")).collect()
    }
}

/// What a package says may move no cursor and turn no line around.
pub(super) fn plain(text: &str) -> String {
    let odd =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if odd(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}
