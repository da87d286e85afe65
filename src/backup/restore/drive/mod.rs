//! The steps of a restore test, one after the other, and cleaning up whatever happens. `look`: what came back.

mod look;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::compare::Sides;
use super::journal::{Desk, Journal};
use super::logs::{self, Told};
use super::record::{Finding, Record, StepDone};
use super::runner::{Filled, Name, Runner, Values};
use crate::ctx::{Ctx, Stopwatch, clock};
use crate::links::folder::shown;
use crate::links::step::{self, End, Group, Program};
use crate::model::backup::{BackupSet, RestorePlan};
use crate::model::{Verdict, Words};
use crate::parse::backuplog::{self, Codes};
pub use look::conclude;

/// The most that a step may print.
const MOST: u64 = 256 << 20;
/// So much of the end of an output is kept in the record.
const KEPT: usize = 4000;
/// Cleaning up may take so long at least, whatever the limit of the test was.
const CLEANING: Duration = Duration::from_secs(30 * 60);

/// A restore test that is ready to begin.
pub struct Job<'a> {
    pub set: &'a BackupSet,
    pub plan: &'a RestorePlan,
    pub runner: &'a Runner,
    pub values: Values,
    pub slot: Timestamp,
    /// `2026-11-24 22:00`.
    pub label: String,
    pub bytes: u64,
    pub sides: Sides,
    pub codes: &'a Codes,
    pub desk: &'a Desk,
    pub ctx: &'a Ctx,
    pub stop: &'a AtomicBool,
    /// Tells what is being done.
    pub say: &'a dyn Fn(&str),
}

/// Why it was not begun.
#[derive(Debug)]
pub enum Refused {
    /// What would be made is there.
    Exists(String),
    /// The marker was not found: the command, and what it said.
    NoMarker(String, String),
    /// This backup would touch more than what is made for it.
    Unfit(String),
    /// A step that only asks had no answer: its name, and what it said.
    NoAnswer(&'static str, String),
    Io(io::Error),
}

impl From<io::Error> for Refused {
    fn from(e: io::Error) -> Self {
        Self::Io(e)
    }
}

/// What a program did.
struct Ran {
    done: StepDone,
    good: bool,
    end: Option<End>,
    out: PathBuf,
}

impl Ran {
    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.out).unwrap_or_default()
    }
}

/// Runs one program; a program that is not there is a step that failed.
fn execute(name: &str, filled: &Filled, out: PathBuf, limit: Duration, stop: Option<&AtomicBool>, started: &mut dyn FnMut(Group)) -> Ran {
    let watch = Stopwatch::start();
    let err = (!filled.log).then(|| out.with_extension("err"));
    let program =
        Program { argv: &filled.argv, env: &filled.env, stdin: &filled.stdin, out: &out, err: err.as_deref(), deadline: limit, most: MOST };
    let end = step::run(&program, stop, started);
    let told = match &end {
        Ok(End::Exit(code)) => format!("exit {code}"),
        Ok(End::Signal(signal)) => format!("signal {signal}"),
        Ok(End::TimedOut) => "timed out".into(),
        Ok(End::Stopped) => "stopped".into(),
        Ok(End::TooMuch) => "printed too much".into(),
        Err(e) => format!("not started: {e}"),
    };
    let good = matches!(end, Ok(End::Exit(code)) if filled.ok.contains(&code));
    let mut output = tail(&out);
    if let Some(err) = &err {
        let complaint = tail(err);
        if !complaint.is_empty() {
            output = if output.is_empty() { complaint } else { format!("{output}\n{complaint}") };
        }
    }
    let done = StepDone { step: name.into(), command: filled.shown(), end: told, seconds: seconds(&watch), output };
    Ran { done, good, end: end.ok(), out }
}

#[expect(clippy::cast_precision_loss, reason = "seconds to three decimals")]
fn seconds(watch: &Stopwatch) -> f64 {
    watch.ms() as f64 / 1000.0
}

