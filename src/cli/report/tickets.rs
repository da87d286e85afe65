//! What tickets say, in reports: forms, lists and statistics that `opsctl ticket` has made, and the chapter of periodic reports.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use super::Office;
use super::made::{ending, place};
use crate::cli::App;
use crate::cli::ticket;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::render::Encoding;
use crate::report::definition::{Definition, Output};
use crate::report::make::{self, Data, Gathered, Given};
use crate::report::period::Period;
use crate::report::records::Records;
use crate::store::Store;
use crate::ticket::forms::lists::List;
use crate::ui;

/// What each ticket answers to a list.
pub(super) type Answers = Vec<Map<String, Json>>;

/// The data of a report of tickets, ready to be shown or written.
pub(in crate::cli) struct Prepared<'a> {
    app: &'a App,
    office: Office<'a>,
    definition: &'a Definition,
    period: Period,
    pub data: Data,
}

impl<'a> Prepared<'a> {
    pub(in crate::cli) fn of(app: &'a App, definition: &'a Definition, period: Period, given: &Given<'_>) -> Result<Self> {
        let office = Office::open(app, definition, &[])?;
        let data = make::data(&office.sources(None), &mut Gathered::default(), definition, &period, given)?;
        Ok(Self { app, office, definition, period, data })
    }

    pub(in crate::cli) fn bytes(&self, output: Output) -> Result<Vec<u8>> {
        Ok(make::document(self.definition, output, &self.data.json, &self.office.ctx, Encoding::default())?.bytes)
    }

    /// Writes the files that are asked for, or all that the report has into this folder; `about` is part of their own names. All of them
    /// are made before the first is written.
    pub(in crate::cli) fn save(&self, asked: &[PathBuf], about: &str) -> Result<()> {
        let mut wanted: Vec<(Output, Option<&Path>)> = Vec::new();
        for path in asked {
            match ending(path).filter(|_| !path.is_dir()) {
                Some(output) => wanted.push((output, Some(path))),
                None => wanted.extend(self.definition.outputs.iter().map(|output| (*output, Some(path.as_path())))),
            }
        }
        if asked.is_empty() {
            wanted.extend(self.definition.outputs.iter().map(|output| (*output, None)));
        }
        let (ctx, ui) = (&self.office.ctx, &self.app.ui);
        let mut ready = Vec::new();
        for (output, asked) in wanted {
            let document = make::document(self.definition, output, &self.data.json, ctx, Encoding::default())?;
            let own = || make::file_name(self.definition, &self.period, about, ctx.lang, output.ending());
            ready.push((place(asked, output, own)?, document));
        }
        for (path, document) in ready {
            document.notes.iter().for_each(|note| ui.note(&note.to(ui.lang)));
            ui::save(&path, &document.bytes)?;
            ui.out(&format!("{}\n", path.display()));
        }
        Ok(())
    }
}

/// Records with the tickets that are kept, where any ever was. A history that cannot be opened is told by whoever needs it next.
pub(super) fn kept(app: &App, ctx: &Ctx, records: Records) -> Result<Records> {
    let dir = &app.config()?.settings.data_dir.value;
    let Ok(store) = Store::open_read(dir) else { return Ok(records) };
    Ok(records.with_tickets(ticket::register(app, ctx, &store)?))
}

/// What the tickets of a period answer to a list; `None` where no ticket was ever kept, and of registers that tickets do not fill.
pub(super) fn listed(app: &App, definition: &Definition, period: &Period) -> Result<Option<Answers>> {
    let Some(list) = List::of(&definition.id) else { return Ok(None) };
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    if store.count_tickets()?.is_empty() {
        return Ok(None);
    }
    ticket::listed(app, &store, definition, list, period).map(Some)
}
