//! Every embedded check: it loads, its examples come out as written, and each server picks exactly one body or a stated reason.

use std::collections::BTreeSet;

use opsctl::catalog::{self, Catalog, Choice, RELEASES, choose};
use opsctl::model::{Check, Level, Role, Scope, TargetKind, Tenancy};

fn catalog() -> Catalog {
    catalog::load(None).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()))
}

/// The embedded files as a site's folder: read with every validation, which the program spares itself at each start.
#[test]
fn every_embedded_file_is_valid() {
    let of_dir = |dir| {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
        let read =
            catalog::load_dir(&dir).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()));
        read.checks().len()
    };
    assert_eq!(of_dir("sql/oracle") + of_dir("scripts/probes") + of_dir("scripts/backup"), catalog().checks().len());
}

#[test]
fn every_example_of_every_check_comes_out_as_written() {
    let catalog = catalog();
    let (passed, faults) = opsctl::cli::run_examples(&catalog);
    assert!(faults.is_empty(), "{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>());
    assert!(passed >= catalog.checks().len() * 2, "{passed} examples for {} checks", catalog.checks().len());
}

#[test]
fn every_check_has_an_example_that_is_ok_and_one_for_each_level_it_can_give() {
    for check in catalog().checks() {
        let examples = opsctl::catalog::examples(check).unwrap();
        let expected: BTreeSet<&str> = examples.iter().map(|e| e.expect.as_str()).collect();
        for rule in &check.rules {
            // A note may be hidden behind a worse finding of the same example; the worse levels must show.
            if rule.level > Level::Note {
                assert!(expected.contains(rule.level.as_str()), "{}: no example expects {}", check.id, rule.level.as_str());
            }
        }
        assert!(expected.contains("ok") || expected.contains("note"), "{}: no example is fine", check.id);
    }
}

/// One body, or a reason: for every version, tenancy and role.
#[test]
fn every_server_picks_exactly_one_body_or_is_told_why_not() {
    for check in catalog().checks().iter().filter(|c| c.kind == TargetKind::Oracle && !c.bodies.is_empty()) {
        let mut used = BTreeSet::new();
        for version in RELEASES {
            for tenancy in Tenancy::ALL {
                for role in Role::ALL {
                    // 11.2 knows no containers.
                    if version.major == 11 && tenancy != Tenancy::NonCdb {
                        continue;
                    }
                    match choose(check, version, tenancy, role) {
                        Choice::Body(body) => {
                            used.insert(body.file.clone());
                        }
                        Choice::Unsupported(why) => assert!(!why.is_empty(), "{}", check.id),
                    }
                }
            }
        }
        let all: BTreeSet<String> = check.bodies.iter().map(|b| b.file.clone()).collect();
        assert_eq!(used, all, "{}: a body that no server picks", check.id);
    }
}

#[test]
fn container_views_are_read_only_from_the_root() {
    for check in catalog().checks() {
        for body in &check.bodies {
            let cdb = catalog::views(&body.text).into_iter().find(|v| v.starts_with("CDB_"));
            if let Some(view) = cdb {
                assert_eq!(body.tenancy, Some(Tenancy::Cdb), "{} reads {view} outside CDB$ROOT", body.file);
            }
        }
    }
}

#[test]
fn every_check_speaks_both_languages_and_serves_a_requirement() {
    for check in catalog().checks() {
        let Check { id, title, why, advice, req, .. } = check;
        for words in
            [title, why, advice].into_iter().chain(check.rules.iter().map(|r| &r.says)).chain(check.columns.iter().map(|c| &c.column.title))
        {
            assert!(!words.zh.trim().is_empty() && !words.en.trim().is_empty(), "{id}: {words:?}");
        }
        assert!(!req.is_empty(), "{id} names no requirement");
        assert!(check.rules.iter().all(|r| r.scope == Scope::Table || r.level > Level::Ok), "{id}");
    }
}

/// DB-01 … DB-20, DB-22 and DB-23 are each served; DB-12 to DB-15 are host and backup matters with checks of their own kinds.
#[test]
fn every_database_requirement_is_served() {
    let catalog = catalog();
    let served: BTreeSet<&str> = catalog.checks().iter().flat_map(|c| c.req.iter().map(String::as_str)).collect();
    for number in (1..=11).chain(16..=20).chain([22, 23]) {
        let id = format!("DB-{number:02}");
        assert!(served.contains(id.as_str()), "{id} has no check");
    }
}

/// The scripts of `sql/setup` name every view that a check may read where their account is used.
#[test]
fn the_setup_scripts_grant_what_the_checks_read() {
    let scripts = [
        ("inspector-11g.sql", Tenancy::NonCdb, &RELEASES[..1]),
        ("inspector-noncdb.sql", Tenancy::NonCdb, &RELEASES[1..]),
        ("inspector-pdb-local.sql", Tenancy::Pdb, &RELEASES[1..]),
        ("inspector-cdb-common.sql", Tenancy::Cdb, &RELEASES[1..]),
    ];
    for (name, tenancy, releases) in scripts {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sql/setup").join(name);
        let script = std::fs::read_to_string(path).unwrap().to_ascii_uppercase();
        for check in catalog().checks().iter().filter(|c| c.kind == TargetKind::Oracle && c.applies.optional_views.is_empty()) {
            for (version, role) in releases.iter().flat_map(|v| Role::ALL.map(|r| (*v, r))) {
                let Choice::Body(body) = choose(check, version, tenancy, role) else { continue };
                for view in catalog::views(&body.text) {
                    let known = script.contains(&view) || script.contains(&view.replacen("V$", "V_$", 1));
                    assert!(known, "{name} does not name {view}, which {} reads", body.file);
                }
            }
        }
    }
}
