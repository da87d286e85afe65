//! The answer to the identity check → facts that choose variants and rules.

use crate::model::{Facts, Role, Table, Tenancy, Value, Version};

/// The check every session asks first.
pub const IDENTITY: &str = "db.identity";

/// Reads the one row; `None` when it lacks what the choice of variants needs.
#[must_use]
pub fn read(table: &Table) -> Option<Facts> {
    let text = |name: &str| table.get(0, name).map(Value::plain).unwrap_or_default();
    let version = Version::parse(&text("version"))?;
    let role = match text("database_role").as_str() {
        "PHYSICAL STANDBY" | "LOGICAL STANDBY" | "FAR SYNC" => Role::Standby,
        _ => Role::Primary,
    };
    let con_name = text("con_name");
    let tenancy = match (text("cdb").as_str(), con_name.as_str()) {
        ("YES", "CDB$ROOT") => Tenancy::Cdb,
        ("YES", _) => Tenancy::Pdb,
        _ => Tenancy::NonCdb,
    };
    let instances = match table.get(0, "instance_count") {
        Some(Value::Int(n)) => *n,
        _ => 1,
    };
    Some(Facts {
        version,
        version_text: text("version"),
        tenancy,
        role,
        open_mode: text("open_mode"),
        log_mode: text("log_mode"),
        flashback: text("flashback_on"),
        name: text("db_name"),
        unique_name: text("db_unique_name"),
        dbid: text("dbid"),
        con_name,
        host: text("host_name"),
        instance: text("instance_name"),
        instances,
    })
}
