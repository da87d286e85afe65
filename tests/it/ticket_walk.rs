//! Two stores that exchange real packages: lost, repeated, out of order, packed anew by another program. They agree in the end, and no
//! state goes back. (The same with events alone, many more times: `ticket::tests::walk`.)

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use opsctl::bundle::{Limits, NamesAs};
use opsctl::ctx::Ctx;
use opsctl::model::ticket::{Field, Fields, Move, PackageKind, Side, Stand, Status, Ticket, What};
use opsctl::store::{Blobs, Store, TicketFilter};
use opsctl::ticket::exchange::{self, Given, Import, Order};
use opsctl::ticket::package::{Party, Receipt};
use opsctl::ticket::pen::{Pen, Sheet, goes, possible};

use crate::office::ctx;

/// A small generator: the same walk for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() { None } else { all.get(self.roll(all.len())) }
    }
}

struct Platform {
    side: Side,
    dir: PathBuf,
    store: Store,
    blobs: Blobs,
    furthest: BTreeMap<String, (u32, usize)>,
    hour: i64,
}

fn words(_: &Ticket) -> (String, String) {
    (String::new(), String::new())
}

impl Platform {
    fn new(root: &Path, side: Side) -> Self {
        let dir = root.join(side.as_str());
        Self { side, store: Store::open(&dir).unwrap(), blobs: Blobs::in_data(&dir), dir, furthest: BTreeMap::new(), hour: 0 }
    }

    fn ctx(&mut self) -> Ctx {
        self.hour += 1;
        let now = "2026-11-02T00:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_mins(self.hour);
        ctx(&now.to_string())
    }

    fn pen(&self, ctx: &Ctx) -> Pen {
        Pen { side: self.side, at: ctx.now, author: "张三".into(), roles: None }
    }

    fn numbers(&self) -> Vec<String> {
        self.store.tickets(&TicketFilter::default()).unwrap().0.into_iter().map(|row| row.no).collect()
    }

    fn ticket(&self, no: &str) -> Ticket {
        Sheet::open(self.side, no, self.store.ticket_events(no).unwrap()).unwrap().ticket().unwrap().clone()
    }

    fn write(&mut self, no: &str, what: What) {
        let ctx = self.ctx();
        let pen = self.pen(&ctx);
        self.store
            .at_desk(|desk| {
                let mut sheet = Sheet::open(pen.side, no, desk.events(no)?).unwrap();
                if sheet.write(&pen, what).is_ok() {
                    desk.append(sheet.added(), sheet.ticket().unwrap(), ("", ""))?;
                }
                Ok(())
            })
            .unwrap();
        self.watch();
    }

    /// No state ever goes back.
    fn watch(&mut self) {
        for no in self.numbers() {
            let Stand { status, round } = self.ticket(&no).stand.unwrap();
            let step = match status {
                Status::Testing => Status::Developing,
                Status::Returned => Status::Entered,
                status => status,
            };
            let now = (round, Status::of(self.side).iter().position(|one| *one == step).unwrap());
            let before = self.furthest.entry(no.clone()).or_insert(now);
            assert!(now >= *before, "{no} went back to {status:?}");
            *before = now;
        }
    }

    fn export(&mut self, kind: PackageKind, to: &Path) -> bool {
        let numbers: Vec<String> = self.numbers().into_iter().filter(|no| goes(&self.ticket(no), kind)).collect();
        if numbers.is_empty() {
            return false;
        }
        let order = Order {
            kind,
            from: Party { side: self.side, name: String::new() },
            numbers: &numbers,
            rules: None,
            files: true,
            names: NamesAs::Ascii,
            lock: None,
            threads: NonZeroUsize::new(2).unwrap(),
        };
        let ctx = self.ctx();
        exchange::export(&mut self.store, &self.blobs, &ctx, &order, to).unwrap();
        true
    }

    /// Takes a package in; gives the receipt.
    fn import(&mut self, path: &Path) -> Receipt {
        let ctx = self.ctx();
        let pen = self.pen(&ctx);
        let given = Given {
            limits: Limits::default(),
            password: None,
            encoding: None,
            weak: false,
            threads: NonZeroUsize::new(2).unwrap(),
            keep: Some(&self.blobs),
        };
        let opened = exchange::open(File::open(path).unwrap(), &given).unwrap();
        let how = Import {
            pen: &pen,
            by: Party { side: self.side, name: String::new() },
            name: "p.zip".into(),
            per_ticket: false,
            recover: false,
            dry_run: false,
            threads: std::num::NonZeroUsize::MIN,
            words: &words,
        };
        let imported = exchange::import(&mut self.store, &self.blobs, &ctx, opened, &how).unwrap();
        self.watch();
        Receipt::read(imported.receipt.as_bytes()).unwrap()
    }

    fn answer(&mut self, receipt: &Receipt) {
        let ctx = self.ctx();
        let pen = self.pen(&ctx);
        exchange::answer(&mut self.store, &ctx, &pen, receipt, &words).unwrap();
        self.watch();
    }

