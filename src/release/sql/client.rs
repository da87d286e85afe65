//! What differs between the clients: how they are started and told things.

use std::path::Path;
use std::time::Duration;

use super::fault::Fault;
use crate::links::client::Start;
use crate::model::Secret;
use crate::model::release::{Client, Database};
use crate::parse::sqlscript::{End, Statement};

/// Between the values of a row.
pub(super) const FIELD: &str = "\u{1f}";
/// SQL*Plus pads values with blanks around this.
pub(super) const FIELD_SQLPLUS: &str = "~|~";
/// Behind a row of psql and sqlite3.
pub(super) const ROW: char = '\u{1e}';

/// What SQL*Plus is set to: nothing of a login script stays, rows are whole lines, an error ends it, and an end that nobody asked for takes
/// open changes back (EXITCOMMIT).
const SQLPLUS: &str = "WHENEVER OSERROR EXIT FAILURE ROLLBACK
WHENEVER SQLERROR EXIT FAILURE ROLLBACK
SET EXITCOMMIT OFF
SET AUTOCOMMIT OFF
SET ECHO OFF
SET TERMOUT ON
SET DEFINE OFF
SET ESCAPE OFF
SET CMDSEP OFF
SET SQLTERMINATOR ON
SET BLOCKTERMINATOR ON
SET SQLBLANKLINES ON
SET VERIFY OFF
SET TIMING OFF
SET AUTOTRACE OFF
SET SERVEROUTPUT OFF
SET HEADING OFF
SET PAGESIZE 0
SET LINESIZE 32767
SET TRIMOUT ON
SET TAB OFF
SET WRAP ON
SET NUMWIDTH 40
SET LONG 1000000
SET LONGCHUNKSIZE 32767
SET COLSEP '~|~'
SET NULL '(null)'
SET FEEDBACK ON
";

/// What a session of Oracle has, whatever its client's environment says.
const NLS: &str = "ALTER SESSION SET NLS_DATE_FORMAT='YYYY-MM-DD HH24:MI:SS' NLS_TIMESTAMP_FORMAT='YYYY-MM-DD HH24:MI:SS.FF' \
     NLS_TIMESTAMP_TZ_FORMAT='YYYY-MM-DD HH24:MI:SS.FF TZH:TZM' NLS_NUMERIC_CHARACTERS='.,' NLS_DATE_LANGUAGE='AMERICAN' \
     NLS_SORT='BINARY' NLS_COMP='BINARY';
";

/// The program, without anything secret on its command line.
pub(super) fn start(database: &Database, password: Option<&Secret>) -> Result<Start, Fault> {
    let name = match database.client {
        Client::Sqlplus => "sqlplus",
        Client::Psql => "psql",
        Client::Sqlite3 => "sqlite3",
    };
    let program = database.program.as_deref().unwrap_or(Path::new(name)).to_string_lossy().into_owned();
    let mut env = database.env.clone();
    let mut argv = vec![program];
    let mut add = |all: &[&str]| argv.extend(all.iter().map(|one| (*one).to_owned()));
    match database.client {
        Client::Sqlplus => {
            add(&["-S", "-L", "-R", "3", "/nolog"]);
            env.insert("NLS_LANG".into(), nls_lang(database.env.get("NLS_LANG")));
        }
        Client::Psql => {
            let address = database.connect.to_ascii_lowercase();
            let has_user = address.split_once("://").and_then(|(_, rest)| rest.split_once('@'));
            if address.contains("password") || has_user.is_some_and(|(user, _)| user.contains(':')) {
                return Err(Fault::Exposed);
            }
            add(&["-X", "-v", "ON_ERROR_STOP=1", "-q", "-A", "-t", "-w", "-P", "null=(null)"]);
            add(&["-F", FIELD, "-R", &ROW.to_string(), &format!("--dbname={}", database.connect)]);
            if !database.user.is_empty() {
                add(&[&format!("--username={}", database.user)]);
            }
            env.insert("PGCLIENTENCODING".into(), "UTF8".into());
            if let Some(password) = password {
                env.insert("PGPASSWORD".into(), password.reveal().into());
            }
        }
        Client::Sqlite3 => {
            add(&["-bail", "-batch", "-init", "/dev/null", "-separator", FIELD, "-newline", &ROW.to_string(), "-nullvalue", "(null)"]);
            // A name that is not there would be made a new database.
            let file = Path::new(&database.connect);
            let file = file.canonicalize().map_err(|cause| Fault::Start { program: database.connect.clone(), cause })?;
            add(&[&file.to_string_lossy()]);
        }
    }
    Ok(Start { argv, env, grace: Duration::ZERO })
}

