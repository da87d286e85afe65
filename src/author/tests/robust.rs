//! Whatever is written: no panic, and what comes out is XML that a word processor can read.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::HEAD;
use crate::author::{docx, pack, parts};

/// Pieces that mean something, to be put together in ways that nobody thought of.
const PIECES: &[&str] = &[
    "# 一、甲",
    "#### ",
    "|",
    "||",
    "| a | b |",
    "| a |",
    "|---|---|",
    "|:-:|",
    "^^",
    "!标签",
    "{grid}",
    "{widths: 1 2}",
    "{height: 1cm}",
    "{gap: 2cm}",
    "{right}",
    "{{ a }}",
    "{{",
    "}}",
    "{% for a in b %}",
    "{% endfor %}",
    "{% if a %}",
    "{% else %}",
    "{% endif %}",
    "{%",
    ":::landscape",
    ":::keep",
    ":::center",
    ":::",
    "---",
    "**",
    "[",
    "]{red}",
    "]{x}",
    "<br>",
    "> ",
    ": ",
    "- ",
    "  ",
    "\\",
    "\t",
    "\"",
    "{{ chart(of=a) }}",
    "<w:p>",
    "&amp;",
    "甲",
    "\u{3000}",
    "😀",
    "]]>",
    "<!--",
    "-->",
];

fn outline() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,6}", 4 => Just("\n".to_owned())];
    let head = prop_oneof![
        6 => Just(HEAD.to_owned()),
        1 => Just("+++\ntitle = \"<&>\"\ncover = true\ntoc = true\nodd-even = true\nheader = [\"{{ a }}\", \"]]>\"]\n+++\n".to_owned()),
        1 => Just("+++\n".to_owned()),
    ];
    (head, prop::collection::vec(piece, 0..40)).prop_map(|(head, pieces)| head + &pieces.concat())
}

/// Lines that are right for the most part, so that whole documents come out.
fn sound() -> impl Strategy<Value = String> {
    let blocks = [
        "# 一、甲",
        "甲 **乙** [丙]{blue}",
        "- 点",
        "> 注",
        ": 表 1",
        "---",
        "{gap: 1cm}",
        "{% if a %}\n甲\n{% endif %}",
        "{grid; width: 60%}\n| !甲 | 乙<br>{right}丙 ||\n| ^^ | a | b |",
        "| 甲 | 乙 |\n|--:|---|\n{% for r in 行 %}\n| {{ r.a }} | |\n{% endfor %}\n",
        "{% for t in 目标 %}\n| 甲 |\n|---|\n| a |\n\n{% endfor %}",
        ":::landscape\n| 甲 |\n|---|\n:::",
        ":::keep\n{{ chart(of=a) }}\n: 图 1\n:::",
    ];
    prop::collection::vec(prop::sample::select(blocks.to_vec()).prop_map(str::to_owned), 1..12)
        .prop_map(|blocks| HEAD.to_owned() + &blocks.join("\n\n"))
}

fn check(outline: &str) -> Result<bool, TestCaseError> {
    let Ok(parts) = parts("x.md", outline) else { return Ok(false) };
    for (name, bytes) in &parts {
        let text = std::str::from_utf8(bytes).unwrap();
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}");
        let mut reader = Reader::from_str(text);
        let mut depth = 0;
        loop {
            match reader.read_event().map_err(|e| TestCaseError::fail(format!("{name}: {e}: {text}")))? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        prop_assert_eq!(depth, 0, "{}", name);
    }
    let document = std::str::from_utf8(&parts[4].1).unwrap();
    prop_assert_eq!(
        document.matches("</w:tc>").count(),
        document.matches("</w:p></w:tc>").count() + document.matches("<w:p/></w:tc>").count()
    );
    prop_assert!(!document.contains("</w:tbl><w:tbl>") && !document.contains("</w:tbl><w:sectPr>"), "{document}");
    for table in document.split("<w:tbl>").skip(1) {
        let number = |text: &str| text.split('"').next().and_then(|n| n.parse::<u32>().ok()).unwrap();
        let total = number(table.split_once("<w:tblW w:w=\"").unwrap().1);
        let sum = |text: &str, what: &str| text.split(what).skip(1).map(number).sum::<u32>();
        prop_assert_eq!(sum(table, "<w:gridCol w:w=\""), total);
        for row in table.split("</w:tbl>").next().unwrap().split("<w:tr>").skip(1) {
            prop_assert_eq!(sum(row, "<w:tcW w:w=\""), total, "{}", row);
        }
    }
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_outline_panics_and_all_that_comes_out_is_well_formed(outline in outline()) {
        check(&outline)?;
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        check(&text)?;
        check(&format!("{HEAD}{text}"))?;
    }

    #[test]
    fn sound_outlines_become_sound_documents(outline in sound()) {
        prop_assert!(check(&outline)?, "{outline}");
    }
}

#[test]
fn the_same_outline_is_the_same_bytes_in_an_old_package() {
    let outline = format!("{HEAD}# 一、甲\n| 甲 |\n|---|\n| 乙 |");
    let bytes = docx("x.md", &outline).unwrap();
    assert_eq!(bytes, docx("x.md", &outline).unwrap());
    let parts = parts("x.md", &outline).unwrap();
    assert_eq!(parts[0].0, "[Content_Types].xml");
    assert_eq!(bytes, pack(&parts).unwrap());
    // No ZIP64, which WPS cannot read: version 2.0, no sizes behind the data, no extra field, 1980-01-01.
    assert_eq!(&bytes[..14], b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x21\x00");
    assert_eq!(&bytes[28..30], b"\x00\x00");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let names: Vec<_> = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().to_string()).collect();
    assert_eq!(names, parts.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
}
