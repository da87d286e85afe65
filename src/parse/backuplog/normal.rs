//! A line as the grammar wants it: half-width punctuation, one blank between words, none at the ends.

/// Whether [`normal`] would change more than blanks.
fn half(c: char) -> char {
    match c {
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        '“' | '”' | '″' => '"',
        '\u{3000}' | '\u{00A0}' | '\t' => ' ',
        c => c,
    }
}

/// Writes `text` into `into` with punctuation mapped and blanks collapsed.
///
/// Not for lines that name tables: a quoted name may hold any character, two blanks in a row too.
pub(super) fn normal(text: &str, into: &mut String) {
    into.clear();
    if text.is_ascii() {
        for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(word);
        }
        return;
    }
    let mut blank = false;
    for c in text.chars().map(half) {
        if c == ' ' {
            blank = true;
            continue;
        }
        if blank && !into.is_empty() {
            into.push(' ');
        }
        blank = false;
        into.push(c);
    }
}

/// Takes `29-APR-25 09:37:36.590: ` (LOGTIME) and `W-1 ` (METRICS) from the front: the time, and the rest.
pub(super) fn unprefixed(text: &str) -> (Option<&str>, &str) {
    let Some(first) = text.bytes().next() else { return (None, text) };
    let (time, rest) =
        if first.is_ascii_digit() { logtime(text).map_or((None, text), |(time, rest)| (Some(time), rest)) } else { (None, text) };
    (time, worker(rest).unwrap_or(rest))
}

/// `DD-MON-YY HH:MM:SS.mmm: `; the month follows the language (`4月 `).
fn logtime(text: &str) -> Option<(&str, &str)> {
    let mut end = text.len().min(40);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    // The dot of the milliseconds tells it from every other date.
    let dot = head.find('.')?;
    let millis = head.get(dot + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
    let colon = dot + 1 + millis;
    let shaped = millis > 0 && head.as_bytes().get(2) == Some(&b'-') && head.get(..dot)?.matches(':').count() == 2;
    if !shaped || head.as_bytes().get(colon) != Some(&b':') {
        return None;
    }
    let rest = text.get(colon + 1..)?;
    Some((text.get(..colon)?, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn worker(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("W-")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(digits..).filter(|_| digits > 0)?.strip_prefix(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_punctuation_and_blanks() {
        let mut line = String::new();
        for (text, expected) in [
            ("导出成功终止，但出现警告。", "导出成功终止,但出现警告."),
            ("  a\t\tb　c\u{a0} ", "a b c"),
            ("作业 “S”.“J”：（于）", "作业 \"S\".\"J\":(于)"),
            ("ＥＸＰ－００００８", "EXP-00008"),
            ("", ""),
        ] {
            normal(text, &mut line);
            assert_eq!(line, expected);
        }
    }

    #[test]
    fn prefixes_of_logtime_and_metrics() {
        for (text, time, rest) in [
            ("29-APR-25 09:37:36.590: W-1 . . exported", Some("29-APR-25 09:37:36.590"), ". . exported"),
            ("29-4月 -25 09:37:36.590: 作业", Some("29-4月 -25 09:37:36.590"), "作业"),
            ("W-12 Startup took 1 seconds", None, "Startup took 1 seconds"),
            ("29-APR-25 09:37:36.590:", Some("29-APR-25 09:37:36.590"), ""),
            ("29-APR-25", None, "29-APR-25"),
            ("12 rows. And: so", None, "12 rows. And: so"),
            ("W- x", None, "W- x"),
        ] {
            assert_eq!(unprefixed(text), (time, rest), "{text}");
        }
    }
}
