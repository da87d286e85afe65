//! Bytes of a calendar file → its days and hours, or all that is wrong with it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::fault::{Fault, Why};
use super::file_hours::{RawHours, hours};
use super::hours::HourSets;
use crate::model::sha256;

/// The largest file that is read: years of holiday-cn have some 5 KB.
pub const MOST_BYTES: usize = 1 << 20;
/// Characters of a name, a region or a source.
const MOST_TEXT: usize = 400;

/// Who says it; a later one decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// No file: Saturday and Sunday are off.
    Weekend,
    National,
    Region,
    Org,
    Duty,
}

impl Layer {
    /// As it is written in files and outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Weekend => "weekend",
            Self::National => "national",
            Self::Region => "region",
            Self::Org => "org",
            Self::Duty => "duty",
        }
    }
}

/// Whether it was published or is only expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Provisional,
    Official,
}

/// What a file says of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub name: String,
    pub is_off: bool,
}

/// One calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it came from, for people.
    pub origin: String,
    /// The year of the document; its days may be in the December before.
    pub year: i16,
    pub layer: Layer,
    pub region: Option<String>,
    pub status: Status,
    /// Where it is written.
    pub source: Option<String>,
    /// Empty means that the year is not known yet.
    pub days: BTreeMap<Date, Day>,
    pub hours: Option<HourSets>,
    /// SHA-256 of the bytes, in hex.
    pub digest: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "$schema")]
    _schema: Option<IgnoredAny>,
    #[serde(rename = "$id")]
    _id: Option<IgnoredAny>,
    year: i64,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<RawDay>,
    layer: Option<String>,
    region: Option<String>,
    status: Option<String>,
    source: Option<String>,
    #[serde(default)]
    hours: Vec<RawHours>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    name: String,
    date: String,
    #[serde(rename = "isOffDay")]
    is_off: bool,
}

/// Reads a file; `origin` names it for people. UTF-8, with or without a byte order mark.
pub fn read(origin: &str, bytes: &[u8]) -> Result<File, Vec<Fault>> {
    let raw = parse(bytes).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let year = i16::try_from(raw.year).ok().filter(|year| (1949..=2200).contains(year));
    if year.is_none() {
        faults.push(Fault::new("year", Why::Year));
    }
    let mut word = |key: &str, text: Option<&str>, known: &'static str| {
        let wrong = text.is_some_and(|text| !known.split(' ').any(|word| word == text));
        faults.extend(wrong.then(|| Fault::new(key, Why::Word(known))));
    };
    word("layer", raw.layer.as_deref(), "national region org duty");
    word("status", raw.status.as_deref(), "official provisional");
    let layer = match raw.layer.as_deref() {
        Some("region") => Layer::Region,
        Some("org") => Layer::Org,
        Some("duty") => Layer::Duty,
        _ => Layer::National,
    };
    let status = if raw.status.as_deref() == Some("provisional") { Status::Provisional } else { Status::Official };
    match (layer, &raw.region) {
        (Layer::Region, None) => faults.push(Fault::new("region", Why::NoRegion)),
        (Layer::National, Some(_)) => faults.push(Fault::new("region", Why::NationalRegion)),
        _ => {}
    }
    let papers = raw.papers.iter().enumerate().map(|(at, paper)| (format!("papers[{at}]"), paper));
    let texts = [("region".to_owned(), &raw.region), ("source".to_owned(), &raw.source)];
    let texts = texts.iter().filter_map(|(place, text)| Some((place.clone(), text.as_ref()?)));
    faults.extend(papers.chain(texts).filter(|(_, text)| !is_text(text)).map(|(place, _)| Fault::new(place, Why::Text)));

    let hours = hours(raw.hours, &mut faults);
    let days = days(raw.days, year, &mut faults);
    let source = raw.source.or_else(|| raw.papers.into_iter().next());
    match year {
        Some(year) if faults.is_empty() => {
            Ok(File { origin: origin.to_owned(), year, layer, region: raw.region, status, source, days, hours, digest: sha256(bytes) })
        }
        _ => Err(faults),
    }
}

fn parse(bytes: &[u8]) -> Result<Raw, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::new("file", Why::TooLarge));
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let text = match text {
        Ok(text) => text,
        // The last character is not whole.
        Err(error) if error.error_len().is_none() => return Err(Fault::new("file", Why::Cut)),
        Err(_) => return Err(Fault::new("file", Why::Encoding(encoding(bytes)))),
    };
    serde_json::from_str(text).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        let words = error.to_string();
        let words = words.strip_suffix(&format!(" at {place}")).unwrap_or(&words).to_owned();
        Fault::new(place, if error.is_eof() { Why::Cut } else { Why::Json(words) })
    })
}

/// What a file that is not UTF-8 most likely is.
fn encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return "UTF-16";
    }
    let (_, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    if broken || bytes.contains(&0) { "binary" } else { "GBK" }
}

/// What may be printed as a name.
pub(super) fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MOST_TEXT && !text.chars().any(char::is_control)
}

/// `YYYY-MM-DD` and nothing else.
fn date(text: &str) -> Option<Date> {
    let shape =
        text.len() == 10 && text.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    shape.then(|| text.parse().ok())?
}

fn days(raw: Vec<RawDay>, year: Option<i16>, faults: &mut Vec<Fault>) -> BTreeMap<Date, Day> {
    let mut days: BTreeMap<Date, (usize, Day)> = BTreeMap::new();
    for (at, RawDay { name, date: text, is_off }) in raw.into_iter().enumerate() {
        if !is_text(&name) {
            faults.push(Fault::new(format!("days[{at}].name"), Why::Text));
        }
        let Some(date) = date(&text) else {
            let shown: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
            faults.push(Fault::new(format!("days[{at}] {shown}"), Why::Date));
            continue;
        };
        let mut wrong = |why| faults.push(Fault::new(format!("days[{at}] {date}"), why));
        if let Some(year) = year.filter(|year| !(year - 1..=*year).contains(&date.year())) {
            wrong(Why::OtherYear(year));
        }
        match days.entry(date) {
            Entry::Vacant(place) => {
                place.insert((at, Day { name, is_off }));
            }
            Entry::Occupied(place) if place.get().1.is_off != is_off => wrong(Why::Contradiction(place.get().0)),
            // Two festivals on one day.
            Entry::Occupied(mut place) if place.get().1.name != name => place.get_mut().1.name += &format!("、{name}"),
            Entry::Occupied(_) => {}
        }
    }
    days.into_iter().map(|(date, (_, day))| (date, day)).collect()
}
