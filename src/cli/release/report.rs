//! A run → its report, which the forms are printed from.

use jiff::Timestamp;

use super::office::{Office, data};
use super::plan::evidence_told;
use crate::cli::words::say;
use crate::error::Result;
use crate::model::release::{RunBackup, RunOutcome, RunReport, RunStep, RunVerify};
use crate::release::run::{Doing, Ended, Evidence, Told, Work};

/// What a run was, as far as it came.
pub(super) struct Course<'c> {
    pub work: &'c Work,
    pub form: &'c str,
    pub began: Timestamp,
    pub steps: Vec<Told>,
    pub evidence: Vec<Evidence>,
    pub ended: Ended,
}

impl Course<'_> {
    /// The report, written; its id.
    pub(super) fn save(&self, office: &Office<'_>, ended_at: Timestamp) -> Result<RunReport> {
        let report = self.report(office, ended_at);
        let folder = data(office.app)?.join("runs");
        let made = std::fs::DirBuilder::new().recursive(true).create(&folder);
        let path = folder.join(format!("{}.json", report.run));
        made.map_err(|error| {
            let msg = crate::text::Msg::WriteFile { path: path.display().to_string() };
            crate::error::Error::new(crate::error::Kind::Output, msg).because(error)
        })?;
        let json = serde_json::to_string_pretty(&report).unwrap_or_default() + "\n";
        crate::ui::save(&path, json.as_bytes())?;
        Ok(report)
    }

    fn report(&self, office: &Office<'_>, ended_at: Timestamp) -> RunReport {
        let (lang, work) = (office.lang, self.work);
        let (number, outcome, why) = match &self.ended {
            Ended::Committed { number } => (number, RunOutcome::Done, None),
            Ended::TakenBack { number, why, .. } => (number, RunOutcome::RolledBack, Some((why, &[][..]))),
            Ended::Manual { number, why, what } | Ended::Open { number, why, what } => {
                (number, RunOutcome::Manual, Some((why, what.as_slice())))
            }
        };
        let trouble = why.map(|(why, what)| {
            let lines = std::iter::once(why).chain(what).map(|words| words.to(lang).to_owned());
            lines.collect::<Vec<_>>().join("\n")
        });
        let step = |told: &Told| {
            let name = told.doing.words();
            let (place, said) = (told.place.clone(), told.told.to(lang).to_owned());
            RunStep { name_zh: name.zh, name_en: name.en, place, at: told.at, ms: told.ms, ok: told.ok, told: said }
        };
        let mut after_back = false;
        let mut look = |told: &Told| {
            after_back = match told.doing {
                Doing::Stage => false,
                Doing::PlaceBack | Doing::ScriptBack(_) => work.undoes.is_none(),
                _ => after_back,
            };
            let Doing::Look(title) = &told.doing else { return None };
            let by = if told.place.is_empty() { office.ctx.operator.clone() } else { String::new() };
            let (title, place, said) = (title.clone(), told.place.clone(), told.told.to(lang).to_owned());
            Some(RunVerify { title, place, ok: told.ok, told: said, by, after_back })
        };
        let equal = self.steps.iter().filter(|told| told.doing == Doing::Equal);
        let compared = equal.clone().count() > 0;
        let pre = work.places.iter().filter(|place| !place.is_idle()).map(|place| RunBackup {
            what: format!("{} {}", say(lang, "程序", "files of"), place.name),
            where_: format!("{}{}", place.host.as_deref().map(|host| format!("{host}:")).unwrap_or_default(), state(office, &place.name)),
            proof: match lang {
                crate::model::Lang::Zh => format!("{} 个路径的原件，切换后重读核对", place.plan.steps.len()),
                crate::model::Lang::En => format!("what {} paths were, read again after the switch", place.plan.steps.len()),
            },
        });
        let databases = self.evidence.iter().map(|evidence| {
            let [what, where_, proof] = evidence_told(evidence, office);
            RunBackup { what: format!("{} {what}", say(lang, "数据库", "database")), where_, proof }
        });
        let mut hosts: Vec<String> =
            work.places.iter().map(|place| place.host.clone().unwrap_or_else(|| office.ctx.machine.clone())).collect();
        hosts.dedup();
        RunReport {
            run: format!("{}-{number}", work.target),
            release: work.release.clone(),
            digest: work.package.clone(),
            form: self.form.to_owned(),
            target: work.target.clone(),
            env: work.env.clone(),
            system: work.system.clone(),
            from: work.from.clone(),
            to: work.to.clone(),
            operator: office.ctx.operator.clone(),
            began: self.began,
            ended: ended_at,
            outcome,
            rehearsal: work.rehearses,
            hosts,
            steps: self.steps.iter().map(step).collect(),
            backups: pre.chain(databases).collect(),
            verify: self.steps.iter().filter_map(&mut look).collect(),
            trouble: trouble.unwrap_or_default(),
            rolled_back_equal: compared.then(|| self.steps.iter().filter(|told| told.doing == Doing::Equal).all(|told| told.ok)),
        }
    }
}

fn state(office: &Office<'_>, place: &str) -> String {
    let at = office.target.places.iter().find(|at| at.name == place);
    at.map(|at| at.state.display().to_string()).unwrap_or_default()
}
