//! What is wrong with a calendar file, and what two files disagree in; the caller has the words.

use jiff::civil::Date;
use thiserror::Error;

use super::Layer;

/// One thing that a calendar file must not have. Nothing of such a file is used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {why}")]
pub struct Fault {
    /// `line 3 column 5`, `days[7] 2026-02-30`, `hours[0].open[1]`, a key, or `file`.
    pub place: String,
    pub why: Why,
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, why: Why) -> Self {
        Self { place: place.into(), why }
    }
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    #[error("larger than {limit} bytes", limit = super::MOST_BYTES)]
    TooLarge,
    /// Not UTF-8; what it most likely is.
    #[error("not UTF-8 but {0}")]
    Encoding(&'static str),
    /// The text ends before the JSON does.
    #[error("the file is cut off")]
    Cut,
    /// The parser's own words.
    #[error("{0}")]
    Json(String),
    /// A year that no document of ours can be of.
    #[error("not a year of 1949 to 2200")]
    Year,
    #[error("not a date YYYY-MM-DD")]
    Date,
    /// A document speaks of its own year and the December before.
    #[error("neither in {0} nor in the year before")]
    OtherYear(i16),
    /// The same date once as a day off and once as a working day.
    #[error("another verdict than in days[{0}]")]
    Contradiction(usize),
    #[error("not one of {0}")]
    Word(&'static str),
    #[error("a file of the layer region names its region")]
    NoRegion,
    #[error("a national file has no region")]
    NationalRegion,
    /// Empty, longer than a name is, or with control characters.
    #[error("empty, too long or with control characters")]
    Text,
    /// Not `HH:MM-HH:MM` with the first before the second.
    #[error("not HH:MM-HH:MM within a day")]
    Interval,
    #[error("no interval")]
    NoInterval,
    #[error("begins before the interval before it ends")]
    Order,
    /// `from` without `to`, or the other way round.
    #[error("a season has both from and to")]
    HalfSeason,
    #[error("not a day of the year MM-DD")]
    MonthDay,
    #[error("a second set without a season")]
    SecondUsual,
    /// Two seasons hold the same day.
    #[error("{0} is in two seasons")]
    TwoSeasons(String),
    /// No set holds the day.
    #[error("no hours for {0}")]
    NoSeason(String),
}

/// Two files of a layer that say different things with the same right. Neither is believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Clash {
    #[error("{date}: {one} and {other} disagree (layer {layer})", layer = .layer.word())]
    Day { date: Date, layer: Layer, one: String, other: String },
    /// Other working hours from the same year on.
    #[error("hours of {year}: {one} and {other} disagree (layer {layer})", layer = .layer.word())]
    Hours { year: i16, layer: Layer, one: String, other: String },
}
