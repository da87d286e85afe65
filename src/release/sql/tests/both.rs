//! What holds in SQLite and PostgreSQL alike.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::postgres::{Postgres, password};
use super::*;

/// Each scenario in SQLite by itself, and all of them in one PostgreSQL, each in a database of its own.
macro_rules! scenarios {
    ($($name:ident)*) => {
        mod sqlite {
            $(#[test] fn $name() {
                let dir = tempfile::tempdir().unwrap();
                super::$name(&super::sqlite(dir.path()), None);
            })*
        }

        #[test]
        fn postgresql_does_the_same() {
            let Some(postgres) = Postgres::start() else { return };
            $({
                println!("{}", stringify!($name));
                $name(&postgres.empty(stringify!($name)), Some(&password()));
            })*
        }
    };
}

scenarios! {
    a_script_is_deployed_once_taken_back_and_deployed_again
    a_script_of_gbk_puts_its_chinese_into_the_database
    after_a_failure_the_script_is_taken_back_from_what_was_done
    a_rollback_that_failed_goes_on_where_it_stopped_and_says_if_the_change_still_shows
    a_statement_that_hangs_is_ended_and_did_not_happen
    the_lock_is_one_sessions_and_ends_with_it
    output_is_bounded_and_what_a_query_says_is_not_mistaken
}

const DEPLOY: &str = "CREATE TABLE t (a INTEGER, b VARCHAR(200));
INSERT INTO t VALUES (1, 'it''s; -- \"no\" end $$ /* \\ $1');
INSERT INTO t
  VALUES (2, '第二行,
中间') -- it's
/
COMMIT;
UPDATE t SET a = a + 10 WHERE a = 1;
";

fn a_script_is_deployed_once_taken_back_and_deployed_again(database: &Database, password: Option<&Secret>) {
    let script = script(DEPLOY, "SELECT b FROM t WHERE a = 11;\nSELECT a, b, NULL FROM t ORDER BY a;", "DROP TABLE t;");
    let mut session = open(database, password);
    assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), State::NotBegun);
    assert_eq!(rollback(&mut session, RELEASE, &script, &mut quiet).unwrap(), RolledBack::Nothing);
    for _ in 0..2 {
        let mut told = Vec::new();
        let deployed = deploy(&mut session, RELEASE, &script, &mut |event| match event {
            Event::Begins { at, .. } => told.push(format!("{}:{} {}", at.line, at.number, at.first)),
            Event::Ends { at, .. } => told.push(format!("{}/{}", at.number, at.of)),
            Event::Skipped { .. } => panic!("nothing was done before"),
        });
        assert_eq!(deployed.unwrap(), Deployed::Now { statements: 4 });
        assert_eq!(told[..2], ["1:1 CREATE TABLE t (a INTEGER, b VARCHAR(200))".to_owned(), "1/4".into()]);
        assert_eq!(told[6..], ["8:4 UPDATE t SET a = a + 10 WHERE a = 1".to_owned(), "4/4".into()]);
        assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), State::Done);
        assert_eq!(deploy(&mut session, RELEASE, &script, &mut quiet).unwrap(), Deployed::Already);
        let Verified::Holds { seen } = verify(&mut session, &script).unwrap() else { panic!("it does not hold") };
        assert_eq!(seen[0].printed, "it's; -- \"no\" end $$ /* \\ $1");
        assert_eq!(seen[1].printed, "2 | 第二行,\n中间 | (null)\n11 | it's; -- \"no\" end $$ /* \\ $1 | (null)");
        let RolledBack::Now { statements: 1, after: Verified::Fails { at, why: Why::Error(why), .. } } =
            rollback(&mut session, RELEASE, &script, &mut quiet).unwrap()
        else {
            panic!("the table is still there")
        };
        assert_eq!((at.number, at.line), (1, 1));
        assert!(why.contains("no such table: t") || why.contains("relation \"t\" does not exist"), "{why}");
        assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), State::Undone);
    }
    // Every attempt stays in the registry.
    let table = session.registry();
    assert_eq!(value(&mut session, &format!("SELECT COUNT(*) FROM {table} WHERE STATE = 'UNDONE' AND ATTEMPT = 2")), "5");
    assert_eq!(value(&mut session, &format!("SELECT COUNT(*) FROM {table} WHERE RELEASE_ID = '征管 3.2.1'")), "10");
    assert_eq!(value(&mut session, &format!("SELECT DISTINCT LENGTH(AT_UTC) FROM {table}")), "24");
}

