// Samples of listener logs → the events they must give.

use super::*;
use crate::parse::oralog::log_skim::LogParser;
use crate::parse::oralog::log_skim::testing::{check_cuts, events, keys};

/// 11.2, with a program that has a `*`, Chinese and unequal parentheses.
const OLD: &str = "\
TNSLSNR for Linux: Version 11.2.0.4.0 - Production on 05-JUN-2019 23:00:00\n\
TIMESTAMP * CONNECT DATA [* PROTOCOL INFO] * EVENT [* SID] * RETURN CODE\n\
06-JUN-2019 00:00:02 * (CONNECT_DATA=(CID=(PROGRAM=JDBC Thin Client)(HOST=__jdbc__)(USER=app))(SERVICE_NAME=tax)) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.1)(PORT=38136)) * establish * tax * 0\n\
06-JUN-2019 00:00:03 * service_update * tax * 0\n\
06-JUN-2019 00:00:04 * (CONNECT_DATA=(SID=old)(CID=(PROGRAM=D:\\申报 * 查询)(x86).exe)(HOST=PC-01)(USER=li))) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.9)(PORT=1)) * establish * old * 12505\n\
TNS-12505: TNS:listener does not currently know of SID given in connect descriptor\n\
06-JUN-2019 00:00:05 * ping * 0\n\
06-JUN-2019 00:00:06 * <unknown connect data> * (ADDRESS=(PROTOCOL=tcp)(HOST=10.6.6.6)(PORT=2)) * establish * <unknown sid> * 12525\n\
TNS-12525: TNS:listener has not received client's request in time allowed\n \
TNS-12604: TNS: Application timeout occurred\n\
06-JUN-2019 00:00:07 * 12502\n\
TNS-12502: TNS:listener received no CONNECT_DATA from client\n\
06-JUN-2019 00:00:08 * service_died * tax * 12537\n\
06-JUN-2019 00:00:09 * (CONNECT_DATA=(CID=(PROGRAM=)(HOST=db01)(USER=oracle))(COMMAND=status)(ARGUMENTS=64)(SERVICE=LISTENER)(VERSION=186647552)) * status * 0\n\
WARNING: Subscription for node down event still pending\n";

#[test]
fn only_what_failed_is_an_event() {
    let rules = LogRules::builtin().unwrap();
    assert_eq!(
        keys(&mut parser(&rules), OLD),
        [
            "TNS-12505 service=old host=10.1.1.9 program=D:\\申报 * 查询)(x86).exe | Note",
            "TNS-12525 host=10.6.6.6 | Note",
            "TNS-12502 | Note",
            "TNS-12537 service=tax | Note",
        ]
    );
    let found = events(&mut parser(&rules), OLD.as_bytes(), 1 << 20);
    assert_eq!(found[0].peer.as_ref().unwrap().user.as_deref(), Some("li"));
    assert_eq!(found[0].time.as_ref().unwrap().to_string(), "2019-06-06T00:00:04");
    assert_eq!(found[1].context.len(), 3, "its TNS- lines are attached: {:?}", found[1].context);
}

/// 19c: ISO stamps on lines of their own, before entries and before their explanations; once inline.
const NEW: &str = "\
2025-08-06T10:11:12.345678+08:00\n\
06-AUG-2025 10:11:12 * (CONNECT_DATA=(SERVICE_NAME=taxpdb)(CID=(PROGRAM=sqlplus)(HOST=app)(USER=o))) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.2)(PORT=5)) * establish * taxpdb * 12514\n\
2025-08-06T10:11:12.345678+08:00\n\
TNS-12514: TNS:listener does not currently know of service requested in connect descriptor\n\
2025-08-06T10:11:13.345678+08:00 * (CONNECT_DATA=(SERVICE_NAME=tax)) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.3)(PORT=5)) * establish * tax * 12518\r\n\
TNS-12518: TNS:listener could not hand off client connection\r\n \
TNS-12547: TNS:lost contact\r\n  \
Linux Error: 32: Broken pipe\r\n\
06-AUG-2025 10:11:14 * service_update * tax * 0\n\
2025-08-06T10:11:15.345678+08:00\n\
Error listening on: (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db01)(PORT=1521)))\n\
TNS-12542: TNS:address already in use\n";

#[test]
fn iso_stamps_stand_alone_or_inline() {
    let rules = LogRules::builtin().unwrap();
    let found = events(&mut parser(&rules), NEW.as_bytes(), 1 << 20);
    let keys: Vec<_> = found.iter().map(|e| (e.key.as_str(), e.class)).collect();
    assert_eq!(
        keys,
        [
            ("TNS-12514 service=taxpdb host=10.1.1.2 program=sqlplus", Class::Note),
            ("TNS-12518 service=tax host=10.1.1.3", Class::Abnormal),
            ("TNS-12542", Class::Abnormal),
        ]
    );
    assert_eq!(found[0].context.len(), 2);
    assert_eq!(found[1].time.as_ref().unwrap().to_string(), "2025-08-06T10:11:13.345678+08:00");
    assert_eq!(found[1].context.len(), 4);
}

#[test]
fn a_chinese_listener() {
    let rules = LogRules::builtin().unwrap();
    let text = "24-9月 -2014 10:23:33 * (CONNECT_DATA=(SID=orcl)) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.3)(PORT=5)) * establish * orcl * 12505\nTNS-12505: TNS: 监听程序当前无法识别连接描述符中所给出的 SID\n";
    for bytes in [text.as_bytes().to_vec(), encoding_rs::GB18030.encode(text).0.into_owned()] {
        let found = events(&mut parser(&rules), &bytes, 1 << 20);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].time.as_ref().unwrap().to_string(), "2014-09-24T10:23:33");
        assert!(found[0].context[1].ends_with("所给出的 SID"), "{:?}", found[0].context);
    }
}

#[test]
fn cuts_and_spoiled_bytes_make_no_difference() {
    let rules = LogRules::builtin().unwrap();
    check_cuts(&mut parser(&rules), OLD.as_bytes());
    check_cuts(&mut parser(&rules), NEW.as_bytes());
}

#[test]
fn the_explanation_of_a_told_entry_is_not_an_event() {
    let rules = LogRules::builtin().unwrap();
    let mut parser = parser(&rules);
    for cut in memchr::memchr_iter(b'\n', OLD.as_bytes()).map(|i| i + 1) {
        let mut count = 0;
        parser.start(0, None);
        parser.feed(&OLD.as_bytes()[..cut], &mut |_| count += 1);
        let hint = parser.finish(&mut |_| count += 1);
        parser.start(cut as u64, hint.as_deref());
        parser.feed(&OLD.as_bytes()[cut..], &mut |_| count += 1);
        parser.finish(&mut |_| count += 1);
        assert_eq!(count, 4, "cut at {cut}");
    }
}
