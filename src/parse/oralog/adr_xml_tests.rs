// Samples of log.xml → the events they must give: those of the text form.

use super::*;
use crate::parse::oralog::log_class::Class;
use crate::parse::oralog::log_skim::LogParser;
use crate::parse::oralog::log_skim::testing::{check_cuts, events, keys};

const DATABASE: &str = "\
lost tail of a message\n </txt>\n</msg>\n\
<msg time='2024-04-13T04:21:31.131+08:00' org_id='oracle' comp_id='rdbms'\n \
msg_id='opistr_real:953:3971575317' type='NOTIFICATION' group='startup'\n \
level='16' host_id='db01' host_addr='10.0.0.1'\n \
pid='4711' version='1'>\n \
<txt>Starting ORACLE instance (normal)\n \
</txt>\n\
</msg>\n\
<msg time='2024-04-13T04:22:31.131+08:00' org_id='oracle' comp_id='rdbms'\n \
type='WARNING' level='16' host_id='o&apos;brien &gt;' host_addr='10.0.0.1' pid='1' con_uid='1' con_id='3' con_name='TAXPDB'>\n \
<txt>Errors in file /u01/x.trc:\n\
ORA-12012: error on auto execute of job &quot;A&quot;.&quot;B&quot;\n\
ORA-01653: unable to extend table A.B by 8 in tablespace TS_A\n\
ORA-06512: at &quot;A.B&quot;, line 3 \u{1}\u{2}\n \
</txt>\n\
</msg>\n\
<msg time='2024-04-13T04:23:31.131+08:00' org_id='oracle' comp_id='rdbms' type='UNKNOWN' level='16' con_name='CDB$ROOT'><txt>ORA-00600: internal error code, arguments: [kdsgrp1], []\n\
<msg time='2024-04-13T04:24:31.131+08:00' org_id='oracle' comp_id='rdbms'\n type='UNKNOWN'>\n <txt>ALTER SYSTEM SET x=&apos;ORA-1&apos;;\n </txt>\n</msg>\n\
<msg time='2024-04-13T04:25:31.131+08:00' comp_id='rdbms'>\n <txt>Instance terminated by PMON, pid = 1";

#[test]
fn a_databases_messages() {
    let rules = LogRules::builtin().unwrap();
    assert_eq!(
        keys(&mut parser(&rules), DATABASE),
        [
            "Starting ORACLE instance | Note",
            "TAXPDB/ORA-01653 [TS_A] | Abnormal",
            "ORA-00600 [kdsgrp1] | Urgent",
            "Instance terminated by | Urgent",
        ]
    );
    let found = events(&mut parser(&rules), DATABASE.as_bytes(), 1 << 20);
    assert_eq!(found[1].time.as_ref().unwrap().to_string(), "2024-04-13T04:22:31.131+08:00");
    assert_eq!(found[1].context[1], r#"ORA-12012: error on auto execute of job "A"."B""#);
    assert!(found[1].context[3].ends_with("line 3 \u{FFFD}\u{FFFD}"));
}

const LISTENER: &str = "\
<msg time='2024-04-13T04:21:31.131+08:00' org_id='oracle' comp_id='tnslsnr'\n type='UNKNOWN' level='16' host_id='db01'\n host_addr='10.0.0.1'>\n \
<txt>13-APR-2024 04:21:31 * (CONNECT_DATA=(SERVICE_NAME=tax)) * (ADDRESS=(PROTOCOL=tcp)(HOST=10.1.1.3)(PORT=5)) * establish * tax * 12514\n </txt>\n</msg>\n\
<msg time='2024-04-13T04:21:31.132+08:00' org_id='oracle' comp_id='tnslsnr'\n type='UNKNOWN' level='16' host_id='db01'\n host_addr='10.0.0.1'>\n \
<txt>TNS-12514: TNS:listener does not currently know of service requested in connect descriptor\n </txt>\n</msg>\n\
<msg time='2024-04-13T04:21:32.131+08:00' org_id='oracle' comp_id='tnslsnr'\n type='UNKNOWN' level='16' host_id='db01'\n host_addr='10.0.0.1'>\n \
<txt>13-APR-2024 04:21:32 * service_update * tax * 0\n </txt>\n</msg>\n\
<msg time='2024-04-13T04:21:33.131+08:00' org_id='oracle' comp_id='tnslsnr'>\n <txt>TNS-01190: The user is not authorized to execute the requested listener command\n </txt>\n</msg>\n";

#[test]
fn a_listeners_messages_explain_each_other() {
    let rules = LogRules::builtin().unwrap();
    let found = events(&mut parser(&rules), LISTENER.as_bytes(), 1 << 20);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!((found[0].key.as_str(), found[0].context.len()), ("TNS-12514 service=tax host=10.1.1.3", 2));
    assert_eq!((found[1].key.as_str(), found[1].class), ("TNS-01190", Class::Abnormal));
}

#[test]
fn cuts_and_spoiled_bytes_make_no_difference() {
    let rules = LogRules::builtin().unwrap();
    check_cuts(&mut parser(&rules), DATABASE.as_bytes());
    check_cuts(&mut parser(&rules), LISTENER.as_bytes());
}

#[test]
fn a_look_goes_on_in_the_middle_of_a_message() {
    let rules = LogRules::builtin().unwrap();
    for text in [DATABASE, LISTENER] {
        let whole = events(&mut parser(&rules), text.as_bytes(), 1 << 20);
        for cut in memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1) {
            let mut parts = Vec::new();
            let mut parser = parser(&rules);
            parser.start(0, None);
            parser.feed(&text.as_bytes()[..cut], &mut |event| parts.push(event));
            let hint = parser.finish(&mut |event| parts.push(event));
            parser.start(cut as u64, hint.as_deref());
            parser.feed(&text.as_bytes()[cut..], &mut |event| parts.push(event));
            parser.finish(&mut |event| parts.push(event));
            assert_eq!(parts.len(), whole.len(), "cut at {cut}");
            for (part, whole) in parts.iter().zip(&whole) {
                assert_eq!((&part.time, &part.con_name), (&whole.time, &whole.con_name), "cut at {cut}");
            }
        }
    }
}
