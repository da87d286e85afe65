//! What a script is refused for, warned of and noted.

use super::found;
use crate::parse::sqlscript::LintKind::*;
use crate::parse::sqlscript::{Dml, Level, LintKind, Loss, Role, Unclosed};
use Level::{Note, Refuse, Warn};

type Found = (usize, Level, LintKind);

/// Each script gives exactly these findings.
fn table(role: Role, cases: &[(&str, &[Found])]) {
    for (script, expected) in cases {
        assert_eq!(found(script, role), *expected, "{script}");
    }
}

#[test]
fn good_scripts_have_no_findings() {
    let verify = "set define off\nwhenever sqlerror exit failure\ncolumn a format a10\nselect a, '&b；' from t -- ，\n where a > 1;\n";
    table(Role::Verify, &[(verify, &[])]);
    let deploy = "create table t (a int);\ncreate or replace package body p is\n  procedure a is\n  begin\n    update t set a = 1 where a = 2;\n\n    \
                  if a then delete from t where a = 1; end if;\n  end a;\n  procedure b is begin null; end;\nbegin\n  insert into t values (1);\nend p;\n/\nshow \
                  errors\ncreate index i on t (a)\n\n/\n";
    table(Role::Deploy, &[(deploy, &[])]);
}

#[test]
fn where_sqlplus_reads_otherwise_the_script_is_refused() {
    table(
        Role::Verify,
        &[
            ("select 1 from dual; -- one\n", &[(1, Refuse, AfterTerminator)]),
            ("select 1 from dual; select 2 from dual;\n", &[(1, Refuse, AfterTerminator)]),
            ("select 1 from dual\n/ -- run\n", &[(2, Refuse, AfterTerminator)]),
            ("select 'a;\nb' from dual;\n", &[(1, Refuse, TerminatorInside)]),
            ("select 1 -- one;\nfrom dual;\n", &[(1, Refuse, TerminatorInside)]),
            ("select 1 /*\n/\n*/ from dual;\n", &[(2, Refuse, TerminatorInside)]),
            ("select 1\n\nfrom dual;\n", &[(2, Refuse, BlankLine)]),
            ("select '\n\n' from dual;\n", &[(2, Refuse, BlankLine)]),
            ("set sqlblanklines on\nselect 1\n\nfrom dual;\n", &[]),
            ("select 200 -\n100 from dual;\n", &[(1, Refuse, HyphenAtEnd)]),
            ("select 1 -- ---\nfrom dual;\n", &[]),
            ("prompt -----\nselect 1 from dual;\n", &[(1, Refuse, HyphenAtEnd), (1, Warn, NoSql)]),
            ("select 1\n#desc t\nfrom dual;\n", &[(2, Refuse, HashLine)]),
            ("select 1 from dual;\n/\n", &[(2, Warn, RunsAgain { first: 1 })]),
            ("/\nselect 1 from dual;\n;\n", &[(1, Warn, NothingToRun), (3, Note, StraySemicolon)]),
            ("select 1 from dual\n.\n", &[(1, Warn, NotRun)]),
            ("select 1 from dual;\n/*two*/\n", &[(2, Warn, CommentRuns { again: Some(1) })]),
            ("/*one*/\nselect 1 from dual;\n", &[(1, Note, CommentRuns { again: None })]),
            ("selct 1 from dual;\n", &[(1, Refuse, Unknown { word: "selct".into() }), (1, Refuse, NotQuery)]),
            ("set sqlterminator off\nselect 1 from dual\n/\n", &[(1, Refuse, Grammar { setting: "sqlterminator" })]),
        ],
    );
    table(
        Role::Deploy,
        &[
            ("insert into t values (1);\n/\ncommit;\n", &[(2, Refuse, RunsAgain { first: 1 }), (3, Warn, EndsTransaction)]),
            ("create /* x */ procedure p is begin null; end;\n/\n", &[(1, Refuse, CommentInHead)]),
            ("begin p; end;\n\ncreate table t (a int);\n/\n", &[(3, Refuse, SlashMissing { first: 1 })]),
            (
                "declare\n  procedure q is begin null; end;\nbegin q; end;\ncommit;\n/\n",
                &[(4, Warn, EndsTransaction), (4, Refuse, SlashMissing { first: 1 })],
            ),
            ("begin p; end;\n", &[(1, Refuse, NeverEnds { what: Unclosed::Block })]),
        ],
    );
}

