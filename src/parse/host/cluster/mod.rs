//! High availability software of any kind → one row for each node, resource and service of it.

mod crs;
mod keepalived;
mod pacemaker;
mod powerha;
mod serviceguard;
mod xml;

use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// One thing that has a state. `health` is `ok`, `note`, `attention`, `elsewhere`, `down`, or nothing where the state is not known.
#[derive(Debug, Default)]
struct Member {
    system: &'static str,
    kind: &'static str,
    name: String,
    expected: String,
    state: String,
    place: String,
    health: Option<&'static str>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut members = Vec::new();
    let mut strange = Vec::new();
    let mut any = false;
    for (name, output) in input.parts {
        let before = (members.len(), strange.len());
        match name.as_str() {
            "pacemaker" => members.extend(pacemaker::crm_mon(output, input.errors, &mut strange)),
            "clustat" => members.extend(pacemaker::clustat(output, input.errors, &mut strange)),
            "crs" => members.extend(crs::services(output, &mut strange)),
            "olsnodes" => members.extend(crs::nodes(output, &mut strange)),
            "crsres" => members.extend(crs::resources(output, &mut strange)),
            "powerha" => members.extend(powerha::manager(output)),
            "clrg" => members.extend(powerha::groups(output, &mut strange)),
            "serviceguard" => members.extend(serviceguard::cmviewcl(output, &mut strange)),
            other => match other.strip_prefix("keepalived ") {
                Some(count) => {
                    members.extend(keepalived::members(output, count, input.part("addresses").unwrap_or_default(), &mut strange));
                }
                None => continue,
            },
        }
        any = true;
        // The software is there and showed nothing: that is not well, it is not seen.
        if before == (members.len(), strange.len()) && name != "olsnodes" {
            let said = input.errors.lines().next().unwrap_or_default();
            strange.push(format!("{name}: 没有输出 / no output {said}").trim().to_owned());
        }
    }
    if !any {
        return Err(ParseFault::Missing("crm_mon, clustat, keepalived, crsctl, clRGinfo, cmviewcl"));
    }
    let rows = members
        .into_iter()
        .map(|m| {
            vec![
                ("system", text(m.system)),
                ("kind", text(m.kind)),
                ("name", text(m.name)),
                ("expected", text(m.expected)),
                ("state", text(m.state)),
                ("place_mark", mark(&m.place)),
                ("place", text(m.place)),
                ("health", m.health.map_or(Value::Null, text)),
            ]
        })
        .collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

/// A number for a place, as only numbers are kept from look to look (FNV-1a, 32 bits).
fn mark(place: &str) -> Value {
    if place.is_empty() {
        return Value::Null;
    }
    let hash = place.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    Value::Num(f64::from(hash))
}
