//! A checked package as JSON.

use serde_json::{Value, json};

use super::check::{Checked, Judged};
use super::refused::Reasons;
use crate::error::{Error, Kind, Result};
use crate::model::release::{Entry, EntryKind};
use crate::parse::sqlscript::Level;
use crate::release::package::Signing;
use crate::text::Msg;

pub(super) fn refused(reasons: &Reasons) -> Result<String> {
    text(&json!({ "verdict": "refused", "reasons": reasons.all, "more": reasons.more, "advice": reasons.advice }))
}

pub(super) fn checked(checked: &Checked<'_>) -> Result<String> {
    let (package, manifest) = (checked.package, checked.package.manifest());
    let ids = |keys: &[crate::seal::minisign::KeyId]| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
    let signature = match package.signing() {
        Signing::Unsigned => json!({ "state": "unsigned" }),
        Signing::Strangers(keys) => json!({ "state": "not-checked", "keys": ids(keys) }),
        Signing::Signed { by, strangers } => {
            let by: Vec<Value> = by.iter().map(|one| json!({ "key": one.by.to_string(), "comment": one.comment })).collect();
            json!({ "state": "signed", "by": by, "others": ids(strangers) })
        }
    };
    let count = |entries: &[Entry], kind| entries.iter().filter(|entry| entry.kind == kind).count();
    let parts = manifest.parts.iter().map(|(part, entries)| {
        json!({
            "part": part, "files": count(entries, EntryKind::File), "bytes": entries.iter().map(|entry| entry.size).sum::<u64>(),
            "folders": count(entries, EntryKind::Dir), "links": count(entries, EntryKind::Link), "deleted": count(entries, EntryKind::Delete),
        })
    });
    let sql = checked.scripts.iter().map(|one| {
        let findings = one.findings.iter().map(|f| json!({ "file": f.file, "line": f.line, "level": level(f.level), "text": f.text }));
        let classes: serde_json::Map<String, Value> = one.classes.iter().map(|(class, n)| ((*class).to_owned(), json!(n))).collect();
        json!({
            "name": one.script.name, "database": one.script.database, "statements": classes, "commits": one.commits,
            "irreversible": one.script.irreversible, "findings": findings.collect::<Vec<_>>(),
        })
    });
    text(&json!({
        "verdict": match checked.judged() {
            Judged::Good => "good",
            Judged::Warnings => "warnings",
            Judged::Refused => "refused",
        },
        "reasons": checked.reasons.all, "warnings": checked.warnings, "id": manifest.id, "digest": package.digest(),
        "system": manifest.system, "from": manifest.from, "to": manifest.to, "created_at": manifest.created_at,
        "tickets": manifest.tickets, "signature": signature, "parts": parts.collect::<Vec<_>>(), "sql": sql.collect::<Vec<_>>(),
        "hooks": manifest.hooks, "verify": manifest.verify, "papers": package.papers(),
    }))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Note => "note",
        Level::Warn => "warn",
        Level::Refuse => "refuse",
    }
}

fn text(value: &Value) -> Result<String> {
    let failed = |e: serde_json::Error| Error::new(Kind::Internal, Msg::WriteFile { path: "JSON".into() }).because(e);
    Ok(serde_json::to_string_pretty(value).map_err(failed)? + "\n")
}
