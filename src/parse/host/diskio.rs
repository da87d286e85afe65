//! Two looks at `/proc/diskstats`, `iostat -Dl` of AIX, `sar -d` of HP-UX → requests, rates and waits of whole disks.
//!
//! Partitions, loop and RAM devices are left out, and so are volumes (LVM, md), as their requests are those of the disks below.
//! A multipath map stands for its paths. Waits are those of the requests that ended between the looks; without any there is none.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::rate::{cell, grown, per_second, seconds};
use super::text::text;
use super::{Input, ParseFault, Parsed, Row};

/// What is told of a disk; sizes in kilobytes.
#[derive(Debug, Default)]
struct Disk {
    name: String,
    reads: Option<f64>,
    writes: Option<f64>,
    requests: Option<f64>,
    read_kb: Option<f64>,
    write_kb: Option<f64>,
    kb: Option<f64>,
    wait_ms: Option<f64>,
    busy_pct: Option<f64>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (disks, strange) = match (input.part("diskstats"), input.part("iostat")) {
        (Some(after), _) => diskstats(input, after)?,
        (None, Some(iostat)) => aix(iostat)?,
        (None, None) => sar(input.need("sar")?)?,
    };
    Ok(Parsed { rows: disks.iter().map(row).collect(), strange, ..Parsed::default() })
}

fn row(disk: &Disk) -> Row {
    vec![
        ("disk", text(disk.name.as_str())),
        ("iops", cell(disk.requests)),
        ("r_s", cell(disk.reads)),
        ("w_s", cell(disk.writes)),
        ("rkb_s", cell(disk.read_kb)),
        ("wkb_s", cell(disk.write_kb)),
        ("kb_s", cell(disk.kb)),
        ("await_ms", cell(disk.wait_ms)),
        ("busy_pct", cell(disk.busy_pct)),
    ]
}

/// `major minor name reads merged sectors ms writes merged sectors ms running ms …`; partitions of 2.6.18 have four figures.
fn diskstats(input: &Input<'_>, after: &str) -> Result<(Vec<Disk>, Vec<String>), ParseFault> {
    let before = input.part_before("diskstats").ok_or(ParseFault::Missing("diskstats"))?;
    let (known, maps) = blocks(input.part("blocks").unwrap_or_default());
    let paths: HashSet<&str> = maps.values().flat_map(|map| map.paths.iter().copied()).collect();
    let first: HashMap<&str, Vec<f64>> = before.lines().filter_map(figures).collect();
    let seconds = seconds(input);
    let (mut disks, mut strange, mut any) = (Vec::new(), Vec::new(), false);
    for line in after.lines().filter(|l| !l.trim().is_empty()) {
        let Some((name, now)) = figures(line) else {
            strange.push(line.to_owned());
            continue;
        };
        any = true;
        if now.len() < 11 {
            continue;
        }
        let map = maps.get(name);
        let path_of_map = paths.contains(name);
        let whole = if known.is_empty() { is_whole(name) } else { known.contains(name) };
        let other = ["loop", "ram", "zram", "sr", "scd", "fd", "md", "nbd", "drbd", "mtdblock"].iter().any(|p| name.starts_with(p))
            && name.ends_with(|c: char| c.is_ascii_digit());
        if !whole || other || path_of_map || (name.starts_with("dm-") && map.is_none()) {
            continue;
        }
        let old = first.get(name);
        let at = |i: usize| (old.and_then(|f| f.get(i).copied()), now.get(i).copied());
        let rate = |i: usize| per_second(at(i).0, at(i).1, seconds);
        let more = |i: usize| grown(at(i).0, at(i).1);
        let sum = |a: Option<f64>, b: Option<f64>| Some(a? + b?);
        let (ended, took) = (sum(more(0), more(4)), sum(more(3), more(7)));
        let (read_kb, write_kb) = (rate(2).map(|s| s / 2.0), rate(6).map(|s| s / 2.0));
        disks.push(Disk {
            name: map.map_or(name, |m| m.name).to_owned(),
            reads: rate(0),
            writes: rate(4),
            requests: sum(rate(0), rate(4)),
            read_kb,
            write_kb,
            kb: sum(read_kb, write_kb),
            wait_ms: took.zip(ended.filter(|n| *n > 0.0)).map(|(ms, n)| ms / n),
            busy_pct: rate(9).map(|ms| (ms / 10.0).min(100.0)),
        });
    }
    if any { Ok((disks, strange)) } else { Err(ParseFault::Layout("diskstats", strange.into_iter().next().unwrap_or_default())) }
}

