//! Page heads and page numbers: which parts there are, and which of them a section uses.

use super::head::{Head, Texts};
use super::inline::{Line, lines};
use super::page::Page;
use super::paragraph::{Paragraph, field, runs};
use super::xml::{Element, el};
use super::{balance, fault::Faults, parts};

/// The heads and feet of a document; each is a part of the package.
#[derive(Debug, Default)]
pub(super) struct Frames {
    pub(super) parts: Vec<Frame>,
}

#[derive(Debug)]
pub(super) struct Frame {
    /// Of its relation and, with `.xml`, its part: `header1`.
    pub(super) id: &'static str,
    pub(super) foot: bool,
    /// `default` or `even`.
    kind: &'static str,
    /// For pages on their side only, or for upright ones only; `None`: for both.
    landscape: Option<bool>,
    pub(super) root: Element,
}

impl Frames {
    /// The frames that the head of an outline asks for.
    pub(super) fn new(head: &Head, faults: &Faults) -> Self {
        let mut parts = Vec::new();
        match &head.header {
            Texts::Middle(text) if text.trim().is_empty() => {}
            Texts::Middle(text) => {
                let line = read(text, "header", head, faults);
                parts.push(header("header1", None, Paragraph { align: Some("center"), ..Paragraph::new("Header") }.words(&[line])));
            }
            Texts::Sides(left, right) => {
                let texts = [left, right].map(|text| read(text, "header", head, faults));
                for (id, landscape) in [("header1", false), ("header2", true)] {
                    let width = Page::new(head.margins, landscape).text_width();
                    parts.push(header(id, Some(landscape), sides(&texts, width)));
                }
            }
        }
        if !head.footer.trim().is_empty() {
            let line = read(&head.footer, "footer", head, faults);
            if head.odd_even {
                parts.push(footer("footer1", "default", "FooterOdd", &line));
                parts.push(footer("footer2", "even", "FooterEven", &line));
            } else {
                parts.push(footer("footer1", "default", "Footer", &line));
            }
        }
        let mut frames = Self { parts };
        frames.even_heads(head.odd_even);
        frames
    }

    /// Even pages have a head of their own as soon as they have a foot of their own.
    fn even_heads(&mut self, odd_even: bool) {
        let heads = self.parts.iter().filter(|frame| odd_even && !frame.foot);
        let ids = [("header1", "header3"), ("header2", "header4")];
        let even = heads.filter_map(|frame| {
            let (_, id) = ids.iter().find(|(id, _)| *id == frame.id)?;
            Some(Frame { id, kind: "even", foot: false, landscape: frame.landscape, root: frame.root.clone() })
        });
        let even: Vec<_> = even.collect();
        self.parts.extend(even);
    }

    /// What a section refers to. A first page without a number keeps its head.
    pub(super) fn references(&self, landscape: bool, plain_first: bool) -> Vec<Element> {
        let fits = |frame: &&Frame| frame.landscape.is_none_or(|own| own == landscape);
        let reference = |frame: &Frame, kind: &'static str| {
            let name = if frame.foot { "w:footerReference" } else { "w:headerReference" };
            el(name).attr("w:type", kind).attr("r:id", frame.id)
        };
        let mut references: Vec<_> = self.parts.iter().filter(fits).map(|frame| reference(frame, frame.kind)).collect();
        let head = self.parts.iter().filter(fits).find(|frame| !frame.foot && frame.kind == "default");
        references.extend(head.filter(|_| plain_first).map(|frame| reference(frame, "first")));
        references
    }
}

fn read(text: &str, key: &str, head: &Head, faults: &Faults) -> Line {
    let line = head.line_of(key);
    balance::complete(text, line, faults);
    lines(&text.replace('\n', " "), line, faults).into_iter().flatten().collect()
}

fn header(id: &'static str, landscape: Option<bool>, paragraph: Paragraph) -> Frame {
    Frame { id, foot: false, kind: "default", landscape, root: root("w:hdr").with(paragraph.element()) }
}

fn sides([left, right]: &[Line; 2], width: u32) -> Paragraph {
    let mut words = runs(std::slice::from_ref(left));
    words.push(el("w:r").with(el("w:tab")));
    words.extend(runs(std::slice::from_ref(right)));
    Paragraph { tab: Some(width), runs: words, ..Paragraph::new("Header") }
}

fn footer(id: &'static str, kind: &'static str, style: &'static str, line: &Line) -> Frame {
    let paragraph = Paragraph { runs: numbered(line), ..Paragraph::new(style) };
    Frame { id, foot: true, kind, landscape: None, root: root("w:ftr").with(paragraph.element()) }
}

fn root(name: &'static str) -> Element {
    el(name).attr("xmlns:w", parts::W).attr("xmlns:r", parts::R)
}

/// The runs of a foot, its `{page}` and `{pages}` as fields.
fn numbered(line: &Line) -> Vec<Element> {
    let mut out = Vec::new();
    for run in line {
        let mut rest = run.text.as_str();
        while let Some((at, mark, code)) =
            [("{page}", "PAGE"), ("{pages}", "NUMPAGES")].iter().filter_map(|(mark, code)| Some((rest.find(mark)?, *mark, *code))).min()
        {
            out.extend(plain(&rest[..at], run));
            out.extend(field(code, "1"));
            rest = &rest[at + mark.len()..];
        }
        out.extend(plain(rest, run));
    }
    out
}

fn plain(text: &str, like: &super::inline::Run) -> Vec<Element> {
    if text.is_empty() {
        return Vec::new();
    }
    runs(&[vec![super::inline::Run { text: text.into(), look: like.look }]])
}
