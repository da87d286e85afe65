//! What was not checked and what does not apply, each with its reason: an inspection says what it did not look at.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{Sheet, lines};
use super::style::Body;
use crate::render::view;
use crate::render::words::{self, Word};

const COLUMNS: [(Word, usize); 7] = [
    (words::STATE, 12),
    (words::TARGET, 14),
    (words::WHAT, 28),
    (words::CHECK_ID, 20),
    (words::REQ, 14),
    (words::REASON, 70),
    (words::AT, 21),
];

pub(super) fn write(book: &Book<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let (look, styles) = (book.look, &book.styles);
    let lang = look.lang;
    let mut sheet = Sheet::new(ws, words::NOT_CHECKED.to(lang), lang)?;
    let widths = COLUMNS.map(|(_, width)| width);
    sheet.widths(&widths)?;
    sheet.heads(0, &COLUMNS.map(|(head, _)| head.to(lang)), &widths, &styles.head)?;
    let mut gaps: Vec<_> = book.run.targets.iter().flat_map(view::gaps).collect();
    gaps.sort_by_key(|gap| !gap.missing);
    let body = styles.body(Body::Text, None);
    let mut row = 1;
    for gap in &gaps {
        let style = if gap.missing { styles.not_checked() } else { styles.not_applicable() };
        let (title, reason, req) = (gap.outcome.title.to(lang), gap.why(lang), gap.outcome.req.join(" "));
        sheet.text(row, 0, gap.state(lang), style)?;
        for (col, text) in (1_u16..).zip([&gap.target.name, title, &gap.outcome.check, &req, &reason]) {
            sheet.text(row, col, text, body)?;
        }
        sheet.time(row, 6, gap.outcome.at.to_zoned(look.zone.clone()).datetime(), styles.body(Body::Time, None))?;
        let height = [(2, title), (3, &gap.outcome.check), (4, &req), (5, &reason)].map(|(col, text)| lines(text, widths[col] - 1));
        sheet.height(row, height.into_iter().max().unwrap_or(1), 5.0)?;
        row += 1;
    }
    if gaps.is_empty() {
        sheet.merged(1, (0, 6), words::NOTHING_MISSED.to(lang), &styles.plain)?;
    } else {
        sheet.ws.autofilter(0, 0, row - 1, 6)?;
    }
    sheet.ws.set_freeze_panes(1, 0)?;
    sheet.print(book, Some((0, 0)))
}
