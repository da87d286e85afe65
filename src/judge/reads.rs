//! What the expressions of a check look at: the columns they mention, and those whose past they need. Read off their trees.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue};

use super::expr::Expr as Compiled;
use super::functions;
use crate::model::{Check, Level};

/// Names whose members are no columns.
const NO_ROWS: &[&str] = &["limits", "db", "host", "target"];

/// The columns whose stored samples judging a check reads. The last values need not be asked for, they are always known.
#[must_use]
pub fn sampled_columns(check: &Check) -> BTreeSet<String> {
    let mut columns = BTreeSet::new();
    each_call(check, functions::OVER_SAMPLES, &mut |call| match text_arguments(call) {
        // Which column is only known when the rule runs: any may be.
        named if named.len() < call.args.len() => columns.extend(check.metric.iter().cloned()),
        named => columns.extend(named.into_iter().map(str::to_owned)),
    });
    columns
}

/// The figures that only count up: what they are at a moment says nothing, what they grew by is another column.
#[must_use]
pub fn counters(check: &Check) -> BTreeSet<String> {
    let mut columns = BTreeSet::new();
    each_call(check, &[functions::DELTA], &mut |call| columns.extend(text_arguments(call).into_iter().map(str::to_owned)));
    columns
}

/// Shows every call of these functions in the rules and computed columns of a check.
fn each_call(check: &Check, functions: &[&str], see: &mut dyn FnMut(&CallExpr)) {
    let computed = check.columns.iter().filter_map(|c| c.compute.as_deref());
    for text in check.rules.iter().map(|rule| rule.when.as_str()).chain(computed) {
        each_node(text, &mut |node| match node {
            Expr::Call(call) if functions.contains(&call.func_name.as_str()) => see(call),
            _ => {}
        });
    }
}

/// The figures of a check that a finding is about: those that its rules mention. A mentioned column that is no figure itself stands
/// for what it is computed from. `None` where that leaves no figure, or no rule makes such findings: they concern the whole row.
#[must_use]
pub fn figures_of<'a>(check: &'a Check, topic: &str, level: Level) -> Option<BTreeSet<&'a str>> {
    let rules = check.rules.iter().filter(|rule| rule.topic == topic && rule.level == level);
    let mut open: Vec<&str> = rules.map(|rule| rule.when.as_str()).collect();
    let (mut seen, mut figures) = (BTreeSet::new(), BTreeSet::new());
    while let Some(text) = open.pop() {
        for name in mentioned(text) {
            let Some(column) = check.column(&name).filter(|c| seen.insert(c.column.name.as_str())) else { continue };
            if check.metric.contains(&column.column.name) {
                figures.insert(column.column.name.as_str());
            } else {
                open.extend(column.compute.as_deref());
            }
        }
    }
    (!figures.is_empty()).then_some(figures)
}

/// Variables, members (`r.used_pct` in `rows.exists(r, …)`), and the columns that functions are told (`delta('drops')`).
fn mentioned(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    each_node(text, &mut |node| match node {
        Expr::Ident(name) => drop(names.insert(name.clone())),
        Expr::Select(select) if !is_no_row(&select.operand.expr) => drop(names.insert(select.field.clone())),
        Expr::Call(call) if functions::NAMES.contains(&call.func_name.as_str()) => {
            names.extend(text_arguments(call).into_iter().map(str::to_owned));
        }
        _ => {}
    });
    names
}

fn is_no_row(expr: &Expr) -> bool {
    matches!(expr, Expr::Ident(name) if NO_ROWS.contains(&name.as_str()))
}

fn text_arguments(call: &CallExpr) -> Vec<&str> {
    fn text(arg: &IdedExpr) -> Option<&str> {
        let Expr::Literal(LiteralValue::String(text)) = &arg.expr else { return None };
        Some(text.inner())
    }
    call.args.iter().filter_map(text).collect()
}

/// Shows every node of an expression. One that cannot be read has none; the catalog has refused it before.
fn each_node(text: &str, see: &mut dyn FnMut(&Expr)) {
    if let Ok(expr) = Compiled::of(text) {
        walk(expr.tree(), see);
    }
}

fn walk(node: &IdedExpr, see: &mut dyn FnMut(&Expr)) {
    see(&node.expr);
    let below: Vec<&IdedExpr> = match &node.expr {
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) => Vec::new(),
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).collect(),
        Expr::Comprehension(c) => vec![&c.iter_range, &c.accu_init, &c.loop_cond, &c.loop_step, &c.result],
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Select(select) => vec![&select.operand],
        Expr::Map(map) => map.entries.iter().flat_map(|entry| parts(&entry.expr)).collect(),
        Expr::Struct(made) => made.entries.iter().flat_map(|entry| parts(&entry.expr)).collect(),
    };
    for node in below {
        walk(node, see);
    }
}

