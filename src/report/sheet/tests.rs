//! Workbooks read back by another reader: types, unknowns, totals, charts, and what must not be in them.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Reader, Xlsx};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::*;
use crate::render::Encoding;
use crate::report::contract::{self, Shape};

const MONTH: &str = include_str!("samples/month.toml");

fn make(lang: Lang) -> Make<'static> {
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let made: Timestamp = "2026-11-01T00:30:00Z".parse().unwrap();
    Make { lang, zone, made, author: "张三", footer: "opsctl & 月报", properties: &[] }
}

fn month() -> Description {
    Description::parse(MONTH, "month").unwrap().check(&Known::of(contract::of(Shape::Narrative)), "month").unwrap()
}

fn left(level: &str, says: &str, looks: u32) -> Value {
    json!({ "level": level, "target": "sbf-prod", "says": says, "since": "2026-10-08T00:30:00Z", "days": 23.5, "looks": looks, "advice": null })
}

fn data() -> Value {
    json!({
        "report": { "project": "社保费征管系统运维", "period": "2026年10月", "customer": null, "unfinished": false, "made_on": "2026-11-01" },
        "summary": { "state": "有告警", "availability": 99.95, "goal": null, "runs": 1234, "sentences": ["表空间 SBF_DATA 使用率 97.5%。", "=1+1 不是公式"] },
        "findings": { "left": [
            left("告警", "表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB；请增加数据文件，并核对近期增长是否正常。", 12),
            left("预警", "=cmd|' /C calc'!A1", 3),
            left("未知", "\u{1b}[31m红\u{1b}[0m😀", 1_234_567),
            left("提示", &"长".repeat(40_000), 2),
        ] },
        "performance": { "charts": [
            { "title": "CPU 使用率", "chart": { "kind": "line", "title": "CPU 使用率", "unit": "%", "categories": ["10-01", "10-02", "10-03"],
              "series": [{ "name": "app1", "values": [10.5, null, 30] }, { "name": "app2", "values": [20, 25, 35] }] } },
            { "title": "无数据", "chart": null },
        ] },
        "business": { "tables": [
            { "name": "申报情况", "caliber": "按受理", "months": ["2026-08", "2026-09", "2026-10"], "chart": { "kind": "stacked", "title": "申报",
              "categories": ["8月", "9月"], "series": [{ "name": "户数", "values": [1, 2] }], "unit": "户" },
              "rows": [{ "name": "申报户数", "values": [12345, 23456, null], "growth": -3.25 }, { "name": "缴费户数", "values": [1, 2, 3], "growth": null }] },
            { "name": "未取得", "caliber": null, "months": null, "chart": null, "rows": null },
        ] },
    })
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().to_string(), text)
        })
        .collect()
}

fn texts(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let range = open(bytes).worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(|c| c.to_string().chars().take(30).collect()).collect()).collect()
}

#[test]
fn a_table_has_its_types_unknowns_and_totals() {
    let made = xlsx(&month(), &data(), &make(Lang::Zh)).unwrap();
    let mut book = open(&made.bytes);
    assert_eq!(book.sheet_names(), ["概况", "遗留问题", "业务数据"]);
    let range = book.worksheet_range("遗留问题").unwrap();
    let row = |n: usize| range.rows().nth(n).unwrap().to_vec();
    assert_eq!(row(0)[0], Data::String("社保费征管系统运维 2026年10月 遗留问题".into()));
    assert_eq!(row(1)[0], Data::String("共 4 项；采购单位：未知".into()));
    assert_eq!(row(3)[5], Data::Float(12.0));
    assert!(row(3)[3].is_datetime(), "{:?}", row(3)[3]);
    assert_eq!(row(3)[3].get_datetime().unwrap().to_ymd_hms_milli(), (2026, 10, 8, 8, 30, 0, 0), "in the zone of the report");
    assert_eq!(row(3)[6], Data::String("未知".into()), "null is no empty cell");
    assert_eq!(row(4)[2], Data::String("=cmd|' /C calc'!A1".into()));
    assert_eq!(row(5)[2], Data::String("红😀".into()));
    let cut = row(6)[2].to_string();
    assert!(cut.chars().count() < 32_767 && cut.contains("已截断"));
    assert_eq!(row(7)[..2], [Data::String("平均、合计".into()), Data::Empty]);
    assert_eq!((&row(7)[4], &row(7)[5]), (&Data::Float(23.5), &Data::Float(1_234_584.0)));
    assert_eq!(made.tally, Tally { controls: 2, cut: 1, rows: 0 });
    assert_eq!(made.tally.notes()[0].to(Lang::Zh), "去掉了 2 处控制字符。");
}

