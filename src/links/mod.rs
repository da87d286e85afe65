//! The only code that touches the outside: databases, hosts, captures, files of logs. LEVEL 2.

mod address;
pub mod capture;
mod cells;
#[cfg(target_os = "linux")]
pub mod client;
pub mod files;
pub mod folder;
mod guard;
#[cfg(target_os = "linux")]
pub mod hook;
pub mod hosts;
pub mod local;
pub mod logs;
pub mod ora_codes;
#[cfg(target_os = "linux")]
pub mod probe;
#[cfg(target_os = "linux")]
mod proc;
#[cfg(target_os = "linux")]
pub mod root;
pub mod ssh;
pub mod step;
mod thick;
mod thin;

use std::sync::Arc;
use std::time::Duration;

use crate::model::{Ask, AskError, AskErrorKind, Connect, Driver, Link, Secret};

/// What a logon needs beside the configuration.
#[derive(Debug, Clone, Default)]
pub struct Login {
    pub password: Option<Secret>,
    pub wallet_password: Option<Secret>,
}

/// An open link, and a note when it is not the driver that was tried first.
pub struct Dialled {
    pub link: Box<dyn Link>,
    pub note: Option<String>,
}

/// Logs in. Never twice with the same password: a second driver is tried only where the first did not reach the password check.
pub fn dial(connect: &Connect, login: &Login) -> Result<Dialled, AskError> {
    let open = |link: Result<guard::Guarded, AskError>| link.map(|l| Box::new(l) as Box<dyn Link>);
    match connect.driver {
        Driver::Thin => Ok(Dialled { link: open(thin::dial(connect, login))?, note: None }),
        Driver::Thick => Ok(Dialled { link: open(thick::dial(connect, login))?, note: None }),
        Driver::Auto => match open(thin::dial(connect, login)) {
            Ok(link) => Ok(Dialled { link, note: None }),
            Err(thin) if thin.kind == AskErrorKind::Client => match open(thick::dial(connect, login)) {
                Ok(link) => Ok(Dialled { link, note: Some(thin.message) }),
                Err(thick) if thick.kind == AskErrorKind::Client => {
                    Err(AskError { message: format!("thin: {}\nthick: {}", thin.message, thick.message), ..thin })
                }
                Err(thick) => Err(thick),
            },
            Err(error) => Err(error),
        },
    }
}

/// What `opsctl doctor` says of the thick driver: `None` when an Oracle client library was found and loaded.
#[must_use]
pub fn client_library() -> Option<String> {
    thick::missing_client()
}

/// Asks one thing with no declared columns; for probes of privileges.
pub fn probe(link: &mut dyn Link, sql: &str, timeout: Duration) -> Result<(), AskError> {
    let columns = &Arc::default();
    link.ask(&Ask { id: "probe", text: sql, sha256: "", columns, parser: None, twice: false, timeout, max_rows: 1 }).map(|_| ())
}
