//! A release is put in place, refused, taken back.

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::server::Server;
use super::{Story, actor, entry, name, timeless};
use crate::model::release::{Entry, EntryKind, Image, Name};
use crate::model::sha256;
use crate::release::place::{From, Place as _, Program, Promises};
use crate::release::tree::Outcome;
use crate::release::{Done, Drift, Fault};

#[test]
fn a_release_is_put_in_place_and_taken_back_to_the_last_bit() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    let before = story.tree();
    let mut place = story.place(&server);
    let txn = story.ready(&mut place).unwrap();
    assert_eq!(story.state().len(), 2, "owner, and slots: {:?}", story.state());
    assert_eq!(std::fs::metadata(story.dir.path().join("state")).unwrap().permissions().mode() & 0o7777, 0o700);
    assert_eq!(place.decide(&txn, true, "", &actor()).unwrap(), Some(Outcome::Committed { txn: txn.clone() }));
    assert_eq!((story.read("WEB-INF/web.xml"), story.read("lib/a.jar").len()), ("new".into(), 100_000));
    assert!(!story.root().join("conf").exists() && story.root().join("tmp").is_dir());
    let meta = std::fs::metadata(story.root().join("WEB-INF/web.xml")).unwrap();
    let old = before.iter().find(|(path, _)| path == "WEB-INF/web.xml").unwrap().1.meta().unwrap().clone();
    assert_eq!((meta.mode() & 0o7777, meta.uid(), meta.gid()), (0o4640, old.uid, old.gid), "of the file that it replaced");
    assert_eq!(meta.mtime(), 1_750_000_000);
    assert!(story.plan(&mut place).unwrap().steps.is_empty(), "there is nothing left to do");
    assert!(!place.differs(&txn).unwrap().is_empty());
    assert!(place.room().unwrap().bytes > 0);

    // Taken back by a transaction of its own.
    let plan = place.plan_undo(&txn).unwrap();
    let undo = place.begin(&plan, From::Undo(&txn), &actor()).unwrap();
    place.switch(&actor()).unwrap();
    place.ready(&actor()).unwrap();
    place.decide(&undo, true, "", &actor()).unwrap();
    assert_eq!(story.tree(), before, "the very files, with all they had, and the times of folders");
    assert!(place.differs(&txn).unwrap().is_empty());
    assert!(matches!(place.plan_undo(&txn), Err(Fault::Nothing)));
    let history = place.status().unwrap().history;
    assert_eq!(
        history.iter().map(|line| (line.done, line.undoes.clone())).collect::<Vec<_>>(),
        [(Done::Committed, None), (Done::Committed, Some(txn))]
    );
    assert_eq!(place.prune(5).unwrap().len(), 2);
    assert_eq!(story.state(), Vec::<String>::new());
}

#[test]
fn what_is_not_decided_for_comes_back() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    let before = story.tree();
    let mut place = story.place(&server);
    let txn = story.ready(&mut place).unwrap();
    assert_ne!(timeless(story.tree()), timeless(before.clone()));
    assert!(matches!(place.recover(&actor()), Err(Fault::Waiting { .. })));
    assert_eq!(place.decide(&txn, false, "no", &actor()).unwrap(), Some(Outcome::TakenBack { txn: txn.clone() }));
    assert_eq!((story.tree(), story.state()), (before, vec![]));
    assert_eq!(place.decide(&txn, false, "no", &actor()).unwrap(), None);
    assert!(place.differs(&txn).unwrap().is_empty());
}

#[test]
fn what_changed_since_the_plan_is_told() {
    let Some(server) = Server::new(&[]) else { return };
    for (path, before_begin) in [("WEB-INF/web.xml", true), ("WEB-INF/web.xml", false), ("lib/a-1.jar", false), ("lib/a-2.jar", false)] {
        for editor in ["in place", "by rename"] {
            let story = Story::webapp();
            let mut place = story.place(&server);
            place.hold("test").unwrap();
            let plan = story.plan(&mut place).unwrap();
            let write = || {
                let path = story.root().join(path);
                if editor == "in place" {
                    return std::fs::write(path, "by hand").unwrap();
                }
                std::fs::write(story.dir.path().join("beside"), "by hand").unwrap();
                std::fs::rename(story.dir.path().join("beside"), path).unwrap();
            };
            let drift = if before_begin {
                write();
                place.begin(&plan, From::Package(&story.files), &actor()).unwrap_err()
            } else {
                let txn = place.begin(&plan, From::Package(&story.files), &actor()).unwrap();
                write();
                let drift = place.switch(&actor()).unwrap_err();
                assert_eq!(place.decide(&txn, false, "", &actor()).unwrap(), Some(Outcome::TakenBack { txn }), "{path} {editor}");
                drift
            };
            let Fault::Drift(drift) = drift else { panic!("{path} {editor}: {drift:?}") };
            let [Drift { path: found, .. }] = drift.as_slice() else { panic!("{drift:?}") };
            assert_eq!(found.to_string(), path);
            assert_eq!((story.read(path), story.state()), ("by hand".into(), vec![]), "{path} {editor}: theirs is kept");
            assert_eq!(story.read("conf/db.properties"), "url=1");
        }
    }
}

