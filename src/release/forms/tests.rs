//! The folder of the forms: numbers, torn lines, pages; whose key is whose; what a package brings.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::*;
use crate::config::{Origin, Person, ReleaseSettings, Sourced};
use crate::model::approval::{Policy, Role};
use crate::release::form::{Field, Fields, Pen, Proof, Record, Sheet, What, fold, signed_bytes};
use crate::seal::minisign::SecretKey;

const DIGEST: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn desk() -> (tempfile::TempDir, Desk) {
    let dir = tempfile::tempdir().unwrap();
    let desk = Desk::in_data(dir.path());
    (dir, desk)
}

fn pen(proof: Proof) -> Pen {
    let at = "2026-11-22T00:00:00Z".parse().unwrap();
    Pen { at, person: "张三".into(), roles: vec![Role::Applicant], digest: DIGEST.into(), proof }
}

/// A form that is made, and edited a few times.
fn records(no: &str, edits: usize) -> Vec<Record> {
    let mut sheet = Sheet::new(no);
    let fields = |n: usize| Fields::from([(Field::Risk, format!("第 {n} 次"))]);
    for n in 0..=edits {
        let what = if n == 0 { What::Draft { fields: fields(n) } } else { What::Edit { fields: fields(n) } };
        let record = sheet.draft(&pen(Proof::None), what, &Policy::default()).unwrap();
        sheet.push(record, &|_| true).unwrap();
    }
    sheet.records().to_vec()
}

fn file(dir: &Path, no: &str) -> std::path::PathBuf {
    dir.join("release/forms").join(format!("{no}.jsonl"))
}

#[test]
fn what_is_kept_is_read_again() {
    let (_dir, desk) = desk();
    assert!(matches!(desk.read("FB-2026-00001"), Err(Trouble::Unknown(_))));
    assert_eq!(desk.numbers().unwrap(), Vec::<String>::new());
    let all = records("FB-2026-00001", 2);
    let held = desk.hold().unwrap();
    held.create("FB-2026-00001", &all[..1]).unwrap();
    held.append("FB-2026-00001", &desk.read("FB-2026-00001").unwrap(), &all[1..]).unwrap();
    let kept = desk.read("FB-2026-00001").unwrap();
    assert_eq!((kept.records, kept.torn), (all, None));
}

#[test]
fn numbers_are_counted_by_year_and_a_path_is_none() {
    let (_dir, desk) = desk();
    let held = desk.hold().unwrap();
    for (year, number) in [(2026, "FB-2026-00001"), (2026, "FB-2026-00002"), (2027, "FB-2027-00001"), (2026, "FB-2026-00003")] {
        assert_eq!(held.next_number("FB-", year).unwrap(), number);
        held.create(number, &records(number, 0)).unwrap();
    }
    for no in ["../forms/FB-2026-00001", "", "-x", "a/b", "pages"] {
        assert!(matches!(desk.read(no), Err(Trouble::Unknown(_))), "{no}");
    }
}

#[test]
fn a_torn_record_is_not_read_and_goes_with_the_next_write() {
    let (dir, desk) = desk();
    let all = records("FB-2026-00001", 2);
    let lines: Vec<String> = all.iter().map(|record| record.line() + "\n").collect();
    let held = desk.hold().unwrap();
    // Cut after each byte of the second record, as a crash may.
    for cut in 1..lines[1].len() {
        let path = file(dir.path(), "FB-2026-00001");
        std::fs::write(&path, [lines[0].as_bytes(), &lines[1].as_bytes()[..cut]].concat()).unwrap();
        let kept = desk.read("FB-2026-00001").unwrap();
        let is_whole = cut == lines[1].len() - 1;
        assert_eq!(kept.torn, Some(Torn { line: 2, bytes: cut, is_record: is_whole }));
        let next = if is_whole { &all[2..] } else { &all[1..] };
        held.append("FB-2026-00001", &kept, next).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), lines.concat());
    }
}

#[test]
fn lines_that_nobody_wrote_are_told_by_their_number() {
    let (dir, desk) = desk();
    let held = desk.hold().unwrap();
    held.create("FB-2026-00001", &records("FB-2026-00001", 1)).unwrap();
    std::fs::OpenOptions::new().append(true).open(file(dir.path(), "FB-2026-00001")).unwrap().write_all(b"\xff\xfe\n").unwrap();
    assert!(matches!(desk.read("FB-2026-00001"), Err(Trouble::Broken(broken)) if broken.line == 3));
    // The file of another form.
    std::fs::write(file(dir.path(), "FB-2026-00002"), records("FB-2026-00001", 0)[0].line() + "\n").unwrap();
    assert!(matches!(desk.read("FB-2026-00002"), Err(Trouble::Broken(broken)) if broken.line == 1));
}

