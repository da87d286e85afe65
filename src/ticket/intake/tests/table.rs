//! Exports as platforms and people make them.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::super::{Map, RowFault, TableFault, Unused, Why, read, told as words};
use super::{gbk, said, table, told, usual, utf16, zone};
use crate::model::ticket::{Field, Status};
use crate::model::{Lang, Scrubber};
use crate::parse::grid::GridFault;
use crate::render::ticket_form;

const EXPORT: &str = "问题单编号,标题,问题类型,级别,发生时间,状态,备注\r\n\
    WT001,申报提交报错,程序BUG,2级,2026年11月2日 8:30,待处理,加急\r\n\
    WT002,查询慢,性能,三级,2026/11/2,已关闭,\r\n";

#[test]
fn an_export_in_any_encoding() {
    let expected = ["2 WT001: 申报提交报错 | bug | 2 | 2026-11-02T00:30:00Z", "3 WT002: 查询慢 | performance | 3 | 2026-11-01T16:00:00Z"];
    for bytes in [EXPORT.as_bytes().to_vec(), gbk(EXPORT), utf16(EXPORT), format!("\u{feff}{EXPORT}").into_bytes()] {
        let table = table(&bytes).unwrap();
        assert_eq!(told(&table, &[Field::Title, Field::Kind, Field::Level, Field::Occurred]), expected);
        assert_eq!((table.rows[0].status, table.rows[1].status), (Some(Status::Open), Some(Status::Closed)));
        assert_eq!(table.unused, [Unused { column: 7, heading: "备注".into() }]);
        assert!(table.faults.is_empty());
    }
}

#[test]
fn times_as_people_write_them() {
    for text in [
        "2026-11-02 08:30",
        "2026/11/2 8:30",
        "2026年11月2日 8:30",
        "2026年11月2日8时30分",
        "2026年11月2日上午8点半",
        "20261102083000",
        "202611020830",
        "2026.11.2 08:30:00",
        "2026-11-02T08:30:00+08:00",
        "2026-11-02 星期一 8:30",
        "2026/11/2 8:30 AM",
        "２０２６－１１－０２　０８：３０",
        "46328.354166666664",
    ] {
        let table = table(format!("编号,标题,发生时间\n1,a,{text}\n").as_bytes()).unwrap();
        assert_eq!(told(&table, &[Field::Occurred]), ["2 1: 2026-11-02T00:30:00Z"], "{text}");
    }
    let planned = table("编号,标题,计划解决时间\n1,a,2026-11-02\n".as_bytes()).unwrap();
    assert_eq!(told(&planned, &[Field::Planned]), ["2 1: 2026-11-02T15:59:59Z"], "a promise for a day holds until its end");
    let mut map = usual();
    map.formats = vec!["%d.%m.%y %H:%M".into()];
    let own = read("编号,标题,发生时间\n1,a,02.11.26 08:30\n".as_bytes(), &map, &zone()).unwrap();
    assert_eq!(told(&own, &[Field::Occurred]), ["2 1: 2026-11-02T00:30:00Z"]);
}

