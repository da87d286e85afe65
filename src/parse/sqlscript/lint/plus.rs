//! Rules for the commands of SQL*Plus.

use super::sql::Add;
use super::{Level, LintKind, Role};
use crate::parse::sqlscript::commands::{is_setting, settings};

/// Settings that change how a script is read, which is not followed here: full word and least letters.
const GRAMMAR: [(&str, usize); 6] =
    [("sqlterminator", 4), ("blockterminator", 3), ("cmdsep", 4), ("sqlprefix", 6), ("escape", 3), ("concat", 3)];

pub(super) fn look(command: &'static str, text: &str, line: usize, role: Role, add: &mut Add) {
    let argument = argument(text);
    let by_role = if role == Role::Verify { Level::Refuse } else { Level::Warn };
    match command {
        "connect" | "disconnect" => {
            add(line, Level::Refuse, LintKind::Connect);
            if has_password(argument) {
                add(line, Level::Refuse, LintKind::Password);
            }
        }
        "host" | "!" | "$" => add(line, Level::Refuse, LintKind::Host),
        "start" | "@" | "@@" => add(line, Level::Refuse, LintKind::File { name: file(argument) }),
        "spool" => spool(argument, line, add),
        "accept" | "pause" | "password" | "edit" => add(line, Level::Refuse, LintKind::Asks { command }),
        "append" | "change" | "del" | "input" | "get" => add(line, Level::Refuse, LintKind::EditsBuffer { command }),
        "save" | "store" => add(line, Level::Warn, LintKind::WritesFile { command }),
        "startup" | "shutdown" | "recover" | "archive" | "oradebug" => add(line, by_role, LintKind::Instance { command }),
        "copy" => {
            if role == Role::Verify {
                add(line, Level::Refuse, LintKind::NotQuery);
            }
            if argument.split_whitespace().any(has_password) {
                add(line, Level::Refuse, LintKind::Password);
            }
        }
        "whenever" if argument.to_ascii_lowercase().contains("continue") => add(line, Level::Warn, LintKind::ErrorsIgnored),
        "set" => set(text, line, add),
        _ => {}
    }
}

/// What follows the command; a sign needs no blank behind it.
fn argument(text: &str) -> &str {
    let length = match text.find(|c: char| !c.is_ascii_alphabetic()) {
        Some(0) => text.find(|c: char| !matches!(c, '@' | '!' | '$' | '#' | '?')),
        other => other,
    };
    text[length.unwrap_or(text.len())..].trim()
}

fn file(argument: &str) -> String {
    match argument.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => argument.split_whitespace().next().unwrap_or_default().to_owned(),
    }
}

/// `user/password@db`. `/ as sysdba` and `/@db` have none, and one that is a variable is not in the script.
fn has_password(argument: &str) -> bool {
    let Some((user, rest)) = argument.split_once('/') else { return false };
    // The first slash of `user@host/service` is of the address.
    let is_of_user = !user.contains('@');
    let given = rest.trim_start_matches('"');
    is_of_user && !user.trim().is_empty() && !given.is_empty() && !given.starts_with(['&', '@'])
}

fn spool(argument: &str, line: usize, add: &mut Add) {
    let file = file(argument);
    let is_end = file.is_empty() || ["off", "out"].iter().any(|word| file.eq_ignore_ascii_case(word));
    let is_drive = file.as_bytes().get(1) == Some(&b':');
    let absolute = !is_end && (file.starts_with(['/', '\\', '~', '$', '%']) || is_drive || file.contains(".."));
    let level = if absolute { Level::Refuse } else { Level::Warn };
    add(line, level, LintKind::Spool { file: (!is_end).then_some(file), absolute });
}

fn set(text: &str, line: usize, add: &mut Add) {
    for (name, value) in settings(text) {
        if let Some((setting, _)) = GRAMMAR.iter().find(|(full, least)| is_setting(name, full, *least)) {
            add(line, Level::Refuse, LintKind::Grammar { setting });
        }
        let is_off = value.trim_end_matches(';').eq_ignore_ascii_case("off");
        if is_setting(name, "autocommit", 4) && !is_off {
            add(line, Level::Warn, LintKind::Autocommit);
        }
        if is_setting(name, "pause", 3) && !is_off {
            add(line, Level::Refuse, LintKind::Asks { command: "set" });
        }
    }
}
