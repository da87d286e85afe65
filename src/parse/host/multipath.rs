//! `multipath -ll` (RHEL 5 to 9), `lspath` (AIX), `scsimgr lun_map` (HP-UX) → one row a disk.

use std::collections::HashMap;

use super::text::text;
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut strange = Vec::new();
    let (layer, disks) = match input.os {
        Os::Linux => ("multipath", linux(input.need("multipath")?, &mut strange)),
        Os::Aix => ("lspath", aix(input.need("lspath")?, &mut strange)),
        Os::HpUx => ("scsimgr", hpux(input.need("scsimgr")?)),
    };
    Ok(Parsed { rows: disks.into_iter().map(|disk| row(disk, layer)).collect(), strange, ..Parsed::default() })
}

#[derive(Default)]
struct Disk {
    name: String,
    device: String,
    paths: usize,
    bad: Vec<String>,
}

fn row(disk: Disk, layer: &str) -> Row {
    let count = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    vec![
        ("disk", text(disk.name)),
        ("device", text(disk.device)),
        ("paths", count(disk.paths)),
        ("failed", count(disk.bad.len())),
        ("bad", text(disk.bad.join(", "))),
        ("layer", text(layer)),
    ]
}

/// Maps with their path groups. A path is `2:0:0:1 sdb 8:16 active ready running`, in RHEL 5 `… 8:16  [active][ready]`;
/// one whose device is gone is `#:#:#:# - #:# failed undef running`.
fn linux(output: &str, strange: &mut Vec<String>) -> Vec<Disk> {
    let mut disks: Vec<Disk> = Vec::new();
    for line in output.lines().filter(|l| !l.trim().is_empty()) {
        let bare = line.trim_start_matches(['|', '`', '\\', '_', '-', '+', ' ']);
        let words: Vec<&str> = bare.split([' ', '[', ']']).filter(|w| !w.is_empty()).collect();
        if words.first().is_some_and(|w| w.split(':').count() == 4 && w.split(':').all(|p| p == "#" || p.parse::<u32>().is_ok())) {
            let Some(disk) = disks.last_mut().filter(|_| words.len() >= 4) else {
                strange.push(line.to_owned());
                continue;
            };
            disk.paths += 1;
            let states: Vec<&str> = words[3..].iter().copied().take_while(|w| !w.contains('=')).collect();
            if states.iter().any(|s| {
                ["failed", "faulty", "offline", "shaky", "blocked", "transport-offline", "undef"].contains(s)
                    && (*s != "undef" || words[0].contains('#'))
            }) {
                disk.bad.push(format!("{} {} {}", words[0], words[1], states.join(" ")));
            }
        } else if let Some(at) = words.iter().position(|w| w.strip_prefix("dm-").is_some_and(|n| n.parse::<u32>().is_ok())) {
            // `mpatha (3600…) dm-0 NETAPP,LUN`, without an alias `3600… dm-0 …`; `create: …` and `reload: …` may stand before.
            let name = words[..at].iter().rfind(|w| !w.starts_with('(')).copied().unwrap_or("?");
            disks.push(Disk { name: name.to_owned(), device: words[at..].join(" "), ..Disk::default() });
        } else if !(line.contains("size=") || line.contains("policy=") || line.contains("[prio=") || line.contains("prio=")) {
            strange.push(line.to_owned());
        }
    }
    disks
}

/// `Enabled:hdisk2:fscsi0:50060e80…,1000000000000`; without `-F` the same with blanks.
fn aix(output: &str, strange: &mut Vec<String>) -> Vec<Disk> {
    let (mut disks, mut places): (Vec<Disk>, HashMap<&str, usize>) = Default::default();
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<&str> = line.split([':', ' ']).filter(|w| !w.is_empty()).collect();
        let [status, name, parent, ..] = words[..] else {
            strange.push(line.to_owned());
            continue;
        };
        let good = match status {
            "Enabled" | "Available" => true,
            "Failed" | "Missing" | "Defined" | "Disabled" | "Detected" => false,
            _ => {
                strange.push(line.to_owned());
                continue;
            }
        };
        let at = *places.entry(name).or_insert(disks.len());
        if at == disks.len() {
            disks.push(Disk { name: name.to_owned(), ..Disk::default() });
        }
        disks[at].paths += 1;
        if !good {
            disks[at].bad.push(format!("{parent} {status}"));
        }
    }
    disks
}

