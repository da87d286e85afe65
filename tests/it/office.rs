//! An invented office for tests of reports, and readers of what was written that share no code with the writers.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, Reader};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use opsctl::ctx::Ctx;
use opsctl::model::work::{Work, WorkKind};
use opsctl::model::*;
use opsctl::store::Store;
use quick_xml::events::Event;

use crate::env::{Output, World};
use crate::fabricate;

/// October 2026, three databases and five hosts, looked at twice a day.
pub(crate) const MONTH: &str = "2026-10";

/// What was put into the history, counted while it was.
pub(crate) struct Office {
    dir: tempfile::TempDir,
    pub(crate) runs: usize,
    pub(crate) judged: usize,
    pub(crate) not_checked: usize,
}

/// Made once for the tests of a process.
pub(crate) static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let size = fabricate::Office { hosts: 5, databases: 3, first: "2026-10-01".parse().unwrap(), days: 31, looks: 2 };
    let dir = tempfile::tempdir().unwrap();
    let catalog = opsctl::catalog::load(None).unwrap();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let mut office = Office { dir, runs: 0, judged: 0, not_checked: 0 };
    let mut store = Store::open(office.dir.path()).unwrap();
    for run in fabricate::runs(&catalog, &size, &zone) {
        office.runs += 1;
        for outcome in run.targets.iter().flat_map(|target| &target.outcomes) {
            match outcome.state {
                State::Judged { .. } => office.judged += 1,
                State::NotChecked { .. } => office.not_checked += 1,
                State::NotApplicable { .. } => {}
            }
        }
        store.save(&run, &NewState::default()).unwrap();
    }
    drop(store);
    office
});

/// A world with a copy of the office's history, its parties and targets.
pub(crate) fn office() -> World {
    let world = empty_office();
    std::fs::create_dir_all(world.path("data")).unwrap();
    for entry in std::fs::read_dir(OFFICE.dir.path()).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            std::fs::copy(entry.path(), world.path("data").join(entry.file_name())).unwrap();
        }
    }
    world
}

/// The same without a history: eight targets, two groups, three people.
pub(crate) fn empty_office() -> World {
    let world = World::new();
    settings(&world, "");
    let mut targets = String::from("[group.core]\ntitle = \"核心业务库\"\n[group.app]\ntitle = \"应用主机\"\n");
    for i in 1..=3 {
        targets += &format!(
            "[target.db{i:03}]\nkind = \"oracle\"\naddress = \"10.0.0.{i}:1521/orcl\"\nuser = \"o\"\npassword = {{ env = \"X\" }}\ngroup = \"core\"\n"
        );
    }
    for i in 1..=5 {
        targets += &format!("[target.host{i:03}]\nkind = \"host\"\naddress = \"10.0.1.{i}\"\nuser = \"o\"\ngroup = \"app\"\n");
    }
    world.write("targets.toml", targets);
    world
}

/// The configuration, with more lines of `[report]`.
pub(crate) fn settings(world: &World, more: &str) {
    world.write(
        "opsctl.toml",
        format!(
            "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n[report]\ncustomer = \"某某省税务局\"\n\
             provider = \"某某信息公司\"\nproject = \"核心系统运维项目\"\npeople = [\"张三\", \"李四\"]\n{more}\n"
        ),
    );
}

impl World {
    /// Runs a command at another moment.
    pub(crate) fn at(&self, now: &str, args: &[&str]) -> Output {
        let mut command = self.command(args);
        command.env("OPSCTL_NOW", now);
        self.finish(command)
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// The files of a folder and those below it, by name.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let root = self.path(folder);
        let mut files: Vec<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(&root).unwrap().display().to_string())
            .collect();
        files.sort();
        files
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(&self.path("data")).unwrap()
    }

    /// The data of a report as printed.
    pub(crate) fn data(&self, args: &[&str]) -> serde_json::Value {
        let output = self.run(&[&["report", "data"], args].concat());
        assert_eq!(output.code, 0, "{output:?}");
        serde_json::from_str(&output.out).unwrap()
    }
}

/// A context of the office, for putting things into a history.
pub(crate) fn ctx(now: &str) -> Ctx {
    Ctx {
        now: now.parse().unwrap(),
        now_fixed: true,
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        zone_name: "Asia/Shanghai".into(),
        lang: Lang::Zh,
        operator: "张工".into(),
        machine: "ops1".into(),
        scrub: Scrubber::default(),
    }
}

/// An entry of the work log.
pub(crate) fn work(kind: WorkKind, from: &str, to: &str, target: &str, what: &str) -> Work {
    Work {
        kind,
        begins: from.parse().unwrap(),
        ends: Some(to.parse().unwrap()),
        who: "张三".into(),
        target: target.into(),
        ticket: String::new(),
        what: what.into(),
        result: String::new(),
        source: "person".into(),
    }
}

