//! Volume managers of Linux, AIX and HP-UX → one row for each physical volume, group and logical volume.

mod aix;
mod hpux;
mod linux;

use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::{Os, Value};

/// One volume. `health` is `ok`, `note`, `attention`, `failed`, or nothing where the state is not known.
#[derive(Default)]
struct Volume {
    kind: &'static str,
    name: String,
    state: String,
    health: Option<&'static str>,
    size_mb: Value,
    free_mb: Value,
    data_pct: Value,
    meta_pct: Value,
    detail: String,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut strange = Vec::new();
    let volumes = match input.os {
        Os::Linux => linux::volumes(input, &mut strange)?,
        Os::Aix => aix::volumes(input, &mut strange)?,
        Os::HpUx => hpux::volumes(input.need("vgdisplay")?, &mut strange),
    };
    let rows = volumes
        .into_iter()
        .map(|v| {
            vec![
                ("kind", text(v.kind)),
                ("name", text(v.name)),
                ("state", text(v.state)),
                ("health", v.health.map_or(Value::Null, text)),
                ("size_mb", v.size_mb),
                ("free_mb", v.free_mb),
                ("data_pct", v.data_pct),
                ("meta_pct", v.meta_pct),
                ("detail", text(v.detail)),
            ]
        })
        .collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}
