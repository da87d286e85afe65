//! SQL*Plus, as far as its documentation goes: `stand-in-sqlplus` keeps to that. No Oracle was asked.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::*;
use crate::model::Lang;
use crate::model::release::Client;

struct StandIn {
    dir: tempfile::TempDir,
    database: Database,
}

fn password() -> Secret {
    Secret::new("tiger#2026".into())
}

impl StandIn {
    /// `None`, and said aloud: nothing here runs the stand-in.
    fn new(env: &[(&str, &str)]) -> Option<Self> {
        if !["/usr/bin/python3", "/usr/local/bin/python3"].iter().any(|path| Path::new(path).exists()) {
            println!("NOT TESTED: there is no python3 for stand-in-sqlplus");
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("stand-in-sqlplus");
        std::fs::write(&program, include_str!("stand-in-sqlplus")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let connect = dir.path().join("db").display().to_string();
        let mut database = Database { user: "zs".into(), program: Some(program), seconds: 1, ..database(Client::Sqlplus, &connect) };
        let own = [("STANDIN_LOG", dir.path().join("log").display().to_string()), ("NLS_LANG", "SIMPLIFIED CHINESE_CHINA.ZHS16GBK".into())];
        let given = env.iter().map(|(name, value)| (*name, (*value).to_owned()));
        database.env = own.into_iter().chain(given).map(|(name, value)| (name.to_owned(), value)).collect();
        Some(Self { dir, database })
    }

    fn open(&self) -> Session {
        super::open(&self.database, Some(&password()))
    }

    /// Its clients are killed soon after they were interrupted.
    fn impatient(&self) -> Session {
        let mut session = self.open();
        session.start.grace = std::time::Duration::from_millis(500);
        session.pipe = None;
        session
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("log")).unwrap()
    }
}

const GRANTED: &[(&str, &str)] = &[("STANDIN_GRANT", "1")];

#[test]
fn sqlplus_is_told_what_its_manual_says_and_no_password_is_on_its_command_line() {
    let Some(stand_in) = StandIn::new(GRANTED) else { return };
    let script = script(
        "SET DEFINE OFF\nCREATE TABLE t (a INTEGER, b VARCHAR2(20));\nPROMPT half way\nINSERT INTO t VALUES (1, 'R&D');\nCOMMIT;\n",
        "SELECT a, b, NULL FROM t;",
        "DROP TABLE t;",
    );
    let mut session = stand_in.open();
    for _ in 0..2 {
        assert_eq!(deploy(&mut session, RELEASE, &script, &mut quiet).unwrap(), Deployed::Now { statements: 2 });
        assert_eq!(deploy(&mut session, RELEASE, &script, &mut quiet).unwrap(), Deployed::Already);
        let Verified::Holds { seen } = verify(&mut session, &script).unwrap() else { panic!("it does not hold") };
        assert_eq!(seen[0].printed, "1 | R&D | (null)");
        let back = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
        assert!(matches!(back, RolledBack::Now { statements: 1, after: Verified::Fails { why: Why::Error(_), .. } }), "{back:?}");
    }
    assert!(query(&mut session, "test", "SELECT 1 FROM dual WHERE 1 = 0").unwrap().is_empty());
    let log = stand_in.log();
    let mut lines = log.lines();
    assert_eq!(lines.next(), Some("argv -S -L -R 3 /nolog NLS_LANG=AMERICAN_CHINA.AL32UTF8"));
    assert_eq!(lines.next(), Some("SET DEFINE OFF"));
    assert_eq!(lines.next().unwrap(), format!("CONNECT zs/\"tiger#2026\"@{}", stand_in.database.connect));
    assert_eq!(lines.next(), Some("WHENEVER OSERROR EXIT FAILURE ROLLBACK"));
    assert_eq!(lines.next(), Some("WHENEVER SQLERROR EXIT FAILURE ROLLBACK"));
    for part in ["SET EXITCOMMIT OFF\n", "SET SQLBLANKLINES ON\n", "ALTER SESSION SET NLS_DATE_FORMAT=", "DBMS_LOCK.REQUEST("] {
        assert!(log.contains(part), "{part}");
    }
    assert!(!log.contains("half way"), "what only shows is left out");
    let longest = log.lines().map(str::len).max();
    assert!(longest < Some(2500), "SQL*Plus takes no longer line: {longest:?}");
}

#[test]
fn ddl_that_was_begun_is_unknown_until_a_person_looked() {
    let Some(stand_in) = StandIn::new(GRANTED) else { return };
    let text = "CREATE TABLE t (a INTEGER);\nINSERT INTO t\nVALUES (1);\n\nCREATE TABLE u\n  (a INTEGER) /* HANG */;\n";
    let script = script(text, "SELECT a FROM u;", "DROP TABLE u;\nDROP TABLE t;");
    for was_done in [true, false] {
        let mut session = stand_in.impatient();
        let fault = deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
        assert!(matches!(&fault, Fault::Statement { cut: Some(Cut::Late), unknown: true, .. }), "{fault:?}");
        let State::Partly { done: 2, of: 3, rolling_back: None, unknown: Some(unknown) } =
            state(&mut session, RELEASE.id, &script).unwrap()
        else {
            panic!("it is unknown")
        };
        assert_eq!(unknown.text, "CREATE TABLE u\n  (a INTEGER) /* HANG */");
        assert_eq!((unknown.at.number, unknown.at.line, unknown.session.as_str()), (3, 5, "4711"));
        for fault in [
            rollback(&mut session, RELEASE, &script, &mut quiet).unwrap_err(),
            deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err(),
        ] {
            let words = fault.say(Lang::Zh);
            assert!(words.starts_with("sql/010/deploy.sql 第 5 行（第 3/3 条）“CREATE TABLE u”于 20"), "{words}");
            assert!(words.ends_with("，是否已生效未知，需人工核对：\nCREATE TABLE u\n  (a INTEGER) /* HANG */"), "{words}");
        }
        assert!(matches!(settle(&mut session, RELEASE, &script, 2, true), Err(Fault::NotUnknown { .. })));
        let State::Partly { done, unknown: None, .. } = settle(&mut session, RELEASE, &script, 3, was_done).unwrap_or(State::Partly {
            done: 3,
            of: 3,
            rolling_back: None,
            unknown: None,
        }) else {
            // All three are done, so the script is.
            assert!(was_done);
            rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
            continue;
        };
        assert_eq!((done, was_done), (2, false));
        // It had been done after all: then the way back works, too.
        let back = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
        assert!(matches!(back, RolledBack::Now { statements: 2, .. }));
    }
}

#[test]
fn dml_that_was_begun_did_not_happen_and_what_was_cancelled_neither() {
    let Some(stand_in) = StandIn::new(GRANTED) else { return };
    for how in ["HANG", "SLOW"] {
        let text = format!("CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1) /* {how} */;\n");
        let script = script(&text, "SELECT a FROM t;", "DROP TABLE t;");
        let mut session = stand_in.impatient();
        let fault = deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
        assert!(matches!(&fault, Fault::Statement { cut: Some(Cut::Late), unknown: false, .. }), "{fault:?}");
        assert_eq!(fault.to_string().contains("ORA-01013"), how == "SLOW");
        let partly = State::Partly { done: 1, of: 2, rolling_back: None, unknown: None };
        assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
        assert!(matches!(verify(&mut session, &script).unwrap(), Verified::Fails { why: Why::NoRow, .. }));
        rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
    }
}

#[test]
fn what_may_have_left_parts_is_taken_back() {
    let Some(stand_in) = StandIn::new(GRANTED) else { return };
    for (text, why) in [
        ("BEGIN\n  half;\nEND;\n/\n", "ORA-20001: half of it is done"),
        ("CREATE OR REPLACE PROCEDURE p AS\nBEGIN\n  nothing;\nEND;\n/\n", "created with compilation errors"),
    ] {
        let script = script(text, "SELECT 1 FROM nowhere;", "CREATE TABLE w (a INTEGER);\nDROP TABLE w;");
        let mut session = stand_in.open();
        let fault = deploy(&mut session, RELEASE, &script, &mut quiet).unwrap_err();
        assert!(matches!(&fault, Fault::Statement { unknown: false, message, .. } if message.contains(why)), "{fault:?}");
        let partly = State::Partly { done: 0, of: 1, rolling_back: None, unknown: None };
        assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
        let back = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
        assert!(matches!(back, RolledBack::Now { statements: 2, .. }), "{back:?}");
    }
}

#[test]
fn a_session_that_breaks_off_while_a_statement_is_recorded_is_asked_again() {
    for (at, done) in [(1, 2), (2, 1)] {
        let Some(stand_in) = StandIn::new(&[GRANTED[0], ("STANDIN_DIE", if at == 1 { "1" } else { "2" })]) else { return };
        let script = script("CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1);\n", "SELECT a FROM t;", "DROP TABLE t;");
        let mut session = stand_in.open();
        let deployed = deploy(&mut session, RELEASE, &script, &mut quiet);
        if at == 1 {
            // DDL is in effect whatever becomes of its record.
            assert_eq!(deployed.unwrap(), Deployed::Now { statements: 2 });
        } else {
            // DML went with the session.
            assert!(matches!(deployed, Err(Fault::Statement { unknown: false, .. })));
            let partly = State::Partly { done, of: 2, rolling_back: None, unknown: None };
            assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
        }
    }
}

#[test]
fn the_lock_is_dbms_lock_or_a_row_that_a_second_session_holds() {
    for granted in [true, false] {
        let Some(stand_in) = StandIn::new(if granted { GRANTED } else { &[] }) else { return };
        let first = stand_in.open();
        let mut second = Session::open(&stand_in.database, Some(&password())).unwrap();
        let Fault::Busy { holder } = second.lock("other").unwrap_err() else { panic!("two hold it") };
        assert!(holder.contains(if granted { "DBMS_LOCK " } else { "ORA-00054" }), "{holder}");
        drop(first);
        second.lock("other").unwrap();
        assert_eq!(stand_in.log().matches("FOR UPDATE NOWAIT").count(), if granted { 0 } else { 3 });
    }
}

#[test]
fn a_logon_that_failed_says_why_without_the_password() {
    let Some(stand_in) = StandIn::new(GRANTED) else { return };
    let open = |secret: &str| Session::open(&stand_in.database, Some(&Secret::new(secret.into()))).unwrap_err();
    let message = open("wrong#2026").say(Lang::En);
    assert!(message.contains("ORA-01017: invalid username/password") && message.contains("***"), "{message}");
    assert!(!message.contains("wrong#2026"), "{message}");
    assert!(matches!(open("a\"b"), Fault::Setting));
    assert!(matches!(open("a\nHOST ls"), Fault::Setting));
    assert!(matches!(Session::open(&stand_in.database, None), Err(Fault::NoPassword)));
    let Some(old) = StandIn::new(&[("STANDIN_OLD", "1")]) else { return };
    assert!(matches!(Session::open(&old.database, Some(&password())), Err(Fault::OldClient)));
    let none = Database { program: Some("/nowhere/sqlplus".into()), ..stand_in.database.clone() };
    assert!(matches!(Session::open(&none, Some(&password())), Err(Fault::Start { .. })));
}
