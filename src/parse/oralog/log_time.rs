//! The time stamps of Oracle's logs → a civil date-time, with the offset kept as the text that was written.
//!
//! Three forms: `Thu Jun 06 00:00:02 2019` (alert ≤12.1, English whatever the NLS), ISO 8601 (≥12.2 and ADR XML) and
//! `06-JUN-2019 00:00:02` (listener, `Time:` of sqlnet), whose month follows NLS_LANG and is `6月 ` in Chinese.
#![expect(clippy::cast_possible_truncation, reason = "numbers of two digits")]

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// When a record was written, on the clock of the machine that wrote it.
///
/// Only ISO stamps carry an offset; the older forms do not say one, and guessing is the caller's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LogTime {
    /// The wall clock of the server.
    pub civil: DateTime,
    /// `+08:00`, `Z`; `None` where the form has none.
    pub offset: Option<String>,
}

impl std::fmt::Display for LogTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.civil, self.offset.as_deref().unwrap_or(""))
    }
}

impl From<LogTime> for String {
    fn from(time: LogTime) -> String {
        time.to_string()
    }
}

impl TryFrom<String> for LogTime {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        match iso(text.as_bytes()) {
            Some((time, end)) if end == text.len() => Ok(time),
            _ => Err(format!("not a time stamp: {text}")),
        }
    }
}

/// A line that is nothing but a time stamp: the head of an alert log record.
pub fn head(line: &[u8]) -> Option<LogTime> {
    // Called for every line near a hit, so the first byte must reject nearly all of them.
    let (time, end) = match line.first()? {
        b'0'..=b'9' => iso(line)?,
        b'S' | b'M' | b'T' | b'W' | b'F' => ctime(line)?,
        _ => return None,
    };
    line[end..].iter().all(u8::is_ascii_whitespace).then_some(time)
}

