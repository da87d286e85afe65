//! What was found, on the screen and in files.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Value as Json, json};

use super::SlaArgs;
use super::found::{Found, Owed, Urgency, urgency};
use super::tell::shown;
use super::{explain, words};
use crate::calendar::instant;
use crate::cli::calendar::{known_word, mark};
use crate::cli::give::sheet_format;
use crate::cli::table::aligned;
use crate::cli::ticket::office::Office;
use crate::cli::ticket::sheets;
use crate::cli::words::say;
use crate::error::{Error, Kind, Result};
use crate::model::ticket::Field;
use crate::render::Format;
use crate::text::Msg;
use crate::ticket::sla::{Clocks, Tell};
use crate::ui;

/// Lines that a screen shows unless more are asked for.
const SCREEN: usize = 200;
/// Numbers that a sentence lists.
const MOST_NUMBERS: usize = 20;

/// What is to be given, understood before anything is asked or written.
pub(super) struct Plan<'a> {
    format: Format,
    outputs: Vec<(&'a Path, Format)>,
    limit: usize,
}

/// All that is shown.
pub(super) struct Page<'a> {
    pub office: &'a Office<'a>,
    pub found: &'a Found<'a>,
    pub clocks: &'a Clocks<'a>,
    pub now: Timestamp,
    /// The reminders are in the tickets.
    pub recorded: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn of(args: &'a SlaArgs) -> Result<Self> {
        let known = ["table", "json", "csv"];
        let wrong =
            || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table json csv)", args.format) }).near(&args.format, known);
        let format = Format::parse(&args.format).filter(|f| matches!(f, Format::Table | Format::Csv | Format::Json)).ok_or_else(wrong)?;
        let outputs = args.output.iter().map(|path| Ok((path.as_path(), sheet_format(path)?))).collect::<Result<_>>()?;
        Ok(Self { format, outputs, limit: args.limit.unwrap_or(SCREEN) })
    }

    pub(super) fn give(&self, page: &Page<'_>) -> Result<()> {
        let ui = &page.office.app.ui;
        match self.format {
            // Cron mails what is printed: only what has to be sent, and nothing where there is nothing.
            Format::Table if page.recorded => ui.out(&page.texts("", usize::MAX)),
            Format::Table => ui.out(&page.screen(self.limit)),
            Format::Json => {
                let json = serde_json::to_string_pretty(&page.json())
                    .map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: "json".into() }).because(e))?;
                ui.out(&(json + "\n"));
            }
            format => ui.out_bytes(&sheets::limits(page.office, format, &page.rows())?.bytes),
        }
        for (path, format) in &self.outputs {
            let made = sheets::limits(page.office, *format, &page.rows())?;
            ui::save(path, &made.bytes)?;
            made.tally.notes().iter().for_each(|note| ui.note(&note.to(page.office.lang)));
        }
        Ok(())
    }
}

