//! Templates and data that are wrong: every fault with its place, all at once.

use serde_json::json;

use super::*;

#[test]
fn unknown_fields_come_all_at_once_with_what_is_near() {
    let template = [p("单位"), p("名称：{{ 系统.名城 }}"), tbl(&[&["{% for t in 目标 %}{{ t.nmae }}", "{% endfor %}"]])].concat();
    let data = json!({ "系统": { "名称": "x" }, "目标": [{ "name": 1 }] });
    assert_eq!(
        faults(&template, &data),
        [
            "正文 第 2 段「名称：{{ 系统.名城 }}」： 数据中没有 系统.名城 ；允许缺少时请在它后面写 or \"\" 。 相近的有： 名称",
            "正文 第 3 段「{% for t in 目标 %}{{ t.nm…」： 数据中没有 目标[].nmae ；允许缺少时请在它后面写 or \"\" 。 相近的有： name",
        ]
    );
}

#[test]
fn a_field_that_one_row_lacks_is_led_back_to_its_tag() {
    let found = faults(&[p("{% for t in l %}"), p("值 {{ t.甲 }}"), p("{% endfor %}")].concat(), &json!({ "l": [{ "甲": 1 }, {}] }));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("正文 第 2 段「值 {{ t.甲 }}」： {{ t.甲 }} 算不出结果"), "{found:?}");
}

#[test]
fn a_condition_on_an_unknown_field_is_no_silent_no() {
    assert_eq!(faults(&p("{% if 系统 %}x{% endif %}"), &json!({ "系绳": 1 })).len(), 1);
}

#[test]
fn mistakes_of_writing_come_all_at_once() {
    let template = [p("{{ a b }}"), p("{{ x | 没有 }}"), p("{{ a + }}"), p("{{ x | length }}")].concat();
    let found = faults(&template, &json!({}));
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].contains("没有"), "{found:#?}");
    assert_eq!(faults(&[p("{{ a"), p("{% endfor %}")].concat(), &json!({})).len(), 1);
    assert!(faults(&p("{% include \"x\" %}"), &json!({}))[0].contains("不认识的标记"));
}

#[test]
fn faults_of_several_parts_come_together() {
    let template = docx_with(&p("{{ a"), &[("header1", &p("b }}")), ("footnotes", "<w:footnote>")]);
    let found: Vec<String> = Template::read(&template).unwrap_err().iter().map(|f| f.to(Lang::En)).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found.iter().any(|line| line.starts_with("header 1, paragraph 1 \"b }}\"")), "{found:#?}");
}

#[test]
fn a_value_of_the_wrong_kind_is_led_back_to_its_tag() {
    let found = faults(&p("{{ x | 日期 }}"), &json!({ "x": "昨天" }));
    assert!(found[0].contains("{{ x | 日期 }} 算不出结果") && found[0].contains("昨天"), "{found:?}");
    assert_eq!(faults(&p("{{ x / y }}"), &json!({ "x": "a", "y": 1 })).len(), 1);
}

#[test]
fn a_file_that_is_no_template_is_said_so() {
    let kind = |bytes: &[u8]| Template::read(bytes).unwrap_err().remove(0).msg;
    assert_eq!(kind(b""), Msg::DocxNotZip {});
    assert_eq!(kind(&[0xD0, 0xCF, 0x11, 0xE0, 0, 0]), Msg::DocxOldFormat {});
    let xlsx = Package { parts: vec![Part { name: TYPES.into(), data: b"<Types/>".to_vec() }] }.write().unwrap();
    assert!(matches!(kind(&xlsx), Msg::DocxNotWord { .. }));
}

#[test]
fn a_template_without_sections_or_margins_is_filled() {
    assert_eq!(read(&p("{{ x }}"), &json!({ "x": 1 })), ["1"]);
}
