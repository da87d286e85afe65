//! One target from logon to its sealed part of the run.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::ask::Known;
use super::{Answers, Opened, Order, Reached, ask, facts, logs, reach};
use crate::catalog::{Choice, choose, for_facts};
use crate::ctx::Stopwatch;
use crate::judge::{self, Judged, Scene};
use crate::links::capture::{self, Piece};
use crate::model::{
    Answer, AskError, AskErrorKind, Body, Check, History, Link, NewState, Os, Outcome, Reason, ReasonKind, Recovered, Role, State, Step,
    Table, Target, TargetKind, TargetRun, Tenancy, Unjudged, Value, Version, Words, run::LIVE, subject,
};

/// A target's part of the run and what is kept beside it.
#[derive(Debug)]
pub(super) struct Inspected {
    pub run: TargetRun,
    pub state: NewState,
    pub logs: Vec<Piece>,
}

/// The work on one target.
struct Work<'a> {
    order: &'a Order<'a>,
    target: &'a Target,
    /// What earlier runs know, by check.
    histories: HashMap<String, History>,
    known: Option<Arc<Known>>,
    outcomes: Vec<Outcome>,
    state: NewState,
    logs: Vec<Piece>,
    watch: Stopwatch,
}

/// A target that was dialled, whoever goes on with it.
pub(super) struct Dialled<'a> {
    order: &'a Order<'a>,
    target: &'a Target,
    watch: Stopwatch,
    began_ms: u64,
    logon_ms: u64,
    opened: Result<Opened, AskError>,
}

/// Waits for a target. `watch` runs since the run began.
pub(super) fn dial<'a>(order: &'a Order<'a>, target: &'a Target, watch: Stopwatch) -> Dialled<'a> {
    let (logon, began_ms) = (Stopwatch::start(), watch.ms());
    let opened = (order.dial)(target);
    Dialled { order, target, watch, began_ms, logon_ms: logon.ms(), opened }
}

/// Asks and judges all there is of a target.
pub(super) fn inspect(dialled: Dialled<'_>) -> Inspected {
    let Dialled { order, target, watch, began_ms, logon_ms, opened } = dialled;
    let mut work = Work::new(order, target, watch);
    let driver = work.walk(opened, work.moment(began_ms), logon_ms);
    let recovered = work.recovered();
    let run = TargetRun {
        name: target.name.clone(),
        description: target.description.clone(),
        group: target.group.clone(),
        tags: target.tags.clone(),
        address: order.ctx.scrub.clean(&target.address()),
        driver,
        clock_skew_s: work.skew(),
        facts: work.known.as_ref().and_then(|known| known.database()).cloned(),
        host: work.known.as_ref().and_then(|known| known.host()).cloned(),
        outcomes: work.outcomes,
        recovered,
    };
    Inspected { run, state: work.state, logs: work.logs }
}

/// A target whose answers are there already: every check with its answer, or not done.
pub(super) fn given(order: &Order<'_>, target: &Target, answers: &Answers, driver: &str) -> Inspected {
    let mut work = Work::new(order, target, Stopwatch::start());
    let answers = answers.get(&target.name);
    for check in work.checks() {
        if let Some(why) = target.skip.get(&check.id) {
            let reason = Reason::new(ReasonKind::Skipped).what(why);
            let outcome = work.outcome(check, None, order.ctx.now, 0, State::NotApplicable { reason });
            work.outcomes.push(outcome);
            continue;
        }
        let given = answers.and_then(|all| all.get(&check.id)).cloned();
        let reply = given.as_ref().map_or_else(|| Err(Reason::new(ReasonKind::NotDone)), |g| g.answer.clone());
        let mut outcome = work.judged(check, None, order.ctx.now, reply);
        let own_words = || check.why.to(order.ctx.lang).to_owned();
        outcome.step = Some(Arc::new(Step {
            file: if check.kind == TargetKind::Backup { check.file() } else { check.id.clone() },
            origin: check.origin.clone(),
            sha256: check.sha256.clone(),
            text: given.as_ref().map(|g| g.step.clone()).filter(|step| !step.is_empty()).unwrap_or_else(own_words),
        }));
        outcome.remarks.extend(given.map(|g| g.remarks).unwrap_or_default());
        work.outcomes.push(outcome);
    }
    let recovered = work.recovered();
    let run = TargetRun {
        name: target.name.clone(),
        description: target.description.clone(),
        group: target.group.clone(),
        tags: target.tags.clone(),
        address: if target.kind() == TargetKind::Backup { target.address() } else { String::new() },
        driver: driver.into(),
        facts: None,
        host: None,
        clock_skew_s: None,
        outcomes: work.outcomes,
        recovered,
    };
    Inspected { run, state: work.state, logs: work.logs }
}

