//! What is wrong with a script as a file: its characters and lines.

use super::lint::{Level, Lint, LintKind};

/// Bytes of a line that every SQL*Plus takes; it ignores a longer one with SP2-0027. From 12.2 on it takes 4999.
pub(super) const MAX_LINE: usize = 2499;
pub(super) const BOM: char = '\u{feff}';

pub(super) fn look(text: &str, findings: &mut Vec<Lint>) {
    let mut add = |line: usize, level: Level, what: LintKind| findings.push(Lint { line, level, what });
    let text = text.strip_prefix(BOM).map_or(text, |rest| {
        // SQL*Plus takes it for the start of a word that it does not know, and leaves the first line out.
        add(1, Level::Refuse, LintKind::Bom);
        rest
    });
    let (mut first_crlf, mut first_lf) = (None, None);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let at = at + 1;
        let plain = match (line.strip_suffix("\r\n"), line.strip_suffix('\n')) {
            (Some(plain), _) => {
                first_crlf = first_crlf.or(Some(at));
                plain
            }
            (None, Some(plain)) => {
                first_lf = first_lf.or(Some(at));
                plain
            }
            // A last line that has no end.
            (None, None) => line,
        };
        if plain.len() > MAX_LINE {
            add(at, Level::Refuse, LintKind::LongLine { bytes: plain.len() });
        }
        // A lone CR is no end of a line to SQL*Plus on Unix; U+FFFD shows that the file was read in the wrong encoding.
        if let Some(bad) = plain.chars().find(|c| (c.is_control() && *c != '\t') || *c == '\u{fffd}') {
            add(at, Level::Refuse, LintKind::BadCharacter { code: u32::from(bad) });
        }
    }
    match (first_crlf, first_lf) {
        (Some(crlf), Some(lf)) => add(crlf.max(lf), Level::Warn, LintKind::CrLf { mixed: true }),
        (Some(line), None) => add(line, Level::Note, LintKind::CrLf { mixed: false }),
        (None, _) => {}
    }
}
