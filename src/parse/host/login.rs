//! Remote logins and failed ones in the window → one row for each user and source, and one for each source that failed.
//!
//! Linux: lines of `sshd` and PAM in `/var/log/secure`, `auth.log` or the journal (part `log`), else `last` and `lastb`.
//! AIX and HP-UX: `last` (`wtmp`, newest first), `lastb` (`btmp`), `who /etc/security/failedlogin` (`who`, oldest first).

use std::collections::BTreeMap;

use super::logtime::{self, Clock, When, Years};
use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// The bodies pass on no more lines than this; then the oldest of the window are not there.
const MOST_LINES: usize = 50_000;

#[derive(Debug, Clone)]
struct Event {
    at: i64,
    ok: bool,
    user: String,
    source: String,
    times: i64,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let clock = Clock::of(input)?;
    let mut parsed = Parsed::default();
    let mut events = Vec::new();
    let mut any = false;
    if let Some(log) = input.part("log") {
        any = true;
        if log.lines().count() >= MOST_LINES {
            parsed.strange.push(format!("more than {MOST_LINES} lines in the window: the older ones were not read"));
        }
        events.extend(of_log(log, &clock, &mut parsed.strange).into_iter().filter(|e| clock.sees(e.at)));
    }
    for (part, ok) in [("wtmp", true), ("btmp", false), ("who", false)] {
        if let Some(lines) = input.part(part) {
            any = true;
            // `last` tells at least since when it knows.
            if part == "wtmp" && lines.trim().is_empty() {
                return Err(ParseFault::Layout("last", input.errors.lines().next().unwrap_or_default().to_owned()));
            }
            // Most of these show minutes only: the running minute waits for the next look.
            events.extend(of_records(lines, part, ok, &clock, &mut parsed.strange).into_iter().filter(|e| clock.sees_minute(e.at)));
        }
    }
    if !any {
        return Err(ParseFault::Missing("log"));
    }
    rows(&events, &clock, &mut parsed);
    Ok(parsed)
}

fn rows(events: &[Event], clock: &Clock, parsed: &mut Parsed) {
    let time = |epoch: i64| clock.local(epoch).map_or(Value::Null, Value::Time);
    let span = |events: &[&Event]| {
        let times = || events.iter().map(|e| e.at);
        (times().min().map_or(Value::Null, time), times().max().map_or(Value::Null, time))
    };
    let mut by: BTreeMap<(bool, &str, &str), Vec<&Event>> = BTreeMap::new();
    for e in events {
        by.entry((!e.ok, if e.ok { &e.user } else { "" }, &e.source)).or_default().push(e);
    }
    let failures: BTreeMap<&str, i64> = by.iter().filter(|(k, _)| k.0).map(|(k, of)| (k.2, total(of))).collect();
    for ((failed, user, source), of) in &by {
        let (first, last) = span(of);
        let count = total(of);
        parsed.rows.push(vec![
            ("kind", text(if *failed { "failed" } else { "login" })),
            ("user", text(*user)),
            ("source", text(*source)),
            ("logins", if *failed { Value::Int(0) } else { Value::Int(count) }),
            ("failures", Value::Int(failures.get(source).copied().unwrap_or(0))),
            ("users", if *failed { text(tried(of)) } else { Value::Null }),
            ("first_at", first),
            ("last_at", last),
        ]);
    }
    // Logins first, then the sources that failed most.
    parsed.rows.sort_by_cached_key(|row| {
        let of = |name: &str| row.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
        let failures = of("failures").and_then(|v| v.as_f64()).unwrap_or(0.0);
        (of("kind") != Some(Value::Text("login".into())), std::cmp::Reverse(failures.to_bits()))
    });
}

/// The numbers come from lines, and anybody may have written those.
fn total(events: &[&Event]) -> i64 {
    events.iter().fold(0, |sum, e| e.times.saturating_add(sum))
}

/// The names that were tried most: `root 12, admin 3 … (45)`.
fn tried(events: &[&Event]) -> String {
    let mut by: BTreeMap<&str, i64> = BTreeMap::new();
    for e in events {
        let times = by.entry(&e.user).or_default();
        *times = e.times.saturating_add(*times);
    }
    let mut names: Vec<(&str, i64)> = by.into_iter().filter(|(user, _)| !user.is_empty()).collect();
    names.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let shown: Vec<String> = names.iter().take(5).map(|(user, n)| format!("{user} {n}")).collect();
    if names.len() > 5 { format!("{} … ({})", shown.join(", "), names.len()) } else { shown.join(", ") }
}

