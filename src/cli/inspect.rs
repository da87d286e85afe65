//! `opsctl inspect db`: asks databases, judges, keeps, shows.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clap::{Args, Subcommand};

use super::check::cadence;
use super::give::GiveArgs;
use super::manual::ManualArgs;
use super::words::w;
use super::{App, Exit};
use crate::catalog::{self, Collector};
use crate::engine::{self, Opened, Order, Reached};
use crate::error::{Error, Kind, Result};
use crate::links::capture::{self, Capture, CapturedTarget, Kept, Manifest, Piece, Recorder};
use crate::links::hosts::HostLink;
use crate::links::local;
use crate::links::ssh::{self, Gate, Job, SshLogin};
use crate::links::{self, Login};
use crate::model::{
    AskError, AskErrorKind, Cadence, Check, Connect, Driver, History, Host, Lang, LogFiles, Place, Run, Target, TargetKind, run,
};
use crate::parse::frames;
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Subcommand)]
pub(super) enum InspectCommand {
    #[command(about = w("巡检 Oracle 数据库", "Inspect Oracle databases"))]
    Db(Box<RunArgs>),
    #[command(about = w("巡检主机（免代理，经 SSH 或本机）", "Inspect hosts, agentless: over SSH, or this machine"))]
    Host(Box<RunArgs>),
    #[command(about = w("巡检数据库和主机", "Inspect databases and hosts"))]
    All(Box<RunArgs>),
    #[command(about = w("登记人工巡检（电源、温度、风扇、指示灯…）", "Enter a manual round: power, temperature, fans, lights …"))]
    Manual(Box<ManualArgs>),
}

#[derive(Debug, Args)]
pub(super) struct RunArgs {
    #[arg(value_name = "TARGET", help = w("目标名；不写则为全部启用的目标；local 是本机", "Targets by name; all enabled ones when none is named; local is this machine"))]
    targets: Vec<String>,
    #[arg(long, short, value_name = "NAME", help = w("只查这些组", "Only targets of these groups"))]
    group: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("只查带这些标签的目标", "Only targets with these tags"))]
    tag: Vec<String>,
    #[arg(long, value_name = "ID", help = w("只做这些检查", "Only these checks"))]
    check: Vec<String>,
    #[arg(long, value_name = "WORD", default_value = "daily", help = w("周期：interval daily weekly monthly half-yearly，长的含短的", "Cadence: interval daily weekly monthly half-yearly; the longer includes the shorter"))]
    cadence: String,
    #[arg(long, short = 'j', value_name = "N", help = w("同时巡检几个目标", "Targets at a time"))]
    jobs: Option<u32>,
    #[arg(long, value_name = "PATH", help = w("把原始结果存成采集包（目录或 .zip）", "Keep the raw answers as a capture (folder or .zip)"))]
    save_capture: Option<PathBuf>,
    #[arg(long, value_name = "PATH", conflicts_with_all = ["save_capture", "script"], help = w("判断采集包，不连目标", "Judge a capture instead of connecting"))]
    capture: Option<PathBuf>,
    #[arg(long, help = w("输出采集脚本（db 为 SQL*Plus，host 为 sh），不连目标", "Print the collection script (SQL*Plus for db, sh for host) and connect to nothing"))]
    script: bool,
    #[command(flatten)]
    give: GiveArgs,
}

/// What a subcommand looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Db,
    Host,
    All,
}

impl Scope {
    fn takes(self, kind: TargetKind) -> bool {
        match self {
            Self::Db => kind == TargetKind::Oracle,
            Self::Host => kind == TargetKind::Host,
            Self::All => TargetKind::ASKED.contains(&kind),
        }
    }

    fn command(self) -> &'static str {
        match self {
            Self::Db => "inspect db",
            Self::Host => "inspect host",
            Self::All => "inspect all",
        }
    }
}

/// Output of a host beyond this is not read: no probe prints so much, a broken login shell may.
const MAX_OUTPUT: usize = 64 << 20;
/// Hosts that are waited for at the same time: so many dead ones cost one timeout. A thread costs some tens of kilobytes.
const MOST_THREADS: usize = 512;
/// Days of samples that trends look back.
pub(super) const TREND_DAYS: u32 = 90;

pub(super) fn run(app: &App, command: &InspectCommand) -> Result<Exit> {
    match command {
        InspectCommand::Db(args) => inspect(app, args, Scope::Db),
        InspectCommand::Host(args) => inspect(app, args, Scope::Host),
        InspectCommand::All(args) => inspect(app, args, Scope::All),
        InspectCommand::Manual(args) => super::manual::run(app, args),
    }
}

