//! The forms on paper: printed, signed, filed.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Map, Value as Json};

use super::office::{Office, Wish};
use super::proof::{ProofArgs, may_be_bare, read};
use super::refusal;
use crate::cli::report::{Prepared, templates};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::release::form::{Form, Proof, Refusal, Status, Step, What, Who, may};
use crate::release::forms::Brought;
use crate::release::forms::print::{Reader, Source, answers};
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Output, Templates};
use crate::report::make::{self, Given, Tickets};
use crate::report::period::{Length, Period};
use crate::text::Msg;
use crate::ui;

/// Of a run.
const RECORD: &str = "release-record";
const VERIFICATION: &str = "release-verification";
/// A sheet that was scanned.
const MOST_SHEET: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct PrintArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(value_name = "NAME", help = w("release-approval 申请审批表、release-record 执行情况表、release-verification 发布验证方案；不写则打印已有内容的", "release-approval, release-record or release-verification; those that have something to tell unless given"))]
    name: Option<String>,
    // Not `data`: that is the name of the folder of the history among the global options, which would get the value too.
    #[arg(long = "data", value_name = "FILE", requires = "name", help = w("人填写的内容，TOML；优先于申请表里的", "What people fill in, as TOML; before what the form says"))]
    filled: Option<PathBuf>,
    #[arg(long, short, value_name = "PATH", help = w("输出文件，或目录（默认当前目录）", "Output file, or a folder (the current one unless given)"))]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SignArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, value_name = "FILE", help = w("签的是哪份执行情况表；不写则生成一份，存入存档目录", "The sheet that is signed; one is made and filed unless given"))]
    sheet: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", default_value = "", help = w("意见", "Opinion"))]
    opinion: String,
    #[command(flatten)]
    proof: ProofArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ArchiveArgs {
    #[arg(value_name = "NO", help = w("申请表编号；已归档的重新存一遍文件", "Form; of one that is archived the files are written again"))]
    no: String,
    #[arg(long, value_name = "TEXT", help = w("存放位置，如档案柜号；默认为存档目录", "Where it is filed, such as a cabinet; the archive folder unless given"))]
    place: Option<String>,
    #[command(flatten)]
    proof: ProofArgs,
}

/// What is printed of a form.
struct Papers<'a> {
    office: &'a Office<'a>,
    templates: Templates,
    package: Option<Brought>,
}

pub(super) fn print(app: &App, args: &PrintArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let form = office.form(&args.no)?;
    let papers = Papers::of(&office, &form)?;
    let names = match &args.name {
        Some(name) => vec![papers.find(name)?],
        None => papers.ready(&form),
    };
    let out: Vec<PathBuf> = args.output.iter().cloned().collect();
    // One file cannot be several forms.
    if let ([_, _, ..], Some(path)) = (&names[..], out.first().filter(|path| path.extension().is_some() && !path.is_dir())) {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("release form print NO NAME -o {}", path.display()) }));
    }
    for definition in names {
        let told = papers.answers(&form, definition)?;
        let prepared = papers.prepared(definition, &told, args.filled.as_deref())?;
        for note in &prepared.data.notes {
            let note = match note {
                Msg::FieldsOpen { names } => {
                    let names = wanted(definition, names);
                    if names.is_empty() {
                        continue;
                    }
                    Msg::FormOpen { title: definition.title.to(office.lang).into(), names }
                }
                other => other.clone(),
            };
            app.ui.note(&note.to(office.lang));
        }
        prepared.save(&out, &form.no)?;
    }
    Ok(Exit::OK)
}

/// Names of fields that are open and ought not to be: nobody has to have an opinion, and nothing has to be left to sign.
fn wanted(definition: &Definition, names: &str) -> String {
    let may_be_empty = |key: &str| key == "open_items" || key.ends_with("_opinion");
    let wanted = |name: &&str| !definition.fields.iter().any(|field| field.name == **name && may_be_empty(&field.key));
    names.split('、').filter(wanted).collect::<Vec<_>>().join("、")
}

