//! Reads `{ file = … }`, `{ env = … }` or `{ command = … }`: where a secret is. The secret itself is refused, and never repeated.

use toml::de::DeValue;

use super::origin::Sourced;
use super::reader::Reader;
use crate::error::{Error, Kind};
use crate::model::SecretRef;
use crate::text::Msg;

pub(super) const SECRET_KEYS: &[&str] = &["file", "env", "command"];
const SECRET: &str = "{ file = \"…\" } / { env = \"…\" } / { command = [\"…\"] }";

/// A reference to a secret; anything else in its place is refused without repeating it.
pub(super) fn secret(table: &Reader<'_>, key: &str) -> Option<Sourced<SecretRef>> {
    let entry = table.entry(key)?;
    if !matches!(entry.1.get_ref(), DeValue::Table(_)) {
        plain_secret(table, key, key);
        return None;
    }
    let inside = table.sub(key)?;
    inside.only(SECRET_KEYS);
    let file = inside.disk_path("file").map(|path| SecretRef::File(path.value));
    let env = inside.text("env").map(|name| SecretRef::Env(name.value));
    let command = inside.texts("command").and_then(|argv| command(&inside, argv.value));
    let mut ways = [file, env, command].into_iter().flatten();
    match (ways.next(), ways.next()) {
        (Some(one), None) => Some(Sourced::new(one, table.origin(entry.0))),
        (Some(_), Some(_)) => {
            table.wrong_type(entry, SECRET);
            None
        }
        (None, _) => {
            if !SECRET_KEYS.iter().any(|way| inside.entry(way).is_some()) && inside.table.is_empty() {
                table.wrong_type(entry, SECRET);
            }
            None
        }
    }
}

/// A program with a slash in its name is a path and starts at the file; one without is looked up in `PATH`.
fn command(inside: &Reader<'_>, mut argv: Vec<String>) -> Option<SecretRef> {
    let entry = inside.entry("command")?;
    let Some(program) = argv.first_mut().filter(|_| !entry.1.get_ref().is_str()).filter(|program| !program.is_empty()) else {
        inside.wrong_type(entry, "[\"…\", \"…\"]");
        return None;
    };
    if program.contains('/') {
        *program = inside.resolve(program).to_string_lossy().into_owned();
    }
    Some(SecretRef::Command(argv))
}

/// Says that a password stands where none may, without repeating it.
pub(super) fn plain_secret(table: &Reader<'_>, key: &str, hint: &str) {
    if let Some((name, _)) = table.entry(key) {
        let msg = Msg::ConfigPlainSecret { place: table.place(name), key: table.key(key) };
        table.problems.add(&table.origin(name), Error::new(Kind::Config, msg).hint(Msg::HintSecret { key: hint.into() }));
    }
}
