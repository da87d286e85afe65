//! Native charts: of columns of a table, or of chart objects of the data with their figures below them.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartDataLabel, ChartEmptyCells, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, ObjectMovement, XlsxError,
};
use serde_json::Value;

use super::cell::{Cell, Row};
use super::describe::ChartKind;
use super::page::{Page, ROW_POINTS};
use super::table::Done;
use crate::model::Lang;
use crate::render::words;
use crate::render::wrap;
use crate::render::xlsx::chart::{COLORS, draw_line, dress};
use crate::render::xlsx::style::Body;

/// Rows that a chart stands on.
const ROWS: u32 = 16;
/// More could not be read.
const MOST_CATEGORIES: usize = 1_000;
const MOST_SERIES: usize = 10;

/// Longer names of categories are shortened.
const LONGEST_NAME: usize = 30;

/// Whether a name can stand at an axis as it is.
pub(super) fn is_short(cell: &Cell<'_>) -> bool {
    if let Cell::Text(text) = cell { wrap::width(text) <= LONGEST_NAME && !text.contains('\n') } else { true }
}

fn short(text: &str) -> String {
    wrap::shorten(&wrap::clean_line(text), LONGEST_NAME).into_owned()
}

/// Figures to be drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    pub kind: ChartKind,
    pub title: String,
    pub unit: String,
    pub categories: Vec<String>,
    /// Each with a value for each category; `None` is not known.
    pub series: Vec<(String, Vec<Option<f64>>)>,
}

impl Figures {
    /// A chart object of the data: itself, or below `chart`. `None`: not known.
    pub(super) fn of_data(value: &Value) -> Option<Self> {
        let chart = if value.get("series").is_some() { value } else { value.get("chart")? };
        let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let series = chart.get("series")?.as_array()?.iter().map(|one| {
            let values = one.get("values").and_then(Value::as_array).into_iter().flatten().map(Value::as_f64).collect();
            (text(one, "name"), values)
        });
        let title = if text(chart, "title").is_empty() { text(value, "title") } else { text(chart, "title") };
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), short);
        Some(Self {
            kind: match text(chart, "kind").as_str() {
                "bar" => ChartKind::Bar,
                "line" => ChartKind::Line,
                "pie" => ChartKind::Pie,
                "stacked" => ChartKind::Stacked,
                _ => ChartKind::Column,
            },
            title,
            unit: text(chart, "unit"),
            categories: chart.get("categories").and_then(Value::as_array).into_iter().flatten().map(plain).collect(),
            series: series.collect(),
        })
    }

    /// Columns of rows as figures.
    pub(super) fn of_rows<R: Row>(
        (kind, title): (ChartKind, &str),
        rows: impl Iterator<Item = R>,
        categories: usize,
        values: &[(usize, String)],
    ) -> Self {
        let mut figures = Self { kind, title: title.to_owned(), ..Self::default() };
        figures.series = values.iter().map(|(_, name)| (name.clone(), Vec::new())).collect();
        for row in rows.take(MOST_CATEGORIES) {
            figures.categories.push(match row.cell(categories) {
                Cell::Text(text) => short(&text),
                Cell::Number(n) => crate::text::number(n),
                Cell::Date(date) => date.to_string(),
                Cell::Time(time) => time.strftime("%Y-%m-%d %H:%M").to_string(),
                Cell::Flag(_) | Cell::Unknown => String::new(),
            });
            for ((column, _), (_, series)) in values.iter().zip(&mut figures.series) {
                series.push(if let Cell::Number(n) = row.cell(*column) { Some(n).filter(|n| n.is_finite()) } else { None });
            }
        }
        figures
    }

    pub(super) fn widths(&self) -> Vec<usize> {
        let first = self.categories.iter().map(|text| wrap::width(text) + 2).max().unwrap_or(0).clamp(10, 40);
        std::iter::once(first).chain(self.series.iter().take(MOST_SERIES).map(|(name, _)| (wrap::width(name) + 3).clamp(12, 24))).collect()
    }
}

