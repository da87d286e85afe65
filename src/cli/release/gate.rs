//! What lets a package through to a target: signature, form, calendar, evidence of a backup.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::form;
use super::office::Office;
use super::refused::reasons;
use crate::cli::App;
use crate::config::KeyRef;
use crate::error::{Error, Kind, Result};
use crate::model::release::Manifest;
use crate::model::{Lang, Verdict};
use crate::release::form::{Field, Form, PRODUCTION, Run, ready_for};
use crate::release::freeze::frozen;
use crate::release::package::{Given, Package, Signing};
use crate::release::run::Evidence;
use crate::seal::minisign::PublicKey;
use crate::store::Store;
use crate::text::Msg;

/// How old a backup may be that a change of the database rests on.
const FRESH: SignedDuration = SignedDuration::from_hours(26);

/// Opens a package and proves all of it. Whose signatures count is told by the settings; whether there has to be one is asked later.
pub(super) fn package(app: &App, path: &Path) -> Result<Package> {
    let trusted = trusted(app, &[])?;
    Package::open(path, &Given { unsigned: true, ..Given::new(&trusted) }).map_err(|refused| {
        let (shown, lang) = (path.display().to_string(), app.ui.lang);
        let reasons = reasons(&shown, &refused, lang);
        let error = |why: &String| Error::new(Kind::Input, Msg::ReleasePackageRefused { path: shown.clone(), why: why.clone() });
        let error = Error::all(reasons.all.iter().map(error).collect()).unwrap_or_else(|| error(&String::new()));
        reasons.advice.iter().fold(error, |error, advice| error.hint(Msg::Advice { text: advice.clone() }))
    })
}

/// The keys that the settings trust, and those of a command.
pub(super) fn trusted(app: &App, more: &[PathBuf]) -> Result<Vec<PublicKey>> {
    let settings = &app.config()?.settings.release;
    let set = settings.trusted_keys.iter().flat_map(|keys| &keys.value).cloned();
    let all = set.chain(more.iter().map(|path| KeyRef::File(path.clone())));
    let read = |key: KeyRef| {
        let fault =
            |why: String| Error::new(Kind::Config, Msg::FormKey { person: "trusted-keys".into(), key: key.to_string() }).because(why);
        crate::release::forms::public(&key).map_err(fault)
    };
    all.map(read).collect()
}

/// Production takes what is signed, or what the site says it takes all the same.
pub(super) fn signed(office: &Office<'_>, path: &Path, package: &Package) -> Result<()> {
    let needs = office.target.env == PRODUCTION && !office.app.config()?.settings.release.unsigned();
    match package.signing() {
        Signing::Signed { .. } => Ok(()),
        _ if needs => {
            let msg = Msg::ReleaseUnsigned { path: path.display().to_string() };
            Err(Error::new(Kind::Input, msg).hint(Msg::HintReleaseTrust {}))
        }
        _ => Ok(()),
    }
}

/// What a form says of a run that is about to begin; whether it is an emergency patch.
pub(super) fn form(office: &Office<'_>, no: Option<&str>, digest: &str) -> Result<bool> {
    let (app, production) = (office.app, office.target.env == PRODUCTION);
    let Some(no) = no else {
        let target = office.target.name.clone();
        return if production { Err(Error::new(Kind::Input, Msg::ReleaseWantsForm { target })) } else { Ok(false) };
    };
    let (form, policy) = form::read(app, no)?;
    let run = Run { env: &office.target.env, digest, person: &office.ctx.operator, system: Some(&office.target.system) };
    let refused = |why: String| Error::new(Kind::Input, Msg::ReleaseNotReady { no: no.to_owned(), why });
    let not = ready_for(&form, &run, office.ctx.now, &policy).err().unwrap_or_default();
    if let Some(error) = Error::all(not.iter().map(|refusal| refused(refusal.say(office.lang))).collect()) {
        return Err(error.hint(Msg::HintReleaseForm { no: no.to_owned() }));
    }
    if form.digest != digest {
        let why = crate::release::form::Refusal::Digest { form: form.digest, given: digest.to_owned() };
        return Err(refused(why.say(office.lang)));
    }
    in_window(office, &form).map_err(refused)?;
    Ok(form.emergency())
}

