//! The store → a package.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::masked::masked;
use crate::bundle::{Body, DosTime, Item, LEVEL, Lock, Method, NamesAs, Options, Packed, Packer, Unwritten, Writer, in_order};
use crate::ctx::Ctx;
use crate::error::{Error, Kind};
use crate::mask::Rules;
use crate::model::sha256;
use crate::model::ticket::{Event, PackageKind};
use crate::store::{AuditEntry, Blobs, Direction, Ledger, Store};
use crate::text::Msg;
use crate::ticket::package::{Content, FORMAT, Listed, Manifest, Part, Party, VERSION, id_of, papers};
use crate::ticket::pen::goes;
use crate::ticket::{Broken, fold};

/// Up to this size a file is packed in memory.
const SMALL: u64 = 1 << 20;
/// So many tickets are under way: enough to keep the threads busy.
const AHEAD: usize = 64;

/// What is to go out.
pub struct Order<'a> {
    pub kind: PackageKind,
    pub from: Party,
    pub numbers: &'a [String],
    /// Texts are masked by these.
    pub rules: Option<&'a Rules>,
    /// Files go along; masked packages leave them out unless they are asked for, since nobody looks into them.
    pub files: bool,
    pub names: NamesAs,
    pub lock: Option<Lock<'a>>,
    pub threads: NonZeroUsize,
}

/// What went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub id: String,
    pub digest: String,
    pub seq: u32,
    pub tickets: usize,
    pub files: usize,
    pub bytes: u64,
    /// The same package was made before: the bytes are those of then.
    pub again: bool,
    /// Texts that were masked.
    pub masked: usize,
    /// Files that were left out.
    pub left_out: usize,
}

/// Why nothing went out.
#[derive(Debug)]
pub enum Unexported {
    /// No ticket of these numbers.
    Unknown(Vec<String>),
    /// Tickets that this kind of package cannot hold.
    Stand(Vec<String>),
    Broken(String, Broken),
    /// Bytes of a file are not in the store: ticket and name.
    Lost(Vec<(String, String)>),
    /// The package was not written.
    Written(Unwritten),
    Io(io::Error),
    /// Another package went out at the same time.
    Raced,
    Store(Error),
}