/// Draws columns of the table that stands in the sheet.
pub(super) fn of_table(
    page: &mut Page<'_>,
    (kind, title): (ChartKind, &str),
    done: &Done,
    categories: u16,
    values: &[u16],
) -> Result<(), XlsxError> {
    let (first, last) = (done.rows.0, done.rows.1 - 1);
    let name = page.name.clone();
    let points = usize::try_from(last - first + 1).unwrap_or(0);
    let mut chart = base(kind, title, points);
    for (index, value) in values.iter().take(MOST_SERIES).enumerate() {
        let series = chart.add_series();
        series.set_name((name.as_str(), done.head, *value));
        series.set_categories((name.as_str(), first, categories, last, categories));
        series.set_values((name.as_str(), first, *value, last, *value));
        paint(series, kind, index, points);
    }
    if kind != ChartKind::Pie && values.len() < 2 {
        chart.legend().set_hidden();
    }
    insert(page, &mut chart)
}

/// Draws figures and lays them below the drawing.
pub(super) fn of_figures(page: &mut Page<'_>, figures: &Figures) -> Result<(), XlsxError> {
    let (lang, formats) = (page.sheet.lang, page.formats);
    let title = words::bracketed(&figures.title, &figures.unit, lang);
    let categories = &figures.categories[..figures.categories.len().min(MOST_CATEGORIES)];
    page.tally.rows += figures.categories.len() - categories.len();
    if categories.is_empty() || figures.series.is_empty() {
        return missing(page, &title);
    }
    page.keep_together(ROWS + 2);
    // The drawing comes first, its data after it.
    let top = page.row;
    page.row += ROWS + 1;
    let hole = figures.series.iter().any(|(_, values)| (0..categories.len()).any(|i| values.get(i).copied().flatten().is_none()));
    let mut about = words::CHART_DATA.to(lang).to_owned();
    if hole {
        about.push_str(match lang {
            Lang::Zh => "（空格为未知）",
            Lang::En => " (an empty cell is not known)",
        });
    }
    rows_below(page, top)?;
    page.line(&about, &formats.styles.dim)?;
    let head = page.row;
    page.put(head, 0, words::NAME.to(lang), &formats.styles.head)?;
    let series: Vec<_> = figures.series.iter().take(MOST_SERIES).collect();
    for (col, (name, _)) in (1_u16..).zip(&series) {
        page.put(head, col, name, &formats.styles.head)?;
    }
    // Applications that fit rows to their text would end pages elsewhere than was reckoned.
    page.sheet.ws.set_row_height(head, ROW_POINTS)?;
    for (index, category) in categories.iter().enumerate() {
        page.row += 1;
        page.sheet.ws.set_row_height(page.row, ROW_POINTS)?;
        page.put(page.row, 0, category, &formats.text)?;
        for (col, (_, values)) in (1_u16..).zip(&series) {
            match values.get(index).copied().flatten() {
                Some(n) => {
                    let body = if n.fract() == 0.0 { Body::Whole } else { Body::Decimal };
                    page.sheet.ws.write_number_with_format(page.row, col, n, formats.styles.body(body, None))?;
                }
                None => page.sheet.ws.write_blank(page.row, col, &formats.text).map(drop)?,
            }
        }
    }
    let (last, end) = (page.row, page.row + 2);
    let mut chart = base(figures.kind, &title, categories.len());
    let name = page.name.clone();
    for (index, col) in (1_u16..).take(series.len()).enumerate() {
        let series = chart.add_series();
        series.set_name((name.as_str(), head, col)).set_categories((name.as_str(), head + 1, 0, last, 0));
        series.set_values((name.as_str(), head + 1, col, last, col));
        paint(series, figures.kind, index, categories.len());
    }
    if figures.kind != ChartKind::Pie && series.len() < 2 {
        chart.legend().set_hidden();
    }
    page.row = top;
    place(page, &mut chart)?;
    page.row = end;
    Ok(())
}