impl<'a> Papers<'a> {
    fn of(office: &'a Office<'a>, form: &Form) -> Result<Self> {
        let manifest = office.desk.manifest(&form.digest).map_err(|trouble| refusal::trouble(&form.no, trouble, office.lang))?;
        let package = manifest.and_then(|bytes| Brought::of_manifest(bytes).ok());
        Ok(Self { office, templates: templates(office.app)?, package })
    }

    /// Forms that are filled from a release; a site's own as well as ours.
    fn fitting(&self) -> impl Iterator<Item = &Definition> {
        let asks =
            |one: &&Definition| one.fields.iter().any(|field| field.from.split_whitespace().any(|word| word.starts_with("release.")));
        self.templates.iter().filter(|one| one.shape == Shape::Form).filter(asks)
    }

    fn find(&self, name: &str) -> Result<&Definition> {
        let name = name.trim().trim_start_matches('《').trim_end_matches('》');
        let named = |one: &&Definition| one.id == name || one.title.zh == name || one.title.en.eq_ignore_ascii_case(name);
        self.fitting().find(named).ok_or_else(|| {
            let known: Vec<&str> = self.fitting().flat_map(|one| [one.id.as_str(), one.title.zh.as_ref()]).collect();
            let list = self.fitting().map(|one| format!("{} {}", one.id, one.title.zh)).collect::<Vec<_>>().join("、");
            Error::new(Kind::Usage, Msg::FormNoPaper { name: name.into(), list }).near(name, known)
        })
    }

    /// The forms that have something to tell: what is of a run only once there was one.
    fn ready(&self, form: &Form) -> Vec<&Definition> {
        self.fitting().filter(|one| form.execution.is_some() || ![RECORD, VERIFICATION].contains(&one.id.as_str())).collect()
    }

    fn answers(&self, form: &Form, definition: &Definition) -> Result<Map<String, Json>> {
        let report = match &form.execution {
            Some(one) => self
                .office
                .runs
                .read(&one.run)
                .map_err(|(path, why)| Error::new(Kind::Input, Msg::FormRunReport { path: path.display().to_string() }).because(why))?,
            None => None,
        };
        // The report of a run of another package is not that of this form.
        let report = report.filter(|report| report.digest == form.digest);
        let reader = Reader { zone: self.office.ctx.zone.clone(), lang: make::language(definition, self.office.lang) };
        Ok(answers(&Source { form, package: self.package.as_ref(), run: report.as_ref() }, &reader))
    }

    fn prepared<'p>(&'p self, definition: &'p Definition, told: &Map<String, Json>, filled: Option<&Path>) -> Result<Prepared<'p>> {
        let given = Given { file: filled, tickets: Tickets::One(told), ..Given::default() };
        let today = Period::last_full(Length::Event, self.office.ctx.now.to_zoned(self.office.ctx.zone.clone()).datetime());
        Prepared::of(self.office.app, definition, today, &given)
    }

    fn docx(&self, form: &Form, definition: &Definition) -> Result<Vec<u8>> {
        let told = self.answers(form, definition)?;
        self.prepared(definition, &told, None)?.bytes(Output::Docx)
    }
}

pub(super) fn sign(app: &App, args: &SignArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let wish = Wish { no: &args.no, step: Step::Sign, digest: None, proof: Some(&args.proof) };
    // A signature that comes back names its sheet.
    if args.proof.comes_back() {
        office.write(&wish, |form| Err(refusal::refused(&form.no, &Refusal::Unsigned, office.lang)))?;
        return Ok(Exit::OK);
    }
    let form = office.form(&args.no)?;
    if form.execution.is_none() {
        return Err(Error::new(Kind::Usage, Msg::FormNoExecution { no: args.no.clone() }));
    }
    let what = |sheet: &[u8]| What::SignExecution { sheet: sha256(sheet), opinion: args.opinion.trim().to_owned() };
    ready(&office, &form, &wish, &what(b""))?;
    let sheet = if let Some(path) = &args.sheet {
        read(path, MOST_SHEET)?
    } else {
        let papers = Papers::of(&office, &form)?;
        let definition = papers.find(RECORD)?;
        let bytes = papers.docx(&form, definition)?;
        let name = format!("{}_{}_{}.docx", definition.title.to(office.lang), form.no, say(office.lang, "签字稿", "signed"));
        file(&office, &form.no, &name, &bytes)?;
        bytes
    };
    office.write(&wish, |_| Ok(what(&sheet)))?;
    Ok(Exit::OK)
}

