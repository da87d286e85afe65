//! Logs that grow, in any encoding, or are not there.

mod turned;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use super::*;
use crate::links::probe::{LogFact, Read, Trouble, log, since, text};
use crate::model::Lang;

struct Stage {
    dir: tempfile::TempDir,
}

impl Stage {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn append(&self, name: &str, text: impl AsRef<[u8]>) {
        OpenOptions::new().append(true).create(true).open(self.path(name)).unwrap().write_all(text.as_ref()).unwrap();
    }

    /// Gives a file a time after all others.
    fn touch(&self, name: &str, second: u64) {
        let time = std::time::UNIX_EPOCH + Duration::from_secs(4_000_000_000 + second);
        OpenOptions::new().append(true).open(self.path(name)).unwrap().set_modified(time).unwrap();
    }

    fn since(&self, path: &str) -> Since {
        let probe = Probe::Log { path: path.into(), contains: String::new(), without: String::new() };
        let since = since(&probe, self.dir.path());
        serde_json::from_str(&serde_json::to_string(&since).unwrap()).unwrap()
    }

    fn look(&self, since: &Since, path: &str, contains: &str, without: &str, ms: u64) -> LogFact {
        let probe = format!("{{\"kind\":\"log\",\"path\":\"{path}\",\"contains\":\"{contains}\",\"without\":\"{without}\"}}");
        match super::look(&probe, self.dir.path(), since, ms).told {
            Told::Log(fact) => fact,
            other => panic!("{other:?}"),
        }
    }
}

fn found(fact: LogFact) -> (String, u64, bool, Read) {
    match fact {
        LogFact::Found { line, read } => (line.text, line.number, line.in_file, read),
        other => panic!("{other:?}"),
    }
}

fn offends(fact: LogFact) -> (String, u64, Read) {
    match fact {
        LogFact::Offends { line, read } => (line.text, line.number, read),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_was_written_since_is_judged() {
    let stage = Stage::new();
    stage.append("app.log", "ERROR old\nstarted in 9 s\n");
    let since = stage.since("app.log");
    assert!(matches!(stage.look(&since, "app.log", "started", "ERROR", 0), LogFact::Missing { read } if read.bytes == 0));
    stage.append("app.log", "INFO one\r\nstarted in 7 s\r\n");
    let (text, number, in_file, read) = found(stage.look(&since, "app.log", "started in [0-9]+ s$", "ERROR", 0));
    assert_eq!((text.as_str(), number, in_file, read.lines), ("started in 7 s", 2, false, 2));
    stage.append("app.log", "java.lang.ERROR\x1b[2J\n");
    let fact = stage.look(&since, "app.log", "started", "ERROR", 0);
    assert_eq!(fact.say(Lang::Zh), "出现禁止的内容：app.log 发布后第 3 行：java.lang.ERROR [2J（发布后 3 行）");
    assert_eq!(
        fact.say(Lang::En),
        "found what may not be: app.log line 3 since the release: java.lang.ERROR [2J (lines since the release: 3)"
    );
    assert_eq!(offends(fact).1, 3);
    // An absolute path is taken as it is.
    let path = stage.path("app.log");
    let since = stage.since(path.to_str().unwrap());
    assert!(matches!(stage.look(&since, path.to_str().unwrap(), "", "ERROR", 0), LogFact::Clean { .. }));
}

#[test]
fn without_is_watched_until_the_other_was_found_or_the_time_is_over() {
    let stage = Stage::new();
    stage.append("app.log", "");
    let since = stage.since("app.log");
    let write = |wait: u64, text: &'static str| {
        let path = stage.path("app.log");
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(wait));
            OpenOptions::new().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
        })
    };
    // Alone it has to hold for all of the time, and ends it where it does not.
    let writer = write(100, "OutOfMemoryError\n");
    let watch = crate::ctx::Stopwatch::start();
    assert_eq!(offends(stage.look(&since, "app.log", "", "OutOfMemory", 3000)).1, 1);
    assert!((50..1500).contains(&watch.ms()), "{}", watch.ms());
    writer.join().unwrap();
    let watch = crate::ctx::Stopwatch::start();
    assert!(matches!(stage.look(&since, "app.log", "", "SQLException", 150), LogFact::Clean { .. }));
    assert!(watch.ms() >= 150);
    // With another it has to hold until that was found.
    let writer = write(100, "Server startup\n");
    let watch = crate::ctx::Stopwatch::start();
    assert_eq!(found(stage.look(&since, "app.log", "startup", "SQLException", 3000)).1, 2);
    assert!(watch.ms() < 1500);
    writer.join().unwrap();
}

