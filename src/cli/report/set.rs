//! Many reports at once: a month's folder, the acceptance set, the hand-over; each with an index and checksums.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Args;
use serde_json::{Value as Json, json};

use super::tickets::Answers;
use super::{Office, templates};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, sha256};
use crate::render::Encoding;
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Output, Templates};
use crate::report::make::{self, Gathered, Given, Tickets};
use crate::report::period::{Half, Length, Period};
use crate::store;
use crate::text::Msg;
use crate::ui;

/// The definition whose index stands in a month's folder.
const MONTH: &str = "month-folder";
/// A longer set has no daily and weekly reports one by one: of a year they would be thousands.
const MONTH_DAYS: i64 = 31;
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
    /// Of a register that the site keeps.
    file: Option<PathBuf>,
    /// Of a list of tickets: what they say.
    told: Option<Answers>,
}

/// What is not in a set, and the index says so.
#[derive(Default)]
struct Left {
    /// Too many to be handed over one by one.
    bound: Vec<String>,
    /// Registers that nobody keeps.
    registers: Vec<String>,
}

impl Left {
    fn note(&self, lang: Lang) -> String {
        let mut said = String::new();
        if !self.bound.is_empty() {
            let names = self.bound.join(say(lang, "、", ", "));
            said.push_str(&match lang {
                Lang::Zh => format!(
                    "按日、按周编制的报告（{names}）不逐份附：当月每天的巡检记录已经装订在各月的《日常巡检报告》中，需要某一期时可以由历史库重新生成。"
                ),
                Lang::En => format!(
                    "Daily and weekly reports ({names}) are not attached one by one: each month's inspection record has every day, and any of them can be made again from the history."
                ),
            });
        }
        if !self.registers.is_empty() {
            let names = self.registers.join(say(lang, "、", ", "));
            said.push_str(&match lang {
                Lang::Zh => format!("没有登记数据、因此未附的清单：{names}。"),
                Lang::En => format!(" Registers without entries, not attached: {names}."),
            });
        }
        said
    }
}

/// Makes a set into a folder.
pub(super) fn one(app: &App, templates: &Templates, definition: &Definition, period: &Period, out: Option<&Path>) -> Result<Exit> {
    let office = Office::open(app, definition, &[])?;
    let out = out
        .map_or_else(|| PathBuf::from(make::file_name(definition, period, "", office.ctx.lang, "").trim_end_matches('.')), Path::to_owned);
    drop(office.store()?);
    let registers = app.config()?.settings.report.records_dir.as_ref().map(|dir| dir.value.as_path());
    let listed = |list: &Definition| super::tickets::listed(app, list, period);
    let (jobs, left) = jobs(&office, templates, definition, period, registers, &listed)?;
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
    finish(app, &office, definition, period, &out, &jobs, &left, slots)
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
        let periodic =
            |one: &&Definition| matches!(one.shape, Shape::Narrative | Shape::Record | Shape::List) && one.period != Length::Event;
        return Ok(templates.iter().filter(periodic).collect());
    }
    set.parts.iter().map(|id| templates.find(id)).collect()
}

/// Each part for every one of its periods that ends in that of the set; a register once, from its file in `registers`, or else from
/// the tickets that are kept.
fn jobs<'a>(
    office: &Office<'_>,
    templates: &'a Templates,
    set: &Definition,
    period: &Period,
    registers: Option<&Path>,
    listed: &dyn Fn(&Definition) -> Result<Option<Answers>>,
) -> Result<(Vec<Job<'a>>, Left)> {
    let (mut jobs, mut left) = (Vec::new(), Left::default());
    for definition in parts(templates, set)? {
        let title = definition.title.to(office.ctx.lang);
        if definition.shape == Shape::List {
            let job = Job { definition, period: *period, person: String::new(), file: None, told: None };
            match registers.and_then(|dir| register(dir, definition)) {
                Some(file) => jobs.push(Job { file: Some(file), ..job }),
                None => match listed(definition)? {
                    Some(told) => jobs.push(Job { told: Some(told), ..job }),
                    None => left.registers.push(title.to_owned()),
                },
            }
            continue;
        }
        if period.days() > MONTH_DAYS && matches!(definition.period, Length::HalfDay | Length::Day | Length::Week) {
            left.bound.push(title.to_owned());
            continue;
        }
        let people = if definition.person { office.site.people.clone() } else { vec![String::new()] };
        let mut parts = periods(definition.period, period);
        // A set over days of its own: what is usually of the same length is made over these days.
        if parts.is_empty() && definition.period == set.period {
            parts.push(*period);
        }
        for part in parts {
            if part.begins(&office.ctx.zone) > office.ctx.now {
                continue;
            }
            jobs.extend(people.iter().map(|person| Job { definition, period: part, person: person.clone(), file: None, told: None }));
        }
    }
    Ok((jobs, left))
}

/// Where a site keeps a register: by its id or its title.
fn register(dir: &Path, definition: &Definition) -> Option<PathBuf> {
    let names = [definition.id.as_str(), &definition.title.zh, &definition.title.en];
    let files = names.into_iter().flat_map(|name| ["csv", "xlsx"].map(|ending| dir.join(format!("{name}.{ending}"))));
    files.into_iter().find(|file| file.is_file())
}

/// The periods of a length that end within another.
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
    let Job { definition, period, person, file, told } = job;
    let tickets = told.as_deref().map_or(Tickets::Unasked, Tickets::Many);
    let data = make::data(sources, gathered, definition, period, &Given { person, file: file.as_deref(), tickets, ..Given::default() })?;
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
#[expect(clippy::too_many_arguments, reason = "all that a set is")]
fn finish(
    app: &App,
    office: &Office<'_>,
    definition: &Definition,
    period: &Period,
    out: &Path,
    jobs: &[Job<'_>],
    left: &Left,
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
    let data = make::set_data(&office.ctx, &office.site, definition, period, &files, &left.note(lang));
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