/// `2024-04-13T04:21:31.131104+08:00` at the start of `b` → the time and where it ends.
#[must_use]
pub fn iso(b: &[u8]) -> Option<(LogTime, usize)> {
    let punctuation = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if b.len() < 19 || punctuation.iter().any(|&(at, c)| b[at] != c) {
        return None;
    }
    let date = Date::new(number(&b[..4])?, number(&b[5..7])? as i8, number(&b[8..10])? as i8).ok()?;
    let (hour, minute, second) = (number(&b[11..13])?, number(&b[14..16])?, number(&b[17..19])?);
    let mut end = 19;
    let mut nanos = 0i32;
    if b.get(end) == Some(&b'.') {
        let digits = b[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
        for i in 0..9 {
            nanos = nanos * 10 + if i < digits { i32::from(b[end + 1 + i] - b'0') } else { 0 };
        }
        end += 1 + digits;
    }
    let time = Time::new(hour as i8, minute as i8, second as i8, nanos).ok()?;
    let width = match b.get(end) {
        Some(b'Z') => 1,
        Some(b'+' | b'-') => match &b[end + 1..] {
            [a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()) => 6,
            _ => 0,
        },
        _ => 0,
    };
    let offset = (width > 0).then(|| String::from_utf8_lossy(&b[end..end + width]).into_owned());
    Some((LogTime { civil: date.to_datetime(time), offset }, end + width))
}

/// `Thu Jun 06 00:00:02 2019` (or `Jun  6`) at the start of `b`.
fn ctime(b: &[u8]) -> Option<(LogTime, usize)> {
    if b.len() < 24 || b[3] != b' ' || b[7] != b' ' || b[10] != b' ' || b[19] != b' ' {
        return None;
    }
    if ![b"Sun", b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat"].iter().any(|d| d[..] == b[..3]) {
        return None;
    }
    let day = number(b[8..10].trim_ascii_start())?;
    let date = Date::new(number(&b[20..24])?, month(&b[4..7])?, day as i8).ok()?;
    Some((LogTime { civil: date.to_datetime(clock(&b[11..19])?), offset: None }, 24))
}

/// `06-JUN-2019 00:00:02`, `06-6月 -2019 00:00:02` (UTF-8 or GBK), `07-MAY-93 17:38:50` at the start of `b`.
#[must_use]
pub fn dmy(b: &[u8]) -> Option<(LogTime, usize)> {
    if !b.first()?.is_ascii_digit() {
        return None;
    }
    let dash = |from: usize, within: usize| b.get(from..)?.iter().take(within).position(|&c| c == b'-').map(|i| from + i);
    let first = dash(0, 3)?;
    let second = dash(first + 1, 12)?;
    let name = b[first + 1..second].trim_ascii();
    let month = match name.iter().take_while(|c| c.is_ascii_digit()).count() {
        0 => month(name)?,
        digits => number(&name[..digits])? as i8,
    };
    let rest = &b[second + 1..];
    let digits = rest.iter().take(5).take_while(|c| c.is_ascii_digit()).count();
    let year = match (digits, number(&rest[..digits])?) {
        (4, year) => year,
        (2, year) => year + if year < 50 { 2000 } else { 1900 },
        _ => return None,
    };
    let time = clock(rest.get(digits + 1..digits + 9)?)?;
    let date = Date::new(year, month, number(&b[..first])? as i8).ok()?;
    Some((LogTime { civil: date.to_datetime(time), offset: None }, second + 1 + digits + 9))
}

fn clock(b: &[u8]) -> Option<Time> {
    if b.len() != 8 || b[2] != b':' || b[5] != b':' {
        return None;
    }
    Time::new(number(&b[..2])? as i8, number(&b[3..5])? as i8, number(&b[6..8])? as i8, 0).ok()
}

fn month(name: &[u8]) -> Option<i8> {
    const NAMES: [&[u8]; 12] = [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    NAMES.iter().position(|n| name.eq_ignore_ascii_case(n)).map(|i| i as i8 + 1)
}

/// One to four digits and nothing else; the callers' casts to `i8` are of at most two digits.
fn number(digits: &[u8]) -> Option<i16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0i16, |n, c| c.is_ascii_digit().then(|| n * 10 + i16::from(c - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(found: Option<(LogTime, usize)>) -> String {
        found.map_or("-".into(), |(t, end)| format!("{t} @{end}"))
    }

    #[test]
    fn the_heads_of_both_generations_of_alert_logs() {
        let text = |line: &str| head(line.as_bytes()).map_or("-".into(), |t| t.to_string());
        assert_eq!(text("Thu Jun 06 00:00:02 2019"), "2019-06-06T00:00:02");
        assert_eq!(text("Thu Jun  6 00:00:02 2019 \t"), "2019-06-06T00:00:02");
        assert_eq!(text("2024-04-13T04:21:31.131104+08:00"), "2024-04-13T04:21:31.131104+08:00");
        assert_eq!(text("2024-04-13T04:21:31Z"), "2024-04-13T04:21:31Z");
        // A stamp with words after it is a message, not a head.
        for not in ["Thu Jun 06 00:00:02 2019 up", "2024-04-13T04:21:31 x", "2024-13-13T04:21:31", "Thread 1 advanced", "", "2"] {
            assert_eq!(text(not), "-", "{not}");
        }
    }

    #[test]
    fn the_listeners_dates_follow_its_nls_lang() {
        assert_eq!(shown(dmy(b"06-JUN-2019 00:00:02 * x")), "2019-06-06T00:00:02 @20");
        assert_eq!(shown(dmy("24-9月 -2014 10:23:33 * x".as_bytes())), "2014-09-24T10:23:33 @22");
        assert_eq!(shown(dmy(b"24-10\xd4\xc2-2014 10:23:33")), "2014-10-24T10:23:33 @21");
        assert_eq!(shown(dmy(b"07-MAY-93 17:38:50")), "1993-05-07T17:38:50 @18");
        for not in ["06-JUN-2019", "06-JUN-2019 00:00", "6--2019 00:00:00", "99-JUN-2019 00:00:02", "1-1-1"] {
            assert_eq!(shown(dmy(not.as_bytes())), "-", "{not}");
        }
    }

    #[test]
    fn a_time_survives_its_own_text() {
        let time = head(b"2024-04-13T04:21:31.131104+08:00").map(String::from).and_then(|t| LogTime::try_from(t).ok());
        assert_eq!(time, head(b"2024-04-13T04:21:31.131104+08:00"));
    }

    #[test]
    fn every_prefix_of_every_form_is_harmless() {
        for whole in ["2024-04-13T04:21:31.131104+08:00", "Thu Jun 06 00:00:02 2019", "24-9月 -2014 10:23:33"] {
            for cut in 0..=whole.len() {
                let b = &whole.as_bytes()[..cut];
                assert!([head(b).is_some(), iso(b).is_some(), dmy(b).is_some(), ctime(b).is_some()].len() == 4);
            }
        }
    }
}
