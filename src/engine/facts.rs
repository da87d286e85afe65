//! The answer to the identity check → facts that choose variants and rules.

use super::ask::Known;
use crate::catalog;
use crate::model::{Facts, HostFacts, Os, Role, Table, TargetKind, Tenancy, Value, Version};

/// The check that every target is asked first.
#[must_use]
pub fn identity(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Oracle => "db.identity",
        TargetKind::Host => catalog::HOST_IDENTITY,
        TargetKind::Backup => super::connect_id(kind),
    }
}

/// What a target is, by its answer and what the logon said of the server.
pub(super) fn known(kind: TargetKind, table: &Table, server: &str) -> Option<Known> {
    match kind {
        // The version of the logon is the server's own word to the client; the view's is what the data dictionary says.
        TargetKind::Oracle => read(table).map(|f| Known::Database(Facts { version: Version::parse(server).unwrap_or(f.version), ..f })),
        TargetKind::Host => host(table).map(Known::Host),
        TargetKind::Backup => None,
    }
}

/// Reads the one row of a host; `None` when it is not even known what system it has.
fn host(table: &Table) -> Option<HostFacts> {
    let text = |name: &str| table.get(0, name).map(Value::plain).unwrap_or_default();
    let number = |name: &str| table.get(0, name).and_then(Value::as_f64).unwrap_or_default();
    Some(HostFacts {
        os: Os::parse(&text("os"))?,
        hostname: text("hostname"),
        system: text("system"),
        kernel: text("kernel"),
        arch: text("arch"),
        cpus: match table.get(0, "cpus") {
            Some(Value::Int(n)) => *n,
            _ => 1,
        },
        memory_mb: number("memory_mb"),
        root: table.get(0, "root") == Some(&Value::Bool(true)),
        uptime_s: number("uptime_s"),
    })
}

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
