//! How the files of a backup set are called: a pattern with the date in it → which files are meant, and of which backup each is.
//!
//! `{date}` is `20261125`; `{yyyy} {yy} {mm} {dd} {hh} {mi} {ss}` are its parts, `{n}` the number of a piece, `*` and `?` anything within
//! one name. Folders may stand in it: `{date}/hx_{n}.dmp`.

use jiff::civil::{Date, DateTime, Time};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: Regex,
    /// What each capture group holds.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Date,
    Year,
    ShortYear,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Number,
}

/// Tokens, what they stand for, how many digits they have.
const TOKENS: [(&str, Part, &str); 9] = [
    ("date", Part::Date, "([0-9]{8})"),
    ("yyyy", Part::Year, "([0-9]{4})"),
    ("yy", Part::ShortYear, "([0-9]{2})"),
    ("mm", Part::Month, "([0-9]{2})"),
    ("dd", Part::Day, "([0-9]{2})"),
    ("hh", Part::Hour, "([0-9]{2})"),
    ("mi", Part::Minute, "([0-9]{2})"),
    ("ss", Part::Second, "([0-9]{2})"),
    ("n", Part::Number, "([0-9]+)"),
];

/// What a name says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Named {
    pub date: Option<Date>,
    /// Only when the hour is in the name.
    pub time: Option<Time>,
    pub number: Option<u32>,
}

impl Named {
    /// Date and time, where both are there.
    #[must_use]
    pub fn at(&self) -> Option<DateTime> {
        Some(self.date?.to_datetime(self.time?))
    }
}

/// A letter as a regex over bytes. Whoever made the file may have written its name in GBK.
fn letter(c: char) -> String {
    let bytes = |bytes: &[u8]| bytes.iter().map(|b| format!("\\x{b:02x}")).collect::<String>();
    let mut utf8 = [0; 4];
    let utf8 = bytes(c.encode_utf8(&mut utf8).as_bytes());
    match encoding_rs::GB18030.encode(c.encode_utf8(&mut [0; 4])) {
        (gbk, _, false) if !c.is_ascii() => format!("(?:{utf8}|{})", bytes(&gbk)),
        _ => utf8,
    }
}

