//! What other programs say of our files, and we of theirs. Skipped aloud where they are not here.

use super::super::{Signature, load, read_secret, save};
use super::{World, set_mode};
use crate::seal::minisign::{Prehash, PublicKey, verify};
use crate::seal::{By, MANIFEST, MINISIG, Manifest, State, Sums};
use std::fs;
use std::io::ErrorKind;
use std::process::{Command, Output};

/// Runs a program in the folder; `None` where there is none of that name.
fn run(world: &World, program: &str, args: &[&str]) -> Option<Output> {
    match Command::new(program).args(args).current_dir(world.dir()).output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            println!("SKIPPED: {program} is not here");
            None
        }
        output => Some(output.unwrap()),
    }
}

/// Names that every reader must get right, and one in GBK.
fn odd() -> World {
    let world = World::with(&[("a b.dmp", b"1"), ("line\nend", b"2"), ("back\\slash", b"3"), ("目录/全库.dmp", b"4"), (" first", b"5")]);
    fs::write(world.dir().join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xC8\xAB\xBF\xE2.dmp")), b"6").unwrap();
    world
}

#[test]
fn sha256sum_proves_our_sums_without_a_word_and_we_prove_its() {
    let world = odd();
    save(&world.dir(), &world.make(By::Sha256).manifest, None, false).unwrap();
    let Some(said) = run(&world, "sha256sum", &["--check", "--strict", "--quiet", "SHA256SUMS"]) else { return };
    assert!(said.status.success() && said.stdout.is_empty() && said.stderr.is_empty(), "{said:?}");
    for tag in [&[][..], &["--tag"], &["--binary"]] {
        let files = ["a b.dmp", "line\nend", "back\\slash", "目录/全库.dmp", " first"];
        let theirs = run(&world, "sha256sum", &[tag, &files].concat()).unwrap();
        let manifest = Manifest::from_sums(&theirs.stdout[..], Sums::Sha256).unwrap();
        let found = world.verify_with(&manifest, |options| super::Verify { extra: false, ..options });
        assert!(found.len() == 5 && found.iter().all(|(_, state)| *state == State::Same), "{tag:?} {found:?}");
    }
}

#[test]
fn b3sum_proves_our_sums() {
    // Its names are UTF-8, so without the one in GBK.
    let world = World::with(&[("a b.dmp", b"1"), ("back\\slash", b"3"), ("目录/全库.dmp", b"4")]);
    save(&world.dir(), &world.make(By::Both).manifest, None, false).unwrap();
    let Some(said) = run(&world, "b3sum", &["--check", "BLAKE3SUMS"]) else { return };
    assert!(said.status.success(), "{said:?}");
}

#[test]
fn minisign_and_we_believe_each_other() {
    let world = World::with(&[("a", b"x")]);
    let Some(made) = run(&world, "minisign", &["-G", "-W", "-p", "../their.pub", "-s", "../their.key"]) else { return };
    assert!(made.status.success(), "{made:?}");
    let root = world.root.path();
    let public = PublicKey::parse(&fs::read_to_string(root.join("their.pub")).unwrap()).unwrap();
    set_mode(&root.join("their.key"), 0o600);
    let secret = read_secret(&root.join("their.key")).unwrap();
    assert_eq!(secret.public(), public);
    save(&world.dir(), &world.make(By::Sha256).manifest, Some(&secret), false).unwrap();
    let said = run(&world, "minisign", &["-V", "-p", "../their.pub", "-m", MANIFEST]).unwrap();
    assert!(said.status.success(), "{said:?}");
    // Theirs of the same file.
    fs::remove_file(world.dir().join(MINISIG)).unwrap();
    let said = run(&world, "minisign", &["-S", "-s", "../their.key", "-m", MANIFEST]).unwrap();
    assert!(said.status.success(), "{said:?}");
    assert!(matches!(load(&world.dir(), &[public], &world.effort()).unwrap().signature, Signature::Good(_)));
    // A key that we made.
    let ours = super::super::create_pair(&root.join("our.key"), &root.join("our.pub")).unwrap();
    let said = run(&world, "minisign", &["-S", "-s", "../our.key", "-m", "a"]).unwrap();
    assert!(said.status.success(), "{said:?}");
    let text = fs::read_to_string(world.dir().join("a.minisig")).unwrap();
    assert!(verify(Prehash::of(b"x"), &text, &[ours]).is_ok());
}
