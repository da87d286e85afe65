//! `opsctl backup restore-test`: restores the newest good backup into something that is thrown away, and compares what came back.

mod choose;
mod clean;
mod logs;
mod show;

use std::path::{Path, PathBuf};

use clap::Args;

use self::choose::{choose, files, here, is_allowed};
use self::clean::{clean_up, leftovers, only_clean_up};
use self::logs::from_logs;
use super::super::words::w;
use super::super::{App, Exit};
use super::verify;
use crate::backup::restore::{self, Desk, Fault, Filled, Finding, Job, Name, Record, Refused, Runner, Sides, Values};
use crate::backup::{self, Looked};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::Verdict;
use crate::model::backup::{RestorePlan, RestoreTest};
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
    output: Vec<PathBuf>,
}

impl RestoreTestArgs {
    fn json(&self) -> bool {
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
    let record = if backup::is_good(&set, &looked) { record } else { with_doubt(record) };
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
    let given = show::give(app, args, record);
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
