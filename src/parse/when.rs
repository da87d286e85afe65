//! Times as people write them: `2026-11-02 08:30`, `2026/11/2 8:30`, `2026年11月2日 下午3时30分`; as programs do: `20261102083000`; and as
//! spreadsheets count them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};

/// What was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(Date),
    Moment(DateTime),
    /// With its zone.
    Instant(Timestamp),
}

/// Reads a day or a moment; `None` for what is neither.
#[must_use]
pub fn when(text: &str) -> Option<When> {
    let text = halved(text);
    if let Ok(instant) = text.parse() {
        return Some(When::Instant(instant));
    }
    let text = apart(&text).unwrap_or(text);
    let (text, noon) = half_of_day(&text);
    let text: String = text.chars().map(|c| if matches!(c, '日' | '号' | 'T') { ' ' } else { c }).collect();
    let mut words = text.split_whitespace().filter(|word| !is_weekday(word));
    let day = date(words.next()?)?;
    let clock = words.collect::<String>();
    if clock.is_empty() {
        return noon.is_none().then_some(When::Day(day));
    }
    let (time, days) = time(&clock, noon)?;
    Some(When::Moment(day.checked_add(days).ok()?.to_datetime(time)))
}

/// The moment that a spreadsheet counts as days since the end of 1899, to the second.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "within what a date may be, as is looked at before")]
pub fn serial(days: f64) -> Option<DateTime> {
    if !(1.0..2_958_466.0).contains(&days) {
        return None;
    }
    // The format counts a 29 February 1900 that there was not.
    let days = if days < 61.0 { days + 1.0 } else { days };
    let seconds = (days * 86_400.0).round() as i64;
    jiff::civil::date(1899, 12, 30).at(0, 0, 0, 0).checked_add(seconds.seconds()).ok()
}

/// Full-width digits and signs as half-width ones.
fn halved(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '—' | '–' => '-',
        c => c,
    };
    text.trim().chars().map(half).collect()
}

/// `202611020830` and `20261102083000` with signs between.
fn apart(text: &str) -> Option<String> {
    if !matches!(text.len(), 12 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (day, clock) = text.split_at(8);
    let (minutes, seconds) = clock.split_at(4);
    let (hour, minute) = minutes.split_at(2);
    Some(if seconds.is_empty() { format!("{day} {hour}:{minute}") } else { format!("{day} {hour}:{minute}:{seconds}") })
}

/// The text without 上午, 下午, AM, PM; and whether it was after noon.
fn half_of_day(text: &str) -> (String, Option<bool>) {
    const WORDS: [(&str, bool); 10] = [
        ("凌晨", false),
        ("早上", false),
        ("上午", false),
        ("中午", true),
        ("下午", true),
        ("傍晚", true),
        ("晚上", true),
        ("AM", false),
        ("PM", true),
        ("pm", true),
    ];
    match WORDS.iter().find(|(word, _)| text.contains(word)) {
        Some((word, after)) => (text.replacen(word, " ", 1), Some(*after)),
        None => (text.to_owned(), None),
    }
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_matches(['(', ')']);
    (word.starts_with("星期") || word.starts_with('周')) && word.chars().count() <= 3
}

fn number(text: &str, most: usize) -> Option<i16> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

fn date(word: &str) -> Option<Date> {
    // What stands right behind the day, as in `2026-11-02(周一)`.
    let word = word.split('(').next()?;
    let (year, month, day) = if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        (&word[..4], &word[4..6], &word[6..])
    } else {
        let mut parts = word.split(['-', '/', '.', '年', '月']);
        let found = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        found
    };
    let year = number(year, 4).filter(|year| *year >= 1900)?;
    Date::new(year, i8::try_from(number(month, 2)?).ok()?, i8::try_from(number(day, 2)?).ok()?).ok()
}

/// The time of day, and a day more for 24:00.
fn time(word: &str, noon: Option<bool>) -> Option<(Time, Span)> {
    let marked = word.contains(['时', '点', ':']);
    let plain: String = word.chars().filter(|c| *c != '秒').map(|c| if matches!(c, '时' | '点' | '分') { ':' } else { c }).collect();
    let plain = plain.replace("::", ":");
    let mut parts = plain.trim_end_matches(':').split(':');
    let hour = number(parts.next()?, 2).filter(|_| marked)?;
    let minute = match parts.next() {
        Some("半") => 30,
        Some(text) => number(text, 2)?,
        None => 0,
    };
    let second = parts.next().map_or(Some(0), |text| number(text.split('.').next()?, 2))?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match noon {
        Some(true) if hour < 12 && hour > 0 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if (hour, minute, second) == (24, 0, 0) {
        return Some((Time::midnight(), 1.day()));
    }
    let narrow = |n: i16| i8::try_from(n).ok();
    Some((Time::new(narrow(hour)?, narrow(minute)?, narrow(second)?, 0).ok()?, 0.days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> String {
        match when(text) {
            Some(When::Day(day)) => day.to_string(),
            Some(When::Moment(moment)) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Some(When::Instant(instant)) => instant.to_string(),
            None => "-".into(),
        }
    }

    #[test]
    fn the_usual_ways_of_writing_a_time() {
        for text in [
            "2026-11-02 08:30",
            "2026/11/2 8:30",
            "2026年11月2日 8时30分",
            "2026年11月2日8:30",
            "2026年11月2日上午8点半",
            "2026.11.2 08:30:00",
            "20261102 8:30",
            "20261102083000",
            "202611020830",
            "２０２６－１１－０２　０８：３０",
            "2026-11-02T08:30:00",
            "2026-11-02 星期一 8:30",
            "2026-11-02 08:30:00.0",
            "2026年11月2号 8时30分0秒",
        ] {
            assert_eq!(told(text), "2026-11-02 08:30:00", "{text}");
        }
        assert_eq!(told("2026/11/2 下午3:05"), "2026-11-02 15:05:00");
        assert_eq!(told("2026/11/2 3:05 PM"), "2026-11-02 15:05:00");
        assert_eq!(told("2026-11-02 24:00"), "2026-11-03 00:00:00");
        assert_eq!(told("2026年11月2日"), "2026-11-02");
        assert_eq!(told("2026-11-02T08:30:00+08:00"), "2026-11-02T00:30:00Z");
    }

    #[test]
    fn what_is_no_time_is_not_guessed_at() {
        for text in [
            "",
            "昨天",
            "2026-13-01",
            "2026-02-30",
            "11-02",
            "2026-11-02 25:00",
            "2026-11-02 8",
            "26-11-02",
            "2026-11-02 8:60",
            "8:30",
            "20261102243000",
        ] {
            assert_eq!(told(text), "-", "{text}");
        }
    }

    #[test]
    fn spreadsheets_count_days() {
        let told = |n: f64| serial(n).map(|t| t.strftime("%Y-%m-%d %H:%M:%S").to_string());
        assert_eq!(told(46_328.354_166_666_664).unwrap(), "2026-11-02 08:30:00");
        assert_eq!(told(1.0).unwrap(), "1900-01-01 00:00:00");
        assert_eq!((told(0.5), told(f64::NAN), told(1e9)), (None, None, None));
    }

    proptest! {
        #[test]
        fn nothing_breaks_it(text in "[0-9年月日时分秒上下午/:. TPM\\-]{0,24}|\\PC{0,12}") {
            let _ = when(&text);
        }
    }
}
