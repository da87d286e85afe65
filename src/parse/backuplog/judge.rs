//! A run and what it was for → whether it will do, and why not. Pure; the words are the caller's.

use super::close::counts;
use super::entry::{Code, Phase, TableRows};
use super::rman_run::Action;
use super::run::{Beginning, Run, Tool, Verdict, Why};
use super::severity::Codes;

/// What the run was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// To make a backup.
    Backup,
    /// To restore one, or to prove that it can be.
    Restore,
}

/// How a run is judged, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It will do.
    Pass,
    /// It will do, and someone should look.
    Warn,
    /// The log does not prove it.
    Unknown,
    /// It will not do.
    Fail,
}

/// Why a run is not simply good. Numbers are places in the lists of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// By its last words, or for want of them.
    Ended(Verdict),
    /// Another vendor's tool, whatever words it prints.
    NotOracle(Tool),
    /// An import where an export was wanted, or the other way round.
    OtherPurpose(Tool),
    /// Nothing was written or read.
    NothingDone,
    /// The head of the log is missing: these may be the last words of anything.
    HeadMissing,
    /// A code: its place in [`Run::codes`].
    Code(usize),
    /// It says that there were so many errors, and shows none.
    ErrorsNotListed(u64),
    /// It says that there were warnings, and shows none.
    WarningsNotListed,
    /// It stood still for want of space, and went on: place in [`Run::waits`].
    WaitResumed(usize),
    /// It stood still, and nothing more is said.
    WaitNotResumed(usize),
    /// Rows of a table are missing: place in [`Run::rows`].
    RowsMissing(usize),
    /// A table was begun and no count of its rows followed: place in [`Run::rows`].
    NotCounted(usize),
    /// The import passed a table over: place in [`Run::rows`].
    TableSkipped(usize),
    /// Only the definitions were wanted (`ROWS=N`).
    RowsLeftOut,
    /// An operation of RMAN has no end: place in its list.
    Unfinished(usize),
    /// An error stack of RMAN.
    Stack,
    /// RMAN left something out: place in its list.
    Skipped(usize),
    /// Validation found bad blocks: place in its list.
    Corrupt(usize),
    /// Crosscheck missed so many pieces.
    Expired(u64),
    /// So many entries did not fit into memory.
    LeftOut(u64),
    /// The lists of this older run were given up for later ones.
    Thinned,
}

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad.
    pub level: Level,
    /// Where it stands, if anywhere.
    pub line: Option<u64>,
    /// What.
    pub reason: Reason,
}

/// The judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The worst of the findings.
    pub level: Level,
    /// All of them, as they came.
    pub findings: Vec<Finding>,
}

/// The most findings of one kind that are listed by their places.
const EACH: usize = 1000;

/// Judges a run by its last words and by everything that was said before them.
#[must_use]
pub fn judge(run: &Run, purpose: Purpose, codes: &Codes) -> Judged {
    let mut judge = Judge { run, purpose, findings: Vec::new() };
    judge.origin();
    judge.end();
    judge.codes(codes);
    judge.waits();
    judge.rows();
    judge.rman();
    if run.left_out > 0 {
        judge.add(Level::Unknown, None, Reason::LeftOut(run.left_out));
    }
    if run.thinned {
        judge.add(Level::Unknown, None, Reason::Thinned);
    }
    let level = judge.findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Pass);
    Judged { level, findings: judge.findings }
}

