//! What came back: counted, compared, and asked about.

use std::path::Path;

use super::super::compare::Sides;
use super::super::printed;
use super::super::record::{Finding, Record, SmokeDone};
use super::super::runner::Name;
use super::super::{compare_rows, lacking};
use super::Test;
use crate::links::folder::shown;
use crate::model::backup::Smoke;
use crate::model::{Verdict, Words};
use crate::store::Counts;

impl Test<'_> {
    /// Looks at what came back.
    pub(super) fn look(&mut self) {
        self.sides.counted = self.count();
        if !self.ended {
            self.rows();
        }
        self.objects();
        self.sequences();
        for smoke in &self.job.plan.smoke {
            self.smoke(smoke);
        }
    }

    /// What a step printed, all files together; `None` where there is none, or it failed.
    fn printed(&mut self, name: Name) -> Option<Vec<u8>> {
        let ran = self.step(name, "", Verdict::Unknown)?;
        if self.ended || !ran.iter().all(|(ran, _)| ran.good) {
            return None;
        }
        Some(ran.iter().flat_map(|(ran, _)| [ran.bytes(), b"\n".to_vec()].concat()).collect())
    }

    fn strange(&mut self, topic: &'static str, lines: &[String]) {
        if let Some(first) = lines.first() {
            let n = lines.len();
            let (zh, en) = (format!("{n} 行输出看不懂，如：{first}"), format!("{n} lines were not understood, such as: {first}"));
            self.find(Verdict::Unknown, topic, zh, en);
        }
    }

    /// Rows by table, as the step `count` or opsctl itself counts them.
    fn count(&mut self) -> Option<Counts> {
        let walk = self.job.runner.filled(Name::Count, &self.job.values, "").into_iter().find_map(|filled| filled.walk);
        if let Some(folder) = walk {
            return self.walk(Path::new(&folder));
        }
        if let Some(bytes) = self.printed(Name::Expect) {
            let (found, strange) = printed::counts(&bytes);
            self.strange("rows", &strange);
            self.sides.dump = found;
        }
        let bytes = self.printed(Name::Count)?;
        let (found, strange) = printed::counts(&bytes);
        self.strange("rows", &strange);
        Some(found)
    }

    /// Unpacks the archives once more, into nothing, and looks at what the first unpacking made.
    fn walk(&mut self, folder: &Path) -> Option<Counts> {
        (self.job.say)("count");
        let files = &self.job.values.files;
        let (members, found) = {
            let over = || self.is_stopped() || self.left().is_zero();
            let members = printed::members(files, &over);
            let none = printed::Members::new();
            let found = printed::folders(folder, members.as_ref().ok().and_then(Option::as_ref).unwrap_or(&none), &over);
            (members, found)
        };
        if self.is_stopped() {
            self.stopped("count");
            return None;
        }
        if self.left().is_zero() {
            self.late("count");
            return None;
        }
        match members {
            Ok(Some(members)) => self.sides.dump = printed::by_folder(&members),
            Ok(None) => self.not_compared(
                "归档自己的清单（有文件不是完整的 tar 或 zip，或没有写出全部大小）",
                "the archive's own list: a file is no whole tar or zip, or does not tell every size",
            ),
            Err(e) => self.find(Verdict::Unknown, "rows", format!("归档读不了：{e}"), format!("the archive cannot be read: {e}")),
        }
        match found {
            Ok(found) => Some(found),
            Err(e) => {
                self.find(
                    Verdict::Unknown,
                    "rows",
                    format!("恢复出的目录看不了：{e}"),
                    format!("what was restored cannot be looked at: {e}"),
                );
                None
            }
        }
    }

    fn rows(&mut self) {
        conclude(&self.sides, self.log_judged, &mut self.record);
    }

    fn objects(&mut self) {
        if self.job.runner.step(Name::Objects).is_none() {
            return self
                .not_compared("对象数和无效对象（执行器没有 objects）", "objects and what is invalid: the runner has no step objects");
        }
        let Some(bytes) = self.printed(Name::Objects) else { return };
        let (found, strange) = printed::objects(&bytes);
        self.strange("objects", &strange);
        let invalid: u64 =
            found.iter().filter(|(kind, _)| kind.eq_ignore_ascii_case("invalid")).map(|(_, n)| *n).fold(0, u64::saturating_add);
        if invalid > 0 {
            self.find(Verdict::Warning, "objects", format!("有 {invalid} 个无效对象"), format!("{invalid} objects are invalid"));
        }
        self.record.objects = found;
        self.not_compared(
            "对象数与源库（只记录，没有源库的数可比）",
            "objects with their source: they are recorded, its numbers are not known here",
        );
    }

    fn sequences(&mut self) {
        if self.job.runner.step(Name::Sequences).is_none() {
            return self.not_compared("序列当前值（执行器没有 sequences）", "values of sequences: the runner has no step sequences");
        }
        let Some(bytes) = self.printed(Name::Sequences) else { return };
        let (found, strange) = printed::sequences(&bytes);
        self.strange("sequences", &strange);
        let behind: Vec<String> = found
            .iter()
            .filter_map(|s| {
                s.value.zip(s.max).filter(|(value, max)| value < max).map(|(value, max)| format!("{} ({value} < {max})", s.name))
            })
            .collect();
        if !behind.is_empty() {
            let list = behind.join("; ");
            self.find(Verdict::Critical, "sequences", format!("序列落后于数据：{list}"), format!("sequences are behind the data: {list}"));
        }
        let unknown = found.iter().filter(|s| s.value.is_none() || s.max.is_none()).count();
        if unknown > 0 {
            self.not_compared(
                format!("{unknown} 个序列（没有值或没有最大值）"),
                format!("{unknown} sequences without a value or a maximum"),
            );
        }
        self.record.sequences = found;
    }

    /// One question of the site.
    fn smoke(&mut self, smoke: &Smoke) {
        let title = &smoke.title;
        let ran = if self.ended { None } else { self.step(Name::Query, &smoke.sql, Verdict::Critical) };
        let mut done = SmokeDone {
            title: title.clone(),
            sql: smoke.sql.clone(),
            min: smoke.min,
            max: smoke.max,
            answer: None,
            level: Verdict::Unknown,
        };
        match ran.as_deref() {
            None | Some([]) => self.find(Verdict::Unknown, "smoke", format!("“{title}”没有问"), format!("{title} was not asked")),
            Some([.., (ran, _)]) if !ran.good => done.level = Verdict::Critical,
            Some([.., (ran, _)]) => {
                let answer = shown(&ran.bytes()).trim().to_owned();
                let number = answer.parse::<f64>().ok().filter(|n| n.is_finite());
                let bounds =
                    format!("{} … {}", smoke.min.map_or("-∞".into(), |n| n.to_string()), smoke.max.map_or("∞".into(), |n| n.to_string()));
                match number {
                    _ if smoke.min.is_none() && smoke.max.is_none() => {
                        done.level = Verdict::Ok;
                        self.not_compared(
                            format!("“{title}”的答案 {answer}（没有设上下限）"),
                            format!("the answer of {title}, {answer}: it has no limits"),
                        );
                    }
                    None => self.find(
                        Verdict::Unknown,
                        "smoke",
                        format!("“{title}”的答案不是一个数：{answer}"),
                        format!("the answer of {title} is no number: {answer}"),
                    ),
                    Some(n) if smoke.min.is_some_and(|min| n < min) || smoke.max.is_some_and(|max| n > max) => {
                        done.level = Verdict::Critical;
                        self.find(
                            Verdict::Critical,
                            "smoke",
                            format!("“{title}”的答案 {answer} 不在 {bounds} 之内"),
                            format!("the answer of {title}, {answer}, is not within {bounds}"),
                        );
                    }
                    Some(_) => done.level = Verdict::Ok,
                }
                done.answer = Some(answer);
            }
        }
        self.record.smoke.push(done);
    }
}