#[test]
fn each_fault_is_told_and_leaves_out_its_row() {
    let long = "长".repeat(1001);
    let text = format!(
        "编号,标题,类别,级别,发生时间,状态,联系电话\n\
         1,好的,故障,1,,,\n\
         2,,故障,1,,,\n\
         3,a,故事,1,,,\n\
         4,a,,6,,,\n\
         5,a,,,昨天,,\n\
         6,a,,,,不明,\n\
         7,a,,,,,1.39E+10\n\
         ,a,,,,,\n\
         9,{long},,,,,\n\
         10,#N/A,,,,,\n\
         11,a\u{1b}[31m,,高,,,\n\
         \"12\n13\",a,,,,,\n"
    );
    let table = table(text.as_bytes()).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["2 1: 好的"]);
    assert_eq!(table.left_out(), 11);
    insta::assert_snapshot!(said(&table.faults).join("\n"), @r#"
    第 3 行：“标题”没有填写。
    第 4 行“类别”：没有“故事”，可以是：故障 程序问题 性能问题 操作问题 数据问题 一般业务 重大请求 咨询 投诉；各平台的说法写在映射文件的 values 里。
    第 5 行“级别”：“6”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。
    第 6 行“发生时间”：看不懂时间“昨天”，可写成 2026-11-02 08:30 ，或在映射文件的 [time] 里说明格式。
    第 7 行“状态”：不认识状态“不明”；写在映射文件的 [status] values 里。
    第 8 行“联系电话”：“1.39E+10”是被表格软件当成数字的编号，已经丢了位数；请把这一列设为文本，重新导出。
    第 9 行：“编号”没有填写。
    第 10 行“标题”：超过 1000 个字。
    第 11 行“标题”：公式出错（#N/A）。
    第 12 行“标题”：有控制字符，或者单号里有换行：“a [31m”。
    第 12 行“级别”：“高”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。
    第 13 行“编号”：有控制字符，或者单号里有换行：“12 13”。
    "#);
    let choice = table.faults.iter().find(|fault| fault.line == 4).unwrap();
    assert_eq!(words::row(choice, Lang::Zh).lines(Lang::Zh, &Scrubber::default())[1], "提示：是否要写 故障 ？");
}

#[test]
fn numbers_that_a_spreadsheet_spoilt_are_not_taken() {
    let mut book = Workbook::new();
    let ws = book.add_worksheet();
    ws.write_row(0, 0, ["编号", "标题"]).unwrap();
    ws.write_number(1, 0, 20_261_102_083_000.0).unwrap();
    ws.write_number(2, 0, 202_611_020_830_001_240.0).unwrap();
    ws.write_column(1, 1, ["a", "b"]).unwrap();
    let table = table(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["2 20261102083000: a"]);
    assert_eq!((table.faults[0].line, &table.faults[0].why), (3, &Why::Digits));
}

#[test]
fn a_workbook_with_titles_formulas_dates_and_a_second_sheet() {
    let mut book = Workbook::new();
    let ws = book.add_worksheet();
    ws.merge_range(0, 0, 0, 4, "XX 省电子税务局问题清单（标题含 编号 二字）", &Format::new()).unwrap();
    ws.write_string(1, 0, "导出时间：2026-11-30").unwrap();
    ws.write_row(2, 0, ["编号", "标 题（必填）", "发生时间", "问题描述", "=处理人"]).unwrap();
    ws.write_row(3, 0, ["A-1", "第一行\r\n第二行"]).unwrap();
    let time = ExcelDateTime::parse_from_str("2026-11-02 08:30:00").unwrap();
    ws.write_datetime_with_format(3, 2, &time, &Format::new().set_num_format("yyyy/m/d h:mm")).unwrap();
    ws.write_formula(3, 3, Formula::new("=\"结果\"&\"值\"").set_result("结果值")).unwrap();
    ws.write_row(5, 0, ["A-2", "=cmd|' /C calc'!A0", "", " 首行\n 次行 "]).unwrap();
    ws.write_string(6, 6, "没有列名").unwrap();
    book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "编号").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let found = table(&bytes).unwrap();
    assert_eq!(
        told(&found, &[Field::Title, Field::Occurred, Field::Symptom]),
        ["4 A-1: 第一行 第二行 | 2026-11-02T00:30:00Z | 结果值", "6 A-2: =cmd|' /C calc'!A0 | - | 首行\n 次行"]
    );
    assert_eq!(found.rows[1].blank, [Field::Occurred]);
    assert_eq!(said(&found.faults), ["第 7 行：“编号”没有填写。", "第 7 行：“标题”没有填写。"]);
    let unused: Vec<String> = found.unused.iter().map(|unused| words::unused(unused).to(Lang::Zh)).collect();
    assert_eq!(unused, ["没有使用“=处理人”这一列。", "第 7 列没有列名，没有使用。"]);
    let mut map = usual();
    map.sheet = Some("清单".into());
    assert_eq!(read(&bytes, &map, &zone()), Err(TableFault::Grid(GridFault::NoSheet(vec!["Sheet1".into(), "说明".into()]))));
}

#[test]
fn a_file_without_what_is_needed_is_told_as_a_whole() {
    let told = |bytes: &[u8]| words::table("a.csv", &table(bytes).unwrap_err()).lines(Lang::Zh, &Scrubber::default()).join("\n");
    insta::assert_snapshot!(told(b""), @"错误：文件 a.csv 是空的。");
    insta::assert_snapshot!(told("姓名,年龄\n张三,3\n".as_bytes()), @"错误：文件 a.csv 的前 2 行里没有找到表头；列名与映射文件不同时，用 --map 指定自己的映射（--map-sample 可得到样例）。");
    insta::assert_snapshot!(told("编号,标題,状态\n1,a,新建\n".as_bytes()), @r#"
    错误：文件 a.csv 缺少这一列：标题 / 问题标题 / 问题名称 / 主题 / 摘要 / Title / Subject / Summary
    提示：列标题“标題”是否应为“标题”？
    "#);
    insta::assert_snapshot!(told("编号,标题,标题\n1,a,b\n".as_bytes()), @"错误：文件 a.csv 里“标题”这一列出现了两次。");
    insta::assert_snapshot!(told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), @"错误：文件 a.csv 已加密，或者是旧的 .xls 格式；请在 WPS 中去掉密码，另存为 .xlsx 。");
    let cut = ticket_form(Lang::Zh, jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert!(matches!(table(&cut[..cut.len() / 2]), Err(TableFault::Grid(GridFault::Broken(_)))));
    assert!(matches!(table(b"\xff\xff,\x81"), Err(TableFault::Grid(GridFault::Encoding(_)))));
}

#[test]
fn a_heading_goes_before_one_with_an_addition() {
    let table = table("编号,标题（英文）,标题,状态*\n1,Slow,慢,新建\n".as_bytes()).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["2 1: 慢"]);
    assert_eq!((table.rows[0].status, table.unused[0].heading.as_str()), (Some(Status::Open), "标题（英文）"));
}

