//! Whatever targets print reaches reports as the text it is: no tag, no markup, no formula, no escape.

use opsctl::model::{Column, Finding, Kind, Level, NewState, State, Table, Value, Words};

use crate::env::World;
use crate::office::*;

/// Texts that mean something to some program on their way, and what a reader must see of them.
fn texts() -> Vec<(String, String)> {
    let same = |text: &str| (text.to_owned(), text.to_owned());
    vec![
        same("{{ 7*7 }} {{ report.customer }}"),
        same("{% for x in y %}{% include \"/etc/passwd\" %}{% endfor %}{# note #}"),
        same("</w:t></w:r></w:p><w:p><w:r><w:t>eingeschoben & \"quoted\" <!-- x --> ]]>"),
        ("a\u{1b}[31mrot\u{1b}[0m\u{0}\u{8}b".to_owned(), "arotb".to_owned()),
        same("👨\u{200d}👩\u{200d}👧 🚨 𠮷野家 བོད་ཡིག ئۇيغۇر"),
        same("=cmd|' /C calc'!A0"),
        same("+1+1"),
        same("@SUM(A1:A9)"),
        same("-2+3"),
        same("\u{e000}私用区 &amp; &#x41; _x0041_"),
        same(&"长".repeat(4000)),
        same("$(reboot) `id` %n%s ../../etc/passwd C:\\temp\\n"),
    ]
}

fn world() -> World {
    let world = empty_office();
    let at = "2026-10-08T09:00:00+08:00".parse().unwrap();
    let all = texts();
    let findings = all.iter().enumerate().map(|(n, (text, _))| Finding {
        level: if n % 2 == 0 { Level::Critical } else { Level::Warning },
        subject: text.clone(),
        topic: format!("t{n}"),
        says: Words::new(format!("发现{n}：{text}"), format!("found {n}: {text}")),
        advice: Words::new(text.clone(), text.clone()),
        row: Some(n),
        since: Some(at),
        new: true,
    });
    let column = Column { name: "name".into(), kind: Kind::Text, unit: None, title: Words::new("名称", "Name") };
    let rows = all.iter().map(|(text, _)| vec![Value::Text(text.as_str().into())]).collect();
    let table = Table { columns: vec![column].into(), rows, truncated: false };
    let state = State::Judged { table, findings: findings.collect() };
    let mut run = look("2026-10-08T09:00:00+08:00", "host001", false, vec![outcome("host.filesystem", "文件系统", at, state)]);
    run.operator = "{{ x }}<w:t>".into();
    run.targets[0].description = "{% if %}".into();
    world.store().save(&run, &NewState::default()).unwrap();
    world
}

#[test]
fn texts_stay_texts_in_documents_and_workbooks() {
    let world = world();
    let output = world.run(&["report", "monthly", "-o", "out"]);
    assert_eq!(output.code, 0, "{output:?}");
    let document = world.bytes("out/月度运维报告_2026-10.docx");
    assert_eq!(lint(&document), Vec::<String>::new());
    let words = docx_text(&document);
    let book = world.bytes("out/月度运维报告_2026-10.xlsx");
    assert_eq!(lint(&book), Vec::<String>::new());
    let cells = xlsx_cells(&book);
    for (n, (_, seen)) in texts().iter().enumerate() {
        assert!(words.contains(&format!("发现{n}：{seen}")), "docx: {seen}\n{words}");
        assert!(
            cells.iter().any(|cell| matches!(cell, calamine::Data::String(text) if text == seen)),
            "xlsx: {seen}: {:?}",
            cells.iter().filter(|cell| cell.to_string().contains(&seen.chars().take(3).collect::<String>())).collect::<Vec<_>>()
        );
    }
    assert!(output.err.contains("控制字符"), "what was taken out is counted: {}", output.err);
    let own = regex::Regex::new(r"^(SUM|SUBTOTAL|AVERAGE)\([A-Z0-9,:]+\)<").unwrap();
    for part in parts(&book).iter().filter(|(name, _)| name.starts_with("xl/worksheets/")) {
        let xml = String::from_utf8_lossy(part.1);
        assert!(xml.split("<f>").skip(1).all(|formula| own.is_match(formula)), "no formula but totals: {}", part.0);
    }
    assert!(!output.err.contains('\u{1b}') && !output.out.contains('\u{1b}'), "and the terminal is left alone");
}

#[test]
fn every_report_survives_them() {
    let world = world();
    for (name, period) in [
        ("weekly", "2026-10-08"),
        ("daily", "2026-10-08am"),
        ("host-daily", "2026-10-08"),
        ("inspection", MONTH),
        ("problem-management", MONTH),
        ("security", MONTH),
        ("system-inspection", "2026-07-01..2026-10-31"),
    ] {
        let output = world.run(&["report", name, "--period", period, "-o", "out"]);
        assert_eq!(output.code, 0, "{name}: {output:?}");
    }
    for file in world.files("out") {
        sound(&world.path(&format!("out/{file}")));
    }
    let output = world.run(&["report", "fault", "--finding", "last:host001:host.filesystem", "-o", "f.docx"]);
    assert_eq!(output.code, 0, "{output:?}");
    sound(&world.path("f.docx"));
}

#[test]
fn what_people_type_into_forms_stays_text_too() {
    let world = empty_office();
    let quoted: Vec<String> =
        texts().iter().map(|(text, _)| serde_json::Value::from(text.as_str()).to_string().replace("\\b", "\\u0008")).collect();
    for (n, text) in quoted.iter().enumerate() {
        world.write("form.toml", format!("title = {text}\ncause = {text}\n"));
        let output = world.run(&["report", "fault", "--data", "form.toml", "-o", "f.docx"]);
        assert_eq!(output.code, 0, "{text}: {output:?}");
        let bytes = world.bytes("f.docx");
        assert_eq!(lint(&bytes), Vec::<String>::new(), "{text}");
        assert!(docx_text(&bytes).contains(&texts()[n].1), "{text}");
    }
}

#[test]
fn names_that_are_paths_stay_in_the_folder() {
    let world = office();
    settings(&world, "");
    let output = world.run(&["report", "person-weekly", "--period", "2026-W42", "--person", "../../a/b:c*?\"<>|", "-o", "out"]);
    assert_eq!(output.code, 0, "{output:?}");
    assert_eq!(world.files("out"), ["个人工作周报_2026-W42_.._.._a_b_c______.docx"]);
}
