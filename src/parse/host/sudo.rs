//! `sudoers` with its drop-ins, and the members of groups that mean root → who may become root, and by which line.

use std::collections::{BTreeMap, BTreeSet};

use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// Groups whose members are more than users.
const GROUPS: &[&str] = &["root", "wheel", "sudo", "admin", "system", "security"];

/// Parts: `sudoers` for each file, its path in the first line; `group` (`name:x:gid:members`); `primary` (`name:gid`).
pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let groups = input.need("group")?;
    let mut parsed = Parsed::default();
    let files: Vec<(&str, &str)> =
        input.parts.iter().filter(|(name, _)| name == "sudoers").map(|(_, text)| text.split_once('\n').unwrap_or((text, ""))).collect();
    let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.trim()).collect();
    for (path, body) in &files {
        for line in logical_lines(body) {
            sudoers(&line, path.trim(), &paths, &mut parsed);
        }
    }
    members(groups, input.part("primary").unwrap_or_default(), &mut parsed);
    Ok(parsed)
}

/// Lines without comments; one that ends in `\` goes on in the next. `#1000` is a user by number, `#include` is no comment.
fn logical_lines(body: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    for line in body.lines() {
        if let Some(part) = line.strip_suffix('\\') {
            open.push_str(part);
            open.push(' ');
            continue;
        }
        let whole = std::mem::take(&mut open) + line;
        let include = whole.trim_start().starts_with("#include");
        let comment = whole
            .char_indices()
            .position(|(at, c)| c == '#' && !whole[..at].ends_with('\\') && !whole[at + 1..].starts_with(|d: char| d.is_ascii_digit()));
        let code = match comment {
            Some(chars) if !include => whole.chars().take(chars).collect(),
            _ => whole,
        };
        let words: Vec<&str> = code.split_whitespace().collect();
        if !words.is_empty() {
            out.push(words.join(" "));
        }
    }
    out
}

fn sudoers(line: &str, path: &str, read: &BTreeSet<&str>, parsed: &mut Parsed) {
    let first = line.split([' ', '@', ':', '>', '!']).next().unwrap_or_default();
    if first == "Defaults" {
        // Whoever this default is for is never asked for a password.
        let (who, settings) = line.split_once(' ').unwrap_or((line, ""));
        if settings.split(',').any(|setting| setting.trim().trim_start_matches('!').trim() == "authenticate" && setting.contains('!')) {
            row(parsed, "rule", who, settings, path, true);
        }
        return;
    }
    if let Some((verb, file)) = line.split_once(' ')
        && ["#include", "@include", "#includedir", "@includedir"].contains(&verb)
    {
        // Files of folders are all given by the body; a file that is named and not there was not read.
        if verb.ends_with("include") && !read.iter().any(|known| known.ends_with(file.trim_matches('"'))) {
            parsed.strange.push(format!("{path}: {line}"));
        }
        return;
    }
    let Some((left, right)) = line.split_once('=') else {
        parsed.strange.push(format!("{path}: {line}"));
        return;
    };
    let alias = ["User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"].contains(&first);
    let (who, what) = if alias {
        (left.trim().to_owned(), right.trim().to_owned())
    } else {
        // `alice, bob ALL = …`: the hosts are the last word, or those joined to it by commas.
        let words: Vec<&str> = left.split_whitespace().collect();
        let hosts = words.iter().enumerate().rev().skip(1).find(|(_, w)| !w.ends_with(',')).map_or(1, |(i, _)| i + 1);
        (words[..hosts.min(words.len())].join(" "), format!("{}={}", words[hosts.min(words.len())..].join(" "), right.trim()))
    };
    let free = !alias && free_for_all(right);
    row(parsed, if alias { "alias" } else { "rule" }, &who, &what, path, free);
}

/// Whether `NOPASSWD:` covers `ALL`. What stands in brackets is whom one becomes, not what one may run.
fn free_for_all(commands: &str) -> bool {
    let (mut depth, mut free) = (0, false);
    let mut word = String::new();
    for c in commands.chars().chain([',']) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth > 0 => {}
            ':' | ',' | ' ' | '=' => {
                match word.as_str() {
                    "NOPASSWD" => free = true,
                    "PASSWD" => free = false,
                    "ALL" if free && c != '=' => return true,
                    _ => {}
                }
                // Another host begins anew: `A = NOPASSWD: x : B = ALL`.
                free &= c != '=';
                word.clear();
            }
            _ => word.push(c),
        }
    }
    false
}