/// The end of a file, without passwords.
fn tail(path: &Path) -> String {
    use std::io::{Read, Seek, SeekFrom};
    let read = || -> io::Result<Vec<u8>> {
        let mut file = std::fs::File::open(path)?;
        let len = file.metadata()?.len();
        file.seek(SeekFrom::Start(len.saturating_sub(KEPT as u64)))?;
        let mut bytes = Vec::new();
        file.take(KEPT as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let text = shown(&read().unwrap_or_default());
    let hide = |line: &str| if backuplog::shows_password(line) { "***".to_owned() } else { line.to_owned() };
    text.trim().lines().map(hide).collect::<Vec<_>>().join("\n")
}

/// Asks, before anything is made: is it absent, and is this a place for it?
pub fn gate(job: &Job<'_>) -> Result<Vec<StepDone>, Refused> {
    let work = job.desk.work(&job.values.scratch)?;
    let asked = ask(job, &work);
    if asked.is_err() {
        let _ = std::fs::remove_dir_all(&work);
    }
    asked
}

fn ask(job: &Job<'_>, work: &Path) -> Result<Vec<StepDone>, Refused> {
    let mut steps = Vec::new();
    let whole = Duration::from_secs(job.plan.limit_s.into());
    let short = whole.min(Duration::from_secs(600));
    // The last of them reads the backup.
    for (name, more, limit) in [(Name::Marker, true, short), (Name::Exists, false, short), (Name::Unfit, false, whole)] {
        for filled in job.runner.filled(name, &job.values, "") {
            (job.say)(name.as_str());
            let ran = execute(name.as_str(), &filled, work.join(format!("{}.out", name.as_str())), limit, Some(job.stop), &mut |_| ());
            let said = ran.bytes().iter().any(|b| !b.is_ascii_whitespace());
            if !ran.good || said != more {
                let told = format!("{} {}", ran.done.end, ran.done.output);
                return Err(match name {
                    Name::Exists if ran.good => Refused::Exists(format!("{}: {told}", ran.done.command)),
                    Name::Unfit if ran.good => Refused::Unfit(ran.done.output),
                    Name::Marker if !matches!(ran.end, Some(End::Stopped | End::TimedOut)) => Refused::NoMarker(ran.done.command, told),
                    _ => Refused::NoAnswer(name.as_str(), told),
                });
            }
            steps.push(ran.done);
        }
    }
    Ok(steps)
}

/// The whole test. The error is one that came before anything was made.
pub fn run(job: &Job<'_>, asked: Vec<StepDone>) -> io::Result<Record> {
    let began_at = if job.ctx.now_fixed { job.ctx.now } else { clock() };
    let values = &job.values;
    let journal = Journal {
        format: Journal::new_format(),
        set: job.set.target.name.clone(),
        slot: job.slot,
        runner: job.runner.name.clone(),
        target: job.runner.target(values),
        scratch: values.scratch.clone(),
        began_at,
        operator: job.ctx.operator.clone(),
        machine: job.ctx.machine.clone(),
        step: String::new(),
        group: None,
        out: None,
        clean: job.runner.filled(Name::Clean, values, ""),
    };
    job.desk.write(&journal)?;
    let record = Record {
        files: values.files.clone(),
        bytes: job.bytes,
        runner: journal.runner.clone(),
        runner_origin: job.runner.origin.clone(),
        target: journal.target.clone(),
        scratch: values.scratch.clone(),
        steps: asked,
        ..Record::blank(&journal.set, job.slot, job.label.clone(), began_at)
    };
    let work = job.desk.work(&values.scratch)?;
    let mut test = Test {
        job,
        journal,
        work,
        record,
        watch: Stopwatch::start(),
        number: 0,
        // What only reads brings nothing back.
        sides: if job.runner.writes { job.sides.clone() } else { Sides::default() },
        ended: false,
        log_judged: false,
    };
    test.all();
    Ok(test.record)
}

/// A test that is under way.
struct Test<'a> {
    job: &'a Job<'a>,
    journal: Journal,
    work: PathBuf,
    record: Record,
    watch: Stopwatch,
    number: usize,
    sides: Sides,
    /// Stopped, or out of time: nothing but cleaning up is done any more.
    ended: bool,
    log_judged: bool,
}

impl Test<'_> {
    fn all(&mut self) {
        let restored = self.restore();
        let at = SignedDuration::from_millis(i64::try_from(self.watch.ms()).unwrap_or(i64::MAX));
        self.record.ended_at = self.record.began_at.checked_add(at).unwrap_or(self.record.began_at);
        if restored {
            self.record.restore_seconds = Some(seconds(&self.watch));
            self.look();
        }
        self.clean();
        self.record.seconds = seconds(&self.watch);
        let scrub = &self.job.ctx.scrub;
        for step in &mut self.record.steps {
            step.command = scrub.clean(&step.command);
            step.output = scrub.clean(&step.output);
        }
        self.record.judge();
        // What went wrong is worth looking at; everything else is in the record.
        if self.record.cleaned != Some(false) && self.record.verdict != Verdict::Critical {
            let _ = std::fs::remove_dir_all(&self.work);
        }
    }

    fn find(&mut self, level: Verdict, topic: &'static str, zh: impl Into<String>, en: impl Into<String>) {
        self.record.findings.push(Finding::new(level, topic, zh, en));
    }

    fn not_compared(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.record.not_compared.push(Words::new(zh, en));
    }

    /// Runs a step of the runner; `None` where it has none. What failed is told with `level`.
    fn step(&mut self, name: Name, sql: &str, level: Verdict) -> Option<Vec<(Ran, bool)>> {
        let filled = self.job.runner.filled(name, &self.job.values, sql);
        if filled.is_empty() {
            return None;
        }
        let mut all = Vec::new();
        for one in filled {
            if self.ended {
                break;
            }
            self.number += 1;
            (self.job.say)(&format!("{} {}", self.number, name.as_str()));
            let out = self.work.join(format!("{:02}-{}.out", self.number, name.as_str()));
            (self.journal.step, self.journal.out, self.journal.group) = (name.as_str().to_owned(), Some(out.clone()), None);
            // What cleaning up needs has been on disk since before the first step.
            let _ = self.job.desk.write(&self.journal);
            let limit = self.left();
            let (journal, desk) = (&mut self.journal, self.job.desk);
            let ran = execute(name.as_str(), &one, out, limit, Some(self.job.stop), &mut |group| {
                journal.group = Some(group);
                let _ = desk.write(journal);
            });
            self.record.steps.push(ran.done.clone());
            let good = ran.good;
            if !good {
                self.failed(&ran, level);
            }
            all.push((ran, one.log));
            if !good {
                break;
            }
        }
        Some(all)
    }

    fn failed(&mut self, ran: &Ran, level: Verdict) {
        let (step, end, output) = (&ran.done.step, &ran.done.end, last_lines(&ran.done.output));
        match ran.end {
            Some(End::TimedOut) => self.late(step),
            Some(End::Stopped) => self.stopped(step),
            _ => {
                self.find(
                    level,
                    "restore",
                    format!("步骤 {step} 失败（{end}）：{output}"),
                    format!("step {step} failed ({end}): {output}"),
                );
            }
        }
    }

    fn late(&mut self, step: &str) {
        let limit = self.job.plan.limit_s;
        self.ended = true;
        self.find(
            Verdict::Critical,
            "restore",
            format!("步骤 {step} 超过时限 {limit} 秒，已结束"),
            format!("step {step} was ended: the limit of {limit} s has passed"),
        );
    }

    fn stopped(&mut self, step: &str) {
        (self.ended, self.record.stopped) = (true, true);
        self.find(Verdict::Unknown, "restore", format!("在步骤 {step} 被中断"), format!("stopped in step {step}"));
    }

    fn is_stopped(&self) -> bool {
        self.job.stop.load(Ordering::Relaxed)
    }

    fn left(&self) -> Duration {
        Duration::from_secs(self.job.plan.limit_s.into()).saturating_sub(Duration::from_millis(self.watch.ms()))
    }

    /// Prepares and restores; whether it came to its end.
    fn restore(&mut self) -> bool {
        if let Some(prepared) = self.step(Name::Prepare, "", Verdict::Critical)
            && !prepared.iter().all(|(ran, _)| ran.good)
        {
            return false;
        }
        if self.ended {
            return false;
        }
        let restored = self.step(Name::Restore, "", Verdict::Critical).unwrap_or_default();
        let names: Vec<String> = self.job.values.files.clone();
        let mut good = !restored.is_empty();
        for (ran, log) in &restored {
            good &= ran.good;
            if *log {
                let own = Path::new(&self.job.values.log);
                let path = if own.metadata().is_ok_and(|meta| meta.len() > 0) { own.to_owned() } else { ran.out.clone() };
                let Told { findings, codes, imported, judged } = logs::read_log(&path, "restore", &names, self.job.codes);
                self.record.findings.extend(findings);
                self.record.log.extend(codes);
                self.sides.imported.extend(imported);
                self.log_judged |= judged;
            }
        }
        good && !self.ended
    }

    /// Takes away what was made, also after Ctrl-C.
    fn clean(&mut self) {
        (self.job.say)("clean");
        let limit = CLEANING.max(Duration::from_secs(self.job.plan.limit_s.into()));
        let (steps, cleaned) = take_away(self.job.desk, &mut self.journal, &self.work, limit);
        self.record.steps.extend(steps);
        self.record.cleaned = Some(cleaned.is_ok());
        if let Err(why) = cleaned {
            let (scratch, target) = (&self.journal.scratch, &self.journal.target);
            let (zh, en) = (
                format!("没有清理干净，{target} 上还留着 {scratch}：{why}"),
                format!("cleaning up failed, {scratch} is still at {target}: {why}"),
            );
            self.find(Verdict::Critical, "clean", zh, en);
        }
    }
}

