//! The sentences of RMAN, in English and Chinese, 10g to 23. With `msgno` each has its number in front.

use super::rman_run::{Action, Kind, Retention};
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

type Read<'a> = (RmanLine<'a>, Option<Language>);

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
fn number(text: &str) -> Option<u64> {
    let text = text.trim_start();
    text.get(..text.bytes().take_while(u8::is_ascii_digit).count())?.parse().ok()
}

/// The value behind a key, up to any of the keys that may follow it: handles have blanks and `=` in them.
fn value<'a>(line: &'a str, keys: &[&str]) -> Option<&'a str> {
    const NEXT: [&str; 10] = [" tag=", " comment=", " recid=", " RECID=", " stamp=", " STAMP=", " 标记=", " 标记 =", " 注释=", " 注释 ="];
    let rest = keys.iter().find_map(|key| line.get(line.find(key)? + key.len()..))?;
    let end = NEXT.iter().filter_map(|next| rest.find(next)).min().unwrap_or(rest.len());
    rest.get(..end).map(str::trim).filter(|value| !value.is_empty())
}

fn written(line: &str) -> Option<Read<'_>> {
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
fn channel(line: &str) -> Option<Read<'_>> {
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

fn input(line: &str) -> Option<Read<'_>> {
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

/// `crosscheck`, `delete`, retention, `validate`.
fn upkeep(line: &str) -> Option<Read<'_>> {
    let found = |line, language| Some((line, Some(language)));
    for (text, language) in [("crosschecked ", English), ("交叉校验", Chinese), ("交叉检验", Chinese)] {
        if line.starts_with(text) {
            let expired = line.contains("'EXPIRED'");
            return found(if expired { RmanLine::Expired } else { RmanLine::Available }, language);
        }
    }
    if line.starts_with("validation succeeded for ") || (line.starts_with('对') && line.contains("验证成功")) {
        return found(RmanLine::Available, if line.is_ascii() { English } else { Chinese });
    }
    if line.starts_with("validation failed for ") || (line.starts_with('对') && line.contains("验证失败")) {
        return found(RmanLine::Expired, if line.is_ascii() { English } else { Chinese });
    }
    if let Some(n) = line.strip_prefix("Deleted ").filter(|rest| rest.ends_with("objects")).and_then(number) {
        return found(RmanLine::Deleted(n), English);
    }
    if let Some(n) =
        line.strip_prefix("已删除").and_then(|rest| number(rest.trim_start_matches([' ', '的']))).filter(|_| line.contains("对象"))
    {
        return found(RmanLine::Deleted(n), Chinese);
    }
    if line.starts_with("no obsolete backups found") {
        return found(RmanLine::NoneObsolete, English);
    }
    if line.starts_with("未找到已废弃的备份") {
        return found(RmanLine::NoneObsolete, Chinese);
    }
    if let Some(read) = retention(line) {
        return Some(read);
    }
    if line.contains("found one or more corrupt blocks") {
        return found(RmanLine::Corrupt(None), English);
    }
    // A row of validate's list of files: number, status, blocks.
    let mut words = line.split(' ');
    let (file, status, marked) = (words.next()?.parse().ok()?, words.next()?, words.next()?);
    (status == "FAILED" && marked.parse::<u64>().is_ok()).then_some((RmanLine::Corrupt(Some(file)), None))
}

fn retention(line: &str) -> Option<Read<'_>> {
    if let Some(rest) = line.strip_prefix("CONFIGURE RETENTION POLICY TO ") {
        return Some((RmanLine::Retention(policy(rest)?), None));
    }
    if let Some(rest) = line.strip_prefix("RMAN retention policy is set to ") {
        return Some((RmanLine::Retention(policy(rest)?), Some(English)));
    }
    let rest = line.strip_prefix("将 RMAN 保留策略设置为")?;
    let digits = u32::try_from(number(rest.trim_start_matches(|c: char| !c.is_ascii_digit()))?).ok()?;
    let policy = if rest.contains("恢复窗口") { Retention::Window(digits) } else { Retention::Redundancy(digits) };
    Some((RmanLine::Retention(policy), Some(Chinese)))
}

/// `REDUNDANCY 1`, `recovery window of 7 days`, `NONE`.
fn policy(text: &str) -> Option<Retention> {
    let lower = text.to_ascii_lowercase();
    let count = |rest: &str| number(rest).and_then(|n| u32::try_from(n).ok());
    if let Some(rest) = lower.strip_prefix("redundancy ") {
        return count(rest).map(Retention::Redundancy);
    }
    if let Some(rest) = lower.strip_prefix("recovery window of ") {
        return count(rest).map(Retention::Window);
    }
    lower.starts_with("none").then_some(Retention::Nothing)
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
