//! Whatever the text is, it is read to its end, and nothing of it is lost.

use proptest::prelude::*;

use crate::parse::sqlscript::lex;
use crate::parse::sqlscript::{Role, Script, lint, split};

/// Pieces that mean something to SQL*Plus, and some that do not.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = [
        "select",
        "insert",
        "update",
        "delete",
        "begin",
        "end",
        "declare",
        "create",
        "procedure",
        "java",
        "with",
        "function",
        "set",
        "define",
        "prompt",
        "rem",
        "exit",
        "@x",
        "xquery",
        "where",
        "identified",
        "by",
        "connect",
        "commit",
        "alter",
        "drop",
        "table",
        "loop",
        "if",
        "case",
        "then",
        ";",
        "/",
        ".",
        ";\n",
        "\n/\n",
        "\n.\n",
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "\t",
        "'",
        "\"",
        "q'[",
        "]'",
        "nq'!",
        "!'",
        "--",
        "/*",
        "*/",
        "-",
        "-\n",
        "&",
        "&&x",
        "(",
        ")",
        "；",
        "\u{3000}",
        "‘",
        "中文",
        "\u{feff}",
        "\0",
        "#",
        "$",
        "!",
        "?",
        "1",
        "<<a>>",
        "a",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

/// Between statements are only blanks, comments and terminators, and the statements are in the order of the script.
fn nothing_is_lost(text: &str) {
    let script = Script::read(text);
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    for statement in &script.statements {
        let mut gap = rest;
        while !gap.starts_with(&statement.text) {
            let token = lex::token(gap, 0).expect("the statement is in the text");
            assert!(is_gap(gap), "lost before {:?}: {gap:?} of {text:?}", statement.text);
            gap = &gap[token.end..];
        }
        rest = &gap[statement.text.len()..];
        assert!(!statement.text.is_empty() && lex::trim_end(&statement.text) == statement.text);
        assert!(statement.line <= statement.end_line);
    }
    while let Some(token) = lex::token(rest, 0) {
        assert!(is_gap(rest), "lost at the end: {rest:?} of {text:?}");
        rest = &rest[token.end..];
    }
}

/// Whether the first token of the text may be between statements.
fn is_gap(text: &str) -> bool {
    lex::token(text, 0).is_some_and(|token| !token.is_significant() || matches!(token.of(text), ";" | "/" | "."))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn nothing_of_a_nasty_text_is_lost(text in nasty()) {
        nothing_is_lost(&text);
    }

    #[test]
    fn any_text_can_be_linted(text in prop_oneof![nasty(), any::<String>()]) {
        let script = Script::read(&text);
        for role in [Role::Deploy, Role::Verify, Role::Rollback] {
            let lints = lint(&script, role);
            let lines = text.split('\n').count();
            prop_assert!(lints.iter().all(|lint| (1..=lines).contains(&lint.line)), "{lints:?}");
        }
    }

    #[test]
    fn a_script_of_known_statements_comes_back(all in prop::collection::vec(prop::sample::select(vec![
        ("select 1 from dual", ";\n"),
        ("insert into t values (q'[a;'b]', '/', ';')", "\n/\n"),
        ("begin\n  p;\n\n  q;\nend;", "\n/\n"),
        ("create or replace type t as object (a int);", "\n/\n"),
        ("prompt it's", "\n"),
        ("set echo on", ";\n"),
        ("update t set a = 1 /* ; */ where b = 2", " ; \r\n\r\n-- between\n"),
    ]), 0..20)) {
        let text: String = all.iter().map(|(text, end)| format!("{text}{end}")).collect();
        let read: Vec<String> = split(&text).unwrap().into_iter().map(|statement| statement.text).collect();
        let written: Vec<&str> = all.iter().map(|(text, _)| *text).collect();
        prop_assert_eq!(read, written);
    }
}
