//! Rows by table: log against file, this backup against the one before, the policy against both.

use std::collections::BTreeMap;

use super::super::look::Looked;
use super::{Facts, Rows, int, num, text};
use crate::model::{Reason, ReasonKind, Value};
use crate::parse::backuplog;
use crate::parse::dump::exp;
use crate::store::Counts;

/// What is known of one table.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::backup) struct Known {
    pub(in crate::backup) log: Option<u64>,
    pub(in crate::backup) dump: Option<u64>,
}

impl Known {
    fn now(self) -> Option<u64> {
        self.log.or(self.dump)
    }

    fn cells(self) -> [Option<u64>; 3] {
        [self.now(), self.log, self.dump]
    }
}

fn full(owner: Option<&str>, table: &str) -> String {
    owner.map_or_else(|| table.to_owned(), |owner| format!("{owner}.{table}"))
}

/// Tables by name, from the log and from the files; and how many the files hold that cannot be counted.
pub(in crate::backup) fn tables(looked: &Looked) -> (BTreeMap<String, Known>, usize) {
    let (mut known, mut uncounted): (BTreeMap<String, Known>, _) = (BTreeMap::new(), 0);
    for (run, ..) in looked.logs.iter().filter_map(|log| log.run.as_ref()) {
        for sum in backuplog::by_table(run) {
            let entry = known.entry(full(sum.owner.as_deref(), &sum.table)).or_default();
            entry.log = match (entry.log, sum.rows) {
                (Some(a), Some(b)) => Some(a + b),
                (a, b) => a.or(b),
            };
        }
    }
    for report in looked.dumps.iter().filter_map(|dump| dump.tables.as_ref()) {
        for table in &report.tables {
            let owner = match &table.owner {
                exp::Owner::Connect(owner) | exp::Owner::Exporter(owner) => Some(owner.as_str()),
                exp::Owner::Unknown => None,
            };
            let mut name = full(owner, &table.name);
            // A log may not say whose a table is, or the file may not: one of that name is the one.
            if !known.contains_key(&name) {
                let plain = |key: &&String| key.rsplit('.').next() == Some(table.name.as_str());
                let mut alike = known.keys().filter(plain);
                if let (Some(only), None) = (alike.next(), alike.next())
                    && (owner.is_none() || !only.contains('.'))
                {
                    name.clone_from(only);
                }
            }
            let entry = known.entry(name).or_default();
            match table.rows {
                exp::Rows::Counted(rows) => entry.dump = Some(entry.dump.unwrap_or(0) + rows),
                exp::Rows::NotCounted(_) => uncounted += 1,
                exp::Rows::NoSection => {}
            }
        }
    }
    (known, uncounted)
}

/// Rows by table, as they are remembered for the next look.
#[must_use]
pub fn counts(looked: &Looked) -> Counts {
    tables(looked).0.into_iter().filter_map(|(name, known)| Some((name, known.now()?))).collect()
}

/// How many tables and rows.
pub(super) fn total(looked: &Looked) -> Option<(u64, u64)> {
    let counts = counts(looked);
    (!counts.is_empty()).then(|| (counts.len() as u64, counts.values().sum()))
}

#[expect(clippy::cast_precision_loss, reason = "a per cent of counts")]
fn change(now: u64, before: u64) -> Value {
    if before == 0 { Value::Null } else { num((now as f64 - before as f64) / before as f64 * 100.0) }
}

/// Whether a name is that of a pattern with `*`.
pub(in crate::backup) fn like(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, tail)) => {
            name.strip_prefix(head).is_some_and(|rest| (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| like(tail, rest))))
        }
    }
}

/// The total, and every table with which something is wrong.
pub(super) fn rows(facts: &Facts<'_>) -> Rows {
    let set = &facts.wish.set;
    if !set.producer.is_logical() {
        return Rows::none(Reason::new(ReasonKind::NotApplicable).what(set.producer.as_str()));
    }
    let mut rows = Rows::default();
    for looked in &facts.look.looked {
        let (known, uncounted) = tables(looked);
        if known.is_empty() {
            rows.strange.push(format!(
                "{}: {}",
                looked.slot.label(),
                facts.say("没有能说明行数的日志或文件", "neither log nor file tells rows")
            ));
            continue;
        }
        let before = facts.past.counts.iter().find(|(slot, _)| *slot < looked.slot.at).map(|(_, counts)| counts);
        let mut push = |name: &str, state: &str, [now, log, dump]: [Option<u64>; 3], before: Option<u64>| {
            let cell = |n: Option<u64>| n.map_or(Value::Null, int);
            let change = now.or((state == "gone").then_some(0)).zip(before).map_or(Value::Null, |(now, b)| change(now, b));
            rows.cells.push(vec![facts.of(looked), text(name), text(state), cell(now), cell(log), cell(dump), cell(before), change]);
        };
        let sum = |of: &dyn Fn(&Known) -> Option<u64>| known.values().filter_map(of).reduce(u64::saturating_add);
        // A table that was counted and is not any more would look like rows that went.
        let lost = |name: &String| known.get(name).is_some_and(|table| table.now().is_none());
        let comparable = before.filter(|counts| !counts.keys().any(lost));
        let all = [sum(&|k| k.now()), sum(&|k| k.log), sum(&|k| k.dump)];
        push("*", "total", all, comparable.map(|counts| counts.values().sum()));
        for (name, table) in &known {
            if let (Some(log), Some(dump)) = (table.log, table.dump)
                && log != dump
            {
                push(name, "differ", table.cells(), before.and_then(|counts| counts.get(name).copied()));
            }
        }
        for (name, rows) in before.into_iter().flatten() {
            match known.get(name) {
                None => push(name, "gone", [None; 3], Some(*rows)),
                Some(table) if table.now() == Some(0) && *rows > 0 => push(name, "emptied", table.cells(), Some(*rows)),
                Some(_) => {}
            }
        }
        let absent_table = |pattern: &&String| !known.keys().any(|name| like(pattern, &name.to_uppercase()));
        for pattern in set.tables.iter().filter(absent_table) {
            push(pattern, "absent", [None; 3], None);
        }
        let absent_schema = |schema: &&String| !known.keys().any(|name| name.to_uppercase().starts_with(&format!("{schema}.")));
        for schema in set.schemas.iter().filter(absent_schema) {
            push(&format!("{schema}.*"), "absent", [None; 3], None);
        }
        if uncounted > 0 {
            rows.remarks.push(crate::model::Words::new(
                format!("文件中有 {uncounted} 张表含 LOB、LONG 等列，不能从文件数行，只按日志。"),
                format!("{uncounted} tables of the file have LOB, LONG or other columns and are known by the log only."),
            ));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_pattern() {
        for (pattern, name, fits) in [
            ("HX.SB", "HX.SB", true),
            ("HX.*", "HX.SB", true),
            ("HX.SB_*_2026", "HX.SB_A_2026", true),
            ("HX.SB_*_2026", "HX.SB_A_2025", false),
            ("HX.*", "HY.SB", false),
        ] {
            assert_eq!(like(pattern, name), fits, "{pattern} {name}");
        }
    }
}
