//! A CSV or a workbook, as people bring them, into rows of fields. Rows keep their numbers: what is empty is there.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use encoding_rs::{Encoding, GB18030, UTF_8};
use jiff::civil::DateTime;

use super::when::serial;

/// What one field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    Text(String),
    Number(f64),
    Time(DateTime),
}

impl Field {
    /// As a person would write it, without blanks around it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(n) => n.to_string(),
            Self::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// How a CSV is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// By its byte order mark, or UTF-8 where it is, or else GBK.
    Auto,
    Utf8,
    Gbk,
}

/// Why a file could not be read as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GridFault {
    /// Encrypted, or of the format before xlsx.
    OldOrEncrypted,
    /// Not in the encoding: which that was.
    Encoding(&'static str),
    /// No worksheet of the name that was asked for; those that there are.
    NoSheet(Vec<String>),
    Broken(String),
}

/// The rows of a CSV, or of the first worksheet that has any.
pub fn read(bytes: &[u8], charset: Charset) -> Result<Vec<Vec<Field>>, GridFault> {
    read_sheet(bytes, charset, None)
}

/// The rows of a CSV, or of the worksheet of that name.
pub fn read_sheet(bytes: &[u8], charset: Charset, sheet: Option<&str>) -> Result<Vec<Vec<Field>>, GridFault> {
    if bytes.starts_with(b"PK") {
        return workbook(bytes, sheet);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(GridFault::OldOrEncrypted);
    }
    separated(&decoded(bytes, charset)?)
}

fn decoded(bytes: &[u8], charset: Charset) -> Result<String, GridFault> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match (charset, marked) {
        (_, Some(encoding)) => encoding,
        (Charset::Utf8, None) => UTF_8,
        (Charset::Auto, None) if std::str::from_utf8(bytes).is_ok() => UTF_8,
        (Charset::Auto | Charset::Gbk, None) => GB18030,
    };
    let (text, encoding, broken) = encoding.decode(bytes);
    if broken { Err(GridFault::Encoding(encoding.name())) } else { Ok(text.into_owned()) }
}

fn separated(text: &str) -> Result<Vec<Vec<Field>>, GridFault> {
    // Excel's own way to say it. An empty row takes its place, so that rows keep their numbers.
    let told = text.strip_prefix("sep=").and_then(|rest| Some((*rest.as_bytes().first()?, rest.get(1..)?)));
    let (text, delimiter) = match told.filter(|(sign, rest)| sign.is_ascii() && rest.starts_with(['\r', '\n'])) {
        Some((sign, rest)) => (rest, sign),
        None => (text, delimiter(text)),
    };
    let text = with_empty_lines(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| GridFault::Broken(error.to_string()))?;
        rows.push(record.iter().map(|field| Field::Text(unguarded(field).to_owned())).collect());
    }
    Ok(rows)
}

/// What parts the fields: the sign that is most often in the first line that says anything, outside of quotes. Where Windows writes
/// decimals with a comma, its programs write lists with a semicolon.
fn delimiter(text: &str) -> u8 {
    let said = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let first = text.lines().find(said).unwrap_or_default();
    let (mut quoted, mut counts) = (false, [(b',', 0), (b';', 0), (b'\t', 0)]);
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

/// The reader leaves out empty lines, and then rows would not have the numbers that a spreadsheet shows.
fn with_empty_lines(text: &str) -> String {
    let (mut out, mut quoted) = (String::with_capacity(text.len() + 16), false);
    for line in text.split_inclusive('\n') {
        if !quoted && line.trim_end_matches(['\r', '\n']).is_empty() {
            out.push_str("\"\"");
        }
        quoted ^= line.matches('"').count() % 2 == 1;
        out.push_str(line);
    }
    out
}

/// Without the apostrophe that our own CSV puts before what a spreadsheet would run.
fn unguarded(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest,
        _ => field,
    }
}

fn workbook(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<Vec<Field>>, GridFault> {
    let broken = |error: &dyn std::fmt::Display| GridFault::Broken(error.to_string());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: calamine::XlsxError| broken(&e))?;
    let names = book.sheet_names();
    if sheet.is_some_and(|sheet| !names.iter().any(|name| name == sheet)) {
        return Err(GridFault::NoSheet(names));
    }
    for name in names.into_iter().filter(|name| sheet.is_none_or(|sheet| name == sheet)) {
        let range = book.worksheet_range(&name).map_err(|e| broken(&e))?;
        let Some((first_row, first_col)) = range.start() else { continue };
        let mut rows = vec![Vec::new(); usize::try_from(first_row).unwrap_or(0)];
        for row in range.rows() {
            let before = (0..first_col).map(|_| Field::Text(String::new()));
            rows.push(before.chain(row.iter().map(field)).collect());
        }
        return Ok(rows);
    }
    Ok(Vec::new())
}

