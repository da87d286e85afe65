//! A run into what a Nagios-compatible monitor reads: status line, performance data, then one line a finding.

use super::{Look, view, words, wrap};
use crate::model::{Lang, Level, Run, Verdict};
use crate::text;

/// Monitors cut output at 8 KB or less; what matters comes first, and what is left out is said.
const MOST_METRICS: usize = 40;
const MOST_LINES: usize = 40;
const LINE_CHARS: usize = 200;

pub(super) fn render(run: &Run, look: &Look) -> String {
    let lang = look.lang;
    let tally = run.tally();
    let status = match run.verdict() {
        Verdict::Ok => "OK",
        Verdict::Warning => "WARNING",
        Verdict::Critical => "CRITICAL",
        Verdict::Unknown => "UNKNOWN",
    };
    let counts: Vec<_> = words::counts(&tally, lang).iter().take(4).map(|(name, count)| format!("{name} {count}")).collect();
    let mut first = format!("OPSCTL {status} - {}, {}", words::targets(run.targets.len(), lang), counts.join(", "));
    if let Some(worst) = view::found_in(run).first().filter(|f| f.finding.level > Level::Note) {
        first.push_str(&format!("; {}: {}", worst.target.name, worst.finding.says.to(lang)));
    }
    let mut out = line(&first);
    out.push_str(" | ");
    out.push_str(&perfdata(run));
    out.push('\n');
    for text in long_lines(run, lang) {
        out.push_str(&line(&text));
        out.push('\n');
    }
    out
}

fn long_lines(run: &Run, lang: Lang) -> Vec<String> {
    let found = view::found_in(run);
    let found = found.iter().filter(|f| f.finding.level > Level::Note).map(|f| {
        let level = text::level(f.finding.level, lang);
        format!("[{level}] {} {} {}", f.target.name, f.outcome.check, f.finding.says.to(lang))
    });
    let gaps = run.targets.iter().flat_map(view::gaps).filter(|gap| gap.missing);
    let gaps = gaps.map(|gap| {
        let what = words::NOT_CHECKED.to(lang);
        format!("[{what}] {} {} {}", gap.target.name, gap.outcome.check, gap.why(lang))
    });
    let mut lines: Vec<_> = found.chain(gaps).collect();
    if lines.len() > MOST_LINES {
        let more = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("… +{more}"));
    }
    lines
}

/// Nothing in a line may be taken for the bar before performance data, or for another line.
fn line(text: &str) -> String {
    wrap::shorten(&wrap::clean_line(text), LINE_CHARS).replace('|', "¦")
}

/// Counts, then metrics of the checks with findings, then of the others, up to the most.
fn perfdata(run: &Run) -> String {
    let tally = run.tally();
    let counts = [
        ("critical", tally.critical),
        ("warning", tally.warning),
        ("note", tally.note),
        ("checked", tally.judged),
        ("not_checked", tally.not_checked),
        ("not_applicable", tally.not_applicable),
    ];
    let mut data: Vec<String> = counts.iter().map(|(name, count)| format!("{name}={count}")).collect();
    let mut measures = view::measures(run);
    measures.sort_by_key(|m| std::cmp::Reverse(m.level));
    for m in measures.iter().take(MOST_METRICS) {
        let label = format!("{}/{}/{}/{}", m.target, m.check, m.subject, m.column);
        data.push(format!("'{}'={}{}", self::label(&label), m.value, unit(m.unit)));
    }
    data.join(" ")
}

fn label(text: &str) -> String {
    wrap::shorten(&wrap::clean_line(text), 80).replace(['\'', '=', '|'], "_")
}

fn unit(unit: Option<&str>) -> &'static str {
    match unit {
        Some("percent") => "%",
        Some("mb") => "MB",
        Some("bytes") => "B",
        Some("seconds") => "s",
        Some("ms") => "ms",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn status_line_then_long_output() {
        insta::assert_snapshot!(render(&sample::run(), &sample::look(Lang::Zh)), @r#"
        OPSCTL CRITICAL - 2 个目标, 告警 2, 预警 4, 提示 4, 未检查 4; sbf-prod: 表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。 | critical=2 warning=4 note=4 checked=5 not_checked=4 not_applicable=2 'sbf-prod/db.tablespace/SBF_DATA/used_mb'=1022361.6MB 'sbf-prod/db.tablespace/SBF_DATA/used_pct'=97.5% 'sbf-dg/db.dataguard/apply lag/lag_s'=1830s 'sbf-prod/db.tablespace/SBF_IDX/used_mb'=456130.56MB 'sbf-prod/db.tablespace/SBF_IDX/used_pct'=87% 'sbf-prod/db.alert/␛[31m红␛[0m/hits'=2 'sbf-prod/db.alert/😀 _ label_1;2/hits'=4 'sbf-prod/db.alert/ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-006…'=6 'sbf-prod/db.sessions/SBF_APP/sessions'=220 'sbf-prod/db.alert/_cmd__ /C calc_!A1/hits'=1 'sbf-prod/db.alert/<b>&"quoted" \ _single_</b>/hits'=3 'sbf-prod/db.alert/@SUM(1)␊第二行    制表/hits'=5 'sbf-prod/db.tablespace/SYSAUX/used_mb'=20480.25MB 'sbf-prod/db.tablespace/SYSAUX/used_pct'=62.5% 'sbf-prod/db.tablespace/SYSTEM/used_mb'=3072MB 'sbf-prod/db.tablespace/SYSTEM/used_pct'=37.5% 'sbf-prod/db.sessions/SBF_RPT/sessions'=31 'sbf-prod/db.sessions/OGG/sessions'=6 'sbf-prod/db.sessions/DBSNMP/sessions'=2 'sbf-dg/db.dataguard/transport lag/lag_s'=0.5s
        [告警] sbf-prod db.tablespace 表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。
        [告警] sbf-dg db.dataguard 应用延迟 30 分 30 秒。
        [预警] sbf-prod db.tablespace 表空间 SBF_IDX 使用率 87%，剩余 66.56 GB；近 7 天平均每天增长 5.2 GB，预计 12 天后写满。
        [预警] sbf-prod db.alert ␛[31m红␛[0m
        [预警] sbf-prod db.alert 😀 ¦ label=1;2
        [预警] sbf-prod db.alert ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: …
        [未检查] sbf-prod db.tablespace 1 行缺值或读不懂，无法判断：历史数据归档表空间（used_pct）
        [未检查] sbf-prod db.rman 没有权限读取 V$RMAN_BACKUP_JOB_DETAILS，或对象不存在（ORA-00942: table or view does not exist）；处理：grant select on v_$rman_backup_job_details to OPSCTL
        [未检查] sbf-prod db.datapump 没有权限读取 V$RMAN_BACKUP_JOB_DETAILS，或对象不存在（ORA-00942: table or view does not exist）；处理：grant select on v_$rman_backup_job_details to OPSCTL
        [未检查] sbf-prod db.ogg 超时（30 秒），已取消
        "#);
    }

    #[test]
    fn english_and_one_bar_only() {
        let out = render(&sample::run(), &sample::look(Lang::En));
        assert!(
            out.starts_with("OPSCTL CRITICAL - 2 targets, critical 2, warning 4, note 4, not checked 4; sbf-prod: Tablespace SBF_DATA")
        );
        assert_eq!(out.matches('|').count(), 1);
        assert!(out.len() < 8_192, "{} bytes", out.len());
    }
}
