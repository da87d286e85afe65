//! Changing a ticket: fields, moves, notes, files, clocks.

use std::path::{Path, PathBuf};

use clap::Args;

use super::fields::{SetArgs, field};
use super::office::Office;
use crate::cli::when::moment;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::ticket::{Field, Fields, Mark, Move, Side, Ticket, What};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct NumbersArgs {
    #[arg(value_name = "NO", required = true, help = w("单号，可写多个", "Tickets"))]
    no: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StepArgs {
    #[arg(value_name = "NO", required = true, help = w("单号，可写多个", "Tickets"))]
    no: Vec<String>,
    #[command(flatten)]
    set: SetArgs,
    #[arg(long, value_name = "TEXT", help = w("原因或说明，记入过程", "Why, for the record"))]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReasonArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: String,
    #[arg(value_name = "REASON", required_unless_present = "said", help = w("原因", "Why"))]
    reason: Option<String>,
    #[arg(id = "said", long = "reason", value_name = "TEXT", conflicts_with = "reason", help = w("原因，同 REASON", "Why, as REASON"))]
    said: Option<String>,
}

impl ReasonArgs {
    fn reason(&self) -> &str {
        self.reason.as_deref().or(self.said.as_deref()).unwrap_or_default().trim()
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RejectArgs {
    #[command(flatten)]
    because: ReasonArgs,
    #[command(flatten)]
    set: SetArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: String,
    #[command(flatten)]
    set: SetArgs,
    #[arg(long, value_name = "FIELD", help = w("双方都改过的字段：用我方的", "Of a field that both wrote: take ours"))]
    ours: Vec<String>,
    #[arg(long, value_name = "FIELD", help = w("双方都改过的字段：用对方的", "Of a field that both wrote: take theirs"))]
    theirs: Vec<String>,
    #[arg(long, value_name = "TEXT", help = w("原因，记入过程", "Why, for the record"))]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AssignArgs {
    #[arg(value_name = "NO", required = true, help = w("单号，可写多个", "Tickets"))]
    no: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("处理人（问题平台：三线责任人）", "The engineer"))]
    to: String,
    #[arg(long, value_name = "TEXT", help = w("原因，记入过程", "Why, for the record"))]
    reason: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    #[arg(value_name = "NO", required = true, help = w("单号，可写多个", "Tickets"))]
    no: Vec<String>,
    #[arg(long, value_name = "WORD", help = w("满意度：very 非常满意 satisfied 满意 fair 基本满意 not 不满意", "Satisfaction: very satisfied fair not"))]
    satisfaction: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("用户意见", "Opinion"))]
    opinion: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NoteArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: String,
    #[arg(value_name = "TEXT", default_value = "", help = w("内容；只做标记时可不写", "Text; not needed with --mark"))]
    text: String,
    #[arg(long, value_name = "MARK", help = w("标记时刻：accepted 受理 responded 首次响应 arranged 安排并反馈 called-back 回电 on-site 到达现场 restored 业务恢复 scheduled 提供解决时间表 answered 答复原因 acknowledged 工程师确认接单 reported 提交书面报告 complaint-reported 提交投诉书面报告", "A moment: accepted responded arranged called-back on-site restored scheduled answered acknowledged reported complaint-reported"))]
    mark: Option<String>,
    #[arg(long, value_name = "TIME", help = w("当时的时间；默认现在", "When it was; now unless given"))]
    at: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AttachArgs {
    #[arg(value_name = "NO", help = w("单号", "Ticket"))]
    no: String,
    #[arg(value_name = "FILE", required = true, help = w("文件，可写多个", "Files"))]
    file: Vec<PathBuf>,
}

pub(super) fn step(app: &App, args: &StepArgs, step: Move) -> Result<Exit> {
    let mut fields = args.set.fields(app)?;
    let reason = args.reason.clone().unwrap_or_default();
    go(app, &args.no, step, |office| {
        // Who takes it is the one who says so.
        if step == Move::Accept && !fields.contains_key(&Field::Developer) {
            fields.insert(Field::Developer, office.ctx.operator.clone());
        }
        (fields, reason)
    })
}

