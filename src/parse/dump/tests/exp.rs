//! Dumps of `exp` that are as they should be.

use super::{Slow, Sparse};
use crate::parse::dump::exp::{Cut, Doubt, Head, Kind, Owner, Report, Rows, Table, Uncounted, Whole, tables, whole};
use crate::parse::dump::make::Exp;

fn read(bytes: &[u8]) -> (Whole, Report) {
    let head = Head::parse(&bytes[..bytes.len().min(4096)]).unwrap();
    (whole(&bytes, &head).unwrap(), tables(&bytes, &head).unwrap())
}

fn rows(report: &Report) -> Vec<(&str, Rows)> {
    report.tables.iter().map(|t| (t.name.as_str(), t.rows)).collect()
}

#[test]
fn rows_of_both_paths_are_counted_exactly() {
    for direct in [false, true] {
        let dump = Exp { direct, ..Exp::default() }.table("EMP", 14).table("空表", 0).table("ZIPCODE", 51_925).bytes();
        let (whole, report) = read(&dump);
        assert_eq!(rows(&report), [("EMP", Rows::Counted(14)), ("空表", Rows::Counted(0)), ("ZIPCODE", Rows::Counted(51_925))]);
        assert!(matches!(whole, Whole::Whole { exit_at, no_table: false } if Some(exit_at) == report.exit_at));
        let emp = &report.tables[0];
        assert_eq!((emp.columns, emp.charset, emp.sections), (3, Some(873), 1), "rows are in the database's character set");
        assert_eq!(&dump[usize::try_from(emp.at).unwrap()..][..17], b"INSERT INTO \"EMP\"");
        assert_eq!((report.searched, report.left_out), (0, 0));
    }
}

#[test]
fn partitions_are_one_table_and_a_table_without_rows_is_not_an_empty_one() {
    let (_, report) = read(&Exp::default().partitions("SALES", &[3, 0, 4]).create("ONLY_DDL").bytes());
    assert_eq!(rows(&report), [("SALES", Rows::Counted(7)), ("ONLY_DDL", Rows::NoSection)]);
    assert_eq!((report.tables[0].sections, report.tables[1].sections), (3, 0));
}

#[test]
fn what_is_not_counted_says_why_and_what_follows_is() {
    let dump = Exp::default()
        .unreadable("DOC", 112)
        .table("EMP", 2)
        .unreadable("OLD", 8)
        .unreadable("OBJ", 121)
        .unreadable("NEW", 250)
        .table("DEPT", 1);
    let (_, report) = read(&dump.bytes());
    let counted: Vec<_> = rows(&report);
    assert_eq!(counted[..2], [("DOC", Rows::NotCounted(Uncounted::Lob)), ("EMP", Rows::Counted(2))]);
    assert_eq!(counted[2..4], [("OLD", Rows::NotCounted(Uncounted::Long)), ("OBJ", Rows::NotCounted(Uncounted::Type(121)))]);
    assert!(matches!(counted[4], ("NEW", Rows::NotCounted(Uncounted::Grammar { .. }))));
    assert_eq!(counted[5], ("DEPT", Rows::Counted(1)));
    assert!(report.searched > 0 && report.exit_at.is_some());
}

#[test]
fn owners_are_those_that_connect_lines_name() {
    let owners = |user| {
        let dump = Exp { user, ..Exp::default() }.table("A", 1).text("CONNECT HR").table("A", 2).text("CONNECT 征管").table("A", 3);
        let (_, report) = read(&dump.bytes());
        report.tables.into_iter().map(|Table { owner, rows, .. }| (owner, rows)).collect::<Vec<_>>()
    };
    let connect = |name: &str| Owner::Connect(name.to_owned());
    let rest = [(connect("HR"), Rows::Counted(2)), (connect("征管"), Rows::Counted(3))];
    assert_eq!(owners("USCOTT"), [&[(Owner::Exporter("SCOTT".into()), Rows::Counted(1))], &rest[..]].concat());
    assert_eq!(owners("DSYSTEM"), [&[(Owner::Unknown, Rows::Counted(1))], &rest[..]].concat());
}

