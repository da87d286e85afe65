//! Who vouches for a manifest.

use super::fault::{Fault, Faults};
use crate::seal::minisign::{KeyId, NotSigned, Prehash, PublicKey, Signed, verify};

/// Who signed a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signing {
    /// Nobody.
    Unsigned,
    /// Trusted keys, whose signatures hold; `strangers` signed it, too, which says nothing.
    Signed { by: Vec<Signed>, strangers: Vec<KeyId> },
    /// Only keys that are not trusted: whether their signatures hold was not checked.
    Strangers(Vec<KeyId>),
}

/// Looks at every signature. One that a trusted key should have made and did not, or that is none, is a fault.
pub(super) fn look(manifest: &[u8], signatures: &[(String, Vec<u8>)], trusted: &[PublicKey], faults: &mut Faults) -> Signing {
    let (mut by, mut strangers) = (Vec::new(), Vec::new());
    for (path, bytes) in signatures {
        let text = String::from_utf8_lossy(bytes);
        match verify(Prehash::of(manifest), &text, trusted) {
            Ok(signed) => by.push(signed),
            Err(NotSigned::Stranger(id)) => strangers.push(id),
            Err(NotSigned::False(by)) => faults.add(Fault::False { path: path.clone(), by }),
            Err(NotSigned::Fault(why)) => faults.add(Fault::Signature { path: path.clone(), why }),
        }
    }
    match (by.is_empty(), strangers.is_empty()) {
        (true, true) => Signing::Unsigned,
        (true, false) => Signing::Strangers(strangers),
        (false, _) => Signing::Signed { by, strangers },
    }
}
