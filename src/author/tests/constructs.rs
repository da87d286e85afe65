//! What each line of an outline becomes.

use super::{body, part};

#[test]
fn headings_are_headings_with_their_numbers_as_text() {
    insta::assert_snapshot!(body("# 一、概况\n## （一）甲\n### 1. 乙\n#### （1）丙"), @r#"
    p <"Heading1"/> ‹一、概况›
    p <"Heading2"/> ‹（一）甲›
    p <"Heading3"/> ‹1. 乙›
    p <"Heading4"/> ‹（1）丙›
    "#);
    let styles = part("+++\ntitle = \"a\"\n+++\n一", "word/styles.xml");
    assert!(styles.contains("<w:name w:val=\"heading 1\"/>") && styles.contains("<w:outlineLvl w:val=\"3\"/>"));
}

#[test]
fn one_line_is_one_paragraph() {
    insta::assert_snapshot!(body("甲\n乙 **丙**\n\n> 注\n- 点\n  - 小点\n1. 自己写的序号"), @r#"
    p ‹甲›
    p ‹乙 ›<r><rPr><rStyle="Strong"/></rPr><t>丙›
    p <"Note"/> ‹注›
    p <"ListBullet"/><numPr><ilvl="0"/><numId="1"/></numPr> ‹点›
    p <"ListBullet"/><numPr><ilvl="1"/><numId="1"/></numPr> ‹小点›
    p ‹1. 自己写的序号›
    "#);
}

#[test]
fn tags_pass_through_and_those_alone_have_a_style_of_their_own() {
    insta::assert_snapshot!(body("{% for t in 目标 %}\n## {{ t.名称 | default(value=\"<无>\") }}\n{% endfor %}\n{{ a }}"), @r#"
    p <"Tag"/> ‹{% for t in 目标 %}›
    p <"Heading2"/> ‹{{ t.名称 | default(value=&quot;&lt;无&gt;&quot;) }}›
    p <"Tag"/> ‹{% endfor %}›
    p ‹{{ a }}›
    "#);
}

#[test]
fn brackets_align_and_keep() {
    insta::assert_snapshot!(body(":::center\n甲\n:::\n:::sign\n某局\n:::\n:::right\n乙\n:::\n:::left\n某局：\n:::\n:::keep\n丙\n丁\n:::"), @r#"
    p <"Centered"/> ‹甲›
    p <"Signature"/> ‹某局›
    p <"AlignedRight"/> ‹乙›
    p <"Flush"/> ‹某局：›
    p <keepNext/><keepLines/> ‹丙›
    p <keepLines/> ‹丁›
    "#);
}

#[test]
fn a_figure_stays_with_its_caption_and_a_caption_with_its_table() {
    insta::assert_snapshot!(body("{{ chart(of=a, width_cm=15) }}\n: 图 1　甲\n乙\n: 表 1　丙\n| 甲 |\n|---|\n| 乙 |\n丁"), @r#"
    p <"Figure"/><keepNext/> ‹{{ chart(of=a, width_cm=15) }}›
    p <"Caption"/> ‹图 1　甲›
    p ‹乙›
    p <"Caption"/><keepNext/> ‹表 1　丙›
    tbl <tblPr><tblStyle="DataTable"/><tblW w="8845"/><jc="center"/><tblLayout type="fixed"/></tblPr><tblGrid><gridCol w="8845"/></tblGrid>
    tr <trPr><tblHeader/></trPr>
    tc <tcPr><tcW w="8845"/><shd/></tcPr>
    p <"TableHead"/><keepNext/> ‹甲›
    tr
    tc <tcPr><tcW w="8845"/></tcPr>
    p <"TableText"/> ‹乙›
    /tbl
    p ‹丁›
    "#);
}

#[test]
fn breaks_hang_on_what_stays() {
    insta::assert_snapshot!(body("甲\n---\n乙\n---\n{% if a %}\n丙\n{% endif %}\n---"), @r#"
    p ‹甲›
    p <pageBreakBefore/> ‹乙›
    p <"Spacer"/> <r><br type="page"/></r>
    p <"Tag"/> ‹{% if a %}›
    p ‹丙›
    p <"Tag"/> ‹{% endif %}›
    "#);
}

#[test]
fn colours_and_lines_and_gaps() {
    insta::assert_snapshot!(body("[告警]{red}：甲<br>乙\t丙\n{gap: 1cm}\n<!-- 给写模板的人看 -->\n丁"), @r#"
    p <r><rPr><rStyle="Red"/></rPr><t>告警›‹：甲›<r><br/></r>‹乙</t><tab/><t>丙›
    p <"Spacer"/><spacing line="567" lineRule="exact"/>
    p ‹丁›
    "#);
}

#[test]
fn files_of_other_editors_are_read_alike() {
    let plain = "+++\ntitle = \"a\"\n+++\n:::keep\n甲\n:::\n";
    let other = format!("\u{feff}{}", plain.replace('\n', "\r\n").replace(":::", "：：："));
    assert_eq!(part(plain, "word/document.xml"), part(&other, "word/document.xml"));
}

#[test]
fn the_examples_of_the_manual_are_right() {
    let manual = include_str!("../../../report-templates/README.md");
    let examples: Vec<_> = manual.split("```text\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 2);
    part(examples[0], "word/document.xml");
    body(examples[1]);
}
