//! How well names read in an encoding.
//!
//! The Chinese standards put the characters that are used into blocks of their own: level 1 of GB2312 (3,755 hanzi, lead bytes B0 to D7),
//! level 1 of Big5 (5,401, lead bytes A4 to C6). Read in the wrong one of the two, about half of the characters of a text fall outside.

use super::choose::Raw;
use super::encoding::Encoding;

/// The score of names that are UTF-8 (or, by their writer, GB18030) by rule.
pub(super) const SURE: u32 = 1001;
/// What a guess must have to be taken, in thousandths.
pub(super) const ENOUGH: u32 = 600;
/// How far the next best must be behind.
pub(super) const CLEAR: u32 = 250;

/// Thousandths of the characters beyond ASCII that are common ones; `None` where a name is not of this encoding at all.
pub(super) fn score(names: &[Raw<'_>], encoding: Encoding) -> Option<u32> {
    let decoded: Vec<String> = names.iter().map(|(raw, _)| encoding.decode(raw)).collect::<Option<_>>()?;
    let short_utf8 = || Encoding::Utf8.decode(&names.iter().flat_map(|(raw, _)| *raw).copied().collect::<Vec<u8>>());
    match encoding {
        // Chance does not make three bytes in a row fit.
        Encoding::Utf8 if decoded.iter().any(|name| name.chars().any(|c| c > '\u{7FF}')) => Some(SURE),
        Encoding::Utf8 => Some(1000),
        // What could be UTF-8 of two bytes each is text of an old Windows where it was written on one.
        Encoding::Gb18030
            if names.iter().all(|(_, windows)| *windows) && short_utf8().is_some_and(|text| text.chars().all(|c| c <= '\u{7FF}')) =>
        {
            Some(SURE)
        }
        Encoding::Gb18030 => share(names, gb18030),
        Encoding::Big5 => share(names, big5),
        Encoding::Cp437 => share(names, cp437),
    }
}

/// What the first bytes are: how many they are, and whether they speak for the encoding (`None`: neither for nor against).
type Step = fn(&[u8]) -> (usize, Option<bool>);

fn share(names: &[Raw<'_>], step: Step) -> Option<u32> {
    let (mut common, mut all) = (0_u64, 0_u64);
    for (raw, _) in names {
        let mut rest = *raw;
        while !rest.is_empty() {
            let (len, speaks) = step(rest);
            common += u64::from(speaks == Some(true));
            all += u64::from(speaks.is_some());
            rest = rest.get(len..).unwrap_or_default();
        }
    }
    // Punctuation alone says nothing of its encoding.
    u32::try_from(common * 1000 / all.max(1)).ok()
}

fn gb18030(bytes: &[u8]) -> (usize, Option<bool>) {
    match *bytes {
        [0x81..=0xFE, 0x30..=0x39, ..] => (4, Some(false)),
        [0xB0..=0xD7, 0xA1..=0xFE, ..] => (2, Some(true)),
        // Signs and letters of full width, where both standards have theirs.
        [0xA1..=0xA3, 0xA1..=0xFE, ..] => (2, None),
        [0x81..=0xFE, _, ..] => (2, Some(false)),
        [0x80..=0xFF, ..] => (1, Some(false)),
        _ => (1, None),
    }
}

fn big5(bytes: &[u8]) -> (usize, Option<bool>) {
    match *bytes {
        [0xA4..=0xC6, 0x40..=0x7E | 0xA1..=0xFE, ..] => (2, Some(true)),
        [0xA1..=0xA3, _, ..] => (2, None),
        [0x81..=0xFE, _, ..] => (2, Some(false)),
        [0x80..=0xFF, ..] => (1, Some(false)),
        _ => (1, None),
    }
}

/// Letters with accents come one by one; two in a row are rather halves of something else.
fn cp437(bytes: &[u8]) -> (usize, Option<bool>) {
    match *bytes {
        [0x80..=0xFF, 0x80..=0xFF, ..] => (2, Some(false)),
        [0x80..=0xA5 | 0xE1, ..] => (1, Some(true)),
        [0x80..=0xFF, ..] => (1, Some(false)),
        _ => (1, None),
    }
}
