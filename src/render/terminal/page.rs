//! Paragraphs into indented, wrapped, perhaps coloured lines.

use crate::model::{Lang, Level, Verdict};
use crate::render::{Look, wrap};
use crate::text;

/// How a piece of text looks when colour is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Dim,
    Strong,
    Ok,
    Warning,
    Critical,
    Unknown,
}

impl Style {
    pub(super) fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Ok => Self::Ok,
            Verdict::Warning => Self::Warning,
            Verdict::Unknown => Self::Unknown,
            Verdict::Critical => Self::Critical,
        }
    }

    pub(super) fn level(level: Level) -> Self {
        match level {
            Level::Ok => Self::Ok,
            Level::Note => Self::Strong,
            Level::Warning => Self::Warning,
            Level::Critical => Self::Critical,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Dim => "2",
            Self::Strong => "1",
            Self::Ok => "32",
            Self::Warning => "1;34",
            Self::Critical => "1;31",
            Self::Unknown => "1;33",
        }
    }
}

/// The text that is being made.
pub(super) struct Page {
    out: String,
    pub width: usize,
    color: bool,
    lang: Lang,
}

impl Page {
    pub(super) fn new(look: &Look) -> Self {
        let width = usize::from(look.width.unwrap_or(100)).clamp(40, 160);
        Self { out: String::new(), width, color: look.color, lang: look.lang }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn paint(&self, text: &str, style: Style) -> String {
        if self.color && style != Style::Plain && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", style.code())
        } else {
            text.to_owned()
        }
    }

    /// Where the text of a finding begins: after the level word.
    pub(super) fn indent(&self) -> usize {
        let levels = [Level::Note, Level::Warning, Level::Critical];
        4 + levels.into_iter().map(|level| wrap::width(text::level(level, self.lang))).max().unwrap_or(4)
    }

    /// A line as it is, perhaps with colours in it; the caller keeps it short.
    pub(super) fn raw(&mut self, indent: usize, line: &str) {
        self.put(indent, line);
    }

    /// `name  text`, the name in its style.
    pub(super) fn line(&mut self, indent: usize, (name, style): (&str, Style), text: &str) {
        self.hang(indent, name, "  ", text, (style, Style::Plain), indent + 2);
    }

    /// A paragraph.
    pub(super) fn para(&mut self, indent: usize, text: &str) {
        self.hang(indent, "", "", text, (Style::Plain, Style::Plain), indent);
    }

    /// A paragraph that matters less.
    pub(super) fn dim(&mut self, indent: usize, text: &str) {
        self.hang(indent, "", "", text, (Style::Plain, Style::Dim), indent);
    }

    /// A paragraph whose further lines begin under its text, not under its mark.
    pub(super) fn hanging(&mut self, indent: usize, mark: &str, text: &str, style: Style) {
        self.hang(indent, mark, "", text, (style, style), indent + wrap::width(mark));
    }

    /// A level word and the title of its finding.
    pub(super) fn lead(&mut self, level: Level, title: &str) {
        let (word, indent) = (text::level(level, self.lang), self.indent());
        let gap = " ".repeat(indent - 2 - wrap::width(word));
        self.hang(2, word, &gap, title, (Style::level(level), Style::Strong), indent);
    }

    fn hang(&mut self, indent: usize, mark: &str, gap: &str, text: &str, (mark_style, text_style): (Style, Style), rest: usize) {
        let (mark, text) = (wrap::clean(mark), wrap::clean(text.trim_end()));
        let first = indent + wrap::width(&mark) + wrap::width(gap);
        let columns = self.width.saturating_sub(first.max(rest));
        for (i, line) in wrap::wrap(&text, columns).iter().enumerate() {
            let line = self.paint(line, text_style);
            if i == 0 {
                let mark = self.paint(&mark, mark_style);
                self.put(indent, &format!("{mark}{gap}{line}"));
            } else {
                self.put(rest, &line);
            }
        }
    }

    fn put(&mut self, indent: usize, line: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(line);
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }
}