#[test]
fn changes_are_judged() {
    table(
        Role::Deploy,
        &[
            (
                "insert into t values (1);\ninsert into t values (2);\ncreate table u (a int);\n",
                &[(3, Warn, CommitsEarlier { first: 1, count: 2 })],
            ),
            ("insert into t values (1);\n", &[(1, Note, Uncommitted { first: 1 })]),
            ("begin update t set a = 1; end;\n/\ncommit;\n", &[(1, Refuse, NoWhere(Dml::Update)), (3, Warn, EndsTransaction)]),
            ("begin merge into t using u on (a = b) when matched then update set c = 1; commit; end;\n/\n", &[(1, Warn, EndsTransaction)]),
            ("begin\n  execute immediate 'drop table t';\nend;\n/\n", &[(2, Note, Dynamic)]),
            (
                "update t set a = (select b from u where c = 1), d = ' where ';\nrollback;\n",
                &[(1, Refuse, NoWhere(Dml::Update)), (2, Warn, EndsTransaction)],
            ),
            ("delete from t\nwhere a in (1);\nrollback;\n", &[(3, Warn, EndsTransaction)]),
            ("begin update t set a = case when b then c else d end where e = 1; end;\n/\nrollback;\n", &[(3, Warn, EndsTransaction)]),
            ("alter system set x = 1;\n", &[(1, Warn, AlterSystem)]),
        ],
    );
    for (text, loss) in [
        ("drop table t purge", Some(Loss::Drop("table"))),
        ("drop user u cascade", Some(Loss::Drop("user"))),
        ("drop index i", None),
        ("drop type body b", None),
        ("truncate table t", Some(Loss::Truncate)),
        ("alter table t drop column a", Some(Loss::Column)),
        ("alter table t drop (a, b)", Some(Loss::Column)),
        ("alter table t drop constraint c", None),
        ("alter table t set unused (a)", Some(Loss::Unused)),
        ("alter table t truncate partition p", Some(Loss::Truncate)),
        ("alter table t drop partition p", Some(Loss::Partition)),
        ("flashback table t to before drop", None),
    ] {
        let expected: Vec<_> = loss.into_iter().map(|loss| (1, Warn, Irreversible(loss))).collect();
        assert_eq!(found(&format!("{text};\n"), Role::Rollback), expected, "{text}");
    }
}

#[test]
fn a_verify_script_only_reads() {
    table(
        Role::Verify,
        &[
            ("select a from t for update;\n", &[(1, Refuse, Locks)]),
            ("exec p\n", &[(1, Refuse, NotQuery)]),
            ("explain plan for select 1 from dual;\n", &[(1, Refuse, NotQuery)]),
            ("alter session set nls_language = american;\nselect 1 from dual;\n", &[]),
        ],
    );
}

#[test]
fn commands_that_leave_the_script_are_refused() {
    let with = |command: &str| found(&format!("{command}\nselect 1 from dual;\n"), Role::Deploy);
    for (command, level, what) in [
        ("connect u@db", Refuse, Connect),
        ("connect / as sysdba", Refuse, Connect),
        ("connect u@//host/service", Refuse, Connect),
        ("exit", Refuse, Exit { rest: true }),
        ("host rm x", Refuse, Host),
        ("!rm x", Refuse, Host),
        ("@ sub/x.sql 1", Refuse, File { name: "sub/x.sql".into() }),
        ("start \"a b.sql\"", Refuse, File { name: "a b.sql".into() }),
        ("spool out.log", Warn, Spool { file: Some("out.log".into()), absolute: false }),
        ("spool c:\\out.log", Refuse, Spool { file: Some("c:\\out.log".into()), absolute: true }),
        ("spool off", Warn, Spool { file: None, absolute: false }),
        ("accept x prompt 'x? '", Refuse, Asks { command: "accept" }),
        ("pause", Refuse, Asks { command: "pause" }),
        ("passw", Refuse, Asks { command: "password" }),
        ("get x", Refuse, EditsBuffer { command: "get" }),
        ("save x", Warn, WritesFile { command: "save" }),
        ("shutdown immediate", Warn, Instance { command: "shutdown" }),
        ("whenever sqlerror continue", Warn, ErrorsIgnored),
        ("set echo on auto on", Warn, Autocommit),
        ("prompt &x", Refuse, Substitution { name: "x".into(), known: false }),
        ("rem a & b", Warn, Substitution { name: "b".into(), known: false }),
    ] {
        assert_eq!(with(command), [(1, level, what)], "{command}");
    }
    assert_eq!(found("select 1 from dual;\nexit\nrem end\n", Role::Verify), [(2, Warn, Exit { rest: false })]);
}

