//! The table of what ran: `OPSCTL_RELEASE` in the changed schema, a row for each statement of each attempt, which says what was last known
//! of it: `STARTED`, `DONE`, `FAILED`, `PARTLY` or `UNDONE`. Its SQL is the same for all three databases.

use super::answer::lines;
use super::client::{begin, literal, quoted};
use super::fault::{Fault, Result};
use super::session::Session;
use super::{Part, Release};
use crate::ctx;
use crate::model::release::Client;

/// Rows that are read at once: far less than is kept of an answer.
const PAGE: usize = 1000;
/// Bytes of a name that there is room for.
const NAME: usize = 200;

const COLUMNS: &str = "RELEASE_ID VARCHAR(200) NOT NULL, SCRIPT VARCHAR(200) NOT NULL, PART VARCHAR(8) NOT NULL, ATTEMPT INTEGER NOT NULL, \
     STMT_NO INTEGER NOT NULL, DIGEST VARCHAR(64) NOT NULL, STMT_SHA256 VARCHAR(64) NOT NULL, STATE VARCHAR(8) NOT NULL, \
     AT_UTC VARCHAR(40) NOT NULL, SESSION_ID VARCHAR(64) NOT NULL, PRIMARY KEY (RELEASE_ID, SCRIPT, PART, ATTEMPT, STMT_NO)";

/// What is written of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Begun.
    Started,
    Done,
    /// The database refused it, or a person saw that it was not done: nothing of it is in effect.
    Failed,
    /// The database refused it, and a part of what it does may be in effect.
    Partly,
    /// Taken back.
    Undone,
}

impl Mark {
    const ALL: [(Self, &'static str); 5] =
        [(Self::Started, "STARTED"), (Self::Done, "DONE"), (Self::Failed, "FAILED"), (Self::Partly, "PARTLY"), (Self::Undone, "UNDONE")];

    pub(super) fn word(self) -> &'static str {
        Self::ALL.iter().find(|(mark, _)| *mark == self).map_or("", |(_, word)| word)
    }
}

/// A row of the last attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) part: Part,
    pub(super) number: usize,
    pub(super) sha256: String,
    pub(super) mark: Mark,
    pub(super) at: String,
    pub(super) session: String,
}

/// The last attempt at a script; 0: there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attempt {
    pub(super) number: usize,
    /// By part, then number.
    pub(super) rows: Vec<Row>,
}

/// Rows of one script and attempt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) release: Release<'a>,
    pub(super) script: &'a str,
    pub(super) attempt: usize,
}

/// Whether the registry can hold a name.
pub(super) fn fits(name: &str) -> Result<()> {
    let fits = !name.is_empty() && name.len() <= NAME && !name.contains(char::is_control);
    if fits { Ok(()) } else { Err(Fault::Name(name.into())) }
}

impl Session {
    pub(super) fn registry(&self) -> String {
        format!("{}.OPSCTL_RELEASE", if self.client == Client::Sqlite3 { "main".into() } else { quoted(&self.schema) })
    }

    /// Makes the table where there is none.
    pub(super) fn make_registry(&mut self) -> Result<()> {
        let table = self.registry();
        let text = match self.client {
            // -955: there is one.
            Client::Sqlplus => format!(
                "BEGIN\n  EXECUTE IMMEDIATE {};\nEXCEPTION WHEN OTHERS THEN\n  IF SQLCODE <> -955 THEN RAISE; END IF;\nEND;\n/\n",
                literal(&format!("CREATE TABLE {table} ({COLUMNS})"))
            ),
            Client::Psql | Client::Sqlite3 => format!("CREATE TABLE IF NOT EXISTS {table} ({COLUMNS});\n"),
        };
        self.own(&text).map(drop)
    }

