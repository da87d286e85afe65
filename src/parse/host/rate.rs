//! Counters of two looks → something per second.

use super::Input;
use super::text::round;
use crate::model::Value;

/// Seconds between the two looks: by `/proc/uptime` (hundredths) where the body printed it, else by the clock (whole seconds).
pub(super) fn seconds(input: &Input<'_>) -> Option<f64> {
    let uptime = |text: Option<&str>| text?.split_whitespace().next()?.parse::<f64>().ok();
    let fine = uptime(input.part("uptime")).zip(uptime(input.part_before("uptime"))).map(|(after, before)| after - before);
    fine.or(Some(input.seconds)).filter(|s| *s > 0.0)
}

/// The growth of a counter; nothing where it went backwards, as after a restart.
pub(super) fn grown(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(after? - before?).filter(|d| *d >= 0.0)
}

/// The same in a second.
pub(super) fn per_second(before: Option<f64>, after: Option<f64>, seconds: Option<f64>) -> Option<f64> {
    Some(grown(before, after)? / seconds?)
}

/// A measure that may be unknown, as a cell.
pub(super) fn cell(value: Option<f64>) -> Value {
    value.map_or(Value::Null, round)
}

/// The number behind a key: `pswpin 123` of `/proc/vmstat`, `MemFree: 123 kB` of `/proc/meminfo`.
pub(super) fn keyed(text: &str, key: &str) -> Option<f64> {
    text.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(key)?;
        let rest = rest.trim_start_matches(':');
        rest.starts_with(char::is_whitespace).then(|| rest.split_whitespace().next()?.parse().ok()).flatten()
    })
}
