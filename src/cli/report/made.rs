//! One report made: data, documents, files, the register.

use std::path::{Path, PathBuf};

use super::{MakeArgs, Office, given, outputs, period, templates};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::render::Encoding;
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Output};
use crate::report::make::{self, Gathered};
use crate::report::period::Period;
use crate::store::{self, Store};
use crate::text::Msg;
use crate::ui;

/// Makes a report; one of backups perhaps of some sets only.
pub(super) fn run(app: &App, name: &str, args: &MakeArgs, sets: &[String]) -> Result<Exit> {
    let templates = templates(app)?;
    let definition = templates.find(name)?;
    let period = period(app, definition, &args.which)?;
    let first = args.output.first().map(PathBuf::as_path);
    if definition.shape == Shape::Set {
        several_none(args)?;
        return super::set::one(app, &templates, definition, &period, first);
    }
    let wanted: Vec<(Output, Option<&Path>)> = match (&args.output[..], first.filter(|path| !path.is_dir()).and_then(ending)) {
        ([_], Some(output)) if args.format.is_empty() => vec![(output, first)],
        ([] | [_], _) => outputs(definition, &args.format)?.into_iter().map(|output| (output, first)).collect(),
        (several, _) => {
            let wrong = |path: &PathBuf| Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.docx .xlsx .csv)", path.display()) });
            let one = |path: &'_ PathBuf| ending(path).filter(|_| args.format.is_empty() && !path.is_dir()).ok_or_else(|| wrong(path));
            several.iter().map(|path| Ok((one(path)?, Some(path.as_path())))).collect::<Result<_>>()?
        }
    };
    let encoding = encoding(&args.encoding)?;
    let office = Office::open(app, definition, sets)?;
    let person = args.which.person.clone().or_else(|| definition.person.then(|| office.ctx.operator.clone())).unwrap_or_default();
    let source = office.store()?;
    let data = given::with(app, &office, definition, &args.which, |given| {
        make::data(&office.sources(source.as_ref()), &mut Gathered::default(), definition, &period, given)
    })?;
    for note in &data.notes {
        app.ui.note(&note.to(app.ui.lang));
    }
    // All of them before the first is written: a report is whole or not there.
    let mut ready = Vec::new();
    for (output, asked) in wanted {
        let document = make::document(definition, output, &data.json, &office.ctx, encoding)?;
        let own = || make::file_name(definition, &period, &person, office.ctx.lang, output.ending());
        ready.push((place(asked, output, own)?, document));
    }
    let mut made = Vec::new();
    for (path, document) in ready {
        for note in &document.notes {
            app.ui.note(&note.to(app.ui.lang));
        }
        ui::save(&path, &document.bytes)?;
        app.ui.out(&format!("{}\n", path.display()));
        made.push(entry(&office, definition, &period, &person, &path, &document));
    }
    // A report of some sets is not the report that is owed.
    if sets.is_empty() && !args.which.blank && matches!(definition.shape, Shape::Narrative | Shape::Record) {
        register(app, &made)?;
    }
    Ok(Exit::OK)
}

/// Enters into the register what was given out. The files are there even where this fails, and the error says so.
pub(super) fn register(app: &App, made: &[store::Given]) -> Result<()> {
    let register = || Store::open(&app.config()?.settings.data_dir.value)?.add_reports(app.ctx()?, made);
    register().map_err(|error| Error { also: vec![error], ..Error::new(Kind::Store, Msg::NotRegistered {}) })
}

/// What is registered of a file.
pub(super) fn entry(
    office: &Office<'_>,
    definition: &Definition,
    period: &Period,
    person: &str,
    path: &Path,
    document: &make::Document,
) -> store::Given {
    let ctx = &office.ctx;
    store::Given {
        name: definition.id.clone(),
        begins: period.begins(&ctx.zone),
        ends: period.ends(&ctx.zone),
        person: person.to_owned(),
        made_at: ctx.now,
        operator: ctx.operator.clone(),
        file: path.display().to_string(),
        sha256: sha256(&document.bytes),
        template: document.template.clone(),
        data: document.data.clone(),
        handed_at: None,
        handed_to: String::new(),
    }
}

/// A set is a folder.
fn several_none(args: &MakeArgs) -> Result<()> {
    match args.output.get(1) {
        Some(second) => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("-o {}", second.display()) })),
        None => Ok(()),
    }
}

pub(super) fn ending(path: &Path) -> Option<Output> {
    Output::parse(&path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Where a document goes: the file that was named, or a file of its own name in the folder.
pub(super) fn place(asked: Option<&Path>, output: Output, own: impl FnOnce() -> String) -> Result<PathBuf> {
    /// Nobody calls a folder so: whoever writes one of these wants a file that is not made.
    const FILES: [&str; 11] = ["doc", "wps", "xls", "et", "pdf", "txt", "html", "htm", "md", "json", "zip"];
    let Some(asked) = asked else { return Ok(PathBuf::from(own())) };
    let named = asked.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).unwrap_or_default();
    if FILES.contains(&named.as_str()) && !asked.is_dir() {
        let text = format!("-o {} (docx xlsx csv)", asked.display());
        return Err(Error::new(Kind::Usage, Msg::Usage { text }).near(&named, ["docx", "xlsx"]));
    }
    match ending(asked) {
        Some(named) if named == output && !asked.is_dir() => Ok(asked.to_owned()),
        Some(_) if !asked.is_dir() => Ok(asked.with_extension(output.ending())),
        _ => {
            std::fs::create_dir_all(asked)
                .map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: asked.display().to_string() }).because(e))?;
            Ok(asked.join(own()))
        }
    }
}

pub(super) fn encoding(word: &str) -> Result<Encoding> {
    match word {
        "utf-8" => Ok(Encoding::Utf8),
        "gb18030" => Ok(Encoding::Gb18030),
        "gbk" => Ok(Encoding::Gbk),
        other => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--encoding {other} (utf-8 gb18030 gbk)") })
            .near(other, ["utf-8", "gb18030", "gbk"])),
    }
}
