//! A workbook to enter tickets into: a row for each, lists to choose from, and what each column is for.
//!
//! Cells are texts unless they hold times, so that a spreadsheet neither makes numbers of numbers' digits nor runs what begins with `=`.

use jiff::Timestamp;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError,
};

use super::package;
use super::sheet::{Sheet, width_of};
use super::style::{self, Styles};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind, Side, Status};
use crate::render::words::Word;
use crate::text::Msg;

/// Rows that are prepared.
const ROWS: u32 = 200;
/// The row of the headings, below a title and what to know.
const HEAD: u32 = 2;

const TICKETS: Word = Word("问题单", "Tickets");
const COLUMNS: Word = Word("填写说明", "Columns");
const TITLE: Word = Word("问题单录入表", "Tickets to enter");
const HOW: Word = Word(
    "一行一张单。带 * 的必填；编号是对方平台或本单位自己的编号，同一编号再次导入是更新。各列的填法见“填写说明”。",
    "A row for each ticket. Columns with * must be filled. The number is the other platform's or your own: the same number again updates the ticket. See the sheet Columns.",
);
const NUMBER: Word = Word("编号", "Number");
const STATUS: Word = Word("状态", "Status");
const OPENED: Word = Word("登记时间", "Opened");
const WRONG: Word = Word("请从列表中选择。", "Choose from the list.");
const NO_TIME: Word = Word("请写成 2026-11-02 08:30 。", "Write 2026-11-02 08:30 .");
const HEADS: [Word; 3] = [Word("列", "Column"), Word("必填", "Required"), Word("怎样填写", "What to write")];
const YES: Word = Word("是", "yes");
const LINE: Word = Word("一行文字", "A line of text");
const TEXT: Word = Word("文字，可以分行（Alt+Enter）", "Text, of several lines if need be (Alt+Enter)");
const TIME: Word = Word("时间，如 2026-11-02 08:30；只写日期也可以", "A time like 2026-11-02 08:30, or a day");
const CHOICE: Word = Word("从列表中选择：", "Choose from the list: ");

/// What is known when a ticket is entered; everything else is written while it is worked on.
const ENTERED: [Field; 18] = [
    Field::Title,
    Field::Kind,
    Field::Level,
    Field::System,
    Field::Module,
    Field::Channel,
    Field::Unit,
    Field::Reporter,
    Field::Phone,
    Field::UserType,
    Field::Symptom,
    Field::Steps,
    Field::Impact,
    Field::Environment,
    Field::Version,
    Field::Occurred,
    Field::Assignee,
    Field::Keywords,
];

/// A column of the form.
struct Column {
    head: &'static str,
    kind: FieldKind,
    choices: Vec<String>,
    is_required: bool,
}

fn columns(lang: Lang) -> Vec<Column> {
    let choices = |field: Field| match field.kind() {
        FieldKind::Level => (1..=5).map(|level| if lang == Lang::Zh { format!("{level}级") } else { level.to_string() }).collect(),
        _ => field.choices().iter().map(|(_, words)| words.to(lang).to_owned()).collect(),
    };
    let entered = ENTERED.iter().map(|field| Column {
        head: field.to(lang),
        kind: field.kind(),
        choices: choices(*field),
        is_required: *field == Field::Title,
    });
    let statuses = Status::of(Side::Ops).iter().map(|status| status.to(lang).to_owned()).collect();
    let mut all = vec![Column { head: NUMBER.to(lang), kind: FieldKind::Line, choices: Vec::new(), is_required: true }];
    all.extend(entered);
    all.push(Column { head: STATUS.to(lang), kind: FieldKind::Choice, choices: statuses, is_required: false });
    all.push(Column { head: OPENED.to(lang), kind: FieldKind::Time, choices: Vec::new(), is_required: false });
    all
}

/// The workbook, in the language of those who fill it; `made` is its date. The mapping that is built in reads it.
pub fn ticket_form(lang: Lang, made: Timestamp) -> Result<Vec<u8>> {
    write(lang, made).map_err(|error| Error::new(Kind::Internal, Msg::Internal { what: "xlsx".into() }).because(error))
}

