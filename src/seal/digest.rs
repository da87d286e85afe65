//! Bytes → SHA-256 and BLAKE3, one or both in one pass.

use std::fmt;

use sha2::Digest as _;

use super::hex;

/// 32 bytes of SHA-256 or BLAKE3; shown as lower-case hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// 64 hex digits of either case.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        hex::array(text).map(Self)
    }

    /// SHA-256 of bytes at hand.
    #[must_use]
    pub fn sha256(bytes: &[u8]) -> Self {
        Self(sha2::Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Which digests are made or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// What everybody can check.
    #[default]
    Sha256,
    /// Several times faster, and a large file is shared by all threads.
    Blake3,
    /// Both, of the same bytes read once.
    Both,
}

impl By {
    #[must_use]
    pub fn sha256(self) -> bool {
        self != Self::Blake3
    }

    #[must_use]
    pub fn blake3(self) -> bool {
        self != Self::Sha256
    }
}

/// The digests of one file, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Digests {
    pub sha256: Option<Digest>,
    pub blake3: Option<Digest>,
}

impl Digests {
    /// Whether what both know is equal; `None` where they have no digest in common.
    #[must_use]
    pub fn agree(&self, other: &Self) -> Option<bool> {
        let pairs = [(self.sha256, other.sha256), (self.blake3, other.blake3)];
        pairs.into_iter().filter_map(|(a, b)| Some(a? == b?)).reduce(|a, b| a && b)
    }

    /// These digests hold all that `by` asks for.
    #[must_use]
    pub fn cover(&self, by: By) -> bool {
        (self.sha256.is_some() || !by.sha256()) && (self.blake3.is_some() || !by.blake3())
    }

    /// Only what `by` asks for.
    #[must_use]
    pub fn only(&self, by: By) -> Self {
        Self { sha256: self.sha256.filter(|_| by.sha256()), blake3: self.blake3.filter(|_| by.blake3()) }
    }
}

/// Takes bytes in order and makes the digests that were asked for.
#[derive(Debug, Clone)]
pub struct Hasher {
    sha256: Option<sha2::Sha256>,
    blake3: Option<Box<blake3::Hasher>>,
}

impl Hasher {
    #[must_use]
    pub fn new(by: By) -> Self {
        Self { sha256: by.sha256().then(sha2::Sha256::new), blake3: by.blake3().then(|| Box::new(blake3::Hasher::new())) }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        if let Some(hasher) = &mut self.sha256 {
            hasher.update(bytes);
        }
        if let Some(hasher) = &mut self.blake3 {
            hasher.update(bytes);
        }
    }

    #[must_use]
    pub fn digests(self) -> Digests {
        Digests {
            sha256: self.sha256.map(|hasher| Digest(hasher.finalize().into())),
            blake3: self.blake3.map(|hasher| Digest(*hasher.finalize().as_bytes())),
        }
    }
}
