//! The walk: everything that can be known of a package without knowing what its names mean.

use std::io::{self, Read};

use unicode_normalization::UnicodeNormalization;

use super::content::Content;
use super::directory::{self, Central};
use super::end::{self, End, Stop};
use super::judge::{Packing, is_folder, packing};
use super::listing::{Entry, Listing, Warning};
use super::local::{self, Place};
use crate::bundle::fault::{Refusal, Refused, Why};
use crate::bundle::flag;
use crate::bundle::limits::Limits;
use crate::bundle::names::{self, Encoding, Names, Taken, check, choose, own, show};
use crate::bundle::source::ReadAt;

/// So many refusals are enough to see what is wrong.
const MOST_REFUSALS: usize = 50;

/// How a package is to be looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Walk {
    pub limits: Limits,
    /// Whether entries with the old encryption may be read.
    pub allow_weak: bool,
}

/// A package whose structure was walked. Faults of entries are kept until [`Scan::named`] tells all of them.
#[derive(Debug)]
pub struct Scan<S> {
    source: S,
    limits: Limits,
    found: Vec<Found>,
    refusals: Refusals,
    warnings: Vec<Warning>,
}

/// An entry, and where and what it is, if that could be found out.
#[derive(Debug)]
struct Found {
    central: Central,
    whole: Option<(Place, Packing)>,
}

#[derive(Debug, Default)]
struct Refusals {
    list: Vec<Refusal>,
    more: usize,
}

impl Refusals {
    fn add(&mut self, entry: Option<usize>, name: &[u8], why: Why) {
        if self.list.len() < MOST_REFUSALS {
            self.list.push(Refusal { entry, name: show(&String::from_utf8_lossy(name)), why });
        } else {
            self.more += 1;
        }
    }

    fn refused(mut self) -> Refused {
        self.list.sort_by_key(|refusal| refusal.entry);
        Refused::Archive { refusals: self.list, more: self.more }
    }
}

impl Walk {
    /// Walks end record, directory and local headers. Fails where there is no directory to walk; everything else is told with the names.
    pub fn scan<S: ReadAt>(&self, source: S) -> Result<Scan<S>, Refused> {
        match self.walk(&source) {
            Ok((found, refusals, warnings)) => Ok(Scan { source, limits: self.limits, found, refusals, warnings }),
            Err(Stop::Io(error)) => Err(Refused::Io(error)),
            Err(Stop::Why(why)) => {
                let mut refusals = Refusals::default();
                refusals.add(None, b"", why);
                Err(refusals.refused())
            }
        }
    }

    /// Walks the package and decides what its names mean, in one.
    pub fn open<S: ReadAt>(&self, source: S, names: &Names<'_>) -> Result<Listing<S>, Refused> {
        self.scan(source)?.named(names)
    }

    fn walk<S: ReadAt>(&self, source: &S) -> Result<(Vec<Found>, Refusals, Vec<Warning>), Stop> {
        let end = end::find(source)?;
        let entries = directory::walk(source, &end, &self.limits)?;
        let mut refusals = Refusals::default();
        self.sums(&entries).into_iter().for_each(|why| refusals.add(None, b"", why));
        let mut found = Vec::with_capacity(entries.len());
        for (index, mut central) in entries.into_iter().enumerate() {
            let whole = match self.entry(source, &mut central, &end) {
                Ok(whole) => Some(whole),
                Err(Stop::Io(error)) => return Err(Stop::Io(error)),
                Err(Stop::Why(why)) => {
                    refusals.add(Some(index), &central.name, why);
                    None
                }
            };
            found.push(Found { central, whole });
        }
        let warnings = ranges(&mut found, &end, &mut refusals);
        Ok((found, refusals, warnings))
    }

    /// Limits that are for all entries together.
    fn sums(&self, entries: &[Central]) -> Vec<Why> {
        let sum = |of: fn(&Central) -> u64| entries.iter().fold(0_u64, |sum, central| sum.saturating_add(of(central)));
        let (packed, bytes) = (sum(|central| central.packed), sum(|central| central.size));
        let mut wrong = Vec::new();
        if bytes > self.limits.total {
            wrong.push(Why::TooLarge { bytes, limit: self.limits.total });
        }
        if self.limits.dense(self.limits.ratio, packed, bytes) {
            wrong.push(Why::TooDense { packed, bytes, limit: self.limits.ratio });
        }
        wrong
    }

    fn entry<S: ReadAt>(&self, source: &S, central: &mut Central, end: &End) -> Result<(Place, Packing), Stop> {
        if let Some(why) = central.fault.take() {
            return Err(why.into());
        }
        let packing = packing(central, self.allow_weak)?;
        let limit = self.limits.entry_ratio;
        if self.limits.dense(limit, central.packed, central.size) {
            return Err(Why::EntryTooDense { packed: central.packed, bytes: central.size, limit }.into());
        }
        Ok((local::compare(source, central, end.directory.start)?, packing))
    }
}

