//! Other vendors print the same words.

use super::*;

const DM: &str = "dexp V8
version: 03134284552
start dexp: SYSDBA/******@127.0.0.1:5236 FILE=/bak/tax.dmp
开始导出模式[tax].....
共导出 90 个TABLE
模式[tax]导出结束.....
整个导出过程共花费    4.032 s

成功终止导出, 没有出现警告
";

#[test]
fn dm_is_not_oracle() {
    let run = run(DM);
    assert_eq!((run.tool, run.end(), run.password_seen), (Tool::Dm, Verdict::Success, None));
    let judged = judged(&run, Purpose::Backup);
    assert_eq!((judged.level, judged.findings[0].reason), (Level::Unknown, Reason::NotOracle(Tool::Dm)));
}

#[test]
fn dm_without_its_banner_is_known_by_its_cost() {
    let text = DM.split_once("开始").unwrap().1;
    assert_eq!(run(text).tool, Tool::Dm);
}

#[test]
fn dm_warns_and_fails_in_its_own_words() {
    let warned = DM.replace("开始导出", "[警告]表[T]没有导出\n开始导出");
    assert_eq!(run(&warned).end(), Verdict::SuccessWithWarnings);
    let failed = DM.replace("开始导出", "dm.jdbc.driver.DMException: 第1 行附近出现错误\n开始导出");
    assert_eq!(run(&failed).end(), Verdict::Failed);
    assert_eq!(run("dimp V8\n").end(), Verdict::Incomplete);
}

#[test]
fn dm_after_oracle_in_one_file() {
    let runs = runs(&format!("{EXP_ZH}{DM}"));
    assert_eq!(runs.iter().map(|run| run.tool).collect::<Vec<_>>(), [Tool::Exp, Tool::Dm]);
}

#[test]
fn others() {
    for (line, tool) in [
        ("sys_dump: 正在转储表 \"public.t\" 的内容", Tool::Kingbase),
        ("sys_restore: error: could not open input file", Tool::Kingbase),
        ("gs_dump[user='a'][localhost][postgres][2024-01-02 03:04:05]: dump database postgres successfully", Tool::OtherVendor),
        ("pg_dump: dumping contents of table \"public.t\"", Tool::OtherVendor),
        ("-- MySQL dump 10.13  Distrib 5.7", Tool::OtherVendor),
    ] {
        let run = run(line);
        assert_eq!((run.tool, run.end()), (tool, Verdict::Unknown(Why::NoLastWords)), "{line}");
        assert_eq!(judged(&run, Purpose::Backup).level, Level::Unknown);
    }
}