struct Judge<'a> {
    run: &'a Run,
    purpose: Purpose,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn add(&mut self, level: Level, line: Option<u64>, reason: Reason) {
        self.findings.push(Finding { level, line, reason });
    }

    fn origin(&mut self) {
        let run = self.run;
        if !run.tool.is_oracle() {
            self.add(Level::Unknown, Some(run.lines.0), Reason::NotOracle(run.tool));
        }
        if run.tool.exports().is_some_and(|exports| exports != (self.purpose == Purpose::Backup)) {
            self.add(Level::Unknown, Some(run.lines.0), Reason::OtherPurpose(run.tool));
        }
        if run.beginning == Beginning::Missing {
            self.add(Level::Unknown, Some(run.lines.0), Reason::HeadMissing);
        }
    }

    fn end(&mut self) {
        let run = self.run;
        let line = run.evidence.as_ref().map(|evidence| evidence.line);
        let verdict = run.end();
        let listed = run.codes.iter().any(|code| counts(run, code) && code.phase != Phase::AfterEnd);
        match verdict {
            Verdict::Success => {}
            // Whether warnings matter is for the codes to say.
            Verdict::SuccessWithWarnings if listed || run.rman.is_some() => {}
            Verdict::SuccessWithWarnings => self.add(Level::Warn, line, Reason::WarningsNotListed),
            Verdict::WithErrors(_) if listed => self.add(Level::Warn, line, Reason::Ended(verdict)),
            Verdict::WithErrors(n) => self.add(Level::Unknown, line, Reason::ErrorsNotListed(n)),
            Verdict::Failed | Verdict::Incomplete | Verdict::Unknown(Why::HelpOnly) => {
                self.add(Level::Fail, line, Reason::Ended(verdict));
            }
            Verdict::Unknown(_) => self.add(Level::Unknown, line, Reason::Ended(verdict)),
        }
        let claims = matches!(
            verdict,
            Verdict::Success | Verdict::SuccessWithWarnings | Verdict::WithErrors(_) | Verdict::Unknown(Why::NothingDone)
        );
        if claims && run.tool.is_oracle() && !run.thinned && run.left_out == 0 && self.nothing_done() {
            self.add(Level::Fail, line, Reason::NothingDone);
        }
        if run.rows_left_out && !run.exported_nothing {
            self.add(Level::Warn, None, Reason::RowsLeftOut);
        }
    }

    fn nothing_done(&self) -> bool {
        match (&self.run.rman, self.purpose) {
            (Some(rman), Purpose::Restore) => {
                let restores = [Action::Restore, Action::Recover, Action::Validate];
                !rman.operations.iter().any(|operation| restores.contains(&operation.action))
            }
            _ => self.run.exported_nothing,
        }
    }

    fn codes(&mut self, codes: &Codes) {
        let run = self.run;
        let judged = |code: &Code| counts(run, code) && code.phase != Phase::Wait;
        for (at, code) in run.codes.iter().enumerate().filter(|(_, code)| judged(code)) {
            let level = codes.level(code, self.purpose);
            // What the script did afterwards is worth a look, and not the run's fault.
            let level = if code.phase == Phase::AfterEnd { level.min(Level::Warn) } else { level };
            if level > Level::Pass {
                self.add(level, Some(code.line), Reason::Code(at));
            }
        }
    }

    fn waits(&mut self) {
        for (at, wait) in self.run.waits.iter().enumerate() {
            let (level, reason) =
                if wait.resumed { (Level::Warn, Reason::WaitResumed(at)) } else { (Level::Fail, Reason::WaitNotResumed(at)) };
            self.add(level, Some(wait.line), reason);
        }
    }

    fn rows(&mut self) {
        let run = self.run;
        let missing = |row: &TableRows| row.of.is_some_and(|of| row.rows.is_some_and(|rows| rows < of));
        for (at, row) in run.rows.iter().enumerate().filter(|(_, row)| missing(row)).take(EACH) {
            self.add(Level::Fail, Some(row.line), Reason::RowsMissing(at));
        }
        for (at, row) in run.rows.iter().enumerate().filter(|(_, row)| row.skipped).take(EACH) {
            self.add(Level::Fail, Some(row.line), Reason::TableSkipped(at));
        }
        if !run.rows_left_out {
            for (at, row) in run.rows.iter().enumerate().filter(|(_, row)| row.rows.is_none() && !row.skipped).take(EACH) {
                self.add(Level::Warn, Some(row.line), Reason::NotCounted(at));
            }
        }
    }

    fn rman(&mut self) {
        let Some(rman) = self.run.rman.as_deref() else { return };
        for stack in rman.stacks.iter().take(EACH) {
            self.add(Level::Fail, Some(stack.line), Reason::Stack);
        }
        for (at, operation) in rman.operations.iter().enumerate().filter(|(_, o)| o.finished.is_none()).take(EACH) {
            self.add(Level::Fail, Some(operation.begun.line), Reason::Unfinished(at));
        }
        for (at, skipped) in rman.skipped.iter().enumerate().filter(|(_, s)| !s.backed_up).take(EACH) {
            self.add(Level::Warn, Some(skipped.line), Reason::Skipped(at));
        }
        for (at, corrupt) in rman.corrupt.iter().enumerate().take(EACH) {
            self.add(Level::Fail, Some(corrupt.line), Reason::Corrupt(at));
        }
        if rman.expired > 0 {
            self.add(Level::Warn, None, Reason::Expired(rman.expired));
        }
    }
}
