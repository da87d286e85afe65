//! Formats of cells, each made once, and the words that have the colour of a level.

use rust_xlsxwriter::{Format, FormatAlign};

use super::column::Column;
use super::describe::Kind;
use crate::model::Level;
use crate::render::xlsx::style::{Styles, cell, number};

pub(super) struct Formats {
    pub styles: Styles,
    pub text: Format,
    pub unknown: Format,
    /// Names of fields and totals.
    pub label: Format,
    word: Format,
}

/// The formats of one column.
pub(super) struct Dress {
    pub body: Format,
    /// Of a number with decimals in a column of whole ones.
    pub fraction: Format,
    pub total: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let styles = Styles::new();
        let unknown = styles.not_applicable().clone();
        let label = styles.label.clone().set_text_wrap();
        Self { styles, label, text: cell().set_text_wrap(), unknown, word: cell().set_align(FormatAlign::Center) }
    }

    pub(super) fn dress(&self, column: &Column) -> Dress {
        let body = match column.kind {
            Kind::Text => self.text.clone(),
            Kind::Flag => self.word.clone(),
            Kind::Date => cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            Kind::Time => cell().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Center),
            Kind::Integer | Kind::Number => number(&decimals("#,##0", column.digits())),
            Kind::Percent => number(&(decimals("0", column.digits()) + "%")),
        };
        let total = if matches!(column.kind, Kind::Text | Kind::Flag | Kind::Date | Kind::Time) { number("#,##0") } else { body.clone() };
        Dress { body, fraction: number("#,##0.00"), total: total.set_bold().set_background_color(0x00F2_F5F9) }
    }

    /// The look of a word that is a level, in either language.
    pub(super) fn level(&self, word: &str) -> Option<&Format> {
        let level = match letter(word) {
            "告警" | "有告警" | "未达标" | "失败" | "不通过" | "critical" | "missed" | "failed" | "缺" | "败" => {
                Level::Critical
            }
            "预警" | "有预警" | "已回退" | "预" | "warning" | "rolled back" => Level::Warning,
            "提示" | "行" | "待" | "note" => Level::Note,
            "正常" | "达标" | "成功" | "通过" | "√" | "ok" | "met" | "succeeded" => Level::Ok,
            "未知" | "未检查" | "未验证" | "未" | "没有巡检" | "没有结论" | "缺失" | "unknown" | "not checked" | "missing" =>
            {
                return Some(self.styles.not_checked());
            }
            _ => return None,
        };
        Some(self.styles.level(level))
    }
}

/// The first of the letters of a day on which several backups were due, the worst first; any other word as it is.
fn letter(word: &str) -> &str {
    const LETTERS: &str = "缺败预未行待√";
    match word.chars().next() {
        Some(first) if word.chars().all(|c| LETTERS.contains(c)) => &word[..first.len_utf8()],
        _ => word,
    }
}

fn decimals(whole: &str, digits: usize) -> String {
    if digits == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(digits)) }
}
