//! opsctl or the client is killed: what was begun and not done is known not to be there.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use super::postgres::{Postgres, password};
use super::*;

/// It writes a row at once, and then takes a second or so.
const SLOW_SQLITE: &str = "INSERT INTO t WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4000000)
SELECT x FROM n WHERE x < 2;";
const SLOW_PSQL: &str = "INSERT INTO t SELECT 4 FROM pg_sleep(2);";

fn slow(client: Client) -> Loaded {
    let slow = if client == Client::Psql { SLOW_PSQL } else { SLOW_SQLITE };
    script(
        &format!("CREATE TABLE t (a INTEGER);\nINSERT INTO t VALUES (1);\n{slow}\nINSERT INTO t VALUES (3);\n"),
        "SELECT a FROM t WHERE a = 3;",
        "DROP TABLE t;",
    )
}

/// What the killed process runs: it says which statement it is at, and waits at the one that it is told of when that is done.
#[test]
#[ignore = "the other tests start it as a process of its own"]
fn child() {
    let var = |name: &str| std::env::var(name).unwrap_or_default();
    let client = if var("SQL_CHILD_CLIENT") == "psql" { Client::Psql } else { Client::Sqlite3 };
    let database = Database { user: var("SQL_CHILD_USER"), ..database(client, &var("SQL_CHILD_CONNECT")) };
    let password = password();
    let mut session = open(&database, (client == Client::Psql).then_some(&password));
    let wait: usize = var("SQL_CHILD_WAIT").parse().unwrap();
    deploy(&mut session, RELEASE, &slow(client), &mut |event| match event {
        Event::Begins { at, .. } => println!("begins {}", at.number),
        Event::Ends { at, .. } => {
            println!("ends {}", at.number);
            if at.number == wait {
                std::thread::sleep(std::time::Duration::from_mins(10));
            }
        }
        Event::Skipped { .. } => {}
    })
    .unwrap();
}

/// Waits until the database is in the middle of the slow statement.
fn wait_until_inside(database: &Database, password: Option<&Secret>) {
    let journal = format!("{}-journal", database.connect);
    let mut session = (database.client == Client::Psql).then(|| Session::open(database, password).unwrap());
    let sleeps = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'";
    let is_inside = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        session.as_mut().map_or_else(|| std::path::Path::new(&journal).exists(), |session| value(session, sleeps) == "1")
    });
    assert!(is_inside, "it never began");
}

/// Runs the script in another process and kills that when it says `line`, or inside of what it says that it begins.
fn killed_at(database: &Database, password: Option<&Secret>, wait: usize, line: &str) {
    let name = if database.client == Client::Psql { "psql" } else { "sqlite3" };
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", concat!(module_path!(), "::child").split_once("::").unwrap().1])
        .env("SQL_CHILD_CLIENT", name)
        .env("SQL_CHILD_CONNECT", &database.connect)
        .env("SQL_CHILD_USER", &database.user)
        .env("SQL_CHILD_WAIT", wait.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_there = lines.map_while(Result::ok).any(|one| one == line);
    if is_there && line.starts_with("begins") {
        wait_until_inside(database, password);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_there, "it never said {line:?}");
}

/// The lock of a run that was killed is free as soon as the client is through with what it was told last.
fn open_when_free(database: &Database, password: Option<&Secret>) -> Session {
    let mut session = Session::open(database, password).unwrap();
    for _ in 0..1500 {
        match session.lock("zs-test") {
            Ok(()) => return session,
            Err(Fault::Busy { .. }) => std::thread::sleep(std::time::Duration::from_millis(20)),
            Err(other) => panic!("{other}"),
        }
    }
    panic!("the lock outlived its session")
}

fn look(database: &Database, password: Option<&Secret>) {
    let script = slow(database.client);
    for (wait, line) in [(2, "ends 2"), (0, "begins 3")] {
        killed_at(database, password, wait, line);
        let mut session = open_when_free(database, password);
        // The third was begun at most, and what the client made of it was never committed.
        let partly = State::Partly { done: 2, of: 4, rolling_back: None, unknown: None };
        assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly, "{line}");
        assert_eq!(value(&mut session, "SELECT COUNT(*) FROM t"), "1");
        let table = session.registry();
        let begun = if wait == 0 { "1" } else { "0" };
        assert_eq!(value(&mut session, &format!("SELECT COUNT(*) FROM {table} WHERE STATE = 'STARTED'")), begun);
        let back = rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
        assert!(matches!(back, RolledBack::Now { statements: 1, after: Verified::Fails { .. } }));
    }
    // The client alone is killed, inside of the third.
    let mut session = open_when_free(database, password);
    let process = session.process().unwrap();
    let fault = deploy(&mut session, RELEASE, &script, &mut |event| {
        if matches!(event, Event::Begins { at, .. } if at.number == 3) {
            std::thread::spawn(move || {
                std::thread::sleep(std::time::Duration::from_millis(100));
                kill_process(Pid::from_raw(process.cast_signed()).unwrap(), Signal::KILL).unwrap();
            });
        }
    });
    let fault = fault.unwrap_err();
    assert!(matches!(&fault, Fault::Statement { at, unknown: false, .. } if at.number == 3), "{fault}");
    // The session begins anew, and takes the lock again.
    let partly = State::Partly { done: 2, of: 4, rolling_back: None, unknown: None };
    assert_eq!(state(&mut session, RELEASE.id, &script).unwrap(), partly);
    assert_eq!(value(&mut session, "SELECT COUNT(*) FROM t"), "1");
}

#[test]
fn what_sqlite_had_begun_when_it_was_killed_did_not_happen() {
    let dir = tempfile::tempdir().unwrap();
    look(&sqlite(dir.path()), None);
}

#[test]
fn what_postgresql_had_begun_when_it_was_killed_did_not_happen() {
    if let Some(postgres) = Postgres::start() {
        look(&postgres.database(), Some(&password()));
    }
}