impl From<Error> for Unexported {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for Unexported {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A ticket as it goes out: its line in the manifest, its texts packed, its files.
struct Ready {
    listed: Listed,
    texts: Vec<(Part, Packed)>,
    files: Vec<Part>,
}

/// Writes the package of an order to `path`, whole or not at all.
pub fn export(store: &mut Store, blobs: &Blobs, ctx: &Ctx, order: &Order<'_>, path: &Path) -> Result<Exported, Unexported> {
    let (ready, texts_masked) = collect(store, order, &ctx.zone)?;
    let listed: Vec<Listed> = ready.iter().map(|ticket| ticket.listed.clone()).collect();
    let left_out = if order.files { 0 } else { ready.iter().map(|ticket| ticket.files.len()).sum() };
    let files = |ticket: &Ready| if order.files { ticket.files.clone() } else { Vec::new() };
    let parts = ready.iter().flat_map(|ticket| ticket.texts.iter().map(|(part, _)| part.clone()).chain(files(ticket)));
    let parts: Vec<Part> = parts.collect();
    lost(blobs, order, &ready)?;
    let id = id_of(order.kind, order.from.side, order.rules.is_some(), order.files, &listed);
    let (before, last) = store.at_desk(|desk| Ok((desk.package_by_id(Direction::Out, &id)?, desk.last_out()?)))?;
    let known = before.as_ref().and_then(|package| serde_json::from_str::<Manifest>(&package.manifest).ok());
    let manifest = manifest(order, ctx, &id, listed, parts, known.as_ref(), last.clone());
    let bytes = manifest.bytes();
    let digest = sha256(&bytes);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".opsctl-").suffix(".zip").tempfile_in(folder)?;
    let count = write(file.as_file_mut(), folder, order, &manifest, &bytes, ready, blobs)?;
    file.as_file().sync_all()?;
    let size = file.as_file().metadata()?.len();
    let again = before.as_ref().is_some_and(|package| package.digest == digest);
    // The ledger and the file's name come about together: where the name cannot be given, nothing went out.
    let named = store.at_desk(|desk| {
        if !again && desk.last_out()? != last {
            return Ok(None);
        }
        if !again {
            desk.put_package(&ledger(&manifest, &digest, path, ctx.now, &bytes))?;
        }
        let what = serde_json::json!({ "package": id, "digest": digest, "kind": order.kind, "tickets": manifest.tickets.len() });
        desk.audit(&AuditEntry::new(ctx, "ticket.export", what))?;
        let failed =
            |cause: io::Error| Error::new(Kind::Output, Msg::PackageNotWritten { path: path.display().to_string() }).because(cause);
        publish(file, path).and_then(|()| File::open(folder)?.sync_all()).map_err(failed).map(Some)
    })?;
    named.ok_or(Unexported::Raced)?;
    Ok(Exported {
        id,
        digest,
        seq: manifest.seq,
        tickets: manifest.tickets.len(),
        files: count,
        bytes: size,
        again,
        masked: texts_masked,
        left_out,
    })
}

/// The tickets in the order of their numbers, their texts made and packed by several threads.
fn collect(store: &Store, order: &Order<'_>, zone: &TimeZone) -> Result<(Vec<Ready>, usize), Unexported> {
    let numbers: BTreeSet<&String> = order.numbers.iter().collect();
    let (mut unknown, mut wrong, mut count) = (Vec::new(), Vec::new(), 0);
    let mut ready = Vec::with_capacity(numbers.len());
    let jobs = numbers.into_iter().filter_map(|no| match store.ticket_events(no) {
        Err(error) => Some(Err(Unexported::Store(error))),
        Ok(events) if events.is_empty() => {
            unknown.push(no.clone());
            None
        }
        Ok(events) => Some(Ok((no.clone(), events))),
    });
    // The encoder's tables are large, so each thread has its own and keeps it.
    let worker = || {
        let mut packer = Packer::new(LEVEL);
        move |(no, events): (String, Vec<Event>)| Ticket { order, no, zone }.made(events, &mut packer)
    };
    in_order(order.threads, AHEAD, jobs, worker, |made| {
        match made? {
            Made::Ready(ticket, masks) => {
                count += masks;
                ready.push(ticket);
            }
            Made::Wrong(no) => wrong.push(no),
        }
        Ok(())
    })?;
    if !unknown.is_empty() {
        return Err(Unexported::Unknown(unknown));
    }
    if !wrong.is_empty() || ready.is_empty() {
        return Err(Unexported::Stand(wrong));
    }
    Ok((ready, count))
}

/// What came of a ticket.
enum Made {
    /// And how many of its entries were masked.
    Ready(Ready, usize),
    /// It does not stand so that it could go out.
    Wrong(String),
}

/// A ticket of an order.
struct Ticket<'a> {
    order: &'a Order<'a>,
    no: String,
    zone: &'a TimeZone,
}

impl Ticket<'_> {
    fn made(self, events: Vec<Event>, packer: &mut Packer) -> Result<Made, Unexported> {
        let Self { order, no, zone } = self;
        let broken = |broken| Unexported::Broken(no.clone(), broken);
        let (events, count) = match order.rules {
            None => (events, 0),
            Some(rules) => {
                let (copies, changed): (Vec<Event>, Vec<bool>) = events.iter().map(|event| masked(event, rules)).unzip();
                (copies, changed.into_iter().filter(|changed| *changed).count())
            }
        };
        let ticket = fold(order.from.side, &events).map_err(broken)?;
        if !goes(&ticket, order.kind) {
            return Ok(Made::Wrong(no));
        }
        let (listed, entries) = papers(order.kind, &ticket, &events, zone);
        let (mut texts, mut files) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry.content {
                Content::Bytes(bytes) => texts.push((entry.part, packer.deflated(bytes)?)),
                Content::Kept => files.push(entry.part),
            }
        }
        Ok(Made::Ready(Ready { listed, texts, files }, count))
    }
}

