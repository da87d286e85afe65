//! What stands behind the words of `label`.

use super::chunk::Reach;
use super::label::{Label, Parted, label, parted};
use super::phone::{is_count, is_mobile};
use super::{Hit, Kind, Rules, secret, value};

/// A word of `label` and what follows it.
struct Word {
    label: Label,
    start: usize,
    end: usize,
    parted: Parted,
    /// Where what follows begins, in bytes.
    value: usize,
}

/// Looks behind each word.
pub(super) fn find(text: &str, rules: &Rules, hits: &mut Vec<Hit>) {
    let mut words = rules.labels.find_iter(text).filter_map(|found| {
        let (start, end) = (found.start(), found.end());
        let label = label(found.pattern().as_usize())?;
        let (parted, value) = parted(text, start, end)?;
        Some(Word { label, start, end, parted, value })
    });
    let mut reach = Reach::default();
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        // The next word with its own value ends a name that nothing else ends.
        let bound = next.as_ref().filter(|next| next.parted == Parted::Sign).map_or(text.len(), |next| next.start);
        behind(text, &word, bound, &mut reach, hits);
    }
}

fn behind(text: &str, word: &Word, bound: usize, reach: &mut Reach, hits: &mut Vec<Hit>) {
    let Some(rest) = text.get(word.value..) else { return };
    let mut hit = |(start, end): (usize, usize), kind| hits.push(Hit::new(word.value + start..word.value + end, kind));
    let bounded = text.get(word.value..bound.max(word.value)).unwrap_or(rest);
    match word.label {
        Label::Password | Label::PasswordKey | Label::Identified => {
            if let Some(range) = password(word, rest) {
                hit(range, Kind::Password);
            }
        }
        Label::Account | Label::AccountKey => {
            if let Some(range) = account(word, rest, bounded) {
                hit(range, Kind::Account);
            }
        }
        Label::Name | Label::Person => {
            if let Some(range) = name(word, rest, bounded) {
                hit(range, Kind::Name);
            }
        }
        Label::TaxNumber | Label::Resident | Label::Phone => number(text, word, reach, hits),
        Label::Login => secret::login(text, word.start, word.end, hits),
        Label::Command => secret::command(text, word.start, word.end, hits),
    }
}

fn password(word: &Word, rest: &str) -> Option<(usize, usize)> {
    let enough = match (word.label, word.parted) {
        (Label::Identified, _) | (_, Parted::Sign) => true,
        (Label::Password, _) => false,
        _ => return None,
    };
    if let Some(range) = value::quoted(rest).filter(|_| word.parted != Parted::Nothing) {
        return Some(range);
    }
    let token = rest.get(..value::secret(rest)).filter(|token| !token.is_empty())?;
    let after = rest.get(token.len()..)?;
    // 密码为8位, 密码 ORA-28001, 密码 OK: the word alone does not make a secret of what follows.
    let counted =
        token.bytes().all(|byte| byte.is_ascii_digit()) && after.starts_with(['位', '天', '个', '次', '小', '分', '月', '年', '日']);
    let telling = token.len() >= 6 || token.bytes().any(|byte| !byte.is_ascii_alphabetic()) && token.len() > 1;
    let weak = counted || value::is_code(token) || !telling || !token.is_ascii();
    let signed = word.parted == Parted::Nothing && !token.starts_with(|c: char| c.is_ascii_alphanumeric());
    ((enough || !weak && !signed) && !value::is_none(token)).then_some((0, token.len()))
}

fn account(word: &Word, rest: &str, bounded: &str) -> Option<(usize, usize)> {
    if word.label == Label::AccountKey && word.parted != Parted::Sign {
        return None;
    }
    let quoted = value::quoted(rest).filter(|_| word.parted != Parted::Nothing);
    if quoted.is_some() {
        return quoted;
    }
    let token = rest.get(..value::account(rest))?;
    if token.is_empty() {
        // 用户名：张三
        return name(word, rest, bounded).filter(|_| word.parted == Parted::Sign);
    }
    let weak = token.len() < 3 || value::is_code(token);
    let plain = token.starts_with(|c: char| c.is_alphanumeric());
    ((word.parted == Parted::Sign || !weak && plain) && !value::is_none(token)).then_some((0, token.len()))
}

fn name(word: &Word, rest: &str, bounded: &str) -> Option<(usize, usize)> {
    let inside = value::quoted(rest).filter(|_| matches!(word.parted, Parted::Sign | Parted::Word));
    let (start, end) = inside.unwrap_or_else(|| (0, value::name(bounded)));
    let found = rest.get(start..end).filter(|name| !name.is_empty() && !value::is_none(name))?;
    match word.parted {
        Parted::Sign | Parted::Word => Some((start, end)),
        // 姓名 张三
        Parted::Blank if word.label == Label::Person => {
            let chinese = found.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            (chinese && (2..=4).contains(&found.chars().count())).then_some((start, end))
        }
        Parted::Blank | Parted::Nothing => None,
    }
}

/// A number that the word before it tells, whether or not it proves itself: a mistyped one is as good as the right one.
fn number(text: &str, word: &Word, reach: &mut Reach, hits: &mut Vec<Hit>) {
    let quote = text.get(word.value..).and_then(value::quoted).map_or(0, |(start, _)| start);
    let start = word.value + quote;
    reach.read(text.as_bytes(), start);
    let lengths: &[usize] = match word.label {
        Label::TaxNumber => &[18, 15, 20, 17, 16, 19],
        Label::Resident => &[18, 15, 17, 16],
        _ => &[11, 12, 10, 8, 7],
    };
    let group = lengths.iter().find_map(|len| reach.groups.iter().find(|group| group.upto == *len));
    let Some(group) = group else { return };
    let Some(signs) = reach.signs.get(..group.upto) else { return };
    let digits = signs.iter().filter(|sign| sign.is_ascii_digit()).count();
    let kind = match word.label {
        Label::TaxNumber if digits >= 8 => Kind::TaxNumber,
        Label::Resident if digits + 1 >= signs.len() => Kind::ResidentId,
        // The parts of a date are shorter.
        Label::Phone if digits == signs.len() && reach.groups.iter().take_while(|one| one.end <= group.end).all(|one| one.len >= 3) => {
            if is_count(text, start, group.end, signs) {
                return;
            }
            if is_mobile(signs) { Kind::Mobile } else { Kind::Landline }
        }
        _ => return,
    };
    hits.push(Hit::new(start..group.end, kind));
}
