//! How far the clock is off ours, and what keeps it in step: `chronyc tracking`, `ntpq -pn`, `lssrc -ls xntpd`, `timedatectl`.
//!
//! The first of them that answers is the source. Offsets are the target's own word about its servers, in milliseconds.

use super::rate::cell;
use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// What a time service says of itself.
#[derive(Debug, Default, PartialEq)]
struct Sync {
    source: &'static str,
    synced: Option<bool>,
    offset_ms: Option<f64>,
    server: String,
    stratum: Option<f64>,
}

#[expect(clippy::unnecessary_wraps, reason = "all parsers have this form")]
pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let part = |name: &str| input.part(name).filter(|t| !t.trim().is_empty());
    let sync = part("chronyc")
        .and_then(chrony)
        .or_else(|| part("ntpq").and_then(ntpq))
        .or_else(|| part("xntpd").and_then(xntpd))
        .or_else(|| part("timedatectl").and_then(timedatectl))
        .unwrap_or_default();
    let row = vec![
        // Two clocks of whole seconds: tenths are all that can be said.
        ("skew", input.ahead_s.map_or(Value::Null, |s| Value::Num((s * 10.0).round() / 10.0))),
        ("zone", text(part("zone").and_then(|t| t.lines().map(str::trim).find(|l| !l.is_empty())).unwrap_or_default())),
        ("source", text(sync.source)),
        ("synced", sync.synced.map_or(Value::Null, Value::Bool)),
        ("offset_ms", cell(sync.offset_ms)),
        ("server", text(sync.server)),
        ("stratum", cell(sync.stratum)),
    ];
    Ok(Parsed { rows: vec![row], ..Parsed::default() })
}

/// `Key : value` lines; `System time : 0.000006523 seconds slow of NTP time`.
fn chrony(text: &str) -> Option<Sync> {
    let value = |key: &str| text.lines().find_map(|l| l.split_once(':').filter(|(k, _)| k.trim() == key).map(|(_, v)| v.trim()));
    let leap = value("Leap status")?;
    let offset = value("System time").and_then(|v| {
        let mut words = v.split_whitespace();
        let seconds: f64 = words.next()?.parse().ok()?;
        Some(if words.nth(1)? == "slow" { -seconds * 1000.0 } else { seconds * 1000.0 })
    });
    let reference = value("Reference ID").unwrap_or_default();
    let server = reference.split_once('(').map_or(reference, |(_, name)| name.trim_end_matches(')'));
    Some(Sync {
        source: "chrony",
        synced: Some(!leap.to_ascii_lowercase().contains("not sync")),
        offset_ms: offset,
        server: server.to_owned(),
        stratum: value("Stratum").and_then(|s| s.parse().ok()),
    })
}

/// `remote refid st t when poll reach delay offset jitter`; `*` before a server: the clock follows it (`o` with a PPS signal).
fn ntpq(text: &str) -> Option<Sync> {
    let mut lines = text.lines().skip_while(|l| !l.trim_start().starts_with("remote"));
    lines.next()?;
    let peer = lines.clone().find(|l| l.starts_with(['*', 'o']));
    let words: Vec<&str> = peer.map(|l| l[1..].split_whitespace().collect()).unwrap_or_default();
    let number = |i: usize| words.get(i).and_then(|w| w.parse::<f64>().ok());
    Some(Sync {
        source: "ntp",
        synced: Some(peer.is_some()),
        offset_ms: number(8),
        server: words.first().copied().unwrap_or_default().to_owned(),
        stratum: number(2).map(|s| s + 1.0),
    })
}

/// ` Sys peer: 10.1.1.1`, ` Sys stratum: 4`; `no peer, system is insane` and stratum 16 without one.
fn xntpd(text: &str) -> Option<Sync> {
    let value = |key: &str| text.lines().find_map(|l| l.trim().strip_prefix(key)?.strip_prefix(':').map(str::trim));
    let stratum: Option<f64> = value("Sys stratum").and_then(|s| s.parse().ok());
    let peer = value("Sys peer").filter(|p| !p.starts_with("no peer"));
    let synced = peer.is_some() && stratum.is_none_or(|s| s < 16.0);
    value("Sys peer").map(|_| Sync {
        source: "xntpd",
        synced: Some(synced),
        offset_ms: None,
        server: peer.unwrap_or_default().to_owned(),
        stratum,
    })
}

/// `System clock synchronized: yes` and `NTP service: active`; `NTP synchronized: yes` and `NTP enabled: yes` before systemd 239.
fn timedatectl(text: &str) -> Option<Sync> {
    let yes = |keys: [&str; 2]| {
        keys.iter().find_map(|key| text.lines().find_map(|l| l.trim().strip_prefix(key)?.strip_prefix(':').map(str::trim)))
    };
    let synced = yes(["System clock synchronized", "NTP synchronized"]).map(|v| v == "yes");
    let active = yes(["NTP service", "NTP enabled"]).is_some_and(|v| v == "active" || v == "yes");
    // In step without a service of this kind: something else keeps it so, and is not known.
    (active || synced == Some(true)).then(|| Sync { source: if active { "timesyncd" } else { "other" }, synced, ..Sync::default() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, one, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn each_time_service_is_understood() {
        let chrony = "Reference ID    : CB00710F (ntp1.example)\nStratum         : 3\nSystem time     : 0.006523000 seconds slow of NTP time\nLeap status     : Normal\n";
        let parts = [("zone", "+0800 CST\n"), ("chronyc", chrony)];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"skew= zone=+0800 CST source=chrony synced=true offset_ms=-6.52 server=ntp1.example stratum=3");
        let lost = chrony.replace("Normal", "Not synchronised");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "chronyc", &lost).unwrap()), @"skew= zone= source=chrony synced=false offset_ms=-6.52 server=ntp1.example stratum=3");
        let ntpq = "     remote           refid      st t when poll reach   delay   offset  jitter\n==============================================================================\n+10.1.1.2   10.0.0.1  2 u  1  64  377  0.1  -9.1  0.2\n*10.1.1.1        10.0.0.1         2 u   33   64  377    0.321   -1.234   0.045\n";
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "ntpq", ntpq).unwrap()), @"skew= zone= source=ntp synced=true offset_ms=-1.23 server=10.1.1.1 stratum=3");
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "ntpq", &ntpq.replace('*', " ")).unwrap()), @"skew= zone= source=ntp synced=false offset_ms= server= stratum=");
        let xntpd = " Program name:    /usr/sbin/xntpd\n Sys peer:        no peer, system is insane\n Sys stratum:     16\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "xntpd", xntpd).unwrap()), @"skew= zone= source=xntpd synced=false offset_ms= server= stratum=16");
        let systemd = "      Local time: x\n NTP synchronized: no\n      NTP enabled: yes\n";
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "timedatectl", systemd).unwrap()), @"skew= zone= source=timesyncd synced=false offset_ms= server= stratum=");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "chronyc", "506 Cannot talk to daemon\n").unwrap()), @"skew= zone= source= synced= offset_ms= server= stratum=");
        for (part, text) in [("chronyc", chrony), ("ntpq", ntpq), ("xntpd", xntpd), ("timedatectl", systemd)] {
            check_cuts(parse, Os::Linux, part, text);
        }
    }
}
