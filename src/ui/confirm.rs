//! Consent: a value that only a person's yes can make. A function that changes something asks for one.

use std::io::{BufRead, IsTerminal, Write};

use super::Ui;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::text::Msg;

/// Proof that somebody agreed.
#[derive(Debug)]
pub struct Consent(());

impl Consent {
    /// From `--yes`, or from typing `yes` at a terminal after reading what will be done. Without either nothing is done.
    pub fn ask(ui: &Ui, yes: bool, what: &str) -> Result<Self> {
        Self::typed(ui, yes, what, "yes")
    }

    /// As `ask`, and the word to be typed is the name of what is touched: nobody types that by habit.
    pub fn typed(ui: &Ui, yes: bool, what: &str, word: &str) -> Result<Self> {
        if yes {
            return Ok(Self(()));
        }
        let refuse = || Error::new(Kind::Usage, Msg::NeedsConsent { what: what.into() }).hint(Msg::HintYes {});
        if !std::io::stdin().is_terminal() {
            return Err(refuse());
        }
        let question = match ui.lang {
            Lang::Zh => format!("{what} ？输入 {word} 确认："),
            Lang::En => format!("{what} ? Type {word} to go on: "),
        };
        let mut stderr = std::io::stderr().lock();
        let mut line = String::new();
        let read =
            stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush()).and_then(|()| std::io::stdin().lock().read_line(&mut line));
        match read {
            Ok(_) if line.trim() == word => Ok(Self(())),
            _ => Err(refuse()),
        }
    }
}
