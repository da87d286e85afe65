//! CEL expressions of rules: compiled, checked for names, evaluated over a row. NULL is never guessed at.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use cel::{Context, Env, ExecutionError, IdedExpr, Program, Value as Cel};

use super::Scene;
use super::functions::{self, Current};
use super::names::{self, GLOBALS, Globals, Names};
use crate::model::{Check, Column, Facts, HostFacts, Table, TargetKind, Value};

/// Why an expression gave no answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Failure {
    /// An operand had no value; the columns that were NULL.
    Null(Vec<String>),
    Other(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null(names) => write!(f, "NULL: {}", names.join(", ")),
            Self::Other(text) => f.write_str(text),
        }
    }
}

/// A compiled expression and the names it looks at.
#[derive(Debug)]
pub(super) struct Expr {
    program: Program,
    names: Vec<String>,
    /// It calls a function of ours.
    pub calls: bool,
    /// It looks at how the row stands to the baseline.
    compares: bool,
    text: String,
}

/// What all rows share: the functions, and what names stand for.
pub(super) struct Root<'a> {
    context: Context<'static, 'static>,
    globals: Globals<'a>,
}

/// A context with the functions of the language. Those are put together once: that takes longer than most rules do.
fn context() -> Context<'static, 'static> {
    static LANGUAGE: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));
    Context::with_env(Arc::clone(&LANGUAGE))
}

/// `current`: for the functions, where an expression calls one.
pub(super) fn root<'a>(scene: &Scene<'a>, current: Option<&Current>) -> Result<Root<'a>, Failure> {
    let mut context = context();
    if let Some(current) = current {
        current.register(&mut context).map_err(|e| Failure::Other(e.to_string()))?;
    }
    Ok(Root { context, globals: Globals::new(scene) })
}

/// Expressions by their text. The same few hundred are wanted for every target, and to compile one takes longer than to evaluate it.
/// Texts stand in check files, so there are no more of them than files say.
static COMPILED: LazyLock<RwLock<HashMap<String, Arc<Expr>>>> = LazyLock::new(RwLock::default);

