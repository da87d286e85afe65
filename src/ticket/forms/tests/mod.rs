//! One ticket's life, and what the contract's forms make of it.

mod filled;
mod vocabulary;

use jiff::tz::{TimeZone, offset};
use serde_json::{Map, Value as Json};

use super::{Reader, Source, answers};
use crate::model::Lang;
use crate::model::ticket::{Field, FindingRef, How, Mark, Move, Origin, PackageKind, Side, What};
use crate::ticket::tests::make::{Desk, fields};

fn reader(lang: Lang) -> Reader {
    Reader { zone: TimeZone::fixed(offset(8)), lang }
}

fn note(text: &str, mark: Option<Mark>) -> What {
    What::Note { text: text.into(), mark, when: None }
}

/// A ticket that an inspection opened; the developers planned, planned again and fixed it; the submitter said that it works.
fn worked() -> Desk {
    let (mut ops, mut problem) = (Desk::new(Side::Ops), Desk::new(Side::Problem));
    let finding = FindingRef {
        run: "20260901-0800-ab12".into(),
        target: "核心征管库".into(),
        check: "db.tablespace".into(),
        subject: "USERS".into(),
    };
    let create = What::Create {
        fields: fields(&[
            (Field::Title, "表空间写满，申报失败"),
            (Field::Kind, "fault"),
            (Field::Level, "2"),
            (Field::System, "核心征管"),
            (Field::Module, "申报"),
            (Field::Channel, "inspection"),
            (Field::Unit, "城关区税务局"),
            (Field::Reporter, "王五"),
            (Field::Symptom, "表空间 USERS 使用率 97%，达到 95%"),
            (Field::Impact, "全区申报"),
            (Field::Occurred, "2026-08-29T10:30:00Z"),
            (Field::Assignee, "李四"),
        ]),
        origin: Some(Origin::Finding(finding)),
        reopens: None,
    };
    ops.write(create).write(note("", Some(Mark::Accepted))).write(note("已电话告知用户", Some(Mark::Responded))).step(Move::Dispatch);
    problem.receive(&ops, PackageKind::Dispatch, 1);
    let (kind, round) = (PackageKind::Dispatch, 1);
    ops.write(What::Acknowledged { package: "p".into(), kind, round, how: How::Manual, reason: "对方电话确认".into() });
    let plan = |cause: &str, planned: &str, reason: &str| What::Move {
        step: Move::Plan,
        fields: fields(&[(Field::Cause, cause), (Field::Solution, "扩容并归档"), (Field::Planned, planned), (Field::Developer, "赵六")]),
        reason: reason.into(),
    };
    problem.step(Move::Accept).write(plan("日志表没有清理", "2026-08-30T10:00:00Z", ""));
    problem.write(plan("日志表没有清理", "2026-08-31T10:00:00Z", "等待停机窗口"));
    ops.receive(&problem, PackageKind::Plan, 1).write(note("", Some(Mark::Restored)));
    problem.learn(&ops).step(Move::Develop).step(Move::Test).edit(Field::Result, "已扩容 20 GB").step(Move::Report);
    ops.receive(&problem, PackageKind::Report, 1).edit(Field::Satisfaction, "very").step(Move::Verify).step(Move::Close);
    ops.write(What::Attach { name: "扩容记录.docx".into(), sha256: "0".repeat(64), size: 20_480 });
    ops
}

/// The answers of a desk's ticket, with its events or without.
fn answered(desk: &Desk, with_events: bool) -> Map<String, Json> {
    let (ticket, events) = (desk.ticket(), desk.all().cloned().collect::<Vec<_>>());
    answers(&Source { ticket: &ticket, events: with_events.then_some(events.as_slice()), due: None }, &reader(Lang::Zh))
}
