//! Paragraphs, runs and fields of `WordprocessingML`; properties come in the order that the schema demands.

use super::inline::{Line, Look};
use super::xml::{Element, el, val};

/// What can be said of a paragraph beside its style.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) style: &'static str,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) break_before: bool,
    /// The level of a list.
    pub(super) bullet: Option<u8>,
    /// A stop for text on the right, from the left edge of the text in twips.
    pub(super) tab: Option<u32>,
    /// Space above it, in twips.
    pub(super) before: Option<u32>,
    /// The distance of its lines, exactly, in twips.
    pub(super) height: Option<u32>,
    pub(super) align: Option<&'static str>,
    /// Ends a section.
    pub(super) section: Option<Element>,
    pub(super) runs: Vec<Element>,
}

impl Paragraph {
    pub(super) fn new(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// A line that is seen by nobody: it carries what needs a paragraph.
    pub(super) fn spacer() -> Self {
        Self::new("Spacer")
    }

    pub(super) fn words(mut self, lines: &[Line]) -> Self {
        self.runs = runs(lines);
        self
    }

    pub(super) fn element(self) -> Element {
        let list = |level| el("w:numPr").with(val("w:ilvl", level)).with(val("w:numId", 1));
        let spacing = el("w:spacing");
        let spacing = self.before.map_or(spacing.clone(), |twips| spacing.attr("w:before", twips));
        let spacing = self.height.map_or(spacing.clone(), |twips| spacing.attr("w:line", twips).attr("w:lineRule", "exact"));
        let style = (self.style != "Normal").then(|| val("w:pStyle", self.style));
        let properties = el("w:pPr")
            .with(style)
            .with(self.keep_next.then(|| el("w:keepNext")))
            .with(self.keep_lines.then(|| el("w:keepLines")))
            .with(self.break_before.then(|| el("w:pageBreakBefore")))
            .with(self.bullet.map(list))
            .with(self.tab.map(|twips| el("w:tabs").with(val("w:tab", "right").attr("w:pos", twips))))
            .with(spacing.unless_empty())
            .with(self.align.map(|align| val("w:jc", align)))
            .with(self.section);
        el("w:p").with(properties.unless_empty()).with_all(self.runs)
    }
}

/// The runs of several lines of one paragraph.
pub(super) fn runs(lines: &[Line]) -> Vec<Element> {
    let mut runs = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            runs.push(el("w:r").with(el("w:br")));
        }
        runs.extend(line.iter().map(|run| text_run(&run.text, run.look)));
    }
    runs
}

/// A run of text; tabs are elements of their own.
fn text_run(text: &str, look: Look) -> Element {
    let style = match look {
        Look::Plain => None,
        Look::Strong => Some("Strong"),
        Look::Red => Some("Red"),
        Look::Blue => Some("Blue"),
        Look::Green => Some("Green"),
        Look::Grey => Some("Grey"),
    };
    let mut run = el("w:r").with(style.map(|style| el("w:rPr").with(val("w:rStyle", style))));
    for (at, text) in text.split('\t').enumerate() {
        if at > 0 {
            run = run.with(el("w:tab"));
        }
        if !text.is_empty() {
            run = run.with(el("w:t").attr("xml:space", "preserve").text(text));
        }
    }
    run
}

/// A field with the text that is shown until it is computed.
pub(super) fn field(code: &str, shown: &str) -> Vec<Element> {
    let mark = |kind| el("w:r").with(el("w:fldChar").attr("w:fldCharType", kind));
    let code = el("w:r").with(el("w:instrText").attr("xml:space", "preserve").text(format!(" {code} ")));
    vec![mark("begin"), code, mark("separate"), text_run(shown, Look::Plain), mark("end")]
}
