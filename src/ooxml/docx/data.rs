//! Data → values of Tera: clean of what a document cannot hold, numbers as people write them.

use std::borrow::Cow;

use serde_json::Value as Json;
use tera::{Context, Map, Value};

use super::tag::encoded;

/// What was taken out of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// Terminal sequences: colours, titles, cursor movements.
    pub sequences: usize,
    /// Other control characters, and U+FFFE and U+FFFF.
    pub characters: usize,
}

/// The data of a template; names at the root are encoded as in its tags.
pub(super) fn context(data: &Json) -> (Context, Cleaned) {
    let (mut context, mut cleaned) = (Context::new(), Cleaned::default());
    if let Json::Object(map) = data {
        for (name, json) in map {
            context.insert_value(encoded(name), value(json, &mut cleaned));
        }
    }
    (context, cleaned)
}

fn value(json: &Json, cleaned: &mut Cleaned) -> Value {
    match json {
        Json::Null => Value::none(),
        Json::Bool(b) => Value::from(*b),
        Json::Number(n) => match (n.as_i64(), n.as_u64(), n.as_f64()) {
            (Some(i), ..) => Value::from(i),
            (_, Some(u), _) => Value::from(u),
            (_, _, Some(f)) => number(f),
            _ => Value::none(),
        },
        Json::String(text) => Value::from(clean(text, cleaned).as_ref()),
        Json::Array(items) => Value::from(items.iter().map(|item| value(item, cleaned)).collect::<Vec<_>>()),
        Json::Object(map) => {
            let pairs = map.iter().map(|(key, item)| (clean(key, cleaned).into_owned().into(), value(item, cleaned)));
            Value::from(pairs.collect::<Map>())
        }
    }
}

/// A number without noise: whole where it is whole, else at most ten decimals.
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers below 2^53 are turned")]
pub(super) fn number(n: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if n.fract() == 0.0 && n.abs() < EXACT {
        return Value::from(n as i64);
    }
    if !n.is_finite() || n.abs() >= 1e5 || n.abs() < 1e-4 {
        return Value::from(n);
    }
    let rounded = (n * 1e10).round() / 1e10;
    if rounded.fract() == 0.0 { Value::from(rounded as i64) } else { Value::from(rounded) }
}

/// Most texts are clean, so they are looked at byte by byte first.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    !bytes.iter().enumerate().any(|(i, b)| match b {
        b'\n' | b'\t' => false,
        0..=0x1f | 0x7f => true,
        // U+0080 to U+009F.
        0xc2 => bytes.get(i + 1).is_some_and(|next| *next < 0xa0),
        // U+FFFE and U+FFFF.
        0xef => bytes.get(i + 1) == Some(&0xbf) && bytes.get(i + 2).is_some_and(|next| *next >= 0xbe),
        _ => false,
    })
}

/// A text without what XML cannot hold or a reader cannot see. Terminal sequences go as a whole.
pub(super) fn clean<'a>(text: &'a str, cleaned: &mut Cleaned) -> Cow<'a, str> {
    if is_clean(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{1b}' => {
                let sequence = match chars.peek() {
                    Some('[') => {
                        chars.next();
                        csi(&mut chars);
                        true
                    }
                    Some(']' | 'P' | 'X' | '^' | '_') => {
                        chars.next();
                        string(&mut chars);
                        true
                    }
                    Some(' '..='/') => {
                        while chars.next_if(|c| (' '..='/').contains(c)).is_some() {}
                        chars.next_if(|c| ('0'..='~').contains(c));
                        true
                    }
                    Some('0'..='~') => chars.next().is_some(),
                    _ => false,
                };
                if sequence {
                    cleaned.sequences += 1;
                } else {
                    cleaned.characters += 1;
                }
            }
            '\u{9b}' => {
                csi(&mut chars);
                cleaned.sequences += 1;
            }
            '\u{9d}' | '\u{90}' => {
                string(&mut chars);
                cleaned.sequences += 1;
            }
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => cleaned.characters += 1,
            c => out.push(c),
        }
    }
    out.into()
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Parameters, intermediates, one final character.
fn csi(chars: &mut Chars<'_>) {
    while chars.next_if(|c| (' '..='?').contains(c)).is_some() {}
    chars.next_if(|c| ('@'..='~').contains(c));
}

/// Up to BEL or ST. One that never ends takes its line and no more.
fn string(chars: &mut Chars<'_>) {
    while let Some(c) = chars.next_if(|c| *c != '\n') {
        if c == '\u{7}' || c == '\u{9c}' {
            return;
        }
        if c == '\u{1b}' {
            chars.next_if_eq(&'\\');
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, usize, usize) {
        let mut count = Cleaned::default();
        let out = clean(text, &mut count).into_owned();
        (out, count.sequences, count.characters)
    }

    #[test]
    fn terminal_sequences_go_whole_and_are_counted() {
        assert_eq!(cleaned("\u{1b}[31mORA-\u{1b}[0m 好"), ("ORA- 好".into(), 2, 0));
        assert_eq!(cleaned("\u{1b}]0;title\u{7}a\u{1b}(Bb\u{9b}1mc\u{1b}"), ("abc".into(), 3, 1));
        assert_eq!(cleaned("\u{1b}]open\nb"), ("\nb".into(), 1, 0));
    }

    #[test]
    fn control_characters_go_and_lines_stay() {
        assert_eq!(cleaned("a\0b\u{b}c\u{fffe}d\u{ffff}\u{85}"), ("abcd".into(), 0, 5));
        assert_eq!(cleaned("a\r\nb\rc\td"), ("a\nb\nc\td".into(), 0, 0));
        assert_eq!(cleaned("😀བོད·é"), ("😀བོད·é".into(), 0, 0));
    }

    #[test]
    fn numbers_have_no_noise() {
        let shown = |n: f64| number(n).to_string();
        assert_eq!([shown(12.0), shown(99.95), shown(0.1 + 0.2), shown(-0.5)], ["12", "99.95", "0.3", "-0.5"]);
        assert_eq!(shown(1e15), "1000000000000000");
    }
}
