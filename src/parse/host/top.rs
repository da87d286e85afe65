//! Who takes most: two looks at `/proc/PID/stat` on Linux, `ps` elsewhere → the ten first by CPU and the ten first by memory.
//!
//! Names only, never arguments: passwords stand in those.

use std::collections::HashMap;
use std::str::SplitWhitespace;

use super::rate::{cell, seconds};
use super::text::text;
use super::{Input, ParseFault, Parsed, Row};

/// How many of each.
const FIRST: usize = 10;

struct Process<'a> {
    pid: &'a str,
    user: &'a str,
    name: &'a str,
    /// Percent of one processor.
    cpu: Option<f64>,
    memory_kb: f64,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut strange = Vec::new();
    let mut found = match input.part("ps") {
        Some(ps) => listed(ps, &mut strange),
        None => measured(input, &mut strange)?,
    };
    if found.is_empty() {
        return Err(ParseFault::Layout("ps", strange.into_iter().next().unwrap_or_default()));
    }
    // A line that was cut is one of thousands; the first few are enough to be told.
    strange.truncate(5);
    let mut rows = Vec::new();
    found.sort_by(|a, b| b.cpu.unwrap_or(0.0).total_cmp(&a.cpu.unwrap_or(0.0)));
    rows.extend(found.iter().filter(|p| p.cpu.is_some_and(|c| c > 0.0)).take(FIRST).enumerate().map(|(i, p)| row("cpu", i, p)));
    found.sort_by(|a, b| b.memory_kb.total_cmp(&a.memory_kb));
    rows.extend(found.iter().take(FIRST).enumerate().map(|(i, p)| row("memory", i, p)));
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

fn row(by: &str, index: usize, process: &Process<'_>) -> Row {
    vec![
        ("by", text(by)),
        ("place", super::text::int(&(index + 1).to_string())),
        ("pid", text(process.pid)),
        ("user", text(process.user)),
        ("command", text(process.name)),
        ("cpu_pct", cell(process.cpu)),
        ("memory_mb", cell(Some(process.memory_kb / 1024.0))),
    ]
}

/// `PID USER CPU MEMORY_KB COMMAND`.
fn listed<'a>(ps: &'a str, strange: &mut Vec<String>) -> Vec<Process<'a>> {
    let mut found = Vec::new();
    for line in ps.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let read = |i: usize| words.get(i).and_then(|w| w.parse::<f64>().ok());
        match (words.first().copied(), read(2), read(3), words.get(4)) {
            (Some(pid), Some(cpu), Some(memory_kb), Some(name)) => {
                found.push(Process { pid, user: words[1], name, cpu: Some(cpu), memory_kb });
            }
            _ => strange.push(line.to_owned()),
        }
    }
    found
}

/// Lines `PID TICKS PAGES COMMAND` of both looks, `units` (ticks a second, bytes a page) and `users` (`PID USER` a line).
fn measured<'a>(input: &'a Input<'_>, strange: &mut Vec<String>) -> Result<Vec<Process<'a>>, ParseFault> {
    let now = input.need("stat")?;
    let before = input.part_before("stat").unwrap_or_default();
    let mut units = input.part("units").unwrap_or_default().split_whitespace().filter_map(|w| w.parse::<f64>().ok()).filter(|n| *n > 0.0);
    let (ticks, page) = (units.next().unwrap_or(100.0), units.next().unwrap_or(4096.0));
    let user_of = |line: &'a str| -> Option<(u64, &'a str)> {
        let mut words = line.split_whitespace();
        Some((words.next()?.parse().ok()?, words.next()?))
    };
    let users: HashMap<u64, &str> = input.part("users").unwrap_or_default().lines().filter_map(user_of).collect();
    let first: HashMap<u64, f64> = before.lines().filter_map(spent_of).map(|(pid, spent, _)| (pid.1, spent)).collect();
    let seconds = seconds(input);
    let mut found = Vec::new();
    for line in now.lines().filter(|l| !l.trim().is_empty()) {
        let read = spent_of(line).and_then(|(pid, spent, mut rest)| Some((pid, spent, rest.next()?.parse::<f64>().ok()?, rest)));
        let Some(((pid, number), spent, pages, mut rest)) = read else {
            strange.push(line.to_owned());
            continue;
        };
        // One that began between the looks has spent all of it since.
        let since = first.get(&number).copied().unwrap_or(0.0);
        let cpu = seconds.filter(|_| spent >= since && !first.is_empty()).map(|s| (spent - since) * 100.0 / ticks / s);
        let (user, name) = (users.get(&number).copied().unwrap_or(""), rest.next().unwrap_or(""));
        found.push(Process { pid, user, name, cpu, memory_kb: pages * page / 1024.0 });
    }
    Ok(found)
}

/// The process as it is written and as a number, what it has spent, and the words behind that.
fn spent_of(line: &str) -> Option<((&str, u64), f64, SplitWhitespace<'_>)> {
    let mut words = line.split_whitespace();
    let pid = words.next()?;
    Some(((pid, pid.parse().ok()?), words.next()?.parse().ok()?, words))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture, twice};
    use super::*;
    use crate::model::Os;

    #[test]
    fn what_was_spent_between_the_looks_counts() {
        let before = "1 100 1000 systemd\n20 500 50000 oracle\n";
        let after = "1 100 1000 systemd\n20 900 50000 oracle\n30 20 10 sh\nodd\n";
        let other = [("units", "100 4096\n"), ("users", "    1 root\n   20 oracle\n"), ("uptime", "12.00 1\n")];
        let parsed =
            twice(parse, Os::Linux, &[("stat", before), ("uptime", "10.00 1\n")], &[&[("stat", after)], &other[..]].concat(), 2.0).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        by=cpu place=1 pid=20 user=oracle command=oracle cpu_pct=200 memory_mb=195.31
        by=cpu place=2 pid=30 user= command=sh cpu_pct=10 memory_mb=0.04
        by=memory place=1 pid=20 user=oracle command=oracle cpu_pct=200 memory_mb=195.31
        by=memory place=2 pid=1 user=root command=systemd cpu_pct=0 memory_mb=3.91
        by=memory place=3 pid=30 user= command=sh cpu_pct=10 memory_mb=0.04
        strange: odd
        ");
        let ps = "  1 root 0.0 500 init\n 99 oracle 12.5 2048000 oracle\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "ps", ps).unwrap()), @"
        by=cpu place=1 pid=99 user=oracle command=oracle cpu_pct=12.5 memory_mb=2000
        by=memory place=1 pid=99 user=oracle command=oracle cpu_pct=12.5 memory_mb=2000
        by=memory place=2 pid=1 user=root command=init cpu_pct=0 memory_mb=0.49
        ");
        check_cuts(parse, Os::Aix, "ps", ps);
        check_cuts(parse, Os::Linux, "stat", after);
        assert!(one(parse, Os::Aix, "ps", "").is_err());
    }
}
