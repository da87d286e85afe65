//! Hot questions: what comes again, from many, and what of it has no entry yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value as Json, json};

use super::book;
use super::shelf::Shelf;
use crate::cli::table::aligned;
use crate::cli::ticket::ticket_of;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{self, Cluster, Entry, Hot, Item, State};
use crate::mask::{self, Rules};
use crate::model::ticket::{Field, Ticket};
use crate::report::definition::Output;
use crate::store::{EntryFilter, TicketFilter};
use crate::text::Msg;

/// Older tickets are not looked at: whether something is new is told within a year.
const LOOKED_AT: i64 = 366;
/// Questions that a screen shows.
const SCREEN: usize = 30;

#[derive(Debug, Args)]
pub(in crate::cli) struct HotArgs {
    #[arg(long, value_name = "N", default_value_t = 30, help = w("近多少天重复发生的，如 30 90；最多 366", "What came again within so many days, e.g. 30 or 90; 366 at most"), value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .docx .xlsx 文件，可写多个；人名、电话等已遮蔽", "Save as .docx or .xlsx; may be repeated; names, telephones and the like are masked"))]
    output: Vec<PathBuf>,
}

/// What a ticket says beside what clusters are made of.
struct Told {
    solved: Option<Timestamp>,
    solution: String,
}

pub(super) fn run(app: &App, args: &HotArgs) -> Result<Exit> {
    let outputs: Vec<(&Path, Output)> = args.output.iter().map(|path| Ok((path.as_path(), output(path)?))).collect::<Result<_>>()?;
    let rules = masking::rules(app)?;
    let shelf = Shelf::open_read(app)?;
    let (items, told) = tickets(&shelf)?;
    let clusters = knowledge::cluster(&items);
    let shown = vec![State::Published, State::Due];
    let entries = shelf.store.entries(&EntryFilter { states: shown, ..EntryFilter::default() })?;
    let hot = knowledge::hot(&clusters, &knowledge::covered(&entries), shelf.ctx.now, args.days);
    let view = View { shelf: &shelf, rules: &rules, told: &told, entries: &entries };
    app.ui.out(&view.screen(&hot));
    if hot.len() > SCREEN {
        app.ui.note(&Msg::KbHotMore { shown: SCREEN.to_string(), total: hot.len().to_string() }.to(shelf.lang));
    }
    let rows: Vec<Map<String, Json>> =
        if outputs.is_empty() { Vec::new() } else { (1..).zip(&hot).map(|(n, hot)| view.row(n, hot)).collect() };
    for (path, output) in outputs {
        book::save(&shelf, "hot-questions", output, path, &rows)?;
        app.ui.note(&path.display().to_string());
    }
    Ok(Exit::OK)
}

fn output(path: &Path) -> Result<Output> {
    let ending = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).unwrap_or_default();
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.docx .xlsx)", path.display()) });
    Output::parse(&ending).filter(|output| matches!(output, Output::Docx | Output::Xlsx)).ok_or_else(wrong)
}

/// The tickets of the last year, as clusters are made of them.
fn tickets(shelf: &Shelf<'_>) -> Result<(Vec<Item>, BTreeMap<String, Told>)> {
    let now = shelf.ctx.now;
    let from = now.checked_sub(SignedDuration::from_hours(24 * LOOKED_AT)).unwrap_or(Timestamp::MIN);
    // What was opened right now is of this time as well.
    let to = now.checked_add(SignedDuration::from_nanos(1)).unwrap_or(now);
    let (mut items, mut told) = (Vec::new(), BTreeMap::new());
    shelf.store.each_ticket(&TicketFilter { opened: Some((from, to)), ..TicketFilter::default() }, |events| {
        let no = events.first().map(|event| event.ticket.clone()).unwrap_or_default();
        let ticket = ticket_of(shelf.settings.side(), &no, events)?;
        told.insert(no, Told { solved: ticket.solved(), solution: solution(&ticket) });
        items.push(item(&ticket));
        Ok(())
    })?;
    Ok((items, told))
}

fn item(ticket: &Ticket) -> Item {
    let text = |field: Field| ticket.get(field).to_owned();
    let all = [Field::Title, Field::Symptom, Field::Cause].map(|field| ticket.get(field)).join("\n");
    Item {
        no: ticket.no.clone(),
        title: text(Field::Title),
        symptom: text(Field::Symptom),
        module: text(Field::Module),
        codes: knowledge::codes(&all),
        submitter: text(Field::Reporter),
        at: ticket.opened,
    }
}

