//! A manifest → the files of a seal, in the folder it is of.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::place::{SHARED, place, remove};
use crate::seal::minisign::{Prehash, SecretKey};
use crate::seal::{BLAKE3SUMS, MANIFEST, MINISIG, Manifest, OWN, SHA256SUMS, Sums};

/// Writes the seal, each file whole or not at all, the manifest after the sums that its head names and the signature last: whatever ends
/// it between two of them, [`super::load`] sees that they do not belong together. An older seal stays (`AlreadyExists`) unless `replace`.
/// A seal that is not signed now loses the signature of the older one, which would be false.
pub fn save(dir: &Path, manifest: &Manifest, key: Option<&SecretKey>, replace: bool) -> io::Result<()> {
    let path = |name: &str| dir.join(name);
    if !replace && OWN.iter().any(|name| path(name).symlink_metadata().is_ok()) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    if manifest.head.is_none() {
        return Err(ErrorKind::InvalidInput.into());
    }
    remove(&path(MINISIG))?;
    for (name, sums) in [(SHA256SUMS, Sums::Sha256), (BLAKE3SUMS, Sums::Blake3)] {
        // The first is there even where it says nothing, so that an empty folder has one.
        if manifest.has(sums) || name == SHA256SUMS {
            place(&path(name), SHARED, |out| manifest.write_sums(out, sums))?;
        } else {
            remove(&path(name))?;
        }
    }
    let mut hash = Prehash::default();
    place(&path(MANIFEST), SHARED, |out| manifest.write(&mut Tee { out, hash: &mut hash }))?;
    if let Some(key) = key {
        let made = manifest.head.as_ref().map_or(0, |head| head.made.as_second());
        let text = key.sign(hash, &format!("timestamp:{made}\tfile:{MANIFEST}\thashed"));
        place(&path(MINISIG), SHARED, |out| out.write_all(text.as_bytes()))?;
    }
    Ok(())
}

/// What is written is what is signed.
struct Tee<'a, W> {
    out: &'a mut W,
    hash: &'a mut Prehash,
}

impl<W: Write> Write for Tee<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
