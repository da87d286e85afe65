//! Numbers that prove themselves: residents, credit codes, cards, mobiles, telephones with an area code.

use super::chunk::{Group, Join, Reach, chunk_end, sign_at};
use super::phone::{are_joined, are_wide, is_broken, is_count, is_fraction, is_mobile, landline, mobile, upto};
use super::proof::{is_card, is_credit_code, is_old_resident, is_resident};
use super::{Hit, Kind, Rules};

/// Where the numbers are, each tried from the chunks of signs that hold a digit.
pub(super) fn find(text: &str, rules: &Rules, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut reach = Reach::default();
    let mut at = 0;
    while let Some(start) = next_sign(bytes, at) {
        let (end, digit) = chunk_end(bytes, start);
        at = end;
        if !digit {
            continue;
        }
        if let Some(ticket) = rules.ticket_end(text, start) {
            at = ticket.max(end);
            continue;
        }
        if let Some(hit) = number(text, start, end, &mut reach) {
            at = hit.range.end.max(start + 1);
            hits.push(hit);
        }
    }
}

/// The next place where a sign begins.
fn next_sign(bytes: &[u8], mut at: usize) -> Option<usize> {
    // Bytes within a character are neither ASCII nor 0xEF, so the search may go byte by byte.
    loop {
        at += bytes.get(at..)?.iter().position(|byte| byte.is_ascii_alphanumeric() || *byte == 0xEF)?;
        if sign_at(bytes, at).is_some() {
            return Some(at);
        }
        at += 1;
    }
}

/// The number that begins with a chunk, or after the letters that the chunk begins with.
fn number(text: &str, start: usize, end: usize, reach: &mut Reach) -> Option<Hit> {
    let bytes = text.as_bytes();
    reach.read(bytes, start);
    if let Some(hit) = joined(text, start, reach) {
        return Some(hit);
    }
    let mut digits = start;
    while let Some(sign) = sign_at(bytes, digits).filter(|sign| sign.plain.is_ascii_alphabetic()) {
        digits += sign.len;
    }
    if digits > start && digits < end {
        reach.read(bytes, digits);
        if let Some(hit) = joined(text, digits, reach) {
            return Some(hit);
        }
    }
    before_letters(text, digits, end)
}

/// The number that the signs from here make, the longest first.
fn joined(text: &str, start: usize, reach: &Reach) -> Option<Hit> {
    let wrapped = is_within_line(text, start);
    let hit = |end, kind| Some(Hit::new(start..end, kind));
    for signs in (16..=19).rev() {
        let Some((group, groups)) = upto(reach, signs) else { continue };
        let number = reach.signs.get(..signs)?;
        let plain = are_joined(groups, &[Join::Space, Join::Hyphen, Join::Line]);
        if plain && is_resident(number) {
            return hit(group.end, Kind::ResidentId);
        }
        if plain && is_credit_code(number) {
            return hit(group.end, Kind::CreditCode);
        }
        let within = are_joined(groups, &[Join::Space, Join::Hyphen]);
        let shape = groups.len() == 1 || within && is_card_shape(groups) || wrapped && is_broken(groups);
        if shape && is_card(number) && !is_fraction(text.get(..start)?, text.get(group.end..)?) {
            return hit(group.end, Kind::BankCard);
        }
    }
    if let Some((group, groups)) = upto(reach, 15) {
        let within = are_wide(groups, &[6, 6, 3]) && are_joined(groups, &[Join::Space, Join::Hyphen]);
        let shape = groups.len() == 1 || within || wrapped && is_broken(groups);
        if shape && is_old_resident(reach.signs.get(..15)?) && !is_fraction(text.get(..start)?, text.get(group.end..)?) {
            return hit(group.end, Kind::ResidentId);
        }
    }
    if let Some(group) = mobile(reach, wrapped)
        && !is_count(text, start, group.end, reach.signs.get(..11)?)
    {
        return hit(group.end, Kind::Mobile);
    }
    // The country before it stays where it is, so that the number looks as it does without.
    let first = reach.groups.first()?;
    let country = match reach.signs.get(..first.upto)? {
        [b'8', b'6', rest @ ..] if is_mobile(rest) => 2,
        [b'0', b'0', b'8', b'6', rest @ ..] if is_mobile(rest) => 4,
        _ => 0,
    };
    if country > 0 {
        let from = (0..country).try_fold(start, |at, _| Some(at + sign_at(text.as_bytes(), at)?.len))?;
        return Some(Hit::new(from..first.end, Kind::Mobile));
    }
    let part = text.get(..start)?.ends_with(['-', '.', '/', '_']) && !text.get(..start)?.ends_with("86-");
    landline(reach).filter(|_| !part).and_then(|group| hit(group.end, Kind::Landline))
}

/// How cards are printed: in fours, or the bank's number apart.
fn is_card_shape(groups: &[Group]) -> bool {
    let fours = groups.iter().take(4).all(|group| group.len == 4) && matches!(groups.get(3..), Some([_] | [_, Group { len: 1..=3, .. }]));
    fours || are_wide(groups, &[6, 10]) || are_wide(groups, &[6, 13])
}

/// A resident's number or a mobile that letters follow without a space.
fn before_letters(text: &str, start: usize, end: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let mut signs = Vec::with_capacity(18);
    let mut at = start;
    while let Some(sign) = sign_at(bytes, at).filter(|sign| sign.plain.is_ascii_digit()) {
        if signs.len() == 18 {
            return None;
        }
        signs.push(sign.plain);
        at += sign.len;
    }
    if signs.len() == 17
        && let Some(sign) = sign_at(bytes, at).filter(|sign| sign.plain == b'X')
    {
        signs.push(b'X');
        at += sign.len;
    }
    // Digits within a digest or a code have digits behind the letters, too.
    let letters = at < end && text.get(at..end)?.chars().all(char::is_alphabetic);
    if letters && is_resident(&signs) {
        return Some(Hit::new(start..at, Kind::ResidentId));
    }
    (letters && is_mobile(&signs) && !is_count(text, start, at, &signs)).then(|| Hit::new(start..at, Kind::Mobile))
}

/// Whether something stands before this place in its line, right before it.
fn is_within_line(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| !c.is_whitespace())
}
