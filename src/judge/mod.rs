//! Rows × rules × earlier knowledge → findings. Pure: same input, same verdict. LEVEL 1.

mod baseline;
mod example;
mod expr;
mod functions;
mod names;
mod reads;
mod says;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{Timestamp, civil::DateTime};

pub use example::{ExampleFault, run_example};
pub use expr::rule_faults;
pub use reads::{counters, figures_of, sampled_columns};
pub use says::render as render_says;

use crate::model::{
    Check, Column, Empty, Facts, Finding, History, HostFacts, Kind, Level, Reason, ReasonKind, Rule, Scope, Table, Unjudged, Value, Words,
};
use expr::{Expr, Failure};
use functions::Current;
use says::Saying;

/// Findings of one check beyond this are counted, not listed.
pub const MAX_FINDINGS: usize = 500;

/// All that rules may look at beside the rows.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub check: &'a Check,
    pub facts: Option<&'a Facts>,
    /// What `facts` is for databases.
    pub host: Option<&'a HostFacts>,
    pub target_name: &'a str,
    pub target_tags: &'a [String],
    pub limits: &'a BTreeMap<String, f64>,
    pub history: &'a History,
    pub now: Timestamp,
    /// `now` as a clock in the configured zone shows it at the moment of asking.
    pub wall: DateTime,
}

/// A judged answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The rows with the columns that opsctl makes.
    pub table: Table,
    pub findings: Vec<Finding>,
    pub unjudged: Vec<Unjudged>,
    pub remarks: Vec<Words>,
}

/// Judges an answer. The error is why nothing can be said at all.
pub fn judge(scene: &Scene<'_>, answer: Table) -> Result<Judged, Reason> {
    let check = scene.check;
    if answer.rows.is_empty() && check.empty == Empty::Unknown {
        return Err(Reason::new(ReasonKind::NoRows));
    }
    let bad = |failure: Failure| Reason::new(ReasonKind::BadAnswer).what(failure.to_string());
    let rules = compile(check).map_err(bad)?;
    let computed = computed(check).map_err(bad)?;
    // What the functions look at is only gathered for those that call one.
    let calls = rules.iter().map(|(_, when)| when).chain(computed.iter().map(|(_, make)| make)).any(|expr| expr.calls);
    let current = calls.then(|| Current::new(scene));
    let root = expr::root(scene, current.as_ref()).map_err(bad)?;
    let subjects: Vec<String> = answer.rows.iter().map(|row| crate::model::subject(&check.subject, &answer.columns, row)).collect();

    let table = complete(scene, &computed, &root, current.as_ref(), answer, &subjects).map_err(bad)?;
    let mut out = Judged { table, findings: Vec::new(), unjudged: Vec::new(), remarks: Vec::new() };
    let mut over = 0;

    for (index, row) in out.table.rows.iter().enumerate() {
        if let Some(current) = &current {
            current.look_at(&subjects[index], &out.table.columns, row);
        }
        let mut best: BTreeMap<&str, &Rule> = BTreeMap::new();
        let mut nulls: Vec<String> = Vec::new();
        for (rule, when) in rules.iter().filter(|(r, _)| r.scope == Scope::Row) {
            match when.test(&root, &out.table.columns, row) {
                Ok(true) => {
                    let worst = best.entry(&rule.topic).or_insert(rule);
                    if rule.level > worst.level {
                        *worst = rule;
                    }
                }
                Ok(false) => {}
                Err(Failure::Null(names)) => nulls.extend(names),
                Err(failure) => return Err(bad(failure)),
            }
        }
        if !nulls.is_empty() {
            nulls.sort();
            nulls.dedup();
            out.unjudged.push(Unjudged { row: index, subject: subjects[index].clone(), why: nulls.join(", ") });
        }
        for rule in best.into_values() {
            if out.findings.len() >= MAX_FINDINGS {
                over += 1;
                continue;
            }
            let saying = Saying { scene, columns: &out.table.columns, row: Some(row), table: &out.table };
            out.findings.push(finding(scene, rule, &subjects[index], Some(index), &saying)?);
        }
    }
    for (rule, when) in rules.iter().filter(|(r, _)| r.scope == Scope::Table) {
        if when.test_table(&root, &out.table).map_err(bad)? {
            let saying = Saying { scene, columns: &out.table.columns, row: None, table: &out.table };
            out.findings.push(finding(scene, rule, "", None, &saying)?);
        }
    }
    if out.table.rows.is_empty() {
        out.findings.extend(empty_finding(check));
    }
    out.findings.extend(baseline::gone(scene, &subjects, &out.table)?);
    if over > 0 {
        out.remarks.push(Words::new(
            format!("另有 {over} 条同类发现未逐条列出，见明细表。"),
            format!("{over} more findings are not listed one by one; see the rows."),
        ));
    }
    if check.baseline && scene.history.baseline.is_none() {
        out.remarks.push(Words::new(
            "尚未确认基线：核对后执行 opsctl baseline accept 。",
            "No baseline is accepted yet: review, then run opsctl baseline accept .",
        ));
    }
    // Worst first; rows keep their order within a level.
    out.findings.sort_by_key(|f| std::cmp::Reverse(f.level));
    mark_age(scene, &mut out.findings);
    Ok(out)
}

