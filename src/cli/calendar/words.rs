//! Words of days, for tables; and the sentences that stand below every table of days.

use jiff::civil::{Date, Weekday};

use super::super::App;
use super::super::words::say;
use crate::calendar::{Calendar, HourSet, Known, Layer, Verdict};
use crate::error::Result;
use crate::model::Lang;
use crate::text::Msg;

/// Monday first.
pub(super) const WEEK: [(&str, &str); 7] =
    [("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun")];

pub(super) fn weekday(date: Date, lang: Lang) -> String {
    let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    let (zh, en) = WEEK.get(index).copied().unwrap_or_default();
    match lang {
        Lang::Zh => format!("星期{zh}"),
        Lang::En => en.to_owned(),
    }
}

/// What a day is. A weekend day that is worked has a word of its own: it is the one that people forget.
pub(super) fn kind(date: Date, day: &Verdict<'_>, lang: Lang) -> &'static str {
    day_word(date, day.is_working, lang)
}

pub(in crate::cli) fn day_word(date: Date, is_working: bool, lang: Lang) -> &'static str {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    match (is_working, weekend) {
        (true, true) => say(lang, "补班", "make-up"),
        (true, false) => say(lang, "班", "work"),
        (false, _) => say(lang, "休", "off"),
    }
}

/// How well a day is known, as one sign behind the word.
pub(in crate::cli) fn mark(known: Known) -> &'static str {
    match known {
        Known::Yes => "",
        Known::Provisional => "~",
        Known::No => "?",
    }
}

pub(super) fn known(known: Known, lang: Lang) -> &'static str {
    match known {
        Known::Yes => say(lang, "已公布", "official"),
        Known::Provisional => say(lang, "预计", "provisional"),
        Known::No => say(lang, "未知", "unknown"),
    }
}

/// The same for programs.
pub(in crate::cli) fn known_word(known: Known) -> &'static str {
    match known {
        Known::Yes => "official",
        Known::Provisional => "provisional",
        Known::No => "unknown",
    }
}

/// `09:00-12:00 13:30-18:00`
pub(super) fn hours(set: &HourSet) -> String {
    set.hours.intervals().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Minutes as hours, with a decimal only where there is one.
pub(super) fn in_hours(minutes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "minutes of some years")]
    let hours = minutes as f64 / 60.0;
    crate::text::number(hours)
}

/// The beginning of the digest, as reports print it.
pub(in crate::cli) fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// What must be said with `days`: what is not known of them, whose hours they have, which calendar it was.
pub(super) fn below(app: &App, calendar: &Calendar, days: impl Iterator<Item = Date>) -> Result<Vec<Msg>> {
    let (mut unknown, mut expected) = (Vec::new(), false);
    for day in days {
        match calendar.day(day).known {
            Known::No if unknown.last() != Some(&lacking_year(calendar, day)) => unknown.push(lacking_year(calendar, day)),
            Known::Provisional => expected = true,
            _ => {}
        }
    }
    unknown.sort_unstable();
    unknown.dedup();
    let mut below = Vec::new();
    if !unknown.is_empty() {
        let years = unknown.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        below.push(Msg::CalendarUnknown { years });
    }
    below.extend(expected.then_some(Msg::CalendarProvisional {}));
    below.extend(calendar.files().iter().all(|file| file.hours.is_none()).then_some(Msg::CalendarUsualHours {}));
    below.push(Msg::CalendarDigest {
        digest: short(calendar.digest()).to_owned(),
        files: calendar.files().len().to_string(),
        folder: app.config()?.calendar_dir.value.display().to_string(),
    });
    Ok(below)
}

/// The year whose list an unknown day waits for: its own, or in late December the next.
fn lacking_year(calendar: &Calendar, date: Date) -> i16 {
    if calendar.lacking(date.year()).is_empty() { date.year() + 1 } else { date.year() }
}

/// `national`, or the region's name.
pub(super) fn list(list: crate::calendar::List<'_>, lang: Lang) -> String {
    match list {
        crate::calendar::List::National => crate::config::layer_words(Layer::National).to(lang).to_owned(),
        crate::calendar::List::Region(name) => name.to_owned(),
    }
}
