//! Passwords in command lines: found, and taken out of everything that is kept.

use memchr::{memchr, memchr_iter, memmem};
use std::borrow::Cow;

/// What stands where a password stood.
const HIDDEN: &str = "***";

/// Words after which a logon `user/password` may stand on a line.
const COMMANDS: [&str; 9] = ["exp", "imp", "expdp", "impdp", "rman", "sqlplus", "userid", "target", "catalog"];

/// Parameters whose value is a password, by the ends of their names.
const KEYS: [&str; 3] = ["password", "encryption_pwd", "passwd"];

/// Whether a line, a command line too, shows a password.
#[must_use]
pub fn shows_password(line: &str) -> bool {
    matches!(redacted(line), Cow::Owned(_))
}

/// The line with its passwords replaced; borrowed when there is none.
pub(super) fn redacted(line: &str) -> Cow<'_, str> {
    let mut spans = Vec::new();
    if memchr(b'/', line.as_bytes()).is_some() && !example(line) {
        logons(line, &mut spans);
    }
    keyed(line, &mut spans);
    if spans.is_empty() {
        return Cow::Borrowed(line);
    }
    spans.sort_unstable();
    let (mut out, mut done) = (String::with_capacity(line.len()), 0);
    for (from, to) in spans {
        if from >= done {
            out.push_str(line.get(done..from).unwrap_or_default());
            out.push_str(HIDDEN);
            done = to;
        }
    }
    out.push_str(line.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The help texts show `SCOTT/TIGER`.
fn example(line: &str) -> bool {
    let line = line.trim_start();
    let placeholder = line.contains("username/password") || line.contains("用户名/口令");
    placeholder || ["Example", "Format", "例如", "格式", "示例"].iter().any(|word| line.starts_with(word))
}

/// `scott/tiger@orcl` anywhere, `scott/tiger` after a command.
fn logons(line: &str, spans: &mut Vec<(usize, usize)>) {
    let mut command = None;
    let base = line.as_ptr() as usize;
    for word in line.split(|c: char| c.is_whitespace() || matches!(c, '\'' | ';' | '(' | ')')) {
        let at = word.as_ptr() as usize - base;
        // `userid=scott/tiger`, but not `file=/backup/x@y`.
        let value = match word.split_once('=') {
            Some((key, value)) if key.eq_ignore_ascii_case("userid") => value,
            Some(_) => continue,
            None => word,
        };
        let value = value.trim_start_matches(['\\', '"']);
        let offset = at + (value.as_ptr() as usize - word.as_ptr() as usize);
        let Some((user, behind)) = value.split_once('/') else { continue };
        let name = !user.is_empty()
            && user.len() <= 130
            && user.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#' | '[' | ']'));
        let length = behind.rfind('@').unwrap_or(behind.trim_end_matches(['"', '\\']).len());
        let password = behind.get(..length).unwrap_or_default();
        let path = password.contains('/') && !password.contains('"');
        let secret = !path && !password.chars().all(|c| c == '*');
        // Dates and paths have slashes too; a logon with a service name has an `@`.
        let candidate = name && secret && !user.chars().all(|c| c.is_ascii_digit());
        if candidate && (behind.contains('@') || *command.get_or_insert_with(|| has_command(line))) {
            let from = offset + user.len() + 1;
            spans.push((from, from + length));
        }
    }
}

fn has_command(line: &str) -> bool {
    line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| COMMANDS.iter().any(|c| word.eq_ignore_ascii_case(c)))
}

/// `encryption_password=secret`, `identified by secret`.
fn keyed(line: &str, spans: &mut Vec<(usize, usize)>) {
    let bytes = line.as_bytes();
    let keys = memchr_iter(b'=', bytes).filter(|&at| KEYS.iter().any(|key| ends_with(bytes.get(..at), key))).map(|at| at + 1);
    let phrases = ["dentified by ", "DENTIFIED BY "];
    let phrases = phrases.iter().filter_map(|phrase| memmem::find(bytes, phrase.as_bytes()).map(|at| at + phrase.len()));
    for from in keys.chain(phrases) {
        let value = line.get(from..).unwrap_or_default();
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, ';' | ',')).unwrap_or(value.len());
        let shown = value.get(..end).is_some_and(|v| !v.trim_matches(['"', '\'']).is_empty() && !v.chars().all(|c| c == '*'));
        if shown {
            spans.push((from, from + end));
        }
    }
}

fn ends_with(text: Option<&[u8]>, end: &str) -> bool {
    let tail = text.and_then(|text| text.get(text.len().checked_sub(end.len())?..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_taken_out() {
        for (line, expected) in [
            ("$ exp scott/tiger@orcl file=a.dmp", "$ exp scott/***@orcl file=a.dmp"),
            ("D:\\> exp SCOTT/tiger file=d:\\a.dmp", "D:\\> exp SCOTT/*** file=d:\\a.dmp"),
            ("expdp userid=sys/p@ss@db directory=D", "expdp userid=sys/***@db directory=D"),
            ("expdp \"sys/oracle as sysdba\" full=y", "expdp \"sys/*** as sysdba\" full=y"),
            ("RMAN> connect target sys/Secret1@prod;", "RMAN> connect target sys/***@prod;"),
            ("impdp u/p encryption_password=abc,x", "impdp u/*** encryption_password=***,x"),
            ("create user a identified by b;", "create user a identified by ***;"),
        ] {
            assert_eq!(redacted(line), expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_password_stays() {
        for line in [
            "Starting \"S\".\"J\":  serical/******** directory=d dumpfile=t.dmp",
            "启动 \"SYS\".\"J\": /******** AS SYSDBA network_link=l",
            "expdp / directory=d dumpfile=x",
            "expdp \\\"/ as sysdba\\\" full=y",
            "     例如: EXP SCOTT/TIGER",
            "Example: EXP SCOTT/TIGER GRANTS=Y TABLES=(EMP,DEPT,MGR)",
            "  /u01/backup/exp/full.dmp",
            "piece handle=/bak/a@b tag=T comment=NONE",
            "RMAN-03002: failure of backup command at 03/05/2011 09:28:03",
            "Processing object type SCHEMA_EXPORT/TABLE/TABLE",
            "encryption_password=********",
            "USERID     username/password          FULL         export entire file (N)",
            "USERID 用户名/口令           FULL        导出整个文件 (N)",
        ] {
            assert_eq!(redacted(line), line);
        }
    }
}
