//! Where statements begin and end.

use crate::parse::sqlscript::{End, Script, SplitError, Unclosed, split};

/// Texts of the statements.
fn texts(script: &str) -> Vec<String> {
    split(script).unwrap().into_iter().map(|statement| statement.text).collect()
}

#[test]
fn statements_end_as_in_sqlplus() {
    for (script, expected) in [
        ("", &[][..]),
        ("-- nothing\n/* at\nall */\n", &[]),
        ("select 1 from dual;", &["select 1 from dual"]),
        ("select 1 from dual ; \t\r\nselect 2\r\nfrom dual\r\n/\r\n", &["select 1 from dual", "select 2\r\nfrom dual"]),
        ("select 10\n/ 2 from dual\n / \n", &["select 10\n/ 2 from dual"]),
        ("insert into t values ('a;b', q'[it's; /]', \";\") -- c; d\n/", &["insert into t values ('a;b', q'[it's; /]', \";\") -- c; d"]),
        ("insert into t values (nq'!x'y!');", &["insert into t values (nq'!x'y!')"]),
        ("begin\n\n  a := 1; b := 2;\nend;\n/\ncommit;", &["begin\n\n  a := 1; b := 2;\nend;", "commit"]),
        ("create procedure p is begin null; end;\n.\n/\n", &["create procedure p is begin null; end;"]),
        ("create view v as select 1 x from dual;\nselect 2 from v;", &["create view v as select 1 x from dual", "select 2 from v"]),
        ("create type t as object (a number);\n/\n", &["create type t as object (a number);"]),
        (
            "with function f return number is begin return 1; end;\nselect f from dual\n/\n",
            &["with function f return number is begin return 1; end;\nselect f from dual"],
        ),
        (
            "create java source named x as\nclass X { char c = '\"'; } // don't\n/\n",
            &["create java source named x as\nclass X { char c = '\"'; } // don't"],
        ),
        ("prompt it's; here;\nset define off;\nexit", &["prompt it's; here;", "set define off", "exit"]),
        ("column a -\n format a10\nselect 1 from dual;", &["column a -\n format a10", "select 1 from dual"]),
        ("/* c */ select /*+ full(t) */ 1 from t;", &["select /*+ full(t) */ 1 from t"]),
        ("select 1 from dual; -- one\nselect 2 from dual;", &["select 1 from dual", "select 2 from dual"]),
        ("select 1 from dual; select 2 from dual;", &["select 1 from dual", "select 2 from dual"]),
        ("\u{feff}select 1 from dual;", &["select 1 from dual"]),
    ] {
        assert_eq!(texts(script), expected, "{script}");
    }
}

#[test]
fn lines_are_those_of_an_editor() {
    let script =
        Script::read("-- head\n\nset echo on\nselect 1\n  from dual;\nbegin\n  null;\nend;\n/\nselect 2 from dual\n.\nprompt\n/\n");
    let lines: Vec<_> = script.statements.iter().map(|s| (s.line, s.end_line, s.end)).collect();
    assert_eq!(lines, [(3, 3, End::Line), (4, 5, End::Semicolon), (6, 9, End::Slash), (10, 13, End::Slash), (12, 12, End::Line)]);
}

#[test]
fn what_never_ends_is_an_error() {
    for (script, line, what) in [
        ("select 1\nfrom dual", 1, Unclosed::Statement),
        ("select 1 from dual;\n\ninsert into t\nvalues ('a);\n", 4, Unclosed::Quote),
        ("select q'[a' from dual;\n", 1, Unclosed::QQuote),
        ("select \"a from dual;\n", 1, Unclosed::Name),
        ("select 1 from dual;\n/* select 2 from dual;\n", 2, Unclosed::Comment),
        ("select 1 /* one\nfrom dual;\n", 1, Unclosed::Comment),
        ("-- first\nbegin\n  null;\nend;\n", 2, Unclosed::Block),
        ("create or replace trigger t before insert on x begin null; end;", 1, Unclosed::Block),
        ("create java source named x as class X {}", 1, Unclosed::Block),
    ] {
        assert_eq!(split(script), Err(SplitError { line, what }), "{script}");
    }
    assert_eq!(split("begin").unwrap_err().to_string(), "line 1: a block is never ended by / on a line of its own");
}

#[test]
fn one_long_line_is_read_in_linear_time() {
    let script = "x;".repeat(300_000);
    assert_eq!(split(&script).unwrap().len(), 300_000);
    let script = "prompt don't\n".repeat(100_000);
    assert_eq!(split(&script).unwrap().len(), 100_000);
    let script = "with (\n/\n".repeat(100_000);
    assert_eq!(split(&script).unwrap().len(), 100_000);
}
