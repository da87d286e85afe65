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
    insta::assert_snapshot!(last.picture(), @"
    王经理  【改派】YW-2026-00001 申报提交后转圈：2026-11-26 10:00 指派给 李四，45 分钟仍没有确认接单，请技术经理改派。
    --- stderr
    --- exit 2
    ");
    insta::assert_snapshot!(at(&world, "10:55", &["ticket", "sla", "--remind"]).picture(), @"
    --- stderr
    --- exit 2
    ");
    assert_eq!(at(&world, "10:56", &["ticket", "note", NO, "--mark", "acknowledged"]).code, 0);
    let after = at(&world, "10:57", &["ticket", "sla"]);
    insta::assert_snapshot!(after.picture(), @"
       单号           级别  时限              到期              情况                      处理人  标题
       YW-2026-00001  5     5 级故障处理时限  2026-11-29 09:55  剩 2 天 22 小时，已用 1%  李四    申报提交后转圈

    有时限未了的 1 张：超时 0 张，临近 0 张。
    已解决的单只查最近 92 天内解决的。
    依据：日历 55f89a64bb83 ，条款 a12e5cf84b28
    --- stderr
    --- exit 0
    ");
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
    insta::assert_snapshot!(all.picture(), @"
       单号           级别  时限            到期              情况                       处理人  标题
       YW-2026-00002        故障响应        2026-11-26 09:30  剩 10 分，已用 66%                 报表慢
       YW-2026-00001        操作类问题解决  2026-11-30 09:00  剩 3 天 23 小时，已用 34%          不会开票

    待发送：
      张工  【提醒】YW-2026-00002 报表慢：“故障响应”已用 66%，到期 2026-11-26 09:30。
    以上提醒没有记录；用 --remind 记录，同一步不会再发。

    有时限未了的 2 张：超时 0 张，临近 0 张。
    1 张没有写级别，依级别而定的时限没有计算：YW-2026-00002
    已解决的单只查最近 92 天内解决的。
    依据：日历 55f89a64bb83 ，条款 a12e5cf84b28
    --- stderr
    --- exit 1
    ");
    let explained = at(&world, "09:20", &["ticket", "sla", "--explain", "--lang", "en", NO]);
    insta::assert_snapshot!(explained.picture(), @"
       No             Level  Limit                       Due               State                     Assignee  Title
       YW-2026-00001         Operation question: solved  2026-11-30 09:00  3 d 23 h left, 34 % used            不会开票

    YW-2026-00001  Operation question: solved  contract 1.1.2.3.2  3 working days
        from 2026-11-25 09:00 (accepted), due 2026-11-30 09:00
        2026-11-25  work  weekday  7 h 30 min
        2026-11-26  work  weekday  7 h 30 min
        2026-11-27  work  weekday  7 h 30 min
        2026-11-28..11-29  off  weekday
        2026-11-30  work  weekday  0 s

    tickets that owe something: 1; late: 0; at risk: 0.
    N hours: 7×24, every minute counts.
    N working hours: only the time inside the hours of working days counts.
    N working days: the same time N working days later; before opening it is the opening, in a break its end, after closing the closing; a start on a day off counts from the next opening.
    end of the day: closing time of that working day; of what comes after closing or on a day off, of the next one.
    clauses that are not counted: table-1-response Level 1: response at once
    the contract names no pause, so clocks run on in pauses.
    by calendar 55f89a64bb83, clauses a12e5cf84b28
    --- stderr
    --- exit 0
    ");
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
    insta::assert_snapshot!(at(&world, "09:20", &["ticket", "sla"]).picture(), @"
    --- stderr
    错误：$WORLD/sla.toml:1:1 ：of 有误（没有这一项）。
    提示：是否要写 off ？
    错误：$WORLD/sla.toml:2:8 ：off 有误（没有“genral”）。
    提示：是否要写 general ？
    错误：$WORLD/sla.toml:3:1 ：clause[1].title 有误（没有写）。
    错误：$WORLD/sla.toml:3:1 ：clause[1].source 有误（没有写）。
    错误：$WORLD/sla.toml:3:1 ：clause[1].group 有误（没有写）。
    错误：$WORLD/sla.toml:3:1 ：clause[1].start 有误（没有写）。
    错误：$WORLD/sla.toml:3:1 ：clause[1].stop 有误（没有写）。
    错误：$WORLD/sla.toml:4:6 ：clause[1].id 有误（“X”只能由 a-z、0-9 和 - 组成，最多 64 个字符）。
    错误：$WORLD/sla.toml:5:9 ：clause[1].limit 有误（“soon”不是限期，如 30 min、8 working hours、end of day）。
    错误：$WORLD/sla.toml:6:8 ：clause[1].warn 有误（各步应递增）。
    --- exit 3
    ");
}

#[test]
fn statistics_count_what_the_clocks_say() {
    let world = site();
    assigned(&world);
    at(&world, "2026-11-20T09:00", &["ticket", "new", "查数据", "--kind", "data", "--symptom", "x"]);
    let stats = at(&world, "18:00", &["ticket", "stats", "--month", "2026-11"]);
    insta::assert_snapshot!(stats.out.lines().take(13).collect::<Vec<_>>().join("\n"), @"
    问题单统计　2026年11月
    件数 2，新增 2，关闭 0，遗留 2，超时 1，超时未知 0，重开 0，退回 0，投诉 0
    满意率 —（关闭 0，评价 0）

    用时                      有记录  未知  p50  p90
    首次响应  自然时间  分钟  1       1     1.0  1.0
    首次响应  工作时间  分钟  1       1     1.0  1.0
    解决      自然时间  小时  0       0     —    —
    解决      工作时间  小时  0       0     —    —

    类别      新增  关闭  遗留  超时  超时未知  重开  退回  投诉  响应 p50 分  p90   解决 p50 时  p90
    故障      1     0     1     0     0         0     0     0     1.0          1.0   —            —
    数据问题  1     0     1     1     0         0     0     0     未知         未知  —            —
    ");
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
    insta::assert_snapshot!(at(&world, "10:30", &["ticket", "form", NO, "fault", "-o", "故障.docx"]).picture(), @"
    故障.docx
    --- stderr
    未填写：部门或公司、发生时间、恢复时间、处理结束时间、中断时长、影响范围、故障原因、故障处理方法、处理结果、改进措施
    --- exit 0
    ");
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

#[test]
fn the_form_of_a_finding_s_ticket_cites_the_run() {
    let world = crate::report_form::with_finding();
    let wrong = world.run(&["ticket", "new", "--from-finding", "last:host001:host.cup"]);
    insta::assert_snapshot!(wrong.picture(), @"
    --- stderr
    错误：找不到这个发现： last:host001:host.cup
    提示：是否要写 last:host001:host.cpu ？
    提示：写法：运行编号:目标:检查[:主体]，如 last:db1:db.tablespace:USERS 。
    --- exit 3
    ");
    let made = world.run(&["ticket", "new", "--from-finding", "last:host001:host.cpu"]);
    assert_eq!(made.code, 0, "{made:?}");
    let form = world.run(&["ticket", "form", NO, "故障报告", "-o", "f.docx"]);
    assert_eq!(form.code, 0, "{form:?}");
    let text = docx_text(&world.bytes("f.docx"));
    for words in ["来源：巡检运行", "host001", "host.cpu", "CPU 使用率 97%，达到 95%", "处理建议：查看占用最高的进程。"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
}
