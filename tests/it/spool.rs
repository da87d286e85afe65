//! The collection script from end to end: printed, run by a mock of SQL*Plus against the laboratory, judged from its spool.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::env::{Output, World};
use crate::lab::{ALL, Lab, lab, own_scenario, world};

/// Runs the script with the mock; the spool lies in the world.
fn collect(world: &World, port: u16, service: &str, options: &[&str]) {
    let script = world.run(&["inspect", "db", "--script", "--cadence", "half-yearly"]);
    assert_eq!(script.code, 0, "{}", script.err);
    world.write("collect.sql", &script.out);
    let mock = Command::new(std::env::var_os("OPSCTL_ORALAB_PYTHON").unwrap())
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fakes/mock_sqlplus.py"))
        .args(options)
        .args(["-L", &format!("lab/lab@127.0.0.1:{port}/{service}"), "@collect.sql"])
        .current_dir(world.root())
        .output()
        .unwrap();
    let said = (String::from_utf8_lossy(&mock.stdout).into_owned(), String::from_utf8_lossy(&mock.stderr).into_owned());
    assert!(mock.status.success() && said.0.contains("opsctl-capture.txt is complete"), "{said:?}");
}

fn judge(world: &World) -> Output {
    world.run(&["inspect", "db", "--capture", "opsctl-capture.txt", "--cadence", "half-yearly", "--format", "json", "--no-store"])
}

/// All that a run says of its checks, without times: state, rows, findings, reasons.
fn verdicts(output: &Output) -> BTreeMap<String, Value> {
    let run: Value = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
    let outcomes = run["targets"][0]["outcomes"].as_array().unwrap().clone();
    let told = ["state", "table", "findings", "reason", "unjudged"];
    outcomes
        .into_iter()
        // The connection differs, and two clocks can only be compared live.
        .filter(|o| !["db.connect", "db.clock"].contains(&o["check"].as_str().unwrap()))
        .map(|mut o| {
            // Rows that the check holds equal come in any order.
            if let Some(rows) = o["table"]["rows"].as_array_mut() {
                rows.sort_by_key(ToString::to_string);
            }
            o
        })
        .map(|o| (o["check"].as_str().unwrap().to_owned(), told.iter().map(|key| ((*key).to_owned(), o[*key].clone())).collect()))
        .collect()
}

/// A live run and a spool between which nothing moved: the server's clock goes on, and a row may leave the last 24 hours at any second.
/// So a second live run that says what the first said is the proof that the spool, taken in between, saw the same.
fn looks_of_one_state(lab: &Lab, service: &str) -> (Output, Output) {
    let world = world(lab.port, service, "lab", "");
    let look = || world.run(&[ALL, &["--no-store"]].concat());
    let mut before = look();
    for _ in 0..5 {
        collect(&world, lab.port, service, &[]);
        let after = look();
        if verdicts(&before) == verdicts(&after) {
            return (after, judge(&world));
        }
        before = after;
    }
    panic!("two live runs never said the same");
}

fn same_as_live(lab: &Lab, scenario: &str, service: &str) {
    let (live, spooled) = looks_of_one_state(lab, service);
    let (expected, found) = (verdicts(&live), verdicts(&spooled));
    assert_eq!(expected.keys().collect::<Vec<_>>(), found.keys().collect::<Vec<_>>());
    for (check, verdict) in &expected {
        let (left, right) = (serde_json::to_string_pretty(verdict).unwrap(), serde_json::to_string_pretty(&found[check]).unwrap());
        let differ = left.lines().zip(right.lines()).find(|(a, b)| a != b);
        assert!(verdict == &found[check], "{scenario}: {check}: {differ:?}\n{left}\n{right}");
    }
    assert_eq!(live.code, spooled.code, "{scenario}");
}

macro_rules! scenarios {
    ($($name:ident $scenario:literal $service:literal [$($arg:literal)*];)*) => {
        $(#[test]
        fn $name() {
            let Some(lab) = lab($scenario, &[$($arg),*]) else { return };
            same_as_live(&lab, $scenario, $service);
        })*
    };
}

scenarios! {
    a_healthy_pdb "healthy" "SBFPDB" [];
    broken_jobs "jobs-broken" "SBFPDB" [];
    an_11g_database "11g-noncdb" "SBFDB" ["--wire" "12.1"];
    the_root_of_a_cdb "cdb-root" "SWCDB" [];
    a_user_without_privileges "low-privilege" "SBFPDB" [];
}

/// The release comes from `V$INSTANCE`: the script knows no logon.
#[test]
fn a_pdb_of_12_1() {
    let dir = tempfile::tempdir().unwrap();
    let Some(folder) = std::env::var_os("OPSCTL_ORALAB") else { return assert!(lab("healthy", &[]).is_none()) };
    let csv = std::fs::read_to_string(std::path::Path::new(&folder).join("scenarios/healthy/v$instance.csv")).unwrap();
    let csv = csv.replace("19.24.0.0.0", "12.1.0.2.0").replace("19.0.0.0.0", "12.1.0.2.0");
    let Some(lab) = own_scenario(dir.path(), "", &[("v$instance.csv", csv)], &["--version", "12.1"]) else { return };
    same_as_live(&lab, "12.1", "SBFPDB");
}

