//! What every command about runs needs: the target, its ledger, places and databases, and the words for what happens.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::cli::words::say;
use crate::cli::{App, Exit};
use crate::ctx::{self, Ctx};
use crate::error::{Error, Kind, Result};
use crate::model::release::{Probe, Target, Verify, Way};
use crate::model::{Lang, Words};
use crate::release::form::PRODUCTION;
use crate::release::ledger::{Ledger, Lock};
use crate::release::place::{Local, Looked, Place};
use crate::release::run::{Crew, Ended, Kit, Open, Told, Unfit, Work, open_run};
use crate::release::{Fault, run};
use crate::text::Msg;

/// Drift that is listed on the screen; the plan has all of it.
const LISTED: usize = 40;

pub(super) struct Office<'a> {
    pub app: &'a App,
    pub ctx: &'a Ctx,
    pub lang: Lang,
    pub target: Target,
    pub ledger: Ledger,
}

impl<'a> Office<'a> {
    /// Of one target. Nothing is made or changed.
    pub(super) fn open(app: &'a App, name: &str) -> Result<Self> {
        let config = app.config()?;
        let target = config.release(name).filter(|target| target.enabled).ok_or_else(|| {
            let known = config.releases().filter(|target| target.enabled).map(|target| target.name.as_str());
            Error::new(Kind::Usage, Msg::ReleaseNoTarget { name: name.into() }).near(name, known).hint(Msg::HintReleaseTargets {})
        })?;
        Self::of(app, target.clone())
    }

    /// Of every enabled target, or the one that is named.
    pub(super) fn all(app: &'a App, name: Option<&str>) -> Result<Vec<Self>> {
        if let Some(name) = name {
            return Ok(vec![Self::open(app, name)?]);
        }
        let all: Vec<Target> = app.config()?.releases().filter(|target| target.enabled).cloned().collect();
        if all.is_empty() {
            return Err(Error::new(Kind::Config, Msg::ReleaseNoTargets {}).hint(Msg::HintReleaseTargets {}));
        }
        all.into_iter().map(|target| Self::of(app, target)).collect()
    }

    fn of(app: &'a App, target: Target) -> Result<Self> {
        let ledger = Ledger::at(&data(app)?.join("targets").join(&target.name));
        Ok(Self { app, ctx: app.ctx()?, lang: app.ui.lang, target, ledger })
    }

    /// `zs-prod（征管系统，生产环境）`.
    pub(super) fn heading(&self) -> String {
        let Target { name, system, env, .. } = &self.target;
        match (self.lang, env.as_str()) {
            (Lang::Zh, PRODUCTION) => format!("{name}（{system}，生产环境）"),
            (Lang::Zh, "staging") => format!("{name}（{system}，模拟环境）"),
            (Lang::Zh, env) => format!("{name}（{system}，{env}）"),
            (Lang::En, env) => format!("{name} ({system}, {env})"),
        }
    }

    /// Makes the ledger if there is none, and holds it.
    pub(super) fn hold(&self) -> Result<Lock> {
        let held = Ledger::make(self.ledger.path()).and_then(|ledger| ledger.hold(&self.who()));
        held.map_err(|fault| self.refused(&Words::from(&fault)))
    }

    /// What a lock says of who holds it.
    pub(super) fn who(&self) -> String {
        let (pid, at) = (std::process::id(), self.ctx.local(self.ctx.now));
        format!("{} @ {}, pid {pid}, {at}", self.ctx.operator, self.ctx.machine)
    }

