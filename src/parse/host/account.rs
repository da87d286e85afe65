//! Accounts: `passwd` of any system, with what the body tells of their passwords (never a hash) and of their last login.
//!
//! Linux: parts `passwd` (getent), `shadow` (`name:state:day of the change`), `lastlog`. AIX: `lsuser` (`name key=value …`), `shadow`
//! (`name:state:second of the change`). HP-UX: `passwd`, `shadow` where there is one, `passwd-s` (`passwd -s -a`), `getprpw`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time};

use super::logtime::{Clock, dated};
use super::text::{int, text};
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// What is known of a password.
#[derive(Default, Clone)]
struct Password {
    /// `set`, `locked`, `empty`.
    state: String,
    /// When it was changed, seconds since 1970.
    changed: Option<i64>,
}

const DAY: i64 = 86_400;

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let clock = Clock::of(input)?;
    let mut parsed = Parsed::default();
    let mut passwords = BTreeMap::new();
    shadow(input, &clock, &mut passwords, &mut parsed.strange);
    let mut logins = BTreeMap::new();
    lastlog(input, &mut logins, &mut parsed.strange);
    if let Some(lsuser) = input.part("lsuser") {
        aix(lsuser, &clock, &passwords, &mut parsed);
    } else {
        passwd(input.need("passwd")?, &clock, &passwords, &logins, &mut parsed);
    }
    if parsed.rows.is_empty() {
        return Err(ParseFault::Layout("passwd", parsed.strange.first().cloned().unwrap_or_default()));
    }
    Ok(parsed)
}

/// `root:x:0:0:root:/root:/bin/bash`.
fn passwd(lines: &str, clock: &Clock, passwords: &BTreeMap<String, Password>, logins: &BTreeMap<String, DateTime>, parsed: &mut Parsed) {
    let mut before = BTreeSet::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.trim_end().split(':').collect();
        let [name, field, uid, gid, .., home, shell] = cells[..] else {
            parsed.strange.push(line.to_owned());
            continue;
        };
        if cells.len() != 7 || uid.parse::<i64>().is_err() || name.is_empty() {
            parsed.strange.push(line.to_owned());
            continue;
        }
        // Files and a directory service may both know an account.
        if !before.insert(line) {
            continue;
        }
        // The body puts `empty` or `locked` for a password that stands in this file itself.
        let own =
            Password { state: if ["empty", "locked", "set"].contains(&field) { field.to_owned() } else { String::new() }, changed: None };
        let password = passwords.get(name).cloned().unwrap_or(own);
        let ids = (int(uid), int(gid));
        parsed.rows.push(row(name, ids, home, shell, is_login(shell), &password, logins.get(name).copied(), clock));
    }
}

/// `root id=0 pgrp=system home=/ shell=/usr/bin/ksh login=true rlogin=false account_locked=false time_last_login=1763769600`.
fn aix(lines: &str, clock: &Clock, passwords: &BTreeMap<String, Password>, parsed: &mut Parsed) {
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let (name, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let value = |key: &str| rest.split_whitespace().find_map(|w| w.strip_prefix(key)?.strip_prefix('='));
        let Some(id) = value("id").filter(|id| id.parse::<i64>().is_ok()) else {
            parsed.strange.push(line.to_owned());
            continue;
        };
        let shell = value("shell").unwrap_or_default();
        let off = |key: &str| value(key) == Some("false");
        let mut password = passwords.get(name).cloned().unwrap_or_default();
        if value("account_locked") == Some("true") {
            "locked".clone_into(&mut password.state);
        }
        let login = is_login(shell) && !(off("login") && off("rlogin"));
        let last = value("time_last_login").and_then(|t| clock.local(t.parse().ok()?));
        let ids = (int(id), text(value("pgrp").unwrap_or_default()));
        parsed.rows.push(row(name, ids, value("home").unwrap_or_default(), shell, login, &password, last, clock));
    }
}