/// Lines of a log, oldest first. PAM tells of a failure that sshd tells of as well: for one process the words of sshd count.
fn of_log(log: &str, clock: &Clock, strange: &mut Vec<String>) -> Vec<Event> {
    let mut out = Vec::new();
    let (mut pam, mut told): (Vec<(String, Event)>, std::collections::BTreeSet<String>) = Default::default();
    let mut years = Years::new(clock);
    for line in log.lines().rev().filter(|l| !l.trim().is_empty()) {
        let placed = logtime::stamp(line).and_then(|(when, rest)| Some((clock.epoch(years.place(when)?)?, rest)));
        let Some((at, rest)) = placed else {
            strange.push(line.to_owned());
            continue;
        };
        let Some((process, message)) = rest.split_once(' ').and_then(|(_, r)| r.split_once(": ")) else { continue };
        let (message, times) = repeated(message);
        if let Some((ok, user, source)) = sshd(message) {
            told.insert(process.to_owned());
            out.push(Event { at, ok, user: user.to_owned(), source: source.to_owned(), times });
        } else if let Some((user, source, n)) = pam_failure(message) {
            pam.push((process.to_owned(), Event { at, ok: false, user, source, times: times.saturating_mul(n) }));
        } else if process.starts_with("sshd") && (message.starts_with("Accepted ") || message.starts_with("Failed password")) {
            strange.push(line.to_owned());
        }
    }
    out.extend(pam.into_iter().filter(|(process, _)| !told.contains(process)).map(|(_, e)| e));
    out
}

/// `message repeated 5 times: [ Failed …]`.
fn repeated(message: &str) -> (&str, i64) {
    let inner = message.strip_prefix("message repeated ").and_then(|rest| {
        let (n, rest) = rest.split_once(" times: [")?;
        Some((rest.strip_suffix(']')?.trim(), n.parse().ok()?))
    });
    inner.unwrap_or((message, 1))
}

/// `Accepted publickey for oracle from 10.1.1.1 port 5022 ssh2: RSA …`, `Failed password for [invalid user ]x from …`.
fn sshd(message: &str) -> Option<(bool, &str, &str)> {
    let (ok, rest) = match message.strip_prefix("Accepted ") {
        Some(rest) => (true, rest),
        None => (false, message.strip_prefix("Failed ")?),
    };
    // A first try without a password is how clients ask for the methods.
    let (method, rest) = rest.split_once(" for ")?;
    if method.contains(' ') || method == "none" {
        return None;
    }
    let (user, rest) = rest[..rest.rfind(" port ")?].rsplit_once(" from ")?;
    Some((ok, user.strip_prefix("invalid user ").or(user.strip_prefix("illegal user ")).unwrap_or(user), rest))
}

/// `authentication failure; … rhost=10.1.1.1  user=root`, `PAM 2 more authentication failures; …`; local ones have no rhost.
fn pam_failure(message: &str) -> Option<(String, String, i64)> {
    let (head, rest) = message.split_once("authentication failure")?;
    let value = |key: &str| rest.split_whitespace().find_map(|w| w.strip_prefix(key)).unwrap_or_default().to_owned();
    let source = value("rhost=");
    let times = head.strip_prefix("PAM ").and_then(|h| h.split(' ').next()?.parse().ok()).unwrap_or(1);
    (!source.is_empty()).then(|| (value("user="), source, times))
}