#[test]
fn texts_of_procedures_and_comments_are_no_tables() {
    let trap =
        "begin\nCONNECT HR\nTABLE \"EMP\"\nCREATE TABLE \"FAKE\" (\"A\" DATE)\nINSERT INTO \"EMP\" (\"A\") VALUES (:1)\nEXIT\nEXIT\n";
    let long = trap.repeat(1000);
    let dump = Exp::default()
        .table("EMP", 2)
        .text("CREATE VIEW \"V\" (\"A\") AS ")
        .source(trap)
        .text("CREATE PROCEDURE \"P\" AS ")
        .source(&long)
        .text("CREATE UNIQUE INDEX \"PK\" ON \"EMP\" (\"C1\" )\nGRANT SELECT ON \"EMP\" TO \"HR\"");
    let (_, report) = read(&dump.table("DEPT", 1).bytes());
    assert_eq!(rows(&report), [("EMP", Rows::Counted(2)), ("DEPT", Rows::Counted(1))]);
    assert!(report.tables.iter().all(|t| t.owner == Owner::Exporter("SCOTT".into())));
    let kinds: Vec<_> = report.kinds.into_iter().collect();
    assert_eq!(kinds, [(Kind::Grant, 1), (Kind::Index, 1), (Kind::Procedure, 1), (Kind::View, 1)]);
    // Where it stands as lines, an INSERT of another table or without a description of columns is not taken for rows either.
    let (_, report) = read(&Exp::default().table("EMP", 2).text("INSERT INTO \"LOG\" (\"A\") VALUES (:1)").table("DEPT", 1).bytes());
    assert_eq!(rows(&report), [("EMP", Rows::Counted(2)), ("DEPT", Rows::Counted(1))]);
}

#[test]
fn a_comment_is_passed_over_by_its_length() {
    let text = "'CREATE TABLE\nCREATE TABLE \"FAKE\" (\"A\" DATE)\n'";
    let mut dump = Exp::default().table("EMP", 1).text("COMMENT ON TABLE \"EMP\" IS ");
    dump.body.extend([u8::try_from(text.len()).unwrap(), 0]);
    let (_, report) = read(&dump.text(text).table("DEPT", 1).bytes());
    assert_eq!(rows(&report), [("EMP", Rows::Counted(1)), ("DEPT", Rows::Counted(1))]);
    assert_eq!(report.kinds.get(&Kind::Comment), Some(&1));
}

#[test]
fn an_export_of_nothing_is_whole_and_is_known() {
    let dump = Exp { body: vec![b'\n'; 1800], ..Exp::default() }.bytes();
    assert_eq!(dump.len(), 4096);
    let (whole, report) = read(&dump);
    assert!(matches!(whole, Whole::Whole { no_table: true, .. }));
    assert!(report.tables.is_empty());
}

#[test]
fn a_file_that_gives_little_at_a_time_reads_the_same() {
    let dump = Exp::default().table("EMP", 500).unreadable("DOC", 112).table("DEPT", 4).bytes();
    let (whole_fast, fast) = read(&dump);
    for size in [1, 7, 4096] {
        let slow = Slow(&dump, size);
        let head = Head::read(&slow).unwrap().unwrap();
        assert_eq!((whole(&slow, &head).unwrap(), tables(&slow, &head).unwrap()), (whole_fast, fast.clone()));
    }
}

#[test]
fn more_tables_than_are_listed_are_counted() {
    let lines: String = (0..100_003).map(|n| format!("CREATE TABLE \"T{n}\" (\"A\" DATE)\n")).collect();
    let (_, report) = read(&Exp::default().text(&lines).bytes());
    assert_eq!((report.tables.len(), report.left_out), (100_000, 3));
}

#[test]
fn ends_that_prove_nothing_are_doubts() {
    let dump = Exp::default().table("EMP", 500).bytes();
    let head = Head::parse(&dump).unwrap();
    let piece = &dump[..4096];
    assert!(matches!(whole(&piece, &head).unwrap(), Whole::Unknown(Doubt::NoExit { .. })), "a piece of a set, or cut at a record");
    let padded = [&dump[..], &[0; 2048]].concat();
    assert!(matches!(whole(&padded, &head).unwrap(), Whole::Unknown(Doubt::LongPadding { .. })));
}

#[test]
fn five_gigabytes_are_judged_by_their_ends() {
    let dump = Exp::default().table("EMP", 500).bytes();
    let head = Head::parse(&dump).unwrap();
    let length = 5 << 30;
    let sparse = Sparse::new(&dump[..4096], &dump[dump.len() - 4096..], length);
    let Whole::Whole { exit_at, .. } = whole(&sparse, &head).unwrap() else { panic!("whole") };
    assert!(exit_at > 4 << 30);
    let zeroed = Sparse::new(&dump[..4096], b"", length);
    assert_eq!(whole(&zeroed, &head).unwrap(), Whole::Cut(Cut::ZeroedTail { from: length - (64 << 20) }));
    for file in [sparse, zeroed] {
        assert!(file.read.into_inner() <= 64 << 20);
    }
}
