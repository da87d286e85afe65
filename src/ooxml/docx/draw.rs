//! Marks → drawings: pictures and charts become parts of the package, with their relations and types.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::chart::Chart;
use super::compile::Compiled;
use super::finish::Unique;
use super::marks::{self, Mark};
use super::picture;
use super::{About, Assets};
use crate::ooxml::fault::{Fault, FaultKind, Place};
use crate::ooxml::package::Package;
use crate::ooxml::rels::{Relations, path_of, resolve, set_content_type};
use crate::ooxml::scan::escape;
use crate::text::Msg;

const IMAGE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
const CHART: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart";
const WORKBOOK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const EMU_PER_CM: f64 = 360_000.0;
/// Of a cell, left and right together, where nothing else is said.
const CELL_MARGINS: u32 = 216;
const EMU_PER_TWIP: u32 = 635;
/// As pixels are printed by default: 96 to the inch.
const EMU_PER_PIXEL: f64 = 9_525.0;

/// Draws into a package; one for all parts, as ids are unique in the whole.
pub(super) struct Drawer<'p> {
    package: &'p mut Package,
    assets: &'p Assets,
    created: Timestamp,
    pub unique: Unique,
    /// Between the margins.
    text_width: u32,
    /// Of the cell in which the drawing stands.
    room: Option<u32>,
    compiled: Option<&'p Compiled>,
    relations: Relations,
    /// Relations of placeholders that were filled.
    filled: BTreeSet<String>,
    /// Picture → its part.
    media: BTreeMap<String, String>,
    no_headings: bool,
    notes: Vec<Msg>,
    faults: Vec<Fault>,
}

