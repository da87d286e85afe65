//! A log of a restore → whether it is good, every code in it, and the rows that it says came back.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use super::super::words;
use super::record::{Finding, LogCode};
use crate::model::{Verdict, Words};
use crate::parse::backuplog::{self, Codes, Level, Purpose, Wanted};

/// Rows by table; `None` for a table without a count.
pub type Imported = BTreeMap<String, Option<u64>>;

/// What a log of a restore told.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub findings: Vec<Finding>,
    pub codes: Vec<LogCode>,
    pub imported: Imported,
    /// It was judged at all.
    pub judged: bool,
}

/// A log longer than this is none of one restore.
const MOST: u64 = 4 << 30;
const BLOCK: usize = 1 << 20;

fn verdict(level: Level) -> Verdict {
    match level {
        Level::Pass => Verdict::Ok,
        Level::Warn => Verdict::Warning,
        Level::Unknown => Verdict::Unknown,
        Level::Fail => Verdict::Critical,
    }
}

/// Judges the run that restored `files`; a log in which there is none proves nothing.
#[must_use]
pub fn read_log(path: &Path, name: &str, files: &[String], codes: &Codes) -> Told {
    let mut told = Told::default();
    let unknown = |zh: String, en: String| Finding::new(Verdict::Unknown, "log", format!("{name}：{zh}"), format!("{name}: {en}"));
    let log = match whole(path) {
        Ok(log) => log,
        Err(e) => {
            told.findings.push(unknown(format!("读不了：{e}"), format!("cannot be read: {e}")));
            return told;
        }
    };
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let wanted = Wanted { dumps: &names, at: None, within_s: 0, purpose: Purpose::Restore };
    let Some(run) = backuplog::last_for(&log.runs, &wanted).and_then(|(at, _)| log.runs.get(at)) else {
        told.findings.push(unknown(
            format!("里面没有恢复这份备份的运行（{} 次运行，{} 行）", log.runs.len(), log.lines),
            format!("it has no run that restores this backup ({} runs, {} lines)", log.runs.len(), log.lines),
        ));
        return told;
    };
    told.judged = true;
    let judged = backuplog::judge(run, Purpose::Restore, codes);
    for finding in &judged.findings {
        let mut says = words::reason(run, finding.reason);
        if finding.reason == backuplog::Reason::NothingDone {
            says = Words::new("没有恢复任何对象", "nothing was restored");
        }
        let says = Words::new(format!("{name}：{}", says.zh), format!("{name}: {}", says.en));
        told.findings.push(Finding { level: verdict(finding.level), topic: "log", says, line: finding.line });
    }
    // Those that mean nothing here are listed as well: nobody has to wonder whether they were seen.
    told.codes = run.codes.iter().chain(&log.outside).map(|code| of_code(code, codes)).collect();
    for code in &log.outside {
        let (zh, en) = (format!("{name}：恢复之外的 {}", code.message), format!("{name}: outside of the restore: {}", code.message));
        told.findings.push(Finding { line: Some(code.line), ..Finding::new(Verdict::Warning, "log", zh, en) });
    }
    if let Some(line) = log.password_seen {
        let (zh, en) = (format!("{name}：日志里有明文密码"), format!("{name}: it shows a password in clear text"));
        told.findings.push(Finding { line: Some(line), ..Finding::new(Verdict::Warning, "log", zh, en) });
    }
    for sum in backuplog::by_table(run) {
        let table = sum.owner.as_ref().map_or_else(|| sum.table.to_string(), |owner| format!("{owner}.{}", sum.table));
        told.imported.insert(table, sum.rows);
    }
    told
}

fn of_code(code: &backuplog::Code, codes: &Codes) -> LogCode {
    LogCode {
        code: code.code.clone(),
        level: verdict(codes.level(code, Purpose::Restore)),
        line: code.line,
        times: code.times,
        object: code.object.clone(),
        message: code.message.clone(),
    }
}

fn whole(path: &Path) -> std::io::Result<backuplog::BackupLog> {
    let mut file = std::fs::File::open(path)?;
    if file.metadata()?.len() > MOST {
        return Err(std::io::Error::other("more than 4 GiB"));
    }
    let (mut reader, mut block) = (backuplog::Reader::new(), vec![0; BLOCK]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(reader.finish()),
            read => reader.feed(block.get(..read).unwrap_or_default()),
        }
    }
}
