//! ODPI-C over an Oracle client library that the site installs: servers from 11.2, wallets, native network encryption.

use std::time::Duration;

use jiff::civil::DateTime;
use oracle::sql_type::{IntervalDS, OracleType, Timestamp};
use oracle::{Connection, Connector, Error, ErrorKind, Privilege, Row};

use super::cells::{Cell, Raw};
use super::guard::{Client, Guarded, Job};
use super::{Login, address, ora_codes};
use crate::model::{AskError, AskErrorKind, Connect};

struct Thick(Connection);

const SESSION: &str = "alter session set nls_numeric_characters='.,' nls_date_format='YYYY-MM-DD HH24:MI:SS' \
    nls_timestamp_format='YYYY-MM-DD HH24:MI:SS.FF' nls_language='AMERICAN'";

pub(super) fn dial(connect: &Connect, login: &Login) -> Result<Guarded, AskError> {
    let (connect, login) = (connect.clone(), login.clone());
    let timeout = Duration::from_secs(u64::from(connect.connect_timeout_s));
    Guarded::connect("thick", timeout + Duration::from_secs(1), move || {
        let password = login.password.as_ref().map_or("", |p| p.reveal());
        let mut connector = Connector::new(connect.user.as_str(), password, address::connect_string(&connect.address));
        connector.driver_name(concat!("opsctl ", env!("CARGO_PKG_VERSION")));
        if connect.user.is_empty() {
            connector.external_auth(true);
        }
        if connect.sysdba {
            connector.privilege(Privilege::Sysdba);
        }
        let connection = connector.connect().map_err(|e| error(&e, ""))?;
        let opened = (|| {
            connection.set_call_timeout(Some(timeout))?;
            connection.set_module("opsctl")?;
            connection.execute(SESSION, &[])?;
            connection.execute("set transaction read only", &[])
        })();
        match opened {
            Err(e) if !matches!(error(&e, "").kind, AskErrorKind::NotOpen | AskErrorKind::Server) => Err(error(&e, "")),
            Ok(_) | Err(_) => Ok(Thick(connection)),
        }
    })
}

/// Why the client library cannot be used; `None` when it can.
pub(super) fn missing_client() -> Option<String> {
    oracle::Version::client().err().map(|e| e.to_string())
}

impl Client for Thick {
    fn query(&mut self, job: &Job) -> Result<Raw, AskError> {
        let fail = |e: &Error| error(e, &job.sql);
        self.0.set_action(&job.action).and_then(|()| self.0.set_call_timeout(Some(job.timeout))).map_err(|e| fail(&e))?;
        let batch = u32::try_from(job.max_rows.saturating_add(1).min(1_000)).unwrap_or(1_000);
        let statement = self.0.statement(&job.sql).prefetch_rows(batch).fetch_array_size(batch).exclude_from_cache().build();
        let rows = statement.and_then(|s| s.into_result_set::<Row>(&[])).map_err(|e| fail(&e))?;
        let kinds: Vec<(String, OracleType)> = rows.column_info().iter().map(|c| (c.name().to_owned(), c.oracle_type().clone())).collect();
        let mut raw = Raw { columns: kinds.iter().map(|(name, _)| name.clone()).collect(), ..Raw::default() };
        for row in rows {
            if raw.rows.len() >= job.max_rows {
                raw.truncated = true;
                break;
            }
            raw.rows.push(cells(&row.map_err(|e| fail(&e))?, &kinds)?);
        }
        Ok(raw)
    }

    fn version(&self) -> Option<String> {
        self.0.server_version().ok().map(|(v, _)| v.to_string())
    }
}

fn cells(row: &Row, kinds: &[(String, OracleType)]) -> Result<Vec<Cell>, AskError> {
    kinds
        .iter()
        .enumerate()
        .map(|(i, (name, kind))| {
            let cell = match kind {
                OracleType::Date | OracleType::Timestamp(_) | OracleType::TimestampTZ(_) | OracleType::TimestampLTZ(_) => {
                    row.get::<_, Option<Timestamp>>(i).map(|t| t.as_ref().and_then(time).map(Cell::Time))
                }
                OracleType::IntervalDS(..) => row.get::<_, Option<IntervalDS>>(i).map(|d| d.as_ref().map(|d| Cell::Interval(seconds(d)))),
                OracleType::Number(..) | OracleType::Float(_) | OracleType::BinaryDouble | OracleType::BinaryFloat | OracleType::Int64 => {
                    row.get::<_, Option<String>>(i).map(|n| n.map(Cell::Number))
                }
                _ => row.get::<_, Option<String>>(i).map(|s| s.filter(|s| !s.is_empty()).map(Cell::Text)),
            };
            cell.map(|c| c.unwrap_or(Cell::Null)).map_err(|e| AskError::new(AskErrorKind::BadAnswer, format!("{name}: {e}")))
        })
        .collect()
}

fn time(t: &Timestamp) -> Option<DateTime> {
    let small = |n: u32| i8::try_from(n).ok();
    let year = i16::try_from(t.year()).ok()?;
    let nanos = i32::try_from(t.nanosecond()).ok()?;
    DateTime::new(year, small(t.month())?, small(t.day())?, small(t.hour())?, small(t.minute())?, small(t.second())?, nanos).ok()
}

fn seconds(d: &IntervalDS) -> f64 {
    f64::from(d.days()) * 86_400.0
        + f64::from(d.hours()) * 3_600.0
        + f64::from(d.minutes()) * 60.0
        + f64::from(d.seconds())
        + f64::from(d.nanoseconds()) / 1e9
}

/// DPI-1047 is a missing client library, DPI-1080 and DPI-1067 a cancelled call; else the server's own number decides.
fn error(e: &Error, sql: &str) -> AskError {
    let text = e.to_string();
    let by_dpi = e.dpi_code().and_then(|code| match code {
        1047 | 1050 | 1072 => Some(AskErrorKind::Client),
        1067 => Some(AskErrorKind::Timeout),
        1080 if text.contains("ORA-03156") || text.contains("ORA-3156") => Some(AskErrorKind::Timeout),
        1010 | 1080 => Some(AskErrorKind::Disconnected),
        _ => None,
    });
    if let Some(kind) = by_dpi {
        let code = ora_codes::first_code(&text).map(|(code, _)| code).unwrap_or_default();
        return AskError { kind, code, message: text, object: String::new() };
    }
    if let (Some(db), true) = (e.db_error(), e.kind() != ErrorKind::InternalError) {
        let code = u32::try_from(db.code()).unwrap_or(0);
        let offset = usize::try_from(db.offset()).unwrap_or(0);
        return ora_codes::error(code, db.message(), ora_codes::word_at(sql, offset));
    }
    AskError::new(AskErrorKind::Server, text)
}
