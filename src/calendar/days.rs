//! Several files together: what a day is, who decided it, and how well that is known.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use super::fault::{Clash, Fault};
use super::file::{File, Layer, Status};
use super::hours::{HourSet, HourSets};
use super::national::national;
use crate::model::sha256;

/// From this day of December on, the next year's document may have days: they were never before the 29th since 2007.
const NEXT_YEARS_FROM: i8 = 25;

/// How well something is known; of several, the worst counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Published.
    Yes,
    /// Expected, not yet published.
    Provisional,
    /// A year without its list: only the weekday is known.
    No,
}

impl From<Status> for Known {
    fn from(status: Status) -> Self {
        match status {
            Status::Official => Self::Yes,
            Status::Provisional => Self::Provisional,
        }
    }
}

/// A list that a year should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List<'a> {
    National,
    /// A region that has files for other years, or that [`Calendar::requiring`] named.
    Region(&'a str),
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict<'a> {
    pub is_working: bool,
    /// Who decided it.
    pub layer: Layer,
    /// The festival; none where the weekday decided.
    pub name: Option<&'a str>,
    /// Where it is written.
    pub source: Option<&'a str>,
    /// The file.
    pub origin: Option<&'a str>,
    /// What the file says of itself; none where the weekday decided.
    pub status: Option<Status>,
    /// How well the verdict is known: also a published one is open while a higher list is missing or only expected.
    pub known: Known,
}

/// One word of one file.
#[derive(Debug, Clone)]
struct Said {
    file: usize,
    is_off: bool,
    name: String,
}

/// All files of a site.
#[derive(Debug, Clone)]
pub struct Calendar {
    files: Vec<File>,
    said: BTreeMap<(Date, Layer), Said>,
    national: BTreeMap<i16, Known>,
    regions: BTreeMap<String, BTreeMap<i16, Known>>,
    hours: BTreeMap<(Layer, i16), (usize, HourSets)>,
    usual: HourSet,
    digest: String,
}

impl Calendar {
    /// The order of the files does not matter. Where two of a layer disagree, an official one goes before a provisional one, and the
    /// document of the later year before that of the earlier; anything else is a clash. Nothing is left of a year's provisional
    /// national list once the official one is there.
    pub fn new(mut files: Vec<File>) -> Result<Self, Vec<Clash>> {
        // Official ones first: what is only expected never stands where something was published.
        let rank = |f: &File| (f.layer, Reverse(f.status), f.year, f.region.clone(), f.digest.clone(), f.origin.clone());
        files.sort_by_cached_key(rank);
        let mut made = Self {
            digest: digest(&files),
            files: Vec::new(),
            said: BTreeMap::new(),
            national: BTreeMap::new(),
            regions: BTreeMap::new(),
            hours: BTreeMap::new(),
            usual: HourSet::default(),
        };
        let mut clashes = Vec::new();
        for (at, file) in files.iter().enumerate() {
            made.take_year(file);
            made.take_days(&files, at, file, &mut clashes);
            made.take_hours(&files, at, file, &mut clashes);
        }
        made.files = files;
        if clashes.is_empty() { Ok(made) } else { Err(clashes) }
    }

    /// `given` on top of the built-in national years: a year that `given` has an official national list of is not taken from those.
    pub fn with_national(mut given: Vec<File>) -> Result<Self, Vec<Clash>> {
        let replaces = |f: &&File| f.layer == Layer::National && f.status == Status::Official && !f.days.is_empty();
        let has: BTreeSet<i16> = given.iter().filter(replaces).map(|f| f.year).collect();
        // A test reads them all; a year that could not be read would be unknown.
        let built_in = national().unwrap_or_else(|_: Vec<Fault>| Vec::new());
        given.extend(built_in.into_iter().filter(|file| !has.contains(&file.year)));
        Self::new(given)
    }

    /// Regions that every year must have a list of, also where no file names them.
    #[must_use]
    pub fn requiring(mut self, regions: impl IntoIterator<Item = String>) -> Self {
        for region in regions {
            self.regions.entry(region).or_default();
        }
        self
    }

    fn take_year(&mut self, file: &File) {
        let years = match (file.layer, &file.region) {
            (Layer::National, _) => &mut self.national,
            (Layer::Region, Some(region)) => self.regions.entry(region.clone()).or_default(),
            _ => return,
        };
        if !file.days.is_empty() {
            let known = Known::from(file.status);
            years.entry(file.year).and_modify(|was| *was = known.min(*was)).or_insert(known);
        }
    }

