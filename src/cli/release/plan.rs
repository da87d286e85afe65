//! `opsctl release plan`: what a package would do to a target, for people to look at and for `apply` to hold itself to.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::SignedDuration;

use super::gate;
use super::office::Office;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::release::{Action, Client, Image, Manifest, When};
use crate::release::form::PRODUCTION;
use crate::release::package::Package;
use crate::release::place::Place;
use crate::release::run::{self, Evidence, Kit, PlaceWork, RunPlan, SqlWork, Work};
use crate::text::Msg;

/// Bytes of a script or hook.
const MOST: u64 = 64 << 20;
/// Steps that are listed of a place; the plan has all.
const LISTED: usize = 200;

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    #[arg(value_name = "PKG", help = w("发布包：ZIP 或目录", "The package: ZIP or folder"))]
    package: PathBuf,
    #[arg(long, short, value_name = "NAME", help = w("发布目标（releases.toml）", "Release target (releases.toml)"))]
    target: String,
    #[arg(long, value_name = "REASON", help = w("不需要数据库备份证据的理由", "Why no evidence of a backup is needed"))]
    no_db_backup: Option<String>,
    #[arg(long, short, value_name = "FILE", help = w("把计划写成 JSON，供 apply --plan 使用", "Write the plan as JSON, for apply --plan"))]
    output: Option<PathBuf>,
    #[arg(long, help = w("以 JSON 输出计划", "Print the plan as JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, args: &PlanArgs) -> Result<Exit> {
    let office = Office::open(app, &args.target)?;
    let package = gate::package(app, &args.package)?;
    office.no_open_run()?;
    let mut places = office.places()?;
    let (work, _) = forward(&office, &package, &mut places)?;
    let plan = made(&office, work)?;
    let json = serde_json::to_string_pretty(&plan).unwrap_or_default() + "\n";
    if let Some(path) = &args.output {
        crate::ui::save(path, json.as_bytes())?;
    }
    if args.json {
        app.ui.out(&json);
    } else {
        app.ui.out(&told(&office, &plan, package.manifest()));
    }
    let mut exit = Exit::OK;
    // What is there already is asked nothing more.
    let doubts = if plan.work.is_done() { Vec::new() } else { doubts(&office, &args.package, &package, args.no_db_backup.as_deref()) };
    for doubt in doubts {
        app.ui.error(&doubt);
        exit = Exit::WARNING;
    }
    if let Some(path) = &args.output {
        let digest = short(&plan.digest).to_owned();
        app.ui.note(&Msg::ReleasePlanned { target: args.target.clone(), digest, path: path.display().to_string() }.to(app.ui.lang));
    }
    Ok(exit)
}

/// The work of a package, and what of it is needed without the package.
pub(super) fn forward(office: &Office<'_>, package: &Package, places: &mut [Box<dyn Place>]) -> Result<(Work, Kit)> {
    let manifest = package.manifest();
    let kit = run::kit(manifest, &|path| package.bytes(path, MOST)).map_err(|fault| office.refused(&(&fault).into()))?;
    let rehearses = office.target.env != PRODUCTION;
    let there = super::databases::is_there(office, package.digest())?;
    let work = run::forward(&office.target, manifest, package.digest(), &|_| there, places, &kit, rehearses)
        .map_err(|unfit| office.unfit(&unfit))?;
    Ok((work, kit))
}

pub(super) fn made(office: &Office<'_>, work: Work) -> Result<RunPlan> {
    let hours = office.app.config()?.settings.release.plan_hours();
    let now = office.ctx.now;
    let expires_at = now.saturating_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(now);
    let (format, version, digest) = (RunPlan::FORMAT.to_owned(), RunPlan::VERSION, work.digest());
    Ok(RunPlan { format, version, made_at: now, expires_at, operator: office.ctx.operator.clone(), digest, work })
}

