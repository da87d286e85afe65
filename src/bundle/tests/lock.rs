//! Encryption: of WinZip in all its lengths, and the old one.

use super::make::{Entry, field};
use super::*;
use crate::bundle::aes::Cipher;
use crate::bundle::weak::Keys;

const PASSWORD: &[u8] = "密码 2026".as_bytes();

/// An entry of AE-1 or AE-2.
fn locked(plain: &[u8], version: u8, strength: Strength) -> Entry {
    let salt = vec![7; strength.salt()];
    let (mut cipher, check) = Cipher::new(PASSWORD, &salt, strength).unwrap();
    let mut data = plain.to_vec();
    cipher.encrypt(&mut data);
    let data = [&salt[..], &check, &data, &cipher.tag()].concat();
    let extra = field(0x9901, &[version, 0, b'A', b'E', strength as u8 + 1, 0, 0]);
    let mut made = entry("a", plain).with(|head| {
        (head.flags, head.method, head.packed) = (1, 99, data.len() as u32);
        head.extra.clone_from(&extra);
        head.crc = if version == 1 { head.crc } else { 0 };
    });
    made.data = data;
    made
}

fn read(zip: &[u8], password: Option<&[u8]>) -> Result<Vec<u8>, Option<Damage>> {
    let listing = Walk { allow_weak: true, ..Walk::default() }.open(zip, &Names::Guess).unwrap();
    content_with(&listing, 0, password).map_err(|error| Damage::of(&error))
}

#[test]
fn aes_is_read_in_all_strengths_and_both_versions() {
    for version in [1, 2] {
        for strength in [Strength::Aes128, Strength::Aes192, Strength::Aes256] {
            let zip = Zip::of([locked(b"secret", version, strength)]).bytes();
            assert_eq!(read(&zip, Some(PASSWORD)).unwrap(), b"secret");
            assert_eq!(open(&zip).entries()[0].encryption, Encryption::Aes(strength));
        }
    }
}

#[test]
fn passwords_and_changes_are_told_apart() {
    let made = locked(b"secret", 2, Strength::Aes256);
    let zip = Zip::of([made.clone()]).bytes();
    assert_eq!(read(&zip, None), Err(Some(Damage::NeedsPassword)));
    assert_eq!(read(&zip, Some(b"other")), Err(Some(Damage::WrongPassword)));
    for byte in [18, made.data.len() - 1] {
        let mut changed = made.clone();
        changed.data[byte] ^= 1;
        assert_eq!(read(&Zip::of([changed]).bytes(), Some(PASSWORD)), Err(Some(Damage::Authentication)));
    }
    let wrong_sum = locked(b"secret", 1, Strength::Aes256).with(|head| head.crc ^= 1);
    assert_eq!(read(&Zip::of([wrong_sum]).bytes(), Some(PASSWORD)), Err(Some(Damage::Checksum)), "AE-1 has a sum, too");
}

#[test]
fn fields_of_aes_that_are_not_known_are_refused() {
    for bad in [&[3, 0, b'A', b'E', 3, 0, 0][..], &[2, 0, b'X', b'E', 3, 0, 0], &[2, 0, b'A', b'E', 4, 0, 0], &[2, 0, b'A', b'E', 3, 0]] {
        let made = locked(b"x", 2, Strength::Aes256).with(|head| head.extra = field(0x9901, bad));
        assert_eq!(why(&Zip::of([made]).bytes()), Why::Encryption);
    }
    let inner = locked(b"x", 2, Strength::Aes256).with(|head| head.extra = field(0x9901, &[2, 0, b'A', b'E', 3, 12, 0]));
    assert_eq!(why(&Zip::of([inner]).bytes()), Why::Method(12));
    let short = locked(b"", 2, Strength::Aes256).with(|head| head.packed -= 1);
    assert!(matches!(why(&Zip::of([short]).bytes()), Why::Sizes { .. }));
}

#[test]
fn the_old_encryption_is_read_only_by_leave() {
    let plain = b"old secret";
    let sum = crate::bundle::crc::crc32(plain);
    let mut data = [&[9; 11][..], &[sum.to_be_bytes()[0]], plain].concat();
    let mut keys = Keys::new(b"pw");
    for byte in &mut data {
        let cover = keys.next();
        keys.update(*byte);
        *byte ^= cover;
    }
    let mut made = entry("a", plain).with(|head| (head.flags, head.packed) = (1, 22));
    made.data = data;
    let zip = Zip::of([made]).bytes();
    assert_eq!(why(&zip), Why::WeakEncryption);
    assert_eq!(read(&zip, Some(b"pw")).unwrap(), plain);
    assert!(matches!(read(&zip, Some(b"qw")), Err(Some(Damage::WrongPassword | Damage::Checksum))));
}
