//! Release, kernels and packages → one row about how far a system is patched.

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};

use super::logtime::Clock;
use super::text::{round, text};
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let clock = Clock::of(input)?;
    let mut parsed = Parsed::default();
    let row = match input.os {
        Os::Linux => linux(input, &clock, &mut parsed.strange)?,
        Os::Aix => aix(input, &clock, &mut parsed.strange)?,
        Os::HpUx => hpux(input, &clock)?,
    };
    parsed.rows.push(row);
    Ok(parsed)
}

/// The cells about the last update.
fn updated(at: Option<i64>, clock: &Clock) -> [(&'static str, Value); 2] {
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
    let days = at.and_then(|at| Some(round(clock.since(at)? as f64 / 86_400.0)));
    [("last_update", at.and_then(|at| clock.local(at)).map_or(Value::Null, Value::Time)), ("update_days", days.unwrap_or_default())]
}

fn linux(input: &Input<'_>, clock: &Clock, strange: &mut Vec<String>) -> Result<Row, ParseFault> {
    let running = input.need("running")?.trim();
    let release = input.need("release")?;
    let pretty = release.lines().find_map(|l| l.strip_prefix("PRETTY_NAME=")).map(|v| v.trim_matches('"'));
    let system = pretty.or_else(|| release.lines().map(str::trim).find(|l| !l.is_empty() && !l.contains('='))).unwrap_or("Linux");
    let newest = newest_kernel(input.need("kernels")?, running);
    let demanded = !input.part("reboot").unwrap_or_default().trim().is_empty();
    let reboot = match newest {
        _ if demanded => Value::Bool(true),
        Some(newest) => Value::Bool(compare(newest, running) == Ordering::Greater),
        // A container has no kernel of its own.
        None => Value::Null,
    };
    // `EPOCH COUNT`
    let mut packages = input.part("packages").unwrap_or_default().split_whitespace();
    let last = packages.next().and_then(|w| w.parse().ok());
    let count = packages.next().map_or(Value::Null, super::text::int);
    let up = input.part("uptime").and_then(|u| u.split_whitespace().next()).and_then(|s| s.split('.').next()?.parse::<i64>().ok());
    let started = up.and_then(|up| clock.epoch(clock.now)?.checked_sub(up));
    let mut core: Vec<&str> = Vec::new();
    for line in input.part("core").unwrap_or_default().lines() {
        match line.split_once(' ').and_then(|(at, name)| Some((at.parse::<i64>().ok()?, name))) {
            Some((at, name)) if started.is_some_and(|s| at > s) => core.push(name),
            Some(_) => {}
            None => strange.push(line.to_owned()),
        }
    }
    core.dedup();
    let mut row = vec![
        ("system", text(system)),
        ("running", text(running)),
        ("newest", newest.map_or(Value::Null, text)),
        ("reboot", reboot),
        ("core", text(core.join(", "))),
        ("packages", count),
    ];
    row.extend(updated(last, clock));
    Ok(row)
}

/// The newest version of `/boot` that is of the running kernel's kind: no rescue or debug ones, Oracle's own line apart (and others'),
/// and one that ends alike. `2.6.18-398.el5xen` is no newer `2.6.18-398.el5PAE`, and `…el9.aarch64+64k` none of `…el9.aarch64`.
fn newest_kernel<'a>(kernels: &'a str, running: &str) -> Option<&'a str> {
    const LINES: [&str; 3] = ["uek", "rt", "cloud"];
    let of_kind = |k: &&str| {
        k.starts_with(|c: char| c.is_ascii_digit())
            && !["rescue", "debug", "kdump", ".old", ".hmac"].iter().any(|w| k.contains(w))
            && LINES.iter().all(|line| runs(k).contains(line) == runs(running).contains(line))
            && flavour(k) == flavour(running)
    };
    kernels.lines().map(str::trim).filter(of_kind).max_by(|a, b| compare(a, b))
}

