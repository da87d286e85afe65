//! A run into OpenMetrics text: verdicts, levels, findings and the measures that checks keep for trends.

use std::collections::BTreeSet;

use super::{Look, view};
use crate::model::{Lang, Level, Run};

pub(super) fn render(run: &Run, look: &Look) -> String {
    let mut out = Families::default();
    let about =
        [("run", run.id.as_str()), ("command", &run.command), ("version", &run.tool), ("operator", &run.operator), ("source", &run.source)];
    out.family("opsctl_run", "info", "What was run, and by whom.");
    out.sample("opsctl_run_info", &about, 1.0);
    out.family("opsctl_run_timestamp_seconds", "gauge", "When the run judged.");
    out.sample("opsctl_run_timestamp_seconds", &[], seconds(run.now));
    out.family("opsctl_run_verdict", "gauge", "0 ok, 1 warning, 2 critical, 3 could not judge: the exit code.");
    out.sample("opsctl_run_verdict", &[], f64::from(run.verdict().exit_code()));
    out.family("opsctl_target_verdict", "gauge", "The same for one target.");
    for target in &run.targets {
        out.sample("opsctl_target_verdict", &[("target", &target.name)], f64::from(target.tally().verdict().exit_code()));
    }
    checks(&mut out, run);
    findings(&mut out, run, look.lang);
    out.family("opsctl_metric", "gauge", "Measures that checks keep for trends; the column's unit is a label.");
    for m in view::measures(run) {
        let labels =
            [("target", m.target), ("check", m.check), ("subject", &m.subject), ("column", m.column), ("unit", m.unit.unwrap_or(""))];
        out.sample("opsctl_metric", &labels, m.value);
    }
    out.text + "# EOF\n"
}

fn checks(out: &mut Families, run: &Run) {
    let all = || run.targets.iter().flat_map(|t| t.outcomes.iter().map(move |o| (t, o)));
    out.family(
        "opsctl_check_level",
        "gauge",
        "Worst level of a judged check: 0 ok, 1 note, 2 warning, 3 critical. Absent when not checked.",
    );
    for (target, outcome) in all() {
        if let Some(level) = outcome.level() {
            out.sample("opsctl_check_level", &[("target", &target.name), ("check", &outcome.check)], number(level));
        }
    }
    out.family("opsctl_check_not_checked", "gauge", "1 where a check should have been made and was not.");
    for gap in run.targets.iter().flat_map(view::gaps).filter(|gap| gap.missing) {
        let kind = gap.reason.and_then(|reason| serde_json::to_value(reason.kind).ok());
        let reason = kind.as_ref().and_then(serde_json::Value::as_str).unwrap_or("unjudged-rows");
        let labels = [("target", gap.target.name.as_str()), ("check", &gap.outcome.check), ("reason", reason)];
        out.sample("opsctl_check_not_checked", &labels, 1.0);
    }
    out.family("opsctl_check_duration_seconds", "gauge", "How long the question took.");
    for (target, outcome) in all() {
        #[expect(clippy::cast_precision_loss, reason = "a duration in milliseconds")]
        let seconds = outcome.took_ms as f64 / 1000.0;
        out.sample("opsctl_check_duration_seconds", &[("target", &target.name), ("check", &outcome.check)], seconds);
    }
}

fn findings(out: &mut Families, run: &Run, lang: Lang) {
    out.family("opsctl_finding", "gauge", "A finding, with its level as on opsctl_check_level.");
    for f in view::found_in(run) {
        let labels = [
            ("target", f.target.name.as_str()),
            ("check", &f.outcome.check),
            ("subject", &f.finding.subject),
            ("topic", &f.finding.topic),
            ("level", f.finding.level.as_str()),
            ("title", f.outcome.title.to(lang)),
        ];
        out.sample("opsctl_finding", &labels, number(f.finding.level));
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit a double exactly")]
fn seconds(time: jiff::Timestamp) -> f64 {
    time.as_second() as f64
}
fn number(level: Level) -> f64 {
    match level {
        Level::Ok => 0.0,
        Level::Note => 1.0,
        Level::Warning => 2.0,
        Level::Critical => 3.0,
    }
}

/// Metric families; a set of labels is written once, because twice is an error for the reader.
#[derive(Default)]
struct Families {
    text: String,
    seen: BTreeSet<String>,
}

impl Families {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        self.text.push_str(&format!("# TYPE {name} {kind}\n"));
        if let Some(unit) = name.ends_with("_seconds").then_some("seconds") {
            self.text.push_str(&format!("# UNIT {name} {unit}\n"));
        }
        self.text.push_str(&format!("# HELP {name} {help}\n"));
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        let labels: Vec<_> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escape(value))).collect();
        let series = if labels.is_empty() { name.to_owned() } else { format!("{name}{{{}}}", labels.join(",")) };
        if self.seen.insert(series.clone()) {
            self.text.push_str(&format!("{series} {value}\n"));
        }
    }
}

