//! What the names in rules stand for: columns of the row in view, and what is known of the scene. Nothing is made before it is asked
//! for, and texts of rows are lent, not copied: a look at a host evaluates hundreds of rules.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use cel::common::types::{CelBool, CelDouble, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{Context, Value as Cel};

use super::{Scene, baseline};
use crate::model::{Column, Facts, HostFacts, Table, Value};

/// Names that every expression may use beside columns.
pub(super) const GLOBALS: &[&str] = &["limits", "db", "host", "target", "first_look", "has_baseline", "known", "changed", "was", "rows"];

/// What is the same for all rows.
pub(super) struct Globals<'a> {
    scene: Scene<'a>,
    /// In the order of [`GLOBALS`].
    made: [OnceLock<Option<Box<dyn Val>>>; GLOBALS.len()],
}

impl<'a> Globals<'a> {
    pub(super) fn new(scene: &Scene<'a>) -> Self {
        Self { scene: *scene, made: std::array::from_fn(|_| OnceLock::new()) }
    }

    fn get(&self, name: &str) -> Option<&dyn Val> {
        let index = GLOBALS.iter().position(|global| *global == name)?;
        self.made[index].get_or_init(|| boxed(self.make(name)?)).as_deref()
    }

    fn make(&self, name: &str) -> Option<Cel> {
        let scene = &self.scene;
        Some(match name {
            "limits" => scene.limits.iter().map(|(k, v)| (k.clone(), Cel::Float(*v))).collect::<HashMap<_, _>>().into(),
            "db" => db(scene.facts).into(),
            "host" => host(scene.host).into(),
            "target" => {
                let tags: Vec<Cel> = scene.target_tags.iter().map(|t| text(t)).collect();
                HashMap::from([("name".to_owned(), text(scene.target_name)), ("tags".to_owned(), Cel::List(Arc::new(tags)))]).into()
            }
            "first_look" => scene.history.last_run_at.is_none().into(),
            "has_baseline" => scene.history.baseline.is_some().into(),
            _ => return None,
        })
    }
}

/// The names of one evaluation.
pub(super) struct Names<'a> {
    globals: &'a Globals<'a>,
    columns: &'a [Column],
    row: &'a [Value],
    /// What was made for it alone.
    own: Vec<(&'static str, Box<dyn Val>)>,
}

impl<'a> Names<'a> {
    pub(super) fn of_row(globals: &'a Globals<'a>, columns: &'a [Column], row: &'a [Value]) -> Self {
        Self { globals, columns, row, own: Vec::new() }
    }

    pub(super) fn of_table(globals: &'a Globals<'a>) -> Self {
        Self::of_row(globals, &[], &[])
    }

    /// Adds how the row stands to the baseline: `known`, `changed`, `was`.
    pub(super) fn compare(&mut self) {
        let scene = &self.globals.scene;
        let subject = crate::model::subject(&scene.check.subject, self.columns, self.row);
        let (known, changed, was) = baseline::compare(scene, &subject, self.columns, self.row);
        let was: HashMap<String, Cel> = was.into_iter().flatten().map(|(k, v): &(String, Value)| (k.clone(), cel(v))).collect();
        self.add("known", known.into());
        self.add("changed", changed.into());
        self.add("was", was.into());
    }

    /// Adds all rows.
    pub(super) fn rows(&mut self, table: &Table) {
        let row = |row: &Vec<Value>| -> Cel {
            table.columns.iter().zip(row).map(|(c, v)| (c.name.clone(), cel(v))).collect::<HashMap<_, _>>().into()
        };
        self.add("rows", Cel::List(Arc::new(table.rows.iter().map(row).collect())));
    }

    fn add(&mut self, name: &'static str, value: Cel) {
        self.own.extend(boxed(value).map(|value| (name, value)));
    }

    /// A scope that looks here.
    pub(super) fn scope<'b>(&'b self, context: &'b Context<'b, 'b>) -> Context<'b, 'b> {
        let mut scope = context.new_inner_scope();
        scope.set_variable_resolver(self);
        scope
    }
}

impl VariableResolver for Names<'_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        if let Some((_, value)) = self.columns.iter().zip(self.row).find(|(column, _)| column.name == name) {
            return Some(lent(value));
        }
        let own = self.own.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref());
        own.or_else(|| self.globals.get(name)).map(CowVal::Borrowed)
    }
}

fn boxed(value: Cel) -> Option<Box<dyn Val>> {
    value.try_into().ok()
}

/// A cell as rules see it, without copying its text.
#[expect(clippy::cast_precision_loss, reason = "rules compare measures; exact integers are for display")]
fn lent(value: &Value) -> CowVal<'_, '_> {
    match value {
        Value::Null => CowVal::owned(CelNull),
        Value::Bool(b) => CowVal::owned(CelBool::from(*b)),
        Value::Int(i) => CowVal::owned(CelDouble::from(*i as f64)),
        Value::Num(n) => CowVal::owned(CelDouble::from(*n)),
        Value::Time(_) => CowVal::owned(CelString::from(value.plain())),
        Value::Text(s) => CowVal::owned(CelString::from(s.as_str())),
    }
}

fn text(s: &str) -> Cel {
    Cel::String(Arc::new(s.to_owned()))
}

#[expect(clippy::cast_precision_loss, reason = "rules compare measures; exact integers are for display")]
fn cel(value: &Value) -> Cel {
    match value {
        Value::Null => Cel::Null,
        Value::Bool(b) => Cel::Bool(*b),
        Value::Int(i) => Cel::Float(*i as f64),
        Value::Num(n) => Cel::Float(*n),
        Value::Time(_) => text(&value.plain()),
        Value::Text(s) => text(s),
    }
}

/// `db.*` as rules see it.
pub(super) fn db(facts: Option<&Facts>) -> HashMap<String, Cel> {
    let Some(f) = facts else { return HashMap::new() };
    [
        ("version", text(&f.version_text)),
        ("major", Cel::Float(f64::from(f.version.major))),
        ("minor", Cel::Float(f64::from(f.version.minor))),
        ("tenancy", text(f.tenancy.as_str())),
        ("role", text(f.role.as_str())),
        ("open_mode", text(&f.open_mode)),
        ("log_mode", text(&f.log_mode)),
        ("flashback", text(&f.flashback)),
        ("name", text(&f.name)),
        ("con_name", text(&f.con_name)),
        ("rac", Cel::Bool(f.instances > 1)),
    ]
    .into_iter()
    .map(|(k, v)| (k.to_owned(), v))
    .collect()
}

/// `host.*` as rules see it.
#[expect(clippy::cast_precision_loss, reason = "a number of processors")]
pub(super) fn host(facts: Option<&HostFacts>) -> HashMap<String, Cel> {
    let Some(f) = facts else { return HashMap::new() };
    [
        ("os", text(f.os.as_str())),
        ("system", text(&f.system)),
        ("kernel", text(&f.kernel)),
        ("arch", text(&f.arch)),
        ("cpus", Cel::Float(f.cpus as f64)),
        ("memory_mb", Cel::Float(f.memory_mb)),
        ("root", Cel::Bool(f.root)),
        ("uptime_s", Cel::Float(f.uptime_s)),
    ]
    .into_iter()
    .map(|(k, v)| (k.to_owned(), v))
    .collect()
}
