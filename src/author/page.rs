//! The page: A4 with the margins of GB/T 9704-2012, upright or on its side.

use serde::Deserialize;

use super::size::millimetres;
use super::xml::{Element, el};

const A4: (u32, u32) = (11_906, 16_838);

/// Margins of the upright page in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Margins {
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
}

impl Default for Margins {
    fn default() -> Self {
        Self { top: 37.0, bottom: 35.0, left: 28.0, right: 26.0 }
    }
}

impl Margins {
    /// The margins, if they leave most of the page for the text and some of it for printers.
    pub(super) fn checked(self) -> Option<Self> {
        let sides = [self.top, self.bottom, self.left, self.right];
        sides.iter().all(|mm| (10.0..=60.0).contains(mm)).then_some(self)
    }
}

/// A page in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    width: u32,
    height: u32,
    top: u32,
    bottom: u32,
    left: u32,
    right: u32,
    pub(super) landscape: bool,
}

impl Page {
    /// A page that lies on its side is the upright one turned so that its head comes to the binding.
    pub(super) fn new(margins: Margins, landscape: bool) -> Self {
        let [top, bottom, left, right] =
            [margins.top, margins.bottom, margins.left, margins.right].map(|mm| millimetres(mm).unwrap_or(1440));
        let (width, height) = A4;
        if landscape {
            return Self { width: height, height: width, top: left, bottom: right, left: bottom, right: top, landscape };
        }
        Self { width, height, top, bottom, left, right, landscape }
    }

    /// The width of the text, which tables fill.
    pub(super) fn text_width(&self) -> u32 {
        self.width - self.left - self.right
    }

    /// `w:pgSz` and `w:pgMar`.
    pub(super) fn elements(&self) -> [Element; 2] {
        let size = el("w:pgSz").attr("w:w", self.width).attr("w:h", self.height);
        let size = if self.landscape { size.attr("w:orient", "landscape") } else { size };
        let margins = el("w:pgMar").attr("w:top", self.top).attr("w:right", self.right).attr("w:bottom", self.bottom);
        let margins = margins.attr("w:left", self.left).attr("w:header", self.top / 2).attr("w:footer", self.footer());
        [size, margins.attr("w:gutter", 0)]
    }

    /// From the edge of the paper to the page number, whose top is 7 mm (397) below the text.
    fn footer(&self) -> u32 {
        const BELOW: u32 = 397 + 320;
        self.bottom.saturating_sub(BELOW).max(340)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_norm() {
        let page = Page::new(Margins::default(), false);
        assert_eq!((page.top, page.bottom, page.left, page.right), (2098, 1984, 1587, 1474));
        assert_eq!(page.text_width(), 8845);
        assert_eq!(Page::new(Margins::default(), true).text_width(), 12_756);
    }

    #[test]
    fn margins_leave_room() {
        assert_eq!(Margins { left: 5.0, ..Margins::default() }.checked(), None);
        assert_eq!(Margins { left: f64::NAN, ..Margins::default() }.checked(), None);
    }
}
