use super::{ODD, entry};
use crate::seal::Digest;
use crate::seal::kept::{Kept, Stamp, add, begin, read};

fn kept() -> Kept {
    let stamp = |i: u64| Stamp { size: i, mtime: (-5, 1), ctime: (1_764_123_456, 999_999_999), device: 66, inode: u64::MAX - i };
    ODD.iter().zip(0..).map(|(name, i)| (entry(name).name, (stamp(i), entry(name).digests))).collect()
}

fn text(key: Digest) -> Vec<u8> {
    let mut text = Vec::new();
    begin(&mut text, key).unwrap();
    for (name, (stamp, digests)) in kept() {
        add(&mut text, &name, &stamp, &digests).unwrap();
    }
    text
}

#[test]
fn a_run_goes_on_with_what_it_had() {
    let key = Digest::sha256(b"run");
    let text = text(key);
    assert_eq!(read(&text[..], key), (kept(), text.len() as u64));
    assert_eq!(read(&text[..], Digest::sha256(b"another run")), (Kept::new(), 0), "another night proves nothing for this one");
}

#[test]
fn a_line_that_is_not_whole_is_not_believed_and_ends_it() {
    let key = Digest::sha256(b"run");
    let (text, all) = (text(key), kept());
    for end in 0..text.len() {
        let (known, good) = read(&text[..end], key);
        let lines = text[..end].split(|b| *b == b'\n').count() - 1;
        // A line whose end alone is missing is whole.
        assert!(known.len() + 1 == lines || known.len() == lines || known.is_empty(), "cut at {end}");
        assert!(known.iter().all(|(name, what)| all.get(name) == Some(what)), "cut at {end}");
        assert!(good <= end as u64 + 1, "cut at {end}");
    }
    // The time of the first file.
    let at = text.iter().position(|b| *b == b'.').unwrap();
    let mut broken = text;
    broken[at] = b',';
    assert_eq!(read(&broken[..], key).0, Kept::new());
}
