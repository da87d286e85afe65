//! What to look at in the parts of documents and sheets, element by element.

use std::collections::BTreeSet;

use super::{Braces, Lint};
use crate::text::Msg;

/// What must be unique in a whole document.
#[derive(Default)]
pub(super) struct Word {
    drawings: BTreeSet<String>,
    bookmarks: BTreeSet<String>,
    names: BTreeSet<String>,
}

type Attributes<'a> = [(&'a str, &'a str)];

fn get<'a>(attributes: &Attributes<'a>, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
}

#[derive(Default)]
struct Table {
    grid: Vec<u64>,
    has_grid: bool,
    column: usize,
    span: usize,
    rows: usize,
    cells: usize,
    told: bool,
}

/// The walk over one part.
pub(super) struct Look<'a> {
    part: &'a str,
    tables: Vec<Table>,
    /// The last block that ended where a paragraph must come last.
    last: &'static str,
    open_bookmarks: BTreeSet<String>,
    text: String,
    in_text: bool,
    is_sheet: bool,
}

impl<'a> Look<'a> {
    pub(super) fn new(part: &'a str) -> Self {
        Self {
            part,
            tables: Vec::new(),
            last: "",
            open_bookmarks: BTreeSet::new(),
            text: String::new(),
            in_text: false,
            is_sheet: part.starts_with("xl/worksheets/"),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_text {
            self.text.push_str(text);
        }
    }

    pub(super) fn open(&mut self, lint: &mut Lint<'_>, word: &mut Word, name: &str, attributes: &Attributes<'_>, empty: bool) {
        let value = || get(attributes, "w:val").unwrap_or_default();
        match name {
            "w:p" if empty => self.last = "w:p",
            "w:t" => self.in_text = !empty,
            "w:tc" | "w:txbxContent" | "w:hdr" | "w:ftr" | "w:footnote" | "w:endnote" => {
                self.last = "";
                if let Some(table) = self.tables.last_mut().filter(|_| name == "w:tc") {
                    (table.span, table.cells) = (1, table.cells + 1);
                }
            }
            "w:tbl" => self.tables.push(Table::default()),
            "wp:docPr" => self.unique(lint, &mut word.drawings, "wp:docPr", get(attributes, "id").unwrap_or_default()),
            "w:bookmarkStart" => {
                let id = get(attributes, "w:id").unwrap_or_default();
                self.open_bookmarks.insert(id.to_owned());
                self.unique(lint, &mut word.bookmarks, "w:bookmarkStart", id);
                self.unique(lint, &mut word.names, "w:bookmarkStart", &get(attributes, "w:name").unwrap_or_default().to_lowercase());
            }
            "w:bookmarkEnd" => {
                let id = get(attributes, "w:id").unwrap_or_default();
                if !self.open_bookmarks.remove(id) {
                    lint.wrong(self.part, Msg::LintTwice { part: self.part.into(), what: format!("w:bookmarkEnd {id}") });
                }
            }
            "w:rFonts" => self.fonts(lint, attributes),
            "w:updateFields" => self.risk(lint, "w:updateFields"),
            "asvg:svgBlip" => self.risk(lint, "svgBlip"),
            "c" if self.is_sheet && get(attributes, "cm").is_some() => self.risk(lint, "cm="),
            "f" if self.is_sheet => self.in_text = !empty,
            _ => {
                if let Some(table) = self.tables.last_mut() {
                    match name {
                        "w:tblGrid" => table.has_grid = true,
                        "w:gridCol" => table.grid.push(get(attributes, "w:w").and_then(|w| w.parse().ok()).unwrap_or(0)),
                        "w:tr" => (table.column, table.cells) = (0, 0),
                        "w:gridSpan" => table.span = value().parse().unwrap_or(1),
                        "w:gridBefore" | "w:gridAfter" => table.column += value().parse::<usize>().unwrap_or(0),
                        _ => {}
                    }
                }
            }
        }
    }

    pub(super) fn close(&mut self, lint: &mut Lint<'_>, name: &str) {
        match name {
            "w:p" => {
                self.last = "w:p";
                let braces = ["{{", "{%", "｛｛", "｛％"].iter().any(|b| self.text.contains(b));
                if braces && lint.braces == Braces::Forbidden {
                    lint.wrong(self.part, Msg::DocxBraces { place: self.text.chars().take(30).collect() });
                }
                self.text.clear();
            }
            "w:t" => self.in_text = false,
            "f" if self.is_sheet => {
                if self.text.contains("_xlfn") {
                    self.risk(lint, "_xlfn");
                }
                self.text.clear();
                self.in_text = false;
            }
            "w:sdt" if self.last != "w:p" => self.last = "w:sdt",
            "w:tbl" => {
                self.last = "w:tbl";
                self.table(lint);
            }
            "w:tr" => self.row(lint),
            "w:tc" | "w:txbxContent" | "w:hdr" | "w:ftr" | "w:footnote" | "w:endnote" => {
                if self.last != "w:p" {
                    lint.wrong(self.part, Msg::LintCell { part: self.part.into(), what: name.into() });
                }
                if let Some(table) = self.tables.last_mut().filter(|_| name == "w:tc") {
                    table.column += table.span;
                }
                self.last = "";
            }
            _ => {}
        }
    }

    fn table(&mut self, lint: &mut Lint<'_>) {
        let Some(table) = self.tables.pop() else { return };
        let what = if !table.has_grid {
            "w:tblGrid"
        } else if table.rows == 0 {
            "w:tr"
        } else {
            return;
        };
        lint.wrong(self.part, Msg::LintGrid { part: self.part.into(), what: format!("{what} = 0") });
    }

    fn row(&mut self, lint: &mut Lint<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        table.rows += 1;
        let (columns, grid, cells) = (table.column, table.grid.len(), table.cells);
        // A fault of the template is in each row; it is told once.
        if !table.told && ((table.has_grid && columns != grid) || cells == 0) {
            table.told = true;
            lint.advise(self.part, Msg::LintGrid { part: self.part.into(), what: format!("{columns} ≠ {grid} (w:gridCol)") });
        }
    }

    fn unique(&self, lint: &mut Lint<'_>, seen: &mut BTreeSet<String>, what: &str, value: &str) {
        if !seen.insert(value.to_owned()) {
            lint.wrong(self.part, Msg::LintTwice { part: self.part.into(), what: format!("{what} {value}") });
        }
    }

    fn risk(&self, lint: &mut Lint<'_>, what: &str) {
        lint.advise(self.part, Msg::LintRisk { part: self.part.into(), what: what.into() });
    }

    /// In styles a font that is set for Latin letters only leaves Chinese to chance, and a theme overrides what is set.
    fn fonts(&self, lint: &mut Lint<'_>, attributes: &Attributes<'_>) {
        if self.part != "word/styles.xml" {
            return;
        }
        let has = |name: &str| get(attributes, name).is_some();
        if has("w:eastAsiaTheme") && has("w:eastAsia") {
            lint.advise(self.part, Msg::LintFont { part: self.part.into(), what: "w:eastAsiaTheme".into() });
        } else if has("w:ascii") && !has("w:eastAsia") && !has("w:eastAsiaTheme") {
            let what = format!("w:eastAsia ({})", get(attributes, "w:ascii").unwrap_or_default());
            lint.advise(self.part, Msg::LintFont { part: self.part.into(), what });
        }
    }
}
