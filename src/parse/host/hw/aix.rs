//! `errpt` of AIX: `IDENTIFIER TIMESTAMP  T C RESOURCE_NAME  DESCRIPTION`, newest first, the stamp is `mmddhhmmyy`.

use jiff::civil::{Date, DateTime};

use super::super::logtime::Clock;
use super::super::{Input, ParseFault};
use super::Event;

/// The probe gives at most this many lines, the newest.
const CAP: usize = 2000;

pub(super) fn events(input: &Input<'_>, clock: &Clock, strange: &mut Vec<String>) -> Result<Vec<Vec<Event>>, ParseFault> {
    let output = input.need("errpt")?;
    let mut events = Vec::new();
    let mut lines = output.lines().filter(|l| !l.trim().is_empty()).peekable();
    if let Some(first) = lines.peek()
        && !first.starts_with("IDENTIFIER")
    {
        return Err(ParseFault::Layout("errpt", (*first).to_owned()));
    }
    // No entries are no output. So is an error log that could not be opened.
    if let (None, Some(said)) = (lines.peek(), input.errors.lines().find(|l| l.contains("errpt") || l.contains("errlog"))) {
        return Err(ParseFault::Layout("errpt", said.to_owned()));
    }
    let (mut count, mut oldest) = (0, None);
    for line in lines.skip(1) {
        count += 1;
        let Some(entry) = entry(line) else {
            strange.push(line.to_owned());
            continue;
        };
        let at = clock.epoch(entry.at);
        oldest = at;
        if !at.is_some_and(|t| clock.sees_minute(t)) {
            continue;
        }
        if let Some((class, zh, en)) = judge(entry.class, entry.kind) {
            let text = format!("{} {} {}", entry.resource, entry.description, entry.id);
            let source = format!("errpt {} {}", entry.kind, entry.class);
            events.push(Event { at: Some(entry.at), source, class, zh: zh.into(), en: en.into(), text, count: 1 });
        }
    }
    if count >= CAP && oldest.is_some_and(|t| clock.after_start(t)) {
        strange.push(format!("errpt 超过 {CAP} 条，只看了最新的 / more than {CAP} entries of errpt, only the newest were read"));
    }
    // Without its daemon nothing is written, and no rows would say nothing.
    if input.need("errdemon")?.trim().is_empty() {
        events.push(Event {
            at: None,
            source: "errdemon".into(),
            class: "blind",
            zh: "错误日志守护进程 errdemon 没有运行".into(),
            en: "The error daemon errdemon is not running".into(),
            text: "errdemon".into(),
            count: 1,
        });
    }
    Ok(vec![events])
}

struct Entry<'a> {
    id: &'a str,
    at: DateTime,
    kind: char,
    class: char,
    resource: &'a str,
    description: String,
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let mut words = line.split_whitespace();
    let (id, stamp, kind, class, resource) = (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    let two = |at: usize| stamp.get(at..at + 2)?.parse::<i8>().ok();
    let letter = |word: &str| word.chars().next().filter(|_| word.len() == 1);
    let date = Date::new(2000 + i16::from(two(8)?), two(0)?, two(2)?).ok().filter(|_| stamp.len() == 10)?;
    let at = date.at(two(4)?.clamp(0, 23), two(6)?.clamp(0, 59), 0, 0);
    let description = words.collect::<Vec<_>>().join(" ");
    Some(Entry { id, at, kind: letter(kind)?, class: letter(class)?, resource, description })
}