fn solution(ticket: &Ticket) -> String {
    [Field::Solution, Field::Result].iter().map(|field| ticket.get(*field)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

struct View<'a> {
    shelf: &'a Shelf<'a>,
    rules: &'a Rules,
    told: &'a BTreeMap<String, Told>,
    /// Published ones.
    entries: &'a [Entry],
}

impl View<'_> {
    /// Tickets write what they like; what is shown of them is masked.
    fn masked(&self, text: &str) -> String {
        mask::mask(text, self.rules).text
    }

    fn entry(&self, cluster: &Cluster<'_>) -> Option<&Entry> {
        let of = |entry: &&Entry| cluster.members.iter().any(|item| entry.sources.contains(&item.no));
        self.entries.iter().find(of)
    }

    fn screen(&self, hot: &[Hot<'_>]) -> String {
        let lang = self.shelf.lang;
        if hot.is_empty() {
            return Msg::KbHotNone {}.to(lang) + "\n";
        }
        let heads = [
            ("件数", "Tickets"),
            ("人数", "People"),
            ("新", "New"),
            ("知识", "Entry"),
            ("模块", "Module"),
            ("错误代码", "Codes"),
            ("问题", "Question"),
            ("最近的单", "Last"),
        ];
        let lines = hot.iter().take(SCREEN).map(|hot| {
            let entry = self.entry(hot.cluster).map(|entry| entry.id.clone());
            vec![
                hot.count.to_string(),
                hot.submitters.to_string(),
                if hot.new { say(lang, "是", "yes").to_owned() } else { String::new() },
                entry.unwrap_or_else(|| format!("! {}", say(lang, "重复发生未建知识", "none yet"))),
                crate::render::wrap::clean_line(&hot.cluster.head.module),
                hot.cluster.codes.join(" "),
                crate::render::wrap::clean_line(&self.masked(&hot.cluster.head.title)),
                hot.cluster.members.last().map(|item| item.no.clone()).unwrap_or_default(),
            ]
        });
        let head = heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect();
        aligned(std::iter::once(head).chain(lines))
    }

    /// What a question answers to the columns of the template, whose choices are Chinese.
    fn row(&self, rank: usize, hot: &Hot<'_>) -> Map<String, Json> {
        let (cluster, now) = (hot.cluster, self.shelf.ctx.now);
        let within = |days: i64| {
            let from = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN);
            cluster.members.iter().filter(move |item| item.at > from && item.at <= now)
        };
        let yes = |is: bool| if is { "是" } else { "否" };
        let time = |item: Option<&&Item>| {
            item.map(|item| item.at.to_zoned(self.shelf.ctx.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default()
        };
        let entry = self.entry(cluster);
        let answers: [(&str, Json); 14] = [
            ("hot.rank", json!(rank)),
            ("hot.title", json!(self.masked(&cluster.head.title))),
            ("hot.module", json!(self.masked(&cluster.head.module))),
            ("hot.codes", json!(cluster.codes.join("、"))),
            ("hot.count30", json!(within(30).count())),
            ("hot.count90", json!(within(90).count())),
            ("hot.submitters", json!(within(30).map(|item| item.submitter.as_str()).collect::<BTreeSet<_>>().len())),
            ("hot.first", json!(time(cluster.members.first()))),
            ("hot.last", json!(time(cluster.members.last()))),
            ("hot.new", json!(yes(within(30).count() == cluster.members.len()))),
            ("hot.entry", json!(entry.map(|entry| entry.id.clone()).unwrap_or_default())),
            ("hot.without_entry", json!(yes(hot.without_entry))),
            ("hot.answer", json!(self.masked(&self.answer(cluster, entry)))),
            ("hot.tickets", json!(cluster.members.iter().map(|item| item.no.as_str()).collect::<Vec<_>>().join("、"))),
        ];
        answers.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    /// The steps of the entry; without one how the ticket was solved that was solved last.
    fn answer(&self, cluster: &Cluster<'_>, entry: Option<&Entry>) -> String {
        let last = || {
            let told = cluster.members.iter().filter_map(|item| self.told.get(&item.no)).filter(|told| told.solved.is_some());
            told.filter(|told| !told.solution.is_empty()).max_by_key(|told| told.solved).map(|told| told.solution.clone())
        };
        entry.map(|entry| entry.steps.clone()).or_else(last).unwrap_or_default()
    }
}
