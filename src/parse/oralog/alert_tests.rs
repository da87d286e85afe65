// Samples of alert logs → the events they must give. Reads as the specification of the counting.

use super::*;
use crate::parse::oralog::log_event::LogEvent;
use crate::parse::oralog::log_skim::LogParser;
use crate::parse::oralog::log_skim::testing::{check_cuts, events, keys};

fn read(text: impl AsRef<[u8]>) -> Vec<LogEvent> {
    events(&mut parser(&LogRules::builtin().unwrap()), text.as_ref(), 1 << 30)
}

fn told(text: impl AsRef<[u8]>) -> Vec<String> {
    keys(&mut parser(&LogRules::builtin().unwrap()), text)
}

/// 11.2: time stamps of their own form, all of one second in one record.
const OLD: &str = "\
tail of a record that began before this file\n\
ORA-00060: deadlock detected while waiting for resource\n\
Thu Jun 06 00:00:02 2019\n\
Thread 1 advanced to log sequence 88421 (LGWR switch)\n\
  Current log# 3 seq# 88421 mem# 0: /u01/oradata/tax/redo03.log\n\
Thu Jun 06 00:10:00 2019\n\
Errors in file /u01/diag/rdbms/tax/tax/trace/tax_ora_4242.trc  (incident=123):\n\
ORA-00600: internal error code, arguments: [kdsgrp1], [], [], [], []\n\
Incident details in: /u01/diag/incident/incdir_123/tax_ora_4242_i123.trc\n\
Thu Jun 06 00:11:00 2019\n\
ORA-1652: unable to extend temp segment by 128 in tablespace                 TEMP \n\
ORA-1652: unable to extend temp segment by 128 in tablespace                 TEMP \n\
ORA-01555 caused by SQL statement below (SQL ID: 9a8b, Query Duration=7214 sec, SCN: 0x0000.1):\n\
SELECT * FROM dj_nsrxx\n\
ORA-000060: Deadlock detected. More info in file /u01/tax_ora_77.trc.\n";

#[test]
fn an_old_log() {
    assert_eq!(
        told(OLD),
        [
            "ORA-00060 | Abnormal",
            "ORA-00600 [kdsgrp1] | Urgent",
            "ORA-01652 [TEMP] | Abnormal",
            "ORA-01555 | Abnormal",
            "ORA-00060 | Abnormal",
        ]
    );
    let events = read(OLD);
    assert_eq!(events[0].time, None, "nobody knows when that was");
    let internal = &events[1];
    assert_eq!(internal.time.as_ref().unwrap().to_string(), "2019-06-06T00:10:00");
    assert_eq!(internal.text, "ORA-00600: internal error code, arguments: [kdsgrp1], [], [], [], []");
    assert!(internal.context[0].starts_with("Errors in file") && internal.context[2].starts_with("Incident"));
    assert_eq!(internal.offset, OLD.find("ORA-00600").unwrap() as u64);
}

/// 19c after an upgrade: new stamps follow old ones; a pluggable database; Windows line ends.
const NEW: &str = "\
Sat Apr 13 04:00:00 2024\r\n\
Starting ORACLE instance (normal)\r\n\
2024-04-13T04:21:31.131104+08:00\r\n\
TAXPDB(3):Errors in file /u01/diag/rdbms/tax/tax/trace/tax_j000_99.trc:\r\n\
TAXPDB(3):ORA-12012: error on auto execute of job \"SYS\".\"ORA$AT_OS_OPT_SY_1\"\r\n\
TAXPDB(3):ORA-20001: Statistics Advisor: Invalid task name for the current user\r\n\
TAXPDB(3):ORA-06512: at \"SYS.DBMS_STATS\", line 47207\r\n\
TAXPDB(3):ORA-06512: at \"SYS.DBMS_STATS_ADVISOR\", line 882\r\n\
2024-04-13T04:21:32.131104+08:00\r\n\
TAXPDB(3):ORA-1653: unable to extend table SWZJ.DJ_NSRXX by 8192 in tablespace TS_SWZJ [TAXPDB]\r\n\
2024-04-13T04:21:33.131104+08:00\r\n\
ORA-04031: unable to allocate 4160 bytes of shared memory (\"shared pool\",\"unknown object\",\"sga heap(1,0)\",\"\tmodification \")\r\n";

