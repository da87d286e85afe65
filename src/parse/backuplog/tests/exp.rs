//! `exp` and `imp` as they should be.

use super::*;

#[test]
fn an_export_in_english() {
    let run = run(EXP_EN);
    assert_eq!((run.tool, run.language, run.version.as_deref()), (Tool::Exp, Some(Language::English), Some("11.2.0.4.0")));
    assert_eq!((run.beginning, run.end(), run.connected), (Beginning::Banner, Verdict::Success, true));
    assert_eq!((at(run.started), at(run.ended)), ("2025-03-03T01:00:02".into(), "-".into()));
    assert_eq!((run.mode, run.path), (Some(Mode::Schemas), Some(Path::Conventional)));
    assert_eq!(rows(&run), ["TAX.DJ_NSRXX 1204", "TAX.SB_CWBB:P2023 10", "TAX.SB_CWBB:P2024 20", "TAX.RK_JKS 0"]);
    let charsets = &run.charsets;
    assert_eq!((charsets.client.as_deref(), charsets.server.as_deref()), (Some("ZHS16GBK"), Some("AL32UTF8")));
    assert_eq!((charsets.national.as_deref(), charsets.conversion), (Some("AL16UTF16"), true));
    let evidence = run.evidence.as_ref().unwrap();
    assert_eq!((evidence.line, evidence.text.as_str()), (23, "Export terminated successfully without warnings."));
    assert_eq!(EXP_EN.get(usize::try_from(evidence.at).unwrap()..).unwrap().lines().next().unwrap(), evidence.text);
    assert!(run.codes.is_empty() && !run.exported_nothing && run.strange_lines == 0);
    assert_eq!(judged(&run, Purpose::Backup), Judged { level: Level::Pass, findings: vec![] });
}

#[test]
fn the_same_in_chinese() {
    let (zh, en) = (run(EXP_ZH), run(EXP_EN));
    assert_eq!(zh.language, Some(Language::Chinese));
    assert_eq!((zh.tool, zh.end(), zh.mode, zh.path, zh.started), (en.tool, en.end(), en.mode, en.path, en.started));
    assert_eq!(rows(&zh), rows(&en));
    assert_eq!(
        (zh.charsets.client, zh.charsets.server, zh.charsets.national),
        (en.charsets.client, en.charsets.server, en.charsets.national)
    );
    assert_eq!((zh.strange_lines, backup(EXP_ZH)), (0, Level::Pass));
}

#[test]
fn full_width_punctuation_as_of_8i() {
    for end in ["成功终止导出，没有出现警告。", "在没有警告的情况下成功终止导出。"] {
        assert_eq!(backup(&EXP_ZH.replace("成功终止导出, 没有出现警告。", end)), Level::Pass, "{end}");
    }
}

#[test]
fn the_direct_path() {
    let en = run(&EXP_EN.replace("Conventional", "Direct"));
    let zh = run(&EXP_ZH.replace("常规路径", "直接路径"));
    assert_eq!((en.path, zh.path), (Some(Path::Direct), Some(Path::Direct)));
}

#[test]
fn a_log_file_of_exp_has_no_banner() {
    let text = EXP_ZH.split_once("\n\n\n").unwrap().1;
    let run = run(text);
    assert_eq!((run.tool, run.beginning, run.started), (Tool::Exp, Beginning::Connection, None));
    assert_eq!(backup(text), Level::Pass);
}

#[test]
fn tables_add_their_partitions_up() {
    let run = run(EXP_ZH);
    let sums: Vec<_> = by_table(&run).into_iter().map(|s| (s.table.to_string(), s.partitions, s.rows)).collect();
    assert_eq!(sums, [("DJ_NSRXX".into(), 0, Some(1204)), ("SB_CWBB".into(), 2, Some(30)), ("RK_JKS".into(), 0, Some(0))]);
    assert_eq!(total(&run), Some(1234));
}

const IMP_ZH: &str = "
Import: Release 11.2.0.1.0 - Production on 星期五 3月 20 13:47:01 2015

Copyright (c) 1982, 2009, Oracle and/or its affiliates.  All rights reserved.


连接到: Oracle Database 11g Enterprise Edition Release 11.2.0.1.0 - 64bit Production

经由常规路径由 EXPORT:V11.02.00 创建的导出文件

警告: 这些对象由 TRAIN 导出, 而不是当前用户

已经完成 ZHS16GBK 字符集和 AL16UTF16 NCHAR 字符集中的导入
导出客户机使用 AL32UTF8 字符集 (可能的字符集转换)
. 正在将 TAX 的对象导入到 TAX_T
. . 正在导入表                             \"T\"导入了           2 行
. . 正在导入分区                     \"SB\":\"P1\"导入了           3 行
. . 正在导入表                          \"city\"导入了           2 行
成功终止导入, 没有出现警告。
";

#[test]
fn an_import_in_chinese() {
    let run = run(IMP_ZH);
    assert_eq!((run.tool, run.end(), run.path), (Tool::Imp, Verdict::Success, Some(Path::Conventional)));
    assert_eq!(rows(&run), ["TAX_T.T 2", "TAX_T.SB:P1 3", "TAX_T.city 2"]);
    assert_eq!((run.charsets.client.as_deref(), run.charsets.exporter.as_deref()), (Some("ZHS16GBK"), Some("AL32UTF8")));
    assert_eq!((restore(IMP_ZH), backup(IMP_ZH)), (Level::Pass, Level::Unknown), "an import proves no backup");
}

#[test]
fn an_import_in_english_of_8i_and_11g() {
    let run = run("
Import: Release 11.2.0.1.0 - Production on Fri Mar 20 13:47:01 2015
Connected to: Oracle Database 11g Release 11.2.0.1.0
Export file created by EXPORT:V11.02.00 via direct path
import done in ZHS16GBK character set and AL16UTF16 NCHAR character set
export server uses UTF8 NCHAR character set (possible ncharset conversion)
. importing TAX's objects into TAX_T
. . importing table                            \"EMP\"         14 rows imported
About to enable constraints...
Import terminated successfully without warnings.
");
    assert_eq!((run.tool, run.path, run.charsets.client.as_deref()), (Tool::Imp, Some(Path::Direct), Some("ZHS16GBK")));
    assert_eq!((rows(&run), run.charsets.server.clone(), run.strange_lines), (vec!["TAX_T.EMP 14".into()], None, 0));
    assert_eq!(
        restore(
            "导入文件\n经由常规路径导出由EXPORT:V08.01.07创建的文件\n已经完成ZHS16GBK字符集和ZHS16GBK NCHAR 字符集中的导入\n. 正在将A的对象导入到 B\n. . 正在导入表 \"N\" 4行被导入\n成功终止导入，没有出现警告。"
        ),
        Level::Unknown,
        "the head is missing"
    );
}

#[test]
fn feedback_dots_do_not_part_a_table_from_its_count() {
    let run = run(&EXP_EN.replace(
        "DJ_NSRXX       1204 rows exported",
        "DJ_NSRXX\n.........\n                                                       1204 rows exported",
    ));
    assert_eq!(rows(&run).first().unwrap(), "TAX.DJ_NSRXX 1204");
    assert_eq!(run.strange_lines, 0);
}
