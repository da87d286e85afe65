use super::super::{SecretFault, create_pair, read_secret};
use super::set_mode;
use crate::seal::minisign::{KeyFault, Prehash, PublicKey, verify};
use std::fs;
use std::io::ErrorKind;

#[test]
fn a_new_pair_signs_and_proves() {
    let dir = tempfile::tempdir().unwrap();
    let (secret, public) = (dir.path().join("opsctl.key"), dir.path().join("opsctl.pub"));
    let key = create_pair(&secret, &public).unwrap();
    assert_eq!(PublicKey::parse(&fs::read_to_string(&public).unwrap()).unwrap(), key);
    let text = read_secret(&secret).unwrap().sign(Prehash::of(b"x"), "c");
    assert!(verify(Prehash::of(b"x"), &text, &[key]).is_ok());
    assert_eq!(create_pair(&secret, &public).unwrap_err().kind(), ErrorKind::AlreadyExists, "a key is never written over");
}

#[test]
fn a_secret_that_others_may_read_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (secret, public) = (dir.path().join("k"), dir.path().join("p"));
    create_pair(&secret, &public).unwrap();
    for mode in [0o640, 0o604, 0o660, 0o644] {
        set_mode(&secret, mode);
        assert_eq!(read_secret(&secret).unwrap_err(), SecretFault::Open(mode));
    }
    set_mode(&secret, 0o400);
    assert!(read_secret(&secret).is_ok());
    assert_eq!(read_secret(&dir.path().join("none")).unwrap_err(), SecretFault::Unreadable(ErrorKind::NotFound));
    assert_eq!(read_secret(dir.path()).unwrap_err(), SecretFault::NotAFile);
    set_mode(&public, 0o600);
    assert_eq!(read_secret(&public).unwrap_err(), SecretFault::Key(KeyFault::Form), "the wrong one of the two");
}
