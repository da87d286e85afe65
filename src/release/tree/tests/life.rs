//! A release is put in place, refused, taken back.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::{Story, actor, entry, name};
use crate::model::release::{Action, EntryKind, Expected};
use crate::release::{Applied, Done, Drift, Fault, Outcome, apply, recover, undo_of};

/// A webapp with all kinds of changes: replaced, new, deep, a link, what goes away.
fn webapp() -> Story {
    let story = Story::new()
        .has("WEB-INF/web.xml", "old")
        .has("WEB-INF/classes/App.class", "old class")
        .has("lib/a-1.jar", "jar 1")
        .has("same.txt", "same")
        .has("conf/db.properties", "url=1")
        .brings("WEB-INF/web.xml", "new")
        .brings("WEB-INF/classes/sub/New.class", "new class")
        .brings("lib/a-2.jar", "jar 2")
        .brings("same.txt", "same")
        .with(crate::model::release::Entry { link: "a-2.jar".into(), ..entry("lib/a.jar", EntryKind::Link) })
        .with(entry("lib/a-1.jar", EntryKind::Delete))
        .with(entry("conf/db.properties", EntryKind::Delete))
        .with(entry("conf", EntryKind::Delete))
        .with(entry("tmp", EntryKind::Dir));
    symlink("a-1.jar", story.root().join("lib/a.jar")).unwrap();
    std::fs::set_permissions(story.root().join("WEB-INF/web.xml"), std::fs::Permissions::from_mode(0o640)).unwrap();
    story
}

#[test]
fn a_release_is_put_in_place_and_taken_back_to_the_last_bit() {
    let story = webapp();
    let before = story.tree();
    let Applied::Committed { paths, .. } = story.apply().unwrap() else { panic!() };
    assert_eq!(paths, 9, "what is as it is to be is not touched; the folder of a new file is made");
    assert_eq!(
        (story.read("WEB-INF/web.xml"), story.read("lib/a.jar"), story.read("WEB-INF/classes/sub/New.class")),
        ("new".into(), "jar 2".into(), "new class".into())
    );
    assert!(!story.root().join("conf").exists() && !story.root().join("lib/a-1.jar").exists() && story.root().join("tmp").is_dir());
    let mode = std::fs::metadata(story.root().join("WEB-INF/web.xml")).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode, 0o640, "of the file that it replaced");
    let after = story.tree();
    assert!(story.plan().unwrap().steps.is_empty(), "there is nothing left to do");

    let undo = undo_of(&story.site, None).unwrap();
    let held = story.site.hold("test").unwrap();
    assert!(matches!(apply(&held, &undo.plan, &undo, Some(&undo.txn), &actor()).unwrap(), Applied::Committed { .. }));
    drop(held);
    assert_eq!(story.tree(), before, "times and modes of files and folders, too");
    assert_ne!(before, after);
    assert!(matches!(undo_of(&story.site, None), Err(Fault::Nothing)), "taken back once, never again");
    let history = story.site.history().unwrap();
    assert_eq!(
        history.iter().map(|line| (line.done, line.undoes.clone())).collect::<Vec<_>>(),
        [(Done::Committed, None), (Done::Committed, Some("000001".into()))]
    );
}

#[test]
fn what_changed_since_the_plan_is_told_and_nothing_is_touched() {
    let story = webapp();
    let plan = story.plan().unwrap();
    std::fs::write(story.root().join("WEB-INF/web.xml"), "by hand").unwrap();
    let before = story.tree();
    let held = story.site.hold("test").unwrap();
    let Fault::Drift(drift) = apply(&held, &plan, &story.files, None, &actor()).unwrap_err() else { panic!() };
    let [Drift { path, .. }] = drift.as_slice() else { panic!("{drift:?}") };
    assert_eq!(path.to_string(), "WEB-INF/web.xml");
    assert_eq!(story.tree(), before);
    assert_eq!(recover(&held, &actor()).unwrap(), []);
}

#[test]
fn what_a_package_expects_is_asked_for() {
    let wrong = |expect: Expected| {
        let mut story = Story::new().has("a", "1").brings("a", "2");
        story.entries[0].expect = expect;
        story.plan()
    };
    assert!(wrong(Expected::Sha256(crate::model::sha256(b"1"))).is_ok());
    assert!(matches!(wrong(Expected::Sha256(crate::model::sha256(b"3"))), Err(Fault::Drift(_))));
    assert!(matches!(wrong(Expected::Absent), Err(Fault::Drift(_))));
}

#[test]
fn a_folder_is_not_replaced_by_a_file_nor_taken_away_full() {
    let story = Story::new().has("d/x", "1").brings("d", "file");
    assert!(matches!(story.plan(), Err(Fault::Drift(_))));
    let story = Story::new().has("d/x", "1").has("a", "1").brings("a", "2").with(entry("d", EntryKind::Delete));
    let before = story.tree();
    let Applied::TakenBack { why: Fault::Drift(_), .. } = story.apply().unwrap() else { panic!() };
    assert_eq!(story.tree(), before);
}

