//! Ports, files and processes.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command};

use rustix::process::{Pid, WaitId, WaitIdOptions};

use super::*;
use crate::links::probe::{FileFact, PortFact, ProcessFact, Trouble, process, text};
use crate::model::Lang;

fn port(host: &str, port: u16) -> PortFact {
    match look(&format!("{{\"kind\":\"port\",\"host\":\"{host}\",\"port\":{port}}}"), Path::new("/"), &Since::Nothing, 60).told {
        Told::Port(fact) => fact,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_port_listens_or_it_is_told_why_not() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let open = listener.local_addr().unwrap().port();
    let listens = PortFact::Listens { address: format!("127.0.0.1:{open}") };
    assert_eq!((port("", open), port("127.0.0.1", open), port("localhost", open)), (listens.clone(), listens.clone(), listens));
    if let Ok(six) = TcpListener::bind("[::1]:0") {
        let open = six.local_addr().unwrap().port();
        let listens = PortFact::Listens { address: format!("[::1]:{open}") };
        assert_eq!((port("::1", open), port("[::1]", open)), (listens.clone(), listens));
    }
    drop(listener);
    let closed = port("", open);
    assert_eq!(closed, PortFact::Closed { address: format!("127.0.0.1:{open}"), why: Trouble::Refused });
    assert_eq!(closed.say(Lang::Zh), format!("127.0.0.1:{open} 连接失败：连接被拒绝"));
    assert_eq!(port("no such host", 1), PortFact::Closed { address: "no such host:1".into(), why: Trouble::Unresolved });
}

#[test]
fn a_file_has_its_bytes_or_others() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.jar"), "abc").unwrap();
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let file = |path: &str, sha: &str| {
        look(&format!("{{\"kind\":\"file\",\"path\":\"{path}\",\"sha256\":\"{sha}\"}}"), dir.path(), &Since::Nothing, 60_000)
    };
    assert_eq!(file("a.jar", abc).told, Told::File(FileFact::Same { sha256: abc.into() }));
    assert!(file("a.jar", &abc.to_uppercase()).ok);
    let other = file("a.jar", "00");
    assert_eq!(other.told, Told::File(FileFact::Other { found: abc.into(), expected: "00".into() }));
    assert!(other.ms < 1000, "waiting would not change it");
    assert_eq!(file("b.jar", abc).told, Told::File(FileFact::Unread { why: Trouble::Absent }));
    assert!(!file(".", abc).told.is_judged(), "a folder");
}

/// A process with this among its arguments.
#[expect(clippy::disallowed_methods, reason = "a real process")]
fn sleeper(word: &str) -> Child {
    Command::new("sleep").arg0(format!("sleep {word}")).arg("100").spawn().unwrap()
}

#[test]
fn processes_are_counted_by_their_command_lines() {
    let dir = tempfile::tempdir().unwrap();
    let word = dir.path().file_name().unwrap().to_str().unwrap().replace('.', "-税务-");
    let mut both = [sleeper(&word), sleeper(&word)];
    let count = |pattern: &str, min: &str| {
        look(&format!("{{\"kind\":\"process\",\"match\":\"{pattern}\"{min}}}"), Path::new("/"), &Since::Nothing, 60)
    };
    let pattern = format!("^sleep {word} 100$");
    let seen = count(&pattern, ",\"min\":2");
    assert!(
        matches!(&seen.told, Told::Process(ProcessFact::Runs { count: 2, ids }) if both.iter().all(|one| ids.contains(&i32::try_from(one.id()).unwrap()))),
        "{seen:?}"
    );
    assert!(count(&pattern, "").ok);
    assert!(matches!(count(&pattern, ",\"min\":3").told, Told::Process(ProcessFact::Few { count: 2, min: 3, .. })));
    for one in &mut both {
        one.kill().unwrap();
        rustix::process::waitid(WaitId::Pid(Pid::from_child(one)), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT).unwrap();
    }
    // A dead one that nobody took note of runs no more.
    assert!(!count(&pattern, "").ok);
    for one in &mut both {
        one.wait().unwrap();
    }
    // Neither opsctl nor what it was started by is meant.
    let own = fs::read(format!("/proc/{}/cmdline", std::process::id())).unwrap();
    let own = String::from_utf8(own).unwrap().trim_end_matches('\0').replace('\0', " ");
    let exactly = text::regex(&format!("^{}$", own.replace(|c: char| !c.is_alphanumeric(), "."))).unwrap();
    assert!(exactly.is_match(&own));
    let fact = process::look(Path::new("/proc"), &exactly, 1);
    assert!(matches!(fact, ProcessFact::Few { count: 0, .. }), "{fact:?} of {own}");
}

#[test]
fn a_host_that_hides_processes_proves_nothing() {
    let proc = tempfile::tempdir().unwrap();
    let regex = text::regex("java").unwrap();
    assert_eq!(process::look(proc.path(), &regex, 1), ProcessFact::NotHere);
    let add = |id: i32, parent: i32, line: &str| {
        let folder = proc.path().join(id.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("stat"), format!("{id} (ja) va)) S {parent} {id} {id} 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 77 0 0\n")).unwrap();
        fs::write(folder.join("cmdline"), line.replace(' ', "\0") + "\0").unwrap();
    };
    let own = i32::try_from(std::process::id()).unwrap();
    add(own, 7, "opsctl java");
    add(7, 6, "sh -c java");
    add(6, 7, "java of a circle");
    assert_eq!(process::look(proc.path(), &regex, 1), ProcessFact::Few { count: 0, min: 1, hidden: true });
    add(1, 0, "init");
    let few = process::look(proc.path(), &regex, 1);
    assert_eq!(few, ProcessFact::Few { count: 0, min: 1, hidden: false });
    assert_eq!(few.say(Lang::Zh), "匹配的进程 0 个，应不少于 1 个");
    add(9, 1, "java -Dpassword=S3cr3t -jar hx.jar");
    let runs = process::look(proc.path(), &text::regex("^java .* -jar hx.jar$").unwrap(), 1);
    assert_eq!(runs, ProcessFact::Runs { count: 1, ids: vec![9] });
    assert_eq!(crate::links::proc::one(proc.path(), 9).map(|one| (one.parent, one.session, one.since, one.dead)), Some((1, 9, 77, false)));
}
