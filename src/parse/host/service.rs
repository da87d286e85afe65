//! Services: systemd units, SysV scripts, AIX subsystems, HP-UX start variables → what runs, what failed, what should run and does not.
//!
//! Units that come and go by themselves (started by a socket, a timer, D-Bus or as a step of the boot) are no rows unless they failed:
//! their absence says nothing, and a baseline of them would never hold.

use std::collections::BTreeMap;

use super::text::text;
use super::{Input, ParseFault, Parsed};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parsed = Parsed::default();
    if let Some(units) = input.part("units") {
        systemd(units, input.part("show").unwrap_or_default(), &mut parsed);
    } else if let Some(scripts) = input.part("scripts") {
        sysv(scripts, &mut parsed);
    } else if let Some(subsystems) = input.part("lssrc") {
        lssrc(subsystems, &mut parsed);
    } else {
        rc_config(input.part("rc.config.d").ok_or(ParseFault::Missing("systemctl / init.d / lssrc"))?, &mut parsed);
    }
    if parsed.rows.is_empty() && !parsed.strange.is_empty() {
        return Err(ParseFault::Layout("services", parsed.strange.remove(0)));
    }
    Ok(parsed)
}

fn row(parsed: &mut Parsed, name: &str, state: &str, enabled: &str, detail: &str) {
    parsed.rows.push(vec![("name", text(name)), ("state", text(state)), ("enabled", text(enabled)), ("detail", text(detail))]);
}

/// `● sshd.service loaded active running OpenSSH server daemon`; `show` has `Id=`, `Type=`, `UnitFileState=`, … in blocks.
fn systemd(units: &str, show: &str, parsed: &mut Parsed) {
    let blocks: BTreeMap<&str, BTreeMap<&str, &str>> = show
        .split("\n\n")
        .filter_map(|block| {
            let pairs: BTreeMap<&str, &str> = block.lines().filter_map(|l| l.trim().split_once('=')).collect();
            Some((*pairs.get("Id")?, pairs))
        })
        .collect();
    for line in units.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.trim_start_matches(['●', '*', '○', '×', '↻', ' ']).split_whitespace().collect();
        if words.first() == Some(&"UNIT") {
            continue;
        }
        let [unit, load, active, sub, ..] = words[..] else {
            // `12 loaded units listed.` and the legend end a list that was made with them.
            if line.contains("loaded units listed") {
                break;
            }
            parsed.strange.push(line.to_owned());
            continue;
        };
        if ["LOAD", "ACTIVE", "SUB", "To"].contains(&unit) && words.len() > 4 {
            break;
        }
        let Some(name) = unit.strip_suffix(".service") else {
            // Units of another kind; everything else has no place here.
            if !unit.contains('.') {
                parsed.strange.push(line.to_owned());
            }
            continue;
        };
        if load == "not-found" || load == "masked" {
            continue;
        }
        let of = |key: &str| blocks.get(unit).and_then(|b| b.get(key)).copied().unwrap_or_default();
        let enabled = of("UnitFileState");
        let kind = of("Type");
        let by_others = !of("TriggeredBy").is_empty()
            || ["static", "indirect", "transient"].contains(&enabled)
            || (kind == "dbus" && enabled != "enabled");
        let wanted = enabled.starts_with("enabled");
        let step = kind == "oneshot" || kind == "idle" && !wanted;
        let detail = format!("{active} ({sub})");
        match (active, sub) {
            ("failed", _) => row(parsed, name, "failed", enabled, &detail),
            _ if by_others || step => {}
            ("active", "running") | ("reloading", _) => row(parsed, name, "running", enabled, &detail),
            // Restarting again and again, it is mostly found in between.
            ("activating", "auto-restart") => row(parsed, name, "failed", enabled, &detail),
            // A condition that is not met keeps it from starting: as it should be.
            ("inactive", _) if wanted && of("ConditionResult") != "no" => row(parsed, name, "dead", enabled, &detail),
            _ => {}
        }
    }
}

/// `sshd 1 0`: name, whether the run level starts it, exit code of `status` (LSB: 0 runs, 1 and 2 died, 3 stopped, 4 unknown).
fn sysv(lines: &str, parsed: &mut Parsed) {
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, on, code] = words[..] else {
            parsed.strange.push(line.to_owned());
            continue;
        };
        let enabled = if on == "1" { "enabled" } else { "disabled" };
        match code {
            "0" => row(parsed, name, "running", enabled, "status 0"),
            "1" | "2" => row(parsed, name, "failed", enabled, &format!("status {code}")),
            "3" if on == "1" => row(parsed, name, "dead", enabled, "status 3"),
            // Stopped on purpose; or its script does not know.
            _ if code.parse::<u32>().is_ok() => {}
            _ => parsed.strange.push(line.to_owned()),
        }
    }
}

