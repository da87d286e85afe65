//! Lists as files.

use serde_json::{Value as Json, json};

use super::office::Office;
use crate::error::{Error, Kind, Result};
use crate::render::{Encoding, Format};
use crate::report::contract;
use crate::report::sheet::{self, Description, Known, Made, Make};
use crate::text::Msg;

const SHEET: &str = include_str!("sheet.toml");
const DATA: &str = include_str!("data.toml");
const LIMITS: &str = include_str!("sla/sheet.toml");
const LIMITS_DATA: &str = include_str!("sla/data.toml");

/// The list of tickets as csv or workbook.
pub(super) fn tickets(office: &Office<'_>, format: Format, rows: &[Json]) -> Result<Made> {
    let data = json!({ "made": office.ctx.local(office.ctx.now), "rows": rows });
    made(office, format, (SHEET, DATA), &data)
}

/// The time limits that are owed, and what is to be sent.
pub(super) fn limits(office: &Office<'_>, format: Format, data: &Json) -> Result<Made> {
    made(office, format, (LIMITS, LIMITS_DATA), data)
}

/// Data as the first sheet of a description in csv, or as a workbook.
fn made(office: &Office<'_>, format: Format, (sheet, data_of): (&str, &str), data: &Json) -> Result<Made> {
    let broken = |cause: String| Error::new(Kind::Internal, Msg::Internal { what: "ticket/data.toml".into() }).because(cause);
    let known = Known::of(&contract::read(data_of).map_err(broken)?);
    let description = Description::parse(sheet, "ticket/sheet.toml")?.check(&known, "ticket/sheet.toml")?;
    let ctx = office.ctx;
    let footer = format!("opsctl {}  {}", env!("CARGO_PKG_VERSION"), ctx.local(ctx.now));
    let make = Make { lang: office.lang, zone: ctx.zone.clone(), made: ctx.now, author: &ctx.operator, footer: &footer, properties: &[] };
    match format {
        Format::Csv => sheet::csv(&description, data, &make, Some(0), Encoding::Utf8),
        _ => sheet::xlsx(&description, data, &make),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_fit_their_data() {
        for (sheet, data) in [(SHEET, DATA), (LIMITS, LIMITS_DATA)] {
            let known = Known::of(&contract::read(data).unwrap());
            Description::parse(sheet, "x").unwrap().check(&known, "x").unwrap();
        }
    }
}
