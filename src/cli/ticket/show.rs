//! One ticket, all of it.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde_json::json;

use super::office::Office;
use crate::calendar::instant;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Event, Field, FieldKind, Ticket};
use crate::store::{Direction, Ledger};
use crate::text::Msg;
use crate::ticket::pen::possible;
use crate::ticket::sla::{Clock, Clocks, State};

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: String,
    #[arg(long, help = w("逐条列出事件", "List every event"))]
    events: bool,
    #[arg(long, value_name = "DIR", help = w("把附件存到此目录；已有的文件不覆盖", "Write its files into this folder; nothing there is overwritten"))]
    files: Option<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json", "Format on the screen: table json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ShowArgs) -> Result<Exit> {
    let office = Office::open_read(app)?;
    let events = office.store.ticket_events(&args.no)?;
    let ticket = office.ticket(&args.no)?;
    if let Some(dir) = &args.files {
        return Ok(if super::files::save(&office, &ticket, dir)? { Exit::OK } else { Exit::WARNING });
    }
    let packages = office.store.packages_of(&args.no)?;
    match args.format.as_str() {
        "json" => {
            let json = json!({ "ticket": ticket, "events": events, "packages": packages.iter().map(|package| json!({
                "id": package.id, "kind": package.kind, "direction": if package.direction == Direction::In { "in" } else { "out" },
                "at": package.at, "arrived": package.arrived, "name": package.name,
            })).collect::<Vec<_>>() });
            app.ui.out(&(serde_json::to_string_pretty(&json).unwrap_or_default() + "\n"));
        }
        "table" => {
            let profile = super::dues::profile(app)?;
            let clocks = Clocks::new(&profile, app.calendar()?, office.ctx.now);
            let running = clocks.of(&ticket, &super::dues::outgoing(&packages, &ticket.no));
            let page = Page { office: &office, ticket: &ticket };
            app.ui.out(&page.text(&events, &packages, &running, args.events));
        }
        word => {
            return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} (table json)") }).near(word, ["table", "json"]));
        }
    }
    Ok(Exit::OK)
}

struct Page<'a> {
    office: &'a Office<'a>,
    ticket: &'a Ticket,
}

