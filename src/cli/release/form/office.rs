//! What every command about forms needs: the folder, the people and their keys, and the one way in which a form is written.

use super::proof::{self, Prepared, ProofArgs};
use super::refusal;
use crate::cli::App;
use crate::cli::words::say;
use crate::config::ReleaseSettings;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::approval::{Policy, Role};
use crate::release::form::{Form, Pen, Proof, Record, Refusal, Sheet, Step, What, flow, signed_bytes};
use crate::release::forms::{Desk, Kept, Keys, Runs, sign};
use crate::text::Msg;

/// The desk that forms lie on.
pub(super) struct Office<'a> {
    pub app: &'a App,
    pub ctx: &'a Ctx,
    pub lang: Lang,
    pub settings: &'a ReleaseSettings,
    pub policy: Policy,
    pub keys: Keys,
    pub desk: Desk,
    pub runs: Runs,
}

/// What somebody wants to write, and how he proves it.
pub(super) struct Wish<'w> {
    pub no: &'w str,
    pub step: Step,
    /// The package that he has before him; that of the form, where he looked at the form alone.
    pub digest: Option<String>,
    pub proof: Option<&'w ProofArgs>,
}

impl<'a> Office<'a> {
    pub(super) fn open(app: &'a App) -> Result<Self> {
        let config = app.config()?;
        let settings = &config.settings.release;
        let keys = Keys::read(settings)
            .map_err(|fault| Error::new(Kind::Config, Msg::FormKey { person: fault.person, key: fault.key }).because(fault.why))?;
        let data = &config.settings.data_dir.value;
        let (desk, runs) = (Desk::in_data(data), Runs::in_data(data));
        Ok(Self { app, ctx: app.ctx()?, lang: app.ui.lang, settings, policy: settings.policy(), keys, desk, runs })
    }

    /// A form with every signature proved; what a crash left of a record is told.
    pub(super) fn read(&self, no: &str) -> Result<(Sheet, Kept)> {
        let kept = self.desk.read(no).map_err(|trouble| refusal::trouble(no, trouble, self.lang))?;
        if let Some(torn) = kept.torn {
            self.app.ui.note(&torn_words(no, torn.line, torn.bytes, torn.is_record, self.lang));
        }
        let sheet = Sheet::open(kept.records.clone(), &|claim| self.keys.prove(claim));
        Ok((sheet.map_err(|broken| refusal::broken(no, &broken, self.lang))?, kept))
    }

    /// The form alone.
    pub(super) fn form(&self, no: &str) -> Result<Form> {
        let (sheet, _) = self.read(no)?;
        sheet.form().cloned().ok_or_else(|| refusal::refused(no, &Refusal::Begun(false), self.lang))
    }

    /// The moment, or what was fixed for this command: a run that ended since the command began writes itself into its form.
    fn now(&self) -> jiff::Timestamp {
        if self.ctx.now_fixed { self.ctx.now } else { crate::ctx::clock() }
    }

    /// The operator before a form.
    pub(super) fn pen(&self, digest: String, proof: Proof) -> Pen {
        let person = self.ctx.operator.clone();
        Pen { at: self.now(), roles: self.settings.roles(&person).to_vec(), person, digest, proof }
    }

    /// Writes one step into a form, or what has to be signed into a file. `None` where it was the latter.
    pub(super) fn write(&self, wish: &Wish<'_>, what: impl FnOnce(&Form) -> Result<What>) -> Result<Option<Form>> {
        let prepared = wish.proof.map_or(Ok(Prepared::None), ProofArgs::prepare)?;
        let (no, lang) = (wish.no, self.lang);
        let refused = |refusal: Refusal| refusal::refused(no, &refusal, lang);
        // A number that is none makes no folder.
        self.desk.read(no).map_err(|trouble| refusal::trouble(no, trouble, lang))?;
        let held = self.desk.hold().map_err(|trouble| refusal::trouble(no, trouble, lang))?;
        let (mut sheet, kept) = self.read(no)?;
        let before = sheet.form().cloned().ok_or_else(|| refused(Refusal::Begun(false)))?;
        let record = if let Prepared::Signed(record, signature) = &prepared {
            self.returned(&sheet, wish, record)?.signed(signature)
        } else {
            let what = what(&before)?;
            let digest = match &what {
                What::Revise { digest, .. } => digest.clone(),
                _ => wish.digest.clone().unwrap_or_else(|| before.digest.clone()),
            };
            // Asked first with the bare name, so that a page is kept only for what may be.
            sheet.draft(&self.pen(digest.clone(), Proof::None), what.clone(), &self.policy).map_err(refused)?;
            if matches!(prepared, Prepared::None) && !proof::may_be_bare(wish.step, self) {
                return Err(refused(Refusal::Unproven(wish.step)));
            }
            let pen = self.pen(digest, prepared.proof(self, &held)?);
            let record = sheet.draft(&pen, what, &self.policy).map_err(refused)?;
            match &prepared {
                Prepared::Print(path) => {
                    let Proof::Key { key, .. } = &record.proof else { return Err(refused(Refusal::Unproven(wish.step))) };
                    proof::print(self, path, &signed_bytes(&record), key)?;
                    return Ok(None);
                }
                Prepared::Key(key) => sign(record, key),
                _ => record,
            }
        };
        sheet.push(record, &|claim| self.keys.prove(claim)).map_err(refused)?;
        held.append(no, &kept, sheet.added()).map_err(|trouble| refusal::trouble(no, trouble, lang))?;
        let after = sheet.form().cloned().unwrap_or_else(|| before.clone());
        self.tell(&before, &after, sheet.added());
        Ok(Some(after))
    }

