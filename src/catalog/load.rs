//! Files → checks: the embedded ones first, then a site's own, which join or replace them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::examples::examples;
use super::head::{self, Head};
use super::{Catalog, shtext, sqltext, variants};
use crate::judge;
use crate::model::{Applies, Body, Check, Column, ColumnSpec, Kind, Level, Os, Role, Rule, TargetKind, Tenancy, Version, sha256, shape};
use crate::parse;
use include_dir::{Dir, include_dir};

static EMBEDDED: [Dir<'_>; 3] = [
    include_dir!("$CARGO_MANIFEST_DIR/sql/oracle"),
    include_dir!("$CARGO_MANIFEST_DIR/scripts/probes"),
    include_dir!("$CARGO_MANIFEST_DIR/scripts/backup"),
];

/// Where a check that is part of the binary is from.
const EMBEDDED_ORIGIN: &str = "embedded";

/// Something wrong in a check file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub file: String,
    /// 1-based; 0 when it is about the file as a whole.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

/// One file as read: name, origin, text.
struct Source {
    name: String,
    origin: String,
    text: String,
}

impl Source {
    /// What it asks, by its ending.
    fn kind(&self) -> TargetKind {
        match Path::new(&self.name).extension().and_then(|e| e.to_str()) {
            Some("sh") => TargetKind::Host,
            Some("toml") => TargetKind::Backup,
            _ => TargetKind::Oracle,
        }
    }

    fn is_embedded(&self) -> bool {
        self.origin == EMBEDDED_ORIGIN
    }

    /// The name without its ending.
    fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem)
    }

    /// What begins a comment.
    fn comment(&self) -> &'static str {
        match self.kind() {
            TargetKind::Oracle => "--",
            TargetKind::Host | TargetKind::Backup => "#",
        }
    }

    /// The text of a body, if it is one that only asks. That the embedded ones do is a matter of the project's own tests.
    fn body(&self, text: &str, packs: &[String]) -> Result<String, String> {
        match self.kind() {
            TargetKind::Backup => Ok(String::new()),
            TargetKind::Host if self.is_embedded() => Ok(shtext::plain(text).to_owned()),
            TargetKind::Host => shtext::clean(text).map(str::to_owned).map_err(|e| e.to_string()),
            TargetKind::Oracle if self.is_embedded() => Ok(sqltext::plain(text).to_owned()),
            TargetKind::Oracle => {
                let text = sqltext::clean(text).map_err(|e| e.to_string())?;
                require_licence(text, packs)?;
                Ok(text.to_owned())
            }
        }
    }
}

/// The embedded checks, joined or replaced by those of `site`. All faults are told at once.
pub fn load(site: Option<&Path>) -> Result<Catalog, Vec<Fault>> {
    let embedded = EMBEDDED
        .iter()
        .flat_map(Dir::files)
        .filter_map(|f| {
            let name = f.path().file_name()?.to_str()?.to_owned();
            is_check(f.path()).then_some(())?;
            Some(Source { origin: EMBEDDED_ORIGIN.into(), text: f.contents_utf8()?.to_owned(), name })
        })
        .collect();
    let mut checks = assemble(embedded)?;
    if let Some(dir) = site {
        let own = load_dir(dir)?;
        let ids: BTreeSet<String> = own.checks().iter().map(|c| c.id.clone()).collect();
        checks.retain(|c| !ids.contains(&c.id));
        checks.extend(own.checks().iter().cloned());
    }
    let catalog = Catalog::new(checks);
    let faults: Vec<Fault> = catalog.checks().iter().filter_map(|c| rows_from_fault(c, &catalog)).collect();
    if faults.is_empty() { Ok(catalog) } else { Err(faults) }
}