impl Pattern {
    /// Reads a pattern; the error is the token that is none.
    pub fn new(text: &str) -> Result<Self, String> {
        let mut regex = String::from("(?s-u)^");
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(inner) = rest.strip_prefix('{') {
                let (token, after) = inner.split_once('}').ok_or_else(|| rest.to_owned())?;
                let known = TOKENS.iter().find(|(name, ..)| *name == token).ok_or_else(|| format!("{{{token}}}"))?;
                parts.push(known.1);
                regex.push_str(known.2);
                rest = after;
                continue;
            }
            match c {
                '*' => regex.push_str("[^/]*"),
                '?' => regex.push_str("[^/]"),
                c => regex.push_str(&letter(c)),
            }
            rest = &rest[c.len_utf8()..];
        }
        regex.push('$');
        let regex = Regex::builder().syntax(syntax::Config::new().utf8(false)).build(&regex).map_err(|e| e.to_string())?;
        Ok(Self { text: text.to_owned(), regex, parts })
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether backups of different days have different names.
    #[must_use]
    pub fn has_date(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Date | Part::Day))
    }

    /// The name with its date taken out: what the same file of another backup is called as well.
    #[must_use]
    pub fn part(&self, path: &[u8]) -> Vec<u8> {
        let mut captures = self.regex.create_captures();
        self.regex.captures(path, &mut captures);
        let (mut bytes, mut done) = (Vec::new(), 0);
        for (index, part) in self.parts.iter().enumerate().filter(|(_, part)| **part != Part::Number) {
            let Some(span) = captures.get_group(index + 1) else { continue };
            let token = TOKENS.iter().find(|(_, known, _)| known == part).map_or("", |(token, ..)| token);
            bytes.extend_from_slice(path.get(done..span.start).unwrap_or_default());
            bytes.extend_from_slice(format!("{{{token}}}").as_bytes());
            done = span.end;
        }
        bytes.extend_from_slice(path.get(done..).unwrap_or_default());
        bytes
    }

    /// What the file of a backup is expected to be called.
    #[must_use]
    pub fn expected(&self, at: DateTime) -> String {
        let mut text = self.text.clone();
        for (token, form) in [
            ("{date}", "%Y%m%d"),
            ("{yyyy}", "%Y"),
            ("{yy}", "%y"),
            ("{mm}", "%m"),
            ("{dd}", "%d"),
            ("{hh}", "*"),
            ("{mi}", "*"),
            ("{ss}", "*"),
        ] {
            text = text.replace(token, &at.strftime(form).to_string());
        }
        text.replace("{n}", "*")
    }

    /// How many folders deep it reaches below the place.
    #[must_use]
    pub fn depth(&self) -> usize {
        1 + self.text.matches('/').count()
    }

    /// What a path (relative, as bytes) says; `None` when it does not fit or its date is none.
    #[must_use]
    pub fn read(&self, path: &[u8]) -> Option<Named> {
        let mut captures = self.regex.create_captures();
        self.regex.captures(path, &mut captures);
        if !captures.is_match() {
            return None;
        }
        let (mut named, mut date, mut time) = (Named::default(), [None::<u32>; 3], [None::<u32>; 3]);
        for (index, part) in self.parts.iter().enumerate() {
            let span = captures.get_group(index + 1)?;
            let digits = std::str::from_utf8(path.get(span.range())?).ok()?;
            let number: u32 = digits.parse().ok()?;
            // A token that stands there twice must say the same twice.
            let put = |slot: &mut Option<u32>, value: u32| slot.replace(value).is_none_or(|before| before == value);
            let same = match part {
                Part::Date => {
                    put(&mut date[0], number / 10_000) && put(&mut date[1], number / 100 % 100) && put(&mut date[2], number % 100)
                }
                Part::Year => put(&mut date[0], number),
                Part::ShortYear => put(&mut date[0], 2000 + number),
                Part::Month => put(&mut date[1], number),
                Part::Day => put(&mut date[2], number),
                Part::Hour => put(&mut time[0], number),
                Part::Minute => put(&mut time[1], number),
                Part::Second => put(&mut time[2], number),
                Part::Number => {
                    named.number = Some(number);
                    true
                }
            };
            if !same {
                return None;
            }
        }
        if let Some(day) = date[2] {
            let small = |n: u32| i8::try_from(n).ok();
            let year = i16::try_from(date[0]?).ok()?;
            named.date = Some(Date::new(year, small(date[1]?)?, small(day)?).ok()?);
        }
        if let Some(hour) = time[0] {
            let small = |n: Option<u32>| i8::try_from(n.unwrap_or(0)).ok();
            named.time = Some(Time::new(i8::try_from(hour).ok()?, small(time[1])?, small(time[2])?, 0).ok()?);
        }
        Some(named)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn read(pattern: &str, path: &str) -> Option<Named> {
        Pattern::new(pattern).unwrap().read(path.as_bytes())
    }

    #[test]
    fn a_name_tells_its_day_and_piece() {
        let named = read("hx_{date}_{n}.dmp", "hx_20261125_02.dmp").unwrap();
        assert_eq!(named, Named { date: Some(date(2026, 11, 25)), time: None, number: Some(2) });
        let named = read("{yyyy}-{mm}/{dd}/full*{hh}{mi}.tar.gz", "2026-11/25/full-bk-2230.tar.gz").unwrap();
        assert_eq!(named.at(), Some(date(2026, 11, 25).at(22, 30, 0, 0)));
        assert_eq!(named.time, Some(time(22, 30, 0, 0)));
    }

    #[test]
    fn what_is_no_date_does_not_fit() {
        assert_eq!(read("hx_{date}.dmp", "hx_20261345.dmp"), None);
        assert_eq!(read("hx_{date}.dmp", "hx_2026112.dmp"), None);
        assert_eq!(read("{date}/hx_{date}.dmp", "20261124/hx_20261125.dmp"), None, "two dates that differ");
        assert_eq!(read("*.dmp", "a/b.dmp"), None, "a star stays within one folder");
        assert_eq!(read("hx.dmp", "hxxdmp"), None, "a point is a point");
    }

    #[test]
    fn names_in_other_encodings_can_be_meant() {
        assert!(Pattern::new("*_{date}.dmp").unwrap().read(b"\xba\xcb\xd0\xc4_20261125.dmp").is_some());
        assert!(read("核心_{date}.dmp", "核心_20261125.dmp").is_some());
    }

    #[test]
    fn an_unknown_token_is_refused() {
        assert_eq!(Pattern::new("hx_{day}.dmp").unwrap_err(), "{day}");
        assert_eq!(Pattern::new("hx_{date.dmp").unwrap_err(), "{date.dmp");
    }
}
