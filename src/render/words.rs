//! Headings and short phrases of the outputs, in both languages side by side.

use crate::model::run::{self, Unjudged};
use crate::model::{Cadence, Lang, Level, Role, Tally};
use crate::text;

/// A heading: Chinese, English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word(pub &'static str, pub &'static str);

impl Word {
    pub(crate) fn to(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.0,
            Lang::En => self.1,
        }
    }
}

macro_rules! words {
    ($($name:ident $zh:literal $en:literal)*) => { $(pub(crate) const $name: Word = Word($zh, $en);)* };
}

words! {
    // a run and its targets
    INSPECTION "巡检" "Inspection"
    COMMAND "命令" "Command"
    CADENCE "周期" "Cadence"
    STARTED "检查时间" "Time"
    TOOK "用时" "Took"
    OPERATOR "操作人" "Operator"
    MACHINE "运行机器" "Run on"
    TOOL "程序版本" "Version"
    RUN "运行编号" "Run"
    SOURCE "数据来源" "Source"
    LIVE "在线采集" "live"
    MANUAL "人工登记" "entered by hand"
    VERDICT "结论" "Verdict"
    TARGET "目标" "Target"
    DESCRIPTION "说明" "Description"
    DATABASE "数据库" "Database"
    DB_VERSION "版本" "Version"
    ROLE "角色" "Role"
    OPEN_MODE "打开方式" "Open mode"
    HOST "主机" "Host"
    HOST_NAME "主机名" "Host name"
    SYSTEM "系统" "System"
    KERNEL "内核" "Kernel"
    SIZE "规模" "Size"
    UPTIME "已运行" "Up for"
    NAME "名称" "Name"
    SYSTEM_OR_VERSION "系统或版本" "System or version"
    KIND "类别" "Kind"
    MODE_OR_SIZE "打开方式或规模" "Open mode or size"
    SKEW "时钟差" "Clock"
    ADDRESS "地址" "Address"
    UNREACHED "未取得目标信息" "nothing known: not reached"
    VALUES "数值" "Values"
    NOT_ROOT "非 root 运行，部分项目看不到" "not run as root: some things cannot be seen"
    TOTALS "合计" "Total"
    // checks and findings
    CHECK_ID "检查编号" "Check"
    REQ "合同要求" "Requirement"
    LEVEL "级别" "Level"
    SUBJECT "对象" "Subject"
    WHAT "检查内容" "What was checked"
    STEP "操作步骤" "Step"
    RESULT "检查结果" "Result"
    AT "操作时间" "When"
    ADVICE "意见与建议" "Advice"
    ADVICE_SHORT "建议" "Advice"
    SINCE "首次发现" "Since"
    STATE "状态" "State"
    REASON "原因" "Reason"
    LIMITS "限值" "Limits"
    NEW "新发现" "new"
    NOT_CHECKED "未检查" "not checked"
    NOT_APPLICABLE "不适用" "not applicable"
    RECOVERED "已恢复" "Recovered"
    REMARKS "备注" "Remarks"
    TABLES "检查明细" "Tables"
    NO_ROWS "（无数据行）" "(no rows)"
    UNKEPT_ROWS "（明细未保存）" "(the rows were not stored)"
    FINDINGS "发现" "Findings"
    NOTHING_MISSED "全部检查项均已检查。" "Every check was made."
    INDEX "检查一览" "Checks"
    COVER "巡检概况" "Summary"
    FILE "文件" "File"
    ORIGIN "来源" "Origin"
    STEPS "执行原文" "Texts run"
    SQL_TEXT "SQL 或命令全文" "Full text of the SQL or command"
    EMBEDDED "随程序" "embedded"
    TIME "时间" "Time"
    CHART_DATA "图表数据" "Data of the chart"
    TO_CHART "查看图表 ↓" "to the chart ↓"
    TO_INDEX "← 返回检查一览" "← all checks"
    HOW_TO_READ "阅读说明" "How to read this"
    CHECKED_BY "检查人（签字）：" "Checked by:"
    REVIEWED_BY "复核人（签字）：" "Reviewed by:"
    DATE "日期：" "Date:"
    NOT_LIVE "时钟由 OPSCTL_NOW 固定，不是实时结果。" "The clock was fixed by OPSCTL_NOW: this is not a live result."
    INCOMPLETE "运行被中断，结果不完整。" "The run was stopped: the result is not complete."
    YES "是" "yes"
    NO "否" "no"
}

