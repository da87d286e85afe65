//! Oracle's own pure-Rust driver: no client library, servers from 12.1.

use std::time::Duration;

use jiff::civil::DateTime;
use oracledb::{Config, Connection, Error, ErrorKind, Row};

use super::cells::{Cell, Raw};
use super::guard::{Client, Guarded, Job};
use super::{Login, address, ora_codes};
use crate::model::{AskError, AskErrorKind, Connect};

struct Thin(Connection);

/// One round trip that pins what answers depend on. PL/SQL needs an open database; a mounted one keeps its defaults, which
/// the few checks that run there do not depend on.
const SESSION: &str = "begin execute immediate 'alter session set nls_numeric_characters=''.,'' nls_date_format=''YYYY-MM-DD HH24:MI:SS'' \
    nls_timestamp_format=''YYYY-MM-DD HH24:MI:SS.FF'' nls_language=''AMERICAN'''; set transaction read only; end;";

pub(super) fn dial(connect: &Connect, login: &Login) -> Result<Guarded, AskError> {
    let (connect, login) = (connect.clone(), login.clone());
    let timeout = Duration::from_secs(u64::from(connect.connect_timeout_s));
    let link = Guarded::connect("thin", timeout + Duration::from_secs(1), move || {
        let connection = oracledb::connect(config(&connect, &login, timeout)?).map_err(|e| logon_error(&e))?;
        // Outside the logon a mounted database refuses PL/SQL; that is no fault.
        match connection
            .set_module("opsctl")
            .and_then(|()| connection.set_call_timeout(Some(timeout)))
            .and_then(|()| connection.execute(SESSION, &[]))
        {
            Err(e) if !matches!(error(&e, "").kind, AskErrorKind::NotOpen | AskErrorKind::Server) => return Err(error(&e, SESSION)),
            Ok(_) | Err(_) => {}
        }
        Ok(Thin(connection))
    });
    // The driver unwraps what an account with only an 11g verifier does not send.
    link.map_err(|e| match e.kind {
        AskErrorKind::Internal => AskError {
            kind: AskErrorKind::Client,
            message: format!("{}; the account may have only an 11g password verifier, which the thin driver does not know", e.message),
            ..e
        },
        _ => e,
    })
}

fn config(connect: &Connect, login: &Login, timeout: Duration) -> Result<Config, AskError> {
    let mut config = Config::default()
        .set_program("opsctl")
        .and_then(|c| c.set_osuser("opsctl"))
        .map_err(|e| logon_error(&e))?
        .set_driver_name(concat!("opsctl ", env!("CARGO_PKG_VERSION")))
        .set_user(&connect.user)
        .set_transport_connect_timeout(Some(timeout));
    if let Some(password) = &login.password {
        config = config.set_password(password.reveal());
    }
    if let Some(dir) = &connect.tns_admin {
        config = config.set_config_dir(&dir.display().to_string());
    }
    if let Some(wallet) = &connect.wallet {
        config = config.set_wallet_location(wallet.display().to_string());
    }
    if let Some(password) = &login.wallet_password {
        config = config.set_wallet_password(password.reveal());
    }
    if connect.sysdba {
        config = config.set_auth_mode(oracledb::AUTH_MODE_SYSDBA);
    }
    config.set_connect_string(&address::connect_string(&connect.address)).map_err(|e| AskError::new(AskErrorKind::Config, e.to_string()))
}

impl Client for Thin {
    fn query(&mut self, job: &Job) -> Result<Raw, AskError> {
        let fail = |e: &Error| error(e, &job.sql);
        self.0.set_action(&job.action).map_err(|e| fail(&e))?;
        self.0.set_call_timeout(Some(job.timeout)).map_err(|e| fail(&e))?;
        // All rows of a usual answer come with the first round trip.
        let batch = u32::try_from(job.max_rows.saturating_add(1).min(10_000)).unwrap_or(10_000);
        let statement =
            self.0.statement(&job.sql).map_err(|e| fail(&e))?.prefetch_rows(batch).fetch_array_size(batch).exclude_from_cache().build();
        let cursor = statement.and_then(|s| s.query(&[])).map_err(|e| fail(&e))?;
        let mut raw = Raw { columns: cursor.columns().iter().map(|c| c.name().to_owned()).collect(), ..Raw::default() };
        for row in cursor {
            if raw.rows.len() >= job.max_rows {
                raw.truncated = true;
                break;
            }
            raw.rows.push(cells(&row.map_err(|e| fail(&e))?)?);
        }
        Ok(raw)
    }

    fn version(&self) -> Option<String> {
        self.0.version().ok().map(|v| v.to_string())
    }
}

