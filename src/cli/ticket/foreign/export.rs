//! `opsctl ticket export`: tickets as a package that another platform reads, as its adapter says.

use std::collections::BTreeSet;
use std::io::{self, BufWriter};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::load::mapping;
use super::origin;
use crate::bundle::{BadName, Body, DosTime, Item, Lock, Method, NamesAs, Options, Unwritten, Why, Writer};
use crate::cli::ticket::office::{Office, ticket_of};
use crate::cli::ticket::refusal;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::mask::Rules;
use crate::model::ticket::{Event, Field, Fields, Mark, Origin, Ticket};
use crate::store::AuditEntry;
use crate::text::Msg;
use crate::ticket::exchange::masked;
use crate::ticket::intake::{Adapter, Attached, Outgoing, Way, told, write_package};
use crate::ticket::package::ending;

#[derive(Debug, Args)]
#[command(after_help = w(
    "第一次写出的内容记下来，对方的包回来时据此合并。这里的状态不变。",
    "What is written the first time is kept, and a package that comes back is merged by it. No state changes here."
))]
pub(in crate::cli) struct ExportArgs {
    #[arg(value_name = "NO", required = true, help = w("单号，可写多个", "Tickets"))]
    no: Vec<String>,
    #[arg(long, value_name = "FILE", help = w("适配文件（见 ticket import --adapter-sample）", "Adapter (see ticket import --adapter-sample)"))]
    adapter: PathBuf,
    #[arg(long, value_name = "FILE.zip", help = w("写到哪里", "Where to"))]
    out: PathBuf,
    #[arg(long, value_name = "WORD", default_value = "utf8", help = w("包里文件名的编码：ascii utf8 gbk（旧的中文 Windows 软件）", "Encoding of names in the package: ascii utf8 gbk (old programs on Chinese Windows)"))]
    names: String,
    #[arg(long, value_name = "FILE", help = w("用这个文件里的密码以 AES-256 加密", "Encrypt with AES-256 and the password in this file"))]
    password_file: Option<PathBuf>,
    #[arg(long, help = w("文字脱敏：证件号、电话、账号、密码、名称等；附件不检查，默认不带", "Mask texts: ids, telephones, accounts, passwords, names; files are not looked into and stay here"))]
    mask: bool,
    #[arg(long, help = w("脱敏时也带附件（自行确认附件内容）", "Take files along in a masked package, on your own word"))]
    with_files: bool,
}

pub(in crate::cli::ticket) fn run(app: &App, args: &ExportArgs) -> Result<Exit> {
    let path = args.out.display().to_string();
    let names = names_as(&args.names)?;
    let adapter = mapping(&args.adapter, Adapter::read)?;
    let password = super::zip::password(app, args.password_file.as_ref())?;
    let mut office = Office::open(app)?;
    let numbers: BTreeSet<&String> = args.no.iter().collect();
    let rules = super::super::export_zip::rules(&office, args.mask)?;
    let found = all(numbers.into_iter().map(|no| ticket(&office, no, rules.as_ref())))?;
    let (tickets, masks): (Vec<Ticket>, Vec<usize>) = found.into_iter().unzip();
    let masks = rules.is_some().then(|| masks.iter().sum());
    // Files go along where the layout says where their names stand.
    let holds_files = (adapter.attachments.is_some() || adapter.map.files.is_some()) && (rules.is_none() || args.with_files);
    let outgoing: Vec<Outgoing> = tickets.iter().map(|ticket| out_of(ticket, &adapter, holds_files)).collect();
    let reads_only = || Error::new(Kind::Usage, Msg::TicketAdapterReads { path: args.adapter.display().to_string() });
    let written = write_package(&adapter, &outgoing, &office.ctx.zone).ok_or_else(reads_only)?;
    let written = written.map_err(|faults| told::write(&faults).unwrap_or_else(reads_only))?;
    let newest = tickets.iter().map(|ticket| ticket.updated).max().unwrap_or(office.ctx.now);
    let salt = |bytes: &mut [u8]| crate::links::files::fill(bytes);
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let options = Options {
        names,
        time: DosTime::of(newest.to_zoned(office.ctx.zone.clone()).datetime()),
        threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
        lock: password.as_ref().map(|secret| Lock { password: secret.reveal().as_bytes(), salt: &salt }),
        spool: &|| tempfile::tempfile_in(folder),
    };
    let entries = written.entries.into_iter().map(|(name, bytes)| (name, Source::Bytes(bytes)));
    let files = tickets.iter().zip(&outgoing).flat_map(|(ticket, out)| ticket.files.iter().zip(&out.files));
    let files = files.map(|(kept, attached)| (attached.entry.clone(), Source::Kept(kept.sha256.clone())));
    let package = pack(&office, folder, entries.chain(files), options).map_err(|error| unwritten(&path, error, &args.names))?;
    let place = || {
        package.persist(&args.out).map_err(|error| error.error)?;
        std::fs::File::open(folder)?.sync_all()
    };
    record(&mut office, &adapter, (&outgoing, &tickets), &path, place)?;
    let left: Vec<Field> = written.left_out.into_iter().collect();
    Ok(tell(&office, &tickets, &left, holds_files, masks, path))
}

