//! Each form of one worked ticket; a field that is not shown is left to the pen.

use serde_json::{Map, Value as Json};

use super::super::plans;
use super::vocabulary::template;
use super::{answered, worked};

/// A line a field that the ticket answers.
fn form(name: &str, answers: &Map<String, Json>) -> String {
    let told = |value: &Json| match value {
        Json::String(text) => text.replace('\n', " ⏎ "),
        Json::Array(rows) => rows
            .iter()
            .map(|row| row.as_object().unwrap().values().filter_map(Json::as_str).collect::<Vec<_>>().join(" | "))
            .map(|row| format!("\n    {}", row.trim_end()))
            .collect(),
        other => other.to_string(),
    };
    let lines = template(name).into_iter().filter_map(|(key, words)| {
        let mut known = words.iter().filter_map(|word| answers.get(word)).filter(|value| !value.is_null() && *value != "");
        let told = told(known.next()?);
        let space = if told.starts_with('\n') { "" } else { " " };
        Some(format!("  {key}:{space}{told}\n"))
    });
    format!("{name}\n{}", lines.collect::<String>())
}

#[test]
fn forms_of_a_worked_ticket() {
    let answers = answered(&worked(), true);
    let all = [
        "problem",
        "fault",
        "fault-record",
        "major-request-approval",
        "major-request-record",
        "service-report",
        "service-report-escalated",
        "on-site-report",
        "adjustment-record",
        "contact",
        "ticket-plan",
    ];
    insta::assert_snapshot!(all.map(|name| form(name, &answers)).join("\n"), @r"
    problem
      number: YW-2026-00001
      title: 表空间写满，申报失败
      system: 核心征管　申报
      reporter: 王五
      department: 城关区税务局
      opened_at: 2026-08-29T18:42:00
      solved_at: 2026-08-29T18:48:00
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      cause: 日志表没有清理
      method: 扩容并归档 ⏎ 已扩容 20 GB
      handler: 李四

    fault
      number: YW-2026-00001
      title: 表空间写满，申报失败
      reporter: 王五
      department: 城关区税务局
      target: 核心征管库
      level: 2级
      began_at: 2026-08-29T18:30:00
      responded_at: 2026-08-29T18:43:00
      restored_at: 2026-08-29T18:47:00
      ended_at: 2026-08-29T18:48:00
      minutes: 17
      scope: 全区申报
      phenomenon: 表空间 USERS 使用率 97%，达到 95% ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      cause: 日志表没有清理
      process:
        2026-08-29T18:41:00 |  | 此前 6 条记录见问题单 YW-2026-00001
        2026-08-29T18:46:00 | 张三 | 转为“处理中”
        2026-08-29T18:47:00 | 张三 | 业务恢复
        2026-08-29T18:48:00 | 张三 | 转为“已解决”
        2026-08-29T18:51:00 | 张三 | 转为“已关闭”
      method: 扩容并归档
      result: 已扩容 20 GB
      handler: 李四

    fault-record
      number: YW-2026-00001
      host: 核心征管库
      found_at: 2026-08-29T18:30:00
      found_by: 王五
      how: 巡检
      phenomenon: 表空间 USERS 使用率 97%，达到 95% ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      part: USERS
      handling: 已扩容 20 GB
      restored_at: 2026-08-29T18:47:00
      impact: 全区申报
      run: 20260901-0800-ab12
      handler: 李四

    major-request-approval
      number: YW-2026-00001
      unit: 城关区税务局
      requester: 王五
      system: 核心征管　申报
      requested_at: 2026-08-29T18:41:00
      content: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      effect: 全区申报
      cause: 日志表没有清理
      plan: 扩容并归档

    major-request-record
      number: YW-2026-00001
      approval: YW-2026-00001
      system: 核心征管　申报
      content: 表空间写满，申报失败
      ended_at: 2026-08-29T18:48:00
      steps:
        2026-08-29T18:41:00 |  | 此前 6 条记录见问题单 YW-2026-00001
        2026-08-29T18:46:00 | 张三 | 转为“处理中”
        2026-08-29T18:47:00 | 张三 | 业务恢复
        2026-08-29T18:48:00 | 张三 | 转为“已解决”
        2026-08-29T18:51:00 | 张三 | 转为“已关闭”
      result: 已扩容 20 GB
      verified: 通过
      cause: 日志表没有清理
      handler: 李四

    service-report
      number: YW-2026-00001
      caller: 王五
      called_at: 2026-08-29T18:41:00
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      engineer: 李四
      responded_at: 2026-08-29T18:43:00
      escalated_at: 2026-08-29T18:44:00
      solved_at: 2026-08-29T18:48:00
      solution: 扩容并归档
      result: 已扩容 20 GB

    service-report-escalated
      number: YW-2026-00001
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      first_engineer: 李四
      engineer: 赵六
      escalated_at: 2026-08-29T18:44:00
      solution: 扩容并归档
      solved_at: 2026-08-29T18:48:00

    on-site-report
      number: YW-2026-00001
      case: YW-2026-00001
      unit: 城关区税务局
      contact: 王五
      system: 核心征管库
      problem: 表空间 USERS 使用率 97%，达到 95% ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      cause: 日志表没有清理
      work: 已扩容 20 GB
      engineer: 李四

    adjustment-record
      number: YW-2026-00001
      target: 核心征管库
      reason: 表空间 USERS 使用率 97%，达到 95% ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      planned_at: 2026-08-31T18:00:00
      risk: 全区申报
      verified: 通过
      operator: 李四

    contact
      number: YW-2026-00001
      subject: 表空间写满，申报失败
      content: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      request: 扩容并归档
      enclosures: 扩容记录.docx

    ticket-plan
      number: YW-2026-00001
      title: 表空间写满，申报失败
      system: 核心征管　申报
      kind: 故障
      level: 2级
      unit: 城关区税务局
      opened_at: 2026-08-29T18:41:00
      developer: 赵六
      planned_at: 2026-08-31T18:00:00
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      impact: 全区申报
      cause: 日志表没有清理
      solution: 扩容并归档
      history:
        2026-08-29T18:43:00 | 张三 | 2026-08-30T18:00:00 | 日志表没有清理 | 扩容并归档 |
        2026-08-29T18:44:00 | 张三 | 2026-08-31T18:00:00 | 日志表没有清理 | 扩容并归档 | 等待停机窗口
      maker: 赵六
    ");
}

#[test]
fn lists_of_a_worked_ticket() {
    let answers = answered(&worked(), true);
    let all = ["bug-list", "performance-issues", "customer-issues", "major-requests"];
    insta::assert_snapshot!(all.map(|name| form(name, &answers)).join("\n"), @r"
    bug-list
      bureau: 城关区税务局
      module: 申报
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      kind: 故障
      raised_at: 2026-08-29T18:41:00
      contact: 王五
      answer: 事件原因分析：日志表没有清理 ⏎ 预计解决方案：扩容并归档
      owner: 赵六
      answered_at: 2026-08-29T18:46:00
      tested: 是
      released: 是
      verifier: 张三
      verified_at: 2026-08-29T18:50:00
      result: 通过
      confirmed: 已关闭

    performance-issues
      module: 申报
      found_at: 2026-08-29T18:30:00
      description: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      analysis: 日志表没有清理
      solution: 扩容并归档
      owner: 赵六
      state: 已发布
      status: Close
      closed_at: 2026-08-29T18:51:00

    customer-issues
      module: 申报
      customer: 王五
      unit: 城关区税务局
      asked_at: 2026-08-29T18:41:00
      question: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      taken_by: 张三
      promised_at: 2026-08-31T18:00:00
      owner: 李四
      solution: 已扩容 20 GB
      answered_at: 2026-08-29T18:48:00
      checked: 非常满意

    major-requests
      approval: YW-2026-00001
      received_at: 2026-08-29T18:41:00
      unit: 城关区税务局
      content: 表空间 USERS 使用率 97%，达到 95% ⏎ 影响范围：全区申报 ⏎ 来源：巡检运行 20260901-0800-ab12，对象 核心征管库，检查项 db.tablespace，主体 USERS
      cause: 日志表没有清理
      result: 已扩容 20 GB
      done_at: 2026-08-29T18:48:00
    ");
}

#[test]
fn plans_keep_what_they_replaced() {
    let events: Vec<_> = worked().all().cloned().collect();
    let all = plans(&events);
    let told: Vec<_> = all.iter().map(|plan| (plan.planned.as_str(), plan.reason.as_str())).collect();
    assert_eq!(told, [("2026-08-30T10:00:00Z", ""), ("2026-08-31T10:00:00Z", "等待停机窗口")]);
}

#[test]
fn a_long_history_leaves_room_on_the_form_and_says_so() {
    let mut desk = worked();
    for at in 0..20 {
        desk.write(super::note(&format!("第{at}次处理"), None));
    }
    let answers = answered(&desk, false);
    let rows = answers["ticket.process"].as_array().unwrap();
    assert_eq!(rows.len(), 5);
    assert!(rows[0]["what"].as_str().unwrap().contains("见问题单 YW-2026-00001"), "{rows:?}");
    assert_eq!(rows[4]["what"], "第19次处理");
}
