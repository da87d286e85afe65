use base64ct::{Base64, Encoding};
use proptest::prelude::*;

use super::*;

/// A key of a type, made of a letter.
fn blob(algorithm: &str, letter: u8) -> Vec<u8> {
    let mut blob = u32::try_from(algorithm.len()).unwrap().to_be_bytes().to_vec();
    blob.extend(algorithm.as_bytes());
    blob.extend([0, 0, 0, 4, letter, letter, letter, letter]);
    blob
}

fn line(names: &str, algorithm: &str, letter: u8) -> String {
    format!("{names} {algorithm} {}\n", Base64::encode_string(&blob(algorithm, letter)))
}

fn hosts(text: &str) -> KnownHosts {
    KnownHosts { entries: parse(text.as_bytes(), 0), files: vec!["known_hosts".into()], there: 1 }
}

const ED: &str = "ssh-ed25519";
const RSA: &str = "ssh-rsa";

#[test]
fn plain_wildcard_and_barred_names() {
    let known = hosts(&line("db01,10.0.0.1", ED, 1));
    assert_eq!(known.check("db01", None, &blob(ED, 1)), Verdict::Known);
    assert_eq!(known.check("10.0.0.1", None, &blob(ED, 1)), Verdict::Known);
    assert_eq!(known.check("db02", None, &blob(ED, 1)), Verdict::Unknown);
    let known = hosts(&line("*.tax,!old.tax", ED, 1));
    assert_eq!(known.check("new.tax", None, &blob(ED, 1)), Verdict::Known);
    assert_eq!(known.check("old.tax", None, &blob(ED, 1)), Verdict::Unknown);
}

#[test]
fn a_port_beside_22_has_its_own_name_and_falls_back_to_the_bare_one() {
    let known = hosts(&(line("[db]:2222", ED, 1) + &line("db", ED, 2) + &line("web", ED, 3)));
    assert_eq!(known.check("[db]:2222", Some("db"), &blob(ED, 1)), Verdict::Known);
    assert!(matches!(known.check("[db]:2222", Some("db"), &blob(ED, 2)), Verdict::Changed(_)), "its own entry counts");
    assert_eq!(known.check("[web]:2222", Some("web"), &blob(ED, 3)), Verdict::Known, "as ssh: the bare name will do");
    assert_eq!(known.check("[web]:2222", Some("web"), &blob(ED, 9)), Verdict::Unknown, "but it does not make a change");
    assert_eq!(known.algorithms("[web]:2222", Some("web")), [ED]);
}

#[test]
fn hashed_names() {
    // Made by ssh-keygen -H of the line "db.example 22".
    let salt = [7_u8; 20];
    let hash = hash_of(&salt, "DB.example").unwrap();
    let names = format!("|1|{}|{}", Base64::encode_string(&salt), Base64::encode_string(&hash));
    let known = hosts(&line(&names, ED, 1));
    assert_eq!(known.check("db.example", None, &blob(ED, 1)), Verdict::Known);
    assert_eq!(known.check("db.other", None, &blob(ED, 1)), Verdict::Unknown);
    for odd in ["|1|", "|1|AAAA", "|1|AAAA|", "|2|AAAA|AAAA", "|1|$|$", "|1|AAAA|AAAA|AAAA"] {
        assert_eq!(hosts(&line(odd, ED, 1)).check("db", None, &blob(ED, 1)), Verdict::Unknown, "{odd}");
    }
}

#[test]
fn several_keys_of_a_host_and_a_changed_one() {
    let known = hosts(&("# office\n".to_owned() + &line("db", RSA, 1) + &line("db", ED, 2) + &line("db", ED, 3)));
    assert_eq!(known.check("db", None, &blob(ED, 3)), Verdict::Known);
    assert_eq!(known.check("db", None, &blob(RSA, 1)), Verdict::Known);
    let Verdict::Changed(others) = known.check("db", None, &blob(ED, 9)) else { panic!("not seen") };
    assert_eq!(others.iter().map(|e| known.place(e)).collect::<Vec<_>>(), ["known_hosts:2", "known_hosts:3", "known_hosts:4"]);
    assert_eq!(known.algorithms("db", None), [RSA, ED, ED]);
}

