//! Every check against every target in one grid of words, with links to the sheets of the checks.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{Sheet, lines, state_width, width_of};
use super::style::Body;
use crate::model::{Outcome, State};
use crate::render::words;
use crate::text;

/// Columns before those of the targets.
const BEFORE: u16 = 4;

pub(super) fn write(book: &Book<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let (styles, lang) = (&book.styles, book.look.lang);
    let mut sheet = Sheet::new(ws, words::INDEX.to(lang), lang)?;
    let names: Vec<&str> = book.run.targets.iter().map(|target| target.name.as_str()).collect();
    let mut widths = vec![34, 24, 16, 10];
    widths.extend(names.iter().map(|name| width_of(name, std::iter::empty(), 24).max(state_width(lang))));
    let mut heads = [words::WHAT, words::CHECK_ID, words::REQ, words::CADENCE].map(|head| head.to(lang)).to_vec();
    heads.extend(&names);
    sheet.widths(&widths)?;
    sheet.heads(0, &heads, &widths, &styles.head)?;
    let mut row = 1;
    for across in &book.checks {
        let Some(first) = across.first() else { continue };
        let (title, req) = (first.title.to(lang), first.req.join(" "));
        match book.names.of(across.check) {
            Some(name) => sheet.link(row, 0, (name, "A1"), title, styles.link_cell(None))?,
            None => sheet.text(row, 0, title, styles.body(Body::Text, None))?,
        }
        sheet.text(row, 1, across.check, styles.body(Body::Text, None))?;
        sheet.text(row, 2, &req, styles.body(Body::Text, None))?;
        sheet.text(row, 3, words::cadence(first.cadence).to(lang), styles.body(Body::Word, None))?;
        for (col, target) in (BEFORE..).zip(&book.run.targets) {
            let outcome = across.outcomes.iter().find(|(of, _)| std::ptr::eq(*of, target)).map(|(_, outcome)| *outcome);
            state(book, &mut sheet, row, col, outcome)?;
        }
        sheet.height(row, lines(title, 33).max(lines(&req, 15)), 5.0)?;
        row += 1;
    }
    if row > 1 {
        sheet.ws.autofilter(0, 0, row - 1, u16::try_from(widths.len() - 1).unwrap_or(BEFORE))?;
    }
    sheet.ws.set_freeze_panes(1, 1)?;
    sheet.print(book, Some((0, 0)))
}

fn state(book: &Book<'_>, sheet: &mut Sheet<'_>, row: u32, col: u16, outcome: Option<&Outcome>) -> Result<(), XlsxError> {
    let styles = &book.styles;
    let Some(outcome) = outcome else { return sheet.text(row, col, "", styles.not_applicable()) };
    let style = match (&outcome.state, outcome.level()) {
        (State::NotChecked { .. }, _) => styles.not_checked(),
        (_, Some(level)) => styles.level(level),
        (_, None) => styles.not_applicable(),
    };
    sheet.text(row, col, text::state_word(&outcome.state, sheet.lang), style)
}
