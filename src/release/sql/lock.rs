//! One run at a time changes a schema. The lock is the session's and ends with it, however it ends; no row says that somebody holds it.
//!
//! PostgreSQL has `pg_try_advisory_lock`, which ends only when the server is through with the session, so what the session was doing is
//! over by then. SQLite has no sessions: a file beside the database is locked by this process, and a transaction waits for a client that
//! still writes. Oracle has `DBMS_LOCK`; where nobody may use it, a second session holds a row of the registry by FOR UPDATE. That ends
//! with opsctl, while the first may still be in the statement that it was told last: DDL of it is unknown then, DML is about to be taken back.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use super::answer::lines;
use super::fault::{Fault, Result};
use super::registry::Mark;
use super::session::{OURS, Session, tell};
use crate::links::client::Pipe;
use crate::links::step;
use crate::model::release::Client;
use crate::model::{Scrubber, sha256};

/// How long a session that was ended may take to let the lock go.
const AGAIN: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(250);

/// What holds the lock.
#[derive(Debug)]
pub(super) enum Lock {
    /// The session itself.
    Session,
    /// A file beside the database.
    File { _file: File },
    /// A second session.
    Keeper(Pipe),
}

enum Tried {
    Held,
    Busy(String),
    /// Nobody granted DBMS_LOCK.
    Denied,
}

impl Session {
    /// Takes the lock of the schema, and makes the registry. `target` is what others are told of who holds it. It is not waited for.
    pub fn lock(&mut self, target: &str) -> Result<()> {
        if self.lock.is_some() {
            return Ok(());
        }
        self.name = format!("opsctl release {target}");
        if self.client == Client::Sqlite3 {
            self.lock = Some(self.lock_file()?);
            self.wait_for_writers()?;
            return self.make_registry();
        }
        if self.client == Client::Psql {
            self.prepare()?;
        }
        match self.try_in_session()? {
            Tried::Held => {
                self.lock = Some(Lock::Session);
                self.make_registry()
            }
            Tried::Busy(holder) => Err(Fault::Busy { holder }),
            Tried::Denied => {
                self.make_registry()?;
                self.lock = Some(Lock::Keeper(self.keeper()?));
                // The session of a run that was killed may still be committing what it recorded last.
                let table = self.registry();
                self.own(&format!("LOCK TABLE {table} IN EXCLUSIVE MODE WAIT 30;\nCOMMIT;\n")).map(drop)
            }
        }
    }

    pub(super) fn locked(&self) -> Result<()> {
        if self.lock.is_some() { Ok(()) } else { Err(Fault::NotLocked) }
    }

    /// The session began anew: the lock that was the old one's is taken again, which the server may still be about to let go.
    pub(super) fn lock_again(&mut self) -> Result<()> {
        if !matches!(self.lock, Some(Lock::Session)) {
            return Ok(());
        }
        let mut waited = Duration::ZERO;
        loop {
            match self.try_in_session()? {
                Tried::Held => return Ok(()),
                Tried::Busy(_) if waited < AGAIN => std::thread::sleep(TICK),
                Tried::Busy(holder) => {
                    self.lock = None;
                    return Err(Fault::Busy { holder });
                }
                Tried::Denied => {
                    self.lock = Some(Lock::Keeper(self.keeper()?));
                    return Ok(());
                }
            }
            waited += TICK;
        }
    }

    /// Whether a second session still holds it; the others end with what they protect.
    pub(super) fn lock_stands(&mut self) -> Result<()> {
        let Some(Lock::Keeper(pipe)) = self.lock.as_mut() else { return Ok(()) };
        if let Err(trouble) = tell(pipe, self.client, "SELECT 'held' FROM dual;\n", OURS, &Scrubber::default())? {
            self.lock = None;
            return Err(Fault::Busy { holder: trouble.message });
        }
        Ok(())
    }

    /// A number for the schema, the same for all who would change it.
    fn key(&self) -> u64 {
        let digest = sha256(format!("opsctl release {}", self.schema).as_bytes());
        u64::from_str_radix(&digest[..15], 16).unwrap_or_default()
    }