impl Page<'_> {
    fn tally(&self) -> String {
        let Found { tickets, late, at_risk, .. } = self.found;
        Msg::SlaTally { tickets: tickets.to_string(), late: late.to_string(), risk: at_risk.to_string() }.to(self.office.lang)
    }

    fn screen(&self, limit: usize) -> String {
        let (lang, found) = (self.office.lang, self.found);
        let mut out = String::new();
        let mut line = |text: &str| {
            out.push_str(text);
            out.push('\n');
        };
        if found.owed.is_empty() {
            line(&Msg::SlaNone {}.to(lang));
        } else {
            line(self.table(limit).trim_end_matches('\n'));
        }
        if found.owed.len() > limit {
            line(&Msg::SlaMore { shown: limit.to_string(), total: found.owed.len().to_string() }.to(lang));
        }
        let explained: String = found.owed.iter().take(limit).map(|owed| explain::lines(self.office, owed)).collect();
        if !explained.is_empty() {
            line(&format!("\n{}", explained.trim_end_matches('\n')));
        }
        if !found.reminders.is_empty() {
            line(&format!("\n{}", Msg::SlaToSend {}.to(lang)));
            line(self.texts("  ", limit).trim_end_matches('\n'));
            if found.reminders.len() > limit {
                line(&Msg::SlaMore { shown: limit.to_string(), total: found.reminders.len().to_string() }.to(lang));
            }
            line(&Msg::SlaNotRecorded {}.to(lang));
        }
        line("");
        line(&self.tally());
        self.cautions().iter().for_each(|msg| line(&msg.to(lang)));
        let is_explained = found.owed.iter().any(|owed| owed.explained.is_some());
        let notes = words::notes(self.clocks, found.since.is_some(), lang);
        // The whole of it is asked for by --explain; what was not looked at and by what the rest was judged is always said.
        let short = if found.since.is_some() { 2 } else { 1 };
        let skip = if is_explained { 0 } else { notes.len().saturating_sub(short) };
        notes.iter().skip(skip).for_each(|msg| line(&msg.to(lang)));
        out
    }

    /// What is to be sent, a line each.
    fn texts(&self, indent: &str, limit: usize) -> String {
        self.found.reminders.iter().take(limit).map(|one| format!("{indent}{}  {}\n", one.to, one.text)).collect()
    }

    /// What could not be judged, or only in part.
    fn cautions(&self) -> Vec<Msg> {
        let unsorted = self.found.unsorted.iter().map(|(field, numbers)| {
            let mut list = numbers.iter().take(MOST_NUMBERS).map(String::as_str).collect::<Vec<_>>().join(" ");
            if numbers.len() > MOST_NUMBERS {
                list.push_str(" …");
            }
            Msg::SlaUnsorted { count: numbers.len().to_string(), field: field.to(self.office.lang).into(), list }
        });
        let mut all: Vec<Msg> = unsorted.collect();
        if self.found.owed.iter().any(|owed| owed.clock.is_uncertain()) {
            all.push(Msg::SlaGuessed {});
        }
        if !self.found.broken.is_empty() {
            all.push(Msg::SlaBroken { count: self.found.broken.len().to_string() });
        }
        all
    }

    fn table(&self, limit: usize) -> String {
        let lang = self.office.lang;
        let heads = [
            ("", ""),
            ("单号", "No"),
            ("级别", "Level"),
            ("时限", "Limit"),
            ("到期", "Due"),
            ("情况", "State"),
            ("处理人", "Assignee"),
            ("标题", "Title"),
        ];
        let rows = self.found.owed.iter().take(limit).map(|owed| {
            // By a sign, not by colour alone.
            let sign = match urgency(&owed.clock) {
                Urgency::Late => "!",
                Urgency::AtRisk => "*",
                Urgency::Fine => "",
            };
            let due = owed.clock.due.map(|due| format!("{}{}", shown(self.office, due.at), mark(due.known))).unwrap_or_default();
            vec![
                sign.to_owned(),
                owed.ticket.no.clone(),
                owed.ticket.level.map(|level| level.to_string()).unwrap_or_default(),
                words::clause(&owed.clock, lang),
                due,
                words::state(&owed.clock, self.now, lang),
                owed.ticket.owner.clone(),
                owed.ticket.title.clone(),
            ]
        });
        aligned(std::iter::once(heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect()).chain(rows))
    }

    /// The data of the sheet.
    fn rows(&self) -> Json {
        let (office, lang) = (self.office, self.office.lang);
        let time = |at: Option<DateTime>| at.map(|at| shown(office, at).replace(' ', "T") + ":00");
        let row = |owed: &Owed<'_>| {
            let (ticket, clock) = (&owed.ticket, &owed.clock);
            json!({
                "no": ticket.no, "level": ticket.level.map(|level| level.to_string()).unwrap_or_default(),
                "kind": Field::Kind.shown(&ticket.kind, lang), "clause": words::clause(clock, lang), "source": clock.clause.source,
                "limit": words::limit(clock.limit, lang), "start": time(clock.start), "due": time(clock.due.map(|due| due.at)),
                "known": words::known(clock.due.map(|due| due.known), lang), "percent": clock.percent(),
                "state": words::state(clock, self.now, lang), "owner": ticket.owner, "title": ticket.title,
            })
        };
        let cautions = self.cautions();
        let notes = words::notes(self.clocks, self.found.since.is_some(), lang);
        json!({
            "now": office.ctx.local(self.now), "tally": self.tally(),
            "rows": self.found.owed.iter().map(row).collect::<Vec<_>>(),
            "remind": self.found.reminders.iter().map(|one| json!({ "no": one.no, "to": one.to, "text": one.text })).collect::<Vec<_>>(),
            "notes": cautions.iter().chain(&notes).map(|msg| json!({ "text": msg.to(lang) })).collect::<Vec<_>>(),
        })
    }

    /// For programs: keys instead of words, times in UTC.
    fn json(&self) -> Json {
        let found = self.found;
        let (lang, scrub) = (self.office.lang, &self.office.app.ui.scrub);
        let mention = self.clocks.mention();
        let clock = |owed: &Owed<'_>| {
            let (ticket, clock) = (&owed.ticket, &owed.clock);
            let late = if let crate::ticket::sla::State::Late { by } = clock.state { Some(by.as_secs()) } else { None };
            json!({
                "no": ticket.no, "title": ticket.title, "level": ticket.level, "kind": ticket.kind, "owner": ticket.owner,
                "clause": clock.clause.id, "group": clock.clause.group.as_str(), "source": clock.clause.source,
                "package": clock.package.map(|(kind, round)| json!({ "kind": kind.as_str(), "round": round })),
                "start": clock.start.and_then(instant), "due": clock.due.and_then(|due| instant(due.at)),
                "known": clock.due.map(|due| known_word(due.known)), "percent": clock.percent(), "state": words::state_key(clock.state),
                "late_s": late, "at_risk": clock.is_at_risk(),
            })
        };
        let reminders = found.reminders.iter().map(|one| {
            let what = match one.step.what {
                Tell::Warn { .. } => "warn",
                Tell::Remind { .. } => "remind",
                Tell::Reassign { .. } => "reassign",
            };
            json!({ "no": one.no, "clause": one.step.key, "what": what, "step": one.step.number, "to": one.to, "text": one.text })
        });
        json!({
            "now": self.now, "calendar": mention.calendar, "clauses": mention.profile,
            "off": mention.off.iter().map(|clause| &clause.id).collect::<Vec<_>>(), "solved_since": found.since,
            "tickets": found.tickets, "late": found.late, "at_risk": found.at_risk,
            "clocks": found.owed.iter().map(clock).collect::<Vec<_>>(),
            "recorded": self.recorded, "remind": reminders.collect::<Vec<_>>(),
            "unsorted": found.unsorted.iter().map(|(field, numbers)| (field.as_str(), numbers)).collect::<std::collections::BTreeMap<_, _>>(),
            "not_judged": found.broken.iter().map(|error| error.lines(lang, scrub).join(" ")).collect::<Vec<_>>(),
        })
    }
}
