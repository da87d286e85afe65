//! What is refused before anything runs, and in which words.

use super::*;
use crate::model::Lang;
use crate::model::release::Client;
use crate::parse::sqlscript::{Kind, Level, PlSql, Script, lint};

/// File, line, level and words of all that is found.
fn found(script: &Loaded, client: Client) -> Vec<String> {
    let short = |file: &str| file.trim_start_matches("sql/010/").trim_end_matches(".sql").to_owned();
    check(script, client).iter().map(|one| format!("{} {} {:?} {}", short(&one.file), one.line, one.level, one.say(Lang::Zh))).collect()
}

#[test]
fn a_script_is_looked_at_as_a_whole() {
    let mut script = script(
        "DEFINE x=1\nUPDATE t SET a = &x;\nROLLBACK;\nCOMMIT;\n",
        "DELETE FROM t WHERE a = 1;",
        "ALTER TABLE t DROP COLUMN a;\nEXIT\n",
    );
    assert_eq!(
        found(&script, Client::Sqlplus),
        [
            "deploy 1 Refuse 客户端命令，不能在发布中执行：DEFINE x=1",
            "deploy 2 Refuse 有替换变量 &x，发布时不做替换",
            "deploy 2 Refuse UPDATE 没有 WHERE，作用于全表",
            "deploy 3 Warn 脚本自行提交或回滚事务",
            "deploy 3 Refuse 脚本不能自行控制事务：每条语句连同其记录单独提交，ROLLBACK、SAVEPOINT、SET TRANSACTION 不起作用",
            "deploy 4 Warn 脚本自行提交或回滚事务",
            "deploy 4 Note 不执行“COMMIT”：由 opsctl 统一处理",
            "verify 1 Refuse 验证脚本只能有查询",
            "verify 1 Note 第 1 行起的修改没有 COMMIT；发布时逐条提交",
            "verify 1 Refuse 验证脚本里没有查询语句",
            "rollback 1 Warn 删除列：数据不能靠语句恢复",
            "rollback 2 Warn 脚本以 EXIT 结束",
            "rollback 2 Note 不执行“EXIT”：由 opsctl 统一处理",
        ]
    );
    script.rollback = None;
    assert_eq!(found(&script, Client::Sqlplus).last().unwrap(), "sql/010 0 Refuse 没有回退脚本，也没有写明不可回退的原因（irreversible）");
    script.irreversible = "历史数据清理".into();
    assert_eq!(found(&script, Client::Sqlplus).last().unwrap(), "sql/010 0 Warn 不可回退：历史数据清理");
}

#[test]
fn each_client_is_given_only_what_it_takes_for_sql() {
    let refused = |text: &str, client| {
        let script = script(text, "SELECT 1;", "DROP TABLE t;");
        check(&script, client).iter().any(|one| one.level == Level::Refuse)
    };
    for (text, sqlplus, psql, sqlite3) in [
        ("SET search_path = zs;\nDROP VIEW v;", false, false, true),
        ("BEGIN\n  p;\nEND;\n/\n", false, true, true),
        ("INSERT INTO t VALUES ('\\d+');", false, false, false),
        ("INSERT INTO t VALUES (1) \\! ls\n;", false, true, false),
        ("INSERT INTO t VALUES (E'\\'' \\! ls ');", false, true, false),
        ("INSERT INTO t VALUES (1) -- it's \\ here\n;", false, false, false),
        ("VARIABLE n NUMBER\nDROP VIEW v;", true, true, true),
        ("HOST ls\nDROP VIEW v;", true, true, true),
        ("SAVEPOINT a;\n", true, true, true),
    ] {
        let all = [Client::Sqlplus, Client::Psql, Client::Sqlite3].map(|client| refused(text, client));
        assert_eq!(all, [sqlplus, psql, sqlite3], "{text}");
    }
}

