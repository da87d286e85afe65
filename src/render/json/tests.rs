//! The published schema against what is written: every member is described, and every rule of the schema holds.

use serde_json::Value;

use crate::model::Run;
use crate::render::sample;

const SCHEMA: &str = include_str!("../../../man/opsctl-run.schema.json");

fn sample() -> Value {
    serde_json::from_slice(&super::render(&sample::run()).unwrap()).unwrap()
}

#[test]
fn output_conforms_to_the_published_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut stored = sample::run();
    stored.targets[0].outcomes[0].unkept_rows = 3;
    for run in [sample::run(), stored] {
        let mut faults = Vec::new();
        check(&schema, &schema, &serde_json::from_slice(&super::render(&run).unwrap()).unwrap(), "$", &mut faults);
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_it_does_not_describe() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let (mut json, mut faults) = (sample(), Vec::new());
        change(&mut json);
        check(&schema, &schema, &json, "$", &mut faults);
        !faults.is_empty()
    };
    assert!(refused(&|json| json["surprise"] = 1.into()));
    assert!(refused(&|json| json["verdict"] = "fine".into()));
    assert!(refused(&|json| json["targets"][0]["outcomes"][0]["findings"][0]["level"] = "bad".into()));
    assert!(refused(&|json| json["targets"][0]["outcomes"][0]["table"]["rows"] = "none".into()));
    assert!(refused(&|json| drop(json.as_object_mut().unwrap().remove("tally"))));
}

#[test]
fn a_run_is_read_back_as_it_was() {
    let bytes = super::render(&sample::run()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("{\n  \"schema\": 1,\n  \"verdict\": \"critical\",\n  \"tally\""));
    let back: Run = serde_json::from_str(&text).unwrap();
    let again: Run = serde_json::from_slice(&super::render(&back).unwrap()).unwrap();
    assert_eq!(back, again);
    assert_eq!(back.targets[0].outcomes[0], sample::run().targets[0].outcomes[0]);
}

/// The words of JSON Schema 2020-12 that the schema uses; any other is a fault of the schema.
fn check(root: &Value, schema: &Value, json: &Value, path: &str, faults: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => true,
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#')).expect("a $ref leads somewhere");
                check(root, target, json, path, faults);
                true
            }
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is(json, kind)),
                kind => is(json, kind),
            },
            "enum" => rule.as_array().unwrap().contains(json),
            "const" => rule == json,
            "minimum" => json.as_f64().is_none_or(|n| n >= rule.as_f64().unwrap()),
            "required" => rule.as_array().unwrap().iter().all(|name| json.get(name.as_str().unwrap()).is_some()),
            "properties" => {
                for (name, value) in json.as_object().into_iter().flatten() {
                    if let Some(member) = rule.get(name) {
                        check(root, member, value, &format!("{path}.{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |name: &str| schema["properties"].get(name).is_some();
                for (name, value) in json.as_object().into_iter().flatten().filter(|(name, _)| !known(name)) {
                    match rule {
                        Value::Bool(false) => faults.push(format!("{path}.{name} is not described")),
                        rule => check(root, rule, value, &format!("{path}.{name}"), faults),
                    }
                }
                true
            }
            "items" => {
                let skip = schema["prefixItems"].as_array().map_or(0, Vec::len);
                for (i, item) in json.as_array().into_iter().flatten().enumerate().skip(skip) {
                    if rule == false {
                        faults.push(format!("{path}[{i}] is one too many"));
                    } else {
                        check(root, rule, item, &format!("{path}[{i}]"), faults);
                    }
                }
                true
            }
            "prefixItems" => {
                for (i, (rule, item)) in rule.as_array().unwrap().iter().zip(json.as_array().into_iter().flatten()).enumerate() {
                    check(root, rule, item, &format!("{path}[{i}]"), faults);
                }
                true
            }
            "oneOf" => {
                let fits = rule.as_array().unwrap().iter().filter(|rule| {
                    let mut inner = Vec::new();
                    check(root, rule, json, path, &mut inner);
                    inner.is_empty()
                });
                fits.count() == 1
            }
            other => panic!("the schema uses `{other}`, which this test does not know"),
        };
        if !holds {
            faults.push(format!("{path}: {word} {rule} does not hold"));
        }
    }
}

fn is(json: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => json.is_null(),
        "boolean" => json.is_boolean(),
        "integer" => json.is_i64() || json.is_u64(),
        "number" => json.is_number(),
        "string" => json.is_string(),
        "array" => json.is_array(),
        "object" => json.is_object(),
        other => panic!("no such type: {other}"),
    }
}
