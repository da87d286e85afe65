//! What a release brings to a target, and what stands there: plain data.

mod image;
mod manifest;
mod name;
mod plan;
mod probe;
mod report;
mod target;
#[cfg(test)]
mod tests;

pub use image::{Image, Meta, Mtime, bytes, shown};
pub use manifest::{Entry, EntryKind, Expected, Hook, Manifest, Script, Sealed, Verify, When};
pub use name::{BadName, Name};
pub use plan::{Action, Plan, Step, Times};
pub use probe::Probe;
pub use report::{RunBackup, RunOutcome, RunReport, RunStep, RunVerify};
pub use target::{Client, Database, Days, Freeze, Place, Target, Way};