    fn take_days(&mut self, files: &[File], at: usize, file: &File, clashes: &mut Vec<Clash>) {
        // A year has one national document: where it was published, nothing stands of what was only expected.
        let published = file.layer == Layer::National && self.national.get(&file.year) == Some(&Known::Yes);
        if published && file.status == Status::Provisional {
            return;
        }
        for (date, day) in &file.days {
            let said = Said { file: at, is_off: day.is_off, name: day.name.clone() };
            let key = (*date, file.layer);
            let Some((was, before)) = self.said.get(&key).and_then(|was| Some((was, files.get(was.file)?))) else {
                self.said.insert(key, said);
                continue;
            };
            if file.status != before.status {
                continue;
            }
            if file.region == before.region && file.year > before.year {
                self.said.insert(key, said);
            } else if was.is_off != day.is_off {
                clashes.push(Clash::Day { date: *date, layer: file.layer, one: before.origin.clone(), other: file.origin.clone() });
            }
        }
    }

    fn take_hours(&mut self, files: &[File], at: usize, file: &File, clashes: &mut Vec<Clash>) {
        let Some(hours) = &file.hours else { return };
        let (first, sets) = self.hours.entry((file.layer, file.year)).or_insert_with(|| (at, hours.clone()));
        if sets != hours {
            let one = files.get(*first).map(|file| file.origin.clone()).unwrap_or_default();
            clashes.push(Clash::Hours { year: file.year, layer: file.layer, one, other: file.origin.clone() });
        }
    }

    /// What `date` is: duty decides over org, region, national and the weekday.
    #[must_use]
    pub fn day(&self, date: Date) -> Verdict<'_> {
        self.said(date).next().unwrap_or_else(|| self.weekday(date))
    }

    /// What each layer says of `date`, the one that decides first; the weekday is last and always there.
    pub fn said(&self, date: Date) -> impl Iterator<Item = Verdict<'_>> {
        let words = self.said.range((date, Layer::Weekend)..=(date, Layer::Duty)).rev();
        let files = words.filter_map(|((_, layer), said)| Some((*layer, said, self.files.get(said.file)?)));
        let verdicts = files.map(move |(layer, said, file)| Verdict {
            is_working: !said.is_off,
            layer,
            name: Some(&said.name),
            source: file.source.as_deref(),
            origin: Some(&file.origin),
            status: Some(file.status),
            // A region may decide otherwise than the nation.
            known: Known::from(file.status).max(if layer < Layer::Region { self.regions_of(date.year()) } else { Known::Yes }),
        });
        verdicts.chain(std::iter::once_with(move || self.weekday(date)))
    }

    fn weekday(&self, date: Date) -> Verdict<'_> {
        let is_working = !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let nation = |year: i16| self.national.get(&year).copied().unwrap_or(Known::No);
        let moved = date.month() == 12 && date.day() >= NEXT_YEARS_FROM;
        let next = if moved { nation(date.year() + 1) } else { Known::Yes };
        let known = nation(date.year()).max(next).max(self.regions_of(date.year()));
        Verdict { is_working, layer: Layer::Weekend, name: None, source: None, origin: None, status: None, known }
    }

    /// How well the days of all regions are known in `year`.
    fn regions_of(&self, year: i16) -> Known {
        self.regions.values().map(|years| years.get(&year).copied().unwrap_or(Known::No)).max().unwrap_or(Known::Yes)
    }

    /// The lists that `year` should have, the nation's first, and whether they are there.
    pub fn lists(&self, year: i16) -> impl Iterator<Item = (List<'_>, Known)> {
        let of = move |years: &BTreeMap<i16, Known>| years.get(&year).copied().unwrap_or(Known::No);
        let regions = self.regions.iter().map(move |(name, years)| (List::Region(name), of(years)));
        std::iter::once((List::National, of(&self.national))).chain(regions)
    }

    /// Which lists `year` lacks; none means that it is known (its last days only with the next year's list).
    #[must_use]
    pub fn lacking(&self, year: i16) -> Vec<List<'_>> {
        self.lists(year).filter(|(_, known)| *known == Known::No).map(|(list, _)| list).collect()
    }

    /// The hours of `date` if it is a working day. Those of a file hold from its year on until a later file of its layer; duty's only on
    /// days that duty decides; then org's, the region's, the nation's; else 09:00–12:00 and 13:30–18:00.
    #[must_use]
    pub fn hours(&self, date: Date) -> &HourSet {
        let duty = (self.day(date).layer == Layer::Duty).then_some(Layer::Duty);
        let mut layers = duty.into_iter().chain([Layer::Org, Layer::Region, Layer::National]);
        let set = layers.find_map(|layer| self.hours.range((layer, i16::MIN)..=(layer, date.year())).next_back()?.1.1.on(date));
        set.unwrap_or(&self.usual)
    }

    /// SHA-256 over the contents of all files, in hex: equal only for calendars of the same files.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The files, lowest layer first.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }
}

/// Of digests in their own order, so that neither names nor order of the files count.
fn digest(files: &[File]) -> String {
    let digests: BTreeSet<&str> = files.iter().map(|file| file.digest.as_str()).collect();
    let lines: String = digests.into_iter().map(|digest| format!("{digest}\n")).collect();
    sha256(format!("opsctl calendar 1\n{lines}").as_bytes())
}
