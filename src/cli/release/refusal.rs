//! A package that is refused, told.

use std::path::Path;

use crate::cli::App;
use crate::error::{Error, Kind};
use crate::release::package::Refused;
use crate::text::Msg;

/// Every reason, what and what now.
pub(super) fn refused(app: &App, path: &Path, refused: &Refused) -> Error {
    let lang = app.ui.lang;
    let one = |fault: &crate::release::package::Fault| {
        Error::new(Kind::Input, Msg::ReleasePackageRefused { path: path.display().to_string(), why: fault.say(lang) })
    };
    Error::all(refused.faults.iter().map(one).collect())
        .unwrap_or_else(|| Error::new(Kind::Input, Msg::ReleasePackageRefused { path: path.display().to_string(), why: String::new() }))
}
