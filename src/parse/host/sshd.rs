//! How people may log in from elsewhere: effective settings of sshd, keys of root, `rlogin` of AIX, `securetty` of HP-UX.
//!
//! `sshd -T` knows defaults and drop-ins, but shows no `Match` block: those come from the files, as do all settings where
//! it may not run. In the files the first value of a setting counts, and `Include` stands for what it names.

use std::collections::BTreeMap;

use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// Settings that are told, as manuals write them; the lists are told as one.
const SETTINGS: &[&str] = &[
    "PermitRootLogin",
    "PasswordAuthentication",
    "PermitEmptyPasswords",
    "Protocol",
    "PubkeyAuthentication",
    "Port",
    "DenyUsers",
    "DenyGroups",
];
const ALLOW: &[&str] = &["AllowUsers", "AllowGroups"];

/// One setting: the condition of its `Match` block (empty: always), its name in small letters, its value.
type Setting = (String, String, String);

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parsed = Parsed::default();
    let effective: Vec<Setting> = input.part("effective").unwrap_or_default().lines().filter_map(|l| setting(l, "")).collect();
    let files: Vec<(&str, &str)> = input
        .parts
        .iter()
        .filter(|(n, _)| n == "config")
        .map(|(_, t)| t.split_once('\n').unwrap_or((t, "")))
        .map(|(p, t)| (p.trim(), t))
        .collect();
    let mut reader = Reader { files: &files, left: MOST, strange: Vec::new() };
    let written = files.first().map(|first| reader.settings(*first, "", 0)).unwrap_or_default();
    parsed.strange = reader.strange;
    // Drop-ins that another user than root may not read: what they set is not known.
    parsed.strange.extend(input.part("closed").unwrap_or_default().lines().filter(|l| !l.trim().is_empty()).map(str::to_owned));
    if !effective.is_empty() || !files.is_empty() {
        let source = if effective.is_empty() { &written } else { &effective };
        let keys = keys(input);
        global(input, source, effective.is_empty(), keys.as_deref(), &mut parsed);
        matches(&written, keys.as_deref(), &mut parsed);
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for key in keys.iter().flatten() {
            let number = seen.entry(key).or_default();
            *number += 1;
            let scope = if *number == 1 { key.clone() } else { format!("{key} #{number}") };
            row(&mut parsed, "root key", &scope, text(key.clone()), None);
        }
    }
    if let Some(lsuser) = input.part("rlogin") {
        let value = lsuser.split_whitespace().find_map(|w| w.strip_prefix("rlogin="));
        row(&mut parsed, "rlogin (root)", "", text(value.unwrap_or_default()), None);
    }
    if let Some(securetty) = input.part("securetty") {
        let lines: Vec<&str> = securetty.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        // `present` in front of its lines: with none of them root may log in nowhere.
        let value = match lines.split_first() {
            Some((&"present", [])) => "-".to_owned(),
            Some((&"present", terminals)) => terminals.join(" "),
            _ => lines.join(" "),
        };
        row(&mut parsed, "/etc/securetty", "", text(value), None);
    }
    if parsed.rows.is_empty() { Err(ParseFault::Missing("sshd -T / sshd_config")) } else { Ok(parsed) }
}

/// So many keys are named beside a setting that lets root in.
const SHOWN: usize = 20;

/// What holds for everybody.
fn global(input: &Input<'_>, source: &[Setting], from_files: bool, keys: Option<&[String]>, parsed: &mut Parsed) {
    let find = |name: &str| source.iter().find(|(m, k, _)| m.is_empty() && k.eq_ignore_ascii_case(name)).map(|(_, _, v)| v.clone());
    for name in SETTINGS {
        let value = find(name).or_else(|| if from_files { default(name, version(input)) } else { None });
        // Only what decides something is told when nothing sets it.
        if value.is_some() || *name == "PermitRootLogin" {
            row(parsed, name, "", value.map_or(Value::Null, text), keys.filter(|_| *name == "PermitRootLogin"));
        }
    }
    // `sshd -T` prints one line for each name.
    let allow: Vec<String> = ALLOW
        .iter()
        .filter_map(|name| {
            let names: Vec<&str> =
                source.iter().filter(|(m, k, _)| m.is_empty() && k.eq_ignore_ascii_case(name)).map(|(_, _, v)| v.as_str()).collect();
            (!names.is_empty()).then(|| format!("{name} {}", names.join(" ")))
        })
        .collect();
    row(parsed, "AllowUsers/AllowGroups", "", text(if allow.is_empty() { "-".to_owned() } else { allow.join("; ") }), None);
}