/// Compares rows, and says what nothing proves.
pub fn conclude(sides: &Sides, log_judged: bool, record: &mut Record) {
    let mut find = |level: Verdict, zh: &str, en: &str| record.findings.push(Finding::new(level, "rows", zh, en));
    if sides.counted.is_none() && sides.imported.is_empty() {
        if !log_judged {
            find(
                Verdict::Unknown,
                "没有任何东西能证明恢复出了什么（没有行数，也没有能判断的日志）",
                "nothing proves what came back: there are neither counts nor a log that can be judged",
            );
        } else if sides.expects() {
            find(
                Verdict::Unknown,
                "知道应该有哪些表，却没有行数，恢复日志里也没有一张表",
                "it is known which tables must be there, and neither counts nor the log of the restore tell of any",
            );
            lacking(sides, &mut record.findings);
        } else {
            record.not_compared.push(Words::new("行数（没有数，日志里也没有）", "rows: none were counted, and the log tells none"));
        }
        return;
    }
    let rows = compare_rows(sides, &mut record.findings);
    if sides.uncounted > 0 {
        let n = sides.uncounted;
        let (zh, en) = (format!("{n} 张表在备份文件里数不出行数"), format!("{n} tables whose rows cannot be counted in the dump"));
        record.not_compared.push(Words::new(zh, en));
    }
    if rows.same + rows.differing + rows.missing == 0 && rows.tables > 0 {
        let level = if log_judged { Verdict::Warning } else { Verdict::Unknown };
        let (zh, en) = (
            "有恢复出的行数，但没有可比的：导出日志和备份文件都没有行数",
            "rows came back and there is nothing to compare them with: neither the export's log nor the dump tells any",
        );
        record.findings.push(Finding::new(level, "rows", zh, en));
    }
    record.rows = Some(rows);
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn nothing_that_is_known_to_be_wanted_passes_without_evidence() {
        let judged = |sides: &Sides, log: bool| {
            let mut record = Record::blank("s", Timestamp::UNIX_EPOCH, String::new(), Timestamp::UNIX_EPOCH);
            conclude(sides, log, &mut record);
            record.judge();
            record.verdict
        };
        let known = Counts::from([("A.T".to_owned(), 3)]);
        let none = Sides::default();
        assert_eq!((judged(&none, false), judged(&none, true)), (Verdict::Unknown, Verdict::Ok));
        for sides in [
            Sides { log: known.clone(), ..Sides::default() },
            Sides { dump: known.clone(), ..Sides::default() },
            Sides { uncounted: 1, ..Sides::default() },
        ] {
            assert_eq!((judged(&sides, false), judged(&sides, true)), (Verdict::Unknown, Verdict::Unknown));
        }
        let policy = Sides { policy: vec!["A.*".into()], ..Sides::default() };
        assert_eq!((judged(&policy, false), judged(&policy, true)), (Verdict::Unknown, Verdict::Critical));
        let back = Sides { log: known.clone(), counted: Some(known), ..Sides::default() };
        assert_eq!(judged(&back, false), Verdict::Ok);
    }
}
