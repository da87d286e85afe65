//! A run into pretty JSON, with its verdicts and counts beside the data; `man/opsctl-run.schema.json` describes it.

use serde_json::{Map, Value, json};

use crate::error::{Error, Kind, Result};
use crate::model::{Run, Tally, Verdict};
use crate::text::Msg;

pub(super) fn render(run: &Run) -> Result<Vec<u8>> {
    let mut json = serde_json::to_value(run).map_err(failed)?;
    if let Some(targets) = json.get_mut("targets").and_then(Value::as_array_mut) {
        for (json, target) in targets.iter_mut().zip(&run.targets) {
            let tally = target.tally();
            add(json, "outcomes", tally.verdict(), &tally)?;
        }
    }
    add(&mut json, "id", run.verdict(), &run.tally())?;
    let mut bytes = serde_json::to_vec_pretty(&json).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Puts verdict and tally before the member named `place`.
fn add(json: &mut Value, place: &str, verdict: Verdict, tally: &Tally) -> Result<()> {
    let Value::Object(members) = json else { return Ok(()) };
    let tally = serde_json::to_value(tally).map_err(failed)?;
    let mut out = Map::with_capacity(members.len() + 2);
    for (name, value) in std::mem::take(members) {
        if name == place {
            out.insert("verdict".into(), json!(verdict));
            out.insert("tally".into(), tally.clone());
        }
        out.insert(name, value);
    }
    *members = out;
    Ok(())
}

fn failed(error: serde_json::Error) -> Error {
    Error::new(Kind::Internal, Msg::Internal { what: "json".into() }).because(error)
}

#[cfg(test)]
mod tests;
