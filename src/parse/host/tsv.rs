//! Tab-separated lines in the order of the check's columns: for a site's own probes.

use super::{Input, ParseFault, Parsed};
use crate::model::Value;

/// Values are text here; the check's column kinds decide what they are (`links::hosts`).
#[expect(clippy::unnecessary_wraps, reason = "all parsers have this form")]
pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parsed = Parsed::default();
    for (_, text) in input.parts {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() == input.columns.len() {
                parsed.plain.push(cells.iter().map(|c| if c.is_empty() { Value::Null } else { Value::Text((*c).to_owned()) }).collect());
            } else {
                parsed.strange.push(line.to_owned());
            }
        }
    }
    Ok(parsed)
}
