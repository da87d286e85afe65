//! Journal (`-o short-iso`), syslog files and the kernel's ring.

use super::super::logtime::{Clock, Years, stamp};
use super::super::{Input, ParseFault};
use super::Event;
use super::classes::{candidates, meaning};

/// The probe gives at most this many bytes of a log, the last ones.
const CAP: usize = 2_000_000;

/// Who writes about hardware. Words of others are no evidence, whatever they contain.
const WRITERS: &[&str] = &["kernel", "vmunix", "smartd", "multipathd", "mcelog", "rasdaemon", "mdadm", "ipmievd"];

/// The events of each source on its own.
pub(super) fn linux(input: &Input<'_>, clock: &Clock, strange: &mut Vec<String>) -> Result<Vec<Vec<Event>>, ParseFault> {
    let mut sources = Vec::new();
    if let Some(text) = input.part("journal") {
        sources.push(log(text, clock, strange));
    }
    if let Some(text) = input.part("files") {
        sources.push(log(text, clock, strange));
        // What the tail of a very long file begins with.
        if let Some(from) = input.part("from").and_then(|l| l.lines().next()) {
            cut(from, clock, strange);
        }
    }
    if let Some(text) = input.part("dmesg") {
        let up = input.need("uptime")?.split_whitespace().next().and_then(|s| s.parse::<f64>().ok());
        let up = up.ok_or(ParseFault::Layout("uptime", input.need("uptime")?.trim().to_owned()))?;
        let (events, timed) = ring(text, clock, up);
        if !timed && sources.is_empty() && !text.trim().is_empty() {
            return Err(ParseFault::Layout("dmesg", "lines without a time, and no other log to read".into()));
        }
        sources.push(events);
    }
    if sources.is_empty() { Err(ParseFault::Missing("journal, /var/log/messages, dmesg")) } else { Ok(sources) }
}

/// One log, its lines in order of time.
pub(super) fn log(text: &str, clock: &Clock, strange: &mut Vec<String>) -> Vec<Event> {
    let mut lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("-- ")).collect();
    if text.len() + 1 >= CAP && lines.len() > 1 {
        lines.remove(0);
        cut(lines[0], clock, strange);
    }
    let mut years = Years::new(clock);
    let mut events: Vec<Event> = Vec::new();
    let mut repeated = 0_i64;
    // From the end, because the year is known there.
    for line in lines.into_iter().rev() {
        if let Some(times) = repeats(line) {
            repeated = times.saturating_add(repeated);
            continue;
        }
        let again = std::mem::take(&mut repeated);
        let Some((at, rest)) = stamp(line).and_then(|(when, rest)| Some((years.place(when)?, rest))) else {
            if meaning(line).is_some() {
                strange.push(line.to_owned());
            }
            continue;
        };
        let (Some((writer, said)), true) = (split(rest), clock.epoch(at).is_some_and(|t| clock.sees(t))) else { continue };
        if let Some(meaning) = meaning(said) {
            events.push(Event { count: again.saturating_add(1), ..Event::new(Some(at), writer, meaning, said) });
        }
    }
    events.reverse();
    events
}

/// Tells that a log does not reach back to the beginning of the window.
fn cut(first: &str, clock: &Clock, strange: &mut Vec<String>) {
    if let Some(at) = stamp(first).and_then(|(when, _)| Years::new(clock).place(when))
        && clock.epoch(at).is_some_and(|t| clock.after_start(t))
    {
        strange.push(format!("日志太大，只看了 {at} 之后的部分 / the log is too long: read from {at} on"));
    }
}

/// `host kernel: [12.3] text`, `host smartd[123]: text`.
fn split(rest: &str) -> Option<(&str, &str)> {
    let (_, rest) = rest.trim_start().split_once(' ')?;
    let (tag, text) = rest.split_once(": ")?;
    let writer = tag.split(['[', '(']).next()?;
    let text = text.trim_start();
    let text = text.strip_prefix('[').and_then(|t| t.split_once("] ")).filter(|(stamp, _)| is_stamp(stamp)).map_or(text, |(_, said)| said);
    WRITERS.contains(&writer).then_some((writer, text))
}

fn is_stamp(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok()
}

/// `host last message repeated 3 times`, `message repeated 3 times: [ …]` (the latter has the text again).
fn repeats(line: &str) -> Option<i64> {
    let (_, rest) = line.split_once("last message repeated ")?;
    rest.strip_suffix(" times")?.parse().ok().filter(|n| *n > 0)
}

/// `[12345.678901] text`, `<6>[ 12.3] text`: seconds since the start, and the text.
fn rung(line: &str) -> Option<(f64, &str)> {
    let line = line.strip_prefix('<').and_then(|l| l.split_once('>')).map_or(line, |(_, l)| l);
    let (stamp, said) = line.strip_prefix('[')?.split_once(']')?;
    Some((stamp.trim().parse().ok()?, said))
}

