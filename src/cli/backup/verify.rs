//! `opsctl backup verify`: looks at the files of each set and judges what they prove; reads only.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use jiff::{Timestamp, ToSpan};

use super::super::give::GiveArgs;
use super::super::inspect::TREND_DAYS;
use super::super::words::w;
use super::super::{App, Exit};
use crate::backup::{self, CopyLook, Depth, Inspected, Look, Past, Scope, Standing, Wish};
use crate::ctx::{Ctx, Stopwatch};
use crate::engine::{self, Answers, Given, Order};
use crate::error::{Error, Kind, Result};
use crate::links::files::Pace;
use crate::links::folder::{Folder, Local};
use crate::links::ssh::{self, SshLogin};
use crate::model::backup::{BackupSet, KeptFile, Location};
use crate::model::{AskError, AskErrorKind, Cadence, Check, Lang, Reason, ReasonKind, Target, TargetKind, run};
use crate::parse::backuplog::Codes;
use crate::seal::minisign::PublicKey;
use crate::store::{Accepted, Remember, Store};
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    #[arg(value_name = "SET", help = w("备份集名；不写则为全部", "Sets by name; all when none is named"))]
    sets: Vec<String>,
    #[arg(long, short, value_name = "NAME", help = w("只看这些组", "Only sets of these groups"))]
    group: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("只看有这些标签的", "Only sets with one of these tags"))]
    tag: Vec<String>,
    #[arg(long, value_name = "DATE", conflicts_with = "since", help = w("只验证这一天应做的备份", "Only the backups that were due on this day"))]
    day: Option<String>,
    #[arg(long, value_name = "DATE", help = w("验证从这一天起的每一份备份", "Every backup since this day"))]
    since: Option<String>,
    #[arg(long, value_name = "ID", help = w("只做这些检查，如 backup.log", "Only these checks, e.g. backup.log"))]
    check: Vec<String>,
    #[arg(long, help = w("不数 exp 文件里的行（快，但少一项证据）", "Do not count the rows of exp dumps: faster, and one proof less"))]
    no_rows: bool,
    #[arg(long, help = w("不计算校验值", "Compute no digests"))]
    no_hash: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["no_hash", "no_store"], help = w("承认这个文件的新校验值（有意替换过的文件），记入审计；清单里有的要重做清单", "Take the new digest of this file, which was replaced on purpose; goes into the audit trail. For one on a manifest make the manifest again"))]
    accept: Vec<String>,
    #[arg(long, value_name = "SIZE", help = w("所有读取合计每秒最多多少，如 100MB", "Read at most so much a second in all, e.g. 100MB"))]
    io_limit: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 4, help = w("同时看几个备份集", "Sets looked at at the same time"))]
    jobs: usize,
    #[command(flatten)]
    give: GiveArgs,
}

/// Days before today in which a backup that is not there is told.
const WINDOW_DAYS: i32 = 7;

