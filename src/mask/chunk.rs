//! Letters and digits of either width, in chunks, and what may stand between the chunks of one number.

/// A letter or digit, plain or of full width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    /// In ASCII, upper case.
    pub(super) plain: u8,
    /// In bytes.
    pub(super) len: usize,
}

/// The sign that begins here.
pub(super) fn sign_at(text: &[u8], at: usize) -> Option<Sign> {
    match *text.get(at)? {
        byte if byte.is_ascii_alphanumeric() => Some(Sign { plain: byte.to_ascii_uppercase(), len: 1 }),
        0xEF => {
            // U+FF10…FF19, FF21…FF3A and FF41…FF5A in UTF-8.
            let plain = match (*text.get(at + 1)?, *text.get(at + 2)?) {
                (0xBC, byte @ 0x90..=0x99) => byte - 0x90 + b'0',
                (0xBC, byte @ 0xA1..=0xBA) => byte - 0xA1 + b'A',
                (0xBD, byte @ 0x81..=0x9A) => byte - 0x81 + b'A',
                _ => return None,
            };
            Some(Sign { plain, len: 3 })
        }
        _ => None,
    }
}

/// The end of the signs that begin here, and whether a digit is among them.
pub(super) fn chunk_end(text: &[u8], start: usize) -> (usize, bool) {
    let (mut at, mut digit) = (start, false);
    while let Some(sign) = sign_at(text, at) {
        digit |= sign.plain.is_ascii_digit();
        at += sign.len;
    }
    (at, digit)
}

/// What stands between two chunks of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    Space,
    Hyphen,
    /// The end of an area code in brackets.
    Bracket,
    /// The line was broken here.
    Line,
}

/// White space at the end of a line and the beginning of the next that a number may go over.
const MOST_INDENT: usize = 16;

/// What joins two chunks at this place, and where the second one begins.
pub(super) fn join_at(text: &[u8], at: usize) -> Option<(Join, usize)> {
    let rest = text.get(at..)?;
    let one = |join, len| sign_at(text, at + len).map(|_| (join, at + len));
    match rest {
        [b'-', ..] => one(Join::Hyphen, 1),
        // U+FF0D, U+2010…2014.
        [0xEF, 0xBC, 0x8D, ..] | [0xE2, 0x80, 0x90..=0x94, ..] => one(Join::Hyphen, 3),
        [b')', b'-' | b' ', ..] => one(Join::Bracket, 2),
        [b')', ..] => one(Join::Bracket, 1),
        [0xEF, 0xBC, 0x89, ..] => one(Join::Bracket, 3),
        // U+3000, U+00A0.
        [0xE3, 0x80, 0x80, ..] => one(Join::Space, 3),
        [0xC2, 0xA0, ..] => one(Join::Space, 2),
        [b' ' | b'\t' | b'\r' | b'\n', ..] => {
            let len = rest.iter().take(MOST_INDENT).take_while(|byte| byte.is_ascii_whitespace()).count();
            match memchr::memchr_iter(b'\n', rest.get(..len)?).count() {
                0 if len == 1 => one(Join::Space, 1),
                1 => one(Join::Line, len),
                _ => None,
            }
        }
        _ => None,
    }
}

/// No number is longer.
const MOST_SIGNS: usize = 20;

/// The signs from one place on, over what joins chunks, as far as a number can reach.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// In ASCII, upper case.
    pub(super) signs: Vec<u8>,
    pub(super) groups: Vec<Group>,
}

/// A chunk of a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// Signs of this group, and of all up to its end.
    pub(super) len: usize,
    pub(super) upto: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// What stands before it; of the first one nothing.
    pub(super) join: Option<Join>,
}

impl Reach {
    /// Reads from the start of a chunk, or from within it.
    pub(super) fn read(&mut self, text: &[u8], start: usize) {
        self.signs.clear();
        self.groups.clear();
        let (mut at, mut join) = (start, None);
        loop {
            let before = self.signs.len();
            while let Some(sign) = sign_at(text, at) {
                if self.signs.len() == MOST_SIGNS {
                    // A group that goes on is none.
                    self.signs.truncate(before);
                    return;
                }
                self.signs.push(sign.plain);
                at += sign.len;
            }
            let upto = self.signs.len();
            self.groups.push(Group { len: upto - before, upto, end: at, join });
            match join_at(text, at) {
                Some((next, start)) => (join, at) = (Some(next), start),
                None => return,
            }
        }
    }
}
