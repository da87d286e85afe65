//! Records that were cut, changed or made up, by line.

use super::*;
use crate::release::form::{Broken, Wrong, fold, read};

fn whole() -> Vec<Record> {
    let mut site = Site::new("release");
    site.steps(REHEARSED).steps(&[Step::Finish, Step::Sign, Step::Archive]);
    site.records()
}

fn text(records: &[Record]) -> String {
    records.iter().map(|record| record.line() + "\n").collect()
}

#[test]
fn a_changed_record_is_found_where_it_is_or_by_the_one_after() {
    let records = whole();
    for nth in 0..records.len() {
        let mut all = records.clone();
        all[nth].at += days(1);
        assert_eq!(fold(&all).unwrap_err(), Broken { line: nth + 1, wrong: Wrong::Id });
        // Whoever makes the id again breaks the line after; the last one is left to its signature.
        all[nth] = all[nth].clone().sealed();
        match fold(&all) {
            Err(broken) => assert_eq!(broken, Broken { line: nth + 2, wrong: Wrong::Chain }),
            Ok(_) => assert_eq!(nth + 1, records.len()),
        }
        // Another signature alone is found as well.
        let mut all = records.clone();
        all[nth] = all[nth].clone().signed("bad");
        assert_eq!(fold(&all).err().map(|broken| broken.line), (nth + 1 < records.len()).then_some(nth + 2));
    }
}

#[test]
fn one_left_out_doubled_or_moved_is_found() {
    let records = whole();
    for nth in 0..records.len() - 1 {
        let mut all = records.clone();
        all.remove(nth);
        assert!(fold(&all).is_err_and(|broken| broken.line == nth + 1), "{nth}");
        let mut all = records.clone();
        all.insert(nth, records[nth].clone());
        assert_eq!(fold(&all).unwrap_err().line, nth + 2);
        let mut all = records.clone();
        all.swap(nth, nth + 1);
        assert_eq!(fold(&all).unwrap_err().line, nth + 1);
    }
    assert_eq!(fold(&[]).unwrap_err().wrong, Wrong::Empty);
}

#[test]
fn flipped_bytes_are_found() {
    let records = whole();
    let good = text(&records);
    let (last, _) = good.trim_end().rsplit_once('\n').unwrap();
    // All but the last line, whose signature no line after it binds.
    // Every seventh, as lines are long; every field is hit many times.
    for at in (0..last.len()).step_by(7) {
        let mut bytes = good.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(text) = String::from_utf8(bytes) else { continue };
        assert!(read(&text).and_then(|records| fold(&records)).is_err(), "byte {at}");
    }
}

#[test]
fn lines_are_read_only_as_they_are_written() {
    let records = whole();
    let good = text(&records);
    assert_eq!(read(&good).unwrap(), records);
    let second = records[1].line();
    for bad in [
        second.replace("\"rev\":1", "\"rev\": 1"),
        second.replace("\"rev\":1", "\"rev\":1,\"rev\":1"),
        second.replace("\"rev\":1", "\"rev\":1,\"more\":1"),
        second.replace("张三", "\\u5f20三"),
        String::new(),
        format!("{second}\r"),
    ] {
        assert_ne!(bad, second);
        let text = good.replacen(&second, &bad, 1);
        assert_eq!(read(&text), Err(Broken { line: 2, wrong: Wrong::Line }), "{bad}");
    }
    // A last line that was cut.
    assert_eq!(read(good.trim_end()).unwrap_err().line, records.len());
}

/// Puts a record behind others as one who knows the format would.
fn forge(records: &mut Vec<Record>, change: impl Fn(Record) -> Record) -> Wrong {
    let mut last = records.pop().unwrap();
    last = change(last).sealed();
    records.push(last);
    fold(records).unwrap_err().wrong
}

#[test]
fn a_made_up_record_is_held_to_the_rules() {
    let upto = |many: usize| whole().into_iter().take(many).collect::<Vec<_>>();
    assert_eq!(forge(&mut upto(5), |record| Record { role: Role::SiteManager, ..record }), Wrong::Role);
    assert_eq!(forge(&mut upto(5), |record| Record { digest: TWO.into(), ..record }), Wrong::Bound);
    assert_eq!(forge(&mut upto(5), |record| Record { rev: 2, ..record }), Wrong::Bound);
    assert_eq!(forge(&mut upto(5), |record| Record { form: "FB-2026-00009".into(), ..record }), Wrong::Form);
    assert_eq!(forge(&mut upto(5), |record| Record { person: String::new(), ..record }), Wrong::Person);
    assert_eq!(forge(&mut upto(5), |record| Record { what: What::Draft { fields: Fields::new() }, ..record }), Wrong::Origin);
    let early = |record| Record { what: Site::empty().usual(Step::Finish), role: Role::VersionManager, ..record };
    assert!(matches!(forge(&mut upto(5), early), Wrong::Rule(refusal) if matches!(*refusal, Refusal::Move { .. })));
    assert_eq!(forge(&mut upto(1), |record| Record { rev: 2, ..record }), Wrong::Origin);
    assert_eq!(forge(&mut upto(1), |record| Record { what: What::Submit {}, ..record }), Wrong::Origin);
}

#[test]
fn a_record_written_meanwhile_is_not_written_over() {
    let mut site = Site::new("release");
    site.steps(&[Step::Submit]);
    let pen =
        Pen { at: site.now, person: "李四".into(), roles: vec![Role::VersionManager], digest: ONE.into(), proof: site.proof.clone() };
    let mine = site.sheet.draft(&pen, site.usual(Step::Review), &site.policy).unwrap();
    site.steps(&[Step::Review]);
    assert!(matches!(site.sheet.push(mine, &prove), Err(Refusal::Broken(broken)) if broken.wrong == Wrong::Chain));
    assert_eq!(site.form().status, Status::Reviewed);
}