#[test]
fn revoked_and_authorities() {
    let known =
        hosts(&(format!("@revoked {}", line("*", ED, 1)) + &line("db", ED, 1) + &format!("@cert-authority {}", line("*.tax", RSA, 5))));
    assert!(matches!(known.check("db", None, &blob(ED, 1)), Verdict::Revoked(e) if e.line == 1), "revoked wins over known");
    assert!(matches!(known.check("a.tax", None, &blob(ED, 2)), Verdict::Authority(e) if e.line == 3));
    assert!(matches!(known.check("a.tax", None, &blob(RSA, 5)), Verdict::Authority(_)), "an authority's key is no host's key");
    assert_eq!(known.check("other", None, &blob(ED, 2)), Verdict::Unknown);
    assert!(known.algorithms("a.tax", None).is_empty());
}

#[test]
fn damaged_lines_harm_no_other() {
    let text = format!(
        "\n\u{0}\u{1}\ngarbage\ndb 1024 35 123456789\ndb ssh-ed25519 !!!\ndb ssh-rsa {}\n@unknown db ssh-ed25519 AAAA\n{}",
        Base64::encode_string(&blob(ED, 1)),
        line("db", ED, 4).trim_end()
    );
    let known = hosts(&text);
    assert_eq!(known.entries.len(), 1);
    assert_eq!(known.check("db", None, &blob(ED, 4)), Verdict::Known);
    let windows = hosts(&line("db", ED, 4).replace('\n', "\r\n"));
    assert_eq!(windows.check("db", None, &blob(ED, 4)), Verdict::Known);
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_and_a_missing_one_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let known = KnownHosts::read(&[dir.path().join("none")]).unwrap();
    assert_eq!((known.there, known.entries.len()), (0, 0));
    let error = KnownHosts::read(&[dir.path().to_owned()]).unwrap_err();
    assert_eq!(error.kind, crate::model::AskErrorKind::Config);
}

#[test]
fn files_are_read_again_when_they_changed() {
    let dir = tempfile::tempdir().unwrap();
    let files = [dir.path().join("known_hosts")];
    let read = || KnownHosts::read(&files).unwrap();
    assert_eq!(read().there, 0);
    std::fs::write(&files[0], line("db", ED, 1)).unwrap();
    let first = read();
    assert_eq!(first.check("db", None, &blob(ED, 1)), Verdict::Known);
    assert!(Arc::ptr_eq(&first, &read()), "nothing changed");
    std::fs::write(&files[0], line("db", ED, 2) + &line("web", ED, 1)).unwrap();
    assert_ne!(read().check("db", None, &blob(ED, 1)), Verdict::Known);
    // Another file of the same size in its place, as `host trust --replace` leaves it.
    let beside = dir.path().join("beside");
    std::fs::write(&beside, line("db", ED, 3) + &line("web", ED, 1)).unwrap();
    std::fs::rename(&beside, &files[0]).unwrap();
    assert_eq!(read().check("db", None, &blob(ED, 3)), Verdict::Known);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in ".{0,20}") {
        let known = KnownHosts { entries: parse(&bytes, 0), ..KnownHosts::default() };
        let _ = known.check(&name, Some("x"), &bytes);
    }

    #[test]
    fn nor_do_lines_that_look_like_entries(lines in proptest::collection::vec(r"(@revoked |@cert-authority )?[|1!*?\[\]:a-z,]{0,20} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+/=]{0,20}", 0..10)) {
        let known = KnownHosts { entries: parse(lines.join("\n").as_bytes(), 0), ..KnownHosts::default() };
        let _ = known.check("db", Some("x"), b"abc");
    }
}
