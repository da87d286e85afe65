//! Limits as people write them.

use super::fault::Why;
use crate::calendar::Limit;

/// No clause grants more.
pub const MOST_DAYS: u32 = 366;

/// Whose time a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// 7×24.
    Always,
    Working,
}

/// "30 min", "1 h", "3 d", "1 working day", "8 working hours", "at once", "end of day", with the calendar where it is said apart.
pub(super) fn limit(text: &str, pace: Option<Pace>) -> Result<Limit, Why> {
    let unknown = || Why::Limit(text.to_owned());
    let words: Vec<&str> = text.split_whitespace().collect();
    let (count, is_working, unit) = match words.as_slice() {
        ["at", "once"] => return Ok(Limit::Wall { minutes: 0 }),
        ["end", "of", "day"] if pace == Some(Pace::Always) => return Err(Why::OtherCalendar),
        ["end", "of", "day"] => return Ok(Limit::EndOfDay),
        [count, "working", unit] => (*count, true, *unit),
        [count, unit] => (*count, false, *unit),
        _ => return Err(unknown()),
    };
    let count: u32 = count.parse().ok().filter(|count| *count > 0).ok_or_else(unknown)?;
    let (minutes, days) = match unit {
        "min" | "minute" | "minutes" => (count, count / (24 * 60)),
        "h" | "hour" | "hours" => (count.saturating_mul(60), count / 24),
        "d" | "day" | "days" => (count.saturating_mul(24 * 60), count),
        _ => return Err(unknown()),
    };
    if days > MOST_DAYS {
        return Err(Why::Long(text.to_owned()));
    }
    match (is_working, pace) {
        (true, Some(Pace::Always)) => Err(Why::OtherCalendar),
        (false, None) => Err(Why::NoCalendar),
        (false, Some(Pace::Always)) => Ok(Limit::Wall { minutes }),
        (true, _) | (false, Some(Pace::Working)) if unit.starts_with('d') => Ok(Limit::WorkingDays { days: count }),
        (true, _) | (false, Some(Pace::Working)) => Ok(Limit::Working { minutes }),
    }
}

/// The same limit where every minute counts; `None` for what 7×24 does not have, as the end of a day.
pub(super) fn always(limit: Limit) -> Option<Limit> {
    match limit {
        Limit::Wall { minutes } | Limit::Working { minutes } => Some(Limit::Wall { minutes }),
        Limit::WorkingDays { days } => Some(Limit::Wall { minutes: days.saturating_mul(24 * 60) }),
        Limit::EndOfDay | Limit::Until { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_people_write_them() {
        let both = [Some(Pace::Always), Some(Pace::Working), None];
        let all = |text: &str| both.map(|pace| limit(text, pace));
        let (wall, work, days) =
            (|minutes| Ok(Limit::Wall { minutes }), |minutes| Ok(Limit::Working { minutes }), |days| Ok(Limit::WorkingDays { days }));
        assert_eq!(all("30 min"), [wall(30), work(30), Err(Why::NoCalendar)]);
        assert_eq!(all("1 h"), [wall(60), work(60), Err(Why::NoCalendar)]);
        assert_eq!(all("3 d"), [wall(3 * 1440), days(3), Err(Why::NoCalendar)]);
        assert_eq!(all("1 working day"), [Err(Why::OtherCalendar), days(1), days(1)]);
        assert_eq!(all("8  working hours"), [Err(Why::OtherCalendar), work(480), work(480)]);
        assert_eq!(all("end of day"), [Err(Why::OtherCalendar), Ok(Limit::EndOfDay), Ok(Limit::EndOfDay)]);
        assert_eq!(all("at once"), [wall(0), wall(0), wall(0)]);
    }

    #[test]
    fn what_is_no_limit_is_refused() {
        for text in ["", "soon", "3", "3 weeks", "0 min", "-1 h", "1.5 h", "1h", "end of week", "3 working", "1 working day please"] {
            assert_eq!(limit(text, Some(Pace::Working)), Err(Why::Limit(text.into())), "{text}");
        }
        for text in ["367 d", "9000 h", "4294967295 min", "4294967295 d"] {
            assert_eq!(limit(text, Some(Pace::Always)), Err(Why::Long(text.into())));
        }
    }
}
