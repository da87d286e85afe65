//! Figures over time as a workbook: one table, and for each figure a sheet with its trend and a native chart.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rust_xlsxwriter::{
    Chart, ChartEmptyCells, ChartLegendPosition, ChartType, DocProperties, ExcelDateTime, ObjectMovement, Workbook, XlsxError,
};

use super::package;
use super::sheet::{Sheet, width_of};
use super::style::{self, Body, Styles};
use crate::error::{Error, Kind, Result};
use crate::model::Level;
use crate::model::monitor::Gauge;
use crate::render::monitor::{self, View};
use crate::render::{Look, words};
use crate::text::{self, Msg};

/// Rows of 15 points (20 pixels) that a chart stands on.
const CHART_ROWS: u32 = 19;
/// Lines that one chart can still be read with: those with the highest values.
const MOST_LINES: usize = 10;
/// Points of one line; more are thinned to the highest of each step.
const MOST_POINTS: usize = 500;
const MOST_SHEETS: usize = 30;

pub(in crate::render) fn render(view: &View, look: &Look) -> Result<Vec<u8>> {
    write(view, look).map_err(|error| Error::new(Kind::Internal, Msg::Internal { what: "xlsx".into() }).because(error))
}

fn write(view: &View, look: &Look) -> Result<Vec<u8>, XlsxError> {
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::base(), 18, 72)?;
    let created = ExcelDateTime::from_timestamp(view.made.as_second())?;
    workbook.set_properties(
        &DocProperties::new().set_title(monitor::title(view, look)).set_author(&view.operator).set_creation_datetime(&created),
    );
    let mut sheet = Sheet::new(workbook.add_worksheet(), words::VALUES.to(look.lang), look.lang)?;
    table(view, look, &mut sheet, &styles)?;
    let mut names = BTreeSet::new();
    for (title, gauges) in figures(view, look).into_iter().take(MOST_SHEETS) {
        let name = sheet_name(&title, &mut names);
        let mut sheet = Sheet::new(workbook.add_worksheet(), &name, look.lang)?;
        trend(look, &mut sheet, &styles, (&name, &title), &gauges)?;
    }
    package::finish(&mut workbook)
}

fn table(view: &View, look: &Look, sheet: &mut Sheet<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let (heads, rows) = (monitor::heads(view, look.lang), monitor::rows(view, look));
    let widths: Vec<usize> =
        heads.iter().enumerate().map(|(col, head)| width_of(head, rows.iter().map(|row| row[col].as_str()), 40)).collect();
    sheet.widths(&widths)?;
    let last = u16::try_from(heads.len()).unwrap_or(1) - 1;
    sheet.merged(0, (0, last), &monitor::title(view, look), &styles.heading)?;
    sheet.height(0, 1, 12.0)?;
    sheet.heads(1, &heads.iter().map(String::as_str).collect::<Vec<_>>(), &widths, &styles.head)?;
    let gauges = view.gauges.iter().filter(|gauge| !gauge.samples.is_empty());
    for ((row, cells), gauge) in (2_u32..).zip(&rows).zip(gauges) {
        let tint = Some(monitor::state(gauge)).filter(|level| *level >= Level::Warning);
        for (col, cell) in (0_u16..).zip(cells) {
            // What the columns before the figures hold is text, whatever it looks like.
            match cell.parse::<f64>() {
                Ok(number) if col >= 5 => {
                    let body = if number.fract() == 0.0 { Body::Whole } else { Body::Decimal };
                    sheet.ws.write_number_with_format(row, col, number, styles.body(body, tint))?;
                }
                _ => sheet.text(row, col, cell, styles.body(Body::Text, tint))?,
            }
        }
    }
    sheet.ws.set_freeze_panes(2, 0)?;
    if let Some(end) = u32::try_from(rows.len()).ok().filter(|n| *n > 0) {
        sheet.ws.autofilter(1, 0, end + 1, last)?;
    }
    sheet.ws.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 1)?;
    Ok(())
}

