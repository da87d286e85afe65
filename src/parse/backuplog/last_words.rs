//! Last words of `exp`, `imp` and Data Pump, and the first ones of a job.

use super::moment::{Stamp, stamp};
use super::run::{Language, Verdict};
use super::sentence::{Product, Read, Sentence, between};
use Language::{Chinese, English};

/// `S` and `J` of `"S"."J"rest`.
fn job_name(text: &str) -> Option<(&str, &str, &str)> {
    let (owner, rest) = text.strip_prefix('"')?.split_once("\".\"")?;
    let (name, rest) = rest.split_once('"')?;
    Some((owner, name, rest))
}

/// `Starting "S"."J"`, `Job "S"."J" successfully completed at …`.
pub(super) fn job(line: &str) -> Option<Read<'_>> {
    for (word, language) in [("Starting ", English), ("启动 ", Chinese)] {
        if let Some((owner, name, rest)) = line.strip_prefix(word).and_then(job_name) {
            return Some((Sentence::Starting(owner, name, rest.trim_start_matches([':', ' '])), Some(language)));
        }
    }
    for (word, language) in [("Restarting ", English), ("重新启动 ", Chinese)] {
        if line.strip_prefix(word).and_then(job_name).is_some() {
            return Some((Sentence::Reopened, Some(language)));
        }
    }
    if let Some(rest) = line.strip_prefix("Job ") {
        if rest.contains(" has been reopened") {
            return Some((Sentence::Reopened, Some(English)));
        }
        let (_, _, rest) = job_name(rest)?;
        let rest = rest.trim_start();
        let verdict = if rest.strip_prefix("successfully completed").is_some() {
            Verdict::Success
        } else if let Some(n) = between(rest, "completed with ", " error") {
            Verdict::WithErrors(n.parse().ok()?)
        } else if rest.strip_prefix("stopped ").is_some() {
            Verdict::Failed
        } else {
            return None;
        };
        return Some((Sentence::JobEnd(verdict, rest), Some(English)));
    }
    let (_, _, rest) = line.strip_prefix("作业 ").and_then(job_name)?;
    let verdict = if rest.contains("成功完成") {
        Verdict::Success
    } else if let Some(at) = rest.find("个错误") {
        let before = rest.get(..at)?.trim_end();
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        Verdict::WithErrors(before.get(digits..)?.parse().ok()?)
    } else if rest.contains("停止") {
        Verdict::Failed
    } else if rest.contains("重新打开") {
        return Some((Sentence::Reopened, Some(Chinese)));
    } else {
        return None;
    };
    Some((Sentence::JobEnd(verdict, rest), Some(Chinese)))
}

/// The last words of `exp` and `imp`. The code says that it failed in every language.
pub(super) fn end(line: &str) -> Option<Read<'_>> {
    let found = |product, verdict, language| Some((Sentence::End(product, verdict), language));
    for (product, code, english, chinese) in
        [(Product::Export, "EXP-00000", "Export", "导出"), (Product::Import, "IMP-00000", "Import", "导入")]
    {
        if line.strip_prefix(code).is_some() {
            return found(product, Verdict::Failed, None);
        }
        if let Some(rest) = line.strip_prefix(english).and_then(|rest| rest.strip_prefix(" terminated ")) {
            let verdict = match rest.trim_end_matches('.') {
                "successfully without warnings" => Verdict::Success,
                "successfully with warnings" => Verdict::SuccessWithWarnings,
                "unsuccessfully" => Verdict::Failed,
                _ => return None,
            };
            return found(product, verdict, Some(English));
        }
        // `成功终止导出, 没有出现警告`, 8i `在没有警告的情况下成功终止导出`, `导出成功终止, 但出现警告`.
        let verb_first = line.strip_prefix("成功终止").and_then(|rest| rest.strip_prefix(chinese));
        let noun_first = line.strip_prefix(chinese).and_then(|rest| rest.strip_prefix("成功终止"));
        if let Some(rest) = verb_first.or(noun_first) {
            if rest.contains("没有出现警告") {
                return found(product, Verdict::Success, Some(Chinese));
            }
            if rest.contains("但出现警告") {
                return found(product, Verdict::SuccessWithWarnings, Some(Chinese));
            }
            return None;
        }
        if line.strip_prefix("在没有警告的情况下成功终止").is_some_and(|rest| rest.starts_with(chinese)) {
            return found(product, Verdict::Success, Some(Chinese));
        }
    }
    None
}

/// When a job ended and how long it took, of what stands behind its name: `successfully completed at … elapsed 0 00:00:35`,
/// `已于 … elapsed 0 00:01:01 成功完成`, `已经完成, 但是有 7 个错误 (于 … 完成)`, `因致命错误于 18:26:29 停止`.
pub(super) fn ending(rest: &str) -> (Option<Stamp>, Option<u64>) {
    let after =
        [" at ", "于 ", "于"].iter().find_map(|word| rest.rfind(word).and_then(|at| rest.get(at + word.len()..))).unwrap_or_default();
    let (date, behind) = after.split_once("elapsed").unwrap_or((after, ""));
    let date = ["成功完成", "完成", "停止"].iter().find_map(|word| date.split_once(word)).map_or(date, |(date, _)| date);
    (stamp(date.trim()), elapsed(behind))
}

