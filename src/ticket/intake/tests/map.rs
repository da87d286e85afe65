//! Mapping files, right and wrong.

use super::super::{Adapter, EXAMPLE, Map, MapFault, MapWhy, Way, told};
use super::usual;
use crate::model::ticket::{Field, PackageKind, Status};
use crate::model::{Lang, Scrubber};

const HEAD: &str = "name = \"平台\"\n[number]\ncolumn = \"单号\"\n[fields]\n";

fn faults(text: &str) -> Vec<MapFault> {
    Map::read(text.as_bytes()).unwrap_err()
}

/// Everything that is said of a file, as it is printed.
fn printed(text: &str) -> String {
    told::map("map.toml", &faults(text)).unwrap().lines(Lang::Zh, &Scrubber::default()).join("\n")
}

#[test]
fn the_mapping_that_is_built_in_knows_our_own_words() {
    let map = usual();
    for field in Field::ALL {
        let take = &map.fields[field];
        for lang in [Lang::Zh, Lang::En] {
            assert!(take.from.iter().any(|name| name == field.to(lang)), "{field:?} {lang:?}");
        }
    }
    let status = map.status.unwrap();
    assert_eq!((status.values.ours("待处理"), status.values.ours("已办结")), (Some("open"), Some("closed")));
    let mut names: Vec<&String> = map.fields.values().flat_map(|take| &take.from).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "a heading is that of one field");
}

#[test]
fn a_mapping_says_where_and_what() {
    let text = r#"
name = "省局平台"
encoding = "gbk"
sheet = "导出"
heading-rows = 5
number = { column = "单号" }
[fields]
title = { column = ["标题", "主题"], required = true }
symptom = { join = ["现象", "补充"], with = "；" }
module = { column = "系统/模块", split = "/", part = 2 }
level = { column = "程度", values = { "紧急" = "1", "一般" = "三级" }, default = "4" }
kind = { column = "类型", values = { "缺陷" = "程序问题" } }
[status]
column = "状态"
values = { "新" = "待解决" }
[time]
formats = ["%d.%m.%Y %H:%M"]
"#;
    let map = Map::read(text.as_bytes()).unwrap();
    assert_eq!((map.name.as_str(), map.sheet.as_deref(), map.search), ("省局平台", Some("导出"), 5));
    assert_eq!(map.fields[&Field::Symptom].way, Way::Join("；".into()));
    assert_eq!(map.fields[&Field::Module].way, Way::Part { sign: "/".into(), part: 2 });
    let level = &map.fields[&Field::Level];
    assert_eq!((level.values.ours("一般"), level.default.as_str()), (Some("3"), "4"), "values are kept as tickets hold them");
    assert_eq!(map.fields[&Field::Kind].values.ours("缺陷"), Some("bug"));
    assert_eq!(map.status.unwrap().values.ours("新"), Some(Status::Open.as_str()));
    assert!(Map::read(format!("\u{feff}{text}").as_bytes()).is_ok(), "editors write a mark");
}

#[test]
fn all_mistakes_are_told_with_their_lines() {
    let text = r#"name = "平台"
encoding = "gkb"
[fields]
titel = { column = "标题" }
kind = { column = "类型", values = { "BUG" = "bgu" } }
level = { required = true }
module = { column = "模块", split = "/" }
[status]
column = "状态"
values = { "新" = "opne" }
[time]
formats = ["%H:%M"]
"#;
    insta::assert_snapshot!(printed(text), @r#"
    错误：map.toml:1 ：没有 [number]，不知道哪一列是单号；确实没有单号时写 generate = true 。
    错误：map.toml:2 ：没有 gkb 这个值，可以是：auto utf-8 gbk
    提示：是否要写 gbk ？
    错误：map.toml:4 ：问题单没有 titel 这个字段。
    提示：是否要写 title ？
    错误：map.toml:5 ：没有 bgu 这个值，可以是：fault bug performance operation data business request consult complaint
    提示：是否要写 bug ？
    错误：map.toml:6 ：level 没有说明取自哪一列（column、path 或 join）。
    错误：map.toml:7 ：module 的 join、with、split、part 配得不对：join 可带 with；split 与 part（从 1 起）成对，配 column。
    错误：map.toml:10 ：没有 opne 这个值，可以是：open assigned exported working resolved rejected closed entered accepted planned developing testing reported returned
    提示：是否要写 open ？
    错误：map.toml:12 ：时间格式“%H:%M”不能用。
    原因：year required to parse date
    "#);
}

#[test]
fn what_is_no_mapping_is_told() {
    insta::assert_snapshot!(printed(&HEAD.replace("column", "colunm")), @r#"
    错误：映射文件 map.toml:3 写得不对。
    原因：unknown field `colunm`, expected one of `column`, `path`, `generate`
    提示：是否要写 column ？
    "#);
    insta::assert_snapshot!(printed("name = \"平台\n"), @r#"
    错误：映射文件 map.toml:1 写得不对。
    原因：invalid basic string, expected `"`
    "#);
    assert_eq!(Map::read(b"name = \"a\"\n# \xb1\xea\xcc\xe2").unwrap_err(), [MapFault { line: 2, why: MapWhy::NotUtf8 }]);
    assert_eq!(faults(EXAMPLE)[0].why, MapWhy::IsAdapter);
    assert_eq!(Adapter::read(HEAD.as_bytes()).unwrap_err()[0].why, MapWhy::NoPackage);
}

#[test]
fn the_example_of_an_adapter_is_one() {
    let adapter = Adapter::read(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(adapter.kind, Some(PackageKind::Dispatch));
    assert!(adapter.holds("tickets/YW-1.xml") && adapter.holds("tickets/.xml"));
    assert!(!adapter.holds("tickets/a/b.xml") && !adapter.holds("tickets/a.xml.bak") && !adapter.holds("a.xml"));
}

#[test]
fn an_adapter_that_could_not_be_read_back_is_refused() {
    let wrong = |change: [(&str, &str); 1]| {
        let text = change.iter().fold(EXAMPLE.to_owned(), |text, (from, to)| text.replace(from, to));
        Adapter::read(text.as_bytes()).unwrap_err().into_iter().map(|fault| fault.why).collect::<Vec<_>>()
    };
    let same = |path: &str| vec![MapWhy::SamePlace { path: path.into() }];
    assert_eq!(wrong([("\"Base/Module\"", "\"Base/Title\"")]), same("Base/Title"));
    assert_eq!(wrong([("\"Base/Module\"", "\"Base\"")]), same("Base"));
    assert_eq!(wrong([("\"Base/Module\"", "\"Base/Mo dule\"")]), [MapWhy::Path { path: "Base/Mo dule".into() }]);
    assert_eq!(wrong([(", row = \"/Problems/Problem\"", "")]), [MapWhy::RowPath, MapWhy::OneTicket][..1]);
    let one = EXAMPLE.replace("row = \"/Problems/Problem\"", "row = \"/Problem\"").replace("tickets/{number}.xml", "all.xml");
    assert_eq!(Adapter::read(one.as_bytes()).unwrap_err()[0].why, MapWhy::OneTicket);
    let book = EXAMPLE.replace("\"xml\", row = \"/Problems/Problem\"", "\"xlsx\"");
    assert_eq!(Adapter::read(book.as_bytes()).unwrap_err()[0].why, MapWhy::WritesWorkbook);
}