impl<'p> Drawer<'p> {
    pub(super) fn new(package: &'p mut Package, assets: &'p Assets, about: &About, text_width: u32) -> Self {
        Self {
            package,
            assets,
            created: about.created,
            unique: Unique::default(),
            text_width,
            room: None,
            compiled: None,
            relations: Relations::default(),
            filled: BTreeSet::new(),
            media: BTreeMap::new(),
            no_headings: false,
            notes: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// What follows is of this part.
    pub(super) fn begin(&mut self, compiled: &'p Compiled) {
        self.relations = Relations::of(self.package, &compiled.part);
        self.compiled = Some(compiled);
        self.filled.clear();
    }

    /// The part is done: it is kept, and what only its placeholders showed is dropped.
    pub(super) fn end(&mut self, text: String) {
        let Some(compiled) = self.compiled.take() else { return };
        let before = Relations::of(self.package, &compiled.part);
        for id in std::mem::take(&mut self.filled) {
            if !text.contains(&format!("\"{id}\"")) {
                self.relations.items.retain(|relation| relation.id != id);
            }
        }
        self.package.set(&compiled.part, text);
        if before == self.relations {
            return;
        }
        self.package.set(&path_of(&compiled.part), self.relations.write());
        let still: BTreeSet<&str> = self.relations.items.iter().map(|r| r.target.as_str()).collect();
        let gone = before.items.iter().filter(|r| !r.external && !still.contains(r.target.as_str()));
        let gone: Vec<String> = gone.map(|r| resolve(&compiled.part, &r.target)).collect();
        for part in gone {
            self.drop_unused(&part);
        }
    }

    /// Takes out a part that nothing refers to, with what only it refers to.
    fn drop_unused(&mut self, part: &str) {
        let owners = self.package.parts.iter().filter_map(|p| p.name.strip_suffix(".rels")).map(|name| name.replace("_rels/", ""));
        let owners: Vec<String> = owners.collect();
        let used =
            |owner: &String| Relations::of(self.package, owner).items.iter().any(|r| !r.external && resolve(owner, &r.target) == part);
        if owners.iter().any(used) {
            return;
        }
        let below = Relations::of(self.package, part);
        self.package.remove(part);
        self.package.remove(&path_of(part));
        self.drop_type(part);
        for relation in below.items.iter().filter(|r| !r.external) {
            self.drop_unused(&resolve(part, &relation.target));
        }
    }

    /// An entry for a part that is gone would be one too many.
    fn drop_type(&mut self, part: &str) {
        let types = self.package.text(crate::ooxml::package::TYPES).unwrap_or_default();
        let own = crate::ooxml::scan::tags(types).find(|tag| tag.name == "Override" && tag.attr("PartName") == Some(&format!("/{part}")));
        if let Some(tag) = own {
            let types = format!("{}{}", &types[..tag.from], &types[tag.to..]);
            self.package.set(crate::ooxml::package::TYPES, types);
        }
    }

    pub(super) fn note_no_headings(&mut self) {
        self.no_headings = true;
    }

    /// Notes and faults of all parts.
    pub(super) fn done(mut self) -> (Vec<Msg>, Vec<Fault>) {
        if self.no_headings {
            self.notes.push(Msg::DocxNoHeadings {});
        }
        (self.notes, self.faults)
    }

    fn fault(&mut self, tag: usize, kind: FaultKind, msg: Msg) {
        let place = self.compiled.map_or_else(Place::default, |compiled| compiled.place(tag));
        self.faults.push(Fault::new(kind, place, msg));
    }

    /// What takes the place of a mark: a drawing, or for a placeholder the relation it then has. Nothing if there is a fault.
    /// `cell`: twips of the cell it stands in.
    pub(super) fn draw(&mut self, payload: &str, cell: Option<u32>) -> String {
        self.room = cell;
        let Some(mark) = marks::read(payload) else { return String::new() };
        let drawn = if mark.chart { self.chart(&mark) } else { self.image(&mark) };
        drawn.unwrap_or_else(|msg| {
            self.fault(mark.tag, FaultKind::Drawing, msg);
            String::new()
        })
    }

    fn image(&mut self, mark: &Mark) -> Result<String, Msg> {
        let Some(name) = mark.of.as_str() else { return Err(Msg::DocxNoPicture { name: mark.of.to_string() }) };
        let Some(bytes) = self.assets.get(name) else { return Err(Msg::DocxNoPicture { name: name.to_owned() }) };
        let Some((format, width, height)) = picture::measure(bytes) else {
            return Err(Msg::DocxBadPicture { name: name.to_owned() });
        };
        let part = if let Some(part) = self.media.get(name) {
            part.clone()
        } else {
            let part = self.package.free_name("word/media/image", format.ending());
            self.package.set(&part, bytes);
            set_content_type(self.package, &part, format.content_type(), false);
            self.media.insert(name.to_owned(), part.clone());
            part
        };
        let relation = self.relations.add(IMAGE, part.trim_start_matches("word/"));
        if let Some(old) = &mark.relation {
            self.filled.insert(old.clone());
            return Ok(relation);
        }
        let (pixels_wide, pixels_high) = (f64::from(width) * EMU_PER_PIXEL, f64::from(height) * EMU_PER_PIXEL);
        let ratio = pixels_high / pixels_wide;
        let (wide, high) = match (mark.width_cm.map(|cm| cm * EMU_PER_CM), mark.height_cm.map(|cm| cm * EMU_PER_CM)) {
            (Some(wide), Some(high)) => (wide, high),
            (Some(wide), None) => (wide, wide * ratio),
            (None, Some(high)) => (high / ratio, high),
            (None, None) => (pixels_wide, pixels_high),
        };
        let (wide, high) = self.fitted(name, wide, high, mark.width_cm.is_some());
        let text = mark.text.as_deref().unwrap_or(name);
        Ok(inline(&mut self.unique, text, wide, high, &picture_xml(&relation, wide, high)))
    }

    /// Not wider than the text, or the cell without its margins.
    fn fitted(&mut self, name: &str, wide: f64, high: f64, asked: bool) -> (u64, u64) {
        let room = self.room.map_or(self.text_width, |cell| cell.saturating_sub(CELL_MARGINS).clamp(200, self.text_width));
        let most = f64::from(room * EMU_PER_TWIP);
        let scale = if wide > most { most / wide } else { 1.0 };
        if scale < 1.0 && asked {
            let cm = crate::text::number(most / EMU_PER_CM);
            self.notes.push(Msg::DocxShrunk { name: name.to_owned(), cm });
        }
        (emu(wide * scale), emu(high * scale))
    }

    fn chart(&mut self, mark: &Mark) -> Result<String, Msg> {
        let wrong = |why: String| Msg::DocxBadChart { why };
        let chart = Chart::read(&mark.of).map_err(wrong)?;
        let own = self.compiled.map(|c| c.part.clone()).unwrap_or_default();
        let base = mark.relation.as_deref().and_then(|id| self.relations.get(id)).map(|r| resolve(&own, &r.target));
        let (xml, mut relations) = match &base {
            Some(base) => {
                let old = self.package.text(base).ok_or_else(|| wrong(base.clone()))?;
                (chart.refill(old).map_err(wrong)?, Relations::of(self.package, base))
            }
            None => (chart.xml(), Relations::default()),
        };
        let workbook = self.package.free_name("word/embeddings/workbook", ".xlsx");
        let bytes = chart.workbook(self.created).map_err(wrong)?;
        self.package.set(&workbook, bytes);
        set_content_type(self.package, &workbook, WORKBOOK_TYPE, false);
        let part = self.package.free_name("word/charts/chart", ".xml");
        self.package.set(&part, xml);
        set_content_type(self.package, &part, CHART_TYPE, true);
        // The workbook is rId1; style and colours of the template's chart keep theirs.
        relations.items.retain(|r| r.kind != WORKBOOK && r.id != "rId1");
        let target = format!("../{}", workbook.trim_start_matches("word/"));
        relations.items.push(crate::ooxml::rels::Relation { id: "rId1".into(), kind: WORKBOOK.into(), target, external: false });
        self.package.set(&path_of(&part), relations.write());
        let relation = self.relations.add(CHART, part.trim_start_matches("word/"));
        if let Some(old) = &mark.relation {
            self.filled.insert(old.clone());
            return Ok(relation);
        }
        let (wide, high) = (mark.width_cm.unwrap_or(15.0) * EMU_PER_CM, mark.height_cm.unwrap_or(7.5) * EMU_PER_CM);
        let (wide, high) = self.fitted(chart.title(), wide, high, mark.width_cm.is_some());
        let text = mark.text.as_deref().unwrap_or_else(|| chart.title());
        let graphic = format!(
            "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{relation}\"/></a:graphicData></a:graphic>"
        );
        Ok(inline(&mut self.unique, text, wide, high, &format!("<wp:cNvGraphicFramePr/>{graphic}")))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths are positive and below a metre")]
fn emu(length: f64) -> u64 {
    length.round().max(1.0) as u64
}

/// A drawing that stands in the line like a character.
fn inline(unique: &mut Unique, text: &str, wide: u64, high: u64, graphic: &str) -> String {
    unique.drawing += 1;
    let (id, text) = (unique.drawing, escape(text));
    format!(
        "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{id}\" name=\"drawing {id}\" descr=\"{text}\"/>{graphic}</wp:inline></w:drawing>"
    )
}

fn picture_xml(relation: &str, wide: u64, high: u64) -> String {
    format!(
        "<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"picture\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
}