/// Solved: without the third line here, or reported by it.
pub(super) fn resolve(app: &App, args: &StepArgs) -> Result<Exit> {
    let side = app.config()?.settings.ticket.side();
    step(app, args, if side == Side::Ops { Move::Solve } else { Move::Report })
}

pub(super) fn assign(app: &App, args: &AssignArgs) -> Result<Exit> {
    go(app, &args.no, Move::Assign, |office| {
        let mut fields = Fields::from([(Field::Assignee, args.to.trim().to_owned())]);
        if office.side() == Side::Problem {
            fields.insert(Field::Developer, args.to.trim().to_owned());
        }
        (fields, args.reason.clone().unwrap_or_default())
    })
}

pub(super) fn verify(app: &App, args: &VerifyArgs) -> Result<Exit> {
    let mut fields = Fields::new();
    for (field, given) in [(Field::Satisfaction, &args.satisfaction), (Field::Opinion, &args.opinion)] {
        if let Some(text) = given {
            fields.insert(field, super::fields::value(app, field, text)?);
        }
    }
    go(app, &args.no, Move::Verify, |_| (fields, String::new()))
}

pub(super) fn reject(app: &App, args: &RejectArgs) -> Result<Exit> {
    let fields = args.set.fields(app)?;
    go(app, std::slice::from_ref(&args.because.no), Move::Reject, |_| (fields, args.because.reason().to_owned()))
}

/// Makes a move with some tickets and tells where they stand.
fn go(app: &App, numbers: &[String], step: Move, with: impl FnOnce(&Office<'_>) -> (Fields, String)) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let (fields, reason) = with(&office);
    let what = What::Move { step, fields, reason: reason.trim().to_owned() };
    let action = format!("ticket.{}", step.as_str());
    let changed = office.change(numbers, &action, |_| Ok(vec![what.clone()]))?;
    tell(&office, &changed);
    if step == Move::Close {
        tell_drafts(&office, &changed)?;
    }
    Ok(Exit::OK)
}

/// The drafts for the knowledge base that were made of closed tickets.
fn tell_drafts(office: &Office<'_>, changed: &[(Ticket, Ticket)]) -> Result<()> {
    for (_, ticket) in changed {
        for id in office.store.entries_of_ticket(&ticket.no)? {
            office.app.ui.note(&Msg::KbDrafted { no: ticket.no.clone(), id }.to(office.lang));
        }
    }
    Ok(())
}

/// What became of tickets, a line each.
fn tell(office: &Office<'_>, changed: &[(Ticket, Ticket)]) {
    for (before, after) in changed {
        let word = |ticket: &Ticket| ticket.status().map_or("", |status| status.to(office.lang)).to_owned();
        let msg = if before.status() == after.status() {
            Msg::TicketChanged { no: after.no.clone(), status: word(after) }
        } else {
            Msg::TicketMoved { no: after.no.clone(), from: word(before), to: word(after) }
        };
        office.app.ui.out(&(msg.to(office.lang) + "\n"));
    }
    office.tell_unnamed();
}

pub(super) fn edit(app: &App, args: &EditArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let given = args.set.fields(app)?;
    let of = |names: &[String]| names.iter().map(|name| field(name)).collect::<Result<Vec<Field>>>();
    let (ours, theirs) = (of(&args.ours)?, of(&args.theirs)?);
    let lang = office.lang;
    let changed = office.change(std::slice::from_ref(&args.no), "ticket.edit", |ticket| {
        let mut fields = given.clone();
        for (field, take_ours) in ours.iter().map(|field| (*field, true)).chain(theirs.iter().map(|field| (*field, false))) {
            let conflict = ticket
                .conflicts
                .get(&field)
                .ok_or_else(|| Error::new(Kind::Usage, Msg::TicketNoConflict { no: ticket.no.clone(), field: field.to(lang).into() }))?;
            fields.insert(field, if take_ours { conflict.ours.value.clone() } else { conflict.theirs.value.clone() });
        }
        if fields.is_empty() {
            return Err(Error::new(Kind::Usage, Msg::Usage { text: "ticket edit NO --set FIELD=VALUE".into() }));
        }
        Ok(vec![What::Edit { fields, reason: args.reason.clone().unwrap_or_default() }])
    })?;
    tell(&office, &changed);
    Ok(Exit::OK)
}

pub(super) fn note(app: &App, args: &NoteArgs) -> Result<Exit> {
    let text = args.text.trim();
    let mark = args.mark.as_deref().map(mark).transpose()?;
    if text.is_empty() && mark.is_none() {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "ticket note NO TEXT | --mark MARK".into() }));
    }
    let when = args.at.as_deref().map(|at| moment(app, at, false)).transpose()?;
    let what = What::Note { text: text.to_owned(), mark, when };
    one(app, &args.no, "ticket.note", &what)
}