/// Where the answers came from: a word, or the name of a capture.
pub(crate) fn source(source: &str, lang: Lang) -> &str {
    match source {
        run::LIVE => LIVE.to(lang),
        run::MANUAL => MANUAL.to(lang),
        capture => capture,
    }
}

pub(crate) fn cadence(cadence: Cadence) -> Word {
    match cadence {
        Cadence::Interval => Word("定时", "at an interval"),
        Cadence::Daily => Word("每日", "daily"),
        Cadence::Weekly => Word("每周", "weekly"),
        Cadence::Monthly => Word("每月", "monthly"),
        Cadence::HalfYearly => Word("每半年", "half-yearly"),
    }
}

pub(crate) fn role(role: Role) -> Word {
    match role {
        Role::Primary => Word("主库", "primary"),
        Role::Standby => Word("备库", "standby"),
    }
}

/// How many figures a monitor shows.
pub(crate) fn gauges(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 项指标"),
        Lang::En => format!("{count} figures"),
    }
}

/// `4 核 · 8 GB`
pub(crate) fn size(cpus: i64, memory_mb: f64, lang: Lang) -> String {
    let memory = text::bytes_mb(memory_mb);
    match lang {
        Lang::Zh => format!("{cpus} 核 · {memory}"),
        Lang::En => format!("{cpus} CPU · {memory}"),
    }
}

/// How long a host has been up.
pub(crate) fn up(seconds: f64, lang: Lang) -> String {
    let time = text::duration(seconds, lang);
    match lang {
        Lang::Zh => format!("已运行 {time}"),
        Lang::En => format!("up {time}"),
    }
}

/// What a command does, at the head of its page.
pub(crate) fn activity(command: &str) -> Word {
    if command.starts_with("backup") { Word("备份验证", "Backup verification") } else { INSPECTION }
}

/// The title of the report that a command makes.
pub(crate) fn report_title(command: &str) -> Word {
    match command {
        "inspect db" => Word("数据库巡检报告", "Database inspection"),
        "inspect host" => Word("主机巡检报告", "Host inspection"),
        "inspect manual" => Word("人工巡检报告", "Manual round"),
        "backup verify" => Word("备份验证报告", "Backup verification"),
        _ => Word("巡检报告", "Inspection"),
    }
}

/// What stands between a name and its text: `建议：`.
pub(crate) fn colon(lang: Lang) -> &'static str {
    Word("：", ": ").to(lang)
}

/// Between the things of a list.
pub(crate) fn comma(lang: Lang) -> &'static str {
    Word("、", ", ").to(lang)
}

/// `已用（MB）`, `Used (MB)`.
pub(crate) fn bracketed(text: &str, inside: &str, lang: Lang) -> String {
    match lang {
        _ if inside.is_empty() => text.to_owned(),
        Lang::Zh => format!("{text}（{inside}）"),
        Lang::En => format!("{text} ({inside})"),
    }
}

/// `持续 3 天`, `for 3 d`.
pub(crate) fn lasting(count: i64, unit: Word, lang: Lang) -> String {
    format!("{} {count} {}", Word("持续", "for").to(lang), unit.to(lang))
}

/// `检查 9 项`, `9 checks`.
pub(crate) fn checks(count: usize, lang: Lang) -> String {
    counted(count, Word("检查", "check"), lang)
}

/// `3 个目标`, `3 targets`.
pub(crate) fn targets(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("{count} 个目标"),
        (Lang::En, 1) => "1 target".into(),
        (Lang::En, _) => format!("{count} targets"),
    }
}

/// `未检查 3 项`, `not checked: 3`.
pub(crate) fn items(count: usize, what: Word, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} {count} 项", what.to(lang)),
        Lang::En => format!("{}: {count}", what.to(lang)),
    }
}

fn counted(count: usize, what: Word, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("{} {count} 项", what.to(lang)),
        (Lang::En, 1) => format!("1 {}", what.to(lang)),
        (Lang::En, _) => format!("{count} {}s", what.to(lang)),
    }
}

