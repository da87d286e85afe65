//! Each mistake, with its line and what to do.

use super::{HEAD, lines};
use crate::author::{Part, parts};
use crate::error::Result;

fn author(text: &str) -> Result<Vec<Part>> {
    parts("x.md", text)
}

/// The first line of each error below the usual head of three lines.
fn faults(text: &str) -> Vec<String> {
    let all = lines(author(&format!("{HEAD}{text}")));
    all.into_iter().filter_map(|line| Some(line.strip_prefix("错误：x.md:")?.to_owned())).collect()
}

#[test]
fn all_mistakes_are_told_at_once_in_order_with_what_to_do() {
    insta::assert_snapshot!(lines(author("+++\ntitle = \"a\"\nfoot = \"\"\nbody = \"3号\"\n+++\n:::landscap\n甲 {{ 乙\n:::\n**丙")).join("\n"), @r#"
    错误：x.md:3 ：没有 foot 这个配置项。
    提示：这里可用的配置项： title language version body table cover toc toc-levels landscape margins header footer first-page-number odd-even
    错误：x.md:4 ： body 不能是 "3号" ，可以是 "三号" / "小三" / "四号" / "小四" / "五号" / "小五" 。
    错误：x.md:6 ：没有 :::landscap 这种写法。
    提示：是否要写 landscape ？
    提示：可以写： landscape portrait center right sign left keep
    错误：x.md:7 ：标签 {{ 乙 在这一行没有结束。
    提示：一个标签写在一行里，以 {{ 开头的用 }} 结束，以 {% 开头的用 %} 结束，引号要成对。
    错误：x.md:9 ：加粗的 ** 没有成对。
    提示：写成 **文字** ；星号本身写成 \* 。
    "#);
}

#[test]
fn a_head_that_cannot_be_read() {
    insta::assert_snapshot!(lines(author("# 一、甲")).join("\n"), @r#"
    错误：x.md:1 ：大纲没有开头的设置。
    提示：文件开头写一行 +++ ，下面写 title = "标题" 等设置，再写一行 +++ 。
    "#);
    insta::assert_snapshot!(lines(author("+++\ntitle = \"a\"\n# 一、甲")).join("\n"), @r#"
    错误：x.md:1 ：开头的设置没有结束。
    提示：文件开头写一行 +++ ，下面写 title = "标题" 等设置，再写一行 +++ 。
    "#);
    insta::assert_snapshot!(lines(author("+++\ntitle = a\n+++\n甲")).join("\n"), @r#"
    错误：x.md:2 ：不是合法的 TOML。
    原因：string values must be quoted, expected literal string
    提示：文件开头写一行 +++ ，下面写 title = "标题" 等设置，再写一行 +++ 。
    "#);
    insta::assert_snapshot!(lines(author("+++\n+++\n甲")).join("\n"), @r#"
    错误：x.md:1 ：缺少 title ，应写成 "…" 。
    "#);
    insta::assert_snapshot!(lines(author("+++\ntitle = \"a\\u0001\"\nmargins = { top = 200 }\ntoc-levels = 9\n+++\n甲")).join("\n"), @r#"
    错误：x.md:2 ：这一行有看不见的控制字符 U+0001 ，文档里不能有。
    提示：删去它；常见于从终端或网页粘贴的文字。
    错误：x.md:3 ： margins 不能是 { top = 200 } ，可以是 { top = 37, bottom = 35, left = 28, right = 26 } (mm) 。
    错误：x.md:4 ： toc-levels 不能是 9 ，可以是 1 … 4 。
    "#);
}

#[test]
fn tables() {
    for (text, want) in [
        ("| 甲 | 乙 |\n|---|---|\n| a |", "6 ：这一行有 1 格，表格的第一行有 2 格。"),
        ("{widths: 1 2 3}\n| 甲 | 乙 |\n|---|---|", "4 ：列宽有 3 个数，表格有 2 列。"),
        ("| 甲 | 乙 |\n|---|\n| a | b |", "5 ：这一行有 1 格，表格的第一行有 2 格。"),
        ("| 甲 | 乙 |\n| a | b |", "4 ：表格没有分隔表头的一行。"),
        ("| 甲 | 乙\n|---|---|", "4 ：表格的一行要以 | 开头、以 | 结束。"),
        ("{grid}\n| 甲 |\n|---|\n| 乙 |", "6 ：这里不能有 |---| 一行。"),
        ("{grid}\n|| 甲 |", "5 ：一行的第一格不能是 || ，它的前面没有格子可以加宽。"),
        ("{grid}\n| 甲 | 乙 |\n| ^^ ||", "6 ： ^^ 的上面没有一样宽的格子可以合并。"),
        ("{grid}\n甲", "4 ：表格的设置后面没有表格。"),
        ("{hight: 1cm}\n| 甲 |\n|---|", "4 ：表格没有 hight 这个设置。"),
        ("{height: 1}\n| 甲 |\n|---|", "4 ： height 不能是 1 ，可以是 1.2cm / 12mm / 34pt / auto 。"),
        ("| 甲 |\n|---|\n{widths: 1}\n| a |", "6 ：表格中间只能改行高。"),
        ("| 甲 |\n|---|\n{% for a in b %}\n| a |\n丙\n{% endfor %}", "6 ：循环或条件一半在表格里，一半在表格外。"),
    ] {
        assert_eq!(faults(text).first().map(String::as_str), Some(want), "{text}");
    }
    let wide = format!("{}|\n{}|", "| a ".repeat(64), "|---".repeat(64));
    assert_eq!(faults(&wide), ["4 ：表格有 64 列，文档最多 63 列。"]);
}

#[test]
fn lines_and_brackets() {
    for (text, want) in [
        ("甲\u{7}", "4 ：这一行有看不见的控制字符 U+0007 ，文档里不能有。"),
        (":::keep\n甲", "4 ：这里的 :::keep 没有结束。"),
        ("甲\n:::", "5 ：这一行 ::: 没有对应的开头。"),
        (":::keep\n:::landscape\n甲\n:::\n:::", "5 ： :::landscape 要另起一页，不能写在别的 ::: 里面。"),
        ("{% for a in b %}\n:::landscape\n甲\n:::\n{% endfor %}", "5 ：循环或条件跨过了封面或横页的边界。"),
        ("##### 甲", "4 ：标题要有文字，最多四级。"),
        ("{% if a %}\n甲", "4 ：这里的 {% if %} 没有结束。"),
        ("{% for a in b %}{% endif %}{% endfor %}", "4 ： {% endif %} 没有对应的开头。"),
        ("{% else %}", "4 ： {% else %} 没有对应的开头。"),
        ("见 {{ chart(of=a) }}", "4 ：图表或图片和文字写在了同一段里，会被行距截断。"),
        ("[甲]{rd}", "4 ：没有 rd 这种颜色。"),
        ("", "1 ：大纲只有设置，没有正文。"),
    ] {
        assert_eq!(faults(text).first().map(String::as_str), Some(want), "{text}");
    }
    let cover = lines(author("+++\ntitle = \"a\"\ncover = true\n+++\n甲"));
    assert_eq!(cover[0], "错误：x.md:3 ：设置了封面（ cover = true ），但没有写封面到哪里结束。");
}

#[test]
fn nothing_is_joined_past_the_end_of_a_block() {
    let text = "{grid}\n| !甲 | !乙 |\n{% if 甲 %}\n| !丙 | 丁 |\n{% endif %}\n| ^^ | 戊 |";
    assert_eq!(faults(text), ["9 ： ^^ 的上面没有一样宽的格子可以合并。"]);
}
