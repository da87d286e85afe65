//! `df -kP` (POSIX), `df -k` of AIX, `bdf` of HP-UX → one row a file system.
//!
//! The percentage is the whole number that `df` prints – the one an inspector compares with – never one of our own.
//! Network mounts are asked one by one with a deadline (part `net`: `@ CODE MOUNT`, then what `df` said; 124 is no answer).

use std::collections::HashMap;

use super::grid::{self, Line};
use super::mtab::{Mount, Mounts, Role, mounted, role};
use super::text::{round, text};
use super::{Input, ParseFault, Parsed, Row};
use crate::model::Value;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (mounts, strange) = mounted(input.os, input.part("mounts").unwrap_or_default());
    let mounts = Mounts::of(&mounts);
    let mut parsed = Parsed { strange, ..Parsed::default() };
    let local = input.need("df")?;
    let net = input.part("net").unwrap_or_default();
    let lines = match grid::df(local, "df") {
        Ok(lines) => lines,
        // A host may have nothing but network mounts; with none of either there is nothing to tell.
        Err(_) if local.trim().is_empty() && !net.trim().is_empty() => Vec::new(),
        Err(fault) => return Err(fault),
    };
    take(&mut parsed, lines, &mounts);
    for (code, mount, said) in answers(net, &mut parsed.strange) {
        match grid::df(&said, "df") {
            _ if code == 124 => parsed.rows.push(dead(&mounts, &mount, "no answer")),
            Ok(lines) => take(&mut parsed, lines, &mounts),
            Err(_) => failed(&mut parsed, &mounts, &mount, said.trim()),
        }
    }
    for line in input.errors.lines() {
        match complaint(line) {
            Some((mount, why)) => failed(&mut parsed, &mounts, mount, why),
            None if line.starts_with("df:") || line.starts_with("bdf:") => parsed.strange.push(line.to_owned()),
            None => {}
        }
    }
    parsed.rows = once_a_device(parsed.rows);
    Ok(parsed)
}

fn take(parsed: &mut Parsed, lines: Vec<(String, Option<Line>)>, mounts: &Mounts<'_>) {
    for (line, row) in lines {
        match row.and_then(|row| Some((row.blocks()?, row))) {
            None => parsed.strange.push(line),
            Some((blocks, row)) => parsed.rows.extend(row_of(&row, blocks, mounts)),
        }
    }
}

/// The row of a line; `None` for what is no storage: no blocks (/proc, autofs), or a pseudo type.
fn row_of(line: &Line, (size, kb): (&str, f64), mounts: &Mounts<'_>) -> Option<Row> {
    let total = line.get(&[size]).as_f64().map(|blocks| blocks * kb).filter(|kb| *kb > 0.0)?;
    let avail = line.get(&["available", "avail", "free", "可用"]).as_f64();
    // `df -k` of AIX says what is free alone.
    let used = line.get(&["used", "已用"]).as_f64().or(avail.map(|free| total - free));
    let percent = line.get(&["capacity", "use%", "%used", "容量", "已用%"]);
    let on = mounts.on(&line.mount);
    let kind = on.map_or(line.kind.as_str(), |m| m.kind.as_str());
    let role = role(kind, &line.device, &line.mount);
    let mb = |kb: Option<f64>| kb.map_or(Value::Null, |kb| round(kb / 1024.0));
    (role != Role::Pseudo).then(|| {
        vec![
            ("mount", text(line.mount.as_str())),
            ("device", text(line.device.as_str())),
            ("fstype", text(kind)),
            ("role", text(role.as_str())),
            ("total_mb", mb(Some(total))),
            ("used_mb", mb(used)),
            ("avail_mb", mb(avail)),
            ("used_pct", percent),
        ]
    })
}

/// A mount that does not answer, or answers with an error.
fn dead(mounts: &Mounts<'_>, point: &str, why: &str) -> Row {
    let mount = mounts.on(point).cloned().unwrap_or_else(Mount::default);
    vec![
        ("mount", text(point)),
        ("role", text(role(&mount.kind, &mount.device, point).as_str())),
        ("device", text(mount.device)),
        ("fstype", text(mount.kind)),
        ("fault", text(why)),
    ]
}