fn cells(row: &Row) -> Result<Vec<Cell>, AskError> {
    let bad = |e: &Error, name: &str| AskError::new(AskErrorKind::BadAnswer, format!("{name}: {e}"));
    row.columns()
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let db_type = column.db_type();
            let cell = if db_type.is_date_type() {
                row.get::<Option<oracledb::OracleTimestamp>>(i).map(|t| t.as_ref().and_then(time).map(Cell::Time))
            } else if db_type.is_string_type() {
                row.get::<Option<String>>(i).map(|s| s.map(Cell::Text))
            } else {
                match db_type.name() {
                    "DB_TYPE_NUMBER" | "DB_TYPE_BINARY_INTEGER" => {
                        row.get::<Option<oracledb::OracleNumber>>(i).map(|n| n.map(|n| Cell::Number(n.to_string())))
                    }
                    "DB_TYPE_BINARY_DOUBLE" | "DB_TYPE_BINARY_FLOAT" => {
                        row.get::<Option<f64>>(i).map(|n| n.map(|n| Cell::Number(n.to_string())))
                    }
                    "DB_TYPE_BOOLEAN" => row.get::<Option<bool>>(i).map(|b| b.map(|b| Cell::Number(u8::from(b).to_string()))),
                    "DB_TYPE_INTERVAL_DS" => {
                        row.get::<Option<oracledb::OracleIntervalDS>>(i).map(|d| d.map(|d| Cell::Interval(seconds(&d))))
                    }
                    "DB_TYPE_RAW" | "DB_TYPE_LONG_RAW" => row.get::<Option<Vec<u8>>>(i).map(|b| b.map(|b| Cell::Text(hex(&b)))),
                    _ => row.get::<Option<String>>(i).map(|s| s.map(Cell::Text)),
                }
            };
            cell.map(|c| c.unwrap_or(Cell::Null)).map_err(|e| bad(&e, column.name()))
        })
        .collect()
}

fn time(t: &oracledb::OracleTimestamp) -> Option<DateTime> {
    let number = |n: u8| i8::try_from(n).ok();
    let nanos = i32::try_from(t.nanoseconds()).ok()?;
    DateTime::new(t.year(), number(t.month())?, number(t.day())?, number(t.hour())?, number(t.minute())?, number(t.second())?, nanos).ok()
}

fn seconds(d: &oracledb::OracleIntervalDS) -> f64 {
    f64::from(d.days()) * 86_400.0
        + f64::from(d.hours()) * 3_600.0
        + f64::from(d.minutes()) * 60.0
        + f64::from(d.seconds())
        + f64::from(d.nanoseconds()) / 1e9
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect()
}

/// An error while logging in.
fn logon_error(e: &Error) -> AskError {
    let known = |kind, code: &str| AskError { kind, code: code.into(), message: e.to_string(), object: String::new() };
    match e.kind() {
        ErrorKind::InvalidServiceName(..) => known(AskErrorKind::Down, "ORA-12514"),
        ErrorKind::InvalidSid(..) => known(AskErrorKind::Down, "ORA-12505"),
        ErrorKind::ListenerRefusedConnection(_, _, _, code) => {
            let code = u32::try_from(*code).unwrap_or(0);
            AskError { message: e.to_string(), ..ora_codes::error(code, "", String::new()) }
        }
        ErrorKind::ServerVersionNotSupported | ErrorKind::NotImplemented(_) | ErrorKind::UnexpectedRefuse(_) => {
            known(AskErrorKind::Client, "")
        }
        ErrorKind::TnsAliasNotFound(..)
        | ErrorKind::NoConfigDir
        | ErrorKind::NoConnectString
        | ErrorKind::InvalidConnectString(..)
        | ErrorKind::InvalidNetworkName(_) => known(AskErrorKind::Config, "ORA-12154"),
        ErrorKind::WalletUnreadable(_)
        | ErrorKind::WalletPasswordMissingOrInvalid(..)
        | ErrorKind::WalletPrivateKeyInvalid(_)
        | ErrorKind::NoCredentials => known(AskErrorKind::Config, ""),
        ErrorKind::StreamOperation | ErrorKind::CallTimeoutExceeded | ErrorKind::DeadConnection | ErrorKind::TlsOperation => {
            known(AskErrorKind::Down, "")
        }
        _ => error(e, ""),
    }
}

/// An error of a statement.
fn error(e: &Error, sql: &str) -> AskError {
    match e.kind() {
        ErrorKind::DbError(db) => {
            let code = u32::try_from(db.code()).unwrap_or(0);
            ora_codes::error(code, db.message(), ora_codes::word_at(sql, db.offset()))
        }
        ErrorKind::CallTimeoutExceeded => AskError::new(AskErrorKind::Timeout, e.to_string()),
        ErrorKind::DeadConnection
        | ErrorKind::StreamOperation
        | ErrorKind::UnableToRecover
        | ErrorKind::NotConnected
        | ErrorKind::TlsOperation => AskError::new(AskErrorKind::Disconnected, e.to_string()),
        _ => AskError::new(AskErrorKind::Server, e.to_string()),
    }
}
