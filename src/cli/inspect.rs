//! `opsctl inspect db`: asks databases, judges, keeps, shows.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand};

use super::check::cadence;
use super::words::w;
use super::{App, Exit};
use crate::catalog;
use crate::engine::{self, Opened, Order};
use crate::error::{Error, Kind, Result};
use crate::links::capture::{self, Capture, CapturedTarget, Kept, Manifest, Piece, Recorder};
use crate::links::{self, Login};
use crate::model::{AskError, AskErrorKind, Cadence, Check, Connect, Driver, Lang, Level, LogFiles, Run, Target, Verdict};
use crate::render::{self, Detail, Format, Look};
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Subcommand)]
pub(super) enum InspectCommand {
    #[command(about = w("巡检 Oracle 数据库", "Inspect Oracle databases"))]
    Db(Box<DbArgs>),
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub(super) struct DbArgs {
    #[arg(value_name = "TARGET", help = w("目标名；不写则为全部启用的目标", "Targets by name; all enabled ones when none is named"))]
    targets: Vec<String>,
    #[arg(long, short, value_name = "NAME", help = w("只查这些组", "Only targets of these groups"))]
    group: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("只查带这些标签的目标", "Only targets with these tags"))]
    tag: Vec<String>,
    #[arg(long, value_name = "ID", help = w("只做这些检查", "Only these checks"))]
    check: Vec<String>,
    #[arg(long, value_name = "WORD", default_value = "daily", help = w("周期：daily weekly monthly half-yearly，长的含短的", "Cadence: daily weekly monthly half-yearly; the longer includes the shorter"))]
    cadence: String,
    #[arg(long, help = w("只显示有问题的目标", "Show only targets with something wrong"))]
    only_abnormal: bool,
    #[arg(long, short = 'j', value_name = "N", help = w("同时巡检几个库", "Databases at a time"))]
    jobs: Option<u32>,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx .csv .json 文件，可写多个", "Save as .xlsx, .csv or .json; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json csv nagios openmetrics", "Format on the screen: table json csv nagios openmetrics"))]
    format: String,
    #[arg(long, help = w("连同各检查的明细表一起显示", "Show the rows of every check as well"))]
    full: bool,
    #[arg(long, value_name = "PATH", help = w("把原始结果存成采集包（目录或 .zip）", "Keep the raw answers as a capture (folder or .zip)"))]
    save_capture: Option<PathBuf>,
    #[arg(long, value_name = "PATH", conflicts_with_all = ["save_capture", "script"], help = w("判断采集包，不连数据库", "Judge a capture instead of a database"))]
    capture: Option<PathBuf>,
    #[arg(long, help = w("输出 SQL*Plus 采集脚本，不连数据库", "Print a SQL*Plus collection script and connect to nothing"))]
    script: bool,
    #[arg(long, help = w("不写入历史库", "Do not record the run in the history"))]
    no_store: bool,
    #[arg(long, value_name = "LEVEL", default_value = "warning", help = w("从哪一级起返回非零：warning critical never", "Exit non-zero from which level: warning critical never"))]
    fail_on: String,
}

/// Days of samples that trends look back.
const TREND_DAYS: u32 = 90;

pub(super) fn run(app: &App, command: &InspectCommand) -> Result<Exit> {
    match command {
        InspectCommand::Db(args) => db(app, args),
    }
}

