//! The findings, worst first: the six columns of the contract, with level, target, subject and age beside them.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{Sheet, lines};
use super::style::Body;
use crate::model::Lang;
use crate::render::words::{self, Word};
use crate::render::{view, wrap};
use crate::text;

/// Heading and width of each column.
const COLUMNS: [(Word, usize); 12] = [
    (words::LEVEL, 9),
    (words::TARGET, 12),
    (words::SUBJECT, 16),
    (words::WHAT, 20),
    (words::STEP, 20),
    (words::RESULT, 42),
    (words::OPERATOR, 9),
    (words::AT, 21),
    (words::ADVICE, 36),
    (words::SINCE, 21),
    (words::STATE, 13),
    (words::CHECK_ID, 20),
];
/// The last column on paper; those after it are for the screen.
const LAST_PRINTED: u16 = 8;
/// A row has an end, and so has the patience of a reader; json has the whole.
const MOST_SAID: usize = 900;

pub(super) fn write(book: &Book<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let (look, styles) = (book.look, &book.styles);
    let lang = look.lang;
    let mut sheet = Sheet::new(ws, words::FINDINGS.to(lang), lang)?;
    let widths = COLUMNS.map(|(_, width)| width);
    sheet.widths(&widths)?;
    sheet.heads(0, &COLUMNS.map(|(head, _)| head.to(lang)), &widths, &styles.head)?;
    let found = view::found_in(book.run);
    let mut row = 1;
    for f in &found {
        let level = f.finding.level;
        let text_style = styles.body(Body::Text, Some(level));
        let subject = wrap::shorten(&wrap::clean_line(&f.finding.subject), 120).into_owned();
        let says = said(f.finding.says.to(lang), lang);
        let (title, advice, step) = (f.outcome.title.to(lang), f.finding.advice.to(lang), view::step(f.outcome, lang));
        sheet.text(row, 0, text::level(level, lang), styles.level(level))?;
        sheet.text(row, 1, &f.target.name, text_style)?;
        sheet.text(row, 2, &subject, text_style)?;
        match book.names.of(&f.outcome.check) {
            Some(name) => sheet.link(row, 3, (name, "A1"), title, styles.link_cell(Some(level)))?,
            None => sheet.text(row, 3, title, text_style)?,
        }
        sheet.text(row, 4, &step, text_style)?;
        sheet.text(row, 5, &says, text_style)?;
        sheet.text(row, 6, &book.run.operator, text_style)?;
        sheet.time(row, 7, f.outcome.at.to_zoned(look.zone.clone()).datetime(), styles.body(Body::Time, Some(level)))?;
        sheet.text(row, 8, advice, text_style)?;
        match f.finding.since {
            Some(since) => sheet.time(row, 9, since.to_zoned(look.zone.clone()).datetime(), styles.body(Body::Time, Some(level)))?,
            None => sheet.text(row, 9, "", text_style)?,
        }
        sheet.text(row, 10, &view::age(f.finding, book.run.now, lang).unwrap_or_default(), styles.body(Body::Word, Some(level)))?;
        sheet.text(row, 11, &f.outcome.check, text_style)?;
        let texts = [(2, subject.as_str()), (3, title), (4, &step), (5, &says), (8, advice), (11, &f.outcome.check)];
        let height = texts.iter().map(|(col, text)| lines(text, widths[*col] - 1)).max().unwrap_or(2).max(2);
        sheet.height(row, height, 5.0)?;
        row += 1;
    }
    if found.is_empty() {
        sheet.merged(1, (0, 11), words::nothing_found(&book.run.tally(), lang), &styles.plain)?;
    } else {
        sheet.ws.autofilter(0, 0, row - 1, 11)?;
    }
    sheet.ws.set_freeze_panes(1, 0)?;
    sheet.ws.set_print_area(0, 0, row.max(2) - 1, LAST_PRINTED)?;
    sheet.print(book, Some((0, 0)))
}

fn said(says: &str, lang: Lang) -> String {
    let shown = wrap::shorten(says.trim_end(), MOST_SAID);
    if shown == says.trim_end() { shown.into_owned() } else { format!("{shown}{}", words::cut(says.chars().count(), lang)) }
}
