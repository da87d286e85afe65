//! Bytes of a command's output → text, and the small things that all parsers need.

use std::borrow::Cow;

use crate::model::Value;

/// UTF-8, else GB18030 (what an office's hosts write under `LANG=zh_CN.GBK`). Control characters except line end and tab go out.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0,
    };
    // Control characters above ASCII begin with this byte in UTF-8.
    let odd = |b: &u8| matches!(b, 0..=8 | 11..=31 | 127 | 0xC2);
    // Looks at all of it without a way out: so it is many bytes at a time.
    if text.as_bytes().iter().fold(false, |found, byte| found | odd(byte)) {
        // This takes the carriage return before a line end, too.
        text.chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect()
    } else {
        text.into_owned()
    }
}

/// A text cell; empty is NULL.
pub(super) fn text(value: impl Into<String>) -> Value {
    let value = value.into();
    if value.is_empty() { Value::Null } else { Value::Text(value) }
}

/// A whole number, or NULL where the command prints `-`.
pub(super) fn int(value: &str) -> Value {
    value.trim().parse().map_or(Value::Null, Value::Int)
}

/// A measure, or NULL.
pub(super) fn num(value: &str) -> Value {
    value.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map_or(Value::Null, Value::Num)
}

/// Two decimals are enough for every measure of a host.
pub(super) fn round(value: f64) -> Value {
    if value.is_finite() { Value::Num((value * 100.0).round() / 100.0) } else { Value::Null }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_and_control_bytes_are_read() {
        assert_eq!(decode("df: 权限不够\r\n".as_bytes()), "df: 权限不够\n");
        assert_eq!(decode(b"\xce\xc4\xbc\xfe\xcf\xb5\xcd\xb3"), "文件系统");
        assert_eq!(decode(b"a\x1b[31mb\x00\tc"), "a[31mb\tc");
    }
}
