//! Making a form, changing its draft, and making a new revision of it.

use std::path::PathBuf;

use clap::Args;

use super::fields::{PackageArgs, SetArgs, brought};
use super::office::{Office, Wish};
use super::proof::ProofArgs;
use super::refusal;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::release::form::{Field, Fields, Proof, Sheet, Step, What};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    #[arg(value_name = "PKG", required_unless_present = "digest", help = w("发布包；系统、版本、内容、问题单取自其清单", "The package; system, versions, content and tickets are taken from it"))]
    package: Option<PathBuf>,
    #[arg(long, value_name = "HEX", conflicts_with = "package", help = w("手头没有包时写包摘要（清单的 SHA-256）", "The digest of the package, where it is not at hand: SHA-256 of its manifest"))]
    digest: Option<String>,
    #[command(flatten)]
    set: SetArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[command(flatten)]
    set: SetArgs,
    #[command(flatten)]
    package: PackageArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReviseArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(value_name = "PKG", help = w("新的发布包；不写则包不变，须写明理由", "The new package; left out: the same one, for a reason"))]
    package: Option<PathBuf>,
    #[arg(long, value_name = "HEX", conflicts_with = "package", help = w("新包的摘要", "The digest of the new package"))]
    digest: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "", help = w("理由", "Why"))]
    reason: String,
    #[command(flatten)]
    proof: ProofArgs,
}

pub(super) fn run(app: &App, args: &NewArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let lang = office.lang;
    let given = args.set.fields(app)?;
    let package = args.package.as_deref().map(|path| brought(app, path)).transpose()?;
    let mut fields = package.as_ref().map(crate::release::forms::Brought::fields).unwrap_or_default();
    if let Some(package) = &package {
        fields.insert(Field::Title, title(&package.system, &package.to));
    }
    fields.extend(given);
    fields.retain(|_, value| !value.is_empty());
    let digest = package.as_ref().map(|package| package.digest.clone());
    let digest = digest.or_else(|| args.digest.as_ref().map(|digest| digest.trim().to_ascii_lowercase())).unwrap_or_default();
    let pen = office.pen(digest, Proof::None);
    let what = What::Draft { fields };
    let refused = |refusal: crate::release::form::Refusal| refusal::not_made(&refusal, lang);
    // Nothing is touched for what may not be.
    Sheet::new("FB-0000-00000").draft(&pen, what.clone(), &office.policy).map_err(refused)?;
    let trouble = |no: &str| {
        let no = no.to_owned();
        move |trouble| refusal::trouble(&no, trouble, lang)
    };
    let held = office.desk.hold().map_err(trouble(""))?;
    let year = office.ctx.now.to_zoned(office.ctx.zone.clone()).year();
    let no = held.next_number(office.settings.prefix(), year).map_err(trouble(""))?;
    let mut sheet = Sheet::new(&no);
    let record = sheet.draft(&pen, what, &office.policy).map_err(refused)?;
    sheet.push(record, &|claim| office.keys.prove(claim)).map_err(refused)?;
    if let Some(package) = &package {
        held.keep_manifest(&package.manifest).map_err(trouble(&no))?;
    }
    held.create(&no, sheet.added()).map_err(trouble(&no))?;
    app.ui.out(say(lang, &format!("已建立申请表 {no} 。\n"), &format!("form {no} was made.\n")));
    let missing: Vec<&str> = sheet
        .form()
        .map(|form| Field::NEEDED.iter().filter(|field| form.get(**field).is_empty()).map(|field| field.to(lang)).collect())
        .unwrap_or_default();
    if !missing.is_empty() {
        let names = missing.join(say(lang, "、", ", "));
        app.ui.note(say(lang, &format!("提交前还要填：{names}。"), &format!("to be filled in before it is submitted: {names}.")));
    }
    Ok(Exit::OK)
}

fn title(system: &str, to: &str) -> String {
    format!("{system} {to}").replace(|c: char| c.is_control(), " ").trim().to_owned()
}

pub(super) fn edit(app: &App, args: &EditArgs) -> Result<Exit> {
    let fields: Fields = args.set.fields(app)?;
    if fields.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "release form edit NO --set FIELD=VALUE".into() }));
    }
    let office = Office::open(app)?;
    let wish = Wish { no: &args.no, step: Step::Edit, digest: args.package.digest(app)?, proof: None };
    office.write(&wish, |_| Ok(What::Edit { fields }))?;
    Ok(Exit::OK)
}

pub(super) fn revise(app: &App, args: &ReviseArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let package = args.package.as_deref().map(|path| brought(app, path)).transpose()?;
    let given = package.as_ref().map(|package| package.digest.clone());
    let given = given.or_else(|| args.digest.as_ref().map(|digest| digest.trim().to_ascii_lowercase()));
    let reason = args.reason.trim().to_owned();
    let wish = Wish { no: &args.no, step: Step::Revise, digest: None, proof: Some(&args.proof) };
    let written = office.write(&wish, |form| Ok(What::Revise { digest: given.unwrap_or_else(|| form.digest.clone()), reason }))?;
    let (Some(form), Some(package)) = (written, package) else { return Ok(Exit::OK) };
    // Only what is printed needs it, so it comes after the record.
    let kept = office.desk.hold().and_then(|held| held.keep_manifest(&package.manifest));
    kept.map_err(|trouble| refusal::trouble(&args.no, trouble, office.lang))?;
    if form.get(Field::VersionTo) != package.to {
        let told = say(
            office.lang,
            "新包的版本号与申请表不同，请用 edit 修改：",
            "the new package is of another version than the form says; change it by edit: ",
        );
        app.ui.note(&format!("{told}{} / {}", form.get(Field::VersionTo), package.to));
    }
    Ok(Exit::OK)
}