/// Lines of `last`, `lastb` and `who`: user, line, host in the middle or in brackets at the end.
fn of_records(lines: &str, part: &str, ok: bool, clock: &Clock, strange: &mut Vec<String>) -> Vec<Event> {
    let mut out = Vec::new();
    let mut years = Years::new(clock);
    let lines: Vec<&str> = if part == "who" { lines.lines().rev().collect() } else { lines.lines().collect() };
    for line in lines.into_iter().filter(|l| !l.trim().is_empty()) {
        let mut words: Vec<&str> = line.split_ascii_whitespace().collect();
        if words.contains(&"begins") || ["reboot", "shutdown", "runlevel"].contains(&words[0]) {
            continue;
        }
        // Nobody's name was given: lastb leaves the column blank.
        if line.starts_with(' ') {
            words.insert(0, "");
        }
        let placed = record_time(&words).and_then(|(from, when)| Some((from, clock.epoch(years.place(when)?)?)));
        let Some((month_at, at)) = placed else {
            strange.push(line.to_owned());
            continue;
        };
        let host = if part == "who" {
            line.rsplit_once('(').and_then(|(_, h)| h.split(')').next()).unwrap_or_default()
        } else {
            words[..month_at].iter().skip(2).find(|w| !WEEKDAYS.contains(w)).copied().unwrap_or_default()
        };
        // Without a host, or with a display, it was at the machine itself.
        if !host.is_empty() && !host.starts_with(':') && !host.starts_with("tmux(") {
            out.push(Event { at, ok, user: words[0].to_owned(), source: host.to_owned(), times: 1 });
        }
    }
    out
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `Nov 22 14:03`, `Nov 22 14:03:11 2025`, `2025-11-22 14:03`: where it begins, and when it was.
fn record_time(words: &[&str]) -> Option<(usize, When)> {
    words.iter().enumerate().find_map(|(i, word)| {
        let clock_word = |n: usize| words.get(i + n).and_then(|w| logtime::time(w));
        // Most words are names and addresses, and to try one as a date makes an error first.
        if word.as_bytes().get(4) == Some(&b'-')
            && let Ok(date) = word.parse::<jiff::civil::Date>()
            && let Some(time) = clock_word(1)
        {
            return Some((i, When::Local(date.to_datetime(time))));
        }
        let month = logtime::month(word)?;
        let day: i8 = words.get(i + 1)?.parse().ok()?;
        let time = clock_word(2)?;
        let year = words.get(i + 3).filter(|w| w.len() == 4).and_then(|w| w.parse::<i16>().ok());
        let when = match year {
            Some(year) => When::Local(jiff::civil::Date::new(year, month, day).ok()?.to_datetime(time)),
            None => When::NoYear { month, day, time },
        };
        Some((i, when))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, picture};
    use super::*;
    use crate::model::Os;

    /// 1763769600 is 2025-11-22 08:00:00 in China.
    fn look(os: Os, since: i64, parts: &[(&str, &str)]) -> Result<Parsed, ParseFault> {
        let mut all = vec![("clock".to_owned(), "2025-11-22 08:00:01\n".to_owned())];
        all.extend(parts.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())));
        parse(&Input {
            os,
            parts: &all,
            before: &[],
            errors: "",
            at: Some(1_763_769_600),
            seconds: 0.0,
            since: Some(since),
            ahead_s: None,
            columns: &[],
        })
    }

    const LOG: &str = "\
Nov 20 08:00:00 app01 sshd[1]: Accepted password for root from 10.1.1.9 port 1 ssh2
Nov 21 09:00:00 app01 sshd[24227]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=10.1.1.5  user=root
Nov 21 09:00:02 app01 sshd[24227]: Failed password for root from 10.1.1.5 port 42393 ssh2
Nov 21 09:00:09 app01 sshd[24227]: message repeated 5 times: [ Failed password for root from 10.1.1.5 port 42393 ssh2]
Nov 21 09:01:00 app01 sshd[24228]: Failed password for invalid user a b from 10.1.1.5 port 4 ssh2
Nov 21 09:01:00 app01 sshd[24228]: Failed none for invalid user a b from 10.1.1.5 port 4 ssh2
Nov 21 10:00:00 app01 sshd(pam_unix)[939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=far.example.com  user=oracle
2025-11-21T10:30:00.5+08:00 app01 sshd[77]: Accepted publickey for oracle from fe80::1%eth0 port 5022 ssh2: RSA SHA256:x
Nov 22 07:59:59 app01 sshd[78]: Accepted password for root from 10.1.1.5 port 9 ssh2
Nov 22 08:00:00 app01 sshd[79]: Accepted password for root from 10.1.1.6 port 9 ssh2
Nov 22 07:00:00 app01 sshd[80]: Accepted nonsense
";

    #[test]
    fn logins_and_failures_of_the_window_are_counted_once() {
        insta::assert_snapshot!(picture(&look(Os::Linux, 1_763_683_200, &[("log", LOG)]).unwrap()), @"
        kind=login user=root source=10.1.1.5 logins=1 failures=7 users= first_at=2025-11-22 07:59:59 last_at=2025-11-22 07:59:59
        kind=login user=oracle source=fe80::1%eth0 logins=1 failures=0 users= first_at=2025-11-21 10:30:00 last_at=2025-11-21 10:30:00
        kind=failed user= source=10.1.1.5 logins=0 failures=7 users=root 6, a b 1 first_at=2025-11-21 09:00:02 last_at=2025-11-21 09:01:00
        kind=failed user= source=far.example.com logins=0 failures=1 users=oracle 1 first_at=2025-11-21 10:00:00 last_at=2025-11-21 10:00:00
        strange: Nov 22 07:00:00 app01 sshd[80]: Accepted nonsense
        ");
        check_cuts(
            |i| {
                let mut parts = i.parts.to_vec();
                parts.push(("clock".into(), "2025-11-22 08:00:01".into()));
                parse(&Input {
                    parts: &parts,
                    ..Input {
                        os: i.os,
                        parts: &[],
                        before: &[],
                        errors: "",
                        at: i.at,
                        seconds: 0.0,
                        since: Some(0),
                        ahead_s: None,
                        columns: &[],
                    }
                })
            },
            Os::Linux,
            "log",
            LOG,
        );
        assert!(look(Os::Linux, 0, &[]).is_err());
        assert!(look(Os::Aix, 0, &[("wtmp", "\n")]).is_err());
    }

    #[test]
    fn last_and_its_kin_are_read_on_every_system() {
        let last = "\
root     pts/1        10.1.1.7         Sat Nov 22 07:58   still logged in
kbrazil  ttyS0                         Fri Nov 21 13:49   still logged in
reboot   system boot  3.10.0-1062.1.2. Fri Nov 21 12:56 - 14:52  (01:56)
oracle   pts/0        10.1.1.8         Fri Nov 21 10:50:01 2025 - crash  (05:01)

wtmp begins Sun Oct 20 09:54:00 2019
";
        let lastb = "UNKNOWN  ssh:notty    192.168.71.1     Fri Nov 21 10:13 - 10:13  (00:00)\n         ssh:notty    192.168.71.1     Fri Nov 21 10:12 - 10:12  (00:00)\n";
        insta::assert_snapshot!(picture(&look(Os::Linux, 1_763_683_200, &[("wtmp", last), ("btmp", lastb)]).unwrap()), @"
        kind=login user=oracle source=10.1.1.8 logins=1 failures=0 users= first_at=2025-11-21 10:50:01 last_at=2025-11-21 10:50:01
        kind=login user=root source=10.1.1.7 logins=1 failures=0 users= first_at=2025-11-22 07:58:00 last_at=2025-11-22 07:58:00
        kind=failed user= source=192.168.71.1 logins=0 failures=2 users=UNKNOWN 1 first_at=2025-11-21 10:12:00 last_at=2025-11-21 10:13:00
        ");
        let aix = "root      pts/0        10.1.2.3               Nov 21 14:03 - 15:10  (01:07)\nroot      ftp          10.1.2.4               Nov 22 08:00   still logged in.\nwtmp     begins     Mar 03 10:11\n";
        let who = "UNKNOWN_    pts/3       Nov 22 02:03     (10.1.2.9)\nroot        ssh         Nov 21 02:03     (10.1.2.9)\nroot        tty0        Nov 22 03:00\nroot        ssh         Nov 22 03:03     (10.1.2.9)\nwhat is this\n";
        insta::assert_snapshot!(picture(&look(Os::Aix, 1_763_683_200, &[("wtmp", aix), ("who", who)]).unwrap()), @"
        kind=login user=root source=10.1.2.3 logins=1 failures=0 users= first_at=2025-11-21 14:03:00 last_at=2025-11-21 14:03:00
        kind=failed user= source=10.1.2.9 logins=0 failures=2 users=UNKNOWN_ 1, root 1 first_at=2025-11-22 02:03:00 last_at=2025-11-22 03:03:00
        strange: what is this
        ");
    }
}