fn parts(entry: &EntryExpr) -> Vec<&IdedExpr> {
    match entry {
        EntryExpr::StructField(field) => vec![&field.value],
        EntryExpr::MapEntry(entry) => vec![&entry.key, &entry.value],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::catalog;
    use crate::model::{Column, ColumnSpec, Kind, Rule, Scope, Words};

    fn check(rules: &[(&str, Level, &str)], computed: &[(&str, &str)]) -> Check {
        let catalog = catalog::load(None).unwrap();
        let column = |name: &str, compute: Option<&str>| ColumnSpec {
            column: Column { name: name.into(), kind: Kind::Number, unit: None, title: Words::default() },
            compute: compute.map(str::to_owned),
            from_post: false,
        };
        let metric = ["used_mb", "total_mb", "used_pct", "drops"];
        let rule = |(topic, level, when): &(&str, Level, &str)| Rule {
            level: *level,
            when: (*when).into(),
            says: Words::default(),
            advice: None,
            topic: (*topic).into(),
            scope: Scope::Row,
        };
        let made = computed.iter().map(|(name, compute)| column(name, Some(compute)));
        Check {
            metric: metric.map(str::to_owned).into(),
            columns: metric.into_iter().chain(["state"]).map(|name| column(name, None)).chain(made).collect(),
            rules: rules.iter().map(rule).collect(),
            ..catalog.checks()[0].clone()
        }
    }

    fn names(text: &str) -> Vec<String> {
        mentioned(text).into_iter().collect()
    }

    #[test]
    fn names_are_those_of_the_tree_not_of_the_text() {
        assert_eq!(names("used_pct > limits.iowait_pct && state == 'load1'"), ["limits", "state", "used_pct"]);
        assert_eq!(names("delta('drops') * 2.0 > packets"), ["drops", "packets"]);
        assert!(names("rows.exists(r, r.busy_pct > 3.0)").contains(&"busy_pct".to_owned()));
        assert!(names("[a][0] in {'k': b}").iter().eq(["a", "b"]));
    }

    #[test]
    fn a_finding_is_about_the_figures_its_rule_mentions() {
        let check = check(
            &[
                ("", Level::Critical, "used_pct > limits.crit && used_mb > 1.0"),
                ("", Level::Warning, "used_pct > limits.warn"),
                ("drops", Level::Warning, "new_drops > 0.0"),
                ("growth", Level::Warning, "days_left < 3.0"),
                ("state", Level::Warning, "state == 'used_mb'"),
            ],
            &[("new_drops", "delta('drops')"), ("growth_mb", "growth_per_day('used_mb')"), ("days_left", "(total_mb - 5.0) / growth_mb")],
        );
        let figures = |topic, level| figures_of(&check, topic, level).map(|figures| figures.into_iter().collect::<Vec<_>>());
        assert_eq!(figures("", Level::Critical), Some(vec!["used_mb", "used_pct"]));
        assert_eq!(figures("", Level::Warning), Some(vec!["used_pct"]));
        assert_eq!(figures("drops", Level::Warning), Some(vec!["drops"]), "what a column is computed from");
        assert_eq!(figures("growth", Level::Warning), Some(vec!["total_mb", "used_mb"]), "also over two columns");
        assert_eq!(figures("state", Level::Warning), None, "no figure at all");
        assert_eq!(figures("down", Level::Critical), None, "no rule");
    }

    #[test]
    fn a_figure_whose_growth_counts_is_a_counter() {
        let check = check(&[("", Level::Warning, "delta('drops') > 1.0 && used_pct > 3.0")], &[("new", "delta('used_mb')")]);
        assert_eq!(counters(&check).into_iter().collect::<Vec<_>>(), ["drops", "used_mb"]);
    }

    #[test]
    fn samples_are_read_of_the_columns_that_are_compared_with_earlier_days() {
        let columns = |rule: &str, compute: &str| {
            sampled_columns(&check(&[("", Level::Warning, rule)], &[("made", compute)])).into_iter().collect::<Vec<_>>()
        };
        assert_eq!(columns("slope_per_day('used_mb') > 1.0", "growth_per_day('total_mb') + used_pct"), ["total_mb", "used_mb"]);
        assert_eq!(columns("delta('drops') > 1.0", "prev('used_mb') + elapsed_s()"), [""; 0], "these know the last values");
        assert_eq!(columns("samples(state) > 3.0", "1.0"), ["drops", "total_mb", "used_mb", "used_pct"], "told by a value");
    }
}
