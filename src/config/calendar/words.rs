//! What is wrong with calendar files, in sentences.

use std::path::Path;

use crate::calendar::{Clash, Fault, Layer, MOST_BYTES, Why};
use crate::error::{Error, Kind};
use crate::model::Words;
use crate::text::Msg;

/// The name of a layer in tables and sentences.
#[must_use]
pub fn layer_words(layer: Layer) -> Words {
    match layer {
        Layer::Weekend => Words::new("星期", "weekday"),
        Layer::National => Words::new("国家", "national"),
        Layer::Region => Words::new("地区", "region"),
        Layer::Org => Words::new("单位", "office"),
        Layer::Duty => Words::new("值班", "duty"),
    }
}

/// An error for each fault of the file at `path`.
#[must_use]
pub fn fault_errors(path: &Path, faults: &[Fault]) -> Vec<Error> {
    faults.iter().map(|fault| fault_error(path, fault)).collect()
}

fn fault_error(path: &Path, fault: &Fault) -> Error {
    let path = path.display().to_string();
    let place = place(&path, &fault.place);
    let error = |msg| Error::new(Kind::Config, msg);
    match &fault.why {
        Why::TooLarge => error(Msg::ConfigTooBig { path, limit: format!("{} MiB", MOST_BYTES >> 20) }),
        Why::Encoding(found) => error(Msg::ConfigNotUtf8 { place: path.clone(), found: (*found).to_owned() }).hint(Msg::HintUtf8 { path }),
        Why::Cut => error(Msg::CalendarCut { place }),
        Why::Json(words) => match crate::error::unknown_key_hint(words) {
            Some(name) => error(Msg::CalendarJson { place }).because(words).hint(Msg::DidYouMean { name }),
            None => error(Msg::CalendarJson { place }).because(words),
        },
        Why::Year => error(Msg::CalendarYear { place }),
        Why::Date => error(Msg::CalendarDate { place }),
        Why::OtherYear(year) => error(Msg::CalendarOtherYear { place, year: year.to_string(), before: (year - 1).to_string() }),
        Why::Contradiction(first) => error(Msg::CalendarContradiction { place, first: format!("days[{first}]") }),
        Why::Word(known) => error(Msg::CalendarWord { place, known: (*known).to_owned() }),
        Why::NoRegion => error(Msg::CalendarNoRegion { place }),
        Why::NationalRegion => error(Msg::CalendarNationalRegion { place }),
        Why::Text => error(Msg::CalendarText { place }),
        Why::Interval => error(Msg::CalendarInterval { place }),
        Why::NoInterval => error(Msg::CalendarNoInterval { place }),
        Why::Order => error(Msg::CalendarOrder { place }),
        Why::HalfSeason => error(Msg::CalendarHalfSeason { place }),
        Why::MonthDay => error(Msg::CalendarMonthDay { place }),
        Why::SecondUsual => error(Msg::CalendarSecondUsual { place }),
        Why::TwoSeasons(day) => error(Msg::CalendarTwoSeasons { place, day: day.clone() }),
        Why::NoSeason(day) => error(Msg::CalendarNoSeason { place, day: day.clone() }),
    }
}

/// `FILE:3:5` where a line is known, as compilers write it; else `FILE: days[7] 2026-02-30`.
fn place(path: &str, place: &str) -> String {
    let line = place.strip_prefix("line ").and_then(|rest| rest.split_once(" column "));
    match line {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None if place == "file" => path.to_owned(),
        None => format!("{path}: {place}"),
    }
}

/// One error for all clashes.
#[must_use]
pub fn clash_error(clashes: &[Clash]) -> Error {
    let errors = clashes.iter().map(|clash| match clash {
        Clash::Day { date, layer, one, other } => {
            Msg::CalendarClashDay { date: date.to_string(), layer: layer.word().to_owned(), one: one.clone(), other: other.clone() }
        }
        Clash::Hours { year, layer, one, other } => {
            Msg::CalendarClashHours { year: year.to_string(), layer: layer.word().to_owned(), one: one.clone(), other: other.clone() }
        }
    });
    let errors = errors.map(|msg| Error::new(Kind::Config, msg)).collect();
    // There is at least one, else there would be a calendar.
    Error::all(errors).unwrap_or_else(|| Error::new(Kind::Internal, Msg::Internal { what: "calendar".into() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;
    use crate::model::{Lang, Scrubber};

    /// What a user reads of a file with these bytes.
    fn told(text: &str, lang: Lang) -> String {
        let faults = read("x.json", text.as_bytes()).unwrap_err();
        let errors = fault_errors(Path::new("/c/x.json"), &faults);
        errors.iter().flat_map(|error| error.lines(lang, &Scrubber::default())).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let text = r#"{"year": 2026, "layer": "region", "hours": [{"open": ["12:00-09:00"]}], "days": [
            {"name": "x", "date": "2026-02-30", "isOffDay": true}, {"name": "x", "date": "2024-01-01", "isOffDay": true}]}"#;
        insta::assert_snapshot!(told(text, Lang::Zh), @"
        错误：/c/x.json: region ：layer 是 region 的文件要写明 region（哪个地区）。
        错误：/c/x.json: hours[0].open[0] ：时段要写成 09:00-12:00 ，先早后晚，不跨过半夜。
        错误：/c/x.json: days[0] 2026-02-30 ：没有这一天，或者写法不是 2026-02-14 这样。
        错误：/c/x.json: days[1] 2024-01-01 ：2026 年的文件只能写 2025 和 2026 年的日子。
        ");
        insta::assert_snapshot!(told(text, Lang::En), @"
        error: /c/x.json: region : a file of the layer region names its region.
        error: /c/x.json: hours[0].open[0] : hours are written 09:00-12:00, the earlier first, within one day.
        error: /c/x.json: days[0] 2026-02-30 : there is no such day, or it is not written like 2026-02-14.
        error: /c/x.json: days[1] 2024-01-01 : a file of 2026 speaks of days in 2025 and 2026 only.
        ");
    }

    #[test]
    fn a_line_is_told_as_compilers_do() {
        insta::assert_snapshot!(told("{\"year\": 2026,\n \"days\": [], \"statsu\": \"official\"}", Lang::En), @"
        error: /c/x.json:2:21 : this is not how a calendar file is written.
        cause: unknown field `statsu`, expected one of `$schema`, `$id`, `year`, `papers`, `days`, `layer`, `region`, `status`, `source`, `hours`
        hint: did you mean status ?
        ");
        assert!(told("{\"year\": 2026,", Lang::Zh).contains("/c/x.json:1:14"));
    }
}
