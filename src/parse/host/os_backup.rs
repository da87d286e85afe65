//! Traces of backups of the system itself → one row for each backup software.
//!
//! A part `files NAME` lists what the software left, `log NAME` is the end of its newest log. Nothing here proves that a tape can be
//! read; what cannot be seen at all (an agent whose server keeps the records, no software) is not checked, never well.

use super::logtime::{Clock, dated};
use super::text::{round, text};
use super::{Input, ParseFault, Parsed, Row};
use crate::model::Value;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let clock = Clock::of(input)?;
    let mut parsed = Parsed::default();
    for (part, output) in input.parts {
        if let Some(name) = part.strip_prefix("files ") {
            let log = input.part(&format!("log {name}")).unwrap_or_default();
            let made = newest(output, &mut parsed.strange);
            // The image of AIX's installer is written by every mksysb; without one nobody made any.
            parsed.rows.push(row(name, made, log, &clock));
        } else if let Some(name) = part.strip_prefix("dumpdates ") {
            // `/dev/sda1 0 Wed Nov 22 10:15:01 2023 +0800`: level 0 is a whole backup.
            let mut last = None;
            for line in output.lines().filter(|l| !l.trim().is_empty()) {
                let level = line.split_whitespace().nth(1).and_then(|w| w.parse::<u8>().ok());
                match level.zip(dated(line).and_then(|local| clock.epoch(local))) {
                    Some((0, at)) => last = last.max(Some((at, line))),
                    Some(_) => {}
                    None => parsed.strange.push(line.to_owned()),
                }
            }
            let made = last.map(|(at, line)| Made {
                at,
                size: None,
                file: format!("/etc/dumpdates {}", line.split_whitespace().next().unwrap_or_default()),
            });
            parsed.rows.push(row(name, made, "DUMP IS DONE", &clock));
        }
    }
    for agent in input.need("agents")?.lines().map(str::trim).filter(|l| !l.is_empty()) {
        parsed.rows.push(vec![("software", text(agent))]);
        parsed.strange.push(format!(
            "{agent} 的备份记录在备份服务器上，请人工登记 / the records of {agent} are on its server: register them by hand"
        ));
    }
    if parsed.rows.is_empty() {
        parsed.rows.push(vec![("software", text("无 / none"))]);
        parsed
            .strange
            .push("没有找到系统备份软件，请人工登记 / no software for backups of the system was found: register them by hand".into());
    }
    Ok(parsed)
}

/// One trace of a backup.
struct Made {
    at: i64,
    size: Option<f64>,
    file: String,
}

/// The newest of lines `EPOCH BYTES PATH`; the size is that of the newest image.
fn newest(output: &str, strange: &mut Vec<String>) -> Option<Made> {
    let (mut made, mut image) = (None::<Made>, None::<(i64, f64)>);
    for line in output.lines().filter(|l| !l.trim().is_empty()) {
        let mut words = line.splitn(3, ' ');
        let fields = (|| Some((words.next()?.parse::<i64>().ok()?, words.next()?.parse::<f64>().ok()?, words.next()?)))();
        let Some((at, bytes, file)) = fields else {
            strange.push(line.to_owned());
            continue;
        };
        if file.rsplit('.').next() == Some("iso") {
            image = image.filter(|(newer, _)| *newer > at).or(Some((at, bytes / 1_048_576.0)));
        } else if made.as_ref().is_none_or(|m| m.at < at) {
            made = Some(Made { at, size: None, file: file.to_owned() });
        }
    }
    made.map(|m| Made { size: image.map(|(_, mb)| mb), ..m })
}

fn row(name: &str, made: Option<Made>, log: &str, clock: &Clock) -> Row {
    let Some(made) = made else {
        return vec![("software", text(name)), ("result", text("none"))];
    };
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
    let days = clock.since(made.at).map_or(Value::Null, |s| round(s as f64 / 86_400.0));
    vec![
        ("software", text(name)),
        ("file", text(made.file)),
        ("time", clock.local(made.at).map_or(Value::Null, Value::Time)),
        ("size_mb", made.size.map_or(Value::Null, round)),
        ("result", text(result(log))),
        ("age_days", days),
    ]
}