fn write(lang: Lang, made: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let (styles, columns) = (Styles::new(), columns(lang));
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::base(), 18, 72)?;
    let created = ExcelDateTime::from_timestamp(made.as_second())?;
    workbook.set_properties(&DocProperties::new().set_title(TITLE.to(lang)).set_author("opsctl").set_creation_datetime(&created));
    form(&mut Sheet::new(workbook.add_worksheet(), TICKETS.to(lang), lang)?, &styles, &columns)?;
    explanation(&mut Sheet::new(workbook.add_worksheet(), COLUMNS.to(lang), lang)?, &styles, &columns)?;
    package::finish(&mut workbook)
}

fn form(sheet: &mut Sheet<'_>, styles: &Styles, columns: &[Column]) -> Result<(), XlsxError> {
    let lang = sheet.lang;
    let heads: Vec<String> = columns.iter().map(head).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let widths: Vec<usize> = columns.iter().zip(&heads).map(|(column, head)| width(column, head)).collect();
    sheet.widths(&widths)?;
    sheet.text(0, 0, TITLE.to(lang), &styles.heading.clone().set_num_format("@"))?;
    sheet.height(0, 1, 12.0)?;
    sheet.text(1, 0, HOW.to(lang), &styles.dim)?;
    sheet.heads(HEAD, &heads, &widths, &styles.head)?;
    let (text, time) = (style::cell().set_num_format("@").set_text_wrap(), time_format());
    let (first, last) = (HEAD + 1, HEAD + ROWS);
    for (col, column) in (0_u16..).zip(columns) {
        let format = if column.kind == FieldKind::Time { &time } else { &text };
        for row in first..=last {
            sheet.ws.write_blank(row, col, format)?;
        }
        if let Some(validation) = validation(column, lang)? {
            sheet.ws.add_data_validation(first, col, last, col, &validation)?;
        }
    }
    sheet.ws.set_freeze_panes(first, 2)?;
    sheet.page(true, Some((HEAD, HEAD)), "opsctl")
}

fn head(column: &Column) -> String {
    let mark = if column.is_required { "*" } else { "" };
    format!("{}{mark}", column.head)
}

fn time_format() -> Format {
    style::cell().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Center)
}

fn width(column: &Column, head: &str) -> usize {
    let least = match column.kind {
        FieldKind::Text => 40,
        FieldKind::Time => 18,
        FieldKind::Line => 16,
        FieldKind::Level | FieldKind::Choice => 12,
    };
    width_of(head, column.choices.iter().map(String::as_str), 60).max(least)
}

/// What a cell may hold: one of the choices, or a time of this century.
fn validation(column: &Column, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
    if !column.choices.is_empty() {
        let list = DataValidation::new().allow_list_strings(&column.choices)?;
        return Ok(Some(list.set_error_message(WRONG.to(lang))?.set_error_style(DataValidationErrorStyle::Stop)));
    }
    if column.kind != FieldKind::Time {
        return Ok(None);
    }
    let since = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let rule = DataValidationRule::GreaterThanOrEqualTo(since);
    // A warning only: a time that is written in words is read, too.
    let time = DataValidation::new().allow_date(rule).set_error_message(NO_TIME.to(lang))?;
    Ok(Some(time.set_error_style(DataValidationErrorStyle::Warning)))
}

fn explanation(sheet: &mut Sheet<'_>, styles: &Styles, columns: &[Column]) -> Result<(), XlsxError> {
    let lang = sheet.lang;
    sheet.widths(&[18, 10, 90])?;
    sheet.heads(0, &HEADS.map(|head| head.to(lang)), &[18, 10, 90], &styles.head)?;
    let text = style::cell().set_text_wrap();
    for (row, column) in (1_u32..).zip(columns) {
        let how = match column.kind {
            FieldKind::Line => LINE.to(lang).to_owned(),
            FieldKind::Text => TEXT.to(lang).to_owned(),
            FieldKind::Time => TIME.to(lang).to_owned(),
            FieldKind::Level | FieldKind::Choice => {
                format!("{}{}", CHOICE.to(lang), column.choices.join(if lang == Lang::Zh { "、" } else { ", " }))
            }
        };
        sheet.text(row, 0, column.head, &text)?;
        sheet.text(row, 1, if column.is_required { YES.to(lang) } else { "" }, &text)?;
        sheet.text(row, 2, &how, &text)?;
    }
    sheet.ws.set_freeze_panes(1, 0)?;
    sheet.page(false, Some((0, 0)), "opsctl")
}