/// Whether it may be written, before anything is made for it.
fn ready(office: &Office<'_>, form: &Form, wish: &Wish<'_>, what: &What) -> Result<()> {
    let pen = office.pen(form.digest.clone(), Proof::None);
    let who = Who { person: &pen.person, roles: &pen.roles, digest: &pen.digest };
    let refused = |refusal| refusal::refused(wish.no, &refusal, office.lang);
    may(Some(form), what, &who, pen.at, &office.policy).map_err(refused)?;
    let proved = wish.proof.is_some_and(ProofArgs::is_given) || may_be_bare(wish.step, office);
    if proved { Ok(()) } else { Err(refused(Refusal::Unproven(wish.step))) }
}

pub(super) fn archive(app: &App, args: &ArchiveArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let folder = folder(&office, &args.no)?;
    let form = office.form(&args.no)?;
    let form = if form.status == Status::Archived {
        app.ui.note(say(office.lang, "已经归档，重新存一遍文件。", "It is archived already; the files are written again."));
        form
    } else {
        let place = args.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
        let place = place.map_or_else(|| folder.display().to_string(), str::to_owned);
        let wish = Wish { no: &args.no, step: Step::Archive, digest: None, proof: Some(&args.proof) };
        match office.write(&wish, |_| Ok(What::Archive { place }))? {
            Some(form) => form,
            None => return Ok(Exit::OK),
        }
    };
    // The record is written; what fails now is told, and the command can be run again.
    store(&office, &form)?;
    app.ui.out(&format!("{}\n", folder.display()));
    Ok(Exit::OK)
}

/// The forms, the records, the signed pages and the reports of the runs, in the folder of the form.
fn store(office: &Office<'_>, form: &Form) -> Result<()> {
    let no = &form.no;
    let papers = Papers::of(office, form)?;
    for definition in papers.ready(form) {
        let name = format!("{}_{no}.docx", definition.title.to(office.lang));
        file(office, no, &name, &papers.docx(form, definition)?)?;
    }
    let files = office.desk.files(no).map_err(|trouble| refusal::trouble(no, trouble, office.lang))?;
    let runs = form.rehearsals.iter().map(|one| &one.run).chain(form.execution.iter().map(|one| &one.run));
    let reports = runs.filter_map(|run| office.runs.path(run)).filter(|path| path.is_file());
    for path in files.into_iter().chain(reports) {
        let bytes =
            std::fs::read(&path).map_err(|e| Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(e))?;
        file(office, no, &path.file_name().unwrap_or_default().to_string_lossy(), &bytes)?;
    }
    Ok(())
}

/// `<archive>/<NO>`.
fn folder(office: &Office<'_>, no: &str) -> Result<PathBuf> {
    let data = &office.app.config()?.settings.data_dir.value;
    let archive = office.settings.archive.as_ref().map_or_else(|| data.join("release").join("archive"), |dir| dir.value.clone());
    Ok(archive.join(no))
}

fn file(office: &Office<'_>, no: &str, name: &str, bytes: &[u8]) -> Result<()> {
    let folder = folder(office, no)?;
    let cannot = |e: std::io::Error| Error::new(Kind::Output, Msg::WriteFile { path: folder.display().to_string() }).because(e);
    std::fs::create_dir_all(&folder).map_err(cannot)?;
    let name: String = name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    ui::save(&folder.join(name), bytes)
}