fn a_script_of_gbk_puts_its_chinese_into_the_database(database: &Database, password: Option<&Secret>) {
    let text = "CREATE TABLE 表 (名 VARCHAR(50));\nINSERT INTO 表 VALUES ('税务登记');\n";
    let (bytes, ..) = encoding_rs::GBK.encode(text);
    let deploy_file = file("deploy", Role::Deploy, &bytes);
    assert_eq!(deploy_file.coding, Coding::Gbk);
    let script = Loaded { deploy: deploy_file, ..script("", "SELECT 名 FROM 表;", "DROP TABLE 表;") };
    let mut session = open(database, password);
    deploy(&mut session, RELEASE, &script, &mut quiet).unwrap();
    assert_eq!(value(&mut session, "SELECT 名 FROM 表"), "税务登记");
    let broken = File::read("sql/010/deploy.sql", b"SELECT '\xff\xff';", Role::Deploy).unwrap_err();
    assert_eq!(broken, Unreadable::Coding { path: "sql/010/deploy.sql".into() });
    assert_eq!(broken.say(crate::model::Lang::Zh), "sql/010/deploy.sql：既不是 UTF-8 也不是 GBK 编码");
}

fn after_a_failure_the_script_is_taken_back_from_what_was_done(database: &Database, password: Option<&Secret>) {
    let deploy_text =
        "CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1);\nINSERT INTO nowhere\nVALUES (2);\nINSERT INTO t VALUES (3);\n";
    let script = script(deploy_text, "SELECT a FROM t WHERE a = 3;", "DELETE FROM t WHERE a = 1;\nDROP TABLE t;");
    let mut session = open(database, password);
    let fault = deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
    let Fault::Statement { at, message, cut: None, unknown: false } = &fault else { panic!("{fault:?}") };
    assert_eq!((at.number, at.of, at.line, at.first.as_str()), (3, 4, 3, "INSERT INTO nowhere"));
    assert!(message.contains("nowhere"), "{message}");
    assert!(fault.say(crate::model::Lang::Zh).starts_with("sql/010/deploy.sql 第 3 行（第 3/4 条）“INSERT INTO nowhere”执行失败："));
    let partly = State::Partly { done: 2, of: 4, rolling_back: None, unknown: None };
    assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
    assert!(matches!(deploy(&mut session, RELEASE, &script, &mut quiet), Err(Fault::Unfinished { done: 2, of: 4, .. })));
    assert!(matches!(verify(&mut session, &script).unwrap(), Verified::Fails { why: Why::NoRow, .. }));
    let back = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
    assert!(matches!(back, RolledBack::Now { statements: 2, after: Verified::Fails { .. } }));
    // Corrected, it is another text, and that is in order now that nothing of the old is in effect.
    let corrected = super::script("CREATE TABLE t (a INTEGER);\n", "SELECT COUNT(*) FROM t;", "DROP TABLE t;");
    assert_eq!(deploy(&mut session, RELEASE, &corrected, &mut quiet).unwrap(), Deployed::Now { statements: 1 });
    let other = super::script("CREATE TABLE t (b INTEGER);\n", "SELECT COUNT(*) FROM t;", "DROP TABLE t;");
    let Fault::Changed(at) = deploy(&mut session, RELEASE, &other, &mut quiet).unwrap_err() else { panic!("it was changed") };
    assert_eq!(at.first, "CREATE TABLE t (b INTEGER)");
}

fn a_rollback_that_failed_goes_on_where_it_stopped_and_says_if_the_change_still_shows(database: &Database, password: Option<&Secret>) {
    let script = script(
        "CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1);\n",
        "SELECT a FROM t;",
        "UPDATE t SET a = a + 1 WHERE a > 0;\nINSERT INTO later VALUES (1);\n",
    );
    let mut session = open(database, password);
    deploy(&mut session, RELEASE, &script, &mut quiet).unwrap();
    assert!(matches!(rollback(&mut session, RELEASE, &script, &mut quiet), Err(Fault::Statement { .. })));
    let partly = State::Partly { done: 2, of: 2, rolling_back: Some(1), unknown: None };
    assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
    // A person makes what was missing.
    let make = "CREATE TABLE later (a INTEGER);\n";
    session.own(make).unwrap();
    let mut skipped = 0;
    let back = rollback(&mut session, RELEASE, &script, &mut |event| skipped += usize::from(matches!(event, Event::Skipped { .. })));
    let RolledBack::Now { statements: 1, after: Verified::Holds { seen } } = back.unwrap() else { panic!("the row still shows") };
    assert_eq!((skipped, seen[0].printed.as_str()), (1, "2"), "the first statement ran once");
}