/// Whether what is done now is what was planned.
pub(super) fn held_to(office: &Office<'_>, path: &Path, work: &Work) -> Result<()> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::new(Kind::Input, Msg::ReadFile { path: shown.clone() }).because(error))?;
    let bad = || Error::new(Kind::Input, Msg::ReleasePlanBad { path: shown.clone() }).hint(Msg::HintReleasePlanAgain {});
    let plan: RunPlan = serde_json::from_slice(&bytes).map_err(|error| bad().because(error))?;
    if plan.format != RunPlan::FORMAT || plan.version != RunPlan::VERSION || plan.digest != plan.work.digest() {
        return Err(bad());
    }
    if plan.expires_at < office.ctx.now {
        let msg = Msg::ReleasePlanOld { path: shown, at: office.ctx.local(plan.expires_at) };
        return Err(Error::new(Kind::Input, msg).hint(Msg::HintReleasePlanAgain {}));
    }
    if plan.work != *work {
        differences(office, &plan.work, work);
        return Err(Error::new(Kind::Input, Msg::ReleasePlanOther { path: shown }).hint(Msg::HintReleasePlanAgain {}));
    }
    Ok(())
}

/// What is not as it was planned, path by path.
fn differences(office: &Office<'_>, planned: &Work, now: &Work) {
    for was in &planned.places {
        let Some(is) = now.places.iter().find(|place| place.name == was.name) else {
            office.app.ui.warn(&format!("  ≠ {}", was.name));
            continue;
        };
        for step in &was.plan.steps {
            let other = is.plan.steps.iter().find(|other| other.path == step.path);
            if other != Some(step) {
                let found = other.map_or(Image::Absent, |other| other.pre.clone());
                let drift = crate::release::Drift { path: step.path.clone(), expected: Some(step.pre.clone()), found };
                office.drift(&[drift]);
            }
        }
        for step in is.plan.steps.iter().filter(|step| !was.plan.steps.iter().any(|other| other.path == step.path)) {
            office.drift(&[crate::release::Drift { path: step.path.clone(), expected: None, found: step.pre.clone() }]);
        }
    }
}

/// What would keep `apply` from it, told beforehand.
fn doubts(office: &Office<'_>, path: &Path, package: &Package, waived: Option<&str>) -> Vec<Error> {
    let checks =
        [gate::signed(office, path, package), gate::calendar(office, false), gate::evidence(office, package.manifest(), waived).map(drop)];
    checks.into_iter().filter_map(Result::err).collect()
}

/// The plan for people.
pub(super) fn told(office: &Office<'_>, plan: &RunPlan, manifest: &Manifest) -> String {
    let (lang, work) = (office.lang, &plan.work);
    let mut text = String::new();
    let mut line = |zh: &str, en: &str, value: &str| {
        text.push_str(&format!("{}{}{value}\n", say(lang, zh, en), say(lang, "：", ": ")));
    };
    line("目标", "target", &office.heading());
    line("发布", "release", &format!("{} {} → {}", work.release, work.from, work.to));
    line("包摘要", "package", &work.package);
    line("计划摘要", "plan", &plan.digest);
    line("计划有效期至", "expires", &office.ctx.local(plan.expires_at));
    if !manifest.notes.is_empty() {
        line("内容", "notes", &manifest.notes);
    }
    if work.is_done() {
        text.push_str(&format!("{}\n", Msg::ReleaseThere { target: work.target.clone(), release: work.release.clone() }.to(lang)));
        return text;
    }
    if work.rehearses {
        text.push_str(say(
            lang,
            "演练：发布 → 验证 → 回退 → 逐位比对 → 再发布 → 再验证\n",
            "rehearsal: apply, verify, roll back, compare to the bit, apply, verify\n",
        ));
    }
    if work.rolling {
        text.push_str(say(lang, "逐台进行：每台停止、切换、启动、验证后再做下一台\n", "rolling: one place after the other\n"));
    }
    for place in &work.places {
        place_told(office, place, &mut text);
    }
    if !work.sql.is_empty() {
        text.push_str(say(lang, "\nSQL（逐条执行、逐条提交）：\n", "\nSQL, a statement and a commit at a time:\n"));
    }
    for sql in &work.sql {
        script_told(office, sql, &mut text);
    }
    if !work.verify.is_empty() {
        text.push_str(say(lang, "\n验证：\n", "\nverified by:\n"));
        for look in &work.verify {
            let always = if look.always { say(lang, "（回退后也验证）", " (after taking back, too)") } else { "" };
            text.push_str(&format!("  {}{always}\n", run::title(&look.verify)));
        }
    }
    text
}

