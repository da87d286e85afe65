//! The steps of a restore test, one after the other, and cleaning up whatever happens.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::compare::Sides;
use super::compare_rows;
use super::journal::{Desk, Journal};
use super::logs::{self, Told};
use super::printed;
use super::record::{Finding, Record, SmokeDone, StepDone};
use super::runner::{Filled, Name, Runner, Values};
use crate::ctx::{Ctx, Stopwatch, clock};
use crate::links::folder::shown;
use crate::links::step::{self, End, Program};
use crate::model::backup::{BackupSet, RestorePlan, Smoke};
use crate::model::{Verdict, Words};
use crate::parse::backuplog::{self, Codes};

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
fn execute(name: &str, filled: &Filled, out: PathBuf, limit: Duration, stop: Option<&AtomicBool>, started: &mut dyn FnMut(u32)) -> Ran {
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
    let limit = Duration::from_secs(u64::from(job.plan.limit_s).min(600));
    for (name, more) in [(Name::Marker, true), (Name::Exists, false)] {
        for filled in job.runner.filled(name, &job.values, "") {
            (job.say)(name.as_str());
            let ran = execute(name.as_str(), &filled, work.join(format!("{}.out", name.as_str())), limit, Some(job.stop), &mut |_| ());
            let said = ran.bytes().iter().any(|b| !b.is_ascii_whitespace());
            if !ran.good || said != more {
                let told = format!("{}: {} {}", ran.done.command, ran.done.end, ran.done.output);
                return Err(match name {
                    Name::Exists if ran.good => Refused::Exists(told),
                    _ => Refused::NoMarker(ran.done.command, format!("{} {}", ran.done.end, ran.done.output)),
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
        schema: 1,
        set: journal.set.clone(),
        slot: job.slot,
        backup: job.label.clone(),
        files: values.files.clone(),
        bytes: job.bytes,
        runner: job.runner.name.clone(),
        runner_origin: job.runner.origin.clone(),
        target: journal.target.clone(),
        scratch: values.scratch.clone(),
        source: "run",
        began_at,
        ended_at: began_at,
        restore_seconds: None,
        seconds: 0.0,
        verdict: Verdict::Unknown,
        cleaned: None,
        steps: asked,
        log: Vec::new(),
        rows: None,
        objects: Vec::new(),
        sequences: Vec::new(),
        smoke: Vec::new(),
        findings: Vec::new(),
        not_compared: Vec::new(),
    };
    let work = job.desk.work(&values.scratch)?;
    let mut test = Test {
        job,
        journal,
        work,
        record,
        watch: Stopwatch::start(),
        number: 0,
        sides: job.sides.clone(),
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
        if self.record.cleaned != Some(false) && self.record.verdict == Verdict::Ok {
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
            let limit = Duration::from_secs(self.job.plan.limit_s.into()).saturating_sub(Duration::from_millis(self.watch.ms()));
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
        let (level, zh, en) = match ran.end {
            Some(End::TimedOut) => {
                let limit = self.job.plan.limit_s;
                self.ended = true;
                (
                    Verdict::Critical,
                    format!("步骤 {step} 超过时限 {limit} 秒，已结束"),
                    format!("step {step} was ended: the limit of {limit} s has passed"),
                )
            }
            Some(End::Stopped) => {
                self.ended = true;
                (Verdict::Unknown, format!("在步骤 {step} 被中断"), format!("stopped in step {step}"))
            }
            _ => (level, format!("步骤 {step} 失败（{end}）：{output}"), format!("step {step} failed ({end}): {output}")),
        };
        self.record.findings.push(Finding::new(level, "restore", zh, en));
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

    /// Looks at what came back.
    fn look(&mut self) {
        self.sides.counted = self.count();
        if !self.ended {
            self.rows();
        }
        self.objects();
        self.sequences();
        for smoke in &self.job.plan.smoke {
            self.smoke(smoke);
        }
    }

    /// What a step printed, all files together; `None` where there is none, or it failed.
    fn printed(&mut self, name: Name) -> Option<Vec<u8>> {
        let ran = self.step(name, "", Verdict::Unknown)?;
        if self.ended || !ran.iter().all(|(ran, _)| ran.good) {
            return None;
        }
        Some(ran.iter().flat_map(|(ran, _)| [ran.bytes(), b"\n".to_vec()].concat()).collect())
    }

    fn strange(&mut self, topic: &'static str, lines: &[String]) {
        if let Some(first) = lines.first() {
            let n = lines.len();
            let (zh, en) = (format!("{n} 行输出看不懂，如：{first}"), format!("{n} lines were not understood, such as: {first}"));
            self.find(Verdict::Unknown, topic, zh, en);
        }
    }

    /// Rows by table, as the step `count` or opsctl itself counts them.
    fn count(&mut self) -> Option<crate::store::Counts> {
        let walk = self.job.runner.filled(Name::Count, &self.job.values, "").into_iter().find_map(|filled| filled.walk);
        if let Some(folder) = walk {
            return self.walk(Path::new(&folder));
        }
        if let Some(bytes) = self.printed(Name::Expect) {
            let (found, strange) = printed::counts(&bytes);
            self.strange("rows", &strange);
            self.sides.dump = found;
        }
        let bytes = self.printed(Name::Count)?;
        let (found, strange) = printed::counts(&bytes);
        self.strange("rows", &strange);
        Some(found)
    }

    fn walk(&mut self, folder: &Path) -> Option<crate::store::Counts> {
        (self.job.say)("count");
        let members = match printed::members(&self.job.values.files) {
            Ok(Some(members)) => members,
            Ok(None) => {
                self.not_compared(
                    "归档自己的清单（有文件不是完整的 tar 或 zip，或没有写出全部大小）",
                    "the archive's own list: a file is no whole tar or zip, or does not tell every size",
                );
                printed::Members::new()
            }
            Err(e) => {
                self.find(Verdict::Unknown, "rows", format!("归档读不了：{e}"), format!("the archive cannot be read: {e}"));
                printed::Members::new()
            }
        };
        self.sides.dump = printed::by_folder(&members);
        match printed::folders(folder, &members) {
            Ok(found) => Some(found),
            Err(e) => {
                self.find(
                    Verdict::Unknown,
                    "rows",
                    format!("恢复出的目录看不了：{e}"),
                    format!("what was restored cannot be looked at: {e}"),
                );
                None
            }
        }
    }

    fn rows(&mut self) {
        conclude(&self.sides, self.log_judged, &mut self.record);
    }

    fn objects(&mut self) {
        if self.job.runner.step(Name::Objects).is_none() {
            return self
                .not_compared("对象数和无效对象（执行器没有 objects）", "objects and what is invalid: the runner has no step objects");
        }
        let Some(bytes) = self.printed(Name::Objects) else { return };
        let (found, strange) = printed::objects(&bytes);
        self.strange("objects", &strange);
        let invalid: u64 = found.iter().filter(|(kind, _)| kind.eq_ignore_ascii_case("invalid")).map(|(_, n)| n).sum();
        if invalid > 0 {
            self.find(Verdict::Warning, "objects", format!("有 {invalid} 个无效对象"), format!("{invalid} objects are invalid"));
        }
        self.record.objects = found;
        self.not_compared(
            "对象数与源库（只记录，没有源库的数可比）",
            "objects with their source: they are recorded, its numbers are not known here",
        );
    }

    fn sequences(&mut self) {
        if self.job.runner.step(Name::Sequences).is_none() {
            return self.not_compared("序列当前值（执行器没有 sequences）", "values of sequences: the runner has no step sequences");
        }
        let Some(bytes) = self.printed(Name::Sequences) else { return };
        let (found, strange) = printed::sequences(&bytes);
        self.strange("sequences", &strange);
        let behind: Vec<String> = found
            .iter()
            .filter_map(|s| {
                s.value.zip(s.max).filter(|(value, max)| value < max).map(|(value, max)| format!("{} ({value} < {max})", s.name))
            })
            .collect();
        if !behind.is_empty() {
            let list = behind.join("; ");
            self.find(Verdict::Critical, "sequences", format!("序列落后于数据：{list}"), format!("sequences are behind the data: {list}"));
        }
        let unknown = found.iter().filter(|s| s.value.is_none() || s.max.is_none()).count();
        if unknown > 0 {
            self.not_compared(
                format!("{unknown} 个序列（没有值或没有最大值）"),
                format!("{unknown} sequences without a value or a maximum"),
            );
        }
        self.record.sequences = found;
    }

    /// One question of the site.
    fn smoke(&mut self, smoke: &Smoke) {
        let title = &smoke.title;
        let ran = if self.ended { None } else { self.step(Name::Query, &smoke.sql, Verdict::Critical) };
        let mut done = SmokeDone {
            title: title.clone(),
            sql: smoke.sql.clone(),
            min: smoke.min,
            max: smoke.max,
            answer: None,
            level: Verdict::Unknown,
        };
        match ran.as_deref() {
            None | Some([]) => self.find(Verdict::Unknown, "smoke", format!("“{title}”没有问"), format!("{title} was not asked")),
            Some([.., (ran, _)]) if !ran.good => done.level = Verdict::Critical,
            Some([.., (ran, _)]) => {
                let answer = shown(&ran.bytes()).trim().to_owned();
                let number = answer.parse::<f64>().ok().filter(|n| n.is_finite());
                let bounds =
                    format!("{} … {}", smoke.min.map_or("-∞".into(), |n| n.to_string()), smoke.max.map_or("∞".into(), |n| n.to_string()));
                match number {
                    _ if smoke.min.is_none() && smoke.max.is_none() => {
                        done.level = Verdict::Ok;
                        self.not_compared(
                            format!("“{title}”的答案 {answer}（没有设上下限）"),
                            format!("the answer of {title}, {answer}: it has no limits"),
                        );
                    }
                    None => self.find(
                        Verdict::Unknown,
                        "smoke",
                        format!("“{title}”的答案不是一个数：{answer}"),
                        format!("the answer of {title} is no number: {answer}"),
                    ),
                    Some(n) if smoke.min.is_some_and(|min| n < min) || smoke.max.is_some_and(|max| n > max) => {
                        done.level = Verdict::Critical;
                        self.find(
                            Verdict::Critical,
                            "smoke",
                            format!("“{title}”的答案 {answer} 不在 {bounds} 之内"),
                            format!("the answer of {title}, {answer}, is not within {bounds}"),
                        );
                    }
                    Some(_) => done.level = Verdict::Ok,
                }
                done.answer = Some(answer);
            }
        }
        self.record.smoke.push(done);
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

/// Compares rows, and says what nothing proves.
pub fn conclude(sides: &Sides, log_judged: bool, record: &mut Record) {
    let mut find = |level: Verdict, zh: &str, en: &str| record.findings.push(Finding::new(level, "rows", zh, en));
    if sides.counted.is_none() && sides.imported.is_empty() {
        if log_judged {
            record.not_compared.push(Words::new("行数（没有数，日志里也没有）", "rows: none were counted, and the log tells none"));
        } else {
            find(
                Verdict::Unknown,
                "没有任何东西能证明恢复出了什么（没有行数，也没有能判断的日志）",
                "nothing proves what came back: there are neither counts nor a log that can be judged",
            );
        }
        return;
    }
    let rows = compare_rows(sides, &mut record.findings);
    if sides.uncounted > 0 {
        let n = sides.uncounted;
        let (zh, en) = (format!("{n} 张表在备份文件里数不出行数"), format!("{n} tables whose rows cannot be counted in the dump"));
        record.not_compared.push(Words::new(zh, en));
    }
    if rows.same + rows.differing + rows.missing == 0 && rows.tables > 0 {
        let level = if log_judged { Verdict::Warning } else { Verdict::Unknown };
        let (zh, en) = (
            "有恢复出的行数，但没有可比的：导出日志和备份文件都没有行数",
            "rows came back and there is nothing to compare them with: neither the export's log nor the dump tells any",
        );
        record.findings.push(Finding::new(level, "rows", zh, en));
    }
    record.rows = Some(rows);
}

/// Runs what the journal says, and forgets it when all of that was done.
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
    (steps, desk.remove(&journal.scratch).map_err(|e| e.to_string()))
}

/// Cleans up after a test whose process is no more: ends what it left running, then runs its steps `clean`.
pub fn clean_up(desk: &Desk, journal: &Journal) -> Result<Vec<StepDone>, String> {
    if let Some(out) = &journal.out
        && !step::end_leftover(out, journal.group)
    {
        return Err(format!("a program of step {} still writes to {}", journal.step, out.display()));
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