/// What `Match` blocks set otherwise.
fn matches(written: &[Setting], keys: Option<&[String]>, parsed: &mut Parsed) {
    for (scope, key, value) in written.iter().filter(|(scope, _, _)| !scope.is_empty()) {
        if let Some(name) = SETTINGS.iter().chain(ALLOW).find(|n| n.eq_ignore_ascii_case(key)) {
            row(parsed, name, &format!("Match {scope}"), text(value.clone()), keys.filter(|_| *name == "PermitRootLogin"));
        }
    }
}

fn row(parsed: &mut Parsed, setting: &str, scope: &str, value: Value, keys: Option<&[String]>) {
    let value = match value {
        Value::Text(word) if setting.starts_with("Permit") => Value::Text(word.to_ascii_lowercase()),
        value => value,
    };
    parsed.rows.push(vec![
        ("setting", text(setting)),
        ("scope", text(scope)),
        ("value", value),
        // Each has a row of its own; here stand the first of them.
        ("keys", keys.map_or(Value::Null, |k| text(k.get(..SHOWN).unwrap_or(k).join(", ")))),
        ("key_count", keys.and_then(|k| i64::try_from(k.len()).ok()).map_or(Value::Null, Value::Int)),
    ]);
}

/// Keyword and value of a line: `PermitRootLogin no`, `Port=22`, `AllowUsers "a" b  # who`.
fn setting(line: &str, scope: &str) -> Option<Setting> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let end = line.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(line.len());
    let (key, rest) = line.split_at(end);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
    let words: Vec<&str> = rest.split_whitespace().take_while(|w| !w.starts_with('#')).map(|w| w.trim_matches('"')).collect();
    Some((scope.to_owned(), key.to_ascii_lowercase(), words.join(" ")))
}

/// More than this is not read, in bytes: the same file may be included again and again, and each name is looked for among all files.
const MOST: usize = 4 << 20;
/// What looking at the name of a file costs, in bytes that could be read meanwhile.
const NAME: usize = 64;

struct Reader<'a> {
    files: &'a [(&'a str, &'a str)],
    left: usize,
    strange: Vec<String>,
}

impl<'a> Reader<'a> {
    /// The files of a pattern, but for the one that includes them; `None` when enough was read.
    fn included(&mut self, by: &str, pattern: &str) -> Option<Vec<(&'a str, &'a str)>> {
        self.left = self.left.checked_sub(self.files.len() * NAME)?;
        let found: Vec<_> = self.files.iter().filter(|(path, _)| *path != by && fits(pattern, path)).copied().collect();
        self.left = self.left.checked_sub(found.iter().map(|(_, text)| text.len()).sum())?;
        Some(found)
    }

    /// A file and what it includes, in order. A `Match` goes on to the next one or to the end of its file.
    fn settings(&mut self, (path, text): (&str, &str), scope: &str, depth: usize) -> Vec<Setting> {
        let mut out = Vec::new();
        let mut here = scope.to_owned();
        for line in text.lines() {
            match setting(line, &here) {
                Some((_, key, value)) if key == "match" => {
                    let all = value.eq_ignore_ascii_case("all");
                    here = if all {
                        scope.to_owned()
                    } else {
                        [scope, value.as_str()].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>().join(" ")
                    };
                }
                Some((_, key, value)) if key == "include" => {
                    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                    for pattern in value.split(' ') {
                        let pattern = if pattern.starts_with('/') { pattern.to_owned() } else { format!("{folder}/{pattern}") };
                        let read = self.included(path, &pattern).filter(|_| depth < 4);
                        // The body gives what the first file names. A pattern may name nothing.
                        let missing = |files: &[(&str, &str)]| files.is_empty() && (depth > 0 || !pattern.contains(['*', '?', '[']));
                        let Some(included) = read.filter(|files| !missing(files)) else {
                            self.strange.push(format!("{path}: {}", line.trim()));
                            continue;
                        };
                        for file in included {
                            out.extend(self.settings(file, &here, depth + 1));
                        }
                    }
                }
                Some(found) => out.push(found),
                None => {}
            }
        }
        out
    }
}

