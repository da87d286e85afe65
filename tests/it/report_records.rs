//! What a site keeps as csv: tickets, releases, backups, business figures; right, wrong and missing.

use crate::env::World;
use crate::office::*;

const TICKETS: &str = "编号,标题,类别,级别,模块,状态,登记时间,关闭时间,期限,责任人\n\
    WT1,登录慢,程序问题,3级,申报,已关闭,2026-10-02 09:00,2026-10-03 10:00,2026-10-05 18:00,张三\n\
    WT2,打印错位,操作问题,4级,发票,已关闭,2026-10-08 09:00,2026-10-20 10:00,2026-10-11 18:00,李四\n\
    WT3,查询报错,程序问题,2级,查询,处理中,2026-10-30 09:00,,2026-11-02 18:00,李四\n\
    WT4,上月的,数据问题,3级,征收,已关闭,2026-09-01 09:00,2026-09-02 10:00,2026-09-05 18:00,张三\n\
    WT5,上月遗留,数据问题,3级,征收,已关闭,2026-09-28 09:00,2026-10-02 10:00,2026-10-01 18:00,张三\n\
    WT6,下月的,需求,5级,征收,处理中,2026-11-02 09:00,,2026-11-05 18:00,张三\n";

fn with_records() -> World {
    let world = office();
    settings(&world, "records-dir = \"records\"\nbusiness-dir = \"business\"");
    world.write("records/tickets.csv", TICKETS);
    world.write("records/releases.csv", "编号,系统,内容,时间,执行人,审批,结果\nFB1,申报,补丁 3.1,2026-10-09 20:30,李四,已批,成功\nFB2,申报,补丁 3.2,2026-10-16 20:30,李四,已批,已回退\nFB3,申报,上月,2026-09-16 20:30,李四,已批,成功\n");
    world.write(
        "records/backups.csv",
        "备份集,应有数,成功数,失败数,缺失数,最近,大小,恢复测试\n全备,31,30,1,0,2026-10-31 03:10,\"204,800\",2026-10-15 通过\n",
    );
    world.write("business/申报情况.csv", "月份,项目,数值,单位,口径\n2026-09,增值税申报,\"100,000\",户次,不含作废\n2026年10月,增值税申报,125000,户次,不含作废\n202611,增值税申报,9,户次,不含作废\n");
    world
}

