//! The sentences of RMAN, in English and Chinese, 10g to 23. With `msgno` each has its number in front.

use super::rman_backup::{channel, input, written};
use super::rman_run::{Action, Kind, Retention};
use super::rman_upkeep::upkeep;
use super::run::Language;
use Language::{Chinese, English};

/// A line of RMAN that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RmanLine<'a> {
    /// Connected to a target database: name and DBID.
    Target(Option<&'a str>, Option<u64>),
    /// `Starting backup at …`.
    Started(&'a str, &'a str),
    /// `Finished backup at …`.
    Finished(&'a str, &'a str),
    /// A channel begins a backup set.
    Set(&'a str, Kind),
    /// `channel c1: finished piece 1 at …`: whose handle comes next.
    PieceDone(&'a str),
    /// A channel's device is a tape library.
    Tape(&'a str),
    /// A piece: handle, tag, and whether its comment is that of a tape library.
    Piece(&'a str, Option<&'a str>, bool),
    /// An image copy: file and tag.
    Copy(&'a str, Option<&'a str>),
    /// A data file is read.
    Datafile,
    /// An archived log is read: thread, sequence.
    Log(u32, u64),
    /// The current control file is in the set.
    Controlfile,
    /// The SPFILE is.
    Spfile,
    /// Something is left out; whether as there is a backup of it.
    Skipped(bool),
    /// Crosschecked, and there.
    Available,
    /// Crosschecked, and gone.
    Expired,
    /// Deleted so many.
    Deleted(u64),
    /// Nothing is obsolete.
    NoneObsolete,
    /// Retention policy.
    Retention(Retention),
    /// `validate` found something; the number of the file, where the line has it.
    Corrupt(Option<u32>),
    /// `Recovery Manager complete.`
    Complete,
    /// Of no interest.
    Known,
}

/// A line, and the language where it is one that is translated.
pub(super) type Read<'a> = (RmanLine<'a>, Option<Language>);

/// What an operation of that name does.
pub(super) fn action(name: &str) -> Action {
    match name {
        "backup" => Action::Backup,
        "restore" => Action::Restore,
        "recover" => Action::Recover,
        "validate" => Action::Validate,
        _ if name.contains("Autobackup") => Action::Autobackup,
        _ if name.contains("crosscheck") => Action::Crosscheck,
        _ => Action::Other,
    }
}

/// Reads a normalised line without its message number.
pub(super) fn rman_line(line: &str) -> Option<Read<'_>> {
    operation(line)
        .or_else(|| written(line))
        .or_else(|| channel(line))
        .or_else(|| input(line))
        .or_else(|| upkeep(line))
        .or_else(|| known(line))
}

/// The number of `RMAN-08530: ` and the text behind it.
pub(super) fn unnumbered(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = line.strip_prefix("RMAN-")?.split_once(':')?;
    Some((number.parse().ok()?, rest.trim_start()))
}

fn operation(line: &str) -> Option<Read<'_>> {
    if let Some((name, date)) = line.strip_prefix("Starting ").and_then(|rest| rest.rsplit_once(" at ")) {
        return Some((RmanLine::Started(name, date), Some(English)));
    }
    if let Some((name, date)) = line.strip_prefix("Finished ").and_then(|rest| rest.rsplit_once(" at ")) {
        return Some((RmanLine::Finished(name, date), Some(English)));
    }
    if let Some((name, date)) = line.strip_prefix("启动 ").and_then(|rest| rest.rsplit_once(" 于 ")) {
        return Some((RmanLine::Started(name, date), Some(Chinese)));
    }
    if let Some((name, date)) = line.strip_prefix("完成 ").and_then(|rest| rest.rsplit_once(" 于 ")) {
        return Some((RmanLine::Finished(name, date), Some(Chinese)));
    }
    for (text, language) in [("connected to target database", English), ("连接到目标数据库", Chinese), ("已连接到目标数据库", Chinese)]
    {
        if let Some(rest) = line.strip_prefix(text) {
            let name = rest.trim_start_matches([':', ' ']).split(' ').next().filter(|name| !name.is_empty() && !name.starts_with('('));
            let dbid = rest.split_once("DBID=").and_then(|(_, id)| number(id));
            return Some((RmanLine::Target(name, dbid), Some(language)));
        }
    }
    let complete = line.strip_prefix("Recovery Manager complete").map(|_| English);
    let complete = complete.or(line.strip_prefix("恢复管理器完成").map(|_| Chinese))?;
    Some((RmanLine::Complete, Some(complete)))
}

/// The digits at the front.
pub(super) fn number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    text.get(..text.bytes().take_while(u8::is_ascii_digit).count())?.parse().ok()
}

fn known(line: &str) -> Option<Read<'_>> {
    const KNOWN: [(&str, Language); 25] = [
        ("allocated channel", English),
        ("released channel", English),
        ("using channel", English),
        ("using target database control file", English),
        ("current log archived", English),
        ("backup piece handle=", English),
        ("archived log file name=", English),
        ("new RMAN configuration", English),
        ("old RMAN configuration", English),
        ("RMAN retention policy will be applied", English),
        ("connected to ", English),
        ("Crosschecked ", English),
        ("deleted ", English),
        ("List of ", English),
        ("executing command", English),
        ("分配的通道", Chinese),
        ("释放的通道", Chinese),
        ("使用通道", Chinese),
        ("使用目标数据库控制文件", Chinese),
        ("当前日志已存档", Chinese),
        ("已交叉检验", Chinese),
        ("备份片段句柄", Chinese),
        ("归档日志文件名", Chinese),
        ("RMAN 保留策略将", Chinese),
        ("连接到恢复目录", Chinese),
    ];
    KNOWN.iter().find(|(text, _)| line.starts_with(text)).map(|&(_, language)| (RmanLine::Known, Some(language)))
}
