//! What holds for every template: however its runs are cut, the document is the same; whatever is in it, the XML is sound.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn data() -> Json {
    json!({
        "系统": { "名称": "金税三期", "n": 99.5 }, "ok": false,
        "目标": [{ "name": "甲 & 乙", "行": [["a", 1], ["b", null]] }, { "name": "丙", "行": [] }],
    })
}

const TEXTS: [&str; 9] = [
    "{{ 系统.名称 }}巡检",
    "{% for t in 目标 %}",
    "{{ t.name }}：{% if t.行 %}共 {{ t.行 | length }} 行{% else %}“无”{% endif %}。",
    "{{ 系统.n | 百分比 }} &lt; 100 {{ \"{{\" }}",
    "｛％ if t.行 ％｝有",
    "甲{% else %}乙",
    "｛｛ “引” ｝｝{% endif %}",
    "{% endfor %}",
    "{% if not ok %}末{% endif %}",
];

/// Cuts a text into runs at the given distances, with what Word puts between them.
fn shattered(text: &str, cuts: &[usize]) -> String {
    let raw = text.replace("&lt;", "\u{1}");
    let chars: Vec<char> = raw.chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    for (i, cut) in cuts.iter().cycle().enumerate() {
        if at >= chars.len() {
            break;
        }
        let piece: String = chars[at..(at + cut).min(chars.len())].iter().collect();
        at += cut;
        out.push_str(match i % 4 {
            0 => "<w:proofErr w:type=\"spellStart\"/>",
            1 => "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>",
            2 => "<w:lastRenderedPageBreak/>",
            _ => "",
        });
        let run = format!("<w:r w:rsidR=\"00{i:06}\"><w:t xml:space=\"preserve\">{}</w:t></w:r>", piece.replace('\u{1}', "&lt;"));
        out.push_str(&if i % 5 == 4 { format!("<w:ins w:id=\"{i}\" w:author=\"x\">{run}</w:ins>") } else { run });
    }
    format!("<w:p w:rsidR=\"00A\">{out}</w:p>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn how_runs_are_cut_does_not_matter(cuts in proptest::collection::vec(1_usize..5, 1..12)) {
        let whole: String = TEXTS.iter().map(|text| p(text)).collect();
        let cut: String = TEXTS.iter().map(|text| shattered(text, &cuts)).collect();
        prop_assert_eq!(read(&cut, &data()), read(&whole, &data()));
    }

    #[test]
    fn whatever_a_template_holds_the_document_is_sound(
        pieces in proptest::collection::vec((0_usize..14, 0_usize..4), 0..14),
    ) {
        const BITS: [&str; 14] = [
            "文", "{{ 系统.名称 }}", "{% for t in 目标 %}", "{% endfor %}", "{% if ok %}", "{% else %}", "{% endif %}", "{% elif ok %}",
            "{{", "%}", "{%c for t in 目标 %}", "{%c endfor %}", "{% set x = 1 %}", "a{% if ok %}b{% endif %}{% for t in 目标 %}",
        ];
        // Each bit goes into the same paragraph, a new one, the next cell or the next row.
        let (mut out, mut row, mut cells) = (String::new(), String::new(), 0);
        let close = |out: &mut String, row: &mut String, cells: &mut usize| {
            if *cells > 0 {
                out.push_str(&format!("<w:tbl><w:tblGrid>{}</w:tblGrid><w:tr>{row}</w:tr></w:tbl>", "<w:gridCol w:w=\"9\"/>".repeat(*cells)));
                row.clear();
                *cells = 0;
            }
        };
        let mut text = String::new();
        for (bit, place) in pieces {
            text.push_str(BITS[bit]);
            match place {
                0 => continue,
                1 => {
                    close(&mut out, &mut row, &mut cells);
                    out.push_str(&p(&text));
                }
                _ => {
                    row.push_str(&format!("<w:tc>{}</w:tc>", p(&text)));
                    cells += 1;
                    if place == 3 {
                        close(&mut out, &mut row, &mut cells);
                    }
                }
            }
            text.clear();
        }
        close(&mut out, &mut row, &mut cells);
        if let Ok(template) = Template::read(&docx(&out))
            && let Ok(document) = template.render(&data(), &Assets::default(), &about())
        {
            let hard: Vec<Fault> = lint(&document.bytes, Braces::Allowed).into_iter().filter(|f| f.kind == FaultKind::Lint).collect();
            prop_assert_eq!(hard, vec![]);
        }
    }
}

#[test]
fn the_same_gives_the_same_bytes() {
    let template = docx(&TEXTS.iter().map(|text| p(text)).collect::<String>());
    let once = || filled_with(&template, &data(), &Assets::default()).bytes;
    assert_eq!(once(), once());
}

#[test]
fn the_document_says_where_it_comes_from() {
    let document = filled_with(&docx(&p("x")), &json!({}), &Assets::default());
    assert!(part(&document, "docProps/core.xml").contains("<dc:title>测试</dc:title>"));
    assert!(part(&document, "docProps/core.xml").contains("1970-01-01T00:00:00Z"));
    assert!(part(&document, "docProps/custom.xml").contains("name=\"运行\"><vt:lpwstr>r1<"));
}

#[test]
fn ten_thousand_rows_are_no_trouble() {
    let template = tbl(&[&["序", "名"], &["{% for r in l %}{{ loop.index }}", "{{ r.名 }}{% endfor %}"]]);
    let rows: Vec<Json> = (0..10_000).map(|i| json!({ "名": format!("目标 {i}") })).collect();
    let lines = read(&template, &json!({ "l": rows }));
    assert_eq!((lines.len(), lines[10_000].as_str()), (10_001, "| 10000 | 目标 9999 |"));
}