#[test]
fn records_are_counted_for_the_period_and_said_in_their_chapters() {
    let world = with_records();
    let data = world.data(&["monthly"]);
    let counts: Vec<i64> = ["opened", "closed", "left", "overdue"].iter().map(|key| data["tickets"][key].as_i64().unwrap()).collect();
    assert_eq!(counts, [3, 3, 1, 2], "{}", data["tickets"]);
    let ids: Vec<&str> = data["tickets"]["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["WT5", "WT1", "WT2", "WT3"], "open at some time of the month");
    assert_eq!(
        (data["releases"]["total"].as_i64(), data["releases"]["ok"].as_i64(), data["releases"]["back"].as_i64()),
        (Some(2), Some(1), Some(1))
    );
    let table = &data["business"]["tables"][0];
    assert_eq!(
        (table["months"].to_string(), table["rows"][0]["growth"].as_f64()),
        ("[\"2026-09\",\"2026-10\"]".into(), Some(25.0)),
        "{table}"
    );
    assert_eq!(world.run(&["report", "monthly", "-o", "out"]).code, 0);
    let text = docx_text(&world.bytes("out/月度运维报告_2026-10.docx"));
    for words in [
        "本期登记工单 3 件，关闭 3 件，期末未关闭 1 件，超过时限 2 件。",
        "本期版本、补丁发布 2 次，成功 1 次，回退 1 次。",
        "应有备份 31 份，验证通过 30 份，不通过 1 份，缺失 0 份",
        "打印错位",
        "上月遗留",
        "125,000",
        "25.00%",
        "不含作废",
        "申报情况.csv sha256:",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("下月的") && !text.contains("WT4"), "{text}");
    let book = xlsx_text(&world.bytes("out/月度运维报告_2026-10.xlsx"));
    assert_eq!(book["工单"].lines().filter(|row| row.starts_with("WT")).count(), 4, "{}", book["工单"]);
    assert!(book["备份"].contains("204800"), "{}", book["备份"]);
    assert!(book["业务数据"].contains("2026-10") && book["业务数据"].contains("125000"), "{}", book["业务数据"]);
}

#[test]
fn what_is_missing_is_said_in_its_chapter() {
    let world = office();
    settings(&world, "records-dir = \"records\"");
    world.write("records/readme.txt", "");
    let data = world.data(&["monthly"]);
    assert_eq!((data["tickets"]["known"].as_bool(), data["tickets"]["opened"].as_i64()), (Some(false), None), "not counted is not none");
    assert_eq!(world.run(&["report", "monthly", "-o", "m.docx"]).code, 0);
    let text = docx_text(&world.bytes("m.docx"));
    for words in ["没有 tickets.csv，本章未统计", "没有 releases.csv，本章未统计", "没有 backups.csv，本章未统计", "没有业务数据"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("登记工单 0") && !text.contains("发布 0 次"), "{text}");
}

#[test]
fn wrong_records_are_refused_with_every_line() {
    let world = with_records();
    world.write("records/backups.csv", "备份集,应有数,最近\n全备,三十一,2026-10-31\n增量,31,昨天\n");
    world.write("records/tickets.csv", "编号,登记时间\nWT1,2026-10-32\n");
    world.write("records/releases.csv", "甲,乙\n1,2\n");
    world.write("business/申报情况.csv", "月份,项目,数值\n2026-10,申报,很多\n十月,申报,1\n");
    let output = world.run(&["report", "monthly", "-o", "out"]);
    assert_eq!((output.code, world.files("out").len()), (3, 0), "{output:?}");
    for words in [
        "backups.csv:2",
        "`三十一`",
        "backups.csv:3",
        "`昨天`",
        "tickets.csv:2",
        "2026-10-32",
        "releases.csv:1",
        "申报情况.csv:2",
        "`很多`",
        "申报情况.csv:3",
        "`十月`",
    ] {
        assert!(output.err.contains(words), "{words}: {}", output.err);
    }
    // An inspection record has none of these, and is made.
    assert_eq!(world.run(&["report", "daily", "-o", "daily"]).code, 0);
    settings(&world, "records-dir = \"no-such-folder\"\nbusiness-dir = \"no-such-folder\"");
    let output = world.run(&["report", "monthly", "-o", "out"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.err.contains("no-such-folder"), "{}", output.err);
}

#[test]
fn a_business_question_whose_database_does_not_answer_is_said_in_the_chapter() {
    let world = office();
    settings(&world, "business-dir = \"business\"");
    world.write(
        "business/入库.sql",
        "-- +++\n-- name = \"入库情况\"\n-- caliber = \"按入库日期\"\n-- target = \"db009\"\n-- +++\nselect m, i, v, u from t\n",
    );
    let output = world.run(&["report", "monthly", "-o", "m.docx"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert!(output.err.contains("入库情况") && output.err.contains("db009"), "{}", output.err);
    let data = world.data(&["monthly"]);
    assert!(data["business"]["note"].as_str().unwrap().contains("入库情况"), "{}", data["business"]);
    let text = docx_text(&world.bytes("m.docx"));
    assert!(text.contains("入库情况：") && text.contains("db009"), "the reader of the report is told: {text}");
    world.write("business/入库.sql", "-- +++\n-- name = \"入库情况\"\n-- target = \"db001\"\n-- +++\ndelete from t\n");
    assert_eq!(world.run(&["report", "monthly", "-o", "n.docx"]).code, 3);
}