/// The checks of one folder (with its subfolders), on their own.
pub fn load_dir(dir: &Path) -> Result<Catalog, Vec<Fault>> {
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let fault = |path: &Path, message: String| Fault { file: path.display().to_string(), line: 0, message };
        match entry {
            Err(e) => faults.push(fault(e.path().unwrap_or(dir), e.to_string())),
            Ok(entry) if entry.file_type().is_file() && is_check(entry.path()) => match std::fs::read_to_string(entry.path()) {
                Err(e) => faults.push(fault(entry.path(), e.to_string())),
                Ok(text) => sources.push(Source {
                    name: entry.file_name().to_string_lossy().into_owned(),
                    origin: entry.path().display().to_string(),
                    text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
                }),
            },
            Ok(_) => {}
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    assemble(sources).map(Catalog::new)
}

/// By its ending; of TOML files only the checks of backups, as others may lie beside.
fn is_check(path: &Path) -> bool {
    match path.extension().and_then(|x| x.to_str()) {
        Some("sql" | "sh") => true,
        Some("toml") => path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with("backup.")),
        _ => false,
    }
}

fn rows_from_fault(check: &Check, catalog: &Catalog) -> Option<Fault> {
    let from = check.rows_from.as_ref()?;
    let message = match catalog.find(from) {
        Err(_) => format!("rows_from names no check: {from}"),
        Ok(source) => {
            let missing: Vec<&str> = check.selected.iter().filter(|c| source.column(&c.name).is_none()).map(|c| c.name.as_str()).collect();
            if missing.is_empty() {
                return None;
            }
            format!("{from} has no column {}", missing.join(", "))
        }
    };
    Some(Fault { file: check.file(), line: 0, message })
}

/// Puts heads and variant bodies together.
fn assemble(sources: Vec<Source>) -> Result<Vec<Check>, Vec<Fault>> {
    let mut checks: BTreeMap<String, Check> = BTreeMap::new();
    let mut loose = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let fault = |line, message| Fault { file: label(&source), line, message };
        let cut = match source.kind() {
            TargetKind::Backup => Ok(Some(head::whole(&source.text))),
            _ => head::cut(&source.text, source.comment()),
        };
        match cut {
            Err((line, message)) => faults.push(fault(line, message)),
            Ok(None) => loose.push(source),
            Ok(Some(cut)) => match head::parse(&cut, source.is_embedded()) {
                Err((line, message)) => faults.push(fault(line, message)),
                Ok(head) => match build(head, &cut, &source) {
                    Err(messages) => faults.extend(messages.into_iter().map(|(line, m)| fault(line, m))),
                    Ok(check) if checks.contains_key(&check.id) => faults.push(fault(0, format!("the id {} is there twice", check.id))),
                    Ok(check) => {
                        checks.insert(check.id.clone(), check);
                    }
                },
            },
        }
    }
    for source in loose {
        if let Err(fault) = add_variant(&mut checks, &source) {
            faults.push(fault);
        }
    }
    faults.sort();
    if faults.is_empty() { Ok(checks.into_values().collect()) } else { Err(faults) }
}

fn label(source: &Source) -> String {
    if source.is_embedded() { source.name.clone() } else { source.origin.clone() }
}

fn add_variant(checks: &mut BTreeMap<String, Check>, source: &Source) -> Result<(), Fault> {
    let fault = |message: String| Fault { file: label(source), line: 1, message };
    let Some((id, tags)) = source.stem().split_once('@') else {
        return Err(fault(format!("there is no head (two `{} +++` lines), and the name has no @variant", source.comment())));
    };
    let check = checks.get_mut(id).ok_or_else(|| fault(format!("a variant of {id}, which is not there")))?;
    if check.kind != source.kind() {
        return Err(fault(format!("a variant of {id}, which asks {}", check.kind.as_str())));
    }
    let text = source.body(&source.text, &check.applies.packs).map_err(fault)?;
    let mut body = Body { text, ..plain_body(source) };
    if check.kind == TargetKind::Host {
        body.os = Some(Os::parse(tags).ok_or_else(|| fault(format!("`{tags}` is no operating system (linux aix hpux)")))?);
    } else {
        (body.version, body.tenancy, body.role) =
            variants::tags(tags).map_err(|tag| fault(format!("`{tag}` is no version, tenancy or role")))?;
    }
    check.bodies.push(body);
    Ok(())
}