/// Gauges by figure, each with its title: `CPU 使用率 · 用户（%）`.
fn figures<'a>(view: &'a View, look: &Look) -> Vec<(String, Vec<&'a Gauge>)> {
    let mut figures: BTreeMap<(String, String), Vec<&Gauge>> = BTreeMap::new();
    for gauge in view.gauges.iter().filter(|gauge| gauge.drawn && gauge.samples.len() > 1) {
        let unit = text::unit(&gauge.unit, look.lang);
        let metric = gauge.metric.to(look.lang);
        let metric = if unit.is_empty() { metric.to_owned() } else { words::bracketed(metric, unit, look.lang) };
        figures.entry((gauge.title.to(look.lang).to_owned(), metric)).or_default().push(gauge);
    }
    let highest = |gauge: &Gauge| gauge.samples.iter().map(|(_, v)| *v).fold(f64::MIN, f64::max);
    figures
        .into_iter()
        .map(|((title, metric), mut gauges)| {
            gauges.sort_by(|a, b| highest(b).total_cmp(&highest(a)));
            gauges.truncate(MOST_LINES);
            (format!("{title} · {metric}"), gauges)
        })
        .collect()
}

fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = title.chars().map(|c| if "[]:*?/\\'".contains(c) { '-' } else { c }).take(26).collect();
    let mut name = clean.clone();
    for number in 2.. {
        if taken.insert(name.to_lowercase()) {
            break;
        }
        name = format!("{clean} {number}");
    }
    name
}

/// Rows of time and values with a line chart beside them.
fn trend(look: &Look, sheet: &mut Sheet<'_>, styles: &Styles, (name, title): (&str, &str), gauges: &[&Gauge]) -> Result<(), XlsxError> {
    let series: Vec<BTreeMap<Timestamp, f64>> = gauges.iter().map(|gauge| thinned(&gauge.samples)).collect();
    let times: BTreeSet<Timestamp> = series.iter().flat_map(|points| points.keys().copied()).collect();
    let heads: Vec<String> = std::iter::once(words::TIME.to(look.lang).to_owned())
        .chain(gauges.iter().map(|g| if g.subject.is_empty() { g.target.clone() } else { format!("{} {}", g.target, g.subject) }))
        .collect();
    let widths: Vec<usize> = std::iter::once(21).chain(gauges.iter().map(|_| 16)).collect();
    sheet.widths(&widths)?;
    sheet.text(0, 0, title, &styles.heading)?;
    let head = CHART_ROWS + 1;
    for row in 1..head {
        // Applications have row heights of their own; the chart must end before the table, whatever they are.
        sheet.ws.set_row_height(row, 15)?;
    }
    sheet.heads(head, &heads.iter().map(String::as_str).collect::<Vec<_>>(), &widths, &styles.head)?;
    let mut row = head;
    for time in &times {
        row += 1;
        sheet.time(row, 0, time.to_zoned(look.zone.clone()).datetime(), styles.body(Body::Time, None))?;
        for (col, points) in (1_u16..).zip(&series) {
            match points.get(time) {
                Some(value) => sheet.ws.write_number_with_format(row, col, *value, styles.body(Body::Decimal, None)).map(drop)?,
                None => sheet.text(row, col, "", styles.body(Body::Text, None))?,
            }
        }
    }
    let mut chart = Chart::new(ChartType::Line);
    for ((col, _), color) in (1_u16..).zip(&series).zip(super::chart::COLORS) {
        let series = chart.add_series();
        series.set_name((name, head, col)).set_categories((name, head + 1, 0, row, 0)).set_values((name, head + 1, col, row, col));
        super::chart::draw_line(series, color, times.len());
    }
    let every = u16::try_from(times.len().div_ceil(12)).unwrap_or(1).max(1);
    super::chart::dress(&mut chart, title);
    chart.x_axis().set_num_format("mm-dd hh:mm").set_text_axis(true).set_label_interval(every).set_tick_interval(every);
    chart.y_axis().set_num_format("General");
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
    chart.set_width(980).set_height(CHART_ROWS * 20 - 10).set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
    sheet.ws.insert_chart(1, 0, &chart)?;
    sheet.ws.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// At most [`MOST_POINTS`] points: of each step the highest, so that no peak is lost.
fn thinned(samples: &[(Timestamp, f64)]) -> BTreeMap<Timestamp, f64> {
    let step = samples.len().div_ceil(MOST_POINTS).max(1);
    samples.chunks(step).filter_map(|chunk| chunk.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))).collect()
}
