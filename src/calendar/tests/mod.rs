//! Calendars made here, with the few days that a story needs.
#![allow(clippy::unwrap_used)]

mod clocks;
mod files;
mod layers;
mod oracle;
mod vectors;

use jiff::civil::DateTime;

use super::{Calendar, Due, File, Known, Pauses, read};

/// A file of `year`: `keys` is put in as it is, days are `+` worked or `-` off, as in `"+2026-02-14 -2026-02-15..23"`.
fn text(year: i16, keys: &str, days: &str) -> String {
    let mut all = Vec::new();
    for word in days.split_whitespace() {
        let (off, word) = (word.starts_with('-'), &word[1..]);
        let (first, last) = word.split_once("..").unwrap_or((word, &word[8..]));
        for day in first[8..].parse::<u8>().unwrap()..=last.parse().unwrap() {
            all.push(format!(r#"{{"name": "假", "date": "{}{day:02}", "isOffDay": {off}}}"#, &first[..8]));
        }
    }
    format!(r#"{{"year": {year}, "papers": [], {keys} "days": [{}]}}"#, all.join(","))
}

fn file(year: i16, keys: &str, days: &str) -> File {
    read(&format!("{year}.json"), text(year, keys, days).as_bytes()).unwrap()
}

/// 09:00–12:00 and 14:00–18:00, from 2018 on.
fn office() -> File {
    file(2018, r#""layer": "org", "hours": [{"open": ["09:00-12:00", "14:00-18:00"]}],"#, "")
}

/// The national days around the turns of the years and the Spring Festivals that the stories pass.
fn nation() -> Vec<File> {
    vec![
        office(),
        file(2018, "", "-2018-10-01..07"),
        file(2019, "", "+2018-12-29 -2018-12-30..31 -2019-01-01"),
        file(2022, "", "-2022-10-01..07"),
        file(2023, "", "-2022-12-31 -2023-01-01..02 -2023-01-21..27 +2023-01-28..29 -2023-04-05"),
        file(2024, "", "-2024-01-01"),
        file(2025, "", "-2025-01-01 +2025-01-26 -2025-01-28..31 -2025-02-01..04 +2025-02-08"),
        file(2026, "", "-2026-01-01..03 +2026-01-04 +2026-02-14 -2026-02-15..23 +2026-02-28"),
    ]
}

fn calendar() -> Calendar {
    Calendar::new(nation()).unwrap()
}

/// With the notices of the city of Lhasa: the Tibetan New Year.
fn lhasa() -> Calendar {
    let mut files = nation();
    files.push(file(2023, r#""layer": "region", "region": "拉萨","#, "+2023-02-18..19 -2023-02-20..26"));
    files.push(file(2025, r#""layer": "region", "region": "拉萨","#, "-2025-02-27..28 -2025-03-01..04"));
    Calendar::new(files).unwrap()
}

fn at(text: &str) -> DateTime {
    text.replace(' ', "T").parse().unwrap()
}

fn show(due: Option<Due>) -> String {
    let due = due.unwrap();
    let mark = match due.known {
        Known::Yes => "",
        Known::Provisional => " provisional",
        Known::No => " unknown",
    };
    format!("{}{mark}", due.at.strftime("%Y-%m-%d %H:%M"))
}

fn pauses(all: &[(&str, &str)]) -> Pauses {
    Pauses::new(all.iter().map(|(from, to)| (at(from), at(to))).collect()).unwrap()
}

fn none() -> Pauses {
    Pauses::default()
}