fn script_told(office: &Office<'_>, sql: &SqlWork, text: &mut String) {
    let oracle = office.target.databases.get(&sql.database).is_some_and(|database| database.client == Client::Sqlplus);
    let unsure = if oracle { sql.commits } else { 0 };
    let (SqlWork { name, database, statements, irreversible, .. }, lang) = (sql, office.lang);
    text.push_str(&match lang {
        Lang::Zh => format!("  {name} → {database}：{statements} 条语句"),
        Lang::En => format!("  {name} → {database}: {statements} statements"),
    });
    text.push_str(&match (lang, unsure) {
        (_, 0) => String::new(),
        (Lang::Zh, n) => format!("，其中 {n} 条为 DDL 或 PL/SQL，执行中被打断时须人工确认"),
        (Lang::En, n) => format!(", {n} of them DDL or PL/SQL: a person has to look where one is cut off"),
    });
    text.push_str(&match (lang, irreversible.as_str()) {
        (Lang::Zh, "") => "；失败时用 rollback.sql 恢复\n".to_owned(),
        (Lang::En, "") => "; taken back by rollback.sql where something fails\n".to_owned(),
        (Lang::Zh, why) => format!("；没有 rollback.sql，失败时须人工按备份恢复：{why}\n"),
        (Lang::En, why) => format!("; no rollback.sql, what fails is restored by a person: {why}\n"),
    });
}

fn place_told(office: &Office<'_>, place: &PlaceWork, text: &mut String) {
    let lang = office.lang;
    let host = place.host.as_deref().unwrap_or(say(lang, "本机", "here"));
    text.push_str(&format!("\n[{}] {host}{}{}\n", place.name, say(lang, "：", ":"), place.root));
    if place.promises.power && !place.promises.exchange {
        text.push_str(say(
            lang,
            "  ! 该文件系统不能原子交换两个文件：切换瞬间他人的写入可能丢失\n",
            "  ! its file system cannot exchange two paths: what others write during the switch may be lost\n",
        ));
    }
    if !place.promises.power {
        text.push_str(say(
            lang,
            "  ! 只用 SFTP：断电后不保证，切换瞬间他人的写入可能丢失，不保留扩展属性\n",
            "  ! SFTP alone: not safe when power fails, what others write during the switch may be lost, no extended attributes\n",
        ));
    }
    for (when, commands) in &place.programs {
        let what = match when {
            When::Before => say(lang, "发布前", "before"),
            When::Stop => say(lang, "停止", "stop"),
            When::Start => say(lang, "启动", "start"),
        };
        for command in commands {
            let argv = if command.hook { command.argv.first().cloned().unwrap_or_default() } else { command.argv.join(" ") };
            text.push_str(&format!("  {what}{}{argv}  (≤ {} s)\n", say(lang, "：", ": "), command.seconds));
        }
    }
    for step in place.plan.steps.iter().take(LISTED) {
        let (sign, more) = match (&step.action, &step.pre) {
            (Action::Put { size, .. }, Image::Absent) => ("+", format!("{size} B")),
            (Action::Put { size, .. }, Image::File { size: was, .. }) => ("~", format!("{was} → {size} B")),
            (Action::Put { size, .. }, _) => ("~", format!("{size} B")),
            (Action::PutLink { to, .. }, _) => ("→", to.clone()),
            (Action::MakeDir { .. }, _) => ("+", "/".into()),
            (Action::Remove | Action::RemoveDir, _) => ("-", String::new()),
        };
        text.push_str(format!("  {sign} {}  {more}", step.path).trim_end());
        text.push('\n');
    }
    if let Some(more) = place.plan.steps.len().checked_sub(LISTED).filter(|more| *more > 0) {
        text.push_str(&format!("  … +{more}\n"));
    }
    if place.is_idle() {
        text.push_str(say(lang, "  （文件已是新的）\n", "  (its files are new already)\n"));
    }
}

/// Evidence in a sentence: what, where, proof.
pub(super) fn evidence_told(evidence: &Evidence, office: &Office<'_>) -> [String; 3] {
    match evidence {
        Evidence::Verified { database, set, run, at } => {
            let proof = match office.lang {
                Lang::Zh => format!("backup verify {run} 验证完整，备份于 {}", office.ctx.local(*at)),
                Lang::En => format!("found whole by backup verify {run}, made at {}", office.ctx.local(*at)),
            };
            [database.clone(), set.clone(), proof]
        }
        Evidence::Waived { database, reason } => {
            let proof = match office.lang {
                Lang::Zh => format!("未备份：{reason}"),
                Lang::En => format!("no backup: {reason}"),
            };
            [database.clone(), String::new(), proof]
        }
    }
}

pub(super) fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}
