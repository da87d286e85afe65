//! What opsctl recorded of itself, as sentences.

use serde_json::Value;

use crate::model::work::{Work, WorkKind};
use crate::text::Msg;

/// What was done: as a person entered it, or as the audit log can be told.
pub(super) fn what(work: &Work, lang: crate::model::Lang) -> String {
    if work.kind != WorkKind::Opsctl {
        return work.what.clone();
    }
    let facts: Value = serde_json::from_str(&work.result).unwrap_or(Value::Null);
    let text = |name: &str| match &facts[name] {
        Value::Null => "?".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.len().to_string(),
        other => other.to_string(),
    };
    let msg = match work.what.as_str() {
        "baseline.accept" => Msg::DidBaseline { target: text("target"), check: text("check"), rows: text("rows"), run: text("run") },
        "history.prune" => Msg::DidPrune { runs: text("runs"), samples: text("samples") },
        "report.make" => Msg::DidReport { report: text("report"), file: text("file") },
        "report.hand-in" => Msg::DidHandIn { report: text("report"), to: text("to") },
        "media.put" => Msg::DidMedium { label: facts["medium"]["label"].as_str().unwrap_or("?").to_owned() },
        "media.stocktake" => Msg::DidStocktake { count: text("media"), others: text("not_as_listed") },
        "calendar.import" => Msg::DidCalendar { count: text("files"), digest: text("calendar").chars().take(12).collect() },
        "backup.restore-test" => {
            Msg::DidRestoreTest { set: text("set"), slot: text("slot"), target: text("target"), verdict: text("verdict") }
        }
        other => Msg::DidOther { action: other.into() },
    };
    msg.to(lang)
}

/// What came of it; the facts of an audit entry are in its sentence.
pub(super) fn result(work: &Work) -> &str {
    if work.kind == WorkKind::Opsctl { "" } else { &work.result }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn audit_entries_are_sentences() {
        let entry = |action: &str, facts: &str| Work {
            kind: WorkKind::Opsctl,
            begins: jiff::Timestamp::UNIX_EPOCH,
            ends: None,
            who: "张工".into(),
            target: String::new(),
            ticket: String::new(),
            what: action.into(),
            result: facts.into(),
            source: "audit".into(),
        };
        let told = |action, facts| what(&entry(action, facts), Lang::Zh);
        assert_eq!(
            told("baseline.accept", r#"{"target":"prod","check":"db.account","run":"r1","rows":12}"#),
            "确认运行 r1 中目标 prod 的检查 db.account 为基线（12 行）"
        );
        assert_eq!(told("history.prune", r#"{"runs":["a","b"],"samples":7}"#), "清理历史：2 次运行，7 个数值");
        assert_eq!(told("x.y", "not json"), "opsctl 执行了 x.y");
    }
}