pub(super) fn run(app: &App, args: &VerifyArgs) -> Result<Exit> {
    let plan = args.give.plan()?;
    let (config, ctx) = (app.config()?, app.ctx()?);
    let sets = config.select_sets(&args.sets, &args.group, &args.tag)?;
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let past_day = |option: &str, text: &str| {
        let day = super::day(option, text)?;
        let future = Error::new(Kind::Usage, Msg::Usage { text: format!("{option} {text} > {today}") });
        if day > today { Err(future.hint(Msg::HintPastDay {})) } else { Ok(day) }
    };
    let scope = match (&args.day, &args.since) {
        (Some(text), _) => past_day("--day", text).map(|day| Scope::Days(day, day))?,
        (None, Some(text)) => Scope::Days(past_day("--since", text)?, today),
        (None, None) => Scope::Newest,
    };
    app.check_limit_names()?;
    let checks = checks(app, &args.check)?;
    let store = plan.store(app)?;
    let pace = Arc::new(Pace::new(args.io_limit.as_deref().map(super::rate).transpose()?));
    let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = NonZeroUsize::new(processors / args.jobs.clamp(1, sets.len().max(1))).unwrap_or(NonZeroUsize::MIN);
    let desk = Desk { app, args, scope, codes: Arc::new(codes(app)?), trusted: trusted(app)?, pace, threads };
    // What is not to be recorded is compared with the history all the same.
    let reading = if store.is_none() { Some(Store::open_read(&config.settings.data_dir.value)) } else { None };
    let history = match store.as_ref().or(reading.as_ref()) {
        Some(Ok(store)) => Ok(Some(store)),
        Some(Err(e)) if !matches!(e.msg, Msg::StoreNone { .. }) => Err(desk.told(e)),
        _ => Ok(None),
    };
    let watch = Stopwatch::start();
    let looked = desk.all(&sets, ctx, &history);
    let catalog = app.catalog()?;
    let mut answers = Answers::new();
    for (set, (wish, done)) in sets.iter().zip(&looked) {
        let given = match done {
            Ok((look, past)) => backup::answers(catalog, wish, look, past, app.ui.lang),
            Err(reason) => {
                let given = || Given { answer: Err(reason.clone()), step: String::new(), remarks: Vec::new() };
                checks.iter().map(|check| (check.id.clone(), given())).collect()
            }
        };
        answers.insert(set.target.name.clone(), given);
    }
    let targets: Vec<Target> = sets.iter().map(|set| set.target.clone()).collect();
    let mut histories = HashMap::new();
    let wanted = engine::look_back(&checks);
    for target in &targets {
        // A history that cannot be read is told with each set.
        let history =
            history.as_ref().ok().copied().flatten().and_then(|store| store.history_of(&target.name, ctx.now, TREND_DAYS, &wanted).ok());
        histories.insert(target.name.clone(), history.unwrap_or_default());
    }
    let (log_rules, cursors) = (engine::log_rules(app.checks_dir().as_ref())?, HashMap::new());
    let order = Order {
        ctx,
        catalog,
        checks,
        targets,
        past: &|target: &Target| histories.get(&target.name).cloned().unwrap_or_default(),
        dial: &|_: &Target| Err(AskError::new(AskErrorKind::Internal, "nobody is asked")),
        jobs: 1,
        command: "backup verify".into(),
        cadence: Cadence::Daily,
        source: run::LIVE.into(),
        stop: app.stop(),
        progress: &|_: &str| (),
        limits: &|target: &Target, check: &Check| config.limits_for(target, &check.id, &check.limits),
        log_rules: &log_rules,
        cursors: &cursors,
    };
    let done = engine::run_given(&order, app.new_run_id(ctx), &answers, run::FILES, watch.ms());
    let sealed = done.run.scrubbed(&ctx.scrub);
    let remember: Vec<(String, Remember)> = looked
        .iter()
        .zip(&sealed.targets)
        .filter_map(|((wish, done), target)| {
            // What was known is not overwritten by a look that did not know it.
            let (look, past) = done.as_ref().ok().filter(|(_, past)| past.unknown.is_none())?;
            let mut what = remember(wish, look, past, target, &sealed.id);
            // A verdict of a few checks is none on the backup.
            if !args.check.is_empty() {
                what.slots.clear();
            }
            Some((wish.set.target.name.clone(), what))
        })
        .collect();
    let known = |name: &String| looked.iter().filter_map(|(_, done)| done.as_ref().ok()).any(|(look, _)| has(look, name));
    let stranger = args.accept.iter().find(|name| !known(name)).map(|name| {
        let text = format!("--accept {name}");
        Error::new(Kind::Usage, Msg::Usage { text }).hint(Msg::HintAccept {})
    });
    plan.give(app, ctx, (&sealed, &done.state), store, || stranger.map_or(Ok(()), Err), |store| store.remember_backups(ctx, &remember))
}

/// Whether a file of this name was compared.
fn has(look: &Look, name: &str) -> bool {
    look.digests.iter().any(|digest| crate::links::folder::shown(&digest.path) == name)
}

/// All checks of backups, or those asked for.
fn checks<'a>(app: &'a App, ids: &[String]) -> Result<Vec<&'a Check>> {
    let catalog = app.catalog()?;
    if ids.is_empty() {
        return Ok(catalog.checks().iter().filter(|check| check.kind == TargetKind::Backup).collect());
    }
    ids.iter()
        .map(|id| {
            let check = catalog.find(id)?;
            if check.kind == TargetKind::Backup {
                return Ok(check);
            }
            Err(Error::new(Kind::Usage, Msg::Usage { text: format!("backup verify --check {id}") }).hint(Msg::HintChecks {}))
        })
        .collect()
}