fn db(app: &App, args: &DbArgs) -> Result<Exit> {
    let cadence = cadence(&args.cadence)?;
    let fail_on = fail_on(&args.fail_on)?;
    let format = screen_format(&args.format)?;
    let outputs = output_formats(&args.output)?;
    let checks = selected(app, &args.check, cadence)?;
    if args.script {
        let text = catalog::script(&checks, env!("CARGO_PKG_VERSION"));
        app.ui.out(&text);
        return Ok(Exit::OK);
    }
    let source = match &args.capture {
        Some(path) => Source::capture(app, path, args)?,
        None => Source::live(app, args)?,
    };
    if source.targets.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoTarget {}).hint(Msg::HintTargets {}));
    }
    let mut store = if args.no_store { None } else { Some(Store::open(&app.config()?.settings.data_dir.value)) };
    let done = inspect(app, args, cadence, checks, &source, store.as_ref().and_then(|s| s.as_ref().ok()))?;

    // What was learned is shown before anything that may fail is done with it.
    let look = Look {
        width: app.ui.width,
        color: app.ui.color,
        detail: if args.full { Detail::Full } else { Detail::Normal },
        ..Look::new(app.ui.lang, source.ctx.zone.clone())
    };
    let shown = if args.only_abnormal { abnormal(&done.run) } else { done.run.clone() };
    let verdict = done.run.verdict();
    if !(app.ui.quiet && verdict == Verdict::Ok) {
        app.ui.out_bytes(&render::render(&shown, format, &look)?);
    }
    let mut trouble: Vec<Error> = Vec::new();
    for (path, format) in outputs {
        let saved = render::render(&done.run, format, &look).and_then(|bytes| ui::save(path, &bytes));
        trouble.extend(saved.err());
    }
    if let Some(path) = &args.save_capture {
        trouble.extend(save_capture(app, path, &done, &source).err());
    }
    if let Some(opened) = &mut store {
        let saved = opened.as_mut().map_err(|e| e.clone()).and_then(|store| store.save(&done.run, &done.state));
        trouble.extend(saved.err());
    }
    for error in &trouble {
        app.ui.error(error);
    }
    Ok(exit(verdict, fail_on, !trouble.is_empty()))
}

/// The verdict as an exit code; `--fail-on` moves findings only, and what could not be kept is never a success.
fn exit(verdict: Verdict, fail_on: Option<Level>, trouble: bool) -> Exit {
    let code = match verdict {
        Verdict::Critical if fail_on.is_none() => Exit::OK,
        Verdict::Warning if fail_on != Some(Level::Warning) => Exit::OK,
        verdict => Exit::from(verdict),
    };
    if trouble && code != Exit::CRITICAL { Exit::UNKNOWN } else { code }
}

fn fail_on(word: &str) -> Result<Option<Level>> {
    match word {
        "warning" => Ok(Some(Level::Warning)),
        "critical" => Ok(Some(Level::Critical)),
        "never" => Ok(None),
        _ => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--fail-on {word} (warning critical never)") })
            .near(word, ["warning", "critical", "never"])),
    }
}

pub(super) fn screen_format(word: &str) -> Result<Format> {
    Format::parse(word).filter(|f| f.is_text()).ok_or_else(|| {
        let known = ["table", "json", "csv", "nagios", "openmetrics"];
        Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} ({})", known.join(" ")) }).near(word, known)
    })
}

/// Each file to save with its format, by its ending.
pub(super) fn output_formats(paths: &[PathBuf]) -> Result<Vec<(&Path, Format)>> {
    let format = |path: &Path| {
        let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.xlsx .csv .json)", path.display()) });
        Format::from_path(path).ok_or_else(wrong)
    };
    paths.iter().map(|path| Ok((path.as_path(), format(path)?))).collect()
}

/// The checks to run: named ones with what they borrow from, or all up to a cadence. Borrowers come last.
fn selected<'a>(app: &'a App, ids: &[String], cadence: Cadence) -> Result<Vec<&'a Check>> {
    let catalog = app.catalog()?;
    app.check_limit_names()?;
    let mut checks: Vec<&Check> = Vec::new();
    if ids.is_empty() {
        checks.extend(catalog.checks().iter().filter(|c| c.cadence <= cadence));
    } else {
        for id in ids {
            let check = catalog.find(id)?;
            if let Some(from) = &check.rows_from {
                checks.push(catalog.find(from)?);
            }
            checks.push(check);
        }
        checks.push(catalog.find("db.identity")?);
    }
    checks.sort_by(|a, b| (a.rows_from.is_some(), &a.id).cmp(&(b.rows_from.is_some(), &b.id)));
    checks.dedup_by(|a, b| a.id == b.id);
    if checks.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoCheck {}).hint(Msg::HintChecks {}));
    }
    Ok(checks)
}

/// Where answers come from.
struct Source {
    ctx: crate::ctx::Ctx,
    name: String,
    targets: Vec<Target>,
    capture: Option<Capture>,
}

