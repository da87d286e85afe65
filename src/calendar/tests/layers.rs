//! Who decides a day, and what is not known.

use jiff::civil::{Date, date};

use super::{calendar, file, lhasa, nation, office};
use crate::calendar::{Calendar, Clash, File, Known, Layer, List};

const LHASA: &str = r#""layer": "region", "region": "拉萨","#;

fn of(files: Vec<File>) -> Calendar {
    Calendar::new(files).unwrap()
}

/// Works, who says so, how well it is known.
fn day(calendar: &Calendar, date: Date) -> (bool, Layer, Known) {
    let day = calendar.day(date);
    (day.is_working, day.layer, day.known)
}

#[test]
fn the_higher_layer_decides() {
    let whole = of(vec![
        file(2026, "", "-2026-05-01..05"),
        file(2026, LHASA, "+2026-05-02..05"),
        file(2026, r#""layer": "org","#, "-2026-05-03..05"),
        file(2026, r#""layer": "duty", "source": "值班表","#, "+2026-05-04"),
    ]);
    let layers = [4, 3, 2, 1].map(|n| day(&whole, date(2026, 5, n)));
    assert_eq!(
        layers.map(|(works, layer, _)| (works, layer)),
        [(true, Layer::Duty), (false, Layer::Org), (true, Layer::Region), (false, Layer::National)]
    );
    let all: Vec<_> = whole.said(date(2026, 5, 4)).map(|said| (said.layer, said.is_working)).collect();
    let stack = [(Layer::Duty, true), (Layer::Org, false), (Layer::Region, true), (Layer::National, false), (Layer::Weekend, true)];
    assert_eq!(all, stack, "show can tell who was overruled");
    assert_eq!((whole.day(date(2026, 5, 4)).source, whole.day(date(2026, 5, 4)).origin), (Some("值班表"), Some("2026.json")));
    assert_eq!(whole.day(date(2026, 5, 9)).name, None);
}

#[test]
fn a_make_up_day_is_worked_and_a_weekend_within_is_not() {
    assert_eq!(day(&calendar(), date(2026, 2, 14)), (true, Layer::National, Known::Yes));
    assert_eq!(day(&calendar(), date(2026, 2, 22)), (false, Layer::National, Known::Yes));
    assert_eq!(day(&calendar(), date(2026, 3, 1)), (false, Layer::Weekend, Known::Yes));
    assert_eq!(day(&lhasa(), date(2023, 2, 18)), (true, Layer::Region, Known::Yes));
}

#[test]
fn an_unknown_year_is_not_a_year_without_holidays() {
    let mut files = nation();
    files.push(file(2027, "", ""));
    let whole = of(files);
    assert_eq!(day(&whole, date(2027, 10, 1)), (true, Layer::Weekend, Known::No), "an empty list says nothing");
    assert_eq!(day(&whole, date(2028, 10, 1)), (false, Layer::Weekend, Known::No));
    assert_eq!((whole.lacking(2026), whole.lacking(2027)), (vec![], vec![List::National]));
}

#[test]
fn what_was_expected_is_gone_when_the_document_is_out() {
    let expected = file(2027, r#""status": "provisional","#, "-2027-10-01..08");
    assert_eq!(day(&of(vec![expected.clone()]), date(2027, 10, 8)), (false, Layer::National, Known::Provisional));
    let whole = of(vec![expected, file(2027, "", "-2027-10-01..07")]);
    assert_eq!(day(&whole, date(2027, 10, 8)), (true, Layer::Weekend, Known::Yes));
}

#[test]
fn a_region_that_must_be_known_is_asked_for_without_a_file() {
    let whole = calendar().requiring(["拉萨".to_owned()]);
    assert_eq!(whole.lacking(2026), [List::Region("拉萨")]);
    assert_eq!(whole.day(date(2026, 3, 2)).known, Known::No);
    assert_eq!(whole.digest(), calendar().digest(), "the digest is of the files");
}

#[test]
fn the_last_days_of_december_wait_for_the_next_years_document() {
    let whole = calendar();
    assert_eq!(day(&whole, date(2022, 12, 31)), (false, Layer::National, Known::Yes), "it is in the file of 2023");
    assert_eq!(day(&whole, date(2025, 12, 31)).2, Known::Yes);
    assert_eq!([day(&whole, date(2026, 12, 24)).2, day(&whole, date(2026, 12, 25)).2], [Known::Yes, Known::No]);
}

#[test]
fn a_region_is_asked_for_every_year() {
    let whole = lhasa();
    assert_eq!(whole.lacking(2026), [List::Region("拉萨")]);
    assert_eq!(day(&whole, date(2026, 2, 16)), (false, Layer::National, Known::No), "the region might have decided otherwise");
    assert_eq!(day(&whole, date(2025, 2, 26)).2, Known::Yes);
    let expected = file(2026, r#""layer": "region", "region": "拉萨", "status": "provisional","#, "-2026-02-18");
    let whole = of([lhasa().files().to_vec(), vec![expected]].concat());
    assert_eq!(day(&whole, date(2026, 2, 18)), (false, Layer::Region, Known::Provisional));
    assert_eq!(day(&whole, date(2026, 6, 1)).2, Known::Provisional, "days that it leaves out are only expected, too");
}

#[test]
fn what_the_roster_says_is_known_though_the_year_is_not() {
    let whole = of(vec![file(2030, r#""layer": "duty","#, "+2030-10-01")]);
    assert_eq!(day(&whole, date(2030, 10, 1)), (true, Layer::Duty, Known::Yes));
}

#[test]
fn the_better_right_wins_and_equal_rights_clash() {
    let expected = file(2027, r#""status": "provisional","#, "-2027-10-08 -2026-12-31");
    let published = file(2027, "", "+2027-10-08");
    for files in [vec![expected.clone(), published.clone()], vec![published.clone(), expected]] {
        let whole = of(files);
        assert_eq!(day(&whole, date(2027, 10, 8)), (true, Layer::National, Known::Yes));
        assert_eq!(day(&whole, date(2026, 12, 31)).1, Layer::Weekend, "a day that the document leaves out is not expected any more");
        assert_eq!(day(&whole, date(2027, 6, 1)).2, Known::Yes, "the year was published");
    }
    let later = of(vec![file(2028, "", "-2027-12-31"), file(2027, "", "+2027-12-31")]);
    assert!(!later.day(date(2027, 12, 31)).is_working, "the later document knows better");

    let mut other = file(2027, "", "-2027-10-08");
    other.origin = "site/2027.json".into();
    let clash = Calendar::new(vec![published, other]).unwrap_err();
    assert!(matches!(&clash[..], [Clash::Day { date, .. }] if *date == jiff::civil::date(2027, 10, 8)));
    assert!(clash[0].to_string().contains("site/2027.json"));
    let elsewhere = LHASA.replace("拉萨", "那曲");
    assert!(Calendar::new(vec![file(2026, LHASA, "-2026-08-10"), file(2026, &elsewhere, "+2026-08-10")]).is_err());
}

#[test]
fn a_sites_own_list_replaces_the_built_in_one_unless_it_is_empty_or_a_guess() {
    let own = Calendar::with_national(vec![file(2026, "", "-2026-01-01")]).unwrap();
    assert!(own.day(date(2026, 10, 1)).is_working);
    let empty = Calendar::with_national(vec![file(2026, "", "")]).unwrap();
    assert_eq!(day(&empty, date(2026, 10, 1)), (false, Layer::National, Known::Yes));
    let guess = Calendar::with_national(vec![file(2026, r#""status": "provisional","#, "+2026-10-01")]).unwrap();
    assert_eq!(day(&guess, date(2026, 10, 1)), (false, Layer::National, Known::Yes));
}

#[test]
fn hours_hold_from_their_year_on_until_others_are_set() {
    let hours = |year, layer: &str, open: &str| file(year, &format!(r#""layer": "{layer}", "hours": [{{"open": ["{open}"]}}],"#), "");
    let mut duty = file(2026, r#""layer": "duty", "hours": [{"open": ["10:00-16:00"]}],"#, "+2026-05-02");
    duty.origin = "duty.json".into();
    let whole =
        of(vec![hours(2024, "org", "09:00-17:00"), hours(2026, "org", "09:30-18:30"), hours(2025, "national", "08:00-16:00"), duty]);
    let of_day = |date| whole.hours(date).hours.intervals().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(of_day(date(2023, 6, 1)), "09:00-12:00 13:30-18:00", "nothing set yet");
    assert_eq!(of_day(date(2025, 6, 1)), "09:00-17:00");
    assert_eq!(of_day(date(2026, 6, 1)), "09:30-18:30");
    assert_eq!(of_day(date(2026, 5, 2)), "10:00-16:00", "the roster's hours are for the roster's days");
    assert!(Calendar::new(vec![hours(2026, "org", "09:00-17:00"), hours(2026, "org", "09:00-18:00")]).is_err());
}

#[test]
fn the_digest_names_the_contents_and_not_their_order() {
    let (files, mut turned) = (nation(), nation());
    turned.reverse();
    turned[0].origin = "elsewhere.json".into();
    assert_eq!(of(files.clone()).digest(), of(turned).digest());
    assert_ne!(of(files.clone()).digest(), of(files[1..].to_vec()).digest());
    assert_eq!(of(files).digest().len(), 64);
    assert_ne!(of(vec![]).digest(), of(vec![office()]).digest());
}