/// Files whose bytes are not here cannot go along.
fn lost(blobs: &Blobs, order: &Order<'_>, ready: &[Ready]) -> Result<(), Unexported> {
    if !order.files {
        return Ok(());
    }
    let lost = ready.iter().flat_map(|ticket| ticket.files.iter().map(move |file| (&ticket.listed.no, file)));
    let lost: Vec<(String, String)> =
        lost.filter(|(_, file)| !blobs.has(&file.sha256)).map(|(no, file)| (no.clone(), file.name.clone())).collect();
    if lost.is_empty() { Ok(()) } else { Err(Unexported::Lost(lost)) }
}

/// The manifest; that of a package that was made before is the same again.
fn manifest(
    order: &Order<'_>,
    ctx: &Ctx,
    id: &str,
    tickets: Vec<Listed>,
    files: Vec<Part>,
    before: Option<&Manifest>,
    last: Option<(u32, String)>,
) -> Manifest {
    let (seq, previous) = last.map_or((1, String::new()), |(seq, digest)| (seq + 1, digest));
    let mut manifest = Manifest {
        format: FORMAT.into(),
        version: VERSION,
        id: id.to_owned(),
        kind: order.kind,
        seq,
        from: order.from.clone(),
        to: order.from.side.other(),
        created_at: whole_seconds(ctx.now),
        operator: ctx.operator.clone(),
        previous,
        masked: order.rules.is_some(),
        tickets,
        files,
    };
    if let Some(before) = before {
        manifest.seq = before.seq;
        manifest.previous.clone_from(&before.previous);
        manifest.created_at = before.created_at;
        manifest.operator.clone_from(&before.operator);
        manifest.from.clone_from(&before.from);
    }
    manifest
}

fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

fn ledger(manifest: &Manifest, digest: &str, path: &Path, at: Timestamp, bytes: &[u8]) -> Ledger {
    Ledger {
        digest: digest.to_owned(),
        id: manifest.id.clone(),
        direction: Direction::Out,
        kind: manifest.kind,
        seq: manifest.seq,
        at,
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        manifest: String::from_utf8_lossy(bytes).into_owned(),
        receipt: String::new(),
        arrived: None,
        how: String::new(),
        tickets: manifest.tickets.iter().map(|ticket| (ticket.no.clone(), ticket.round)).collect(),
    }
}

/// Gives how many entries were written beside the manifest.
fn write(
    file: &mut File,
    folder: &Path,
    order: &Order<'_>,
    manifest: &Manifest,
    bytes: &[u8],
    ready: Vec<Ready>,
    blobs: &Blobs,
) -> Result<usize, Unexported> {
    let spool = || tempfile::tempfile_in(folder);
    let wall = manifest.created_at.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).datetime();
    let options =
        Options { names: order.names, time: DosTime::of(wall), level: LEVEL, threads: order.threads, lock: order.lock, spool: &spool };
    let mut writer = Writer::new(io::BufWriter::with_capacity(1 << 20, file), options);
    writer.add("manifest.json", Method::Stored, bytes).map_err(Unexported::Written)?;
    let mut count = 0;
    let items = ready.into_iter().flat_map(|ticket| {
        let texts =
            ticket.texts.into_iter().map(|(part, packed)| Item { name: part.path, method: Method::Deflated, body: Body::Packed(packed) });
        let files = ticket.files.into_iter().filter(|_| order.files).map(|part| kept(part, blobs));
        texts.chain(files).collect::<Vec<_>>()
    });
    let items = items.map(|item| {
        count += 1;
        Ok(item)
    });
    writer.add_all(items).map_err(Unexported::Written)?;
    writer.finish().map_err(Unexported::Written)?;
    Ok(count)
}

/// A file out of the store. What is packed already is not packed again.
fn kept(part: Part, blobs: &Blobs) -> Item<'_> {
    let packed = [".png", ".jpg", ".jpeg", ".gif", ".zip", ".gz", ".docx", ".xlsx", ".pptx", ".rar", ".7z", ".mp4"];
    let method = if packed.iter().any(|end| part.path.ends_with(end)) { Method::Stored } else { Method::Deflated };
    let path = blobs.path(&part.sha256);
    let body = if part.size <= SMALL {
        Body::Small(Box::new(move || std::fs::read(path)))
    } else {
        Body::Large(Box::new(move || Ok(Box::new(File::open(path)?) as Box<dyn io::Read>)))
    };
    Item { name: part.path, method, body }
}

/// Gives the file its name and the usual permissions.
fn publish(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o640))?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}