/// A run of one host whose logon answers or not, with further outcomes.
pub(crate) fn look(at: &str, target: &str, down: bool, more: Vec<Outcome>) -> Run {
    let now: Timestamp = at.parse().unwrap();
    let words = |zh: &str| Words::new(zh, zh);
    let finding = Finding {
        level: Level::Critical,
        subject: String::new(),
        topic: "connect".into(),
        says: words("连接不上：没有应答"),
        advice: words("检查网络。"),
        row: None,
        since: Some(now),
        new: true,
    };
    let column = Column { name: "address".into(), kind: Kind::Text, unit: None, title: words("地址") };
    let table = Table { columns: vec![column].into(), rows: vec![vec![Value::Text(target.into())]], truncated: false };
    let state = State::Judged { table, findings: if down { vec![finding] } else { Vec::new() } };
    let mut outcomes = vec![outcome("host.connect", "连接与登录", now, state)];
    outcomes.extend(more);
    Run {
        schema: opsctl::model::run::SCHEMA,
        id: format!("{}-{}", now.to_zoned(TimeZone::UTC).strftime("%Y%m%d-%H%M%S"), &sha256(target.as_bytes())[..4]),
        command: "inspect host".into(),
        tool: "0".into(),
        cadence: Cadence::Daily,
        operator: "张工".into(),
        machine: "ops1".into(),
        lang: Lang::Zh,
        zone: "Asia/Shanghai".into(),
        now,
        now_fixed: true,
        took_ms: 1,
        source: opsctl::model::run::LIVE.into(),
        incomplete: false,
        targets: vec![TargetRun {
            name: target.into(),
            description: String::new(),
            group: String::new(),
            tags: Vec::new(),
            address: "10.0.1.1".into(),
            driver: "ssh".into(),
            facts: None,
            host: None,
            clock_skew_s: None,
            outcomes,
            recovered: Vec::new(),
        }],
    }
}

/// An outcome of any check.
pub(crate) fn outcome(check: &str, title: &str, at: Timestamp, state: State) -> Outcome {
    Outcome {
        check: check.into(),
        title: Words::new(title, title).into(),
        req: std::sync::Arc::default(),
        cadence: Cadence::Daily,
        at,
        took_ms: 1,
        step: None,
        limits: BTreeMap::new(),
        show: std::sync::Arc::default(),
        metric: std::sync::Arc::default(),
        subject: std::sync::Arc::default(),
        chart: None,
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        unkept_rows: 0,
        state,
    }
}

/// Looks at a host every two hours of a month, down in those that `down` names (by number).
pub(crate) fn looks(world: &World, target: &str, down: &[i64]) {
    let mut store = world.store();
    let first: Timestamp = "2026-10-01T00:00:00+08:00".parse().unwrap();
    for n in 0..31 * 12 {
        let at = first.checked_add((n * 2).hours()).unwrap().to_string();
        store.save(&look(&at, target, down.contains(&n), Vec::new()), &NewState::default()).unwrap();
    }
}

/// The parts of a package by name, unpacked by the `zip` crate.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut data = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut data).unwrap();
            (file.name().unwrap().into_owned(), data)
        })
        .collect()
}

/// The text of a docx: a line a paragraph, those of headers and footers last.
pub(crate) fn docx_text(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let mut names: Vec<&String> =
        parts.keys().filter(|name| ["word/document.xml", "word/header", "word/footer"].iter().any(|p| name.starts_with(p))).collect();
    names.sort();
    names.iter().map(|name| paragraphs(std::str::from_utf8(&parts[*name]).unwrap())).collect()
}

fn paragraphs(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => inside = tag.name().as_ref() == "w:t",
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => out.push('\n'),
            Event::End(tag) => {
                inside = false;
                if tag.name().as_ref() == "w:p" {
                    out.push('\n');
                }
            }
            Event::Text(text) if inside => out += &text,
            Event::GeneralRef(name) if inside => {
                out += &quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap();
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// The sheets of a workbook with their cells as text, a row a line, cells apart by tabs.
pub(crate) fn xlsx_text(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t") + "\n");
            (name, rows.collect())
        })
        .collect()
}

/// All cells of a workbook.
pub(crate) fn xlsx_cells(bytes: &[u8]) -> Vec<Data> {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    book.sheet_names()
        .into_iter()
        .flat_map(|name| book.worksheet_range(&name).unwrap().rows().flatten().cloned().collect::<Vec<_>>())
        .collect()
}

/// What `lint` finds wrong, as words.
pub(crate) fn lint(bytes: &[u8]) -> Vec<String> {
    opsctl::ooxml::lint::lint(bytes, opsctl::ooxml::lint::Braces::Allowed)
        .iter()
        .filter(|fault| fault.kind == opsctl::ooxml::FaultKind::Lint)
        .map(|fault| fault.to(Lang::En))
        .collect()
}

/// A file is what it should be: a docx or xlsx that readers open.
pub(crate) fn sound(path: &Path) {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    assert_eq!(lint(&bytes), Vec::<String>::new(), "{}", path.display());
    if path.extension().is_some_and(|end| end == "xlsx") {
        assert!(!xlsx_text(&bytes).is_empty(), "{}", path.display());
    } else {
        assert!(!docx_text(&bytes).trim().is_empty(), "{}", path.display());
    }
}