/// ` syslogd          ras              4063356      active`; without a PID the third word is the state.
fn lssrc(lines: &str, parsed: &mut Parsed) {
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[0] == "Subsystem" {
            continue;
        }
        match words.last().copied() {
            Some("active") => row(parsed, words[0], "running", "", "active"),
            Some("inoperative") if words.len() > 1 => {}
            Some("stop" | "stopping") => row(parsed, words[0], "failed", "", line.trim()),
            _ => parsed.strange.push(line.to_owned()),
        }
    }
}

/// `file:SENDMAIL_SERVER=1`: what HP-UX starts; whether it runs is not to be seen from that.
fn rc_config(lines: &str, parsed: &mut Parsed) {
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let Some((_, setting)) = line.split_once(':') else {
            parsed.strange.push(line.to_owned());
            continue;
        };
        if let Some((name, "1")) =
            setting.split_once('=').map(|(n, v)| (n.trim(), v.split('#').next().unwrap_or_default().trim().trim_matches('"')))
        {
            row(parsed, name, "enabled", "enabled", line.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    const UNITS: &str = "\
sshd.service loaded active running OpenSSH server daemon
● mcelog.service loaded failed failed Machine Check Exception Logging Daemon
systemd-journald.service loaded active running Journal Service
kdump.service loaded active exited Crash recovery kernel arming
ntpd.service loaded inactive dead Network Time Service
chronyd.service loaded inactive dead NTP client/server
cups.service loaded inactive dead CUPS
gone.service not-found inactive dead gone.service
oracle.service loaded activating auto-restart Oracle
tmp.mount loaded active mounted /tmp
hand.service loaded active running started by hand
";

    #[test]
    fn units_that_matter_are_told_and_helpers_are_not() {
        let show = "Id=sshd.service\nType=notify\nUnitFileState=enabled\n\nId=systemd-journald.service\nType=notify\nUnitFileState=static\nTriggeredBy=systemd-journald.socket\n\nId=kdump.service\nType=oneshot\nUnitFileState=enabled\n\nId=ntpd.service\nType=forking\nUnitFileState=enabled\nConditionResult=yes\n\nId=chronyd.service\nType=forking\nUnitFileState=enabled\nConditionResult=no\n\nId=cups.service\nUnitFileState=enabled\nTriggeredBy=cups.socket\n\nId=oracle.service\nUnitFileState=enabled\n\nId=hand.service\nType=simple\nUnitFileState=disabled\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("units", UNITS), ("show", show)]).unwrap()), @"
        name=sshd state=running enabled=enabled detail=active (running)
        name=mcelog state=failed enabled= detail=failed (failed)
        name=ntpd state=dead enabled=enabled detail=inactive (dead)
        name=oracle state=failed enabled=enabled detail=activating (auto-restart)
        name=hand state=running enabled=disabled detail=active (running)
        ");
        check_cuts(parse, Os::Linux, "units", UNITS);
    }

    #[test]
    fn older_and_other_systems() {
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("scripts", "sshd 1 0\ncrond 1 3\nntpd 0 3\nmysqld 1 1\nodd 1 x\n")]).unwrap()), @"
        name=sshd state=running enabled=enabled detail=status 0
        name=crond state=dead enabled=enabled detail=status 3
        name=mysqld state=failed enabled=enabled detail=status 1
        strange: odd 1 x
        ");
        let lssrc = "Subsystem         Group            PID          Status \n syslogd          ras              4063356      active\n lpd              spooler                       inoperative\n clstrmgrES       cluster          5             warned to stop\n odd\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("lssrc", lssrc)]).unwrap()), @"
        name=syslogd state=running enabled= detail=active
        name=clstrmgrES state=failed enabled= detail=clstrmgrES       cluster          5             warned to stop
        strange:  odd
        ");
        let rc =
            "/etc/rc.config.d/mailservs:SENDMAIL_SERVER=1\n/etc/rc.config.d/nfsconf:NFS_SERVER=0\n/etc/rc.config.d/x:START_X=\"1\" # x\n";
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("rc.config.d", rc)]).unwrap()), @r#"
        name=SENDMAIL_SERVER state=enabled enabled=enabled detail=/etc/rc.config.d/mailservs:SENDMAIL_SERVER=1
        name=START_X state=enabled enabled=enabled detail=/etc/rc.config.d/x:START_X="1" # x
        "#);
        assert!(many(parse, Os::Aix, &[]).is_err());
    }
}
