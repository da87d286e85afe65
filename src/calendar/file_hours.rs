//! The key `hours` of a calendar file → sets of working hours, or all that is wrong with them.

use serde::Deserialize;

use super::fault::{Fault, Why};
use super::file::is_text;
use super::hours::{HourSet, HourSets, Hours, Interval, Season};

/// One set as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHours {
    name: Option<String>,
    from: Option<String>,
    to: Option<String>,
    open: Vec<String>,
}

/// All sets of a file; `None` where it has none, or faults.
pub(super) fn hours(raw: Vec<RawHours>, faults: &mut Vec<Fault>) -> Option<HourSets> {
    let (before, many) = (faults.len(), raw.len());
    let sets: Vec<HourSet> = raw.into_iter().enumerate().filter_map(|(at, raw)| set(at, raw, faults)).collect();
    if many == 0 || faults.len() > before {
        return None;
    }
    HourSets::new(sets).map_err(|fault| faults.push(fault)).ok()
}

fn set(at: usize, raw: RawHours, faults: &mut Vec<Fault>) -> Option<HourSet> {
    let before = faults.len();
    let mut wrong = |part: &str, why| faults.push(Fault::new(format!("hours[{at}]{part}"), why));
    if raw.name.as_deref().is_some_and(|name| !is_text(name)) {
        wrong(".name", Why::Text);
    }
    let season = match (raw.from, raw.to) {
        (None, None) => None,
        (Some(from), Some(to)) => Season::parse(&from, &to).or_else(|| {
            wrong("", Why::MonthDay);
            None
        }),
        _ => {
            wrong("", Why::HalfSeason);
            None
        }
    };
    let mut intervals = Vec::new();
    for (i, text) in raw.open.iter().enumerate() {
        match Interval::parse(text) {
            Some(interval) => intervals.push(interval),
            None => wrong(&format!(".open[{i}]"), Why::Interval),
        }
    }
    let whole = intervals.len() == raw.open.len();
    let hours = whole.then(|| Hours::new(intervals).map_err(|fault| wrong(&format!(".{}", fault.place), fault.why)).ok())??;
    (faults.len() == before).then_some(HourSet { name: raw.name, season, hours })
}