/// The last letters of a version: `x` of `x86_64`, `generic`, `PAE`.
fn flavour(version: &str) -> Option<&str> {
    runs(version).into_iter().rfind(|run| run.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Versions as packages compare them: runs of digits by number, runs of letters by letter, digits above letters.
fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (runs(a), runs(b));
    for (x, y) in a.iter().zip(&b) {
        let order = match (x.parse::<u64>(), y.parse::<u64>()) {
            (Ok(x), Ok(y)) => x.cmp(&y),
            (Ok(_), Err(_)) => Ordering::Greater,
            (Err(_), Ok(_)) => Ordering::Less,
            _ => x.cmp(y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len())
}

fn runs(version: &str) -> Vec<&str> {
    version
        .split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(|word| {
            let mut out = Vec::new();
            let mut rest = word;
            while let Some(first) = rest.chars().next() {
                let end = rest.find(|c: char| c.is_ascii_digit() != first.is_ascii_digit()).unwrap_or(rest.len());
                out.push(&rest[..end]);
                rest = &rest[end..];
            }
            out
        })
        .collect()
}

/// `7200-05-03-2148`; `lslpp -hc` with `…:COMMIT:COMPLETE:05/30/17:15;13;46`; `Not all filesets for 7200-06_AIX_ML were found.`
fn aix(input: &Input<'_>, clock: &Clock, strange: &mut Vec<String>) -> Result<Row, ParseFault> {
    let level = input.need("oslevel")?.trim();
    let dates = input.need("lslpp")?.lines().filter_map(|line| {
        let date = line.split(':').nth(6)?;
        let numbers: Vec<i16> = date.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [month, day, year] = numbers[..] else { return None };
        clock.epoch(Date::new(2000 + year % 100, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?.at(12, 0, 0, 0))
    });
    let last = dates.max();
    let mut incomplete = Vec::new();
    for line in input.need("instfix")?.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(rest) = line.strip_prefix("Not all filesets for ") {
            incomplete.extend(rest.split_whitespace().next());
        } else if !line.starts_with("All filesets for ") {
            strange.push(line.to_owned());
        }
    }
    let mut row = vec![("system", text(format!("AIX {level}"))), ("running", text(level)), ("incomplete", text(incomplete.join(", ")))];
    row.extend(updated(last, clock));
    Ok(row)
}

/// Bundles of patches: `QPKBASE  B.11.31.1803.447  Base Quality Pack…`: year and month stand in the revision.
fn hpux(input: &Input<'_>, clock: &Clock) -> Result<Row, ParseFault> {
    let release = input.need("running")?.trim();
    let mut newest: Option<(DateTime, &str, &str)> = None;
    for line in input.need("swlist")?.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Some(&name), Some(&revision)) = (words.first(), words.get(1)) else { continue };
        if !["QPK", "GOLD"].iter().any(|p| name.starts_with(p)) {
            continue;
        }
        let stamp = revision.split('.').nth(3).filter(|s| s.len() == 4).and_then(|s| s.parse::<i16>().ok());
        let date = stamp.and_then(|s| Date::new(2000 + s / 100, i8::try_from(s % 100).ok()?, 1).ok()).map(|d| d.at(12, 0, 0, 0));
        if let Some(date) = date.filter(|d| newest.is_none_or(|(known, ..)| *d > known)) {
            newest = Some((date, name, revision));
        }
    }
    let system = newest.map_or_else(|| format!("HP-UX {release}"), |(_, name, revision)| format!("HP-UX {release} {name} {revision}"));
    let mut row = vec![("system", text(system)), ("running", text(release))];
    row.extend(updated(newest.and_then(|(date, ..)| clock.epoch(date)), clock));
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{many, picture};
    use super::*;

    const CLOCK: (&str, &str) = ("clock", "2025-11-22 08:00:00\n");

    #[test]
    fn versions_compare_as_packages_do() {
        for (older, newer) in [
            ("3.10.0-1062.el7.x86_64", "3.10.0-1062.4.1.el7.x86_64"),
            ("3.10.0-957.el7.x86_64", "3.10.0-1062.el7.x86_64"),
            ("6.1.0-9-amd64", "6.1.0-18-amd64"),
            ("4.19.90-23.8.v2101.ky10.x86_64", "4.19.90-52.22.v2207.ky10.x86_64"),
        ] {
            assert_eq!(compare(older, newer), Ordering::Less, "{older} {newer}");
            assert_eq!(compare(newer, older), Ordering::Greater, "{older} {newer}");
        }
        let kernels = "3.10.0-1062.el7.x86_64\n0-rescue-1234\n4.14.35-1902.el7uek.x86_64\n3.10.0-957.el7.x86_64.hmac\n";
        assert_eq!(newest_kernel(kernels, "3.10.0-957.el7.x86_64"), Some("3.10.0-1062.el7.x86_64"));
        assert_eq!(newest_kernel(kernels, "4.14.35-1818.el7uek.x86_64"), Some("4.14.35-1902.el7uek.x86_64"));
        // Kernels of other kinds beside the running one, which is the newest of its own.
        for (kernels, running) in [
            ("2.6.18-398.el5\n2.6.18-398.el5xen\n2.6.18-398.el5PAE\n", "2.6.18-398.el5PAE"),
            ("4.18.0-553.el8_10.x86_64\n4.18.0-553.rt7.342.el8_10.x86_64\n", "4.18.0-553.el8_10.x86_64"),
            ("5.14.0-427.el9.aarch64\n5.14.0-503.el9.aarch64+64k\n", "5.14.0-427.el9.aarch64"),
            ("6.1.0-18-amd64\n6.1.0-21-cloud-amd64\n", "6.1.0-18-amd64"),
        ] {
            assert_eq!(newest_kernel(kernels, running), Some(running));
        }
        // A service pack of Kylin brings another scheme of names, not another kind.
        let kylin = "4.19.90-17.ky10.x86_64\n4.19.90-24.4.v2101.ky10.x86_64\n";
        assert_eq!(newest_kernel(kylin, "4.19.90-17.ky10.x86_64"), Some("4.19.90-24.4.v2101.ky10.x86_64"));
    }

    #[test]
    fn each_system_says_how_far_it_is() {
        let linux = [
            CLOCK,
            ("release", "PRETTY_NAME=\"CentOS Linux 7 (Core)\"\n"),
            ("running", "3.10.0-957.el7.x86_64\n"),
            ("kernels", "3.10.0-957.el7.x86_64\n3.10.0-1062.el7.x86_64\n"),
            ("uptime", "864000.11 1.0\n"),
            ("packages", "1763700000 812\n"),
            ("core", "1763700000 glibc\n1500000000 systemd\n"),
            ("reboot", ""),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &linux).unwrap()), @"system=CentOS Linux 7 (Core) running=3.10.0-957.el7.x86_64 newest=3.10.0-1062.el7.x86_64 reboot=true core=glibc packages=812 last_update=2025-11-21 12:40:00 update_days=0.81");
        let box_ = [CLOCK, ("release", ""), ("running", "6.1.0\n"), ("kernels", ""), ("packages", "")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &box_).unwrap()), @"system=Linux running=6.1.0 newest= reboot= core= packages= last_update= update_days=");
        let aix = [
            CLOCK,
            ("oslevel", "7200-05-03-2148\n"),
            (
                "lslpp",
                "/usr/lib/objrepos:bos.rte:7.2.5.101::COMMIT:COMPLETE:05/30/25:15;13;46\n/etc/objrepos:bos.rte:7.2.0.0::COMMIT:COMPLETE:11/25/16:15;13;46\n",
            ),
            ("instfix", "    All filesets for 7200-04_AIX_ML were found.\n    Not all filesets for 7200-05_AIX_ML were found.\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &aix).unwrap()), @"system=AIX 7200-05-03-2148 running=7200-05-03-2148 incomplete=7200-05_AIX_ML last_update=2025-05-30 12:00:00 update_days=175.83");
        let hpux = [
            CLOCK,
            ("running", "B.11.31\n"),
            ("swlist", "# Contacting target...\n  HPUX11i-DC-OE  B.11.31.1109  HP-UX\n  QPKBASE  B.11.31.1803.447  Base Quality Pack\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &hpux).unwrap()), @"system=HP-UX B.11.31 QPKBASE B.11.31.1803.447 running=B.11.31 last_update=2018-03-01 12:00:00 update_days=2822.83");
    }
}
