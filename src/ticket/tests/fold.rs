//! What events come to.

use super::make::Desk;
use crate::model::ticket::{Field, Move, PackageKind, Side, Status, What};
use crate::ticket::{Wrong, fold};

/// A ticket that was dispatched and arrived.
fn dispatched() -> (Desk, Desk) {
    let (mut ops, mut problem) = (Desk::new(Side::Ops), Desk::new(Side::Problem));
    ops.create(&[(Field::Title, "申报失败"), (Field::Module, "申报")]).step(Move::Dispatch);
    problem.receive(&ops, PackageKind::Dispatch, 1);
    (ops, problem)
}

#[test]
fn a_life_without_trouble() {
    let (mut ops, mut problem) = dispatched();
    problem.step(Move::Accept).edit(Field::Cause, "空指针").step(Move::Plan);
    ops.receive(&problem, PackageKind::Plan, 1);
    assert_eq!(ops.ticket().status(), Some(Status::Assigned), "that ours arrived was not written down");
    let (mut ops, mut problem) = dispatched();
    ops.write(What::Acknowledged {
        package: "p".into(),
        kind: PackageKind::Dispatch,
        round: 1,
        how: crate::model::ticket::How::Receipt,
        reason: String::new(),
    });
    problem.step(Move::Accept).edit(Field::Cause, "空指针").step(Move::Plan);
    ops.receive(&problem, PackageKind::Plan, 1);
    problem.step(Move::Develop).step(Move::Test).step(Move::Report);
    ops.receive(&problem, PackageKind::Report, 1).step(Move::Verify).step(Move::Close);
    problem.receive(&ops, PackageKind::Close, 1);
    assert_eq!((ops.ticket().status(), problem.ticket().status()), (Some(Status::Closed), Some(Status::Closed)));
    let course: Vec<&str> = ops.ticket().course.iter().map(|holding| holding.status.as_str()).collect();
    assert_eq!(course, ["open", "assigned", "exported", "working", "resolved", "closed"]);
    assert_eq!(ops.ticket().get(Field::Cause), "空指针");
}

/// What lists, clocks and statistics go by.
#[test]
fn closing_does_not_solve_a_ticket_again() {
    let mut ops = Desk::new(Side::Ops);
    ops.create(&[(Field::Title, "申报失败")]);
    assert_eq!((ops.ticket().solved(), ops.ticket().closed()), (None, None));
    let solved = ops.step(Move::Solve).ticket().since(Status::Resolved);
    ops.step(Move::Verify).step(Move::Close);
    let ticket = ops.ticket();
    assert_eq!((ticket.solved(), ticket.closed()), (solved, ticket.since(Status::Closed)));
    assert!(ticket.solved() < ticket.closed());
    let mut refused = Desk::new(Side::Ops);
    refused.create(&[(Field::Title, "申报失败")]).step(Move::Solve).step(Move::Reject);
    assert_eq!(refused.ticket().solved(), None, "somebody waits again");
}

#[test]
fn a_field_written_by_one_of_them_is_taken() {
    let (mut ops, mut problem) = dispatched();
    problem.edit(Field::Module, "征收");
    ops.learn(&problem);
    assert_eq!(ops.ticket().get(Field::Module), "征收");
    assert!(ops.ticket().conflicts.is_empty());
}

#[test]
fn a_field_written_by_both_is_a_conflict_until_one_decides() {
    let (mut ops, mut problem) = dispatched();
    ops.edit(Field::Module, "发票");
    problem.edit(Field::Module, "征收");
    ops.learn(&problem);
    problem.learn(&ops);
    assert_eq!((ops.ticket().get(Field::Module), problem.ticket().get(Field::Module)), ("发票", "征收"), "each keeps its own");
    let conflict = &ops.ticket().conflicts[&Field::Module];
    assert_eq!((conflict.ours.value.as_str(), conflict.theirs.value.as_str()), ("发票", "征收"));
    ops.edit(Field::Module, "征收");
    problem.learn(&ops);
    for desk in [&ops, &problem] {
        assert!(desk.ticket().conflicts.is_empty());
        assert_eq!(desk.ticket().get(Field::Module), "征收");
    }
}

#[test]
fn both_writing_the_same_agree() {
    let (mut ops, mut problem) = dispatched();
    ops.edit(Field::Level, "2");
    problem.edit(Field::Level, "2");
    ops.learn(&problem);
    assert!(ops.ticket().conflicts.is_empty());
}

#[test]
fn an_empty_value_takes_a_field_away() {
    let (mut ops, _) = dispatched();
    ops.edit(Field::Module, "");
    assert_eq!(ops.ticket().get(Field::Module), "");
    assert!(!ops.ticket().fields.contains_key(&Field::Module));
}

#[test]
fn the_order_of_platforms_does_not_matter() {
    let (mut ops, mut problem) = dispatched();
    ops.edit(Field::Module, "发票").write(What::Note { text: "已电话".into(), mark: None, when: None });
    problem.edit(Field::Cause, "锁").write(What::Note { text: "已看".into(), mark: None, when: None });
    ops.learn(&problem);
    let (a, b) = (ops.of(Side::Ops), ops.of(Side::Problem));
    assert_eq!(fold(Side::Ops, a.iter().chain(b)), fold(Side::Ops, b.iter().chain(a)));
}

#[test]
fn a_history_that_was_changed_does_not_fit() {
    let (ops, _) = dispatched();
    let broken = |change: &dyn Fn(&mut Vec<crate::model::ticket::Event>)| {
        let mut events: Vec<_> = ops.all().cloned().collect();
        change(&mut events);
        fold(Side::Ops, &events).map(|_| ()).map_err(|broken| (broken.rev, broken.wrong))
    };
    assert_eq!(broken(&|_| {}), Ok(()));
    assert_eq!(broken(&|events| events[0].author = "李四".into()), Err((1, Wrong::Chain)));
    assert_eq!(broken(&|events| drop(events.remove(0))), Err((2, Wrong::Gap)));
    assert_eq!(broken(&|events| events.push(events[1].clone())), Err((2, Wrong::Gap)));
    assert_eq!(broken(&|events| events[1].ticket = "X".into()), Err((2, Wrong::Ticket)));
    assert_eq!(broken(&|events| events[1] = crate::model::ticket::Event { seen: 9, ..events[1].clone() }.sealed()), Err((2, Wrong::Seen)));
    assert_eq!(broken(&Vec::clear), Err((0, Wrong::Empty)));
    assert_eq!(
        broken(&|events| {
            let what = What::Move { step: Move::Close, fields: crate::model::ticket::Fields::new(), reason: String::new() };
            events[1] = crate::model::ticket::Event { what, ..events[1].clone() }.sealed();
        }),
        Err((2, Wrong::Move))
    );
}

#[test]
fn nothing_is_closed_before_its_submitter_said_that_it_works() {
    let mut ops = Desk::new(Side::Ops);
    ops.create(&[]).step(Move::Solve).step(Move::Close);
    assert_eq!(fold(Side::Ops, ops.all()).unwrap_err().wrong, Wrong::Move);
}

#[test]
fn a_masked_copy_is_taken_at_its_word_but_not_out_of_its_place() {
    let (ops, _) = dispatched();
    let mut events: Vec<_> = ops.all().cloned().collect();
    events[0].masked = true;
    if let What::Create { fields, .. } = &mut events[0].what {
        fields.insert(Field::Title, "***".into());
    }
    assert_eq!(fold(Side::Ops, &events).unwrap().get(Field::Title), "***");
    events[0].id = "other".into();
    assert_eq!(fold(Side::Ops, &events).unwrap_err().wrong, Wrong::Chain);
}