#[test]
fn a_new_log_with_a_pluggable_database() {
    assert_eq!(
        told(NEW),
        ["Starting ORACLE instance | Note", "TAXPDB/ORA-20001 | Abnormal", "TAXPDB/ORA-01653 [TS_SWZJ] | Abnormal", "ORA-04031 | Abnormal",]
    );
    let events = read(NEW);
    assert_eq!(events[1].con_name.as_deref(), Some("TAXPDB"));
    assert_eq!(events[1].time.as_ref().unwrap().offset.as_deref(), Some("+08:00"));
    assert_eq!(events[1].context.len(), 5, "{:?}", events[1].context);
    assert!(events[1].text.starts_with("ORA-20001: Statistics Advisor"), "the wrapper does not name it");
}

const HEAD: &str = "2024-04-13T04:21:31.131104+08:00\n";

#[test]
fn wrappers_leave_the_name_to_the_cause() {
    let one = |lines: &str| told(format!("{HEAD}Errors in file /u01/x.trc:\n{lines}"));
    assert_eq!(
        one(
            "ORA-00604: error occurred at recursive SQL level 1\nORA-04088: error during execution of trigger 'A.B'\nORA-01403: no data found\nORA-06512: at \"A.B\", line 3\n"
        ),
        ["ORA-01403 | Abnormal"]
    );
    // Nothing but wrappers: the first one names it.
    assert_eq!(
        one(
            "ORA-12012: error on auto execute of job 1\nORA-06510: PL/SQL: unhandled user-defined exception\nORA-06512: at \"A.B\", line 3\n"
        ),
        ["ORA-12012 | Abnormal"]
    );
    // A message of several lines does not tear its stack apart.
    assert_eq!(
        one("ORA-20001: first line\nsecond line\nORA-06512: at \"A.B\", line 3\nORA-04088: error during execution of trigger\n"),
        ["ORA-20001 | Abnormal"]
    );
    // A failed job stays a failed job even if the cause alone would be a note.
    assert_eq!(one("ORA-12012: error on auto execute of job 1\nORA-00028: your session has been killed\n"), ["ORA-00028 | Abnormal"]);
    assert_eq!(one("ORA-00604: error occurred at recursive SQL level 1\nORA-00028: your session has been killed\n"), ["ORA-00028 | Note"]);
    // The worst line of a stack decides.
    assert_eq!(one("ORA-19502: write error on file \"x\"\nORA-27072: File I/O error\n"), ["ORA-19502 | Urgent"]);
    assert_eq!(
        one("ORA-01578: ORACLE data block corrupted (file # 5, block # 12)\nORA-01110: data file 5: '/u01/x.dbf'\n"),
        ["ORA-01578 | Urgent"]
    );
}

#[test]
fn what_a_record_repeats_is_counted_once() {
    let text = format!(
        "{HEAD}ORACLE Instance tax - Archival Error\nORA-16038: log 1 sequence# 88 cannot be archived\nORA-19809: limit exceeded for recovery files\nORA-00312: online log 1 thread 1: '/u01/redo01.log'\nErrors in file /u01/tax_arc1_1.trc:\nORA-16038: log 1 sequence# 88 cannot be archived\nORA-19809: limit exceeded for recovery files\n"
    );
    assert_eq!(told(text), ["ORA-16038 | Urgent"]);
    let text = format!(
        "{HEAD}ORA-00210: cannot open the specified control file\nORA-00202: control file: '/u01/c.ctl'\nORA-27037: unable to obtain file status\nLinux-x86_64 Error: 2: No such file or directory\nORA-205 signalled during: ALTER DATABASE MOUNT...\n"
    );
    assert_eq!(told(text), ["ORA-00210 | Urgent"]);
    let text = format!(
        "{HEAD}Thread 1 cannot allocate new log, sequence 88422\nCheckpoint not complete\n  Current log# 3 seq# 88421 mem# 0: /u01/redo03.log\n"
    );
    assert_eq!(told(text), ["Checkpoint not complete | Urgent"]);
}

