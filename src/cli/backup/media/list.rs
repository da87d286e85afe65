//! The register: on the screen, as a workbook, CSV or JSON.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::super::super::give::sheet_format;
use super::super::super::table::aligned;
use super::super::super::words::{say, w};
use super::super::super::{App, Exit};
use super::fields;
use crate::error::{Error, Kind, Result};
use crate::render::wrap::clean_line;
use crate::render::{Encoding, Format};
use crate::report::contract::{self, Shape};
use crate::report::media::{last_found, medium_row};
use crate::report::sheet::{self, Description, Known, Make};
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

const SHEET: &str = include_str!("sheet.toml");
const PLACE: &str = "media/sheet.toml";

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, help = w("只列逾期、30 天内到期和丢失的", "Only those that are late, due within 30 days, or missing"))]
    due: bool,
    #[arg(long, value_name = "SET", help = w("只列这些备份集的", "Only of these sets"))]
    set: Vec<String>,
    #[arg(long, help = w("也列已销毁的", "Destroyed ones too"))]
    all: bool,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx 或 .csv 文件，可写多个", "Save as .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table csv json", "Format on the screen: table csv json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ListArgs) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table csv json)", args.format) });
    let format = Format::parse(&args.format)
        .filter(|f| matches!(f, Format::Table | Format::Csv | Format::Json))
        .ok_or_else(|| wrong().near(&args.format, ["table", "csv", "json"]))?;
    let outputs: Vec<(&Path, Format)> = args.output.iter().map(|path| Ok((path.as_path(), sheet_format(path)?))).collect::<Result<_>>()?;
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    let found = super::stocktakes(&store)?;
    let rows: Vec<Value> = store
        .media()?
        .iter()
        .filter(|medium| args.all || medium.state != "destroyed")
        .filter(|medium| args.set.is_empty() || args.set.contains(&medium.set))
        .map(|medium| medium_row(ctx, medium, last_found(&found, &medium.label)))
        .filter(|row| !args.due || row["due"] != "")
        .collect();
    let title = if args.due {
        say(lang, "介质台账（到期、丢失的）", "Media that are due or missing")
    } else {
        say(lang, "介质台账", "Register of media")
    };
    let data = json!({
        "report": { "title": title, "made_on": ctx.now.to_zoned(ctx.zone.clone()).date().to_string() },
        "backups": { "media": rows },
    });
    let footer = format!("opsctl {}  {}", env!("CARGO_PKG_VERSION"), ctx.local(ctx.now));
    let make = Make { lang, zone: ctx.zone.clone(), made: ctx.now, author: &ctx.operator, footer: &footer, properties: &[] };
    let description = Description::parse(SHEET, PLACE)?.check(&Known::of(contract::of(Shape::Narrative)), PLACE)?;
    let rendered = |format| match format {
        Format::Csv => sheet::csv(&description, &data, &make, Some(0), Encoding::Utf8),
        _ => sheet::xlsx(&description, &data, &make),
    };
    match format {
        Format::Table => app.ui.out(&screen(app, &rows)),
        Format::Json => app.ui.out(&format!("{:#}\n", json!(rows))),
        format => app.ui.out_bytes(&rendered(format)?.bytes),
    }
    for (path, format) in outputs {
        let done = rendered(format)?;
        ui::save(path, &done.bytes)?;
        done.tally.notes().iter().for_each(|note| app.ui.note(&note.to(lang)));
    }
    Ok(Exit::OK)
}

fn screen(app: &App, rows: &[Value]) -> String {
    let lang = app.ui.lang;
    if rows.is_empty() {
        return say(lang, "没有这样的介质。\n", "There are no such media.\n").to_owned();
    }
    let names = ["label", "kind", "set", "place", "custodian", "class", "state", "next-check"];
    let mut head: Vec<String> = names.map(|field| fields::name(field, lang).to_owned()).to_vec();
    head.extend([say(lang, "到期", "due").to_owned(), say(lang, "最近盘点", "last found").to_owned()]);
    let text = |row: &Value, key: &str| clean_line(row[key].as_str().unwrap_or_default());
    let keys = ["label", "kind", "set", "place", "custodian", "class", "state", "next_check", "due", "found"];
    let lines = rows.iter().map(|row| keys.map(|key| text(row, key)).to_vec());
    let count = match lang {
        crate::model::Lang::Zh => format!("共 {} 件", rows.len()),
        crate::model::Lang::En => format!("{} media", rows.len()),
    };
    format!("{}\n{count}\n", aligned(std::iter::once(head).chain(lines)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_fits_the_contract() {
        Description::parse(SHEET, PLACE).unwrap().check(&Known::of(contract::of(Shape::Narrative)), PLACE).unwrap();
    }
}