/// The counts of a tally, each with its name, in the order they are read.
pub(crate) fn counts(tally: &Tally, lang: Lang) -> [(&'static str, usize); 5] {
    [
        (text::level(Level::Critical, lang), tally.critical),
        (text::level(Level::Warning, lang), tally.warning),
        (text::level(Level::Note, lang), tally.note),
        (NOT_CHECKED.to(lang), tally.not_checked),
        (NOT_APPLICABLE.to(lang), tally.not_applicable),
    ]
}

/// `另有 1200 行未列出`.
pub(crate) fn more_rows(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 行未列出，完整数据见 json 输出。"),
        Lang::En => format!("{count} more rows are not listed here; the json output has them all."),
    }
}

/// `未列出的列：…`
pub(crate) fn more_columns(names: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未列出的列：{names}"),
        Lang::En => format!("columns not shown: {names}"),
    }
}

/// `5 行`.
pub(crate) fn rows(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("{count} 行"),
        (Lang::En, 1) => "1 row".into(),
        (Lang::En, _) => format!("{count} rows"),
    }
}

/// Said under a table that the source had more of.
pub(crate) fn truncated(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("只取了前 {count} 行，来源中还有更多。"),
        Lang::En => format!("only the first {count} rows were fetched; the source has more."),
    }
}

/// How a text that was cut ends.
pub(crate) fn cut(chars: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（过长已截断，原文共 {chars} 字，完整内容见 json 输出）"),
        Lang::En => format!(" (cut: {chars} characters in all; the json output has the whole)"),
    }
}

/// Said where findings would be; never sounds better than what was looked at.
pub(crate) fn nothing_found(tally: &Tally, lang: Lang) -> &'static str {
    let word = if tally.judged == 0 {
        Word("没有一项检查做成，不能说是正常。", "Nothing could be checked, so nothing can be called fine.")
    } else if tally.not_checked > 0 {
        Word("已检查的项目没有发现问题；另有未检查的项目。", "Nothing was found in what was checked; some checks were not made.")
    } else {
        Word("没有发现问题。", "Nothing was found.")
    };
    word.to(lang)
}

/// Rows of a judged check that could not be judged.
pub(crate) fn unjudged(unjudged: &[Unjudged], lang: Lang) -> String {
    let name = |row: &Unjudged| if row.subject.is_empty() { row.why.clone() } else { bracketed(&row.subject, &row.why, lang) };
    let names: Vec<_> = unjudged.iter().take(10).map(name).collect();
    let more = if unjudged.len() > names.len() { "…" } else { "" };
    let (count, names) = (unjudged.len(), names.join(comma(lang)));
    match lang {
        Lang::Zh => format!("{count} 行缺值或读不懂，无法判断：{names}{more}"),
        Lang::En => format!("{} not judged, as a value is missing or a line not understood: {names}{more}", self::rows(count, lang)),
    }
}

/// A recovered finding: what it had been, and since when.
pub(crate) fn had_been(level: Level, since: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("原为{}，始于 {since}", text::level(level, lang)),
        Lang::En => format!("was {} since {since}", text::level(level, lang)),
    }
}

/// `使用率趋势`, `Trend of Used`.
pub(crate) fn trend_of(what: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{what}趋势"),
        Lang::En => format!("Trend of {what}"),
    }
}

/// How to read the workbook, in numbered sentences.
pub(crate) fn guide(zone: &str, lang: Lang) -> [String; 5] {
    match lang {
        Lang::Zh => [
            "告警（红）：须立即处理。预警（蓝）：须安排处理。提示：仅供参考。正常：已检查，未发现问题。".into(),
            "未检查：本应检查而未能检查，不能视为正常，原因见“未检查”表。不适用：该检查与此目标无关。".into(),
            "“发现”表按级别排列，列出检查内容、操作步骤、检查结果、操作人、操作时间、意见与建议。".into(),
            "“检查一览”可点击进入每项检查的数据表；“执行原文”列出实际执行的全部语句和脚本及其 SHA-256，可逐条核对。".into(),
            format!("检查时间与操作时间为 {zone} 时间；数据表中的时间列取自目标自身的时钟。"),
        ],
        Lang::En => [
            "Critical (red): act now. Warning (blue): plan an action. Note: for information. Ok: checked, nothing wrong.".into(),
            "Not checked: should have been checked and was not; never take it for ok. Not applicable: does not concern the target.".into(),
            "The sheet of findings is sorted by level and has what was checked, the step, result, operator, time and advice.".into(),
            "The sheet of checks links to the data of each; “Texts run” has every statement and script that was run, with its SHA-256."
                .into(),
            format!("Times of checks are in {zone}; time columns of the data are by the target's own clock."),
        ],
    }
}
