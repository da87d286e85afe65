//! What stands between the head and the last words, except rows and codes.

use super::run::Language;
use super::sentence::{Read, Sentence};
use Language::{Chinese, English};

/// Sentences that every log has and that decide nothing, by their beginnings. They tell the language, and they are why
/// what is left over may be called strange.
const KNOWN: [(&str, Language); 42] = [
    (". exporting ", English),
    (". 正在导出", Chinese),
    (". 导出 ", Chinese),
    (". 正在导入", Chinese),
    (". importing ", English),
    ("About to enable constraints", English),
    ("即将启用约束条件", Chinese),
    ("准备启用约束条件", Chinese),
    ("Warning: the objects were exported by ", English),
    ("Warning: This object was exported by ", English),
    ("警告: 这些对象由 ", Chinese),
    ("警告: 此对象由 ", Chinese),
    ("Note: ", English),
    ("注: ", Chinese),
    ("注意: ", Chinese),
    ("Estimate in progress using ", English),
    ("Total estimation using ", English),
    ("正在使用 ", Chinese),
    ("使用 ", Chinese),
    ("Master table ", English),
    ("已成功加载/卸载了主表", Chinese),
    ("FLASHBACK automatically enabled", English),
    ("Username:", English),
    ("Password:", English),
    ("用户名:", Chinese),
    ("口令:", Chinese),
    ("Startup took ", English),
    ("Completed ", English),
    ("Warnings", English),
    ("Resumable error", English),
    ("Resumable stmt", English),
    ("Resumable stmt status", English),
    ("estimated ", English),
    ("预计为 ", Chinese),
    ("Generating checksums for dump file set", English),
    ("Verifying checksum", English),
    ("With the ", English),
    ("Unable to ", English),
    ("即将导出", Chinese),
    ("About to export ", English),
    ("about to export ", English),
    ("Enter ", English),
];

/// Reads a line of the body.
pub(super) fn body(line: &str) -> Option<Read<'_>> {
    for (text, language) in [("Processing object type ", English), ("处理对象类型 ", Chinese)] {
        if let Some(kind) = line.strip_prefix(text) {
            return Some((Sentence::ObjectType(kind), Some(language)));
        }
    }
    if line.starts_with("Dump file set for ") && line.ends_with("is:") {
        return Some((Sentence::DumpSet, Some(English)));
    }
    if line.ends_with("的转储文件集为:") {
        return Some((Sentence::DumpSet, Some(Chinese)));
    }
    if line.starts_with("Note:") && line.contains("table data (rows) will not be exported") {
        return Some((Sentence::NoRows, Some(English)));
    }
    if line.starts_with('注') && line.contains("不导出表数据") {
        return Some((Sentence::NoRows, Some(Chinese)));
    }
    if let Some(language) = help(line) {
        return Some((Sentence::Help, Some(language)));
    }
    known(line)
}

fn known(line: &str) -> Option<Read<'_>> {
    // Oracle prints these in English whatever the language.
    const ALWAYS: [&str; 9] = [
        "Copyright ",
        "(c) Copyright ",
        "With the ",
        "and Real Application",
        "Data Mining",
        "JServer Release ",
        "PL/SQL Release ",
        "Oracle ",
        "*****",
    ];
    if ALWAYS.iter().any(|text| line.starts_with(text)) || line == ";;;" {
        return Some((Sentence::Known, None));
    }
    let bare = line.trim_start_matches(['.', ' ', ';']);
    KNOWN.iter().find(|(text, _)| line.starts_with(text) || bare.starts_with(text)).map(|&(_, language)| (Sentence::Known, Some(language)))
}

/// What only a help text has.
fn help(line: &str) -> Option<Language> {
    const ENGLISH: [&str; 5] = [
        "You can let Export prompt you",
        "You can let Import prompt you",
        "The Data Pump export utility provides",
        "The Data Pump Import utility provides",
        "USERID must be the first parameter",
    ];
    const CHINESE: [&str; 5] =
        ["通过输入 EXP 命令", "通过输入 IMP 命令", "数据泵导出实用程序提供", "数据泵导入实用程序提供", "USERID 必须是命令行中的第一个参数"];
    let table = line.starts_with("Keyword Description (Default)") || line.starts_with("Keyword Description");
    if table || ENGLISH.iter().any(|text| line.starts_with(text)) {
        return Some(English);
    }
    (line.starts_with("关键字 说明") || CHINESE.iter().any(|text| line.starts_with(text))).then_some(Chinese)
}
