//! `uname`, release files, processors, memory, uptime → who this host is.

use super::text::{round, text};
use super::{Input, ParseFault, Parsed};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let uname: Vec<&str> = input.need("uname")?.lines().map(str::trim).collect();
    let [os, hostname, release, machine, ..] = uname[..] else {
        return Err(ParseFault::Layout("uname", uname.join(" / ")));
    };
    let first = |name: &str| input.part(name).and_then(|t| t.lines().map(str::trim).find(|l| !l.is_empty())).unwrap_or_default();
    let uptime = uptime(first("uptime"));
    let row = vec![
        ("hostname", text(hostname)),
        ("os", text(Os::of(os).map_or_else(|| os.to_owned(), |os| os.as_str().to_owned()))),
        ("system", text(system(input, os, release))),
        ("kernel", text(release)),
        ("arch", text(machine)),
        ("cpus", super::text::int(first("cpus"))),
        ("memory_mb", memory_kb(input.part("memory").unwrap_or_default()).map_or(Value::Null, |kb| round(kb / 1024.0))),
        ("root", first("uid").parse::<i64>().map_or(Value::Null, |uid| Value::Bool(uid == 0))),
        ("uptime_s", uptime.map_or(Value::Null, round)),
    ];
    Ok(Parsed { rows: vec![row], ..Parsed::default() })
}

/// The name and release of the system, as it calls itself.
fn system(input: &Input<'_>, os: &str, kernel: &str) -> String {
    let release = input.part("release").unwrap_or_default();
    let value = |key: &str| {
        let line = release.lines().find_map(|l| l.trim().strip_prefix(key))?.strip_prefix('=')?;
        Some(line.trim().trim_matches(['"', '\'']).to_owned()).filter(|v| !v.is_empty())
    };
    let line = release.lines().map(str::trim).find(|l| !l.is_empty() && !l.contains('='));
    match Os::of(os) {
        // `/etc/os-release`, else the one line of `/etc/redhat-release` and its like.
        Some(Os::Linux) => value("PRETTY_NAME").or(line.map(str::to_owned)).unwrap_or_else(|| format!("Linux {kernel}")),
        Some(Os::Aix) => format!("AIX {}", line.unwrap_or(kernel)),
        _ => format!("{os} {kernel}"),
    }
}

/// Kilobytes of memory: `MemTotal: 3861332 kB`, `realmem 33554432 Amount…` (AIX, kB), `Memory: 65430 MB (63.9 GB)` (HP-UX).
pub(super) fn memory_kb(text: &str) -> Option<f64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|w| w.parse::<f64>().is_ok())?;
    let number: f64 = words[at].parse().ok()?;
    Some(match words.get(at + 1).map(|unit| unit.to_ascii_lowercase()) {
        Some(unit) if unit.starts_with("mb") => number * 1024.0,
        Some(unit) if unit.starts_with("gb") => number * 1024.0 * 1024.0,
        _ => number,
    })
}

/// Seconds: `57812.33 115000.1` of `/proc/uptime`, or the words of `uptime`: `10:25 up 12 days, 4:33, 2 users`, `up 36 mins`.
fn uptime(line: &str) -> Option<f64> {
    let first = line.split_whitespace().next()?;
    if let (Ok(seconds), false) = (first.parse::<f64>(), line.contains("up")) {
        return Some(seconds);
    }
    let after = line.split_once("up ")?.1;
    let up = after.split("user").next()?;
    let (mut total, mut any) = (0.0, false);
    let mut pending: Option<f64> = None;
    for word in up.split([' ', ',', '\t']).filter(|w| !w.is_empty()) {
        if let Some((hours, minutes)) = word.split_once(':') {
            total += hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0;
            any = true;
        } else if let Ok(number) = word.parse::<f64>() {
            pending = Some(number);
        } else if let Some(number) = pending.take() {
            let unit = [("day", 86_400.0), ("hr", 3600.0), ("hour", 3600.0), ("min", 60.0), ("sec", 1.0)]
                .into_iter()
                .find(|(u, _)| word.starts_with(u));
            if let Some((_, seconds)) = unit {
                total += number * seconds;
                any = true;
            }
        }
    }
    any.then_some(total)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{many, picture};
    use super::*;

    #[test]
    fn uptime_in_all_its_words() {
        for (line, seconds) in [
            ("57812.33 115000.10", 57812.33),
            (" 10:25:20 up 16:03,  2 users,  load average: 0.00, 0.01, 0.05", 57_780.0),
            ("  03:05PM   up 12 days,  4:33,  5 users,  load average: 1.10, 1.20, 1.30", 1_053_180.0),
            (" 9:02am  up 1 day,  36 mins,  1 user", 88_560.0),
            (" 10:00:00 up 5 min,  1 user", 300.0),
            (" 10:00 up 2 hrs, 0 users", 7200.0),
        ] {
            assert_eq!(uptime(line), Some(seconds), "{line}");
        }
        assert_eq!(uptime("up since yesterday"), None);
    }

    #[test]
    fn each_system_says_who_it_is() {
        let linux = many(
            parse,
            Os::Linux,
            &[
                ("uname", "Linux\napp01\n3.10.0-1062.el7.x86_64\nx86_64\n"),
                ("release", "NAME=\"CentOS Linux\"\nPRETTY_NAME=\"CentOS Linux 7 (Core)\"\n"),
                ("cpus", "4\n"),
                ("memory", "MemTotal:        3861332 kB\n"),
                ("uid", "1000\n"),
                ("uptime", "57812.33 115000.10\n"),
            ],
        );
        insta::assert_snapshot!(picture(&linux.unwrap()), @"hostname=app01 os=linux system=CentOS Linux 7 (Core) kernel=3.10.0-1062.el7.x86_64 arch=x86_64 cpus=4 memory_mb=3770.83 root=false uptime_s=57812.33");
        let aix = many(
            parse,
            Os::Aix,
            &[
                ("uname", "AIX\nsbdb1\n2\n00F6A1B24C00\n7\n"),
                ("release", "7200-05-03-2148\n"),
                ("cpus", "16\n"),
                ("memory", "realmem 33554432 Amount of usable physical memory in Kbytes False\n"),
                ("uid", "0\n"),
                ("uptime", "  03:05PM   up 12 days,  4:33,  5 users,  load average: 1.10, 1.20, 1.30\n"),
            ],
        );
        insta::assert_snapshot!(picture(&aix.unwrap()), @"hostname=sbdb1 os=aix system=AIX 7200-05-03-2148 kernel=2 arch=00F6A1B24C00 cpus=16 memory_mb=32768 root=true uptime_s=1053180");
        assert!(many(parse, Os::Linux, &[("uname", "Linux\n")]).is_err());
    }
}
