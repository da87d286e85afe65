//! Whose key is whose: signatures of records are made and proved here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use thiserror::Error;

use crate::config::{KeyRef, ReleaseSettings};
use crate::release::form::{Claim, Proof, Record, signed_bytes};
use crate::seal::minisign::{self, KeyId, Prehash, PublicKey, SecretKey};

/// The public keys of the people of a site.
#[derive(Debug, Clone, Default)]
pub struct Keys(BTreeMap<String, Vec<PublicKey>>);

/// A key of the settings that cannot be used.
#[derive(Debug, Error)]
#[error("{person}: {key}: {why}")]
pub struct KeyFault {
    pub person: String,
    pub key: String,
    pub why: String,
}

/// A secret key whose public half is not among the person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("key {0} is not that person's")]
pub struct Unmatched(pub KeyId);

impl Keys {
    /// Reads all keys of the settings.
    pub fn read(settings: &ReleaseSettings) -> Result<Self, KeyFault> {
        let mut all = BTreeMap::new();
        for (person, one) in &settings.people {
            let read = |key: &KeyRef| {
                let fault = |why: String| KeyFault { person: person.clone(), key: key.to_string(), why };
                public(key).map_err(fault)
            };
            all.insert(person.clone(), one.value.keys.iter().map(read).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Self(all))
    }

    /// The keys of a person, the present one first.
    #[must_use]
    pub fn of(&self, person: &str) -> &[PublicKey] {
        self.0.get(person).map_or(&[], Vec::as_slice)
    }

    /// Whether the key is the person's and signed the bytes.
    #[must_use]
    pub fn prove(&self, claim: &Claim<'_>) -> bool {
        let proved = minisign::verify(Prehash::of(claim.bytes), claim.signature, self.of(claim.person));
        proved.is_ok_and(|signed| signed.by.to_string() == claim.key)
    }

    /// The proof that a secret key is going to give.
    pub fn proof(&self, person: &str, key: &SecretKey) -> Result<Proof, Unmatched> {
        let public = key.public();
        if !self.of(person).contains(&public) {
            return Err(Unmatched(public.id()));
        }
        Ok(Proof::Key { key: public.id().to_string(), signature: String::new() })
    }
}

/// A public key of the settings.
/// Reads a public key of the settings.
pub fn public(key: &KeyRef) -> Result<PublicKey, String> {
    let text = match key {
        KeyRef::Text(text) => text.clone(),
        KeyRef::File(path) => short(path).map_err(|error| error.to_string())?,
    };
    PublicKey::parse(&text).map_err(|fault| fault.to_string())
}

fn short(path: &PathBuf) -> std::io::Result<String> {
    use std::io::Read;
    let mut text = String::new();
    std::fs::File::open(path)?.take(4096).read_to_string(&mut text)?;
    Ok(text)
}

/// Signs a record whose proof names the key.
#[must_use]
pub fn sign(record: Record, key: &SecretKey) -> Record {
    let comment = format!("{} rev {} {} {}", record.form, record.rev, record.what.step().as_str(), record.person);
    let signature = key.sign(Prehash::of(&signed_bytes(&record)), &comment);
    record.signed(&signature)
}

/// A record that was printed to be signed elsewhere; `None` where the bytes are not one.
#[must_use]
pub fn unsigned_record(bytes: &[u8]) -> Option<Record> {
    let record: Record = serde_json::from_slice(bytes).ok()?;
    (signed_bytes(&record) == bytes).then_some(record)
}
