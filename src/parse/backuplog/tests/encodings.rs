//! The same logs in every encoding and with every line end.

use super::*;
use encoding_rs::{GB18030, GBK};

const ALL: [&str; 6] = [EXP_EN, EXP_ZH, PUMP_EN, PUMP_ZH11, RMAN_EN, RMAN_ZH];

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

/// What must not depend on the encoding; offsets do.
fn essence(log: &BackupLog) -> String {
    let told = |run: &Run| {
        let mut run = run.clone();
        run.at = 0;
        for operation in run.rman.iter_mut().flat_map(|rman| &mut rman.operations) {
            operation.begun.at = 0;
        }
        if let Some(evidence) = &mut run.evidence {
            evidence.at = 0;
        }
        format!("{run:?}")
    };
    log.runs.iter().map(told).collect()
}

#[test]
fn utf8_gbk_and_utf16_say_the_same() {
    for text in ALL {
        let plain = read(text.as_bytes());
        for (name, encoding, bytes) in [
            ("gbk", Encoding::Gb18030, GB18030.encode(text).0.into_owned()),
            ("bom", Encoding::Utf8, format!("\u{FEFF}{text}").into_bytes()),
            ("le", Encoding::Utf16Le, utf16(&format!("\u{FEFF}{text}"), false)),
            ("be", Encoding::Utf16Be, utf16(&format!("\u{FEFF}{text}"), true)),
            ("le without a mark", Encoding::Utf16Le, utf16(text, false)),
            ("crlf", Encoding::Utf8, text.replace('\n', "\r\n").into_bytes()),
        ] {
            let log = read(&bytes);
            assert_eq!(essence(&log), essence(&plain), "{name}: {text}");
            if !text.is_ascii() {
                assert_eq!((log.encoding, log.mixed, log.lossy_lines), (encoding, false, 0), "{name}");
            }
        }
    }
}

#[test]
fn offsets_are_those_of_the_file() {
    let gbk = GB18030.encode(EXP_ZH).0.into_owned();
    let evidence = read(&gbk).runs[0].evidence.clone().unwrap();
    let end = GB18030.encode("成功终止导出").0.into_owned();
    assert!(gbk[usize::try_from(evidence.at).unwrap()..].starts_with(&end));
    let units = utf16(EXP_ZH, false);
    let evidence = read(&units).runs[0].evidence.clone().unwrap();
    assert!(units[usize::try_from(evidence.at).unwrap()..].starts_with(&utf16("成功终止导出", false)));
}

#[test]
fn a_script_in_utf8_around_a_tool_in_gbk() {
    let mut bytes = "备份开始 星期一\n".as_bytes().to_vec();
    bytes.extend_from_slice(&GB18030.encode(EXP_ZH).0);
    let log = read(&bytes);
    assert!(log.mixed);
    assert_eq!(judged(&log.runs[0], Purpose::Backup).level, Level::Pass);
}

#[test]
fn table_names_of_gbk_that_are_valid_utf8() {
    let text = PUMP_EN.replace("\"JKS\"", "\"目录\"");
    let log = read(&GB18030.encode(&text).0);
    assert_eq!(rows(&log.runs[0]).last().unwrap(), "TAX_HIS.目录 2");
}

/// Saved by a program that took UTF-8 for GBK: many characters survive, those at odd places do not.
#[test]
fn mojibake_is_turned_back() {
    let mangled = GBK.decode_without_bom_handling(RMAN_ZH.as_bytes()).0.into_owned();
    assert!(mangled.contains("鎭㈠"), "{mangled}");
    let log = read(mangled.as_bytes());
    let run = &log.runs[0];
    assert!(run.mojibake_lines > 10 && log.mojibake_lines == run.mojibake_lines);
    assert_eq!((run.tool, run.end()), (Tool::Rman, Verdict::Success));
    let latin = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&GBK.encode(EXP_ZH).0).0.into_owned();
    let log = read(latin.as_bytes());
    assert_eq!((log.runs[0].end(), total(&log.runs[0])), (Verdict::Success, Some(1234)));
    assert_eq!(judged(&log.runs[0], Purpose::Backup).level, Level::Pass);
}

#[test]
fn what_was_lost_makes_the_end_unknown() {
    // GBK read as UTF-8, saved, and read as GBK.
    let once = String::from_utf8_lossy(&GB18030.encode(EXP_ZH).0).into_owned();
    let twice = GBK.decode_without_bom_handling(once.as_bytes()).0.into_owned();
    assert!(once.contains('\u{FFFD}') && twice.contains("锟斤拷"));
    // A US7ASCII client.
    let ascii: String = EXP_ZH.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    for text in [once, twice, ascii] {
        let run = run(&text);
        assert_eq!(run.end(), Verdict::Unknown(Why::Lossy), "{text}");
        assert!(run.lossy_lines > 0);
        assert_eq!(judged(&run, Purpose::Backup).level, Level::Unknown);
    }
}

#[test]
fn a_hole_of_nuls_and_control_characters_do_no_harm() {
    let text = EXP_EN.replace("\nExport terminated", &format!("\n{}Export terminated", "\0".repeat(5000)));
    assert_eq!(backup(&text), Level::Pass);
    let text = EXP_EN.replace(". exporting synonyms", "ORA-00001: a\u{1b}[2Jb\u{202E}c");
    assert_eq!(run(&text).codes[0].message, "ORA-00001: a\u{FFFD}[2Jb\u{FFFD}c");
}
