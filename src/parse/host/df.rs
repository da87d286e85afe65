//! `df -kP` (POSIX), `df -k` of AIX, `bdf` of HP-UX → one row a file system.
//!
//! The percentage is the whole number that `df` prints – the one an inspector compares with – never one of our own.

use super::text::{int, num, text};
use super::{Input, ParseFault, Parsed, Row};
use crate::model::Value;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parsed = Parsed::default();
    for (line, row) in table(input.need("df")?, "df")? {
        let Some(row) = row else {
            parsed.strange.push(line);
            continue;
        };
        let mounted = input.part("mounts").and_then(|mounts| mount_of(mounts, &row.mount));
        // What has no blocks is no storage: /proc, autofs.
        if row.total == Value::Null || row.total == Value::Int(0) {
            continue;
        }
        let (kind, options) = mounted.unwrap_or_default();
        let kb = |v: &Value| v.as_f64().map_or(Value::Null, |kb| super::text::round(kb / 1024.0));
        parsed.rows.push(vec![
            ("mount", text(row.mount)),
            ("device", text(row.device)),
            ("fstype", text(kind)),
            ("options", text(options)),
            ("total_mb", kb(&row.total)),
            ("used_mb", kb(&row.used)),
            ("avail_mb", kb(&row.avail)),
            ("used_pct", row.percent),
        ]);
    }
    parsed.rows = once_a_device(parsed.rows);
    Ok(parsed)
}

/// One line of `df`.
pub(super) struct Line {
    pub device: String,
    pub total: Value,
    pub used: Value,
    pub avail: Value,
    pub percent: Value,
    pub mount: String,
}

/// The lines of a `df` table in whichever layout its heading says; a line that does not fit comes with `None`.
/// A device whose name is too long stands on a line of its own (`bdf`, old GNU), the figures on the next one.
pub(super) fn table(output: &str, what: &'static str) -> Result<Vec<(String, Option<Line>)>, ParseFault> {
    let mut lines = output.lines().filter(|l| !l.trim().is_empty());
    let heading = loop {
        let line = lines.next().ok_or_else(|| ParseFault::Layout(what, output.trim().to_owned()))?;
        // Chinese headings where LC_ALL was not heeded; `df` of other systems begins alike.
        if line.trim_start().starts_with("Filesystem") || line.trim_start().starts_with("文件系统") {
            break line;
        }
    };
    let typed = heading.split_whitespace().nth(1).is_some_and(|w| w == "Type" || w == "类型");
    let mut out = Vec::new();
    let mut device: Option<&str> = None;
    for line in lines {
        let joined = device.take().map_or_else(|| line.to_owned(), |d| format!("{d} {}", line.trim_start()));
        match split(&joined, typed) {
            Some(row) => out.push((joined, Some(row))),
            None if !line.trim_start().contains(char::is_whitespace) && device.is_none() && joined == line => device = Some(line),
            None => out.push((joined, None)),
        }
    }
    out.extend(device.map(|d| (d.to_owned(), None)));
    Ok(out)
}

/// `device [type] total used avail percent mount`: found from the percentage, as device and mount may have spaces in them.
fn split(line: &str, typed: bool) -> Option<Line> {
    let words: Vec<(usize, &str)> = positions(line);
    let percent = words.iter().enumerate().skip(4).position(|(i, (_, w))| is_percent(w) && words.len() > i + 1)? + 4;
    let number = |back: usize| words.get(percent - back).map(|(_, w)| *w).filter(|w| *w == "-" || w.parse::<i64>().is_ok());
    let (avail, used, total) = (number(1)?, number(2)?, number(3)?);
    let before = percent - 3 - usize::from(typed);
    let device = line[..words.get(before)?.0].trim_end();
    let mount = line[words.get(percent + 1)?.0..].trim_end();
    if device.is_empty() || !mount.starts_with('/') {
        return None;
    }
    Some(Line {
        device: device.trim_start().to_owned(),
        total: int(total),
        used: int(used),
        avail: int(avail),
        percent: words[percent].1.strip_suffix('%').map_or(Value::Null, num),
        mount: mount.to_owned(),
    })
}

fn is_percent(word: &str) -> bool {
    word == "-" || word.strip_suffix('%').is_some_and(|n| n.parse::<u32>().is_ok())
}