impl Page<'_> {
    fn at(&self, time: Timestamp) -> String {
        time.to_zoned(self.office.ctx.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    fn text(&self, events: &[Event], packages: &[Ledger], clocks: &[Clock<'_>], all: bool) -> String {
        let (lang, ticket) = (self.office.lang, self.ticket);
        let mut out = String::new();
        let status = ticket.status().map_or("", |status| status.to(lang));
        let round = ticket.round();
        let _ = writeln!(out, "{}  {}  {}", ticket.no, status, tidy(ticket.get(Field::Title)));
        if round > 1 {
            let _ = writeln!(out, "{}", say(lang, &format!("第 {round} 轮"), &format!("round {round}")));
        }
        if let Some(peer) = ticket.peer {
            let _ = writeln!(out, "{}：{}", ticket.side.other().to(lang), peer.status.to(lang));
        }
        if let Some(old) = &ticket.reopens {
            let _ = writeln!(out, "{}", say(lang, &format!("接续 {old}"), &format!("goes on with {old}")));
        }
        if let Some(finding) = ticket.finding() {
            let _ =
                writeln!(out, "{}：{}:{}:{} {}", say(lang, "发现", "finding"), finding.run, finding.target, finding.check, finding.subject);
        }
        out += "\n";
        for field in Field::ALL.iter().filter(|field| **field != Field::Title) {
            let value = ticket.get(*field);
            if value.is_empty() {
                continue;
            }
            let shown = match field.kind() {
                FieldKind::Time => ticket.time(*field).map_or_else(|| value.to_owned(), |at| self.at(at)),
                _ => field.shown(value, lang),
            };
            let _ = writeln!(out, "{}：{}", field.to(lang), tidy(&shown));
        }
        if !ticket.conflicts.is_empty() {
            self.head(
                &mut out,
                "双方都改过，待定夺（ticket edit --ours/--theirs）：",
                "Both wrote these; decide by ticket edit --ours/--theirs:",
            );
            for (field, conflict) in &ticket.conflicts {
                let _ = writeln!(
                    out,
                    "  {}  {}「{}」{}  {}「{}」{}",
                    field.to(lang),
                    say(lang, "我方", "ours"),
                    tidy(&conflict.ours.value),
                    tidy(&conflict.ours.author),
                    say(lang, "对方", "theirs"),
                    tidy(&conflict.theirs.value),
                    tidy(&conflict.theirs.author)
                );
            }
        }
        self.record(&mut out, packages, clocks);
        if all {
            self.head(&mut out, "事件", "Events");
            for event in events {
                let what = serde_json::to_string(&event.what).unwrap_or_default();
                let _ = writeln!(out, "  {}#{}  {}  {}  {what}", event.side.as_str(), event.rev, self.at(event.at), tidy(&event.author));
            }
        }
        let next: Vec<&str> =
            ticket.status().map(|status| possible(status, ticket.side)).unwrap_or_default().into_iter().map(|step| step.to(lang)).collect();
        if !next.is_empty() {
            let _ = writeln!(out, "\n{}：{}", say(lang, "可做", "Next"), next.join(say(lang, "、", ", ")));
        }
        out
    }

    /// What happened: states, clocks, notes, files, packages.
    fn record(&self, out: &mut String, packages: &[Ledger], clocks: &[Clock<'_>]) {
        let (lang, ticket) = (self.office.lang, self.ticket);
        self.head(out, "过程", "Course");
        for one in &ticket.course {
            let _ = writeln!(out, "  {}  {}  {}", self.at(one.since), one.status.to(lang), tidy(&one.author));
        }
        let open: Vec<&Clock<'_>> = clocks.iter().filter(|clock| clock.start.is_some() && clock.strictest).collect();
        if !open.is_empty() {
            self.head(out, "时限", "Clocks");
            for clock in open {
                let _ = writeln!(out, "  {}", self.clock(clock));
            }
        }
        if !ticket.notes.is_empty() {
            self.head(out, "记录", "Notes");
            for note in &ticket.notes {
                let mark = note.mark.map_or("", |mark| mark.to(lang));
                let gap = if mark.is_empty() || note.text.is_empty() { "" } else { "：" };
                let _ = writeln!(out, "  {}  {}  {mark}{gap}{}", self.at(note.at), tidy(&note.author), tidy(&note.text));
            }
        }
        if !ticket.files.is_empty() {
            self.head(out, "附件", "Files");
            for file in &ticket.files {
                let missing = if self.office.blobs.has(&file.sha256) {
                    ""
                } else {
                    say(lang, "  （内容不在本库）", "  (its bytes are not here)")
                };
                let _ = writeln!(out, "  {}  {}{missing}", tidy(&file.name), size(file.size));
            }
        }
        if !packages.is_empty() {
            self.head(out, "交换包", "Packages");
            for package in packages {
                let way = match (package.direction, package.arrived) {
                    (Direction::In, _) => say(lang, "收到", "came in"),
                    (Direction::Out, Some(_)) => say(lang, "发出，对方已收", "went out, arrived"),
                    (Direction::Out, None) => say(lang, "发出，待回执", "went out, no receipt yet"),
                };
                let id = package.id.get(..8).unwrap_or(&package.id);
                let _ = writeln!(out, "  {}  {} {}  {way}  {id}", self.at(package.at), package.kind.code(), package.kind.to(lang));
            }
        }
    }

    fn head(&self, out: &mut String, zh: &str, en: &str) {
        let _ = writeln!(out, "\n{}", say(self.office.lang, zh, en));
    }

    fn clock(&self, clock: &Clock<'_>) -> String {
        let lang = self.office.lang;
        let due = clock.due.and_then(|due| instant(due.at)).map(|at| self.at(at)).unwrap_or_default();
        let state = match clock.state {
            State::NotStarted => say(lang, "未开始", "not started").to_owned(),
            State::Running => say(lang, &format!("已用 {}%", clock.percent()), &format!("{} % used", clock.percent())).to_owned(),
            State::Paused => say(lang, "暂停", "paused").to_owned(),
            State::Met => say(lang, "按时", "met").to_owned(),
            State::Late { .. } => say(lang, "超时", "late").to_owned(),
            State::Unknown => say(lang, "日历未知", "calendar not known").to_owned(),
        };
        let title = match lang {
            Lang::Zh => &clock.clause.title.zh,
            Lang::En => &clock.clause.title.en,
        };
        format!("{title}  {}  {due}  {state}", say(lang, "到期", "due"))
    }
}

/// `812 B`, `12.3 MB`.
#[expect(clippy::cast_precision_loss, reason = "for people")]
fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{:.0} KB", bytes as f64 / 1024.0),
        _ => crate::text::bytes_mb(bytes as f64 / 1_048_576.0),
    }
}

/// Texts of others on the screen: no signs that move the cursor or turn the writing round; lines below the first are set in.
fn tidy(text: &str) -> String {
    text.lines().map(crate::render::wrap::clean_line).collect::<Vec<_>>().join("\n    ")
}
