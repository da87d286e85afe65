use super::name;
use crate::seal::{Cycle, Turn};
use jiff::ToSpan;
use jiff::civil::date;

const CYCLES: [&str; 6] = ["daily/week", "daily/month", "weekly/month", "weekly/quarter", "monthly/year", "daily/3"];

#[test]
fn any_cycle_reads_everything_once() {
    let files: Vec<_> = (0..200).map(|i| name(format!("exp/full_{i:03}.dmp"))).collect();
    for text in CYCLES {
        let cycle = Cycle::parse(text).unwrap();
        let unit = match text.split('/').next() {
            Some("daily") => 1.day(),
            Some("weekly") => 1.week(),
            _ => 1.month(),
        };
        // From anywhere, over the turn of a year and a leap day.
        for start in [date(2026, 12, 20), date(2028, 2, 27), date(1969, 12, 25)] {
            let nights = (0..cycle.parts()).map(|n| cycle.on(start.checked_add(unit * i64::from(n)).unwrap()));
            let turns: Vec<Turn> = nights.collect();
            for file in &files {
                assert_eq!(turns.iter().filter(|turn| turn.has(file)).count(), 1, "{text} from {start}: {file:?}");
            }
        }
    }
}

#[test]
fn a_file_keeps_its_night_whatever_comes_beside_it() {
    let night = |file: &str| (1..=7).find(|part| Turn::of(*part, 7).unwrap().has(&name(file)));
    assert_eq!(["a.dmp", "b.dmp", "c.dmp", "d.dmp"].map(night), [Some(2), Some(2), Some(3), Some(2)], "and in every release");
}

#[test]
fn a_week_is_from_monday_to_sunday() {
    let turn = |day| Cycle::WeeklyMonth.on(date(2026, 11, day)).number();
    assert_eq!((23..=30).map(turn).collect::<Vec<_>>(), [[(1, 4)].repeat(7), vec![(2, 4)]].concat());
}

#[test]
fn what_is_no_cycle_is_none() {
    for text in ["", "daily", "daily/0", "daily/-1", "hourly/day", "weekly/week", "daily/99999"] {
        assert_eq!(Cycle::parse(text), None, "{text}");
    }
    assert_eq!((Turn::of(0, 7), Turn::of(8, 7), Turn::of(1, 0)), (None, None, None));
    assert!(Turn::ALL.has(&name("x")));
}
