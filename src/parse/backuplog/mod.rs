//! Logs of `exp`, `imp`, `expdp`, `impdp` and RMAN, in English and Chinese → runs, and whether a run will do. LEVEL 1, pure.
//!
//! Bytes of a log go into a [`Reader`], in pieces of any size; out comes a [`BackupLog`] with its [`Run`]s. [`last_for`]
//! finds the run that made a dump, [`judge`] says whether it is good and why not. What is said rests on the codes and on
//! sentences that are known; a log that cannot be read is *unknown*, never a success.
//!
//! - bytes → lines: `encoding`, `utf16`, `mojibake`, `normal`
//! - lines → meaning: `rows` (most lines), `sentence` with its `_words`, `rman_line` with `rman_backup` and `rman_upkeep`, `code`,
//!   `params`, `moment`, `secret`
//! - meaning → runs: `machine`, `leftover`, `apply`, `rman_apply`, `open`, `open_code`, `close`, `store` (the budget of memory)
//! - what a run is: `run`, `entry`, `rman_run`, `archived`
//! - runs → judgement: `severity` (`scripts/backup/codes.toml`), `judge`, `pick`, `sums`

mod apply;
mod archived;
mod body_words;
mod close;
mod code;
mod encoding;
mod entry;
mod head_words;
mod judge;
mod last_words;
mod leftover;
mod line;
mod machine;
mod mojibake;
mod moment;
mod normal;
mod open;
mod open_code;
mod params;
mod pick;
mod reader;
mod rman_apply;
mod rman_backup;
mod rman_line;
mod rman_run;
mod rman_upkeep;
mod rows;
mod run;
mod secret;
mod sentence;
mod severity;
mod store;
mod sums;
mod utf16;

#[cfg(test)]
mod tests;

pub use archived::{ArchivedLogs, Gap};
pub use encoding::Encoding;
pub use entry::{Charsets, Code, DumpFile, Phase, TableRows, Wait};
pub use judge::{Finding, Judged, Level, Purpose, Reason, judge};
pub use moment::{Moment, Precision};
pub use pick::{By, Wanted, last_for};
pub use reader::{BackupLog, Reader, read};
pub use rman_run::{Action, Corrupt, Kind, Operation, Piece, Retention, Rman, Skipped};
pub use run::{Beginning, Evidence, Job, Language, Mode, Path, Run, Tool, Verdict, Why};
pub use secret::shows_password;
pub use severity::{Codes, CodesError, Entry, Meaning, Says};
pub use store::{BUDGET, RUNS};
pub use sums::{TableSum, by_table, total};
