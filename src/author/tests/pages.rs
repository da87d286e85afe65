//! Sections, covers, page heads and numbers.

use super::{HEAD, part};

fn sections(outline: &str) -> Vec<String> {
    let document = part(outline, "word/document.xml");
    let parts = document.split("<w:sectPr>").skip(1);
    parts.map(|rest| rest.split("</w:sectPr>").next().unwrap().to_owned()).collect()
}

#[test]
fn a_cover_and_contents_have_no_number_and_the_text_begins_with_1() {
    let outline = "+++\ntitle = \"年报\\n{{ 年 }}\"\ncover = true\ntoc = true\n+++\n某局\n---\n# 一、甲\n乙";
    let sections = sections(outline);
    assert_eq!(sections.len(), 2);
    assert!(!sections[0].contains("Reference"), "{sections:?}");
    assert!(sections[1].contains("footerReference") && sections[1].contains("<w:pgNumType w:start=\"1\"/>"), "{sections:?}");
    let document = part(outline, "word/document.xml");
    assert!(
        document.contains("<w:pStyle w:val=\"CoverTitle\"/></w:pPr><w:r><w:t xml:space=\"preserve\">年报</w:t></w:r><w:r><w:br/></w:r>")
    );
    assert!(document.contains(r" TOC \o &quot;1-2&quot; \h \z \u "));
    assert!(!part(outline, "docProps/core.xml").contains("dc:title"), "a title that a report fills in is no title of the file");
}

#[test]
fn a_turned_page_is_a_section_and_numbers_go_on() {
    let sections = sections(&format!("{HEAD}甲\n:::landscape\n乙\n:::\n丙"));
    assert_eq!(sections.iter().map(|s| s.contains("landscape")).collect::<Vec<_>>(), [false, true, false]);
    assert!(sections.iter().all(|s| s.contains("r:id=\"footer1\"") && !s.contains("w:start")), "{sections:?}");
    assert!(sections[1].contains("<w:pgMar w:top=\"1587\" w:right=\"2098\" w:bottom=\"1474\" w:left=\"1984\""), "{sections:?}");
}

#[test]
fn a_document_on_its_side_can_have_upright_pages() {
    let sections = sections("+++\ntitle = \"a\"\nlandscape = true\n+++\n甲\n:::portrait\n乙\n:::");
    assert_eq!(sections.iter().map(|s| s.contains("landscape")).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn heads_and_feet_have_fields_and_tags() {
    let outline =
        "+++\ntitle = \"a\"\nheader = [\"{{ 项目 }}\", \"右\"]\nfooter = \"第 {page} 页 共 {pages} 页\"\n+++\n甲\n:::landscape\n乙\n:::";
    let foot = part(outline, "word/footer1.xml");
    assert!(foot.contains(" PAGE ") && foot.contains(" NUMPAGES ") && foot.contains("> 页 共 <"), "{foot}");
    assert!(part(outline, "word/header1.xml").contains("w:pos=\"8845\""));
    assert!(part(outline, "word/header2.xml").contains("w:pos=\"12756\""));
    let sections = sections(outline);
    assert!(sections[0].contains("r:id=\"header1\"") && sections[1].contains("r:id=\"header2\""));
}

#[test]
fn both_sides_of_the_paper_and_a_first_page_without_a_number() {
    let outline = "+++\ntitle = \"a\"\nheader = \"甲\"\nodd-even = true\nfirst-page-number = false\n+++\n乙";
    let section = &sections(outline)[0];
    for reference in [
        "<w:headerReference w:type=\"first\" r:id=\"header1\"/>",
        "<w:headerReference w:type=\"even\" r:id=\"header3\"/>",
        "<w:footerReference w:type=\"even\" r:id=\"footer2\"/>",
        "<w:titlePg/>",
    ] {
        assert!(section.contains(reference), "{reference}: {section}");
    }
    assert!(part(outline, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
}

#[test]
fn no_face_is_left_to_a_theme_and_each_has_four_names() {
    let styles = part(&format!("{HEAD}甲"), "word/styles.xml");
    assert!(!styles.contains("Theme"), "{styles}");
    for fonts in styles.split("<w:rFonts").skip(1) {
        let fonts = fonts.split("/>").next().unwrap();
        assert!(["w:ascii=", "w:hAnsi=", "w:eastAsia=", "w:cs="].iter().all(|name| fonts.contains(name)), "{fonts}");
    }
    let document = part(&format!("{HEAD}**甲** [乙]{{red}}"), "word/document.xml");
    assert!(!document.contains("rFonts") && !document.contains("<w:sz"), "type is in styles only");
    let english = part("+++\ntitle = \"a\"\nlanguage = \"en\"\n+++\nb", "word/styles.xml");
    assert!(english.contains("w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\""));
}
