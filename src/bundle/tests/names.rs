//! What names mean, row by row of what readers do with them.

use encoding_rs::{BIG5, GBK};

use super::make::unicode;
use super::*;

fn gbk(name: &str) -> Vec<u8> {
    GBK.encode(name).0.into_owned()
}

fn opened(zip: &Zip, names: &Names<'_>) -> Result<Vec<String>, Vec<Encoding>> {
    match Walk::default().open(&zip.bytes()[..], names) {
        Ok(listing) => Ok(listing.entries().iter().map(|entry| entry.name.clone()).collect()),
        Err(Refused::Ambiguous { candidates }) => Err(candidates.into_iter().map(|candidate| candidate.encoding).collect()),
        Err(other) => panic!("{other:?}"),
    }
}

fn guessed(raw: &[&[u8]]) -> Result<Vec<String>, Vec<Encoding>> {
    opened(&Zip::of(raw.iter().enumerate().map(|(n, raw)| entry([raw, n.to_string().as_bytes()].concat(), "").fat())), &Names::Guess)
}

#[test]
fn bit_11_is_strict_utf8() {
    let utf8 = |name: &[u8]| Zip::of([entry(name, "").with(|head| head.flags = 1 << 11)]);
    assert_eq!(names(&utf8("目录.txt".as_bytes()).bytes()), ["目录.txt"]);
    assert_eq!(why(&utf8(&gbk("情况说明")).bytes()), Why::NotUtf8);
    assert_eq!(why(&utf8(b"\xC0\xAE\xC0\xAE/a").bytes()), Why::NotUtf8, "an overlong ..");
}

#[test]
fn utf8_without_a_flag_is_known_by_its_three_bytes() {
    assert_eq!(guessed(&["税务".as_bytes(), b"plain"]).unwrap(), ["税务0", "plain1"]);
}

#[test]
fn gbk_without_a_flag_is_read_as_windows_meant_it() {
    assert_eq!(guessed(&[&gbk("情况说明（终稿）"), &gbk("问题单附件")]).unwrap(), ["情况说明（终稿）0", "问题单附件1"]);
    // Two bytes each, all of them valid UTF-8: only the writer's system tells.
    assert_eq!(guessed(&[&gbk("目录")]).unwrap(), ["目录0"]);
    let unix = Zip::of([entry(gbk("目录"), "")]);
    let candidates = opened(&unix, &Names::Guess).unwrap_err();
    assert!(candidates.contains(&Encoding::Utf8) && candidates.contains(&Encoding::Gb18030), "{candidates:?}");
    assert_eq!(opened(&unix, &Names::As(Encoding::Gb18030)).unwrap(), ["目录"]);
    assert_eq!(opened(&unix, &Names::As(Encoding::Utf8)).unwrap(), ["Ŀ¼"]);
}

#[test]
fn a_trail_byte_of_a_backslash_is_no_separator() {
    assert_eq!(gbk("誠")[1], b'\\');
    let zip = Zip::of([entry([gbk("誠信纳税说明材料"), b".txt".to_vec()].concat(), "").fat()]);
    assert_eq!(opened(&zip, &Names::As(Encoding::Gb18030)).unwrap(), ["誠信纳税说明材料.txt"]);
    assert_eq!(opened(&zip, &Names::Guess).unwrap(), ["誠信纳税说明材料.txt"]);
}

#[test]
fn big5_and_western_names_are_told_from_gbk() {
    let big5 = |name: &str| BIG5.encode(name).0.into_owned();
    assert_eq!(guessed(&[&big5("問題處理報告書"), &big5("附件說明")]).unwrap(), ["問題處理報告書0", "附件說明1"]);
    assert_eq!(guessed(&[b"caf\x82 r\x82sum\x82 "]).unwrap(), ["café résumé 0"]);
}

#[test]
fn what_reads_well_in_several_is_asked_for() {
    let short = gbk("大");
    let candidates = guessed(&[&short]).unwrap_err();
    assert!(candidates.contains(&Encoding::Gb18030) && candidates.contains(&Encoding::Big5), "{candidates:?}");
    let Err(Refused::Ambiguous { candidates }) = Walk::default().open(&Zip::of([entry(&short, "").fat()]).bytes()[..], &Names::Guess)
    else {
        panic!()
    };
    assert!(candidates.iter().any(|candidate| candidate.names == ["大"]), "people choose by what they see: {candidates:?}");
}

#[test]
fn the_manifest_decides_where_it_lists_the_names() {
    let zip = Zip::of([entry("manifest.json", "{}"), entry(gbk("大"), "").fat()]);
    let listed = |name: &str| opened(&zip, &Names::Listed(&[name.to_owned(), "manifest.json".to_owned()]));
    assert_eq!(listed("大").unwrap(), ["manifest.json", "大"]);
    assert!(listed("别的").is_err(), "a list of other names decides nothing");
    let scan = Walk::default().scan(zip.bytes().leak() as &[u8]).unwrap();
    assert_eq!(scan.content(b"manifest.json", None, 10).unwrap().unwrap(), b"{}");
    assert_eq!(scan.content(b"other", None, 10).unwrap(), None);
    assert_eq!(scan.content(b"manifest.json", None, 1).unwrap_err().kind(), std::io::ErrorKind::FileTooLarge);
}

#[test]
fn the_field_0x7075_counts_if_its_sum_is_right() {
    let raw = gbk("情况说明问题单");
    let with = |extra: Vec<u8>| Zip::of([entry(&raw, "").fat().with(|head| head.extra.clone_from(&extra))]);
    assert_eq!(opened(&with(unicode(&raw, "另名.txt")), &Names::Guess).unwrap(), ["另名.txt"]);
    assert_eq!(
        opened(&with(unicode(b"was renamed", "另名.txt")), &Names::Guess).unwrap(),
        ["情况说明问题单"],
        "with a wrong sum it does not"
    );
    let mut local_only = with(unicode(&raw, "a"));
    local_only.entries[0].central.extra.clear();
    assert_eq!(why(&local_only.bytes()), Why::NamesDisagree);
    let mut central_only = with(unicode(&raw, "a"));
    central_only.entries[0].local.extra.clear();
    assert_eq!(opened(&central_only, &Names::Guess).unwrap(), ["a"]);
    let both = Zip::of([entry("情况", "").with(|head| (head.flags, head.extra) = (1 << 11, unicode("情况".as_bytes(), "别")))]);
    assert_eq!(why(&both.bytes()), Why::NamesDisagree);
    assert_eq!(why(&with([unicode(&raw, "a"), unicode(&raw, "b")].concat()).bytes()), Why::Extra, "two of them");
}

#[test]
fn two_entries_of_one_name_are_not_one() {
    assert_eq!(refusals(&Zip::of([entry("a", "1"), entry("a", "2")]).bytes()), [(Some(1), Why::Duplicate { with: 0 })]);
}

#[test]
fn refused_names_are_shown_without_harm() {
    let zip = Zip::of([entry("../\x1b[2J\u{202E}x", "").with(|head| head.flags = 1 << 11)]).bytes();
    let Err(Refused::Archive { refusals, .. }) = Walk::default().open(&zip[..], &Names::Guess) else { panic!() };
    assert_eq!(refusals[0].name, "../\\u{1b}[2J\\u{202e}x");
}
