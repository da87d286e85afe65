//! `opsctl calendar check`: are the lists there that the coming weeks need. For cron: silent with `--quiet` when all is well.
//!
//! | what | exit |
//! | --- | --- |
//! | the national list of this year or an earlier one is missing | 2 |
//! | that of the next year is missing: from 1 December | 2 |
//! | before; only told before 1 November, unless `--years` names the year | 1 |
//! | a region's list is missing: its notice comes days before the festival | 1, as above for the next year |
//! | a list of this year, of a named one, or from 1 December of the next, is provisional | 1 |
//! | a file has a fault, or two disagree: nothing can be said | 3 |

use std::ops::RangeInclusive;

use clap::Args;
use jiff::civil::Date;

use super::super::table::aligned;
use super::super::words::{say, w};
use super::super::{App, Exit};
use super::words::{known, list};
use crate::calendar::{Known, List, local};
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// The next year's list is asked for from this month on: it is published between late October and mid December.
const ASKED_FROM: i8 = 11;
/// From this month on its absence is critical: its first days lie in December, or weeks away.
const CRITICAL_FROM: i8 = 12;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[arg(long, value_name = "YEARS", help = w("哪些年，如 2026-2027；默认今年和明年（明年的从 11 月 1 日起要求）", "Years, e.g. 2026-2027; this one and the next unless given (the next is asked for from 1 November)"))]
    years: Option<String>,
}

pub(super) fn run(app: &App, args: &CheckArgs) -> Result<Exit> {
    let lang = app.ui.lang;
    let today = local(app.ctx()?.now).date();
    let years = match &args.years {
        None => today.year()..=today.year() + 1,
        Some(text) => {
            let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--years {text} (2026 / 2026-2027)") });
            range(text).ok_or_else(wrong)?
        }
    };
    let calendar = app.calendar()?;
    let heads = [say(lang, "年份", "Year"), say(lang, "范围", "List"), say(lang, "状态", "Status")];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    let (mut exit, mut told) = (Exit::OK, Vec::new());
    for year in years.clone() {
        for (which, state) in calendar.lists(year) {
            let word = if state == Known::No { say(lang, "缺", "missing") } else { known(state, lang) };
            rows.push(vec![year.to_string(), list(which, lang), word.to_owned()]);
            let found = judge(today, year, which, state, args.years.is_some());
            exit = Exit(exit.0.max(found.0));
            told.extend(sentence(year, which, state, found, &list(which, lang)));
        }
    }
    if exit == Exit::OK && told.is_empty() {
        told.push(Msg::CalendarComplete { years: format!("{}-{}", years.start(), years.end()) });
    }
    if !(app.ui.quiet && exit == Exit::OK) {
        let told: String = told.iter().map(|msg| msg.to(lang) + "\n").collect();
        app.ui.out(&format!("{}\n{told}", aligned(rows)));
    }
    Ok(exit)
}

/// What the state of one list means today; `named`: somebody asked for this year.
fn judge(today: Date, year: i16, which: List<'_>, state: Known, named: bool) -> Exit {
    let (due, month) = (year <= today.year(), today.month());
    let next = year == today.year() + 1;
    match (state, which) {
        (Known::No, List::National) if due || (next && month >= CRITICAL_FROM) => Exit::CRITICAL,
        (Known::No, _) if due || named || (next && month >= ASKED_FROM) => Exit::WARNING,
        (Known::Provisional, _) if due || named || (next && month >= CRITICAL_FROM) => Exit::WARNING,
        _ => Exit::OK,
    }
}

fn sentence(year: i16, which: List<'_>, state: Known, exit: Exit, list: &str) -> Option<Msg> {
    let year = year.to_string();
    match (state, which) {
        (Known::Yes, _) => None,
        (Known::Provisional, _) => Some(Msg::CalendarExpectedOnly { year, list: list.to_owned() }),
        (Known::No, List::National) if exit == Exit::OK => Some(Msg::CalendarNotYet { year }),
        (Known::No, List::National) => Some(Msg::CalendarLacksNation { year }),
        (Known::No, List::Region(region)) => Some(Msg::CalendarLacksRegion { year, region: region.to_owned() }),
    }
}

/// `2026`, `2026-2027`; some years at most, so that a slip of the finger prints no book.
fn range(text: &str) -> Option<RangeInclusive<i16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let year = |text: &str| text.trim().parse().ok().filter(|year| (1949..=2200).contains(year));
    let (first, last): (i16, i16) = (year(first)?, year(last)?);
    (first <= last && last - first < 50).then_some(first..=last)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_missing_list_is_told_when_something_can_be_done() {
        let lhasa = List::Region("拉萨");
        let code = |today, year, which, named| judge(today, year, which, Known::No, named).0;
        assert_eq!(code(date(2026, 10, 31), 2027, List::National, false), 0, "not published yet");
        assert_eq!(code(date(2026, 10, 31), 2027, List::National, true), 1, "but somebody asked");
        assert_eq!(code(date(2026, 11, 1), 2027, List::National, false), 1);
        assert_eq!(code(date(2026, 11, 30), 2027, List::National, true), 1);
        assert_eq!(code(date(2026, 12, 1), 2027, List::National, false), 2);
        assert_eq!(code(date(2026, 12, 31), 2028, List::National, true), 1, "nobody has that");
        assert_eq!(code(date(2026, 1, 1), 2026, List::National, false), 2);
        assert_eq!(code(date(2026, 6, 1), 2024, List::National, true), 2);
        assert_eq!([code(date(2026, 6, 1), 2026, lhasa, false), code(date(2026, 12, 1), 2027, lhasa, false)], [1, 1]);
    }

    #[test]
    fn what_is_only_expected_is_told_in_time() {
        let code = |today, year, named| judge(today, year, List::National, Known::Provisional, named).0;
        let (november, december) = (date(2026, 11, 30), date(2026, 12, 1));
        assert_eq!([code(november, 2026, false), code(november, 2027, false), code(november, 2027, true)], [1, 0, 1]);
        assert_eq!(code(december, 2027, false), 1);
    }

    #[test]
    fn years_are_read() {
        assert_eq!(range("2026-2027"), Some(2026..=2027));
        assert_eq!(range("2026"), Some(2026..=2026));
        for text in ["", "2027-2026", "26", "1900-2100", "2026-", "-2026", "2026-2027-2028", "x"] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
