//! Settings of a security baseline: what is there, what is wanted, whether it fits. What could not be seen is NULL.
//!
//! The parts are the same on all systems where the matter is the same; each is told only where the body gives it.

use super::text::text;
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut report = Report::default();
    match input.os {
        Os::Linux => linux(input, &mut report),
        Os::Aix => aix(input, &mut report),
        Os::HpUx => hpux(input, &mut report),
    }
    shell(input, &mut report);
    modes(input, &mut report);
    files(input, &mut report);
    if report.rows.is_empty() {
        return Err(ParseFault::Missing("settings"));
    }
    Ok(Parsed { rows: report.rows, strange: report.strange, ..Parsed::default() })
}

#[derive(Default)]
struct Report {
    rows: Vec<Row>,
    strange: Vec<String>,
}

impl Report {
    /// `ok` is asked only where there is a value.
    fn add(&mut self, serious: bool, setting: &str, value: Option<String>, wanted: &str, ok: impl FnOnce(&str) -> bool) {
        let fits = value.as_deref().map_or(Value::Null, |v| Value::Bool(ok(v)));
        self.rows.push(vec![
            ("setting", text(setting)),
            ("value", text(value.unwrap_or_default())),
            ("wanted", text(wanted)),
            ("ok", fits),
            ("serious", Value::Bool(serious)),
        ]);
    }

    fn number(&mut self, setting: &str, value: Option<String>, least: i64, most: i64) {
        let wanted = match (least, most) {
            (_, i64::MAX) => format!(">= {least}"),
            (i64::MIN, _) => format!("<= {most}"),
            _ if least == most => least.to_string(),
            _ => format!("{least} – {most}"),
        };
        self.add(false, setting, value, &wanted, |v| v.parse::<i64>().is_ok_and(|n| (least..=most).contains(&n)));
    }
}

/// The value behind a key in lines of `key value`, `key = value`, `key=value`; the last one counts.
fn value(input: &Input<'_>, part: &str, key: &str) -> Option<String> {
    let of = |line: &str| {
        let rest = line.trim().strip_prefix(key)?;
        let value = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
        (value.len() < rest.len()).then(|| value.split_whitespace().next().unwrap_or_default().trim_matches('"').to_owned())
    };
    input.part(part)?.lines().rev().find_map(of).filter(|v| !v.is_empty())
}

/// `minlen=8` somewhere in a line (of PAM, of `lssec`).
fn pair(input: &Input<'_>, part: &str, key: &str) -> Option<String> {
    input
        .part(part)?
        .split_whitespace()
        .rev()
        .find_map(|w| w.strip_prefix(key)?.strip_prefix('=').map(str::to_owned))
        .filter(|v| !v.is_empty())
}

fn linux(input: &Input<'_>, report: &mut Report) {
    report.number("PASS_MAX_DAYS", value(input, "defs", "PASS_MAX_DAYS"), 1, 90);
    // What PAM demands holds; PASS_MIN_LEN is for systems without it.
    let length =
        pair(input, "pam", "minlen").or_else(|| value(input, "quality", "minlen")).or_else(|| value(input, "defs", "PASS_MIN_LEN"));
    report.number("minlen", length.or_else(|| input.part("defs").map(|_| "–".into())), 8, i64::MAX);
    for (key, least, most) in [
        ("net.ipv4.ip_forward", 0, 0),
        ("net.ipv4.conf.all.accept_source_route", 0, 0),
        ("net.ipv4.conf.all.accept_redirects", 0, 0),
        ("net.ipv4.conf.all.rp_filter", 1, 2),
        ("net.ipv4.tcp_syncookies", 1, 2),
        ("kernel.randomize_va_space", 2, 2),
        ("fs.suid_dumpable", 0, 0),
    ] {
        report.number(key, value(input, "sysctl", key), least, most);
    }
    let core = input.part("limits").map(|lines| {
        let none = lines.lines().any(|l| {
            l.split_whitespace().collect::<Vec<_>>() == ["*", "hard", "core", "0"]
                || l.split_whitespace().collect::<Vec<_>>() == ["*", "-", "core", "0"]
        });
        if none { "0" } else { "–" }.to_owned()
    });
    report.add(false, "limits.conf: * hard core", core, "0", |v| v == "0");
    report.add(false, "SELinux / kysec / AppArmor", lines_or_none(input, "mac"), "enforcing", |v| {
        let v = v.to_ascii_lowercase();
        v.contains("enforcing") || v.contains("kysec") && (v.contains("enable") || v.contains("normal")) || v.contains("apparmor y")
    });
    report.add(false, "firewall", lines_or_none(input, "firewall"), "active", |v| v != "–");
    let auditd = input.part("processes").map(|p| if p.lines().any(|l| l.trim() == "auditd") { "active" } else { "–" }.to_owned());
    report.add(false, "auditd", auditd, "active", |v| v == "active");
    report.add(false, "ctrl-alt-del", lines_or_none(input, "ctrl-alt-del"), "masked", |v| v == "masked" || v == "–");
}

