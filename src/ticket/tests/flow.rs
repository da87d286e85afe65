//! Every state with everything that can happen to it.

use crate::model::ticket::{Move, PackageKind, Role, Side, Stand, Status};
use crate::ticket::flow;

/// Rows are states, columns what happens; `-` is refused, `=` changes nothing.
fn table<T: Copy>(side: Side, events: &[T], name: impl Fn(T) -> String, next: impl Fn(Status, T) -> Option<String>) -> String {
    let mut out = format!("{:12}", "");
    for event in events {
        out += &format!("{:>13}", name(*event));
    }
    for status in Status::of(side) {
        out += &format!("\n{:12}", status.as_str());
        for event in events {
            let to = next(*status, *event).map_or("-".into(), |to| if to == status.as_str() { "=".into() } else { to });
            out += &format!("{to:>13}");
        }
    }
    out + "\n"
}

fn moves(side: Side) -> String {
    let own: Vec<Move> = Move::ALL.iter().copied().filter(|step| flow::place(*step).is_none_or(|place| place == side)).collect();
    table(side, &own, |step| step.as_str().into(), |from, step| flow::moved(from, step).map(|to| to.as_str().to_owned()))
}

#[test]
fn what_people_do_on_the_operations_platform() {
    insta::assert_snapshot!(moves(Side::Ops), @r"
                        solve     dispatch       assign       verify        close       reject
    open             resolved     assigned            =            -            -            -
    assigned                -            -            =            -            -            -
    exported                -            -            =            -            -            -
    working                 -            -            =            -            -            -
    resolved                -            -            -            =       closed     rejected
    rejected                -            -            =            -            -            -
    closed                  -            -            -            -            -            -
    ");
}

#[test]
fn what_people_do_on_the_problem_platform() {
    insta::assert_snapshot!(moves(Side::Problem), @r"
                       assign       accept         plan      develop         test       report
    entered                 =     accepted            -            -            -            -
    accepted                =            -      planned            -            -            -
    planned                 =            -            =   developing            -            -
    developing              =            -            =            -      testing            -
    testing                 =            -            =   developing            -     reported
    reported                -            -            -            -            -            -
    returned                =     accepted            -            -            -            -
    closed                  -            -            -            -            -            -
    ");
}

#[test]
fn moves_of_the_other_platform_are_refused() {
    for side in [Side::Ops, Side::Problem] {
        for status in Status::of(side).iter().filter(|status| **status != Status::Closed) {
            for step in Move::ALL.iter().filter(|step| flow::place(**step) == Some(side.other())) {
                assert_eq!(flow::moved(*status, *step), None, "{status:?} {step:?}");
            }
        }
    }
}

#[test]
fn closed_stays_closed() {
    for step in Move::ALL {
        assert_eq!(flow::moved(Status::Closed, *step), None);
    }
    for kind in PackageKind::ALL {
        for round in 1..4 {
            let stand = Stand { status: Status::Closed, round: 2 };
            assert_eq!(flow::received(Some(stand), *kind, round), Some(stand));
            assert_eq!(flow::acknowledged(stand, *kind, round), stand);
        }
    }
}

/// Packages of the round before, of this one and of the next, to a ticket in its second round.
fn packages(side: Side, next: impl Fn(Stand, PackageKind, u32) -> Option<Stand>) -> String {
    let all: Vec<(PackageKind, u32)> = PackageKind::ALL.iter().flat_map(|kind| (1..=3).map(|round| (*kind, round))).collect();
    let all: Vec<_> =
        all.into_iter().filter(|(kind, _)| !matches!((kind, side), (PackageKind::Plan | PackageKind::Report, Side::Problem))).collect();
    table(
        side,
        &all,
        |(kind, round)| format!("{}.{round}", kind.code()),
        |status, (kind, round)| {
            let to = next(Stand { status, round: 2 }, kind, round)?;
            let more = to.round.checked_sub(2)?;
            Some(format!("{}{}", to.status.as_str(), "+".repeat(more as usize)))
        },
    )
}

#[test]
fn packages_that_come_in_on_the_operations_platform() {
    insta::assert_snapshot!(packages(Side::Ops, |stand, kind, round| flow::received(Some(stand), kind, round)), @r"
                         Z1.1         Z1.2         Z1.3         Z2.1         Z2.2         Z2.3         Z3.1         Z3.2         Z3.3         Z4.1         Z4.2         Z4.3         Z5.1         Z5.2         Z5.3
    open                    =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    assigned                =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    exported                =            =            =            =      working            =            =            =            =            =            =            =            =            =            =
    working                 =            =            =            =            =            =            =     resolved            =            =            =            =            =            =            =
    resolved                =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    rejected                =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    closed                  =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    ");
}

#[test]
fn packages_that_come_in_on_the_problem_platform() {
    insta::assert_snapshot!(packages(Side::Problem, |stand, kind, round| flow::received(Some(stand), kind, round)), @r"
                         Z1.1         Z1.2         Z1.3         Z4.1         Z4.2         Z4.3         Z5.1         Z5.2         Z5.3
    entered                 =            =            =            =            =            =            =            =            =
    accepted                =            =            =            =            =            =            =            =            =
    planned                 =            =            =            =            =            =            =            =            =
    developing              =            =            =            =            =            =            =            =            =
    testing                 =            =            =            =            =            =            =            =            =
    reported                =            =            =            =       closed            =            =            =    returned+
    returned                =            =            =            =            =            =            =            =            =
    closed                  =            =            =            =            =            =            =            =            =
    ");
}

#[test]
fn packages_of_ours_that_arrived() {
    insta::assert_snapshot!(packages(Side::Ops, |stand, kind, round| Some(flow::acknowledged(stand, kind, round))), @r"
                         Z1.1         Z1.2         Z1.3         Z2.1         Z2.2         Z2.3         Z3.1         Z3.2         Z3.3         Z4.1         Z4.2         Z4.3         Z5.1         Z5.2         Z5.3
    open                    =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    assigned                =     exported            =            =            =            =            =            =            =            =            =            =            =            =            =
    exported                =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    working                 =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    resolved                =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    rejected                =            =            =            =            =            =            =            =            =            =            =            =            =            =    exported+
    closed                  =            =            =            =            =            =            =            =            =            =            =            =            =            =            =
    ");
}

#[test]
fn a_new_ticket_comes_by_a_dispatch() {
    for kind in PackageKind::ALL {
        let begins = flow::received(None, *kind, 3).map(|stand| (stand.status, stand.round));
        let brings = matches!(kind, PackageKind::Dispatch | PackageKind::Redispatch);
        assert_eq!(begins, brings.then_some((Status::Entered, 3)), "{kind:?}");
    }
}

#[test]
fn a_report_without_a_plan_implies_both_the_arrival_and_the_plan() {
    let stand = |status, round| Stand { status, round };
    use flow::Implied::{Arrived, Planned};
    let all = |status, kind, round| flow::implied(stand(status, 1), kind, round);
    assert_eq!(all(Status::Assigned, PackageKind::Report, 1), [Arrived(PackageKind::Dispatch), Planned]);
    assert_eq!(all(Status::Assigned, PackageKind::Plan, 1), [Arrived(PackageKind::Dispatch)]);
    assert_eq!(all(Status::Exported, PackageKind::Report, 1), [Planned]);
    assert_eq!(all(Status::Working, PackageKind::Report, 1), []);
    assert_eq!(all(Status::Rejected, PackageKind::Plan, 2), [Arrived(PackageKind::Redispatch)]);
    assert_eq!(all(Status::Rejected, PackageKind::Report, 1), [], "late");
    assert_eq!(all(Status::Closed, PackageKind::Report, 1), []);
}

#[test]
fn every_move_has_somebody_who_makes_it() {
    for step in Move::ALL {
        assert!(!flow::may(*step).is_empty());
        assert!(!flow::may(*step).contains(&Role::First), "the first line writes tickets down and hands them on: {step:?}");
    }
}
