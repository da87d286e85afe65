//! What there is to check: the files of `sql/` and `scripts/probes/`, embedded or in a site's own folder, read and validated once. LEVEL 2.

mod checklist;
mod collector;
mod examples;
mod head;
mod load;
mod script;
mod shtext;
mod sqlplus;
mod sqltext;
mod variants;

use crate::error::{Error, Kind, Result};
use crate::model::Check;
use crate::text::Msg;

pub use checklist::{Checklist, Item, checklist};
pub use collector::{Collector, HOST_IDENTITY, PROBE_SECONDS, Since};
pub use examples::examples;
pub use load::{Fault, load, load_dir};
pub use script::{RELEASES, script};
pub use sqltext::{SqlFault, licensed, views};
pub use variants::{Choice, choose, for_facts};

/// All checks, ordered by id.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    checks: Vec<Check>,
}

impl Catalog {
    #[must_use]
    pub fn new(mut checks: Vec<Check>) -> Self {
        checks.sort_by(|a, b| a.id.cmp(&b.id));
        Self { checks }
    }

    #[must_use]
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// The check with this id, or an error that names the nearest one.
    pub fn find(&self, id: &str) -> Result<&Check> {
        self.checks.binary_search_by(|c| c.id.as_str().cmp(id)).map(|at| &self.checks[at]).map_err(|_| {
            Error::new(Kind::Usage, Msg::UnknownCheck { name: id.into() })
                .near(id, self.checks.iter().map(|c| c.id.as_str()))
                .hint(Msg::HintChecks {})
        })
    }
}