    /// A record that comes back signed: it has to be what would be written now, but for the time.
    fn returned(&self, sheet: &Sheet, wish: &Wish<'_>, record: &Record) -> Result<Record> {
        let lang = self.lang;
        let not = |zh: &str, en: &str| {
            let path = format!("{} {}", record.form, record.what.step().to(lang));
            Error::new(Kind::Usage, Msg::FormRecordNot { path, why: say(lang, zh, en).to_owned() })
        };
        if record.form != wish.no || record.what.step() != wish.step {
            return Err(not("不是这张申请表的这一步", "of another form or step"));
        }
        if record.person != self.ctx.operator {
            return Err(not("不是当前操作人的", "of somebody else than the operator"));
        }
        if record.at > self.now() {
            return Err(not("时间晚于当前", "of a time that is not yet"));
        }
        let digest = wish.digest.clone().unwrap_or_else(|| record.digest.clone());
        let pen = Pen { at: record.at, ..self.pen(digest, record.proof.clone()) };
        let drafted = sheet.draft(&pen, record.what.clone(), &self.policy);
        let drafted = drafted.map_err(|refused| refusal::refused(wish.no, &refused, lang))?;
        if signed_bytes(&drafted) == signed_bytes(record) {
            Ok(drafted)
        } else {
            Err(not("取走以后申请表又有新记录，请重新取走签名", "the form went on since; take it away and sign it again"))
        }
    }

    /// What became of a form, in a line.
    pub(super) fn tell(&self, before: &Form, after: &Form, added: &[Record]) {
        let lang = self.lang;
        let proved = added.last().filter(|record| record.proof != Proof::None).map_or_else(String::new, |record| {
            let colon = say(lang, "，", ", ");
            format!("{colon}{}", proof::words(&record.proof, lang))
        });
        let did = added.last().map_or_else(String::new, |record| match &record.what {
            What::Supplement { of, .. } => format!("{}{}{}", record.what.step().to(lang), say(lang, "", ": "), of.to(lang)),
            what => what.step().to(lang).to_owned(),
        });
        let person = added.last().map_or("", |record| record.person.as_str());
        let state = if before.status == after.status {
            after.status.to(lang).to_owned()
        } else {
            format!("{} → {}", before.status.to(lang), after.status.to(lang))
        };
        self.app.ui.out(&match lang {
            Lang::Zh => format!("{} ：{state}（{person} {did}{proved}）\n", after.no),
            Lang::En => format!("{} : {state} ({person}: {did}{proved})\n", after.no),
        });
        let weaker = after.weak().len();
        if weaker > before.weak().len() {
            self.app.ui.note(say(
                lang,
                "这一步的证明效力较弱，将在列表和打印件上标明。",
                "This is a weaker proof, and is marked as such in lists and on paper.",
            ));
        }
    }

    /// The steps that are open now, with the roles and people who can make them.
    pub(super) fn next(&self, form: &Form) -> Vec<(Step, String)> {
        let lang = self.lang;
        let by = |step: Step, words: String| {
            let people = self.people(flow::makers(form.status, step, form.emergency()));
            say(lang, &format!("{words}（{people}）"), &format!("{words} ({people})")).to_owned()
        };
        let late = |of: &Step| (Step::Supplement, by(*of, format!("{}{}{}", Step::Supplement.to(lang), say(lang, "", ": "), of.to(lang))));
        let mut all = Vec::new();
        for step in form.possible() {
            if step == Step::Supplement {
                all.extend(form.open_items().iter().map(late));
            } else {
                all.push((step, by(step, step.to(lang).to_owned())));
            }
        }
        all
    }

    fn people(&self, roles: &[Role]) -> String {
        let lang = self.lang;
        let of = |role: &Role| {
            let names: Vec<&str> =
                self.settings.people.iter().filter(|(_, one)| one.value.roles.contains(role)).map(|(name, _)| name.as_str()).collect();
            let names = if names.is_empty() { say(lang, "未配置", "nobody").to_owned() } else { names.join(say(lang, "、", ", ")) };
            format!("{}{}{names}", role.to(lang), say(lang, "：", ": "))
        };
        roles.iter().map(of).collect::<Vec<_>>().join(say(lang, "；", "; "))
    }

    /// `2026-11-22 08:00`.
    pub(super) fn at(&self, time: jiff::Timestamp) -> String {
        time.to_zoned(self.ctx.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn torn_words(no: &str, line: usize, bytes: usize, is_record: bool, lang: Lang) -> String {
    match (lang, is_record) {
        (Lang::Zh, false) => format!("{no} ：第 {line} 行没有写完（{bytes} 字节），是写入时中断留下的，不算记录；下次写入时清除。"),
        (Lang::Zh, true) => format!("{no} ：第 {line} 行缺换行符，内容完整，按有效记录处理；下次写入时补上。"),
        (Lang::En, false) => {
            format!("{no} : line {line} was not written to its end ({bytes} bytes) and is no record; the next write takes it away.")
        }
        (Lang::En, true) => format!("{no} : line {line} lacks its line end, is whole and counts; the next write adds the end."),
    }
}
