//! The table of codes, code by code.

use super::*;

/// A Data Pump log with these lines before its end, "completed with errors".
fn with(lines: &str) -> String {
    let text = PUMP_EN.replace("successfully completed at", "completed with 1 error(s) at");
    text.replace("29-APR-25 09:37:42.000: W-1 Master", &format!("{lines}\n29-APR-25 09:37:42.000: W-1 Master"))
}

/// The same for an import.
fn import_with(lines: &str) -> String {
    with(lines)
        .replace("Export: Release", "Import: Release")
        .replace("SYS_EXPORT_SCHEMA", "SYS_IMPORT_SCHEMA")
        .replace("exported", "imported")
}

#[test]
fn data_are_missing_though_the_job_completed() {
    let lost = [
        "EXP-00003",
        "EXP-00008",
        "EXP-00009",
        "EXP-00011",
        "EXP-00056",
        "EXP-00079",
        "EXP-00107",
        "ORA-31693",
        "ORA-02354",
        "ORA-01555",
        "ORA-01578",
        "ORA-08103",
        "ORA-39181",
        "ORA-39095",
        "ORA-39112",
        "ORA-39126",
        "ORA-39183",
        "ORA-39412",
        "ORA-31626",
        "ORA-31633",
        "ORA-39000",
        "ORA-31640",
        "ORA-27037",
        "RMAN-03002",
        "RMAN-03009",
        "ORA-19502",
        "ORA-19504",
        "ORA-19566",
        "ORA-19809",
        "ORA-19870",
        "ORA-27040",
        "ORA-27072",
    ];
    let codes = Codes::builtin().unwrap();
    for code in lost {
        assert_eq!(codes.entry(code).map(|entry| entry.meaning), Some(Meaning::Lost), "{code}");
        assert_eq!(backup(&with(&format!("{code}: x"))), Level::Fail, "{code}");
    }
}

#[test]
fn warnings_and_benign_ones() {
    for code in ["ORA-39082", "IMP-00041", "ORA-39173", "ORA-65432"] {
        assert_eq!(
            (backup(&with(&format!("{code}: x"))), restore(&import_with(&format!("{code}: x")))),
            (Level::Warn, Level::Warn),
            "{code}"
        );
    }
    let judged = judged(&run(&with("ORA-65432: who knows")), Purpose::Backup);
    assert!(judged.findings.iter().any(|finding| finding.reason == Reason::Code(0)), "an unknown code is listed: {judged:?}");
    assert_eq!(Codes::builtin().unwrap().entry("EXP-00091").unwrap().meaning, Meaning::Benign);
    assert_eq!(Codes::builtin().unwrap().entry("ORA-39173").unwrap().meaning, Meaning::Security);
}

#[test]
fn errors_that_are_counted_and_not_shown_are_not_known() {
    let text = PUMP_EN.replace("successfully completed at", "completed with 3 error(s) at");
    assert_eq!(judged(&run(&text), Purpose::Backup).findings[0].reason, Reason::ErrorsNotListed(3));
    assert_eq!(backup(&text), Level::Unknown);
}

#[test]
fn codes_of_restores() {
    for code in ["ORA-39151", "IMP-00015", "IMP-00013", "IMP-00017", "IMP-00031", "IMP-00058"] {
        assert_eq!(restore(&import_with(&format!("{code}: x"))), Level::Fail, "{code}");
    }
    assert_eq!(restore(&import_with("ORA-31684: 对象类型 USER:\"TAX\" 已存在")), Level::Warn);
}

#[test]
fn objects_that_could_not_be_created_by_their_type() {
    for (kind, level) in [
        ("TABLE", Level::Fail),
        ("INDEX", Level::Fail),
        ("CONSTRAINT", Level::Fail),
        ("REF_CONSTRAINT", Level::Fail),
        ("OBJECT_GRANT", Level::Warn),
        ("SYNONYM", Level::Warn),
        ("PUBLIC_SYNONYM", Level::Warn),
        ("INDEX_STATISTICS", Level::Warn),
        ("PROCEDURE", Level::Warn),
    ] {
        for line in [
            format!("ORA-39083: Object type {kind}:\"TAX\".\"X\" failed to create with error:"),
            format!("ORA-39083: 对象类型 {kind} 创建失败, 出现错误:"),
        ] {
            assert_eq!(restore(&import_with(&line)), level, "{line}");
        }
    }
}

#[test]
fn each_object_of_a_code_is_told_once_with_its_count() {
    let line = "ORA-31693: Table data object \"TAX\".\"A\" failed to load/unload and is being skipped due to error:";
    let run = run(&with(&format!("{line}\n{line}\n{}", line.replace("\"A\"", "\"B\""))));
    let told: Vec<_> = run.codes.iter().map(|c| (c.object.as_deref().unwrap(), c.times)).collect();
    assert_eq!(told, [("TAX.A", 2), ("TAX.B", 1)]);
}

#[test]
fn a_site_s_table_comes_first() {
    let site = "[[code]]\ncode = [\"ORA-01555\", \"UDE-*\"]\nmeans = \"benign\"\nsays = { zh-CN = \"已知\", en = \"known\" }";
    let codes = Codes::with_site(site).unwrap();
    let entry = codes.entry("ORA-1555").unwrap();
    assert_eq!((entry.meaning, entry.site, entry.says.en.as_str()), (Meaning::Benign, true, "known"));
    assert_eq!(codes.entry("UDE-00017").unwrap().meaning, Meaning::Benign);
    assert_eq!(judge(&run(&with("ORA-01555: x")), Purpose::Backup, &codes).level, Level::Warn, "it still completed with errors");
}

#[test]
fn a_bad_table_is_told_where_it_is_bad() {
    let why = |text: &str| Codes::with_site(text).unwrap_err().to_string();
    assert_eq!(why("[[code]]\ncode = \"ORA1555\"\nmeans = \"lost\""), "entry 1: `ORA1555` is no code");
    assert!(why("[[code]]\ncode = \"ORA-1\"\nmeans = \"deadly\"").contains("line 3"));
    assert!(why("[[code]]\ncode = \"ORA-1\"\nmeans = \"lost\"\ncolour = 1").contains("colour"));
}

#[test]
fn the_table_speaks_both_languages() {
    let codes = Codes::builtin().unwrap();
    for code in ["EXP-00091", "ORA-06512", "ORA-39083", "IMP-00009"] {
        let says = &codes.entry(code).unwrap().says;
        assert!(!says.zh_cn.is_empty() && !says.en.is_empty() && says.zh_cn.chars().count() <= 40, "{code}");
    }
}