/// As the exposition format asks; long texts are cut, because a label is a name.
fn escape(text: &str) -> String {
    let text = super::wrap::clean(text);
    super::wrap::shorten(&text, 200).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn families_and_samples() {
        insta::assert_snapshot!(render(&sample::run(), &sample::look(Lang::Zh)), @r#"
        # TYPE opsctl_run info
        # HELP opsctl_run What was run, and by whom.
        opsctl_run_info{run="20261122-083000-7f3a",command="inspect db",version="0.1.0",operator="张三",source="live"} 1
        # TYPE opsctl_run_timestamp_seconds gauge
        # UNIT opsctl_run_timestamp_seconds seconds
        # HELP opsctl_run_timestamp_seconds When the run judged.
        opsctl_run_timestamp_seconds 1795307400
        # TYPE opsctl_run_verdict gauge
        # HELP opsctl_run_verdict 0 ok, 1 warning, 2 critical, 3 could not judge: the exit code.
        opsctl_run_verdict 2
        # TYPE opsctl_target_verdict gauge
        # HELP opsctl_target_verdict The same for one target.
        opsctl_target_verdict{target="sbf-prod"} 2
        opsctl_target_verdict{target="sbf-dg"} 2
        # TYPE opsctl_check_level gauge
        # HELP opsctl_check_level Worst level of a judged check: 0 ok, 1 note, 2 warning, 3 critical. Absent when not checked.
        opsctl_check_level{target="sbf-prod",check="db.tablespace"} 3
        opsctl_check_level{target="sbf-prod",check="db.sessions"} 1
        opsctl_check_level{target="sbf-prod",check="db.alert"} 2
        opsctl_check_level{target="sbf-prod",check="db.redo"} 0
        opsctl_check_level{target="sbf-dg",check="db.dataguard"} 3
        # TYPE opsctl_check_not_checked gauge
        # HELP opsctl_check_not_checked 1 where a check should have been made and was not.
        opsctl_check_not_checked{target="sbf-prod",check="db.tablespace",reason="unjudged-rows"} 1
        opsctl_check_not_checked{target="sbf-prod",check="db.rman",reason="privilege"} 1
        opsctl_check_not_checked{target="sbf-prod",check="db.datapump",reason="privilege"} 1
        opsctl_check_not_checked{target="sbf-prod",check="db.ogg",reason="timeout"} 1
        # TYPE opsctl_check_duration_seconds gauge
        # UNIT opsctl_check_duration_seconds seconds
        # HELP opsctl_check_duration_seconds How long the question took.
        opsctl_check_duration_seconds{target="sbf-prod",check="db.tablespace"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.sessions"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.alert"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.redo"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.awr"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.rman"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.datapump"} 0.12
        opsctl_check_duration_seconds{target="sbf-prod",check="db.ogg"} 0.12
        opsctl_check_duration_seconds{target="sbf-dg",check="db.tablespace"} 0.12
        opsctl_check_duration_seconds{target="sbf-dg",check="db.dataguard"} 0.12
        # TYPE opsctl_finding gauge
        # HELP opsctl_finding A finding, with its level as on opsctl_check_level.
        opsctl_finding{target="sbf-prod",check="db.tablespace",subject="SBF_DATA",topic="",level="critical",title="表空间使用情况"} 3
        opsctl_finding{target="sbf-dg",check="db.dataguard",subject="apply lag",topic="",level="critical",title="容灾同步"} 3
        opsctl_finding{target="sbf-prod",check="db.tablespace",subject="SBF_IDX",topic="",level="warning",title="表空间使用情况"} 2
        opsctl_finding{target="sbf-prod",check="db.alert",subject="␛[31m红␛[0m",topic="",level="warning",title="告警日志[今日]：ORA-/警告"} 2
        opsctl_finding{target="sbf-prod",check="db.alert",subject="😀 | label=1;2",topic="",level="warning",title="告警日志[今日]：ORA-/警告"} 2
        opsctl_finding{target="sbf-prod",check="db.alert",subject="ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_…",topic="",level="warning",title="告警日志[今日]：ORA-/警告"} 2
        opsctl_finding{target="sbf-prod",check="db.sessions",subject="SBF_APP",topic="",level="note",title="会话"} 1
        opsctl_finding{target="sbf-prod",check="db.alert",subject="=cmd|' /C calc'!A1",topic="",level="note",title="告警日志[今日]：ORA-/警告"} 1
        opsctl_finding{target="sbf-prod",check="db.alert",subject="<b>&\"quoted\" \\ 'single'</b>",topic="",level="note",title="告警日志[今日]：ORA-/警告"} 1
        opsctl_finding{target="sbf-prod",check="db.alert",subject="@SUM(1)\n第二行    制表",topic="",level="note",title="告警日志[今日]：ORA-/警告"} 1
        # TYPE opsctl_metric gauge
        # HELP opsctl_metric Measures that checks keep for trends; the column's unit is a label.
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SBF_DATA",column="used_mb",unit="mb"} 1022361.6
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SBF_DATA",column="used_pct",unit="percent"} 97.5
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SBF_IDX",column="used_mb",unit="mb"} 456130.56
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SBF_IDX",column="used_pct",unit="percent"} 87
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SYSAUX",column="used_mb",unit="mb"} 20480.25
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SYSAUX",column="used_pct",unit="percent"} 62.5
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SYSTEM",column="used_mb",unit="mb"} 3072
        opsctl_metric{target="sbf-prod",check="db.tablespace",subject="SYSTEM",column="used_pct",unit="percent"} 37.5
        opsctl_metric{target="sbf-prod",check="db.sessions",subject="SBF_APP",column="sessions",unit="count"} 220
        opsctl_metric{target="sbf-prod",check="db.sessions",subject="SBF_RPT",column="sessions",unit="count"} 31
        opsctl_metric{target="sbf-prod",check="db.sessions",subject="OGG",column="sessions",unit="count"} 6
        opsctl_metric{target="sbf-prod",check="db.sessions",subject="DBSNMP",column="sessions",unit="count"} 2
        opsctl_metric{target="sbf-prod",check="db.alert",subject="=cmd|' /C calc'!A1",column="hits",unit="count"} 1
        opsctl_metric{target="sbf-prod",check="db.alert",subject="␛[31m红␛[0m",column="hits",unit="count"} 2
        opsctl_metric{target="sbf-prod",check="db.alert",subject="<b>&\"quoted\" \\ 'single'</b>",column="hits",unit="count"} 3
        opsctl_metric{target="sbf-prod",check="db.alert",subject="😀 | label=1;2",column="hits",unit="count"} 4
        opsctl_metric{target="sbf-prod",check="db.alert",subject="@SUM(1)\n第二行    制表",column="hits",unit="count"} 5
        opsctl_metric{target="sbf-prod",check="db.alert",subject="ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ORA-00600: 内部错误代码, 参数: [kcbz_…",column="hits",unit="count"} 6
        opsctl_metric{target="sbf-dg",check="db.dataguard",subject="apply lag",column="lag_s",unit="seconds"} 1830
        opsctl_metric{target="sbf-dg",check="db.dataguard",subject="transport lag",column="lag_s",unit="seconds"} 0.5
        # EOF
        "#);
    }

    #[test]
    fn every_line_is_well_formed_and_no_series_comes_twice() {
        let out = render(&sample::run(), &sample::look(Lang::En));
        let line =
            regex::Regex::new(r#"^(# (TYPE|UNIT|HELP) [a-z_]+ .+|[a-z_]+(\{([a-z]+="([^"\\\n]|\\[\\"n])*",?)*\})? -?[0-9.]+)$"#).unwrap();
        let (body, end) = out.split_at(out.len() - 6);
        assert_eq!(end, "# EOF\n");
        let mut seen = BTreeSet::new();
        for text in body.lines() {
            assert!(line.is_match(text), "{text}");
            assert!(text.starts_with('#') || seen.insert(text.rsplit_once(' ').unwrap().0), "twice: {text}");
        }
    }
}