/// Says in words that a chart has no data.
pub(super) fn missing(page: &mut Page<'_>, title: &str) -> Result<(), XlsxError> {
    let (lang, format) = (page.sheet.lang, &page.formats.styles.dim);
    let none = match lang {
        Lang::Zh => "没有可以画图的数据",
        Lang::En => "there is no data to draw",
    };
    let text = if title.is_empty() { none.to_owned() } else { format!("{title}{}{none}", words::colon(lang)) };
    page.line(&text, format)
}

fn base(kind: ChartKind, title: &str, categories: usize) -> Chart {
    let mut chart = Chart::new(match kind {
        ChartKind::Column => ChartType::Column,
        ChartKind::Bar => ChartType::Bar,
        ChartKind::Line => ChartType::Line,
        ChartKind::Pie => ChartType::Pie,
        ChartKind::Stacked => ChartType::ColumnStacked,
    });
    dress(&mut chart, title);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    if kind != ChartKind::Pie {
        let every = u16::try_from(categories.div_ceil(15)).unwrap_or(1).max(1);
        let grid = ChartLine::new().set_color(0x00D9_D9D9).clone();
        // Of lying bars the categories are beside them, first one on top.
        let (names, values) = match kind {
            ChartKind::Bar => (AxisOf::Y, AxisOf::X),
            _ => (AxisOf::X, AxisOf::Y),
        };
        values.of(&mut chart).set_num_format("General").set_major_gridlines(true).set_major_gridlines_line(&grid);
        let names = names.of(&mut chart);
        names.set_text_axis(true).set_major_gridlines(false).set_label_interval(every).set_tick_interval(every);
        if kind == ChartKind::Bar {
            names.set_reverse().set_crossing(ChartAxisCrossing::Max);
        }
    }
    if kind == ChartKind::Line {
        chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    }
    chart.set_width(860).set_height(ROWS * 24 - 12).set_object_movement(ObjectMovement::DontMoveOrSizeWithCells);
    chart
}

/// Which axis; only one can be held at a time.
#[derive(Clone, Copy)]
enum AxisOf {
    X,
    Y,
}

impl AxisOf {
    fn of(self, chart: &mut Chart) -> &mut ChartAxis {
        match self {
            Self::X => chart.x_axis(),
            Self::Y => chart.y_axis(),
        }
    }
}

fn paint(series: &mut rust_xlsxwriter::ChartSeries, kind: ChartKind, index: usize, points: usize) {
    let color = COLORS[index % COLORS.len()];
    match kind {
        ChartKind::Pie => drop(series.set_data_label(ChartDataLabel::new().show_percentage())),
        ChartKind::Line => draw_line(series, color, points),
        ChartKind::Column | ChartKind::Bar | ChartKind::Stacked => {
            let fill = ChartSolidFill::new().set_color(color).clone();
            series.set_format(ChartFormat::new().set_solid_fill(&fill)).set_gap(60);
        }
    }
}

/// The drawing in the next rows.
fn insert(page: &mut Page<'_>, chart: &mut Chart) -> Result<(), XlsxError> {
    page.row += 1;
    page.keep_together(ROWS);
    let top = page.row;
    rows_below(page, top)?;
    place(page, chart)?;
    page.row = top + ROWS + 1;
    Ok(())
}

/// Applications have row heights of their own; the drawing must end where the next thing begins, whatever they are.
fn rows_below(page: &mut Page<'_>, top: u32) -> Result<(), XlsxError> {
    for row in top..top + ROWS {
        page.sheet.ws.set_row_height(row, ROW_POINTS)?;
    }
    Ok(())
}

/// A little below the row's edge: at a page break its frame would be on both pages.
fn place(page: &mut Page<'_>, chart: &mut Chart) -> Result<(), XlsxError> {
    page.sheet.ws.insert_chart_with_offset(page.row, 0, chart, 0, 3).map(drop)
}