impl Source {
    fn live(app: &App, args: &DbArgs) -> Result<Self> {
        let targets = app.config()?.select(&args.targets, &args.group, &args.tag)?;
        Ok(Self { ctx: app.ctx()?.clone(), name: "live".into(), targets, capture: None })
    }

    /// A capture brings its own targets and its own now; limits are those of a configured target of the same name.
    fn capture(app: &App, path: &Path, args: &DbArgs) -> Result<Self> {
        let mut ctx = app.ctx()?.clone();
        let capture = capture::open(path, ctx.now, &ctx.zone)?;
        ctx.now = capture.manifest.now;
        let wanted = |t: &&CapturedTarget| args.targets.is_empty() || args.targets.contains(&t.name);
        let known: Vec<&str> = capture.manifest.targets.iter().map(|t| t.name.as_str()).collect();
        if let Some(name) = args.targets.iter().find(|n| !known.contains(&n.as_str())) {
            return Err(Error::new(Kind::Usage, Msg::UnknownTarget { name: name.clone() }).near(name, known.iter().copied()));
        }
        let config = app.config()?;
        let targets = capture.manifest.targets.iter().filter(wanted).map(|t| captured(t, config.target(&t.name))).collect();
        Ok(Self { ctx, name: capture.name.clone(), targets, capture: Some(capture) })
    }
}

fn captured(from: &CapturedTarget, configured: Option<&Target>) -> Target {
    let connect = Connect {
        address: from.address.clone(),
        user: if from.user.is_empty() { configured.map(|t| t.connect.user.clone()).unwrap_or_default() } else { from.user.clone() },
        password: None,
        driver: Driver::Auto,
        sysdba: false,
        connect_timeout_s: 1,
        statement_timeout_s: 1,
        tns_admin: None,
        wallet: None,
        wallet_password: None,
    };
    Target {
        name: from.name.clone(),
        description: from.description.clone(),
        group: from.group.clone(),
        tags: from.tags.clone(),
        order: configured.map_or(0, |t| t.order),
        enabled: true,
        owner: configured.map(|t| t.owner.clone()).unwrap_or_default(),
        packs: from.packs.clone(),
        connect,
        logs: LogFiles::default(),
        limits: configured.map(|t| t.limits.clone()).unwrap_or_default(),
        skip: configured.map(|t| t.skip.clone()).unwrap_or_default(),
    }
}

/// A done run with what a capture of it needs.
struct Finished {
    run: Run,
    state: crate::model::NewState,
    pieces: BTreeMap<String, Vec<Piece>>,
    down: BTreeMap<String, AskError>,
}

fn inspect(app: &App, args: &DbArgs, cadence: Cadence, checks: Vec<&Check>, source: &Source, store: Option<&Store>) -> Result<Finished> {
    let ctx = &source.ctx;
    if ctx.now_fixed {
        app.ui.note(&Msg::FixedClock { now: ctx.local(ctx.now) }.to(app.ui.lang));
    }
    let config = app.config()?;
    let mut histories = HashMap::new();
    let mut cursors = HashMap::new();
    for target in &source.targets {
        if let Some(store) = store {
            histories.insert(target.name.clone(), store.history_of(&target.name, ctx.now, TREND_DAYS)?);
            cursors.insert(target.name.clone(), store.cursors(&target.name)?);
        }
    }
    let kept: BTreeMap<String, Kept> = source.targets.iter().map(|t| (t.name.clone(), Kept::default())).collect();
    let down = std::sync::Mutex::new(BTreeMap::new());
    let dial = |target: &Target| -> std::result::Result<Opened, AskError> {
        let opened = match &source.capture {
            Some(capture) => replay(capture, target),
            None => connect(app, target),
        };
        match opened {
            Ok(opened) if args.save_capture.is_some() => {
                let kept = kept.get(&target.name).cloned().unwrap_or_default();
                Ok(Opened { link: Box::new(Recorder::new(opened.link, kept, ctx.scrub.clone())), note: opened.note })
            }
            Ok(opened) => Ok(opened),
            Err(error) => {
                down.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(target.name.clone(), error.clone());
                Err(error)
            }
        }
    };
    let bar = ui::Bar::new(&app.ui, source.targets.len());
    let progress = |name: &str| bar.step(name);
    let limits = |target: &Target, check: &Check| config.limits_for(target, &check.id, &check.limits);
    let log_rules = engine::log_rules(app.checks_dir().as_ref())?;
    let order = Order {
        ctx,
        catalog: app.catalog()?,
        checks,
        targets: source.targets.clone(),
        histories,
        dial: &dial,
        jobs: usize::try_from(args.jobs.unwrap_or(config.settings.jobs.value)).unwrap_or(1),
        command: "inspect db".into(),
        cadence,
        source: source.name.clone(),
        stop: app.stop(),
        progress: &progress,
        limits: &limits,
        log_rules: &log_rules,
        cursors,
    };
    let done = engine::run(&order, app.new_run_id(ctx));
    bar.done();
    let pieces = kept
        .into_iter()
        .map(|(name, kept)| {
            let mut pieces = kept.take();
            pieces.extend(done.logs.get(&name).cloned().unwrap_or_default());
            (name, pieces)
        })
        .collect();
    let down = down.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    // Drivers put connect strings into their messages; from here on the run holds no secret.
    Ok(Finished { run: ctx.scrub.clean_value(done.run), state: done.state, pieces, down })
}

