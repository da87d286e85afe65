//! Each fault that other tools overlook is found, and a sound file has none.

use super::*;
use crate::ooxml::package::Part;

const PLAIN_TYPES: &str =
    "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"r\"/></Types>";

fn found(body: &str) -> Vec<Msg> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let part = |name: &str, text: &str| Part { name: name.into(), data: text.into() };
    let rels = "<Relationships><Relationship Id=\"rId1\" Type=\"x\" Target=\"there.xml\"/></Relationships>";
    let package = Package {
        parts: vec![
            part(TYPES, PLAIN_TYPES),
            part("word/document.xml", &document),
            part("word/there.xml", "<a/>"),
            part("word/_rels/document.xml.rels", rels),
        ],
    };
    lint(&package.write().unwrap(), Braces::Forbidden).into_iter().map(|fault| fault.msg).collect()
}

#[test]
fn a_sound_document_has_no_fault() {
    assert_eq!(
        found(
            "<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p r:id=\"rId1\"><w:t>{a}</w:t></w:p>"
        ),
        []
    );
}

#[test]
fn each_fault_is_found() {
    let part = || "word/document.xml".to_owned();
    let cases: &[(&str, Msg)] = &[
        ("<w:p>", Msg::LintXml { part: part(), why: String::new() }),
        ("<w:p a=\"1\" a=\"2\"/>", Msg::LintXml { part: part(), why: String::new() }),
        ("<w:p>&nope;</w:p>", Msg::LintXml { part: part(), why: String::new() }),
        ("<w:p></w:q>", Msg::LintXml { part: part(), why: String::new() }),
        ("<w:p>\u{b}</w:p>", Msg::LintXml { part: part(), why: String::new() }),
        ("<w:p r:embed=\"rId9\"/>", Msg::LintNoTarget { part: part(), target: "rId9".into() }),
        ("<wp:docPr id=\"1\"/><wp:docPr id=\"1\"/>", Msg::LintTwice { part: part(), what: "wp:docPr 1".into() }),
        ("<w:bookmarkEnd w:id=\"1\"/>", Msg::LintTwice { part: part(), what: "w:bookmarkEnd 1".into() }),
        (
            "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc></w:tc></w:tr></w:tbl>",
            Msg::LintCell { part: part(), what: "w:tc".into() },
        ),
        (
            "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            Msg::LintGrid { part: part(), what: String::new() },
        ),
        ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", Msg::LintGrid { part: part(), what: String::new() }),
        ("<w:p><w:r><w:t>a{</w:t></w:r><w:r><w:t>{b</w:t></w:r></w:p>", Msg::DocxBraces { place: "a{{b".into() }),
        ("<asvg:svgBlip/>", Msg::LintRisk { part: part(), what: "svgBlip".into() }),
    ];
    for (body, expected) in cases {
        let found = found(body);
        let kind = std::mem::discriminant(expected);
        assert!(found.iter().any(|msg| std::mem::discriminant(msg) == kind), "{body}: {found:?}");
    }
}

#[test]
fn a_part_without_type_or_target_is_found() {
    let part = |name: &str, text: &str| Part { name: name.into(), data: text.into() };
    let rels = "<Relationships><Relationship Id=\"a\" Type=\"x\" Target=\"word/none.xml\"/></Relationships>";
    let package = Package { parts: vec![part("_rels/.rels", rels), part(TYPES, PLAIN_TYPES), part("x.bin", "1")] };
    let found: Vec<Msg> = lint(&package.write().unwrap(), Braces::Allowed).into_iter().map(|f| f.msg).collect();
    assert_eq!(
        found,
        [Msg::LintNoType { part: "x.bin".into() }, Msg::LintNoTarget { part: String::new(), target: "word/none.xml".into() }]
    );
}

#[test]
fn a_workbook_with_a_chart_is_sound() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "=不是公式 {{ x }} & <").unwrap();
    sheet.write_number(1, 0, 1.5).unwrap();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values(("Sheet1", 1, 0, 1, 0));
    sheet.insert_chart(3, 0, &chart).unwrap();
    assert_eq!(lint(&workbook.save_to_buffer().unwrap(), Braces::Forbidden), []);
    let sheet = workbook.add_worksheet();
    sheet.write_formula(0, 0, "=_xlfn.XLOOKUP(1,A1:A2,A1:A2)").unwrap();
    let found = lint(&workbook.save_to_buffer().unwrap(), Braces::Forbidden);
    assert!(matches!(found[0].msg, Msg::LintRisk { .. }), "{found:?}");
}
