//! Who may write what.

use super::make::{at, fields};
use crate::model::ticket::{Field, Fields, Mark, Move, Role, Side, Status, What};
use crate::ticket::pen::{Pen, Refusal, Sheet, good};

fn pen(roles: &[Role]) -> Pen {
    Pen { side: Side::Ops, at: at(1), author: "张三".into(), roles: Some(roles.to_vec()) }
}

fn step(step: Move, values: &[(Field, &str)], reason: &str) -> What {
    What::Move { step, fields: fields(values), reason: reason.into() }
}

/// A ticket with a title and a symptom.
fn sheet() -> Sheet {
    let mut sheet = Sheet::new("YW-2026-00001");
    let fields = fields(&[(Field::Title, "申报失败"), (Field::Symptom, "点击申报报错")]);
    sheet.write(&pen(&[Role::First]), What::Create { fields, origin: None, reopens: None }).unwrap();
    sheet
}

#[test]
fn who_may_not_is_told_who_may() {
    let refused = sheet().write(&pen(&[Role::First]), step(Move::Dispatch, &[], "")).unwrap_err();
    assert_eq!(refused, Refusal::Role { step: Move::Dispatch, may: &[Role::Second], has: vec![Role::First] });
    let mut dispatched = sheet();
    dispatched.write(&pen(&[Role::First, Role::Second]), step(Move::Dispatch, &[], "")).unwrap();
    assert_eq!(dispatched.added()[1].role, Some(Role::Second), "as what he did it");
    let nobody = Pen { roles: None, ..pen(&[]) };
    sheet().write(&nobody, step(Move::Dispatch, &[], "")).unwrap();
}

#[test]
fn a_move_that_the_state_does_not_have_names_those_it_has() {
    let refused = sheet().write(&pen(&[Role::Submitter]), step(Move::Reject, &[], "还是报错")).unwrap_err();
    let possible = vec![Move::Solve, Move::Dispatch, Move::Assign];
    assert_eq!(refused, Refusal::Move { status: Status::Open, step: Move::Reject, possible });
    let refused = sheet().write(&pen(&[Role::Third]), step(Move::Plan, &[], "")).unwrap_err();
    assert_eq!(refused, Refusal::Side { step: Move::Plan, side: Side::Problem });
}

#[test]
fn what_a_move_needs_may_come_with_it() {
    let mut one = sheet();
    let refused = one.write(&pen(&[Role::Second]), step(Move::Solve, &[(Field::Cause, "参数错误")], "")).unwrap_err();
    assert_eq!(refused, Refusal::Missing { step: Move::Solve, fields: vec![Field::Result] });
    one.write(&pen(&[Role::Second]), step(Move::Solve, &[(Field::Cause, "参数错误"), (Field::Result, "已更正")], "")).unwrap();
    assert_eq!(one.write(&pen(&[Role::Submitter]), step(Move::Reject, &[], " ")), Err(Refusal::Reason { step: Move::Reject }));
    assert_eq!(one.write(&pen(&[Role::Submitter]), step(Move::Close, &[], "")), Err(Refusal::Unverified));
    one.write(&pen(&[Role::Submitter]), step(Move::Verify, &[(Field::Satisfaction, "very")], "")).unwrap();
    one.write(&pen(&[Role::Second]), step(Move::Close, &[], "")).unwrap();
    let edit = What::Edit { fields: fields(&[(Field::Title, "x")]), reason: String::new() };
    assert_eq!(one.write(&pen(&[Role::Second]), edit), Err(Refusal::Over(Status::Closed)));
    one.write(&pen(&[Role::Second]), What::Note { text: "回访".into(), mark: Some(Mark::Reported), when: None }).unwrap();
}

#[test]
fn an_edit_that_changes_nothing_is_not_written() {
    let same = What::Edit { fields: fields(&[(Field::Title, "申报失败")]), reason: String::new() };
    assert_eq!(sheet().write(&pen(&[Role::First]), same), Err(Refusal::Nothing));
}

#[test]
fn clocks_stop_once() {
    let mut one = sheet();
    let pause = || What::Pause { reason: "等用户提供数据".into() };
    assert_eq!(one.write(&pen(&[Role::Desk]), What::Resume {}), Err(Refusal::Clock { paused: false }));
    one.write(&pen(&[Role::Desk]), pause()).unwrap();
    assert_eq!(one.write(&pen(&[Role::Desk]), pause()), Err(Refusal::Clock { paused: true }));
    one.write(&pen(&[Role::Desk]), What::Resume {}).unwrap();
}

#[test]
fn values_are_of_their_kind() {
    assert!(good(Field::Level, "1") && !good(Field::Level, "6") && !good(Field::Level, "一"));
    assert!(good(Field::Kind, "bug") && !good(Field::Kind, "程序问题"), "choices are written as keys");
    assert!(good(Field::Planned, "2026-11-02T08:30:00Z") && !good(Field::Planned, "明天"));
    assert!(good(Field::Symptom, "一\n二") && !good(Field::Title, "一\n二"));
    let refused = sheet().write(&pen(&[Role::First]), What::Edit { fields: fields(&[(Field::Level, "9")]), reason: String::new() });
    assert_eq!(refused, Err(Refusal::Value { field: Field::Level, value: "9".into() }));
    assert!(Fields::new().is_empty());
}
