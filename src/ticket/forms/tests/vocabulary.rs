//! The words that `report.toml` may name.

use std::fs;
use std::path::Path;

use super::{Desk, answered, worked};
use crate::model::ticket::{Field, Side};

/// The fields of a template: key and words of `from`.
pub(super) fn template(name: &str) -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates").join(name).join("report.toml");
    let table: toml::Table = fs::read_to_string(path).unwrap().parse().unwrap();
    let fields = table.get("field").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let text = |field: &toml::Value, key: &str| field.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    fields.iter().map(|field| (text(field, "key"), text(field, "from").split_whitespace().map(str::to_owned).collect())).collect()
}

#[test]
fn every_word_that_a_template_names_has_an_answer() {
    let answers = answered(&worked(), true);
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates");
    let mut named = 0;
    for folder in fs::read_dir(folders).unwrap().map(|entry| entry.unwrap()) {
        if !folder.path().join("report.toml").exists() {
            continue;
        }
        for (key, words) in template(folder.file_name().to_str().unwrap()) {
            for word in words.iter().filter(|word| word.starts_with("ticket.")) {
                assert!(answers.contains_key(word.as_str()), "{:?}: {key} is from {word}", folder.file_name());
                named += 1;
            }
        }
    }
    assert!(named > 150, "{named}");
}

#[test]
fn what_nobody_wrote_is_null_and_what_is_not_yet_is_empty() {
    let mut desk = Desk::new(Side::Ops);
    let answers = answered(desk.create(&[(Field::Title, "登录慢")]), false);
    for unknown in ["cause", "kind", "grade", "responded", "plans", "place", "minutes", "due", "registrar", "satisfaction"] {
        assert_eq!(answers[&format!("ticket.{unknown}")], serde_json::Value::Null, "{unknown}");
    }
    for not_yet in ["solved", "closed", "verdict", "verified_at", "reopens"] {
        assert_eq!(answers[&format!("ticket.{not_yet}")], "", "{not_yet}");
    }
    assert!(!answers.contains_key("finding.run"), "it was not opened for one");
}

#[test]
fn choices_that_mean_something_else_are_left_to_a_person() {
    let mut desk = Desk::new(Side::Ops);
    let answers = answered(desk.create(&[(Field::Kind, "performance"), (Field::Channel, "chat")]), false);
    assert_eq!((&answers["ticket.class"], &answers["ticket.way"]), (&serde_json::Value::Null, &serde_json::Value::Null));
    assert_eq!(answers["ticket.phase"], "分析中");
}
