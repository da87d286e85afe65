//! Bytes of names → text, strictly.

use encoding_rs::{BIG5, GB18030};

use super::cp437;

/// What writers of ZIPs use for names without saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// macOS, and Linux.
    Utf8,
    /// Windows in China, with GBK in it.
    Gb18030,
    /// Windows in Taiwan and Hong Kong.
    Big5,
    /// Windows in the West, and what the format itself says.
    Cp437,
}

impl Encoding {
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Big5, Self::Cp437];

    /// `None` where the bytes are not of this encoding. Every byte means something in CP437.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Self::Gb18030 => Some(GB18030.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned()),
            Self::Big5 => Some(BIG5.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned()),
            Self::Cp437 => Some(cp437::decode(bytes)),
        }
    }
}
