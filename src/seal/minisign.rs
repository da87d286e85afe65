//! Ed25519 signatures in the format of minisign, so that `minisign -V` proves ours and we prove those of `minisign -S`.
//!
//! Signed is the BLAKE2b-512 of the file (`ED`), so that it streams; signatures of the file itself (`Ed`, minisign before 0.10 and
//! `-l`) are refused as another algorithm. A second signature covers the first and the trusted comment. Secret keys are those of
//! `minisign -G -W`, without a password: nobody is there to type one at night, the mode of the file protects it.
//! Format: <https://jedisct1.github.io/minisign/>.

use std::fmt;

use base64ct::{Base64, Encoding};
use blake2::{Blake2b512, Digest as _};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use thiserror::Error;

const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";
const KEY: [u8; 2] = *b"Ed";
const PREHASHED: [u8; 2] = *b"ED";
const CHECKSUM: [u8; 2] = *b"B2";

/// Takes the bytes of a file in order; what is signed is made of them.
#[derive(Clone, Default)]
pub struct Prehash(Blake2b512);

impl Prehash {
    /// Of bytes at hand.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Blake2b512::new_with_prefix(bytes))
    }

    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// Tells keys apart; not secret, not proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId(pub [u8; 8]);

/// As minisign prints it.
impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", u64::from_le_bytes(self.0))
    }
}

/// A key or signature that is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyFault {
    #[error("not in the format of minisign")]
    Form,
    #[error("an algorithm that is not known")]
    Algorithm,
    /// The key is for people: it has a password.
    #[error("a secret key with a password")]
    Password,
    #[error("a damaged key")]
    Damaged,
}

/// A key that is trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    id: KeyId,
    key: VerifyingKey,
}

impl PublicKey {
    /// Reads a `minisign.pub`, or only its line of base64, as people write it into a config.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with(UNTRUSTED.trim_end()));
        let bytes: [u8; 42] = decode(line.ok_or(KeyFault::Form)?)?;
        let (algorithm, id, key): ([u8; 2], _, _) = (take(&bytes, 0)?, KeyId(take(&bytes, 2)?), take(&bytes, 10)?);
        if algorithm != KEY {
            return Err(KeyFault::Algorithm);
        }
        Ok(Self { id, key: VerifyingKey::from_bytes(&key).map_err(|_| KeyFault::Damaged)? })
    }

    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The text of a `minisign.pub`.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes = [&KEY[..], &self.id.0, self.key.as_bytes()].concat();
        format!("{UNTRUSTED}minisign public key {}\n{}\n", self.id, Base64::encode_string(&bytes))
    }
}

/// A key that signs.
pub struct SecretKey {
    id: KeyId,
    key: SigningKey,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({}, ***)", self.id)
    }
}

impl SecretKey {
    /// A new key of random bytes, which the caller has.
    #[must_use]
    pub fn new(seed: &[u8; 32], id: [u8; 8]) -> Self {
        Self { id: KeyId(id), key: SigningKey::from_bytes(seed) }
    }

