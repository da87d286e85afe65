//! Working days, working hours and the due times that clauses make of them. Pure. LEVEL 1.
//!
//! A calendar is a few JSON files: the State Council's days off and make-up days, a region's own festivals, the bureau's hours, the
//! roster. Each is read by [`read`] in the shape of holiday-cn (`{year, papers[], days[{name, date, isOffDay}]}`, days filed under the
//! year of the *document*, so that 2022-12-31 is in 2023), with optional keys of ours:
//!
//! | key | meaning |
//! | --- | --- |
//! | `layer` | who says it: `national` (default), `region`, `org`, `duty`; a higher one decides |
//! | `region` | whose festivals they are; a `region` file must name it |
//! | `status` | `official` (default) or `provisional`: expected, not yet published |
//! | `source` | where it is written; else the first of `papers` is told |
//! | `hours` | working hours: `[{name, from: "05-01", to: "09-30", open: ["09:30-13:00", "15:30-18:30"]}, {open: […]}]` |
//!
//! How it is used: `config` finds the site's files and hands their bytes to [`read`]; [`Calendar::with_national`] puts them
//! on top of the years that are built in; [`Calendar::day`] and [`Calendar::said`] are what `calendar show` prints,
//! [`Calendar::lists`] what `calendar check` asks of a year, [`Calendar::digest`] what a report prints of the calendar that it used.
//! A due time is made by [`Calendar::due`] whenever it is wanted and never stored as truth.
//!
//! **An unknown year is unknown**, never "no holiday": a year without a list, or with an empty one, is counted by the weekdays alone
//! and every answer that passed such a day is [`Known::No`]. So are the last days of December without the next year's document,
//! which may move New Year's days off into them, and a year that one of the regions has no file for.
//!
//! **Times are wall times of the bureau**, UTC+8 throughout (no summer time since 1991): [`local`] and [`instant`] convert. Seconds count.

mod clock;
mod days;
mod fault;
mod file;
mod file_hours;
mod hours;
mod national;
mod pauses;

#[cfg(test)]
mod tests;

pub use clock::{Due, Limit, Spent, add_wall, instant, local};
pub use days::{Calendar, Known, List, Verdict};
pub use fault::{Clash, Fault, Why};
pub use file::{Day, File, Layer, MOST_BYTES, Status, read};
pub use hours::{HourSet, HourSets, Hours, Interval, Season};
pub use national::national;
pub use pauses::{BadPause, Pauses};