impl<'a> Work<'a> {
    /// `watch` runs since the run began.
    fn new(order: &'a Order<'a>, target: &'a Target, watch: Stopwatch) -> Self {
        Work {
            order,
            target,
            histories: (order.past)(target),
            known: None,
            outcomes: Vec::new(),
            state: NewState::default(),
            logs: Vec::new(),
            watch,
        }
    }

    /// Asks who is there, then every check. Gives the driver's name.
    fn walk(&mut self, opened: Result<Opened, AskError>, at: Timestamp, logon_ms: u64) -> String {
        let empty = History::default();
        let checks = self.checks();
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                let history = self.histories.get(reach::connect_id(self.target.kind())).unwrap_or(&empty);
                self.outcomes.push(reach::failed(at, self.target, logon_ms, &error, history, self.order.ctx.lang));
                self.all_unasked(&match error.kind {
                    AskErrorKind::Stopped => Reason::new(ReasonKind::Interrupted),
                    _ => Reason::new(ReasonKind::NotReached).cause(error.code),
                });
                return String::new();
            }
        };
        let mut link = opened.link;
        let driver = link.driver().to_owned();
        // A capture that is opened quickly says nothing of how long a logon takes.
        let measured = (self.order.source == LIVE).then_some(logon_ms);
        let reached = Reached { logon_ms: opened.reached.logon_ms.or(measured), ..opened.reached };
        self.outcomes.push(reach::reached(at, self.target, &driver, &reached, opened.note.as_ref()));
        let identity = facts::identity(self.target.kind());
        if !self.identify(link.as_mut()) {
            self.all_unasked(&Reason::new(ReasonKind::NotReached).what(identity));
            return driver;
        }
        for check in checks {
            if check.id != identity {
                let outcome = self.check(link.as_mut(), check);
                self.outcomes.push(outcome);
            }
        }
        driver
    }

    /// The checks that are for this kind of target.
    fn checks(&self) -> Vec<&'a Check> {
        self.order.checks.iter().copied().filter(|c| c.kind == self.target.kind()).collect()
    }

    fn now(&self) -> Timestamp {
        self.moment(self.watch.ms())
    }

    /// `Ctx.now`, advanced by the time since the run began; a fixed clock stands still.
    fn moment(&self, ms: u64) -> Timestamp {
        if self.order.ctx.now_fixed || self.order.source != LIVE {
            return self.order.ctx.now;
        }
        let spent = SignedDuration::from_millis(i64::try_from(ms).unwrap_or(0));
        self.order.ctx.now.checked_add(spent).unwrap_or(self.order.ctx.now)
    }

    /// Asks the identity check; without its answer no variant can be chosen.
    fn identify(&mut self, link: &mut dyn Link) -> bool {
        let Ok(check) = self.order.catalog.find(facts::identity(self.target.kind())) else { return false };
        let server = link.version().unwrap_or_default();
        let body = match self.target.kind() {
            TargetKind::Oracle => {
                match choose(check, Version::parse(&server).unwrap_or(check.applies.version), Tenancy::NonCdb, Role::Primary) {
                    Choice::Body(body) => Some(body),
                    Choice::Unsupported(_) => None,
                }
            }
            TargetKind::Host => Os::of(&server).and_then(|os| check.body_for(os)),
            TargetKind::Backup => None,
        };
        let Some(body) = body else {
            self.push_unasked(check, Reason::new(ReasonKind::Unsupported).what(server));
            return false;
        };
        let at = self.now();
        let reply = ask::ask(link, check, body, self.target);
        self.known = reply.as_ref().ok().and_then(|answer| facts::known(self.target.kind(), &answer.table, &server)).map(Arc::new);
        let outcome = self.judged(check, Some(body), at, reply.map_err(|e| ask::reason(check, body, self.target, &e)));
        self.outcomes.push(outcome);
        self.known.is_some()
    }

    fn check(&mut self, link: &mut dyn Link, check: &Check) -> Outcome {
        let at = self.now();
        let Some(known) = self.known.clone() else {
            return self.outcome(check, None, at, 0, State::NotChecked { reason: Reason::new(ReasonKind::NotReached) });
        };
        match ask::not_applicable(check, self.target, &known) {
            Err(reason) => return self.outcome(check, None, at, 0, State::NotChecked { reason }),
            Ok(Some(reason)) => return self.outcome(check, None, at, 0, State::NotApplicable { reason }),
            Ok(None) => {}
        }
        // A host has answered already, or its link says for each check that it was stopped.
        if self.order.stop.load(Ordering::Relaxed) && self.target.kind() != TargetKind::Host {
            return self.outcome(check, None, at, 0, State::NotChecked { reason: Reason::new(ReasonKind::Interrupted) });
        }
        // A spool is judged on another machine, later: it cannot tell two clocks apart.
        if link.driver() == capture::SQLPLUS && check.measures_skew() {
            let reason = Reason::new(ReasonKind::NotApplicable).what("SQL*Plus spool");
            return self.outcome(check, None, at, 0, State::NotApplicable { reason });
        }
        if let Some(from) = &check.rows_from {
            let reply = self.rows_of(check, from);
            return self.judged(check, None, at, reply);
        }
        if check.log.is_some() {
            return self.log(link, check, at);
        }
        let body = match &*known {
            Known::Database(facts) => {
                if check.applies.open && !facts.is_open() {
                    let reason = Reason::new(ReasonKind::Unsupported).what(format!("open mode {}", facts.open_mode));
                    return self.outcome(check, None, at, 0, State::NotChecked { reason });
                }
                match for_facts(check, facts) {
                    Choice::Body(body) => Some(body),
                    Choice::Unsupported(_) => None,
                }
            }
            Known::Host(host) => check.body_for(host.os),
        };
        let Some(body) = body else {
            return self.outcome(check, None, at, 0, State::NotApplicable { reason: Reason::new(ReasonKind::Unsupported) });
        };
        if !link.alive() {
            return self.outcome(check, Some(body), at, 0, State::NotChecked { reason: Reason::new(ReasonKind::Disconnected) });
        }
        let reply = ask::ask(link, check, body, self.target).map_err(|e| ask::reason(check, body, self.target, &e));
        self.judged(check, Some(body), at, reply)
    }

    /// Rows that another check of this run got.
    fn rows_of(&self, check: &Check, from: &str) -> Result<Answer, Reason> {
        let source = self.outcomes.iter().find(|o| o.check == from);
        match source.map(|o| &o.state) {
            Some(State::Judged { table, .. }) => {
                let index: Option<Vec<usize>> = check.selected.iter().map(|c| table.index(&c.name)).collect();
                let index = index.ok_or_else(|| Reason::new(ReasonKind::BadAnswer).what(from))?;
                let rows = table.rows.iter().map(|row| index.iter().map(|&i| row[i].clone()).collect()).collect();
                Ok(Answer::new(Table { columns: Arc::clone(&check.selected), rows, truncated: table.truncated }, 0))
            }
            Some(State::NotChecked { reason } | State::NotApplicable { reason }) => Err(reason.clone()),
            None => Err(Reason::new(ReasonKind::NotCaptured).what(from)),
        }
    }

    /// A check over log files: read here, or from the capture that is replayed.
    fn log(&mut self, link: &mut dyn Link, check: &Check, at: Timestamp) -> Outcome {
        if self.order.source != LIVE {
            let body = Body {
                file: String::new(),
                version: None,
                tenancy: None,
                role: None,
                os: None,
                text: String::new(),
                sha256: check.sha256.clone(),
            };
            let reply = ask::ask(link, check, &body, self.target);
            return match reply {
                // Nothing was read when the capture was made: the target names no such file.
                Err(error) if error.kind == AskErrorKind::NotCaptured && error.message == check.id => {
                    let reason = Reason::new(ReasonKind::NotConfigured).what(format!("logs.{}", check.log.as_deref().unwrap_or_default()));
                    self.outcome(check, None, at, 0, State::NotApplicable { reason })
                }
                reply => self.judged(check, None, at, reply.map_err(|e| ask::reason(check, &body, self.target, &e))),
            };
        }
        let nothing = BTreeMap::new();
        let cursors = self.order.cursors.get(&self.target.name).unwrap_or(&nothing);
        let answer = match logs::read(self.target, check, self.order.log_rules, cursors) {
            Err(reason) if reason.kind == ReasonKind::NotConfigured => {
                return self.outcome(check, None, at, 0, State::NotApplicable { reason });
            }
            Err(reason) => return self.outcome(check, None, at, 0, State::NotChecked { reason }),
            Ok(answer) => answer,
        };
        let target = &self.target.name;
        self.state.cursors.extend(answer.cursors.into_iter().map(|(file, cursor)| (target.clone(), file, cursor)));
        let reply = Answer::new(answer.table, 0);
        self.logs.push(capture::piece(&check.id, &check.sha256, &Ok(reply.clone()), &self.order.ctx.scrub));
        let mut outcome = self.judged(check, None, at, Ok(reply));
        outcome.remarks.extend(answer.remarks);
        outcome.unjudged.extend(answer.unread);
        outcome.step =
            Some(Arc::new(Step { file: check.file(), origin: check.origin.clone(), sha256: check.sha256.clone(), text: answer.step }));
        outcome
    }

    /// Judges an answer and wraps it up.
    fn judged(&mut self, check: &Check, body: Option<&Body>, at: Timestamp, reply: Result<Answer, Reason>) -> Outcome {
        let answer = match reply {
            Ok(answer) => answer,
            Err(reason) if matches!(reason.kind, ReasonKind::NotApplicable | ReasonKind::Absent) => {
                return self.outcome(check, body, at, 0, State::NotApplicable { reason });
            }
            Err(reason) => return self.outcome(check, body, at, 0, State::NotChecked { reason }),
        };
        let took_ms = answer.took_ms;
        // They count as rows behind the others, so that no row is blamed for them.
        let rows = answer.table.rows.len();
        let strange = answer.strange.into_iter().enumerate().map(|(i, why)| Unjudged { row: rows + i, subject: String::new(), why });
        let until = answer.until.filter(|_| check.window);
        let mut history = self.histories.get(&check.id).map_or_else(Cow::default, Cow::Borrowed);
        // Trends of borrowed rows are those of the check that asked.
        if let Some(source) = check.rows_from.as_ref().and_then(|from| self.histories.get(from)) {
            let (prev, samples) = (source.prev.clone(), source.samples.clone());
            history = Cow::Owned(History { prev, samples, ..history.into_owned() });
        }
        let (table, mark) = new_rows(check, answer.table, &history);
        let table = match check.post.as_deref() {
            Some("alert") => logs::classify(check, table, self.order.log_rules),
            _ => table,
        };
        let limits = (self.order.limits)(self.target, check);
        let plain: BTreeMap<String, f64> = limits.iter().map(|(k, (v, _))| (k.clone(), *v)).collect();
        let scene = Scene {
            check,
            facts: self.known.as_ref().and_then(|known| known.database()),
            host: self.known.as_ref().and_then(|known| known.host()),
            target_name: &self.target.name,
            target_tags: &self.target.tags,
            limits: &plain,
            history: &history,
            now: self.order.ctx.now,
            wall: at.to_zoned(self.order.ctx.zone.clone()).datetime(),
        };
        match judge::judge(&scene, table) {
            Err(reason) => self.outcome(check, body, at, took_ms, State::NotChecked { reason }),
            Ok(Judged { table, findings, unjudged, mut remarks }) => {
                if let Some(until) = until {
                    self.state.cursors.push((self.target.name.clone(), check.id.clone(), until.to_string()));
                }
                if let Some(mark) = mark {
                    self.state.increments.push((self.target.name.clone(), check.id.clone(), mark));
                }
                if table.truncated {
                    remarks.push(Words::new(
                        format!("结果超过 {} 行，只取了前面的部分。", table.rows.len()),
                        format!("More than {} rows: only the first were taken.", table.rows.len()),
                    ));
                }
                let trend = trend(check, &table, &history, self.order.ctx.now);
                let mut outcome = Outcome { took_ms, ..under(check, limits, at, State::Judged { table, findings }) };
                outcome.step = body.map(|body| step(check, body));
                (outcome.unjudged, outcome.remarks, outcome.trend) = (unjudged, remarks, trend);
                outcome.unjudged.extend(strange);
                outcome
            }
        }
    }

    fn outcome(&self, check: &Check, body: Option<&Body>, at: Timestamp, took_ms: u64, state: State) -> Outcome {
        let limits = (self.order.limits)(self.target, check);
        Outcome { took_ms, step: body.map(|body| step(check, body)), ..under(check, limits, at, state) }
    }

    fn push_unasked(&mut self, check: &Check, reason: Reason) {
        let outcome = self.outcome(check, None, self.now(), 0, State::NotChecked { reason });
        self.outcomes.push(outcome);
    }

    /// Every check that was not asked is listed as such.
    fn all_unasked(&mut self, reason: &Reason) {
        for check in self.checks() {
            if !self.outcomes.iter().any(|o| o.check == check.id) {
                self.push_unasked(check, reason.clone());
            }
        }
    }

    fn skew(&self) -> Option<f64> {
        let clock = self.outcomes.iter().find(|o| o.check == "db.clock" || o.check == "host.clock")?;
        clock.table()?.get(0, "skew")?.as_f64()
    }

    /// Findings of the last look that a new judgement no longer makes.
    fn recovered(&self) -> Vec<Recovered> {
        let mut recovered = Vec::new();
        for outcome in self.outcomes.iter().filter(|o| matches!(o.state, State::Judged { .. })) {
            let Some(history) = self.histories.get(&outcome.check) else { continue };
            let gone = history.open.iter().filter(|open| {
                let still = outcome.findings().iter().any(|f| f.subject == open.subject && f.topic == open.topic);
                let blind = outcome.unjudged.iter().any(|u| u.subject == open.subject);
                !still && !blind && open.level > crate::model::Level::Note
            });
            recovered.extend(gone.map(|open| Recovered {
                check: outcome.check.clone(),
                subject: open.subject.clone(),
                level: open.level,
                says: open.says.clone(),
                since: open.since,
            }));
        }
        recovered
    }
}

