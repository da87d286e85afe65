//! `opsctl backup restore-test`: restores the newest good backup into something that is thrown away, and compares what came back.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::SignedDuration;

use super::super::words::{say, w};
use super::super::{App, Exit};
use super::{restore_show, verify};
use crate::backup::restore::{self, Desk, Fault, Filled, Finding, Job, Journal, Name, Record, Refused, Runner, Sides, Values};
use crate::backup::{self, Depth, Looked, Scope, Wish};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::links::files::Pace;
use crate::links::folder::Local;
use crate::model::backup::{BackupSet, Producer, RestorePlan, RestoreTest, SlotState};
use crate::model::{Place, Verdict};
use crate::parse::backuplog::Codes;
use crate::store::Store;
use crate::text::Msg;
use crate::ui::Consent;

#[derive(Debug, Args)]
pub(in crate::cli) struct RestoreTestArgs {
    #[arg(value_name = "SET", required_unless_present = "clean_up", help = w("备份集名", "The set by its name"))]
    set: Option<String>,
    #[arg(long, value_name = "DATE", help = w("恢复这一天应做的备份；默认为最新一份完整的", "The backup that was due on this day; the newest whole one unless given"))]
    day: Option<String>,
    #[arg(long, help = w("不询问，直接恢复或清理", "Do not ask, neither before restoring nor before cleaning up"))]
    yes: bool,
    #[arg(long, conflicts_with_all = ["from_logs", "clean_up"], help = w("只列出会运行的命令，什么也不动", "Print the commands, touch nothing"))]
    dry_run: bool,
    #[arg(long, conflicts_with_all = ["set", "from_logs"], help = w("只清理中断的恢复测试留下的东西：列出并询问后清理；没清理干净时退出码为 2", "Only clean up after restore tests that were interrupted: lists what is left, and asks; exit code 2 if that fails"))]
    clean_up: bool,
    #[arg(long, value_name = "LOG", num_args = 1.., help = w("判断手工做的恢复：它的日志", "Judge a restore that was done by hand, from its logs"))]
    from_logs: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "from_logs", help = w("手工恢复后数出的行数，每行：表名、制表符、行数", "Rows counted after it, a line each: table, tab, rows"))]
    counts: Option<PathBuf>,
    #[arg(long, value_name = "TIME", requires = "from_logs", help = w("手工恢复用了多久，如 42m、1h30m", "How long it took, e.g. 42m, 1h30m"))]
    took: Option<String>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json", "Format on the screen: table json"))]
    format: String,
    #[arg(long, short, value_name = "FILE.json", help = w("另存记录为 .json 文件", "Save the record as .json"))]
    pub(super) output: Vec<PathBuf>,
}

impl RestoreTestArgs {
    pub(super) fn json(&self) -> bool {
        self.format == "json"
    }

    fn check(&self) -> Result<()> {
        let usage = |text: String| Err(Error::new(Kind::Usage, Msg::Usage { text }));
        if !matches!(self.format.as_str(), "table" | "json") {
            return usage(format!("--format {} (table json)", self.format));
        }
        match self.output.iter().find(|path| path.extension().is_none_or(|x| x != "json")) {
            Some(path) => usage(format!("-o {} (.json)", path.display())),
            None => Ok(()),
        }
    }
}

