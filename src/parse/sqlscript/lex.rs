//! One token of Oracle SQL or PL/SQL at a place in a text.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Blanks other than the end of a line; the CR of a CRLF is one.
    Blank,
    /// LF.
    Line,
    /// `-- …`, without its LF.
    LineComment,
    /// `/* … */`, hints too.
    BlockComment,
    /// `'…'` and `q'[…]'`.
    Text,
    /// `"…"`.
    Name,
    /// A keyword or a plain identifier.
    Word,
    Number,
    /// Any other single character.
    Sign,
}

/// Bytes `start..end` of the text. Only what has a closing mark can be not `closed`; such a token reaches to the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) closed: bool,
}

impl Token {
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }

    /// Neither blank nor comment.
    pub(super) fn is_significant(&self) -> bool {
        !matches!(self.kind, TokenKind::Blank | TokenKind::Line | TokenKind::LineComment | TokenKind::BlockComment)
    }

    pub(super) fn is_word(&self, text: &str, word: &str) -> bool {
        self.kind == TokenKind::Word && self.of(text).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_one_of(&self, text: &str, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(text, word))
    }

    pub(super) fn is_sign(&self, text: &str, sign: &str) -> bool {
        self.kind == TokenKind::Sign && self.of(text) == sign
    }
}

/// The token at byte `at`, which is a boundary of characters; `None` at the end of the text.
pub(super) fn token(text: &str, at: usize) -> Option<Token> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (kind, length, closed) = match first {
        '\n' => (TokenKind::Line, 1, true),
        c if is_blank(c) => (TokenKind::Blank, run(rest, is_blank), true),
        '-' if rest.starts_with("--") => (TokenKind::LineComment, rest.find('\n').unwrap_or(rest.len()), true),
        '/' if rest.starts_with("/*") => until(TokenKind::BlockComment, rest, 2, "*/"),
        '\'' => until(TokenKind::Text, rest, 1, "'"),
        '"' => until(TokenKind::Name, rest, 1, "\""),
        c if c.is_ascii_digit() => (TokenKind::Number, run(rest, is_inner), true),
        c if c == '_' || c.is_alphabetic() => quoted(rest).unwrap_or_else(|| (TokenKind::Word, run(rest, is_inner), true)),
        c => (TokenKind::Sign, c.len_utf8(), true),
    };
    Some(Token { kind, start: at, end: at + length, closed })
}

/// Every token that is neither blank nor comment.
pub(super) fn significant(text: &str) -> Vec<Token> {
    tokens(text).filter(Token::is_significant).collect()
}

pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let token = token(text, at)?;
        at = token.end;
        Some(token)
    })
}

/// Blank within a line, as SQL*Plus takes it: U+3000 and U+00A0 are not.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\x0b' | '\x0c')
}

/// A `/`, `.` or `;` at the start of `rest` that has nothing behind it on its line but a comment; whether there is not even that. The rest
/// of the line is not looked for, since a script may be one long line.
pub(super) fn lone(rest: &str) -> Option<(char, bool)> {
    let mark = rest.chars().next().filter(|c| matches!(c, '/' | '.' | ';'))?;
    if rest.starts_with("/*") {
        return None;
    }
    let after = rest[1..].trim_start_matches(is_blank);
    let is_clean = is_end_of_line(after);
    (is_clean || after.starts_with("--") || after.starts_with("/*")).then_some((mark, is_clean))
}

/// Without the blanks and ends of lines behind it. Other white space of Unicode stays: SQL*Plus would send it, and Oracle refuse it.
pub(super) fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|c| c == '\n' || is_blank(c))
}

/// Only blanks come before the end of the line.
pub(super) fn is_end_of_line(rest: &str) -> bool {
    let after = rest.trim_start_matches(is_blank);
    after.is_empty() || after.starts_with('\n')
}

/// Whether the mark at byte `at` is the first of its line, and `lone`.
pub(super) fn is_alone(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(is_blank);
    (before.is_empty() || before.ends_with('\n')) && lone(&text[at..]).is_some()
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

fn run(rest: &str, is_in: fn(char) -> bool) -> usize {
    rest.find(|c| !is_in(c)).unwrap_or(rest.len())
}

/// What is opened by the first `open` bytes. A doubled quote comes out as two tokens side by side, which is as good here.
fn until(kind: TokenKind, rest: &str, open: usize, close: &str) -> (TokenKind, usize, bool) {
    match rest[open..].find(close) {
        Some(at) => (kind, open + at + close.len(), true),
        None => (kind, rest.len(), false),
    }
}

/// `q'[…]'` and `nq'[…]'`; `None` where the word is no such quote.
fn quoted(rest: &str) -> Option<(TokenKind, usize, bool)> {
    let bytes = rest.as_bytes();
    let open = match (bytes.first()?, bytes.get(1)?, bytes.get(2)) {
        (b'q' | b'Q', b'\'', _) => 2,
        (b'n' | b'N', b'q' | b'Q', Some(b'\'')) => 3,
        _ => return None,
    };
    let mark = rest[open..].chars().next().filter(|c| !c.is_whitespace())?;
    let close = match mark {
        '[' => ']',
        '{' => '}',
        '(' => ')',
        '<' => '>',
        other => other,
    };
    let inner = open + mark.len_utf8();
    let closing = |(at, _): &(usize, &str)| rest[inner + at + close.len_utf8()..].starts_with('\'');
    let found = rest[inner..].match_indices(close).find(closing).map(|(at, _)| inner + at + close.len_utf8() + 1);
    Some((TokenKind::Text, found.unwrap_or(rest.len()), found.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_token_whatever_it_holds() {
        for text in ["'a;b'", "'-- no'", "q'[it's]'", "Q'{a}'", "nq'!x'y!'", "NQ'(;)'", "q'<'>'", "q'||'", "q'中';中'", "q'[]]'"] {
            assert_eq!(token(text, 0), Some(Token { kind: TokenKind::Text, start: 0, end: text.len(), closed: true }), "{text}");
        }
        for text in ["'a", "q'[a'", "q'[a]", "nq'xx", "q'"] {
            assert!(tokens(text).any(|token| !token.closed), "{text}");
        }
    }

    #[test]
    fn a_script_falls_into_its_tokens() {
        let text = "sel\"A b\"x1$#/*+ h */1-- c\r\n/2q''''";
        let all: Vec<&str> = tokens(text).map(|token| token.of(text)).collect();
        assert_eq!(all, ["sel", "\"A b\"", "x1$#", "/*+ h */", "1", "-- c\r", "\n", "/", "2q", "''", "''"]);
    }

    #[test]
    fn a_doubled_quote_does_not_end_the_text() {
        let text = "'it''s;'";
        assert!(tokens(text).all(|token| token.kind == TokenKind::Text && token.closed));
    }
}