/// A ticket as it goes out, and how many of its events were masked.
fn ticket(office: &Office<'_>, no: &str, rules: Option<&Rules>) -> Result<(Ticket, usize)> {
    let Some(rules) = rules else { return Ok((office.ticket(no)?, 0)) };
    let events = office.store.ticket_events(no)?;
    let (events, changed): (Vec<Event>, Vec<bool>) = events.iter().map(|event| masked(event, rules)).unzip();
    Ok((ticket_of(office.side(), no, events)?, changed.into_iter().filter(|changed| *changed).count()))
}

fn names_as(word: &str) -> Result<NamesAs> {
    match word {
        "ascii" => Ok(NamesAs::Ascii),
        "utf8" | "utf-8" => Ok(NamesAs::Utf8),
        "gbk" => Ok(NamesAs::Gbk),
        _ => {
            let known = ["ascii", "utf8", "gbk"];
            Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--names {word} ({})", known.join(" ")) }).near(word, known))
        }
    }
}

/// What was written, and what of the tickets was not.
fn tell(office: &Office<'_>, tickets: &[Ticket], left: &[Field], holds_files: bool, masks: Option<usize>, path: String) -> Exit {
    let (ui, lang) = (&office.app.ui, office.lang);
    let files: usize = tickets.iter().map(|ticket| ticket.files.len()).sum();
    let (written, behind) = if holds_files { (files, 0) } else { (0, files) };
    let count = tickets.len().to_string();
    ui.out(&(Msg::TicketForeignWritten { path, count, files: written.to_string() }.to(lang) + "\n"));
    if let Some(masks) = masks {
        ui.note(&Msg::PackageMasked { count: masks.to_string() }.to(lang));
    }
    if !left.is_empty() {
        ui.warn(&Msg::TicketForeignLeft { fields: refusal::fields(left, lang) }.to(lang));
    }
    if behind > 0 && masks.is_some() {
        ui.warn(&Msg::PackageFilesLeft { count: behind.to_string() }.to(lang));
        return if left.is_empty() { Exit::OK } else { Exit::WARNING };
    }
    if behind > 0 {
        ui.warn(&Msg::TicketForeignNoFiles { count: behind.to_string() }.to(lang));
    }
    if left.is_empty() && behind == 0 { Exit::OK } else { Exit::WARNING }
}

/// All of them, or all that is wrong.
fn all<T>(results: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => found.push(one),
            Err(error) => errors.push(error),
        }
    }
    Error::all(errors).map_or(Ok(found), Err)
}

