//! What a client says when something fails.

use crate::links::client::{Cut, End, Heard};
use crate::model::release::Client;

/// Characters of a message that are kept.
const MOST: usize = 2000;

/// Something that was told to a client failed. Its session is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// The client's words.
    pub(super) message: String,
    /// It was broken off.
    pub(super) cut: Option<Cut>,
    /// The database itself refused it; else the session broke off, and nobody said how it ended.
    pub(super) refused: bool,
}

/// Numbers of ORA- errors after which the session is gone, or never was; whatever ran may still run. Those of Oracle Net are beside these.
const LOST: [u32; 14] = [28, 600, 1012, 1033, 1034, 1089, 1090, 1092, 2396, 3113, 3114, 3135, 7445, 25408];

fn is_lost(line: &str) -> bool {
    let number = |rest: &str| rest.get(..5)?.parse::<u32>().ok();
    let is_ora = |number: u32| LOST.contains(&number) || (12_150..12_700).contains(&number);
    // Not connected; internal error.
    line.starts_with("SP2-0640") || line.starts_with("SP2-0642") || line.strip_prefix("ORA-").and_then(number).is_some_and(is_ora)
}

/// `None`: the answer is whole, and no failure.
pub(super) fn look(client: Client, heard: &Heard) -> Option<Trouble> {
    let (out, err) = (heard.out.text.trim(), heard.err.text.trim());
    let trouble = |message: String, refused: bool| Some(Trouble { message: shorten(&message), cut: heard.cut, refused });
    match (client, heard.end) {
        (Client::Sqlplus, End::Mark) => {
            // These end no session.
            let line = out.lines().find(|line| is_complaint(line))?;
            trouble(out[out.find(line).unwrap_or(0)..].to_owned(), !is_lost(line))
        }
        (_, End::Mark) => None,
        (_, End::Killed) => trouble([err, out].join("\n").trim().to_owned(), false),
        (Client::Sqlplus, End::Exit(code)) => {
            // The statement is shown first, then the place in it, then why.
            let why = out.lines().position(|line| line.starts_with("ERROR")).map_or(0, |at| at + 1);
            let why: Vec<&str> = out.lines().skip(why).collect();
            let codes: Vec<&str> = why.iter().copied().filter(|line| is_code(line)).collect();
            let refused = code.is_some() && !codes.is_empty() && !codes.iter().any(|line| is_lost(line));
            trouble(if codes.is_empty() { [out, err].join("\n").trim().to_owned() } else { why.join("\n") }, refused)
        }
        // 3: a statement failed; 2: the connection did.
        (Client::Psql, End::Exit(code)) => trouble(if err.is_empty() { out } else { err }.to_owned(), code == Some(3)),
        (Client::Sqlite3, End::Exit(code)) => {
            trouble(if err.is_empty() { out } else { err }.to_owned(), code == Some(1) && !err.is_empty())
        }
    }
}

/// What SQL*Plus says of a command, or of a unit that it stored with errors. Neither makes it end.
fn is_complaint(line: &str) -> bool {
    let is_code = line.strip_prefix("SP2-").is_some_and(|rest| rest.as_bytes().iter().take(4).all(u8::is_ascii_digit));
    // A warning of the compiler has a number, too.
    (is_code && !line.contains("compilation warnings")) || (line.starts_with("Warning:") && line.contains("compilation errors"))
}

fn is_code(line: &str) -> bool {
    let code =
        line.split_once('-').filter(|(name, _)| name.len() == 3 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    code.is_some_and(|(_, rest)| rest.len() > 4 && rest.as_bytes()[..4].iter().all(u8::is_ascii_digit))
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::client::Text;

    fn heard(out: &str, err: &str, end: End) -> Heard {
        let text = |text: &str| Text { text: text.into(), lost: 0 };
        Heard { out: text(out), err: text(err), end, cut: None }
    }

    #[test]
    fn what_sqlplus_says_tells_a_refusal_from_a_session_that_is_gone() {
        let end = End::Exit(Some(1));
        let said = |why: &str| {
            look(Client::Sqlplus, &heard(&format!("INSERT INTO t\n            *\nERROR at line 1:\n{why}\n"), "", end)).unwrap()
        };
        for why in ["ORA-00942: table or view does not exist", "ORA-12899: value too large", "ORA-01013: cancelled", "PLS-00103: x"] {
            assert_eq!(said(why), Trouble { message: why.into(), cut: None, refused: true });
        }
        for why in ["ORA-03113: end-of-file on communication channel", "ORA-12571: TNS:packet writer failure", "ORA-00600: internal error"]
        {
            assert!(!said(why).refused, "{why}");
        }
        // It ended without a word, or by a signal.
        assert!(!look(Client::Sqlplus, &heard("", "", end)).unwrap().refused);
        assert!(!look(Client::Sqlplus, &heard("ERROR at line 1:\nORA-00942: x\n", "", End::Exit(None))).unwrap().refused);
    }

    #[test]
    fn what_does_not_end_sqlplus_is_a_failure_all_the_same() {
        let said = |out: &str| look(Client::Sqlplus, &heard(out, "", End::Mark));
        assert!(said("SP2-0552: Bind variable \"X\" not declared.\n").unwrap().refused);
        assert!(!said("SP2-0640: Not connected\n").unwrap().refused);
        assert!(said("\nWarning: Package Body created with compilation errors.\n\n").unwrap().refused);
        for fine in ["\n1 row created.\n", "SP2-0804: Procedure created with compilation warnings\n", "a SP2-0552: b\n"] {
            assert_eq!(said(fine), None, "{fine}");
        }
    }

    #[test]
    fn psql_tells_by_its_exit_whether_the_statement_or_the_connection_failed() {
        let said = |code| look(Client::Psql, &heard("", "ERROR:  relation \"t\" does not exist\n", End::Exit(code))).unwrap().refused;
        assert_eq!([Some(3), Some(2), Some(1), None].map(said), [true, false, false, false]);
        let long = look(Client::Psql, &heard("", &"错".repeat(9000), End::Exit(Some(3)))).unwrap().message;
        assert_eq!(long.chars().count(), MOST + 1);
    }
}
