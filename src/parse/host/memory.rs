//! `/proc/meminfo`, `vmstat -v` of AIX, `machinfo` and `vmstat` of HP-UX → memory in use, and memory that a program could still get.
//!
//! Files that the system keeps in memory are in use and yet to be had: a healthy host is 95 % "used". Both figures are given.

use super::grid::Figures;
use super::identity::memory_kb;
use super::rate::{cell, keyed};
use super::{Input, ParseFault, Parsed};
use crate::model::Os;

/// Kilobytes.
#[derive(Debug, Default)]
struct Memory {
    total: f64,
    free: f64,
    cache: Option<f64>,
    available: f64,
    huge: Option<f64>,
    huge_free: Option<f64>,
    pageouts: Option<f64>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let memory = match input.os {
        Os::Linux => meminfo(input.need("meminfo")?),
        Os::Aix => vmstat_v(input.need("vmstat_v")?),
        Os::HpUx => return hpux(input),
    };
    let memory = memory.filter(|m| m.total > 0.0).ok_or_else(|| {
        let text = input.parts.iter().find_map(|(_, text)| text.lines().find(|l| !l.trim().is_empty())).unwrap_or_default();
        ParseFault::Layout("memory", text.to_owned())
    })?;
    Ok(row(&memory))
}

fn row(memory: &Memory) -> Parsed {
    let mb = |kb: f64| cell(Some(kb / 1024.0));
    let percent = |kb: f64| cell(Some(kb * 100.0 / memory.total));
    let row = vec![
        ("total_mb", mb(memory.total)),
        ("used_mb", mb(memory.total - memory.free)),
        ("used_pct", percent(memory.total - memory.free)),
        ("free_mb", mb(memory.free)),
        ("cache_mb", cell(memory.cache.map(|kb| kb / 1024.0))),
        ("avail_mb", mb(memory.available)),
        ("avail_pct", percent(memory.available)),
        ("huge_mb", cell(memory.huge.map(|kb| kb / 1024.0))),
        ("huge_free_mb", cell(memory.huge_free.map(|kb| kb / 1024.0))),
        ("pageouts", cell(memory.pageouts)),
    ];
    Parsed { rows: vec![row], ..Parsed::default() }
}

/// Kernels before 3.14 say nothing of what is available: free, buffers and cache without what is shared (tmpfs, SGA), and slabs
/// that can be given back. Kernels before 2.6.19 do not tell the last two apart.
fn meminfo(text: &str) -> Option<Memory> {
    let get = |key: &str| keyed(text, key);
    let or0 = |key: &str| get(key).unwrap_or(0.0);
    let (total, free) = (get("MemTotal")?, get("MemFree")?);
    let cache = or0("Buffers") + or0("Cached") + or0("SReclaimable");
    let available = get("MemAvailable").unwrap_or_else(|| (free + cache - or0("Shmem")).clamp(free.min(total), total));
    let page = get("Hugepagesize");
    let huge = |key: &str| Some(get(key)? * page?);
    Some(Memory {
        total,
        free,
        cache: Some(cache),
        available,
        huge: huge("HugePages_Total"),
        huge_free: huge("HugePages_Free"),
        pageouts: None,
    })
}

/// Lines `8388608 memory pages` of 4 kB. What files take can be had again.
fn vmstat_v(text: &str) -> Option<Memory> {
    let pages = |what: &str| {
        text.lines().find_map(|line| {
            let (number, name) = line.trim().split_once(char::is_whitespace)?;
            (name.trim() == what).then(|| number.parse::<f64>().ok()).flatten()
        })
    };
    let (total, free) = (pages("memory pages")?, pages("free pages")?);
    let files = pages("file pages")?;
    // Said by AIX 6.1 and later.
    let computational = pages("percentage of memory used for computational pages").map(|p| total * p / 100.0);
    let available = total - computational.unwrap_or(total - free - files);
    let kb = |pages: f64| pages * 4.0;
    Some(Memory {
        total: kb(total),
        free: kb(free),
        cache: Some(kb(files)),
        available: kb(available.clamp(0.0, total)),
        ..Memory::default()
    })
}

