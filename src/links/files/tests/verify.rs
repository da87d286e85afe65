use super::{World, is_root, name, set_mode};
use crate::seal::{By, Cycle, Digest, Digests, Facts, Manifest, State, Sums, Turn, What};
use std::fs;
use std::io::ErrorKind;

fn named(list: &[(&str, State)]) -> Vec<(String, State)> {
    list.iter().map(|(name, state)| ((*name).to_owned(), state.clone())).collect()
}

#[test]
fn each_state_is_told() {
    let world = World::with(&[("changed", b"aaaa"), ("gone", b"b"), ("linked", b"c"), ("longer", b"d"), ("same", b"e"), ("dir/x", b"f")]);
    let made = world.make(By::Sha256);
    let dir = world.dir();
    world.put("changed", b"aaab");
    world.put("longer", b"dd");
    world.put("new", b"n");
    fs::remove_file(dir.join("gone")).unwrap();
    fs::rename(dir.join("linked"), world.root.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(world.root.path().join("elsewhere"), dir.join("linked")).unwrap();
    fs::remove_dir_all(dir.join("dir")).unwrap();
    fs::create_dir_all(dir.join("dir/x")).unwrap();
    let sha256 = |bytes: &[u8]| Box::new(Digests { sha256: Some(Digest::sha256(bytes)), blake3: None });
    let expect = named(&[
        ("changed", State::Changed { expected: sha256(b"aaaa"), found: sha256(b"aaab") }),
        ("dir/x", State::NotAFile(What::Dir)),
        ("gone", State::Missing),
        ("linked", State::NotAFile(What::Link)),
        ("longer", State::SizeDiffers { expected: 1, found: 2 }),
        ("new", State::Extra),
        ("same", State::Same),
    ]);
    assert_eq!(world.verify(&made.manifest), expect);
    let without = world.verify_with(&made.manifest, |options| super::Verify { extra: false, ..options });
    assert!(!without.iter().any(|(name, _)| name == "new") && without.len() == 6);
}

#[test]
fn a_time_that_moved_is_no_change() {
    let world = World::with(&[("a", b"x")]);
    let made = world.make(By::Sha256);
    world.put("a", b"x");
    assert_eq!(world.verify(&made.manifest), named(&[("a", State::Same)]));
}

#[test]
fn digests_that_both_have_are_compared() {
    let world = World::with(&[("a", b"x")]);
    let all = world.make(By::Both).manifest;
    for by in [By::Sha256, By::Blake3, By::Both] {
        for known in [By::Sha256, By::Blake3, By::Both] {
            let mut manifest = all.clone();
            manifest.entries[0].digests = all.entries[0].digests.only(known);
            let verify = |manifest: &Manifest| world.verify_with(manifest, |options| super::Verify { by, ..options });
            assert_eq!(verify(&manifest), named(&[("a", State::Same)]), "{by:?} {known:?}");
            // Whichever is compared, a wrong one shows.
            manifest.entries[0].digests = Digests { sha256: Some(Digest([0; 32])), blake3: Some(Digest([0; 32])) }.only(known);
            assert!(matches!(verify(&manifest)[0].1, State::Changed { .. }), "{by:?} {known:?}");
        }
    }
}

#[test]
fn sums_of_other_tools_will_do() {
    let world = World::with(&[("a b", b"x"), ("c", b"y")]);
    let text = format!("{} *a b\nSHA256 (c) = {}\n", Digest::sha256(b"x"), Digest::sha256(b"y"));
    let manifest = Manifest::from_sums(text.as_bytes(), Sums::Sha256).unwrap();
    assert_eq!(world.verify(&manifest), named(&[("a b", State::Same), ("c", State::Same)]));
}

#[test]
fn another_nights_files_are_there_or_they_are_missing() {
    let world = World::with(&[("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4"), ("e", b"5"), ("f", b"6"), ("long", b"7")]);
    let made = world.make(By::Sha256);
    fs::remove_file(world.dir().join("f")).unwrap();
    world.put("long", b"78");
    let mut proved = Vec::new();
    for night in 0..7 {
        let turn = Cycle::DailyWeek.on(jiff::civil::date(2026, 11, 20 + night));
        let found = world.verify_with(&made.manifest, |options| super::Verify { turn, ..options });
        assert_eq!(found.len(), 7);
        assert_eq!(found[5..], named(&[("f", State::Missing), ("long", State::SizeDiffers { expected: 1, found: 2 })]), "told every night");
        proved.extend(found.into_iter().filter(|(_, state)| *state == State::Same).map(|(name, _)| name));
    }
    proved.sort();
    assert_eq!(proved, ["a", "b", "c", "d", "e"], "each once in seven nights");
}

#[test]
fn what_may_not_be_read_is_neither_missing_nor_changed() {
    if is_root() {
        return;
    }
    let world = World::with(&[("shut/in", b"x"), ("file", b"y"), ("open", b"z")]);
    let made = world.make(By::Sha256);
    set_mode(&world.dir().join("shut"), 0);
    set_mode(&world.dir().join("file"), 0);
    let denied = State::Unreadable(ErrorKind::PermissionDenied);
    let expect = named(&[("file", denied.clone()), ("open", State::Same), ("shut", denied.clone()), ("shut/in", denied)]);
    assert_eq!(world.verify(&made.manifest), expect);
    assert_eq!(world.make(By::Sha256).left_out.len(), 2);
    set_mode(&world.dir().join("shut"), 0o700);
}

#[test]
fn a_name_that_is_not_utf8_is_found() {
    let world = World::with(&[]);
    let gbk = b"\xC8\xAB\xBF\xE2.dmp";
    fs::write(world.dir().join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(gbk)), b"x").unwrap();
    let made = world.make(By::Sha256);
    assert_eq!(made.manifest.entries[0].name.bytes(), gbk);
    let mut out = Vec::new();
    made.manifest.write(&mut out).unwrap();
    assert_eq!(world.verify(&Manifest::read(&out[..]).unwrap())[0].1, State::Same);
}

#[test]
fn a_file_beyond_four_gigabytes_keeps_its_size() {
    let world = World::with(&[]);
    let size = (4 << 30) + 4097;
    let file = fs::File::create(world.dir().join("sparse.dmp")).unwrap();
    file.set_len(size).unwrap();
    let facts = |size| Some(Facts { size, mtime: (0, 0), mode: 0 });
    let digests = Digests { sha256: Some(Digest([0; 32])), blake3: None };
    let entry = |size| crate::seal::Entry { name: name("sparse.dmp"), digests, facts: facts(size) };
    let manifest = Manifest::new(super::head(), vec![entry(4097)]);
    assert_eq!(world.verify(&manifest)[0].1, State::SizeDiffers { expected: 4097, found: size });
    let manifest = Manifest::new(super::head(), vec![entry(size)]);
    let never = Turn::of(1, 2).filter(|turn| !turn.has(&name("sparse.dmp"))).or(Turn::of(2, 2)).unwrap();
    let found = world.verify_with(&manifest, |options| super::Verify { turn: never, ..options });
    assert_eq!(found[0].1, State::NotThisTime, "all of its size is as it should be");
}
