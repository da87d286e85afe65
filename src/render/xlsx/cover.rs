//! The first sheet: what was inspected, when, by whom, the verdict, the targets, how to read it, and the signatures.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::{Sheet, lines, width_of};
use super::style::Body;
use crate::model::run::{FILES, MANUAL};
use crate::model::{Lang, Run, TargetRun};
use crate::render::words::{self, Word};
use crate::text;

/// What databases, hosts, and both in one table say of themselves.
const OF_DATABASES: [Word; 5] = [words::DATABASE, words::DB_VERSION, words::ROLE, words::OPEN_MODE, words::HOST];
const OF_HOSTS: [Word; 5] = [words::HOST_NAME, words::SYSTEM, words::KERNEL, words::SIZE, words::UPTIME];
const OF_BOTH: [Word; 5] = [words::NAME, words::SYSTEM_OR_VERSION, words::KIND, words::MODE_OR_SIZE, words::HOST_NAME];

const LAST: u16 = 14;
/// Where the counts begin, and the left half of the facts ends.
const COUNTS: u16 = 10;

pub(super) fn write(book: &Book<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let lang = book.look.lang;
    let mut sheet = Sheet::new(ws, words::COVER.to(lang), lang)?;
    let of = kind(&book.run.command);
    let heads = heads(of);
    let rows: Vec<Vec<String>> = book.run.targets.iter().map(|target| facts(target, of, lang)).collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|i| width_of(heads[i].to(lang), rows.iter().filter_map(|row| row.get(i).map(String::as_str)), 36).max(9))
        .collect();
    sheet.widths(&widths)?;
    sheet.merged(0, (0, LAST), words::report_title(&book.run.command).to(lang), &book.styles.title)?;
    sheet.height(0, 2, 8.0)?;
    let row = about(book, &mut sheet)?;
    let row = verdict(book, &mut sheet, row + 1)?;
    let row = targets(book, &mut sheet, row + 1, &heads, &rows, &widths)?;
    let row = guide(book, &mut sheet, row + 1, widths.iter().sum())?;
    sign(book, &mut sheet, row + 1)?;
    sheet.ws.set_screen_gridlines(false).set_active(true);
    sheet.print(book, None)
}

/// Two facts a row.
fn about(book: &Book<'_>, sheet: &mut Sheet<'_>) -> Result<u32, XlsxError> {
    let (run, lang) = (book.run, book.look.lang);
    let source = words::source(&run.source, lang);
    let facts = [
        (words::COMMAND, format!("opsctl {}", run.command)),
        (words::STARTED, format!("{}  {}", book.look.time_and_zone(run.now), run.zone)),
        (words::CADENCE, words::cadence(run.cadence).to(lang).to_owned()),
        (words::OPERATOR, run.operator.clone()),
        (words::SOURCE, source.to_owned()),
        (words::MACHINE, run.machine.clone()),
        (words::RUN, run.id.clone()),
        (words::TOOL, format!("opsctl {}", run.tool)),
    ];
    let text = book.styles.body(Body::Text, None);
    let mut row = 2;
    for pair in facts.chunks(2) {
        for ((label, value), (at, from, to)) in pair.iter().zip([(0, 1, 5), (6, 7, LAST)]) {
            sheet.text(row, at, label.to(lang), &book.styles.label)?;
            sheet.merged(row, (from, to), value, text)?;
        }
        sheet.height(row, 1, 6.0)?;
        row += 1;
    }
    Ok(row)
}

fn verdict(book: &Book<'_>, sheet: &mut Sheet<'_>, row: u32) -> Result<u32, XlsxError> {
    let (run, lang) = (book.run, book.look.lang);
    let word = book.styles.verdict(run.verdict()).clone().set_font_size(16);
    sheet.text(row, 0, words::VERDICT.to(lang), &book.styles.label)?;
    sheet.merged(row, (1, 2), text::verdict(run.verdict(), lang), &word)?;
    sheet.merged(row, (3, LAST), &summary(run, lang), book.styles.body(Body::Text, None))?;
    sheet.height(row, 2, 4.0)?;
    Ok(row + 1)
}

fn summary(run: &Run, lang: Lang) -> String {
    let checks = run.targets.iter().map(|target| target.outcomes.len()).sum();
    let counts: Vec<_> = words::counts(&run.tally(), lang).iter().map(|(name, count)| format!("{name} {count}")).collect();
    let comma = Word("，", ", ").to(lang);
    let mut text = format!("{}{comma}{}{}", words::targets(run.targets.len(), lang), words::checks(checks, lang), words::colon(lang));
    text.push_str(&counts.join(words::comma(lang)));
    text.push_str(Word("。", ".").to(lang));
    for (said, what) in [(run.incomplete, words::INCOMPLETE), (run.now_fixed, words::NOT_LIVE)] {
        if said {
            text.push_str(&format!(" {}", what.to(lang)));
        }
    }
    text
}

/// What the targets of a command say of themselves; a host that is down has the heads of a host.
fn kind(command: &str) -> &'static [Word; 5] {
    match command {
        "inspect db" => &OF_DATABASES,
        "inspect host" | "inspect manual" => &OF_HOSTS,
        _ => &OF_BOTH,
    }
}

