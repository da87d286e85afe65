//! `opsctl doctor`: one screen that says what is missing on this machine and which targets answer; with `--db`, which checks
//! the account cannot run, and the exact grants.

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use clap::Args;

use super::inspect::{self, Hosts};
use super::table::aligned;
use super::words::{say, w};
use super::{App, Exit};
use crate::catalog::{self, Choice, choose, for_facts};
use crate::engine;
use crate::error::{Error, Kind, Result};
use crate::links::{self, ora_codes};
use crate::model::{AskError, AskErrorKind, Facts, Lang, Link, Role, Target, TargetKind, Tenancy, Version, Words};
use crate::store::Store;
use crate::text::{self, Msg, hints};
use crate::ui::Bar;

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    #[arg(long, value_name = "TARGET", help = w("登录此库，列出因权限不足不能做的检查和所需授权", "Log in to this database and list checks that lack privileges, with the grants"))]
    db: Vec<String>,
    #[arg(long, help = w("不连接任何目标", "Connect to nothing"))]
    offline: bool,
}

/// How a thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Fine,
    Note,
    /// Must be put right on this side before opsctl can judge.
    Missing,
    /// A target is down.
    Down,
}

/// One line of the screen.
#[derive(Debug)]
struct Item {
    state: State,
    name: String,
    found: String,
    fix: Option<String>,
}

impl Item {
    fn new(state: State, name: impl Into<String>, found: impl Into<String>) -> Self {
        Self { state, name: name.into(), found: found.into(), fix: None }
    }

    fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

pub(super) fn run(app: &App, args: &DoctorArgs) -> Result<Exit> {
    if !args.db.is_empty() {
        return privileges(app, &args.db);
    }
    let mut items = machine(app)?;
    items.extend(data_folder(app)?);
    items.extend(targets(app, args.offline)?);
    app.ui.out(&screen(&items, app.ui.lang));
    Ok(exit(&items))
}

fn exit(items: &[Item]) -> Exit {
    match items.iter().map(|item| item.state).max() {
        Some(State::Down) => Exit::CRITICAL,
        Some(State::Missing) => Exit::UNKNOWN,
        Some(State::Note) => Exit::WARNING,
        Some(State::Fine) | None => Exit::OK,
    }
}

fn screen(items: &[Item], lang: Lang) -> String {
    let word = |state| match state {
        State::Fine => say(lang, "正常", "ok"),
        State::Note => say(lang, "注意", "note"),
        State::Missing => say(lang, "缺失", "missing"),
        State::Down => say(lang, "不通", "down"),
    };
    let mut text = aligned(items.iter().map(|i| vec![word(i.state).to_owned(), i.name.clone(), i.found.replace('\n', " ")]));
    for item in items.iter().filter(|i| i.fix.is_some()) {
        let fix = item.fix.as_deref().unwrap_or_default();
        text.push_str(&format!("\n{} {}\n  {fix}\n", say(lang, "处理", "fix"), item.name));
    }
    text
}

/// What of this machine matters: languages, zone, drivers.
fn machine(app: &App) -> Result<Vec<Item>> {
    let (lang, ctx, config) = (app.ui.lang, app.ctx()?, app.config()?);
    let mut items = vec![Item::new(State::Fine, "opsctl", env!("CARGO_PKG_VERSION"))];
    let files: Vec<String> = config.files.iter().map(|f| f.display().to_string()).collect();
    items.push(if files.is_empty() {
        Item::new(State::Note, say(lang, "配置文件", "configuration"), say(lang, "没有", "none")).fix(say(
            lang,
            "opsctl init 目录 生成样例，再用 --config 目录",
            "opsctl init DIR writes samples; then use --config DIR",
        ))
    } else {
        Item::new(State::Fine, say(lang, "配置文件", "configuration"), files.join(" "))
    });
    let clock = format!("{} {}", ctx.local(ctx.now), ctx.zone_name);
    let clock_name = say(lang, "时间与时区", "time and zone");
    items.push(if ctx.now_fixed {
        Item::new(State::Note, clock_name, format!("{clock} (OPSCTL_NOW)"))
    } else {
        Item::new(State::Fine, clock_name, clock)
    });
    items.push(Item::new(State::Fine, say(lang, "操作人", "operator"), &ctx.operator));
    let utf8 = app.env.locale.as_ref().is_some_and(|l| l.value.to_ascii_lowercase().replace('-', "").contains("utf8"));
    let locale = app.env.locale.as_ref().map_or_else(|| "-".to_owned(), |l| l.value.clone());
    items.push(if utf8 || lang == Lang::En {
        Item::new(State::Fine, say(lang, "终端编码", "locale"), locale)
    } else {
        Item::new(State::Note, say(lang, "终端编码", "locale"), locale).fix(say(
            lang,
            "中文可能显示为乱码：export LANG=zh_CN.UTF-8，或用 --lang en",
            "Chinese may not show: export LANG=zh_CN.UTF-8",
        ))
    });
    let catalog = app.catalog()?;
    app.check_limit_names()?;
    items.push(Item::new(State::Fine, say(lang, "检查项", "checks"), catalog.checks().len().to_string()));
    let needs_thick = config.targets().any(|t| t.enabled && t.oracle().is_some_and(|c| c.driver == crate::model::Driver::Thick));
    items.push(match links::client_library() {
        None => Item::new(State::Fine, say(lang, "Oracle 客户端库（thick）", "Oracle client (thick)"), say(lang, "可用", "available")),
        Some(why) => {
            let state = if needs_thick { State::Missing } else { State::Fine };
            let why = why.lines().next().unwrap_or_default().to_owned();
            let found = if needs_thick {
                why
            } else {
                say(lang, "没有；thin 驱动不需要它", "none; the thin driver needs none").to_owned()
            };
            let item = Item::new(state, say(lang, "Oracle 客户端库（thick）", "Oracle client (thick)"), found);
            if needs_thick {
                item.fix(say(
                    lang,
                    "安装 Oracle Instant Client Basic，并把它的目录写进 /etc/ld.so.conf.d 后执行 ldconfig",
                    "install Oracle Instant Client Basic and run ldconfig for its folder",
                ))
            } else {
                item
            }
        }
    });
    let known_hosts = app.env.home.as_ref().map(|home| home.join(".ssh/known_hosts")).filter(|path| path.exists());
    let found = known_hosts.map_or_else(|| say(lang, "没有", "none").to_owned(), |p| p.display().to_string());
    items.push(Item::new(State::Fine, "known_hosts", found));
    Ok(items)
}

/// The folder of the history: there, private, writable, with room, and the store sound.
fn data_folder(app: &App) -> Result<Vec<Item>> {
    let lang = app.ui.lang;
    let dir = &app.config()?.settings.data_dir.value;
    let name = say(lang, "数据目录", "data folder");
    let Ok(meta) = std::fs::metadata(dir) else {
        let found = format!("{} {}", dir.display(), say(lang, "（首次运行时新建）", "(made at the first run)"));
        return Ok(vec![Item::new(State::Fine, name, found)]);
    };
    let mode = meta.mode() & 0o777;
    let free = rustix::fs::statvfs(dir).map_or(0, |s| s.f_bavail.saturating_mul(s.f_frsize));
    #[expect(clippy::cast_precision_loss, reason = "free space is shown, not counted")]
    let free_mb = free as f64 / 1024.0 / 1024.0;
    let found = format!("{} · {mode:o} · {} {}", dir.display(), text::bytes_mb(free_mb), say(lang, "可用", "free"));
    let mut items = vec![if mode & 0o077 != 0 {
        Item::new(State::Note, name, found).fix(format!("chmod 700 {}", dir.display()))
    } else if free_mb < 200.0 {
        Item::new(State::Note, name, found).fix(say(
            lang,
            "空间不足 200 MB：清理磁盘，或 opsctl history prune --vacuum",
            "under 200 MB free: make room, or opsctl history prune --vacuum",
        ))
    } else {
        Item::new(State::Fine, name, found)
    }];
    let name = say(lang, "历史库", "history");
    items.push(match Store::open_read(dir) {
        Err(_) if !dir.join(crate::store::FILE).exists() => Item::new(State::Fine, name, say(lang, "还没有", "none yet")),
        Err(error) => Item::new(State::Missing, name, error.lines(lang, &app.ui.scrub).join(" ")),
        Ok(store) => match store.check()?.first() {
            Some(fault) => Item::new(State::Missing, name, fault).fix(say(
                lang,
                "把历史库移走留存，从备份恢复",
                "move the store aside and restore a backup",
            )),
            None => {
                Item::new(State::Fine, name, format!("{} · {} {}", store.path().display(), store.size()?.runs, say(lang, "次运行", "runs")))
            }
        },
    });
    Ok(items)
}

/// Secrets, log files and logon of each enabled target.
fn targets(app: &App, offline: bool) -> Result<Vec<Item>> {
    let lang = app.ui.lang;
    let enabled: Vec<&Target> = app.config()?.targets().filter(|t| t.enabled).collect();
    if enabled.is_empty() {
        return Ok(vec![Item::new(State::Note, say(lang, "目标", "targets"), say(lang, "没有启用的目标", "none is enabled")).fix(say(
            lang,
            "在 targets.toml 中写上目标",
            "write targets into targets.toml",
        ))]);
    }
    let mut items = Vec::new();
    for target in &enabled {
        for path in [&target.logs.alert, &target.logs.listener, &target.logs.sqlnet].into_iter().flatten() {
            if let Err(e) = links::logs::logfile::head(path) {
                items.push(Item::new(State::Missing, format!("{} {}", target.name, say(lang, "日志", "log")), e.to_string()).fix(say(
                    lang,
                    "改正 logs 中的路径，或给运行 opsctl 的用户读权限",
                    "correct the path under logs, or let the user of opsctl read it",
                )));
            }
        }
    }
    let bar = Bar::new(&app.ui, enabled.len());
    // Each target has its thread; hosts wait there for their place, as there may be a thousand.
    let hosts = Hosts::new(&[], usize::try_from(app.config()?.settings.host.jobs.value).unwrap_or(1));
    let answered: Vec<Item> = std::thread::scope(|scope| {
        let threads: Vec<_> = enabled
            .iter()
            .map(|target| {
                let (bar, hosts) = (&bar, &hosts);
                scope.spawn(move || {
                    let item = if offline { secret(app, target) } else { logon(app, target, hosts) };
                    bar.step(&target.name);
                    item
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    bar.done();
    items.extend(answered);
    Ok(items)
}

fn secret(app: &App, target: &Target) -> Item {
    let faults: Vec<String> = target
        .secrets()
        .filter_map(|reference| app.secret(reference).err())
        .map(|e| e.lines(app.ui.lang, &app.ui.scrub).join(" "))
        .collect();
    if faults.is_empty() {
        Item::new(State::Fine, &target.name, say(app.ui.lang, "密码可取到；未连接", "the password is there; not connected"))
    } else {
        Item::new(State::Missing, &target.name, faults.join(" "))
    }
}

fn logon(app: &App, target: &Target, hosts: &Hosts) -> Item {
    match inspect::connect(app, target, hosts, &BTreeMap::new()) {
        Ok(opened) => {
            let version = match target.kind() {
                TargetKind::Oracle => opened.link.version().unwrap_or_default(),
                TargetKind::Host | TargetKind::Backup => {
                    [opened.link.version().unwrap_or_default(), opened.reached.server.clone()].join(" ")
                }
            };
            let note = opened.note.map(|n| format!(" · {n}")).unwrap_or_default();
            Item::new(State::Fine, &target.name, format!("{} · {version} · {}{note}", target.address(), opened.link.driver()))
        }
        Err(error) => {
            let state = match error.kind {
                AskErrorKind::Down | AskErrorKind::Full | AskErrorKind::Timeout | AskErrorKind::Disconnected => State::Down,
                _ => State::Missing,
            };
            Item::new(state, &target.name, format!("{} · {}", target.address(), error.message)).fix(hint(target, &error).to(app.ui.lang))
        }
    }
}

/// What to do about a logon that failed.
fn hint(target: &Target, error: &AskError) -> Words {
    match target.kind() {
        TargetKind::Oracle => hints::logon(error),
        TargetKind::Host | TargetKind::Backup => hints::ssh(error),
    }
}

/// Logs in and tries every view that the applicable checks read.
fn privileges(app: &App, names: &[String]) -> Result<Exit> {
    let mut worst = Exit::OK;
    for target in app.config()?.select(names, &[], &[])? {
        if target.kind() != TargetKind::Oracle {
            let text = format!("doctor --db {} (kind = \"{}\")", target.name, target.kind().as_str());
            return Err(Error::new(Kind::Usage, Msg::Usage { text }).hint(Msg::HintTargets {}));
        }
        let mut opened = match inspect::connect(app, &target, &Hosts::new(&[], 1), &BTreeMap::new()) {
            Ok(opened) => opened,
            Err(error) => {
                app.ui.out(&screen(
                    &[Item::new(State::Down, &target.name, &error.message).fix(hints::logon(&error).to(app.ui.lang))],
                    app.ui.lang,
                ));
                worst = if error.kind == AskErrorKind::Login { Exit::UNKNOWN } else { Exit::CRITICAL };
                continue;
            }
        };
        let Some(facts) = identify(app, opened.link.as_mut(), &target)? else {
            app.ui.out(&format!(
                "{}: {}\n",
                target.name,
                say(
                    app.ui.lang,
                    "读不到 V$INSTANCE、V$DATABASE，无法选择检查；需要：",
                    "V$INSTANCE and V$DATABASE cannot be read, so no check can be chosen; needed:"
                )
            ));
            for view in ["V$INSTANCE", "V$DATABASE", "V$PARAMETER"] {
                app.ui.out(&format!("{};\n", ora_codes::grant(view, target.user())));
            }
            worst = Exit::UNKNOWN;
            continue;
        };
        if !granted(app, opened.link.as_mut(), &target, &facts)? && worst == Exit::OK {
            worst = Exit::UNKNOWN;
        }
    }
    Ok(worst)
}

fn identify(app: &App, link: &mut dyn Link, target: &Target) -> Result<Option<Facts>> {
    let check = app.catalog()?.find(engine::identity(TargetKind::Oracle))?;
    let version = link.version().as_deref().and_then(Version::parse).unwrap_or(check.applies.version);
    let Choice::Body(body) = choose(check, version, Tenancy::NonCdb, Role::Primary) else { return Ok(None) };
    Ok(engine::ask(link, check, body, target).ok().and_then(|answer| engine::facts(&answer.table)))
}

/// Tries each view once; tells what is missing. True when nothing is.
fn granted(app: &App, link: &mut dyn Link, target: &Target, facts: &Facts) -> Result<bool> {
    let lang = app.ui.lang;
    let mut readers: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut checks = BTreeSet::new();
    for check in app.catalog()?.checks().iter().filter(|c| c.kind == TargetKind::Oracle) {
        let applies = check.applies.packs.iter().all(|p| target.packs.contains(p)) && check.applies.optional_views.is_empty();
        if let (true, Choice::Body(body)) = (applies && (facts.is_open() || !check.applies.open), for_facts(check, facts)) {
            checks.insert(check.id.as_str());
            for view in catalog::views(&body.text) {
                readers.entry(view).or_default().insert(&check.id);
            }
        }
    }
    let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut grants = Vec::new();
    let timeout = Duration::from_secs(u64::from(target.oracle().map_or(60, |c| c.statement_timeout_s)));
    for (view, ids) in &readers {
        let sql = format!("select 1 from {view} where rownum < 1");
        match links::probe(link, &sql, timeout) {
            Err(e) if e.kind == AskErrorKind::Privilege => {
                grants.push(ora_codes::grant(view, target.user()));
                for id in ids {
                    missing.entry(id).or_default().push(view);
                }
            }
            // Any other failure is no matter of privileges; an inspection will tell it.
            _ => {}
        }
    }
    let mut text = match lang {
        Lang::Zh => format!(
            "{}：适用的检查 {} 项，能做 {} 项，缺权限 {} 项\n",
            target.name,
            checks.len(),
            checks.len() - missing.len(),
            missing.len()
        ),
        Lang::En => format!(
            "{}: {} checks apply, {} can run, {} lack privileges\n",
            target.name,
            checks.len(),
            checks.len() - missing.len(),
            missing.len()
        ),
    };
    text.push_str(&aligned(missing.iter().map(|(id, views)| vec![format!("  {id}"), views.join(" ")])));
    if !grants.is_empty() {
        text.push_str(say(lang, "\n由 DBA 执行：\n", "\nA DBA runs:\n"));
        for grant in &grants {
            text.push_str(&format!("{grant};\n"));
        }
        text.push_str(&format!(
            "{}\ngrant select_catalog_role to {};\n",
            say(lang, "-- 或者（权限更大）", "-- or, wider"),
            target.user().to_lowercase()
        ));
    }
    app.ui.out(&text);
    Ok(missing.is_empty())
}
