//! The encryption of PKZIP 2 ("ZipCrypto"), for reading only: known text of a few bytes breaks it, so it is never written.

const TABLE: [u32; 256] = table();

#[allow(clippy::cast_possible_truncation, reason = "the index is below 256")]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut word = index as u32;
        let mut bit = 0;
        while bit < 8 {
            word = if word & 1 == 1 { word >> 1 ^ 0xEDB8_8320 } else { word >> 1 };
            bit += 1;
        }
        table[index] = word;
        index += 1;
    }
    table
}

/// Before the data stand so many bytes, the last of which tells most wrong passwords.
pub(super) const HEADER: usize = 12;

/// The state of the cipher.
#[derive(Debug, Clone)]
pub(super) struct Keys([u32; 3]);

impl Keys {
    pub(super) fn new(password: &[u8]) -> Self {
        let mut keys = Self([0x1234_5678, 0x2345_6789, 0x3456_7890]);
        for byte in password {
            keys.update(*byte);
        }
        keys
    }

    pub(super) fn decrypt(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte ^= self.next();
            self.update(*byte);
        }
    }

    /// The next byte of the stream.
    pub(super) fn next(&self) -> u8 {
        let [_, _, third] = self.0;
        let [low, high, ..] = (third | 2).to_le_bytes();
        let word = u16::from_le_bytes([low, high]);
        word.wrapping_mul(word ^ 1).to_be_bytes()[0]
    }

    /// Takes a byte of plain text into the state.
    pub(super) fn update(&mut self, plain: u8) {
        let [first, second, third] = &mut self.0;
        *first = step(*first, plain);
        *second = second.wrapping_add(*first & 0xFF).wrapping_mul(0x0808_8405).wrapping_add(1);
        *third = step(*third, second.to_be_bytes()[0]);
    }
}

fn step(crc: u32, byte: u8) -> u32 {
    let [low, ..] = crc.to_le_bytes();
    // The table has an element for each value of a byte.
    TABLE.get(usize::from(low ^ byte)).copied().unwrap_or(0) ^ crc >> 8
}
