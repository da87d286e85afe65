//! One tag: how people type it in WPS, and what Tera is given for it.
//!
//! In a tag full-width punctuation stands for plain, smart quotes for straight ones. Tera's names are ASCII, so other names are encoded: a
//! field behind a dot becomes `["字段"]`, a name at the beginning, of a filter or of an argument `zh05B57zh06BB5` ([`encoded`]).

use super::fields::{Use, uses};

/// A word of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    /// With its quotes.
    Text(String),
    Number(String),
    Sign(&'static str),
}

/// What a tag does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Prints a value.
    Print,
    /// `image(…)` or `chart(…)`: stands in a run of its own.
    Drawing,
    For,
    If,
    /// `elif` or `else`.
    Middle,
    EndFor,
    EndIf,
    Set,
}

/// A tag that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub form: Form,
    /// As people wrote it.
    pub shown: String,
    /// Between Tera's delimiters.
    pub tera: String,
    /// Repeats columns: `{%c for … %}`.
    pub column: bool,
    pub tokens: Vec<Token>,
    /// Which paragraph of the part, for places.
    pub paragraph: u32,
}

impl Tag {
    /// Whether Tera's delimiters are those of a value.
    pub(super) fn prints(&self) -> bool {
        matches!(self.form, Form::Print | Form::Drawing)
    }

    pub(super) fn uses(&self) -> Vec<Use> {
        match self.form {
            Form::EndFor | Form::EndIf => Vec::new(),
            _ => uses(&self.tokens),
        }
    }
}

/// Why a tag is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    Unknown,
    Syntax(&'static str),
    NotAlone,
}

const SIGNS: [&str; 30] = [
    "...", "?.", "?[", "==", "!=", "<=", ">=", "//", "**", "(", ")", "[", "]", "{", "}", ",", ".", ":", "|", "=", "<", ">", "+", "-", "*",
    "/", "%", "~", "!", "@",
];

/// Words of the expression language.
pub(super) const WORDS: [&str; 15] =
    ["and", "or", "not", "in", "is", "if", "else", "elif", "for", "true", "false", "none", "None", "null", "set"];

/// Full-width and typographic signs as the plain ones they stand for; quotes come out as `"` and `'`.
pub(super) fn plain(c: char) -> char {
    match c {
        '“' | '”' | '„' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '\u{a0}' | '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        '，' => ',',
        '：' => ':',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A name as Tera takes it: what is not ASCII becomes `zh` and five hexadecimal digits, so no two names become one.
pub(super) fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let plain = name.is_ascii() && !name.contains("zh");
    for c in name.chars() {
        if plain || (c.is_ascii() && c != 'z') {
            out.push(c);
        } else {
            out.push_str(&format!("zh{:05X}", c as u32));
        }
    }
    out
}

/// A sentence with encoded names as people wrote them.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("zh") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(c) = rest.get(2..7).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            out.push(c);
            rest = &rest[7..];
        } else {
            out.push_str("zh");
            rest = &rest[2..];
        }
    }
    out + rest
}

/// The words of an expression.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Wrong> {
    let mut out = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(&raw) = chars.get(at) {
        let c = plain(raw);
        let run = |from: usize, fits: fn(char) -> bool| chars[from..].iter().take_while(|c| fits(plain(**c))).count();
        if c == ' ' || matches!(raw, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}') {
            at += 1;
        } else if c == '"' || c == '\'' {
            let mut text = String::from(c);
            let mut escaped = false;
            at += 1;
            loop {
                let Some(&inner) = chars.get(at) else { return Err(Wrong::Syntax("\" … \"")) };
                at += 1;
                if !escaped && plain(inner) == c {
                    break;
                }
                escaped = !escaped && inner == '\\';
                text.push(inner);
            }
            text.push(c);
            out.push(Token::Text(text));
        } else if c.is_ascii_digit() {
            let whole = run(at, |c| c.is_ascii_digit());
            let after_dot = matches!(out.last(), Some(Token::Sign(".")));
            let fraction = match (chars.get(at + whole).copied().map(plain), chars.get(at + whole + 1).copied().map(plain)) {
                (Some('.'), Some(d)) if d.is_ascii_digit() && !after_dot => 1 + run(at + whole + 1, |c| c.is_ascii_digit()),
                _ => 0,
            };
            out.push(Token::Number(chars[at..at + whole + fraction].iter().map(|c| plain(*c)).collect()));
            at += whole + fraction;
        } else if c.is_alphabetic() || c == '_' {
            let len = run(at, |c| c.is_alphanumeric() || c == '_');
            out.push(Token::Name(chars[at..at + len].iter().map(|c| plain(*c)).collect()));
            at += len;
        } else {
            let near: String = chars[at..].iter().take(3).map(|c| plain(*c)).collect();
            let Some(sign) = SIGNS.iter().find(|sign| near.starts_with(**sign)) else { return Err(Wrong::Syntax("?")) };
            out.push(Token::Sign(sign));
            at += sign.len();
        }
    }
    Ok(out)
}

