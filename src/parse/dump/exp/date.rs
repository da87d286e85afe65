//! Dates as `exp` writes them, in the language of the client: `Tue Apr 16 17:30:46 2019`, `星期三 6月 26 17:9:7 2019`.

use jiff::civil::{Date, DateTime, Time};

/// Names of months by their first letters, of the languages whose short names were seen or are the same in all lists.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// The moment; `None` where the order or a name is not understood. Nothing is guessed: the weekday, where its language is known, must be
/// that of the date.
pub(super) fn parse(text: &str) -> Option<DateTime> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [weekday, month, day, clock, year] = *words.as_slice() else { return None };
    let date = Date::new(number(year, 4)?, month_number(month)?, number(day, 2)?).ok()?;
    let mut clock = clock.split(':').map(|word| number::<i8>(word, 2));
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let time = Time::new(hour, minute, second, 0).ok().filter(|_| clock.next().is_none())?;
    let fits = weekday_number(weekday).is_none_or(|n| n == date.weekday().to_monday_zero_offset());
    fits.then(|| date.to_datetime(time))
}

fn number<T: std::str::FromStr>(word: &str, most: usize) -> Option<T> {
    let plain = !word.is_empty() && word.len() <= most && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| plain)
}

/// `Apr`, `6月`, `12월`.
fn month_number(word: &str) -> Option<i8> {
    if let Some(digits) = word.strip_suffix(['月', '월']) {
        return number(digits, 2);
    }
    let word = word.to_lowercase();
    // `juin` and `juil` begin as `jun` and `jul` do not, so the longest name that fits counts.
    let best = MONTHS.iter().zip(1..).flat_map(|(names, n)| names.iter().map(move |name| (name, n)));
    best.filter(|(name, _)| word.starts_with(**name)).max_by_key(|(name, _)| name.len()).map(|(_, n)| n)
}

/// Days since Monday, in English and Chinese.
fn weekday_number(word: &str) -> Option<i8> {
    const ENGLISH: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const CHINESE: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
    let at = match word.strip_prefix("星期") {
        Some(day) => CHINESE.iter().position(|&c| day.chars().eq([c])),
        None => ENGLISH.iter().position(|&name| name == word),
    };
    at.and_then(|at| i8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn languages_that_are_understood() {
        for (text, at) in [
            ("Tue Apr 16 17:30:46 2019", date(2019, 4, 16).at(17, 30, 46, 0)),
            ("星期三 6月 26 17:9:7 2019", date(2019, 6, 26).at(17, 9, 7, 0)),
            ("금 12월 27 15:57:58 2019", date(2019, 12, 27).at(15, 57, 58, 0)),
            ("Mer Mar 8 14:52:58 2023", date(2023, 3, 8).at(14, 52, 58, 0)),
            ("Mi Mai 3 1:2:3 2006", date(2006, 5, 3).at(1, 2, 3, 0)),
            ("Ven Juil. 7 0:0:0 2006", date(2006, 7, 7).at(0, 0, 0, 0)),
        ] {
            assert_eq!(parse(text), Some(at), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_date() {
        for text in [
            "",
            "Wed Apr 16 17:30:46 2019",
            "Tue Xyz 16 17:30:46 2019",
            "16 Apr 2019",
            "Tue Apr 16 17:30 2019",
            "Tue Apr 31 1:1:1 2019",
            "Tue Apr +6 1:1:1 2019",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