fn positions(line: &str) -> Vec<(usize, &str)> {
    let base = line.as_ptr() as usize;
    line.split_whitespace().map(|w| (w.as_ptr() as usize - base, w)).collect()
}

/// Type and options of a mount point in `/proc/mounts`, whose spaces are written `\040`.
fn mount_of(mounts: &str, point: &str) -> Option<(String, String)> {
    // The last one is on top.
    mounts.lines().rev().find_map(|line| {
        let mut words = line.split_whitespace().skip(1);
        let at = words.next()?.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        (at == point).then(|| (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned()))
    })
}

/// A bind mount shows the same device again: the shortest mount point stands for it.
fn once_a_device(rows: Vec<Row>) -> Vec<Row> {
    let cell = |row: &Row, name: &str| row.iter().find(|(n, _)| *n == name).map(|(_, v)| v.plain()).unwrap_or_default();
    let mut out: Vec<Row> = Vec::new();
    for row in rows {
        let device = cell(&row, "device");
        let same = out.iter_mut().find(|known| {
            device.starts_with('/')
                && cell(known, "device") == device
                && ["total_mb", "used_mb"].iter().all(|c| cell(known, c) == cell(&row, c))
        });
        match same {
            Some(known) if cell(known, "mount").len() > cell(&row, "mount").len() => *known = row,
            Some(_) => {}
            None => out.push(row),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture};
    use super::*;
    use crate::model::Os;

    const POSIX: &str = "\
Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1         41152812 37000000   2000000      96% /
tmpfs              8123456        0   8123456       0% /dev/shm
proc                     0        0         0       -  /proc
/dev/mapper/vg0-data 1000 500 500 50% /data/with space
nas:/export/vol one  2000 1000 1000 50% /nas
/dev/sda1         41152812 37000000   2000000      96% /var/lib/bind
";

    #[test]
    fn the_percentage_is_the_one_that_df_prints() {
        let mounts = "/dev/sda1 / ext4 rw,relatime 0 0\n/dev/mapper/vg0-data /data/with\\040space xfs ro 0 0\n";
        let parsed = many(parse, Os::Linux, &[("df", POSIX), ("mounts", mounts)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/ device=/dev/sda1 fstype=ext4 options=rw,relatime total_mb=40188.29 used_mb=36132.81 avail_mb=1953.13 used_pct=96
        mount=/dev/shm device=tmpfs fstype= options= total_mb=7933.06 used_mb=0 avail_mb=7933.06 used_pct=0
        mount=/data/with space device=/dev/mapper/vg0-data fstype=xfs options=ro total_mb=0.98 used_mb=0.49 avail_mb=0.49 used_pct=50
        mount=/nas device=nas:/export/vol one fstype= options= total_mb=1.95 used_mb=0.98 avail_mb=0.98 used_pct=50
        ");
        check_cuts(parse, Os::Linux, "df", POSIX);
    }

    #[test]
    fn long_names_wrap_and_lines_that_do_not_fit_are_told() {
        let bdf = "\
Filesystem          kbytes    used   avail %used Mounted on
/dev/vg00/lvol3    2097152  339960 1743512   16% /
nas:/u02/logs/root/output
                   50412224 30266304 17585104   63% /net/out
df: /x: Stale file handle
";
        let parsed = one(parse, Os::HpUx, "df", bdf).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/ device=/dev/vg00/lvol3 fstype= options= total_mb=2048 used_mb=331.99 avail_mb=1702.65 used_pct=16
        mount=/net/out device=nas:/u02/logs/root/output fstype= options= total_mb=49230.69 used_mb=29556.94 avail_mb=17172.95 used_pct=63
        strange: df: /x: Stale file handle
        ");
        assert!(one(parse, Os::Linux, "df", "nothing here").is_err());
        assert!(one(parse, Os::Linux, "other", POSIX).is_err());
    }

    #[test]
    fn chinese_headings_and_types_are_read() {
        let zh = "文件系统          类型      1K-块     已用      可用 已用% 挂载点\n/dev/sda5     ext4    12396968   5081936   6685288      44% /\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "df", zh).unwrap()), @"mount=/ device=/dev/sda5 fstype= options= total_mb=12106.41 used_mb=4962.83 avail_mb=6528.6 used_pct=44");
    }
}
