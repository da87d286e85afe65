//! Packages of releases: read without trust and proved in full, or made of a folder.
//!
//! ```text
//! META/manifest.json              model::release::Manifest; its SHA-256 is what the package is known by
//! META/manifest.sig …             signatures of minisign over its bytes, as many as there are
//! files/<part>/<path>             files of a part; names as model::release::Name writes them
//! sql/<name>/{deploy,verify,rollback}.sql
//! hooks/<name>
//! form/…                          papers that go along; nothing here looks into them
//! ```
//!
//! A package is a ZIP or a folder of that shape. All but the signatures and `form/` is in the manifest, and the other way round. Links and
//! folders are in the manifest alone. Nothing of a package is written anywhere before all of it was proved.

mod fault;
mod json;
mod open;
mod paths;
mod say;
mod sign;
mod sound;
mod source;
#[cfg(test)]
mod tests;

pub use fault::{Fault, Refused, Wrong};
pub use open::{Given, Package, PartPayload};
pub use sign::Signing;
pub use sound::sound;

/// The entry that says what all others are.
pub const MANIFEST: &str = "META/manifest.json";
/// The entry of the first signature.
pub const SIGNATURE: &str = "META/manifest.sig";
/// Where papers lie.
pub const FORM: &str = "form/";

/// Names that differ in the way accents are written are the same.
fn key(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    path.nfc().collect()
}
