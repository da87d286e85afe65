//! Settings in braces on a line of their own: `{grid; widths: 2 5 3; height: 1.2cm}`.

use super::fault::Faults;
use super::size::length;
use crate::error::{Error, Kind};
use crate::text::Msg;

const NAMES: [&str; 5] = ["widths", "width", "height", "grid", "gap"];

/// The widest table that a document can have.
pub(super) const MOST_COLUMNS: usize = 63;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Setting {
    Widths(Vec<u32>),
    /// Of the whole table, in per cent of the text.
    Width(u32),
    /// `None`: as high as the text.
    Height(Option<u32>),
    Grid,
    Gap(u32),
}

/// Whether a line is settings and not text that begins with a tag.
pub(super) fn is_settings(line: &str) -> bool {
    line.starts_with('{') && line.ends_with('}') && !["{{", "{%", "{#"].iter().any(|tag| line.starts_with(tag))
}

/// What such a line says; what it gets wrong is a fault.
pub(super) fn read(text: &str, line: usize, faults: &Faults) -> Vec<Setting> {
    let inside = text.trim_start_matches('{').trim_end_matches('}');
    inside.split([';', '；']).filter_map(|one| setting(one.trim(), line, faults)).collect()
}

fn setting(text: &str, line: usize, faults: &Faults) -> Option<Setting> {
    let (name, value) = text.split_once([':', '：']).map_or((text, ""), |(name, value)| (name.trim(), value.trim()));
    let (read, want) = match name {
        "widths" => (widths(value).map(Setting::Widths), "2 5 3"),
        "width" => (percent(value).map(Setting::Width), "20% … 100%"),
        "height" if value == "auto" => (Some(Setting::Height(None)), ""),
        "height" => (length(value).map(|twips| Setting::Height(Some(twips))), "1.2cm / 12mm / 34pt / auto"),
        "gap" => (length(value).map(Setting::Gap), "3cm / 30mm / 85pt"),
        "grid" => (value.is_empty().then_some(Setting::Grid), "grid"),
        _ => {
            faults.push(line, |place| {
                let error = Error::new(Kind::Input, Msg::OutlineSetting { place, name: name.into() }).near(name, NAMES);
                error.hint(Msg::HintOutlineWords { words: NAMES.join(" ") })
            });
            return None;
        }
    };
    if read.is_none() {
        let what = |place| Msg::ConfigValue { place, key: name.into(), value: value.into(), want: want.into() };
        faults.push(line, |place| Error::new(Kind::Input, what(place)));
    }
    read
}

fn percent(value: &str) -> Option<u32> {
    let number = value.strip_suffix(['%', '％'])?.trim_end();
    number.parse().ok().filter(|percent| (20..=100).contains(percent))
}

fn widths(value: &str) -> Option<Vec<u32>> {
    let share = |word: &str| word.parse::<u32>().ok().filter(|share| (1..=1000).contains(share));
    let shares: Vec<u32> = value.split_whitespace().map(share).collect::<Option<_>>()?;
    (1..=MOST_COLUMNS).contains(&shares.len()).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_tags_are_not_settings() {
        let faults = Faults::new("x.md");
        assert_eq!(
            read("{grid; widths：2 5；height: 1cm}", 1, &faults),
            [Setting::Grid, Setting::Widths(vec![2, 5]), Setting::Height(Some(567))]
        );
        assert_eq!(read("{height: auto}", 1, &faults), [Setting::Height(None)]);
        faults.check(()).unwrap();
        assert!(is_settings("{grid}") && !is_settings("{{ a }}") && !is_settings("{% if a %}") && !is_settings("{a"));
    }
}
