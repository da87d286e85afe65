//! Turns two runs into what changed between them. LEVEL 1, pure.
//!
//! A finding is the same in both when target, check, subject and topic are. "Gone" is said only where its check was judged
//! again, and the row too; where it was not, nobody knows.

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
    /// Found before; now the check or the row was not judged.
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
        if new.contains_key(key) {
            continue;
        }
        let blind = is.unjudged.iter().any(|row| row.subject == finding.subject);
        let list = if blind { &mut diff.unknown } else { &mut diff.gone };
        list.push(change(target, was, finding, Some(finding.level), None));
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
    diff.newly_not_checked.push(NotChecked { target: target.into(), check: was.check.clone(), title: Words::clone(&was.title), reason });
}

fn change(target: &str, outcome: &Outcome, finding: &Finding, before: Option<Level>, after: Option<Level>) -> Change {
    Change {
        target: target.into(),
        check: outcome.check.clone(),
        title: Words::clone(&outcome.title),
        subject: finding.subject.clone(),
        topic: finding.topic.clone(),
        before,
        after,
        says: finding.says.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cadence, Lang, ReasonKind, Table, TargetRun, run::Unjudged};

    fn judged(check: &str, findings: &[(&str, Level)]) -> Outcome {
        let finding = |(subject, level): &(&str, Level)| Finding {
            level: *level,
            subject: (*subject).into(),
            topic: String::new(),
            says: Words::new(format!("{subject} {}", level.as_str()), ""),
            advice: Words::default(),
            row: None,
            since: None,
            new: false,
        };
        let state = State::Judged { table: Table::default(), findings: findings.iter().map(finding).collect() };
        outcome(check, state)
    }

    fn blind(check: &str) -> Outcome {
        outcome(check, State::NotChecked { reason: Reason::new(ReasonKind::Timeout) })
    }

    fn outcome(check: &str, state: State) -> Outcome {
        Outcome {
            check: check.into(),
            title: Words::new("标题", "Title").into(),
            req: std::sync::Arc::default(),
            cadence: Cadence::Daily,
            at: jiff::Timestamp::UNIX_EPOCH,
            took_ms: 0,
            step: None,
            limits: BTreeMap::new(),
            show: std::sync::Arc::default(),
            metric: std::sync::Arc::default(),
            subject: std::sync::Arc::default(),
            chart: None,
            trend: BTreeMap::new(),
            remarks: vec![],
            unjudged: vec![],
            unkept_rows: 0,
            state,
        }
    }

    fn run(id: &str, targets: &[(&str, &[Outcome])]) -> Run {
        let target = |(name, outcomes): &(&str, &[Outcome])| TargetRun {
            name: (*name).into(),
            description: String::new(),
            group: String::new(),
            tags: vec![],
            address: String::new(),
            driver: String::new(),
            facts: None,
            host: None,
            clock_skew_s: None,
            outcomes: outcomes.to_vec(),
            recovered: vec![],
        };
        Run {
            schema: 1,
            id: id.into(),
            command: "inspect db".into(),
            tool: String::new(),
            cadence: Cadence::Daily,
            operator: String::new(),
            machine: String::new(),
            lang: Lang::Zh,
            zone: "UTC".into(),
            now: jiff::Timestamp::UNIX_EPOCH,
            now_fixed: false,
            took_ms: 0,
            source: "live".into(),
            incomplete: false,
            targets: targets.iter().map(target).collect(),
        }
    }

    fn subjects(changes: &[Change]) -> Vec<&str> {
        changes.iter().map(|change| change.subject.as_str()).collect()
    }

    #[test]
    fn findings_appear_change_stay_and_go() {
        use Level::{Critical, Warning};
        let before = run("a", &[("zg", &[judged("ts", &[("USERS", Warning), ("TEMP", Warning), ("UNDO", Critical)])])]);
        let after = run("b", &[("zg", &[judged("ts", &[("NEW", Warning), ("USERS", Critical), ("UNDO", Critical)])])]);
        let diff = diff(&before, &after);
        assert_eq!((subjects(&diff.appeared), subjects(&diff.changed), subjects(&diff.gone)), (vec!["NEW"], vec!["USERS"], vec!["TEMP"]));
        assert_eq!((diff.changed[0].before, diff.changed[0].after, diff.same), (Some(Warning), Some(Critical), 1));
        assert_eq!(diff.changed[0].says.zh, "USERS critical");
        assert!(super::diff(&after, &after).is_empty() && !diff.is_empty());
    }

    #[test]
    fn a_finding_is_gone_only_where_its_check_was_judged_again() {
        let before = run("a", &[("zg", &[judged("ts", &[("USERS", Level::Warning)]), judged("left-out", &[]), blind("back")])]);
        let after = run("b", &[("zg", &[blind("ts"), judged("back", &[("X", Level::Note)])])]);
        let diff = diff(&before, &after);
        assert!(diff.gone.is_empty());
        assert_eq!((subjects(&diff.unknown), subjects(&diff.appeared)), (vec!["USERS"], vec!["X"]));
        let lost: Vec<_> = diff.newly_not_checked.iter().map(|n| (n.check.as_str(), n.reason.as_ref().map(|r| r.kind))).collect();
        assert_eq!(lost, [("ts", Some(ReasonKind::Timeout)), ("left-out", None)]);
        assert_eq!(diff.newly_checked, [("zg".to_owned(), "back".to_owned())]);
    }

    #[test]
    fn a_row_that_could_not_be_judged_is_not_gone() {
        let mut now = judged("ts", &[]);
        now.unjudged = vec![Unjudged { row: 0, subject: "USERS".into(), why: "used_pct".into() }];
        let diff = diff(&run("a", &[("zg", &[judged("ts", &[("USERS", Level::Warning)])])]), &run("b", &[("zg", &[now])]));
        assert_eq!((subjects(&diff.unknown), diff.gone.len()), (vec!["USERS"], 0));
    }

    #[test]
    fn targets_of_one_run_only_are_named_and_not_compared() {
        let found = [judged("ts", &[("USERS", Level::Warning)])];
        let diff = diff(&run("a", &[("old", &found)]), &run("b", &[("new", &found)]));
        assert_eq!((diff.targets_added, diff.targets_removed), (vec!["new".to_owned()], vec!["old".to_owned()]));
        assert!(diff.appeared.is_empty() && diff.gone.is_empty());
    }
}
