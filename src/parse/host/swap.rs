//! `/proc/swaps` and `/proc/vmstat`, `lsps -s` of AIX, `swapinfo -ta` of HP-UX → swap in use and whether pages move.

use super::grid::Figures;
use super::rate::{cell, keyed, per_second, seconds};
use super::{Input, ParseFault, Parsed};
use crate::model::Os;

/// Megabytes.
struct Swap {
    total: f64,
    used: f64,
    devices: Option<f64>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut strange = Vec::new();
    let what = match input.os {
        Os::Linux => "swaps",
        Os::Aix => "lsps",
        Os::HpUx => "swapinfo",
    };
    let text = input.need(what)?;
    let swap = match input.os {
        Os::Linux => Some(swaps(text, &mut strange)),
        Os::Aix => lsps(text),
        Os::HpUx => swapinfo(text, &mut strange),
    };
    let swap = swap
        .filter(|s| s.total > 0.0)
        .ok_or_else(|| ParseFault::Layout(what, text.lines().last().unwrap_or_default().trim().to_owned()))?;
    let (pages_in, pages_out) = moves(input)?;
    let row = vec![
        ("total_mb", cell(Some(swap.total))),
        ("used_mb", cell(Some(swap.used))),
        ("used_pct", cell(Some(swap.used * 100.0 / swap.total))),
        ("devices", cell(swap.devices)),
        ("in_s", cell(pages_in)),
        ("out_s", cell(pages_out)),
    ];
    Ok(Parsed { rows: vec![row], strange, ..Parsed::default() })
}

/// Pages in and out a second: counters of two looks, or the newest line of `vmstat`.
fn moves(input: &Input<'_>) -> Result<(Option<f64>, Option<f64>), ParseFault> {
    if let Some(vmstat) = input.part("vmstat") {
        let figures = Figures::last(vmstat, "vmstat", "avm")?;
        return Ok((figures.get("pi"), figures.get("po")));
    }
    let (before, after) = (input.part_before("moves").unwrap_or_default(), input.part("moves").unwrap_or_default());
    let rate = |key: &str| per_second(keyed(before, key), keyed(after, key), seconds(input));
    Ok((rate("pswpin"), rate("pswpout")))
}

/// `NAME TYPE SIZE USED PRIORITY` in kilobytes; names may have spaces in them.
fn swaps(text: &str, strange: &mut Vec<String>) -> Swap {
    let (mut swap, mut devices) = (Swap { total: 0.0, used: 0.0, devices: None }, 0.0);
    for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("Filename")) {
        let mut words = line.split_whitespace().rev();
        let figures = words.next().and_then(|_| Some((words.next()?.parse::<f64>().ok()?, words.next()?.parse::<f64>().ok()?)));
        match figures {
            Some((used, total)) => {
                swap.total += total / 1024.0;
                swap.used += used / 1024.0;
                devices += 1.0;
            }
            None => strange.push(line.to_owned()),
        }
    }
    Swap { devices: Some(devices), ..swap }
}

/// `Total Paging Space   Percent Used` and under it `1536MB              36%`.
fn lsps(text: &str) -> Option<Swap> {
    text.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (size, percent) = (words.next()?, words.next()?.strip_suffix('%')?.parse::<f64>().ok()?);
        let total = match size.strip_suffix("GB") {
            Some(gb) => gb.parse::<f64>().ok()? * 1024.0,
            None => size.strip_suffix("MB")?.parse().ok()?,
        };
        Some(Swap { total, used: total * percent / 100.0, devices: None })
    })
}

/// Lines `dev`, `localfs` and `network` are swap. `reserve` is promised and not used, `memory` is no swap.
fn swapinfo(text: &str, strange: &mut Vec<String>) -> Option<Swap> {
    let heading = text.lines().position(|l| l.trim_start().starts_with("TYPE"))?;
    let units = text.lines().take(heading).last().unwrap_or_default().to_ascii_lowercase();
    let to_mb = if units.contains("mb") { 1.0 } else { 1.0 / 1024.0 };
    let mut swap = Swap { total: 0.0, used: 0.0, devices: None };
    let mut devices = 0.0;
    for line in text.lines().skip(heading + 1) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (total, used) = match words[..] {
            ["dev" | "localfs" | "fs" | "network", total, used, ..] => (total, used),
            [] | ["reserve" | "memory" | "total", ..] => continue,
            _ => {
                strange.push(line.to_owned());
                continue;
            }
        };
        swap.total += total.parse::<f64>().ok()? * to_mb;
        swap.used += used.parse::<f64>().ok()? * to_mb;
        devices += 1.0;
    }
    Some(Swap { devices: Some(devices), ..swap })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture, twice};
    use super::*;

    #[test]
    fn linux_sums_all_areas_and_counts_pages() {
        let swaps = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/dm-1                               partition\t2097148\t1048574\t-2\n/swap\\040file (deleted) file 1024 0 -3\nodd line\n";
        let before = [("swaps", swaps), ("moves", "pswpin 100\npswpout 50\n"), ("uptime", "10.00 1.00\n")];
        let after = [("swaps", swaps), ("moves", "pswpin 110\npswpout 250\n"), ("uptime", "12.50 1.00\n")];
        insta::assert_snapshot!(picture(&twice(parse, Os::Linux, &before, &after, 2.0).unwrap()), @"
        total_mb=2049 used_mb=1024 used_pct=49.98 devices=2 in_s=4 out_s=80
        strange: odd line
        ");
        check_cuts(parse, Os::Linux, "swaps", swaps);
        assert!(one(parse, Os::Linux, "swaps", "Filename Type Size Used Priority\n").is_err());
    }

    #[test]
    fn aix_and_hp_ux() {
        let vmstat = " r  b   avm   fre  re  pi  po  fr   sr  cy  in   sy  cs us sy id wa\n 3  1 1 2 0 4 30 0 0 0 1 5 4 9 9 82 0\n";
        let lsps = "Total Paging Space   Percent Used\n      1536MB              36%\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("lsps", lsps), ("vmstat", vmstat)]).unwrap()), @"total_mb=1536 used_mb=552.96 used_pct=36 devices= in_s=4 out_s=30");
        let swapinfo = "             Mb      Mb      Mb   PCT  START/      Mb
TYPE      AVAIL    USED    FREE  USED   LIMIT RESERVE  PRI  NAME
dev       32768     512   32256    2%       0       -    1  /dev/vg00/lvol2
reserve       -   18234  -18234
memory    62137   11234   50903   18%
total     94905   29468   65437   31%       -       0    -
";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "swapinfo", swapinfo).unwrap()), @"total_mb=32768 used_mb=512 used_pct=1.56 devices=1 in_s= out_s=");
        check_cuts(parse, Os::HpUx, "swapinfo", swapinfo);
    }
}