fn replay(capture: &Capture, target: &Target) -> std::result::Result<Opened, AskError> {
    let Some(held) = capture.manifest.targets.iter().find(|t| t.name == target.name) else {
        return Err(AskError::new(AskErrorKind::NotCaptured, target.name.clone()));
    };
    match &held.down {
        Some(error) => Err(error.clone()),
        None => Ok(Opened { link: Box::new(capture.link(held)), note: None }),
    }
}

/// Resolves the secrets – now, not before – and logs in.
pub(super) fn connect(app: &App, target: &Target) -> std::result::Result<Opened, AskError> {
    let secret = |reference: Option<&crate::model::SecretRef>| {
        reference
            .map(|r| app.secret(r))
            .transpose()
            .map_err(|e| AskError::new(AskErrorKind::Config, e.lines(Lang::En, &app.ui.scrub).join("; ")))
    };
    let login =
        Login { password: secret(target.connect.password.as_ref())?, wallet_password: secret(target.connect.wallet_password.as_ref())? };
    let dialled = links::dial(&target.connect, &login)?;
    Ok(Opened { link: dialled.link, note: dialled.note })
}

/// Targets of a run with anything but ok.
fn abnormal(run: &Run) -> Run {
    let wrong = |t: &&crate::model::TargetRun| t.tally().verdict() != Verdict::Ok;
    Run { targets: run.targets.iter().filter(wrong).cloned().collect(), ..run.clone() }
}

fn save_capture(app: &App, path: &Path, done: &Finished, source: &Source) -> Result<()> {
    let targets = done
        .run
        .targets
        .iter()
        .map(|t| CapturedTarget {
            name: t.name.clone(),
            description: t.description.clone(),
            group: t.group.clone(),
            tags: t.tags.clone(),
            packs: source.targets.iter().find(|x| x.name == t.name).map(|x| x.packs.clone()).unwrap_or_default(),
            address: t.address.clone(),
            driver: t.driver.clone(),
            user: source.targets.iter().find(|x| x.name == t.name).map(|x| x.connect.user.clone()).unwrap_or_default(),
            version: t.facts.as_ref().map(|f| f.version_text.clone()),
            down: done.down.get(&t.name).map(|e| AskError { message: app.ui.scrub.clean(&e.message), ..e.clone() }),
            pieces: BTreeMap::new(),
        })
        .collect();
    let manifest = Manifest {
        format: capture::FORMAT,
        opsctl: env!("CARGO_PKG_VERSION").into(),
        now: done.run.now,
        operator: done.run.operator.clone(),
        targets,
    };
    if path.extension().is_some_and(|x| x.eq_ignore_ascii_case("zip")) {
        return ui::save(path, &capture::write_zip(manifest, &done.pieces)?);
    }
    capture::write_dir(path, manifest, &done.pieces)
}

/// A flag that Ctrl-C sets; a run then asks nothing more and is kept as incomplete.
pub(super) fn stop_flag() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // The second signal ends the process at once, as people expect.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&flag));
        let _ = signal_hook::flag::register(signal, Arc::clone(&flag));
    }
    flag
}
