//! What a site allows. The default is strict.

use serde::{Deserialize, Serialize};

use super::status::Role;

/// The policy of a site, as its config has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Policy {
    /// How old a rehearsal may be when production begins.
    pub rehearsal_days: u32,
    /// People who may sign in several roles.
    pub one_person: Vec<Exception>,
    /// Emergency patches may run without a rehearsal.
    pub emergency_unrehearsed: bool,
    /// A decision counts without signature and page, by the name alone.
    pub unproven: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { rehearsal_days: 30, one_person: Vec::new(), emergency_unrehearsed: false, unproven: false }
    }
}

/// One person, several roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    pub person: String,
    /// He may sign one form in any of these.
    pub roles: Vec<Role>,
}

impl Policy {
    /// Whether a person may sign one form in both roles.
    #[must_use]
    pub fn excuses(&self, person: &str, roles: [Role; 2]) -> bool {
        self.one_person.iter().any(|one| one.person == person && roles.iter().all(|role| one.roles.contains(role)))
    }
}