fn aix(input: &Input<'_>, report: &mut Report) {
    // Weeks; 0 is never.
    report.number("maxage", pair(input, "user", "maxage"), 1, 13);
    report.number("minlen", pair(input, "user", "minlen"), 8, i64::MAX);
    report.number("minother", pair(input, "user", "minother"), 1, i64::MAX);
    report.number("loginretries", pair(input, "user", "loginretries"), 1, 10);
    report.number("histsize", pair(input, "user", "histsize"), 1, i64::MAX);
    report.add(false, "umask", pair(input, "user", "umask"), "027", strict_umask);
    for (key, wanted) in
        [("ipforwarding", 0), ("ipsrcrouteforward", 0), ("ipsrcrouterecv", 0), ("ipignoreredirects", 1), ("clean_partial_conns", 1)]
    {
        report.number(key, value(input, "no", key), wanted, wanted);
    }
    report.add(
        false,
        "audit",
        input.part("audit").map(|a| if a.contains("auditing on") { "active" } else { "–" }.to_owned()),
        "active",
        |v| v == "active",
    );
    let herald = input
        .part("herald")
        .map(|h| if pair(input, "herald", "herald").is_some_and(|v| v != "\"\"") { h.trim().to_owned() } else { "–".into() });
    report.add(false, "herald", herald, "text", |v| v != "–");
}

fn hpux(input: &Input<'_>, report: &mut Report) {
    let default = |key: &str| input.part("security").map(|_| value(input, "security", key).unwrap_or_else(|| "–".into()));
    report.number("PASSWORD_MAXDAYS", default("PASSWORD_MAXDAYS"), 1, 90);
    report.number("MIN_PASSWORD_LENGTH", default("MIN_PASSWORD_LENGTH"), 8, i64::MAX);
    report.number("AUTH_MAXTRIES", default("AUTH_MAXTRIES"), 1, 10);
    report.add(false, "UMASK", default("UMASK"), "027", strict_umask);
    for (key, wanted) in [("ip_forwarding", 0), ("ip_forward_src_routed", 0), ("ip_send_redirects", 0)] {
        report.number(key, value(input, "ndd", key), wanted, wanted);
    }
}

/// The trimmed lines joined; `–` for a part that is there and empty.
fn lines_or_none(input: &Input<'_>, part: &str) -> Option<String> {
    let lines: Vec<&str> = input.part(part)?.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    Some(if lines.is_empty() { "–".to_owned() } else { lines.join(", ") })
}

/// What login shells are given by profile files.
fn shell(input: &Input<'_>, report: &mut Report) {
    let Some(profile) = input.part("profile") else { return };
    let masks: Vec<&str> = profile
        .lines()
        .filter_map(|l| l.trim().strip_prefix("umask")?.split_whitespace().next())
        .filter(|m| m.chars().all(|c| c.is_digit(8)))
        .collect();
    let loosest = masks.iter().min_by_key(|m| mask(m)).map(|m| (*m).to_owned()).or_else(|| value(input, "defs", "UMASK"));
    if input.os == Os::Linux {
        report.add(false, "umask", loosest, "027", strict_umask);
        report.add(false, "HISTTIMEFORMAT", Some(if profile.contains("HISTTIMEFORMAT=") { "set" } else { "–" }.into()), "set", |v| {
            v == "set"
        });
    }
    let idle = profile.lines().filter(|l| !l.trim_start().starts_with('#')).find_map(|l| {
        let digits: String = l.split_once("TMOUT=")?.1.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    });
    report.number("TMOUT", Some(idle.unwrap_or_else(|| "–".into())), 1, 900);
    if let Some(issue) = input.part("issue") {
        let tells = ["\\r", "\\S", "\\s", "\\v", "\\m", "Kernel", "Linux", "release", "HP-UX", "AIX"];
        let value = match issue.trim() {
            "" => "–",
            text if tells.iter().any(|t| text.contains(t)) => "system version",
            _ => "own text",
        };
        report.add(false, "/etc/issue", Some(value.into()), "own text", |v| v == "own text");
    }
}