#[test]
fn sentences_without_a_code() {
    let one = |line: &str| told(format!("{HEAD}{line}\n"));
    for (line, key) in [
        ("Instance terminated by PMON, pid = 4711", "Instance terminated by | Urgent"),
        ("ARCH: Archival stopped, error occurred. Will continue retrying", "Archival stopped, error | Urgent"),
        ("Corrupt block relative dba: 0x0140000c (file 5, block 12)", "Corrupt block relative dba | Urgent"),
        ("Re-creating tempfile /u01/temp01.dbf", "Re-creating tempfile | Note"),
        ("Shutting down instance (immediate)", "Shutting down instance ( | Note"),
        ("WARNING: Heavy swapping detected on system in last 5 mins.", "WARNING: Heavy swapping detected | Abnormal"),
        ("WARNING: nobody knows pid 4711 of 0x7fff10", "WARNING: nobody knows pid # of # | Unclassified"),
        ("Warning: VKTM detected a time drift.", "Warning: VKTM detected | Note"),
        ("ORA-65432: from the next version", "ORA-65432 | Unclassified"),
    ] {
        assert_eq!(one(line), [key], "{line}");
    }
}

#[test]
fn routine_lines_that_only_mention_a_code() {
    for line in [
        "ALTER SYSTEM SET event='ORA-00600 trace name errorstack' SCOPE=SPFILE;",
        "TAXPDB(3):alter database datafile 'ORA-1.dbf' resize 1g",
        "Errors in file /u01/diag/WARNING/tax_ora_1.trc:",
        "LICENSE_SESSIONS_WARNING = 0",
        "ORA-00000: normal, successful completion",
        "job ORA$AT_SA_SPC_SY_1 finished",
        "Completed: ALTER DATABASE OPEN",
    ] {
        assert_eq!(told(format!("{HEAD}{line}\n")), [""; 0], "{line}");
    }
}

/// The connect error of 11.2 and the warning that comes with it, in the next record.
const CONNECT: &str = "\
Thu May 23 10:49:06 2019\n\n\
***********************************************************************\n\n\
Fatal NI connect error 12170.\n\n\
  VERSION INFORMATION:\n\
\tTNS for Linux: Version 11.2.0.4.0 - Production\n\
  Time: 23-MAY-2019 10:49:06\n\
  Tracing not turned on.\n\
  Tns error struct:\n\
    ns main err code: 12535\n    \n\
TNS-12535: TNS:operation timed out\n\
    ns secondary err code: 12560\n\
    nt main err code: 505\n    \n\
TNS-00505: Operation timed out\n\
    nt secondary err code: 110\n\
    nt OS err code: 0\n\
  Client address: (ADDRESS=(PROTOCOL=tcp)(HOST=172.16.100.116)(PORT=38136))\n\
Thu May 23 10:49:19 2019\n\
WARNING: inbound connection timed out (ORA-3136)\n";

#[test]
fn a_connect_error_with_its_warning_is_one_event() {
    assert_eq!(told(CONNECT), ["TNS-12170 [172.16.100.116] | Note"]);
    assert_eq!(read(CONNECT)[0].peer.as_ref().unwrap().host.as_deref(), Some("172.16.100.116"));
    // The warning alone (DIAG_ADR_ENABLED=OFF), or long after, counts.
    let warning = "Thu May 23 10:49:19 2019\nWARNING: inbound connection timed out (ORA-3136)\n";
    assert_eq!(told(warning), ["ORA-03136 | Note"]);
    assert_eq!(told(format!("{CONNECT}{warning}")).len(), 2, "one error excuses one warning");
    let aborted = format!("{CONNECT}opiodr aborting process unknown ospid (4242) as a result of ORA-609\n");
    assert_eq!(told(aborted), ["TNS-12170 [172.16.100.116] | Note", "ORA-00609 | Note"]);
}

#[test]
fn cuts_and_spoiled_bytes_make_no_difference() {
    let rules = LogRules::builtin().unwrap();
    for text in [OLD, NEW, CONNECT] {
        check_cuts(&mut parser(&rules), text.as_bytes());
    }
}

