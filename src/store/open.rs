//! Turns a data folder into an open store: folder and file made private, pragmas set, schema brought up to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::Store;
use super::fault::{Fault, Tried};
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// The file's name in the data folder.
pub const FILE: &str = "history.db";

/// The steps of the schema, in order; a released one is never changed.
pub(super) const STEPS: &[&str] = &[
    include_str!("schema/0001_init.sql"),
    include_str!("schema/0002_blind.sql"),
    include_str!("schema/0003_reports.sql"),
    include_str!("schema/0004_backup.sql"),
    include_str!("schema/0005_ticket.sql"),
];

/// Marks the file as ours in its header: "opsc".
const APPLICATION: i64 = 0x6f70_7363;

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(10);

/// The schema this program knows.
pub(super) fn known() -> usize {
    STEPS.len()
}

impl Store {
    /// Opens the history in `dir` to read and write; makes folder (0700) and file (0600) when they are not there.
    /// A file of a newer opsctl opens too, and refuses writing.
    pub fn open(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        let opened = make_private(dir, &path).map_err(Fault::from).and_then(|()| open_to_write(&path));
        opened.map_err(|fault| fault.opening(&path))
    }

    /// Opens the history in `dir` to read only; nothing is made. Works in a folder that may not be written, too.
    pub fn open_read(dir: &Path) -> Result<Self> {
        let path = dir.join(FILE);
        if !Self::is_in(dir) {
            let msg = Msg::StoreNone { path: path.display().to_string() };
            return Err(Error::new(Kind::Store, msg).hint(Msg::HintInspect {}));
        }
        let store = open_to_read(&path).map_err(|fault| fault.opening(&path))?;
        // An older file has to be brought up to date before it can be asked.
        if store.newer.is_none() && version(&store.db).map_err(|fault| fault.opening(&path))? < known() {
            Self::open(dir)
        } else {
            Ok(store)
        }
    }

    /// Whether there is a history in `dir`. One that may not be looked at is not absent: opening it says why.
    #[must_use]
    pub fn is_in(dir: &Path) -> bool {
        !matches!(dir.join(FILE).try_exists(), Ok(false))
    }

    /// A history that is gone with the process.
    pub fn memory() -> Result<Self> {
        let path = PathBuf::from(":memory:");
        let open = || {
            let mut db = Connection::open_in_memory()?;
            prepare(&db)?;
            migrate(&mut db, &path)?;
            Ok(Self { db, path: path.clone(), newer: None })
        };
        open().map_err(|fault: Fault| fault.opening(&path))
    }
}

fn open_to_write(path: &Path) -> Tried<Store> {
    let mut db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    prepare(&db)?;
    check_owner(&db, path)?;
    if version(&db)? > known() {
        return open_to_read(path);
    }
    if db.is_readonly("main")? {
        return Err(Fault::Io(std::io::ErrorKind::PermissionDenied.into()));
    }
    use_wal(&db)?;
    migrate(&mut db, path)?;
    Ok(Store { db, path: path.into(), newer: None })
}

fn open_to_read(path: &Path) -> Tried<Store> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |name: &Path, flags: OpenFlags| {
        let db = Connection::open_with_flags(name, flags)?;
        prepare(&db)?;
        let found = version(&db)?;
        Ok::<_, Fault>((db, found))
    };
    let (db, found) = match open(path, flags) {
        // WAL needs a file beside the store. Where none can be made and none is left, nobody writes: read the file as it is.
        Err(Fault::Sql(error))
            if matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) && !beside(path, "-wal").exists() =>
        {
            open(&immutable(path), flags | OpenFlags::SQLITE_OPEN_URI)?
        }
        other => other?,
    };
    check_owner(&db, path)?;
    Ok(Store { db, path: path.into(), newer: (found > known()).then_some(u32::try_from(found).unwrap_or(u32::MAX)) })
}

/// The settings of every connection.
fn prepare(db: &Connection) -> Tried<()> {
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // A plan that goes by what is bound would be made anew for each value.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn version(db: &Connection) -> Tried<usize> {
    Ok(super::pack::count(db.pragma_query_value(None, "user_version", |row| row.get(0))?))
}

/// Refuses a database that something else made; an empty file is welcome.
fn check_owner(db: &Connection, path: &Path) -> Tried<()> {
    // Both from one state of the file: another process may be making its tables just now.
    let _state = if db.is_autocommit() { Some(db.unchecked_transaction()?) } else { None };
    let owner: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = db.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if owner == APPLICATION || (owner == 0 && tables == 0) {
        return Ok(());
    }
    Err(Error::new(Kind::Store, Msg::StoreForeign { path: path.display().to_string() }).into())
}

/// WAL stays with the file. The change needs the file alone and does not wait by itself, so two first openers take turns.
fn use_wal(db: &Connection) -> Tried<()> {
    let pause = Duration::from_millis(20);
    let mut tries = PATIENCE.as_millis() / pause.as_millis();
    loop {
        let mode = db.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0));
        match mode {
            Ok(_) => return Ok(()),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries > 0 => {
                tries -= 1;
                std::thread::sleep(pause);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Takes the steps that the file has not taken, all in one transaction.
fn migrate(db: &mut Connection, path: &Path) -> Tried<()> {
    if version(db)? == known() {
        return Ok(());
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    check_owner(&transaction, path)?;
    // Another process may have been faster.
    for (at, step) in STEPS.iter().enumerate().skip(version(&transaction)?) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", super::pack::int(at + 1))?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    Ok(transaction.commit()?)
}

/// Makes folder and file so that only their owner may read them; what is there stays as it is.
fn make_private(dir: &Path, path: &Path) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut folder = fs::DirBuilder::new();
    let mut file = fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        file.mode(0o600);
    }
    folder.recursive(true).create(dir)?;
    file.append(true).create(true).open(path)?;
    // So that the name survives a power failure too.
    #[cfg(unix)]
    fs::File::open(dir)?.sync_all()?;
    Ok(())
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The file as an SQLite address that promises nobody writes.
fn immutable(path: &Path) -> PathBuf {
    let name = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{name}?immutable=1").into()
}
