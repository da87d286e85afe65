use super::super::{Beside, LoadFault, Signature, load, save};
use super::World;
use crate::seal::minisign::{NotSigned, SecretKey};
use crate::seal::{BLAKE3SUMS, By, Digest, MANIFEST, MINISIG, SHA256SUMS, State, Why};
use std::fs;
use std::io::ErrorKind;

fn key() -> SecretKey {
    SecretKey::new(&[7; 32], *b"opsctl01")
}

#[test]
fn a_seal_is_saved_and_read_again() {
    let world = World::with(&[("a", b"x"), ("目录/b", b"y")]);
    let made = world.make(By::Both).manifest;
    save(&world.dir(), &made, Some(&key()), false).unwrap();
    let loaded = load(&world.dir(), &[key().public()], &world.effort()).unwrap();
    assert_eq!((&loaded.manifest.entries, &loaded.manifest.head), (&made.entries, &made.head));
    assert!(matches!(&loaded.signature, Signature::Good(signed) if signed.comment.contains("file:MANIFEST")));
    assert_eq!((loaded.sums, loaded.blake3sums), (Beside::Same, Beside::Same));
    assert!(world.verify(&loaded.manifest).iter().all(|(_, state)| *state == State::Same), "its own files are no content");
    assert_eq!(world.make(By::Both).manifest.entries, made.entries);
}

#[test]
fn an_older_seal_stays_unless_it_is_to_be_replaced() {
    let world = World::with(&[("a", b"x")]);
    let made = world.make(By::Both).manifest;
    save(&world.dir(), &made, Some(&key()), false).unwrap();
    assert_eq!(save(&world.dir(), &made, None, false).unwrap_err().kind(), ErrorKind::AlreadyExists);
    save(&world.dir(), &world.make(By::Sha256).manifest, None, true).unwrap();
    assert!(!world.dir().join(MINISIG).exists() && !world.dir().join(BLAKE3SUMS).exists(), "none that would be false");
    let loaded = load(&world.dir(), &[], &world.effort()).unwrap();
    assert_eq!((loaded.signature, loaded.sums, loaded.blake3sums), (Signature::None, Beside::Same, Beside::NotSaid));
}

#[test]
fn what_was_changed_afterwards_shows() {
    let world = World::with(&[("a", b"x")]);
    save(&world.dir(), &world.make(By::Sha256).manifest, Some(&key()), false).unwrap();
    let path = |name: &str| world.dir().join(name);
    let load = || load(&world.dir(), &[key().public()], &world.effort());
    let manifest = fs::read_to_string(path(MANIFEST)).unwrap();
    fs::write(path(MANIFEST), manifest.replace("host h", "host g")).unwrap();
    assert_eq!(load().unwrap().signature, Signature::Bad(NotSigned::False(key().public().id())));
    fs::write(path(MANIFEST), &manifest[..manifest.len() / 2]).unwrap();
    assert!(matches!(load(), Err(LoadFault::Fault(MANIFEST, _))));
    fs::write(path(MANIFEST), &manifest).unwrap();
    fs::write(path(SHA256SUMS), "").unwrap();
    assert_eq!(load().unwrap().sums, Beside::Differs);
    fs::remove_file(path(SHA256SUMS)).unwrap();
    assert_eq!(load().unwrap().sums, Beside::Missing);
    assert!(matches!(load().unwrap().signature, Signature::Good(_)));
}

#[test]
fn sums_alone_are_read_too_and_nothing_is_nothing() {
    let world = World::with(&[("a", b"x")]);
    assert_eq!(load(&world.dir(), &[], &world.effort()).unwrap_err(), LoadFault::None);
    world.put(BLAKE3SUMS, format!("{}  a\n", Digest(*blake3::hash(b"x").as_bytes())).as_bytes());
    let loaded = load(&world.dir(), &[], &world.effort()).unwrap();
    assert_eq!(world.verify(&loaded.manifest), [("a".into(), State::Same)]);
    world.put(SHA256SUMS, b"../../etc/passwd\n");
    assert!(matches!(load(&world.dir(), &[], &world.effort()), Err(LoadFault::Fault(SHA256SUMS, fault)) if fault.why == Why::Form));
}