/// `*` and `?` of a shell, neither of which stands for a `/`.
fn fits(pattern: &str, path: &str) -> bool {
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(|(p, name)| glob(p, name))
}

/// The same for one name. When a name does not go on as the pattern does, the last `*` takes one letter more.
fn glob(pattern: &str, name: &str) -> bool {
    let (mut pattern, mut name) = (pattern.chars(), name.chars());
    let mut star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let rest = name.clone();
        match (pattern.next(), name.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                star = Some((pattern.clone(), rest.clone()));
                name = rest;
            }
            (Some(p), Some(c)) if p == c || p == '?' => {}
            _ => {
                let Some((after, taken)) = &mut star else { return false };
                if taken.next().is_none() {
                    return false;
                }
                (pattern, name) = (after.clone(), taken.clone());
            }
        }
    }
}

/// What holds where no file says it. From 7.0 on builders of packages have their own ideas of `PermitRootLogin`: not known.
fn default(name: &str, version: Option<f64>) -> Option<String> {
    match name {
        "PermitRootLogin" if version.is_some_and(|v| v < 7.0) => Some("yes".into()),
        "PasswordAuthentication" => Some("yes".into()),
        "PermitEmptyPasswords" => Some("no".into()),
        _ => None,
    }
}

/// `OpenSSH_7.4p1, OpenSSL …` of `ssh -V`.
fn version(input: &Input<'_>) -> Option<f64> {
    let digits = input.part("version")?.split_once("OpenSSH_")?.1;
    digits.split(|c: char| !c.is_ascii_digit() && c != '.').next()?.parse().ok()
}

