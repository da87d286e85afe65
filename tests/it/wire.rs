//! Accounts, sizes and types as they come over the wire from the laboratory.

use std::fmt::Write as _;

use crate::env::World;
use crate::lab::{lab, own_scenario, seen, world};

/// A check of the site with these columns, each `name = type`.
fn site_check(world: &World, id: &str, columns: &[(&str, &str)], sql: &str) {
    let mut head = format!(
        "-- +++\n-- id = \"{id}\"\n-- title = {{ zh-CN = \"本地\" }}\n-- why = {{ zh-CN = \"本地\" }}\n-- advice = {{ zh-CN = \"本地\" }}\n\
         -- cadence = \"daily\"\n-- empty = \"unknown\"\n"
    );
    for (name, kind) in columns {
        let _ = writeln!(head, "-- column.{name} = {{ type = \"{kind}\", title = {{ zh-CN = \"{name}\" }} }}");
    }
    world.write(&format!("checks/{id}.sql"), format!("{head}-- +++\n{sql}\n"));
    world.write("opsctl.toml", "data-dir = \"data\"\nchecks-dir = \"checks\"\ntime-zone = \"Asia/Shanghai\"\n");
}

/// Each account: the exit code, and words that must be said.
#[test]
fn each_account_has_its_own_message() {
    let dir = tempfile::tempdir().unwrap();
    let users = "users:\n  OLD: {password: lab, verifier: 11g}\n  LOCKED: {password: lab, status: locked}\n  \
                 EXPIRED: {password: lab, status: expired}\n  GRACE: {password: lab, status: grace}\n  NOSESSION: {password: lab, status: nosession}\n";
    let Some(lab) = own_scenario(dir.path(), users, &[], &[]) else { return };
    let cases: &[(&str, i32, &[&str])] = &[
        ("old", 3, &["11g password verifier", "Instant Client"]),
        ("locked", 3, &["ORA-28000", "account unlock"]),
        ("expired", 3, &["ORA-28001", "a DBA changes it"]),
        ("grace", 0, &["Verdict ok"]),
        ("nosession", 3, &["ORA-01045", "CREATE SESSION"]),
    ];
    for (user, code, words) in cases {
        let world = world(lab.port, "SBFPDB", "lab", "");
        let targets = std::fs::read_to_string(world.path("targets.toml")).unwrap().replace("user = \"lab\"", &format!("user = \"{user}\""));
        world.write("targets.toml", targets);
        let output = world.run(&["inspect", "db", "db", "--check", "db.redo-log", "--lang", "en"]);
        assert_eq!(output.code, *code, "{user}: {output:?}");
        let said = output.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in *words {
            assert!(said.contains(word), "{user} does not say `{word}`: {}", output.out);
        }
        assert!(!output.err.contains("panicked at"), "{user}: {}", output.err);
    }
}

/// The rest is left on the server, the run says so, and neither memory nor time run away.
#[test]
fn of_a_huge_answer_the_first_rows_are_taken_and_said() {
    let dir = tempfile::tempdir().unwrap();
    let mut csv = String::from("OWNER,SEGMENT_NAME,BYTES\n");
    for n in 0..120_000 {
        let _ = writeln!(csv, "BIG,SEGMENT_{n},{n}");
    }
    let Some(lab) = own_scenario(dir.path(), "", &[("dba_segments.csv", csv)], &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "statement-timeout = 60");
    site_check(&world, "site.huge", &[("segment_name", "text"), ("bytes", "integer")], "select segment_name, bytes from dba_segments");
    let inner = world.command(&["inspect", "db", "db", "--check", "site.huge", "--format", "json", "-o", "huge.csv"]);
    let output = world.finish(bounded(&inner));
    assert_eq!(output.code, 0, "{}", output.err);
    let run: serde_json::Value = serde_json::from_str(&output.out).unwrap();
    let outcomes = run["targets"][0]["outcomes"].as_array().unwrap();
    let huge = outcomes.iter().find(|o| o["check"] == "site.huge").unwrap();
    assert_eq!(huge["table"]["rows"].as_array().map(Vec::len), Some(100_000));
    assert!(huge["remarks"].to_string().contains("More than 100000 rows"), "{}", huge["remarks"]);
}

/// The same command, with 1.5 GB of address space and two minutes.
fn bounded(inner: &std::process::Command) -> std::process::Command {
    let mut command = std::process::Command::new("/bin/sh");
    command
        .args(["-c", "ulimit -v 1500000; ulimit -t 120; exec \"$0\" \"$@\""])
        .arg(inner.get_program())
        .args(inner.get_args())
        .env_clear();
    command.envs(inner.get_envs().filter_map(|(key, value)| Some((key, value?))));
    command.current_dir(inner.get_current_dir().unwrap());
    command
}

#[test]
fn a_column_of_another_type_is_named_and_not_guessed_at() {
    let Some(lab) = lab("healthy", &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    for (id, sql) in [("site.time", "sysdate"), ("site.text", "'97%'"), ("site.fraction", "1.5"), ("site.raw", "hextoraw('00ff')")] {
        site_check(&world, id, &[("n", "integer")], &format!("select {sql} as n from dual"));
    }
    let output = world.run(&[
        "inspect",
        "db",
        "db",
        "--check",
        "site.time",
        "--check",
        "site.text",
        "--check",
        "site.fraction",
        "--check",
        "site.raw",
        "--format",
        "json",
    ]);
    let seen = seen(&output);
    assert_eq!(seen.not_checked.len(), 4, "{:?}", seen.not_checked);
    assert!(seen.not_checked.values().all(|kind| kind == "bad-answer"), "{:?}", seen.not_checked);
    assert_eq!((output.out.matches("row 1, column n").count(), seen.code), (4, 3), "{}", output.out);
}