/// `LUN PATH INFORMATION FOR LUN : /dev/rdisk/disk3`, then for each `LUN path : lunpath3` its `State = ACTIVE`.
fn hpux(output: &str) -> Vec<Disk> {
    let mut disks: Vec<Disk> = Vec::new();
    let mut path = "";
    for line in output.lines().map(str::trim) {
        if let Some((_, lun)) = line.split_once("INFORMATION FOR LUN :") {
            disks.push(Disk {
                name: lun.trim().rsplit('/').next().unwrap_or_default().to_owned(),
                device: lun.trim().to_owned(),
                ..Disk::default()
            });
            continue;
        }
        let (Some(disk), Some((key, value))) = (disks.last_mut(), line.split_once(['=', ':']).map(|(k, v)| (k.trim(), v.trim()))) else {
            continue;
        };
        match key {
            "LUN path" => path = value,
            // A disk that nobody has open has unopened paths.
            "State" => {
                disk.paths += 1;
                if !["ACTIVE", "UNOPEN", "STANDBY"].contains(&value) {
                    disk.bad.push(format!("{path} {value}"));
                }
            }
            _ => {}
        }
    }
    disks
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture};
    use super::*;

    const RHEL5: &str = r"mpath1 (360a98000324669436c2b45666c567946) dm-0 NETAPP,LUN
[size=20G][features=0][hwhandler=0][rw]
\_ round-robin 0 [prio=4][active]
 \_ 2:0:0:1 sdb 8:16  [active][ready]
 \_ 3:0:0:1 sdc 8:32  [failed][faulty]
";
    const RHEL8: &str = "\
mpatha (360a98000324669436c2b45666c567946) dm-1 NETAPP,LUN C-Mode
size=20G features='4 queue_if_no_path pg_init_retries 50 retain_attached_hw_handle' hwhandler='1 alua' wp=rw
|-+- policy='service-time 0' prio=50 status=active
| |- 2:0:0:1 sdb 8:16 active ready running
| `- 2:0:1:1 sdd 8:48 failed faulty offline
`-+- policy='service-time 0' prio=10 status=enabled
  |- 3:0:0:1 sdc 8:32 active undef running
  `- #:#:#:# -   #:#  failed undef unknown
36000c29 dm-2 VMware,Virtual disk
size=1.0T features='0' hwhandler='0' wp=rw
`-+- policy='service-time 0' prio=1 status=active
  `- 0:0:0:0 sda 8:0 active ready running
Nov 22 08:00:00 | some warning
";
    const LSPATH: &str = "\
Enabled:hdisk0:sas0:3,0
Enabled:hdisk2:fscsi0:50060e8005721f00,1000000000000
Missing:hdisk2:fscsi1:50060e8005721f10,1000000000000
Failed hdisk3 fscsi1
lspath: 0514-538 Cannot perform the requested function
";
    const LUNMAP: &str = "
        LUN PATH INFORMATION FOR LUN : /dev/rdisk/disk3

Total number of LUN paths     = 2
World Wide Identifier(WWID)    = 0x600508b4000b15a20000500001d20000

LUN path : lunpath3
Class                         = lunpath
Hardware path                 = 0/3/1/0.0x500508b3009.0x4001
State                         = ACTIVE
Last Open or Close state      = ACTIVE

LUN path : lunpath9
State                         = FAILED
Last Open or Close state      = FAILED
";

    #[test]
    fn failed_paths_are_counted_in_every_layout() {
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "multipath", RHEL5).unwrap()), @"disk=mpath1 device=dm-0 NETAPP,LUN paths=2 failed=1 bad=3:0:0:1 sdc failed faulty layer=multipath");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "multipath", RHEL8).unwrap()), @"
        disk=mpatha device=dm-1 NETAPP,LUN C-Mode paths=4 failed=2 bad=2:0:1:1 sdd failed faulty offline, #:#:#:# - failed undef unknown layer=multipath
        disk=36000c29 device=dm-2 VMware,Virtual disk paths=1 failed=0 bad= layer=multipath
        strange: Nov 22 08:00:00 | some warning
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "lspath", LSPATH).unwrap()), @"
        disk=hdisk0 device= paths=1 failed=0 bad= layer=lspath
        disk=hdisk2 device= paths=2 failed=1 bad=fscsi1 Missing layer=lspath
        disk=hdisk3 device= paths=1 failed=1 bad=fscsi1 Failed layer=lspath
        strange: lspath: 0514-538 Cannot perform the requested function
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "scsimgr", LUNMAP).unwrap()), @"disk=disk3 device=/dev/rdisk/disk3 paths=2 failed=1 bad=lunpath9 FAILED layer=scsimgr");
        check_cuts(parse, Os::Linux, "multipath", RHEL8);
        check_cuts(parse, Os::Aix, "lspath", LSPATH);
        check_cuts(parse, Os::HpUx, "scsimgr", LUNMAP);
    }
}
