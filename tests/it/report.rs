//! Reports through the binary: figures of the store in the words of documents, periods, availability, the register, what is owed.

use std::fs;

use opsctl::model::work::WorkKind;
use opsctl::model::{NewState, State, sha256};
use serde_json::Value as Json;

use crate::office::*;

#[test]
fn the_list_names_reports_and_a_typo_finds_its_name() {
    let world = empty_office();
    let list = world.run(&["report", "--list"]);
    assert_eq!(list.code, 0);
    for words in ["monthly ", "月度运维报告", "半日", "按事件", "docx xlsx", "1.1.2.2.2(2)"] {
        assert!(list.out.contains(words), "{words}: {}", list.out);
    }
    insta::assert_snapshot!(world.run(&["report", "montly"]).picture(), @r"
    --- stderr
    错误：没有名为 montly 的报告。
    提示：是否要写 monthly ？
    提示：用 opsctl report --list 查看所有报告。
    --- exit 3
    ");
    assert_eq!(world.run(&["report"]).code, 3, "no name");
}

#[test]
fn without_a_history_nothing_is_made_and_it_is_said_why() {
    let world = empty_office();
    for name in ["monthly", "daily", "acceptance"] {
        let output = world.run(&["report", name, "-o", "out"]);
        assert_eq!(output.code, 3, "{name}");
        assert!(output.err.contains("还没有历史库"), "{name}: {}", output.err);
    }
    assert_eq!(world.files("out"), Vec::<String>::new());
    assert!(!world.path("data").exists(), "and no history was begun by asking");
}

#[test]
fn the_monthly_report_says_what_the_history_holds() {
    let world = office();
    let made = world.run(&["report", "monthly", "-o", "out"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(world.files("out"), ["月度运维报告_2026-10.docx", "月度运维报告_2026-10.xlsx"], "the last full month");
    let text = docx_text(&world.bytes("out/月度运维报告_2026-10.docx"));
    let words = format!("判断检查项\n{} 项次", OFFICE.judged);
    for words in [
        &words,
        &format!("未检查\n{} 项次", OFFICE.not_checked),
        &format!("巡检次数\n{} 次", OFFICE.runs),
        "8 个（数据库 3，主机 5）",
        "核心系统运维项目",
        "某某省税务局",
        "2026年10月1日至2026年10月31日",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert_eq!(OFFICE.runs, 62);

    // Episodes counted from the runs themselves, another way than the store's.
    let store = world.store();
    let mut standing = std::collections::BTreeSet::new();
    let mut found = std::collections::BTreeSet::new();
    let (from, to) = ("2026-10-01T00:00:00+08:00".parse().unwrap(), "2026-11-01T00:00:00+08:00".parse().unwrap());
    for head in store.runs_between(from, to).unwrap() {
        let run = store.load(&head.id).unwrap();
        for (target, outcome) in run.targets.iter().flat_map(|t| t.outcomes.iter().map(|o| (t.name.clone(), o))) {
            if let State::Judged { findings, .. } = &outcome.state {
                standing.retain(|(t, check, _, _)| (t, check) != (&target, &outcome.check));
                for finding in findings.iter().filter(|f| f.level >= opsctl::model::Level::Warning) {
                    let key = (target.clone(), outcome.check.clone(), finding.subject.clone(), finding.topic.clone());
                    standing.insert(key.clone());
                    found.insert((key, finding.since));
                }
            }
        }
    }
    let data = world.data(&["monthly"]);
    assert_eq!(data["summary"]["left"], standing.len(), "what still stands at the end of the month");
    let told = data["findings"]["closed"].as_array().unwrap().len() + standing.len();
    assert_eq!(told, found.len(), "each finding once, from its beginning to its end");
    assert!(text.contains(&format!("期末遗留\n{} 个", standing.len())), "{text}");

    let book = xlsx_text(&world.bytes("out/月度运维报告_2026-10.xlsx"));
    let rows = |sheet: &str| {
        book.get(sheet).unwrap_or_else(|| panic!("{sheet}: {:?}", book.keys())).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(rows("系统清单").iter().filter(|row| row.starts_with("db0") || row.starts_with("host0")).count(), 8);
    assert_eq!(rows("来源").iter().filter(|row| row.contains("inspect all")).count(), OFFICE.runs);
    assert_eq!(rows("遗留问题").iter().filter(|row| row.contains("db0") || row.contains("host0")).count(), standing.len());
}

#[test]
fn the_same_history_and_moment_give_the_same_bytes() {
    let world = office();
    for out in ["one", "two"] {
        for name in ["monthly", "weekly", "daily", "db-daily"] {
            assert_eq!(world.run(&["report", name, "-o", out]).code, 0, "{name}");
        }
    }
    let files = world.files("one");
    assert_eq!(files.len(), 8, "{files:?}");
    for file in files {
        let (one, two) = (world.bytes(&format!("one/{file}")), world.bytes(&format!("two/{file}")));
        assert_eq!(sha256(&one), sha256(&two), "{file}");
        assert_eq!(lint(&one), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn a_document_says_which_template_and_data_it_is_made_of_and_so_does_the_register() {
    let world = office();
    assert_eq!(world.run(&["report", "monthly", "-o", "m.docx"]).code, 0);
    let bytes = world.bytes("m.docx");
    let properties = String::from_utf8(parts(&bytes)["docProps/custom.xml"].clone()).unwrap();
    let template = sha256(&fs::read(format!("{}/report-templates/monthly/zh-CN.docx", env!("CARGO_MANIFEST_DIR"))).unwrap());
    let data = sha256(world.data(&["monthly"]).to_string().as_bytes());
    for words in [&format!("monthly 1.1 sha256:{template}"), &format!("sha256:{data}"), "Asia/Shanghai", env!("CARGO_PKG_VERSION")] {
        assert!(properties.contains(words), "{words}: {properties}");
    }
    let (from, to) = ("2026-09-30T16:00:00Z".parse().unwrap(), "2026-10-31T16:00:00Z".parse().unwrap());
    let register = world.store().reports_between(from, to).unwrap();
    assert_eq!(register.len(), 1);
    let entry = &register[0];
    assert_eq!((entry.name.as_str(), entry.file.as_str(), entry.operator.as_str()), ("monthly", "m.docx", "张工"));
    assert_eq!((entry.begins, entry.ends, &entry.sha256, &entry.data), (from, to, &sha256(&bytes), &data));
    assert!(entry.template.ends_with(&template));
    let trail = world.store().audit_log(10).unwrap();
    assert!(trail.iter().any(|entry| entry.action == "report.make" && entry.what["sha256"] == sha256(&bytes).as_str()), "{trail:?}");
    assert_eq!(world.run(&["report", "data", "monthly"]).code, 0);
    assert_eq!(world.store().reports_between(from, to).unwrap().len(), 1, "printing data is no report");
}

#[test]
fn the_last_full_period_ends_at_midnight_of_the_zone() {
    let world = office();
    let period = |now: &str, name: &str, more: &[&str]| {
        let output = world.at(now, &[&["report", "data", name], more].concat());
        assert_eq!(output.code, 0, "{output:?}");
        let data: Json = serde_json::from_str(&output.out).unwrap();
        format!(
            "{} {} {}",
            data["report"]["period"].as_str().unwrap(),
            data["report"]["from"].as_str().unwrap(),
            data["report"]["to"].as_str().unwrap()
        )
    };
    assert_eq!(period("2026-11-01T00:30:00+08:00", "monthly", &[]), "2026年10月 2026-10-01 2026-10-31");
    assert_eq!(period("2026-10-31T23:30:00+08:00", "monthly", &[]), "2026年9月 2026-09-01 2026-09-30");
    assert_eq!(period("2026-10-31T16:30:00Z", "monthly", &[]), "2026年10月 2026-10-01 2026-10-31", "00:30 in the zone");
    assert_eq!(period("2026-10-20T09:00:00+08:00", "daily", &[]), "2026年10月19日下午 2026-10-19 2026-10-19");
    assert_eq!(period("2026-10-20T09:00:00+08:00", "daily", &["--half", "am"]), "2026年10月20日上午 2026-10-20 2026-10-20");
    assert_eq!(period("2026-10-20T15:00:00+08:00", "daily", &["--half", "pm"]), "2026年10月20日下午 2026-10-20 2026-10-20");
    assert_eq!(
        period("2026-10-20T15:00:00+08:00", "daily", &["--period", "2026-10-09", "--half", "pm"]),
        "2026年10月9日下午 2026-10-09 2026-10-09"
    );
    assert_eq!(
        period("2026-10-20T15:00:00+08:00", "weekly", &["--period", "2026-10-14"]),
        "2026年10月12日至2026年10月18日 2026-10-12 2026-10-18"
    );
    assert_eq!(
        period("2026-10-20T15:00:00+08:00", "monthly", &["--period", "2026-10-01..2026-10-15"]),
        "2026年10月1日至2026年10月15日 2026-10-01 2026-10-15"
    );
}

#[test]
fn halves_of_a_day_hold_their_own_looks() {
    let world = office();
    // Looks are at 8 and at 15 o'clock.
    for (half, hour) in [("am", "08:00:00"), ("pm", "15:00:00")] {
        let data = world.data(&["daily", "--period", "2026-10-09", "--half", half]);
        assert_eq!(data["summary"]["runs"], 1, "{half}");
        let records = data["days"][0]["records"].as_array().unwrap().clone();
        assert!(records.len() >= 8, "a line for each target: {records:?}");
        for record in &records {
            assert!(record["time"].as_str().unwrap().ends_with(hour), "{half}: {record}");
        }
        for key in ["target", "content", "step", "result", "state", "operator", "time", "advice"] {
            assert!(records[0][key].is_string(), "the six things and whose they are: {key}");
        }
    }
}

#[test]
fn a_period_that_is_wrong_or_has_not_begun_is_refused() {
    let world = office();
    for (args, words) in [
        (&["monthly", "--period", "2026-12"][..], "期间还没有开始"),
        (&["monthly", "--period", "2026-W40"], "月"),
        (&["monthly", "--period", "gestern"], "2026-11-01..2026-11-15"),
        (&["monthly", "--period", "2026-10-15..2026-10-01"], "2026-11-01..2026-11-15"),
        (&["daily", "--half", "pm"], "--half pm"),
        (&["daily", "--half", "noon"], "--half noon"),
        (&["monthly", "--half", "am"], "--half am"),
        (&["monthly", "--format", "pdf"], "docx xlsx csv"),
        (&["person-weekly", "--format", "xlsx"], "没有 xlsx"),
    ] {
        let output = world.run(&[&["report"], args, &["-o", "out"]].concat());
        assert_eq!(output.code, 3, "{args:?}: {output:?}");
        assert!(output.err.contains(words), "{args:?}: {}", output.err);
    }
    assert_eq!(world.files("out"), Vec::<String>::new(), "nothing is written");
}

#[test]
fn a_period_that_is_not_over_says_up_to_when() {
    let world = office();
    let now = "2026-10-20T10:00:00+08:00";
    assert_eq!(world.at(now, &["report", "monthly", "--period", MONTH, "-o", "m.docx"]).code, 0);
    let text = docx_text(&world.bytes("m.docx"));
    assert!(text.contains("期间尚未结束，数据截至 2026-10-20 10:00。"), "{text}");
    assert!(text.contains("编制时本期尚未结束"), "{text}");
    assert!(!text.contains("2026-10-20 15:00") && !text.contains("2026-10-21"), "nothing of what is still to come");
}

#[test]
fn days_without_an_inspection_are_named() {
    let world = empty_office();
    let mut store = world.store();
    for day in [1, 2, 4, 5] {
        let run = look(&format!("2026-10-{day:02}T09:00:00+08:00"), "host001", false, Vec::new());
        store.save(&run, &NewState::default()).unwrap();
    }
    drop(store);
    assert_eq!(world.run(&["report", "weekly", "--period", "2026-10-01..2026-10-05", "-o", "w.docx"]).code, 0);
    let text = docx_text(&world.bytes("w.docx"));
    assert!(text.contains("没有巡检记录的日期：2026-10-03。"), "{text}");
    let data = world.data(&["monthly", "--period", MONTH]);
    let notes = data["summary"]["notes"].to_string();
    assert!(notes.contains("2026-10-03、2026-10-06") && notes.contains("等 27 天"), "{notes}");
}

/// What was never looked at is not known: neither fine nor bad, and no number is invented for it.
#[test]
fn a_month_without_records_says_so_and_claims_nothing() {
    let world = office();
    let claims = [
        "100%",
        "100.00%",
        "0%",
        "0.00%",
        "100.0000%",
        "全部正常",
        "都检查了",
        "没有未检查",
        "没有发现问题",
        "没有遗留问题",
        "没有发现中断",
        "NaN",
        "null",
        "None",
    ];
    let list = world.run(&["report", "--list"]).out;
    for (name, period) in [
        ("monthly", "2026-08"),
        ("monthly-service", "2026-08"),
        ("monthly-summary", "2026-08"),
        ("availability", "2026-08"),
        ("monitoring", "2026-08"),
        ("performance", "2026-08"),
        ("security", "2026-08"),
        ("status", "2026-08"),
        ("inspection", "2026-08"),
        ("weekly", "2026-W30"),
        ("weekly-usage", "2026-W30"),
        ("quarterly", "2026-Q2"),
        ("half-year", "2026-H1"),
        ("annual", "2025"),
        ("db-daily", "2026-08-03"),
        ("host-daily", "2026-08-03"),
        ("daily", "2026-08-03am"),
        ("db-weekly", "2026-W30"),
        ("db-performance", "2026-08"),
        ("backup", "2026-08"),
        ("problem-management", "2026-08"),
        ("meeting-papers", "2026-08"),
        ("quarterly-inspection", "2026-Q2"),
        ("system-inspection", "2026-H1"),
    ] {
        assert!(list.contains(name), "{name}");
        let output = world.run(&["report", name, "--period", period, "-o", "r.docx"]);
        assert_eq!(output.code, 0, "{name}: {output:?}");
        let text = docx_text(&world.bytes("r.docx"));
        assert!(text.contains("未知") || text.contains("没有巡检"), "{name}: {text}");
        let said: Vec<&str> = text
            .lines()
            .filter(|line| !line.contains("大于或等于 96% 为异常") && claims.iter().any(|claim| line.contains(claim)))
            .collect();
        assert_eq!(said, Vec::<&str>::new(), "{name} claims what nobody knows");
    }
    let data = world.data(&["monthly", "--period", "2026-08"]);
    assert_eq!(data["summary"]["state"], "未知（本期没有巡检记录）");
    for unknown in ["/summary/availability", "/availability/value", "/availability/down_minutes", "/availability/excluded_minutes"] {
        assert_eq!(data.pointer(unknown), Some(&Json::Null), "{unknown}");
    }
    assert_eq!(data["summary"]["met"], "未知");
}

#[test]
fn a_planned_stop_is_left_out_of_availability_and_another_stop_counts() {
    let world = empty_office();
    // Found down at 04:00 and 06:00 of the 2nd and at 10:00 of the 4th; up again two hours after the last.
    looks(&world, "host001", &[14, 15, 41]);
    looks(&world, "host002", &[]);
    let stop = work(WorkKind::PlannedStop, "2026-10-02T03:00:00+08:00", "2026-10-02T09:00:00+08:00", "host001", "更换主板");
    world.store().add_work(&ctx("2026-11-22T00:00:00Z"), &[stop]).unwrap();
    let data = world.data(&["availability", "--period", MONTH]);
    let row = &data["availability"]["rows"][0];
    assert_eq!(
        (row["target"].as_str(), row["down_minutes"].as_f64(), row["downs"].as_i64()),
        (Some("host001"), Some(120.0), Some(1)),
        "{row}"
    );
    assert_eq!(row["excluded_minutes"].as_f64(), Some(240.0), "of the planned stop what was a stop");
    // 31 days without the six hours that were announced; two hours of it down.
    let base = 31.0 * 24.0 - 6.0;
    let want = (100.0 * (1.0 - 2.0 / base) * 1000.0_f64).floor() / 1000.0;
    assert_eq!(row["value"].as_f64(), Some(want));
    assert_eq!(row["met"], "未达标");
    assert_eq!(data["availability"]["rows"][1]["value"].as_f64(), Some(100.0));
    let downs = data["availability"]["downs"].as_array().unwrap();
    assert_eq!(downs.len(), 2);
    assert_eq!((downs[0]["minutes"].as_f64(), downs[0]["excluded"].as_str()), (Some(0.0), Some("更换主板")));
    assert_eq!((downs[1]["minutes"].as_f64(), downs[1]["excluded"].as_str()), (Some(120.0), Some("")));
    assert_eq!(world.run(&["report", "availability", "--period", MONTH, "-o", "a.docx"]).code, 0);
    let text = docx_text(&world.bytes("a.docx"));
    for words in ["更换主板", "计划停机", "2026-10-04 10:00", "未达标", "可用率未知"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("db001"), "who was never looked at is named: {text}");
}

#[test]
fn availability_is_cut_and_not_rounded_up_to_its_goal() {
    let world = empty_office();
    looks(&world, "host001", &[14]);
    // Of the 2 hours all but 4 minutes and 28 seconds were announced: 268 of 2 671 468 seconds, 99.98996… %.
    let stop = work(WorkKind::PlannedStop, "2026-10-02T04:04:28+08:00", "2026-10-02T06:00:00+08:00", "", "机房检修");
    world.store().add_work(&ctx("2026-11-22T00:00:00Z"), &[stop]).unwrap();
    let data = world.data(&["availability", "--period", MONTH]);
    let value = data["availability"]["value"].as_f64().unwrap();
    assert!((99.989..99.99).contains(&value), "{value}");
    assert_eq!((data["availability"]["met"].as_str(), data["availability"]["goal"].as_f64()), (Some("未达标"), Some(99.99)));
    assert_eq!(world.run(&["report", "availability", "--period", MONTH, "-o", "a.docx"]).code, 0);
    let text = docx_text(&world.bytes("a.docx"));
    assert!(text.contains("99.989"), "{text}");
    settings(&world, "availability-goal = 99.98");
    assert_eq!(world.data(&["availability", "--period", MONTH])["availability"]["met"], "达标");
}

#[test]
fn data_keep_their_contract_and_their_schema() {
    let world = office();
    let stop = work(WorkKind::PlannedStop, "2026-10-02T03:00:00+08:00", "2026-10-02T09:00:00+08:00", "", "检修");
    world.store().add_work(&ctx("2026-11-22T00:00:00Z"), &[stop]).unwrap();
    let printed = world.run(&["report", "data", "fault", "--schema"]);
    assert!(printed.out.contains("\"began_at\"") && printed.out.contains("2020-12") && printed.code == 0, "{printed:?}");
    let templates = opsctl::report::definition::Templates::load(None).unwrap();
    let mut seen = 0;
    for definition in templates.iter() {
        use opsctl::report::contract::{Shape, faults};
        // Statistics of tickets are made of tickets, see ticket_forms.
        if matches!(definition.shape, Shape::Set | Shape::Tickets) {
            continue;
        }
        seen += 1;
        let fields = definition.contract_fields();
        let schema = opsctl::report::contract::schema(&definition.id, &fields);
        // What needs no history is the same in each period.
        let periods =
            if matches!(definition.shape, Shape::Form | Shape::List) { &[None][..] } else { &[None, Some("2026-05-01..2026-05-31")] };
        for period in periods {
            let mut args = vec![definition.id.as_str()];
            args.extend(period.iter().flat_map(|p| ["--period", *p]));
            args.extend((definition.shape == Shape::Form).then_some("--blank"));
            let data = world.data(&args);
            let mut wrong = Vec::new();
            conforms(&schema, &data, "$", &mut wrong);
            // A form's empty field is an empty text, whatever its type: it is printed to be written on by hand.
            if definition.shape == Shape::Form {
                wrong.retain(|fault| !fault.ends_with("\"\""));
                assert_eq!(wrong, Vec::<String>::new(), "{}", definition.id);
            } else {
                assert_eq!(wrong, Vec::<String>::new(), "{} {period:?}", definition.id);
                assert_eq!(faults(&fields, &data), Vec::<String>::new(), "{} {period:?}", definition.id);
            }
        }
    }
    assert!(seen > 70, "{seen}");
}

/// The words of JSON Schema that `report data --schema` uses; another is a fault.
fn conforms(schema: &Json, data: &Json, path: &str, wrong: &mut Vec<String>) {
    let is = |kind: &str| match kind {
        "string" => data.is_string(),
        "integer" => data.is_i64() || data.is_u64(),
        "number" => data.is_number(),
        "boolean" => data.is_boolean(),
        "array" => data.is_array(),
        "object" => data.is_object(),
        "null" => data.is_null(),
        _ => false,
    };
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match rule {
                Json::Array(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
                kind => is(kind.as_str().unwrap()),
            },
            "enum" => rule.as_array().unwrap().contains(data),
            "required" => data.is_null() || rule.as_array().unwrap().iter().all(|name| data.get(name.as_str().unwrap()).is_some()),
            "additionalProperties" => data.as_object().into_iter().flatten().all(|(name, _)| schema["properties"].get(name).is_some()),
            "properties" => {
                for (name, value) in data.as_object().into_iter().flatten() {
                    if let Some(member) = rule.get(name) {
                        conforms(member, value, &format!("{path}.{name}"), wrong);
                    }
                }
                true
            }
            "items" => {
                for (i, value) in data.as_array().into_iter().flatten().enumerate() {
                    conforms(rule, value, &format!("{path}[{i}]"), wrong);
                }
                true
            }
            "pattern" => data.as_str().is_none_or(|text| regex::Regex::new(rule.as_str().unwrap()).unwrap().is_match(text)),
            "format" => data.as_str().is_none_or(|text| text.parse::<jiff::civil::Date>().is_ok()),
            _ => false,
        };
        if !holds {
            wrong.push(format!("{path}: {word} {rule}: {data}"));
        }
    }
}

#[test]
fn what_is_owed_is_open_then_made_then_handed_in_and_late_when_forgotten() {
    let world = office();
    let standing = |now: &str, back: &str| {
        let output = world.at(now, &["report", "due", "--format", "json", "--all", "--back", back]);
        let all: Vec<Json> = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
        let one = all.iter().find(|one| one["name"] == "inspection" && one["period"] == MONTH).unwrap_or_else(|| panic!("{all:?}")).clone();
        (one["standing"].as_str().unwrap().to_owned(), one["due"].as_str().unwrap().to_owned(), output.code)
    };
    // Owed on the 5th of the month after, and the day itself counts.
    let before = "2026-11-03T09:00:00+08:00";
    assert_eq!((standing(before, "2").0.as_str(), standing(before, "2").1.as_str()), ("open", "2026-11-05T16:00:00Z"));
    assert_eq!(standing("2026-11-05T23:59:00+08:00", "1").0, "open");
    assert_eq!((standing("2026-11-06T00:01:00+08:00", "1").0.as_str(), standing("2026-11-06T00:01:00+08:00", "1").2), ("late", 1));

    assert_eq!(world.at(before, &["report", "hand-in", "inspection"]).code, 3, "what was never made is not handed in");
    assert_eq!(world.at(before, &["report", "inspection", "-o", "out"]).code, 0);
    assert_eq!(standing(before, "2").0, "made");
    assert_eq!(standing("2026-11-07T09:00:00+08:00", "5").0, "late", "made, and still not handed in");
    let handed = world.at(before, &["report", "hand-in", "inspection", "--to", "王处"]);
    assert_eq!(handed.code, 0, "{handed:?}");
    assert!(handed.err.contains("2026-10") && handed.err.contains("已提交"), "{}", handed.err);
    assert_eq!(standing(before, "2").0, "handed-in");
    assert_eq!(standing("2026-11-07T09:00:00+08:00", "5").0, "handed-in");
    let table = world.at(before, &["report", "due", "--back", "2"]);
    assert!(!table.out.contains("(inspection)"), "what is done is not listed: {}", table.out);
    assert!(table.out.contains("未生成") && table.out.contains("2026-11-"), "{}", table.out);
    assert!(world.at(before, &["report", "due", "--all", "--back", "2"]).out.contains("已提交"));
}

#[test]
fn each_person_owes_a_weekly_report_of_his_own_work() {
    let world = office();
    let entry = |who: &str, what: &str| opsctl::model::work::Work {
        who: who.into(),
        ..work(WorkKind::Service, "2026-10-14T09:00:00+08:00", "2026-10-14T10:00:00+08:00", "", what)
    };
    world.store().add_work(&ctx("2026-10-20T00:00:00Z"), &[entry("张三", "升级打印驱动"), entry("李四", "培训申报操作")]).unwrap();
    let now = "2026-10-19T09:00:00+08:00";
    let due = world.at(now, &["report", "due", "--format", "json", "--back", "3", "--ahead", "1"]);
    let all: Vec<Json> = serde_json::from_str(&due.out).unwrap();
    let people: Vec<&str> = all
        .iter()
        .filter(|one| one["name"] == "person-weekly" && one["period"] == "2026-W42")
        .map(|one| one["person"].as_str().unwrap())
        .collect();
    assert_eq!(people, ["张三", "李四"], "{}", due.out);
    assert_eq!(world.at(now, &["report", "person-weekly", "--person", "张三", "-o", "out"]).code, 0);
    assert_eq!(world.files("out"), ["个人工作周报_2026-W42_张三.docx"]);
    let text = docx_text(&world.bytes("out/个人工作周报_2026-W42_张三.docx"));
    assert!(text.contains("升级打印驱动") && !text.contains("培训申报操作"), "{text}");
}

#[test]
fn the_texts_that_people_write_are_in_the_report() {
    let world = office();
    world.write("words.toml", "\"分析\" = \"本月高峰期 {{ 7*7 }} 次 <b>排队</b> & 等待\"\nmeasures = \"扩容两台\"\n");
    assert_eq!(world.run(&["report", "monthly", "--data", "words.toml", "-o", "m.docx"]).code, 0);
    let text = docx_text(&world.bytes("m.docx"));
    assert!(text.contains("本月高峰期 {{ 7*7 }} 次 <b>排队</b> & 等待") && text.contains("扩容两台"), "{text}");
    world.write("wrong.toml", "\"分折\" = \"x\"\n");
    let output = world.run(&["report", "monthly", "--data", "wrong.toml", "-o", "n.docx"]);
    assert_eq!((output.code, world.path("n.docx").exists()), (3, false));
    assert!(output.err.contains("没有名为 分折 的字段") && output.err.contains("分析"), "{}", output.err);
}