#[test]
fn a_half_line_is_judged_when_the_time_is_over() {
    let stage = Stage::new();
    let since = stage.since("app.log");
    stage.append("app.log", "x\nready");
    let watch = crate::ctx::Stopwatch::start();
    assert_eq!(found(stage.look(&since, "app.log", "^ready$", "", 100)).0, "ready");
    assert!(watch.ms() >= 100);
}

#[test]
fn a_log_that_was_not_there_is_read_from_its_start() {
    let stage = Stage::new();
    let since = stage.since("logs/app.log");
    assert_eq!(stage.look(&since, "logs/app.log", "", "ERROR", 50), LogFact::Unread { why: Trouble::Absent });
    fs::create_dir(stage.path("logs")).unwrap();
    stage.append("logs/app.log", "one\nready\n");
    let (text, number, in_file, read) = found(stage.look(&since, "logs/app.log", "ready", "", 0));
    assert_eq!((text.as_str(), number, in_file), ("ready", 2, true));
    assert!(!read.cut && !read.lost);
}

#[test]
fn lines_are_read_in_utf8_or_gbk_and_long_ones_in_pieces() {
    let stage = Stage::new();
    let since = stage.since("app.log");
    stage.append("app.log", encoding_rs::GBK.encode("系统启动完成\n").0);
    stage.append("app.log", "服务就绪\n");
    stage.append("app.log", b"\xff\xfe broken \x00\n");
    assert_eq!(found(stage.look(&since, "app.log", "启动完成", "", 0)).0, "系统启动完成");
    assert_eq!(found(stage.look(&since, "app.log", "服务就绪", "", 0)).0, "服务就绪");
    stage.append("app.log", "x".repeat(300 << 10) + "END\n");
    let (text, number, _, read) = found(stage.look(&since, "app.log", "END$", "", 0));
    assert_eq!((number, read.lines, text.chars().count()), (4, 4, 201));
    assert!((2..=4).contains(&read.long), "{read:?}");
}

#[test]
fn more_than_is_read_is_not_called_clean() {
    let stage = Stage::new();
    let since = stage.since("app.log");
    stage.append("app.log", "a line\n".repeat(200));
    let look = |contains: &str, without: &str| {
        let regex = |one: &str| (!one.is_empty()).then(|| text::regex(one).unwrap());
        let fact = log::Follow::new(stage.path("app.log"), &since, regex(contains), regex(without), 1000).unwrap().look(true);
        assert_eq!(Told::Log(fact.clone()).is_judged(), Told::Log(fact.clone()).holds());
        fact
    };
    assert!(matches!(look("", "ERROR"), LogFact::NotWhole { read } if read.over && read.bytes == 1000));
    assert!(matches!(look("ready", ""), LogFact::Missing { read } if read.over));
    assert!(matches!(look("line", "ERROR"), LogFact::NotWhole { .. }));
    assert!(matches!(look("line", ""), LogFact::Found { line, .. } if line.number == 1));
}

#[test]
fn what_cannot_be_judged_is_told() {
    let stage = Stage::new();
    stage.append("app.log", "ready\n");
    assert_eq!(stage.look(&Since::Nothing, "app.log", "ready", "", 0), LogFact::NoSince { why: None });
    assert_eq!(stage.look(&stage.since("app.log"), "app.log", "", "", 0), LogFact::Nothing);
    fs::create_dir(stage.path("folder")).unwrap();
    let since = stage.since("folder");
    assert!(matches!(&since, Since::Failed { .. }), "{since:?}");
    assert!(matches!(stage.look(&since, "folder", "x", "", 0), LogFact::NoSince { why: Some(_) }));
    // Nobody writes to it, and nobody waits for that.
    rustix::fs::mknodat(rustix::fs::CWD, stage.path("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::from_raw_mode(0o600), 0)
        .unwrap();
    assert!(matches!(stage.since("pipe"), Since::Failed { .. }));
    assert!(matches!(stage.look(&Since::Log { files: Vec::new() }, "pipe", "x", "", 0), LogFact::Unread { .. }));
    assert_eq!(stage.since("app.log/below"), Since::Log { files: Vec::new() });
}