/// Somebody wrote to a new file, or into a new folder, after they were put in place: theirs is left, all others come back.
#[test]
fn what_somebody_wrote_afterwards_is_left_to_a_person() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    let mut place = story.place(&server);
    let txn = story.ready(&mut place).unwrap();
    std::fs::write(story.root().join("WEB-INF/web.xml"), "by an editor").unwrap();
    std::fs::write(story.root().join("tmp/theirs"), "x").unwrap();
    std::fs::write(story.root().join("lib/a-1.jar"), "again").unwrap();
    let Some(Outcome::Manual { paths, .. }) = place.decide(&txn, false, "", &actor()).unwrap() else { panic!() };
    assert_eq!(paths, ["lib/a-1.jar", "WEB-INF/web.xml", "tmp"]);
    assert_eq!(
        (story.read("WEB-INF/web.xml"), story.read("tmp/theirs"), story.read("lib/a-1.jar")),
        ("by an editor".into(), "x".into(), "again".into())
    );
    assert_eq!(story.read("conf/db.properties"), "url=1");
    assert!(matches!(place.recover(&actor()), Err(Fault::Manual { .. })));
    assert_eq!(place.resolve("已核对", &actor()).unwrap(), [txn]);
    assert_eq!(place.recover(&actor()).unwrap(), []);
    assert_eq!(story.state().len(), 1, "what was there before is kept: {:?}", story.state());
}

#[test]
fn a_folder_that_is_not_empty_stays() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    std::fs::write(story.root().join("conf/other"), "x").unwrap();
    story.whole_seconds();
    let before = story.tree();
    let mut place = story.place(&server);
    let Err(Fault::Drift(drift)) = story.ready(&mut place) else { panic!() };
    assert_eq!(drift[0].path, name("conf"));
    let txn = place.status().unwrap().open[0].0.clone();
    place.decide(&txn, false, "", &actor()).unwrap();
    assert_eq!(story.tree(), before);
}

#[test]
fn no_link_leads_out() {
    let Some(server) = Server::new(&[]) else { return };
    let outside = tempfile::tempdir().unwrap();
    let story = Story::new().brings("way/x", "1");
    std::os::unix::fs::symlink(outside.path(), story.root().join("way")).unwrap();
    let mut place = story.place(&server);
    let Err(Fault::Io { cause, .. }) = story.plan(&mut place) else { panic!() };
    assert_eq!(cause.os, Some(rustix::io::Errno::LOOP.raw_os_error()));
    // One that took a folder's place after the plan.
    let story = Story::new().has("way/x", "0").brings("way/x", "1");
    let mut place = story.place(&server);
    place.hold("test").unwrap();
    let plan = story.plan(&mut place).unwrap();
    let txn = place.begin(&plan, From::Package(&story.files), &actor()).unwrap();
    std::fs::rename(story.root().join("way"), outside.path().join("way")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("way"), story.root().join("way")).unwrap();
    assert!(matches!(place.switch(&actor()), Err(Fault::Io { .. })));
    assert_eq!(std::fs::read_to_string(outside.path().join("way/x")).unwrap(), "0");
    assert!(matches!(place.decide(&txn, false, "", &actor()), Err(Fault::Io { .. })), "until the folder is back");
    std::fs::remove_file(story.root().join("way")).unwrap();
    std::fs::rename(outside.path().join("way"), story.root().join("way")).unwrap();
    assert_eq!(place.recover(&actor()).unwrap(), [Outcome::TakenBack { txn }]);
}

#[test]
fn names_are_bytes() {
    let Some(server) = Server::new(&[]) else { return };
    let gbk = Name::from_bytes(b"\xc4\xbf\xc2\xbc/\xce\xc4\xbc\xfe.txt").unwrap();
    let mut story = Story::new();
    story.entries.push(Entry { path: gbk.clone(), sha256: sha256(b"1"), size: 1, ..entry("x", EntryKind::File) });
    story.files.0.insert(gbk.clone(), b"1".to_vec());
    let mut place = story.place(&server);
    let txn = story.ready(&mut place).unwrap();
    assert_eq!(std::fs::read(story.root().join(std::ffi::OsStr::from_bytes(gbk.as_bytes()))).unwrap(), b"1");
    place.decide(&txn, false, "", &actor()).unwrap();
    assert_eq!(std::fs::read_dir(story.root()).unwrap().count(), 0);
}

#[test]
fn a_package_that_is_not_what_its_manifest_says() {
    let Some(server) = Server::new(&[]) else { return };
    for (path, bytes) in [("lib/a-2.jar", b"other".to_vec()), ("lib/a-2.jar", vec![b'x'; 200_000]), ("WEB-INF/web.xml", b"other".to_vec())]
    {
        let mut story = Story::webapp();
        story.files.0.insert(name(path), bytes);
        let before = story.tree();
        let mut place = story.place(&server);
        assert!(matches!(story.ready(&mut place), Err(Fault::Payload(found)) if found == name(path)));
        assert_eq!((story.tree(), story.state()), (before, vec![]));
        assert!(place.recover(&actor()).unwrap().is_empty());
    }
}

