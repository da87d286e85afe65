//! What comes of values: texts of every kind, numbers, filters.

use serde_json::json;

use super::*;

#[test]
fn data_are_text_whatever_they_hold() {
    let evil = "a < 5 && b > \"x\" {{ 系统.名称 }} {% for %} <w:t>注入</w:t> {# x #}";
    assert_eq!(read(&p("{{ x }}"), &json!({ "x": evil })), [evil]);
}

#[test]
fn lines_and_tabs_become_those_of_word() {
    assert_eq!(
        body(&p("{{ x }}"), &json!({ "x": " a\r\nb\tc" })),
        "<w:p><w:r><w:t xml:space=\"preserve\"> a</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t><w:tab/><w:t xml:space=\"preserve\">c</w:t></w:r></w:p>"
    );
}

#[test]
fn what_cannot_be_printed_is_taken_out_and_counted() {
    let document = filled_with(&docx(&p("{{ x }}")), &json!({ "x": "\u{1b}[31mORA-600\u{1b}[0m\0\u{fffe}" }), &Assets::default());
    assert!(part(&document, DOCUMENT).contains(">ORA-600<"));
    assert_eq!(document.notes, [Msg::DocxCleaned { sequences: "2".into(), characters: "2".into() }]);
}

#[test]
fn any_script_goes_through() {
    let text = "😀 བོད་ལྗོངས 𠮷镕 é العربية";
    assert_eq!(read(&p("{{ x }}"), &json!({ "x": text })), [text]);
    let long = "长".repeat(4000);
    assert_eq!(read(&tbl(&[&["{{ x }}"]]), &json!({ "x": long })), [format!("| {long} |")]);
}

#[test]
fn numbers_are_printed_as_people_write_them() {
    let data = json!({ "a": 12.0, "b": 99.95, "c": 3, "d": 0.1, "n": null, "t": true });
    assert_eq!(
        read(&p("{{ a }} {{ b }} {{ c / 2 }} {{ d + 0.2 }} [{{ n }}] {{ a | round }} {{ t | 是否 }}"), &data),
        ["12 99.95 1.5 0.3 [未知] 12 是"]
    );
}

#[test]
fn filters_have_names_in_both_languages() {
    let data = json!({ "d": "2026-11-02T08:05:09", "n": 1_234_567.5, "id": "540102199001011234", "空": "" });
    let says = "{{ d | 日期 }} {{ d | date_cn }} {{ d | 时间 }} {{ d | 日期(格式=\"%Y.%m\") }} {{ n | 千分位 }} {{ n | 千分位(位数=2) }} {{ 12.345 | 百分比(位数=1) }} {{ 0.5 | percent(ratio=true) }} {{ n | 大写金额 }} {{ id | 脱敏 }} {{ 空 | 默认(值=\"无\") }}";
    assert_eq!(
        read(&p(says), &data),
        [
            "2026年11月2日 2026年11月2日 2026年11月2日 08:05 2026.11 1,234,567.5 1,234,567.50 12.3% 50% 壹佰贰拾叁万肆仟伍佰陆拾柒元伍角整 540***********1234 无"
        ]
    );
}

#[test]
fn names_may_be_chinese_anywhere() {
    let data = json!({ "系统": { "名称": "金三", "zhu": 1 }, "zh": 2, "列": [{ "值": 3 }] });
    assert_eq!(
        read(&p("{{ 系统.名称 }} {{ 系统.zhu }} {{ zh }} {{ 列[0].值 }} {{ 系统[\"名称\"] }} {% set 甲 = 列 %}{{ 甲.0.值 }}"), &data),
        ["金三 1 2 3 金三 3"]
    );
    assert_eq!(read(&p("{% for 键, 值 in 系统 %}{{ 键 }}={{ 值 }} {% endfor %}"), &data), ["名称=金三 zhu=1 "]);
}

#[test]
fn braces_are_printed_by_a_tag() {
    assert_eq!(read(&p("{{ \"{{\" }} {a} {# 注 #} 100% {{ '}}' }}"), &json!({})), ["{{ {a} {# 注 #} 100% }}"]);
}

#[test]
fn what_may_be_absent_says_so() {
    let data = json!({ "a": {} });
    assert_eq!(read(&p("[{{ a.b or \"\" }}] [{{ c or \"无\" }}] {% if d is defined %}x{% endif %}"), &data), ["[] [无] "]);
}

#[test]
fn a_template_uses_these_fields() {
    let template =
        Template::read(&docx(&[p("{{ 系统.名称 }}{{ x or 1 }}"), p("{% for t in 目标 %}{{ t.name }}{% endfor %}")].concat())).unwrap();
    let fields: Vec<_> = template.fields().into_iter().map(|f| (f.path, f.optional, f.place.paragraph)).collect();
    assert_eq!(
        fields,
        [("系统.名称".into(), false, 1), ("x".into(), true, 1), ("目标".into(), false, 2), ("目标[].name".into(), false, 2)]
    );
}