#[test]
fn variables_are_known_once_they_have_a_value() {
    let script =
        "define a = 1\ncolumn b new_value c\nselect '&a', &C, &&d, &d, '&a..x'\nfrom &1;\nset define off\nselect '&e' from dual;\n";
    let uses: Vec<_> = found(script, Role::Verify)
        .into_iter()
        .map(|(line, level, what)| match what {
            Substitution { name, known } => (line, level, name, known),
            other => panic!("{other:?}"),
        })
        .collect();
    let of = |line, level, name: &str, known| (line, level, name.to_owned(), known);
    assert_eq!(
        uses,
        [
            of(3, Warn, "a", true),
            of(3, Warn, "C", true),
            of(3, Refuse, "d", false),
            of(3, Warn, "d", true),
            of(3, Warn, "a", true),
            of(4, Refuse, "1", false),
        ]
    );
}

#[test]
fn passwords_are_found_and_never_repeated() {
    for (script, is_found) in [
        ("alter user u identified by Secret1;", true),
        ("create user u\nidentified by \"Se;cret1\";", true),
        ("alter user u identified by values 'S:Secret1';", true),
        ("begin execute immediate 'alter user u identified by Secret1'; end;\n/", true),
        ("connect u/Secret1@db", true),
        ("connect \"u\"/\"Secret1\"", true),
        ("copy from u/Secret1@a to u@b create t using select 1 from dual", true),
        ("set define off\nalter user u identified externally;", false),
        ("alter user u identified by &pw;", false),
        ("begin execute immediate 'alter user u identified by ' || p; end;\n/", false),
        ("connect /@db", false),
        ("connect u/&pw@db", false),
    ] {
        let all = found(script, Role::Deploy);
        assert_eq!(all.iter().any(|(_, _, what)| *what == Password), is_found, "{script}");
        assert!(!format!("{all:?}").contains("Secret1"), "{script}");
    }
}

#[test]
fn the_file_itself_is_looked_at() {
    let long = format!("select '{}' from dual;\n", "x".repeat(2500));
    table(
        Role::Verify,
        &[
            ("", &[(1, Refuse, Empty)]),
            ("-- only\nrem this\n", &[(1, Refuse, Empty)]),
            ("prompt hello\n", &[(1, Warn, NoSql)]),
            ("\u{feff}select 1 from dual;\n", &[(1, Refuse, Bom)]),
            ("select 1 from dual;\r\n", &[(1, Note, CrLf { mixed: false })]),
            ("select 1\r\nfrom dual;\n", &[(2, Warn, CrLf { mixed: true })]),
            ("select '\0' from dual;\n", &[(1, Refuse, BadCharacter { code: 0 })]),
            ("select 1 from dual;\n-- \u{fffd}\n", &[(2, Refuse, BadCharacter { code: 0xfffd })]),
            (&long, &[(1, Refuse, LongLine { bytes: long.len() - 1 })]),
            (
                "select '（，）' a,\n b， c\n from （t）;\n",
                &[(2, Refuse, FullWidth { character: '，' }), (3, Refuse, FullWidth { character: '（' })],
            ),
            ("select 姓名,\u{3000}年龄 from 人员;\n", &[(1, Refuse, FullWidth { character: '\u{3000}' })]),
            ("select 1 from dual；\n", &[(1, Refuse, FullWidth { character: '；' }), (1, Refuse, NeverEnds { what: Unclosed::Statement })]),
        ],
    );
}
