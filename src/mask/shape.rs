//! What stays of a value.

use super::Kind;
use super::chunk::sign_at;

/// How much of a long number stays at its two ends.
const HEAD: usize = 3;
const TAIL: usize = 2;

/// Whether something of such a value stays.
pub(super) fn keeps(kind: Kind) -> bool {
    !matches!(kind, Kind::Account | Kind::Password | Kind::Name | Kind::Email | Kind::Site)
}

/// Whether nothing is left to mask.
pub(super) fn is_masked(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'*')
}

/// Writes what stays of a value.
pub(super) fn push(text: &mut String, value: &str, kind: Kind) {
    match kind {
        Kind::Ip => match value.split_once('.') {
            Some((first, _)) => {
                text.push_str(first);
                text.push_str(".*.*.*");
            }
            None => text.push_str("***"),
        },
        Kind::ResidentId | Kind::CreditCode | Kind::TaxNumber | Kind::BankCard | Kind::Mobile => ends(text, value, HEAD),
        Kind::Landline => ends(text, value, 0),
        Kind::Account | Kind::Password | Kind::Name | Kind::Email | Kind::Site => text.push_str("***"),
    }
}

/// The signs of a number with stars in place of all but its ends.
fn ends(text: &mut String, value: &str, head: usize) {
    let signs: Vec<char> = signs(value).collect();
    let tail = signs.len().saturating_sub(TAIL);
    text.extend(signs.iter().enumerate().map(|(i, sign)| if i < head || i >= tail { *sign } else { '*' }));
}

/// Letters and digits in their plain form.
fn signs(value: &str) -> impl Iterator<Item = char> {
    value.char_indices().filter_map(|(at, _)| sign_at(value.as_bytes(), at).map(|sign| char::from(sign.plain)))
}