#[test]
fn a_page_is_known_by_its_bytes() {
    let (dir, desk) = desk();
    let held = desk.hold().unwrap();
    let scan = dir.path().join("签字页.PDF");
    std::fs::write(&scan, "").unwrap();
    assert!(matches!(held.keep_page(&scan), Err(Trouble::Empty(_))));
    std::fs::write(&scan, "scan").unwrap();
    let digest = held.keep_page(&scan).unwrap();
    assert_eq!(digest, crate::model::sha256(b"scan"));
    assert_eq!(desk.page(&digest, "签字页.PDF").unwrap(), Page::Same);
    std::fs::write(dir.path().join(format!("release/forms/pages/{digest}.pdf")), "scam").unwrap();
    assert_eq!(desk.page(&digest, "签字页.PDF").unwrap(), Page::Changed);
    assert_eq!(desk.page(DIGEST, "签字页.PDF").unwrap(), Page::Missing);
    // A name is never a way out of the folder.
    assert_eq!(desk.page(&digest, "x./../../lock").unwrap(), Page::Missing);
}

fn settings(keys: &[(&str, &SecretKey)]) -> ReleaseSettings {
    let mut people = BTreeMap::new();
    for (name, key) in keys {
        let person = Person { roles: vec![Role::Applicant], keys: vec![crate::config::KeyRef::Text(key.public().text())] };
        people.insert((*name).to_owned(), Sourced::new(person, Origin::Default));
    }
    ReleaseSettings { people, ..ReleaseSettings::default() }
}

#[test]
fn a_key_proves_its_own_person_and_these_bytes_alone() {
    let (ours, other) = (SecretKey::new(&[1; 32], [1; 8]), SecretKey::new(&[2; 32], [2; 8]));
    let keys = Keys::read(&settings(&[("张三", &ours), ("李四", &other)])).unwrap();
    assert_eq!(keys.proof("张三", &other), Err(Unmatched(other.public().id())));
    let draft = |proof| {
        let what = What::Draft { fields: Fields::new() };
        Sheet::new("FB-2026-00001").draft(&pen(proof), what, &Policy::default()).unwrap()
    };
    let record = sign(draft(keys.proof("张三", &ours).unwrap()), &ours);
    let push = |record: Record| Sheet::new("FB-2026-00001").push(record, &|claim| keys.prove(claim)).is_ok();
    assert!(push(record.clone()));
    // Signed by the key of somebody else, under our name or under its own.
    assert!(!push(sign(draft(keys.proof("张三", &ours).unwrap()), &other)));
    assert!(!push(sign(draft(keys.proof("李四", &other).unwrap()), &other)));
    // What is taken away to be signed is known again, and nothing else is.
    let bytes = signed_bytes(&record);
    assert_eq!(unsigned_record(&bytes).map(|record| signed_bytes(&record)), Some(bytes.clone()));
    assert!(unsigned_record(record.line().as_bytes()).is_none());
    assert!(unsigned_record(&[&bytes[..], b"\n"].concat()).is_none());
    assert!(fold(&[record]).is_ok());
}

#[test]
fn a_package_fills_in_what_it_knows() {
    let json = r#"{"format":"opsctl-release","version":1,"id":"zs-6.2.1","system":"征管系统","from":"6.2.0","to":"6.2.1",
        "created_at":"2026-11-20T01:00:00Z","notes":"修正附表一","tickets":["YW-2026-00012","YW-2026-00015"]}"#;
    let brought = Brought::of_manifest(json.as_bytes().to_vec()).unwrap();
    assert_eq!(brought.digest, crate::model::sha256(json.as_bytes()));
    let fields = brought.fields();
    assert_eq!((fields[&Field::System].as_str(), fields[&Field::Tickets].as_str()), ("征管系统", "YW-2026-00012、YW-2026-00015"));
    for bad in ["", "{}", &json.replace("opsctl-release", "other"), &json.replace("\"version\":1", "\"version\":2")] {
        assert!(Brought::of_manifest(bad.as_bytes().to_vec()).is_err(), "{bad}");
    }
}