/// Whether a check with `on.when` concerns a database; the error is a fault of the check.
pub fn applies(when: &str, facts: Option<&Facts>, host: Option<&HostFacts>) -> Result<bool, Reason> {
    expr::applies(when, facts, host).map_err(|f| Reason::new(ReasonKind::BadAnswer).what(f.to_string()))
}

fn compile(check: &Check) -> Result<Vec<(&Rule, Arc<Expr>)>, Failure> {
    check.rules.iter().map(|rule| Ok((rule, Expr::of(&rule.when)?))).collect()
}

/// The columns that opsctl makes, with what makes them.
fn computed(check: &Check) -> Result<Vec<(&Column, Arc<Expr>)>, Failure> {
    let made = check.columns.iter().filter_map(|c| Some((&c.column, c.compute.as_deref()?)));
    made.map(|(column, text)| Ok((column, Expr::of(text)?))).collect()
}

/// Adds the columns that opsctl makes, in the order of the head.
fn complete(
    scene: &Scene<'_>,
    computed: &[(&Column, Arc<Expr>)],
    root: &expr::Root<'_>,
    current: Option<&Current>,
    answer: Table,
    subjects: &[String],
) -> Result<Table, Failure> {
    let check = scene.check;
    if computed.is_empty() {
        return Ok(answer);
    }
    let mut columns = answer.columns.to_vec();
    let mut rows = answer.rows;
    let selected = columns.len();
    columns.extend(computed.iter().map(|(c, _)| (*c).clone()));
    for (index, row) in rows.iter_mut().enumerate() {
        for (offset, (column, make)) in computed.iter().enumerate() {
            let known = &columns[..selected + offset];
            if let Some(current) = current {
                current.look_at(&subjects[index], known, row);
            }
            let value = match make.value(root, known, row) {
                Ok(value) => fit(value, column.kind)?,
                Err(Failure::Null(_)) => Value::Null,
                Err(failure) => return Err(failure),
            };
            row.push(value);
        }
    }
    let place = |name: &str| columns.iter().position(|c| c.name == name);
    let order: Option<Vec<usize>> = check.judged.iter().map(|c| place(&c.name)).collect();
    let order = order.ok_or_else(|| Failure::Other("a column of the head is neither selected nor made".into()))?;
    let rows = rows.into_iter().map(|mut row| order.iter().map(|&i| std::mem::take(&mut row[i])).collect()).collect();
    Ok(Table { columns: Arc::clone(&check.judged), rows, truncated: answer.truncated })
}

#[expect(clippy::cast_possible_truncation, reason = "a computed integer is rounded on purpose")]
fn fit(value: Value, kind: Kind) -> Result<Value, Failure> {
    match (value, kind) {
        (Value::Num(n), _) if !n.is_finite() => Ok(Value::Null),
        (Value::Num(n), Kind::Integer) => Ok(Value::Int(n.round() as i64)),
        (Value::Num(n), Kind::Number) => Ok(Value::Num((n * 10_000.0).round() / 10_000.0)),
        (Value::Null, _) => Ok(Value::Null),
        (v @ Value::Text(_), Kind::Text) | (v @ Value::Bool(_), Kind::Bool) => Ok(v),
        (value, kind) => Err(Failure::Other(format!("a computed column of type {kind:?} got {}", value.plain()))),
    }
}

fn finding(scene: &Scene<'_>, rule: &Rule, subject: &str, row: Option<usize>, saying: &Saying<'_>) -> Result<Finding, Reason> {
    let own = rule.advice.as_ref().map(|advice| saying.words(advice)).transpose()?;
    // An advice made of cells may come out empty; then the check's own holds.
    let advice = own.filter(|a| !a.zh.trim().is_empty());
    Ok(Finding {
        level: rule.level,
        subject: subject.to_owned(),
        topic: rule.topic.clone(),
        says: saying.words(&rule.says)?,
        advice: advice.map_or_else(|| saying.words(&scene.check.advice), Ok)?,
        row,
        since: None,
        new: false,
    })
}

fn empty_finding(check: &Check) -> Option<Finding> {
    let level = match check.empty {
        Empty::Warning => Level::Warning,
        Empty::Critical => Level::Critical,
        Empty::Ok | Empty::Unknown => return None,
    };
    let says = check.empty_says.clone().unwrap_or_else(|| Words::new("没有返回任何行。", "No rows were returned."));
    Some(Finding {
        level,
        subject: String::new(),
        topic: "empty".into(),
        says,
        advice: check.advice.clone(),
        row: None,
        since: None,
        new: false,
    })
}

/// Says of each finding since when it stands: as long as the same subject and topic was found without a break.
fn mark_age(scene: &Scene<'_>, findings: &mut [Finding]) {
    for finding in findings {
        let standing = scene.history.open.iter().find(|o| o.subject == finding.subject && o.topic == finding.topic);
        finding.since = Some(standing.map_or(scene.now, |o| o.since));
        finding.new = standing.is_none() && scene.history.last_run_at.is_some();
    }
}