pub(super) fn run(app: &App, args: &RestoreTestArgs) -> Result<Exit> {
    args.check()?;
    let ctx = app.ctx()?;
    if args.clean_up {
        return only_clean_up(app, args);
    }
    let name = args.set.clone().unwrap_or_default();
    let set = app.config()?.select_sets(&[name], &[], &[])?.into_iter().next();
    let set = set.ok_or_else(|| Error::new(Kind::Usage, Msg::NoSet {}))?;
    let codes = verify::codes(app)?;
    if !args.from_logs.is_empty() {
        return from_logs(app, args, ctx, &set, &codes);
    }
    let plan = set.restore.as_ref().ok_or_else(|| {
        Error::new(Kind::Config, Msg::RestoreNotConfigured { name: set.target.name.clone() }).hint(Msg::HintRestoreConfig {})
    })?;
    let runner = Runner::load(&plan.runner, app.config()?.backup.runners_dir.as_deref()).map_err(wrong)?;
    let mut values = Values { set: set.target.name.clone(), with: runner.values(&plan.with).map_err(wrong)?, ..Values::default() };
    let target = runner.target(&values);
    is_allowed(app, &set, plan, &runner, &target)?;
    // Nothing is made while another test is running.
    let desk = if args.dry_run { None } else { Some((desk(app)?, store(app)?)) };
    let local = here(&set)?;
    let looked = choose(app, args, ctx, &local, codes.clone())?;
    let root = std::path::absolute(&local.place.path).unwrap_or_else(|_| local.place.path.clone());
    values.files = files(&root, &looked)?;
    values.dir = root.display().to_string();
    values.scratch = restore::scratch_name(&set.target.name, random()?);
    let data = std::path::absolute(&app.config()?.settings.data_dir.value).unwrap_or_default();
    values.log = data.join("restore-test").join(&values.scratch).join("restore.log").display().to_string();
    runner.takes_all(&values).map_err(wrong)?;
    if let Some(step) = runner.shows_password(&values) {
        return Err(Error::new(Kind::Config, Msg::RestorePassword { step: step.as_str().into() }));
    }
    let steps = listing(&runner, &values, plan);
    let Some((desk, mut store)) = desk else {
        app.ui.out(&steps);
        return Ok(Exit::OK);
    };
    let left = leftovers(app, &desk)?;
    if !args.yes {
        app.ui.note(&steps);
    }
    let what = match app.ui.lang {
        crate::model::Lang::Zh => format!("把 {} {} 恢复到 {target}", set.target.name, looked.slot.label()),
        crate::model::Lang::En => format!("restore {} {} into {target}", set.target.name, looked.slot.label()),
    };
    let consent = Consent::typed(&app.ui, args.yes, &what, &target)?;
    // What another test left behind goes first.
    if let Some(error) = Error::all(clean_up(app, &desk, &mut store, left, &consent)) {
        return Err(error);
    }
    let job = Job {
        set: &set,
        plan,
        runner: &runner,
        values,
        slot: looked.slot.at,
        label: looked.slot.label(),
        bytes: bytes(&looked),
        sides: Sides { unit: runner.unit.clone(), ..restore::expected(&set, &looked) },
        codes: &codes,
        desk: &desk,
        ctx,
        stop: app.stop(),
        say: &|step| app.ui.note(step),
    };
    let record = test(&job, &target, &consent)?;
    let record = if restore::is_sound(&looked) { record } else { with_doubt(record) };
    Ok(finish(app, args, &mut store, Some(&desk), &record))
}

fn bytes(looked: &Looked) -> u64 {
    looked.dumps.iter().map(|dump| dump.found.entry.size).fold(0, u64::saturating_add)
}

/// Tells, then stores, then forgets what was to be cleaned up: what was found is not hidden by a disk that is full.
fn finish(app: &App, args: &RestoreTestArgs, store: &mut Store, desk: Option<&Desk>, record: &Record) -> Exit {
    let forget = || match desk {
        Some(desk) if record.cleaned == Some(true) => forget(desk, &record.scratch),
        _ => Ok(()),
    };
    let given = restore_show::give(app, args, record);
    let kept = app.ctx().and_then(|ctx| keep(ctx, store, record)).and_then(|()| forget());
    let errors: Vec<Error> = [given, kept].into_iter().filter_map(Result::err).collect();
    for error in &errors {
        app.ui.error(error);
    }
    // One that was stopped tells nothing of the backup; whoever stopped it knows, and nothing is left of it.
    let is_undone = record.stopped && record.cleaned == Some(true) && record.verdict == Verdict::Unknown;
    let found = if is_undone { Exit::WARNING } else { Exit::from(record.verdict) };
    if errors.is_empty() || found == Exit::CRITICAL { found } else { Exit::UNKNOWN }
}

/// The record of it is stored: nothing has to be remembered any more.
fn forget(desk: &Desk, scratch: &str) -> Result<()> {
    desk.remove(scratch).map_err(|e| cannot(&desk.path(scratch), &e))?;
    // Outputs that stay a while longer hurt nobody.
    let _ = desk.prune();
    Ok(())
}

