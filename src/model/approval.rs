//! Who is who in the approval of a release, and what a site allows there: what the settings and the form of a release both speak of.

use serde::{Deserialize, Serialize};

use super::words::worded;

worded! {
    /// Who somebody is in the chain (1.1.6.3.1.1).
    Role {
        Applicant "applicant" "申请人" "Applicant"
        /// Reviews, rehearses, runs and signs what was run.
        VersionManager "version-manager" "版本管理员" "Version manager"
        /// Audits, and hands an approved form on to those who run it.
        SiteManager "site-manager" "现场运维经理" "Site operations manager"
        Customer "customer" "客户负责人" "Customer's officer"
        Archivist "archivist" "文档管理岗" "Archivist"
    }
}

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
