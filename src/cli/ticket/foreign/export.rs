//! `opsctl ticket export`: tickets as a package that another platform reads, as its adapter says.

use std::collections::BTreeSet;
use std::io::{self, BufWriter};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::load::mapping;
use super::origin;
use crate::bundle::{BadName, Body, DosTime, Item, LEVEL, Lock, Method, NamesAs, Options, Unwritten, Why, Writer};
use crate::cli::ticket::office::Office;
use crate::cli::ticket::refusal;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::ticket::{Fields, Mark, Origin, Ticket};
use crate::store::AuditEntry;
use crate::text::Msg;
use crate::ticket::intake::{Adapter, Attached, Outgoing, Way, told, write_package};

#[derive(Debug, Args)]
#[command(after_help = w(
    "写出的内容记为与对方最后一致的内容，对方的包回来时据此合并。这里的状态不变。",
    "What is written is kept as what both sides agreed on last; a package that comes back is merged by it. No state changes here."
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
}

pub(in crate::cli::ticket) fn run(app: &App, args: &ExportArgs) -> Result<Exit> {
    let (lang, path) = (app.ui.lang, args.out.display().to_string());
    let names = match args.names.as_str() {
        "ascii" => NamesAs::Ascii,
        "utf8" | "utf-8" => NamesAs::Utf8,
        "gbk" => NamesAs::Gbk,
        word => {
            let known = ["ascii", "utf8", "gbk"];
            return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--names {word} ({})", known.join(" ")) }).near(word, known));
        }
    };
    let adapter_path = args.adapter.display().to_string();
    let adapter = mapping(&args.adapter, Adapter::read)?;
    let password = super::zip::password(app, args.password_file.as_ref())?;
    let mut office = Office::open(app)?;
    let numbers: BTreeSet<&String> = args.no.iter().collect();
    let tickets = all(numbers.into_iter().map(|no| office.ticket(no)))?;
    // Files go along where the layout says where their names stand.
    let holds_files = adapter.attachments.is_some() || adapter.map.files.is_some();
    let outgoing: Vec<Outgoing> = tickets.iter().map(|ticket| out_of(ticket, &adapter, holds_files)).collect();
    let written = write_package(&adapter, &outgoing, &office.ctx.zone)
        .ok_or_else(|| Error::new(Kind::Usage, Msg::TicketAdapterReads { path: adapter_path.clone() }))?
        .map_err(|faults| told::write(&faults).unwrap_or_else(|| Error::new(Kind::Input, Msg::WriteFile { path: path.clone() })))?;
    let mut items: Vec<(String, Source)> = written.entries.into_iter().map(|(name, bytes)| (name, Source::Bytes(bytes))).collect();
    for (ticket, out) in tickets.iter().zip(&outgoing) {
        let kept = ticket.files.iter().zip(&out.files);
        items.extend(kept.map(|(kept, attached)| (attached.entry.clone(), Source::Kept(kept.sha256.clone()))));
    }
    let newest = tickets.iter().map(|ticket| ticket.updated).max().unwrap_or(office.ctx.now);
    let time = DosTime::of(newest.to_zoned(office.ctx.zone.clone()).datetime());
    let salt = |bytes: &mut [u8]| crate::links::files::fill(bytes);
    let lock = password.as_ref().map(|secret| Lock { password: secret.reveal().as_bytes(), salt: &salt });
    let folder = args.out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new(".")).to_owned();
    let spool = || tempfile::tempfile_in(&folder);
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let options = Options { names, time, level: LEVEL, threads, lock, spool: &spool };
    let package = pack(&office, &folder, items, options).map_err(|error| unwritten(&path, error, &args.names))?;
    record(&mut office, &adapter, &outgoing, &tickets, &path)?;
    package.persist(&args.out).map_err(|error| write_failed(&path, &error.error))?;
    std::fs::File::open(&folder).and_then(|folder| folder.sync_all()).map_err(|error| write_failed(&path, &error))?;
    let count = |n: usize| n.to_string();
    let files = outgoing.iter().map(|one| one.files.len()).sum();
    app.ui.out(&(Msg::TicketForeignWritten { path, count: count(tickets.len()), files: count(files) }.to(lang) + "\n"));
    let left: Vec<_> = written.left_out.into_iter().collect();
    if !left.is_empty() {
        app.ui.warn(&Msg::TicketForeignLeft { fields: refusal::fields(&left, lang) }.to(lang));
    }
    let behind = if holds_files { 0 } else { tickets.iter().map(|ticket| ticket.files.len()).sum() };
    if behind > 0 {
        app.ui.warn(&Msg::TicketForeignNoFiles { count: count(behind) }.to(lang));
    }
    Ok(if left.is_empty() && behind == 0 { Exit::OK } else { Exit::WARNING })
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

/// `.docx` of a name, so that people can open what they unpack; nothing of a name that is not a plain ending.
fn ending(name: &str) -> String {
    let plain = |end: &&str| !end.is_empty() && end.len() <= 8 && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.rsplit_once('.').map(|(_, end)| end).filter(plain).map_or_else(String::new, |end| format!(".{}", end.to_ascii_lowercase()))
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
    items: Vec<(String, Source)>,
    options: Options<'_>,
) -> Result<tempfile::NamedTempFile, Unwritten> {
    let file = tempfile::Builder::new().prefix(".opsctl-").tempfile_in(folder)?;
    let mut writer = Writer::new(BufWriter::new(file), options);
    writer.add_all(items.into_iter().map(|(name, source)| {
        let body = match source {
            Source::Bytes(bytes) => Body::Bytes(bytes.into()),
            Source::Kept(sha256) => {
                let path = office.blobs.path(&sha256);
                Body::Large(Box::new(move || Ok(Box::new(std::fs::File::open(path)?))))
            }
        };
        Ok(Item { name, method: Method::Deflated, body })
    }))?;
    let file = writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// What the other side gets is what is compared when it answers. Only fields that it gets: it cannot have changed the others.
fn record(office: &mut Office<'_>, adapter: &Adapter, outgoing: &[Outgoing], tickets: &[Ticket], path: &str) -> Result<()> {
    let ctx = office.ctx;
    let sent =
        |field: &crate::model::ticket::Field| adapter.map.fields.get(field).is_some_and(|take| !matches!(take.way, Way::Part { .. }));
    office.store.at_desk(|desk| {
        for one in outgoing {
            let key = origin(&adapter.map.name, &one.number);
            let mut base = desk.base(&key)?.unwrap_or_default();
            base.retain(|field, _| !sent(field));
            base.extend(
                one.fields.iter().filter(|(field, _)| sent(field)).map(|(field, value)| (*field, value.clone())).collect::<Fields>(),
            );
            desk.set_base(&key, &base, ctx.now)?;
        }
        let numbers: Vec<&String> = tickets.iter().map(|ticket| &ticket.no).collect();
        desk.audit(&AuditEntry::new(ctx, "ticket.export", json!({ "file": path, "platform": adapter.map.name, "tickets": numbers })))
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
