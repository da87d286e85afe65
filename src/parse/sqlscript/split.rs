//! From text to statements, line by line as SQL*Plus reads and token by token as people write.

use super::class::{self, Body, Head, Kind};
use super::commands::{is_setting, settings};
use super::define::{Define, Use};
use super::file::{self, BOM};
use super::lex::{self, Token, TokenKind};
use super::lint::{Level, Lint, LintKind};
use super::{End, Script, SplitError, Statement, Unclosed};

pub(super) fn read(text: &str) -> Script {
    let mut findings = Vec::new();
    file::look(text, &mut findings);
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let script = Script { findings, ..Script::default() };
    let mut splitter = Splitter { text, at: 0, line: 1, script, buffer: None, define: Define::new(), blank_lines: false };
    while let Some(token) = lex::token(text, splitter.at) {
        match token.kind {
            TokenKind::Blank | TokenKind::Line => splitter.advance(token.end),
            TokenKind::LineComment | TokenKind::BlockComment => splitter.comment(&token),
            _ => splitter.statement(),
        }
    }
    splitter.script
}

pub(super) struct Splitter<'a> {
    pub(super) text: &'a str,
    /// The next byte, and the line that it is in.
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) script: Script,
    /// The statement that SQL*Plus would run on `/`.
    buffer: Option<usize>,
    define: Define,
    /// SET SQLBLANKLINES ON.
    pub(super) blank_lines: bool,
}

impl Splitter<'_> {
    pub(super) fn advance(&mut self, to: usize) {
        self.line += self.text[self.at..to].bytes().filter(|byte| *byte == b'\n').count();
        self.at = to;
    }

    pub(super) fn find(&mut self, line: usize, level: Level, what: LintKind) {
        self.script.findings.push(Lint { line, level, what });
    }

    /// The rest of the line that the next byte is in, without its LF.
    pub(super) fn rest_of_line(&self) -> &str {
        self.text[self.at..].split('\n').next().unwrap_or_default()
    }

    /// Notes what the token opens and never closes.
    pub(super) fn never_closed(&mut self, token: &Token) {
        let what = match (token.kind, token.of(self.text).starts_with('\'')) {
            (TokenKind::Text, true) => Unclosed::Quote,
            (TokenKind::Text, false) => Unclosed::QQuote,
            (TokenKind::Name, _) => Unclosed::Name,
            _ => Unclosed::Comment,
        };
        self.script.unclosed = Some(SplitError { line: self.line, what });
    }

    /// A comment between statements.
    fn comment(&mut self, token: &Token) {
        let text = token.of(self.text);
        // SQL*Plus wants a blank after `/*`; else it may see the command `/`, and run its buffer.
        if text.starts_with("/*") && !text[2..].starts_with(char::is_whitespace) {
            let again = self.buffer.map(|at| &self.script.statements[at]);
            let level = match again.map(|statement| statement.kind) {
                None => Level::Note,
                Some(Kind::Query) => Level::Warn,
                Some(_) => Level::Refuse,
            };
            let again = again.map(|statement| statement.line);
            self.find(self.line, level, LintKind::CommentRuns { again });
        }
        if !token.closed {
            self.never_closed(token);
        }
        // Whether SQL*Plus looks for variables in a comment outside of a statement depends on its version.
        for Use { line, name, known } in self.define.uses(text, self.line) {
            self.find(line, Level::Warn, LintKind::Substitution { name, known });
        }
        self.advance(token.end);
    }

    fn statement(&mut self) {
        let rest = &self.text[self.at..];
        // A statement cannot begin with `;`, whatever follows.
        if let Some((mark, is_clean)) = lex::lone(rest).or_else(|| rest.starts_with(';').then_some((';', false))) {
            if !is_clean {
                self.find(self.line, Level::Refuse, LintKind::AfterTerminator);
            }
            match mark {
                '/' => self.run_buffer(),
                // SQL*Plus shows its buffer.
                ';' => self.find(self.line, Level::Note, LintKind::StraySemicolon),
                // It ends a statement, and there is none.
                _ => {}
            }
            return self.advance(self.at + 1);
        }
        let head = class::head(rest);
        let (start, line) = (self.at, self.line);
        self.look_at_head(&head);
        let (end, how) = match head.body {
            Body::Line => self.command(),
            Body::Sql | Body::Block => self.body(head.body == Body::Sql),
            Body::Foreign => self.foreign(),
        };
        if how == End::Never && self.script.unclosed.is_none() {
            let what = if head.body == Body::Sql { Unclosed::Statement } else { Unclosed::Block };
            self.script.unclosed = Some(SplitError { line, what });
        }
        let text = lex::trim_end(&self.text[start..end]);
        let has_words = matches!(head.kind, Kind::SqlPlus("prompt" | "remark" | "host" | "!" | "$"));
        let text = if head.body == Body::Line && !has_words { lex::trim_end(text.trim_end_matches(';')) } else { text };
        self.push(Statement { text: text.to_owned(), line, end_line: self.line, kind: head.kind, end: how });
    }

    /// What is wrong with the first words.
    fn look_at_head(&mut self, head: &Head) {
        // Only a block is worth the look back: there is at most one to a line.
        if head.comment || (head.body == Body::Block && self.is_after_comment()) {
            self.find(self.line, Level::Refuse, LintKind::CommentInHead);
        }
        if !head.known {
            let word = self.text[self.at..].chars().take_while(|c| !c.is_whitespace()).take(40).collect();
            self.find(self.line, Level::Refuse, LintKind::Unknown { word });
        }
    }

    /// Whether a comment ends on this line before the next byte, and no statement does.
    fn is_after_comment(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches(lex::is_blank);
        before.ends_with("*/") && !before.rsplit('\n').next().unwrap_or_default().contains(';')
    }

    fn push(&mut self, statement: Statement) {
        let Statement { kind, line, end, .. } = statement;
        self.define.learn(kind, &statement.text);
        if kind == Kind::SqlPlus("set") {
            for (name, value) in settings(&statement.text) {
                if is_setting(name, "sqlblanklines", 5) {
                    self.blank_lines = value.trim_end_matches(';').eq_ignore_ascii_case("on");
                }
            }
        }
        // REMARK is a comment to SQL*Plus, too.
        let level = if kind == Kind::SqlPlus("remark") { Level::Warn } else { Level::Refuse };
        for Use { line, name, known } in self.define.uses(&statement.text, line) {
            self.find(line, if known { Level::Warn } else { level }, LintKind::Substitution { name, known });
        }
        self.script.statements.push(statement);
        match (kind, end) {
            (Kind::SqlPlus("run"), _) => self.run_buffer(),
            (_, End::Line) => {}
            _ => self.buffer = Some(self.script.statements.len() - 1),
        }
    }

    /// `/` where no statement is open, and RUN.
    fn run_buffer(&mut self) {
        let line = self.line;
        let Some(again) = self.buffer.and_then(|at| self.script.statements.get_mut(at)) else {
            return self.find(line, Level::Warn, LintKind::NothingToRun);
        };
        if again.end == End::Period {
            (again.end, again.end_line) = (End::Slash, line);
            return;
        }
        let level = if again.kind == Kind::Query { Level::Warn } else { Level::Refuse };
        let first = again.line;
        self.find(line, level, LintKind::RunsAgain { first });
    }
}
