//! `opsctl check`: what there is to check, one check in full, a new one, and the examples of a site's own.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::table::aligned;
use super::words::w;
use super::{App, Exit};
use crate::catalog::{self, Catalog, Fault};
use crate::error::{Error, Kind, Result};
use crate::judge;
use crate::model::{Cadence, Check, Lang, Os, TargetKind};
use crate::text::Msg;

#[derive(Debug, Subcommand)]
pub(super) enum CheckCommand {
    #[command(about = w("列出检查项", "List the checks"))]
    List(ListArgs),
    #[command(about = w("显示一项检查的全部内容", "Show one check in full"))]
    Show(ShowArgs),
    #[command(about = w("生成一个新的检查文件", "Write a new check file"))]
    New(NewArgs),
    #[command(about = w("运行检查文件中的样例", "Run the examples of check files"))]
    Test(TestArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[arg(long, value_name = "WORD", help = w("只列某一周期：interval daily weekly monthly half-yearly", "Only one cadence: interval daily weekly monthly half-yearly"))]
    cadence: Option<String>,
    #[arg(long, value_name = "WORD", help = w("只列某一类目标的检查：oracle host", "Only checks of one kind of target: oracle host"))]
    kind: Option<String>,
    #[arg(long, value_name = "ID", help = w("只列满足某一要求编号的检查，如 DB-05", "Only checks that serve a requirement, e.g. DB-05"))]
    req: Option<String>,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[arg(help = w("检查编号", "Check id"))]
    id: String,
    #[arg(long, short, value_name = "NAME", help = w("按此目标显示生效的阈值及其来源", "Show the limits in force for this target and where they come from"))]
    target: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(help = w("检查编号，如 site.order-backlog", "Check id, e.g. site.order-backlog"))]
    id: String,
    #[arg(long, value_name = "WORD", default_value = "oracle", help = w("查什么目标：oracle（SQL）或 host（shell）", "What it looks at: oracle (SQL) or host (shell)"))]
    kind: String,
    #[arg(long, value_name = "DIR", help = w("写到哪个目录（默认为配置的 checks-dir）", "Folder to write to (default: checks-dir of the config)"))]
    dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    #[arg(value_name = "DIR", help = w("检查文件所在目录（默认为内置检查和 checks-dir）", "Folder of check files (default: the embedded ones and checks-dir)"))]
    dir: Option<PathBuf>,
}

/// All faults of check files as one error, one line each.
pub(super) fn catalog_error(faults: &[Fault]) -> Error {
    let place = faults.first().map(ToString::to_string).unwrap_or_default();
    let error = Error::new(Kind::Config, Msg::CheckInvalid { place });
    match faults.len() {
        0 | 1 => error,
        _ => error.because(faults[1..].iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

pub(super) fn run(app: &App, command: &CheckCommand) -> Result<Exit> {
    match command {
        CheckCommand::List(args) => list(app, args),
        CheckCommand::Show(args) => show(app, args),
        CheckCommand::New(args) => new(app, args),
        CheckCommand::Test(args) => test(app, args.dir.as_deref()),
    }
}

fn list(app: &App, args: &ListArgs) -> Result<Exit> {
    let catalog = app.catalog()?;
    let cadence = args.cadence.as_deref().map(cadence).transpose()?;
    let kind = args.kind.as_deref().map(kind).transpose()?;
    let wanted: Vec<&Check> = catalog
        .checks()
        .iter()
        .filter(|c| cadence.is_none_or(|x| c.cadence == x))
        .filter(|c| kind.is_none_or(|x| c.kind == x))
        .filter(|c| args.req.as_ref().is_none_or(|r| c.req.iter().any(|x| x.eq_ignore_ascii_case(r))))
        .collect();
    if wanted.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoCheck {}).hint(Msg::HintChecks {}));
    }
    let text = if args.json { list_json(&wanted) } else { list_text(&wanted, app.ui.lang) };
    app.ui.out(&text);
    Ok(Exit::OK)
}

fn list_json(checks: &[&Check]) -> String {
    let rows: Vec<_> = checks
        .iter()
        .map(|c| serde_json::json!({ "id": c.id, "title": c.title, "req": c.req, "cadence": c.cadence, "kind": c.kind, "version": version(c), "os": c.applies.os, "origin": c.origin, "sha256": c.sha256 }))
        .collect();
    format!("{:#}\n", serde_json::Value::Array(rows))
}