    /// One thing that somebody does.
    fn work(&mut self, dice: &mut Dice) {
        let numbers = self.numbers();
        let value = format!("{}-{}", self.side.as_str(), self.hour);
        if self.side == Side::Ops && (numbers.is_empty() || (numbers.len() < 3 && dice.roll(10) == 0)) {
            let fields = Fields::from([(Field::Title, "申报失败".into()), (Field::Symptom, "报错".into())]);
            self.write(&format!("YW-2026-{:05}", numbers.len() + 1), What::Create { fields, origin: None, reopens: None });
            return;
        }
        let Some(no) = dice.pick(&numbers).cloned() else { return };
        let what = match dice.roll(6) {
            0 => What::Edit { fields: Fields::from([(Field::Module, value)]), reason: String::new() },
            1 => {
                let incoming = self.blobs.take(value.as_bytes()).unwrap();
                let what = What::Attach { name: format!("{value}.txt"), sha256: incoming.sha256.clone(), size: incoming.size };
                self.blobs.keep([incoming]).unwrap();
                what
            }
            _ => {
                let steps: Vec<Move> = possible(self.ticket(&no).status().unwrap(), self.side);
                let steps: Vec<Move> = steps.into_iter().filter(|step| !matches!(step, Move::Solve | Move::Assign)).collect();
                let Some(step) = dice.pick(&steps).copied() else { return };
                let all = [Field::Cause, Field::Solution, Field::Result, Field::Release, Field::Developer];
                let mut fields: Fields = all.into_iter().map(|field| (field, value.clone())).collect();
                fields.insert(Field::Planned, "2026-12-01T00:00:00Z".into());
                What::Move { step, fields, reason: "原因".into() }
            }
        };
        self.write(&no, what);
    }
}

/// As somebody does with another program: other order, other packing, other times.
fn repack(path: &Path) {
    let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        entries.push((entry.name().unwrap().into_owned(), bytes));
    }
    entries.reverse();
    let mut again = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in entries {
        again.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        again.write_all(&bytes).unwrap();
    }
    again.finish().unwrap();
}

fn walk(seed: u64) {
    let root = tempfile::tempdir().unwrap();
    let mut dice = Dice(seed);
    let mut platforms = [Platform::new(root.path(), Side::Ops), Platform::new(root.path(), Side::Problem)];
    let mut pockets: Vec<(PackageKind, PathBuf)> = Vec::new();
    let mut receipts: Vec<(Side, Receipt)> = Vec::new();
    for step in 0..70 {
        match dice.roll(10) {
            0..=3 => platforms[0].work(&mut dice),
            4..=5 => platforms[1].work(&mut dice),
            6 => {
                let kind = *dice.pick(PackageKind::ALL).unwrap();
                let path = root.path().join(format!("{step}.zip"));
                if platforms[usize::from(kind.from() == Side::Problem)].export(kind, &path) {
                    pockets.push((kind, path));
                }
            }
            7 if !receipts.is_empty() => {
                let (to, receipt) = dice.pick(&receipts).unwrap().clone();
                platforms[usize::from(to == Side::Problem)].answer(&receipt);
            }
            _ => {
                let Some((kind, path)) = dice.pick(&pockets).cloned() else { continue };
                if dice.roll(3) == 0 {
                    repack(&path);
                }
                let receipt = platforms[usize::from(kind.from() == Side::Ops)].import(&path);
                receipts.push((kind.from(), receipt));
            }
        }
    }
    // All that is left is carried over in order.
    for round in 0..3 {
        for kind in PackageKind::ALL {
            let path = root.path().join(format!("last-{round}-{}.zip", kind.as_str()));
            let from = usize::from(kind.from() == Side::Problem);
            if platforms[from].export(*kind, &path) {
                platforms[1 - from].import(&path);
            }
        }
    }
    let [ops, problem] = &platforms;
    for no in problem.numbers() {
        let (ours, theirs) = (ops.ticket(&no), problem.ticket(&no));
        assert_eq!(ours.round(), theirs.round(), "{no}");
        // Solved here, or not planned there: nothing is on its way until the next step.
        let settled = ours.status() != Some(Status::Resolved)
            && !matches!(theirs.status(), Some(Status::Entered | Status::Accepted | Status::Returned));
        if settled {
            assert_eq!(ours.conflicts.keys().collect::<Vec<_>>(), theirs.conflicts.keys().collect::<Vec<_>>(), "{no}");
            for field in Field::ALL.iter().filter(|field| !ours.conflicts.contains_key(field)) {
                assert_eq!(ours.get(*field), theirs.get(*field), "{no} {field:?}");
            }
            assert_eq!(ours.files, theirs.files, "{no}");
            assert!(ours.files.iter().all(|file| ops.blobs.has(&file.sha256) && problem.blobs.has(&file.sha256)), "{no}");
        }
    }
    for platform in &platforms {
        assert_eq!(platform.store.check().unwrap(), Vec::<String>::new(), "{}", platform.dir.display());
        assert_eq!(platform.store.verify_audit().unwrap().broken_at, None);
    }
}

#[test]
fn two_stores_agree_whatever_happened_to_their_packages() {
    for seed in [3, 20_261_126, 0x5DEE_CE66, 77] {
        walk(seed);
    }
}