/// English messages, which are read here, and UTF-8, in which scripts are sent; the territory stays.
fn nls_lang(given: Option<&String>) -> String {
    let territory = given.and_then(|given| given.split('.').next()?.split_once('_')).map_or("AMERICA", |(_, territory)| territory);
    format!("AMERICAN_{territory}.AL32UTF8")
}

/// What is told first: the logon, and settings.
pub(super) fn hello(database: &Database, password: Option<&Secret>) -> Result<String, Fault> {
    match database.client {
        Client::Sqlplus => {
            let password = password.map(Secret::reveal);
            let all = [database.connect.as_str(), database.user.as_str(), password.unwrap_or_default()];
            if all.iter().any(|one| one.contains(|c: char| c.is_control() || c == '"')) || database.connect.contains(' ') {
                return Err(Fault::Setting);
            }
            let logon = match password {
                Some(password) if !database.user.is_empty() => format!("{}/\"{password}\"", database.user),
                // It would ask for one.
                None if !database.user.is_empty() => return Err(Fault::NoPassword),
                _ => "/".to_owned(),
            };
            let at = if database.connect.is_empty() { String::new() } else { format!("@{}", database.connect) };
            Ok(format!("SET DEFINE OFF\nCONNECT {logon}{at}\n{SQLPLUS}SHOW EXITCOMMIT\n"))
        }
        Client::Psql => Ok(String::new()),
        Client::Sqlite3 => Ok(".timeout 5000\n".into()),
    }
}

/// A query for the schema that is changed, and for the session as the database knows it.
pub(super) fn who(client: Client, process: u32) -> String {
    match client {
        Client::Sqlplus => {
            "SELECT SYS_CONTEXT('USERENV','CURRENT_SCHEMA') || ' ' || SYS_CONTEXT('USERENV','SESSIONID') FROM dual;\n".into()
        }
        Client::Psql => "SELECT current_schema() || ' ' || pg_backend_pid();\n".into(),
        Client::Sqlite3 => format!("SELECT 'main {process}';\n"),
    }
}

/// Puts the session back to what each script begins with, whatever the one before set.
pub(super) fn prepare(client: Client, schema: &str, name: &str) -> String {
    match client {
        Client::Sqlplus => format!("{NLS}ALTER SESSION SET CURRENT_SCHEMA = {};\n", quoted(schema)),
        Client::Psql => format!(
            "RESET SESSION AUTHORIZATION;\nRESET ALL;\nSET client_min_messages = warning;\nSET standard_conforming_strings = on;\n\
             SET application_name = {};\n",
            literal(name)
        ),
        Client::Sqlite3 => String::new(),
    }
}

/// A line that makes the client print `mark`.
pub(super) fn mark(client: Client, mark: &str) -> String {
    match client {
        Client::Sqlplus => format!("PROMPT {mark}\n"),
        Client::Psql => format!("\\echo {mark}\n"),
        Client::Sqlite3 => format!(".print {mark}\n"),
    }
}

/// What makes the client run a statement of a script.
pub(super) fn statement(client: Client, statement: &Statement) -> String {
    let text = &statement.text;
    match client {
        Client::Sqlplus if statement.end == End::Line => format!("{text}\n"),
        Client::Sqlplus => format!("{text}\n/\n"),
        Client::Psql | Client::Sqlite3 => format!("{text}\n;\n"),
    }
}

/// Begins a transaction; Oracle always is in one.
pub(super) fn begin(client: Client) -> &'static str {
    match client {
        Client::Sqlplus => "",
        Client::Psql => "BEGIN;\n",
        Client::Sqlite3 => "BEGIN IMMEDIATE;\n",
    }
}

/// Begins and ends a time in which the database lets nothing be written.
pub(super) fn reading(client: Client) -> (&'static str, &'static str) {
    match client {
        Client::Sqlplus => ("ROLLBACK;\nSET TRANSACTION READ ONLY;\n", "ROLLBACK;\n"),
        Client::Psql => ("BEGIN TRANSACTION READ ONLY;\n", "ROLLBACK;\n"),
        Client::Sqlite3 => ("PRAGMA query_only = 1;\n", "PRAGMA query_only = 0;\n"),
    }
}

/// A text of SQL. Control characters, which nothing has that is written here, become blanks: it stays on its line.
pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace(char::is_control, " ").replace('\'', "''"))
}

/// A name of SQL.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace(char::is_control, " ").replace('"', "\"\""))
}
