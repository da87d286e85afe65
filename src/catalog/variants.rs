//! Which body of a check fits a server: one table-tested function.

use crate::model::{Body, Check, Facts, Role, Tenancy, Version};

/// The answer: a body, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice<'a> {
    Body(&'a Body),
    /// The server is too old, or of a tenancy or role that the check does not know; the words say which.
    Unsupported(String),
}

/// Picks the body for a server. Of those whose tags all fit, most tenancy and role tags win, then the highest version.
#[must_use]
pub fn choose(check: &Check, version: Version, tenancy: Tenancy, role: Role) -> Choice<'_> {
    if !check.applies.tenancy.contains(&tenancy) {
        return Choice::Unsupported(format!("tenancy {}", tenancy.as_str()));
    }
    if !check.applies.role.contains(&role) {
        return Choice::Unsupported(format!("role {}", role.as_str()));
    }
    let fits = |body: &&Body| {
        body.version.unwrap_or(check.applies.version) <= version
            && body.tenancy.is_none_or(|t| t == tenancy)
            && body.role.is_none_or(|r| r == role)
    };
    let rank =
        |body: &&Body| (u8::from(body.tenancy.is_some()) + u8::from(body.role.is_some()), body.version.unwrap_or(check.applies.version));
    match check.bodies.iter().filter(fits).max_by_key(rank) {
        Some(body) => Choice::Body(body),
        None => Choice::Unsupported(format!("version {version} < {}", check.applies.version)),
    }
}

/// As [`choose`], from what a database said of itself.
#[must_use]
pub fn for_facts<'a>(check: &'a Check, facts: &Facts) -> Choice<'a> {
    choose(check, facts.version, facts.tenancy, facts.role)
}

/// What a variant is for; `None` means any.
type Tags = (Option<Version>, Option<Tenancy>, Option<Role>);

/// Tags of a file name `id@11.2_cdb_standby.sql`; the error is the tag that is none.
pub(super) fn tags(text: &str) -> Result<Tags, String> {
    let (mut version, mut tenancy, mut role) = (None, None, None);
    for tag in text.split('_') {
        match tag {
            "cdb" => tenancy = Some(Tenancy::Cdb),
            "pdb" => tenancy = Some(Tenancy::Pdb),
            "non-cdb" => tenancy = Some(Tenancy::NonCdb),
            "primary" => role = Some(Role::Primary),
            "standby" => role = Some(Role::Standby),
            other => version = Some(Version::parse(other).ok_or_else(|| other.to_owned())?),
        }
    }
    Ok((version, tenancy, role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_versions_tenancies_and_roles() {
        assert_eq!(tags("12.2_cdb_standby"), Ok((Some(Version::new(12, 2)), Some(Tenancy::Cdb), Some(Role::Standby))));
        assert_eq!(tags("mounted"), Err("mounted".into()));
    }
}