/// Name and figures. All but the partitions of old kernels have eleven of them at least.
fn figures(line: &str) -> Option<(&str, Vec<f64>)> {
    let mut words = line.split_whitespace().skip(2);
    let name = words.next()?;
    let figures: Option<Vec<f64>> = words.map(|w| w.parse().ok()).collect();
    figures.filter(|f| f.len() == 4 || f.len() >= 11).map(|f| (name, f))
}

/// Without `/sys/block`: names that partitions have not.
fn is_whole(name: &str) -> bool {
    let digit = name.ends_with(|c: char| c.is_ascii_digit());
    if name.starts_with("nvme") || name.starts_with("mmcblk") || name.contains('/') {
        return !name
            .rsplit_once('p')
            .is_some_and(|(stem, part)| stem.ends_with(|c: char| c.is_ascii_digit()) && part.parse::<u32>().is_ok());
    }
    !digit || name.starts_with("dm-")
}

/// A multipath map.
struct Map<'a> {
    name: &'a str,
    paths: Vec<&'a str>,
}

/// Lines `sda` and, of device mapper, `dm-0 NAME UUID PATH…`; the UUID of a multipath map begins with `mpath-`.
fn blocks(text: &str) -> (HashSet<&str>, HashMap<&str, Map<'_>>) {
    let (mut known, mut maps) = (HashSet::new(), HashMap::new());
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(device) = words.next() else { continue };
        known.insert(device);
        if let (Some(name), Some(uuid)) = (words.next(), words.next())
            && uuid.starts_with("mpath-")
        {
            maps.insert(device, Map { name, paths: words.collect() });
        }
    }
    (known, maps)
}

/// `iostat -Dl`: a heading of three lines, then a line a disk: `%tm-act bps tps bread bwrtn`, `rps avg min max timeouts failed` of
/// reads, the same of writes, and `avg min max wqsz sqsz full` of the queue. `12.3K` bytes; `1.2S` seconds, else milliseconds.
/// The first report is that since the start; the last one counts.
fn aix(text: &str) -> Result<(Vec<Disk>, Vec<String>), ParseFault> {
    let (begin, _) =
        text.match_indices("Disks:").last().ok_or_else(|| ParseFault::Layout("iostat", text.trim().chars().take(80).collect()))?;
    let (mut disks, mut strange) = (Vec::new(), Vec::new());
    for line in text[begin..].lines().skip(1).filter(|l| !l.trim().is_empty() && !l.trim_start().starts_with('-')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let figures: Vec<f64> = words.iter().skip(1).map_while(|w| scaled(w)).collect();
        match figures[..] {
            [busy, bytes, requests, read, written, reads, read_ms, _, _, _, _, writes, write_ms, _, _, _, _, queued, ..] => {
                disks.push(Disk {
                    name: words[0].to_owned(),
                    reads: Some(reads),
                    writes: Some(writes),
                    requests: Some(requests),
                    read_kb: Some(read / 1024.0),
                    write_kb: Some(written / 1024.0),
                    kb: Some(bytes / 1024.0),
                    wait_ms: (reads + writes > 0.0).then(|| (reads * read_ms + writes * write_ms) / (reads + writes) + queued),
                    busy_pct: Some(busy),
                });
            }
            // The heading goes on: `%tm bps tps …`, `act serv …`.
            _ if disks.is_empty() && words.iter().all(|w| w.parse::<f64>().is_err()) => {}
            _ => strange.push(line.trim().to_owned()),
        }
    }
    Ok((disks, strange))
}

