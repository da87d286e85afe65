//! How transactions end that do not decide by themselves, and what is kept of those that did.

use super::{Story, actor, entry};
use crate::model::release::EntryKind;
use crate::release::tree::{Held, Txn, decide, differs, prune, resolve};
use crate::release::{Done, Fault, Outcome, apply, recover, undo_of};

fn story() -> Story {
    Story::new().has("web.xml", "old").has("gone", "1").brings("web.xml", "new").with(entry("gone", EntryKind::Delete))
}

fn ready(story: &Story, held: &Held<'_>) -> String {
    let mut txn = Txn::begin(held, &story.plan().unwrap(), &story.files, None, &actor()).unwrap();
    txn.switch(held, &actor()).unwrap();
    txn.ready(&actor()).unwrap();
    txn.number().to_owned()
}

/// Whoever comes next neither keeps it nor takes it back; the one who decides may be asked twice.
#[test]
fn a_transaction_that_is_ready_waits_for_its_run() {
    for stays in [true, false] {
        let story = story();
        let before = story.tree();
        let held = story.site.hold("test").unwrap();
        let txn = ready(&story, &held);
        assert!(matches!(recover(&held, &actor()), Err(Fault::Waiting { txn: waits }) if waits == txn));
        let wanted = if stays { Outcome::Committed { txn: txn.clone() } } else { Outcome::TakenBack { txn: txn.clone() } };
        assert_eq!(decide(&held, &txn, stays, "", &actor()).unwrap(), Some(wanted));
        assert_eq!(decide(&held, &txn, stays, "", &actor()).unwrap(), None);
        assert_eq!(decide(&held, "000009", stays, "", &actor()).unwrap(), None, "never begun");
        assert_eq!(story.tree() == before, !stays);
        assert_eq!(differs(&story.site, &txn).unwrap().is_empty(), !stays);
        assert_eq!(recover(&held, &actor()).unwrap(), []);
    }
}

#[test]
fn what_was_prepared_and_not_wanted_leaves_nothing() {
    let story = story();
    let before = story.tree();
    let held = story.site.hold("test").unwrap();
    let mut txn = Txn::begin(&held, &story.plan().unwrap(), &story.files, None, &actor()).unwrap();
    assert_eq!(txn.take_back(&held, "not wanted", &actor()).unwrap(), Vec::<String>::new());
    assert_eq!((story.tree(), recover(&held, &actor()).unwrap()), (before, vec![]));
    assert!(!story.dir.path().join("state/txn/000001/slot").exists());
}

#[test]
fn a_person_says_that_what_was_left_is_in_order() {
    let story = story();
    let held = story.site.hold("test").unwrap();
    let txn = ready(&story, &held);
    std::fs::write(story.root().join("web.xml"), "by hand").unwrap();
    let manual = decide(&held, &txn, false, "", &actor()).unwrap();
    assert_eq!(manual, Some(Outcome::Manual { txn: txn.clone(), paths: vec!["web.xml".into()] }));
    assert!(matches!(recover(&held, &actor()), Err(Fault::Manual { .. })));
    assert_eq!(resolve(&held, "张工", "已核对", &actor()).unwrap(), [txn]);
    assert_eq!(recover(&held, &actor()).unwrap(), []);
    let ends: Vec<Done> = story.site.history().unwrap().iter().map(|line| line.done).collect();
    assert_eq!(ends, [Done::Manual, Done::Resolved]);
    assert_eq!(story.read("web.xml"), "by hand");
}

/// However few are to be kept, the newest that stands can be taken back.
#[test]
fn old_pre_images_go_and_the_last_way_back_stays() {
    let mut story = Story::new().has("a", "0");
    for version in ["1", "2", "3"] {
        story.entries.clear();
        story = story.brings("a", version);
        story.apply().unwrap();
    }
    let held = story.site.hold("test").unwrap();
    let gone: Vec<String> = prune(&held, 0).unwrap().into_iter().map(|(txn, _)| txn).collect();
    assert_eq!(gone, ["000001", "000002"]);
    assert!(matches!(undo_of(&story.site, Some("000002")), Err(Fault::Pruned { .. })));
    let undo = undo_of(&story.site, None).unwrap();
    apply(&held, &undo.plan, &undo, Some(&undo.txn), &actor()).unwrap();
    assert_eq!(story.read("a"), "2");
    // What was taken back needs no way back, and neither does what took it back; the release before has none any more, and says so.
    assert_eq!(prune(&held, 5).unwrap().len(), 2);
    assert!(matches!(undo_of(&story.site, None), Err(Fault::Pruned { txn }) if txn == "000002"));
}
