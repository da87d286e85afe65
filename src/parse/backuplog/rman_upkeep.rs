//! RMAN's sentences of upkeep: crosschecks, deletions, the retention policy, validation.

use super::rman_line::{Read, RmanLine, number};
use super::rman_run::Retention;
use super::run::Language::{Chinese, English};

/// `crosscheck`, `delete`, retention, `validate`.
pub(super) fn upkeep(line: &str) -> Option<Read<'_>> {
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
