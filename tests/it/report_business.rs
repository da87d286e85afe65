//! Business figures by the site's own SQL over the wire of the laboratory: months beside each other, growth, a chart; and what happens
//! where a question has no answer.

use std::fmt::Write as _;

use crate::env::World;
use crate::lab::own_scenario;
use crate::office::*;

/// Declarations of a year: from month to month more of the one tax, none of the other in August.
fn declarations() -> String {
    let mut csv = String::from("SBRQ,ZSXM,ZFBZ\n");
    for month in 1..=11 {
        for n in 0..month * 4 {
            let _ = writeln!(csv, "2026-{month:02}-{:02} 10:00:00,增值税,N", n % 28 + 1);
        }
        for n in 0..if month == 8 { 0 } else { 10 } {
            let _ = writeln!(csv, "2026-{month:02}-{:02} 10:00:00,个人所得税代扣代缴,{}", n + 1, if n == 0 { "Y" } else { "N" });
        }
    }
    csv
}

const VIEWS: &str = "now: \"2026-11-02 08:00:00\"\nviews:\n  SBZS.SB_SBXX: {columns: [[SBRQ, \"DATE\"], [ZSXM, \"VARCHAR2(60)\"], [ZFBZ, \"VARCHAR2(1)\"]]}\n";

fn question(name: &str, target: &str, sql: &str) -> String {
    format!("-- +++\n-- name = \"{name}\"\n-- caliber = \"按申报日期统计，不含作废\"\n-- target = \"{target}\"\n-- +++\n{sql}\n")
}

/// The office, with one more database, which answers.
fn with_database(port: u16) -> World {
    use std::os::unix::fs::PermissionsExt;
    let world = office();
    settings(&world, "business-dir = \"business\"");
    world.write("pw", "lab\n");
    std::fs::set_permissions(world.path("pw"), PermissionsExt::from_mode(0o600)).unwrap();
    let targets = std::fs::read_to_string(world.path("targets.toml")).unwrap();
    let zs = format!(
        "[target.zs]\nkind = \"oracle\"\naddress = \"127.0.0.1:{port}/SBFPDB\"\nuser = \"lab\"\npassword = {{ file = \"pw\" }}\nconnect-timeout = 5\n"
    );
    world.write("targets.toml", targets + &zs);
    world
}

#[test]
fn figures_come_by_sql_with_months_growth_and_a_chart() {
    let dir = tempfile::tempdir().unwrap();
    let Some(lab) = own_scenario(dir.path(), VIEWS, &[("sbzs.sb_sbxx.csv", declarations())], &[]) else { return };
    let world = with_database(lab.port);
    let sql = "select to_char(sbrq, 'YYYY-MM') as month, zsxm as item, count(*) as value, '户次' as unit\n  from sbzs.sb_sbxx\n \
               where zfbz = 'N' and sbrq >= add_months(trunc(sysdate, 'MM'), -13)\n group by to_char(sbrq, 'YYYY-MM'), zsxm\n order by 1, 2;";
    world.write("business/申报情况.sql", question("申报情况", "zs", sql));
    let data = world.data(&["monthly", "--period", "2026-10"]);
    let table = &data["business"]["tables"][0];
    assert_eq!(table["months"].as_array().unwrap().len(), 10, "January to October: {table}");
    let rows = table["rows"].as_array().unwrap();
    let of = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    assert_eq!((of("增值税")["values"][9].as_f64(), of("增值税")["growth"].as_f64()), (Some(40.0), Some(11.11)), "36 → 40");
    assert_eq!(of("个人所得税代扣代缴")["values"][7], serde_json::Value::Null, "nothing of August is not 0");
    assert_eq!(of("个人所得税代扣代缴")["growth"].as_f64(), Some(0.0));
    assert_eq!(world.data(&["monthly", "--period", "2026-09"])["business"]["tables"][0]["rows"].as_array().unwrap().len(), 2);
    assert_eq!(world.run(&["report", "monthly", "--period", "2026-10", "-o", "out"]).code, 0);
    let bytes = world.bytes("out/月度运维报告_2026-10.docx");
    let text = docx_text(&bytes);
    for words in [
        "申报情况（本期）",
        "申报情况（历史月份）",
        "11.11%",
        "口径：按申报日期统计，不含作废",
        "申报情况.sql sha256:",
        "@zs",
        "未知",
        "没有申报以外的业务数据",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let charts: Vec<String> = parts(&bytes)
        .into_iter()
        .filter(|(name, _)| name.starts_with("word/charts/chart") && !name.contains("_rels"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    assert!(charts.iter().any(|chart| chart.contains("个人所得税代扣代缴") && chart.contains("户次")), "a native chart with its unit");
    let book = xlsx_text(&world.bytes("out/月度运维报告_2026-10.xlsx"));
    assert!(book["业务数据"].contains("2026-01") && book["业务数据"].contains("增值税"), "{}", book["业务数据"]);
}

#[test]
fn a_question_without_an_answer_is_said_and_the_report_is_made() {
    let dir = tempfile::tempdir().unwrap();
    let Some(lab) = own_scenario(dir.path(), VIEWS, &[("sbzs.sb_sbxx.csv", declarations())], &[]) else { return };
    let world = with_database(lab.port);
    let any = "select '2026-10' as month, '增值税' as item, 1 as value, '户次' as unit from dual";
    for (name, target, sql) in [
        ("错误的语句", "zs", "select month, item, value from sbzs.no_such_table"),
        ("没有的库", "zss", any),
        ("连不上的库", "db001", any),
        ("是主机", "host001", any),
        (
            "没有行",
            "zs",
            "select to_char(sbrq, 'YYYY-MM') as month, zsxm as item, 1 as value, '户次' as unit from sbzs.sb_sbxx where zfbz = 'X'",
        ),
        ("不是月份", "zs", "select '十月' as month, '增值税' as item, 1 as value, '户次' as unit from dual"),
        ("列太少", "zs", "select '2026-10' as month from dual"),
        ("好的", "zs", any),
    ] {
        world.write(&format!("business/{name}.sql"), question(name, target, sql));
    }
    let output = world.run(&["report", "monthly", "--period", "2026-10", "-o", "out"]);
    assert_eq!(output.code, 0, "{output:?}");
    let text = docx_text(&world.bytes("out/月度运维报告_2026-10.docx"));
    for words in [
        "错误的语句：没有从 zs 取到业务数据（ORA-00942",
        "没有的库：",
        "连不上的库：",
        "是主机：",
        "没有行：没有从 zs 取到业务数据（查询没有返回任何一行）",
        "不是月份：",
        "列太少：",
        "好的（本期）",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for name in ["错误的语句", "没有的库", "连不上的库", "是主机", "没有行", "不是月份", "列太少"] {
        assert!(output.err.contains(name), "{name} is told to whoever makes the report: {}", output.err);
        assert!(!text.contains(&format!("{name}（本期）")), "no table without figures: {name}");
    }
    assert!(output.err.contains("zss") && !text.contains("错误："), "{}", output.err);
    assert!(text.contains("没有取到的业务数据："), "and it stands on the first page");
}
