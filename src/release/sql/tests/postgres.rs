//! A PostgreSQL of the test's own: a cluster in a temporary folder, reached through a socket in it, with a password.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::*;

pub(super) struct Postgres {
    dir: tempfile::TempDir,
    server: Child,
}

/// Where Debian and Red Hat have the server's programs, the newest first.
fn programs() -> Option<PathBuf> {
    let all = ["/usr/lib/postgresql", "/usr"].iter().flat_map(std::fs::read_dir).flatten().flatten();
    let mut all: Vec<PathBuf> = all.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).collect();
    all.sort();
    all.pop()
}

impl Postgres {
    /// `None`, and said aloud: there is no PostgreSQL here.
    pub(super) fn start() -> Option<Self> {
        let Some(bin) = programs() else {
            assert!(std::env::var_os("OPSCTL_REQUIRE_POSTGRES").is_none(), "there is no PostgreSQL here");
            println!("NOT TESTED: there is no PostgreSQL here");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        let (data, secret) = (dir.path().join("data"), dir.path().join("secret"));
        std::fs::write(&secret, "tiger#2026\n").unwrap();
        // The server refuses to be root.
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap();
        let ids = passwd.lines().find_map(|line| {
            let all: Vec<&str> = line.split(':').collect();
            (rustix::process::getuid().is_root() && all[0] == "postgres").then(|| (all[2].parse().unwrap(), all[3].parse().unwrap()))
        });
        let program = |name: &str| {
            let mut command = Command::new(bin.join(name));
            if let Some((uid, gid)) = ids {
                std::os::unix::fs::chown(dir.path(), Some(uid), Some(gid)).unwrap();
                std::os::unix::fs::chown(&secret, Some(uid), Some(gid)).unwrap();
                command.uid(uid).gid(gid);
            }
            command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null());
            command
        };
        let made = program("initdb")
            .args(["--no-sync", "-E", "UTF8", "--locale=C", "-U", "zs", "-A", "scram-sha-256", "--pwfile"])
            .arg(&secret)
            .arg("-D")
            .arg(&data)
            .status();
        assert!(made.unwrap().success(), "initdb");
        let server = program("postgres")
            .args(["-F", "-c", "listen_addresses=", "-c", "shared_buffers=4MB", "-k"])
            .arg(dir.path())
            .arg("-D")
            .arg(&data)
            .spawn();
        let postgres = Self { dir, server: server.unwrap() };
        let is_up = (0..200).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            Session::open(&postgres.database(), Some(&password())).is_ok()
        });
        assert!(is_up, "the server does not come up");
        Some(postgres)
    }

    pub(super) fn database(&self) -> Database {
        self.named("postgres")
    }

    /// A new database.
    pub(super) fn empty(&self, name: &str) -> Database {
        let name = &name[..name.len().min(60)];
        let made = Session::open(&self.database(), Some(&password())).unwrap().own(&format!("CREATE DATABASE {name};\n"));
        made.unwrap();
        self.named(name)
    }

    fn named(&self, name: &str) -> Database {
        let connect = format!("host={} dbname={name}", self.dir.path().display());
        Database { user: "zs".into(), ..database(Client::Psql, &connect) }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // The server ends its children at once.
        let _ = rustix::process::kill_process(rustix::process::Pid::from_child(&self.server), rustix::process::Signal::QUIT);
        let _ = self.server.wait();
    }
}

pub(super) fn password() -> Secret {
    Secret::new("tiger#2026".into())
}

#[test]
fn a_wrong_password_is_told_without_it() {
    let Some(postgres) = Postgres::start() else { return };
    let wrong = Secret::new("wrong#2026".into());
    let message = Session::open(&postgres.database(), Some(&wrong)).unwrap_err().say(crate::model::Lang::En);
    assert!(message.contains("password authentication failed") && !message.contains("wrong#2026"), "{message}");
    assert!(Session::open(&postgres.database(), None).is_err(), "it is not asked for");
    for connect in ["host=/tmp password=tiger#2026", "postgresql://zs:tiger@127.0.0.1/x"] {
        assert!(matches!(Session::open(&database(Client::Psql, connect), None), Err(Fault::Exposed)), "{connect}");
    }
}

#[test]
fn functions_run_warnings_are_no_rows_and_who_verifies_cannot_write() {
    let Some(postgres) = Postgres::start() else { return };
    let deploy_text = "CREATE TABLE t (a INTEGER);
CREATE FUNCTION f(n integer) RETURNS integer AS $body$
BEGIN
  RAISE WARNING 'it''s; a warning';
  INSERT INTO t VALUES (n);
  RETURN n;
END;
$body$ LANGUAGE plpgsql;
/
SET my.word = 'seven';
SELECT f(7);
INSERT INTO t SELECT length(current_setting('my.word'));
";
    let script = script(deploy_text, "SELECT a FROM t ORDER BY a;\nSELECT f(8);", "DROP FUNCTION f;\nDROP TABLE t;");
    let mut session = open(&postgres.database(), Some(&password()));
    let mut printed = Vec::new();
    let deployed = deploy(&mut session, RELEASE, &script, &mut |event| {
        if let Event::Ends { printed: text, .. } = event {
            printed.push(text.to_owned());
        }
    });
    assert_eq!((deployed.unwrap(), printed), (Deployed::Now { statements: 5 }, ["", "", "", "7", ""].map(str::to_owned).to_vec()));
    // What a script set is gone for the next, in the same session.
    let process = session.process();
    assert_eq!(value(&mut session, "SELECT coalesce(current_setting('my.word', true), '') = ''"), "t");
    assert_eq!(session.process(), process);
    let Verified::Fails { at, why: Why::Error(why), seen } = verify(&mut session, &script).unwrap() else { panic!("it wrote") };
    assert_eq!((at.number, seen[0].printed.as_str()), (2, "5\n7"));
    assert!(why.contains("read-only transaction"), "{why}");
    rollback(&mut session, RELEASE, &script, &mut quiet).unwrap();
}
