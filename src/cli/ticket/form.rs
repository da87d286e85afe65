//! `opsctl ticket form`: the contract's forms of a ticket, and its lists of the tickets of a month.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value as Json};

use super::office::{Office, broken_error, unknown};
use super::stats::WhenArgs;
use super::{dues, kept};
use crate::cli::report::{Prepared, templates};
use crate::cli::table::aligned;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::ticket::{Event, Ticket};
use crate::model::{Lang, Run};
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Templates};
use crate::report::form::About;
use crate::report::make::{self, Given, Tickets};
use crate::report::period::{Length, Period};
use crate::store::Store;
use crate::text::Msg;
use crate::ticket::fold;
use crate::ticket::forms::lists::{self, List};
use crate::ticket::forms::{Reader, Source, answers};
use crate::ticket::sla::Clocks;

#[derive(Debug, Args)]
pub(in crate::cli) struct FormArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: Option<String>,
    #[arg(value_name = "NAME", help = w("单据，如 fault 或 故障报告，见 --list", "The form, by its name or its title, see --list"))]
    name: Option<String>,
    #[arg(long, help = w("列出单据和清单", "List the forms and lists"))]
    list: bool,
    #[arg(long, value_name = "NAME", conflicts_with_all = ["no", "list"], help = w("一个期间的清单，如 bug-list 或 程序bug管理清单", "A list of the tickets of a period, e.g. bug-list"))]
    list_of: Option<String>,
    #[command(flatten)]
    when: WhenArgs,
    // Not `data`: that is the name of the folder of the history among the global options, which would get the value too.
    #[arg(long = "data", value_name = "FILE", conflicts_with = "list_of", help = w("人填写的内容，TOML；优先于问题单里的", "What people fill in, as TOML; before what the ticket says"))]
    filled: Option<PathBuf>,
    #[arg(long, short, value_name = "PATH", help = w("输出文件，或目录（默认当前目录）", "Output file, or a folder (the current one unless given)"))]
    output: Vec<PathBuf>,
}

pub(super) fn run(app: &App, args: &FormArgs) -> Result<Exit> {
    let templates = templates(app)?;
    match (&args.no, &args.name, &args.list_of) {
        _ if args.list => {
            app.ui.out(&list(&templates, app.ui.lang));
            Ok(Exit::OK)
        }
        (_, _, Some(name)) => list_of(app, find(&templates, name)?, args),
        (Some(no), Some(name), None) => form(app, no, find(&templates, name)?, args),
        _ => Err(Error::new(Kind::Usage, Msg::Usage { text: "ticket form NO NAME".into() }).hint(Msg::HintTicketForms {})),
    }
}

/// Forms and lists that a ticket fills in part; a site's own as well as ours.
fn fitting(templates: &Templates) -> impl Iterator<Item = &Definition> {
    let asks = |one: &Definition| one.fields.iter().any(|field| field.from.split_whitespace().any(|word| word.starts_with("ticket.")));
    templates.iter().filter(move |one| match one.shape {
        Shape::Form => asks(one),
        Shape::List => List::of(&one.id).is_some(),
        _ => false,
    })
}

/// One by its name or its title.
fn find<'t>(templates: &'t Templates, name: &str) -> Result<&'t Definition> {
    let name = name.trim().trim_start_matches('《').trim_end_matches('》');
    let is_named = |one: &&Definition| one.id == name || one.title.zh == name || one.title.en.eq_ignore_ascii_case(name);
    fitting(templates).find(is_named).ok_or_else(|| {
        let known = || fitting(templates).flat_map(|one| [one.id.as_str(), one.title.zh.as_ref()]);
        Error::new(Kind::Usage, Msg::TicketNoForm { name: name.into() }).near(name, known()).hint(Msg::HintTicketForms {})
    })
}

fn list(templates: &Templates, lang: Lang) -> String {
    let head = [say(lang, "名称", "Name"), say(lang, "标题", "Title"), say(lang, "一份", "One for"), say(lang, "合同条款", "Contract")];
    let rows = fitting(templates).map(|one| {
        let each = if one.shape == Shape::List { say(lang, "每月", "each month") } else { say(lang, "每张单", "each ticket") };
        vec![one.id.clone(), one.title.to(lang).to_owned(), each.to_owned(), one.contract.clone()]
    });
    aligned(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows))
}