/// The words as Tera reads them.
pub(super) fn tera(tokens: &[Token]) -> String {
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| tokens.get(i));
        let behind_dot = matches!(before, Some(Token::Sign("." | "?.")));
        match token {
            // Written with what follows it.
            Token::Sign("." | "?.") => {}
            Token::Name(name) if behind_dot => {
                let optional = before == Some(&Token::Sign("?."));
                if name.is_ascii() {
                    out.push_str(if optional { "?." } else { "." });
                    out.push_str(name);
                } else {
                    out.push_str(if optional { "?[\"" } else { "[\"" });
                    out.push_str(name);
                    out.push_str("\"]");
                }
            }
            Token::Number(number) if behind_dot => out.push_str(&format!("[{number}]")),
            Token::Sign(sign @ ("(" | "[" | "?[" | "]" | ")" | ",")) => out.push_str(sign),
            other => {
                if !out.is_empty() && !out.ends_with(['(', '[']) {
                    out.push(' ');
                }
                match other {
                    Token::Name(name) => out.push_str(&encoded(name)),
                    Token::Text(text) | Token::Number(text) => out.push_str(text),
                    Token::Sign(sign) => out.push_str(sign),
                }
            }
        }
    }
    out
}

fn is_name(token: Option<&Token>, names: &[&str]) -> bool {
    matches!(token, Some(Token::Name(name)) if names.contains(&name.as_str()))
}

const IMAGE: [&str; 2] = ["image", "图片"];
const CHART: [&str; 2] = ["chart", "图表"];

/// `{{ … }}`: what is between the braces; `number` is the tag's own, so that what it draws can be led back to it.
pub(super) fn print(shown: &str, inner: &str, paragraph: u32, number: usize) -> Result<Tag, Wrong> {
    let mut tokens = tokens(trimmed(inner))?;
    let tag = |form, tokens, tera| Tag { form, shown: shown.to_owned(), tera, column: false, tokens, paragraph };
    if tokens.is_empty() {
        return Err(Wrong::Syntax("{{ }}"));
    }
    let (image, chart) = (is_name(tokens.first(), &IMAGE), is_name(tokens.first(), &CHART));
    if (image || chart) && tokens.get(1) == Some(&Token::Sign(":")) {
        tokens = short_drawing(&tokens[2..], image);
    }
    if (image || chart) && tokens.get(1) == Some(&Token::Sign("(")) {
        if closing(&tokens, 1) != Some(tokens.len() - 1) {
            return Err(Wrong::NotAlone);
        }
        tokens[0] = Token::Name(if image { "image" } else { "chart" }.to_owned());
        let inner = tera(&tokens[..tokens.len() - 1]);
        let call = format!("{inner}, at_tag={number})");
        return Ok(tag(Form::Drawing, tokens, call));
    }
    let written = tera(&tokens);
    let written = if super::fields::is_path(&tokens) { format!("{written} | tidy") } else { format!("({written}) | tidy") };
    Ok(tag(Form::Print, tokens, written))
}

/// `image:趋势图` → `image(of=趋势图 or "趋势图")`: a field of the data, or else the name of the picture itself.
fn short_drawing(rest: &[Token], image: bool) -> Vec<Token> {
    let sign = Token::Sign;
    let mut out = vec![Token::Name(if image { "image" } else { "chart" }.into()), sign("("), Token::Name("of".into()), sign("=")];
    out.extend_from_slice(rest);
    if image && super::fields::is_path(rest) {
        let name: String = rest
            .iter()
            .map(|t| match t {
                Token::Name(n) | Token::Number(n) | Token::Text(n) => n.as_str(),
                Token::Sign(s) => s,
            })
            .collect();
        out.extend([Token::Name("or".into()), Token::Text(format!("\"{name}\""))]);
    }
    out.push(sign(")"));
    out
}

/// Where the bracket that opens at `open` is closed.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign("(") => depth += 1,
            Token::Sign(")") => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

