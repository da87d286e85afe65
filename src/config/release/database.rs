//! A database that scripts change: each client has keys of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::origin::Origin;
use super::super::reader::Reader;
use super::super::reference::{plain_secret, secret};
use super::super::show;
use super::super::targets::user;
use super::{Known, needs};
use crate::error::{Error, Kind};
use crate::model::release::{Client, Database};
use crate::text::Msg;

pub(crate) const KEYS: &[&str] = &["client", "connect", "program", "env", "seconds", "backup", "user", "password"];
/// A file has neither a user nor a password.
const FILE_KEYS: &[&str] = &["client", "connect", "program", "env", "seconds", "backup"];
const CLIENTS: &[(&str, Client)] = &[("sqlplus", Client::Sqlplus), ("psql", Client::Psql), ("sqlite3", Client::Sqlite3)];

/// A database; `origin` is where its name stands.
pub(super) fn read(origin: &Origin, table: &Reader<'_>, known: &Known<'_>) -> Option<Database> {
    needs(table, origin, "client", "client = \"sqlplus\" / \"psql\" / \"sqlite3\"");
    let client = table.choice("client", CLIENTS).map(|client| client.value);
    table.only(if client == Some(Client::Sqlite3) { FILE_KEYS } else { KEYS });
    let form = match client {
        Some(Client::Psql) => "\"host=dbhost dbname=zs\" / \"postgresql://dbhost/zs\"",
        Some(Client::Sqlite3) => "\"/data/zs.db\"",
        _ => "\"//dbhost:1521/zs\"",
    };
    needs(table, origin, "connect", &format!("connect = {form}"));
    let connect = client.and_then(|client| connect(table, client, form));
    let user = user(table);
    let password = secret(table, "password");
    // Without either, the client finds its login itself: a wallet, .pgpass, the account of the system.
    if client == Some(Client::Sqlplus) && table.entry("user").is_some() {
        needs(table, origin, "password", "password = { file = \"…\" }");
    }
    if table.entry("password").is_some() && client != Some(Client::Sqlite3) {
        needs(table, origin, "user", "user = \"…\"");
    }
    let backup = table.text("backup");
    if let Some(set) = backup.as_ref().filter(|set| !known.sets.contains(&set.value.as_str())) {
        let msg = Msg::ConfigNoSet { place: set.origin.to_string(), name: set.value.clone() };
        table.problems.add(&set.origin, Error::new(Kind::Config, msg).near(&set.value, known.sets.iter().copied()));
    }
    let env = table.sub("env").map(|inside| env(&inside)).unwrap_or_default();
    let program = program(table);
    let seconds = table.count("seconds", 1..=86_400).map_or(600, |n| n.value);
    Some(Database {
        client: client?,
        connect: connect?,
        user: user.map(|user| user.value).unwrap_or_default(),
        password: password.map(|password| password.value),
        env,
        program,
        backup: backup.map(|set| set.value),
        seconds,
    })
}

/// What the client connects to; a password in it is refused without repeating it.
fn connect(table: &Reader<'_>, client: Client, form: &str) -> Option<String> {
    let text = table.text("connect")?.value;
    let lower = text.to_ascii_lowercase();
    let login = text.split_once("://").and_then(|(_, rest)| rest.split(['/', '?']).next()?.rsplit_once('@')).map(|(login, _)| login);
    let plain = match client {
        Client::Sqlplus => text.contains('@'),
        Client::Psql => login.is_some_and(|login| login.contains(':')) || lower.replace(' ', "").contains("password="),
        Client::Sqlite3 => false,
    };
    if plain {
        plain_secret(table, "connect", "password");
        return None;
    }
    let bad = text.contains(char::is_control) || text.starts_with('-') || (client == Client::Sqlite3 && !text.starts_with('/'));
    if bad {
        table.wrong_value(table.entry("connect")?, form);
        return None;
    }
    Some(text)
}

/// A name is looked up in `PATH`, a path starts at the file.
fn program(table: &Reader<'_>) -> Option<PathBuf> {
    let text = table.text("program")?.value;
    Some(if text.contains('/') { table.resolve(&text) } else { text.into() })
}

/// Variables for the client; those that hold passwords are refused.
fn env(inside: &Reader<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (key, value) in inside.table {
        let name = key.get_ref().as_ref();
        let good = !name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if name.to_ascii_uppercase().contains("PASSWORD") {
            plain_secret(inside, name, "password");
        } else if name.is_empty() || !good {
            inside.wrong_value((key, value), "NLS_LANG = \"…\"");
        } else if let Some(text) = inside.text(name) {
            found.insert(name.to_owned(), text.value);
        }
    }
    found
}

/// Keys and values for `config show`; of a password only where it is.
pub(super) fn shown(database: &Database) -> Vec<(&'static str, String)> {
    let client = CLIENTS.iter().find(|(_, client)| *client == database.client).map_or("", |(word, _)| word);
    let env: Vec<String> = database.env.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let all = [
        ("client", client.into()),
        ("connect", database.connect.clone()),
        ("user", database.user.clone()),
        ("password", database.password.as_ref().map(show::secret).unwrap_or_default()),
        ("program", database.program.as_ref().map(|path| path.display().to_string()).unwrap_or_default()),
        ("env", env.join(", ")),
        ("backup", database.backup.clone().unwrap_or_default()),
        ("seconds", database.seconds.to_string()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