fn field(data: &Data) -> Field {
    match data {
        Data::Empty => Field::Text(String::new()),
        Data::String(text) => Field::Text(text.clone()),
        Data::Float(n) => Field::Number(*n),
        Data::DateTime(time) => {
            // Workbooks of old Macs count from 1904.
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let civil = i16::try_from(year).ok().and_then(|year| {
                let narrow = |n: u8| i8::try_from(n).ok();
                DateTime::new(year, narrow(month)?, narrow(day)?, narrow(hour)?, narrow(minute)?, narrow(second)?, 0).ok()
            });
            // To the second, as a spreadsheet shows it, where the count is of this century.
            let near = serial(time.as_f64()).filter(|near| civil.is_none_or(|civil| near.duration_until(civil).as_secs().abs() <= 1));
            near.or(civil).map_or_else(|| Field::Number(time.as_f64()), Field::Time)
        }
        other => Field::Text(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], charset: Charset) -> Vec<String> {
        let row = |row: &Vec<Field>| row.iter().map(Field::text).collect::<Vec<_>>().join("|");
        read(bytes, charset).unwrap().iter().map(row).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "类别,内容\r\n\r\n会议,\"周会，\n纪要\"\r\n";
        let expected = ["类别|内容", "", "会议|周会，\n纪要"];
        assert_eq!(lines(text.as_bytes(), Charset::Auto), expected);
        assert_eq!(lines(&GB18030.encode(text).0, Charset::Auto), expected);
        assert_eq!(lines(&GB18030.encode(text).0, Charset::Gbk), expected);
        assert_eq!(lines(format!("\u{feff}{text}").as_bytes(), Charset::Gbk), expected, "a mark says more than an option");
        let wide: Vec<u8> = "\u{feff}类别\t内容\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(lines(&wide, Charset::Auto), ["类别|内容"]);
        assert_eq!(read(&GB18030.encode(text).0, Charset::Utf8), Err(GridFault::Encoding("UTF-8")));
        assert_eq!(read(b"\xd0\xcf\x11\xe0....", Charset::Auto), Err(GridFault::OldOrEncrypted));
        assert!(matches!(read(b"PK\x03\x04rubbish", Charset::Auto), Err(GridFault::Broken(_))));
        assert_eq!(lines(b"", Charset::Auto), Vec::<String>::new());
    }

    #[test]
    fn fields_are_parted_by_what_the_first_line_has_most_of() {
        for text in [
            "编号;标题\n1;登录慢，重试\n",
            "\n编号;标题\n1;登录慢，重试\n",
            "# 口径，按登记时间\n编号;标题\n1;登录慢，重试\n",
            "sep=;\r\n编号;标题\r\n1;登录慢，重试\r\n",
        ] {
            assert_eq!(lines(text.as_bytes(), Charset::Auto).last().unwrap(), "1|登录慢，重试", "{text}");
        }
        assert_eq!(lines("sep=;\na;b,c,d\n".as_bytes(), Charset::Auto), ["", "a|b,c,d"]);
        assert_eq!(lines("\"a;b;c\",d\n1;2,3\n".as_bytes(), Charset::Auto), ["a;b;c|d", "1;2|3"]);
        assert_eq!(lines("a\tb,c\td\n".as_bytes(), Charset::Auto), ["a|b,c|d"]);
        assert_eq!(lines("标题\n一;二\n".as_bytes(), Charset::Auto), ["标题", "一;二"], "one column");
    }

    #[test]
    fn what_we_guarded_comes_back_as_it_was() {
        assert_eq!(lines("a\n'=1+1\n'quoted'\n".as_bytes(), Charset::Auto), ["a", "=1+1", "'quoted'"]);
    }

    #[test]
    fn a_worksheet_can_be_named() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "一").unwrap();
        book.add_worksheet().set_name("问题单").unwrap().write_string(0, 0, "二").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let first = |sheet| read_sheet(&bytes, Charset::Auto, sheet).map(|rows| rows[0][0].text());
        assert_eq!((first(None), first(Some("问题单"))), (Ok("一".into()), Ok("二".into())));
        assert_eq!(first(Some("清单")), Err(GridFault::NoSheet(vec!["说明".into(), "问题单".into()])));
    }

    #[test]
    fn a_workbook_gives_real_times_at_their_rows() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let ws = book.add_worksheet();
        let time = rust_xlsxwriter::ExcelDateTime::parse_from_str("2026-11-02 08:30:59").unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        ws.write_string(2, 1, "开始").unwrap();
        ws.write_datetime_with_format(3, 1, &time, &format).unwrap();
        ws.write_number(4, 1, 46_328.5).unwrap();
        let rows = read(&book.save_to_buffer().unwrap(), Charset::Auto).unwrap();
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[2][1], Field::Text("开始".into()));
        assert_eq!(rows[3][1].text(), "2026-11-02 08:30:59");
        assert_eq!(rows[4][1], Field::Number(46_328.5));
    }
}
