//! What a look leaves to be remembered of each backup that was due: its state, and what was proved of it alone.

use std::collections::HashSet;

use super::super::digests::{Digest, Standing};
use super::super::dumpfile::{Depth, Proof};
use super::super::find::Backup;
use super::super::look::{Look, Looked, Wish};
use super::{Facts, OF_A_BACKUP, Past, rows};
use crate::links::folder::shown;
use crate::model::backup::{Kept, SlotState};
use crate::model::{Finding, Lang, Level, Outcome, TargetRun, Value, Verdict};

/// What is known of each slot that was looked at, once the run is judged. What another check says of the set as a whole (room, copies, the
/// last restore test) is no fault of one backup, and is left out.
#[must_use]
pub fn kept(wish: &Wish, look: &Look, past: &Past, target: &TargetRun, run: &str) -> Vec<Kept> {
    let facts = Facts { wish, look, past, lang: Lang::Zh };
    look.backups.iter().filter_map(|(backup, state)| one(&facts, backup, *state, target, run)).collect()
}

fn one(facts: &Facts<'_>, backup: &Backup, state: SlotState, target: &TargetRun, run: &str) -> Option<Kept> {
    let looked = facts.look.looked.iter().find(|looked| looked.slot == backup.slot);
    let before = facts.past.kept.iter().find(|kept| kept.slot == backup.slot.at);
    if state == SlotState::Due || facts.has_gone(backup.slot.at, state) {
        return None;
    }
    let (verdict, why) = match (looked, state) {
        (Some(looked), _) => {
            let now = judged(facts, looked, state, target);
            // A look that leaves something out does not take back what a whole one found in the same files.
            let is_less = !facts.wish.hash || facts.wish.depth != Depth::Counted;
            let same = before.filter(|kept| is_less && kept.bytes == backup.bytes() && kept.ended_at == ended(looked, backup));
            same.filter(|kept| weight(kept.verdict) > weight(now.0)).map_or(now, |kept| (kept.verdict, kept.why.clone()))
        }
        // It was looked into on another day, and its files are read again in their turn.
        (None, _) if before.is_some_and(|kept| kept.state == state) => {
            let mut changed = facts.look.digests.iter().filter(|digest| digest.standing == Standing::Changed);
            let changed = changed.find(|digest| backup.dumps.iter().any(|dump| dump.entry.path == digest.path))?;
            let why = format!("{} 的校验值变了", shown(&changed.path));
            return before.map(|kept| Kept {
                seen_at: facts.wish.now,
                verdict: Verdict::Critical,
                why,
                run: run.to_owned(),
                ..kept.clone()
            });
        }
        _ if !facts.tells(backup.slot.day) => return None,
        (None, SlotState::Missing | SlotState::Partial) => match facts.excuse(backup.slot.day) {
            Some(excuse) => (Verdict::Ok, excuse.to_owned()),
            None => (Verdict::Critical, String::new()),
        },
        (None, _) => (Verdict::Unknown, String::new()),
    };
    let counted = looked.and_then(rows::total);
    Some(Kept {
        name: facts.wish.set.target.name.clone(),
        slot: backup.slot.at,
        seen_at: facts.wish.now,
        state,
        verdict,
        began_at: looked.and_then(|l| l.began),
        ended_at: looked.map_or_else(|| backup.touched(), |looked| ended(looked, backup)),
        files: backup.dumps.len() as u64,
        bytes: backup.bytes(),
        tables: counted.map(|(tables, _)| tables),
        rows: counted.map(|(_, rows)| rows),
        why,
        run: run.to_owned(),
    })
}

fn ended(looked: &Looked, backup: &Backup) -> Option<jiff::Timestamp> {
    looked.ended.map(|(at, _)| at).or(backup.touched())
}

/// The order of DESIGN: critical outranks unknown outranks warning.
fn weight(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Ok => 0,
        Verdict::Warning => 1,
        Verdict::Unknown => 2,
        Verdict::Critical => 3,
    }
}

/// What the checks of a backup's content found in this one, and whether what they looked at was enough.
fn judged(facts: &Facts<'_>, looked: &Looked, state: SlotState, target: &TargetRun) -> (Verdict, String) {
    let files: HashSet<String> = looked.dumps.iter().map(|dump| dump.found.entry.shown()).collect();
    let concerns = |outcome: &Outcome, finding: &Finding| concerns(facts, looked, &files, outcome, finding);
    let findings = target.outcomes.iter().flat_map(|outcome| outcome.findings().iter().filter(move |f| concerns(outcome, f)));
    let worst = findings.filter(|finding| finding.level > Level::Note).max_by_key(|finding| finding.level);
    let why = worst.map(|finding| finding.says.zh.clone()).unwrap_or_default();
    match worst.map(|finding| finding.level) {
        Some(Level::Critical) => (Verdict::Critical, why),
        // Its own row says that it is incomplete; a reason on record makes nothing whole.
        _ if state == SlotState::Partial || state == SlotState::Missing => match facts.excuse(looked.slot.day) {
            Some(excuse) => (Verdict::Warning, excuse.to_owned()),
            None => (Verdict::Critical, why),
        },
        _ => match (lacking(facts, looked), worst) {
            (Some(lacking), _) => (Verdict::Unknown, lacking),
            (None, Some(_)) => (Verdict::Warning, why),
            (None, None) => (Verdict::Ok, String::new()),
        },
    }
}

/// Whether a finding is about this backup.
fn concerns(facts: &Facts<'_>, looked: &Looked, files: &HashSet<String>, outcome: &Outcome, finding: &Finding) -> bool {
    if outcome.check == "backup.checksum" {
        return files.contains(&finding.subject);
    }
    if !OF_A_BACKUP.contains(&outcome.check.as_str()) {
        return false;
    }
    let of = outcome.table().zip(finding.row).and_then(|(table, row)| table.get(row, "of"));
    match of {
        Some(Value::Text(label)) => *label == looked.slot.label(),
        // Only one is looked into, or it is about all of them: the newest answers for it.
        _ => facts.newest().is_some_and(|newest| newest.slot == looked.slot),
    }
}

/// What kept it from being proved, if anything did.
fn lacking(facts: &Facts<'_>, looked: &Looked) -> Option<String> {
    for dump in &looked.dumps {
        match &dump.proof {
            Proof::Unknown(why) => return Some(format!("{}：{}", dump.found.entry.shown(), why.zh)),
            Proof::Unread(why) => return Some(format!("{}：{why}", dump.found.entry.shown())),
            _ => {}
        }
    }
    if !facts.wish.set.logs.is_empty() && !looked.logs.iter().any(|log| log.run.is_some()) {
        return Some("没有能读的这份备份的日志".into());
    }
    let files: HashSet<&[u8]> = looked.dumps.iter().map(|dump| dump.found.entry.path.as_slice()).collect();
    let of_it = |digest: &&Digest| files.contains(digest.path.as_slice());
    let unread = facts.look.digests.iter().filter(of_it).find(|digest| matches!(digest.standing, Standing::Unread | Standing::Moving))?;
    Some(format!("{}：{}", shown(&unread.path), unread.why))
}
