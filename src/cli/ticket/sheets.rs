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

/// The list of tickets as csv or workbook.
pub(super) fn tickets(office: &Office<'_>, format: Format, rows: Vec<Json>) -> Result<Made> {
    let broken = |cause: String| Error::new(Kind::Internal, Msg::Internal { what: "ticket/data.toml".into() }).because(cause);
    let known = Known::of(&contract::read(DATA).map_err(broken)?);
    let description = Description::parse(SHEET, "ticket/sheet.toml")?.check(&known, "ticket/sheet.toml")?;
    let ctx = office.ctx;
    let data = json!({ "made": ctx.local(ctx.now), "rows": rows });
    let footer = format!("opsctl {}  {}", env!("CARGO_PKG_VERSION"), ctx.local(ctx.now));
    let make = Make { lang: office.lang, zone: ctx.zone.clone(), made: ctx.now, author: &ctx.operator, footer: &footer, properties: &[] };
    match format {
        Format::Csv => sheet::csv(&description, &data, &make, Some(0), Encoding::Utf8),
        _ => sheet::xlsx(&description, &data, &make),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_fits_its_data() {
        let known = Known::of(&contract::read(DATA).unwrap());
        Description::parse(SHEET, "x").unwrap().check(&known, "x").unwrap();
    }
}