#[test]
fn parts_and_joins_and_defaults() {
    let map = Map::read(
        r#"
name = "平台"
number = { column = "单号" }
[fields]
title = { column = "标题" }
module = { column = "系统/模块", split = "/", part = 2 }
system = { column = "系统/模块", split = "/", part = 1 }
symptom = { join = ["现象", "补充"], with = "；" }
level = { column = "级别", default = "4" }
"#
        .as_bytes(),
    )
    .unwrap();
    let text = "单号,标题,系统/模块,现象,补充,级别\n1,a,金税三期/申报,慢,重启后好,2\n2,b,综合办公,慢,,\n";
    let table = read(text.as_bytes(), &map, &zone()).unwrap();
    assert_eq!(
        told(&table, &[Field::System, Field::Module, Field::Symptom, Field::Level]),
        ["2 1: 金税三期 | 申报 | 慢；重启后好 | 2", "3 2: 综合办公 | - | 慢 | 4"]
    );
}

#[test]
fn a_number_there_twice() {
    let table = table("编号,标题\n1,a\n2,b\n1,a\n2,c\n3,d\n2,b\n".as_bytes()).unwrap();
    assert_eq!(told(&table, &[Field::Title]), ["2 1: a", "6 3: d"]);
    assert_eq!(table.repeated, 1);
    let lines: Vec<(usize, Why)> = table.faults.into_iter().map(|RowFault { line, why, .. }| (line, why)).collect();
    let differs = |line| Why::Differs { line };
    assert_eq!(lines, [(3, differs(5)), (5, differs(3)), (7, differs(3))]);
}

#[test]
fn rows_without_numbers_get_one_from_what_they_say_where_the_mapping_allows_it() {
    let map = Map::read(b"name = \"a\"\nnumber = { generate = true }\n[fields]\ntitle = { column = \"t\" }\n".as_slice()).unwrap();
    let numbers =
        |text: &str| -> Vec<String> { read(text.as_bytes(), &map, &zone()).unwrap().rows.into_iter().map(|row| row.number).collect() };
    assert_eq!(numbers("t\na\nb\na\n"), numbers("t\n\na\nb\n"), "the place says nothing, equal rows are one");
    assert_ne!(numbers("t\na\n"), numbers("t\nb\n"));
}

#[test]
fn many_rows() {
    let mut text = String::from("编号,标题,类别,级别,发生时间\n");
    for n in 0..65_536 {
        text += &format!("{n},标题{n},故障,{},2026-11-02 08:30\n", n % 5 + 1);
    }
    let table = table(text.as_bytes()).unwrap();
    assert_eq!((table.rows.len(), table.faults.len()), (65_536, 0));
    assert_eq!(table.rows.last().unwrap().line, 65_537);
}

#[test]
fn the_form_that_we_hand_out_is_read_back() {
    for (lang, choices) in [(Lang::Zh, ["程序问题", "2级", "QQ 群", "已关闭"]), (Lang::En, ["Program error", "2", "Chat", "Closed"])]
    {
        let form = ticket_form(lang, jiff::Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(form, ticket_form(lang, jiff::Timestamp::UNIX_EPOCH).unwrap(), "the same bytes");
        let empty = table(&form).unwrap();
        assert_eq!((empty.rows.len(), empty.faults.len(), empty.unused.len()), (0, 0, 0), "{lang:?}");
        // As somebody would fill it: the headings of the form, a row below.
        let heads = crate::parse::grid::read(&form, crate::parse::grid::Charset::Auto).unwrap().remove(2);
        let heads: Vec<String> = heads.iter().map(crate::parse::grid::Field::text).collect();
        let mut row = vec![String::new(); heads.len()];
        let [kind, level, channel, status] = choices;
        for (column, text) in [(0, "N-1"), (1, "标题"), (2, kind), (3, level), (6, channel), (heads.len() - 2, status)] {
            row[column] = text.into();
        }
        let filled = table(format!("{}\n{}\n", heads.join(","), row.join(",")).as_bytes()).unwrap();
        assert_eq!(told(&filled, &[Field::Kind, Field::Level, Field::Channel]), ["2 N-1: bug | 2 | chat"], "{:?}", filled.faults);
        assert_eq!(filled.rows[0].status, Some(Status::Closed));
    }
}
