//! Months and years as a person looks at them: a grid of weeks, totals, and the days that a document decided.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::table::aligned;
use super::super::words::say;
use super::words::{WEEK, hours, in_hours, kind, mark};
use crate::calendar::{Calendar, Known, Layer};
use crate::config::layer_words;
use crate::model::Lang;
use crate::render::wrap::clean_line;
use crate::text::Msg;

/// Working days, their minutes, days off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Total {
    working: u64,
    minutes: u64,
    off: u64,
}

impl Total {
    fn of(calendar: &Calendar, days: impl Iterator<Item = Date>) -> Self {
        days.fold(Self::default(), |sum, date| {
            if calendar.day(date).is_working {
                let minutes = u64::from(calendar.hours(date).hours.minutes());
                Self { working: sum.working + 1, minutes: sum.minutes + minutes, ..sum }
            } else {
                Self { off: sum.off + 1, ..sum }
            }
        })
    }
}

/// The days from `first` up to `next`.
pub(super) fn days(first: Date, next: Date) -> impl Iterator<Item = Date> + Clone {
    first.series(1.day()).take_while(move |date| *date < next)
}

/// A week a line, Monday first, each day with its word; below it the days that are not as their weekday, hours, totals.
pub(super) fn month(calendar: &Calendar, first: Date, next: Date, lang: Lang) -> String {
    let mut cells = vec![String::new(); usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default()];
    cells.extend(days(first, next).map(|date| {
        let day = calendar.day(date);
        format!("{:>2} {}{}", date.day(), kind(date, &day, lang), mark(day.known))
    }));
    let head = WEEK.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect();
    let weeks = cells.chunks(WEEK.len()).map(<[String]>::to_vec);
    let title = match lang {
        Lang::Zh => first.strftime("%Y 年 %-m 月").to_string(),
        Lang::En => first.strftime("%B %Y").to_string(),
    };
    let total = Total::of(calendar, days(first, next));
    let total =
        Msg::CalendarTotal { working: total.working.to_string(), hours: in_hours(total.minutes), off: total.off.to_string() }.to(lang);
    let grid = aligned(std::iter::once(head).chain(weeks));
    let decided = aligned(decided(calendar, days(first, next), lang));
    format!("{title}\n{grid}\n{decided}{}{total}\n", hours_lines(calendar, days(first, next), lang))
}

/// A line a month with totals, then every run of days that a document decided.
pub(super) fn year(calendar: &Calendar, first: Date, next: Date, lang: Lang) -> String {
    let heads = [
        say(lang, "月份", "Month"),
        say(lang, "上班（天）", "Working days"),
        say(lang, "小时", "Hours"),
        say(lang, "休息（天）", "Days off"),
        say(lang, "未知（天）", "Unknown days"),
    ];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for begin in first.series(1.month()).take_while(|begin| *begin < next) {
        let of_month = days(begin, begin.checked_add(1.month()).unwrap_or(next));
        let total = Total::of(calendar, of_month.clone());
        let unknown = of_month.filter(|date| calendar.day(*date).known == Known::No).count();
        rows.push(vec![
            begin.strftime("%Y-%m").to_string(),
            total.working.to_string(),
            in_hours(total.minutes),
            total.off.to_string(),
            unknown.to_string(),
        ]);
    }
    let all = Total::of(calendar, days(first, next));
    let all = Msg::CalendarTotal { working: all.working.to_string(), hours: in_hours(all.minutes), off: all.off.to_string() }.to(lang);
    let decided = aligned(decided(calendar, days(first, next), lang));
    format!("{}\n{decided}{}{all}\n", aligned(rows), hours_lines(calendar, days(first, next), lang))
}

/// Runs of days of one name and one verdict: first and last, word, name, layer, where it is written.
fn decided(calendar: &Calendar, days: impl Iterator<Item = Date>, lang: Lang) -> Vec<Vec<String>> {
    let mut runs: Vec<(Date, Date, Vec<String>)> = Vec::new();
    for date in days {
        let day = calendar.day(date);
        if day.layer == Layer::Weekend {
            continue;
        }
        let facts = vec![
            format!("{}{}", kind(date, &day, lang), mark(day.known)),
            clean_line(day.name.unwrap_or_default()),
            layer_words(day.layer).to(lang).to_owned(),
            clean_line(day.source.unwrap_or_default()),
        ];
        match runs.last_mut() {
            Some((_, last, before)) if last.tomorrow().ok() == Some(date) && *before == facts => *last = date,
            _ => runs.push((date, date, facts)),
        }
    }
    let told = runs.into_iter().map(|(first, last, facts)| {
        let range = if first == last { first.to_string() } else { format!("{first}..{}", last.strftime("%m-%d")) };
        std::iter::once(range).chain(facts).collect()
    });
    told.collect()
}

/// The hours that working days have, each run of days with the same ones.
fn hours_lines(calendar: &Calendar, days: impl Iterator<Item = Date>, lang: Lang) -> String {
    let mut runs: Vec<(Date, Date, String)> = Vec::new();
    for date in days.filter(|date| calendar.day(*date).is_working) {
        let set = calendar.hours(date);
        let told = format!("{} {}", hours(set), clean_line(set.name.as_deref().unwrap_or_default()));
        match runs.last_mut() {
            Some((_, last, before)) if *before == told => *last = date,
            _ => runs.push((date, date, told)),
        }
    }
    let word = say(lang, "工作时间", "hours");
    runs.iter().map(|(first, last, told)| format!("{word} {first}..{} {}\n", last.strftime("%m-%d"), told.trim_end())).collect()
}