/// Not to be allowed to look is no fault of the mount.
fn failed(parsed: &mut Parsed, mounts: &Mounts<'_>, point: &str, why: &str) {
    let lower = why.to_ascii_lowercase();
    if ["denied", "not permitted", "权限", "不允许"].iter().any(|w| lower.contains(w)) || !point.starts_with('/') {
        parsed.strange.push(format!("{point}: {why}"));
    } else {
        let why = complaint(why).map_or(why, |(_, why)| why);
        parsed.rows.push(dead(mounts, point, if why.is_empty() { "no answer" } else { why }));
    }
}

/// `df: /x: Stale file handle`, with `'/x'`, `` `/x' `` or `‘/x’`.
fn complaint(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("df: ").or_else(|| line.strip_prefix("bdf: "))?;
    let (mount, why) = rest.rsplit_once(": ")?;
    let mount = mount.trim_matches(['\'', '`', '"', '‘', '’', ' ']);
    mount.starts_with('/').then_some((mount, why.trim()))
}

/// Blocks of the part `net`: exit code, mount point, what was said.
fn answers(net: &str, strange: &mut Vec<String>) -> Vec<(i32, String, String)> {
    let mut out: Vec<(i32, String, String)> = Vec::new();
    for line in net.lines() {
        let head =
            line.strip_prefix("@ ").and_then(|rest| rest.split_once(' ')).and_then(|(code, mount)| Some((code.parse().ok()?, mount)));
        match (head, out.last_mut()) {
            (Some((code, mount)), _) => out.push((code, mount.to_owned(), String::new())),
            (None, Some((_, _, said))) => {
                said.push_str(line);
                said.push('\n');
            }
            (None, None) => strange.extend(Some(line.to_owned()).filter(|l| !l.trim().is_empty())),
        }
    }
    out
}

