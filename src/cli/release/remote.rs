//! Places on other hosts.

use super::office::Office;
use crate::error::{Error, Kind, Result};
use crate::model::release::Place as At;
use crate::release::place::Place;
use crate::text::Msg;

/// A place on a host of `targets.toml`.
pub(super) fn place(_office: &Office<'_>, _at: &At, host: &str, _agent: bool) -> Result<Box<dyn Place>> {
    Err(Error::new(Kind::Config, Msg::ReleaseNoBackFromHere { host: host.into() }))
}
