//! Log files of a target, look after look: what is new is told once, whatever happens to the file in between.
//! The database beside them answers from a recorded story, so these tests need none.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use jiff::{Timestamp, tz::TimeZone};
use opsctl::catalog::{self, Catalog};
use opsctl::ctx::Ctx;
use opsctl::engine::{self, Opened, Order, Reached};
use opsctl::links::capture;
use opsctl::model::{Cadence, Connect, Driver, Lang, LogFiles, Outcome, Place, Scrubber, State, Target};

/// One target with one alert log, looked at again and again.
struct Watch {
    dir: tempfile::TempDir,
    catalog: Catalog,
    cursors: BTreeMap<String, String>,
}

impl Watch {
    fn new() -> Self {
        let catalog = catalog::load(None).unwrap_or_else(|faults| panic!("{faults:?}"));
        Self { dir: tempfile::tempdir().unwrap(), catalog, cursors: BTreeMap::new() }
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("alert_SBF.log")
    }

    fn append(&self, text: impl AsRef<[u8]>) {
        use std::io::Write;
        let mut file = fs::OpenOptions::new().create(true).append(true).open(self.log()).unwrap();
        file.write_all(text.as_ref()).unwrap();
    }

    /// One inspection with only the alert log; keeps the cursor as the store would.
    fn look(&mut self) -> Outcome {
        let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replay/11g-noncdb");
        let now: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        let capture = capture::open(&story, now, &jiff::tz::TimeZone::UTC).unwrap();
        let held = capture.manifest.targets[0].clone();
        let ctx = Ctx {
            now,
            now_fixed: true,
            zone: TimeZone::UTC,
            zone_name: "UTC".into(),
            lang: Lang::Zh,
            operator: "张工".into(),
            machine: "m".into(),
            scrub: Scrubber::default(),
        };
        let rules = engine::log_rules(None).unwrap();
        let order = Order {
            ctx: &ctx,
            catalog: &self.catalog,
            checks: vec![self.catalog.find("db.alert-log").unwrap()],
            targets: vec![target(self.log())],
            past: &|_| HashMap::new(),
            dial: &|_| Ok(Opened { link: capture.link(&held), note: None, reached: Reached::default() }),
            jobs: 1,
            command: "inspect db".into(),
            cadence: Cadence::Daily,
            source: "live".into(),
            stop: &AtomicBool::new(false),
            progress: &|_| {},
            limits: &|_, _| BTreeMap::new(),
            log_rules: &rules,
            cursors: &HashMap::from([("sbf".to_owned(), self.cursors.clone())]),
        };
        let done = engine::run(&order, "r".into());
        self.cursors.extend(done.state.cursors.into_iter().map(|(_, file, cursor)| (file, cursor)));
        done.run.targets[0].outcomes.iter().find(|o| o.check == "db.alert-log").unwrap().clone()
    }

    /// `level code×count` of each finding.
    fn found(&mut self) -> Vec<String> {
        let outcome = self.look();
        let table = outcome.table().unwrap_or_else(|| panic!("{:?}", outcome.state)).clone();
        outcome
            .findings()
            .iter()
            .map(|f| {
                let cell = |name| table.get(f.row.unwrap(), name).unwrap().plain();
                format!("{} {}×{}", f.level.as_str(), cell("code"), cell("events"))
            })
            .collect()
    }
}

fn target(log: PathBuf) -> Target {
    Target {
        name: "sbf".into(),
        description: String::new(),
        group: String::new(),
        tags: Vec::new(),
        order: 0,
        enabled: true,
        owner: String::new(),
        packs: Vec::new(),
        place: Place::Oracle(Connect {
            address: "db.example:1521/SBF".into(),
            user: "u".into(),
            password: None,
            driver: Driver::Auto,
            sysdba: false,
            connect_timeout_s: 1,
            statement_timeout_s: 1,
            tns_admin: None,
            wallet: None,
            wallet_password: None,
        }),
        logs: LogFiles { alert: vec![log], ..LogFiles::default() },
        limits: BTreeMap::new(),
        skip: BTreeMap::new(),
    }
}