/// A body for every server, without its text.
fn plain_body(source: &Source) -> Body {
    let sha256 = sha256(source.text.as_bytes());
    Body { file: source.name.clone(), version: None, tenancy: None, role: None, os: None, text: String::new(), sha256 }
}

fn require_licence(sql: &str, packs: &[String]) -> Result<(), String> {
    match sqltext::licensed(sql).filter(|_| packs.is_empty()) {
        Some(view) => Err(sqltext::SqlFault::Licensed(view).to_string()),
        None => Ok(()),
    }
}

/// Turns a parsed head into a check, with every fault of it.
fn build(mut head: Head, cut: &head::Cut<'_>, source: &Source) -> Result<Check, Vec<(usize, String)>> {
    let mut faults: Vec<(usize, String)> = Vec::new();
    let head_line = cut.first_line;
    if head.id != source.stem() {
        faults.push((head_line, format!("id `{}` is not the file name `{}`", head.id, source.stem())));
    }
    let body_line = head_line + cut.toml.matches('\n').count() + 2;
    let mut bodies = Vec::new();
    if head.rows_from.is_some() || head.log.is_some() {
        if !cut.body.trim().is_empty() {
            faults.push((body_line, "a check with rows_from or log has no body".into()));
        }
    } else {
        match source.body(cut.body, &head.on.packs) {
            Ok(text) => bodies.push(Body { text, ..plain_body(source) }),
            Err(message) => faults.push((body_line, message)),
        }
    }
    if head.gone_level.is_some_and(|level| level == Level::Ok || head.gone_says.is_none()) {
        faults.push((head_line, "gone_level is note, warning or critical, and goes with gone_says".into()));
    }
    faults.extend(host_faults(&head, source.kind()).into_iter().map(|m| (head_line, m)));
    let version = head.on.version.as_deref().unwrap_or(">=11.2");
    let version = version.strip_prefix(">=").and_then(|v| Version::parse(v.trim())).unwrap_or_else(|| {
        faults.push((head_line, format!("on.version `{version}` is not of the form >=12.1")));
        Version::default()
    });
    if head.on.kind.as_deref().is_some_and(|k| k != source.kind().as_str()) {
        faults.push((head_line, format!("on.kind is not {}, which the ending of the file says", source.kind().as_str())));
    }
    let columns: Vec<ColumnSpec> = std::mem::take(&mut head.column)
        .into_iter()
        .map(|(name, c)| ColumnSpec {
            column: Column { name, kind: c.kind, unit: c.unit, title: c.title },
            compute: c.compute,
            from_post: c.from_post,
        })
        .collect();
    let check = check(head, version, columns, bodies, cut, source);
    // Compiling every rule costs more than a small inspection; the embedded files passed this in the project's own tests.
    if !source.is_embedded() {
        faults.extend(examples(&check).err().map(|m| (head_line, m)));
        faults.extend(names_fault(&check).into_iter().map(|m| (head_line, m)));
        faults.extend(judge::rule_faults(&check).into_iter().map(|m| (head_line, m)));
    }
    if faults.is_empty() { Ok(check) } else { Err(faults) }
}

/// Keys that only one kind of target knows, and a probe's parser.
fn host_faults(head: &Head, kind: TargetKind) -> Vec<String> {
    let mut faults = Vec::new();
    let (probe, sql) = (kind != TargetKind::Host, kind != TargetKind::Oracle);
    let on = &head.on;
    for (there, wrong, name) in [
        (head.parser.is_some(), probe, "parser"),
        (head.twice, probe, "twice"),
        (head.window, probe, "window"),
        (on.os.is_some(), probe, "on.os"),
        (on.version.is_some(), sql, "on.version"),
        (on.tenancy.is_some(), sql, "on.tenancy"),
        (on.role.is_some(), sql, "on.role"),
        (on.open.is_some(), sql, "on.open"),
        (!on.packs.is_empty(), sql, "on.packs"),
        (!on.optional_views.is_empty(), sql, "on.optional_views"),
        (head.log.is_some(), sql, "log"),
    ] {
        if there && wrong {
            faults.push(format!("`{name}` means nothing in a check of the kind {}", kind.as_str()));
        }
    }
    let needs = kind == TargetKind::Host && head.rows_from.is_none();
    match head.parser.as_deref() {
        None if needs => faults.push("`parser` is missing: how the output becomes rows (tsv for own probes)".into()),
        Some(name) if needs && parse::host::parser(name).is_none() => {
            let near = crate::error::nearest(name, parse::host::names()).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            faults.push(format!("there is no parser `{name}`{near}"));
        }
        _ => {}
    }
    faults
}