/// What error codes mean: the site's own table before ours.
pub(super) fn codes(app: &App) -> Result<Codes> {
    let path = app.config()?.backup.codes.as_ref();
    let text = path.map(|path| {
        let shown = path.display().to_string();
        std::fs::read_to_string(path).map_err(|e| Error::new(Kind::Config, Msg::ReadFile { path: shown }).because(e))
    });
    let text = text.transpose()?.unwrap_or_default();
    let place = path.map_or_else(|| "codes.toml".into(), |path| path.display().to_string());
    Codes::with_site(&text).map_err(|e| Error::new(Kind::Config, Msg::ConfigInvalid { place }).because(e))
}

pub(super) fn trusted(app: &App) -> Result<Vec<PublicKey>> {
    let keys = &app.config()?.backup.trusted_keys;
    let bad = |key: &str, e: &dyn std::fmt::Display| {
        Error::new(Kind::Config, Msg::ConfigInvalid { place: format!("backups.toml: trusted-keys {key}") }).because(e)
    };
    keys.iter().map(|key| PublicKey::parse(key).map_err(|e| bad(key, &e))).collect()
}

/// What all looks share.
struct Desk<'a> {
    app: &'a App,
    args: &'a VerifyArgs,
    scope: Scope,
    codes: Arc<Codes>,
    trusted: Vec<PublicKey>,
    pace: Arc<Pace>,
    /// Of each set: all sets share the processors.
    threads: NonZeroUsize,
}

/// The history; `None` where there is none yet, the error where it cannot be read.
type History<'a> = std::result::Result<Option<&'a Store>, String>;

/// A look with what is remembered, or why there is none.
type Done = std::result::Result<(Look, Past), Reason>;

