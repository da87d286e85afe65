//! Against clocks that go minute by minute and share no code with ours.

use jiff::SignedDuration;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::{Clock, Clocks, Profile, State, Story, calendar, file, office};
use crate::calendar::{Calendar, instant};
use crate::model::ticket::{Mark, Move, TicketKind, What};

/// Minutes of 2026-02-02, a Monday, and the 120 days after it.
const ALL: usize = 120 * 1440;

/// Days off and worked by the notice for 2026, counted from that Monday: 02-14 is day 12, 02-28 day 26; 04-04 … 06, 05-01 … 05, 05-09.
fn works(day: usize) -> bool {
    match day {
        13..=21 | 61..=63 | 88..=92 => false,
        12 | 26 | 96 => true,
        _ => day % 7 < 5,
    }
}

fn is_open(minute: usize) -> bool {
    works(minute / 1440) && matches!(minute % 1440, 540..720 | 840..1080)
}

fn moment(minute: usize) -> DateTime {
    date(2026, 2, 2).at(0, 0, 0, 0) + SignedDuration::from_mins(minute as i64)
}

fn text(minute: usize) -> String {
    moment(minute).strftime("%Y-%m-%d %H:%M").to_string()
}

fn clause(id: &str, limit: &str, calendar: &str) -> String {
    format!(
        "[[clause]]\nid = \"{id}\"\ntitle = {{ zh-CN = \"t\" }}\nsource = \"1\"\ngroup = \"solution\"\nstart = \"opened\"\nstop = [\"restored\"]\n\
         limit = \"{limit}\"\ncalendar = \"{calendar}\"\npauses = true\n"
    )
}

/// A ticket: when it was opened, what it was granted, its pauses one after the other, when it was restored if it was, and when one looks.
#[derive(Debug, Clone)]
struct Case {
    opened: usize,
    minutes: usize,
    pauses: Vec<(usize, usize)>,
    restored: Option<usize>,
    now: usize,
}

fn case() -> impl Strategy<Value = Case> {
    let pauses = prop::collection::vec((0_usize..2000, 0_usize..3000), 0..4);
    (0..40_000_usize, 1_usize..3000, pauses, prop::option::of(0_usize..8000), 0_usize..12_000).prop_map(
        |(opened, minutes, gaps, restored, now)| {
            let mut pauses = Vec::new();
            let mut last = opened;
            for (gap, length) in gaps {
                pauses.push((last + gap, last + gap + length));
                last += gap + length;
            }
            // All that is written has happened when one looks.
            let restored = restored.map(|after| opened + after);
            let now = (opened + now).max(last).max(restored.unwrap_or_default());
            Case { opened, minutes, pauses, restored, now }
        },
    )
}

impl Case {
    fn story(&self) -> Story {
        let mut story = Story::of(TicketKind::Data, "", &text(self.opened));
        for (from, to) in &self.pauses {
            story = story.pause(&text(*from), &text(*to));
        }
        self.restored.into_iter().fold(story, |story, at| story.mark(Mark::Restored, &text(at)))
    }

    fn runs(&self, is_open: impl Fn(usize) -> bool, minute: usize) -> bool {
        is_open(minute) && !self.pauses.iter().any(|(from, to)| (*from..*to).contains(&minute))
    }

    /// Due minute, minutes spent, and whether it is late.
    fn counted(&self, is_open: impl Fn(usize) -> bool) -> (usize, usize, bool) {
        let until = self.restored.unwrap_or(self.now);
        let (mut due, mut left) = (self.opened, self.minutes);
        while left > 0 {
            left -= usize::from(self.runs(&is_open, due));
            due += 1;
        }
        let spent = (self.opened..until).filter(|minute| self.runs(&is_open, *minute)).count();
        (due, spent, until > due)
    }
}

fn check(case: &Case, clock: &Clock<'_>, is_open: impl Fn(usize) -> bool) -> Result<(), TestCaseError> {
    let (due, spent, is_late) = case.counted(is_open);
    prop_assert_eq!(clock.due.unwrap().at, moment(due));
    prop_assert_eq!(clock.spent.time, SignedDuration::from_mins(spent as i64));
    prop_assert_eq!(clock.percent() as usize, spent * 100 / case.minutes);
    let late = SignedDuration::from_mins(case.restored.unwrap_or(case.now) as i64 - due as i64);
    let state = match (is_late, case.restored) {
        (true, _) => State::Late { by: late },
        (false, Some(_)) => State::Met,
        (false, None) => State::Running,
    };
    prop_assert_eq!(clock.state, state);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_calendars_agree_with_counting(case in case()) {
        prop_assume!(case.opened + 60_000 < ALL);
        let limit = format!("{} min", case.minutes);
        let profile = Profile::read(&(clause("always", &limit, "7x24") + &clause("office", &limit, "working"))).unwrap();
        let calendar = calendar();
        let clocks = Clocks::new(&profile, &calendar, instant(moment(case.now)).unwrap()).of(&case.story().ticket(), &[]);
        check(&case, super::pick(&clocks, "always"), |_| true)?;
        check(&case, super::pick(&clocks, "office"), is_open)?;
    }

    /// Events in any order of time, moments anywhere: nothing negative, nothing that panics, the same twice.
    #[test]
    fn no_order_of_times_is_harmful(times in prop::collection::vec(0_usize..20_000, 1..8), now in 0_usize..20_000, level in 0_u8..7) {
        let mut story = Story::of(TicketKind::Fault, &level.to_string(), &text(*times.first().unwrap()));
        for (at, time) in times.iter().enumerate().skip(1) {
            story = match at {
                1 => story.assign("李四", &text(*time)),
                2 => story.and(&text(*time), What::Pause { reason: "等".into() }),
                3 => story.mark(Mark::Acknowledged, &text(*time)),
                4 => story.step(Move::Solve, &text(*time)),
                5 => story.and(&text(*time), What::Resume {}),
                6 => story.step(Move::Reject, &text(*time)),
                _ => story.mark(Mark::Restored, &text(*time)),
            };
        }
        let profile = Profile::built_in().unwrap();
        let calendar = Calendar::new(vec![office(), file(2026, "", &["2026-02-16"], &[])]).unwrap();
        let clocks = Clocks::new(&profile, &calendar, instant(moment(now)).unwrap());
        let (ticket, all) = (story.ticket(), clocks.of(&story.ticket(), &[]));
        prop_assert_eq!(&clocks.of(&ticket, &[]), &all);
        for clock in &all {
            prop_assert!(!clock.spent.time.is_negative());
            prop_assert!(clock.stop.is_none() || clock.stop >= clock.start);
            let late_by = if let State::Late { by } = clock.state { by } else { SignedDuration::MAX };
            prop_assert!(late_by > SignedDuration::ZERO);
            prop_assert!(clock.due.is_none_or(|due| Some(due.at) >= clock.start));
        }
    }
}