/// Somebody agreed: the gate of the runner, then the test.
fn test(job: &Job<'_>, target: &str, _consent: &Consent) -> Result<Record> {
    let asked = restore::gate(job).map_err(|refused| match refused {
        Refused::Exists(what) => Error::new(Kind::Config, Msg::RestoreExists { what }),
        Refused::NoMarker(command, said) => {
            let error = Error::new(Kind::Config, Msg::RestoreNoMarker { target: target.into(), command });
            error.because(said).hint(Msg::HintRestoreMarker {})
        }
        Refused::Unfit(what) => Error::new(Kind::Config, Msg::RestoreUnfit { what }),
        Refused::NoAnswer(step, said) => Error::new(Kind::Input, Msg::RestoreNoAnswer { step: step.into(), said }),
        Refused::Io(e) => cannot(job.desk.path("").as_path(), &e),
    })?;
    restore::run(job, asked).map_err(|e| cannot(&job.desk.path(&job.values.scratch), &e))
}

fn with_doubt(mut record: Record) -> Record {
    let (zh, en) = (
        "这份备份没有通过验证（backup verify），是按 --day 指定恢复的",
        "this backup is not proved whole (backup verify); --day asked for it",
    );
    record.findings.push(Finding::new(Verdict::Warning, "backup", zh, en));
    record.judge();
    record
}

fn wrong(fault: Fault) -> Error {
    let error = Error::new(Kind::Config, Msg::RestoreRunner { place: fault.place, what: fault.what });
    match fault.meant {
        Some(name) => error.hint(Msg::DidYouMean { name }),
        None => error,
    }
}

fn cannot(path: &Path, e: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e).hint(Msg::HintDisk {})
}

fn store(app: &App) -> Result<Store> {
    Store::open(&app.config()?.settings.data_dir.value)
}

fn desk(app: &App) -> Result<Desk> {
    let data = &app.config()?.settings.data_dir.value;
    let opened = Desk::open(data).map_err(|e| cannot(data, &e))?;
    opened.ok_or_else(|| Error::new(Kind::Usage, Msg::RestoreBusy { path: data.join("restore-test/lock").display().to_string() }))
}

fn random() -> Result<u32> {
    let mut bytes = [0_u8; 4];
    crate::links::files::fill(&mut bytes).map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: format!("getrandom: {e}") }))?;
    Ok(u32::from_le_bytes(bytes))
}

/// The target is one that the set allows, no production, and not where the backups are.
fn is_allowed(app: &App, set: &BackupSet, plan: &RestorePlan, runner: &Runner, target: &str) -> Result<()> {
    if !plan.allow.iter().any(|allowed| allowed == target) {
        let msg = Msg::RestoreNotAllowed { target: target.into(), list: plan.allow.join(" ") };
        return Err(Error::new(Kind::Config, msg).near(target, plan.allow.iter().map(String::as_str)));
    }
    let wanted = target.to_lowercase();
    // What only reads may read production.
    for other in app.config()?.targets().filter(|_| runner.writes) {
        let Place::Oracle(connect) = &other.place else { continue };
        if other.tags.iter().any(|tag| tag == "test") {
            continue;
        }
        let address = connect.address.to_lowercase();
        let service = address.rsplit(['/', ':']).next().unwrap_or_default();
        let short = service.split('.').next().unwrap_or_default();
        if [other.name.to_lowercase().as_str(), address.as_str(), service, short].contains(&wanted.as_str()) {
            let msg = Msg::RestoreProduction { target: target.into(), name: other.name.clone() };
            return Err(Error::new(Kind::Config, msg).hint(Msg::HintRestoreTag {}));
        }
    }
    // What is not there yet lies where its nearest folder lies.
    let real = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let known = path.ancestors().find_map(|above| Some((above.canonicalize().ok()?, path.strip_prefix(above).ok()?.to_owned())));
        known.map_or_else(|| path.clone(), |(above, below)| above.join(below))
    };
    let places = std::iter::once(&set.place).chain(set.copies.iter().map(|copy| &copy.at)).filter(|place| place.host.is_none());
    for place in places {
        let (into, backups) = (real(Path::new(target)), real(&place.path));
        if into.starts_with(&backups) {
            return Err(Error::new(Kind::Config, Msg::RestoreIntoBackups { target: target.into(), place: place.shown() }));
        }
    }
    Ok(())
}

