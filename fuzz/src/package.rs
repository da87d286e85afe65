//! Packages as inputs: the bytes are the file. The fuzz target and `tests/it/corpus.rs` both include this one.

use std::io::Read;

use opsctl::bundle::{Encoding, Limits, Listing, Names, Refused, Walk};

/// Small enough that nothing takes long.
const LIMITS: Limits =
    Limits { entries: 1000, directory: 1 << 20, total: 4 << 20, ratio: 200, entry_ratio: 1000, ratio_from: 1 << 16, depth: 8 };

/// Names and whether contents are whole, if the package is accepted; nothing gives more than it states.
fn look(listing: &Listing<&[u8]>) -> Vec<(String, bool)> {
    let entries = listing.entries().iter().enumerate();
    entries
        .map(|(index, entry)| {
            assert!(!entry.name.starts_with('/') && !entry.name.contains(['\\', '\0']) && !entry.name.split('/').any(|part| part == ".."));
            let mut bytes = Vec::new();
            let read = listing.read(index, Some(b"password")).and_then(|mut content| content.read_to_end(&mut bytes));
            assert!(bytes.len() as u64 <= entry.size, "{entry:?}");
            assert!(read.is_err() || bytes.len() as u64 == entry.size, "{entry:?}");
            (entry.name.clone(), read.is_ok())
        })
        .collect()
}

/// Panics unless the rules of the reader hold for a package.
pub(crate) fn check(bytes: &[u8]) {
    let walk = Walk { limits: LIMITS, allow_weak: true };
    let opened = walk.open(bytes, &Names::Guess);
    match &opened {
        Ok(listing) => {
            let total: u64 = listing.entries().iter().map(|entry| entry.size).sum();
            assert!(total <= LIMITS.total && listing.entries().len() as u64 <= LIMITS.entries);
            let mut names: Vec<_> = look(listing).into_iter().map(|(name, _)| name).collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "each name is one entry's");
        }
        Err(Refused::Archive { refusals, .. }) => {
            assert!(!refusals.is_empty() && refusals.len() <= 50);
            assert!(refusals.iter().all(|refusal| !refusal.name.contains(char::is_control)), "{refusals:?}");
        }
        Err(Refused::Ambiguous { candidates }) => assert!(!candidates.is_empty()),
        Err(Refused::Io(error)) => panic!("bytes in memory are readable: {error}"),
    }
    // The same rules hold for an encoding that is forced.
    for encoding in Encoding::ALL {
        if let Ok(listing) = walk.open(bytes, &Names::As(encoding)) {
            look(&listing);
        }
    }
}
