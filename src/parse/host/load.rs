//! `/proc/stat` and `/proc/loadavg`, `vmstat` and `uptime` → the run queue: processes that run or could run.
//!
//! The load average of Linux counts those that wait for a disk as well; it is shown beside, and not judged.

use super::grid::Figures;
use super::rate::{cell, keyed};
use super::{Input, ParseFault, Parsed};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (queue, blocked) = if let Some(stat) = input.part("stat") {
        moments(input.part_before("stat").unwrap_or_default(), stat)?
    } else {
        intervals(input.need("vmstat")?)?
    };
    let loads = loads(input.part("loadavg").unwrap_or_default());
    let row = vec![
        ("run_queue", cell(Some(queue))),
        ("blocked", cell(blocked)),
        ("load1", cell(loads.first().copied())),
        ("load5", cell(loads.get(1).copied())),
        ("load15", cell(loads.get(2).copied())),
    ];
    Ok(Parsed { rows: vec![row], ..Parsed::default() })
}

/// Running and blocked: the middle of several moments, without the one who looks, who is running himself.
fn moments(before: &str, after: &str) -> Result<(f64, Option<f64>), ParseFault> {
    let both = before.lines().chain(after.lines());
    let mut running: Vec<f64> = both.filter_map(|l| keyed(l, "procs_running")).collect();
    running.sort_by(f64::total_cmp);
    let (Some(lower), Some(upper)) = (running.get(running.len().saturating_sub(1) / 2), running.get(running.len() / 2)) else {
        return Err(ParseFault::Layout("stat", after.lines().next().unwrap_or_default().to_owned()));
    };
    Ok(((f64::midpoint(*lower, *upper) - 1.0).max(0.0), keyed(after, "procs_blocked")))
}

/// The same of the newest interval of `vmstat`.
fn intervals(vmstat: &str) -> Result<(f64, Option<f64>), ParseFault> {
    let figures = Figures::last(vmstat, "vmstat", "avm")?;
    Ok((figures.get("r").ok_or_else(|| ParseFault::Layout("vmstat", "no column r".into()))?, figures.get("b")))
}

/// `0.00 0.01 0.03 2/111 2039`, or the end of what `uptime` prints: `load average: 1.10, 1.20, 1.30`.
fn loads(text: &str) -> Vec<f64> {
    let rest = text.rsplit_once("load average").map_or(text, |(_, rest)| rest.trim_start_matches(['s', ':']));
    rest.split([' ', ',', '\n']).filter(|w| !w.is_empty()).map_while(|w| w.parse().ok()).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture, twice};
    use super::*;
    use crate::model::Os;

    #[test]
    fn who_runs_is_counted_without_the_one_who_looks() {
        let stat = |n: [u8; 3]| n.map(|n| format!("procs_running {n}\nprocs_blocked 3\n")).concat();
        let (before, after) = (stat([9, 3, 4]), stat([12, 3, 2]));
        let loadavg = ("loadavg", "7.50 6.01 5.03 2/111 2039\n");
        let parsed = twice(parse, Os::Linux, &[("stat", &before)], &[("stat", &after), loadavg], 2.0).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"run_queue=2.5 blocked=3 load1=7.5 load5=6.01 load15=5.03");
        assert!(one(parse, Os::Linux, "stat", "cpu 1 2\n").is_err());
    }

    #[test]
    fn vmstat_and_uptime_of_the_others() {
        let vmstat = " r  b   avm   fre  re  pi  po  fr   sr  cy  in   sy  cs us sy id wa\n 9  9 1 2 0 0 0 0 0 0 1 5 4 9 9 82 0\n 3  1 1 2 0 0 0 0 0 0 1 5 4 9 9 82 0\n";
        let uptime = "  03:05PM   up 12 days,  4:33,  5 users,  load average: 1.10, 1.20, 1.30\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("vmstat", vmstat), ("loadavg", uptime)]).unwrap()), @"run_queue=3 blocked=1 load1=1.1 load5=1.2 load15=1.3");
        check_cuts(parse, Os::Aix, "vmstat", vmstat);
    }
}
