//! Content that is not what headers say.

use std::io::Read;

use super::make::{Entry, deflated};
use super::*;

fn damage(made: Entry) -> Option<Damage> {
    let zip = Zip::of([made]).bytes();
    content(&open(&zip), 0).err().and_then(|error| Damage::of(&error))
}

#[test]
fn sums_and_sizes_are_held_to_what_comes_out() {
    assert_eq!(damage(entry("a", "one").with(|head| head.crc ^= 1)), Some(Damage::Checksum));
    assert_eq!(damage(deflated("a", b"four").with(|head| head.size = 3)), Some(Damage::Long { stated: 3 }));
    assert_eq!(damage(deflated("a", b"four").with(|head| head.size = 5)), Some(Damage::Short { bytes: 4, stated: 5 }));
    assert_eq!(damage(deflated("a", &[0; 5000]).with(|head| head.size = 0)), Some(Damage::Long { stated: 0 }));
}

#[test]
fn a_stream_that_breaks_off_or_goes_on_is_damaged() {
    let mut cut = deflated("a", b"some content that is long enough");
    cut.data.pop();
    assert_eq!(damage(cut.with(|head| head.packed -= 1)), Some(Damage::Deflate));
    let mut more = deflated("a", b"content");
    more.data.push(0);
    assert_eq!(damage(more.with(|head| head.packed += 1)), Some(Damage::Trailing));
    let mut garbage = deflated("a", b"content");
    garbage.data.fill(0xFF);
    assert_eq!(damage(garbage), Some(Damage::Deflate));
}

#[test]
fn the_last_byte_comes_only_with_the_proof() {
    let zip = Zip::of([entry("a", "12345").with(|head| head.crc ^= 1)]).bytes();
    let listing = open(&zip);
    let mut content = listing.read(0, None).unwrap();
    content.read_exact(&mut [0; 4]).unwrap();
    for _ in 0..2 {
        assert_eq!(content.read(&mut [0]).map_err(|error| Damage::of(&error)), Err(Some(Damage::Checksum)), "and again");
    }
    assert_eq!(listing.read(7, None).map(drop).map_err(|error| Damage::of(&error)), Err(Some(Damage::NoEntry)));
}