const OLD: &str = "Thu Jun 06 00:00:02 2019\nThread 1 advanced to log sequence 7\n";
const ORA_600: &str =
    "2026-11-22T07:10:00.100000+08:00\nErrors in file /u01/x.trc:\nORA-00600: internal error code, arguments: [kdsgrp1], [1]\n";
const ORA_1653: &str = "Sun Nov 22 07:11:00 2026\nORA-1653: unable to extend table A.B by 128 in tablespace C\n";

#[test]
fn the_first_look_is_a_baseline_and_then_each_event_is_told_once() {
    let mut watch = Watch::new();
    watch.append(OLD);
    watch.append(ORA_600);
    assert_eq!(watch.found(), [""; 0], "what was there before is not told");
    watch.append(ORA_600);
    assert_eq!(watch.found(), ["critical ORA-00600×1"]);
    assert_eq!(watch.found(), [""; 0], "nothing new");
    watch.append(ORA_1653);
    watch.append(ORA_600);
    watch.append(ORA_600);
    assert_eq!(watch.found(), ["critical ORA-00600×2", "critical ORA-01653×1"], "both time formats in one file");
}

#[test]
fn an_unfinished_last_line_waits_for_the_next_look() {
    let mut watch = Watch::new();
    watch.append(OLD);
    watch.look();
    let (head, tail) = ORA_1653.split_at(ORA_1653.len() - 20);
    watch.append(head);
    assert_eq!(watch.found(), [""; 0]);
    watch.append(tail);
    assert_eq!(watch.found(), ["critical ORA-01653×1"]);
}

#[test]
fn rotation_and_truncation_lose_nothing() {
    let mut watch = Watch::new();
    watch.append(OLD.repeat(20));
    watch.look();
    // Renamed away with unread lines in it, and a new file begun.
    watch.append(ORA_600);
    fs::rename(watch.log(), watch.dir.path().join("alert_SBF.log.1")).unwrap();
    watch.append(OLD);
    watch.append(ORA_1653);
    assert_eq!(watch.found(), ["critical ORA-00600×1", "critical ORA-01653×1"]);
    // Copied away and emptied in place.
    fs::copy(watch.log(), watch.dir.path().join("alert_SBF.log.2")).unwrap();
    fs::File::create(watch.log()).unwrap();
    watch.append(ORA_600);
    assert_eq!(watch.found(), ["critical ORA-00600×1"]);
}

#[test]
fn gbk_bytes_and_an_unknown_code_are_shown() {
    let mut watch = Watch::new();
    watch.append(OLD);
    watch.look();
    let text = "2026-11-22T07:10:00.100000+08:00\nORA-20999: 自定义错误：核定参数缺失\n";
    watch.append(encoding_rs::GB18030.encode(text).0);
    let outcome = watch.look();
    let says = &outcome.findings()[0].says.zh;
    assert!(says.contains("核定参数缺失"), "{says}");
}

#[test]
fn what_cannot_be_read_is_not_checked() {
    let mut watch = Watch::new();
    let reason = |watch: &mut Watch| match watch.look().state {
        State::NotChecked { reason } => reason.what,
        other => panic!("{other:?}"),
    };
    assert!(reason(&mut watch).contains("no such file"));
    fs::create_dir(watch.log()).unwrap();
    assert!(!reason(&mut watch).is_empty(), "a folder");
    fs::remove_dir(watch.log()).unwrap();
    fs::write(watch.log(), b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0").unwrap();
    assert!(reason(&mut watch).contains("not a text"));
    fs::write(watch.log(), b"").unwrap();
    assert!(watch.found().is_empty(), "an empty log is fine");
}

#[test]
fn a_hole_of_many_megabytes_is_read_through() {
    let mut watch = Watch::new();
    watch.append(OLD.repeat(200));
    watch.look();
    // A sparse file: NULs that cost no disk, as a truncation under a writer leaves them; then a real event. The size of
    // real logs, gigabytes, is the matter of scripts/bench.
    let file = fs::OpenOptions::new().write(true).open(watch.log()).unwrap();
    file.set_len(64 << 20).unwrap();
    watch.append(format!("\n{ORA_1653}"));
    assert_eq!(watch.found(), ["critical ORA-01653×1"]);
}
