//! The end of a run, when its last line is read: what the lines together mean.

use super::entry::{Code, Phase};
use super::line::shown;
use super::open::Open;
use super::run::{Beginning, Evidence, Run, Tool, Verdict, Why};
use super::sentence::Product;

impl Open {
    /// The finished run.
    pub(super) fn close(mut self) -> Run {
        self.run.tool = self.tool();
        if self.run.connected
            && let Some(rman) = &mut self.run.rman
        {
            // A connection that failed and was tried again.
            let connected = self.connected_at;
            rman.stacks.retain(|stack| stack.line > connected);
        }
        self.run.exported_nothing = self.nothing();
        if self.run.help_banner && self.run.rows.is_empty() && self.run.verdict != Some(Verdict::Failed) {
            self.run.verdict = Some(Verdict::Unknown(Why::HelpOnly));
        }
        let (verdict, evidence) = match self.run.verdict {
            Some(verdict) => (self.vendor(verdict), None),
            None if self.run.tool == Tool::Rman => self.rman_verdict(),
            None => self.no_last_words(),
        };
        self.run.verdict = Some(verdict);
        let last = || Evidence { line: self.last.0, at: self.last.1, text: shown(&self.last_text) };
        self.run.evidence = evidence.or(self.run.evidence.take()).or_else(|| Some(last()));
        self.run
    }

    fn tool(&self) -> Tool {
        if self.run.tool != Tool::Other {
            return self.run.tool;
        }
        match (self.product, self.pump) {
            (Some(Product::Rman), _) => Tool::Rman,
            (Some(Product::Export), Some(true)) => Tool::Expdp,
            (Some(Product::Export), Some(false)) => Tool::Exp,
            (Some(Product::Import), Some(true)) => Tool::Impdp,
            (Some(Product::Import), Some(false)) => Tool::Imp,
            _ => Tool::Other,
        }
    }

    /// Whether nothing was written or read.
    fn nothing(&self) -> bool {
        if self.no_work {
            return true;
        }
        let counted = self.run.rows.iter().any(|row| !row.skipped);
        match self.run.tool {
            Tool::Rman => self.run.rman.as_ref().is_none_or(|rman| rman.pieces.is_empty()),
            // An export without a file list is an estimate, whatever its parameters were.
            Tool::Expdp => !counted && !self.run.dumps.iter().any(|dump| dump.listed),
            Tool::Impdp => !counted && self.object_types == 0,
            _ => !counted,
        }
    }

    /// 达梦 warns in words of its own, and its tools go on after an error.
    fn vendor(&self, verdict: Verdict) -> Verdict {
        match verdict {
            _ if self.vendor_failed => Verdict::Failed,
            Verdict::Success if self.vendor_warned => Verdict::SuccessWithWarnings,
            verdict => verdict,
        }
    }

    fn no_last_words(&self) -> (Verdict, Option<Evidence>) {
        let run = &self.run;
        match run.tool {
            Tool::Dm if self.vendor_failed => return (Verdict::Failed, None),
            Tool::Kingbase | Tool::OtherVendor => return (Verdict::Unknown(Why::NoLastWords), None),
            _ => {}
        }
        // Data Pump says nothing more when its job could not even begin. The original tools always do.
        if self.pump != Some(false)
            && run.job.is_none()
            && let Some(code) = run.codes.iter().find(|code| counts(run, code))
        {
            return (Verdict::Failed, Some(told(code)));
        }
        if run.lossy_lines > 0 {
            return (Verdict::Unknown(Why::Lossy), None);
        }
        if run.language.is_none() && run.strange_lines > 0 {
            return (Verdict::Unknown(Why::ForeignLanguage), None);
        }
        (Verdict::Incomplete, None)
    }

    /// `Recovery Manager complete.` is needed and proves nothing; stacks and what was begun decide.
    fn rman_verdict(&self) -> (Verdict, Option<Evidence>) {
        let run = &self.run;
        let fatal = |code: &&Code| counts(run, code) && matches!(code.code.as_str(), "RMAN-03002" | "RMAN-03009" | "RMAN-00554");
        if let Some(stack) = run.rman.as_ref().and_then(|rman| rman.stacks.first()) {
            let cause = run.codes.iter().filter(|code| counts(run, code)).find(|code| code.line > stack.line);
            return (Verdict::Failed, Some(cause.map_or_else(|| stack.clone(), told)));
        }
        if let Some(code) = run.codes.iter().find(fatal) {
            return (Verdict::Failed, Some(told(code)));
        }
        let Some(rman) = run.rman.as_deref() else { return self.no_last_words() };
        if let Some(operation) = rman.unfinished().next() {
            return (Verdict::Incomplete, Some(operation.begun.clone()));
        }
        if rman.complete.is_none() {
            let (verdict, evidence) = self.no_last_words();
            return (if matches!(verdict, Verdict::Failed) { Verdict::Incomplete } else { verdict }, evidence);
        }
        let kept_house = rman.available + rman.expired + rman.deleted > 0 || rman.none_obsolete;
        if rman.operations.is_empty() && !kept_house {
            return (Verdict::Unknown(Why::NothingDone), None);
        }
        let skipped = rman.skipped.iter().any(|skipped| !skipped.backed_up);
        if skipped || !rman.corrupt.is_empty() || run.codes.iter().any(|code| counts(run, code)) {
            return (Verdict::SuccessWithWarnings, None);
        }
        (Verdict::Success, None)
    }
}

fn told(code: &Code) -> Evidence {
    Evidence { line: code.line, at: code.at, text: code.message.clone() }
}

/// Whether a code is one of the run: not of a connection that was tried again.
pub(super) fn counts(run: &Run, code: &Code) -> bool {
    !(code.phase == Phase::BeforeConnect && run.connected && run.beginning != Beginning::Missing)
}