/// The bytes are not what the manifest says: found before anything is touched.
#[test]
fn a_payload_that_is_not_what_the_manifest_says() {
    let mut story = webapp();
    story.files.0.insert(name("lib/a-2.jar"), b"other".to_vec());
    let before = story.tree();
    assert!(matches!(story.apply(), Err(Fault::Payload(_))));
    assert_eq!(story.tree(), before);
    assert_eq!(story.site.history().unwrap(), []);
}

#[test]
fn a_failure_on_the_way_takes_all_back() {
    let story = webapp();
    let plan = story.plan().unwrap();
    // The last thing that is done: a folder that is not empty by then.
    assert_eq!(plan.steps.last().unwrap().action, Action::RemoveDir);
    std::fs::write(story.root().join("conf/new"), "by hand").unwrap();
    let before = story.tree();
    let held = story.site.hold("test").unwrap();
    let Applied::TakenBack { why, .. } = apply(&held, &plan, &story.files, None, &actor()).unwrap() else { panic!() };
    assert!(matches!(why, Fault::Drift(_)), "{why:?}");
    assert_eq!(story.tree(), before);
    assert_eq!(story.site.history().unwrap()[0].done, Done::TakenBack);
    assert!(matches!(undo_of(&story.site, None), Err(Fault::Nothing)), "only what was committed is taken back");
}

#[test]
fn two_at_once() {
    let story = webapp();
    let held = story.site.hold("pid 1 of 张工").unwrap();
    let Err(Fault::Busy { holder }) = story.site.hold("pid 2") else { panic!() };
    assert_eq!(holder, "pid 1 of 张工");
    assert_eq!(story.site.status().unwrap().holder.as_deref(), Some("pid 1 of 张工"));
    drop(held);
    assert_eq!(story.site.status().unwrap().holder, None);
    story.site.hold("pid 2").unwrap();
}

/// Somebody wrote to a new file after it was put in place, and before it was decided: theirs is left, all others come back.
#[test]
fn what_somebody_else_wrote_meanwhile_is_left_to_a_person() {
    let story = webapp();
    let plan = story.plan().unwrap();
    let held = story.site.hold("test").unwrap();
    let number = story.interrupted(&held, &plan);
    std::fs::write(story.root().join("WEB-INF/web.xml"), "by an editor").unwrap();
    let outcomes = recover(&held, &actor()).unwrap();
    assert_eq!(outcomes, [Outcome::Manual { txn: number.clone(), paths: vec!["WEB-INF/web.xml".into()] }]);
    assert_eq!(story.read("WEB-INF/web.xml"), "by an editor");
    assert_eq!(story.read("lib/a-1.jar"), "jar 1");
    assert!(matches!(recover(&held, &actor()), Err(Fault::Manual { txn }) if txn == number), "until a person says what is right");
}

#[test]
fn state_beside_the_target_only() {
    let dir = tempfile::tempdir().unwrap();
    let inside = crate::release::Site::make("web", dir.path(), &dir.path().join("state"));
    assert!(matches!(inside, Err(Fault::Place { .. })));
    let none = crate::release::Site::open("web", dir.path(), &dir.path().join("none"));
    assert!(matches!(none, Err(Fault::Io { .. })) && !dir.path().join("none").exists(), "to look makes nothing");
}

/// The chain of the history tells a line that was changed, and one that was taken out.
#[test]
fn a_history_that_somebody_changed() {
    let story = webapp();
    story.apply().unwrap();
    let undo = undo_of(&story.site, None).unwrap();
    apply(&story.site.hold("test").unwrap(), &undo.plan, &undo, Some(&undo.txn), &actor()).unwrap();
    let path = story.dir.path().join("state/history.jsonl");
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(crate::release::verify_chain(&bytes).unwrap().0.len(), 2);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(crate::release::verify_chain(text.replacen("张工", "李四", 1).as_bytes()).unwrap_err(), text.find('\n').unwrap() + 1);
    assert_eq!(crate::release::verify_chain(text.split_once('\n').unwrap().1.as_bytes()).unwrap_err(), 0);
}

/// An editor saves at some moment while the release is put in place. Whatever comes of the release, what it saved is there.
#[test]
fn what_an_editor_saves_meanwhile_is_never_lost() {
    for nth in 0..40_u64 {
        let story = webapp();
        let plan = story.plan().unwrap();
        let path = story.root().join("WEB-INF/web.xml");
        let editor = std::thread::spawn({
            let path = path.clone();
            move || {
                std::thread::sleep(std::time::Duration::from_micros(nth * 150));
                std::fs::write(&path, "by hand").unwrap();
            }
        });
        let applied = apply(&story.site.hold("test").unwrap(), &plan, &story.files, None, &actor());
        editor.join().unwrap();
        let now = story.read("WEB-INF/web.xml");
        // Only an editor that had opened the old file before it was exchanged wrote to that one; then it is kept.
        let step = plan.steps.iter().position(|step| step.path == name("WEB-INF/web.xml")).unwrap();
        let kept = std::fs::read_to_string(story.dir.path().join(format!("state/txn/000001/slot/{step:06}"))).unwrap_or_default();
        assert!(now == "by hand" || kept == "by hand", "{nth}: {now}, {applied:?}");
    }
}
