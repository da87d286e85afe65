//! Lists of entries: by what they are, by words, by what is due.

use clap::Args;
use serde_json::json;

use super::shelf::{Shelf, leaks};
use super::words;
use crate::cli::table::aligned;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{self, Due, Entry, State};
use crate::model::Lang;
use crate::model::ticket::{Field, TicketKind};
use crate::render::wrap::clean_line;
use crate::store::EntryFilter;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, short = 'S', value_name = "STATE", value_delimiter = ',', help = w("状态：草稿 已审 已发布 待复核 作废", "States: draft reviewed published due void"))]
    state: Vec<String>,
    #[arg(long, value_name = "WORD", value_delimiter = ',', help = w("面向：纳税人 税务人员 运维人员", "For whom: taxpayer officer operator"))]
    user_type: Vec<String>,
    #[arg(long, value_name = "KIND", value_delimiter = ',', help = w("问题类别", "Kinds"))]
    kind: Vec<String>,
    #[arg(long, help = w("只列到期待复核的", "Only those that are due for review"))]
    due: bool,
    #[command(flatten)]
    program: ProgramArgs,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    #[arg(value_name = "WORDS", required = true, help = w("词，如 申报 ORA-01555 YW-2026-00001；带引号的整句", "Words, e.g. ORA-01555 YW-2026-00001; quoted ones are a phrase"))]
    words: Vec<String>,
    #[command(flatten)]
    format: FormatArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    program: ProgramArgs,
}

#[derive(Debug, Args)]
struct ProgramArgs {
    #[arg(long = "program", value_name = "VERSION", default_value = "", help = w("软件现在的版本：适用版本低于它的也要复核", "Version of the program now: entries that hold up to an older one are due as well"))]
    version: String,
}

#[derive(Debug, Args)]
struct FormatArgs {
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json", "Format on the screen: table json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ListArgs) -> Result<Exit> {
    let states: Vec<State> = args.state.iter().map(|word| words::parse_state(word)).collect::<Result<_>>()?;
    let user_types = args.user_type.iter().map(|word| words::parse_reader("--user-type", word)).collect::<Result<_>>()?;
    let kinds = args.kind.iter().map(|word| kind(word)).collect::<Result<_>>()?;
    let shelf = Shelf::open_read(app)?;
    // What is due is reckoned, so the store is not asked for it.
    let mut entries = shelf.store.entries(&EntryFilter { kinds, user_types, ..EntryFilter::default() })?;
    let program = &args.program.version;
    entries.retain(|entry| {
        let state = shelf.shown_state(entry, program);
        (states.is_empty() || states.contains(&state)) && (!args.due || state == State::Due)
    });
    give(&shelf, &entries, program, &args.format)
}

pub(super) fn search(app: &App, args: &SearchArgs) -> Result<Exit> {
    let words = knowledge::fts(&knowledge::query(&args.words.join(" ")));
    if words.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::TicketNoWords {}));
    }
    let shelf = Shelf::open_read(app)?;
    // What was withdrawn is wrong or of no use: nobody is to find it for an answer.
    let states = State::ALL.into_iter().filter(|state| *state != State::Void).collect();
    let entries = shelf.store.entries(&EntryFilter { words: Some(words), states, ..EntryFilter::default() })?;
    give(&shelf, &entries, "", &args.format)
}

pub(super) fn check(app: &App, args: &CheckArgs) -> Result<Exit> {
    let rules = masking::rules(app)?;
    let shelf = Shelf::open_read(app)?;
    let (lang, program) = (shelf.lang, &args.program.version);
    let published = shelf.store.entries(&EntryFilter { states: vec![State::Published, State::Due], ..EntryFilter::default() })?;
    let due: Vec<Entry> = published.iter().filter(|entry| shelf.shown_state(entry, program) == State::Due).cloned().collect();
    if !due.is_empty() {
        app.ui.out(&screen(&shelf, &due, program));
        app.ui.warn(&Msg::KbDue { count: due.len().to_string() }.to(lang));
    }
    // Rules may have been added since.
    let told: Vec<Msg> =
        published.iter().filter_map(|entry| Some(Msg::KbLeaks { id: entry.id.clone(), hits: leaks(entry, &rules, lang)? })).collect();
    for msg in &told {
        app.ui.warn(&msg.to(lang));
    }
    if due.is_empty() && told.is_empty() {
        app.ui.note(&Msg::KbAllWell { count: published.len().to_string() }.to(lang));
        return Ok(Exit::OK);
    }
    Ok(Exit::WARNING)
}

fn kind(word: &str) -> Result<String> {
    let known = || TicketKind::ALL.iter().flat_map(|kind| [kind.as_str(), kind.to(Lang::Zh)]);
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--kind {word}") }).near(word, known());
    TicketKind::parse(word).map(|kind| kind.as_str().to_owned()).ok_or_else(wrong)
}

fn give(shelf: &Shelf<'_>, entries: &[Entry], program: &str, format: &FormatArgs) -> Result<Exit> {
    match format.format.as_str() {
        "table" => shelf.app.ui.out(&screen(shelf, entries, program)),
        "json" => {
            let rows: Vec<_> = entries.iter().map(|entry| json!({ "entry": entry, "shown": shelf.shown_state(entry, program) })).collect();
            let json = serde_json::to_string_pretty(&rows)
                .map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: "json".into() }).because(e))?;
            shelf.app.ui.out(&(json + "\n"));
        }
        word => {
            return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} (table json)") }).near(word, ["table", "json"]));
        }
    }
    Ok(Exit::OK)
}

fn screen(shelf: &Shelf<'_>, entries: &[Entry], program: &str) -> String {
    let lang = shelf.lang;
    if entries.is_empty() {
        return Msg::KbNone {}.to(lang) + "\n";
    }
    let heads = [
        ("编号", "Id"),
        ("状态", "State"),
        ("版本", "Version"),
        ("面向", "For"),
        ("分类", "Category"),
        ("类别", "Kind"),
        ("更新", "Updated"),
        ("编写人", "Author"),
        ("标题", "Title"),
    ];
    let lines = entries.iter().map(|entry| {
        vec![
            entry.id.clone(),
            state(shelf, entry, program),
            entry.version.to_string(),
            entry.user_type.to(lang).to_owned(),
            clean_line(&entry.category),
            Field::Kind.shown(&entry.kind, lang),
            shelf.day(entry.updated),
            clean_line(&entry.author),
            clean_line(&entry.title),
        ]
    });
    let head = heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect();
    aligned(std::iter::once(head).chain(lines))
}

/// The state; what is not published is marked by a sign, and why an entry is due is said.
pub(super) fn state(shelf: &Shelf<'_>, entry: &Entry, program: &str) -> String {
    let lang = shelf.lang;
    let word = words::state(shelf.shown_state(entry, program)).to(lang).to_owned();
    match (shelf.due(entry, program), entry.state) {
        (Some(Due::Age), _) => format!("! {word}{}", say(lang, "（久未复核）", " (age)")),
        (Some(Due::Version), _) => format!("! {word}{}", say(lang, "（版本已过）", " (version)")),
        (None, State::Due) => format!("! {word}"),
        (None, State::Draft | State::Reviewed | State::Void) => format!("* {word}"),
        (None, State::Published) => word,
    }
}
