//! What `opsctl init` writes loads as it is, shows every key, and never touches what is there.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::calendar::{Calendar, read};
use crate::config::init::SAMPLES;
use crate::config::{DEFAULT_TOML, approval, calendar, reference, release, settings, targets, ticket, write_samples};

fn sample(name: &str) -> &'static str {
    SAMPLES.iter().find(|(n, ..)| *n == name).map(|(_, text, _)| *text).unwrap()
}

#[test]
fn the_samples_load_and_ask_nobody_yet() {
    let world = World::new();
    let files = write_samples(&world.0.path().join("new/folder")).unwrap();
    assert!(files.len() == SAMPLES.len() && files.iter().all(|path| exists(path)));
    let config = Config::load(&world.env(&[]), &Flags { config: Some("../new/folder".into()), ..Flags::default() }).unwrap();
    assert_eq!(config.targets().count(), 2);
    assert!(config.select(&[], &[], &[]).is_err());
    let mode = |name: &str| std::fs::metadata(world.0.path().join("new/folder").join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("secrets"), mode("opsctl.toml")), (0o700, 0o644));
    let cron = std::fs::read_to_string(world.0.path().join("new/folder/crontab.sample")).unwrap();
    assert!(cron.contains(&world.path("new/folder")));
}

#[test]
fn the_samples_hold_when_every_comment_is_taken_up() {
    // "# key = …" and "# [table]" become lines; other comments stay.
    let line = regex::Regex::new(r#"(?m)^# ?(\[|[a-z-]+ *= |"(?:db|host)\.)"#).unwrap();
    let up = |text: &str| line.replace_all(text, "$1").into_owned();
    let targets = up(sample("targets.toml"));
    let manual = World::new().with("site/opsctl.toml", up(DEFAULT_TOML)).with("site/targets.toml", "").load().unwrap();
    assert_eq!(manual.settings.limits["db.tablespace"]["crit"].value.to_string(), "95");
    let world = World::new().with("site/opsctl.toml", up(sample("opsctl.toml"))).with("site/targets.toml", targets);
    let config = world.load().map_err(|e| world.says(&e, Lang::En)).unwrap();
    let prod = config.target("prod").unwrap();
    assert_eq!((prod.limits["db.tablespace"]["warn"], prod.packs.len(), prod.skip.len()), (70.0, 1, 2));
    let keep = &config.settings.retention;
    assert_eq!((config.settings.operator.value.as_str(), keep.days.value, keep.interval_days.value), ("张三", 1100, 14));
    let sets = sample("backups.toml");
    let world = world.with("site/backups.toml", sets).with("site/releases.toml", up(sample("releases.toml")));
    let config = world.load().map_err(|e| world.says(&e, Lang::En)).unwrap();
    let zs = config.release("zs-prod").unwrap();
    assert_eq!((zs.places.len(), zs.databases.len(), zs.verify.len(), config.freezes().count()), (1, 1, 1, 2));
    let app = config.target("app1").unwrap();
    let host = app.host().unwrap();
    assert_eq!((host.jump.len(), host.algorithms.len(), host.agent, host.timeout_s), (1, 2, true, 120));
    assert_eq!((app.limits["host.filesystem"]["crit"], app.skip.len()), (98.0, 2));
}

#[test]
fn every_key_is_in_a_sample_and_in_the_manual() {
    let words =
        |text: &str| -> BTreeSet<String> { text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).map(str::to_owned).collect() };
    let has = |text: &str, lists: &[&[&str]]| {
        let found = words(text);
        let missing: Vec<_> = lists.iter().flat_map(|list| list.iter()).filter(|key| !found.contains(**key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    };
    for text in [sample("opsctl.toml"), DEFAULT_TOML] {
        has(text, &[settings::KEYS, settings::RETENTION_KEYS, settings::ORACLE_KEYS, settings::HOST_KEYS, calendar::KEYS, ticket::KEYS]);
        has(text, &[approval::KEYS, approval::PERSON_KEYS, approval::POLICY_KEYS]);
    }
    let lists = [
        targets::FILE_KEYS,
        targets::GROUP_KEYS,
        targets::ORACLE_KEYS,
        targets::HOST_KEYS,
        targets::LOG_KEYS,
        targets::KINDS,
        reference::SECRET_KEYS,
    ];
    has(sample("targets.toml"), &lists);
    let kinds: Vec<&str> = release::VERIFY_KINDS.iter().flat_map(|(kind, keys)| std::iter::once(kind).chain(*keys)).copied().collect();
    let lists = [release::TARGET_KEYS, release::PLACE_KEYS, release::DATABASE_KEYS, release::FREEZE_KEYS, &kinds];
    has(sample("releases.toml"), &lists);
}

#[test]
fn nothing_is_overwritten_and_nothing_half_made_stays() {
    let world = World::new().with("site/targets.toml", "mine");
    let site = world.0.path().join("site");
    let error = write_samples(&site).unwrap_err();
    assert!(world.says(&error, Lang::En).contains("site/targets.toml exists and will not be overwritten"));
    assert!(!exists(&site.join("opsctl.toml")) && !exists(&site.join("secrets")));
    assert_eq!(std::fs::read(site.join("targets.toml")).unwrap(), b"mine");

    // A file where a folder must be: the folders made before it go again.
    let world = World::new().with("site/secrets", "a file");
    let site = world.0.path().join("site");
    assert!(write_samples(&site).is_err());
    assert!(!exists(&site.join("checks")) && !exists(&site.join("opsctl.toml")));
}

#[test]
fn the_sample_calendars_are_read_and_agree() {
    let names = SAMPLES.iter().map(|(name, ..)| *name).filter(|name| name.ends_with(".json.sample"));
    let files: Vec<_> = names.map(|name| read(name, sample(name).as_bytes()).unwrap()).collect();
    let whole = Calendar::with_national(files).unwrap();
    let day = |day: u8, month: u8, year: u16| format!("{year}-{month:02}-{day:02}").parse().unwrap();
    let works = [(18, 2, 2023), (20, 2, 2023), (26, 2, 2023), (27, 2, 2025), (4, 3, 2025), (5, 3, 2025)];
    let works = works.map(|(d, m, y)| whole.day(day(d, m, y)).is_working);
    assert_eq!(works, [true, false, false, false, false, true], "the Tibetan New Year");
    assert_eq!(whole.hours(day(1, 7, 2026)).name.as_deref(), Some("夏季"));
}

#[test]
fn the_sample_check_is_well_formed() {
    let text = sample("checks/README.md").split("-- +++").nth(1).unwrap();
    let head: String = text.lines().map(|line| line.trim_start_matches("-- ").to_owned() + "\n").collect();
    assert!(toml::from_str::<toml::Table>(&head).is_ok());
}
