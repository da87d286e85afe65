//! A database of the target: scripts run through its own client.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{ScriptState, ScriptText, Sql};
use crate::ctx::Stopwatch;
use crate::model::release::Database;
use crate::model::{Lang, Secret, Words};
use crate::parse::sqlscript::Role;
use crate::release::place::Looked;
use crate::release::sql::{self, Deployed, Fault, File, Loaded, Release, RolledBack, Session, State, Verified};

pub struct Base {
    name: String,
    database: Database,
    password: Option<Secret>,
    stop: Arc<AtomicBool>,
    session: Option<Session>,
}

impl Base {
    /// Connects to nothing yet.
    #[must_use]
    pub fn new(name: &str, database: &Database, password: Option<Secret>, stop: Arc<AtomicBool>) -> Self {
        Self { name: name.to_owned(), database: database.clone(), password, stop, session: None }
    }

    fn session(&mut self) -> Result<&mut Session, Words> {
        let name = &self.name;
        self.session.as_mut().ok_or_else(|| Words::new(format!("数据库 {name} 没有连接"), format!("database {name} is not connected")))
    }

    /// What a person found of a statement of which nobody could say whether it happened.
    pub fn settle(&mut self, release: Release<'_>, script: &ScriptText, number: usize, was_done: bool) -> Result<(), Words> {
        sql::settle(self.session()?, release, &loaded(script)?, number, was_done).map(drop).map_err(|fault| words(&fault))
    }
}

impl Sql for Base {
    fn hold(&mut self, who: &str) -> Result<(), Words> {
        let mut session = Session::open(&self.database, self.password.as_ref()).map_err(|fault| words(&fault))?;
        session.stop_by(Some(Arc::clone(&self.stop)));
        session.lock(who).map_err(|fault| words(&fault))?;
        self.session = Some(session);
        Ok(())
    }

    fn state(&mut self, release: Release<'_>, script: &ScriptText) -> Result<ScriptState, Words> {
        let state = sql::state(self.session()?, release.id, &loaded(script)?).map_err(|fault| words(&fault))?;
        Ok(match state {
            State::NotBegun | State::Undone => ScriptState::Nothing,
            State::Done => ScriptState::Whole,
            State::Partly { unknown: Some(unknown), .. } => {
                let (name, number) = (script.name.clone(), unknown.at.number);
                let which = words(&Fault::Unknown(unknown));
                ScriptState::Unknown(Words::new(
                    format!(
                        "{}\n在库里查明后运行 release recover --statement {name}:{number}=done（已执行）或 =not-done（没有执行）",
                        which.zh
                    ),
                    format!("{}\nlook in the database, then run release recover --statement {name}:{number}=done or =not-done", which.en),
                ))
            }
            State::Partly { .. } => ScriptState::Partly,
        })
    }

    fn deploy(&mut self, release: Release<'_>, script: &ScriptText) -> Result<Looked, Words> {
        let (watch, loaded) = (Stopwatch::start(), loaded(script)?);
        let session = self.session()?;
        let deployed = sql::deploy(session, release, &loaded, &mut |_| {}).map_err(|fault| words(&fault))?;
        let (ok, seen) = verified(&sql::verify(session, &loaded).map_err(|fault| words(&fault))?);
        let told = match deployed {
            Deployed::Now { statements } => Words::new(format!("{statements} 条语句，"), format!("{statements} statements, ")),
            Deployed::Already => Words::new("此前已执行过，", "it was there already, "),
        };
        Ok(Looked { ok, told: Words::new(told.zh + &seen.zh, told.en + &seen.en), ms: watch.ms() })
    }

    fn back(&mut self, release: Release<'_>, script: &ScriptText) -> Result<Looked, Words> {
        let watch = Stopwatch::start();
        let back = sql::rollback(self.session()?, release, &loaded(script)?, &mut |_| {}).map_err(|fault| words(&fault))?;
        let (ok, told) = match back {
            RolledBack::Nothing => (true, Words::new("没有生效过，无需处理", "nothing of it was in effect")),
            RolledBack::Now { statements, after: Verified::Fails { .. } } => (
                true,
                Words::new(format!("{statements} 条语句，核对已无变更"), format!("{statements} statements, the change no longer shows")),
            ),
            RolledBack::Now { statements, after: Verified::Holds { .. } } => (
                false,
                Words::new(
                    format!("{statements} 条回退语句已执行，但 verify.sql 仍成立：库与发布前不同，或 verify.sql 没有查这次的变更"),
                    format!(
                        "{statements} statements ran, and verify.sql still holds: the change is still there, or verify.sql does not ask for it"
                    ),
                ),
            ),
        };
        Ok(Looked { ok, told, ms: watch.ms() })
    }

    fn query(&mut self, query: &str, expect: &str) -> Result<Looked, Words> {
        let watch = Stopwatch::start();
        let rows = sql::query(self.session()?, "verify", query).map_err(|fault| words(&fault))?;
        let found = rows.first().and_then(|row| row.first());
        let (ok, told) = match found {
            None => (false, Words::new("没有查到行", "no row")),
            Some(value) if expect.is_empty() || value.trim() == expect => (true, Words::new(value.clone(), value.clone())),
            Some(value) => (false, Words::new(format!("应为 {expect}，实为 {value}"), format!("{expect} was expected, {value} found"))),
        };
        Ok(Looked { ok, told, ms: watch.ms() })
    }
}

fn verified(verified: &Verified) -> (bool, Words) {
    match verified {
        Verified::Holds { seen } => {
            (true, Words::new(format!("verify.sql {} 项成立", seen.len()), format!("{} of verify.sql hold", seen.len())))
        }
        Verified::Fails { .. } => (false, Words::new(verified.say(Lang::Zh), verified.say(Lang::En))),
    }
}

fn loaded(script: &ScriptText) -> Result<Loaded, Words> {
    let read = |file: &str, bytes: &[u8], role| {
        let path = format!("sql/{}/{file}", script.name);
        File::read(&path, bytes, role).map_err(|why| Words::new(why.say(Lang::Zh), why.say(Lang::En)))
    };
    Ok(Loaded {
        name: script.name.clone(),
        deploy: read("deploy.sql", &script.deploy, Role::Deploy)?,
        verify: read("verify.sql", &script.verify, Role::Verify)?,
        rollback: script.rollback.as_ref().map(|bytes| read("rollback.sql", bytes, Role::Rollback)).transpose()?,
        irreversible: script.irreversible.clone(),
    })
}

fn words(fault: &Fault) -> Words {
    Words::new(fault.say(Lang::Zh), fault.say(Lang::En))
}
