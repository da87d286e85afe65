use super::{ODD, manifest, written};
use crate::seal::{Digest, Fault, Manifest, Sums, Why};
use proptest::prelude::*;

fn text(names: &[&[u8]]) -> String {
    String::from_utf8(written(|out| manifest(names).write(out))).unwrap()
}

fn why(text: &str) -> Why {
    Manifest::read(text.as_bytes()).unwrap_err().why
}

#[test]
fn it_reads_like_this() {
    insta::assert_snapshot!(text(&[b"expdp_20261125.dmp", b"log\nwith end"]), @r"
    opsctl-manifest 1
    tool opsctl 0.1.0
    host zs-bak-01
    made 2026-11-26T02:10:00Z
    files 2
    bytes 8192
    sums 5ed7a5cf96954cabd1f95662c3b596a02fdc720faa94fc7368404c175d2954e4
    blake3sums 9b853155affa36361baed418229b93c3e381ab6bbfd8e4a0f131f35205413a2d

    e047e33bd5f3bcd37e930df80032b67c2cab838534fc27c85e79911db4cdd573 1bbb76ae505ab1ee47489e6ad612a58fee5d7ce4ffe93b0d0c3e4c72d142b378 4096 1764123456.000000005 0640 expdp_20261125.dmp
    \f1118f12d9d5fc88e9749c63eb0c0638e90ff03e1e95b32d859e5165ee88cbdf 95f5cd8efb1891c0fbbdd610bff11912e57d99cb1b2081700cea16671c661969 4096 1764123456.000000005 0640 log\nwith end
    ");
}

#[test]
fn all_of_it_comes_back() {
    let all = manifest(&ODD);
    let again = Manifest::read(&written(|out| all.write(out))[..]).unwrap();
    assert_eq!((&again.head, &again.entries), (&all.head, &all.entries));
    assert_eq!(again.sums, Some(Digest::sha256(&written(|out| all.write_sums(out, Sums::Sha256)))));
    assert_eq!(again.blake3sums, Some(Digest::sha256(&written(|out| all.write_sums(out, Sums::Blake3)))));
    assert_eq!(written(|out| again.write(out)), written(|out| all.write(out)), "and is written the same");
}

#[test]
fn an_empty_folder_has_a_manifest() {
    let empty = manifest(&[]);
    assert_eq!(Manifest::read(&written(|out| empty.write(out))[..]).unwrap().entries, []);
    assert!(!empty.has(Sums::Sha256));
}

#[test]
fn one_that_was_cut_anywhere_is_refused() {
    let whole = text(&[b"a", b"b", b"c"]);
    // Without its last line end it still says all.
    for end in 0..whole.len() - 1 {
        assert!(Manifest::read(&whole.as_bytes()[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn what_was_added_or_repeated_is_refused() {
    let whole = text(&[b"a", b"b"]);
    let last = whole.lines().last().unwrap();
    assert_eq!(why(&format!("{whole}{last}\n")), Why::Count { expected: 2, found: 3 });
    let twice = whole.replace("files 2", "files 3").replace("bytes 8192", "bytes 12288") + last + "\n";
    assert_eq!(Manifest::read(twice.as_bytes()).unwrap_err(), Fault { line: 12, why: Why::Again(11) });
    assert_eq!(why(&whole.replace("files 2", "files 2\nfiles 2")), Why::Head);
    assert_eq!(why(&whole.replace("host zs-bak-01\n", "")), Why::Head);
    assert_eq!(why(&whole.replace("bytes 8192", "bytes +8192")), Why::Head);
}

#[test]
fn a_newer_format_is_told_from_no_format() {
    assert_eq!(why(&text(&[]).replace("manifest 1", "manifest 2")), Why::Newer);
    assert_eq!(why("hello\n"), Why::Form);
    assert_eq!(why(""), Why::Form);
}

#[test]
fn lines_that_are_wrong_are_refused() {
    let whole = text(&[b"a"]);
    let line = whole.lines().last().unwrap();
    let with = |from: &str, to: &str| why(&whole.replace(line, &line.replacen(from, to, 1)));
    assert_eq!(with(" 4096 ", " -1 "), Why::Field);
    assert_eq!(with(".000000005", ".5"), Why::Field);
    assert_eq!(with(" 0640 ", " 0980 "), Why::Field);
    assert_eq!(with(" a", ""), Why::Form);
    assert!(matches!(with(" a", " ../a"), Why::Name(_)));
    assert_eq!(why(&whole.replace(line, "- - 4096 0.000000000 0640 a")), Why::Digest, "a line that proves nothing");
}

#[test]
fn a_host_or_tool_with_a_line_end_stays_one_line() {
    let mut all = manifest(&[b"a"]);
    all.head.as_mut().unwrap().host = "x\nfiles 0\\".into();
    assert_eq!(Manifest::read(&written(|out| all.write(out))[..]).unwrap().head, all.head);
}

proptest! {
    #[test]
    fn a_flipped_byte_is_read_without_a_panic(at in 0usize..600, byte in any::<u8>()) {
        let mut bytes = text(&[b"a", b"b"]).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = Manifest::read(&bytes[..]);
    }
}
