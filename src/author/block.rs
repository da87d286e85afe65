//! An outline as it was understood: sections of blocks.

use super::inline::Line;

/// Pages of one orientation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) landscape: bool,
    /// The cover: text is set for it, and its page has no number.
    pub(super) cover: bool,
    pub(super) items: Vec<Item>,
}

/// A block with what the brackets around it say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) block: Block,
    /// All of it on one page.
    pub(super) whole: bool,
    /// On the same page as the next one.
    pub(super) keep: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Text),
    Table(Table),
    PageBreak,
    /// Empty space, in twips.
    Gap(u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) role: Role,
    pub(super) lines: Vec<Line>,
}

/// What a paragraph is; each is a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u8),
    Body,
    Flush,
    Center,
    Right,
    /// Who signs and when, four characters from the right.
    Signature,
    Note,
    Bullet(u8),
    Caption,
    /// A chart or a picture.
    Figure,
    /// Nothing but block tags; the engine takes the paragraph away.
    Tag,
}

impl Block {
    /// Whether there is a block tag in a paragraph, so that it may be taken away or repeated.
    pub(super) fn may_vary(&self) -> bool {
        let Self::Paragraph(text) = self else { return false };
        text.role == Role::Tag || text.lines.iter().flatten().any(|run| super::tags::has_block(&run.text))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// A form: labels and fields, no head row.
    pub(super) grid: bool,
    /// Of the text width.
    pub(super) percent: u32,
    /// Shares of the width, one a column.
    pub(super) widths: Vec<u32>,
    /// As long as `widths`.
    pub(super) aligns: Vec<Align>,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Repeated on each page.
    pub(super) head: bool,
    /// At least so high, in twips.
    pub(super) height: Option<u32>,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// How many columns it takes.
    pub(super) span: usize,
    pub(super) down: Down,
    pub(super) kind: CellKind,
    /// Each with its own alignment, where one is written.
    pub(super) lines: Vec<(Option<Align>, Line)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Field,
    /// What a field is called: shaded.
    Label,
    /// Nothing but block tags: the engine takes the row away.
    Tag,
}

/// Cells that are one over several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Down {
    Single,
    First,
    Further,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Center,
    Right,
}
