//! Row lines of all tools and both languages.

use super::*;

fn told(line: &str) -> String {
    let Some(row) = row(line) else { return "-".into() };
    let owner = row.owner.map(|o| format!("{o}.")).unwrap_or_default();
    let partition = row.partition.map(|p| format!(":{p}")).unwrap_or_default();
    let of = row.of.map(|n| format!("/{n}")).unwrap_or_default();
    let bytes = row.bytes.map(|n| format!(" {n}B")).unwrap_or_default();
    let rows = row.rows.map_or("?".into(), |n| n.to_string());
    let what = if row.what == What::Partition { "partition " } else { "" };
    format!("{what}{owner}{}{partition} {rows}{of}{bytes}", row.table)
}

#[test]
fn original_export_and_import() {
    for (line, expected) in [
        (". . exporting table                            EMP         14 rows exported", "EMP 14"),
        (". . exporting table                            EMP          1 row exported", "EMP 1"),
        (". . exporting table                     TABLE2024", "TABLE2024 ?"),
        (". . exporting partition                         P1         10 rows exported", "partition P1 10"),
        (". . exporting subpartition                  SYS_1          0 rows exported", "partition SYS_1 0"),
        (". . importing table                          \"EMP\"         14 rows imported", "EMP 14"),
        (". . importing partition                 \"T\":\"P1\"         10 rows imported", "partition T:P1\" 10"),
        (". . skipping table \"EMP\"", "EMP ?"),
        (". . 正在导出表                               T导出了           2 行", "T 2"),
        (". . 正在导出表                           T2024导出了          14 行", "T2024 14"),
        (". . 正在导出表  T导出了  2 行", "T 2"),
        (". . 正在导出表                               T         14行被导出", "T 14"),
        (". . 正在导入表                             \"T\"导入了           2 行", "T 2"),
        (". . 正在导入表 \"INNER_NOTIFY\" 4行被导入", "INNER_NOTIFY 4"),
        (". . 正在导出分区                              P1导出了           2 行", "partition P1 2"),
        (". . 正在导出表                               T", "T ?"),
        (". . 正在导出表                            税务登记导出了           7 行", "税务登记 7"),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn data_pump() {
    for (line, expected) in [
        (". . exported \"S\".\"T\"                                  5.445 KB       2 rows", "S.T 2 5575B"),
        (". . exported \"S\".\"T\":\"P\"                          17 MB 571047 rows", "S.T:\"P\" 571047 17825792B"),
        (". . exported \"S\".\"T\":\"P\".\"SP\"     1.5 GB  7 rows in 3 seconds using direct_path", "S.T:\"P\".\"SP\" 7 1610612736B"),
        (". . 导出了 \"S\".\"T\":\"P\"                            0 KB       0 行", "S.T:\"P\" 0 0B"),
        (". . 导入了 \"S\".\"a  b.c\"                            5.445 KB       2 行", "S.a  b.c 2 5575B"),
        (". . imported \"S\".\"T\"                          5.445 KB       4 out of 10 rows", "S.T 4/10 5575B"),
        (". . 导入了 \"S\".\"T\"                           5.445 KB       10 行中的 4 行", "S.T 4/10 5575B"),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn a_line_cut_in_the_middle_has_no_count() {
    let line = ". . exported \"S\".\"T\"       5.445 KB       214 rows";
    for end in 0..line.len() - 1 {
        let cut = row(line.get(..end).unwrap());
        assert!(cut.is_none_or(|row| row.rows == Some(214)), "{end}: {cut:?}");
    }
    for whole in [". . exporting table   EMP   14 rows exported", ". . 正在导出表   T导出了   14 行"] {
        for (end, _) in whole.char_indices() {
            let cut = row(&whole[..end]);
            assert!(cut.is_none_or(|row| row.rows.is_none()), "{end}: {cut:?}");
        }
    }
}

#[test]
fn other_lines_are_not_row_lines() {
    for line in [". exporting views", ". . exporting post-schema procedural objects", ". .", "", ".  estimated \"HR\".\"T\"   64 KB"] {
        assert_eq!(told(line), "-", "{line}");
    }
}

#[test]
fn a_count_on_a_line_of_its_own() {
    assert_eq!(count_alone("      14 rows exported"), Some(14));
    assert_eq!(count_alone(".......  14 rows exported"), Some(14));
    assert_eq!(count_alone("   导出了         140 行"), Some(140));
    assert_eq!((count_alone("EMP 14 rows exported"), count_alone("....")), (None, None));
}
