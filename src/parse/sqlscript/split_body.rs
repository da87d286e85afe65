//! Where a statement ends.

use super::End;
use super::lex::{self, Token, TokenKind};
use super::lint::{Level, LintKind};
use super::split::Splitter;

/// What is known of the line that is being read.
#[derive(Default)]
struct Row {
    /// It holds more than blanks.
    has_content: bool,
    /// Its last token but blanks is a `-`.
    ends_in_hyphen: bool,
}

/// All of these go on from the first word of a statement to behind its terminator, and give the byte where its text ends.
impl Splitter<'_> {
    /// A command of SQL*Plus: its line, and the next for as long as a line ends in `-`.
    pub(super) fn command(&mut self) -> (usize, End) {
        let first = self.line;
        let is_text = self.rest_of_line().get(..3).is_some_and(|word| ["rem", "pro"].iter().any(|one| word.eq_ignore_ascii_case(one)));
        loop {
            let row = self.rest_of_line();
            let (end, goes_on) = (self.at + row.len(), lex::trim_end(row).ends_with('-'));
            self.advance(end);
            if !goes_on || end == self.text.len() {
                break;
            }
            self.advance(end + 1);
        }
        // A line drawn of hyphens takes the next line with it.
        if is_text && self.line > first {
            self.find(first, Level::Refuse, LintKind::HyphenAtEnd);
        }
        (self.at, End::Line)
    }

    /// SQL or PL/SQL.
    pub(super) fn body(&mut self, is_sql: bool) -> (usize, End) {
        let mut row = Row::default();
        // An empty line only harms if more than the `/` follows it.
        let mut blank = None;
        while let Some(token) = lex::token(self.text, self.at) {
            match token.kind {
                TokenKind::Blank => self.advance(token.end),
                TokenKind::Line => {
                    if row.ends_in_hyphen {
                        self.find(self.line, if is_sql { Level::Refuse } else { Level::Warn }, LintKind::HyphenAtEnd);
                    }
                    if !row.has_content && is_sql && !self.blank_lines {
                        blank = blank.or(Some(self.line));
                    }
                    row = Row::default();
                    self.advance(token.end);
                    if let Some(end) = self.start_of_line() {
                        return end;
                    }
                }
                _ => {
                    if let Some(line) = blank.take_if(|_| token.is_significant()) {
                        self.find(line, Level::Refuse, LintKind::BlankLine);
                    }
                    row = Row { has_content: true, ends_in_hyphen: token.is_sign(self.text, "-") };
                    if is_sql && token.is_sign(self.text, ";") {
                        self.advance(token.end);
                        if !lex::is_end_of_line(&self.text[self.at..]) {
                            self.find(self.line, Level::Refuse, LintKind::AfterTerminator);
                        }
                        return (token.start, End::Semicolon);
                    }
                    self.inside(&token, is_sql);
                    if !token.closed {
                        self.never_closed(&token);
                    }
                    self.advance(token.end);
                }
            }
        }
        (self.text.len(), End::Never)
    }

    /// What only `/` or `.` ends, and whose tokens are not ours.
    pub(super) fn foreign(&mut self) -> (usize, End) {
        loop {
            let row = self.rest_of_line();
            let (start, end) = (self.at, self.at + row.len());
            let mark = lex::lone(row.trim_start_matches(lex::is_blank));
            self.advance(end);
            match mark {
                Some(('/', true)) => return (start, End::Slash),
                Some(('.', true)) => return (start, End::Period),
                _ if end == self.text.len() => return (end, End::Never),
                _ => self.advance(end + 1),
            }
        }
    }

    /// A terminator at the start of a line, or what SQL*Plus does at once there.
    fn start_of_line(&mut self) -> Option<(usize, End)> {
        let start = self.at;
        let trimmed = self.text[start..].trim_start_matches(lex::is_blank);
        let mark_at = self.text.len() - trimmed.len();
        if trimmed.starts_with('#') {
            self.find(self.line, Level::Refuse, LintKind::HashLine);
            return None;
        }
        let (mark, is_clean) = lex::lone(trimmed).filter(|(mark, _)| *mark != ';')?;
        if !is_clean {
            self.find(self.line, Level::Refuse, LintKind::AfterTerminator);
        }
        self.advance(mark_at + 1);
        Some((start, if mark == '/' { End::Slash } else { End::Period }))
    }

    /// What SQL*Plus would take for an end inside of a quote or a comment.
    fn inside(&mut self, token: &Token, is_sql: bool) {
        let may_hold = matches!(token.kind, TokenKind::Text | TokenKind::Name | TokenKind::LineComment | TokenKind::BlockComment);
        let text = token.of(self.text);
        if !may_hold || !(token.kind == TokenKind::LineComment || text.contains('\n')) {
            return;
        }
        let is_blank_an_end = is_sql && !self.blank_lines;
        let mut rows = text.split('\n').enumerate().peekable();
        let mut found = Vec::new();
        while let Some((at, row)) = rows.next() {
            let is_line_whole = rows.peek().is_some() || token.kind == TokenKind::LineComment;
            let row = row.trim_matches(lex::is_blank);
            let is_end = (is_sql && is_line_whole && row.ends_with(';')) || (at > 0 && is_line_whole && matches!(row, "/" | "."));
            if is_end {
                found.push((self.line + at, LintKind::TerminatorInside));
            } else if is_blank_an_end && at > 0 && is_line_whole && row.is_empty() {
                found.push((self.line + at, LintKind::BlankLine));
            }
        }
        for (line, what) in found {
            self.find(line, Level::Refuse, what);
        }
    }
}
