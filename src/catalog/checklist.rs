//! A checklist of a manual round → checks that a person answers. One item is one check: `manual.<id>`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use crate::error::{Error, Kind as ErrorKind, Result};
use crate::model::{
    Applies, Cadence, Check, Column, ColumnSpec, Empty, Kind, Lang, Level, Os, Role, Rule, Scope, TargetKind, Tenancy, Version, Words,
    sha256, shape,
};
use crate::text::{self, Msg};

/// The checklist that is part of the binary.
const ROUND: &str = include_str!("../../scripts/checklists/round.toml");

/// What one walks through.
#[derive(Debug, Clone)]
pub struct Checklist {
    pub title: Words,
    pub items: Vec<Item>,
}

/// One question to a person.
#[derive(Debug, Clone)]
pub struct Item {
    /// `power` of the check `manual.power`.
    pub id: String,
    /// What to look at.
    pub look: Words,
    /// A figure is asked for, in this unit.
    pub unit: Option<String>,
    pub check: Check,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    title: Words,
    item: Vec<RawItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: String,
    #[serde(default)]
    req: Vec<String>,
    title: Words,
    look: Words,
    #[serde(default)]
    cadence: Option<Cadence>,
    level: Level,
    advice: Words,
    unit: Option<String>,
    min: Option<f64>,
    max: Option<f64>,
}

/// Reads a checklist file, or the one of the binary.
pub fn checklist(path: Option<&Path>) -> Result<Checklist> {
    let (text, origin) = match path {
        None => (ROUND.to_owned(), "embedded".to_owned()),
        Some(path) => {
            let shown = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|e| Error::new(ErrorKind::Input, Msg::ReadFile { path: shown.clone() }).because(e))?;
            (text, shown)
        }
    };
    let invalid = |why: String| Error::new(ErrorKind::Config, Msg::CheckInvalid { place: origin.clone() }).because(why);
    let raw: RawList = toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|e| invalid(e.to_string()))?;
    let mut seen = std::collections::BTreeSet::new();
    for item in &raw.item {
        let good = !item.id.is_empty() && item.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !good || !seen.insert(item.id.clone()) {
            return Err(invalid(format!("item id `{}`: [a-z0-9-]+, once each", item.id)));
        }
        if item.level < Level::Warning || (item.unit.is_none() && (item.min.is_some() || item.max.is_some())) {
            return Err(invalid(format!("item `{}`: level is warning or critical; min and max go with unit", item.id)));
        }
    }
    let digest = sha256(text.as_bytes());
    let items = raw.item.into_iter().map(|item| made(item, &origin, &digest)).collect();
    Ok(Checklist { title: raw.title, items })
}

/// An item as a check: a row with result, figure and remark, and the rules that judge it.
fn made(item: RawItem, origin: &str, digest: &str) -> Item {
    let column = |name: &str, kind, unit: Option<String>, zh: &str, en: &str| ColumnSpec {
        column: Column { name: name.into(), kind, unit, title: Words::new(zh, en) },
        compute: None,
        from_post: false,
    };
    let limits: BTreeMap<String, f64> =
        [("min", item.min), ("max", item.max)].into_iter().filter_map(|(n, v)| Some((n.to_owned(), v?))).collect();
    let rule = |when: &str, says: Words| Rule {
        level: item.level,
        when: when.into(),
        says,
        advice: None,
        topic: String::new(),
        scope: Scope::Row,
    };
    let mut rules = vec![rule(
        "abnormal",
        Words::new(
            format!("{}异常{{% if remark %}}：{{{{ remark }}}}{{% endif %}}", item.title.zh),
            format!("{}: abnormal{{% if remark %}}: {{{{ remark }}}}{{% endif %}}", item.title.en),
        ),
    )];
    let unit = |lang| item.unit.as_deref().map_or("", |unit| text::unit(unit, lang));
    let (unit_zh, unit_en) = (unit(Lang::Zh), unit(Lang::En));
    for (name, when, zh, en) in [
        ("max", "figure != null && figure > limits.max", "高于", "above"),
        ("min", "figure != null && figure < limits.min", "低于", "below"),
    ] {
        if limits.contains_key(name) {
            rules.push(rule(
                when,
                Words::new(
                    format!("{} {{{{ figure }}}}{unit_zh}，{zh} {{{{ limits.{name} }}}}{unit_zh}", item.title.zh),
                    format!("{} {{{{ figure }}}} {unit_en}, {en} {{{{ limits.{name} }}}} {unit_en}", item.title.en),
                ),
            ));
        }
    }
    let columns = vec![
        column("abnormal", Kind::Bool, None, "有异常", "Abnormal"),
        column("figure", Kind::Number, item.unit.clone(), "读数", "Reading"),
        column("remark", Kind::Text, None, "说明", "Remark"),
        column("by", Kind::Text, None, "检查人", "By"),
    ];
    let check = Check {
        id: format!("manual.{}", item.id),
        kind: TargetKind::Host,
        req: item.req.into(),
        title: item.title.into(),
        why: item.look.clone(),
        advice: item.advice,
        cadence: item.cadence.unwrap_or(Cadence::Daily),
        applies: Applies {
            version: Version::default(),
            tenancy: Tenancy::ALL.to_vec(),
            role: Role::ALL.to_vec(),
            open: false,
            packs: Vec::new(),
            when: None,
            optional_views: Vec::new(),
            os: Os::ALL.to_vec(),
        },
        subject: Arc::default(),
        empty: Empty::Unknown,
        empty_says: None,
        metric: item.unit.iter().map(|_| "figure".to_owned()).collect(),
        counter_reset: None,
        baseline: false,
        watch: Vec::new(),
        gone_says: None,
        gone_level: Level::Note,
        rows_from: None,
        timeout_s: None,
        increment: None,
        post: None,
        parser: None,
        twice: false,
        window: false,
        log: None,
        limits,
        selected: shape(&columns, ColumnSpec::is_selected),
        judged: shape(&columns, |_| true),
        columns,
        rules,
        show: Arc::default(),
        chart: None,
        bodies: Vec::new(),
        head: String::new(),
        origin: origin.to_owned(),
        sha256: digest.to_owned(),
    };
    Item { id: item.id, look: item.look, unit: item.unit, check }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_round_is_valid_and_its_rules_are() {
        let list = checklist(None).unwrap();
        assert!(list.items.len() >= 8);
        for item in &list.items {
            assert_eq!(crate::judge::rule_faults(&item.check), Vec::<String>::new(), "{}", item.id);
        }
    }

    #[test]
    fn a_faulty_one_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("list.toml");
        std::fs::write(&path, "title = { zh-CN = \"x\", en = \"x\" }\n[[item]]\nid = \"A b\"\n").unwrap();
        assert!(checklist(Some(&path)).is_err());
        assert!(checklist(Some(&dir.path().join("none.toml"))).is_err());
    }
}
