//! A chart of a check's metric: its stored trend as lines, or else its present values as bars; the data lie below it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType,
    ChartSeries, ChartSolidFill, ChartType, ObjectMovement, XlsxError,
};

use super::Book;
use super::sheet::{Sheet, lines as cell_lines};
use super::style::{Body, FONT};
use crate::model::Lang;
use crate::render::view::{self, Across};
use crate::render::{words, wrap};
use crate::text;

const MOST_LINES: usize = 10;
const MOST_BARS: usize = 15;
const MOST_TIMES: usize = 1_000;
/// Rows that the chart covers.
const CHART_ROWS: u32 = 15;
/// Told apart in print as well as in colour.
pub(crate) const COLORS: [u32; 10] =
    [0x001F_5FBF, 0x00C0_0000, 0x0037_7D3A, 0x00B7_7800, 0x006B_3FA0, 0x0000_7C89, 0x007F_4F24, 0x00D1_4B8F, 0x0059_5959, 0x008C_A51E];

/// What is drawn.
pub(super) struct Plot {
    /// Name of the metric, with its unit.
    title: String,
    unit: String,
    data: Data,
}

enum Data {
    /// Subjects by their last value, highest first.
    Trend { times: Vec<Timestamp>, series: Vec<(String, BTreeMap<Timestamp, f64>)> },
    /// Subjects by value, highest first.
    Bars(Vec<(String, f64)>),
}

impl Plot {
    /// Widths that the columns of its data need.
    pub(super) fn widths(&self) -> Vec<usize> {
        match &self.data {
            Data::Trend { series, .. } => std::iter::once(21).chain(series.iter().map(|_| 12)).collect(),
            Data::Bars(bars) => vec![bars.iter().map(|(name, _)| wrap::width(name) + 2).max().unwrap_or(0), 14],
        }
    }

    fn highest(&self) -> f64 {
        match &self.data {
            Data::Trend { series, .. } => series.iter().flat_map(|(_, points)| points.values()).copied().fold(f64::MIN, f64::max),
            Data::Bars(bars) => bars.iter().map(|(_, n)| *n).fold(f64::MIN, f64::max),
        }
    }
}

/// The chart of a check, when it names a metric and there is something to draw.
pub(super) fn plot(across: &Across<'_>, lang: Lang) -> Option<Plot> {
    let many = across.outcomes.iter().filter(|(_, outcome)| outcome.table().is_some()).count() > 1;
    let metric = across.outcomes.iter().find_map(|(_, outcome)| outcome.chart.as_deref())?;
    let column = across.outcomes.iter().find_map(|(_, o)| o.table()?.columns.iter().find(|c| c.name.eq_ignore_ascii_case(metric)));
    let title = column.map_or_else(|| metric.to_owned(), |column| column.title.to(lang).to_owned());
    let unit = column.and_then(|c| c.unit.as_deref()).map_or("", |unit| text::unit(unit, lang)).to_owned();
    let data = trend(across, many).or_else(|| bars(across, metric, many))?;
    Some(Plot { title, unit, data })
}

fn name(target: &str, subject: &str, many: bool) -> String {
    let subject = wrap::shorten(&wrap::clean_line(subject), 40).into_owned();
    match (many, subject.is_empty()) {
        (true, true) => target.to_owned(),
        (true, false) => format!("{target} {subject}"),
        (false, _) => subject,
    }
}

fn trend(across: &Across<'_>, many: bool) -> Option<Data> {
    let mut series: Vec<(String, BTreeMap<Timestamp, f64>)> = Vec::new();
    for (target, outcome) in &across.outcomes {
        for (subject, points) in &outcome.trend {
            let points: BTreeMap<_, _> = points.iter().copied().filter(|(_, n)| n.is_finite()).collect();
            if points.len() > 1 {
                series.push((name(&target.name, subject, many), points));
            }
        }
    }
    let last = |points: &BTreeMap<Timestamp, f64>| points.last_key_value().map_or(f64::MIN, |(_, n)| *n);
    series.sort_by(|a, b| last(&b.1).total_cmp(&last(&a.1)));
    series.truncate(MOST_LINES);
    let times: BTreeSet<Timestamp> = series.iter().flat_map(|(_, points)| points.keys().copied()).collect();
    let times: Vec<_> = times.iter().skip(times.len().saturating_sub(MOST_TIMES)).copied().collect();
    (!series.is_empty()).then_some(Data::Trend { times, series })
}

fn bars(across: &Across<'_>, metric: &str, many: bool) -> Option<Data> {
    let mut bars = Vec::new();
    for (target, outcome) in &across.outcomes {
        let Some(table) = outcome.table() else { continue };
        let Some(column) = table.index(metric) else { continue };
        for (row, cells) in table.rows.iter().enumerate() {
            if let Some(n) = cells.get(column).and_then(crate::model::Value::as_f64).filter(|n| n.is_finite()) {
                bars.push((name(&target.name, &view::row_subject(outcome, table, row), many), n));
            }
        }
    }
    bars.sort_by(|a, b| b.1.total_cmp(&a.1));
    bars.truncate(MOST_BARS);
    (!bars.is_empty()).then_some(Data::Bars(bars))
}

/// Where the chart begins, below the results.
pub(super) fn first_row(results: u32, count: usize) -> u32 {
    results + u32::try_from(count).unwrap_or(0) + 1
}

