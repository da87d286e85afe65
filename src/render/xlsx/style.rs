//! Fonts, colours and number formats of the workbook, each made once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::model::{Level, Verdict};

pub(crate) const FONT: &str = "宋体";
const LINE: u32 = 0x00BF_BFBF;
const HEAD_FILL: u32 = 0x00DD_E6F0;
const LABEL_FILL: u32 = 0x00F2_F5F9;
const RED: u32 = 0x00C0_0000;
const BLUE: u32 = 0x001F_5FBF;
const GREEN: u32 = 0x0037_7D3A;
const AMBER: u32 = 0x00FF_D966;
const GREY: u32 = 0x0059_5959;

/// What a body cell holds; decides alignment and number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    Text,
    /// A short word in the middle of its cell.
    Word,
    /// Whole numbers that name something: no grouping.
    Id,
    /// Whole measures, grouped.
    Whole,
    /// Two decimals, grouped.
    Decimal,
    Time,
}

const BODIES: [Body; 6] = [Body::Text, Body::Word, Body::Id, Body::Whole, Body::Decimal, Body::Time];
const TINTS: [Option<Level>; 4] = [None, Some(Level::Note), Some(Level::Warning), Some(Level::Critical)];

/// The font of everything that is not said otherwise.
pub(crate) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_font_charset(134)
}

/// A cell of a table.
pub(crate) fn cell() -> Format {
    base().set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin).set_border_color(LINE)
}

pub(crate) struct Styles {
    pub title: Format,
    pub heading: Format,
    pub head: Format,
    pub label: Format,
    pub total: Format,
    pub plain: Format,
    pub dim: Format,
    pub link: Format,
    pub sign: Format,
    ok: Format,
    note: Format,
    warning: Format,
    critical: Format,
    unknown: Format,
    absent: Format,
    /// One for each of [`TINTS`].
    links: Vec<Format>,
    /// [`BODIES`] times [`TINTS`].
    bodies: Vec<Format>,
}

impl Styles {
    pub(crate) fn new() -> Self {
        let word = || cell().set_align(FormatAlign::Center).set_bold();
        Self {
            title: base().set_bold().set_font_size(20).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            heading: base().set_bold().set_font_size(14).set_align(FormatAlign::VerticalCenter),
            head: cell().set_bold().set_background_color(HEAD_FILL).set_align(FormatAlign::Center).set_text_wrap(),
            label: cell().set_bold().set_background_color(LABEL_FILL),
            total: cell().set_bold().set_background_color(LABEL_FILL).set_align(FormatAlign::Center),
            plain: base().set_align(FormatAlign::VerticalCenter).set_text_wrap(),
            dim: base().set_font_color(GREY).set_align(FormatAlign::VerticalCenter),
            link: link(base()),
            links: TINTS.iter().map(|tint| tinted(link(cell().set_text_wrap()), *tint)).collect(),
            sign: base().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Bottom),
            ok: word().set_font_color(GREEN),
            note: word().set_background_color(0x00FF_F2CC),
            warning: word().set_background_color(BLUE).set_font_color(Color::White),
            critical: word().set_background_color(RED).set_font_color(Color::White),
            unknown: word().set_background_color(AMBER),
            absent: cell().set_align(FormatAlign::Center).set_font_color(GREY),
            bodies: TINTS.iter().flat_map(|tint| BODIES.map(|body| tinted(body_format(body), *tint))).collect(),
        }
    }

    pub(crate) fn body(&self, body: Body, tint: Option<Level>) -> &Format {
        let column = BODIES.iter().position(|known| *known == body).unwrap_or(0);
        &self.bodies[row_of(tint) * BODIES.len() + column]
    }

    /// A link in a table.
    pub(crate) fn link_cell(&self, tint: Option<Level>) -> &Format {
        &self.links[row_of(tint)]
    }

    pub(crate) fn level(&self, level: Level) -> &Format {
        match level {
            Level::Ok => &self.ok,
            Level::Note => &self.note,
            Level::Warning => &self.warning,
            Level::Critical => &self.critical,
        }
    }

    pub(crate) fn verdict(&self, verdict: Verdict) -> &Format {
        match verdict {
            Verdict::Ok => &self.ok,
            Verdict::Warning => &self.warning,
            Verdict::Critical => &self.critical,
            Verdict::Unknown => &self.unknown,
        }
    }

    pub(crate) fn not_checked(&self) -> &Format {
        &self.unknown
    }

    pub(crate) fn not_applicable(&self) -> &Format {
        &self.absent
    }
}

fn row_of(tint: Option<Level>) -> usize {
    TINTS.iter().position(|known| *known == tint).unwrap_or(0)
}

fn link(format: Format) -> Format {
    format.set_font_color(0x0005_63C1).set_underline(FormatUnderline::Single)
}

fn body_format(body: Body) -> Format {
    match body {
        Body::Text => cell().set_text_wrap(),
        Body::Word => cell().set_align(FormatAlign::Center),
        Body::Id => number("0"),
        Body::Whole => number("#,##0"),
        Body::Decimal => number("#,##0.00"),
        Body::Time => cell().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Center),
    }
}

/// A number in a table.
pub(crate) fn number(format: &str) -> Format {
    cell().set_num_format(format).set_align(FormatAlign::Right).set_indent(1)
}

fn tinted(format: Format, tint: Option<Level>) -> Format {
    match tint {
        Some(Level::Critical) => format.set_background_color(0x00FC_E8E8),
        Some(Level::Warning) => format.set_background_color(0x00E6_EFFA),
        Some(Level::Note) => format.set_background_color(0x00FF_FAEB),
        Some(Level::Ok) | None => format,
    }
}