    /// Reads a secret key file.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let mut lines = text.lines();
        lines.next().filter(|line| line.starts_with(UNTRUSTED)).ok_or(KeyFault::Form)?;
        let bytes: [u8; 158] = decode(lines.next().ok_or(KeyFault::Form)?.trim())?;
        let (algorithm, kdf, checksum): ([u8; 2], [u8; 2], [u8; 2]) = (take(&bytes, 0)?, take(&bytes, 2)?, take(&bytes, 4)?);
        match (algorithm, kdf, checksum) {
            (KEY, [0, 0], CHECKSUM) => {}
            (KEY, [b'S', b'c'], CHECKSUM) => return Err(KeyFault::Password),
            _ => return Err(KeyFault::Algorithm),
        }
        let (id, pair, sum): ([u8; 8], [u8; 64], [u8; 32]) = (take(&bytes, 54)?, take(&bytes, 62)?, take(&bytes, 126)?);
        // Minisign leaves the sum of a key without a password empty; the two halves of the pair must fit each other all the same.
        if sum != [0; 32] && sum != key_sum(id, &pair) {
            return Err(KeyFault::Damaged);
        }
        Ok(Self { id: KeyId(id), key: SigningKey::from_keypair_bytes(&pair).map_err(|_| KeyFault::Damaged)? })
    }

    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey { id: self.id, key: self.key.verifying_key() }
    }

    /// The text of a secret key file, to be kept from all others.
    #[must_use]
    pub fn text(&self) -> String {
        let pair = self.key.to_keypair_bytes();
        let bytes = [&KEY[..], &[0; 2], &CHECKSUM, &[0; 48], &self.id.0, &pair, &key_sum(self.id.0, &pair)].concat();
        format!("{UNTRUSTED}minisign secret key {}\n{}\n", self.id, Base64::encode_string(&bytes))
    }

    /// The text of a signature file. The comment is one line and is signed too; line ends in it become blanks.
    #[must_use]
    pub fn sign(&self, file: Prehash, comment: &str) -> String {
        let comment = comment.replace(['\n', '\r'], " ");
        let signature = self.key.sign(&file.0.finalize()).to_bytes();
        let global = self.key.sign(&[&signature[..], comment.as_bytes()].concat()).to_bytes();
        let first = Base64::encode_string(&[&PREHASHED[..], &self.id.0, &signature].concat());
        format!("{UNTRUSTED}signature of {}\n{first}\n{TRUSTED}{comment}\n{}\n", self.id, Base64::encode_string(&global))
    }
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub by: KeyId,
    /// The trusted comment.
    pub comment: String,
}

/// One that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotSigned {
    #[error("{0}")]
    Fault(#[from] KeyFault),
    /// None of the trusted keys made it.
    #[error("signed by {0}, which is not trusted")]
    Stranger(KeyId),
    /// A trusted key's name, but not its signature of these bytes.
    #[error("not the signature of these bytes by {0}")]
    False(KeyId),
}

/// Proves that one of the trusted keys signed this file.
pub fn verify(file: Prehash, signature: &str, trusted: &[PublicKey]) -> Result<Signed, NotSigned> {
    let mut lines = signature.lines();
    lines.next().filter(|line| line.starts_with(UNTRUSTED)).ok_or(KeyFault::Form)?;
    let bytes: [u8; 74] = decode(lines.next().ok_or(KeyFault::Form)?.trim())?;
    let comment = lines.next().and_then(|line| line.strip_prefix(TRUSTED)).ok_or(KeyFault::Form)?;
    let global: [u8; 64] = decode(lines.next().ok_or(KeyFault::Form)?.trim())?;
    let (algorithm, id, first): ([u8; 2], _, [u8; 64]) = (take(&bytes, 0)?, KeyId(take(&bytes, 2)?), take(&bytes, 10)?);
    let (global, sealed) = (Signature::from_bytes(&global), [&first[..], comment.as_bytes()].concat());
    let first = Signature::from_bytes(&first);
    if algorithm != PREHASHED {
        return Err(KeyFault::Algorithm.into());
    }
    // Two keys may have one id; it only says which to try.
    let mut keys = trusted.iter().filter(|key| key.id == id).peekable();
    if keys.peek().is_none() {
        return Err(NotSigned::Stranger(id));
    }
    let hash = file.0.finalize();
    let holds = |key: &PublicKey| key.key.verify_strict(&hash, &first).is_ok() && key.key.verify_strict(&sealed, &global).is_ok();
    keys.any(holds).then(|| Signed { by: id, comment: comment.to_owned() }).ok_or(NotSigned::False(id))
}

/// BLAKE2b-256 over what a secret key file must not lose.
fn key_sum(id: [u8; 8], pair: &[u8; 64]) -> [u8; 32] {
    blake2::Blake2b::<blake2::digest::consts::U32>::digest([&KEY[..], &id, pair].concat()).into()
}

/// Base64 of exactly `N` bytes.
fn decode<const N: usize>(line: &str) -> Result<[u8; N], KeyFault> {
    let mut bytes = [0; N];
    match Base64::decode(line, &mut bytes) {
        Ok(read) if read.len() == N => Ok(bytes),
        _ => Err(KeyFault::Form),
    }
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], KeyFault> {
    bytes.get(at..at + N).and_then(|part| part.try_into().ok()).ok_or(KeyFault::Form)
}
