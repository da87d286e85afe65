//! Looks through SFTP.

use std::io::Write as _;

use super::Story;
use super::server::Server;
use crate::model::release::Probe;
use crate::model::sha256;
use crate::release::place::Place as _;

#[test]
fn files_settings_and_logs_are_read_from_the_host() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::new().has("a.txt", "1").has("conf/app.properties", "server.port=8080\n").has("logs/app.log", "ERROR before\n");
    let mut place = story.place(&server);
    let log = |contains: &str, without: &str| Probe::Log { path: "logs/*.log".into(), contains: contains.into(), without: without.into() };
    let probes = [log("started", "ERROR"), log("", "ERROR")];
    place.mark(&probes).unwrap();
    let mut look = |nth: usize, probe: &Probe| place.look(nth, probe, 0).unwrap();
    let file = |path: &str, text: &str| Probe::File { path: path.into(), sha256: sha256(text.as_bytes()) };
    assert!(look(0, &file("a.txt", "1")).ok);
    assert!(!look(0, &file("a.txt", "2")).ok && !look(0, &file("none", "1")).ok);
    let config = |value: &str| Probe::Config { path: "conf/app.properties".into(), key: "server.port".into(), value: value.into() };
    assert!(look(0, &config("8080")).ok && !look(0, &config("8081")).ok);

    assert!(!look(0, &probes[0]).ok, "not yet");
    assert!(look(1, &probes[1]).ok, "what was there before is not meant");
    let add = |text: &str| {
        let mut file = std::fs::OpenOptions::new().append(true).open(story.root().join("logs/app.log")).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    };
    add("started\n");
    assert!(look(0, &probes[0]).ok);
    add("ERROR after\n");
    assert!(!look(0, &probes[0]).ok && !look(1, &probes[1]).ok);
    std::fs::write(story.root().join("logs/app.log"), "started\n").unwrap();
    let turned = look(1, &probes[1]);
    assert!(!turned.ok && turned.told.en.contains("turned over"), "{turned:?}");
    assert!(std::fs::read_dir(story.dir.path().join("records")).unwrap().next().is_none(), "copies are taken away");

    let here = look(0, &Probe::Port { host: String::new(), port: 1 });
    assert!(!here.ok && here.told.en.contains("not checked"), "{here:?}");
    assert!(look(0, &Probe::Process { pattern: "java".into(), min: None }).told.zh.contains("未检查"));
    let afar = look(0, &Probe::Http { url: "http://127.0.0.1:1/".into(), status: None, body: String::new(), within_ms: None });
    assert!(!afar.ok && afar.told.en.contains("not checked"), "the loopback of another host: {afar:?}");
}
