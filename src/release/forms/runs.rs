//! Reports of runs, and what they write into a form.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::release::{RunOutcome, RunReport};
use crate::release::form::{Outcome, PRODUCTION, What};

/// More than any run has.
const MOST: u64 = 64 << 20;

/// `<data>/release/runs`.
#[derive(Debug, Clone)]
pub struct Runs {
    dir: PathBuf,
}

impl Runs {
    #[must_use]
    pub fn in_data(data: &Path) -> Self {
        Self { dir: data.join("release").join("runs") }
    }

    /// Where the report of a run is, or would be; `None` of what cannot be one's name.
    #[must_use]
    pub fn path(&self, run: &str) -> Option<PathBuf> {
        let sound = !run.is_empty() && !run.starts_with('.') && run.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        sound.then(|| self.dir.join(format!("{run}.json")))
    }

    /// The report of a run; `None` where there is none. A file that is there and is no report of that run is an error, never none.
    pub fn read(&self, run: &str) -> Result<Option<RunReport>, (PathBuf, String)> {
        let Some(path) = self.path(run) else { return Ok(None) };
        let mut bytes = Vec::new();
        match std::fs::File::open(&path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err((path, error.to_string())),
            Ok(_) => {}
        }
        let report: RunReport = serde_json::from_slice(&bytes).map_err(|error| (path.clone(), error.to_string()))?;
        if report.run == run { Ok(Some(report)) } else { Err((path, report.run)) }
    }
}

/// What a run writes into its form: a rehearsal, or how production ended; nothing where nothing was touched.
#[must_use]
pub fn recorded(report: &RunReport) -> Option<What> {
    let run = report.run.clone();
    if report.env != PRODUCTION {
        let (ok, digest) = (report.outcome == RunOutcome::Done, report.digest.clone());
        let complete = report.is_complete();
        return report.rehearsal.then(|| What::Rehearsed { run, digest, ok, at: report.ended, complete, by_hand: String::new() });
    }
    let outcome = match report.outcome {
        RunOutcome::Done => Outcome::Done,
        RunOutcome::RolledBack => Outcome::RolledBack,
        RunOutcome::Manual => Outcome::Manual,
        RunOutcome::Refused => return None,
    };
    Some(What::Executed { run, env: report.env.clone(), outcome, began: report.began, by_hand: String::new() })
}