impl Expr {
    /// The expression of a text, compiled once.
    pub(super) fn of(text: &str) -> Result<Arc<Self>, Failure> {
        if let Some(known) = COMPILED.read().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Self::new(text)?);
        COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(text.to_owned(), Arc::clone(&made));
        Ok(made)
    }

    /// Its tree.
    pub(super) fn tree(&self) -> &IdedExpr {
        self.program.expression()
    }

    fn new(text: &str) -> Result<Self, Failure> {
        let program = Program::compile(text).map_err(|e| Failure::Other(format!("`{text}`: {e}")))?;
        let references = program.references();
        let names: Vec<String> = references.variables().into_iter().map(ToOwned::to_owned).collect();
        let compares = ["known", "changed", "was"].iter().any(|name| names.iter().any(|n| n == name));
        let calls = references.functions().into_iter().any(|function| functions::NAMES.contains(&function));
        Ok(Self { program, names, calls, compares, text: text.to_owned() })
    }

    fn uses(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// Evaluates over a row.
    pub(super) fn value(&self, root: &Root<'_>, columns: &[Column], row: &[Value]) -> Result<Value, Failure> {
        let mut names = Names::of_row(&root.globals, columns, row);
        if self.compares {
            names.compare();
        }
        match self.program.execute(&names.scope(&root.context)) {
            Ok(value) => self.plain(value),
            Err(e) if is_null(&e) => {
                let null = |name: &&String| columns.iter().zip(row).any(|(c, value)| c.name == **name && value.is_null());
                let nulls: Vec<String> = self.names.iter().filter(null).cloned().collect();
                Err(Failure::Null(if nulls.is_empty() { vec![self.text.clone()] } else { nulls }))
            }
            Err(e) => Err(Failure::Other(format!("`{}`: {e}", self.text))),
        }
    }

    /// True or false over a row; anything else is a fault of the rule.
    pub(super) fn test(&self, root: &Root<'_>, columns: &[Column], row: &[Value]) -> Result<bool, Failure> {
        match self.value(root, columns, row)? {
            Value::Bool(b) => Ok(b),
            other => Err(Failure::Other(format!("`{}` gave {}, not true or false", self.text, other.plain()))),
        }
    }

    /// True or false over all rows, as `rows`.
    pub(super) fn test_table(&self, root: &Root<'_>, table: &Table) -> Result<bool, Failure> {
        let mut names = Names::of_table(&root.globals);
        if self.uses("rows") {
            names.rows(table);
        }
        match self.program.execute(&names.scope(&root.context)) {
            Ok(Cel::Bool(b)) => Ok(b),
            Ok(other) => Err(Failure::Other(format!("`{}` gave {other:?}, not true or false", self.text))),
            Err(e) if is_null(&e) => Err(Failure::Null(vec![self.text.clone()])),
            Err(e) => Err(Failure::Other(format!("`{}`: {e}", self.text))),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sizes and counts")]
    fn plain(&self, value: Cel) -> Result<Value, Failure> {
        Ok(match value {
            Cel::Null => Value::Null,
            Cel::Bool(b) => Value::Bool(b),
            Cel::Int(i) => Value::Num(i as f64),
            Cel::UInt(i) => Value::Num(i as f64),
            Cel::Float(n) => Value::Num(n),
            Cel::String(s) => Value::Text(s.to_string()),
            other => return Err(Failure::Other(format!("`{}` gave {other:?}", self.text))),
        })
    }
}

/// The operators fail on NULL by type; that failure is told apart from a real fault of the rule.
fn is_null(error: &ExecutionError) -> bool {
    match error {
        ExecutionError::NoSuchOverload(e) => e.argument_types().iter().any(|t| t == "null_type"),
        ExecutionError::UnsupportedBinaryOperator(_, a, b) | ExecutionError::ValuesNotComparable(a, b) => {
            *a == Cel::Null || *b == Cel::Null
        }
        ExecutionError::UnexpectedType { got, .. } => got.contains("null"),
        _ => false,
    }
}

/// All faults of a check's expressions and sentences: syntax, and names that are nothing.
#[must_use]
pub fn rule_faults(check: &Check) -> Vec<String> {
    // `host.*` is nothing in the rules of a database, so a column of it may have that name.
    let other = match check.kind {
        TargetKind::Oracle => "host",
        _ => "db",
    };
    let mut faults: Vec<String> = check
        .columns
        .iter()
        .map(|c| c.column.name.as_str())
        .filter(|name| (GLOBALS.contains(name) || *name == "row_count") && *name != other)
        .map(|name| format!("a column cannot be named `{name}`: rules use that word"))
        .collect();
    let mut known: Vec<&str> = check.columns.iter().map(|c| c.column.name.as_str()).collect();
    known.extend(GLOBALS);
    let expressions = check
        .rules
        .iter()
        .map(|r| ("when", r.when.as_str()))
        .chain(check.columns.iter().filter_map(|c| Some(("compute", c.compute.as_deref()?))))
        .chain(check.applies.when.iter().map(|w| ("on.when", w.as_str())));
    for (place, text) in expressions {
        match Expr::of(text) {
            Err(failure) => faults.push(format!("{place} {failure}")),
            Ok(expr) => {
                for name in expr.names.iter().filter(|n| !known.contains(&n.as_str()) && !is_macro_variable(text, n)) {
                    faults.push(format!("{place} `{text}` names `{name}`, which is no column"));
                }
                for function in expr.program.references().functions() {
                    let own = function.chars().all(|c| c.is_ascii_lowercase() || c == '_') && function.contains('_');
                    if own && !function.starts_with('_') && !functions::NAMES.contains(&function) && !function.starts_with('@') {
                        faults.push(format!("{place} `{text}` calls `{function}`, which is no function"));
                    }
                }
                for limit in limit_names(text).filter(|l| !check.limits.contains_key(*l)) {
                    faults.push(format!("{place} `{text}` uses limits.{limit}, which the check does not declare"));
                }
            }
        }
    }
    faults
}

/// `r` in `rows.exists(r, …)`.
fn is_macro_variable(text: &str, name: &str) -> bool {
    ["exists", "all", "filter", "map", "exists_one"]
        .iter()
        .any(|m| text.contains(&format!(".{m}({name},")) || text.contains(&format!(".{m}({name} ,")))
}

fn limit_names(text: &str) -> impl Iterator<Item = &str> {
    text.split("limits.").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Evaluates `on.when` over facts alone.
pub(super) fn applies(text: &str, facts: Option<&Facts>, about: Option<&HostFacts>) -> Result<bool, Failure> {
    let expr = Expr::of(text)?;
    let mut context = context();
    context.add_variable_from_value("db", names::db(facts));
    context.add_variable_from_value("host", names::host(about));
    match expr.program.execute(&context) {
        Ok(Cel::Bool(b)) => Ok(b),
        Ok(other) => Err(Failure::Other(format!("`{text}` gave {other:?}"))),
        Err(e) => Err(Failure::Other(format!("`{text}`: {e}"))),
    }
}