#[expect(clippy::too_many_arguments, reason = "the cells of one row")]
fn row(
    name: &str,
    ids: (Value, Value),
    home: &str,
    shell: &str,
    login: bool,
    password: &Password,
    last: Option<DateTime>,
    clock: &Clock,
) -> super::Row {
    let age = password.changed.and_then(|changed| Some(clock.since(changed)?.max(0) / DAY));
    vec![
        ("name", text(name)),
        ("uid", ids.0),
        ("gid", text(ids.1.plain())),
        ("home", text(home)),
        ("shell", text(shell)),
        ("login", Value::Bool(login)),
        ("password", text(password.state.clone())),
        ("no_password", if password.state.is_empty() { Value::Null } else { Value::Bool(password.state == "empty") }),
        ("password_days", age.map_or(Value::Null, Value::Int)),
        ("last_login", last.map_or(Value::Null, Value::Time)),
    ]
}

/// Whether one can work in it. An empty shell is `/bin/sh`.
pub(super) fn is_login(shell: &str) -> bool {
    const NONE: &[&str] = &["nologin", "false", "true", "sync", "shutdown", "halt", "reboot", "noshell", "uucico", "nosh", "null"];
    !NONE.contains(&shell.rsplit('/').next().unwrap_or(shell))
}

fn shadow(input: &Input<'_>, clock: &Clock, into: &mut BTreeMap<String, Password>, strange: &mut Vec<String>) {
    for line in input.part("shadow").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.trim().split(':').collect();
        let [name, state, changed] = cells[..] else {
            strange.push(line.to_owned());
            continue;
        };
        // Days on Linux and HP-UX, seconds on AIX; 0 is "must be changed at the next login".
        let changed = changed.parse::<i64>().ok().filter(|n| *n > 0).map(|n| if n < 1_000_000 { n * DAY } else { n });
        into.insert(name.to_owned(), Password { state: state.to_owned(), changed });
    }
    // `root  PS    05/12/21     0    84   7`
    for line in input.part("passwd-s").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let state = match words.get(1).copied() {
            Some("PS" | "P") => "set",
            Some("LK" | "L") => "locked",
            Some("NP") => "empty",
            _ => {
                strange.push(line.to_owned());
                continue;
            }
        };
        let changed = words.get(2).and_then(|w| american(w)).and_then(|date| clock.epoch(date.to_datetime(Time::midnight())));
        into.entry(words[0].to_owned()).or_insert_with(|| Password { state: state.to_owned(), changed });
    }
    // `root lockout=0000000, spwchg=Tue Jan  5 12:00:00 2021`: HP-UX in trusted mode.
    for line in input.part("getprpw").unwrap_or_default().lines() {
        let Some((name, rest)) = line.trim().split_once(' ') else { continue };
        let entry = into.entry(name.to_owned()).or_default();
        let locked = rest.split_once("lockout=").is_some_and(|(_, w)| w.chars().take_while(char::is_ascii_digit).any(|c| c == '1'));
        if locked {
            "locked".clone_into(&mut entry.state);
        }
        entry.changed = rest.split_once("spwchg=").and_then(|(_, w)| clock.epoch(dated(w)?)).or(entry.changed);
    }
}