/// The check of a head whose parts are ready.
fn check(head: Head, version: Version, columns: Vec<ColumnSpec>, bodies: Vec<Body>, cut: &head::Cut<'_>, source: &Source) -> Check {
    // A body stands in the same file.
    let sha256 = bodies.first().map_or_else(|| sha256(source.text.as_bytes()), |body| body.sha256.clone());
    Check {
        id: head.id,
        kind: source.kind(),
        req: head.req.into(),
        title: head.title.into(),
        why: head.why,
        advice: head.advice,
        cadence: head.cadence,
        applies: Applies {
            version,
            tenancy: head.on.tenancy.unwrap_or_else(|| Tenancy::ALL.to_vec()),
            role: head.on.role.unwrap_or_else(|| Role::ALL.to_vec()),
            open: head.on.open.unwrap_or(true),
            packs: head.on.packs,
            when: head.on.when,
            optional_views: head.on.optional_views.iter().map(|v| v.to_ascii_uppercase()).collect(),
            os: head.on.os.unwrap_or_else(|| vec![Os::Linux]),
        },
        subject: head.subject.into(),
        empty: head.empty,
        empty_says: head.empty_says,
        metric: head.metric.into(),
        counter_reset: head.counter_reset,
        baseline: head.baseline,
        watch: head.watch,
        gone_says: head.gone_says,
        gone_level: head.gone_level.unwrap_or(Level::Note),
        rows_from: head.rows_from,
        timeout_s: head.timeout_s,
        increment: head.increment,
        post: head.post,
        parser: head.parser,
        twice: head.twice,
        window: head.window,
        log: head.log,
        limits: head.limits,
        selected: shape(&columns, ColumnSpec::is_selected),
        judged: shape(&columns, |_| true),
        columns,
        rules: head
            .rule
            .into_iter()
            .map(|r| Rule { level: r.level, when: r.when, says: r.says, advice: r.advice, topic: r.topic, scope: r.scope })
            .collect(),
        show: head.show.into(),
        chart: head.chart,
        bodies,
        head: cut.toml.clone(),
        origin: source.origin.clone(),
        sha256,
    }
}

/// Names in the head that are no columns, and metrics that are no numbers.
fn names_fault(check: &Check) -> Vec<String> {
    let mut faults = Vec::new();
    let lists = [("subject", &*check.subject), ("metric", &*check.metric), ("watch", &check.watch), ("show", &*check.show)];
    let single = [("counter_reset", &check.counter_reset), ("chart", &check.chart), ("increment", &check.increment)];
    let named = lists
        .iter()
        .flat_map(|(key, names)| names.iter().map(move |n| (*key, n)))
        .chain(single.iter().filter_map(|(key, name)| name.as_ref().map(|n| (*key, n))));
    for (key, name) in named {
        match check.column(name) {
            None => faults.push(format!("{key} names `{name}`, which is no column")),
            Some(c) if key == "metric" && !matches!(c.column.kind, Kind::Number | Kind::Integer) => {
                faults.push(format!("metric `{name}` is no number"));
            }
            Some(_) => {}
        }
    }
    for name in check.counter_reset.iter().chain(&check.chart) {
        if !check.metric.contains(name) {
            faults.push(format!("`{name}` is a counter_reset or chart column, but not in metric"));
        }
    }
    for spec in &check.columns {
        let name = &spec.column.name;
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            faults.push(format!("column `{name}` is not of the form [a-z0-9_]+"));
        }
    }
    faults
}
