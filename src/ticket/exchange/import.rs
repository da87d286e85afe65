//! A package → the store, all of it or nothing.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use crate::bundle::in_order;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::model::ticket::{Event, How, PackageKind, Side, Ticket};
use crate::store::{AuditEntry, Blobs, Desk, Direction, Ledger, Store};
use crate::ticket::package::{Arrived, History, Listed, Manifest, Party, Receipt, Receipted, Refused, Taken, TicketResult, take_in};
use crate::ticket::pen::{Pen, Sheet};

use super::read::Opened;

/// How it is taken in.
pub struct Import<'a> {
    pub pen: &'a Pen,
    pub by: Party,
    /// Of the file.
    pub name: String,
    /// Tickets that are refused are left out, the others taken in.
    pub per_ticket: bool,
    /// Events of this platform that are not here any more are taken back.
    pub recover: bool,
    /// Nothing is kept.
    pub dry_run: bool,
    /// What a search finds a ticket by: title and the rest.
    pub words: &'a (dyn Fn(&Ticket) -> (String, String) + Sync),
    pub threads: NonZeroUsize,
}

/// What came of it.
#[derive(Debug)]
pub struct Imported {
    pub manifest: Manifest,
    pub taken: Vec<Taken>,
    pub refused: Vec<(String, Refused)>,
    /// Our packages that are known to have arrived by it.
    pub arrived: Vec<(PackageKind, String)>,
    /// The one of now, or that of the first time.
    pub receipt: String,
    /// It was here before: nothing was done.
    pub again: bool,
}

/// Why nothing was taken in.
#[derive(Debug)]
pub enum Unimported {
    Why(Why),
    Store(Error),
    Io(std::io::Error),
}

#[derive(Debug)]
pub enum Why {
    /// It is for the other platform.
    Side { from: Side },
    /// Another package has the same id.
    Twin { name: String },
    /// Tickets, each with what is wrong with it.
    Refused(Vec<(String, Refused)>),
}

/// What the transaction gives: the outcome, or that nothing is to be kept.
enum Stop {
    Why(Why),
    DryRun(Box<Imported>),
    Store(Error),
    Io(std::io::Error),
}

/// So many tickets are looked at ahead.
const AHEAD: usize = 64;

/// Takes it in: in one transaction, which ends when the files that it speaks of are on the disk.
pub fn import(store: &mut Store, blobs: &Blobs, ctx: &Ctx, opened: Opened, how: &Import<'_>) -> Result<Imported, Unimported> {
    let Opened { manifest, bytes, digest, histories, files, pack, .. } = opened;
    if manifest.to != how.pen.side {
        return Err(Unimported::Why(Why::Side { from: manifest.from.side }));
    }
    let mut stop = None;
    let done = std::thread::scope(|scope| {
        // The disk writes them while tickets are looked at.
        let keeping =
            (!how.dry_run).then(|| scope.spawn(|| pack.map_or(Ok(()), |pack| blobs.keep_pack(pack)).and_then(|()| blobs.keep(files))));
        store.at_desk(|desk| {
            let work = Work { desk, ctx, how, manifest: &manifest, digest: &digest, bytes: &bytes };
            let ran = work.run(histories);
            let kept = keeping.map_or(Ok(()), |thread| thread.join().unwrap_or_else(|_| Err(std::io::Error::other("panic"))));
            ran.and_then(|imported| kept.map(|()| imported).map_err(Stop::Io)).map_err(|why| {
                let error = match &why {
                    Stop::Store(error) => error.clone(),
                    // Nothing of this is shown: it ends the transaction.
                    _ => Error::new(crate::error::Kind::Input, crate::text::Msg::Internal { what: "import".into() }),
                };
                stop = Some(why);
                error
            })
        })
    });
    match (done, stop) {
        (Ok(imported), _) => Ok(imported),
        (Err(_), Some(Stop::DryRun(imported))) => Ok(*imported),
        (Err(_), Some(Stop::Why(why))) => Err(Unimported::Why(why)),
        (Err(_), Some(Stop::Io(error))) => Err(Unimported::Io(error)),
        (Err(error), _) => Err(Unimported::Store(error)),
    }
}

struct Work<'a, 'd> {
    desk: &'a Desk<'d>,
    ctx: &'a Ctx,
    how: &'a Import<'a>,
    manifest: &'a Manifest,
    digest: &'a str,
    bytes: &'a [u8],
}