#[test]
fn what_is_refused_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = open(&sqlite(dir.path()), None);
    let bad = script("CREATE TABLE t (a INTEGER);\nDELETE FROM t;\n", "SELECT 1;", "DROP TABLE t;");
    let fault = deploy(&mut session, RELEASE, &bad, &mut quiet).unwrap_err();
    assert_eq!(fault.say(Lang::En), "script 010 has 1 fault(s) and was not run: \nsql/010/deploy.sql:2 DELETE without WHERE: all rows");
    assert_eq!(state(&mut session, RELEASE.id, &bad).unwrap(), State::NotBegun);
    assert!(query(&mut session, "test", "SELECT * FROM t").is_err(), "there is no table");
    // Names that would not fit, and a database that is not there, which sqlite3 would make.
    let long = "长".repeat(67);
    assert!(matches!(state(&mut session, &long, &bad), Err(Fault::Name(_))));
    let none = database(Client::Sqlite3, dir.path().join("none").to_str().unwrap());
    assert!(matches!(Session::open(&none, None), Err(Fault::Start { .. })));
    assert!(!dir.path().join("none").exists());
}

#[test]
fn the_registry_is_read_whole_however_many_statements_there_are() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = open(&sqlite(dir.path()), None);
    let rows = |part: &str, attempt: usize, most: usize| {
        format!(
            "INSERT INTO OPSCTL_RELEASE SELECT 'r', '010', '{part}', {attempt}, x, 'd', 's' || x, 'DONE', '2026-11-27T00:00:00Z', '1'
             FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < {most}) SELECT x FROM n);\n"
        )
    };
    session.own(&[rows("DEPLOY", 1, 3), rows("DEPLOY", 2, 2500), rows("ROLLBACK", 2, 1200)].concat()).unwrap();
    let attempt = session.last_attempt("r", "010").unwrap();
    assert_eq!((attempt.number, attempt.rows.len()), (2, 3700));
    for (part, number) in [(Part::Deploy, 1), (Part::Deploy, 2500), (Part::Rollback, 1200)] {
        assert_eq!(attempt.row(part, number).unwrap().sha256, format!("s{number}"));
    }
    assert_eq!(attempt.row(Part::Rollback, 1201), None);
}

#[test]
fn a_script_that_cannot_be_taken_back_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = open(&sqlite(dir.path()), None);
    let script =
        Loaded { irreversible: "历史数据清理".into(), ..script("CREATE TABLE t (a INTEGER);", "SELECT COUNT(*) FROM t;", "") };
    deploy(&mut session, RELEASE, &script, &mut quiet).unwrap();
    let fault = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
    assert_eq!(fault.say(Lang::Zh), "脚本 010 不可回退：历史数据清理");
}

#[test]
fn only_what_oracle_commits_by_itself_is_undecidable() {
    let kinds = [Kind::Query, Kind::Session, Kind::Ddl("create"), Kind::PlSql(PlSql::Block), Kind::PlSql(PlSql::Call), Kind::System];
    assert_eq!(kinds.map(|kind| decidable(Client::Sqlplus, kind)), [true, true, false, false, false, false]);
    assert!(kinds.iter().all(|kind| decidable(Client::Psql, *kind) && decidable(Client::Sqlite3, *kind)));
}

#[test]
fn every_finding_has_its_words_in_both_languages() {
    let text = "\u{feff}select 'a\r\n/* x\n;y\nHOST ls\n@x.sql\nSPOOL /tmp/x\nDROP TABLE t;\nTRUNCATE TABLE t;\nacsept x\n\
                ALTER SYSTEM SET a=1;\nWHENEVER SQLERROR CONTINUE\nSET AUTOCOMMIT ON\n'";
    let scripts = [text, "", "prompt x", "HOST ls\n@x.sql\nSPOOL /tmp/x\nDROP TABLE t;\nTRUNCATE TABLE t;\nacsept x;\nCONNECT a/b@c\n/\n"];
    let mut all = 0;
    for lint in scripts.iter().flat_map(|text| lint(&Script::read(text), Role::Verify)) {
        let (zh, en) = (words(&lint, Lang::Zh), words(&lint, Lang::En));
        assert!(zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh}");
        assert!(en.is_ascii(), "{en}");
        all += 1;
    }
    assert!(all > 15, "{all}");
}