/// A ticket as the other platform knows it: by its own number, where it came from there.
fn out_of(ticket: &Ticket, adapter: &Adapter, holds_files: bool) -> Outgoing {
    let number = match &ticket.origin {
        Some(Origin::Platform { name, number }) if *name == adapter.map.name => number.clone(),
        _ => ticket.no.clone(),
    };
    let attached =
        |(at, name): (usize, &str)| Attached { name: name.to_owned(), entry: format!("files/{}/{at:04}{}", ticket.no, ending(name)) };
    let names = ticket.files.iter().map(|file| file.name.as_str());
    let files = if holds_files { (1..).zip(names).map(attached).collect() } else { Vec::new() };
    let opened = Some(ticket.mark(Mark::Accepted).unwrap_or(ticket.opened));
    Outgoing { number, fields: ticket.values(), status: ticket.status(), opened, files }
}

/// Where an entry's bytes are.
enum Source {
    Bytes(Vec<u8>),
    /// A file that is kept under its digest.
    Kept(String),
}

/// Writes the package beside its place.
fn pack(
    office: &Office<'_>,
    folder: &Path,
    items: impl Iterator<Item = (String, Source)>,
    options: Options<'_>,
) -> Result<tempfile::NamedTempFile, Unwritten> {
    let file = tempfile::Builder::new().prefix(".opsctl-").tempfile_in(folder)?;
    let mut writer = Writer::new(BufWriter::new(file), options);
    writer.add_all(items.map(|(name, source)| {
        let body = match source {
            Source::Bytes(bytes) => Body::Bytes(bytes.into()),
            Source::Kept(sha256) => {
                let blobs = office.blobs.clone();
                Body::Large(Box::new(move || Ok(Box::new(blobs.open(&sha256)?))))
            }
        };
        Ok(Item { name, method: Method::Deflated, body })
    }))?;
    let file = writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives the package its name and keeps what went out, both or neither.
///
/// A ticket that did not come from there is known there by its first package only: what that says is what an answer is compared with.
/// Later ones change nothing of it. They may be lost, and then what the other side still has would pass for its answer.
fn record(
    office: &mut Office<'_>,
    adapter: &Adapter,
    (outgoing, tickets): (&[Outgoing], &[Ticket]),
    path: &str,
    place: impl FnOnce() -> io::Result<()>,
) -> Result<()> {
    let ctx = office.ctx;
    let sent = |field: &Field| adapter.map.fields.get(field).is_some_and(|take| !matches!(take.way, Way::Part { .. }));
    office.store.at_desk(|desk| {
        for one in outgoing {
            let key = origin(&adapter.map.name, &one.number);
            if desk.base(&key)?.is_none() {
                let fields: Fields = one.fields.clone().into_iter().filter(|(field, _)| sent(field)).collect();
                desk.set_base(&key, &fields, ctx.now)?;
            }
        }
        let numbers: Vec<&String> = tickets.iter().map(|ticket| &ticket.no).collect();
        desk.audit(&AuditEntry::new(ctx, "ticket.export", json!({ "file": path, "platform": adapter.map.name, "tickets": numbers })))?;
        place().map_err(|error| write_failed(path, &error))
    })
}

fn write_failed(path: &str, cause: &io::Error) -> Error {
    Error::new(Kind::Output, Msg::WriteFile { path: path.to_owned() }).because(cause).hint(Msg::HintDisk {})
}

/// Why there is no package.
fn unwritten(path: &str, error: Unwritten, names: &str) -> Error {
    match error {
        Unwritten::Io(cause) | Unwritten::List(cause) => write_failed(path, &cause),
        Unwritten::Content { name, error } => {
            Error::new(Kind::Store, Msg::TicketFileGone { path: path.to_owned(), entry: name }).because(error)
        }
        Unwritten::NotIn { name, .. } => {
            Error::new(Kind::Usage, Msg::TicketNameNotIn { entry: name, names: names.to_owned() }).hint(Msg::HintTicketNames {})
        }
        Unwritten::Name { name, why } => {
            let why = if matches!(why, Why::Name(BadName::Empty)) { "empty".to_owned() } else { format!("{why:?}") };
            Error::new(Kind::Config, Msg::TicketEntryName { entry: name }).because(why)
        }
        Unwritten::Unfinished => Error::new(Kind::Internal, Msg::Internal { what: "package".into() }),
    }
}