/// The set as this machine can read it: its own place, or a copy.
fn here(set: &BackupSet) -> Result<BackupSet> {
    if set.place.host.is_none() {
        return Ok(set.clone());
    }
    match set.copies.iter().find(|copy| copy.at.host.is_none()) {
        Some(copy) => Ok(BackupSet { place: copy.at.clone(), logs_at: None, ..set.clone() }),
        None => Err(Error::new(Kind::Config, Msg::RestoreRemote { place: set.place.shown() }).hint(Msg::HintRestoreRemote {})),
    }
}

/// How many backups are looked into, newest first, for one that is whole.
const TRIED: usize = 30;

/// The backup of a day, or the newest that is whole. It is looked at now, whatever the history says: files change.
fn choose(app: &App, args: &RestoreTestArgs, ctx: &Ctx, set: &BackupSet, codes: Codes) -> Result<Looked> {
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let unreadable = |e: std::io::Error| Error::new(Kind::Input, Msg::ReadFile { path: set.place.shown() }).because(e);
    let nothing = || {
        let name = set.target.name.clone();
        Error::new(Kind::Input, Msg::RestoreNothing { name: name.clone() }).hint(Msg::HintRestoreVerify { name })
    };
    let folder = Local::open(&set.place.path).map_err(unreadable)?;
    let logs =
        set.logs_at.as_ref().filter(|logs| logs.host.is_none()).map(|logs| Local::open(&logs.path)).transpose().map_err(unreadable)?;
    let logs = logs.as_ref().map(|logs| logs as &dyn crate::links::folder::Folder);
    let depth = if set.producer == Producer::Exp { Depth::Counted } else { Depth::Proved };
    let mut wish = Wish {
        set: set.clone(),
        scope: Scope::None,
        window: today,
        depth: Depth::Proved,
        hash: false,
        now: ctx.now,
        zone: ctx.zone.clone(),
        codes: Arc::new(codes),
        known: Vec::new(),
        accepted: Vec::new(),
        trusted: Vec::new(),
        pace: Arc::new(Pace::new(None)),
        threads: NonZeroUsize::MIN,
        stop: app.stop_flag(),
    };
    if let Some(text) = &args.day {
        let day = super::day("--day", text)?;
        wish = Wish { scope: Scope::Days(day, day), window: day, depth, ..wish };
        let look = backup::look(&wish, &folder, logs).map_err(unreadable)?;
        return look.looked.into_iter().rfind(|looked| !looked.dumps.is_empty()).ok_or_else(nothing);
    }
    let listed = backup::look(&wish, &folder, logs).map_err(unreadable)?;
    let done = |(backup, state): &&(backup::Backup, SlotState)| {
        !backup.dumps.is_empty() && !matches!(state, SlotState::Running | SlotState::Due | SlotState::Missing)
    };
    for (candidate, _) in listed.backups.iter().rev().filter(done).take(TRIED) {
        let day = candidate.slot.day;
        wish = Wish { scope: Scope::Days(day, day), window: day, depth, ..wish };
        let look = backup::look(&wish, &folder, logs).map_err(unreadable)?;
        if let Some(looked) = look.looked.into_iter().find(|looked| looked.slot == candidate.slot && restore::is_sound(looked)) {
            return Ok(looked);
        }
        app.ui.note(&match app.ui.lang {
            crate::model::Lang::Zh => format!("{} 不完整，看前一份", candidate.slot.label()),
            crate::model::Lang::En => format!("{} is not whole: trying the one before it", candidate.slot.label()),
        });
    }
    Err(nothing())
}

/// Paths of the backup's files. A name that is not UTF-8 cannot stand in a command of a runner.
fn files(root: &Path, looked: &Looked) -> Result<Vec<String>> {
    use std::os::unix::ffi::OsStrExt;
    let path = |dump: &backup::Dump| {
        let path = root.join(std::ffi::OsStr::from_bytes(&dump.found.entry.path));
        let bad = || Error::new(Kind::Input, Msg::ReadFile { path: dump.found.entry.shown() }).because("the name is not UTF-8");
        path.to_str().map(ToOwned::to_owned).ok_or_else(bad)
    };
    looked.dumps.iter().map(path).collect()
}

