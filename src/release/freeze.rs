//! Which freeze a window of a release touches: 征期、封网. Pure.
//!
//! The end of a monthly freeze moves as 税收征管法实施细则 109 says, and as the State Taxation Administration counts it in its notices of
//! the terms of each year (of 2026: 税总办征科函〔2025〕64 号): with holidays of three days or more within the term, it ends so many
//! *working days* later as they have days within it; else, where its last day is a day of rest, on the next working day.

use jiff::civil::Date;

use crate::calendar::{Calendar, Known, Layer, Verdict};
use crate::model::release::{Days, Freeze};

/// Holidays shorter than this leave the term as it is.
const LONG: u32 = 3;
/// No term moves further: the longest holidays have nine or ten days, and those of a region some more.
const FURTHEST: u32 = 45;

/// A freeze that is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub name: String,
    pub from: Date,
    /// The last day of it. `None`: its own days are touched, and whether it goes on longer is not known, for want of that year's list.
    pub to: Option<Date>,
}

/// Whether a freeze goes on until then is not known: this year's list of days off is not there, or not published yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}: the days off of {year} are not known")]
pub struct UnknownYear {
    pub name: String,
    pub year: i16,
}

/// The first freeze of `env` that the days `first` to `last` touch, in the order of `freezes`. A certain hit goes before what is unknown.
pub fn frozen(freezes: &[Freeze], env: &str, first: Date, last: Date, calendar: &Calendar) -> Result<Option<Hit>, UnknownYear> {
    let (first, last) = (first.min(last), first.max(last));
    let mut unknown = None;
    for freeze in freezes.iter().filter(|freeze| freeze.env.iter().any(|one| one == env)) {
        match touched(freeze, first, last, calendar) {
            Ok(None) => {}
            Ok(hit) => return Ok(hit),
            Err(year) => unknown = unknown.or(Some(UnknownYear { name: freeze.name.clone(), year })),
        }
    }
    unknown.map_or(Ok(None), Err)
}

fn touched(freeze: &Freeze, first: Date, last: Date, calendar: &Calendar) -> Result<Option<Hit>, i16> {
    let hit = |from: Date, to: Option<Date>| Some(Hit { name: freeze.name.clone(), from, to });
    let (from, to, moves) = match freeze.when {
        Days::Dates { from, to } => return Ok(if from <= last && first <= to { hit(from, Some(to)) } else { None }),
        Days::Monthly { from, to, moves } => (from, to, moves),
    };
    let mut unknown = None;
    // Terms of months before may have moved into the window.
    let mut month = first.first_of_month().saturating_sub(jiff::Span::new().days(FURTHEST)).first_of_month();
    while month <= last {
        if from <= month.days_in_month() {
            let (begin, end) = (on(month, from), on(month, to));
            let ends = if moves { moved(begin, end, calendar) } else { Ok(end) };
            match ends {
                _ if begin <= last && first <= end => return Ok(hit(begin, ends.ok())),
                Ok(ends) if begin <= last && first <= ends => return Ok(hit(begin, Some(ends))),
                Err(year) if begin <= last && first <= end.saturating_add(jiff::Span::new().days(FURTHEST)) => {
                    unknown = unknown.or(Some(year));
                }
                _ => {}
            }
        }
        let Ok(next) = month.last_of_month().tomorrow() else { break };
        month = next;
    }
    unknown.map_or(Ok(None), Err)
}

/// A day of a month, or its last one.
fn on(month: Date, day: i8) -> Date {
    jiff::civil::date(month.year(), month.month(), day.min(month.days_in_month()))
}

/// The last day of a term once it has moved; the year whose list is wanted for it.
fn moved(begin: Date, end: Date, calendar: &Calendar) -> Result<Date, i16> {
    let (mut days, mut run, mut day) = (0, 0, begin);
    loop {
        let verdict = known(calendar, day)?;
        run = if !verdict.is_working && verdict.layer != Layer::Weekend { run + 1 } else { 0 };
        // A day that makes it long brings those before it.
        days += if run == LONG { LONG } else { u32::from(run > LONG) };
        if day >= end {
            break;
        }
        day = day.tomorrow().map_err(|_| day.year())?;
    }
    if days == 0 && !known(calendar, end)?.is_working {
        days = 1;
    }
    for _ in 0..FURTHEST {
        if days == 0 {
            return Ok(day);
        }
        day = day.tomorrow().map_err(|_| day.year())?;
        days -= u32::from(known(calendar, day)?.is_working);
    }
    Err(day.year())
}