/// A bind mount shows the same device again, and so does an export that is mounted twice: the shortest mount point stands for it.
/// A mount that does not answer stands for itself.
pub(super) fn once_a_device(rows: Vec<Row>) -> Vec<Row> {
    let cell = |row: &Row, name: &str| row.iter().find(|(n, _)| *n == name).map(|(_, v)| v.plain()).unwrap_or_default();
    let mut out: Vec<Row> = Vec::new();
    let mut places: HashMap<[String; 5], usize> = HashMap::new();
    for row in rows {
        let figures = ["total_mb", "used_mb", "inodes", "iused"].map(|name| cell(&row, name));
        let (mount, device) = (cell(&row, "mount"), cell(&row, "device"));
        let by_mount = [mount.clone(), String::new(), String::new(), String::new(), String::new()];
        let stored = (device.starts_with('/') || device.contains(":/")) && figures.iter().any(|f| !f.is_empty());
        let [total, used, inodes, iused] = figures;
        let by_device = stored.then_some([device, total, used, inodes, iused]);
        let known = places.get(&by_mount).or_else(|| places.get(by_device.as_ref()?)).copied();
        let at = known.unwrap_or(out.len());
        match out.get_mut(at) {
            Some(known) if cell(known, "mount").len() > mount.len() => *known = row,
            Some(_) => {}
            None => out.push(row),
        }
        places.extend(by_device.into_iter().chain([by_mount]).map(|key| (key, at)));
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
/dev/sda1         41152812 37000000   2000000      96% /var/lib/bind
/dev/loop0           65536    65536         0     100% /snap/core/1
";
    const MOUNTS: &str = "/dev/sda1 / ext4 rw,relatime 0 0\n/dev/mapper/vg0-data /data/with\\040space xfs ro 0 0\ntmpfs /dev/shm tmpfs rw 0 0\n\
        /dev/loop0 /snap/core/1 squashfs ro 0 0\nnas:/vol/a /nas nfs4 rw 0 0\nnas:/vol/b /old nfs rw 0 0\nnas:/vol/c /home/x nfs rw 0 0\nnas:/d /d nfs rw 0 0\n";

    #[test]
    fn the_percentage_is_the_one_that_df_prints_and_a_silent_mount_is_told() {
        let net = "@ 0 /nas\nFilesystem 1024-blocks Used Available Capacity Mounted on\nnas:/vol/a 2000 1000 1000 50% /nas\n\
            @ 124 /old\n\n@ 1 /home/x\ndf: '/home/x': Permission denied\n@ 1 /d\ndf: /d: Stale file handle\n";
        let parsed = many(parse, Os::Linux, &[("df", POSIX), ("mounts", MOUNTS), ("net", net)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/ device=/dev/sda1 fstype=ext4 role=disk total_mb=40188.29 used_mb=36132.81 avail_mb=1953.13 used_pct=96
        mount=/dev/shm device=tmpfs fstype=tmpfs role=memory total_mb=7933.06 used_mb=0 avail_mb=7933.06 used_pct=0
        mount=/data/with space device=/dev/mapper/vg0-data fstype=xfs role=disk total_mb=0.98 used_mb=0.49 avail_mb=0.49 used_pct=50
        mount=/snap/core/1 device=/dev/loop0 fstype=squashfs role=media total_mb=64 used_mb=64 avail_mb=0 used_pct=100
        mount=/nas device=nas:/vol/a fstype=nfs4 role=network total_mb=1.95 used_mb=0.98 avail_mb=0.98 used_pct=50
        mount=/old role=network device=nas:/vol/b fstype=nfs fault=no answer
        mount=/d role=network device=nas:/d fstype=nfs fault=Stale file handle
        strange: /home/x: df: '/home/x': Permission denied
        ");
        check_cuts(parse, Os::Linux, "df", POSIX);
        check_cuts(parse, Os::Linux, "net", net);
    }

    #[test]
    fn long_names_wrap_and_lines_that_do_not_fit_are_told() {
        let bdf = "\
Filesystem          kbytes    used   avail %used Mounted on
/dev/vg00/lvol3    2097152  339960 1743512   16% /
nas:/u02/logs/root/output
                   50412224 30266304 17585104   63% /net/out
something else
";
        let parsed = one(parse, Os::HpUx, "df", bdf).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/ device=/dev/vg00/lvol3 fstype= role=disk total_mb=2048 used_mb=331.99 avail_mb=1702.65 used_pct=16
        mount=/net/out device=nas:/u02/logs/root/output fstype= role=network total_mb=49230.69 used_mb=29556.94 avail_mb=17172.95 used_pct=63
        strange: something else
        ");
        assert!(one(parse, Os::Linux, "df", "nothing here").is_err());
        assert!(one(parse, Os::Linux, "other", POSIX).is_err());
    }

    #[test]
    fn what_is_mounted_twice_is_told_once_and_each_silence_by_itself() {
        let mounts = "nas:/a /backup/a nfs rw 0 0\nnas:/a /a nfs rw 0 0\nnas:/b /b nfs rw 0 0\nnas:/b /bb nfs rw 0 0\nwhat is this\n";
        let net = "a line in front\n@ 0 /backup/a\nFilesystem 1024-blocks Used Available Capacity Mounted on\nnas:/a 2000 1000 1000 50% /backup/a\n\
            @ 0 /a\nFilesystem 1024-blocks Used Available Capacity Mounted on\nnas:/a 2000 1000 1000 50% /a\n@ 124 /b\n@ 124 /bb\n";
        let parsed = many(parse, Os::Linux, &[("df", ""), ("mounts", mounts), ("net", net)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        mount=/a device=nas:/a fstype=nfs role=network total_mb=1.95 used_mb=0.98 avail_mb=0.98 used_pct=50
        mount=/b role=network device=nas:/b fstype=nfs fault=no answer
        mount=/bb role=network device=nas:/b fstype=nfs fault=no answer
        strange: what is this
        strange: a line in front
        ");
    }

    #[test]
    fn aix_says_what_is_free_alone() {
        let aix = "\
Filesystem    1024-blocks      Free %Used    Iused %Iused Mounted on
/dev/hd4          2097152   1091520   48%    11122     5% /
/proc                   -         -    -         -     -  /proc
";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "df", aix).unwrap()), @"mount=/ device=/dev/hd4 fstype= role=disk total_mb=2048 used_mb=982.06 avail_mb=1065.94 used_pct=48");
    }

    #[test]
    fn chinese_headings_and_types_are_read() {
        let zh = "文件系统          类型      1K-块     已用      可用 已用% 挂载点\n/dev/sda5     ext4    12396968   5081936   6685288      44% /\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "df", zh).unwrap()), @"mount=/ device=/dev/sda5 fstype=ext4 role=disk total_mb=12106.41 used_mb=4962.83 avail_mb=6528.6 used_pct=44");
    }
}