fn mark(word: &str) -> Result<Mark> {
    Mark::parse(word).ok_or_else(|| {
        let known: Vec<&str> = Mark::ALL.iter().map(|mark| mark.as_str()).collect();
        Error::new(Kind::Usage, Msg::Usage { text: format!("--mark {word} ({})", known.join(" ")) }).near(word, known)
    })
}

pub(super) fn pause(app: &App, args: &ReasonArgs) -> Result<Exit> {
    if args.reason().is_empty() {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "ticket pause NO REASON".into() }));
    }
    one(app, &args.no, "ticket.pause", &What::Pause { reason: args.reason().to_owned() })
}

pub(super) fn resume(app: &App, args: &NumbersArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let changed = office.change(&args.no, "ticket.resume", |_| Ok(vec![What::Resume {}]))?;
    tell(&office, &changed);
    Ok(Exit::OK)
}

fn one(app: &App, no: &str, action: &str, what: &What) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let changed = office.change(&[no.to_owned()], action, |_| Ok(vec![what.clone()]))?;
    tell(&office, &changed);
    Ok(Exit::OK)
}

pub(super) fn attach(app: &App, args: &AttachArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    // Before the bytes are read: a wrong number is told at once.
    office.ticket(&args.no)?;
    let files = take_files(&office, &args.file)?;
    let changed = office.change(std::slice::from_ref(&args.no), "ticket.attach", |ticket| {
        let known = |what: &&What| matches!(what, What::Attach { name, sha256, .. } if ticket.files.iter().any(|f| f.name == *name && f.sha256 == *sha256));
        let new: Vec<What> = files.iter().filter(|what| !known(what)).cloned().collect();
        if new.is_empty() { Err(Error::new(Kind::Usage, Msg::TicketNothing { no: ticket.no.clone() })) } else { Ok(new) }
    })?;
    tell(&office, &changed);
    Ok(Exit::OK)
}

/// Keeps the bytes of files, and gives what a ticket says of them. Their names are kept without their folders.
pub(super) fn take_files(office: &Office<'_>, paths: &[PathBuf]) -> Result<Vec<What>> {
    let mut taken = Vec::new();
    let mut files = Vec::new();
    for path in paths {
        let failed = |cause: std::io::Error| Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(cause);
        let file = std::fs::File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(Error::new(Kind::Input, Msg::TicketNotAFile { path: path.display().to_string() }));
        }
        let incoming = office.blobs.take(file).map_err(failed)?;
        files.push(What::Attach { name: name_of(path), sha256: incoming.sha256.clone(), size: incoming.size });
        taken.push(incoming);
    }
    let kept = |cause: std::io::Error| {
        Error::new(Kind::Store, Msg::StoreFailed { what: "attachments".into() }).because(cause).hint(Msg::HintDisk {})
    };
    office.blobs.keep(taken).map_err(kept)?;
    Ok(files)
}

/// What a file is called; a name that is not UTF-8 is read as GBK, as such files come from old Windows.
fn name_of(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let bytes = path.file_name().map_or(&b""[..], OsStrExt::as_bytes);
    let name = std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::GB18030.decode(bytes).0.into_owned(), str::to_owned);
    name.chars().map(|c| if c.is_control() { '_' } else { c }).collect()
}
