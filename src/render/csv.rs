//! The findings and gaps of a run into CSV that a double click in WPS or Excel opens right and unharmed.

use std::io::Write as _;

use super::encode::Encoded;
use super::{Encoding, Look, view, words, wrap};
use crate::error::{Error, Kind, Result};
use crate::model::Run;
use crate::text::{self, Msg};

pub(super) fn render(run: &Run, look: &Look) -> Result<Vec<u8>> {
    let lang = look.lang;
    let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: Vec<String>| out.write_record(cells.iter().map(|cell| defuse(cell))).map_err(failed);
    write(HEAD.iter().map(|word| word.to(lang).to_owned()).collect())?;
    for found in view::found_in(run) {
        let (finding, outcome) = (found.finding, found.outcome);
        write(vec![
            text::level(finding.level, lang).into(),
            found.target.name.clone(),
            outcome.check.clone(),
            finding.subject.clone(),
            outcome.title.to(lang).into(),
            view::step(outcome, lang),
            finding.says.to(lang).into(),
            run.operator.clone(),
            look.time(outcome.at),
            finding.advice.to(lang).into(),
            finding.since.map_or_else(String::new, |since| look.time(since)),
            view::age(finding, run.now, lang).unwrap_or_default(),
            run.id.clone(),
        ])?;
    }
    for gap in run.targets.iter().flat_map(view::gaps).filter(|gap| gap.missing) {
        let outcome = gap.outcome;
        write(vec![
            gap.state(lang).into(),
            gap.target.name.clone(),
            outcome.check.clone(),
            String::new(),
            outcome.title.to(lang).into(),
            view::step(outcome, lang),
            gap.why(lang),
            run.operator.clone(),
            look.time(outcome.at),
            gap.reason.map_or_else(String::new, |reason| reason.fix.clone()),
            String::new(),
            String::new(),
            run.id.clone(),
        ])?;
    }
    let bytes = out.into_inner().map_err(failed)?;
    encode(bytes, look.encoding)
}

/// Any table: headings and rows of texts.
pub(crate) fn table(heads: &[String], rows: &[Vec<String>], encoding: Encoding) -> Result<Vec<u8>> {
    let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    for cells in std::iter::once(heads).chain(rows.iter().map(Vec::as_slice)) {
        out.write_record(cells.iter().map(|cell| defuse(cell))).map_err(failed)?;
    }
    encode(out.into_inner().map_err(failed)?, encoding)
}

const HEAD: [words::Word; 13] = [
    words::LEVEL,
    words::TARGET,
    words::CHECK_ID,
    words::SUBJECT,
    words::WHAT,
    words::STEP,
    words::RESULT,
    words::OPERATOR,
    words::AT,
    words::ADVICE,
    words::SINCE,
    words::STATE,
    words::RUN,
];

/// Whether a spreadsheet that opens the file would run the text as a formula.
pub(crate) fn is_risky(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && text.parse::<f64>().is_err()
}

/// A text that a spreadsheet would run as a formula gets an apostrophe; a plain number is harmless.
fn defuse(text: &str) -> String {
    let risky = is_risky(text);
    let text = wrap::clean(text);
    if risky { format!("'{text}") } else { text.into_owned() }
}

fn encode(bytes: Vec<u8>, encoding: Encoding) -> Result<Vec<u8>> {
    let mut out = Encoded::new(Vec::with_capacity(bytes.len() + 3), encoding);
    out.write_all(&bytes).map_err(failed)?;
    drop(bytes);
    out.finish()
}

pub(crate) fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(Kind::Internal, Msg::Internal { what: "csv".into() }).because(error)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;
    use crate::model::Lang;
    use crate::render::sample;

    fn lines(look: &Look) -> Vec<Vec<String>> {
        let bytes = render(&sample::run(), look).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
    }

    #[test]
    fn opens_right_by_double_click() {
        let bytes = render(&sample::run(), &sample::look(Lang::Zh)).unwrap();
        assert!(bytes.starts_with("\u{feff}级别,目标,检查编号,对象,检查内容,操作步骤,检查结果,操作人,操作时间,意见与建议,".as_bytes()));
        assert!(bytes.ends_with(b"\r\n"));
        assert_eq!(lines(&sample::look(Lang::En))[0][..4], ["Level", "Target", "Check", "Subject"]);
    }

    #[test]
    fn one_row_a_finding_and_one_a_gap_worst_first() {
        let rows = lines(&sample::look(Lang::Zh));
        let tally = sample::run().tally();
        assert_eq!(rows.len(), 1 + tally.critical + tally.warning + tally.note + tally.not_checked);
        let first: Vec<_> = rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(
            first,
            [
                "级别",
                "告警",
                "告警",
                "预警",
                "预警",
                "预警",
                "预警",
                "提示",
                "提示",
                "提示",
                "提示",
                "未检查",
                "未检查",
                "未检查",
                "未检查"
            ]
        );
        insta::assert_snapshot!(rows[1].join(" | "), @"告警 | sbf-prod | db.tablespace | SBF_DATA | 表空间使用情况 | db.tablespace.sql（随程序, SHA-256 9f86d081884c） | 表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。 | 张三 | 2026-11-22 08:30:03 | 增加数据文件或打开自动扩展，并核对近期增长是否正常；参见《数据库扩容操作手册》第 3 节。 | 2026-11-22 08:30:00 | 新发现 | 20261122-083000-7f3a");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in lines(&sample::look(Lang::Zh)).concat() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        assert_eq!(defuse("=1+1"), "'=1+1");
        assert_eq!(defuse("-12.5"), "-12.5");
        assert_eq!(defuse("-12.5; x"), "'-12.5; x");
        assert_eq!(defuse("\t=1"), "'    =1");
    }

    #[test]
    fn gb18030_holds_every_character() {
        let look = Look { encoding: Encoding::Gb18030, ..sample::look(Lang::Zh) };
        let bytes = render(&sample::run(), &look).unwrap();
        let (text, _, broken) = GB18030.decode(&bytes);
        assert!(!broken && text.starts_with("级别,") && text.contains('😀'));
    }
}