/// The events of the ring. Says whether there were times at all.
fn ring(text: &str, clock: &Clock, up: f64) -> (Vec<Event>, bool) {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of an uptime")]
    let back = |seconds: f64| (up - seconds).clamp(0.0, 1e10) as i64;
    let seen = |seconds: f64| clock.epoch(clock.now).map(|now| now - back(seconds)).filter(|at| clock.sees(*at));
    // Most of a ring is older than the window, and its lines stand in order.
    let (mut timed, mut from) = (false, 0);
    for line in text.split_inclusive('\n') {
        let at = rung(line).map(|(seconds, _)| seen(seconds));
        timed |= at.is_some();
        if at.flatten().is_some() {
            break;
        }
        from += line.len();
    }
    let mut events = Vec::new();
    for (seconds, said) in candidates(&text[from..]).into_iter().filter_map(rung) {
        let Some(at) = seen(seconds) else { continue };
        if let Some(meaning) = meaning(said) {
            events.push(Event::new(clock.local(at), "kernel", meaning, said));
        }
    }
    (events, timed)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, picture};
    use super::super::parse;
    use super::*;
    use crate::model::Os;

    // `at` of the tests is 2025-11-22 00:00:00 UTC.
    const CLOCK: (&str, &str) = ("clock", "2025-11-22 08:00:00\n");

    const MESSAGES: &str = "\
Nov 21 07:59:59 db01 kernel: end_request: I/O error, dev sda, sector 1
Nov 21 08:00:00 db01 kernel: [ 1000.5] end_request: I/O error, dev sdc, sector 4096
Nov 21 08:00:00 db01 last message repeated 2 times
Nov 21 08:10:00 db01 kernel: end_request: I/O error, dev sdc, sector 88888
Nov 21 09:00:00 db01 smartd[812]: Device: /dev/sdc, 8 Currently unreadable (pending) sectors
Nov 21 09:00:01 db01 sshd[99]: I/O error, dev sda
Nov 21 09:00:02 db01 kernel: Out of memory: Kill process 2592 (java) score 402 or sacrifice child
Nov 22 08:00:00 db01 kernel: end_request: I/O error, dev sdz, sector 1
kernel: mce: [Hardware Error]: Machine check events logged
";

    #[test]
    fn the_window_is_judged_once_and_lines_are_grouped() {
        let parsed = many(parse, Os::Linux, &[CLOCK, ("files", MESSAGES)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        class=hardware meaning=硬盘 SMART 预警，应更换 meaning_en=SMART warns of a disk: replace it source=smartd text=Device: /dev/sdc, # Currently unreadable (pending) sectors count=1 first=2025-11-21 09:00:00 last=2025-11-21 09:00:00 sample=Device: /dev/sdc, 8 Currently unreadable (pending) sectors
        class=hardware meaning=磁盘读写错误 meaning_en=Disk I/O error source=kernel text=end_request: I/O error, dev sdc, sector # count=4 first=2025-11-21 08:00:00 last=2025-11-21 08:10:00 sample=end_request: I/O error, dev sdc, sector 4096
        class=note meaning=软件：内存耗尽，系统杀掉了进程 meaning_en=Software: out of memory, a process was killed source=kernel text=Out of memory: Kill process # (java) score # or sacrifice child count=1 first=2025-11-21 09:00:02 last=2025-11-21 09:00:02 sample=Out of memory: Kill process 2592 (java) score 402 or sacrifice child
        strange: kernel: mce: [Hardware Error]: Machine check events logged
        ");
        check_cuts(parse, Os::Linux, "files", MESSAGES);
    }

    #[test]
    fn the_journal_and_the_ring_of_the_kernel_tell_the_same_once() {
        let journal = "\
-- Logs begin at Fri 2025-11-21 --
2025-11-21T23:00:00+0800 db01 kernel: nvme nvme0: I/O 24 QID 3 timeout, aborting
2025-11-21T23:00:09.123456+08:00 db01 kernel: nvme nvme0: I/O 25 QID 3 timeout, aborting
2025-11-21T15:00:10Z db01 multipathd[77]: sdc: mark as failed
";
        let ring = "[    1.000000] ata2: SATA link down (SStatus 0 SControl 300)\n[ 990.5] nvme nvme0: I/O 25 QID 3 timeout, aborting\n<4>[  995.0] md/raid1:md0: Disk failure on sdb1, disabling device.\n";
        let parsed = many(parse, Os::Linux, &[CLOCK, ("uptime", "1000.00 1.0\n"), ("journal", journal), ("dmesg", ring)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        class=hardware meaning=RAID 卡或阵列故障 meaning_en=RAID adapter or array fault source=kernel text=md/raid1:md0: Disk failure on sdb1, disabling device. count=1 first=2025-11-22 07:59:55 last=2025-11-22 07:59:55 sample=md/raid1:md0: Disk failure on sdb1, disabling device.
        class=hardware meaning=NVMe 盘超时或复位 meaning_en=NVMe drive timed out or was reset source=kernel text=nvme nvme0: I/O # QID # timeout, aborting count=2 first=2025-11-21 23:00:00 last=2025-11-21 23:00:09 sample=nvme nvme0: I/O 24 QID 3 timeout, aborting
        class=hardware meaning=多路径中有路径失效 meaning_en=A path of a multipath device failed source=multipathd text=sdc: mark as failed count=1 first=2025-11-21 23:00:10 last=2025-11-21 23:00:10 sample=sdc: mark as failed
        ");
    }

    #[test]
    fn a_log_nobody_can_place_is_no_answer() {
        assert!(many(parse, Os::Linux, &[CLOCK, ("uptime", "1000.00 1.0\n"), ("dmesg", "eth0: link up\n")]).is_err());
        assert!(many(parse, Os::Linux, &[CLOCK]).is_err());
        assert!(many(parse, Os::Linux, &[("files", MESSAGES)]).is_err());
        let mut long = String::from("cut line\n");
        while long.len() < CAP {
            long.push_str("Nov 22 07:00:00 db01 kernel: nothing of interest at all\n");
        }
        let parsed = many(parse, Os::Linux, &[CLOCK, ("files", &long)]).unwrap();
        assert!(parsed.rows.is_empty() && parsed.strange.len() == 1, "{:?}", parsed.strange);
    }
}