    /// Times of records: the moment, or what was fixed for this command.
    pub(super) fn clock(&self) -> impl Fn() -> Timestamp + 'static {
        let fixed = self.ctx.now_fixed.then_some(self.ctx.now);
        move || fixed.unwrap_or_else(ctx::clock)
    }

    /// Where the parts lie, in the order of the target. Nothing is touched yet.
    pub(super) fn places(&self) -> Result<Vec<Box<dyn Place>>> {
        self.reach(true)
    }

    /// The same, to look at: nothing is put on any host.
    pub(super) fn places_to_see(&self) -> Result<Vec<Box<dyn Place>>> {
        self.reach(false)
    }

    fn reach(&self, brings: bool) -> Result<Vec<Box<dyn Place>>> {
        let one = |place: &crate::model::release::Place| -> Result<Box<dyn Place>> {
            match (&place.host, place.way) {
                (None, _) => Ok(Box::new(Local::new(&place.name, &place.root, &place.state, self.app.stop().clone()))),
                (Some(host), way) => super::remote::place(self, place, host, way == Way::Agent, brings),
            }
        };
        self.target.places.iter().map(one).collect()
    }

    /// Lets those that a run works with do something; `steps` takes what they tell.
    pub(super) fn with_crew<T>(
        &self,
        work: &Work,
        kit: Kit,
        places: Vec<Box<dyn Place>>,
        steps: &mut Vec<Told>,
        what: impl FnOnce(&mut Crew<'_>) -> T,
    ) -> Result<T> {
        let (clock, databases) = (self.clock(), super::databases::sessions(self, work)?);
        let mut ask = |verify: &Verify| self.ask(verify);
        let mut tell = |told: &Told| {
            self.show(told);
            steps.push(told.clone());
        };
        let mut crew = Crew {
            places,
            databases,
            kit,
            ask: &mut ask,
            tell: &mut tell,
            clock: &clock,
            operator: self.ctx.operator.clone(),
            who: self.who(),
            stop: self.app.stop(),
        };
        Ok(what(&mut crew))
    }

    /// The run that did not end, if there is one.
    pub(super) fn open_run(&self) -> Result<Option<Open>> {
        open_run(&self.ledger).map_err(|fault| self.refused(&Words::from(&fault)))
    }

    /// Nothing was touched, and why.
    pub(super) fn refused(&self, why: &Words) -> Error {
        Error::new(Kind::Input, Msg::ReleaseRefused { target: self.target.name.clone(), why: why.to(self.lang).to_owned() })
    }

    /// Everything that keeps a package from a target, with the paths that are not as it asks for.
    pub(super) fn unfit(&self, all: &[Unfit]) -> Error {
        for unfit in all {
            if let Unfit::Drift { drift, .. } | Unfit::Fault { fault: Fault::Drift(drift), .. } = unfit {
                self.drift(drift);
            }
        }
        let errors = all.iter().map(|unfit| self.refused(&unfit.words()));
        let drifted = all.iter().any(|unfit| matches!(unfit, Unfit::Drift { .. }));
        let error = Error::all(errors.collect()).unwrap_or_else(|| self.refused(&Words::default()));
        if drifted { error.hint(Msg::HintReleaseDrift {}) } else { error }
    }

    pub(super) fn drift(&self, drift: &[crate::release::Drift]) {
        for one in drift.iter().take(LISTED) {
            self.app.ui.warn(&format!("  ≠ {}", if self.lang == Lang::Zh { one.zh() } else { one.en() }));
        }
        if let Some(more) = drift.len().checked_sub(LISTED).filter(|more| *more > 0) {
            self.app.ui.warn(&format!("  … +{more}"));
        }
    }

    /// A line of the course of a run, as it happens.
    pub(super) fn show(&self, told: &Told) {
        let (mark, words) = (if told.ok { "✓" } else { "✗" }, told.doing.words());
        let took = if told.ms >= 100 { format!(" {}", seconds(told.ms)) } else { String::new() };
        let place = if told.place.is_empty() { String::new() } else { format!(" [{}]", told.place) };
        let more = told.told.to(self.lang);
        let gap = if more.is_empty() { "" } else { say(self.lang, "：", ": ") };
        let line = format!("{mark} {}{place}{took}{gap}{more}", words.to(self.lang));
        if told.ok { self.app.ui.note(&line) } else { self.app.ui.warn(&line) }
    }

    /// Asks a person how something looks.
    pub(super) fn ask(&self, verify: &Verify) -> Looked {
        let Probe::Manual { ask } = &verify.probe else { return Looked { ok: false, told: Words::default(), ms: 0 } };
        let (yes, no) = (say(self.lang, "通过", "pass"), say(self.lang, "不通过", "fail"));
        let watch = ctx::Stopwatch::start();
        let question = format!("{ask} —— {yes} (y) / {no} (n)：");
        loop {
            let answer = if self.app.ui.can_ask() { self.app.ui.ask(&question) } else { None };
            let Some(answer) = answer else {
                let told = Words::new("没有人在终端前回答", "nobody is at a terminal to answer");
                return Looked { ok: false, told, ms: watch.ms() };
            };
            let ok = match answer.trim().to_lowercase().as_str() {
                "y" | "yes" | "pass" | "通过" => true,
                "n" | "no" | "fail" | "不通过" => false,
                _ => continue,
            };
            let by = &self.ctx.operator;
            let told = if ok {
                Words::new(format!("{by}：通过"), format!("{by}: pass"))
            } else {
                Words::new(format!("{by}：不通过"), format!("{by}: fail"))
            };
            return Looked { ok, told, ms: watch.ms() };
        }
    }

    /// How a run ended, told, and as an exit code.
    pub(super) fn ended(&self, ended: &Ended, work: &Work) -> Exit {
        let (lang, target) = (self.lang, self.target.name.clone());
        let list = |what: &[Words]| what.iter().for_each(|one| self.app.ui.warn(&format!("  ! {}", one.to(lang))));
        match ended {
            Ended::Committed { number } => {
                let (number, paths) = (number.clone(), work.paths().to_string());
                let msg = match work.undoes.clone() {
                    None => Msg::ReleaseDone { target, number, paths },
                    Some(undone) => Msg::ReleaseUndone { target, number, undone, paths },
                };
                self.app.ui.out(&format!("{}\n", msg.to(lang)));
                Exit::OK
            }
            Ended::TakenBack { number, asked: true, .. } => {
                self.app.ui.note(&Msg::ReleaseRehearsed { target, number: number.clone() }.to(lang));
                Exit::OK
            }
            Ended::TakenBack { number, why, .. } => {
                let why = why.to(lang).to_owned();
                let number = number.clone();
                let msg = if work.undoes.is_some() {
                    Msg::ReleaseUndoFailed { target, number, why }
                } else {
                    Msg::ReleaseTakenBack { target, number, why }
                };
                self.app.ui.warn(&msg.to(lang));
                Exit::WARNING
            }
            Ended::Manual { number, why, what } => {
                let why = why.to(lang).to_owned();
                self.app.ui.warn(&Msg::ReleaseManual { target: target.clone(), number: number.clone(), why }.to(lang));
                list(what);
                self.app.ui.warn(&Msg::HintReleaseManual { target }.to(lang));
                Exit::CRITICAL
            }
            Ended::Open { number, why, what } => {
                let why = why.to(lang).to_owned();
                self.app.ui.warn(&Msg::ReleaseOpen { target: target.clone(), number: number.clone(), why }.to(lang));
                list(what);
                self.app.ui.warn(&Msg::HintReleaseOpen { target }.to(lang));
                Exit::CRITICAL
            }
        }
    }

    /// What an earlier run left is ended before anything else is done.
    pub(super) fn no_open_run(&self) -> Result<()> {
        match self.open_run()? {
            None => Ok(()),
            Some(open) => {
                let (target, number) = (self.target.name.clone(), open.number.clone());
                let manual = matches!(open.marks().next_back(), Some(run::Mark::Manual { .. }));
                let hint = if manual {
                    Msg::HintReleaseManual { target: target.clone() }
                } else {
                    Msg::HintReleaseOpen { target: target.clone() }
                };
                Err(Error::new(Kind::Input, Msg::ReleaseIsOpen { target, number }).hint(hint))
            }
        }
    }
}

/// `<data>/release`.
pub(super) fn data(app: &App) -> Result<PathBuf> {
    Ok(app.config()?.settings.data_dir.value.join("release"))
}

pub(super) fn seconds(ms: u64) -> String {
    format!("{:.1} s", Duration::from_millis(ms).as_secs_f64())
}

/// Databases of a run, by name.
pub(super) type Databases<'d> = BTreeMap<String, Box<dyn run::Sql + 'd>>;