fn inspect(app: &App, args: &RunArgs, scope: Scope) -> Result<Exit> {
    let cadence = cadence(&args.cadence)?;
    let plan = args.give.plan()?;
    let checks = selected(app, &args.check, cadence, scope)?;
    if args.script {
        return script(app, &checks, scope);
    }
    let source = match &args.capture {
        Some(path) => Source::capture(app, path, args, scope)?,
        None => Source::live(app, args, scope)?,
    };
    if source.targets.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoTarget {}).hint(Msg::HintTargets {}));
    }
    let mut store = plan.store(app)?;
    let mut done = ask(app, args, scope, cadence, checks, &source, store.as_mut().and_then(|s| s.as_mut().ok()))?;
    // A history that cannot be read is not written to either, and told of where one that cannot be opened is.
    let store = done.unread.take().map_or(store, |error| Some(Err(error)));
    let save = || match &args.save_capture {
        Some(path) => save_capture(app, path, &done, &source),
        None => Ok(()),
    };
    let given = plan.give(app, &source.ctx, (&done.run, &done.state), store, save, |_| Ok(()));
    // The process ends now: the answers of a thousand hosts need not be taken apart piece by piece.
    std::mem::forget(done);
    given
}

/// Prints what collects answers where opsctl may not connect.
fn script(app: &App, checks: &[&Check], scope: Scope) -> Result<Exit> {
    let tool = env!("CARGO_PKG_VERSION");
    match scope {
        Scope::Db => app.ui.out(&catalog::script(checks, tool)),
        Scope::Host => app.ui.out(&Collector::new(checks, tool).script(&app.new_mark(), &catalog::Since::new())),
        Scope::All => {
            return Err(Error::new(
                Kind::Usage,
                Msg::Usage { text: "inspect all --script (inspect db --script, inspect host --script)".into() },
            ));
        }
    }
    Ok(Exit::OK)
}