/// What was approved was approved for a time; an emergency does not wait for it.
fn in_window(office: &Office<'_>, form: &Form) -> std::result::Result<(), String> {
    let time = |field: Field| form.get(field).parse::<Timestamp>().ok();
    let (Some(from), Some(to)) = (time(Field::WindowFrom), time(Field::WindowTo)) else { return Ok(()) };
    if office.target.env != PRODUCTION || form.emergency() || (from..=to).contains(&office.ctx.now) {
        return Ok(());
    }
    let (from, to) = (office.ctx.local(from), office.ctx.local(to));
    Err(match office.lang {
        Lang::Zh => format!("批准的发布时间是 {from} 至 {to}，现在不在其中"),
        Lang::En => format!("it was approved for {from} to {to}, and it is not that time now"),
    })
}

/// 征期、封网.
pub(super) fn calendar(office: &Office<'_>, emergency: bool) -> Result<()> {
    if emergency {
        return Ok(());
    }
    let freezes: Vec<_> = office.app.config()?.freezes().cloned().collect();
    if freezes.is_empty() {
        return Ok(());
    }
    let today = office.ctx.now.to_zoned(office.ctx.zone.clone()).date();
    match frozen(&freezes, &office.target.env, today, today, office.app.calendar()?) {
        Ok(None) => Ok(()),
        Ok(Some(hit)) => {
            let msg = Msg::ReleaseFrozen {
                name: hit.name,
                from: hit.from.to_string(),
                to: hit.to.map_or_else(|| "?".to_owned(), |to| to.to_string()),
            };
            Err(Error::new(Kind::Input, msg))
        }
        Err(unknown) => {
            let msg = Msg::ReleaseFreezeUnknown { year: unknown.year.to_string() };
            Err(Error::new(Kind::Input, msg).hint(Msg::HintCalendarImport {}))
        }
    }
}

/// For each database that scripts change: the newest verification that found a backup whole, or why none is needed.
pub(super) fn evidence(office: &Office<'_>, manifest: &Manifest, waived: Option<&str>) -> Result<Vec<Evidence>> {
    let mut names: Vec<&String> = manifest.sql.iter().map(|script| &script.database).collect();
    names.sort();
    names.dedup();
    let mut all = Vec::new();
    for name in names {
        let database = name.clone();
        if let Some(reason) = waived {
            all.push(Evidence::Waived { database, reason: reason.to_owned() });
            continue;
        }
        let set = office.target.databases.get(name).and_then(|database| database.backup.clone());
        let Some(set) = set else {
            // What is rehearsed can be thrown away.
            if office.target.env != PRODUCTION {
                continue;
            }
            return Err(Error::new(Kind::Input, Msg::ReleaseNoSet { database }).hint(Msg::HintReleaseEvidence {}));
        };
        let found = verified(office, &set)?;
        let Some((run, at)) = found else {
            return Err(Error::new(Kind::Input, Msg::ReleaseNoEvidence { database, set }).hint(Msg::HintReleaseEvidence {}));
        };
        all.push(Evidence::Verified { database, set, run, at });
    }
    Ok(all)
}

/// The newest backup of a set, where it was found whole and is fresh: the run that says so, and when the backup ended.
fn verified(office: &Office<'_>, set: &str) -> Result<Option<(String, Timestamp)>> {
    let data = &office.app.config()?.settings.data_dir.value;
    if !Store::is_in(data) {
        return Ok(None);
    }
    let now = office.ctx.now;
    let from = now.saturating_sub(FRESH + FRESH).unwrap_or(now);
    let kept = Store::open_read(data)?.backups_between(Some(set), from, now)?;
    let last = kept.into_iter().rfind(|one| one.ended_at.is_some() && matches!(one.verdict, Verdict::Ok | Verdict::Warning));
    Ok(last.and_then(|one| Some((one.run, one.ended_at?))).filter(|(_, at)| now.duration_since(*at) <= FRESH))
}
