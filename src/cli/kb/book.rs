//! A list-shaped report of the knowledge base as a document.

use std::path::Path;

use serde_json::{Map, Value as Json};

use super::shelf::Shelf;
use crate::cli::report::{site, templates};
use crate::error::Result;
use crate::render::Encoding;
use crate::report::definition::Output;
use crate::report::make::{self, Gathered, Given, Sources, Tickets};
use crate::report::period::{Length, Period};
use crate::report::records::Records;
use crate::ui;

/// Makes and saves one: each row answers the words that the template's columns come from.
pub(super) fn save(shelf: &Shelf<'_>, name: &str, output: Output, path: &Path, rows: &[Map<String, Json>]) -> Result<()> {
    let app = shelf.app;
    let templates = templates(app)?;
    let definition = templates.find(name)?;
    let ctx = crate::ctx::Ctx { lang: make::language(definition, shelf.lang), ..shelf.ctx.clone() };
    let (site, records) = (site(app)?, Records::default());
    let sources = Sources { ctx: &ctx, catalog: app.catalog()?, site: &site, records: &records, store: None };
    let month = Period::around(Length::Month, ctx.now.to_zoned(ctx.zone.clone()).date(), None);
    let given = Given { tickets: Tickets::Many(rows), ..Given::default() };
    let data = make::data(&sources, &mut Gathered::default(), definition, &month, &given)?;
    let document = make::document(definition, output, &data.json, &ctx, Encoding::Utf8)?;
    ui::save(path, &document.bytes)?;
    data.notes.iter().chain(&document.notes).for_each(|note| app.ui.note(&note.to(shelf.lang)));
    Ok(())
}
