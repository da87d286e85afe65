//! `opsctl calendar import`: all faults told, the days that change shown, and after a yes stored whole, with the old file kept.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde_json::json;

use super::super::table::aligned;
use super::super::ticket::{MovedDue, moved_dues};
use super::super::words::{say, w};
use super::super::{App, Exit};
use super::changes::{Change, Changes, between};
use super::keep::{Slot, name, store};
use super::words::{known, short, weekday};
use crate::calendar::{Calendar, File, Known, Status, local};
use crate::config::{FoundFile, fault_errors, layer_words, read_calendar_file};
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, sha256};
use crate::render::wrap::clean_line;
use crate::store::{AuditEntry, Store};
use crate::text::Msg;
use crate::ui::Consent;

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE", required = true, help = w("日历文件（JSON），如 holiday-cn 的 2027.json", "Calendar files (JSON), e.g. 2027.json of holiday-cn"))]
    files: Vec<PathBuf>,
    #[arg(long, help = w("只显示会变的日子，什么也不写", "Only show what would change; writes nothing"))]
    dry_run: bool,
    #[arg(long, help = w("不再询问", "Do not ask"))]
    yes: bool,
}

pub(super) fn run(app: &App, args: &ImportArgs) -> Result<Exit> {
    let (config, lang) = (app.config()?, app.ui.lang);
    let dir = &config.calendar_dir.value;
    let found = config.calendar_files()?;
    // A folder with a fault can be put right by an import, so it must not stop one; what comes after must be whole.
    let before = config.calendar().or_else(|error| {
        app.ui.error(&error);
        app.ui.warn(&Msg::CalendarAgainstBuiltIn {}.to(lang));
        config.calendar_of(Vec::new())
    })?;
    let Plan { slots, notes, left_out } = plan(read_all(&args.files)?, &found, &before.calendar)?;
    for note in &notes {
        app.ui.out(&(note.to(lang) + "\n"));
    }
    let reserved = if left_out { Exit::WARNING } else { Exit::OK };
    if slots.is_empty() {
        return Ok(reserved);
    }
    let after = config.calendar_of(files_after(dir, &found, &slots)?)?;
    for note in &after.notes {
        app.ui.note(&note.to(lang));
    }
    // Hours hold from their year on, and a region's first file makes its lists of other years missing.
    let now = local(app.ctx()?.now).date().year();
    let years = slots.iter().map(|slot| slot.file.year).chain([now, now + 1]);
    let changes = between(&before.calendar, &after.calendar, years);
    app.ui.out(&told(&slots, &changes, lang));
    match moved_dues(app, &before.calendar, &after.calendar) {
        Ok(moved) => app.ui.out(&told_dues(&moved, lang)),
        // The calendar is needed all the same, and lists reckon due times anew by themselves.
        Err(error) => app.ui.warn(&Msg::CalendarDuesUnknown { why: error.msg.to(lang) }.to(lang)),
    }
    if args.dry_run {
        app.ui.note(&Msg::CalendarDry {}.to(lang));
        return Ok(reserved);
    }
    let (count, folder) = (slots.len().to_string(), dir.display().to_string());
    let agreed = Consent::ask(&app.ui, args.yes, &Msg::CalendarAsk { count, folder: folder.clone() }.to(lang))?;
    // Before anything is written: what cannot be recorded is not done.
    let mut history = Store::open(&config.settings.data_dir.value)?;
    let day = local(app.ctx()?.now).strftime("%Y%m%d").to_string();
    let (done, stopped) = store(dir, &slots, &day, &agreed);
    if done.is_empty() {
        return stopped.map_or(Ok(reserved), Err);
    }
    // Of what lies there now, also where it was stopped half-way.
    let digest = config.calendar().map_or_else(|_| "?".to_owned(), |now| now.calendar.digest().to_owned());
    let recorded = history.audit(&AuditEntry::new(app.ctx()?, "calendar.import", facts(&done, &folder, &digest)));
    app.ui.out(
        &(Msg::CalendarStored { count: done.len().to_string(), folder: folder.clone(), digest: short(&digest).into() }.to(lang) + "\n"),
    );
    let unrecorded = recorded.err().map(|error| Error::new(Kind::Store, Msg::CalendarNotRecorded { folder }).because(error.msg.to(lang)));
    let trouble: Vec<Error> = stopped.into_iter().chain(unrecorded).collect();
    for error in &trouble {
        app.ui.error(error);
    }
    Ok(if trouble.is_empty() { reserved } else { Exit::CRITICAL })
}

