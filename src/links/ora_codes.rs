//! Numbers of Oracle errors → what they mean for an inspection.

use crate::model::{AskError, AskErrorKind};

/// The kind of an ORA- or TNS- number. Sources: Oracle Database Error Messages; the meanings at logon are those of Oracle Net.
#[must_use]
pub fn kind(code: u32) -> AskErrorKind {
    use AskErrorKind as K;
    match code {
        18 | 20 | 12516 | 12518..=12520 => K::Full,
        1005 | 1017 | 1035 | 1045 | 1046 | 28000..=28003 | 28009 | 28030 | 28040 | 28365 => K::Login,
        257
        | 1033
        | 1034
        | 1089
        | 1090
        | 1092
        | 12170
        | 12203
        | 12224
        | 12500..=12505
        | 12507
        | 12513
        | 12514
        | 12521
        | 12525..=12528
        | 12535
        | 12541
        | 12543
        | 12545
        | 12560
        | 27101 => K::Down,
        12154 | 12162 | 12533 | 12538 | 12546 => K::Config,
        942 | 980 | 1031 | 1039 | 1720 | 2289 | 4043 | 38818 | 41900 => K::Privilege,
        1109 | 1219 | 1507 | 16000 | 44614 => K::NotOpen,
        1013 | 3136 | 3156 | 51 | 40 => K::Timeout,
        28 | 31 | 1012 | 2396 | 2399 | 3113 | 3114 | 3135 | 12537 | 12547 | 12570 | 12571 | 12637 => K::Disconnected,
        _ => K::Server,
    }
}

/// The first `ORA-`, `TNS-`, `DPI-`, `DPY-` code in a text, with its number.
#[must_use]
pub fn first_code(text: &str) -> Option<(String, u32)> {
    let mut rest = text;
    loop {
        let at = ["ORA-", "TNS-", "DPI-", "DPY-"].iter().filter_map(|p| rest.find(p)).min()?;
        let (prefix, tail) = (&rest[at..at + 4], &rest[at + 4..]);
        let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse::<u32>() {
            let code = if prefix.starts_with("DP") { format!("{prefix}{number:04}") } else { format!("{prefix}{number:05}") };
            return Some((code, number));
        }
        rest = tail;
    }
}

/// An error of the server from its number and text; a stack is judged by its first code.
#[must_use]
pub fn error(code: u32, message: &str, object: String) -> AskError {
    AskError { kind: kind(code), code: format!("ORA-{code:05}"), message: message.trim_end().to_owned(), object }
}

/// The word of a statement at an offset: with ORA-00942 the server points at the view.
#[must_use]
pub fn word_at(sql: &str, offset: usize) -> String {
    let Some(tail) = sql.get(offset..) else { return String::new() };
    let end = tail.find(|c: char| !c.is_ascii_alphanumeric() && !"_$#.".contains(c)).unwrap_or(tail.len());
    let word = tail[..end].to_ascii_uppercase();
    word.strip_prefix("SYS.").map_or(word.clone(), ToOwned::to_owned)
}

/// The statement that would give the privilege. `V$X` is a synonym; the grant goes to the view `V_$X`.
#[must_use]
pub fn grant(view: &str, user: &str) -> String {
    let object = view.replacen("V$", "V_$", 1);
    format!("grant select on sys.{} to {}", object.to_ascii_lowercase(), user.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_meaning() {
        assert_eq!(kind(12514), AskErrorKind::Down);
        assert_eq!(kind(12516), AskErrorKind::Full);
        assert_eq!(kind(20), AskErrorKind::Full);
        assert_eq!(kind(1017), AskErrorKind::Login);
        assert_eq!(kind(1031), AskErrorKind::Privilege);
        assert_eq!(kind(257), AskErrorKind::Down);
        assert_eq!(kind(1555), AskErrorKind::Server);
    }

    #[test]
    fn codes_are_found_in_texts() {
        assert_eq!(first_code("x ORA-942: table"), Some(("ORA-00942".into(), 942)));
        assert_eq!(first_code("DPI-1047: Cannot locate"), Some(("DPI-1047".into(), 1047)));
        assert_eq!(first_code("the ORA- prefix alone"), None);
        assert_eq!(word_at("select * from sys.v$log l", 14), "V$LOG");
        assert_eq!(grant("GV$SESSION", "OPSCTL"), "grant select on sys.gv_$session to opsctl");
        assert_eq!(grant("DBA_JOBS", "opsctl"), "grant select on sys.dba_jobs to opsctl");
    }
}
