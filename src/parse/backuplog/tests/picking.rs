//! Which run made the dump.

use super::*;

fn wanted<'a>(dumps: &'a [&'a str], at: Option<&str>) -> Wanted<'a> {
    Wanted { dumps, at: at.map(|at| at.parse().unwrap()), within_s: 600, purpose: Purpose::Backup }
}

#[test]
fn by_the_files_that_a_run_names() {
    let other = PUMP_EN.replace("tax", "his");
    let runs = runs(&format!("{PUMP_EN}{PUMP_EN}{other}"));
    assert_eq!(last_for(&runs, &wanted(&["/mnt/nas/TAX_02.DMP"], None)), Some((1, By::Dump)));
    assert_eq!(last_for(&runs, &wanted(&["his_01.dmp"], None)), Some((2, By::Dump)));
    assert_eq!(last_for(&runs, &wanted(&["xyz.dmp"], Some("2025-04-29T09:40:00"))), None, "a run that names others made others");
}

#[test]
fn by_a_pattern_or_a_name_without_its_end() {
    let text = |file: &str| format!("$ exp tax/x file={file} owner=tax\n{EXP_EN}");
    let found = |file: &str, dump: &str| last_for(&runs(&text(file)), &wanted(&[dump], None)).map(|(_, by)| by);
    assert_eq!(found("d:\\bak\\tax", "tax.dmp"), Some(By::Dump));
    assert_eq!(found("/bak/tax_%U.dmp", "TAX_07.dmp"), Some(By::Dump));
    assert_eq!(found("/bak/tax_%U.dmp", "tax_.dmp"), None);
    assert_eq!(found("/bak/tax_%U", "tax_01"), Some(By::Dump));
}

#[test]
fn by_time_or_as_the_last_where_no_file_is_named() {
    let text = format!("{EXP_EN}{}", EXP_EN.replace("Mar 3", "Mar 4"));
    let runs_of = runs(&text);
    assert_eq!(last_for(&runs_of, &wanted(&["a.dmp"], Some("2025-03-03T01:05:00"))), Some((0, By::Time)));
    assert_eq!(last_for(&runs_of, &wanted(&["a.dmp"], Some("2025-03-05T01:05:00"))), None);
    assert_eq!(last_for(&runs_of, &wanted(&["a.dmp"], None)), Some((1, By::Last)));
    let dateless = runs(EXP_ZH.split_once("\n\n\n").unwrap().1);
    assert_eq!(last_for(&dateless, &wanted(&["a.dmp"], Some("2025-03-05T01:05:00"))), Some((0, By::Last)));
}

#[test]
fn by_pieces_and_never_by_what_does_the_opposite() {
    let both = runs(&format!("{RMAN_ZH}{PUMP_EN}"));
    assert_eq!(last_for(&both, &wanted(&["/elsewhere/db_2g_1_1"], None)), Some((0, By::Dump)));
    let restore = Wanted { purpose: Purpose::Restore, ..wanted(&["tax_01.dmp"], None) };
    assert_eq!(last_for(&both, &restore), None);
}
