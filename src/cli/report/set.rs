//! Many reports at once: a month's folder, the acceptance set, the hand-over; each with an index and checksums.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Args;
use serde_json::{Value as Json, json};

use super::{Office, templates};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::render::Encoding;
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Output, Templates};
use crate::report::make::{self, Gathered, Given};
use crate::report::period::{Half, Length, Period};
use crate::store;
use crate::text::Msg;
use crate::ui;

/// The definition whose index stands in a month's folder.
const MONTH: &str = "month-folder";
/// Checksums in the form of `sha256sum -c`.
const SUMS: &str = "SHA256SUMS";

#[derive(Debug, Args)]
pub(super) struct AllArgs {
    #[arg(long, value_name = "MONTH", help = w("月份，如 2026-10；默认上个月", "The month, e.g. 2026-10; the last one unless given"))]
    month: Option<String>,
    #[arg(long, value_name = "DIR", help = w("输出目录", "Output folder"))]
    out: PathBuf,
}

pub(super) fn all(app: &App, args: &AllArgs) -> Result<Exit> {
    let ctx = app.ctx()?;
    let now = ctx.now.to_zoned(ctx.zone.clone()).datetime();
    let period = match &args.month {
        None => Period::last_full(Length::Month, now),
        Some(text) => Period::parse(text, Length::Month)
            .filter(|period| period.length == Length::Month && period.begins(&ctx.zone) <= ctx.now)
            .ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--month {text} (2026-10)") }))?,
    };
    let templates = templates(app)?;
    one(app, &templates, templates.find(MONTH)?, &period, Some(&args.out))
}

/// One report of a set.
struct Job<'a> {
    definition: &'a Definition,
    period: Period,
    person: String,
}

/// Makes a set into a folder.
pub(super) fn one(app: &App, templates: &Templates, definition: &Definition, period: &Period, out: Option<&Path>) -> Result<Exit> {
    let office = Office::open(app, definition, &[])?;
    let out = out
        .map_or_else(|| PathBuf::from(make::file_name(definition, period, "", office.ctx.lang, "").trim_end_matches('.')), Path::to_owned);
    drop(office.store()?);
    let jobs = jobs(&office, templates, definition, period)?;
    super::due::tell_of_people(app, &office.site, &parts(templates, definition)?);
    let bar = ui::Bar::new(&app.ui, jobs.len());
    let slots: Vec<Mutex<Option<Result<Vec<Made>>>>> = jobs.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            scope.spawn(|| {
                // Whoever cannot open the history says so for each report.
                let store = office.store().ok().flatten();
                let sources = office.sources(store.as_ref());
                let mut gathered = Gathered::default();
                loop {
                    let Some((job, slot)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((jobs.get(at)?, &slots[at])))
                    else {
                        return;
                    };
                    if app.stop().load(Ordering::Relaxed) {
                        return;
                    }
                    let made = work(&office, &sources, &mut gathered, job, &out);
                    bar.step(&job.definition.id);
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
                }
            });
        }
    });
    bar.done();
    finish(app, &office, definition, period, &out, &jobs, slots)
}

/// A file that was written.
struct Made {
    /// Within the folder.
    name: String,
    bytes: usize,
    entry: store::Given,
    notes: Vec<Msg>,
}

/// What is in a set: the parts that its definition names, else every periodic report.
fn parts<'a>(templates: &'a Templates, set: &Definition) -> Result<Vec<&'a Definition>> {
    if set.parts.is_empty() {
        let periodic = |one: &&Definition| matches!(one.shape, Shape::Narrative | Shape::Record) && one.period != Length::Event;
        return Ok(templates.iter().filter(periodic).collect());
    }
    set.parts.iter().map(|id| templates.find(id)).collect()
}

/// Each part for every one of its periods that ends in that of the set.
fn jobs<'a>(office: &Office<'_>, templates: &'a Templates, set: &Definition, period: &Period) -> Result<Vec<Job<'a>>> {
    let mut jobs = Vec::new();
    for definition in parts(templates, set)? {
        let people = if definition.person { office.site.people.clone() } else { vec![String::new()] };
        for part in periods(definition.period, period) {
            if part.begins(&office.ctx.zone) > office.ctx.now {
                continue;
            }
            jobs.extend(people.iter().map(|person| Job { definition, period: part, person: person.clone() }));
        }
    }
    Ok(jobs)
}