/// Permission bits that are taken away; how many matters for "loosest".
fn mask(word: &str) -> i64 {
    i64::from_str_radix(word, 8).unwrap_or(0)
}

/// At least what 027 takes away.
fn strict_umask(word: &str) -> bool {
    i64::from_str_radix(word, 8).is_ok_and(|m| m & 0o027 == 0o027)
}

/// `-rw-r-----. 1 0 42 1234 …  /etc/shadow`: files that hold the accounts.
fn modes(input: &Input<'_>, report: &mut Report) {
    for line in input.part("modes").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (Some(bits), Some(owner), Some(path)) =
            (words.first().and_then(|w| permissions(w)), words.get(2), words.last().filter(|_| words.len() > 7))
        else {
            report.strange.push(line.to_owned());
            continue;
        };
        let most = if ["shadow", "security"].iter().any(|s| path.contains(s)) { 0o640 } else { 0o644 };
        let value = if *owner == "0" { format!("{bits:04o}") } else { format!("{bits:04o} uid {owner}") };
        report.add(true, path, Some(value), &format!("<= {most:04o}"), |_| bits & !most == 0 && *owner == "0");
    }
}

fn permissions(word: &str) -> Option<u32> {
    let letters: Vec<char> = word.chars().skip(1).take(9).collect();
    if letters.len() < 9 || !word.starts_with('-') {
        return None;
    }
    Some(letters.iter().fold(0, |bits, c| bits << 1 | u32::from(*c != '-')))
}