impl Work<'_, '_> {
    fn run(&self, histories: Vec<History>) -> Result<Imported, Stop> {
        let Self { desk, ctx, how, manifest, .. } = self;
        if let Some(known) = desk.package(self.digest).map_err(Stop::Store)? {
            let imported = Imported {
                manifest: Manifest::clone(manifest),
                taken: Vec::new(),
                refused: Vec::new(),
                arrived: Vec::new(),
                receipt: known.receipt,
                again: true,
            };
            return Ok(imported);
        }
        if let Some(twin) = desk.package_by_id(Direction::In, &manifest.id).map_err(Stop::Store)? {
            return Err(Stop::Why(Why::Twin { name: twin.name }));
        }
        let (mut taken, mut refused, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let jobs = manifest.tickets.iter().zip(histories).map(|(listed, history)| {
            let here = desk.events(&listed.no).map_err(Stop::Store)?;
            Ok(Job { listed, history, here })
        });
        in_order(
            how.threads,
            AHEAD,
            jobs,
            || |job| look(how, manifest, job),
            |(listed, looked)| {
                match looked {
                    Ok(looked) => {
                        if let Some((title, body)) = &looked.words
                            && let Some(ticket) = looked.sheet.ticket()
                        {
                            desk.append(looked.sheet.added(), ticket, (title, body)).map_err(Stop::Store)?;
                        }
                        lines.push(receipted(listed, &looked.taken));
                        taken.push(looked.taken);
                    }
                    Err(why) => {
                        lines.push(Receipted { no: listed.no.clone(), result: TicketResult::Refused, status: None, round: listed.round });
                        refused.push((listed.no.clone(), why));
                    }
                }
                Ok(())
            },
        )?;
        if !refused.is_empty() && (!how.per_ticket || taken.is_empty()) {
            return Err(Stop::Why(Why::Refused(refused)));
        }
        let arrived = self.arrived(&taken).map_err(Stop::Store)?;
        let receipt = Receipt::new(manifest, self.digest, how.by.clone(), &ctx.operator, ctx.now, lines).text();
        let imported = Imported { manifest: Manifest::clone(manifest), taken, refused, arrived, receipt, again: false };
        if how.dry_run {
            return Err(Stop::DryRun(Box::new(imported)));
        }
        self.enter(&imported).map_err(Stop::Store)?;
        Ok(imported)
    }

    /// Packages of ours that they must have had: their histories hold events that only those brought.
    fn arrived(&self, taken: &[Taken]) -> crate::error::Result<Vec<(PackageKind, String)>> {
        let side = self.how.pen.side;
        let ours = |listed: &Listed| if side == Side::Ops { listed.ops } else { listed.problem };
        let seen: BTreeMap<&str, u32> = self.manifest.tickets.iter().map(|listed| (listed.no.as_str(), ours(listed))).collect();
        let took: std::collections::BTreeSet<&str> = taken.iter().map(|one| one.no.as_str()).collect();
        let mut arrived = Vec::new();
        for mut package in self.desk.waiting()? {
            let Ok(sent) = serde_json::from_str::<Manifest>(&package.manifest) else { continue };
            let had = |listed: &Listed| {
                took.contains(listed.no.as_str()) && seen.get(listed.no.as_str()).is_some_and(|seen| *seen >= ours(listed))
            };
            if sent.tickets.iter().any(had) {
                (package.arrived, package.how) = (Some(self.ctx.now), "answer".into());
                self.desk.put_package(&package)?;
                arrived.push((package.kind, package.id.clone()));
            }
        }
        Ok(arrived)
    }

    fn enter(&self, imported: &Imported) -> crate::error::Result<()> {
        let manifest = self.manifest;
        self.desk.put_package(&Ledger {
            digest: self.digest.to_owned(),
            id: manifest.id.clone(),
            direction: Direction::In,
            kind: manifest.kind,
            seq: manifest.seq,
            at: self.ctx.now,
            name: self.how.name.clone(),
            manifest: String::from_utf8_lossy(self.bytes).into_owned(),
            receipt: imported.receipt.clone(),
            arrived: Some(self.ctx.now),
            how: How::Receipt.as_str().into(),
            tickets: manifest.tickets.iter().map(|ticket| (ticket.no.clone(), ticket.round)).collect(),
        })?;
        let what = serde_json::json!({
            "package": manifest.id, "digest": self.digest, "kind": manifest.kind,
            "tickets": imported.taken.len(), "refused": imported.refused.len(), "recover": self.how.recover,
        });
        self.desk.audit(&AuditEntry::new(self.ctx, "ticket.import", what))
    }
}

/// A ticket to look at.
struct Job<'m> {
    listed: &'m Listed,
    /// What came.
    history: History,
    /// What is here.
    here: Vec<Event>,
}

/// What becomes of it.
struct Looked {
    taken: Taken,
    sheet: Sheet,
    /// What a search finds it by, where something is to be written.
    words: Option<(String, String)>,
}

/// Merges a ticket, by any thread.
fn look<'m>(how: &Import<'_>, manifest: &Manifest, job: Job<'m>) -> (&'m Listed, Result<Looked, Refused>) {
    let Job { listed, history, here } = job;
    let merged = || {
        let mut sheet = Sheet::open(how.pen.side, &listed.no, here).map_err(Refused::Broken)?;
        let taken = take_in(&mut sheet, how.pen, (manifest.kind, &manifest.id), listed, history, how.recover)?;
        let words = sheet.ticket().filter(|_| !sheet.added().is_empty()).map(how.words);
        Ok(Looked { taken, sheet, words })
    };
    (listed, merged())
}

fn receipted(listed: &Listed, taken: &Taken) -> Receipted {
    let result = match taken.arrived {
        _ if !taken.conflicts.is_empty() => TicketResult::Conflict,
        Arrived::New => TicketResult::New,
        Arrived::Changed => TicketResult::Changed,
        Arrived::Stale => TicketResult::Stale,
    };
    Receipted { no: listed.no.clone(), result, status: taken.after.map(|stand| stand.status), round: listed.round }
}
