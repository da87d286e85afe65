//! A public key as servers send it and files write it.

use base64ct::{Base64, Base64Unpadded, Encoding};
use sha2::{Digest, Sha256};

/// The key a server offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedKey {
    /// Its type: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, ….
    pub algorithm: String,
    /// `SHA256:…`, as `ssh-keygen -l` prints it.
    pub fingerprint: String,
    /// What `known_hosts` calls the host: `name`, or `[name]:port` beside port 22.
    pub name: String,
    /// The line for `known_hosts`, without hashing.
    pub line: String,
}

impl OfferedKey {
    pub(super) fn new(name: &str, blob: &[u8]) -> Self {
        let line = format!("{name} {}", line(blob));
        Self { fingerprint: fingerprint(blob), name: name.to_owned(), line, algorithm: algorithm(blob) }
    }

    /// The bytes of the key.
    pub(super) fn blob(&self) -> Vec<u8> {
        self.line.split_whitespace().nth(2).and_then(decode).unwrap_or_default()
    }
}

/// The type, which the bytes begin with; `unknown` where they are no key.
pub(super) fn algorithm(blob: &[u8]) -> String {
    let name = blob.first_chunk().and_then(|head: &[u8; 4]| {
        let length = usize::try_from(u32::from_be_bytes(*head)).ok()?;
        std::str::from_utf8(blob.get(4..4 + length.min(64))?).ok()
    });
    name.filter(|n| n.bytes().all(|b| b.is_ascii_graphic())).unwrap_or("unknown").to_owned()
}

/// The key as a line of a `.pub` file.
pub(super) fn line(blob: &[u8]) -> String {
    format!("{} {}", algorithm(blob), Base64::encode_string(blob))
}

/// The fingerprint as `ssh-keygen -l` prints it.
pub(super) fn fingerprint(blob: &[u8]) -> String {
    format!("SHA256:{}", Base64Unpadded::encode_string(&Sha256::digest(blob)))
}

/// Base64 of a file, with or without its padding.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    Base64Unpadded::decode_vec(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIIMpoYbuOA+xmrBZxpLSnKwTeTfLfLDdTFVYa5gjWAQ6";

    #[test]
    fn a_key_says_its_type_and_fingerprint() {
        let blob = decode(ED25519).unwrap();
        assert_eq!(algorithm(&blob), "ssh-ed25519");
        let key = OfferedKey::new("[db]:2222", &blob);
        assert_eq!(key.line, format!("[db]:2222 ssh-ed25519 {ED25519}"));
        assert!(key.fingerprint.starts_with("SHA256:") && key.fingerprint.len() == 50, "{}", key.fingerprint);
        assert_eq!(key.blob(), blob);
    }

    #[test]
    fn bytes_that_are_no_key_are_told_so() {
        for bytes in [&b""[..], b"\0\0", b"\0\0\0\x08abc", b"\xff\xff\xff\xffabc", b"\0\0\0\x02\x01\x02"] {
            assert_eq!(algorithm(bytes), "unknown");
        }
    }
}
