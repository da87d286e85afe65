//! Files are found under their digests, whichever way they are kept, and are what they were.

use std::time::{Duration, SystemTime};

use super::*;
use crate::model::sha256;

fn blobs() -> (tempfile::TempDir, Blobs) {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::in_data(data.path());
    (data, blobs)
}

fn names(blobs: &Blobs) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(&blobs.dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_has_its_name_once_it_is_kept_and_the_same_bytes_are_kept_once() {
    let (_data, blobs) = blobs();
    let (first, again) = (blobs.take(&b"abc"[..]).unwrap(), blobs.take(&b"abc"[..]).unwrap());
    let digest = first.sha256.clone();
    assert!(digest == sha256(b"abc") && first.size == 3 && !blobs.has(&digest));
    blobs.keep([first, again]).unwrap();
    assert_eq!(blobs.open(&digest).unwrap().bytes().unwrap(), b"abc");
    assert_eq!(names(&blobs), [&digest[..2]]);
}

#[test]
fn many_small_files_are_one_file() {
    let (data, blobs) = blobs();
    assert!(!blobs.has(&sha256(b"one")));
    let packing = blobs.pack().unwrap();
    for bytes in [&b"one"[..], b"", b"two", b"one"] {
        packing.add(&sha256(bytes), bytes).unwrap();
    }
    blobs.keep_pack(packing).unwrap();
    // By those who looked before it was there, and by a program that comes later.
    for blobs in [blobs.clone(), Blobs::in_data(data.path())] {
        for bytes in [&b"one"[..], b"", b"two"] {
            assert_eq!(blobs.open(&sha256(bytes)).unwrap().bytes().unwrap(), bytes);
        }
        assert!(!blobs.has(&sha256(b"three")) && !blobs.has("") && !blobs.has(&"é".repeat(32)));
        assert_eq!(blobs.open(&sha256(b"three")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
    assert_eq!(names(&blobs).len(), 1);
    blobs.keep_pack(blobs.pack().unwrap()).unwrap();
    assert_eq!(names(&blobs).len(), 1, "one without files is none");
}

#[test]
fn bytes_that_changed_on_the_disk_are_told() {
    let (data, blobs) = blobs();
    let packing = blobs.pack().unwrap();
    packing.add(&sha256(b"one"), b"one").unwrap();
    blobs.keep_pack(packing).unwrap();
    blobs.keep([blobs.take(&b"abc"[..]).unwrap()]).unwrap();
    let pack = blobs.dir.join(names(&blobs).iter().find(|name| name.starts_with("pack-")).unwrap());
    let whole = fs::read(&pack).unwrap();
    for path in [&pack, &blobs.path(&sha256(b"abc"))] {
        let mut bytes = fs::read(path).unwrap();
        bytes[0] ^= 1;
        fs::write(path, bytes).unwrap();
    }
    for digest in [sha256(b"one"), sha256(b"abc")] {
        assert_eq!(blobs.open(&digest).unwrap().bytes().unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
    // The same file, taken in again, mends it.
    blobs.keep([blobs.take(&b"abc"[..]).unwrap(), blobs.take(&b"one"[..]).unwrap()]).unwrap();
    for bytes in [&b"abc"[..], b"one"] {
        assert_eq!(blobs.open(&sha256(bytes)).unwrap().bytes().unwrap(), bytes);
    }
    fs::remove_file(blobs.path(&sha256(b"one"))).unwrap();
    // Of a pack whose index is not whole nothing is there.
    for cut in 0..whole.len() {
        fs::write(&pack, &whole[..cut]).unwrap();
        assert!(!Blobs::in_data(data.path()).has(&sha256(b"one")), "{cut}");
    }
    for at in 3..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        fs::write(&pack, bytes).unwrap();
        assert!(!Blobs::in_data(data.path()).has(&sha256(b"one")), "{at}");
    }
}

#[test]
fn what_a_killed_program_left_goes_after_a_day() {
    let (_data, blobs) = blobs();
    let (young, old) = (blobs.take(&b"young"[..]).unwrap(), blobs.take(&b"old"[..]).unwrap());
    let yesterday = SystemTime::now() - Duration::from_hours(25);
    File::options().write(true).open(&old.file).unwrap().set_modified(yesterday).unwrap();
    blobs.keep([blobs.take(&b"new"[..]).unwrap()]).unwrap();
    assert!(young.file.exists() && !old.file.exists());
}