/// Class `C` (H hardware, S software, O operator, U undetermined) and type `T` (P permanent, pending or performance, T temporary, I information, U unknown).
fn judge(class: char, kind: char) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match (class, kind) {
        ('H', 'P' | 'U') | ('U', 'P') => ("hardware", "硬件错误", "Hardware error"),
        ('H', 'T') => ("note", "硬件临时错误（已恢复）", "Temporary hardware error, recovered"),
        ('H', _) => ("note", "硬件信息", "Hardware information"),
        ('S', 'P') => ("note", "软件错误", "Software error"),
        ('O', 'P' | 'T') => ("note", "操作员通知", "Operator notification"),
        ('U', _) => ("note", "未定类别的事件", "Event of an undetermined class"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, picture};
    use super::super::parse;
    use crate::model::Os;

    const ERRPT: &str = "\
IDENTIFIER TIMESTAMP  T C RESOURCE_NAME  DESCRIPTION
DCB47997   1122080025 P H hdisk9         DISK OPERATION ERROR
DCB47997   1121231525 P H hdisk2         DISK OPERATION ERROR
DCB47997   1121230025 P H hdisk2         DISK OPERATION ERROR
E86653C3   1121220025 P H LVDD           I/O ERROR DETECTED BY LVM
747725B0   1121210025 T H ent0           ETHERNET NETWORK RECOVERY MODE
AA8AB241   1121200025 T O OPERATOR       OPERATOR NOTIFICATION
A6DF45AA   1121190025 I O RMCdaemon      The daemon is started.
C69F5C9B   1121180025 P S SYSPROC        SOFTWARE PROGRAM ABNORMALLY TERMINATED
DCB47997   1121075925 P H hdisk1         DISK OPERATION ERROR
this is not an entry
";

    #[test]
    fn permanent_hardware_entries_are_errors_and_the_running_minute_waits() {
        let clock = ("clock", "2025-11-22 08:00:00\n");
        let parsed = many(parse, Os::Aix, &[clock, ("errdemon", " 3145 - 0:00 errdemon\n"), ("errpt", ERRPT)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        class=hardware meaning=硬件错误 meaning_en=Hardware error source=errpt P H text=LVDD I/O ERROR DETECTED BY LVM # count=1 first=2025-11-21 22:00:00 last=2025-11-21 22:00:00 sample=LVDD I/O ERROR DETECTED BY LVM E86653C3
        class=hardware meaning=硬件错误 meaning_en=Hardware error source=errpt P H text=hdisk2 DISK OPERATION ERROR # count=2 first=2025-11-21 23:00:00 last=2025-11-21 23:15:00 sample=hdisk2 DISK OPERATION ERROR DCB47997
        class=note meaning=操作员通知 meaning_en=Operator notification source=errpt T O text=OPERATOR OPERATOR NOTIFICATION # count=1 first=2025-11-21 20:00:00 last=2025-11-21 20:00:00 sample=OPERATOR OPERATOR NOTIFICATION AA8AB241
        class=note meaning=软件错误 meaning_en=Software error source=errpt P S text=SYSPROC SOFTWARE PROGRAM ABNORMALLY TERMINATED # count=1 first=2025-11-21 18:00:00 last=2025-11-21 18:00:00 sample=SYSPROC SOFTWARE PROGRAM ABNORMALLY TERMINATED C69F5C9B
        class=note meaning=硬件临时错误（已恢复） meaning_en=Temporary hardware error, recovered source=errpt T H text=ent0 ETHERNET NETWORK RECOVERY MODE # count=1 first=2025-11-21 21:00:00 last=2025-11-21 21:00:00 sample=ent0 ETHERNET NETWORK RECOVERY MODE 747725B0
        strange: this is not an entry
        ");
        let parsed = many(parse, Os::Aix, &[clock, ("errdemon", ""), ("errpt", "")]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"class=blind meaning=错误日志守护进程 errdemon 没有运行 meaning_en=The error daemon errdemon is not running source=errdemon text=errdemon count=1 first= last= sample=errdemon");
        assert!(many(parse, Os::Aix, &[clock, ("errdemon", ""), ("errpt", "errpt: cannot open")]).is_err());
        // The error log could not be opened: no entries then are no good news.
        let refused = |i: &super::Input<'_>| parse(&super::Input { errors: "errpt: cannot open /var/adm/ras/errlog\n", ..*i });
        assert!(many(refused, Os::Aix, &[clock, ("errdemon", " 3145 - 0:00 errdemon\n"), ("errpt", "")]).is_err());
        check_cuts(parse, Os::Aix, "errpt", ERRPT);
    }
}