/// What the audit chain keeps.
fn facts(done: &[&Slot], folder: &str, digest: &str) -> serde_json::Value {
    let files: Vec<_> = done
        .iter()
        .map(|slot| json!({ "name": slot.name, "given": slot.given, "sha256": slot.file.digest, "replaced": slot.before.as_deref().map(sha256) }))
        .collect();
    json!({ "files": files, "folder": folder, "calendar": digest })
}

/// Every file, or the faults of all of them.
fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, File, Vec<u8>)>> {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        match read_calendar_file(path) {
            Ok(FoundFile { bytes, read: Ok(file), .. }) => files.push((path.display().to_string(), file, bytes)),
            Ok(FoundFile { read: Err(faults), .. }) => errors.extend(fault_errors(path, &faults)),
            Err(error) => errors.push(error),
        }
    }
    for error in &mut errors {
        error.kind = Kind::Input;
    }
    Error::all(errors).map_or(Ok(files), Err)
}

/// What is to be stored.
struct Plan {
    slots: Vec<Slot>,
    /// What is not, and why.
    notes: Vec<Msg>,
    /// A file without a day was left out.
    left_out: bool,
}

fn plan(given: Vec<(String, File, Vec<u8>)>, found: &[FoundFile], in_force: &Calendar) -> Result<Plan> {
    let mut plan = Plan { slots: Vec::new(), notes: Vec::new(), left_out: false };
    let mut errors = Vec::new();
    for (path, file, bytes) in given {
        if file.days.is_empty() && file.hours.is_none() {
            plan.notes.push(Msg::CalendarNothing { file: path, year: file.year.to_string() });
            plan.left_out = true;
            continue;
        }
        if in_force.files().iter().any(|known| known.digest == file.digest) {
            plan.notes.push(Msg::CalendarSame { file: path });
            continue;
        }
        let kept = name(&file, &path);
        let there = found.iter().find(|found| found.name == kept);
        let slot = Slot { given: path, name: kept, file, bytes, before: there.map(|found| found.bytes.clone()) };
        let fault = refused(&slot, there, &plan.slots);
        errors.extend(fault.map(|msg| Error::new(Kind::Input, msg)));
        plan.slots.push(slot);
    }
    Error::all(errors).map_or(Ok(plan), Err)
}

/// Why a file may not go to its place.
fn refused(slot: &Slot, there: Option<&FoundFile>, others: &[Slot]) -> Option<Msg> {
    let (file, kept) = (slot.given.clone(), slot.name.clone());
    if let Some(other) = others.iter().find(|other| other.name == slot.name) {
        return Some(Msg::CalendarTwice { file, other: other.given.clone(), kept });
    }
    let old = there?.read.as_ref().ok()?;
    let same = (old.layer, &old.region, old.year) == (slot.file.layer, &slot.file.region, slot.file.year);
    if !same {
        let region = old.region.as_deref().unwrap_or_default();
        return Some(Msg::CalendarTaken { file, kept, what: format!("{} {region} {}", old.layer.word(), old.year) });
    }
    (old.status == Status::Official && !old.days.is_empty() && slot.file.status == Status::Provisional)
        .then_some(Msg::CalendarOfficialStays { file, kept })
}

/// The files that will lie in the folder; one with a fault that stays is an error.
fn files_after(dir: &std::path::Path, found: &[FoundFile], slots: &[Slot]) -> Result<Vec<File>> {
    let mut files: Vec<File> = slots.iter().map(|slot| File { origin: slot.name.clone(), ..slot.file.clone() }).collect();
    let mut errors = Vec::new();
    for found in found.iter().filter(|found| slots.iter().all(|slot| slot.name != found.name)) {
        match &found.read {
            Ok(file) => files.push(file.clone()),
            Err(faults) => errors.extend(fault_errors(&dir.join(&found.name), faults)),
        }
    }
    Error::all(errors).map_or(Ok(files), Err)
}

