//! Counts that the body made from `ps -el`: how many processes, which are dead and not fetched (Z), which wait and cannot be woken (D).

use std::collections::BTreeMap;

use super::rate::cell;
use super::text::{int, text};
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// Part `ps`: `Z PID PPID COMMAND PARENT` a line, at most twenty of each letter, and at the end `total ALL Z D`.
/// Part `threads`: `/proc/loadavg` (all threads behind the slash). Part `limit`: a number, or `nproc 512 / 4200` of `kcusage`.
pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let ps = input.need("ps")?;
    let totals: Option<Vec<i64>> =
        ps.lines().rev().find_map(|l| l.trim().strip_prefix("total ")?.split_whitespace().map(|w| w.parse().ok()).collect());
    let Some([all, dead, stuck]) = totals.as_deref().filter(|t| t.first() > Some(&0)) else {
        return Err(ParseFault::Layout("ps", ps.lines().next().unwrap_or_default().to_owned()));
    };
    let limit = input.part("limit").unwrap_or_default();
    let limit = limit.split_whitespace().rev().find_map(|w| w.parse::<f64>().ok()).filter(|n| *n > 0.0);
    let threads = input.part("threads").and_then(threads);
    #[expect(clippy::cast_precision_loss, reason = "a number of processes")]
    // Threads take numbers as processes do where they are counted.
    let taken = threads.unwrap_or(*all as f64);
    let row = vec![
        ("processes", Value::Int(*all)),
        ("threads", threads.map_or(Value::Null, |n| int(&format!("{n:.0}")))),
        ("max", limit.map_or(Value::Null, |n| int(&format!("{n:.0}")))),
        ("used_pct", cell(limit.map(|limit| taken * 100.0 / limit))),
        ("zombies", Value::Int(*dead)),
        ("zombie_parents", text(parents(ps))),
        ("stuck", Value::Int(*stuck)),
        ("stuck_names", text(named(ps))),
    ];
    Ok(Parsed { rows: vec![row], ..Parsed::default() })
}

fn threads(loadavg: &str) -> Option<f64> {
    loadavg.split_whitespace().nth(3)?.split_once('/')?.1.parse().ok()
}

/// Who has not fetched its dead children: `java(1234)×12`, the worst first.
fn parents(ps: &str) -> String {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for line in ps.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ["Z", _, parent, _, name, ..] = words[..] else { continue };
        *found.entry(format!("{name}({parent})")).or_default() += 1;
    }
    let mut found: Vec<(String, usize)> = found.into_iter().collect();
    found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    found.iter().take(5).map(|(who, n)| format!("{who}×{n}")).collect::<Vec<_>>().join(" ")
}

fn named(ps: &str) -> String {
    let stuck = ps.lines().filter_map(|line| {
        let mut words = line.strip_prefix("D ")?.split_whitespace();
        let (pid, name) = (words.next()?, words.nth(1)?);
        Some(format!("{name}({pid})"))
    });
    stuck.take(5).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn dead_children_are_laid_to_their_parents() {
        let ps = "Z 11 10 sh java\nZ 12 10 sh java\nZ 13 1 ls init\nD 14 2 kworker/0:1 kthreadd\ntotal 210 3 1\n";
        let parts = [("ps", ps), ("threads", "0.00 0.01 0.03 2/811 2039\n"), ("limit", "32768\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"processes=210 threads=811 max=32768 used_pct=2.47 zombies=3 zombie_parents=java(10)×2 init(1)×1 stuck=1 stuck_names=kworker/0:1(14)");
        let hpux = many(parse, Os::HpUx, &[("ps", "total 512 0 0\n"), ("limit", "nproc                     512 / 4200\n")]).unwrap();
        insta::assert_snapshot!(picture(&hpux), @"processes=512 threads= max=4200 used_pct=12.19 zombies=0 zombie_parents= stuck=0 stuck_names=");
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "ps", "total 99 0 0\n").unwrap()), @"processes=99 threads= max= used_pct= zombies=0 zombie_parents= stuck=0 stuck_names=");
        check_cuts(parse, Os::Linux, "ps", ps);
        assert!(one(parse, Os::Linux, "ps", "total 0 0 0\n").is_err());
    }
}
