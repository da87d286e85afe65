//! Against a clock that goes minute by minute and shares no code with ours.

use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, ToSpan as _};

use super::lhasa;
use crate::calendar::{Pauses, add_wall};

/// Minutes of 2022-12-01 and the 200 days after it.
const DAYS: usize = 200;
const ALL: usize = DAYS * 1440;

/// What Lhasa had, by hand: month, day, works.
const EXCEPTIONS: &[(usize, bool)] = &[
    // New Year: day 30 is 2022-12-31.
    (30, false),
    (31, false),
    (32, false),
    // Spring Festival, 01-21 … 01-29.
    (51, false),
    (52, false),
    (53, false),
    (54, false),
    (55, false),
    (56, false),
    (57, false),
    (58, true),
    (59, true),
    // Tibetan New Year, 02-18 … 02-26.
    (79, true),
    (80, true),
    (81, false),
    (82, false),
    (83, false),
    (84, false),
    (85, false),
    (86, false),
    (87, false),
    // 04-05.
    (125, false),
];

fn works(day: usize) -> bool {
    // 2022-12-01 was a Thursday.
    EXCEPTIONS.iter().find(|(d, _)| *d == day).map_or(!matches!((day + 3) % 7, 5 | 6), |(_, works)| *works)
}

fn open_minutes() -> Vec<bool> {
    let open = |m: usize| (540..720).contains(&m) || (840..1080).contains(&m);
    (0..ALL).map(|minute| works(minute / 1440) && open(minute % 1440)).collect()
}

fn moment(minute: usize) -> DateTime {
    date(2022, 12, 1).at(0, 0, 0, 0) + SignedDuration::from_mins(minute as i64)
}

/// xorshift: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    /// Up to three pauses around `start`, as minutes.
    fn pauses(&mut self, start: usize) -> Vec<(usize, usize)> {
        let one = |dice: &mut Self| {
            let from = (start + dice.roll(6000)).saturating_sub(1000);
            (from, from + dice.roll(4000))
        };
        (0..self.roll(4)).map(|_| one(self)).collect()
    }
}

fn made(pauses: &[(usize, usize)]) -> Pauses {
    Pauses::new(pauses.iter().map(|(from, to)| (moment(*from), moment(*to))).collect()).unwrap()
}

fn runs(open: &[bool], pauses: &[(usize, usize)], minute: usize) -> bool {
    open[minute] && !pauses.iter().any(|(from, to)| (*from..*to).contains(&minute))
}

/// The end of the minute in which the last granted minute passes.
fn step(open: &[bool], pauses: &[(usize, usize)], start: usize, minutes: usize) -> usize {
    let mut left = minutes;
    let mut now = start;
    while left > 0 {
        left -= usize::from(runs(open, pauses, now));
        now += 1;
    }
    now
}

#[test]
fn working_minutes_agree_with_counting_them() {
    let (open, calendar, mut dice) = (open_minutes(), lhasa(), Dice(0x5eed_0001));
    for _ in 0..3000 {
        let (start, minutes) = (dice.roll(ALL / 2), dice.roll(3000));
        let stopped = dice.pauses(start);
        let due = calendar.add_working_minutes(moment(start), minutes as u32, &made(&stopped)).unwrap();
        let expected = step(&open, &stopped, start, minutes);
        assert_eq!(due.at, moment(expected), "{} + {minutes} min, {stopped:?}", moment(start));
        let back = calendar.working_between(moment(start), due.at, &made(&stopped));
        assert_eq!(back.time, SignedDuration::from_mins(minutes as i64), "and back");
    }
}

#[test]
fn working_time_between_two_moments_agrees_with_counting_it() {
    let (open, calendar, mut dice) = (open_minutes(), lhasa(), Dice(0x5eed_0002));
    for _ in 0..1000 {
        let start = dice.roll(ALL / 2);
        let (end, stopped) = (start + dice.roll(40_000), dice.pauses(start));
        let counted = (start..end).filter(|minute| runs(&open, &stopped, *minute)).count();
        let spent = calendar.working_between(moment(start), moment(end), &made(&stopped));
        assert_eq!(spent.time, SignedDuration::from_mins(counted as i64));
    }
}

#[test]
fn the_wall_clock_agrees_too() {
    let (open, mut dice) = (vec![true; ALL], Dice(0x5eed_0003));
    for _ in 0..1000 {
        let (start, minutes) = (dice.roll(ALL / 2), dice.roll(8000));
        let stopped = dice.pauses(start);
        let due = add_wall(moment(start), minutes as u32, &made(&stopped)).unwrap();
        assert_eq!(due, moment(step(&open, &stopped, start, minutes)));
    }
}

#[test]
fn a_and_then_b_are_a_plus_b() {
    let (calendar, mut dice) = (lhasa(), Dice(0x5eed_0004));
    for _ in 0..2000 {
        let (start, a, b) = (dice.roll(ALL / 2), dice.roll(1500) as u32, dice.roll(1500) as u32);
        let (start, stopped) = (moment(start) + 17.seconds(), made(&dice.pauses(start)));
        let first = calendar.add_working_minutes(start, a, &stopped).unwrap().at;
        let both = calendar.add_working_minutes(first, b, &stopped).unwrap();
        assert_eq!(both.at, calendar.add_working_minutes(start, a + b, &stopped).unwrap().at, "{start} {a} {b}");
    }
}

#[test]
fn working_days_and_closings_agree_with_looking_at_each_day() {
    let (open, calendar, mut dice) = (open_minutes(), lhasa(), Dice(0x5eed_0005));
    for _ in 0..2000 {
        let (start, count) = (dice.roll(ALL / 2), 1 + dice.roll(15));
        let day = start / 1440;
        let first = (day..DAYS).find(|day| works(*day)).unwrap();
        let last = (first + 1..DAYS).filter(|day| works(*day)).nth(count - 1).unwrap();
        let wanted = last * 1440 + if first == day { start % 1440 } else { 0 };
        // The first minute from there on that is open or ends an open one; else the closing.
        let fits = (wanted..(last + 1) * 1440).find(|minute| open[*minute] || open[minute.saturating_sub(1)]).unwrap_or(last * 1440 + 1080);
        let due = calendar.add_working_days(moment(start), count as u32, &Pauses::default()).unwrap();
        assert_eq!(due.at, moment(fits), "{} + {count} days", moment(start));

        let closing = (start / 1440..DAYS).filter(|day| works(*day)).map(|day| day * 1440 + 1080).find(|closing| start < *closing).unwrap();
        assert_eq!(calendar.end_of_working_day(moment(start), &Pauses::default()).unwrap().at, moment(closing));
    }
}

#[test]
fn who_comes_later_is_not_due_earlier() {
    let (calendar, mut dice) = (lhasa(), Dice(0x5eed_0006));
    for _ in 0..2000 {
        let (start, later, count) = (dice.roll(ALL / 2), dice.roll(5000), dice.roll(10) as u32);
        let days = |start| calendar.add_working_days(moment(start), count, &Pauses::default()).unwrap().at;
        assert!(days(start) <= days(start + later), "{} {later} {count}", moment(start));
    }
}
