//! What each statement is.

use crate::parse::sqlscript::{Dml, Kind, PlSql, Script, Transaction};

#[test]
fn the_first_words_tell_the_kind() {
    let unit = |name| Kind::PlSql(PlSql::Unit(name));
    for (text, kind, commits) in [
        ("SELECT 1 FROM dual;", Kind::Query, false),
        ("(select 1 from dual) union (select 2 from dual);", Kind::Query, false),
        ("with x as (select 1 a from dual) select a from x;", Kind::Query, false),
        ("with x as (select 1 a from dual) insert into t select a from x;", Kind::Dml(Dml::Insert), false),
        ("with function f return int is begin return 1; end; select f from dual\n/", Kind::Query, false),
        ("insert all into t values (1) select 1 from dual;", Kind::Dml(Dml::Insert), false),
        ("merge into t using u on (t.a = u.a) when matched then update set b = 1;", Kind::Dml(Dml::Merge), false),
        ("create table t (a number);", Kind::Ddl("create"), true),
        ("create or replace force view v as select 1 a from dual;", Kind::Ddl("create"), true),
        ("comment on table t is 'x';", Kind::Ddl("comment"), true),
        ("rename a to b;", Kind::Ddl("rename"), true),
        ("alter function f compile;", Kind::Ddl("alter"), true),
        ("alter session set nls_date_format = 'YYYY';", Kind::Session, false),
        ("set role all;", Kind::Session, false),
        ("alter system switch logfile;", Kind::System, false),
        ("declare\n  a int;\nbegin null; end;\n/", Kind::PlSql(PlSql::Block), false),
        ("<<here>>\nbegin null; end;\n/", Kind::PlSql(PlSql::Block), false),
        ("create or replace editionable package body p is end;\n/", unit("package"), true),
        ("create or replace noneditionable type t as table of number;\n/", unit("type"), true),
        ("create library l as '/x.so';\n/", unit("library"), true),
        ("create or replace and compile java source named \"X\" as class X {}\n/", unit("java"), true),
        ("create trigger if not exists t before insert on x begin null; end;\n/", unit("trigger"), true),
        ("call p(1);", Kind::PlSql(PlSql::Call), false),
        ("exec p(1)", Kind::PlSql(PlSql::Call), false),
        ("commit work;", Kind::Transaction(Transaction::Commit), true),
        ("rollback;", Kind::Transaction(Transaction::Rollback), false),
        ("rollback work to a;", Kind::Transaction(Transaction::Savepoint), false),
        ("savepoint a;", Kind::Transaction(Transaction::Savepoint), false),
        ("set transaction read only;", Kind::Transaction(Transaction::Set), false),
        ("SET ECHO ON", Kind::SqlPlus("set"), false),
        ("conn u@db", Kind::SqlPlus("connect"), true),
        ("@@x.sql", Kind::SqlPlus("@@"), false),
        ("@x.sql", Kind::SqlPlus("@"), false),
        ("!ls", Kind::SqlPlus("!"), false),
        ("c/a/b/", Kind::SqlPlus("change"), false),
        ("REM it's a comment", Kind::SqlPlus("remark"), false),
        ("lock table t in exclusive mode;", Kind::Other, false),
        ("updat t set a = 1;", Kind::Other, false),
    ] {
        let script = Script::read(text);
        let kinds: Vec<_> = script.statements.iter().map(|statement| statement.kind).collect();
        assert_eq!((kinds, kind.commits(), script.unclosed), (vec![kind], commits, None), "{text}");
    }
}
