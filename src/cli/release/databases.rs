//! Databases of a target, as runs use them.

use std::collections::BTreeMap;

use super::office::{Databases, Office};
use crate::error::{Error, Kind, Result};
use crate::model::release::Probe;
use crate::release::ledger::standing;
use crate::release::run::{Base, Work};
use crate::text::Msg;

/// Whether this very package stands on the target: then its scripts are deployed. No database is asked.
pub(super) fn is_there(office: &Office<'_>, package: &str) -> Result<bool> {
    let history = office.ledger.history().map_err(|fault| office.refused(&(&fault).into()))?;
    Ok(standing(&history).iter().any(|line| line.digest == package))
}

/// One session a database that a work needs, for scripts and for looks; none is opened yet.
pub(super) fn sessions(office: &Office<'_>, work: &Work) -> Result<Databases<'static>> {
    let looks = work.verify.iter().filter_map(|look| match &look.verify.probe {
        Probe::Sql { database, .. } => Some(database),
        _ => None,
    });
    let mut all = BTreeMap::new();
    for name in work.sql.iter().map(|sql| &sql.database).chain(looks) {
        if let std::collections::btree_map::Entry::Vacant(room) = all.entry(name.clone()) {
            room.insert(Box::new(base(office, name)?) as Box<dyn crate::release::run::Sql>);
        }
    }
    Ok(all)
}

pub(super) fn base(office: &Office<'_>, name: &str) -> Result<Base> {
    let missing = || {
        let known = office.target.databases.keys().map(String::as_str);
        Error::new(Kind::Config, Msg::ReleaseNoDatabase { name: name.into() }).near(name, known)
    };
    let database = office.target.databases.get(name).ok_or_else(missing)?;
    let password = database.password.as_ref().map(|reference| office.app.secret(reference)).transpose()?;
    Ok(Base::new(name, database, password, office.app.stop().clone()))
}
