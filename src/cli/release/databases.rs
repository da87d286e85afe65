//! Databases of a target, as runs use them.

use std::collections::{BTreeMap, BTreeSet};

use super::office::{Databases, Office};
use crate::error::Result;
use crate::release::run::{Kit, Work};

/// Scripts of a package that are deployed already.
pub(super) fn there(_office: &Office<'_>, _release: &str, _kit: &Kit) -> Result<BTreeSet<String>> {
    Ok(BTreeSet::new())
}

/// One session a database that a work needs; none is opened yet.
pub(super) fn sessions(_office: &Office<'_>, _work: &Work) -> Result<Databases<'static>> {
    Ok(BTreeMap::new())
}