/// The oldest server, of checks that ask a database.
fn version(check: &Check) -> Option<String> {
    (check.kind == TargetKind::Oracle).then(|| check.applies.version.to_string())
}

fn list_text(checks: &[&Check], lang: Lang) -> String {
    let row = |c: &&Check| vec![c.id.clone(), c.req.join(" "), c.cadence.as_str().to_owned(), c.title.to(lang).to_owned()];
    let mut text = aligned(checks.iter().map(row));
    text.push_str(&match lang {
        Lang::Zh => format!("共 {} 项\n", checks.len()),
        Lang::En => format!("{} checks\n", checks.len()),
    });
    text
}

pub(super) fn cadence(word: &str) -> Result<Cadence> {
    let known: Vec<&str> = Cadence::ALL.iter().map(|c| c.as_str()).collect();
    Cadence::ALL.into_iter().find(|c| c.as_str() == word).ok_or_else(|| {
        Error::new(Kind::Usage, Msg::Usage { text: format!("--cadence {word} ({})", known.join(" ")) }).near(word, known.iter().copied())
    })
}

fn kind(word: &str) -> Result<TargetKind> {
    let known = TargetKind::ALL.map(TargetKind::as_str);
    TargetKind::ALL.into_iter().find(|k| k.as_str() == word).ok_or_else(|| {
        Error::new(Kind::Usage, Msg::Usage { text: format!("--kind {word} ({})", known.join(" ")) }).near(word, known.iter().copied())
    })
}

fn show(app: &App, args: &ShowArgs) -> Result<Exit> {
    let catalog = app.catalog()?;
    let check = catalog.find(&args.id)?;
    let limits = app.limits(args.target.as_deref(), check)?;
    app.ui.out(&page(check, &limits, app.ui.lang));
    Ok(Exit::OK)
}

/// The page of a check: what the manual would say.
fn page(check: &Check, limits: &std::collections::BTreeMap<String, (f64, String)>, lang: Lang) -> String {
    let h = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let mut text = format!("{} — {}\n\n", check.id, check.title.to(lang));
    let mut line = |head: &str, body: &str| text.push_str(&format!("{head}: {body}\n"));
    line(h("依据", "requirements"), &check.req.join(" "));
    line(h("周期", "cadence"), check.cadence.as_str());
    line(h("来源", "origin"), &check.origin);
    line("SHA-256", &check.sha256);
    line(h("为什么", "why"), check.why.to(lang));
    line(h("建议", "advice"), check.advice.to(lang));
    let applies = &check.applies;
    match check.kind {
        TargetKind::Oracle => {
            let tenancy: Vec<&str> = applies.tenancy.iter().map(|t| t.as_str()).collect();
            let role: Vec<&str> = applies.role.iter().map(|r| r.as_str()).collect();
            let open = if applies.open { h("需要打开", "open") } else { h("装载即可", "mounted will do") };
            line(h("适用", "applies to"), &format!(">= {} · {} · {} · {open}", applies.version, tenancy.join("/"), role.join("/")));
        }
        TargetKind::Backup => {}
        TargetKind::Host => {
            let systems: Vec<&str> = Os::ALL.into_iter().filter(|os| check.body_for(*os).is_some()).map(Os::as_str).collect();
            line(h("适用", "applies to"), &systems.join(" / "));
            line(h("解析", "parser"), check.parser.as_deref().unwrap_or_default());
        }
    }
    if check.twice {
        line(h("取样", "looks"), h("两次，相隔 2 秒，取其间的速率", "two, 2 seconds apart, for the rates between them"));
    }
    if check.window {
        line(h("时间窗", "window"), h("上次查看以来；首次为一天", "since the last look; the first one a day"));
    }
    if !applies.packs.is_empty() {
        line(h("需要许可", "needs packs"), &applies.packs.join(" "));
    }
    if !limits.is_empty() {
        text.push_str(&format!("\n{}\n", h("阈值（值 · 来源）", "limits (value · from)")));
        for (name, (value, from)) in limits {
            text.push_str(&format!("  {name} = {} · {from}\n", crate::text::number(*value)));
        }
    }
    text.push_str(&format!("\n{}\n", h("列", "columns")));
    for spec in &check.columns {
        let c = &spec.column;
        let unit = c.unit.as_ref().map(|u| format!(" [{u}]")).unwrap_or_default();
        let made = spec.compute.as_ref().map(|e| format!(" = {e}")).unwrap_or_default();
        text.push_str(&format!("  {}{unit}: {}{made}\n", c.name, c.title.to(lang)));
    }
    text.push_str(&format!("\n{}\n", h("规则", "rules")));
    for rule in &check.rules {
        text.push_str(&format!("  {}: {}\n    {}\n", crate::text::level(rule.level, lang), rule.when, rule.says.to(lang)));
    }
    for body in &check.bodies {
        let comment = if check.kind == TargetKind::Host { "#" } else { "--" };
        text.push_str(&format!("\n{comment} {} (sha256 {})\n{}\n", body.file, body.sha256, body.text));
    }
    text
}