/// Kind and comment of root's keys; `None` where the body could not look.
fn keys(input: &Input<'_>) -> Option<Vec<String>> {
    let text = input.part("keys")?;
    Some(text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    const CONFIG: &str = "/etc/ssh/sshd_config\nInclude /etc/ssh/sshd_config.d/*.conf\nPort 22\n#PermitRootLogin yes\npasswordauthentication=no\nAllowUsers \"ops\" dba # who\nMatch Address 10.1.*\n  PermitRootLogin without-password\n  X11Forwarding no\nMatch all\nPermitEmptyPasswords yes\n";

    #[test]
    fn effective_settings_and_match_blocks() {
        let effective = "port 22\npermitrootlogin yes\npasswordauthentication yes\npermitemptypasswords no\nallowusers ops\nallowusers dba\nciphers x\n";
        let parts =
            [("effective", effective), ("config", CONFIG), ("keys", "ssh-rsa\tadmin@pc1\nssh-rsa admin@pc1\ncommand= ssh-ed25519\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        setting=PermitRootLogin scope= value=yes keys=ssh-rsa admin@pc1, ssh-rsa admin@pc1, command= ssh-ed25519 key_count=3
        setting=PasswordAuthentication scope= value=yes keys= key_count=
        setting=PermitEmptyPasswords scope= value=no keys= key_count=
        setting=Port scope= value=22 keys= key_count=
        setting=AllowUsers/AllowGroups scope= value=AllowUsers ops dba keys= key_count=
        setting=PermitRootLogin scope=Match Address 10.1.* value=without-password keys=ssh-rsa admin@pc1, ssh-rsa admin@pc1, command= ssh-ed25519 key_count=3
        setting=root key scope=ssh-rsa admin@pc1 value=ssh-rsa admin@pc1 keys= key_count=
        setting=root key scope=ssh-rsa admin@pc1 #2 value=ssh-rsa admin@pc1 keys= key_count=
        setting=root key scope=command= ssh-ed25519 value=command= ssh-ed25519 keys= key_count=
        ");
    }

    #[test]
    fn files_alone_say_it_too() {
        let dropin = "/etc/ssh/sshd_config.d/50-redhat.conf\nPermitRootLogin no\nMatch User x\nPasswordAuthentication yes\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("config", CONFIG), ("config", dropin)]).unwrap()), @"
        setting=PermitRootLogin scope= value=no keys= key_count=
        setting=PasswordAuthentication scope= value=no keys= key_count=
        setting=PermitEmptyPasswords scope= value=yes keys= key_count=
        setting=Port scope= value=22 keys= key_count=
        setting=AllowUsers/AllowGroups scope= value=AllowUsers ops dba keys= key_count=
        setting=PasswordAuthentication scope=Match User x value=yes keys= key_count=
        setting=PermitRootLogin scope=Match Address 10.1.* value=without-password keys= key_count=
        ");
        let old = [("config", "/etc/ssh/sshd_config\nProtocol 2,1\n"), ("version", "OpenSSH_4.3p2, OpenSSL 0.9.8e\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &old).unwrap()), @"
        setting=PermitRootLogin scope= value=yes keys= key_count=
        setting=PasswordAuthentication scope= value=yes keys= key_count=
        setting=PermitEmptyPasswords scope= value=no keys= key_count=
        setting=Protocol scope= value=2,1 keys= key_count=
        setting=AllowUsers/AllowGroups scope= value=- keys= key_count=
        ");
        let unknown = [("config", "/etc/ssh/sshd_config\n"), ("version", "OpenSSH_7.4p1, x\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &unknown).unwrap()), @"
        setting=PermitRootLogin scope= value= keys= key_count=
        setting=PasswordAuthentication scope= value=yes keys= key_count=
        setting=PermitEmptyPasswords scope= value=no keys= key_count=
        setting=AllowUsers/AllowGroups scope= value=- keys= key_count=
        ");
        check_cuts(parse, Os::Linux, "config", CONFIG);
        assert!(many(parse, Os::Linux, &[]).is_err());
    }

    #[test]
    fn a_drop_in_that_was_not_read_is_told() {
        let (dropin, nested) = ("/etc/ssh/sshd_config.d/01-permitrootlogin.conf", "/etc/ssh/sshd_config.d/a.conf\nInclude b/*\n");
        let parsed = many(parse, Os::Linux, &[("config", CONFIG), ("config", nested), ("closed", dropin)]).unwrap();
        assert_eq!(parsed.strange, ["/etc/ssh/sshd_config.d/a.conf: Include b/*", dropin]);
    }

    #[test]
    fn files_that_include_each_other_come_to_an_end() {
        let files: Vec<String> = (0..20).map(|n| format!("/etc/ssh/{n}\n{}", "Include /etc/ssh/*\n".repeat(20))).collect();
        let parts: Vec<(&str, &str)> = files.iter().map(|file| ("config", file.as_str())).collect();
        assert!(!many(parse, Os::Linux, &parts).unwrap().strange.is_empty());
    }

    #[test]
    fn patterns_of_a_shell() {
        for (pattern, path, fit) in [
            ("/etc/ssh/*.conf", "/etc/ssh/50-x.conf", true),
            ("/etc/*.conf", "/etc/ssh/50-x.conf", false),
            ("/etc/ssh/*a*b", "/etc/ssh/aabab", true),
            ("/etc/ssh/*a*b", "/etc/ssh/aaba", false),
            ("/etc/ssh/?.conf", "/etc/ssh/é.conf", true),
            ("/etc/ssh/*", "/etc/ssh/", true),
            ("/etc/ssh/x", "/etc/ssh/xy", false),
            // Each star once more for each letter would take until the end of time.
            (&"*a".repeat(30), &"a".repeat(60), true),
            (&format!("{}b", "*a".repeat(30)), &"a".repeat(60), false),
        ] {
            assert_eq!(fits(pattern, path), fit, "{pattern} {path}");
        }
    }

    #[test]
    fn aix_and_hpux_have_ways_of_their_own() {
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("rlogin", "root rlogin=true\n")]).unwrap()), @"setting=rlogin (root) scope= value=true keys= key_count=");
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("securetty", "absent\n")]).unwrap()), @"setting=/etc/securetty scope= value=absent keys= key_count=");
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("securetty", "present\nconsole\n")]).unwrap()), @"setting=/etc/securetty scope= value=console keys= key_count=");
        // The strictest of all; one that cannot be read is not it.
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("securetty", "present\n# none\n")]).unwrap()), @"setting=/etc/securetty scope= value=- keys= key_count=");
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &[("securetty", "")]).unwrap()), @"setting=/etc/securetty scope= value= keys= key_count=");
    }
}
