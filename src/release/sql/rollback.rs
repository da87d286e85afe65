//! A script is taken back.

use super::client;
use super::fault::{Fault, Result};
use super::query::{Verified, verify};
use super::registry::{Mark, Rows};
use super::run::{Event, Run, refuse};
use super::script::Loaded;
use super::session::Session;
use super::state::{self, State};
use super::{Part, Release};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RolledBack {
    /// Nothing of deploy.sql is in effect: nothing ran.
    Nothing,
    Now {
        /// So many statements of rollback.sql ran.
        statements: usize,
        /// What verify.sql says of it. `Holds`: the change still shows, so the database is not as before.
        after: Verified,
    },
}

/// Runs rollback.sql if anything of deploy.sql is recorded, from where an earlier run of it stopped. When all of it ran, the statements of
/// the attempt are `UNDONE`, and the script can be deployed again.
///
/// It does not run while the end of a statement is unknown: it would take back what may be about to happen.
pub fn rollback(session: &mut Session, release: Release<'_>, script: &Loaded, tell: &mut dyn FnMut(Event<'_>)) -> Result<RolledBack> {
    session.locked()?;
    session.prepare()?;
    let last = session.last_attempt(release.id, &script.name)?;
    let rows = Rows { release, script: &script.name, attempt: last.number };
    match state::of(session.client, &last, script)? {
        State::NotBegun | State::Undone => {
            // What was begun and did not happen is closed, so that the next attempt may have another text.
            if last.rows.iter().any(|row| row.mark == Mark::Started) {
                close(session, rows)?;
            }
            return Ok(RolledBack::Nothing);
        }
        State::Partly { unknown: Some(unknown), .. } => return Err(Fault::Unknown(unknown)),
        State::Partly { .. } | State::Done => {}
    }
    let Some(file) = &script.rollback else {
        return Err(Fault::NoRollback { script: script.name.clone(), reason: script.irreversible.clone() });
    };
    refuse(session.client, script)?;
    let statements = Run { session: &mut *session, rows, part: Part::Rollback, file, before: &last }.all(tell)?;
    close(session, rows)?;
    Ok(RolledBack::Now { statements, after: verify(session, script)? })
}

fn close(session: &mut Session, rows: Rows<'_>) -> Result<()> {
    session.own(&format!("{}{}COMMIT;\n", client::begin(session.client), session.marking_all(rows, Mark::Undone))).map(drop)
}