/// `Memory: 65430 MB` of machinfo or `Physical: 16765952 Kbytes` of dmesg; pages of 4 kB that are free from vmstat. What the file
/// cache would give back is not told: whether memory is short shows in pages that go out.
fn hpux(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let total = input.need("total")?;
    let total = memory_kb(&total.replace(['=', ':'], " "))
        .filter(|kb| *kb > 0.0)
        .ok_or_else(|| ParseFault::Layout("total", total.trim().to_owned()))?;
    let vmstat = Figures::last(input.need("vmstat")?, "vmstat", "avm")?;
    let free = vmstat.get("free").ok_or_else(|| ParseFault::Layout("vmstat", "no column free".into()))? * 4.0;
    Ok(row(&Memory { total, free, available: free, pageouts: vmstat.get("po"), ..Memory::default() }))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture};
    use super::*;

    #[test]
    fn what_is_available_is_said_or_worked_out() {
        let new = "MemTotal: 4000000 kB\nMemFree: 400000 kB\nMemAvailable: 3000000 kB\nBuffers: 40000 kB\nCached: 2700000 kB\nShmem: 100000 kB\n\
            SReclaimable: 60000 kB\nHugePages_Total: 100\nHugePages_Free: 40\nHugepagesize: 2048 kB\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "meminfo", new).unwrap()), @"total_mb=3906.25 used_mb=3515.63 used_pct=90 free_mb=390.63 cache_mb=2734.38 avail_mb=2929.69 avail_pct=75 huge_mb=200 huge_free_mb=80 pageouts=");
        let old = new.replace("MemAvailable: 3000000 kB\n", "");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "meminfo", &old).unwrap()), @"total_mb=3906.25 used_mb=3515.63 used_pct=90 free_mb=390.63 cache_mb=2734.38 avail_mb=3027.34 avail_pct=77.5 huge_mb=200 huge_free_mb=80 pageouts=");
        let rhel5 = "MemTotal: 4000000 kB\nMemFree: 400000 kB\nBuffers: 40000 kB\nCached: 2700000 kB\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "meminfo", rhel5).unwrap()), @"total_mb=3906.25 used_mb=3515.63 used_pct=90 free_mb=390.63 cache_mb=2675.78 avail_mb=3066.41 avail_pct=78.5 huge_mb= huge_free_mb= pageouts=");
        check_cuts(parse, Os::Linux, "meminfo", new);
        assert!(one(parse, Os::Linux, "meminfo", "MemTotal: 0 kB\nMemFree: 0 kB\n").is_err());
    }

    #[test]
    fn aix_counts_pages() {
        let text = "              8388608 memory pages\n              8073478 lruable pages\n                52345 free pages\n                 25.6 numperm percentage\n\
             2069432 file pages\n                 74.5 percentage of memory used for computational pages\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "vmstat_v", text).unwrap()), @"total_mb=32768 used_mb=32563.53 used_pct=99.38 free_mb=204.47 cache_mb=8083.72 avail_mb=8355.84 avail_pct=25.5 huge_mb= huge_free_mb= pageouts=");
        let old = text.lines().take(5).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "vmstat_v", &old).unwrap()), @"total_mb=32768 used_mb=32563.53 used_pct=99.38 free_mb=204.47 cache_mb=8083.72 avail_mb=8288.19 avail_pct=25.29 huge_mb= huge_free_mb= pageouts=");
    }

    #[test]
    fn hp_ux_says_its_size_in_two_ways() {
        let vmstat = "    r     b     w      avm    free   re   at    pi   po    fr   de    sr     in     sy    cs  us sy id\n    2     0     0   545201  342041   56    8     0    7     0    0     0   1224  12345   890   4  2 94\n";
        for total in
            ["Memory: 65430 MB (63.9 GB)\n", "   Memory = 65430 MB (63.897461 GB)\n", "    Physical: 67000320 Kbytes, lockable: 1 Kbytes\n"]
        {
            let parsed = many(parse, Os::HpUx, &[("total", total), ("vmstat", vmstat)]).unwrap();
            assert_eq!(parsed.rows[0][0].1, crate::model::Value::Num(65430.0), "{total}");
        }
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("total", "Memory: 65430 MB"), ("vmstat", vmstat)]).unwrap()), @"total_mb=65430 used_mb=64093.9 used_pct=97.96 free_mb=1336.1 cache_mb= avail_mb=1336.1 avail_pct=2.04 huge_mb= huge_free_mb= pageouts=7");
    }
}