fn trimmed(inner: &str) -> &str {
    let inner = inner.trim();
    let inner = inner.strip_prefix(['-', '－']).unwrap_or(inner);
    inner.strip_suffix(['-', '－']).unwrap_or(inner).trim()
}

/// `{% … %}`: what is between the signs.
pub(super) fn block(shown: &str, inner: &str, paragraph: u32) -> Result<Tag, Wrong> {
    let mut tokens = tokens(trimmed(inner))?;
    let mut column = false;
    if is_name(tokens.first(), &["c", "列"]) && is_name(tokens.get(1), &["for", "if", "elif", "else", "endfor", "endif"]) {
        tokens.remove(0);
        column = true;
    }
    if is_name(tokens.first(), &["else"]) && is_name(tokens.get(1), &["if"]) {
        tokens.drain(..2);
        tokens.insert(0, Token::Name("elif".into()));
    }
    let Some(Token::Name(word)) = tokens.first() else { return Err(Wrong::Unknown) };
    let (form, bare) = match word.as_str() {
        "for" => (Form::For, false),
        "if" => (Form::If, false),
        "elif" => (Form::Middle, false),
        "else" => (Form::Middle, true),
        "endfor" => (Form::EndFor, true),
        "endif" => (Form::EndIf, true),
        "set" => (Form::Set, false),
        _ => return Err(Wrong::Unknown),
    };
    if !bare && tokens.len() < 2 {
        return Err(Wrong::Syntax("…"));
    }
    if bare {
        tokens.truncate(1);
    }
    let tera = tera(&tokens);
    Ok(Tag { form, shown: shown.to_owned(), tera, column, tokens, paragraph })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(inner: &str) -> String {
        print("", inner, 0, 7).unwrap().tera
    }

    #[test]
    fn names_of_any_language_become_names_of_tera_and_back() {
        assert_eq!(encoded("系统a"), "zh07CFBzh07EDFa");
        assert_eq!(encoded("name"), "name");
        for name in ["系统名称", "zhangsan", "zh07CFB", "藏文བོད", "𠮷"] {
            assert!(encoded(name).is_ascii());
            assert_eq!(decoded(&format!("`{}` is", encoded(name))), format!("`{name}` is"));
        }
        assert_eq!(decoded("a zh zhx"), "a zh zhx");
    }

    #[test]
    fn tags_are_read_as_people_type_them() {
        assert_eq!(printed("系统.名称"), "zh07CFBzh07EDF[\"名称\"] | tidy");
        assert_eq!(printed("a.b.0.c"), "a.b[0].c | tidy");
        assert_eq!(printed("a　｜　日期（格式＝“长”）"), "(a | zh065E5zh0671F(zh0683Czh05F0F = \"长\")) | tidy");
        assert_eq!(printed("x or “”"), "(x or \"\") | tidy");
        assert_eq!(printed("\"{{\""), "(\"{{\") | tidy");
        assert_eq!(printed("a?.系统"), "a?[\"系统\"] | tidy");
        assert_eq!(block("", "if n ＞ 3 and t == ‘好’", 0).unwrap().tera, "if n > 3 and t == '好'");
        assert_eq!(block("", "else if n", 0).unwrap().tera, "elif n");
        assert!(block("", "c for m in 月份", 0).unwrap().column);
    }

    #[test]
    fn drawings_stand_alone_and_know_their_tag() {
        assert_eq!(printed("image(of=图, width_cm=14.5)"), "image(of = zh056FE, width_cm = 14.5, at_tag=7)");
        assert_eq!(printed("image:图"), "image(of = zh056FE or \"图\", at_tag=7)");
        assert_eq!(printed("chart(of=f(a))"), "chart(of = f(a), at_tag=7)");
        assert_eq!(printed("chart：趋势.周"), "chart(of = zh08D8Bzh052BF[\"周\"], at_tag=7)");
        assert_eq!(print("", "image(of=a) ~ \"x\"", 0, 0), Err(Wrong::NotAlone));
    }

    #[test]
    fn what_is_no_tag_is_an_error() {
        assert_eq!(block("", "include \"x\"", 0), Err(Wrong::Unknown));
        assert!(matches!(print("", "", 0, 0), Err(Wrong::Syntax(_))));
        assert!(matches!(print("", "\"a", 0, 0), Err(Wrong::Syntax(_))));
        assert!(matches!(print("", "a ; b", 0, 0), Err(Wrong::Syntax(_))));
    }
}