    /// The last attempt at a script.
    pub(super) fn last_attempt(&mut self, release: &str, script: &str) -> Result<Attempt> {
        fits(release)?;
        fits(script)?;
        let table = self.registry();
        let key = format!("RELEASE_ID = {} AND SCRIPT = {}", literal(release), literal(script));
        let most = format!("SELECT COALESCE(MAX(ATTEMPT), 0) || ' ' || COALESCE(MAX(STMT_NO), 0) FROM {table} WHERE {key};\n");
        let most = self.numbers(&most)?;
        let mut attempt = Attempt { number: most.0, rows: Vec::new() };
        for from in (0..most.1).step_by(PAGE) {
            let page = format!(
                "SELECT PART || ' ' || STMT_NO || ' ' || STMT_SHA256 || ' ' || STATE || ' ' || AT_UTC || ' ' || SESSION_ID FROM {table} \
                 WHERE {key} AND ATTEMPT = {} AND STMT_NO > {from} AND STMT_NO <= {};\n",
                attempt.number,
                from + PAGE
            );
            let text = self.own(&page)?.text;
            for line in lines(self.client, &text) {
                attempt.rows.push(row(&line).ok_or(Fault::Registry { message: line })?);
            }
        }
        // Pages are of both parts.
        attempt.rows.sort_by_key(|row| (row.part, row.number));
        Ok(attempt)
    }

    fn numbers(&mut self, query: &str) -> Result<(usize, usize)> {
        let text = self.own(query)?.text;
        let numbers = lines(self.client, &text).first().and_then(|line| {
            let (one, two) = line.trim().split_once(' ')?;
            Some((one.parse().ok()?, two.parse().ok()?))
        });
        numbers.ok_or(Fault::Registry { message: text })
    }

    /// Writes, for good, that a statement begins.
    pub(super) fn begins(&mut self, rows: Rows<'_>, part: Part, number: usize, sha256: &str) -> Result<()> {
        let table = self.registry();
        let Rows { release, script, attempt } = rows;
        let values = [release.id, script, part.word()].map(literal).join(", ");
        let rest = [release.digest, sha256, Mark::Started.word(), &now(), &self.id].map(literal).join(", ");
        let key = rows.key(part, number);
        let begin = begin(self.client);
        // It was begun before, and did not happen.
        self.own(&format!(
            "{begin}DELETE FROM {table} WHERE {key};\nINSERT INTO {table} (RELEASE_ID, SCRIPT, PART, ATTEMPT, STMT_NO, DIGEST, STMT_SHA256, \
             STATE, AT_UTC, SESSION_ID)\n VALUES ({values}, {attempt}, {number}, {rest});\nCOMMIT;\n"
        ))
        .map(drop)
    }

    /// What writes another mark of one statement, without its transaction.
    pub(super) fn marking(&self, rows: Rows<'_>, part: Part, number: usize, mark: Mark) -> String {
        self.update(&rows.key(part, number), mark)
    }

    /// What writes a mark of all statements of an attempt, without its transaction.
    pub(super) fn marking_all(&self, rows: Rows<'_>, mark: Mark) -> String {
        self.update(&rows.all(), mark)
    }

    fn update(&self, key: &str, mark: Mark) -> String {
        let (mark, now) = (literal(mark.word()), literal(&now()));
        format!("UPDATE {} SET STATE = {mark}, AT_UTC = {now} WHERE {key};\n", self.registry())
    }
}

impl Rows<'_> {
    fn all(&self) -> String {
        let (release, script) = (literal(self.release.id), literal(self.script));
        format!("RELEASE_ID = {release} AND SCRIPT = {script} AND ATTEMPT = {}", self.attempt)
    }

    fn key(&self, part: Part, number: usize) -> String {
        format!("{} AND PART = {} AND STMT_NO = {number}", self.all(), literal(part.word()))
    }
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Deploy => "DEPLOY",
            Self::Rollback => "ROLLBACK",
        }
    }
}

fn row(line: &str) -> Option<Row> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [part, number, sha256, mark, at, session] = words[..] else { return None };
    Some(Row {
        part: [Part::Deploy, Part::Rollback].into_iter().find(|one| one.word() == part)?,
        number: number.parse().ok()?,
        sha256: sha256.into(),
        mark: Mark::ALL.iter().find(|(_, word)| *word == mark)?.0,
        at: at.into(),
        session: session.into(),
    })
}

fn now() -> String {
    ctx::clock().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