/// Finds entries that share bytes, and bytes that are no one's.
fn ranges(found: &mut [Found], end: &End, refusals: &mut Refusals) -> Vec<Warning> {
    let whole = |found: &Found| found.whole.as_ref().map(|(place, _)| place.whole.clone());
    let mut order: Vec<(std::ops::Range<u64>, usize)> =
        found.iter().enumerate().filter_map(|(index, found)| Some((whole(found)?, index))).collect();
    order.sort_by_key(|(range, index)| (range.start, *index));
    let complete = order.len() == found.len();
    let before = order.first().map_or(end.directory.start, |(range, _)| range.start);
    let (mut reached, mut last, mut between) = (before, None, 0);
    for (range, index) in order {
        if let Some(with) = last.filter(|_| range.start < reached) {
            if let Some(found) = found.get_mut(index) {
                refusals.add(Some(index), &found.central.name, Why::Overlap { with });
                found.whole = None;
            }
        } else {
            between += range.start - reached;
        }
        if range.end >= reached {
            (reached, last) = (range.end, Some(index));
        }
    }
    between += end.directory.start.saturating_sub(reached);
    // Where entries could not be placed, their bytes are not junk.
    let junk = [Warning::Before { bytes: before }, Warning::Between { bytes: between }, Warning::After { bytes: end.after }];
    junk.into_iter().filter(|warning| complete && warning.bytes() > 0).collect()
}

impl<S: ReadAt> Scan<S> {
    /// The content of the one file whose raw name is `name`, up to `most` bytes: a manifest, whose name is ASCII, is read before the
    /// others are decoded. `None` where there is no such entry or it is refused; with more bytes than `most`, [`io::ErrorKind::FileTooLarge`].
    pub fn content(&self, name: &[u8], password: Option<&[u8]>, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut named = self.found.iter().filter(|found| *found.central.name == *name);
        let (Some(Found { central, whole: Some((place, packing)) }), None) = (named.next(), named.next()) else { return Ok(None) };
        if central.size > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut content = Vec::new();
        Content::new(&self.source, place.data.clone(), *packing, central.size, password)?.read_to_end(&mut content)?;
        Ok(Some(content))
    }

    /// Decides what the names mean, and lists the entries if nothing at all is wrong.
    pub fn named(mut self, known: &Names<'_>) -> Result<Listing<S>, Refused> {
        let mut decoded: Vec<Option<String>> = Vec::with_capacity(self.found.len());
        let mut open = Vec::new();
        for (index, Found { central, .. }) in self.found.iter().enumerate() {
            let name = own(&central.name, central.has(flag::UTF8), central.unicode.as_deref());
            match name {
                Ok(None) => open.push(index),
                Ok(_) => {}
                Err(ref why) => self.refusals.add(Some(index), &central.name, why.clone()),
            }
            decoded.push(name.unwrap_or_default());
        }
        if let Err(candidates) = self.decode(&open, known, &mut decoded) {
            let sound = self.refusals.list.is_empty();
            return Err(if sound { Refused::Ambiguous { candidates } } else { self.refusals.refused() });
        }
        let mut taken = Taken::default();
        let mut entries = Vec::with_capacity(self.found.len());
        for (index, (Found { central, whole }, name)) in self.found.into_iter().zip(decoded).enumerate() {
            // What has no name was refused above.
            let Some(name) = name.map(|name| name.nfc().collect::<String>()) else { continue };
            match safe(&central, &name, self.limits.depth).and_then(|folder| taken.take(&name, index).map(|()| folder)) {
                Ok(folder) => entries.extend(whole.map(|(place, packing)| Entry::new(name, folder, &central, place.data, packing))),
                Err(why) => self.refusals.add(Some(index), name.as_bytes(), why),
            }
        }
        if self.refusals.list.is_empty() { Ok(Listing::new(self.source, entries, self.warnings)) } else { Err(self.refusals.refused()) }
    }

    /// Decodes the names that do not say their encoding.
    fn decode(&mut self, open: &[usize], known: &Names<'_>, decoded: &mut [Option<String>]) -> Result<(), Vec<names::Candidate>> {
        if open.is_empty() {
            return Ok(());
        }
        // FAT, and the two numbers of NTFS.
        let raw = |found: &Found| (found.central.name.clone(), matches!(found.central.host, 0 | 10 | 11));
        let raw: Vec<(Box<[u8]>, bool)> = open.iter().filter_map(|index| self.found.get(*index).map(raw)).collect();
        let encoding: Encoding = choose(&raw.iter().map(|(name, windows)| (&**name, *windows)).collect::<Vec<_>>(), known)?;
        for (index, (raw, _)) in open.iter().zip(&raw) {
            let name = encoding.decode(raw);
            if name.is_none() {
                self.refusals.add(Some(*index), raw, Why::NotIn(encoding));
            }
            if let Some(place) = decoded.get_mut(*index) {
                *place = name;
            }
        }
        Ok(())
    }
}

/// Whether it is a folder, if its name may be one.
fn safe(central: &Central, name: &str, depth: usize) -> Result<bool, Why> {
    check(name, depth).map_err(Why::Name)?;
    is_folder(central, name)
}