/// The periods of a length that end within another; of one that is longer, the whole as it is.
fn periods(length: Length, whole: &Period) -> Vec<Period> {
    if matches!(length, Length::Event) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut part = Period::around(length, whole.first, Some(Half::Am));
    while part.last <= whole.last {
        if part.last >= whole.first {
            found.push(part);
        }
        part = part.next();
    }
    found
}

fn work<'a>(office: &Office<'_>, sources: &make::Sources<'a>, gathered: &mut Gathered<'a>, job: &Job<'_>, out: &Path) -> Result<Vec<Made>> {
    let Job { definition, period, person } = job;
    let data = make::data(sources, gathered, definition, period, &Given { person, ..Given::default() })?;
    let folder = match definition.period {
        Length::HalfDay | Length::Day | Length::Week => Some(definition.title.to(office.ctx.lang)),
        _ => None,
    };
    let mut made = Vec::new();
    for output in &definition.outputs {
        let document = make::document(definition, *output, &data.json, sources.ctx, Encoding::default())?;
        let file = make::file_name(definition, period, person, office.ctx.lang, output.ending());
        let name = folder.map_or_else(|| file.clone(), |folder| format!("{folder}/{file}"));
        let path = out.join(&name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: parent.display().to_string() }).because(e))?;
        }
        ui::save(&path, &document.bytes)?;
        let entry = super::made::entry(office, definition, period, person, &path, &document);
        let notes = data.notes.iter().chain(&document.notes).cloned().collect();
        made.push(Made { name, bytes: document.bytes.len(), entry, notes });
    }
    Ok(made)
}

/// The index, the checksums, the register; and what could not be made.
fn finish(
    app: &App,
    office: &Office<'_>,
    definition: &Definition,
    period: &Period,
    out: &Path,
    jobs: &[Job<'_>],
    slots: Vec<Mutex<Option<Result<Vec<Made>>>>>,
) -> Result<Exit> {
    let lang = office.ctx.lang;
    let (mut files, mut entries, mut sums, mut failed) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (job, slot) in jobs.iter().zip(slots) {
        let title = job.definition.title.to(lang);
        let person = if job.person.is_empty() { String::new() } else { format!(" {}", job.person) };
        let row = |file: &str, bytes: Json, sha256: &str, note: &str| {
            json!({
                "number": 0, "title": format!("{title}{person}"), "period": job.period.label(lang), "file": file,
                "bytes": bytes, "sha256": sha256, "note": note,
            })
        };
        match slot.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(Ok(made)) => {
                for one in made {
                    let notes: Vec<String> = one.notes.iter().map(|note| note.to(lang)).collect();
                    files.push(row(&one.name, json!(one.bytes), &one.entry.sha256, &notes.join(" ")));
                    sums.push(format!("{}  {}\n", one.entry.sha256, one.name));
                    entries.push(one.entry);
                }
            }
            Some(Err(error)) => {
                failed += 1;
                app.ui.error(&error);
                files.push(row("", Json::Null, "", &error.msg.to(lang)));
            }
            None => {
                failed += 1;
                files.push(row("", Json::Null, "", say(lang, "中断，没有生成", "Interrupted: not made")));
            }
        }
    }
    for (number, file) in files.iter_mut().enumerate() {
        file["number"] = json!(number + 1);
    }
    let data = make::set_data(&office.ctx, &office.site, definition, period, &files);
    std::fs::create_dir_all(out).map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: out.display().to_string() }).because(e))?;
    for output in &definition.outputs {
        let document = make::document(definition, *output, &data, &office.ctx, Encoding::default())?;
        let name = make::file_name(definition, period, "", lang, Output::ending(*output));
        ui::save(&out.join(&name), &document.bytes)?;
        sums.push(format!("{}  {name}\n", sha256(&document.bytes)));
        entries.push(super::made::entry(office, definition, period, "", &out.join(&name), &document));
    }
    ui::save(&out.join(SUMS), sums.concat().as_bytes())?;
    super::made::register(app, &entries)?;
    let made = sums.len();
    app.ui.note(&Msg::SetMade { files: made.to_string(), failed: failed.to_string(), folder: out.display().to_string() }.to(app.ui.lang));
    Ok(if failed > 0 { Exit::WARNING } else { Exit::OK })
}
