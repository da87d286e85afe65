//! The exact text of every step that was run, with file, origin and digest, so that each figure can be traced.

use std::collections::HashSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{Sheet, lines};
use super::style::Body;
use crate::render::words::{self, Word};

const COLUMNS: [(Word, usize); 6] = [
    (words::CHECK_ID, 22),
    (words::WHAT, 24),
    (words::FILE, 28),
    (words::ORIGIN, 18),
    (Word("SHA-256", "SHA-256"), 36),
    (words::SQL_TEXT, 100),
];
/// Characters of one cell; a longer text goes on in the next row.
const PIECE: usize = 30_000;

pub(super) fn write(book: &Book<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let (styles, lang) = (&book.styles, book.look.lang);
    let mut sheet = Sheet::new(ws, words::STEPS.to(lang), lang)?;
    let widths = COLUMNS.map(|(_, width)| width);
    sheet.widths(&widths)?;
    sheet.heads(0, &COLUMNS.map(|(head, _)| head.to(lang)), &widths, &styles.head)?;
    let body = styles.body(Body::Text, None);
    let (mut row, mut seen) = (1, HashSet::new());
    for (_, outcome) in book.checks.iter().flat_map(|across| &across.outcomes) {
        let Some(step) = outcome.step.as_ref().filter(|step| seen.insert((&outcome.check, &step.file, &step.sha256))) else { continue };
        let chars: Vec<char> = step.text.trim_end().chars().collect();
        let origin = if step.origin == "embedded" { words::EMBEDDED.to(lang) } else { &step.origin };
        for (part, piece) in chars.chunks(PIECE).enumerate() {
            let text: String = piece.iter().collect();
            let file = if part == 0 { step.file.clone() } else { format!("{} ({})", step.file, part + 1) };
            for (col, cell) in (0_u16..).zip([&outcome.check, outcome.title.to(lang), &file, origin, &step.sha256, &text]) {
                sheet.text(row, col, cell, body)?;
            }
            sheet.height(row, lines(&text, widths[5] - 1).max(2), 5.0)?;
            row += 1;
        }
    }
    sheet.ws.set_freeze_panes(1, 1)?;
    sheet.print(book, Some((0, 0)))
}