/// Two controllers are told apart by what an open transaction leaves on the host.
#[test]
fn another_controllers_open_transaction_is_seen() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    let (mut one, mut other) = (story.place(&server), story.place_of("other", &server));
    other.hold("other").unwrap();
    let plan = story.plan(&mut other).unwrap();
    let txn = story.ready(&mut one).unwrap();
    let Err(Fault::Busy { holder }) = other.begin(&plan, From::Package(&story.files), &actor()) else { panic!() };
    assert!(holder.starts_with(&txn) && holder.contains("owner"), "{holder}");
    assert!(matches!(other.hold("other"), Err(Fault::Busy { .. })));
    one.decide(&txn, false, "", &actor()).unwrap();
    let txn = story.ready(&mut other).unwrap();
    other.decide(&txn, true, "", &actor()).unwrap();
    // Here the ledger's lock does.
    assert!(matches!(story.place(&server).hold("again"), Err(Fault::Busy { .. })));
}

#[test]
fn what_the_server_does_not_offer_and_what_sftp_cannot_do() {
    for missing in ["posix-rename", "hardlink"] {
        let Some(server) = Server::new(&["-P", missing]) else { return };
        let story = Story::webapp();
        let Err(Fault::Lacks { what, .. }) = story.plan(&mut story.place(&server)) else { panic!() };
        assert!(what.en.contains(missing), "{what:?}");
    }
    // Without these it goes on.
    let Some(server) = Server::new(&["-P", "fsync,statvfs"]) else { return };
    let story = Story::webapp();
    let mut place = story.place(&server);
    let txn = story.ready(&mut place).unwrap();
    place.decide(&txn, true, "", &actor()).unwrap();
    assert!(matches!(place.room(), Err(Fault::Io { .. })), "how much room there is is not known");
    let program = Program { argv: vec!["stop.sh".into()], script: None, seconds: 1, starts: false, release: "zs".into() };
    assert!(matches!(place.program(&program), Err(Fault::Lacks { .. })));
    assert_eq!(place.promises(), Promises { exchange: false, power: false, xattrs: false, programs: false });
    let inside = super::super::Sftp::new(
        "web",
        &story.root(),
        &story.root().join("state"),
        &story.dir.path().join("r"),
        Box::new(|| server.connect()),
    );
    let mut inside = inside;
    assert!(matches!(inside.hold("test"), Err(Fault::Place { .. })));
    assert!(!story.root().join("state").exists());
}

#[test]
fn thousands_of_small_files() {
    // To wait for the disk takes longer than all else.
    let Some(server) = Server::new(&["-P", "fsync"]) else { return };
    let mut story = Story::new();
    for nth in 0..3000 {
        let path = format!("d{}/f{nth}", nth % 30);
        story = if nth % 2 == 0 { story.has(&path, "old") } else { story };
        story = story.brings(&path, &format!("new {nth}"));
    }
    story.whole_seconds();
    let before = story.tree();
    let mut place = story.place(&server);
    place.hold("test").unwrap();
    let watch = crate::ctx::Stopwatch::start();
    let mut told = Vec::new();
    let plan = story.plan(&mut place).unwrap();
    told.push(("plan", watch.ms()));
    let txn = place.begin(&plan, From::Package(&story.files), &actor()).unwrap();
    told.push(("begin", watch.ms()));
    let switched = place.switch(&actor()).unwrap();
    told.push(("switch and read again", watch.ms()));
    place.ready(&actor()).unwrap();
    place.decide(&txn, false, "", &actor()).unwrap();
    told.push(("back", watch.ms()));
    println!("3000 files, ms since the start: {told:?}; the paths themselves {} ms", switched.us / 1000);
    assert_eq!(story.tree(), before);
    assert!(story.tree().iter().any(|(_, image)| matches!(image, Image::File { .. })));
}

/// A request of a connection that was lost comes late: it finds nothing, and changes nothing.
#[test]
fn what_a_lost_connection_asked_for_comes_too_late() {
    let Some(server) = Server::new(&[]) else { return };
    let story = Story::webapp();
    let before = story.tree();
    let mut place = story.place(&server);
    place.hold("test").unwrap();
    let plan = story.plan(&mut place).unwrap();
    let txn = place.begin(&plan, From::Package(&story.files), &actor()).unwrap();
    let mut late = place.host.take().unwrap();
    place.hold("again").unwrap();
    assert!(late.forth(&txn, &plan).is_err());
    assert_eq!(story.tree(), before);
    assert_eq!(place.decide(&txn, false, "lost", &actor()).unwrap(), Some(Outcome::Discarded { txn }));
    assert_eq!((story.tree(), story.state()), (before, vec![]));
}