/// `12.3K`, `1.2M`, `3.4G`; `1.2S` and `0.1H` are seconds and hours as milliseconds.
fn scaled(word: &str) -> Option<f64> {
    let factor = match word.chars().last()? {
        'K' => 1024.0,
        'M' => 1024.0 * 1024.0,
        'G' => 1024.0 * 1024.0 * 1024.0,
        'S' => 1000.0,
        'H' => 3_600_000.0,
        _ => return word.parse().ok(),
    };
    Some(word[..word.len() - 1].parse::<f64>().ok()? * factor)
}

/// `sar -d`: `device %busy avque r+w/s blks/s avwait avserv`, blocks of 512 bytes; disks that rest are not printed.
fn sar(text: &str) -> Result<(Vec<Disk>, Vec<String>), ParseFault> {
    let (mut names, mut averages): (Option<Vec<&str>>, bool) = (None, false);
    let (mut disks, mut strange) = (BTreeMap::new(), Vec::new());
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        averages |= words.first() == Some(&"Average");
        if words.first().is_some_and(|w| *w == "Average" || w.contains(':')) {
            words.remove(0);
        }
        if words.first() == Some(&"device") {
            names = Some(words);
            continue;
        }
        let Some(names) = &names else { continue };
        let get = |name: &str| names.iter().position(|n| *n == name).and_then(|i| words.get(i)?.parse::<f64>().ok());
        let (true, Some(requests)) = (words.len() == names.len(), get("r+w/s")) else {
            strange.push(line.to_owned());
            continue;
        };
        // Those at the end are of the same intervals.
        if averages {
            continue;
        }
        let disk = Disk {
            name: words[0].to_owned(),
            requests: Some(requests),
            kb: get("blks/s").map(|b| b / 2.0),
            wait_ms: get("avwait").zip(get("avserv")).filter(|_| requests > 0.0).map(|(wait, serve)| wait + serve),
            busy_pct: get("%busy"),
            ..Disk::default()
        };
        // Of several intervals the newest.
        disks.insert(words[0], disk);
    }
    names
        .map(|_| (disks.into_values().collect(), strange))
        .ok_or_else(|| ParseFault::Layout("sar", text.trim().lines().last().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture, twice};
    use super::*;
    use crate::model::Os;

    const BEFORE: &str = "\
   8       0 sda 1000 0 8000 5000 2000 0 16000 9000 0 1000 14000
   8       1 sda1 1000 0 8000 5000 2000 0 16000 9000 0 1000 14000
   8      16 sdb 500 0 8000 5000 2000 0 16000 9000 0 1000 14000
 253       0 dm-0 500 0 8000 5000 2000 0 16000 9000 0 1000 14000
 253       1 dm-1 900 0 8000 5000 2000 0 16000 9000 0 1000 14000
   7       0 loop0 48 0 718 19 0 0 0 0 0 36 19
 259       0 nvme0n1 10 0 80 5 20 0 160 9 0 10 14
";

    #[test]
    fn whole_disks_and_multipath_maps_are_told_once() {
        let after = BEFORE
            .replace("sda 1000 0 8000 5000 2000 0 16000 9000 0 1000", "sda 1020 0 8400 5600 2030 0 17000 9900 0 2900")
            .replace("dm-0 500 0 8000", "dm-0 400 0 8000");
        let blocks = "sda\nsdb\ndm-0 mpatha mpath-3600 sdb\ndm-1 vg0-root LVM-xyz dm-0\nloop0\nnvme0n1\n";
        let before = [("diskstats", BEFORE), ("blocks", blocks), ("uptime", "10.00 1\n")];
        let after = [("diskstats", after.as_str()), ("blocks", blocks), ("uptime", "12.00 1\n")];
        insta::assert_snapshot!(picture(&twice(parse, Os::Linux, &before, &after, 2.0).unwrap()), @"
        disk=sda iops=25 r_s=10 w_s=15 rkb_s=100 wkb_s=250 kb_s=350 await_ms=30 busy_pct=95
        disk=mpatha iops= r_s= w_s=0 rkb_s=0 wkb_s=0 kb_s=0 await_ms= busy_pct=0
        disk=nvme0n1 iops=0 r_s=0 w_s=0 rkb_s=0 wkb_s=0 kb_s=0 await_ms= busy_pct=0
        ");
        // Without /sys the names tell.
        let names = twice(parse, Os::Linux, &before[..1], &after[..1], 2.0).unwrap();
        let names: Vec<String> = names.rows.iter().map(|r| r[0].1.plain()).collect();
        assert_eq!(names, ["sda", "sdb", "nvme0n1"]);
        assert!(one(parse, Os::Linux, "diskstats", BEFORE).is_err(), "one look says nothing");
    }

    #[test]
    fn aix_scales_its_figures() {
        let iostat = "
System configuration: lcpu=8 drives=2 paths=4 vdisks=2

Disks:                     xfers                                read                                write                                  queue
-------------- -------------------------------- ------------------------------------ ------------------------------------ --------------------------------------
                 %tm    bps   tps  bread  bwrtn   rps    avg    min    max time fail   wps    avg    min    max time fail    avg    min    max   avg   avg  serv
                 act                                    serv   serv   serv outs              serv   serv   serv outs        time   time   time  wqsz  sqsz qfull
hdisk0           9.0   9.0    9.0   9.0    9.0    9.0   9.0    9.0    9.0     0    0   9.0   9.0    9.0    9.0     0    0   0.0    0.0    0.0    0.0   0.0   0.0

Disks:                     xfers                                read                                write                                  queue
-------------- -------------------------------- ------------------------------------ ------------------------------------ --------------------------------------
                 %tm    bps   tps  bread  bwrtn   rps    avg    min    max time fail   wps    avg    min    max time fail    avg    min    max   avg   avg  serv
                 act                                    serv   serv   serv outs              serv   serv   serv outs        time   time   time  wqsz  sqsz qfull
hdisk0          12.5   1.0M  40.0 512.0K 512.0K  20.0   5.0    0.1    1.2S    0    0  20.0  15.0    0.2   30.0     0    0   2.0    0.0    9.0    0.0   0.0   0.0
hdisk1           0.0   0.0    0.0   0.0    0.0    0.0   0.0    0.0    0.0     0    0   0.0   0.0    0.0    0.0     0    0   0.0    0.0    0.0    0.0   0.0   0.0
hdisk2 1 2 3
";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "iostat", iostat).unwrap()), @"
        disk=hdisk0 iops=40 r_s=20 w_s=20 rkb_s=512 wkb_s=512 kb_s=1024 await_ms=12 busy_pct=12.5
        disk=hdisk1 iops=0 r_s=0 w_s=0 rkb_s=0 wkb_s=0 kb_s=0 await_ms= busy_pct=0
        strange: hdisk2 1 2 3
        ");
        check_cuts(parse, Os::Aix, "iostat", &iostat[1100..]);
    }

    #[test]
    fn hp_ux_by_the_words_of_sar() {
        let sar = "\nHP-UX hpux1 B.11.31 U ia64    01/01/26\n\n10:00:00   device   %busy   avque   r+w/s  blks/s  avwait  avserv\n\
            10:00:02  disk3    10.50    0.50     120     960    1.50   27.12\n          c0t0d0    0.50    0.50       2      14    0.00    7.12\n\
            \nAverage  disk3    10.50    0.50     120     960    1.50   27.12\n";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "sar", sar).unwrap()), @"
        disk=c0t0d0 iops=2 r_s= w_s= rkb_s= wkb_s= kb_s=7 await_ms=7.12 busy_pct=0.5
        disk=disk3 iops=120 r_s= w_s= rkb_s= wkb_s= kb_s=480 await_ms=28.62 busy_pct=10.5
        ");
        check_cuts(parse, Os::HpUx, "sar", sar);
        assert_eq!(
            one(parse, Os::HpUx, "sar", "10:00:00   device   %busy   avque   r+w/s  blks/s  avwait  avserv\n").unwrap(),
            Parsed::default()
        );
    }
}