/// Files anybody may write to, lists of who may use cron.
fn files(input: &Input<'_>, report: &mut Report) {
    if let Some(writable) = input.part("writable") {
        let paths: Vec<&str> = writable.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let shown = paths.iter().take(5).copied().collect::<Vec<_>>().join(", ");
        let value = match paths.len() {
            0 => "0".to_owned(),
            n if n > 5 => format!("{n}: {shown} …"),
            n => format!("{n}: {shown}"),
        };
        report.add(true, "world-writable", Some(value), "0", |v| v == "0");
    }
    for line in input.part("allow").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        match line.trim().split_once(' ') {
            Some((path, there)) => {
                report.add(false, path, Some(if there == "1" { "present" } else { "–" }.into()), "present", |v| v == "present");
            }
            None => report.strange.push(line.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;

    #[test]
    fn a_linux_of_the_shelf() {
        let parts = [
            ("defs", "PASS_MAX_DAYS\t99999\nPASS_MIN_LEN 5\nUMASK 077\n"),
            ("quality", "minlen = 9\n"),
            ("pam", "password requisite pam_pwquality.so try_first_pass retry=3\n"),
            ("sysctl", "net.ipv4.ip_forward = 1\nnet.ipv4.conf.all.rp_filter = 1\nkernel.randomize_va_space = 2\n"),
            ("limits", "*  hard  core 0\n"),
            ("mac", "selinux Permissive\n"),
            ("firewall", ""),
            ("processes", "auditd\nsshd\n"),
            ("ctrl-alt-del", "masked\n"),
            ("profile", "    umask 002\n    umask 022\nexport TMOUT=600\n"),
            ("issue", "\\S\nKernel \\r on an \\m\n"),
            (
                "modes",
                "-rw-r--r--. 1 0 0 2312 Nov 22 08:00 /etc/passwd\n----------. 1 0 0 1312 Nov 22  2024 /etc/shadow\n-rw-rw-rw- 1 5 0 1 Nov 22 2024 /etc/group\nls: x\n",
            ),
            ("writable", "/etc/a\n/usr/bin/b\n"),
            ("allow", "/etc/cron.allow 0\n/etc/at.allow 1\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        setting=PASS_MAX_DAYS value=99999 wanted=1 – 90 ok=false serious=false
        setting=minlen value=9 wanted=>= 8 ok=true serious=false
        setting=net.ipv4.ip_forward value=1 wanted=0 ok=false serious=false
        setting=net.ipv4.conf.all.accept_source_route value= wanted=0 ok= serious=false
        setting=net.ipv4.conf.all.accept_redirects value= wanted=0 ok= serious=false
        setting=net.ipv4.conf.all.rp_filter value=1 wanted=1 – 2 ok=true serious=false
        setting=net.ipv4.tcp_syncookies value= wanted=1 – 2 ok= serious=false
        setting=kernel.randomize_va_space value=2 wanted=2 ok=true serious=false
        setting=fs.suid_dumpable value= wanted=0 ok= serious=false
        setting=limits.conf: * hard core value=0 wanted=0 ok=true serious=false
        setting=SELinux / kysec / AppArmor value=selinux Permissive wanted=enforcing ok=false serious=false
        setting=firewall value=– wanted=active ok=false serious=false
        setting=auditd value=active wanted=active ok=true serious=false
        setting=ctrl-alt-del value=masked wanted=masked ok=true serious=false
        setting=umask value=002 wanted=027 ok=false serious=false
        setting=HISTTIMEFORMAT value=– wanted=set ok=false serious=false
        setting=TMOUT value=600 wanted=1 – 900 ok=true serious=false
        setting=/etc/issue value=system version wanted=own text ok=false serious=false
        setting=/etc/passwd value=0644 wanted=<= 0644 ok=true serious=true
        setting=/etc/shadow value=0000 wanted=<= 0640 ok=true serious=true
        setting=/etc/group value=0666 uid 5 wanted=<= 0644 ok=false serious=true
        setting=world-writable value=2: /etc/a, /usr/bin/b wanted=0 ok=false serious=true
        setting=/etc/cron.allow value=– wanted=present ok=false serious=false
        setting=/etc/at.allow value=present wanted=present ok=true serious=false
        strange: ls: x
        ");
        assert!(
            many(
                |i| parse(&Input {
                    parts: &[],
                    os: Os::HpUx,
                    before: &[],
                    errors: i.errors,
                    at: None,
                    seconds: 0.0,
                    since: None,
                    ahead_s: None,
                    columns: &[]
                }),
                Os::Linux,
                &[]
            )
            .is_ok()
        );
        check_cuts(parse, Os::Linux, "modes", parts[11].1);
        check_cuts(parse, Os::Linux, "profile", parts[9].1);
    }

    #[test]
    fn aix_and_hpux_by_their_own_names() {
        let parts = [
            ("user", "default maxage=0 minlen=8 minother=1 loginretries=5 umask=22 histsize=0\n"),
            ("no", "ipforwarding = 0\nipignoreredirects = 0\n"),
            ("audit", "auditing off\n"),
            ("herald", "default herald=\"Authorised users only\"\n"),
            ("modes", "-rw-------    1 0  7  1234 Nov 22 08:00 /etc/security/passwd\n"),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &parts).unwrap()), @r#"
        setting=maxage value=0 wanted=1 – 13 ok=false serious=false
        setting=minlen value=8 wanted=>= 8 ok=true serious=false
        setting=minother value=1 wanted=>= 1 ok=true serious=false
        setting=loginretries value=5 wanted=1 – 10 ok=true serious=false
        setting=histsize value=0 wanted=>= 1 ok=false serious=false
        setting=umask value=22 wanted=027 ok=false serious=false
        setting=ipforwarding value=0 wanted=0 ok=true serious=false
        setting=ipsrcrouteforward value= wanted=0 ok= serious=false
        setting=ipsrcrouterecv value= wanted=0 ok= serious=false
        setting=ipignoreredirects value=0 wanted=1 ok=false serious=false
        setting=clean_partial_conns value= wanted=1 ok= serious=false
        setting=audit value=– wanted=active ok=false serious=false
        setting=herald value=default herald="Authorised users only" wanted=text ok=true serious=false
        setting=/etc/security/passwd value=0600 wanted=<= 0640 ok=true serious=true
        "#);
        let parts = [("security", "MIN_PASSWORD_LENGTH=6\n#x\nUMASK=077\n"), ("ndd", "ip_forwarding 2\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &parts).unwrap()), @"
        setting=PASSWORD_MAXDAYS value=– wanted=1 – 90 ok=false serious=false
        setting=MIN_PASSWORD_LENGTH value=6 wanted=>= 8 ok=false serious=false
        setting=AUTH_MAXTRIES value=– wanted=1 – 10 ok=false serious=false
        setting=UMASK value=077 wanted=027 ok=true serious=false
        setting=ip_forwarding value=2 wanted=0 ok=false serious=false
        setting=ip_forward_src_routed value= wanted=0 ok= serious=false
        setting=ip_send_redirects value= wanted=0 ok= serious=false
        ");
    }
}
