//! The author: an outline in text → a docx template on the page and in the type of GB/T 9704-2012. LEVEL 1, pure.
//!
//! Templates are ordinary .docx files that a site restyles in WPS. Those that opsctl ships are written as outlines, so that
//! their differences can be read and all share one style; `report-templates/README.md` is the manual of the format.
//! Tags of the template engine are text here and pass through as they are.
//!
//! text → `head` + `outline` (lines → sections of blocks; `table`, `inline`, `bracket`) → `body` + `grid` + `frame` + `styles` → parts → `pack`

mod balance;
mod block;
mod body;
mod bracket;
mod fault;
mod frame;
mod grid;
mod head;
mod inline;
mod outline;
mod pack;
mod page;
mod paragraph;
mod parts;
mod row;
mod setting;
mod size;
mod source;
mod style;
mod styles;
mod table;
mod tags;
mod words;
mod xml;

#[cfg(test)]
mod tests;

use crate::error::Result;
use crate::text::Msg;
use fault::Faults;

pub use pack::pack;

/// A part of a package: its name and its bytes.
pub type Part = (String, Vec<u8>);

/// Writes an outline as the parts of a docx, in the order they belong in. `name` is what messages call the outline: its path.
/// The error tells all mistakes, each with its line.
pub fn parts(name: &str, outline: &str) -> Result<Vec<Part>> {
    let faults = Faults::new(name);
    control_characters(outline, &faults, |at| at + 1);
    let (head, lines) = head::read(outline.trim_start_matches('\u{feff}'), &faults);
    let title_line = head.line_of("title");
    balance::complete(&head.title, title_line, &faults);
    let title = inline::lines(&head.title.replace('\n', "<br>"), title_line, &faults);
    let sections = lines.map(|lines| outline::read(&head, lines, &faults)).unwrap_or_default();
    let frames = frame::Frames::new(&head, &faults);
    faults.check(())?;
    let document = body::document(&head, &title, &sections, &frames);
    Ok(parts::package(&head, plain(&title).as_deref(), &document, &frames))
}

/// Writes an outline as a whole docx. The same outline gives the same bytes.
pub fn docx(name: &str, outline: &str) -> Result<Vec<u8>> {
    pack(&parts(name, outline)?)
}

/// The title of an outline in one line, without lines that a report has to fill in.
#[must_use]
pub fn title(outline: &str) -> Option<String> {
    let (head, _) = head::read(outline.trim_start_matches('\u{feff}'), &Faults::new(""));
    let title: String = head.title.lines().filter(|line| !tags::has_any(line)).map(str::trim).collect();
    (!title.is_empty()).then_some(title)
}

/// The title in one line, unless a report has to fill it in first.
fn plain(title: &[inline::Line]) -> Option<String> {
    let text: String = title.iter().flatten().map(|run| run.text.as_str()).collect();
    (!text.is_empty() && !tags::has_any(&text)).then_some(text)
}

/// XML cannot hold control characters, and the engine uses some of them as marks. `line` gives the number of the nth line.
fn control_characters(text: &str, faults: &Faults, line: impl Fn(usize) -> usize) {
    let bad = |c: &char| (c.is_control() && *c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    for (at, text) in text.lines().enumerate() {
        if let Some(c) = text.chars().find(bad) {
            let code = format!("U+{:04X}", u32::from(c));
            faults.add(line(at), |place| Msg::OutlineControl { place, code }, Msg::HintOutlineControl {});
        }
    }
}
