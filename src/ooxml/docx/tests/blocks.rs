//! What repeats and what is chosen, in the whole document.

use serde_json::json;

use super::*;

#[test]
fn a_heading_with_its_paragraph_and_table_repeats() {
    let template = [
        p("{% for t in 目标 %}"),
        heading(1, "{{ t.name }}"),
        p("共 {{ t.rows | length }} 行{% if not t.rows %}，无{% endif %}"),
        tbl(&[&["项", "值"], &["{% for r in t.rows %}{{ r.k }}", "{{ r.v }}{% endfor %}"]]),
        p("{% endfor %}"),
        p("完"),
    ];
    let data = json!({ "目标": [{ "name": "甲", "rows": [{ "k": "a", "v": 1 }, { "k": "b", "v": 2.5 }] }, { "name": "乙", "rows": [] }] });
    assert_eq!(
        read(&template.concat(), &data),
        ["[heading 1] 甲", "共 2 行", "| 项 | 值 |", "| a | 1 |", "| b | 2.5 |", "[heading 1] 乙", "共 0 行，无", "| 项 | 值 |", "完"]
    );
}

#[test]
fn a_table_left_without_rows_goes_and_two_in_a_row_are_kept_apart() {
    let rows = tbl(&[&["{% for r in l %}{{ r }}", "{% endfor %}"]]);
    assert_eq!(read(&[p("a"), rows.clone(), p("b")].concat(), &json!({ "l": [] })), ["a", "b"]);
    let twice = [p("{% for x in l %}"), tbl(&[&["{{ x }}"]]), p("{% endfor %}")].concat();
    assert_eq!(read(&twice, &json!({ "l": [1, 2] })), ["| 1 |", "", "| 2 |"]);
    assert_eq!(
        read(&format!("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{rows}</w:tc></w:tr></w:tbl>"), &json!({ "l": [] })),
        ["|  |"]
    );
}

#[test]
fn a_cell_keeps_a_paragraph_when_its_only_one_is_left_out() {
    let cell = [p("{% if x %}"), p("有"), p("{% endif %}")].concat();
    let table = format!("<w:tbl><w:tblGrid><w:gridCol w:w=\"1\"/></w:tblGrid><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>");
    assert!(body(&table, &json!({ "x": false })).contains("<w:tc><w:p/></w:tc>"));
    assert_eq!(read(&table, &json!({ "x": true })), ["| 有 |"]);
}

#[test]
fn rows_are_chosen_and_nested_tables_repeat() {
    let table = tbl(&[&["头", ""], &["{% if n > 1 %}多", "{{ n }}{% else %}"], &["少", "{{ n }}{% endif %}"]]);
    assert_eq!(read(&table, &json!({ "n": 2 })), ["| 头 |  |", "| 多 | 2 |"]);
    assert_eq!(read(&table, &json!({ "n": 1 })), ["| 头 |  |", "| 少 | 1 |"]);
    let inner = tbl(&[&["{% for b in a.l %}{{ b }}", "{% endfor %}"]]);
    let outer = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"1\"/><w:gridCol w:w=\"1\"/></w:tblGrid><w:tr><w:tc>{}</w:tc><w:tc>{inner}{}</w:tc></w:tr></w:tbl>",
        p("{% for a in l %}{{ a.n }}"),
        p("{% endfor %}")
    );
    assert_eq!(
        read(&outer, &json!({ "l": [{ "n": 1, "l": [2, 3] }, { "n": 4, "l": [] }] })),
        ["| 1 | | 2 |  | / | 3 |  | /  |", "| 4 |  |"]
    );
}

#[test]
fn columns_repeat_and_the_grid_follows() {
    let template = tbl(&[
        &["项", "{%c for m in 月 %}{{ m }}{%c endfor %}", "合计"],
        &["{% for r in 行 %}{{ r.名 }}", "{%c for v in r.值 %}{{ v }}{%c endfor %}", "{{ r.值 | length }}{% endfor %}"],
    ]);
    let data = json!({ "月": ["一", "二", "三"], "行": [{ "名": "甲", "值": [1, 2, 3] }, { "名": "乙", "值": [4, 5, 6] }] });
    assert_eq!(read(&template, &data), ["| 项 | 一 | 二 | 三 | 合计 |", "| 甲 | 1 | 2 | 3 | 3 |", "| 乙 | 4 | 5 | 6 | 3 |"]);
    let xml = body(&template, &data);
    assert_eq!(xml.matches("<w:gridCol w:w=\"1200\"/>").count(), 5);
    assert_eq!(xml.matches("<w:tcW w:w=\"1200\"").count(), 15);
}

#[test]
fn bookmarks_in_loops_get_names_of_their_own() {
    let marked = format!("<w:p><w:bookmarkStart w:id=\"7\" w:name=\"此处\"/>{}<w:bookmarkEnd w:id=\"7\"/></w:p>", run("{{ x }}"));
    let xml = body(&[p("{% for x in l %}"), marked, p("{% endfor %}")].concat(), &json!({ "l": [1, 2] }));
    assert!(xml.contains("w:name=\"此处\"") && xml.contains("w:name=\"此处_2\""), "{xml}");
    let half = format!(
        "<w:p><w:bookmarkStart w:id=\"7\" w:name=\"a\"/>{}<w:bookmarkEnd w:id=\"7\"/>{}</w:p>",
        run("{% if x %}"),
        run("{% endif %}z")
    );
    assert!(!body(&half, &json!({ "x": false })).contains("bookmark"));
}

#[test]
fn headers_notes_and_text_boxes_are_filled() {
    let boxed = format!(
        "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" id=\"s1\"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        p("盒 {{ x }}")
    );
    let template = docx_with(
        &[p("{% for i in l %}"), boxed, p("{% endfor %}")].concat(),
        &[
            ("header1", &p("眉 {{ x }}")),
            ("footer1", &[p("{% if x %}"), p("脚"), p("{% endif %}")].concat()),
            ("footnotes", &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("注 {{ x }}"))),
        ],
    );
    let document = filled_with(&template, &json!({ "x": "值", "l": [1, 2] }), &Assets::default());
    let all = crate::ooxml::outline::outline(&document.bytes).unwrap().join("\n");
    for text in ["眉 值", "脚", "注 值", "盒 值"] {
        assert!(all.contains(text), "{text}: {all}");
    }
    assert!(part(&document, DOCUMENT).contains("id=\"s1_2\""));
    let document = filled_with(&template, &json!({ "x": "", "l": [] }), &Assets::default());
    assert!(part(&document, "word/footer1.xml").contains("<w:p/></w:ftr>"));
}

#[test]
fn a_set_alone_in_its_paragraph_leaves_no_line() {
    assert_eq!(read(&[p("{% set a = x %}"), p("{{ a }}")].concat(), &json!({ "x": 1 })), ["1"]);
}

#[test]
fn a_section_ends_where_it_ended() {
    let section = format!("<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:pPr>{}</w:p>", run("前{% if x %}后"));
    let xml = body(&[section, p("{% endif %}")].concat(), &json!({ "x": 1 }));
    assert_eq!(xml.matches("w:sectPr>").count(), 2);
    assert!(xml.ends_with("</w:sectPr></w:pPr><w:r><w:t xml:space=\"preserve\">后</w:t></w:r></w:p>"), "{xml}");
}