/// What the end of a log says: the last line that decides.
fn result(log: &str) -> &'static str {
    /// Words of ReaR, Mondo, dump, mksysb (message 0512-038 is success, others of 0512 are not) and Ignite-UX.
    const WORDS: &[(&str, &str)] = &[
        ("completed with warnings", "warnings"),
        ("completed unsuccessfully", "failed"),
        ("completed successfully", "ok"),
        ("finished running", "ok"),
        ("finished in", "ok"),
        ("exiting rear mk", "ok"),
        ("ran ok", "ok"),
        ("dump is done", "ok"),
        ("0512-038", "ok"),
        ("0512-", "failed"),
        ("error:", "failed"),
        ("aborting due to", "failed"),
        ("fatal error", "failed"),
        ("backup failed", "failed"),
    ];
    let decide = |line: &str| {
        let line = line.to_ascii_lowercase();
        WORDS.iter().find(|(word, _)| line.contains(word)).map(|(_, result)| *result)
    };
    let all: Vec<&str> = log.lines().filter_map(decide).collect();
    // ReaR says at its end that it exits, whether it failed or not.
    if all.contains(&"failed") { "failed" } else { all.last().copied().unwrap_or("evidence") }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    const CLOCK: (&str, &str) = ("clock", "2025-11-22 08:00:00\n");

    #[test]
    fn the_newest_trace_of_each_software() {
        let files = "1763500000 4000 /var/log/rear/rear-app01.log\n1761000000 4000 /var/log/rear/rear-app01.log.old\n1763500100 104857600 /var/lib/rear/output/rear-app01.iso\n";
        let log = "2025-11-18 Finished running mkbackup workflow\n2025-11-18 Exiting rear mkbackup (PID 12)\n";
        let dumps = "/dev/sda1 0 Mon Sep  1 02:00:00 2025 +0800\n/dev/sda1 1 Thu Nov 20 02:00:00 2025 +0800\n";
        let parts = [CLOCK, ("files ReaR", files), ("log ReaR", log), ("dumpdates dump", dumps), ("agents", "NetBackup\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        software=ReaR file=/var/log/rear/rear-app01.log time=2025-11-19 05:06:40 size_mb=100 result=ok age_days=3.12
        software=dump file=/etc/dumpdates /dev/sda1 time=2025-09-01 02:00:00 size_mb= result=ok age_days=82.25
        software=NetBackup
        strange: NetBackup 的备份记录在备份服务器上，请人工登记 / the records of NetBackup are on its server: register them by hand
        ");
        let failed = "ERROR: Cannot mount\nAborting due to an error\nExiting rear mkbackup (PID 12)\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[CLOCK, ("files ReaR", files), ("log ReaR", failed), ("agents", "")]).unwrap()), @"software=ReaR file=/var/log/rear/rear-app01.log time=2025-11-19 05:06:40 size_mb=100 result=failed age_days=3.12");
        check_cuts(parse, Os::Linux, "files ReaR", files);
    }

    #[test]
    fn nothing_found_is_not_checked() {
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[CLOCK, ("agents", "")]).unwrap()), @"
        software=无 / none
        strange: 没有找到系统备份软件，请人工登记 / no software for backups of the system was found: register them by hand
        ");
        let aix = [CLOCK, ("files mksysb", "1763500000 9000 /image.data\n"), ("log mksysb", ""), ("agents", "")];
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &aix).unwrap()), @"software=mksysb file=/image.data time=2025-11-19 05:06:40 size_mb= result=evidence age_days=3.12");
        let hpux = [CLOCK, ("files Ignite-UX", ""), ("log Ignite-UX", ""), ("agents", "")];
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &hpux).unwrap()), @"software=Ignite-UX result=none");
        assert_eq!(result("=======  11/18/25 02:41:07 EAT  make_tape_recovery completed with warnings\n"), "warnings");
        assert_eq!(result("0512-038 mksysb: Backup Completed Successfully.\n"), "ok");
        assert_eq!(result("0512-003 mksysb may not have been able to archive some files.\n"), "failed");
    }
}