    fn try_in_session(&mut self) -> Result<Tried> {
        let key = self.key();
        let text = match self.client {
            Client::Sqlite3 => return Ok(Tried::Held),
            Client::Psql => format!("SELECT pg_try_advisory_lock({key});\n"),
            // 0: held, 1: another's, 4: already ours. -1 is ours: -6550 is what a name that nobody granted gives.
            Client::Sqlplus => format!(
                "VARIABLE opsctl_lock NUMBER\nBEGIN\n  EXECUTE IMMEDIATE 'BEGIN :r := SYS.DBMS_LOCK.REQUEST({}, 6, 0, FALSE); END;'\n    \
                 USING OUT :opsctl_lock;\nEXCEPTION WHEN OTHERS THEN\n  IF SQLCODE = -6550 THEN :opsctl_lock := -1; ELSE RAISE; END IF;\nEND;\n/\n\
                 SELECT 'lock ' || :opsctl_lock FROM dual;\n",
                key % (1 << 30)
            ),
        };
        let answer = self.own(&text)?.text;
        let answer = lines(self.client, &answer).into_iter().find(|line| line == "t" || line == "f" || line.starts_with("lock "));
        match answer.as_deref().unwrap_or_default() {
            "t" | "lock 0" | "lock 4" => Ok(Tried::Held),
            "f" => self.holder(key).map(Tried::Busy),
            "lock 1" => Ok(Tried::Busy(format!("DBMS_LOCK {}", key % (1 << 30)))),
            "lock -1" => Ok(Tried::Denied),
            other => Err(Fault::Registry { message: format!("lock: {other}") }),
        }
    }

    /// Who holds it in PostgreSQL.
    fn holder(&mut self, key: u64) -> Result<String> {
        let text = format!(
            "SELECT concat_ws(', ', a.application_name, 'pid ' || a.pid, a.usename, host(a.client_addr), a.backend_start)\n\
             FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1\n\
             AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())\n\
             AND (l.classid::bigint << 32) + l.objid::bigint = {key};\n"
        );
        let answer = self.own(&text)?.text;
        Ok(lines(self.client, &answer).into_iter().next().unwrap_or_default())
    }

    fn lock_file(&self) -> Result<Lock> {
        let path = format!("{}.opsctl-lock", self.file);
        let io = |cause| Fault::LockFile { path: path.clone(), cause };
        let Some(mut file) = step::lock(&PathBuf::from(&path)).map_err(io)? else {
            let mut holder = String::new();
            let file = File::open(&path).map_err(io)?;
            file.take(1000).read_to_string(&mut holder).map_err(io)?;
            return Err(Fault::Busy { holder: holder.trim().to_owned() });
        };
        file.set_len(0).and_then(|()| file.rewind()).map_err(io)?;
        writeln!(file, "{}, pid {}", self.name, std::process::id()).map_err(io)?;
        Ok(Lock::File { _file: file })
    }

    /// A client of a run that was killed may still be in what it was told last.
    fn wait_for_writers(&mut self) -> Result<()> {
        match self.tell("BEGIN IMMEDIATE;\nCOMMIT;\n", OURS)? {
            Ok(_) => Ok(()),
            Err(trouble) => {
                self.lock = None;
                Err(Fault::Busy { holder: trouble.message })
            }
        }
    }

    /// A second session of Oracle, which holds a row for as long as it lives.
    fn keeper(&mut self) -> Result<Pipe> {
        let (table, none) = (self.registry(), Mark::Undone.word());
        self.own(&format!(
            "INSERT INTO {table} (RELEASE_ID, SCRIPT, PART, ATTEMPT, STMT_NO, DIGEST, STMT_SHA256, STATE, AT_UTC, SESSION_ID)\n\
             SELECT '-', '-', 'LOCK', 0, 0, '-', '-', '{none}', '-', '-' FROM dual\n\
             WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE RELEASE_ID = '-' AND SCRIPT = '-');\nCOMMIT;\n"
        ))?;
        let mut pipe = self.another()?;
        let text = format!("SELECT STATE FROM {table} WHERE RELEASE_ID = '-' AND SCRIPT = '-' FOR UPDATE NOWAIT;\n");
        match tell(&mut pipe, self.client, &text, OURS, &Scrubber::default())? {
            Ok(_) => Ok(pipe),
            Err(trouble) if trouble.message.contains("ORA-00054") => Err(Fault::Busy { holder: trouble.message }),
            Err(trouble) => Err(Fault::Registry { message: trouble.message }),
        }
    }
}
