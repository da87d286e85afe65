//! `opsctl release apply` and `rollback`.

use std::path::PathBuf;

use clap::Args;

use super::office::Office;
use super::report::Course;
use super::{form, gate, plan};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::release::{Probe, RunReport};
use crate::release::form::PRODUCTION;
use crate::release::forms::recorded;
use crate::release::place::Place;
use crate::release::run::{self, Ended, Evidence, Kit, Told, Wish, Work};
use crate::release::tree::Payload;
use crate::store::{AuditEntry, Store};
use crate::text::Msg;
use crate::ui::Consent;

#[derive(Debug, Args)]
pub(in crate::cli) struct ApplyArgs {
    #[arg(value_name = "PKG", required_unless_present = "rollback", help = w("发布包：ZIP 或目录", "The package: ZIP or folder"))]
    package: Option<PathBuf>,
    #[arg(long, short, value_name = "NAME", help = w("发布目标（releases.toml）", "Release target (releases.toml)"))]
    target: String,
    #[arg(long, value_name = "FILE", help = w("release plan 写的计划；要做的事必须与它一致", "The plan of release plan, to which what is done is held"))]
    plan: Option<PathBuf>,
    #[arg(long, value_name = "NO", help = w("申请审批表编号；生产环境必须有", "The approval form; production needs one"))]
    form: Option<String>,
    #[arg(long, value_name = "REASON", help = w("不需要数据库备份证据的理由，记入执行情况表", "Why no evidence of a backup is needed; the report shows it"))]
    no_db_backup: Option<String>,
    #[arg(long, help = w("不询问，直接执行", "Do not ask"))]
    yes: bool,
    #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["package", "plan", "no_db_backup"], help = w("回退：同 release rollback", "Take back: the same as release rollback"))]
    rollback: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RollbackArgs {
    #[arg(value_name = "ID", help = w("执行号或发布名；默认为最近一次生效的", "Number of the run, or the release's name; the newest that stands unless given"))]
    id: Option<String>,
    #[arg(long, short, value_name = "NAME", help = w("发布目标（releases.toml）", "Release target (releases.toml)"))]
    target: String,
    #[arg(long, help = w("不询问，直接执行", "Do not ask"))]
    yes: bool,
}

pub(super) fn rollback(app: &App, args: &RollbackArgs) -> Result<Exit> {
    back(app, &args.target, args.id.as_deref(), args.yes)
}

pub(super) fn run(app: &App, args: &ApplyArgs) -> Result<Exit> {
    let path = match (&args.package, &args.rollback) {
        (_, Some(id)) => return back(app, &args.target, Some(id.as_str()).filter(|id| !id.is_empty()), args.yes),
        (Some(path), None) => path,
        (None, None) => return Err(Error::new(Kind::Usage, Msg::Usage { text: "release apply PKG".into() })),
    };
    let office = Office::open(app, &args.target)?;
    let package = gate::package(app, path)?;
    gate::signed(&office, path, &package)?;
    let production = office.target.env == PRODUCTION;
    let emergency = gate::form(&office, args.form.as_deref(), package.digest())?;
    gate::calendar(&office, emergency)?;
    let evidence = gate::evidence(&office, package.manifest(), args.no_db_backup.as_deref())?;
    if production && args.plan.is_none() {
        return Err(Error::new(Kind::Input, Msg::ReleaseWantsPlan { target: args.target.clone() }));
    }
    let _lock = office.hold()?;
    office.no_open_run()?;
    let mut places = office.places()?;
    let (work, kit) = plan::forward(&office, &package, &mut places)?;
    if work.is_done() {
        app.ui.out(&format!("{}\n", Msg::ReleaseThere { target: args.target.clone(), release: work.release }.to(app.ui.lang)));
        return Ok(Exit::OK);
    }
    if let Some(path) = &args.plan {
        plan::held_to(&office, path, &work)?;
    }
    can_be_asked(app, &work)?;
    if !args.yes {
        app.ui.note(&plan::told(&office, &plan::made(&office, work.clone())?, package.manifest()));
    }
    let what = format!("{} {} → {}", say(app.ui.lang, "发布", "release"), work.release, work.target);
    let consent = Consent::typed(&app.ui, args.yes, &what, &work.target)?;
    let payloads: std::collections::BTreeMap<&str, _> =
        package.manifest().parts.keys().map(|part| (part.as_str(), package.part(part))).collect();
    let find = |part: &str| payloads.get(part).map(|payload| payload as &(dyn Payload + Sync));
    let job = Job { office: &office, form: args.form.as_deref(), evidence, consent: &consent };
    job.run(&work, &kit, places, &find)
}

fn back(app: &App, target: &str, id: Option<&str>, yes: bool) -> Result<Exit> {
    let office = Office::open(app, target)?;
    let _lock = office.hold()?;
    office.no_open_run()?;
    let mut places = office.places()?;
    let (work, kit) = run::backward(&office.target, &office.ledger, id, &mut places).map_err(|unfit| office.unfit(&unfit))?;
    can_be_asked(app, &work)?;
    let number = work.undoes.clone().unwrap_or_default();
    let what = format!("{} {} ({number}) @ {}", say(app.ui.lang, "回退", "take back"), work.release, work.target);
    let consent = Consent::typed(&app.ui, yes, &what, &work.target)?;
    let job = Job { office: &office, form: None, evidence: Vec::new(), consent: &consent };
    job.run(&work, &kit, places, &|_| None)
}

/// A look that a person takes needs one.
fn can_be_asked(app: &App, work: &Work) -> Result<()> {
    let manual = work.verify.iter().any(|look| matches!(look.verify.probe, Probe::Manual { .. }));
    if manual && !app.ui.can_ask() {
        return Err(Error::new(Kind::Usage, Msg::ReleaseNobodyToAsk {}));
    }
    Ok(())
}

/// Work that somebody agreed to.
struct Job<'j, 'a> {
    office: &'j Office<'a>,
    form: Option<&'j str>,
    evidence: Vec<Evidence>,
    consent: &'j Consent,
}

impl Job<'_, '_> {
    fn run(&self, work: &Work, kit: &Kit, places: Vec<Box<dyn Place>>, parts: run::Parts<'_>) -> Result<Exit> {
        let (office, _) = (self.office, self.consent);
        let clock = office.clock();
        let began = clock();
        let mut steps = Vec::new();
        let wish = if work.rehearses { Wish::Rehearse } else { Wish::Stay };
        let mut ended = self.half(work, kit, places, parts, &mut steps, wish)?;
        if matches!(ended, Ended::TakenBack { asked: true, .. }) {
            office.ended(&ended, work);
            ended = self.half(work, kit, office.places()?, parts, &mut steps, Wish::Stay)?;
        }
        let exit = office.ended(&ended, work);
        let form = self.form.unwrap_or_default();
        let course = Course { work, form, began, steps, evidence: self.evidence.clone(), ended };
        // What was done is done, whether it can be filed or not.
        let filed = course.save(office, clock()).and_then(|report| self.record(&report));
        Ok(filed.map_or_else(|error| self.unfiled(&error, exit), |()| exit))
    }

