//! Time limits, statistics, forms and the chapter of tickets in reports, as people and cron use them.

use std::path::Path;

use serde_json::Value as Json;

use crate::env::{Output, World};
use crate::office::{docx_text, lint};

/// A site that has said who is who.
fn site() -> World {
    let world = World::new();
    let people = "[ticket.people]\n\"张工\" = [\"desk\", \"first\", \"submitter\"]\n\"李四\" = [\"second\"]\n\"王经理\" = [\"manager\"]\n";
    let base = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", format!("{base}{people}"));
    world
}

/// The command at a time of Thursday, 2026-11-26, or at a whole one.
fn at(world: &World, time: &str, args: &[&str]) -> Output {
    let now = if time.len() == 5 { format!("2026-11-26T{time}:00+08:00") } else { format!("{time}:00+08:00") };
    let mut command = world.command(args);
    command.env("OPSCTL_NOW", now);
    world.finish(command)
}

fn json(output: &Output) -> Json {
    serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

const NO: &str = "YW-2026-00001";

/// A fault of level 5 that was taken, answered and given to Li Si at ten: only his acknowledgement is a matter of minutes.
fn assigned(world: &World) {
    let new = ["ticket", "new", "申报提交后转圈", "--kind", "fault", "--level", "5", "--module", "申报", "--symptom", "一直转圈"];
    assert_eq!(at(world, "09:55", &new).code, 0);
    for mark in ["responded", "called-back", "arranged", "scheduled"] {
        assert_eq!(at(world, "09:56", &["ticket", "note", NO, "--mark", mark]).code, 0);
    }
    assert_eq!(at(world, "10:00", &["ticket", "assign", NO, "--to", "李四"]).code, 0);
}

fn told(output: &Output) -> Vec<String> {
    let told = json(output);
    told["remind"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["what"].as_str().unwrap(), one["step"], one["to"]))
        .collect()
}

#[test]
fn reminders_come_once_each_and_only_the_last_of_those_that_were_missed() {
    let world = site();
    assigned(&world);
    let remind = ["ticket", "sla", "--remind", "--format", "json"];
    assert_eq!(told(&at(&world, "10:10", &remind)), Vec::<String>::new());
    let asked = at(&world, "10:15", &["ticket", "sla", "--format", "json"]);
    assert_eq!((told(&asked), json(&asked)["recorded"].as_bool()), (vec!["remind 15 \"李四\"".to_owned()], Some(false)));
    assert_eq!(told(&at(&world, "10:16", &remind)), ["remind 15 \"李四\""], "asking alone wrote nothing");
    assert_eq!(told(&at(&world, "10:20", &remind)), Vec::<String>::new(), "once");
    let last = at(&world, "10:50", &["ticket", "sla", "--remind"]);
    insta::assert_snapshot!(last.picture(), @"");
    insta::assert_snapshot!(at(&world, "10:55", &["ticket", "sla", "--remind"]).picture(), @"");
    assert_eq!(at(&world, "10:56", &["ticket", "note", NO, "--mark", "acknowledged"]).code, 0);
    let after = at(&world, "10:57", &["ticket", "sla"]);
    insta::assert_snapshot!(after.picture(), @"");
    assert_eq!(at(&world, "11:00", &["ticket", "assign", NO, "--to", "赵六"]).code, 0);
    assert_eq!(told(&at(&world, "11:31", &remind)), ["remind 30 \"赵六\""], "another engineer is another clock");
}

#[test]
fn sla_tells_what_is_late_and_what_could_not_be_judged() {
    let world = site();
    at(&world, "2026-11-25T09:00", &["ticket", "new", "不会开票", "--kind", "consult", "--symptom", "x"]);
    at(&world, "2026-11-25T09:00", &["ticket", "note", NO, "--mark", "called-back"]);
    at(&world, "09:00", &["ticket", "new", "报表慢", "--kind", "fault", "--symptom", "x"]);
    let all = at(&world, "09:20", &["ticket", "sla"]);
    insta::assert_snapshot!(all.picture(), @"");
    let explained = at(&world, "09:20", &["ticket", "sla", "--explain", "--lang", "en", NO]);
    insta::assert_snapshot!(explained.picture(), @"");
    assert_eq!(at(&world, "09:20", &["ticket", "sla", "--now", "2026-11-26 12:00"]).code, 2, "what will be late then");
    let saved = at(&world, "09:20", &["ticket", "sla", "-o", "时限.xlsx"]);
    assert_eq!(saved.code, 1, "{saved:?}");
    assert_eq!(lint(&std::fs::read(world.path("时限.xlsx")).unwrap()), Vec::<String>::new());
    for (args, code) in
        [(&["ticket", "sla", "YW-9"][..], 3), (&["ticket", "sla", "--format", "jsom"][..], 3), (&["ticket", "sla", "-o", "x.pdf"][..], 3)]
    {
        assert_eq!(at(&world, "09:20", args).code, code, "{args:?}");
    }
}