impl Desk<'_> {
    /// Looks at all sets, some at the same time; in the order of the sets, whoever was ready first.
    fn all(&self, sets: &[BackupSet], ctx: &Ctx, history: &History<'_>) -> Vec<(Wish, Done)> {
        // The history is asked here: it speaks to one thread only.
        let pasts: Vec<(Wish, Past)> = sets
            .iter()
            .map(|set| {
                let known = match history {
                    Ok(Some(store)) => self.past(set, ctx, store).map_err(|e| self.told(&e)),
                    Ok(None) => Ok((Past::default(), Vec::new())),
                    Err(why) => Err(why.clone()),
                };
                let unknown = |why| (Past { unknown: Some(why), ..Past::default() }, Vec::new());
                let (past, known) = known.unwrap_or_else(unknown);
                (self.wish(set, ctx, known), past)
            })
            .collect();
        let bar = ui::Bar::new(&self.app.ui, sets.len());
        let next = AtomicUsize::new(0);
        let slots: Vec<Mutex<Option<Done>>> = sets.iter().map(|_| Mutex::new(None)).collect();
        std::thread::scope(|scope| {
            for _ in 0..self.args.jobs.clamp(1, 64).min(sets.len().max(1)) {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let (Some((wish, past)), Some(slot)) = (pasts.get(index), slots.get(index)) else { return };
                        let done = self.one(wish, past.clone());
                        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
                        bar.step(&wish.set.target.name);
                    }
                });
            }
        });
        let done = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
        let none = || Err(Reason::new(ReasonKind::Internal));
        pasts.into_iter().zip(done).map(|((wish, _), done)| (wish, done.unwrap_or_else(none))).collect()
    }

    fn told(&self, e: &Error) -> String {
        e.lines(Lang::En, &self.app.ui.scrub).join("; ")
    }

    fn wish(&self, set: &BackupSet, ctx: &Ctx, known: Vec<KeptFile>) -> Wish {
        let today = ctx.now.to_zoned(ctx.zone.clone()).date();
        // What the retention lets go sooner is not missed.
        let daily = i32::try_from(set.retention.daily).ok().filter(|daily| *daily > 0);
        let back = daily.map_or(WINDOW_DAYS, |daily| daily.min(WINDOW_DAYS)).days();
        Wish {
            set: set.clone(),
            scope: self.scope,
            window: if let Scope::Days(first, _) = self.scope { first } else { today.checked_sub(back).unwrap_or(today) },
            depth: if self.args.no_rows { Depth::Proved } else { Depth::Counted },
            hash: !self.args.no_hash,
            now: ctx.now,
            zone: ctx.zone.clone(),
            codes: Arc::clone(&self.codes),
            known,
            accepted: self.args.accept.clone(),
            trusted: self.trusted.clone(),
            pace: Arc::clone(&self.pace),
            threads: self.threads,
            stop: self.app.stop().clone(),
        }
    }

    /// What the history knows of a set.
    fn past(&self, set: &BackupSet, ctx: &Ctx, store: &Store) -> Result<(Past, Vec<KeptFile>)> {
        let name = set.target.name.as_str();
        let year_ago = ctx.now.checked_sub((i64::from(backup::reach(set)) * 24).hours()).unwrap_or(Timestamp::MIN);
        let end = ctx.now.checked_add(1.second()).unwrap_or(Timestamp::MAX);
        // One that is looked into was perhaps counted before, and is compared with the one before it.
        let most = if self.scope == Scope::Newest { 2 } else { 400 };
        let past = Past {
            kept: store.backups_between(Some(name), year_ago, end)?,
            counts: store.backup_counts(name, most)?,
            tests: store.restore_tests(Some(name), year_ago, end)?,
            media: store.media()?,
            copies: Vec::new(),
            catalog: self.inspected(set, ctx, store)?,
            unknown: None,
        };
        Ok((past, store.backup_files(name)?))
    }

    /// What the last inspections of its database found.
    fn inspected(&self, set: &BackupSet, ctx: &Ctx, store: &Store) -> Result<Vec<Inspected>> {
        let Some(database) = &set.database else { return Ok(Vec::new()) };
        let catalog = self.app.catalog()?;
        let wanted = backup::of_catalog(set.producer).iter().map(|id| ((*id).to_owned(), std::collections::BTreeSet::new())).collect();
        let mut known = store.history_of(database, ctx.now, 0, &wanted)?;
        wanted
            .into_keys()
            .map(|id| {
                let history = known.remove(&id).unwrap_or_default();
                Ok(Inspected { title: catalog.find(&id)?.title.as_ref().clone(), at: history.last_run_at, open: history.open })
            })
            .collect()
    }

    /// One set: its place, its logs, its copies.
    fn one(&self, wish: &Wish, mut past: Past) -> Done {
        let set = &wish.set;
        let look = match (&set.place.host, &set.logs_at) {
            (None, None) => local(&set.place).and_then(|folder| read(&set.place, backup::look(wish, &folder, None)))?,
            (None, Some(logs)) if logs.host.is_none() => {
                let logs_folder = local(logs)?;
                local(&set.place).and_then(|folder| read(&set.place, backup::look(wish, &folder, Some(&logs_folder))))?
            }
            // Two places at once are only looked at where both are here.
            (_, Some(logs)) => {
                return Err(Reason::new(ReasonKind::Unsupported).what(format!("logs-place {} + {}", logs.shown(), set.place.shown())));
            }
            (Some(_), None) => {
                let owned = wish.clone();
                let looked = self.remote(&set.place, move |folder| backup::look(&owned, folder, None))?;
                read(&set.place, looked)?
            }
        };
        past.copies = self.copies(wish, &look);
        Ok((look, past))
    }

    /// Looks at every other place of the newest backup.
    fn copies(&self, wish: &Wish, look: &Look) -> Vec<CopyLook> {
        let set = &wish.set;
        let Some(newest) = look.looked.last() else { return Vec::new() };
        let digests: HashMap<&[u8], &backup::Digest> = look.digests.iter().map(|digest| (digest.path.as_slice(), digest)).collect();
        let digest = |path: &[u8]| {
            let found = digests.get(path);
            found.map(|d| if d.found.is_empty() { d.expected.clone() } else { d.found.clone() }).unwrap_or_default()
        };
        let wanted: Vec<(Vec<u8>, u64, String)> = newest
            .dumps
            .iter()
            .map(|dump| (dump.found.entry.path.clone(), dump.found.entry.size, digest(&dump.found.entry.path)))
            .collect();
        set.copies
            .iter()
            .map(|copy| {
                let looked = if copy.at.host.is_none() {
                    local(&copy.at).and_then(|folder| read(&copy.at, backup::look_at_copy(wish, &wanted, &folder)))
                } else {
                    let (wish, wanted) = (wish.clone(), wanted.clone());
                    let look = move |folder: &dyn Folder| backup::look_at_copy(&wish, &wanted, folder);
                    self.remote(&copy.at, look).and_then(|looked| read(&copy.at, looked))
                };
                let (place, off_site) = (copy.at.shown(), copy.off_site);
                match looked {
                    Ok(looked) => CopyLook { place, off_site, ..looked },
                    Err(reason) => CopyLook {
                        place,
                        off_site,
                        device: String::new(),
                        lacking: Vec::new(),
                        differing: Vec::new(),
                        newest: None,
                        unread: Some(format!("{} {}", reason.what, reason.cause).trim().to_owned()),
                    },
                }
            })
            .collect()
    }

    /// Work in a folder of a host, by SFTP.
    fn remote<T: Send + 'static>(
        &self,
        place: &Location,
        work: impl FnOnce(&dyn Folder) -> T + Send + 'static,
    ) -> std::result::Result<T, Reason> {
        let unreached = |cause: String| Reason::new(ReasonKind::NotReached).what(place.shown()).cause(cause);
        let told = |e: &Error| unreached(self.told(e));
        let config = self.app.config().map_err(|e| told(&e))?;
        let name = place.host.as_deref().unwrap_or_default();
        let host = config.target(name).and_then(Target::host).ok_or_else(|| unreached(name.to_owned()))?;
        let secret = |reference: Option<&crate::model::SecretRef>| reference.map(|r| self.app.secret(r)).transpose().map_err(|e| told(&e));
        let login = SshLogin {
            password: secret(host.password.as_ref())?,
            passphrase: secret(host.passphrase.as_ref())?,
            local: self.app.env.local_user(),
        };
        // Reading dumps takes longer than a look at a host: the limit is on the whole of it.
        let host = crate::model::Host { timeout_s: host.timeout_s.max(4 * 3600), ..host.clone() };
        ssh::with_folder(&host, &login, &place.path, self.app.stop(), work).map_err(|e| {
            let cause = if e.code.is_empty() { e.message } else { format!("{} {}", e.code, e.message) };
            unreached(cause)
        })
    }
}

