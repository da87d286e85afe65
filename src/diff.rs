//! Turns two runs into what changed between them. LEVEL 1, pure.
//!
//! A finding is the same in both when target, check, subject and topic are. "Gone" is said only where its check was judged
//! again; where it was not, nobody knows.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Finding, Level, Outcome, Reason, Run, State, Words};

/// What changed from the first run to the second, in the order of the second.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Diff {
    pub from: String,
    pub to: String,
    /// Found now and not before.
    pub appeared: Vec<Change>,
    /// Worse or better than before.
    pub changed: Vec<Change>,
    /// Found before, not any more.
    pub gone: Vec<Change>,
    /// Found before; now the check was not judged.
    pub unknown: Vec<Change>,
    /// How many findings are as they were.
    pub same: usize,
    /// Judged before, not now: target, check, why.
    pub newly_not_checked: Vec<NotChecked>,
    /// Judged again after it was not.
    pub newly_checked: Vec<(String, String)>,
    pub targets_added: Vec<String>,
    pub targets_removed: Vec<String>,
}

/// A finding with its level before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    pub target: String,
    pub check: String,
    pub title: Words,
    pub subject: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub topic: String,
    pub before: Option<Level>,
    pub after: Option<Level>,
    /// The newer sentence where there is one.
    pub says: Words,
}

/// A check that used to be judged. Without a reason it was not part of the second run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NotChecked {
    pub target: String,
    pub check: String,
    pub title: Words,
    pub reason: Option<Reason>,
}

impl Diff {
    /// Nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { appeared, changed, gone, unknown, newly_not_checked, newly_checked, targets_added, targets_removed, .. } = self;
        [appeared, changed, gone, unknown].iter().all(|list| list.is_empty())
            && newly_not_checked.is_empty()
            && newly_checked.is_empty()
            && targets_added.is_empty()
            && targets_removed.is_empty()
    }
}

/// Compares two runs; targets that only one of them had are named and not compared.
#[must_use]
pub fn diff(before: &Run, after: &Run) -> Diff {
    let names = |run: &Run| run.targets.iter().map(|t| t.name.clone()).collect::<Vec<_>>();
    let (old_names, new_names) = (names(before), names(after));
    let mut diff = Diff {
        from: before.id.clone(),
        to: after.id.clone(),
        targets_added: new_names.iter().filter(|name| !old_names.contains(name)).cloned().collect(),
        targets_removed: old_names.iter().filter(|name| !new_names.contains(name)).cloned().collect(),
        ..Diff::default()
    };
    for new in &after.targets {
        let Some(old) = before.targets.iter().find(|t| t.name == new.name) else { continue };
        for outcome in &new.outcomes {
            match old.outcomes.iter().find(|o| o.check == outcome.check) {
                Some(was) => compare(&mut diff, &new.name, was, outcome),
                None => appeared(&mut diff, &new.name, outcome, &BTreeMap::new()),
            }
        }
        for was in old.outcomes.iter().filter(|was| new.outcomes.iter().all(|o| o.check != was.check)) {
            lost(&mut diff, &new.name, was, None);
        }
    }
    diff
}

type Key<'a> = (&'a str, &'a str);

fn by_key(outcome: &Outcome) -> BTreeMap<Key<'_>, &Finding> {
    outcome.findings().iter().map(|f| ((f.subject.as_str(), f.topic.as_str()), f)).collect()
}

fn compare(diff: &mut Diff, target: &str, was: &Outcome, is: &Outcome) {
    if is.level().is_none() {
        let reason = match &is.state {
            State::NotChecked { reason } | State::NotApplicable { reason } => Some(reason.clone()),
            State::Judged { .. } => None,
        };
        return lost(diff, target, was, reason);
    }
    if was.level().is_none() {
        diff.newly_checked.push((target.into(), is.check.clone()));
    }
    let (old, new) = (by_key(was), by_key(is));
    appeared(diff, target, is, &old);
    for (key, finding) in &old {
        if !new.contains_key(key) {
            diff.gone.push(change(target, was, finding, Some(finding.level), None));
        }
    }
}

fn appeared(diff: &mut Diff, target: &str, is: &Outcome, old: &BTreeMap<Key<'_>, &Finding>) {
    for finding in is.findings() {
        match old.get(&(finding.subject.as_str(), finding.topic.as_str())) {
            None => diff.appeared.push(change(target, is, finding, None, Some(finding.level))),
            Some(was) if was.level == finding.level => diff.same += 1,
            Some(was) => diff.changed.push(change(target, is, finding, Some(was.level), Some(finding.level))),
        }
    }
}

/// What the check found before cannot be told any more.
fn lost(diff: &mut Diff, target: &str, was: &Outcome, reason: Option<Reason>) {
    if was.level().is_none() {
        return;
    }
    diff.unknown.extend(was.findings().iter().map(|finding| change(target, was, finding, Some(finding.level), None)));
    diff.newly_not_checked.push(NotChecked { target: target.into(), check: was.check.clone(), title: was.title.clone(), reason });
}

fn change(target: &str, outcome: &Outcome, finding: &Finding, before: Option<Level>, after: Option<Level>) -> Change {
    Change {
        target: target.into(),
        check: outcome.check.clone(),
        title: outcome.title.clone(),
        subject: finding.subject.clone(),
        topic: finding.topic.clone(),
        before,
        after,
        says: finding.says.clone(),
    }
}