#[test]
fn a_file_of_clauses_with_faults_is_told_in_words() {
    let world = site();
    let base = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", base.replace("[ticket.people]", "[ticket]\nsla = \"sla.toml\"\n[ticket.people]"));
    world.write("sla.toml", "of = []\noff = [\"genral\"]\n[[clause]]\nid = \"X\"\nlimit = \"soon\"\nwarn = [80, 50]\n");
    at(&world, "09:00", &["ticket", "new", "x", "--kind", "fault", "--symptom", "x"]);
    insta::assert_snapshot!(at(&world, "09:20", &["ticket", "sla"]).picture(), @"");
}

#[test]
fn statistics_count_what_the_clocks_say() {
    let world = site();
    assigned(&world);
    at(&world, "2026-11-20T09:00", &["ticket", "new", "查数据", "--kind", "data", "--symptom", "x"]);
    let stats = at(&world, "18:00", &["ticket", "stats", "--month", "2026-11"]);
    insta::assert_snapshot!(stats.picture(), @"");
    let data = json(&at(&world, "18:00", &["ticket", "stats", "--from", "2026-11-20", "--to", "2026-11-20", "--format", "json"]));
    assert_eq!((&data["summary"]["tickets"], &data["summary"]["opened"]), (&Json::from(1), &Json::from(1)));
    let saved = at(&world, "18:00", &["ticket", "stats", "--month", "2026-11", "-o", "统计.xlsx", "-o", "统计.docx"]);
    assert_eq!(saved.code, 0, "{saved:?}");
    for name in ["统计.xlsx", "统计.docx"] {
        assert_eq!(lint(&std::fs::read(world.path(name)).unwrap()), Vec::<String>::new());
    }
    for args in [&["--month", "2027-01"][..], &["--month", "x"], &["--from", "2026-11-02", "--to", "2026-11-01"], &["--from", "2026-11-02"]]
    {
        assert_eq!(at(&world, "18:00", &[&["ticket", "stats"], args].concat()).code, 3, "{args:?}");
    }
}

/// All forms and lists of TK-05, by the names of the contract.
#[test]
fn every_form_of_the_contract_is_made_and_says_what_is_left_open() {
    let world = site();
    assigned(&world);
    at(&world, "10:05", &["ticket", "new", "保存报错", "--kind", "bug", "--symptom", "保存时报错"]);
    let names = [
        "问题处理报告",
        "故障报告",
        "故障记录单",
        "重大请求审批表",
        "重大请求处理记录表",
        "服务处理报告",
        "现场维护报告",
        "系统调整记录单",
        "工作联系单",
    ];
    for name in names {
        let made = at(&world, "10:30", &["ticket", "form", NO, name]);
        assert_eq!(made.code, 0, "{name} {made:?}");
        assert!(made.err.contains("未填写："), "{name} {made:?}");
        let bytes = std::fs::read(world.path(made.out.trim())).unwrap();
        assert_eq!(lint(&bytes), Vec::<String>::new(), "{name}");
        assert!(docx_text(&bytes).contains(NO), "{name}");
    }
    for name in ["程序bug管理清单", "performance-issues"] {
        let made = at(&world, "10:30", &["ticket", "form", "--list-of", name, "--month", "2026-11"]);
        assert_eq!(made.code, 0, "{made:?}");
        assert!(Path::new(made.out.trim()).extension().is_some_and(|end| end == "xlsx"), "{made:?}");
    }
    insta::assert_snapshot!(at(&world, "10:30", &["ticket", "form", NO, "fault", "-o", "故障.docx"]).picture(), @"");
    for args in [&[NO, "故障报"][..], &[NO, "bug-list"], &["YW-9", "fault"], &["--list-of", "fault"], &[NO]] {
        assert_eq!(at(&world, "10:30", &[&["ticket", "form"], args].concat()).code, 3, "{args:?}");
    }
}

#[test]
fn a_report_counts_kept_tickets_and_a_csv_only_where_there_are_none() {
    let world = site();
    let base = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", base.replace("[ticket.people]", "[report]\nrecords-dir = \"records\"\n[ticket.people]"));
    world.write("records/tickets.csv", "标题,登记时间\n手工,2026-11-02 09:00\n手工,2026-11-03 09:00\n");
    at(&world, "09:00", &["ticket", "new", "x", "--kind", "fault", "--level", "1", "--symptom", "x"]);
    let report = json(&at(&world, "18:00", &["report", "data", "monthly", "--period", "2026-11"]));
    let tickets = &report["tickets"];
    assert_eq!((&tickets["opened"], &tickets["overdue"], &tickets["rows"][0]["id"]), (&1.into(), &1.into(), &NO.into()), "{tickets:#}");
    let before = json(&at(&world, "18:00", &["report", "data", "monthly", "--period", "2026-10"]));
    assert_eq!((&before["tickets"]["known"], &before["tickets"]["opened"]), (&true.into(), &0.into()));
}
