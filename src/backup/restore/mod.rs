//! A restore test: the newest good backup is restored into something that is thrown away, and what came back is compared.
//!
//! - `runner`: how a kind of backup is restored, as data (`scripts/runners/*.toml`)
//! - `journal`: what has to be cleaned up, on disk before anything is made; the lock
//! - `drive`: the steps, one after the other, and cleaning up whatever happens
//! - `printed`, `logs`, `compare`: what steps printed and logs say → findings
//! - `record`: 恢复测试记录

mod compare;
mod drive;
mod journal;
mod logs;
mod printed;
mod record;
mod runner;

pub use compare::{Row, Rows, Sides, compare};
pub use drive::{Job, Refused, clean_up, conclude, gate, run};
pub use journal::{Desk, Journal};
pub use logs::{Imported, Told, read_log};
pub use printed::{Lines, counts};
pub use record::{Finding, LogCode, Record, Sequence, SmokeDone, StepDone};
pub use runner::{Fault, Filled, Name, Runner, Step, Values, With};

use super::answers::{like, tables};
use super::look::Looked;
use crate::model::backup::{BackupSet, Producer};

/// What the export said of its tables, and what the policy wants.
#[must_use]
pub fn expected(set: &BackupSet, looked: &Looked) -> Sides {
    let (known, uncounted) = tables(looked);
    let of = |pick: &dyn Fn(&super::answers::Known) -> Option<u64>| {
        known.iter().filter_map(|(name, known)| Some((name.clone(), pick(known)?))).collect()
    };
    // Backups of files of a database tell of no tables, nor do their restores.
    let policy = if set.producer == Producer::Rman { Vec::new() } else { set.tables.clone() };
    Sides { log: of(&|k| k.log), dump: of(&|k| k.dump), uncounted, policy, ..Sides::default() }
}

/// Compares rows by the patterns of a policy.
pub fn compare_rows(sides: &Sides, findings: &mut Vec<Finding>) -> Rows {
    compare(sides, &like, findings)
}

/// Tables of the policy of which nothing was seen.
fn lacking(sides: &Sides, findings: &mut Vec<Finding>) {
    compare::policy(sides, &[], &like, findings);
}

/// A name that nothing else has: `opsctl_rt_<set>_<random>`, at most 30 characters, as old databases want it.
#[must_use]
pub fn scratch_name(set: &str, random: u32) -> String {
    let plain: String = set.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let plain = plain.trim_matches('_');
    let plain = plain.get(..plain.len().min(11)).unwrap_or_default().trim_end_matches('_');
    format!("opsctl_rt_{}_{random:08x}", if plain.is_empty() { "set" } else { plain })
}

#[cfg(test)]
mod tests {
    use super::scratch_name;

    #[test]
    fn scratch_names_fit_into_old_databases() {
        assert_eq!(scratch_name("HX-daily", 0x1f), "opsctl_rt_hx_daily_0000001f");
        assert_eq!(scratch_name("核心库", 1), "opsctl_rt_set_00000001");
        assert!(scratch_name("a-very-long-name-of-a-set", u32::MAX).len() <= 30);
    }
}
