//! Levels, verdicts and reasons in words.

use crate::model::{Lang, Level, Reason, ReasonKind, State, Verdict};

/// A level as the contract names it.
#[must_use]
pub fn level(level: Level, lang: Lang) -> &'static str {
    match (level, lang) {
        (Level::Ok, Lang::Zh) => "正常",
        (Level::Note, Lang::Zh) => "提示",
        (Level::Warning, Lang::Zh) => "预警",
        (Level::Critical, Lang::Zh) => "告警",
        (Level::Ok, Lang::En) => "ok",
        (Level::Note, Lang::En) => "note",
        (Level::Warning, Lang::En) => "warning",
        (Level::Critical, Lang::En) => "critical",
    }
}

/// The verdict of a run or a target.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Ok, Lang::Zh) => "正常",
        (Verdict::Warning, Lang::Zh) => "预警",
        (Verdict::Unknown, Lang::Zh) => "未能判断",
        (Verdict::Critical, Lang::Zh) => "告警",
        (v, Lang::En) => v.as_str(),
    }
}

/// One word for the state of a check.
#[must_use]
pub fn state_word(state: &State, lang: Lang) -> &'static str {
    match state {
        State::Judged { findings, .. } => level(findings.iter().map(|f| f.level).max().unwrap_or(Level::Ok), lang),
        State::NotChecked { .. } => match lang {
            Lang::Zh => "未检查",
            Lang::En => "not checked",
        },
        State::NotApplicable { .. } => match lang {
            Lang::Zh => "不适用",
            Lang::En => "not applicable",
        },
    }
}

/// Why something was not checked, as a sentence; the vendor's text follows in brackets where there is one.
#[must_use]
pub fn not_checked(reason: &Reason, lang: Lang) -> String {
    use ReasonKind as K;
    let what = &reason.what;
    let zh = match reason.kind {
        K::Unsupported => format!("此检查不支持该目标：{what}"),
        K::NotApplicable => format!("不适用：{what}"),
        K::NoPack => format!("需要 {what} 许可，目标未声明 packs"),
        K::Skipped => format!("按配置跳过：{what}"),
        K::Privilege => format!("没有权限读取 {what}，或对象不存在"),
        K::Timeout => format!("超时（{what}），已取消"),
        K::Disconnected => "连接中断".into(),
        K::BadAnswer => format!("返回结果与检查定义不符：{what}"),
        K::NoRows => "没有返回任何行，而此项必有数据".into(),
        K::NoEvidence => format!("证据不足：{what}"),
        K::ServerError => "目标返回错误".into(),
        K::NotReached => "目标未连通，见连接检查".into(),
        K::NotCaptured => format!("采集包中没有此项或已损坏：{what}"),
        K::Unreadable => format!("读不了：{what}"),
        K::Absent => format!("此主机没有：{what}"),
        K::NeedsRoot => format!("需要 root 权限才能查看 {what}"),
        K::NotConfigured => format!("未配置 {what}"),
        K::NotDone => "没有人登记结果：未做".into(),
        K::Interrupted => "运行被中断，尚未执行".into(),
        K::Internal => format!("程序内部错误：{what}"),
    };
    let en = match reason.kind {
        K::Unsupported => format!("not supported on this target: {what}"),
        K::NotApplicable => format!("not applicable: {what}"),
        K::NoPack => format!("needs the {what} pack, which the target does not declare in `packs`"),
        K::Skipped => format!("skipped by the config: {what}"),
        K::Privilege => format!("no privilege to read {what}, or it does not exist"),
        K::Timeout => format!("timed out ({what}) and was cancelled"),
        K::Disconnected => "the connection was lost".into(),
        K::BadAnswer => format!("the answer is not what the check declares: {what}"),
        K::NoRows => "no rows, where rows are certain".into(),
        K::NoEvidence => format!("nothing to judge it by: {what}"),
        K::ServerError => "the target answered with an error".into(),
        K::NotReached => "the target was not reached, see the connection check".into(),
        K::NotCaptured => format!("not in the capture, or damaged: {what}"),
        K::Unreadable => format!("it cannot be read: {what}"),
        K::Absent => format!("this host has no {what}"),
        K::NeedsRoot => format!("only root may look at {what}"),
        K::NotConfigured => format!("{what} is not configured"),
        K::NotDone => "nobody entered a result: not done".into(),
        K::Interrupted => "the run was stopped before this check".into(),
        K::Internal => format!("internal error: {what}"),
    };
    let mut text = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    if !reason.cause.is_empty() {
        text.push_str(&match lang {
            Lang::Zh => format!("（{}）", reason.cause),
            Lang::En => format!(" ({})", reason.cause),
        });
    }
    if !reason.fix.is_empty() {
        text.push_str(&match lang {
            Lang::Zh => format!("；处理：{}", reason.fix),
            Lang::En => format!("; fix: {}", reason.fix),
        });
    }
    text
}