#[test]
fn encodings_controls_and_endless_lines() {
    let mut text = format!("{HEAD}ORA-20001: ").into_bytes();
    text.extend(encoding_rs::GB18030.encode("申报数据\u{1b}[2J异常").0.iter());
    text.extend(b"\nORA-06512: \xbf\xbf\n");
    text.extend(b"2024-04-13T04:22:31+08:00\nORA-1555 caused by SQL statement below ");
    text.extend(vec![b'x'; 5_000_000]);
    text.extend(b" ORA-00600\n2024-04-13T04:23:31+08:00\n");
    text.extend(vec![0; 100_000]);
    text.extend(b"2024-04-13T04:24:31+08:00\nORA-00028: your session has been killed");
    for size in [1 << 30, 1 << 20, 65_536, 4_097] {
        let found = events(&mut parser(&LogRules::builtin().unwrap()), &text, size);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].text, "ORA-20001: 申报数据\u{FFFD}[2J异常");
        assert_eq!(found[0].context[1], "ORA-06512: ??");
        assert!(found[1].text.chars().count() == 300 && found[1].text.contains("… [+4983"), "{}", found[1].text);
        assert_eq!(found[2].time.as_ref().unwrap().to_string(), "2024-04-13T04:24:31+08:00", "NULs before a stamp");
    }
}

#[test]
fn a_file_that_is_no_log_gives_nothing_and_no_panic() {
    let noise: Vec<u8> = (0u32..200_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(read(&noise), []);
    assert_eq!(read(""), []);
}

#[test]
fn a_look_goes_on_in_the_middle_of_a_record() {
    let rules = LogRules::builtin().unwrap();
    // Wherever the log happened to end at the last look (at a line's end), nothing is lost or told twice.
    for text in [NEW, CONNECT] {
        let whole = told(text);
        for cut in memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1) {
            let mut parts = Vec::new();
            let mut parser = parser(&rules);
            parser.start(0, None);
            parser.feed(&text.as_bytes()[..cut], &mut |event| parts.push(event));
            let hint = parser.finish(&mut |event| parts.push(event));
            parser.start(cut as u64, hint.as_deref());
            parser.feed(&text.as_bytes()[cut..], &mut |event| parts.push(event));
            parser.finish(&mut |event| parts.push(event));
            // What was read first may lack what came later: a job's error is then told by its wrapper, a connect
            // error without its client, and the warning of a connect error stands alone.
            let missing = parts.len() < whole.len();
            assert!(!missing && parts.len() <= whole.len() + 1, "{cut}: {parts:?}");
            assert!(parts.iter().all(|e| e.time.is_some()), "the time of the record is not lost");
        }
    }
}

#[test]
fn a_large_log_gives_the_same_events_line_by_line_and_at_a_run() {
    let rules = LogRules::builtin().unwrap();
    for iso in [true, false] {
        let mut log = Vec::new();
        crate::parse::oralog::generate::alert_log(&mut log, 3_000_000, 7, iso).unwrap();
        let whole = events(&mut parser(&rules), &log, log.len());
        assert!(whole.len() > 15, "{}", whole.len());
        for size in [1, 61, 4096, 1 << 16] {
            assert_eq!(events(&mut parser(&rules), &log, size), whole, "chunks of {size}");
        }
    }
}

#[test]
fn each_sentence_of_the_table_is_found_in_the_stream() {
    let rules = LogRules::builtin().unwrap();
    // A window of a needle that is chosen badly would lose its sentence without a word.
    for rule in rules.rules().iter().filter(|r| !r.sentence().is_empty()) {
        for pad in 0..8 {
            let text = format!("{HEAD}{}\n{HEAD}{}\n{HEAD}", "x".repeat(pad), rule.sentence().replace('*', " 1 "));
            let whole = events(&mut parser(&rules), text.as_bytes(), text.len());
            assert_eq!(events(&mut parser(&rules), text.as_bytes(), 1), whole, "{}", rule.sentence());
        }
    }
}