#[test]
fn forms_and_blocks() {
    let made = xlsx(&month(), &data(), &make(Lang::Zh)).unwrap();
    let rows = texts(&made.bytes, "概况");
    let line = |n: usize| format!("{} | {}", rows[n][0], rows[n][1]);
    let form: Vec<String> = (1..8).map(line).collect();
    insta::assert_snapshot!(form.join("\n"), @"
    状态 | 有告警
    可用率 | 0.9995
    巡检次数 | 1234
    可用率目标 | 未知
    要点 | 表空间 SBF_DATA 使用率 97.5%。
    =1+1 不
    期间未过完 | 否
    编制日期 | 46327
    ");
    let rows: Vec<String> = texts(&made.bytes, "业务数据").iter().map(|row| row.join("|")).filter(|row| row != "||||").collect();
    insta::assert_snapshot!(rows.join("\n"), @"
    申报情况（按受理）||||
    指标|2026-08|2026-09|2026-10|环比
    申报户数|12345|23456|未知|-0.0325
    缴费户数|1|2|3|未知
    合计（不含未知 1 格）|12346|23458|3|
    图表数据||||
    名称|户数|||
    8月|1|||
    9月|2|||
    未取得（未知）||||
    未知：没有取得这部分数据。||||
    没有可以画图的数据||||
    ");
}

#[test]
fn one_file_for_one_set_of_data_and_nothing_that_wps_refuses() {
    let properties = [("template".to_owned(), "month 1.0".to_owned())];
    let make = Make { properties: &properties, ..make(Lang::Zh) };
    let bytes = xlsx(&month(), &data(), &make).unwrap().bytes;
    assert_eq!(bytes, xlsx(&month(), &data(), &make).unwrap().bytes);
    assert!(!bytes.windows(4).any(|four| four == b"PK\x06\x06" || four == b"PK\x06\x07"), "ZIP64 does not open in WPS");
    let parts = parts(&bytes);
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("{name}")).1;
    assert!(part("docProps/core.xml").contains("2026-11-01T00:30:00Z"));
    assert!(part("docProps/custom.xml").contains("month 1.0"));
    assert!(part("xl/worksheets/sheet2.xml").contains("<f>SUM(F4:F7)</f><v>1234584</v>"));
    assert!(part("xl/worksheets/sheet2.xml").contains("第 &amp;P 页，共 &amp;N 页"));
    assert!(part("xl/worksheets/sheet2.xml").contains("opsctl &amp;&amp; 月报"));
    assert!(part("xl/worksheets/sheet2.xml").contains("已处理,处理中,待处理,不处理"));
    for (name, xml) in &parts {
        assert!(!xml.contains("_xlfn") && !xml.contains("_x001B_") && !name.contains("chartsheet"), "{name}");
        assert!(!name.starts_with("xl/charts/") || xml.contains("<a:ea typeface=\"宋体\"") && xml.contains("zh-CN"), "{name}");
        assert!(!name.starts_with("xl/charts/chart") || xml.contains("<c:numCache>"), "{name}: a viewer needs the figures");
    }
}

#[test]
fn charts_leave_out_what_is_not_known() {
    let mut data = data();
    data["findings"]["left"][0]["looks"] = Value::Null;
    let bytes = xlsx(&month(), &data, &make(Lang::Zh)).unwrap().bytes;
    let rows: Vec<String> = texts(&bytes, "遗留问题").iter().map(|row| row.join("|")).collect();
    assert!(rows.iter().any(|row| row.starts_with("平均、合计（不含未知 1 格）|")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("空格为未知")), "{rows:#?}");
    let line = parts(&bytes).into_iter().find(|(_, xml)| xml.contains("<c:lineChart>")).unwrap().1;
    assert_eq!(line.matches("<c:ser>").count(), 2);
    assert!(!line.contains("<c:v>0</c:v>"), "no value is no zero");
}

#[test]
fn empty_lists_and_unknown_ones_are_told_apart() {
    let mut data = data();
    data["findings"]["left"] = json!([]);
    data["business"]["tables"] = Value::Null;
    let bytes = xlsx(&month(), &data, &make(Lang::Zh)).unwrap().bytes;
    assert_eq!(texts(&bytes, "遗留问题")[2][0], "本期没有遗留问题。");
    assert_eq!(texts(&bytes, "业务数据")[0][0], "未知：没有取得这部分数据。");
    let english = xlsx(&month(), &data, &make(Lang::En)).unwrap().bytes;
    assert_eq!(texts(&english, "Left over")[2][0], "None.");
}

#[test]
fn long_lists_to_choose_from_go_to_a_hidden_sheet() {
    let mut description = month();
    description.sheets[1].columns[6].list = (0..60).map(|n| format!("处理情况{n}")).collect();
    let bytes = xlsx(&description, &data(), &make(Lang::Zh)).unwrap().bytes;
    let parts = parts(&bytes);
    let part = |name: &str| &parts.iter().find(|(n, _)| n == name).unwrap().1;
    assert!(part("xl/worksheets/sheet2.xml").contains("<formula1>'选项'!$A$1:$A$60</formula1>"));
    assert!(part("xl/workbook.xml").contains("name=\"选项\" sheetId=\"4\" state=\"hidden\""));
    assert_eq!(texts(&bytes, "选项")[59][0], "处理情况59");
}

#[test]
fn large_sheets_are_streamed_and_their_charts_stand_apart() {
    let mut data = data();
    let row = left("预警", "监听日志里有错误", 3);
    data["findings"]["left"] = Value::Array(vec![row; 6_000]);
    let bytes = xlsx(&month(), &data, &make(Lang::Zh)).unwrap().bytes;
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["概况", "遗留问题", "遗留问题 图", "业务数据"]);
    let range = book.worksheet_range("遗留问题").unwrap();
    assert_eq!(range.rows().nth(6_003).unwrap()[5], Data::Float(18_000.0));
    let chart = parts(&bytes).into_iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).find(|(_, xml)| xml.contains("barChart"));
    assert!(chart.unwrap().1.contains("<c:ptCount val=\"1000\"/>"));
}