/// What the law makes of a day: the duty rosters and days of the bureau itself do not move terms.
fn known(calendar: &Calendar, day: Date) -> Result<Verdict<'_>, i16> {
    let verdict = calendar.said(day).find(|verdict| verdict.layer <= Layer::Region).unwrap_or_else(|| calendar.day(day));
    if verdict.known == Known::Yes {
        return Ok(verdict);
    }
    // The last days of December wait for the next year's list.
    let next = calendar.lists(day.year()).all(|(_, known)| known == Known::Yes);
    Err(day.year() + i16::from(next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn freeze(name: &str, when: Days) -> Freeze {
        Freeze { name: name.into(), when, env: vec!["production".into()] }
    }

    fn term() -> Vec<Freeze> {
        vec![freeze("征期", Days::Monthly { from: 1, to: 15, moves: true })]
    }

    fn national() -> Calendar {
        Calendar::with_national(Vec::new()).unwrap()
    }

    fn at(freezes: &[Freeze], date: &str, calendar: &Calendar) -> Result<Option<Hit>, UnknownYear> {
        frozen(freezes, "production", day(date), day(date), calendar)
    }

    /// The last days of 2026 as the State Taxation Administration published them (税总办征科函〔2025〕64 号).
    #[test]
    fn terms_of_2026_end_when_the_notice_says() {
        let calendar = national();
        let ends = [
            "2026-01-20",
            "2026-02-24",
            "2026-03-16",
            "2026-04-20",
            "2026-05-22",
            "2026-06-15",
            "2026-07-15",
            "2026-08-17",
            "2026-09-15",
            "2026-10-26",
            "2026-11-16",
            "2026-12-15",
        ];
        for end in ends.map(day) {
            let first = end.first_of_month();
            let hit = Hit { name: "征期".into(), from: first, to: Some(end) };
            let one = |date: Date| frozen(&term(), "production", date, date, &calendar).unwrap();
            assert_eq!((one(first), one(end)), (Some(hit.clone()), Some(hit)), "{end}");
            assert_eq!(one(end.tomorrow().unwrap()), None, "{end}");
        }
    }

    #[test]
    fn a_window_touches_by_any_of_its_days_and_an_environment_by_its_name() {
        let calendar = national();
        let window = |env: &str, from: &str, to: &str| frozen(&term(), env, day(from), day(to), &calendar).unwrap().map(|hit| hit.from);
        assert_eq!(window("production", "2026-06-16", "2026-06-30"), None);
        assert_eq!(window("production", "2026-06-16", "2026-07-01"), Some(day("2026-07-01")));
        assert_eq!(window("production", "2026-07-01", "2026-06-16"), Some(day("2026-07-01")), "the wrong way round");
        assert_eq!(window("staging", "2026-07-01", "2026-07-01"), None);
    }

    #[test]
    fn without_the_years_list_nothing_is_said_not_to_be_frozen() {
        let calendar = national();
        let unknown =
            |date: &str, year: i16| assert_eq!(at(&term(), date, &calendar), Err(UnknownYear { name: "征期".into(), year }), "{date}");
        unknown("2031-07-16", 2031);
        unknown("2031-07-31", 2031);
        // Its own days are frozen whatever the list says; until when is not known.
        assert_eq!(at(&term(), "2031-07-15", &calendar).unwrap().unwrap().to, None);
        // One that does not move needs no list.
        let fixed = [freeze("月末", Days::Monthly { from: 29, to: 31, moves: false })];
        assert_eq!(at(&fixed, "2031-07-28", &calendar), Ok(None));
        assert_eq!(at(&fixed, "2031-02-28", &calendar), Ok(None), "there is no 29th");
        assert_eq!(at(&fixed, "2031-06-30", &calendar).unwrap().unwrap().to, Some(day("2031-06-30")));
        // The end of a December waits for the next year's list, which may move days into it.
        let december = [freeze("年末", Days::Monthly { from: 20, to: 27, moves: true })];
        assert_eq!(at(&december, "2026-12-28", &calendar), Err(UnknownYear { name: "年末".into(), year: 2027 }));
        // What is certain of another freeze is told before what is unknown of one.
        let both = [term(), vec![freeze("封网", Days::Dates { from: day("2031-07-20"), to: day("2031-07-25") })]].concat();
        assert_eq!(at(&both, "2031-07-25", &calendar).unwrap().unwrap().name, "封网");
        assert!(at(&both, "2031-07-26", &calendar).is_err());
    }

    #[test]
    fn a_roster_moves_no_term_but_the_festival_of_a_region_does() {
        let file = |text: &str| Calendar::with_national(vec![read("site.json", text.as_bytes()).unwrap()]).unwrap();
        // On duty on Sunday the 15th of March: the term ends on Monday all the same.
        let roster = file(r#"{"year": 2026, "layer": "duty", "days": [{"name": "值班", "date": "2026-03-15", "isOffDay": false}]}"#);
        assert_eq!(at(&term(), "2026-03-15", &roster).unwrap().unwrap().to, Some(day("2026-03-16")));
        let days = (8..=10).map(|day| format!(r#"{{"name": "节", "date": "2026-07-{day:02}", "isOffDay": true}}"#)).collect::<Vec<_>>();
        let region = file(&format!(r#"{{"year": 2026, "layer": "region", "region": "某地", "days": [{}]}}"#, days.join(",")));
        assert_eq!(at(&term(), "2026-07-15", &region).unwrap().unwrap().to, Some(day("2026-07-20")));
        // Two days are not three; nor is what was only announced a list.
        let short = file(&format!(r#"{{"year": 2026, "layer": "region", "region": "某地", "days": [{}]}}"#, days[..2].join(",")));
        assert_eq!(at(&term(), "2026-07-15", &short).unwrap().unwrap().to, Some(day("2026-07-15")));
        let expected = r#"{"year": 2031, "status": "provisional", "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": true}]}"#;
        assert!(at(&term(), "2031-07-16", &file(expected)).is_err());
    }
}
