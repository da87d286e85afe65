//! The encryption of WinZip (AE-1, AE-2): AES in counter mode, a key of PBKDF2 a file, ten bytes of HMAC-SHA-1 behind the data.
//! Names, sizes and times stay readable.

use ::aes::{Aes128, Aes192, Aes256};
use ctr::Ctr128LE;
use ctr::cipher::{InvalidLength, KeyIvInit, StreamCipher};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::field::Fields;

/// How often the key is stretched; the format says it.
const ROUNDS: u32 = 1000;
/// Two bytes behind the salt that tell most wrong passwords before anything is read.
pub(super) const CHECK: usize = 2;
/// What is kept of the HMAC.
pub(super) const TAG: usize = 10;
/// The longest salt.
pub(super) const MOST_SALT: usize = 16;

/// The length of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    Aes128,
    Aes192,
    Aes256,
}

impl Strength {
    pub(super) fn salt(self) -> usize {
        self.key() / 2
    }

    fn key(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 => 24,
            Self::Aes256 => 32,
        }
    }

    /// What the encryption adds to the packed bytes.
    pub(super) fn overhead(self) -> u64 {
        (self.salt() + CHECK + TAG) as u64
    }
}

/// The extra field 0x9901.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// AE-1 has a CRC of the plain text beside the HMAC; AE-2 has none, for it tells of short files what they hold.
    pub crc: bool,
    pub strength: Strength,
    pub method: u16,
}

impl Field {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        let crc = match fields.u16()? {
            1 => true,
            2 => false,
            _ => return None,
        };
        if fields.take(2)? != b"AE" {
            return None;
        }
        let strength = match fields.u8()? {
            1 => Strength::Aes128,
            2 => Strength::Aes192,
            3 => Strength::Aes256,
            _ => return None,
        };
        let method = fields.u16()?;
        fields.0.is_empty().then_some(Self { crc, strength, method })
    }
}

/// The field of AE-2 with AES-256, which is what is written.
pub(super) fn written_field(method: u16) -> [u8; 7] {
    let [low, high] = method.to_le_bytes();
    [2, 0, b'A', b'E', 3, low, high]
}

/// Key stream and HMAC of one entry.
pub(super) struct Cipher {
    stream: Stream,
    mac: Hmac<Sha1>,
}

// The key schedules are as large as they are, and there is one an entry.
enum Stream {
    Aes128(Box<Ctr128LE<Aes128>>),
    Aes192(Box<Ctr128LE<Aes192>>),
    Aes256(Box<Ctr128LE<Aes256>>),
}

impl Cipher {
    /// The cipher for a password, and the two bytes that tell whether it is the right one.
    pub(super) fn new(password: &[u8], salt: &[u8], strength: Strength) -> Result<(Self, [u8; CHECK]), InvalidLength> {
        let len = strength.key();
        let mut derived = Zeroizing::new([0_u8; 2 * 32 + CHECK]);
        let derived = derived.get_mut(..2 * len + CHECK).ok_or(InvalidLength)?;
        pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, ROUNDS, derived);
        let (key, rest) = derived.split_at(len);
        let (mac, check) = rest.split_at(len);
        // WinZip counts from one, little end first.
        let counter = 1_u128.to_le_bytes();
        let stream = match strength {
            Strength::Aes128 => Stream::Aes128(Box::new(Ctr128LE::new_from_slices(key, &counter)?)),
            Strength::Aes192 => Stream::Aes192(Box::new(Ctr128LE::new_from_slices(key, &counter)?)),
            Strength::Aes256 => Stream::Aes256(Box::new(Ctr128LE::new_from_slices(key, &counter)?)),
        };
        let mac = <Hmac<Sha1> as KeyInit>::new_from_slice(mac).map_err(|_| InvalidLength)?;
        Ok((Self { stream, mac }, check.try_into().map_err(|_| InvalidLength)?))
    }

    pub(super) fn decrypt(&mut self, bytes: &mut [u8]) {
        self.mac.update(bytes);
        self.apply(bytes);
    }

    pub(super) fn encrypt(&mut self, bytes: &mut [u8]) {
        self.apply(bytes);
        self.mac.update(bytes);
    }

    fn apply(&mut self, bytes: &mut [u8]) {
        match &mut self.stream {
            Stream::Aes128(stream) => stream.apply_keystream(bytes),
            Stream::Aes192(stream) => stream.apply_keystream(bytes),
            Stream::Aes256(stream) => stream.apply_keystream(bytes),
        }
    }

    /// Whether the bytes that went through are those that were encrypted; in constant time.
    pub(super) fn proves(self, tag: &[u8]) -> bool {
        self.mac.verify_truncated_left(tag).is_ok()
    }

    /// What is written behind the data.
    pub(super) fn tag(self) -> [u8; TAG] {
        let mut tag = [0; TAG];
        tag.iter_mut().zip(self.mac.finalize().into_bytes()).for_each(|(to, from)| *to = from);
        tag
    }
}