/// What became of a check, under the limits in force.
fn under(check: &Check, limits: BTreeMap<String, (f64, String)>, at: Timestamp, state: State) -> Outcome {
    Outcome {
        check: check.id.clone(),
        title: Arc::clone(&check.title),
        req: Arc::clone(&check.req),
        cadence: check.cadence,
        at,
        took_ms: 0,
        step: None,
        limits,
        show: Arc::clone(&check.show),
        metric: Arc::clone(&check.metric),
        subject: Arc::clone(&check.subject),
        chart: check.chart.clone(),
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        unkept_rows: 0,
        state,
    }
}

/// What a body asks, once for all targets: of a thousand hosts each would hold every script otherwise.
fn step(check: &Check, body: &Body) -> Arc<Step> {
    /// By file and digest.
    type Steps = HashMap<(String, String), Arc<Step>>;
    static KNOWN: LazyLock<Mutex<Steps>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let made = || {
        let (file, origin) = (body.file.clone(), check.origin.clone());
        Arc::new(Step { file, origin, sha256: body.sha256.clone(), text: body.text.clone() })
    };
    Arc::clone(known.entry((body.file.clone(), body.sha256.clone())).or_insert_with(made))
}

/// Drops rows that earlier looks have seen; gives the new high mark.
fn new_rows(check: &Check, mut table: Table, history: &History) -> (Table, Option<String>) {
    let Some(index) = check.increment.as_ref().and_then(|name| table.index(name)) else { return (table, None) };
    let mark = |row: &Vec<Value>| row.get(index).map(Value::plain).unwrap_or_default();
    let highest = table.rows.iter().map(mark).chain(history.increment.clone()).max();
    if let Some(seen) = &history.increment {
        table.rows.retain(|row| mark(row) > *seen);
    }
    (table, highest.filter(|m| !m.is_empty()))
}

/// Stored samples of the charted metric, with today's value at the end.
fn trend(check: &Check, table: &Table, history: &History, now: Timestamp) -> BTreeMap<String, Vec<(Timestamp, f64)>> {
    let Some((metric, index)) = check.chart.as_ref().and_then(|m| Some((m, table.index(m)?))) else { return BTreeMap::new() };
    let mut trend = BTreeMap::new();
    for row in &table.rows {
        let key = subject(&check.subject, &table.columns, row);
        let mut points = history.series(&key, metric).to_vec();
        if points.is_empty() {
            continue;
        }
        points.extend(row[index].as_f64().map(|value| (now, value)));
        trend.insert(key, points);
    }
    trend
}