/// Draws it from row `top` on and lays its data below; returns the last row of the drawing.
pub(super) fn write(book: &Book<'_>, sheet: &mut Sheet<'_>, name: &str, top: u32, plot: &Plot) -> Result<u32, XlsxError> {
    let lang = sheet.lang;
    let head = top + CHART_ROWS + 1;
    sheet.text(head - 1, 0, words::CHART_DATA.to(lang), &book.styles.dim)?;
    let mut chart = match &plot.data {
        Data::Trend { times, series } => lines(book, sheet, (name, head), times, series)?,
        Data::Bars(bars) => columns(book, sheet, (name, head), &plot.title, bars)?,
    };
    let of_what = if matches!(plot.data, Data::Trend { .. }) { words::trend_of(&plot.title, lang) } else { plot.title.clone() };
    let title = if plot.unit.is_empty() { of_what } else { words::bracketed(&of_what, &plot.unit, lang) };
    dress(&mut chart, &title);
    let grid = ChartLine::new().set_color(0x00D9_D9D9).clone();
    let values = if matches!(plot.data, Data::Trend { .. }) { chart.y_axis() } else { chart.x_axis() };
    values.set_num_format("General").set_major_gridlines(true).set_major_gridlines_line(&grid);
    if plot.unit == "%" && plot.highest() <= 100.0 {
        values.set_min(0).set_max(100);
    }
    chart.set_width(900).set_height(330).set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
    sheet.ws.insert_chart(top, 0, &chart)?;
    Ok(top + CHART_ROWS - 1)
}

/// Points that still have a dot each.
const MOST_DOTS: usize = 31;

/// A line over so many points. Few have dots: a point that has no neighbour would not be seen.
pub(crate) fn draw_line(series: &mut ChartSeries, color: u32, points: usize) {
    series.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(color).set_width(2.0)));
    if points <= MOST_DOTS {
        let fill = ChartSolidFill::new().set_color(color).clone();
        let mut dots = ChartFormat::new().set_solid_fill(&fill).set_border(ChartLine::new().set_color(color)).clone();
        series.set_marker(ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(5).set_format(&mut dots));
    }
}

/// The title, and fonts that have Chinese characters.
pub(crate) fn dress(chart: &mut Chart, title: &str) {
    // A title that begins with an equals sign would be taken for a reference.
    chart.title().set_name(title.trim_start_matches('=')).set_font(ChartFont::new().set_name(FONT).set_size(14).set_bold());
    let font = ChartFont::new().set_name(FONT).set_size(10).clone();
    chart.x_axis().set_font(&font);
    chart.y_axis().set_font(&font);
    chart.legend().set_font(&font);
}

fn lines(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    (name, head): (&str, u32),
    times: &[Timestamp],
    series: &[(String, BTreeMap<Timestamp, f64>)],
) -> Result<Chart, XlsxError> {
    let styles = &book.styles;
    sheet.text(head, 0, words::TIME.to(sheet.lang), &styles.head)?;
    for (col, (subject, _)) in (1_u16..).zip(series) {
        sheet.text(head, col, subject, &styles.head)?;
    }
    sheet.height(head, series.iter().map(|(subject, _)| cell_lines(subject, 11)).max().unwrap_or(1), 5.0)?;
    let mut row = head;
    for time in times {
        row += 1;
        sheet.time(row, 0, time.to_zoned(book.look.zone.clone()).datetime(), styles.body(Body::Time, None))?;
        for (col, (_, points)) in (1_u16..).zip(series) {
            match points.get(time) {
                Some(n) => sheet.ws.write_number_with_format(row, col, *n, styles.body(Body::Decimal, None)).map(drop)?,
                None => sheet.text(row, col, "", styles.body(Body::Text, None))?,
            }
        }
    }
    let mut chart = Chart::new(ChartType::Line);
    for ((col, _), color) in (1_u16..).zip(series).zip(COLORS) {
        let series = chart.add_series();
        series.set_name((name, head, col)).set_categories((name, head + 1, 0, row, 0)).set_values((name, head + 1, col, row, col));
        draw_line(series, color, times.len());
    }
    let every = u16::try_from(times.len().div_ceil(12)).unwrap_or(1).max(1);
    chart.x_axis().set_num_format("mm-dd").set_text_axis(true).set_label_interval(every).set_tick_interval(every);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
    Ok(chart)
}

fn columns(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    (name, head): (&str, u32),
    title: &str,
    bars: &[(String, f64)],
) -> Result<Chart, XlsxError> {
    let styles = &book.styles;
    sheet.text(head, 0, words::SUBJECT.to(sheet.lang), &styles.head)?;
    sheet.text(head, 1, title, &styles.head)?;
    let mut row = head;
    for (subject, n) in bars {
        row += 1;
        sheet.text(row, 0, subject, styles.body(Body::Text, None))?;
        let body = if n.fract() == 0.0 { Body::Whole } else { Body::Decimal };
        sheet.ws.write_number_with_format(row, 1, *n, styles.body(body, None))?;
    }
    let mut chart = Chart::new(ChartType::Bar);
    let mut fill = ChartFormat::new();
    fill.set_solid_fill(ChartSolidFill::new().set_color(COLORS[0]));
    let series = chart.add_series();
    series.set_name((name, head, 1)).set_categories((name, head + 1, 0, row, 0)).set_values((name, head + 1, 1, row, 1));
    series.set_format(&mut fill).set_gap(60);
    chart.y_axis().set_reverse().set_major_gridlines(false).set_crossing(ChartAxisCrossing::Max);
    chart.x_axis().set_min(0);
    chart.legend().set_hidden();
    Ok(chart)
}
