//! The commands that SQL*Plus executes itself, with the shortest form of each.

/// Word and least number of its letters, as the reference manual writes them: `ACC[EPT]`.
const COMMANDS: [(&str, usize); 56] = [
    ("accept", 3),
    ("append", 1),
    ("archive", 7),
    ("attribute", 9),
    ("break", 3),
    ("btitle", 3),
    ("change", 1),
    ("clear", 2),
    ("column", 3),
    ("compute", 4),
    ("connect", 4),
    ("copy", 4),
    ("define", 3),
    ("del", 3),
    ("describe", 4),
    ("disconnect", 4),
    ("edit", 2),
    ("execute", 4),
    ("exit", 4),
    ("get", 3),
    ("help", 4),
    ("history", 4),
    ("host", 2),
    ("input", 1),
    ("list", 1),
    ("oradebug", 8),
    ("password", 5),
    ("pause", 3),
    ("print", 3),
    ("prompt", 3),
    ("quit", 4),
    ("recover", 7),
    ("remark", 3),
    ("repfooter", 4),
    ("repheader", 4),
    ("run", 1),
    ("save", 3),
    ("set", 3),
    ("show", 3),
    ("shutdown", 4),
    ("spool", 3),
    ("start", 3),
    ("startup", 7),
    ("store", 5),
    ("timing", 4),
    ("ttitle", 3),
    ("undefine", 5),
    ("variable", 3),
    ("whenever", 8),
    ("xquery", 6),
    // The two below have no word in a script but their sign.
    ("@", 1),
    ("@@", 2),
    ("!", 1),
    ("?", 1),
    ("$", 1),
    ("#", 1),
];

/// The full word for one as written, in any case and shortened as SQL*Plus allows: `col` → `column`.
pub(super) fn command(word: &str) -> Option<&'static str> {
    // No command is longer, and words of SQL that are would only be compared for nothing.
    if word.len() > 10 {
        return None;
    }
    let fits =
        |full: &str, least: usize| word.len() >= least && full.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    COMMANDS.iter().find(|(full, least)| fits(full, *least)).map(|(full, _)| *full)
}

/// The settings that one SET command names, each with the word after it: `set define off echo on` has four pairs, of which two are real.
/// That costs nothing, because no value is also the name of a setting that is looked for.
pub(super) fn settings(command: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = || command.split_whitespace().skip(1);
    words().zip(words().skip(1).chain([""]))
}

/// Whether `word` names the setting `full`, of which `least` letters are enough.
pub(super) fn is_setting(word: &str, full: &str, least: usize) -> bool {
    word.len() >= least && full.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_known_in_their_short_forms() {
        for (word, full) in [
            ("COL", "column"),
            ("l", "list"),
            ("exec", "execute"),
            ("REM", "remark"),
            ("sta", "start"),
            ("startup", "startup"),
            ("@@", "@@"),
        ] {
            assert_eq!(command(word), Some(full), "{word}");
        }
    }

    #[test]
    fn words_of_sql_are_not_commands() {
        for word in ["select", "insert", "delete", "savepoint", "comment", "commit", "create", "alter", "rename", "lock", "e", "re", ""] {
            assert_eq!(command(word), None, "{word}");
        }
    }
}