fn local(place: &Location) -> std::result::Result<Local, Reason> {
    read(place, Local::open(&place.path))
}

fn read<T>(place: &Location, done: std::io::Result<T>) -> std::result::Result<T, Reason> {
    done.map_err(|e| Reason::new(ReasonKind::Unreadable).what(place.shown()).cause(e.to_string()))
}

/// What the history keeps of a look.
fn remember(wish: &Wish, look: &Look, past: &Past, target: &crate::model::TargetRun, run: &str) -> Remember {
    let proved = |d: &&backup::Digest| matches!(d.standing, Standing::Same | Standing::FirstSight);
    Remember {
        slots: backup::kept(wish, look, past, target, run),
        // What is compared with is what came out well.
        counts: look
            .looked
            .iter()
            .filter(|looked| backup::is_good(&wish.set, looked))
            .map(|looked| (looked.slot.at, backup::counts(looked)))
            .filter(|(_, counts)| !counts.is_empty())
            .collect(),
        files: look
            .digests
            .iter()
            .filter(proved)
            .map(|d| KeptFile {
                path: d.path.clone(),
                place: String::new(),
                size: d.size,
                mtime: d.mtime,
                sha256: d.found.clone(),
                from_manifest: d.from_manifest,
                first_seen: d.first_seen,
                checked_at: d.checked_at,
            })
            .collect(),
        accepted: look
            .digests
            .iter()
            .filter(proved)
            .map(|d| (crate::links::folder::shown(&d.path), d))
            .filter(|(path, _)| wish.accepted.contains(path))
            .filter_map(|(path, d)| {
                let was = wish.known.iter().find(|known| known.path == d.path && known.sha256 != d.found)?;
                Some(Accepted { path, was: was.sha256.clone(), now: d.found.clone() })
            })
            .collect(),
        forget_before: wish.now.checked_sub((i64::from(backup::reach(&wish.set) + wish.set.hash_nights) * 24).hours()).ok(),
    }
}