    /// There, and back where that is wished; of a rehearsal these are two.
    fn half(
        &self,
        work: &Work,
        kit: &Kit,
        places: Vec<Box<dyn Place>>,
        parts: run::Parts<'_>,
        steps: &mut Vec<Told>,
        wish: Wish,
    ) -> Result<Ended> {
        let ledger = &self.office.ledger;
        let done = self.office.with_crew(work, kit.clone(), places, steps, |crew| run::forth(ledger, work, parts, crew, wish))?;
        done.map_err(|fault| self.refused(&fault))
    }

    /// A person has to see to it that the records say what was done.
    fn unfiled(&self, error: &Error, exit: Exit) -> Exit {
        let ui = &self.office.app.ui;
        ui.error(error);
        ui.warn(say(
            ui.lang,
            "执行已经结束，结果见上；只是没有登记。排除原因后用 opsctl release form rehearsed（模拟）或 executed（生产）登记。",
            "The run is over and ended as told above; it was only not written down. Do so by opsctl release form rehearsed or executed.",
        ));
        Exit(exit.0.max(Exit::CRITICAL.0))
    }

    /// Nothing was touched.
    fn refused(&self, fault: &crate::release::Fault) -> Error {
        let refused = self.office.refused(&fault.into());
        let crate::release::Fault::Drift(drift) = fault else { return refused };
        self.office.drift(drift);
        refused.hint(Msg::HintReleaseDrift {})
    }

    /// What the run was, in the chain of what opsctl changed, and in the form that allowed it.
    fn record(&self, report: &RunReport) -> Result<()> {
        let office = self.office;
        let mut store = Store::open(&office.app.config()?.settings.data_dir.value)?;
        let what = serde_json::json!({ "run": report.run, "release": report.release, "digest": report.digest, "target": report.target,
            "outcome": report.outcome, "form": report.form });
        store.audit(&AuditEntry::new(office.ctx, "release.run", what))?;
        match (self.form, recorded(report)) {
            (Some(no), Some(what)) => form::record(office.app, no, &report.digest, what),
            _ => Ok(()),
        }
    }
}