fn form(app: &App, no: &str, definition: &Definition, args: &FormArgs) -> Result<Exit> {
    if definition.shape == Shape::List {
        let name = definition.id.clone();
        return Err(Error::new(Kind::Usage, Msg::TicketFormIsList { name: name.clone() }).hint(Msg::HintTicketListOf { name }));
    }
    let office = Office::open_read(app)?;
    let events = office.store.ticket_events(no)?;
    if events.is_empty() {
        return Err(unknown(no));
    }
    let ticket = fold(office.side(), &events).map_err(|broken| broken_error(no, &broken))?;
    let profile = dues::profile(app)?;
    let clocks = Clocks::new(&profile, app.calendar()?, office.ctx.now);
    let reader = Reader { zone: office.ctx.zone.clone(), lang: make::language(definition, office.lang) };
    let told = told(&ticket, &events, &clocks, &reader);
    let run = finding(&office, &ticket)?;
    let about = run.as_ref().and_then(|(run, name)| About::find(run, name));
    if let Some(finding) = ticket.finding().filter(|_| about.is_none()) {
        app.ui.note(&Msg::TicketRunGone { run: finding.run.clone() }.to(app.ui.lang));
    }
    let given = Given { file: args.filled.as_deref(), about: about.as_ref(), tickets: Tickets::One(&told), ..Given::default() };
    let today = Period::last_full(Length::Event, office.ctx.now.to_zoned(office.ctx.zone.clone()).datetime());
    let prepared = Prepared::of(app, definition, today, &given)?;
    for note in &prepared.data.notes {
        let note = match note {
            Msg::FieldsOpen { names } => Msg::TicketOpen { names: names.clone() },
            other => other.clone(),
        };
        app.ui.note(&note.to(app.ui.lang));
    }
    prepared.save(&args.output, no)?;
    Ok(Exit::OK)
}

/// The run of the finding that a ticket was opened for, where the history still has it, and the finding's name in it.
fn finding(office: &Office<'_>, ticket: &Ticket) -> Result<Option<(Run, String)>> {
    let Some(finding) = ticket.finding() else { return Ok(None) };
    let subject = if finding.subject.is_empty() { String::new() } else { format!(":{}", finding.subject) };
    match office.store.load(&finding.run) {
        Ok(run) => Ok(Some((run, format!("{}:{}{subject}", finding.target, finding.check)))),
        // Retention takes old runs away.
        Err(error) if error.kind != Kind::Store => Ok(None),
        Err(error) => Err(error),
    }
}

fn list_of(app: &App, definition: &Definition, args: &FormArgs) -> Result<Exit> {
    let name = definition.id.clone();
    let Some(list) = List::of(&definition.id) else {
        return Err(Error::new(Kind::Usage, Msg::TicketFormIsForm { name: name.clone() }).hint(Msg::HintTicketForm { name }));
    };
    let office = Office::open_read(app)?;
    let period = args.when.period(app)?;
    let told = listed(app, &office.store, definition, list, &period)?;
    let given = Given { tickets: Tickets::Many(&told), ..Given::default() };
    let prepared = Prepared::of(app, definition, period, &given)?;
    app.ui.note(&Msg::TicketsListed { count: told.len().to_string(), period: period.label(app.ui.lang) }.to(app.ui.lang));
    let open: Vec<&str> = definition.fields.iter().filter(|field| field.from.is_empty()).map(|field| field.name.as_str()).collect();
    if !open.is_empty() && !told.is_empty() {
        app.ui.note(&Msg::TicketOpen { names: open.join("、") }.to(app.ui.lang));
    }
    prepared.save(&args.output, "")?;
    Ok(Exit::OK)
}

/// What the tickets of a period answer to a list, oldest first.
pub(in crate::cli) fn listed(
    app: &App,
    store: &Store,
    definition: &Definition,
    list: List,
    period: &Period,
) -> Result<Vec<Map<String, Json>>> {
    let ctx = app.ctx()?;
    let (from, to) = (period.begins(&ctx.zone), period.ends(&ctx.zone));
    let profile = dues::profile(app)?;
    let clocks = Clocks::new(&profile, app.calendar()?, ctx.now);
    let reader = Reader { zone: ctx.zone.clone(), lang: make::language(definition, app.ui.lang) };
    let mut all = Vec::new();
    kept::each(store, app.config()?.settings.ticket.side(), |ticket, events| {
        if !lists::of([&ticket], list, from, to).is_empty() {
            all.push(((ticket.opened, ticket.no.clone()), told(&ticket, &events, &clocks, &reader)));
        }
    })?;
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(all.into_iter().map(|(_, told)| told).collect())
}

/// What a ticket answers to a form or a list.
fn told(ticket: &Ticket, events: &[Event], clocks: &Clocks<'_>, reader: &Reader) -> Map<String, Json> {
    answers(&Source { ticket, events: Some(events), due: dues::due(clocks, ticket) }, reader)
}
