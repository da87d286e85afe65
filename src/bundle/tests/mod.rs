//! Archives are made here byte by byte, so that each of their fields can lie; what the writer makes is read back by us and by the tools there are.

mod damage;
mod lock;
mod make;
mod mutate;
mod names;
mod safe;
mod structure;
mod tools;
mod write;

use std::io::Read;

use super::*;
use make::{Zip, entry};

/// All that is refused of an archive, or nothing.
fn refusals(zip: &[u8]) -> Vec<(Option<usize>, Why)> {
    refusals_by(&Walk::default(), zip)
}

fn refusals_by(walk: &Walk, zip: &[u8]) -> Vec<(Option<usize>, Why)> {
    match walk.open(zip, &Names::Guess) {
        Ok(_) => Vec::new(),
        Err(Refused::Archive { refusals, .. }) => refusals.into_iter().map(|refusal| (refusal.entry, refusal.why)).collect(),
        Err(other) => panic!("{other:?}"),
    }
}

/// The only reason why an archive is refused.
fn why(zip: &[u8]) -> Why {
    let mut all = refusals(zip);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).1
}

fn open(zip: &[u8]) -> Listing<&[u8]> {
    Walk::default().open(zip, &Names::Guess).unwrap()
}

fn content<S: ReadAt>(listing: &Listing<S>, index: usize) -> std::io::Result<Vec<u8>> {
    content_with(listing, index, None)
}

fn content_with<S: ReadAt>(listing: &Listing<S>, index: usize, password: Option<&[u8]>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    listing.read(index, password)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn names(zip: &[u8]) -> Vec<String> {
    open(zip).entries().iter().map(|entry| entry.name.clone()).collect()
}
