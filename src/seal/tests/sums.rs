use super::{EMPTY, ODD, manifest, name, written};
use crate::seal::{BadName, Digest, Digests, Fault, MOST_LINE, Manifest, Sums, Why, read_sums};
use proptest::prelude::*;

fn read(text: impl AsRef<[u8]>) -> Result<Vec<(super::Name, Digests)>, Fault> {
    read_sums(text.as_ref(), Sums::Sha256)
}

fn names(text: impl AsRef<[u8]>) -> Vec<String> {
    read(text).unwrap().iter().map(|(name, _)| String::from_utf8_lossy(name.bytes()).into_owned()).collect()
}

fn fault(text: impl AsRef<[u8]>) -> (u64, Why) {
    let fault = read(text).unwrap_err();
    (fault.line, fault.why)
}

#[test]
fn the_forms_of_all_tools_are_read() {
    assert_eq!(names(format!("{EMPTY}  gnu text\n{EMPTY} *gnu binary\n")), ["gnu binary", "gnu text"]);
    assert_eq!(names(format!("SHA256 (bsd) = {EMPTY}\nSHA2-256(openssl)= {EMPTY}\n")), ["bsd", "openssl"]);
    assert_eq!(names(format!("SHA256 (a) = {EMPTY}) = {EMPTY}\n")), [format!("a) = {EMPTY}")], "the last hex counts");
    assert_eq!(names(format!("\\{EMPTY}  a\\\\b\\nc\\rd\n")), ["a\\b\nc\rd"]);
    assert_eq!(names(format!("\\SHA256 (a\\nb) = {EMPTY}\n")), ["a\nb"]);
    assert_eq!(names(format!("{EMPTY}  a\\b\n")), ["a\\b"], "without the mark a backslash is one");
    assert_eq!(names(format!("{}  upper\n", EMPTY.to_uppercase())), ["upper"]);
}

#[test]
fn what_editors_leave_is_passed_over() {
    assert_eq!(names(format!("\u{feff}# made by hand\r\n\r\n{EMPTY}  windows\r\n{EMPTY}  ./dir/no end")), ["dir/no end", "windows"]);
    assert_eq!(names(""), Vec::<String>::new());
}

#[test]
fn a_file_may_have_a_line_for_each_algorithm() {
    let both = read(format!("SHA256 (a) = {EMPTY}\nBLAKE3 (a) = {EMPTY}\n")).unwrap();
    let digest = Digest::parse(EMPTY.as_bytes());
    assert_eq!(both, [(name("a"), Digests { sha256: digest, blake3: digest })]);
}

#[test]
fn hostile_lines_are_refused_with_their_number() {
    let line = |text: &str| fault(format!("{EMPTY}  good\n{text}\n{EMPTY}  fine\n"));
    let named = |text: &str| line(&format!("{EMPTY}  {text}"));
    assert_eq!(named("/etc/shadow"), (2, Why::Name(BadName::Absolute)));
    assert_eq!(named(".//etc/shadow"), (2, Why::Name(BadName::Absolute)));
    for text in ["..", "../x", "a/../../x", "a/.."] {
        assert_eq!(named(text), (2, Why::Name(BadName::Parent)), "{text}");
    }
    for text in ["a//b", "a/./b", "a/"] {
        assert_eq!(named(text), (2, Why::Name(BadName::Form)), "{text}");
    }
    assert_eq!(named("a\0b"), (2, Why::Name(BadName::Nul)));
    assert_eq!(named(""), (2, Why::Name(BadName::Empty)));
    assert_eq!(line(&format!("\\{EMPTY}  a\\tb")), (2, Why::Name(BadName::Escape)));
    assert_eq!(named("good"), (2, Why::Again(1)));
    assert_eq!(named("./good"), (2, Why::Again(1)), "the same file by another name");
    assert_eq!(line(&format!("{}  short", &EMPTY[1..])), (2, Why::Digest));
    assert_eq!(line(&format!("{EMPTY}0  long")), (2, Why::Digest));
    assert_eq!(line("d41d8cd98f00b204e9800998ecf8427e  md5"), (2, Why::Digest));
    assert_eq!(line(&format!("g{}  no hex", &EMPTY[1..])), (2, Why::Digest));
    assert_eq!(line(&format!("{EMPTY} one blank")), (2, Why::Form));
    assert_eq!(line("some words"), (2, Why::Form));
    assert_eq!(line(EMPTY), (2, Why::Form));
    assert_eq!(line(&"x".repeat(MOST_LINE as usize + 1)), (2, Why::TooLong));
}

#[test]
fn a_line_without_an_end_does_not_fill_the_memory() {
    let endless = std::io::BufReader::new(std::io::repeat(b'a'));
    assert_eq!(read_sums(endless, Sums::Sha256).unwrap_err(), Fault { line: 1, why: Why::TooLong });
}

#[test]
fn what_is_written_is_what_gnu_writes() {
    let text = written(|out| manifest(&[b"b c", b"a\\\n"]).write_sums(out, Sums::Sha256));
    let digest = |name: &[u8]| Digest::sha256(name).to_string();
    assert_eq!(String::from_utf8(text).unwrap(), format!("\\{}  a\\\\\\n\n{}  b c\n", digest(b"a\\\n"), digest(b"b c")));
}

#[test]
fn names_come_back_byte_for_byte() {
    let all = manifest(&ODD);
    for sums in [Sums::Sha256, Sums::Blake3] {
        let again = Manifest::from_sums(&written(|out| all.write_sums(out, sums))[..], sums).unwrap();
        let pairs = all.entries.iter().zip(&again.entries);
        assert!(
            pairs.clone().count() == ODD.len()
                && pairs.into_iter().all(|(a, b)| a.name == b.name && a.digests.agree(&b.digests) == Some(true))
        );
    }
}

proptest! {
    #[test]
    fn any_name_survives(bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        if let Ok(name) = super::super::Name::new(&bytes) {
            let all = manifest(&[name.bytes()]);
            let text = written(|out| all.write_sums(out, Sums::Sha256));
            prop_assert_eq!(memchr::memchr_iter(b'\n', &text).count(), 1);
            prop_assert_eq!(&read(&text).unwrap()[0].0, &name);
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), tail in "[ *(=)\\\\a-f0-9\n\r]{0,80}") {
        let _ = read(&bytes);
        let _ = read([EMPTY.as_bytes(), tail.as_bytes()].concat());
        let _ = read([b"SHA256 (", &bytes[..], b") = ", EMPTY.as_bytes()].concat());
    }
}
