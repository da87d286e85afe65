//! A query as lines that SQL*Plus passes on as they are.
//!
//! SQL*Plus reads lines, not SQL: an ampersand asks for a value even in a comment, a `;` at the end of any line ends the statement, a
//! `-` there joins the next line, a line that is too long is refused. So comments go, and literals are written without such characters.

/// Lines are broken beyond this; SQL*Plus takes 2499 characters.
const WIDTH: usize = 160;
/// A literal is cut into pieces of this size, so that a line can be broken inside it.
const PIECE: usize = 400;

/// A piece of SQL that must not be broken, and what stood before it.
#[derive(Debug)]
struct Token {
    text: String,
    gap: Gap,
}

#[derive(Debug, Clone, PartialEq)]
enum Gap {
    /// Nothing: a literal after its prefix letter stays with it.
    None,
    Space,
    /// A new line with its indentation.
    Line(String),
}

/// The lines of a query; none is empty, ends in `-` or `;`, or holds `&`.
pub(super) fn lines(sql: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for token in tokens(sql) {
        let glued = line.trim_end().ends_with('-');
        let full = line.len() + token.text.len() > WIDTH && token.gap != Gap::None;
        match token.gap {
            Gap::Line(indent) if !glued && !line.trim().is_empty() => {
                lines.push(std::mem::replace(&mut line, indent));
            }
            Gap::Line(indent) if line.is_empty() => line.push_str(&indent),
            _ if full && !glued => lines.push(std::mem::replace(&mut line, "  ".into())),
            Gap::None => {}
            _ => line.push(' '),
        }
        line.push_str(&token.text);
    }
    lines.push(line);
    lines
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut gap = Gap::None;
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        let end = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if c.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else if c == '\'' {
            literal_end(rest)
        } else if c == '"' {
            rest[1..].find('"').map_or(rest.len(), |at| at + 2)
        } else if is_word(c) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (text, tail) = rest.split_at(end);
        rest = tail;
        if c.is_whitespace() {
            gap = space(text, gap);
            continue;
        }
        if text.starts_with("--") || text.starts_with("/*") {
            // A comment parts words, as a space does.
            gap = if gap == Gap::None { Gap::Space } else { gap };
            continue;
        }
        let parts = if c == '\'' { literal(text) } else { vec![text.to_owned()] };
        for (i, text) in parts.into_iter().enumerate() {
            let gap = if i == 0 { std::mem::replace(&mut gap, Gap::None) } else { Gap::Space };
            out.push(Token { text, gap });
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_$#.".contains(c)
}

/// White space after other white space: the last line break counts.
fn space(text: &str, before: Gap) -> Gap {
    match (text.rfind('\n'), before) {
        (Some(at), _) => Gap::Line(text[at + 1..].replace('\t', "    ")),
        (None, Gap::Line(indent)) => Gap::Line(indent),
        (None, _) => Gap::Space,
    }
}

/// Where the literal that `text` begins with ends; a doubled quote is part of it.
fn literal_end(text: &str) -> usize {
    let mut at = 1;
    while let Some(quote) = text[at..].find('\'') {
        at += quote + 1;
        if !text[at..].starts_with('\'') {
            return at;
        }
        at += 1;
    }
    text.len()
}

/// A literal in pieces; what SQL*Plus or a code page would change is written as a number.
fn literal(text: &str) -> Vec<String> {
    let inner = &text[1..text.len().saturating_sub(1).max(1)];
    let plain = |c: char| c.is_ascii() && !c.is_ascii_control() && c != '&';
    if inner.len() <= PIECE && inner.chars().all(plain) {
        return vec![text.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut quoted = String::new();
    let flush = |quoted: &mut String, parts: &mut Vec<String>| {
        if !quoted.is_empty() {
            parts.push(format!("'{}'", std::mem::take(quoted)));
        }
    };
    for c in inner.replace("''", "'").replace("\r\n", "\n").chars() {
        match c {
            '\'' => quoted.push_str("''"),
            c if plain(c) => quoted.push(c),
            c => {
                flush(&mut quoted, &mut parts);
                if c.is_ascii() {
                    parts.push(format!("chr({})", u32::from(c)));
                } else {
                    let mut units = [0; 2];
                    let escaped: String = c.encode_utf16(&mut units).iter().map(|unit| format!("\\{unit:04X}")).collect();
                    parts.push(format!("to_char(unistr('{escaped}'))"));
                }
            }
        }
        if quoted.len() >= PIECE {
            flush(&mut quoted, &mut parts);
        }
    }
    flush(&mut quoted, &mut parts);
    let last = parts.len().saturating_sub(1);
    let joined = parts.into_iter().enumerate().map(|(i, part)| {
        let (open, close) = (if i == 0 { "(" } else { "|| " }, if i == last { ")" } else { "" });
        format!("{open}{part}{close}")
    });
    joined.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_blank_lines_and_trailing_signs_go() {
        let sql = "select a, -- it's a; comment & more;\n\n       b -\n       c /* x;\n*/\n  from t -- end\n  /\n  2";
        assert_eq!(lines(sql), ["select a,", "       b - c", "  from t", "  /", "  2"]);
    }

    #[test]
    fn literals_keep_their_meaning() {
        let one = |text: &str| lines(text).join("\n");
        assert_eq!(one("x = 'it''s -- no; comment'"), "x = 'it''s -- no; comment'");
        assert_eq!(one("x like 'a&b%'"), "x like ('a' || chr(38) || 'b%')");
        assert_eq!(one("x = 'a\nb'"), "x = ('a' || chr(10) || 'b')");
        assert_eq!(one("date'2026-01-01'"), "date'2026-01-01'");
        assert_eq!(one("x = '开&'''"), "x = (to_char(unistr('\\5F00')) || chr(38) || '''')");
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let sql = format!("select {} x from t where y = '{}'", "abcdefgh, ".repeat(400), "z".repeat(2000));
        let lines = lines(&sql);
        assert!(lines.iter().all(|l| l.len() < 600), "{lines:?}");
        assert_eq!(lines.concat().matches("abcdefgh").count(), 400);
    }
}
