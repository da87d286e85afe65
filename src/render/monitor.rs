//! Figures over time into a table, a CSV or a workbook with native charts.

use jiff::Timestamp;

use super::{Format, Look, csv, words, wrap, xlsx};
use crate::error::Result;
use crate::model::monitor::Gauge;
use crate::model::{Lang, Level};
use crate::text;

/// Which columns are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The newest value of each gauge.
    Last,
    /// Statistics over the range.
    Statistics,
}

/// What is rendered.
#[derive(Debug, Clone)]
pub struct View {
    pub gauges: Vec<Gauge>,
    pub sheet: Sheet,
    pub range: (Timestamp, Timestamp),
    pub operator: String,
    pub made: Timestamp,
}

/// The view in a format; [`Format::Table`], [`Format::Csv`] or [`Format::Xlsx`].
pub fn render(view: &View, format: Format, look: &Look) -> Result<Vec<u8>> {
    match format {
        Format::Xlsx => xlsx::monitor(view, look),
        Format::Csv => csv::table(&heads(view, look.lang), &rows(view, look), look.encoding),
        _ => Ok(screen(view, look).into_bytes()),
    }
}

/// The headings.
pub(super) fn heads(view: &View, lang: Lang) -> Vec<String> {
    let words: &[(&str, &str)] = match view.sheet {
        Sheet::Last => &[
            ("目标", "Target"),
            ("组", "Group"),
            ("检查", "Check"),
            ("对象", "Subject"),
            ("指标", "Figure"),
            ("数值", "Value"),
            ("单位", "Unit"),
            ("时间", "Time"),
            ("状态", "State"),
        ],
        Sheet::Statistics => &[
            ("目标", "Target"),
            ("组", "Group"),
            ("检查", "Check"),
            ("对象", "Subject"),
            ("指标", "Figure"),
            ("单位", "Unit"),
            ("样本", "Samples"),
            ("最小", "Min"),
            ("平均", "Avg"),
            ("最大", "Max"),
            ("95 分位", "p95"),
            ("预警次数", "Warnings"),
            ("告警次数", "Criticals"),
        ],
    };
    words.iter().map(|(zh, en)| if lang == Lang::Zh { *zh } else { *en }.to_owned()).collect()
}

/// The rows as text; numbers with at most two decimals.
pub(super) fn rows(view: &View, look: &Look) -> Vec<Vec<String>> {
    view.gauges.iter().filter_map(|gauge| row(view.sheet, gauge, look)).collect()
}

fn row(sheet: Sheet, gauge: &Gauge, look: &Look) -> Option<Vec<String>> {
    let (lang, summary) = (look.lang, gauge.summary()?);
    let name = |t: &str| wrap::clean_line(t);
    let mut row = vec![
        name(&gauge.target),
        name(&gauge.group),
        gauge.title.to(lang).to_owned(),
        name(&gauge.subject),
        gauge.metric.to(lang).to_owned(),
    ];
    let unit = text::unit(&gauge.unit, lang).to_owned();
    match sheet {
        Sheet::Last => {
            row.extend([text::number(summary.last), unit, look.time(summary.last_at), text::level(state(gauge), lang).to_owned()]);
        }
        Sheet::Statistics => {
            row.extend([unit, summary.count.to_string()]);
            row.extend([summary.min, summary.avg, summary.max, summary.p95].map(text::number));
            row.extend([gauge.crossings.warnings.to_string(), gauge.crossings.criticals.to_string()]);
        }
    }
    Some(row)
}

/// The level of the newest look.
pub(super) fn state(gauge: &Gauge) -> Level {
    gauge.crossings.last.unwrap_or(Level::Ok)
}

/// What the view is, with its range.
pub(super) fn title(view: &View, look: &Look) -> String {
    let (from, to) = (look.time(view.range.0), look.time(view.range.1));
    match (view.sheet, look.lang) {
        (Sheet::Last, Lang::Zh) => format!("监测数值  {from} — {to}"),
        (Sheet::Last, Lang::En) => format!("Monitored values  {from} — {to}"),
        (Sheet::Statistics, Lang::Zh) => format!("监测统计  {from} — {to}"),
        (Sheet::Statistics, Lang::En) => format!("Statistics of monitored values  {from} — {to}"),
    }
}

fn screen(view: &View, look: &Look) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING).force_no_tty();
    table.add_row(heads(view, look.lang));
    for row in rows(view, look) {
        table.add_row(row);
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        let number = match view.sheet {
            Sheet::Last => index == 5,
            Sheet::Statistics => index >= 6,
        };
        if number {
            column.set_cell_alignment(comfy_table::CellAlignment::Right);
        }
    }
    let lines: String = table.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    format!("{}\n\n{lines}\n{}\n", title(view, look), words::gauges(view.gauges.len(), look.lang))
}
