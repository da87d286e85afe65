//! The head of `exp` and `imp` logs: connection, character sets, whose objects, which way.

use super::run::{Language, Mode, Path};
use super::sentence::{Read, Sentence, between};
use Language::{Chinese, English};
use memchr::memmem;

/// Reads a line of the head.
pub(super) fn head(line: &str) -> Option<Read<'_>> {
    if line.starts_with("Connected to:") {
        return Some((Sentence::Connected, Some(English)));
    }
    if line.starts_with("连接到:") || line.starts_with("已连接到:") {
        return Some((Sentence::Connected, Some(Chinese)));
    }
    charset(line).or_else(|| schema(line)).or_else(|| mode(line)).or_else(|| made_by(line))
}

fn charset(line: &str) -> Option<Read<'_>> {
    let word = |text: &&str| !text.is_empty() && !text.contains(' ');
    let english = ["Export done in ", "import done in ", "Import done in "].iter().find_map(|text| line.strip_prefix(text));
    if let Some((name, rest)) = english.and_then(|rest| rest.split_once(" character set")) {
        let national = between(rest, " and ", " NCHAR").filter(word);
        return Some((Sentence::Charset(name, national), Some(English)));
    }
    let chinese = ["已导出", "已经完成"].iter().find_map(|text| line.strip_prefix(text));
    if let Some((name, rest)) = chinese.and_then(|rest| rest.split_once("字符集")) {
        let national = between(rest, "和", "NCHAR").filter(word);
        return Some((Sentence::Charset(name.trim(), national), Some(Chinese)));
    }
    memmem::find(line.as_bytes(), b"uses ").or_else(|| memmem::find(line.as_bytes(), "使用".as_bytes()))?;
    let english = between(line, "server uses ", " character set").or_else(|| between(line, "client uses ", " character set"));
    let chinese = between(line, "使用", "字符集").filter(|_| line.contains("字符集转换") || line.contains("charset"));
    let (name, language) = english.map(|name| (name, English)).or(chinese.map(|name| (name, Chinese)))?;
    // `export server uses UTF8 NCHAR character set`: the national one is of no interest here.
    if name.ends_with("NCHAR") {
        return Some((Sentence::Known, Some(language)));
    }
    let exporter = line.starts_with("export client") || line.starts_with("导出客户");
    let sentence = if exporter { Sentence::ExporterCharset(name) } else { Sentence::ServerCharset(name) };
    Some((sentence, Some(language)))
}

fn path(text: &str) -> Option<Path> {
    let direct = text.contains("Direct Path") || text.contains("direct path") || text.contains("直接路径");
    let conventional = text.contains("Conventional Path") || text.contains("conventional path") || text.contains("常规路径");
    direct.then_some(Path::Direct).or(conventional.then_some(Path::Conventional))
}

/// `. about to export SCOTT's tables via Conventional Path ...`, `. 即将导出 TEST 的表通过常规路径...`.
fn schema(line: &str) -> Option<Read<'_>> {
    let bare = line.trim_start_matches(['.', ' ']);
    let english = bare.strip_prefix("about to export ").or_else(|| bare.strip_prefix("About to export "));
    if let Some((owner, what)) = english.and_then(|rest| rest.split_once("'s ")) {
        return Some((Sentence::Owner(owner, path(what)), Some(English)));
    }
    if let Some((owner, what)) = bare.strip_prefix("即将导出 ").and_then(|rest| rest.split_once(" 的")) {
        return Some((Sentence::Owner(owner, path(what)), Some(Chinese)));
    }
    for (text, language) in [("Current user changed to ", English), ("当前的用户已更改为", Chinese)] {
        if let Some(owner) = line.strip_prefix(text) {
            return Some((Sentence::Owner(owner.trim(), None), Some(language)));
        }
    }
    if let Some((_, into)) = line.strip_prefix(". importing ").and_then(|rest| rest.split_once(" into ")) {
        return Some((Sentence::Into(into), Some(English)));
    }
    let (_, into) = line.strip_prefix(". 正在将")?.split_once("导入到")?;
    Some((Sentence::Into(into.trim()), Some(Chinese)))
}

fn mode(line: &str) -> Option<Read<'_>> {
    const MODES: [(&str, Mode); 10] = [
        ("the entire database", Mode::Full),
        ("整个数据库", Mode::Full),
        ("specified users", Mode::Schemas),
        ("指定的用户", Mode::Schemas),
        ("specified tables", Mode::Tables),
        ("指定的表通过", Mode::Tables),
        ("selected tablespaces", Mode::Tablespaces),
        ("选定的表空间", Mode::Tablespaces),
        ("transportable tablespace", Mode::Transportable),
        ("可传输的表空间", Mode::Transportable),
    ];
    let (what, language) = match line.strip_prefix("About to export ") {
        Some(what) => (what, English),
        None => (line.strip_prefix("即将导出")?, Chinese),
    };
    let (_, mode) = MODES.iter().find(|(text, _)| what.trim_start().starts_with(text))?;
    Some((Sentence::Mode(*mode, path(what)), Some(language)))
}

/// `Export file created by EXPORT:V11.02.00 via conventional path`, `经由常规路径由 EXPORT:V11.02.00 创建的导出文件`.
fn made_by(line: &str) -> Option<Read<'_>> {
    if line.starts_with("Export file created by EXPORT:") {
        return Some((Sentence::MadeBy(path(line)?), Some(English)));
    }
    let chinese = line.starts_with("经由") && line.contains("EXPORT:");
    chinese.then(|| path(line)).flatten().map(|path| (Sentence::MadeBy(path), Some(Chinese)))
}