fn a_statement_that_hangs_is_ended_and_did_not_happen(database: &Database, password: Option<&Secret>) {
    let forever = match database.client {
        Client::Psql => "INSERT INTO t SELECT 1 FROM pg_sleep(600);",
        _ => "INSERT INTO t WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n WHERE x < 0;",
    };
    let script = script(&format!("CREATE TABLE t (a INTEGER);\n{forever}\n"), "SELECT a FROM t;", "DROP TABLE t;");
    let mut session = open(&Database { seconds: 1, ..database.clone() }, password);
    let fault = deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
    assert!(matches!(&fault, Fault::Statement { cut: Some(Cut::Late), unknown: false, at, .. } if at.number == 2), "{fault:?}");
    let partly = State::Partly { done: 1, of: 2, rolling_back: None, unknown: None };
    assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
    rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();

    // So is one that a person breaks off, and then nothing runs.
    let stop = Arc::new(AtomicBool::new(false));
    session.limit = Duration::from_mins(1);
    session.stop_by(Some(Arc::clone(&stop)));
    let fault = deploy(&mut session, RELEASE, &script, &mut |event| {
        stop.store(matches!(event, Event::Begins { at, .. } if at.number == 2), Ordering::Relaxed);
    });
    let fault = fault.unwrap_err();
    assert!(matches!(&fault, Fault::Statement { cut: Some(Cut::Stopped), unknown: false, .. }), "{fault:?}");
    let fault = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
    assert!(matches!(&fault, Fault::Stopped(at) if at.first == "DROP TABLE t"), "{fault:?}");
    session.stop_by(None);
    rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
}

fn the_lock_is_one_sessions_and_ends_with_it(database: &Database, password: Option<&Secret>) {
    let mut first = open(database, password);
    let mut second = Session::open(database, password).unwrap();
    let Fault::Busy { holder } = second.lock("other").unwrap_err() else { panic!("two hold it") };
    assert!(holder.contains("opsctl release zs-test") && holder.contains("pid "), "{holder}");
    let empty = script("CREATE TABLE t (a INTEGER);", "SELECT 1;", "DROP TABLE t;");
    assert!(matches!(deploy(&mut second, RELEASE, &empty, &mut quiet), Err(Fault::NotLocked)));
    // Its client ends with an error; whatever comes next holds the lock again.
    let wrong = script("INSERT INTO nowhere VALUES (1);", "SELECT 1;", "DROP TABLE t;");
    deploy(&mut first, RELEASE, &wrong, &mut quiet).unwrap_err();
    assert!(matches!(second.lock("other"), Err(Fault::Busy { .. })));
    drop(first);
    let is_free = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        second.lock("other").is_ok()
    });
    assert!(is_free);
    deploy(&mut second, RELEASE, &empty, &mut quiet).unwrap();
}

fn output_is_bounded_and_what_a_query_says_is_not_mistaken(database: &Database, password: Option<&Secret>) {
    let many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT x FROM n";
    let script = script(&format!("CREATE TABLE t (a INTEGER);\n{many};\n"), &format!("{many};\nSELECT '';\n"), "DROP TABLE t;");
    let mut session = open(database, password);
    let mut longest = 0;
    deploy(&mut session, RELEASE, &script, &mut |event| {
        if let Event::Ends { printed, .. } = event {
            longest = longest.max(printed.len());
        }
    })
    .unwrap();
    assert!((100_000..300_000).contains(&longest), "{longest}");
    let Verified::Holds { seen } = verify(&mut session, &script).unwrap() else { panic!("an empty value is a row") };
    assert_eq!((seen[0].printed.chars().count(), seen[1].printed.as_str()), (4000, ""));
    assert!(query(&mut session, "test", "SELECT 1 WHERE 1 = 0").unwrap().is_empty());
    assert_eq!(query(&mut session, "test", "SELECT 'a|b', NULL, '' UNION ALL SELECT 'c', 'd', 'e'").unwrap()[0], ["a|b", "(null)", ""]);
    assert!(query(&mut session, "test", "DELETE FROM t").is_err(), "no query");
    assert!(query(&mut session, "test", "SELECT 1; DELETE FROM t").is_err(), "two");
    let table = session.registry();
    assert_eq!(value(&mut session, &format!("SELECT COUNT(*) FROM {table}")), "2");
}
