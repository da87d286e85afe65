//! Settings a line each: properties of Java, INI, variables of a shell.

use super::Found;

/// The last value of a key, by the rules of `java.util.Properties`: `=`, `:` or blanks between, `#` and `!` begin comments, a backslash at
/// the end goes on with the next line, `\uXXXX`.
pub(super) fn properties(text: &str, key: &str) -> Option<Found> {
    let mut last = None;
    let mut lines = text.lines().map(|line| line.trim_start_matches(BLANK));
    while let Some(line) = lines.next() {
        if line.is_empty() || line.starts_with(['#', '!']) {
            continue;
        }
        let mut whole = line.to_owned();
        while whole.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1 {
            whole.pop();
            match lines.next() {
                Some(more) => whole.push_str(more),
                None => break,
            }
        }
        let (name, value) = pair(&whole);
        if unescape(name) == key {
            last = Some(unescape(value));
        }
    }
    last.map(|value| Found { value, secret: false })
}

const BLANK: [char; 3] = [' ', '\t', '\u{c}'];

/// Key and value, as they are written.
fn pair(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = line.find(|c: char| {
        let ends = !escaped && (c == '=' || c == ':' || BLANK.contains(&c));
        escaped = c == '\\' && !escaped;
        ends
    });
    let (key, rest) = line.split_at(end.unwrap_or(line.len()));
    let rest = rest.trim_start_matches(BLANK);
    (key, rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches(BLANK))
}

fn unescape(text: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.chars();
    let mut room = [0; 2];
    while let Some(c) = rest.next() {
        let c = if c == '\\' {
            rest.next().unwrap_or_default()
        } else {
            units.extend_from_slice(c.encode_utf16(&mut room));
            continue;
        };
        let digits = rest.as_str().get(..4).filter(|_| c == 'u').and_then(|digits| u16::from_str_radix(digits, 16).ok());
        if let Some(unit) = digits {
            // Two of them may be one character.
            units.push(unit);
            rest = rest.as_str()[4..].chars();
            continue;
        }
        let c = match c {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\u{c}',
            '\0' => continue,
            other => other,
        };
        units.extend_from_slice(c.encode_utf16(&mut room));
    }
    String::from_utf16_lossy(&units)
}

/// The last value of `section/key`, or of a key before any section. A comment behind a value is a part of it, as it is for most readers.
pub(super) fn ini(text: &str, path: &str) -> Option<Found> {
    let (section, key) = path.rsplit_once('/').unwrap_or(("", path));
    let (mut here, mut last) = ("", None);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', ';'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.split(']').next()) {
            here = name.trim();
        } else if here == section {
            // `key = value`, `key: value`; else the way of servers: `Listen 127.0.0.1:80`.
            let (name, value) = match (line.find('='), line.find(": ")) {
                (Some(equal), colon) if colon.is_none_or(|colon| equal < colon) => (line[..equal].trim(), line[equal + 1..].trim()),
                (_, Some(colon)) if !line[..colon].contains(BLANK) => (&line[..colon], line[colon + 1..].trim()),
                _ => {
                    line.split_once(BLANK).map_or_else(|| line.split_once(':').unwrap_or((line, "")), |(name, value)| (name, value.trim()))
                }
            };
            if name == key {
                last = Some(value.to_owned());
            }
        }
    }
    last.map(|value| Found { value, secret: false })
}

/// The last value of a variable: `[export ]NAME=value`, in quotes or not. Variables within a value stay as they are written.
pub(super) fn env(text: &str, key: &str) -> Option<Found> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    let value = lines
        .filter_map(|line| line.strip_prefix("export ").unwrap_or(line).trim_start().split_once('='))
        .rfind(|(name, _)| name.trim_end() == key)?
        .1;
    let value = value.trim_start();
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.split_once(*quote));
    let value = quoted.map_or_else(|| value.split(" #").next().unwrap_or(value).trim_end(), |(inner, _)| inner);
    Some(Found { value: value.to_owned(), secret: false })
}
