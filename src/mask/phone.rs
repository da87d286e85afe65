//! Telephones among digits, and the numbers that only look like one: sizes, amounts, fractions.

use super::chunk::{Group, Join, Reach};

/// Whether 11 digits are a mobile of the mainland.
pub(super) fn is_mobile(signs: &[u8]) -> bool {
    signs.len() == 11 && signs.iter().all(u8::is_ascii_digit) && matches!(signs, [b'1', b'3'..=b'9', ..])
}

/// The group that ends a mobile beginning with the first one: `138 0013 8000`, `138-00138000`, or whole.
pub(super) fn mobile(reach: &Reach, wrapped: bool) -> Option<&Group> {
    let (group, groups) = upto(reach, 11)?;
    let spaced = are_wide(groups, &[3, 4, 4]) || are_wide(groups, &[4, 3, 4]);
    let halved = are_wide(groups, &[3, 8]) && are_joined(groups, &[Join::Hyphen]);
    let shape = groups.len() == 1 || halved || spaced && are_joined(groups, &[Join::Space, Join::Hyphen]);
    // A line may break anywhere in it, but a number that begins a line may be one of a column.
    (is_mobile(reach.signs.get(..11)?) && (shape || wrapped && is_broken(groups))).then_some(group)
}

/// The group that ends a telephone with its area code: `0891-6834567`, `010 6834 4567`, `(0891)6834567-8001`.
pub(super) fn landline(reach: &Reach) -> Option<&Group> {
    let groups = &reach.groups;
    let area = groups.first().filter(|group| matches!(group.len, 3 | 4))?.len;
    let code = reach.signs.get(..area)?;
    let valid = matches!(code, b"010" | [b'0', b'2', _] | [b'0', b'3'..=b'9', _, _]);
    let digits = reach.signs.iter().take(area + 8).all(u8::is_ascii_digit);
    let local = matches!(reach.signs.get(area), Some(b'2'..=b'9'));
    let (last, count) = match groups.get(1..)? {
        [one, ..] if matches!(one.len, 7 | 8) && one.join != Some(Join::Line) => (one, 2),
        [one, two, ..] if matches!((one.len, two.len), (3 | 4, 4)) && spaced(one) && spaced(two) => (two, 3),
        _ => return None,
    };
    if !(valid && digits && local) {
        return None;
    }
    let extension = groups.get(count).filter(|next| next.join == Some(Join::Hyphen) && next.len <= 6);
    Some(extension.unwrap_or(last))
}

fn spaced(group: &Group) -> bool {
    matches!(group.join, Some(Join::Space | Join::Hyphen | Join::Bracket))
}

/// The groups in which the signs reach a number of them, the last one first of all.
pub(super) fn upto(reach: &Reach, signs: usize) -> Option<(&Group, &[Group])> {
    let last = reach.groups.iter().position(|group| group.upto == signs)?;
    let groups = reach.groups.get(..=last)?;
    Some((groups.last()?, groups))
}

/// Whether groups are so wide.
pub(super) fn are_wide(groups: &[Group], widths: &[usize]) -> bool {
    groups.iter().map(|group| group.len).eq(widths.iter().copied())
}

/// Whether all that joins groups is of these.
pub(super) fn are_joined(groups: &[Group], by: &[Join]) -> bool {
    groups.iter().filter_map(|group| group.join).all(|join| by.contains(&join))
}

/// Whether one line break, and nothing else, is within a number.
pub(super) fn is_broken(groups: &[Group]) -> bool {
    groups.len() == 2 && are_joined(groups, &[Join::Line])
}

/// What follows a count of something: longer words with the same beginning are none.
const UNITS: [&str; 13] = ["字节", "bytes", "byte", "kb", "mb", "gb", "b", "k", "m", "g", "ms", "rows", "blocks"];
const LONGEST_UNIT: usize = 8;
/// What stands before a number of a database that grows without end.
const COUNTERS: [&str; 6] = ["scn", "change#", "bytes", "size", "rows", "字节数"];

/// Whether a number is one of the things that are counted here, and no telephone.
pub(super) fn is_count(text: &str, start: usize, end: usize, digits: &[u8]) -> bool {
    let number = digits.iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    // Sizes of memory and files are whole MiB; of the mobiles one in a million is.
    if number.is_multiple_of(1 << 20) {
        return true;
    }
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    is_fraction(before, after) || has_unit(after) || has_counter(before)
}

/// `13800138000.25`, or the digits behind a point. After `1.` may come a line of a numbered list.
pub(super) fn is_fraction(before: &str, after: &str) -> bool {
    let mut next = after.bytes();
    let goes_on = next.next() == Some(b'.') && next.next().is_some_and(|byte| byte.is_ascii_digit());
    let whole = before.strip_suffix('.').map(|whole| whole.bytes().rev().take(3).take_while(u8::is_ascii_digit).count());
    let behind = match whole {
        Some(3) => true,
        Some(1 | 2) => before.ends_with("0."),
        _ => false,
    };
    goes_on || behind
}

fn has_unit(after: &str) -> bool {
    let after = after.strip_prefix(' ').unwrap_or(after);
    if let Some(rest) = after.strip_prefix('元') {
        return !rest.starts_with(['旦', '宵', '月']);
    }
    if after.starts_with("万元") || after.starts_with("亿元") {
        return true;
    }
    let word: String = after.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '字' | '节')).take(LONGEST_UNIT).collect();
    UNITS.contains(&word.to_ascii_lowercase().as_str())
}

fn has_counter(before: &str) -> bool {
    let before = before.trim_end_matches([' ', ':', '：', '=', '\t']);
    COUNTERS.iter().any(|word| {
        let start = before.len().saturating_sub(word.len());
        before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word))
    })
}
