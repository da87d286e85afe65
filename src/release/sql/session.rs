//! A client that is logged on to a database.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::answer::lines;
use super::client;
use super::fault::{Fault, Result};
use super::lock::Lock;
use super::trouble::{Trouble, look};
use crate::links::client::{End, Pipe, Start, Text, mark};
use crate::model::release::{Client, Database};
use crate::model::{Scrubber, Secret};

/// How long a statement that is interrupted may take to be broken off: what it did is taken back meanwhile.
const GRACE: Duration = Duration::from_secs(30);
/// For what opsctl itself asks: logon, registry, lock.
pub(super) const OURS: Duration = Duration::from_secs(60);

/// A session of a database. A statement that fails ends the client; the next thing that is told begins another, which takes the lock again.
#[derive(Debug)]
pub struct Session {
    pub(super) client: Client,
    /// What is changed: a file of SQLite, else empty.
    pub(super) file: String,
    pub(super) start: Start,
    hello: Secret,
    scrub: Scrubber,
    pub(super) pipe: Option<Pipe>,
    /// Of a statement of a script.
    pub(super) limit: Duration,
    stop: Option<Arc<AtomicBool>>,
    pub(super) schema: String,
    /// As the database knows it.
    pub(super) id: String,
    /// What it calls itself where the database lets others see that.
    pub(super) name: String,
    pub(super) lock: Option<Lock>,
}

impl Session {
    /// Logs on. The password goes to the client through its input or environment, and is taken out of every message.
    pub fn open(database: &Database, password: Option<&Secret>) -> Result<Self> {
        let scrub = Scrubber::default();
        if let Some(secret) = password {
            scrub.learn(secret);
        }
        let start = Start { grace: GRACE, ..client::start(database, password)? };
        let file = if database.client == Client::Sqlite3 { start.argv.last().cloned().unwrap_or_default() } else { String::new() };
        let mut session = Self {
            client: database.client,
            file,
            start,
            hello: Secret::new(client::hello(database, password)?),
            scrub,
            pipe: None,
            limit: Duration::from_secs(database.seconds.into()),
            stop: None,
            schema: String::new(),
            id: String::new(),
            name: "opsctl".into(),
            lock: None,
        };
        session.log_on()?;
        Ok(session)
    }

    /// The process of the client; `None`: it ended.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        self.pipe.as_ref().map(Pipe::id)
    }

    /// Statements are broken off, and no further one begins, once this is set; `None`: nobody stops them.
    pub fn stop_by(&mut self, stop: Option<Arc<AtomicBool>>) {
        self.stop = stop;
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// A statement of a script: it has its own time, and a person may break it off.
    pub(super) fn statement(&mut self, text: &str) -> Result<std::result::Result<Text, Trouble>> {
        let stop = self.stop.clone();
        self.tell_until(text, self.limit, stop.as_deref())
    }

    pub(super) fn tell(&mut self, text: &str, limit: Duration) -> Result<std::result::Result<Text, Trouble>> {
        self.tell_until(text, limit, None)
    }

    /// What is told runs, and its answer; an error ends the client.
    fn tell_until(&mut self, text: &str, limit: Duration, stop: Option<&AtomicBool>) -> Result<std::result::Result<Text, Trouble>> {
        if self.pipe.is_none() {
            self.log_on()?;
            // Without the lock nothing is told.
            self.lock_again().inspect_err(|_| self.pipe = None)?;
        }
        let Some(pipe) = self.pipe.as_mut() else { return Err(Fault::Open { message: String::new() }) };
        let answer = tell_until(pipe, self.client, text, limit, stop, &self.scrub);
        if !matches!(answer, Ok(Ok(_))) {
            self.pipe = None;
        }
        answer
    }

    /// What opsctl itself asks of the registry.
    pub(super) fn own(&mut self, text: &str) -> Result<Text> {
        self.tell(text, OURS)?.map_err(|trouble| Fault::Registry { message: trouble.message })
    }

    /// Puts the session back to what each script begins with.
    pub(super) fn prepare(&mut self) -> Result<()> {
        self.lock_stands()?;
        self.own(&client::prepare(self.client, &self.schema, &self.name)).map(drop)
    }

    /// One more client, logged on and set up: its pipe.
    pub(super) fn another(&self) -> Result<Pipe> {
        let mut pipe = Pipe::start(&self.start).map_err(|cause| Fault::Start { program: self.start.argv[0].clone(), cause })?;
        let failed = |trouble: Trouble| Fault::Open { message: trouble.message };
        let mark = mark()?;
        let heard = pipe.ask(&format!("{}{}", self.hello.reveal(), client::mark(self.client, &mark)), &mark, OURS, None)?;
        // A warning that the password expires is no failure, and settings that this SQL*Plus does not know are not missed, but one.
        if heard.end != End::Mark {
            let message = look(self.client, &heard).map_or(String::new(), |trouble| trouble.message);
            return Err(Fault::Open { message: self.scrub.clean(&message) });
        }
        if self.client == Client::Sqlplus {
            tell(&mut pipe, self.client, "SELECT 'on' FROM dual;\n", OURS, &self.scrub)?.map_err(|trouble| Fault::Open {
                message: format!("{}\n{}", self.scrub.clean(heard.out.text.trim()), trouble.message).trim().to_owned(),
            })?;
            if !heard.out.text.to_ascii_lowercase().contains("exitcommit off") {
                return Err(Fault::OldClient);
            }
        }
        if !self.schema.is_empty() {
            tell(&mut pipe, self.client, &client::prepare(self.client, &self.schema, &self.name), OURS, &self.scrub)?.map_err(failed)?;
        }
        Ok(pipe)
    }

    fn log_on(&mut self) -> Result<()> {
        let mut pipe = self.another()?;
        let who = client::who(self.client, pipe.id());
        let who = tell(&mut pipe, self.client, &who, OURS, &self.scrub)?;
        let who = who.map_err(|trouble| Fault::Open { message: trouble.message })?;
        let words = lines(self.client, &who.text).into_iter().next().unwrap_or_default();
        let (schema, id) = words.rsplit_once(' ').ok_or_else(|| Fault::Open { message: self.scrub.clean(&who.text) })?;
        if self.schema.is_empty() {
            schema.clone_into(&mut self.schema);
            let prepare = client::prepare(self.client, &self.schema, &self.name);
            tell(&mut pipe, self.client, &prepare, OURS, &self.scrub)?.map_err(|trouble| Fault::Open { message: trouble.message })?;
        }
        id.clone_into(&mut self.id);
        self.pipe = Some(pipe);
        Ok(())
    }
}

/// Tells a client something; its words without secrets.
pub(super) fn tell(
    pipe: &mut Pipe,
    client: Client,
    text: &str,
    limit: Duration,
    scrub: &Scrubber,
) -> Result<std::result::Result<Text, Trouble>> {
    tell_until(pipe, client, text, limit, None, scrub)
}

fn tell_until(
    pipe: &mut Pipe,
    client: Client,
    text: &str,
    limit: Duration,
    stop: Option<&AtomicBool>,
    scrub: &Scrubber,
) -> Result<std::result::Result<Text, Trouble>> {
    let mark = mark()?;
    let mut heard = pipe.ask(&format!("{text}{}", client::mark(client, &mark)), &mark, limit, stop)?;
    heard.out.text = scrub.clean(&heard.out.text);
    heard.err.text = scrub.clean(&heard.err.text);
    Ok(look(client, &heard).map_or(Ok(heard.out), Err))
}
