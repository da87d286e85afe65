//! RMAN's sentences of backups: channels, sets, what goes in and what comes out.

use super::rman_line::{Read, RmanLine, number};
use super::rman_run::Kind;
use super::run::Language::{Chinese, English};

/// The value behind a key, up to any of the keys that may follow it: handles have blanks and `=` in them.
fn value<'a>(line: &'a str, keys: &[&str]) -> Option<&'a str> {
    const NEXT: [&str; 10] = [" tag=", " comment=", " recid=", " RECID=", " stamp=", " STAMP=", " 标记=", " 标记 =", " 注释=", " 注释 ="];
    let rest = keys.iter().find_map(|key| line.get(line.find(key)? + key.len()..))?;
    let end = NEXT.iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    rest.get(..end).map(str::trim).filter(|value| !value.is_empty())
}

/// A piece or a copy that was written.
pub(super) fn written(line: &str) -> Option<Read<'_>> {
    let tag = || value(line, &[" tag=", " 标记=", " 标记 ="]).filter(|tag| *tag != "NONE");
    for (text, language) in [("piece handle=", English), ("段句柄=", Chinese), ("段句柄 =", Chinese), ("段 handle=", Chinese)] {
        if line.starts_with(text) {
            let tape = line.contains("MMS Version") || line.contains("API Version");
            return Some((RmanLine::Piece(value(line, &[text])?, tag(), tape), Some(language)));
        }
    }
    for (text, language) in [
        ("output file name=", English),
        ("output filename=", English),
        ("output datafilecopy ", English),
        ("输出文件名=", Chinese),
        ("输出文件名 =", Chinese),
    ] {
        if line.starts_with(text) {
            return Some((RmanLine::Copy(value(line, &[text])?, tag()), Some(language)));
        }
    }
    None
}

/// `channel c1: …`, `通道 c1: …`.
pub(super) fn channel(line: &str) -> Option<Read<'_>> {
    let (rest, language) = match line.strip_prefix("channel ") {
        Some(rest) => (rest, English),
        None => (line.strip_prefix("通道 ")?, Chinese),
    };
    let (name, what) = rest.split_once(':')?;
    let what = what.trim_start();
    let found = |line| Some((line, Some(language)));
    if what.contains("SBT_TAPE") || what.contains("sbt_tape") {
        return found(RmanLine::Tape(name));
    }
    if what.starts_with("finished piece") || what.starts_with("已完成段") {
        return found(RmanLine::PieceDone(name));
    }
    let begins = what.starts_with("starting ") || what.starts_with("正在启动") || what.starts_with("启动");
    if begins
        && !what.contains("validation")
        && !what.contains("restore")
        && !what.contains("piece")
        && !what.contains("验证")
        && !what.contains("还原")
    {
        return found(kind(what).map_or(RmanLine::Known, |kind| RmanLine::Set(name, kind)));
    }
    found(RmanLine::Known)
}

/// Of `starting compressed incremental level 1 datafile backup set`.
fn kind(what: &str) -> Option<Kind> {
    let has = |words: &[&str]| words.iter().any(|word| what.contains(word));
    if has(&["incremental level", "增量级别", "增量级"]) {
        let digit = what.chars().find(char::is_ascii_digit)?;
        return Some(Kind::Incremental(u8::try_from(digit.to_digit(10)?).ok()?));
    }
    if has(&["datafile copy", "数据文件副本", "数据文件复制"]) {
        return Some(Kind::Copy);
    }
    if has(&["archive log", "archived log", "归档日志", "存档日志"]) {
        return Some(Kind::ArchivedLogs);
    }
    has(&["full datafile", "全部数据文件"]).then_some(Kind::Full)
}

/// What goes into a set, and what is left out.
pub(super) fn input(line: &str) -> Option<Read<'_>> {
    for (text, language) in [("input datafile ", English), ("输入数据文件", Chinese)] {
        if line.starts_with(text) {
            return Some((RmanLine::Datafile, Some(language)));
        }
    }
    for (text, language) in
        [("input archived log ", English), ("input archive log ", English), ("输入归档日志", Chinese), ("输入存档日志", Chinese)]
    {
        if let Some(rest) = line.strip_prefix(text) {
            let of =
                |keys: &[&str]| keys.iter().find_map(|key| number(rest.get(rest.find(key)? + key.len()..)?.trim_start_matches([' ', '='])));
            let thread = of(&["thread", "线程"]).and_then(|n| u32::try_from(n).ok())?;
            return Some((RmanLine::Log(thread, of(&["sequence", "序列"])?), Some(language)));
        }
    }
    let found = |line, language| Some((line, Some(language)));
    match line {
        "including current control file in backup set" | "including current control file in backupset" => {
            found(RmanLine::Controlfile, English)
        }
        "including current SPFILE in backup set" | "including current SPFILE in backupset" => found(RmanLine::Spfile, English),
        _ if line.starts_with("备份集内包括当前") && line.contains("SPFILE") => found(RmanLine::Spfile, Chinese),
        _ if line.starts_with("备份集内包括当前") && line.contains("控制文件") => found(RmanLine::Controlfile, Chinese),
        _ if line.starts_with("skipping ") => found(RmanLine::Skipped(line.contains("already backed up")), English),
        _ if line.starts_with("跳过") || line.starts_with("正在跳过") => {
            found(RmanLine::Skipped(line.contains("已备份") || line.contains("已经备份")), Chinese)
        }
        _ => None,
    }
}
