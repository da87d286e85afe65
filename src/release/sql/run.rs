//! A file that changes the database, a statement at a time.

use super::answer::shown;
use super::check::check;
use super::client;
use super::fate;
use super::fault::{Fault, Result, Where};
use super::registry::{Attempt, Mark, Rows};
use super::script::{File, Loaded, Step};
use super::session::{OURS, Session};
use super::state::{self, Stand, State};
use super::trouble::Trouble;
use super::{Part, Release};
use crate::ctx::Stopwatch;
use crate::model::release::Client;
use crate::parse::sqlscript::Level;

/// What happens, as it does.
#[derive(Debug)]
pub enum Event<'a> {
    Begins {
        part: Part,
        at: &'a Where,
    },
    /// It is done, and recorded; `printed` is bounded.
    Ends {
        part: Part,
        at: &'a Where,
        ms: u64,
        printed: &'a str,
    },
    /// It was done by an earlier run.
    Skipped {
        part: Part,
        at: &'a Where,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deployed {
    /// So many statements ran.
    Now { statements: usize },
    /// All of it was done before, with these very texts: nothing ran.
    Already,
}

/// Runs deploy.sql. What was done in part is not gone on with: it is taken back first.
pub fn deploy(session: &mut Session, release: Release<'_>, script: &Loaded, tell: &mut dyn FnMut(Event<'_>)) -> Result<Deployed> {
    session.locked()?;
    refuse(session.client, script)?;
    session.prepare()?;
    let last = session.last_attempt(release.id, &script.name)?;
    match state::of(session.client, &last, script)? {
        State::Done => return Ok(Deployed::Already),
        State::Partly { unknown: Some(unknown), .. } => return Err(Fault::Unknown(unknown)),
        State::Partly { done, of, .. } => return Err(Fault::Unfinished { script: script.name.clone(), done, of }),
        State::NotBegun | State::Undone => {}
    }
    let rows = Rows { release, script: &script.name, attempt: last.number + 1 };
    let statements = Run { session, rows, part: Part::Deploy, file: &script.deploy, before: &Attempt::default() }.all(tell)?;
    Ok(Deployed::Now { statements })
}

/// Nothing that is refused runs.
pub(super) fn refuse(client: Client, script: &Loaded) -> Result<()> {
    let findings: Vec<_> = check(script, client).into_iter().filter(|finding| finding.level == Level::Refuse).collect();
    if findings.is_empty() { Ok(()) } else { Err(Fault::Refused { script: script.name.clone(), findings }) }
}

/// One file that is run.
pub(super) struct Run<'a> {
    pub(super) session: &'a mut Session,
    pub(super) rows: Rows<'a>,
    pub(super) part: Part,
    pub(super) file: &'a File,
    /// What of it was done before, which is not done again.
    pub(super) before: &'a Attempt,
}

impl Run<'_> {
    /// How many statements ran.
    pub(super) fn all(&mut self, tell: &mut dyn FnMut(Event<'_>)) -> Result<usize> {
        let file = self.file;
        let steps = file.steps(self.session.client);
        let (part, mut ran) = (self.part, 0);
        for step in &steps {
            let at = Where::of(file, step, steps.len());
            let stand = state::stand(self.session.client, self.before.row(part, step.number), step);
            // What a session is set to went with it.
            if stand == Stand::Done && !fate::is_of_session(step.statement.kind) {
                tell(Event::Skipped { part, at: &at });
                continue;
            }
            if self.session.is_stopped() {
                return Err(Fault::Stopped(at));
            }
            let watch = Stopwatch::start();
            self.session.begins(self.rows, part, step.number, &step.sha256)?;
            tell(Event::Begins { part, at: &at });
            let printed = self.one(step, &at)?;
            ran += 1;
            tell(Event::Ends { part, at: &at, ms: watch.ms(), printed: &printed });
        }
        Ok(ran)
    }

    /// One statement that was recorded as begun; what it printed.
    fn one(&mut self, step: &Step<'_>, at: &Where) -> Result<String> {
        let client = self.session.client;
        let text = format!("{}{}", client::begin(client), client::statement(client, step.statement));
        let printed = match self.session.statement(&text)? {
            Ok(printed) => shown(client, &printed.text),
            Err(trouble) => return Err(self.failed(step, at, trouble)),
        };
        // Told only when the statement is over: a run that is killed meanwhile never commits.
        let done = format!("{}COMMIT;\n", self.session.marking(self.rows, self.part, step.number, Mark::Done));
        match self.session.tell(&done, OURS)? {
            Ok(_) => Ok(printed),
            Err(trouble) if trouble.refused => Err(self.failed(step, at, trouble)),
            Err(trouble) => self.broke_off(step, at, trouble).map(|()| printed),
        }
    }

    /// Records what is known of a statement that failed, in a session that begins anew. Where that cannot be, the registry still says
    /// that it was begun, and no more.
    fn failed(&mut self, step: &Step<'_>, at: &Where, trouble: Trouble) -> Fault {
        let (client, kind) = (self.session.client, step.statement.kind);
        let mark = if fate::leaves_parts(client, kind) { Mark::Partly } else { Mark::Failed };
        let recorded = trouble.refused && self.record(step, mark).is_ok();
        Fault::Statement {
            at: at.clone(),
            message: trouble.message,
            cut: trouble.cut,
            unknown: !recorded && !fate::decidable(client, kind),
        }
    }

    /// The statement was through, and the session broke off while that was recorded.
    fn broke_off(&mut self, step: &Step<'_>, at: &Where, trouble: Trouble) -> Result<()> {
        let (client, kind) = (self.session.client, step.statement.kind);
        let unknown = if fate::decidable(client, kind) {
            // Its record was committed with it, or neither was.
            let attempt = self.session.last_attempt(self.rows.release.id, self.rows.script);
            match attempt.map(|attempt| attempt.row(self.part, step.number).map(|row| row.mark)) {
                Ok(Some(Mark::Done)) => return Ok(()),
                Ok(_) => false,
                Err(_) => true,
            }
        } else {
            // DDL of Oracle was committed before.
            if kind.commits() && self.record(step, Mark::Done).is_ok() {
                return Ok(());
            }
            true
        };
        Err(Fault::Statement { at: at.clone(), message: trouble.message, cut: trouble.cut, unknown })
    }

    fn record(&mut self, step: &Step<'_>, mark: Mark) -> Result<()> {
        let mark = self.session.marking(self.rows, self.part, step.number, mark);
        self.session.own(&format!("{}{mark}COMMIT;\n", client::begin(self.session.client))).map(drop)
    }
}