/// Rows that are made as they are asked for.
struct Counted(u32);

impl Row for Counted {
    fn cell(&self, column: usize) -> Cell<'_> {
        match column {
            0 => Cell::Number(f64::from(self.0)),
            _ => Cell::Text("按月 _x0041_".into()),
        }
    }
}

#[test]
fn streamed_rows_need_no_data() {
    let mut book = Book::new("t", &make(Lang::Zh)).unwrap();
    let columns = [Column { total: Some(Total::Count), ..Column::new("号", Kind::Integer) }, Column::new("文", Kind::Text)];
    book.table("表", &["头".into()], &columns, (0..10_000).map(Counted)).unwrap();
    let mut out = Cursor::new(Vec::new());
    book.finish_into(&mut out).unwrap();
    let range = open(out.get_ref()).worksheet_range("表").unwrap();
    assert_eq!(range.rows().nth(10_001).unwrap()[0], Data::Float(9_999.0));
    assert_eq!(range.rows().nth(10_001).unwrap()[1], Data::String("按月 _x0041_".into()), "no escape of the format");
    assert_eq!(range.rows().nth(10_002).unwrap()[0], Data::Float(10_000.0));
}

/// Rows are streamed under the look of their column, which must be in the cells then and not stay with the column.
#[test]
fn streamed_cells_have_the_look_of_their_column() {
    let mut book = Book::new("t", &make(Lang::Zh)).unwrap();
    let columns = [Column::new("号", Kind::Integer), Column::new("文", Kind::Text)];
    book.table("表", &[], &columns, (0..50).map(Counted)).unwrap();
    let mut out = Cursor::new(Vec::new());
    book.finish_into(&mut out).unwrap();
    let sheet = parts(out.get_ref()).into_iter().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap().1;
    let look = |cell: &str| {
        let (_, rest) = sheet.split_once(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell}: {sheet}"));
        rest.split_once("s=\"").unwrap().1.split('"').next().unwrap().to_owned()
    };
    for column in ["A", "B"] {
        let looks: Vec<String> = (2..=51).map(|row| look(&format!("{column}{row}"))).collect();
        assert!(looks.iter().all(|l| *l == looks[0] && l != "0"), "{looks:?}");
    }
    assert_ne!(look("A2"), look("B2"));
    assert!(!sheet.split_once("<sheetData").unwrap().0.contains("style="), "{sheet}");
}

#[test]
fn the_same_rows_as_csv() {
    let made = csv(&month(), &data(), &make(Lang::Zh), Some(1), Encoding::Utf8).unwrap();
    let text = String::from_utf8(made.bytes).unwrap();
    assert!(text.starts_with("\u{feff}级别,对象,内容,发现时间,持续天数,次数,处理情况\r\n"), "{}", &text[..200]);
    assert!(text.contains("预警,sbf-prod,'=cmd|' /C calc'!A1,2026-10-08 08:30:00,23.5,3,未知\r\n"));
    assert_eq!(made.tally.controls, 2);
    let all = csv(&month(), &data(), &make(Lang::Zh), None, Encoding::Gb18030).unwrap();
    let (text, _, broken) = encoding_rs::GB18030.decode(&all.bytes);
    assert!(
        !broken
            && text.contains(
                "\r\n业务数据\r\n申报情况（按受理）\r\n指标,2026-08,2026-09,2026-10,环比\r\n申报户数,12345,23456,未知,-3.25%\r\n"
            ),
        "{text}"
    );
    let error = csv(&month(), &data(), &make(Lang::Zh), Some(1), Encoding::Gbk).unwrap_err();
    assert!(error.msg.to(Lang::Zh).contains("😀 (U+1F600)"), "{error:?}");
}

/// Writes the sample to a folder, to be looked at.
#[test]
#[ignore = "only for the eye: SAMPLE_DIR=… cargo test --lib look_at_sheet -- --ignored"]
#[expect(clippy::disallowed_methods, reason = "a tool for developers, not a test")]
fn look_at_sheet() {
    let folder = std::env::var("SAMPLE_DIR").map_or_else(|_| std::env::temp_dir(), std::path::PathBuf::from);
    for lang in [Lang::Zh, Lang::En] {
        let mut data = data();
        // LibreOffice takes minutes to lay out a cell of 32,000 characters.
        data["findings"]["left"][3]["says"] = "长".repeat(4_000).into();
        let bytes = xlsx(&month(), &data, &make(lang)).unwrap().bytes;
        std::fs::write(folder.join(format!("month-{}.xlsx", lang.tag())), bytes).unwrap();
    }
}