/// `0 00:01:01 …` in seconds.
fn elapsed(text: &str) -> Option<u64> {
    let mut words = text.split_whitespace();
    let days: u64 = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u64>().ok().filter(|&n| n < 1_000_000));
    let (hours, minutes, seconds) = (clock.next()??, clock.next()??, clock.next()??);
    days.checked_mul(86_400)?.checked_add(hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::backuplog::normal::normal;

    fn verdict(line: &str) -> Option<Verdict> {
        let mut text = String::new();
        normal(line, &mut text);
        match job(&text).or_else(|| end(&text))?.0 {
            Sentence::JobEnd(verdict, _) | Sentence::End(_, verdict) => Some(verdict),
            _ => None,
        }
    }

    #[test]
    fn last_words_of_every_age_and_both_punctuations() {
        for (line, expected) in [
            ("Export terminated successfully without warnings.", Verdict::Success),
            ("Import terminated successfully with warnings.", Verdict::SuccessWithWarnings),
            ("Export terminated unsuccessfully", Verdict::Failed),
            ("EXP-00000: Export terminated unsuccessfully", Verdict::Failed),
            ("IMP-00000: 未成功终止导入", Verdict::Failed),
            ("EXP-00000: 엑스포트가 비정상적으로 종료되었습니다", Verdict::Failed),
            ("成功终止导出, 没有出现警告。", Verdict::Success),
            ("成功终止导出，没有出现警告。", Verdict::Success),
            ("在没有警告的情况下成功终止导出。", Verdict::Success),
            ("导出成功终止, 但出现警告。", Verdict::SuccessWithWarnings),
            ("成功终止导入，但出现警告。", Verdict::SuccessWithWarnings),
            ("Job \"S\".\"J\" successfully completed at 14:18:16", Verdict::Success),
            ("Job \"S\".\"J\" completed with 12 error(s) at Fri Oct 2 07:49:33 2026 elapsed 0 00:00:08", Verdict::WithErrors(12)),
            ("Job \"S\".\"J\" stopped due to fatal error at 16:45:35", Verdict::Failed),
            ("Job \"S\".\"J\" stopped by user request at 16:45:35", Verdict::Failed),
            ("作业 \"S\".\"J\" 已于 14:18:16 成功完成", Verdict::Success),
            ("作业 \"S\".\"J\" 已经完成, 但是有 7 个错误 (于 16:08:55 完成)", Verdict::WithErrors(7)),
            ("作业 “S”.“J” 已经完成，但是有 7 个错误（于 16:08:55 完成）", Verdict::WithErrors(7)),
            ("作业 \"S\".\"J\" 因致命错误于 18:26:29 停止", Verdict::Failed),
        ] {
            assert_eq!(verdict(line), Some(expected), "{line}");
        }
    }

    #[test]
    fn half_of_the_last_words_is_none() {
        for line in [
            "Export terminated successfully with",
            "Export terminated successfully",
            "成功终止导出, 没有",
            "导出成功终止",
            "Job \"S\".\"J\" completed with 1",
            "Job \"S\".\"J\" success",
            "作业 \"S\".\"J\" 已经完成, 但是有 1",
            "echo Export terminated successfully without warnings.",
            "Exportación terminada correctamente sin advertencias.",
            "엑스포트가 경고 없이 정상적으로 종료되었습니다.",
        ] {
            assert_eq!(verdict(line), None, "{line}");
        }
    }

    #[test]
    fn when_and_how_long() {
        let told = |rest| {
            let (stamp, elapsed) = ending(rest);
            (stamp.map(|s| if let Stamp::Moment(m) = s { m.at.to_string() } else { "clock".into() }), elapsed)
        };
        assert_eq!(
            told("successfully completed at Fri Oct 2 07:49:21 2026 elapsed 0 00:00:35"),
            (Some("2026-10-02T07:49:21".into()), Some(35))
        );
        assert_eq!(
            told("已于 星期日 4月 25 13:47:13 2021 elapsed 1 00:01:01 成功完成"),
            (Some("2021-04-25T13:47:13".into()), Some(86_461))
        );
        assert_eq!(
            told("已经完成, 但是有 7 个错误 (于 星期日 4月 25 13:57:40 2021 elapsed 0 00:00:06 完成)"),
            (Some("2021-04-25T13:57:40".into()), Some(6))
        );
        assert_eq!(told("已于 14:18:16 成功完成"), (Some("clock".into()), None));
        assert_eq!(told("因致命错误于 18:26:29 停止"), (Some("clock".into()), None));
        assert_eq!(told("successfully completed at Fri Oc"), (None, None));
    }
}