/// The checks to run: named ones with what they borrow from, or all up to a cadence. Borrowers come last.
fn selected<'a>(app: &'a App, ids: &[String], cadence: Cadence, scope: Scope) -> Result<Vec<&'a Check>> {
    let catalog = app.catalog()?;
    app.check_limit_names()?;
    let mut checks: Vec<&Check> = Vec::new();
    if ids.is_empty() {
        checks.extend(catalog.checks().iter().filter(|c| c.cadence <= cadence && scope.takes(c.kind)));
    } else {
        for id in ids {
            let check = catalog.find(id)?;
            if !scope.takes(check.kind) {
                return Err(
                    Error::new(Kind::Usage, Msg::Usage { text: format!("{} --check {id}", scope.command()) }).hint(Msg::HintChecks {})
                );
            }
            if let Some(from) = &check.rows_from {
                checks.push(catalog.find(from)?);
            }
            checks.push(check);
        }
        for kind in TargetKind::ASKED.into_iter().filter(|kind| scope.takes(*kind)) {
            checks.push(catalog.find(engine::identity(kind))?);
        }
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
    fn live(app: &App, args: &RunArgs, scope: Scope) -> Result<Self> {
        let config = app.config()?;
        // `local` is always there, unless the site has a target of that name.
        let is_here = |name: &String| name == Host::LOCAL && config.target(name).is_none() && scope.takes(TargetKind::Host);
        let (here, named): (Vec<String>, Vec<String>) = args.targets.iter().cloned().partition(is_here);
        let nothing_said = args.targets.is_empty() && args.group.is_empty() && args.tag.is_empty();
        let no_host = !config.targets().any(|t| t.enabled && t.kind() == TargetKind::Host);
        // Whoever has no hosts yet gets a look at this machine.
        let by_itself = scope == Scope::Host && nothing_said && no_host;
        if by_itself {
            app.ui.note(&Msg::OnlyLocal {}.to(app.ui.lang));
        }
        let only_here = by_itself || (named.is_empty() && !here.is_empty());
        let mut targets = if only_here { Vec::new() } else { config.select(&named, &args.group, &args.tag)? };
        if let Some(wrong) = targets.iter().find(|t| !named.is_empty() && !scope.takes(t.kind())) {
            let text = format!("{} {} (kind = \"{}\")", scope.command(), wrong.name, wrong.kind().as_str());
            return Err(Error::new(Kind::Usage, Msg::Usage { text }).hint(Msg::HintTargets {}));
        }
        targets.retain(|t| scope.takes(t.kind()));
        if only_here || !here.is_empty() {
            targets.push(config.local());
        }
        Ok(Self { ctx: app.ctx()?.clone(), name: run::LIVE.into(), targets, capture: None })
    }

    /// A capture brings its own targets and its own now; limits are those of a configured target of the same name.
    fn capture(app: &App, path: &Path, args: &RunArgs, scope: Scope) -> Result<Self> {
        let mut ctx = app.ctx()?.clone();
        let capture = capture::open(path, ctx.now, &ctx.zone)?;
        ctx.now = capture.manifest.now;
        let wanted = |t: &&CapturedTarget| scope.takes(t.kind) && (args.targets.is_empty() || args.targets.contains(&t.name));
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
    let place = match from.kind {
        TargetKind::Oracle => Place::Oracle(Connect {
            address: from.address.clone(),
            user: if from.user.is_empty() { configured.map(|t| t.user().to_owned()).unwrap_or_default() } else { from.user.clone() },
            password: None,
            driver: Driver::Auto,
            sysdba: false,
            connect_timeout_s: 1,
            statement_timeout_s: 1,
            tns_admin: None,
            wallet: None,
            wallet_password: None,
        }),
        TargetKind::Host => Place::Host(Host::at(from.address.clone())),
        TargetKind::Backup => Place::Backup(from.address.clone()),
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
        place,
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
    /// Why the past of a target could not be read.
    unread: Option<Error>,
}

fn ask(
    app: &App,
    args: &RunArgs,
    scope: Scope,
    cadence: Cadence,
    checks: Vec<&Check>,
    source: &Source,
    store: Option<&mut Store>,
) -> Result<Finished> {
    let ctx = &source.ctx;
    if ctx.now_fixed {
        app.ui.note(&Msg::FixedClock { now: ctx.local(ctx.now) }.to(app.ui.lang));
    }
    let config = app.config()?;
    let mut cursors = HashMap::new();
    for target in &source.targets {
        if let Some(store) = &store {
            cursors.insert(target.name.clone(), store.cursors(&target.name)?);
        }
    }
    let (store, unread, wanted) = (store.map(Mutex::new), Mutex::new(None), engine::look_back(&checks));
    let past = |target: &Target| -> HashMap<String, History> {
        let Some(store) = &store else { return HashMap::new() };
        let known = locked(store).history_of(&target.name, ctx.now, TREND_DAYS, &wanted);
        known.unwrap_or_else(|error| {
            locked(&unread).get_or_insert(error);
            HashMap::new()
        })
    };
    let kept: BTreeMap<String, Kept> = source.targets.iter().map(|t| (t.name.clone(), Kept::default())).collect();
    let down = Mutex::new(BTreeMap::new());
    let nothing = BTreeMap::new();
    // A thread a host, most of them waiting for their place in the gate: dead hosts then cost one timeout, not one each.
    let places = args.jobs.unwrap_or(if scope == Scope::Db { config.settings.jobs.value } else { config.settings.host.jobs.value });
    let places = usize::try_from(places).unwrap_or(1);
    let hosts = Hosts::new(&checks, places);
    let dial = |target: &Target| -> std::result::Result<Opened, AskError> {
        let opened = match &source.capture {
            Some(capture) => replay(capture, target),
            None => connect(app, target, &hosts, cursors.get(&target.name).unwrap_or(&nothing)),
        };
        match opened {
            Ok(opened) if args.save_capture.is_some() => {
                let kept = kept.get(&target.name).cloned().unwrap_or_default();
                Ok(Opened { link: Box::new(Recorder::new(opened.link, kept, ctx.scrub.clone())), ..opened })
            }
            Ok(opened) => Ok(opened),
            Err(error) => {
                locked(&down).insert(target.name.clone(), error.clone());
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
        past: &past,
        dial: &dial,
        jobs: if scope == Scope::Db { places } else { MOST_THREADS },
        command: scope.command().into(),
        cadence,
        source: source.name.clone(),
        stop: app.stop(),
        progress: &progress,
        limits: &limits,
        log_rules: &log_rules,
        cursors: &cursors,
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
    // Drivers put connect strings into their messages; from here on the run holds no secret.
    let (run, state) = (done.run.scrubbed(&ctx.scrub), done.state);
    let down = std::mem::take(&mut *locked(&down));
    let unread = locked(&unread).take();
    Ok(Finished { run, state, pieces, down, unread })
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn replay(capture: &Capture, target: &Target) -> std::result::Result<Opened, AskError> {
    let Some(held) = capture.manifest.targets.iter().find(|t| t.name == target.name) else {
        return Err(AskError::new(AskErrorKind::NotCaptured, target.name.clone()));
    };
    if let Some(error) = &held.down {
        Err(error.clone())
    } else {
        let reached = Reached { server: held.version.clone().unwrap_or_default(), ..Reached::default() };
        Ok(Opened { link: capture.link(held), note: None, reached })
    }
}

/// What hosts are asked, which is the same of each and all at once.
pub(super) struct Hosts {
    collector: Collector,
    /// Checks that look at the time since their last look.
    windows: Vec<String>,
    /// So many at a time.
    gate: Gate,
}

impl Hosts {
    pub(super) fn new(checks: &[&Check], places: usize) -> Self {
        let mine: Vec<&Check> = checks.iter().copied().filter(|check| check.kind == TargetKind::Host).collect();
        let windows = mine.iter().filter(|check| check.window).map(|check| check.id.clone()).collect();
        Self { collector: Collector::new(&mine, env!("CARGO_PKG_VERSION")), windows, gate: Gate::new(places) }
    }
}

/// Resolves the secrets – now, not before – and logs in.
pub(super) fn connect(
    app: &App,
    target: &Target,
    hosts: &Hosts,
    cursors: &BTreeMap<String, String>,
) -> std::result::Result<Opened, AskError> {
    let secret = |reference: Option<&crate::model::SecretRef>| {
        reference
            .map(|r| app.secret(r))
            .transpose()
            .map_err(|e| AskError::new(AskErrorKind::Config, e.lines(Lang::En, &app.ui.scrub).join("; ")))
    };
    match &target.place {
        Place::Oracle(connect) => {
            let login = Login { password: secret(connect.password.as_ref())?, wallet_password: secret(connect.wallet_password.as_ref())? };
            let dialled = links::dial(connect, &login)?;
            let reached = Reached { server: dialled.link.version().unwrap_or_default(), ..Reached::default() };
            Ok(Opened { link: dialled.link, note: dialled.note, reached })
        }
        Place::Backup(_) => Err(AskError::new(AskErrorKind::Internal, "a backup set is not logged in to")),
        Place::Host(host) => {
            let since = hosts.windows.iter().filter_map(|id| Some((id.clone(), cursors.get(id)?.parse().ok()?))).collect();
            let mark = app.new_mark();
            let script = hosts.collector.pieces(&mark, &since);
            let last_line = frames::last_line(&mark);
            let collected = if host.is_local() {
                local::run(&script.concat(), &last_line, MAX_OUTPUT, Duration::from_secs(u64::from(host.timeout_s)), app.stop())?
            } else {
                let (password, passphrase) = (secret(host.password.as_ref())?, secret(host.passphrase.as_ref())?);
                let login = SshLogin { password, passphrase, local: app.env.local_user() };
                let shell = if host.sudo { "exec sudo -n /bin/sh" } else { "exec /bin/sh" };
                let job = Job { command: shell.into(), input: script.map(Into::into).into(), max_output: MAX_OUTPUT, last_line };
                ssh::run(host, &login, job, app.stop(), &hosts.gate)?.into()
            };
            let reached =
                Reached { server: collected.server.clone(), connect_ms: Some(collected.connect_ms), logon_ms: Some(collected.logon_ms) };
            let ours = app.ctx().ok().filter(|ctx| !ctx.now_fixed).map(|_| crate::ctx::clock());
            let link = HostLink::new(&collected, &mark, if host.is_local() { "local" } else { "ssh" })?.heard(ours);
            Ok(Opened { link: Box::new(link), note: None, reached })
        }
    }
}

fn save_capture(app: &App, path: &Path, done: &Finished, source: &Source) -> Result<()> {
    let targets = done
        .run
        .targets
        .iter()
        .map(|t| CapturedTarget {
            name: t.name.clone(),
            kind: source.targets.iter().find(|x| x.name == t.name).map(Target::kind).unwrap_or_default(),
            description: t.description.clone(),
            group: t.group.clone(),
            tags: t.tags.clone(),
            packs: source.targets.iter().find(|x| x.name == t.name).map(|x| x.packs.clone()).unwrap_or_default(),
            address: t.address.clone(),
            driver: t.driver.clone(),
            user: source.targets.iter().find(|x| x.name == t.name).map(|x| x.user().to_owned()).unwrap_or_default(),
            version: t.facts.as_ref().map(|f| f.version_text.clone()).or(t.host.as_ref().map(|h| h.os.uname().to_owned())),
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
