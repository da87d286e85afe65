//! The store → a package.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::masked::masked;
use crate::bundle::{Body, DosTime, Item, Lock, Method, NamesAs, Options, Packed, Packer, Unwritten, Writer, in_order};
use crate::ctx::Ctx;
use crate::error::{Error, Kind};
use crate::mask::Rules;
use crate::model::sha256;
use crate::model::ticket::{Event, PackageKind};
use crate::store::{AuditEntry, Blobs, Direction, Ledger, Store};
use crate::text::Msg;
use crate::ticket::package::{Content, Entry, FORMAT, Listed, Manifest, Part, Party, VERSION, id_of, papers};
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

/// What goes out: the lines of the manifest, and the bytes of each part that is not a kept file.
#[derive(Default)]
struct Collected {
    tickets: Vec<Listed>,
    parts: Vec<Part>,
    bodies: Vec<Option<Packed>>,
    /// Entries that were masked.
    masked: usize,
    /// Files that do not go along.
    left_out: usize,
}

/// Writes the package of an order to `path`, whole or not at all.
pub fn export(store: &mut Store, blobs: &Blobs, ctx: &Ctx, order: &Order<'_>, path: &Path) -> Result<Exported, Unexported> {
    let Collected { tickets, parts, bodies, masked, left_out } = collect(store, blobs, order, &ctx.zone)?;
    let id = id_of(order.kind, order.from.side, order.rules.is_some(), order.files, &tickets);
    let (before, last) = store.at_desk(|desk| Ok((desk.package_by_id(Direction::Out, &id)?, desk.last_out()?)))?;
    let known = before.as_ref().and_then(|package| serde_json::from_str::<Manifest>(&package.manifest).ok());
    let manifest = manifest(order, ctx, &id, tickets, parts, known.as_ref(), last.clone());
    let bytes = manifest.bytes();
    let digest = sha256(&bytes);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".opsctl-").suffix(".zip").tempfile_in(folder)?;
    let count = write(file.as_file_mut(), folder, order, &manifest, &bytes, bodies, blobs)?;
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
    Ok(Exported { id, digest, seq: manifest.seq, tickets: manifest.tickets.len(), files: count, bytes: size, again, masked, left_out })
}

/// The tickets in the order of their numbers, their texts made and packed by several threads.
fn collect(store: &Store, blobs: &Blobs, order: &Order<'_>, zone: &TimeZone) -> Result<Collected, Unexported> {
    let numbers: BTreeSet<&String> = order.numbers.iter().collect();
    let (mut all, mut unknown, mut wrong, mut lost) = (Collected::default(), Vec::new(), Vec::new(), Vec::new());
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
        let mut packer = Packer::default();
        move |(no, events): (String, Vec<Event>)| Ticket { order, blobs, no, zone }.made(events, &mut packer)
    };
    in_order(order.threads, AHEAD, jobs, worker, |made| {
        match made? {
            Made::Ready(mut ticket) => {
                lost.extend(ticket.lost.into_iter().map(|name| (ticket.listed.no.clone(), name)));
                all.tickets.push(ticket.listed);
                all.parts.append(&mut ticket.parts);
                all.bodies.append(&mut ticket.bodies);
                all.masked += ticket.masked;
                all.left_out += ticket.left_out;
            }
            Made::Wrong(no) => wrong.push(no),
        }
        Ok(())
    })?;
    if !unknown.is_empty() {
        return Err(Unexported::Unknown(unknown));
    }
    if !wrong.is_empty() || all.tickets.is_empty() {
        return Err(Unexported::Stand(wrong));
    }
    // Files whose bytes are not here cannot go along.
    if lost.is_empty() { Ok(all) } else { Err(Unexported::Lost(lost)) }
}

/// What came of a ticket.
enum Made {
    Ready(Ready),
    /// It does not stand so that it could go out.
    Wrong(String),
}

/// The same of one ticket.
struct Ready {
    listed: Listed,
    parts: Vec<Part>,
    bodies: Vec<Option<Packed>>,
    masked: usize,
    left_out: usize,
    /// Names of files whose bytes are not here.
    lost: Vec<String>,
}

/// A ticket of an order.
struct Ticket<'a> {
    order: &'a Order<'a>,
    blobs: &'a Blobs,
    no: String,
    zone: &'a TimeZone,
}

impl Ticket<'_> {
    fn made(self, events: Vec<Event>, packer: &mut Packer) -> Result<Made, Unexported> {
        let Self { order, blobs, no, zone } = self;
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
        let mut ready = Ready { listed, parts: Vec::new(), bodies: Vec::new(), masked: count, left_out: 0, lost: Vec::new() };
        for Entry { part, content } in entries {
            let body = match content {
                Content::Bytes(bytes) => Some(packer.deflated(bytes)?),
                Content::Kept if order.files => {
                    ready.lost.extend((!blobs.has(&part.sha256)).then(|| part.name.clone()));
                    None
                }
                Content::Kept => {
                    ready.left_out += 1;
                    continue;
                }
            };
            ready.parts.push(part);
            ready.bodies.push(body);
        }
        Ok(Made::Ready(ready))
    }
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
    bodies: Vec<Option<Packed>>,
    blobs: &Blobs,
) -> Result<usize, Unexported> {
    let spool = || tempfile::tempfile_in(folder);
    let wall = manifest.created_at.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).datetime();
    let options = Options { names: order.names, time: DosTime::of(wall), threads: order.threads, lock: order.lock, spool: &spool };
    let mut writer = Writer::new(io::BufWriter::with_capacity(1 << 20, file), options);
    writer.add("manifest.json", Method::Stored, bytes).map_err(Unexported::Written)?;
    let count = bodies.len();
    let items = manifest.files.iter().zip(bodies).map(|(part, packed)| {
        Ok(match packed {
            Some(packed) => Item { name: part.path.clone(), method: Method::Deflated, body: Body::Packed(packed) },
            None => kept(part, blobs),
        })
    });
    writer.add_all(items).map_err(Unexported::Written)?;
    writer.finish().map_err(Unexported::Written)?;
    Ok(count)
}

/// A file out of the store. What is packed already is not packed again.
fn kept<'a>(part: &Part, blobs: &Blobs) -> Item<'a> {
    let packed = [".png", ".jpg", ".jpeg", ".gif", ".zip", ".gz", ".docx", ".xlsx", ".pptx", ".rar", ".7z", ".mp4"];
    let method = if packed.iter().any(|end| part.path.ends_with(end)) { Method::Stored } else { Method::Deflated };
    let open = {
        let (blobs, sha256) = (blobs.clone(), part.sha256.clone());
        move || blobs.open(&sha256)
    };
    let body = if part.size <= SMALL {
        Body::Small { size: part.size, get: Box::new(move || open()?.bytes()) }
    } else {
        Body::Large(Box::new(move || Ok(Box::new(open()?) as Box<dyn io::Read>)))
    };
    Item { name: part.path.clone(), method, body }
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