/// The steps as they will be run.
fn listing(runner: &Runner, values: &Values, plan: &RestorePlan) -> String {
    let order = [
        Name::Marker,
        Name::Exists,
        Name::Unfit,
        Name::Prepare,
        Name::Restore,
        Name::Expect,
        Name::Count,
        Name::Objects,
        Name::Sequences,
        Name::Query,
        Name::Clean,
    ];
    let mut text = String::new();
    for name in order {
        let questions: Vec<&str> = match name {
            Name::Query => plan.smoke.iter().map(|smoke| smoke.sql.as_str()).collect(),
            _ => vec![""],
        };
        text.extend(questions.iter().flat_map(|sql| runner.filled(name, values, sql)).map(|step| shown(name.as_str(), &step)));
    }
    text
}

fn shown(name: &str, step: &Filled) -> String {
    let mut text = format!("{name:9}  {}\n", step.shown().replace('\n', "\n           "));
    for line in step.stdin.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str(&format!("           < {line}\n"));
    }
    text
}

/// Into the history, with an entry in the audit chain.
fn keep(ctx: &Ctx, store: &mut Store, record: &Record) -> Result<()> {
    let none = |e| Error::new(Kind::Internal, Msg::Internal { what: "a record as JSON".into() }).because(e);
    let result = serde_json::to_value(record).map_err(none)?;
    let test = RestoreTest {
        name: record.set.clone(),
        slot: record.slot,
        began_at: record.began_at,
        ended_at: record.ended_at,
        verdict: record.verdict,
        from_logs: record.source == "logs",
        runner: record.runner.clone(),
        target: record.target.clone(),
        operator: ctx.operator.clone(),
        machine: ctx.machine.clone(),
        result,
    };
    store.add_restore_test(ctx, &test)
}

/// `--clean-up`: what is left is told, and taken away if that is wanted.
fn only_clean_up(app: &App, args: &RestoreTestArgs) -> Result<Exit> {
    let (desk, mut store) = (desk(app)?, store(app)?);
    let left = leftovers(app, &desk)?;
    if left.is_empty() {
        app.ui.note(&Msg::RestoreNoneLeft {}.to(app.ui.lang));
        return Ok(Exit::OK);
    }
    let what = say(app.ui.lang, "清理上面列出的", "clean up what is listed above");
    let consent = Consent::ask(&app.ui, args.yes, what)?;
    let errors = clean_up(app, &desk, &mut store, left, &consent);
    for error in &errors {
        app.ui.error(error);
    }
    Ok(if errors.is_empty() { Exit::OK } else { Exit::CRITICAL })
}

/// What tests that never came to their end left behind, told.
fn leftovers(app: &App, desk: &Desk) -> Result<Vec<std::result::Result<Journal, String>>> {
    let left = desk.leftovers().map_err(|e| cannot(&desk.path(""), &e))?;
    for journal in left.iter().flatten() {
        let commands: String = journal.clean.iter().map(|step| shown("clean", step)).collect();
        let msg = Msg::RestoreToClean {
            scratch: journal.scratch.clone(),
            target: journal.target.clone(),
            step: journal.step.clone(),
            began: app.ctx()?.local(journal.began_at),
            commands,
        };
        app.ui.warn(msg.to(app.ui.lang).trim_end());
    }
    Ok(left)
}

