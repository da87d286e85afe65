//! Pictures, charts and the table of contents.

use serde_json::json;

use super::*;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(width.to_be_bytes());
    png.extend(height.to_be_bytes());
    png
}

fn assets() -> Assets {
    let mut assets = Assets::default();
    assets.add("趋势图", png(900, 450));
    assets.add("大", png(9_000, 100));
    assets
}

fn placeholder(descr: &str) -> String {
    format!(
        "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"5\" cy=\"6\"/><wp:docPr id=\"9\" name=\"p\" descr=\"{descr}\"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\" descr=\"{descr}\"/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId2\"><a:extLst><a:ext/></a:extLst></a:blip></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

/// A template whose `rId2` is this part.
fn docx_and(body: &str, name: &str, kind: &str, content_type: &str, data: &[u8]) -> Vec<u8> {
    let mut package = Package::read(&docx(body)).unwrap();
    let rels = package
        .text("word/_rels/document.xml.rels")
        .unwrap()
        .replace("</Relationships>", &format!("<Relationship Id=\"rId2\" Type=\"{OFFICE}{kind}\" Target=\"{name}\"/></Relationships>"));
    package.set("word/_rels/document.xml.rels", rels);
    let types = package
        .text(TYPES)
        .unwrap()
        .replace("</Types>", &format!("<Override PartName=\"/word/{name}\" ContentType=\"{content_type}\"/></Types>"));
    package.set(TYPES, types);
    package.set(&format!("word/{name}"), data);
    package.write().unwrap()
}

#[test]
fn a_picture_by_tag_has_its_size_and_fits_the_text() {
    let template = docx(&p("图：{{ image(of=图, width_cm=14.5) }}{{ image(of=宽, width_cm=50) }}"));
    let document = filled_with(&template, &json!({ "图": "趋势图", "宽": "大" }), &assets());
    let xml = part(&document, DOCUMENT);
    assert!(xml.contains("<wp:extent cx=\"5220000\" cy=\"2610000\"/>"), "{xml}");
    assert!(xml.contains(&format!("<wp:extent cx=\"{}\"", 8_845 * 635)));
    assert_eq!(document.notes, [Msg::DocxShrunk { name: "大".into(), cm: "15.6".into() }]);
    assert!(part(&document, TYPES).contains("Extension=\"png\""));
}

#[test]
fn a_picture_in_a_cell_fits_the_cell() {
    let cell = |content: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/></w:tcPr>{content}</w:tc>");
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"3000\"/></w:tblGrid><w:tr>{}{}</w:tr></w:tbl>",
        cell(&p("{{ image(of=图) }}")),
        cell(&p("{{ image(of=图, width_cm=2) }}"))
    );
    let document = filled_with(&docx(&[table, p("{{ image(of=图, width_cm=14.5) }}")].concat()), &json!({ "图": "趋势图" }), &assets());
    let xml = part(&document, DOCUMENT);
    for wide in [(3_000 - 216) * 635, 720_000, 5_220_000] {
        assert!(xml.contains(&format!("<wp:extent cx=\"{wide}\"")), "{wide}: {xml}");
    }
}

#[test]
fn a_picture_in_a_loop_is_one_part_and_many_drawings() {
    let template = docx(&[p("{% for x in l %}"), p("{{ image(of=x) }}"), p("{% endfor %}")].concat());
    let document = filled_with(&template, &json!({ "l": ["趋势图", "趋势图", "大"] }), &assets());
    let package = Package::read(&document.bytes).unwrap();
    assert_eq!(package.parts.iter().filter(|p| p.name.starts_with("word/media/")).count(), 2);
}

#[test]
fn a_placeholder_keeps_its_looks_and_gets_the_picture() {
    let template = docx_and(&placeholder("{{ image:趋势图 }}"), "media/sample.png", "image", "image/png", &png(1, 1));
    let document = filled_with(&template, &json!({}), &assets());
    let xml = part(&document, DOCUMENT);
    assert!(xml.contains("<wp:extent cx=\"5\" cy=\"6\"/>") && xml.contains("descr=\"趋势图\"") && !xml.contains("{{"), "{xml}");
    assert!(!xml.contains("a:extLst"));
    let package = Package::read(&document.bytes).unwrap();
    assert_eq!(package.get("word/media/image1.png"), Some(png(900, 450).as_slice()));
    assert_eq!(package.get("word/media/sample.png"), None, "the sample is not handed out");
}

#[test]
fn what_cannot_be_drawn_is_a_fault_with_its_place() {
    assert!(faults(&p("{{ image(of=x) }}"), &json!({ "x": "无" }))[0].contains("没有名为 无 的图片"));
    let mut assets = Assets::default();
    assets.add("x", b"GIF89a".to_vec());
    let template = Template::read(&docx(&p("{{ image(of=\"x\") }}"))).unwrap();
    let found = template.render(&json!({}), &assets, &about()).unwrap_err();
    assert_eq!((found[0].place.paragraph, &found[0].msg), (1, &Msg::DocxBadPicture { name: "x".into() }));
    assert!(faults(&p("{{ chart(of=x) }}"), &json!({ "x": { "kind": "radar" } }))[0].contains("图表数据有误"));
    assert!(faults(&p("{{ image(of=x) ~ 1 }}"), &json!({}))[0].contains("必须独占一个标记"));
    assert!(
        faults(
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"{{ image:x }}\"/></wp:inline></w:drawing></w:r></w:p>",
            &json!({})
        )[0]
        .contains("没有可以替换")
    );
}

fn figures() -> Json {
    json!({ "kind": "column", "title": "趋势", "categories": ["一", "二\"<"], "series": [{ "name": "甲", "values": [1, null] }] })
}

#[test]
fn charts_in_a_loop_have_parts_workbooks_and_types() {
    let template = docx(&[p("{% for t in l %}"), p("{{ chart(of=t.图, width_cm=15, height_cm=7.5) }}"), p("{% endfor %}")].concat());
    let document = filled_with(&template, &json!({ "l": [{ "图": figures() }, { "图": figures() }] }), &Assets::default());
    let package = Package::read(&document.bytes).unwrap();
    assert!(package.text("word/charts/chart2.xml").unwrap().contains("二&quot;&lt;"));
    assert!(package.text("word/charts/_rels/chart2.xml.rels").unwrap().contains("../embeddings/workbook2.xlsx"));
    assert!(package.get("word/embeddings/workbook2.xlsx").unwrap().starts_with(b"PK"));
}

#[test]
fn a_chart_of_the_template_gets_the_figures() {
    let drawing = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"c\" descr=\"{{ chart:图 }}\"/><a:graphic><a:graphicData><c:chart r:id=\"rId2\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let base = "<c:chartSpace xmlns:c=\"c\"><c:chart><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:spPr/><c:val/></c:ser></c:chart></c:chartSpace>";
    let kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    let template = docx_and(drawing, "charts/sample.xml", "chart", kind, base.as_bytes());
    let document = filled_with(&template, &json!({ "图": figures() }), &Assets::default());
    let package = Package::read(&document.bytes).unwrap();
    assert!(package.text("word/charts/chart1.xml").unwrap().contains("<c:v>甲</c:v>"));
    assert_eq!(package.get("word/charts/sample.xml"), None);
}

fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn toc(shown: &str) -> String {
    let instruction = "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h </w:instrText></w:r>";
    format!("<w:p>{}{instruction}{}{shown}{}</w:p>", field("begin"), field("separate"), field("end"))
}

#[test]
fn the_table_of_contents_is_filled_with_links() {
    let headings = [p("{% for t in l %}"), heading(1, "{{ t }} 章"), heading(2, "节"), p("{% endfor %}")].concat();
    let old = format!("{}</w:p><w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>{}</w:p><w:p>", run("旧一"), run("旧二"));
    for shown in [run("更新目录"), old] {
        let xml = body(&format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{headings}", toc(&shown)), &json!({ "l": ["甲 <", "乙"] }));
        let start = xml.find("separate").unwrap();
        let entries: Vec<&str> =
            xml[start..xml.find("\"end\"").unwrap()].split("w:anchor=\"").skip(1).map(|s| s.split('"').next().unwrap()).collect();
        assert_eq!(entries, ["_Toc00000001", "_Toc00000002", "_Toc00000003", "_Toc00000004"], "{xml}");
        assert!(xml.contains(">甲 &lt; 章</w:t></w:r></w:hyperlink></w:p>") && !xml.contains("旧"), "{xml}");
        for anchor in entries {
            assert_eq!(xml.matches(&format!("w:name=\"{anchor}\"")).count(), 1);
        }
        assert!(xml.contains("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:fldChar"), "{xml}");
    }
    let simple = format!("<w:p><w:fldSimple w:instr=\"TOC \\o &quot;1-1&quot;\">{}</w:fldSimple></w:p>{}", run("x"), heading(1, "甲"));
    assert!(body(&simple, &json!({})).contains("<w:fldChar w:fldCharType=\"begin\"/>"));
}

#[test]
fn headings_that_a_list_numbers_have_their_numbers_in_the_contents() {
    let numbered = |level: u8, ilvl: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{level}\"/><w:numPr><w:ilvl w:val=\"{ilvl}\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let list = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
                <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
                <w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body =
        [toc(""), numbered(1, 0, "概况"), p("{% for x in l %}"), numbered(2, 1, "{{ x }}"), p("{% endfor %}"), numbered(1, 0, "问题")]
            .concat();
    let document = filled_with(&docx_with(&body, &[("numbering", list)]), &json!({ "l": ["甲", "乙"] }), &Assets::default());
    let xml = part(&document, DOCUMENT);
    for entry in [">一、概况</w:t>", ">1.1 甲</w:t>", ">1.2 乙</w:t>", ">二、问题</w:t>"] {
        assert!(xml.contains(entry), "{entry}: {xml}");
    }
    assert!(xml.contains(">概况</w:t>"), "the heading itself stays as it is");
}

#[test]
fn a_table_of_contents_without_headings_stays_and_is_noted() {
    let document = filled_with(&docx(&[toc(&run("旧")), p("x")].concat()), &json!({}), &Assets::default());
    assert!(part(&document, DOCUMENT).contains("旧"));
    assert_eq!(document.notes, [Msg::DocxNoHeadings {}]);
}
