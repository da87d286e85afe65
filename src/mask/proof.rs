//! What proves a number: check digits, regions, birth dates, beginnings of cards.

use jiff::civil::Date;

/// Whether 18 signs are a resident's number: GB 11643-1999.
pub(super) fn is_resident(signs: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let Some((check, body)) = signs.split_last() else { return false };
    if body.len() != WEIGHTS.len() || !body.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let century = body.get(6..8).is_some_and(|digits| matches!(digits, b"18" | b"19" | b"20"));
    CHECK.get((sum % 11) as usize) == Some(check) && is_region(body) && century && is_date(body.get(6..10), body.get(10..14))
}

/// Whether 15 digits can be a resident's number of the form before 1999: it has no check digit.
pub(super) fn is_old_resident(signs: &[u8]) -> bool {
    let year = signs.get(6..8).map(|year| [b"19", year].concat());
    signs.len() == 15
        && signs.iter().all(u8::is_ascii_digit)
        && is_region(signs)
        && signs.get(2..6).is_some_and(|place| place != b"0000")
        && is_date(year.as_deref(), signs.get(8..12))
}

/// The provinces of GB/T 2260, and 8x and 9x for those from elsewhere.
fn is_region(signs: &[u8]) -> bool {
    let province = |two: &[u8]| {
        matches!(
            two,
            [b'1' | b'6', b'1'..=b'5']
                | [b'2' | b'8', b'1'..=b'3']
                | [b'3', b'1'..=b'7']
                | [b'4', b'1'..=b'6']
                | [b'5', b'0'..=b'4']
                | [b'7' | b'9', b'1']
        )
    };
    match signs {
        // Foreigners with the right of abode: 9, the province, the country.
        [b'9', rest @ ..] => signs.get(..2).is_some_and(province) || rest.get(..2).is_some_and(province),
        _ => signs.get(..2).is_some_and(province),
    }
}

fn is_date(year: Option<&[u8]>, month_and_day: Option<&[u8]>) -> bool {
    let number = |digits: Option<&[u8]>| std::str::from_utf8(digits?).ok()?.parse::<i16>().ok();
    let (Some(year), Some(both)) = (number(year), number(month_and_day)) else { return false };
    let (Ok(month), Ok(day)) = (i8::try_from(both / 100), i8::try_from(both % 100)) else { return false };
    Date::new(year, month, day).is_ok()
}

/// Whether 18 signs are a unified social credit code: GB 32100-2015.
pub(super) fn is_credit_code(signs: &[u8]) -> bool {
    // Without I, O, S, V, Z.
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let Some((check, body)) = signs.split_last() else { return false };
    // Who registers, what it is, and six digits of the place.
    let begins = matches!(body, [b'1'..=b'9' | b'A' | b'N' | b'Y', b'1'..=b'9' | b'A'..=b'G', rest @ ..] if rest.iter().take(6).all(u8::is_ascii_digit));
    if body.len() != 17 || !begins {
        return false;
    }
    let worth = |sign: &u8| ALPHABET.iter().position(|one| one == sign);
    let mut sum = 0;
    let mut weight = 1;
    for sign in body {
        let Some(worth) = worth(sign) else { return false };
        sum += worth * weight;
        weight = weight * 3 % 31;
    }
    worth(check) == Some((31 - sum % 31) % 31)
}

/// Whether digits are a card: they begin as those issued here do, and Luhn's digit is right.
pub(super) fn is_card(signs: &[u8]) -> bool {
    if !(16..=19).contains(&signs.len()) || !signs.iter().all(u8::is_ascii_digit) {
        return false;
    }
    // UnionPay's own, cards of single banks from before it, and the brands that banks issue with it.
    let begins = match signs {
        [b'6', b'2' | b'0' | b'8', ..] | [b'8', b'1', ..] | [b'9', b'5', b'5', ..] => true,
        [b'4', ..] => matches!(signs.len(), 16 | 19),
        [b'5', b'1'..=b'5', ..] | [b'3', b'5', ..] => signs.len() == 16,
        _ => false,
    };
    begins && luhn(signs)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, digit)| match (u32::from(digit - b'0'), i % 2) {
            (digit, 0) => digit,
            (digit, _) if digit > 4 => digit * 2 - 9,
            (digit, _) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits.first().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standards_hold() {
        // GB 11643-1999, and one with X.
        assert!(is_resident(b"11010519491231002X") && is_resident(b"440524188001010014"));
        assert!(!is_resident(b"110105194912310021"), "another check digit");
        assert!(!is_resident(b"110105194913310026"), "no such month");
        assert!(is_old_resident(b"110105491231002") && !is_old_resident(b"110105493231002"));
        // GB 32100-2015: a published code of a firm, and with two signs changed for one another.
        assert!(is_credit_code(b"91350100M000100Y43") && !is_credit_code(b"91350100M000010Y43"));
        assert!(is_card(b"6222021234567890128") || !luhn(b"6222021234567890128"));
        assert!(is_card(b"4111111111111111") && !is_card(b"4111111111111112"));
        assert!(!is_card(b"2026112613110212") && !is_card(b"4444444444444444"));
    }
}