fn members(groups: &str, primary: &str, parsed: &mut Parsed) {
    let mut seen = BTreeSet::new();
    let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
    for line in groups.lines().filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.trim().split(':').collect();
        let [name, _, gid, members] = cells[..] else {
            // A name service may put a `+` line into the file.
            parsed.strange.push(line.to_owned());
            continue;
        };
        if !GROUPS.contains(&name) {
            continue;
        }
        ids.insert(gid, name);
        for member in members.split(',').map(str::trim).filter(|m| !m.is_empty() && *m != "root") {
            if seen.insert((member.to_owned(), name.to_owned())) {
                row(parsed, "member", member, &format!("group {name}"), "/etc/group", false);
            }
        }
    }
    for (user, gid) in primary.lines().filter_map(|l| l.trim().split_once(':')).filter(|(user, _)| *user != "root") {
        if let Some(group) = ids.get(gid)
            && seen.insert((user.to_owned(), (*group).to_owned()))
        {
            row(parsed, "member", user, &format!("group {group}"), "/etc/passwd", false);
        }
    }
}

fn row(parsed: &mut Parsed, kind: &str, who: &str, what: &str, file: &str, free: bool) {
    parsed.rows.push(vec![
        ("who", text(who)),
        ("what", text(what)),
        ("kind", text(kind)),
        ("file", text(file)),
        ("no_password_all", Value::Bool(free)),
    ]);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn lines_drop_ins_and_groups_are_read() {
        let main = "/etc/sudoers\n# comment\nDefaults    !visiblepw\nDefaults:oracle !requiretty\nroot    ALL=(ALL)       ALL\nUser_Alias DBA = oracle, \\\n   grid\nalice, bob  ALL = (root) NOPASSWD: /bin/ls, PASSWD: ALL # two\n%wheel ALL=(ALL) NOPASSWD: ALL\n#1000 web1, web2=NOPASSWD:SETENV: ALL\n#includedir /etc/sudoers.d\n@include /etc/sudoers.more\nwhat is this\n";
        let more = "/etc/sudoers.d/ops\nops ALL=(ALL:ALL) ALL\n";
        let group = "root:x:0:\nwheel:x:10:root,carol,dave\nusers:x:100:x\nsudo:x:27:\n";
        let parts = [("sudoers", main), ("sudoers", more), ("group", group), ("primary", "root:0\neve:0\ncarol:10\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        who=root what=ALL=(ALL) ALL kind=rule file=/etc/sudoers no_password_all=false
        who=User_Alias DBA what=oracle, grid kind=alias file=/etc/sudoers no_password_all=false
        who=alice, bob what=ALL=(root) NOPASSWD: /bin/ls, PASSWD: ALL kind=rule file=/etc/sudoers no_password_all=false
        who=%wheel what=ALL=(ALL) NOPASSWD: ALL kind=rule file=/etc/sudoers no_password_all=true
        who=#1000 what=web1, web2=NOPASSWD:SETENV: ALL kind=rule file=/etc/sudoers no_password_all=true
        who=ops what=ALL=(ALL:ALL) ALL kind=rule file=/etc/sudoers.d/ops no_password_all=false
        who=carol what=group wheel kind=member file=/etc/group no_password_all=false
        who=dave what=group wheel kind=member file=/etc/group no_password_all=false
        who=eve what=group root kind=member file=/etc/passwd no_password_all=false
        strange: /etc/sudoers: @include /etc/sudoers.more
        strange: /etc/sudoers: what is this
        ");
        assert!(many(parse, Os::Linux, &[("sudoers", main)]).is_err());
        check_cuts(
            |i| {
                parse(&Input {
                    parts: &[i.parts, &[("group".to_owned(), String::new())]].concat(),
                    os: i.os,
                    before: &[],
                    errors: "",
                    at: None,
                    seconds: 0.0,
                    since: None,
                    ahead_s: None,
                    columns: &[],
                })
            },
            Os::Linux,
            "sudoers",
            main,
        );
    }

    #[test]
    fn a_default_that_asks_nobody_is_free() {
        let sudoers = "/etc/sudoers\nDefaults:backup env_reset, !authenticate\nDefaults authenticate, !requiretty\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("sudoers", sudoers), ("group", "")]).unwrap()), @"who=Defaults:backup what=env_reset, !authenticate kind=rule file=/etc/sudoers no_password_all=true");
    }

    #[test]
    fn only_all_without_a_password_is_free() {
        for (commands, free) in [
            ("(ALL) NOPASSWD: ALL", true),
            ("(ALL:ALL) NOPASSWD:ALL", true),
            ("NOPASSWD: SETENV: ALL", true),
            ("NOPASSWD: /bin/a, PASSWD: ALL", false),
            ("PASSWD: /bin/a, NOPASSWD: ALL", true),
            ("(ALL) ALL", false),
            ("NOPASSWD: (ALL) /bin/a", false),
            ("NOPASSWD: /bin/a : other=ALL", false),
        ] {
            assert_eq!(free_for_all(commands), free, "{commands}");
        }
    }
}
