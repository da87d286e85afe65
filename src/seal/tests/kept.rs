use super::{ODD, entry};
use crate::seal::Digest;
use crate::seal::kept::{Kept, Stamp, read, write};

fn kept() -> Kept {
    let stamp = |i: u64| Stamp { size: i, mtime: (-5, 1), ctime: (1_764_123_456, 999_999_999), device: 66, inode: u64::MAX - i };
    ODD.iter().zip(0..).map(|(name, i)| (entry(name).name, (stamp(i), entry(name).digests))).collect()
}

#[test]
fn a_run_goes_on_with_what_it_had() {
    let (key, mut text) = (Digest::sha256(b"run"), Vec::new());
    write(&mut text, key, &kept()).unwrap();
    assert_eq!(read(&text[..], key), kept());
    assert_eq!(read(&text[..], Digest::sha256(b"another run")), Kept::new(), "another night proves nothing for this one");
}

#[test]
fn what_is_not_whole_is_not_believed() {
    let (key, mut text) = (Digest::sha256(b"run"), Vec::new());
    write(&mut text, key, &kept()).unwrap();
    for end in 0..text.len() - 1 {
        assert_eq!(read(&text[..end], key), Kept::new(), "cut at {end}");
    }
    let broken = text.iter().map(|b| if *b == b'.' { b',' } else { *b }).collect::<Vec<u8>>();
    assert_eq!(read(&broken[..], key), Kept::new());
}
