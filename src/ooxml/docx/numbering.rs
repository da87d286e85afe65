//! Numbers that a word processor gives to paragraphs: "第一章", "1.2". The text has none of them, and a table of contents shows them.

use std::collections::BTreeMap;

use crate::ooxml::scan::{Tag, Way, tags, unescape};

/// Levels that a list can have.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `第%1章`.
    text: String,
    /// All numbers in digits.
    legal: bool,
    /// Nothing between the number and the text.
    close: bool,
}

#[derive(Debug, Clone, Default)]
struct List {
    levels: [Level; LEVELS],
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Abstract id → list.
    lists: BTreeMap<String, List>,
    /// Number id → abstract id.
    numbers: BTreeMap<String, String>,
}

/// How far each list has been counted.
#[derive(Debug, Default)]
pub(super) struct Counters(BTreeMap<String, [Option<u32>; LEVELS]>);

impl Numbering {
    pub(super) fn read(xml: &str) -> Self {
        let mut numbering = Self::default();
        let (mut list, mut number, mut level) = (String::new(), String::new(), None);
        for tag in tags(xml) {
            let value = || tag.attr("w:val").unwrap_or_default().to_owned();
            match (tag.name, tag.way) {
                ("w:abstractNum", Way::Open) => {
                    tag.attr("w:abstractNumId").unwrap_or_default().clone_into(&mut list);
                    numbering.lists.entry(list.clone()).or_default();
                }
                ("w:abstractNum", Way::Close) => list.clear(),
                ("w:num", Way::Open) => tag.attr("w:numId").unwrap_or_default().clone_into(&mut number),
                ("w:abstractNumId", _) if tag.opens() => drop(numbering.numbers.insert(number.clone(), value())),
                ("w:lvl", Way::Open) => level = tag.attr("w:ilvl").and_then(|n| n.parse::<usize>().ok()).filter(|n| *n < LEVELS),
                ("w:lvl", Way::Close) => level = None,
                // What overrides a list for one of its numbers is rare, and left alone.
                (name, Way::Open | Way::Empty) if !list.is_empty() => {
                    let Some(level) = level.and_then(|n| numbering.lists.get_mut(&list)?.levels.get_mut(n)) else { continue };
                    match name {
                        "w:start" => level.start = value().parse().unwrap_or(1),
                        "w:numFmt" => level.format = value(),
                        "w:lvlText" => level.text = unescape(&value()).into(),
                        "w:isLgl" => level.legal = on(&tag),
                        "w:suff" => level.close = value() == "nothing",
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The next number of a list at a level, as it stands before the text; nothing for a bullet.
    pub(super) fn next(&self, counters: &mut Counters, number: &str, level: usize) -> String {
        let Some((id, list)) = self.numbers.get(number).and_then(|id| Some((id, self.lists.get(id)?))) else { return String::new() };
        let Some(own) = list.levels.get(level) else { return String::new() };
        let counts = counters.0.entry(id.clone()).or_default();
        counts[level] = Some(counts[level].map_or(own.start, |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        if matches!(own.format.as_str(), "bullet" | "none") || own.text.is_empty() {
            return String::new();
        }
        let mut text = own.text.clone();
        for (at, of) in list.levels.iter().enumerate().take(level + 1) {
            let count = counts[at].unwrap_or(of.start);
            let shown = if own.legal { count.to_string() } else { written(count, &of.format) };
            text = text.replace(&format!("%{}", at + 1), &shown);
        }
        if !own.close && !text.ends_with(['、', '）', '．', '。', ' ', '\u{3000}']) {
            text.push(' ');
        }
        text
    }
}

fn on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attr("w:val"), Some("0" | "false" | "off"))
}

/// A number as a format of lists writes it; digits where the format is not known.
fn written(n: u32, format: &str) -> String {
    let letters = |first: u8| {
        let (n, round) = ((n.max(1) - 1) % 26, (n.max(1) - 1) / 26 + 1);
        char::from(first + u8::try_from(n).unwrap_or(0)).to_string().repeat(round as usize)
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => chinese(n),
        "upperLetter" => letters(b'A'),
        "lowerLetter" => letters(b'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32(0x2460 + n - 1).map(String::from).unwrap_or_default()
        }
        "decimalZero" => format!("{n:02}"),
        _ => n.to_string(),
    }
}

/// 一, 十, 十一, 二十三, 一百零五; digits from a thousand on.
fn chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[n as usize % 10];
    let tens = |n: u32| match (n / 10, n % 10) {
        (0, ones) => digit(ones).to_owned(),
        (ten, 0) => format!("{}十", digit(ten)),
        (ten, ones) => format!("{}十{}", digit(ten), digit(ones)),
    };
    match n {
        0..=9 => digit(n).into(),
        10..=19 => tens(n).trim_start_matches('一').to_owned(),
        20..=99 => tens(n),
        100..=999 if n.is_multiple_of(100) => format!("{}百", digit(n / 100)),
        100..=999 if n % 100 < 10 => format!("{}百零{}", digit(n / 100), digit(n)),
        100..=999 => format!("{}百{}", digit(n / 100), tens(n % 100)),
        _ => n.to_string(),
    }
}

fn roman(mut n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value && out.len() < 40 {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        let shown = |format: &str, all: &[u32]| all.iter().map(|n| written(*n, format)).collect::<Vec<_>>().join(" ");
        assert_eq!(
            shown("chineseCounting", &[1, 10, 11, 20, 23, 100, 105, 110, 115, 1000]),
            "一 十 十一 二十 二十三 一百 一百零五 一百一十 一百一十五 1000"
        );
        assert_eq!(shown("upperRoman", &[1, 4, 9, 14, 1999]), "I IV IX XIV MCMXCIX");
        assert_eq!(shown("lowerLetter", &[1, 26, 27]), "a z aa");
        assert_eq!(shown("decimalEnclosedCircle", &[1, 20, 21]), "① ⑳ 21");
    }

    #[test]
    fn levels_are_counted_and_begin_again_below_a_new_one() {
        let numbering = Numbering::read(
            "<w:numbering><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"第%1章\"/></w:lvl>\
             <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl>\
             <w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
             <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>",
        );
        let mut counters = Counters::default();
        let mut next = |level| numbering.next(&mut counters, "7", level);
        assert_eq!([next(0), next(1), next(1), next(2), next(0), next(1)], ["第一章 ", "1.1", "1.2", "", "第二章 ", "2.1"]);
        assert_eq!(numbering.next(&mut counters, "8", 0), "");
        assert_eq!(numbering.next(&mut counters, "7", 9), "");
    }
}