/// `05/12/21`.
fn american(word: &str) -> Option<Date> {
    let mut parts = word.split('/').map(|p| p.parse::<i16>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if year < 70 {
        year + 2000
    } else if year < 100 {
        year + 1900
    } else {
        year
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `root   pts/0   10.1.1.1   Fri Nov 22 14:03:11 +0800 2025`, `bin   **Never logged in**`.
fn lastlog(input: &Input<'_>, into: &mut BTreeMap<String, DateTime>, strange: &mut Vec<String>) {
    for line in input.part("lastlog").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()) {
        if line.starts_with("Username") || line.contains("**") {
            continue;
        }
        match (line.split_whitespace().next(), dated(line)) {
            (Some(name), Some(time)) => _ = into.insert(name.to_owned(), time),
            _ => strange.push(line.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    const CLOCK: (&str, &str) = ("clock", "2025-11-22 08:00:01\n");

    #[test]
    fn linux_accounts_with_and_without_root() {
        let passwd = "root:x:0:0:root:/root:/bin/bash\nbin:x:1:1:bin:/bin:/sbin/nologin\ntoor:x:0:0::/root:\noracle:x:54321:54321::/home/oracle:/bin/bash\noracle:x:54321:54321::/home/oracle:/bin/bash\n+::::::\n";
        let shadow = "root:set:20000\nbin:locked:18353\ntoor:empty:0\noracle:set:20300\n";
        let lastlog = "Username         Port     From             Latest\nroot             pts/0    10.1.1.1         Fri Nov 21 14:03:11 +0800 2025\nbin                                        **Never logged in**\noracle           pts/1                     Thu Nov  6 09:00:00 +0800 2025\n";
        let parsed = many(parse, Os::Linux, &[CLOCK, ("passwd", passwd), ("shadow", shadow), ("lastlog", lastlog)]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        name=root uid=0 gid=0 home=/root shell=/bin/bash login=true password=set no_password=false password_days=414 last_login=2025-11-21 14:03:11
        name=bin uid=1 gid=1 home=/bin shell=/sbin/nologin login=false password=locked no_password=false password_days=2061 last_login=
        name=toor uid=0 gid=0 home=/root shell= login=true password=empty no_password=true password_days= last_login=
        name=oracle uid=54321 gid=54321 home=/home/oracle shell=/bin/bash login=true password=set no_password=false password_days=114 last_login=2025-11-06 09:00:00
        strange: +::::::
        ");
        let user = many(parse, Os::Linux, &[CLOCK, ("passwd", "root:x:0:0:root:/root:/bin/bash\n")]).unwrap();
        insta::assert_snapshot!(picture(&user), @"name=root uid=0 gid=0 home=/root shell=/bin/bash login=true password= no_password= password_days= last_login=");
        assert!(many(parse, Os::Linux, &[CLOCK, ("passwd", "nothing\n")]).is_err());
        check_cuts(
            |i| {
                parse(&Input {
                    parts: &[i.parts, &[("clock".to_owned(), CLOCK.1.to_owned())]].concat(),
                    os: i.os,
                    before: &[],
                    errors: "",
                    at: i.at,
                    seconds: 0.0,
                    since: None,
                    ahead_s: None,
                    columns: &[],
                })
            },
            Os::Linux,
            "passwd",
            passwd,
        );
    }

    #[test]
    fn aix_and_hpux_accounts() {
        let lsuser = "root id=0 pgrp=system home=/ shell=/usr/bin/ksh login=true rlogin=false account_locked=false time_last_login=1763700000\ndaemon id=1 pgrp=staff home=/etc login=true rlogin=true account_locked=false\nora id=300 pgrp=dba home=/home/ora shell=/usr/bin/ksh login=true rlogin=true account_locked=true\n3004-687 User \"x\" does not exist.\n";
        let shadow = "root:set:1755000000\ndaemon:locked:\nora:empty:\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[CLOCK, ("lsuser", lsuser), ("shadow", shadow)]).unwrap()), @r#"
        name=root uid=0 gid=system home=/ shell=/usr/bin/ksh login=true password=set no_password=false password_days=101 last_login=2025-11-21 12:40:00
        name=daemon uid=1 gid=staff home=/etc shell= login=true password=locked no_password=false password_days= last_login=
        name=ora uid=300 gid=dba home=/home/ora shell=/usr/bin/ksh login=true password=locked no_password=false password_days= last_login=
        strange: 3004-687 User "x" does not exist.
        "#);
        let passwd = "root:set:0:3::/:/sbin/sh\nwww:locked:30:1::/:\nguest:empty:200:20::/home/guest:/usr/bin/sh\n";
        let status = "root  PS    05/12/21     0    84   7\nwww   LK\nguest NP\n";
        let trusted = "root lockout=0000000, spwchg=Tue Nov  4 12:00:00 2025\nguest lockout=0001000, spwchg=-1\n";
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[CLOCK, ("passwd", passwd), ("passwd-s", status), ("getprpw", trusted)]).unwrap()), @"
        name=root uid=0 gid=3 home=/ shell=/sbin/sh login=true password=set no_password=false password_days=17 last_login=
        name=www uid=30 gid=1 home=/ shell= login=true password=locked no_password=false password_days= last_login=
        name=guest uid=200 gid=20 home=/home/guest shell=/usr/bin/sh login=true password=locked no_password=false password_days= last_login=
        ");
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[CLOCK, ("passwd", passwd)]).unwrap()), @"
        name=root uid=0 gid=3 home=/ shell=/sbin/sh login=true password=set no_password=false password_days= last_login=
        name=www uid=30 gid=1 home=/ shell= login=true password=locked no_password=false password_days= last_login=
        name=guest uid=200 gid=20 home=/home/guest shell=/usr/bin/sh login=true password=empty no_password=true password_days= last_login=
        ");
    }
}
