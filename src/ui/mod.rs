//! The terminal: what goes to standard output and standard error, in which language, how wide. LEVEL 4.

mod confirm;
mod progress;
mod save;

use std::io::{IsTerminal, Write};

use crate::error::Error;
use crate::model::{Lang, Scrubber};

pub use confirm::Consent;
pub use progress::{Bar, Flow};
pub use save::save;

/// Results go to standard output, everything else to standard error. A closed pipe ends printing, never the verdict.
#[derive(Debug, Clone)]
pub struct Ui {
    pub lang: Lang,
    pub quiet: bool,
    pub color: bool,
    /// Columns of the terminal; `None` when output is not one.
    pub width: Option<u16>,
    pub scrub: Scrubber,
}

impl Ui {
    /// Looks at the terminal; `no_color` and `columns` are what the environment says.
    #[must_use]
    pub fn new(lang: Lang, quiet: bool, no_color: bool, columns: Option<u16>, scrub: Scrubber) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width = columns.or_else(|| terminal.then(|| terminal_size::terminal_size().map(|(w, _)| w.0)).flatten());
        Self { lang, quiet, color: terminal && !no_color, width, scrub }
    }

    /// Writes a result.
    pub fn out(&self, text: &str) {
        let text = self.scrub.clean(text);
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// Writes bytes of a result as they are.
    pub fn out_bytes(&self, bytes: &[u8]) {
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(bytes).and_then(|()| stdout.flush());
    }

    /// Tells what happens, beside the result; not with `--quiet`.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.err(text);
        }
    }

    /// Tells what must be known, also with `--quiet`.
    pub fn warn(&self, text: &str) {
        self.err(text);
    }

    /// Prints an error: what, why, what now.
    pub fn error(&self, error: &Error) {
        for line in error.lines(self.lang, &self.scrub) {
            self.err(&line);
        }
    }

    /// Whether there is somebody to ask.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal()
    }

    /// Asks at the terminal; `None` when the input has ended.
    #[must_use]
    pub fn ask(&self, question: &str) -> Option<String> {
        let mut line = String::new();
        let mut stderr = std::io::stderr().lock();
        let read = stderr.write_all(question.as_bytes()).and_then(|()| stderr.flush()).and_then(|()| std::io::stdin().read_line(&mut line));
        matches!(read, Ok(n) if n > 0).then(|| line.trim().to_owned())
    }

    fn err(&self, line: &str) {
        let mut stderr = std::io::stderr().lock();
        let line = self.scrub.clean(line);
        // Nothing can be told when standard error is closed.
        let _ = writeln!(stderr, "{line}");
    }
}
