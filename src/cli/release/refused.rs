//! Why a package is refused, in sentences, and each advice once.

use crate::bundle;
use crate::cli::ticket::zip_words;
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
        let now = match lang {
            Lang::Zh => "提示：",
            Lang::En => "hint: ",
        };
        lines.extend(self.advice.iter().map(|advice| format!("{now}{advice}")));
        lines.into_iter().map(|line| line + "\n").collect()
    }
}