/// Columns of the sheet: those of the table of targets.
fn heads(of: &[Word; 5]) -> Vec<Word> {
    let counts = [Word("告警", "critical"), Word("预警", "warning"), Word("提示", "note"), words::NOT_CHECKED, words::NOT_APPLICABLE];
    let mut heads = vec![words::TARGET, words::DESCRIPTION];
    heads.extend_from_slice(of);
    heads.extend([words::ADDRESS, words::SKEW, words::VERDICT]);
    heads.extend(counts);
    heads
}

/// What a target said of itself; empty where it said nothing.
fn facts(target: &TargetRun, of: &[Word; 5], lang: Lang) -> Vec<String> {
    let mut row = vec![target.name.clone(), target.description.clone()];
    match (&target.facts, &target.host) {
        (None, Some(h)) if *of == OF_HOSTS => {
            let (size, up) = (words::size(h.cpus, h.memory_mb, lang), text::duration(h.uptime_s, lang));
            row.extend([h.hostname.clone(), h.system.clone(), format!("{} {}", h.kernel, h.arch), size, up]);
        }
        (None, Some(h)) => {
            let size = words::size(h.cpus, h.memory_mb, lang);
            row.extend([h.hostname.clone(), h.system.clone(), h.os.as_str().into(), size, h.hostname.clone()]);
        }
        (None, None) if target.driver == MANUAL || target.driver == FILES => row.extend(std::iter::repeat_n(String::new(), 5)),
        (Some(f), _) => {
            let role = words::role(f.role).to(lang).into();
            row.extend([f.unique_name.clone(), f.version_text.clone(), role, f.open_mode.clone(), f.host.clone()]);
        }
        (None, None) => row.extend([words::UNREACHED.to(lang).into(), String::new(), String::new(), String::new(), String::new()]),
    }
    let sign = |skew: f64| if skew < 0.0 { "" } else { "+" };
    let skew = target.clock_skew_s.map_or_else(String::new, |skew| format!("{}{}", sign(skew), text::duration(skew, lang)));
    let address = if target.driver == MANUAL { String::new() } else { words::bracketed(&target.address, &target.driver, lang) };
    row.extend([address, skew]);
    row
}

fn targets(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    top: u32,
    heads: &[Word],
    rows: &[Vec<String>],
    widths: &[usize],
) -> Result<u32, XlsxError> {
    let (styles, lang) = (&book.styles, book.look.lang);
    sheet.heads(top, &heads.iter().map(|head| head.to(lang)).collect::<Vec<_>>(), widths, &styles.head)?;
    let mut row = top + 1;
    for (target, facts) in book.run.targets.iter().zip(rows) {
        for (col, fact) in (0_u16..).zip(facts) {
            sheet.text(row, col, fact, styles.body(Body::Text, None))?;
        }
        let tally = target.tally();
        sheet.text(row, COUNTS - 1, text::verdict(tally.verdict(), lang), styles.verdict(tally.verdict()))?;
        for (col, (_, count)) in (COUNTS..).zip(words::counts(&tally, lang)) {
            sheet.count(row, col, count, styles.body(Body::Word, None))?;
        }
        let height = facts.iter().zip(widths).map(|(fact, width)| lines(fact, width.saturating_sub(1))).max().unwrap_or(1);
        sheet.height(row, height, 6.0)?;
        row += 1;
    }
    let tally = book.run.tally();
    sheet.merged(row, (0, COUNTS - 2), words::TOTALS.to(lang), &styles.label)?;
    sheet.text(row, COUNTS - 1, text::verdict(book.run.verdict(), lang), styles.verdict(book.run.verdict()))?;
    for (col, (_, count)) in (COUNTS..).zip(words::counts(&tally, lang)) {
        sheet.count(row, col, count, &styles.total)?;
    }
    sheet.height(row, 1, 6.0)?;
    Ok(row + 1)
}

fn guide(book: &Book<'_>, sheet: &mut Sheet<'_>, top: u32, width: usize) -> Result<u32, XlsxError> {
    let lang = book.look.lang;
    sheet.merged(top, (0, LAST), words::HOW_TO_READ.to(lang), &book.styles.heading)?;
    sheet.height(top, 1, 8.0)?;
    let mut row = top + 1;
    for (i, text) in words::guide(&book.run.zone, lang).iter().enumerate() {
        let text = format!("{}. {text}", i + 1);
        sheet.merged(row, (0, LAST), &text, &book.styles.plain)?;
        sheet.height(row, lines(&text, width.saturating_sub(6)), 4.0)?;
        row += 1;
    }
    Ok(row)
}

/// Two lines to sign on, each with its date.
fn sign(book: &Book<'_>, sheet: &mut Sheet<'_>, row: u32) -> Result<(), XlsxError> {
    let lang = book.look.lang;
    for (who, cols) in [(words::CHECKED_BY, (0, 5)), (words::REVIEWED_BY, (7, LAST))] {
        sheet.merged(row, (cols.0, cols.1 - 2), who.to(lang), &book.styles.sign)?;
        sheet.merged(row, (cols.1 - 1, cols.1), words::DATE.to(lang), &book.styles.sign)?;
    }
    sheet.height(row, 2, 6.0)
}