/// Somebody agreed: cleans up after every test that never came to its end, and enters it as one that nobody judged. One that cannot be
/// cleaned up keeps no other from it.
fn clean_up(app: &App, desk: &Desk, store: &mut Store, left: Vec<std::result::Result<Journal, String>>, _consent: &Consent) -> Vec<Error> {
    let still = |scratch: &str, target: &str, why: String| {
        let msg = Msg::RestoreLeft { scratch: scratch.into(), target: target.into(), why };
        Error::new(Kind::Output, msg).hint(Msg::HintRestoreAgain {})
    };
    let one = |journal: std::result::Result<Journal, String>| -> Result<()> {
        let journal = journal.map_err(|why| still("?", "?", why))?;
        let steps = restore::clean_up(desk, &journal).map_err(|why| still(&journal.scratch, &journal.target, why))?;
        let ctx = app.ctx()?;
        app.ui.warn(
            &Msg::RestoreCleaned {
                scratch: journal.scratch.clone(),
                target: journal.target.clone(),
                step: journal.step.clone(),
                began: ctx.local(journal.began_at),
            }
            .to(app.ui.lang),
        );
        let mut record = Record::blank(&journal.set, journal.slot, ctx.local(journal.slot), journal.began_at);
        (record.runner, record.target, record.scratch) = (journal.runner, journal.target, journal.scratch);
        (record.steps, record.cleaned) = (steps, Some(true));
        let step = &journal.step;
        let (zh, en) = (
            format!("恢复测试在步骤 {step} 中断（进程已不在），这次清理了它"),
            format!("the test was interrupted in step {step}, its process was gone; it was cleaned up now"),
        );
        record.findings.push(Finding::new(Verdict::Unknown, "restore", zh, en));
        record.judge();
        keep(ctx, store, &record)?;
        forget(desk, &record.scratch)
    };
    left.into_iter().map(one).filter_map(Result::err).collect()
}

/// A restore that was done by hand, judged from what it left: logs, and counts.
fn from_logs(app: &App, args: &RestoreTestArgs, ctx: &Ctx, set: &BackupSet, codes: &Codes) -> Result<Exit> {
    let took = args.took.as_deref().map(duration).transpose()?;
    let local = here(set)?;
    let looked = choose(app, args, ctx, &local, codes.clone())?;
    let files: Vec<String> = looked.dumps.iter().map(|dump| dump.found.entry.shown()).collect();
    let mut store = store(app)?;
    let began = took.and_then(|took| ctx.now.checked_sub(took).ok()).unwrap_or(ctx.now);
    let mut record = Record {
        files: files.clone(),
        bytes: bytes(&looked),
        source: "logs",
        runner: say(app.ui.lang, "手工", "by hand").to_owned(),
        runner_origin: args.from_logs.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
        ended_at: ctx.now,
        restore_seconds: took.map(|took| took.as_secs_f64()),
        ..Record::blank(&set.target.name, looked.slot.at, looked.slot.label(), began)
    };
    let mut sides = restore::expected(set, &looked);
    let mut judged = false;
    for path in &args.from_logs {
        let told = restore::read_log(path, &path.display().to_string(), &files, codes);
        judged |= told.judged;
        record.findings.extend(told.findings);
        record.log.extend(told.codes);
        sides.imported.extend(told.imported);
    }
    if let Some(path) = &args.counts {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| Error::new(Kind::Input, Msg::ReadFile { path: shown.clone() }).because(e))?;
        let (counts, strange) = restore::counts(&bytes);
        if let Some(line) = strange.first() {
            return Err(Error::new(Kind::Input, Msg::Usage { text: format!("--counts {shown} (TABLE<TAB>ROWS): {line}") }));
        }
        sides.counted = Some(counts);
    }
    restore::conclude(&sides, judged, &mut record);
    if took.is_none() {
        record.not_compared.push(crate::model::Words::new("用时（没有写 --took）", "how long it took: --took was not given"));
    }
    let smoke = set.restore.as_ref().map_or(0, |plan| plan.smoke.len());
    if smoke > 0 {
        record.not_compared.push(crate::model::Words::new(format!("{smoke} 条业务抽查"), format!("{smoke} questions of the site")));
    }
    record.judge();
    let record = if restore::is_sound(&looked) { record } else { with_doubt(record) };
    Ok(finish(app, args, &mut store, None, &record))
}

/// `42m`, `1h30m`, `90s`.
fn duration(text: &str) -> Result<SignedDuration> {
    let bad = || Error::new(Kind::Usage, Msg::Usage { text: format!("--took {text} (42m / 1h30m)") });
    let found: SignedDuration = text.parse().map_err(|_| bad())?;
    let year = SignedDuration::from_hours(24 * 365);
    if found.is_negative() || found.is_zero() || found > year { Err(bad()) } else { Ok(found) }
}