fn new(app: &App, args: &NewArgs) -> Result<Exit> {
    let dir = match (&args.dir, app.checks_dir()) {
        (Some(dir), _) => dir.clone(),
        (None, Some(dir)) => dir,
        (None, None) => PathBuf::from("."),
    };
    let (ending, template) = match kind(&args.kind)? {
        TargetKind::Oracle => ("sql", include_str!("check_new.sql")),
        TargetKind::Host => ("sh", include_str!("check_new.sh")),
        TargetKind::Backup => {
            let text = "check new --kind backup (what a file holds is read by opsctl itself; copy a head by: opsctl check show backup.age)";
            return Err(Error::new(Kind::Usage, Msg::Usage { text: text.into() }));
        }
    };
    let path = dir.join(format!("{}.{ending}", args.id));
    if path.exists() {
        return Err(Error::new(Kind::Usage, Msg::FileExists { path: path.display().to_string() }));
    }
    if args.id.is_empty() || !args.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c)) {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("check new {} ([a-z0-9.-]+)", args.id) }));
    }
    let text = template.replace("{{id}}", &args.id);
    crate::ui::save(&path, text.as_bytes())?;
    app.ui.out(&format!("{}\n", path.display()));
    Ok(Exit::OK)
}

fn test(app: &App, dir: Option<&Path>) -> Result<Exit> {
    let catalog = match dir {
        Some(dir) if !dir.is_dir() => return Err(Error::new(Kind::Usage, Msg::ReadFile { path: dir.display().to_string() })),
        Some(dir) => catalog::load_dir(dir).map_err(|faults| catalog_error(&faults))?,
        None => app.catalog()?.clone(),
    };
    let (passed, faults) = run_examples(&catalog);
    let mut text: String = faults.iter().map(|f| format!("{f}\n")).collect();
    text.push_str(&match app.ui.lang {
        Lang::Zh => format!("检查 {} 项，样例通过 {passed} 个，失败 {} 个\n", catalog.checks().len(), faults.len()),
        Lang::En => format!("{} checks, {passed} examples passed, {} failed\n", catalog.checks().len(), faults.len()),
    });
    app.ui.out(&text);
    if !faults.is_empty() {
        return Ok(Exit::CRITICAL);
    }
    if passed == 0 {
        return Err(Error::new(Kind::Usage, Msg::NoCheck {}));
    }
    Ok(Exit::OK)
}

/// Runs every example; a check whose rules no example fires is a fault as well.
#[must_use]
pub fn run_examples(catalog: &Catalog) -> (usize, Vec<Fault>) {
    let mut passed = 0;
    let mut faults = Vec::new();
    for check in catalog.checks() {
        let fault = |message| Fault { file: check.file(), line: 0, message };
        match catalog::examples(check) {
            Err(message) => faults.push(fault(message)),
            Ok(examples) => {
                for (number, example) in examples.iter().enumerate() {
                    match judge::run_example(check, number, example) {
                        Ok(()) => passed += 1,
                        Err(wrong) => faults.push(fault(format!("example {}: {}", wrong.example, wrong.message))),
                    }
                }
            }
        }
    }
    (passed, faults)
}
