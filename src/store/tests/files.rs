//! The file: made private, brought up to date once, refused when it is not ours, usable again after a full disk.

use std::fs;

use rusqlite::Connection;

use super::*;
use crate::error::{Error, Kind as ErrorKind};
use crate::store::FILE;
use crate::text::Msg;

fn schema(store: &Store) -> Vec<String> {
    let mut statement = store.db.prepare("select name || coalesce(sql, '') from sqlite_schema order by name").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn opening_twice_changes_nothing_and_the_file_is_private() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("new/data");
    let first = schema(&Store::open(&data).unwrap());
    let store = Store::open(&data).unwrap();
    assert_eq!(schema(&store), first);
    assert_eq!(schema(&Store::memory().unwrap()), first);
    let mode: String = store.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    let full: i64 = store.db.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
    assert_eq!((mode.as_str(), full), ("wal", 2));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&data), mode(&data.join(FILE))), (0o700, 0o600));
    }
}

#[test]
fn a_file_of_the_first_opsctl_becomes_what_a_new_one_is_and_keeps_its_runs() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(FILE);
    let first = Connection::open(&path).unwrap();
    first.execute_batch(crate::store::open::STEPS[0]).unwrap();
    first.execute_batch("pragma user_version = 1; pragma application_id = 1869640547").unwrap();
    first.execute_batch("insert into audit (entry, sha256) values ('{}', 'x')").unwrap();
    drop(first);
    let store = Store::open_read(dir.path()).unwrap();
    assert_eq!(schema(&store), schema(&Store::memory().unwrap()));
    assert_eq!(store.verify_audit().unwrap().entries, 1);
}

#[test]
fn a_file_of_a_newer_opsctl_is_read_and_never_written() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    store.save(&users("run-0", day(0), 50.0), &nothing()).unwrap();
    store.db.pragma_update(None, "user_version", 9).unwrap();
    drop(store);
    let before = fs::read(dir.path().join(FILE)).unwrap();
    for mut store in [Store::open(dir.path()).unwrap(), Store::open_read(dir.path()).unwrap()] {
        assert!(!store.is_writable());
        assert_eq!(store.load("last").unwrap().id, "run-0");
        let path = dir.path().join(FILE).display().to_string();
        let refusals = [
            store.save(&users("run-1", day(1), 50.0), &nothing()).unwrap_err(),
            store.prune(&ctx(day(9)), &crate::store::Policy::default(), false).unwrap_err(),
            store.accept(&ctx(day(9)), "last", "zg", "db.tablespace", &BTreeMap::new()).unwrap_err(),
            store.vacuum().unwrap_err(),
        ];
        for error in refusals {
            assert_eq!(
                error.msg,
                Msg::StoreNewer { path: path.clone(), found: "9".into(), known: crate::store::open::known().to_string() }
            );
        }
    }
    assert_eq!(fs::read(dir.path().join(FILE)).unwrap(), before);
}

#[test]
fn a_step_that_fails_leaves_the_old_file() {
    let dir = tempfile::tempdir().unwrap();
    Connection::open(dir.path().join(FILE)).unwrap().execute_batch("create table run (mine integer)").unwrap();
    let error = Store::open(dir.path()).unwrap_err();
    assert!(matches!(error.msg, Msg::StoreForeign { .. }), "{error:?}");
    let db = Connection::open(dir.path().join(FILE)).unwrap();
    assert_eq!(db.query_row("select count(*) from sqlite_schema", [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn a_damaged_file_says_so_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(FILE), "this is no database, whatever its name says. ".repeat(100)).unwrap();
    for error in [Store::open(dir.path()).unwrap_err(), Store::open_read(dir.path()).unwrap_err()] {
        assert!(matches!(error.msg, Msg::StoreOpen { .. }), "{error:?}");
        assert!(matches!(error.hints[..], [Msg::HintStoreCorrupt { .. }]), "{error:?}");
    }
}

#[test]
fn a_page_damaged_in_the_middle_is_an_error_and_not_a_panic() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    let targets: Vec<String> = (0..200).map(|at| format!("db{at}")).collect();
    let targets: Vec<_> = targets.iter().map(|name| (name.as_str(), vec![tablespaces(day(0), &[("USERS", 90.0)])])).collect();
    store.save(&run_of("run-0", day(0), &targets), &nothing()).unwrap();
    drop(store);
    let path = dir.path().join(FILE);
    let mut bytes = fs::read(&path).unwrap();
    // Behind the pages of the schema.
    let middle = bytes.len() / 3;
    bytes[middle..].fill(0x55);
    fs::write(&path, bytes).unwrap();
    // Whichever page is met first.
    let read = Store::open_read(dir.path()).and_then(|store| {
        assert!(store.check().map_or(true, |lines| !lines.is_empty()));
        store.load("last").map(drop)
    });
    let error = read.unwrap_err();
    assert!(matches!(error.hints[..], [Msg::HintStoreCorrupt { .. }]), "{error:?}");
}

#[test]
fn a_folder_that_cannot_be_made_or_written_says_so() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let error = Store::open(&dir.path().join("file/data")).unwrap_err();
    assert_eq!((error.kind, error.hints), (ErrorKind::Store, vec![Msg::HintDisk {}]));
    let error = Store::open_read(&dir.path().join("none")).unwrap_err();
    assert!(matches!(error.msg, Msg::StoreNone { .. }), "{error:?}");
    assert!(!dir.path().join("none").exists(), "reading makes nothing");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("50% #1?");
    Store::open(&data).unwrap().save(&users("run-0", day(0), 50.0), &nothing()).unwrap();
    let set = |mode| fs::set_permissions(&data, fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    fs::set_permissions(data.join(FILE), fs::Permissions::from_mode(0o400)).unwrap();
    let root = fs::write(data.join("probe"), "").is_ok();
    let store = Store::open_read(&data).unwrap();
    assert_eq!(store.load("last").unwrap().id, "run-0");
    drop(store);
    if !root {
        let error = Store::open(&data).unwrap_err();
        assert_eq!(error.hints, vec![Msg::HintDisk {}]);
    }
    set(0o700);
}

fn is_full(error: &Error) -> bool {
    matches!(error.msg, Msg::StoreFailed { .. }) && error.hints == [Msg::HintDisk {}]
}

#[test]
fn after_a_full_disk_nothing_is_half_there_and_the_store_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open(dir.path()).unwrap();
    store.save(&users("run-0", day(0), 50.0), &nothing()).unwrap();
    let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.db.pragma_update_and_check(None, "max_page_count", pages + 4, |_| Ok(())).unwrap();
    let names: Vec<String> = (0..3000).map(|at| format!("TS{at}")).collect();
    let rows: Vec<(&str, f64)> = names.iter().map(|name| (name.as_str(), 90.0)).collect();
    let large = run_of("large", day(1), &[("zg", vec![tablespaces(day(1), &rows)])]);
    let error = store.save(&large, &nothing()).unwrap_err();
    assert!(is_full(&error), "{error:?}");
    assert!(store.list(&crate::store::Filter::default()).unwrap().iter().all(|head| head.id == "run-0"));
    store.save(&users("small", day(2), 51.0), &nothing()).unwrap();
    store.db.pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(())).unwrap();
    store.save(&large, &nothing()).unwrap();
    assert_eq!(store.load("large").unwrap(), large);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}