/// The files, then the days that change.
fn told(slots: &[Slot], changes: &Changes, lang: Lang) -> String {
    let mut lines: Vec<String> = slots.iter().map(|slot| file_line(slot, lang)).collect();
    let state = |known_: Known| if known_ == Known::No { say(lang, "未知", "unknown") } else { known(known_, lang) };
    lines.extend(changes.years.iter().map(|(year, was, is)| format!("{year}: {} → {}", state(*was), state(*is))));
    if changes.days.is_empty() {
        lines.push(Msg::CalendarNoChange {}.to(lang));
    } else {
        let heads = [say(lang, "日期", "Date"), "", say(lang, "现在", "Now"), say(lang, "导入后", "After"), say(lang, "名称", "Name")]
            .map(str::to_owned);
        let rows = changes.days.iter().map(|change| row(change, lang));
        lines.push(format!("\n{}", aligned(std::iter::once(heads.to_vec()).chain(rows))));
    }
    if changes.renamed > 0 {
        lines.push(Msg::CalendarRenamed { count: changes.renamed.to_string() }.to(lang));
    }
    lines.join("\n") + "\n"
}

/// The most due times shown; of more, how many.
const DUES: usize = 20;

fn told_dues(moved: &[MovedDue], lang: Lang) -> String {
    if moved.is_empty() {
        return String::new();
    }
    let time = |at: Option<Timestamp>| {
        at.map_or_else(|| say(lang, "算不出", "unknown").to_owned(), |at| local(at).strftime("%Y-%m-%d %H:%M").to_string())
    };
    let heads = [say(lang, "单号", "No"), say(lang, "现在", "Now"), say(lang, "导入后", "After")].map(str::to_owned);
    let rows = moved.iter().take(DUES).map(|one| vec![clean_line(&one.no), time(one.before), time(one.after)]);
    let table = aligned(std::iter::once(heads.to_vec()).chain(rows));
    let head = Msg::CalendarMovesDues { count: moved.len().to_string() }.to(lang);
    let more = moved.len().saturating_sub(DUES);
    let rest = if more > 0 { Msg::CalendarMoreDues { count: more.to_string() }.to(lang) + "\n" } else { String::new() };
    format!("\n{head}\n{table}{rest}")
}

fn file_line(slot: &Slot, lang: Lang) -> String {
    let file = &slot.file;
    let off = file.days.values().filter(|day| day.is_off).count();
    let worked = file.days.len() - off;
    let days = match lang {
        Lang::Zh => format!("放假 {off} 天，上班 {worked} 天"),
        Lang::En => format!("{off} days off, {worked} worked"),
    };
    let hours = if file.hours.is_some() { say(lang, "，工作时间", ", working hours") } else { "" };
    let status = known(Known::from(file.status), lang);
    let layer = layer_words(file.layer);
    let what = [layer.to(lang), file.region.as_deref().unwrap_or_default(), &file.year.to_string(), status, &format!("{days}{hours}")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let (given, kept) = (clean_line(&slot.given), slot.name.clone());
    match slot.before {
        None => Msg::CalendarAdds { file: given, kept, what },
        Some(_) => Msg::CalendarReplaces { file: given, kept, what },
    }
    .to(lang)
}

fn row(change: &Change, lang: Lang) -> Vec<String> {
    let Change { first, last, before, after, name } = change;
    let (range, day) = if first == last { (first.to_string(), weekday(*first, lang)) } else { (format!("{first}..{last}"), String::new()) };
    let both = before.working && after.working;
    let cell = |holds: &super::changes::Holds| match (holds.working, both) {
        (false, _) => say(lang, "休", "off").to_owned(),
        (true, false) => say(lang, "班", "work").to_owned(),
        (true, true) => format!("{} {}", say(lang, "班", "work"), holds.hours),
    };
    vec![range, day, cell(before), cell(after), clean_line(name)]
}
