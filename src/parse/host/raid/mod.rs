//! Software arrays, RAID cards and SMART → one row for each array, drive and card part.

mod cards;
mod md;
mod smart;

use super::text::text;
use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// One thing that has a state. `health` is `ok`, `rebuilding`, `attention`, `predicted`, `failed`, or nothing where the state is not known.
#[derive(Default)]
struct Part {
    kind: &'static str,
    name: String,
    state: String,
    health: Option<&'static str>,
    detail: String,
    progress: Option<f64>,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parts = Vec::new();
    let mut strange = Vec::new();
    let mut any = false;
    for (name, output) in input.parts {
        match name.as_str() {
            "mdstat" => {
                let arrays = md::mdstat(output);
                // The body shows it where there are arrays.
                if let (true, Some(line)) = (arrays.is_empty(), output.lines().find(|l| !l.trim().is_empty())) {
                    strange.push(format!("mdstat: {line}"));
                }
                parts.extend(arrays);
            }
            "storcli" => parts.extend(cards::storcli(output)),
            "megacli" => parts.extend(cards::megacli(output)),
            "ssacli" => parts.extend(cards::ssacli(output)),
            "cards" if !output.lines().any(|l| l == "tools") => {
                let cards = output.split_whitespace().collect::<Vec<_>>().join(", ");
                strange.push(format!(
                    "有 RAID 卡（{cards}）但没装管理工具，看不到盘的状态 / a RAID card ({cards}) without its tool: drives cannot be seen"
                ));
            }
            "closed" if !output.trim().is_empty() => {
                strange.push("RAID 卡和 SMART 只有 root 能看 / only root may look at RAID cards and SMART".into());
            }
            other => match other.strip_prefix("smart ") {
                Some(disk) => parts.extend(smart::health(disk, output)),
                None => continue,
            },
        }
        any = true;
    }
    if !any {
        return Err(ParseFault::Missing("mdstat, storcli, megacli, ssacli, smartctl"));
    }
    // A tool that finds no card where one is says so; nothing was seen then.
    for tool in ["storcli", "megacli", "ssacli"] {
        let kinds = ["virtual", "physical", "controller"];
        if input.part(tool).is_some() && input.part("cards").is_some() && !parts.iter().any(|p| kinds.contains(&p.kind)) {
            let said = input.part(tool).and_then(|t| t.lines().map(str::trim).find(|l| !l.is_empty())).unwrap_or("-");
            strange.push(format!("{tool}: {said}"));
        }
    }
    let rows = parts
        .into_iter()
        .map(|p| {
            vec![
                ("kind", text(p.kind)),
                ("name", text(p.name)),
                ("state", text(p.state)),
                ("health", p.health.map_or(Value::Null, text)),
                ("detail", text(p.detail)),
                ("progress", p.progress.map_or(Value::Null, Value::Num)),
            ]
        })
        .collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}