/// Runs what the journal says. It is forgotten only when the record was stored ([`Desk::remove`]).
fn take_away(desk: &Desk, journal: &mut Journal, work: &Path, limit: Duration) -> (Vec<StepDone>, Result<(), String>) {
    let mut steps = Vec::new();
    for (index, filled) in journal.clean.clone().iter().enumerate() {
        let out = work.join(format!("clean-{index}.out"));
        (journal.step, journal.out, journal.group) = ("clean".into(), Some(out.clone()), None);
        let _ = desk.write(journal);
        let ran = execute("clean", filled, out, limit, None, &mut |group| {
            journal.group = Some(group);
            let _ = desk.write(journal);
        });
        let failed = (!ran.good).then(|| format!("{} {}", ran.done.end, last_lines(&ran.done.output)));
        steps.push(ran.done);
        if let Some(why) = failed {
            return (steps, Err(why));
        }
    }
    (steps, Ok(()))
}

/// Cleans up after a test whose process is no more: ends what it left running, then runs its steps `clean`.
pub fn clean_up(desk: &Desk, journal: &Journal) -> Result<Vec<StepDone>, String> {
    if let Some(out) = &journal.out
        && !step::end_leftover(out, journal.group)
    {
        return Err(format!("a program of step {} still runs ({})", journal.step, out.display()));
    }
    let work = desk.work(&journal.scratch).map_err(|e| e.to_string())?;
    let (steps, cleaned) = take_away(desk, &mut journal.clone(), &work, CLEANING);
    cleaned?;
    let _ = std::fs::remove_dir_all(&work);
    Ok(steps)
}

/// The last lines of an output, for a sentence.
fn last_lines(output: &str) -> String {
    let lines: Vec<&str> = output.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.iter().skip(lines.len().saturating_sub(3)).copied().collect::<Vec<_>>().join(" / ")
}