/// A spool as a Windows machine in a Chinese office writes it: GBK, CRLF, whatever the names in it.
#[test]
fn a_spool_in_gbk_with_windows_lines_says_the_same() {
    let Some(lab) = lab("healthy", &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    collect(&world, lab.port, "SBFPDB", &["--encoding", "gbk", "--crlf"]);
    let bytes = std::fs::read(world.path("opsctl-capture.txt")).unwrap();
    assert!(bytes.windows(2).any(|w| w == b"\r\n"));
    let gbk = judge(&world);
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    world.write("opsctl-capture.txt", text.replace("\r\n", "\n"));
    let utf8 = judge(&world);
    assert_eq!(verdicts(&gbk), verdicts(&utf8));
    assert_eq!((gbk.code, utf8.code), (0, 0));
}

/// A small spool of two checks, one with Chinese in it.
const SPOOL: &str = "\
#opsctl 1 start opsctl=0.1.0 release=19.0 tenancy=pdb role=primary user=LAB
#opsctl 1 begin check=db.identity file=db.identity@18.sql sha256=00 columns=db_name,db_unique_name,dbid,version,database_role,open_mode,log_mode,flashback_on,force_logging,cdb,con_id,con_name,instance_count,parallel,instance_name,host_name,platform,db_created,startup_time,db_time,session_user
|SWCDB|
+SWCDB|
+1|
+19.24.0.0.0|
+PRIMARY|
+READ WRITE|
+ARCHIVELOG|
+NO|
+YES|
+YES|
+3|
+SBFPDB|
+1|
+NO|
+SWCDB|
+主机一|
+Linux x86 64-bit|
+2024-06-02 09:00:00|
+2026-10-12 02:17:35|
+2026-11-20 08:00:00|
+LAB|
#opsctl 1 end check=db.identity
#opsctl 1 begin check=db.tempfile file=db.tempfile.sql sha256=00 columns=con_name
 select x
        *
ERROR at line 21:
ORA-00942: table or view does not exist
#opsctl 1 end check=db.tempfile
#opsctl 1 finish
";

fn of_spool(bytes: &[u8]) -> Output {
    let world = World::new();
    world.write("s.txt", bytes);
    world.run(&["inspect", "db", "--capture", "s.txt", "--check", "db.identity", "--check", "db.clock", "--lang", "en", "--full"])
}

#[test]
fn a_spool_is_read_in_either_encoding_and_judged_at_its_own_time() {
    let (gbk, _, _) = encoding_rs::GB18030.encode(SPOOL);
    for bytes in [SPOOL.as_bytes(), &gbk, SPOOL.replace('\n', "\r\n").as_bytes()] {
        let output = of_spool(bytes);
        assert_eq!(output.code, 0, "{output:?}");
        assert!(output.out.contains("主机一") && output.out.contains("2026-11-20 08:00"), "{}", output.out);
        assert!(output.out.contains("not checked 0  not applicable 1"), "the clock of another day cannot be compared: {}", output.out);
    }
}

#[test]
fn a_spool_cut_anywhere_is_never_fine() {
    let last = SPOOL.find("#opsctl 1 end check=db.identity").unwrap() + "#opsctl 1 end check=db.identity".len();
    for end in (0..last).step_by(31).chain([last - 1]) {
        let output = of_spool(&SPOOL.as_bytes()[..end]);
        assert_eq!(output.code, 3, "cut at {end}: {output:?}");
    }
    // What is whole before the cut counts, and a cut inside a character does not change the encoding.
    assert_eq!(of_spool(&SPOOL.as_bytes()[..last]).code, 0);
    let mut text = SPOOL.as_bytes()[..last].to_vec();
    text.extend_from_slice(b"\nxyz \xe4\xb8");
    assert!(of_spool(&text).out.contains("主机一"));
}

#[test]
fn a_spool_that_was_altered_or_is_newer_is_told() {
    let altered = of_spool(SPOOL.replacen("+READ WRITE|\n", "", 1).as_bytes());
    assert_eq!(altered.code, 3, "{altered:?}");
    assert!(altered.out.contains("a row has 20 cells for 21 columns"), "{}", altered.out);
    let edited = of_spool(SPOOL.replacen("+1|\n", "+1\n", 1).as_bytes());
    assert_eq!(edited.code, 3, "{edited:?}");
    assert!(edited.out.contains("a line of the spool is cut, wrapped or foreign: +1"), "{}", edited.out);
    let newer = of_spool(SPOOL.replace("#opsctl 1", "#opsctl 2").as_bytes());
    assert_eq!(newer.code, 3);
    assert!(newer.err.contains("made by a newer opsctl (format 2, this one knows 1)"), "{}", newer.err);
}

#[test]
fn a_missing_grant_names_the_view_and_the_user_of_the_spool() {
    let world = World::new();
    world.write("s.txt", SPOOL.replace("        *", "*").replace(" select x", "v$tempfile f"));
    let output = world.run(&["inspect", "db", "--capture", "s.txt", "--check", "db.tempfile", "--lang", "en"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.out.contains("grant select on sys.v_$tempfile to lab"), "{}", output.out);
}
