//! HP-UX: `/var/adm/syslog/syslog.log` (kernel lines are those of `vmunix`) and the event log of the Event Monitoring Service.

use super::super::logtime::{Clock, dated};
use super::super::{Input, ParseFault};
use super::{Event, syslog};

pub(super) fn events(input: &Input<'_>, clock: &Clock, strange: &mut Vec<String>) -> Result<Vec<Vec<Event>>, ParseFault> {
    let mut sources = vec![syslog::log(input.need("files")?, clock, strange)];
    if let Some(ems) = input.part("ems") {
        sources.push(monitor(ems, clock, strange));
    }
    Ok(sources)
}

/// Blocks that begin with `>--- Event Monitoring Service Event Notification ---<`:
/// `Event Time..........: Wed Nov 22 10:15:01 2023`, `Severity............: CRITICAL`, `Monitor.............: disk_em`, `Summary:` and its text below.
fn monitor(text: &str, clock: &Clock, strange: &mut Vec<String>) -> Vec<Event> {
    let mut events = Vec::new();
    let text = text.replace("End Event Monitoring Service Event Notification", "");
    for block in text.split("Event Monitoring Service Event Notification").skip(1) {
        let field =
            |name: &str| block.lines().find_map(|l| l.trim().strip_prefix(name)?.trim_start_matches('.').strip_prefix(':')).map(str::trim);
        let at = field("Event Time").or_else(|| field("Notification Time")).and_then(dated);
        // Older monitors say it in words only: `Its current value is CRITICAL(5).`
        let spoken = block.split_once("Its current value is ").and_then(|(_, rest)| rest.split(['(', '.']).next());
        let (Some(at), Some(severity)) = (at, field("Severity").or(spoken)) else {
            // The tail of the log may begin in the middle of a block, never end in one.
            strange.push(block.split_whitespace().take(20).collect::<Vec<_>>().join(" "));
            continue;
        };
        if !clock.epoch(at).is_some_and(|t| clock.sees(t)) {
            continue;
        }
        let mut lines = block.lines().map(str::trim);
        let summary = lines.find(|l| l.starts_with("Summary")).and_then(|_| lines.find(|l| !l.is_empty())).unwrap_or_default();
        let monitor = field("Monitor").unwrap_or("EMS");
        let hardware = ["CRITICAL", "SERIOUS", "MAJORWARNING"].contains(&severity.to_ascii_uppercase().replace([' ', '_'], "").as_str());
        events.push(Event {
            at: Some(at),
            source: format!("EMS {monitor}"),
            class: if hardware { "hardware" } else { "note" },
            zh: if hardware { "硬件监控事件" } else { "硬件监控信息" }.into(),
            en: if hardware { "Hardware monitor event" } else { "Hardware monitor information" }.into(),
            text: format!("{severity} {monitor} {summary}"),
            count: 1,
        });
    }
    events
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, picture};
    use super::super::parse;
    use crate::model::Os;

    const SYSLOG: &str = "\
Nov 21 12:00:00 hp1 vmunix: SCSI: Read error -- dev: b 31 0x022000, errno: 126, resid: 2048,
Nov 21 12:00:00 hp1 vmunix: blkno: 8, sectno: 16, offset: 8192, bcount: 2048.
Nov 21 12:00:05 hp1 sshd[12]: Accepted password
";
    const EMS: &str = "\
>------------ Event Monitoring Service Event Notification ------------<

Notification Time: Fri Nov 21 13:00:01 2025

hp1 sent Event Monitor notification information:

/storage/events/disks/default/0_0_0_2_0.6.0
is >= 3.
Its current value is CRITICAL(5).

Event data from monitor:

Event Time..........: Fri Nov 21 13:00:00 2025
Severity............: CRITICAL
Monitor.............: disk_em
Event #.............: 100437

Summary:
     Disk at hardware path 0/0/2/0.6.0 : Media failure

>---------- End Event Monitoring Service Event Notification ----------<
>------------ Event Monitoring Service Event Notification ------------<
Notification Time: Fri Nov 21 14:00:01 2025
Its current value is INFORMATION(1).
>------------ Event Monitoring Service Event Notification ------------<
Notification Time: never
";

    #[test]
    fn kernel_lines_and_monitor_events_are_read() {
        let clock = ("clock", "2025-11-22 08:00:00\n");
        let parsed = many(parse, Os::HpUx, &[clock, ("files", SYSLOG), ("ems", EMS)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        class=hardware meaning=硬件监控事件 meaning_en=Hardware monitor event source=EMS disk_em text=CRITICAL disk_em Disk at hardware path 0/0/2/0.6.0 : Media failure count=1 first=2025-11-21 13:00:00 last=2025-11-21 13:00:00 sample=CRITICAL disk_em Disk at hardware path 0/0/2/0.6.0 : Media failure
        class=hardware meaning=磁盘、链路或卷组错误（HP-UX） meaning_en=Disk, link or volume group error (HP-UX) source=vmunix text=SCSI: Read error -- dev: b # #, errno: # resid: # count=1 first=2025-11-21 12:00:00 last=2025-11-21 12:00:00 sample=SCSI: Read error -- dev: b 31 0x022000, errno: 126, resid: 2048,
        class=note meaning=硬件监控信息 meaning_en=Hardware monitor information source=EMS EMS text=INFORMATION EMS count=1 first=2025-11-21 14:00:01 last=2025-11-21 14:00:01 sample=INFORMATION EMS 
        strange: ------------< Notification Time: never
        ");
        check_cuts(parse, Os::HpUx, "ems", EMS);
        assert!(many(parse, Os::HpUx, &[clock]).is_err());
    }
}
