//! Tables and forms.

use super::body;

#[test]
fn a_table_has_one_width_everywhere() {
    insta::assert_snapshot!(body("{widths: 2 1}\n| 甲 | 乙 |\n|---|--:|\n| a | 1 |\n丙"), @r#"
    tbl <tblPr><tblStyle="DataTable"/><tblW w="8845"/><jc="center"/><tblLayout type="fixed"/></tblPr><tblGrid><gridCol w="5896"/><gridCol w="2949"/></tblGrid>
    tr <trPr><tblHeader/></trPr>
    tc <tcPr><tcW w="5896"/><shd/></tcPr>
    p <"TableHead"/><keepNext/> ‹甲›
    tc <tcPr><tcW w="2949"/><shd/></tcPr>
    p <"TableHead"/><keepNext/> ‹乙›
    tr
    tc <tcPr><tcW w="5896"/></tcPr>
    p <"TableText"/> ‹a›
    tc <tcPr><tcW w="2949"/></tcPr>
    p <"TableText"/><jc="right"/> ‹1›
    /tbl
    p ‹丙›
    "#);
}

#[test]
fn loops_of_rows_stand_in_cells_or_in_rows_of_their_own() {
    let table = body("| 甲 | 乙 |\n|---|---|\n{% for g in 组 %}\n| {% for r in g %}{{ r.a }} | {{ r.b }}{% endfor %} |\n{% endfor %}\n丙");
    assert_eq!(table.matches("\ntr").count(), 4, "{table}");
    assert_eq!(table.matches("<gridSpan=\"2\"/>").count(), 2, "{table}");
    for text in ["‹{% for g in 组 %}›", "‹{% for r in g %}{{ r.a }}›", "‹{{ r.b }}{% endfor %}›", "‹{% endfor %}›"] {
        assert!(table.contains(text), "{text}: {table}");
    }
}

#[test]
fn the_end_of_a_loop_around_a_table_is_not_a_row() {
    let text = body("{% for t in 目标 %}\n| 甲 |\n|---|\n| {{ t.a }} |\n{% endfor %}\n丙");
    assert_eq!(text.matches("\ntr").count(), 2);
    // Two of these tables, one after the other, must not become one.
    assert!(text.contains("/tbl\np <\"Spacer\"/><spacing line=\"160\" lineRule=\"exact\"/>\np <\"Tag\"/>"), "{text}");
}

#[test]
fn a_form_has_labels_heights_and_lines_to_sign() {
    insta::assert_snapshot!(body("{grid; widths: 1 2 1; height: 2cm}\n| !意见 | □ 同意<br>{right}签字： ||\n{height: auto}\n| !甲 | ^^ ||"), @r#"
    tbl <tblPr><tblStyle="FormTable"/><tblW w="8845"/><jc="center"/><tblLayout type="fixed"/></tblPr><tblGrid><gridCol w="2211"/><gridCol w="4422"/><gridCol w="2212"/></tblGrid>
    tr <trPr><trHeight="1134" hRule="atLeast"/></trPr>
    tc <tcPr><tcW w="2211"/><shd/></tcPr>
    p <"TableLabel"/> ‹意见›
    tc <tcPr><tcW w="6634"/><gridSpan="2"/><vMerge="restart"/></tcPr>
    p <"TableText"/> ‹□ 同意›
    p <"TableText"/><spacing before="304"/><jc="right"/> ‹签字：›
    tr
    tc <tcPr><tcW w="2211"/><shd/></tcPr>
    p <"TableLabel"/> ‹甲›
    tc <tcPr><tcW w="6634"/><gridSpan="2"/><vMerge="continue"/></tcPr>
    p <"TableText"/>
    /tbl
    p <"Spacer"/>
    "#);
}

#[test]
fn the_line_below_the_head_may_follow_several_rows() {
    let table = body("| 甲 | 乙 ||\n| ^^ | 丙 | 丁 |\n|---|---|---|\n| a | - | - |");
    assert_eq!(table.matches("<tblHeader/>").count(), 2);
    assert_eq!(table.matches("<vMerge=\"restart\"/>").count(), 1);
    assert_eq!(table.matches("<vMerge=\"continue\"/>").count(), 1);
    assert_eq!(table.matches("‹-›").count(), 2, "a dash is a value: {table}");
}

#[test]
fn a_document_that_ends_with_a_table_gets_no_further_page() {
    assert!(body("| 甲 |\n|---|\n| 乙 |").ends_with("/tbl\np <\"Spacer\"/>"));
}

#[test]
fn a_table_that_is_kept_whole_may_be_parted_from_what_follows() {
    let table = body(":::keep\n{grid}\n| a |\n| b |\n:::\n丙");
    assert!(table.contains("<keepNext/> ‹a›") && !table.contains("<keepNext/> ‹b›"), "{table}");
}

#[test]
fn rows_of_a_loop_are_joined_with_the_one_before_it() {
    let table =
        body("{grid}\n| !过程 | !时间 |\n{% for 项 in 过程 %}\n| ^^ | {{ 项.时间 }} |\n{% else %}\n| ^^ | |\n{% endfor %}\n| !结果 | |");
    assert_eq!((table.matches("<vMerge=\"restart\"/>").count(), table.matches("<vMerge=\"continue\"/>").count()), (1, 2), "{table}");
}
