//! Scripts against real databases: sqlite3, and a PostgreSQL that the test starts; SQL*Plus is a stand-in that keeps to its documentation.

mod both;
mod checks;
mod kill;
mod oracle;
mod postgres;

use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::model::Secret;
use crate::model::release::{Client, Database};
use crate::parse::sqlscript::Role;

const RELEASE: Release<'static> = Release { id: "征管 3.2.1", digest: "d1" };

fn file(name: &str, role: Role, text: &[u8]) -> File {
    File::read(&format!("sql/010/{name}.sql"), text, role).unwrap()
}

fn script(deploy: &str, verify: &str, rollback: &str) -> Loaded {
    Loaded {
        name: "010".into(),
        deploy: file("deploy", Role::Deploy, deploy.as_bytes()),
        verify: file("verify", Role::Verify, verify.as_bytes()),
        rollback: (!rollback.is_empty()).then(|| file("rollback", Role::Rollback, rollback.as_bytes())),
        irreversible: String::new(),
    }
}

fn database(client: Client, connect: &str) -> Database {
    Database {
        client,
        connect: connect.into(),
        user: String::new(),
        password: None,
        env: BTreeMap::new(),
        program: None,
        backup: None,
        seconds: 60,
    }
}

/// An empty database of SQLite.
fn sqlite(dir: &Path) -> Database {
    let file = dir.join("库.db");
    std::fs::write(&file, "").unwrap();
    database(Client::Sqlite3, file.to_str().unwrap())
}

/// A session that holds the lock.
fn open(database: &Database, password: Option<&Secret>) -> Session {
    let mut session = Session::open(database, password).unwrap();
    session.lock("zs-test").unwrap();
    session
}

fn quiet(_: Event<'_>) {}

/// The first value of the first row.
fn value(session: &mut Session, sql: &str) -> String {
    query(session, "test", sql).unwrap()[0][0].clone()
}
