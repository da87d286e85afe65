//! The state machine (1.1.2.2.3): T0–T8 of the operations platform and its mirror on the problem platform. Tables, nothing else.

use crate::model::ticket::{Move, PackageKind, Role, Side, Stand, Status};

/// The round that a ticket begins with.
pub const FIRST: u32 = 1;

/// The state that a move leads to; `None` where the contract has no such move.
#[must_use]
#[expect(clippy::match_same_arms, reason = "a line a move, as the contract has them")]
pub fn moved(from: Status, step: Move) -> Option<Status> {
    use Status::{
        Accepted, Assigned, Closed, Developing, Entered, Exported, Open, Planned, Rejected, Reported, Resolved, Returned, Testing, Working,
    };
    let to = match (from, step) {
        (Open, Move::Solve) => Resolved,
        (Open, Move::Dispatch) => Assigned,
        (
            Open | Assigned | Exported | Working | Rejected | Entered | Accepted | Planned | Developing | Testing | Returned,
            Move::Assign,
        ) => from,
        (Resolved, Move::Verify) => Resolved,
        (Resolved, Move::Close) => Closed,
        (Resolved, Move::Reject) => Rejected,
        (Entered | Returned, Move::Accept) => Accepted,
        (Accepted, Move::Plan) => Planned,
        // A plan that changes.
        (Planned | Developing | Testing, Move::Plan) => from,
        // Also back from a test that failed.
        (Planned | Testing, Move::Develop) => Developing,
        (Developing, Move::Test) => Testing,
        (Testing, Move::Report) => Reported,
        _ => return None,
    };
    Some(to)
}

/// Who may make a move.
#[must_use]
pub fn may(step: Move) -> &'static [Role] {
    match step {
        Move::Solve | Move::Dispatch => &[Role::Second],
        Move::Assign => &[Role::Second, Role::Third, Role::Desk, Role::Manager],
        Move::Verify | Move::Reject => &[Role::Submitter],
        Move::Close => &[Role::Submitter, Role::Second],
        Move::Accept | Move::Plan | Move::Develop | Move::Test | Move::Report => &[Role::Third],
    }
}

/// The platform on which a move is made; `None` for either.
#[must_use]
pub fn place(step: Move) -> Option<Side> {
    match step {
        Move::Solve | Move::Dispatch | Move::Verify | Move::Close | Move::Reject => Some(Side::Ops),
        Move::Accept | Move::Plan | Move::Develop | Move::Test | Move::Report => Some(Side::Problem),
        Move::Assign => None,
    }
}

/// Where a ticket stands after one of our packages arrived over there: T3 and T8. Anything else changes nothing.
#[must_use]
pub fn acknowledged(stand: Stand, kind: PackageKind, round: u32) -> Stand {
    match (stand.status, kind) {
        (Status::Assigned, PackageKind::Dispatch) if round == stand.round => Stand { status: Status::Exported, round },
        (Status::Rejected, PackageKind::Redispatch) if round == stand.round + 1 => Stand { status: Status::Exported, round },
        _ => stand,
    }
}

/// Where a ticket stands after a package of the other platform came in: T4, T4b, T5 and their mirror. What comes late, twice or of
/// another round is history and changes nothing, so that no order of packages takes a state back.
#[must_use]
pub fn received(stand: Option<Stand>, kind: PackageKind, round: u32) -> Option<Stand> {
    let Some(now) = stand else {
        return matches!(kind, PackageKind::Dispatch | PackageKind::Redispatch).then_some(Stand { status: Status::Entered, round });
    };
    let here = round == now.round;
    let status = match (now.status, kind) {
        (Status::Exported, PackageKind::Plan) if here => Status::Working,
        (Status::Working, PackageKind::Report) if here => Status::Resolved,
        (Status::Reported, PackageKind::Close) if here => Status::Closed,
        (Status::Reported, PackageKind::Redispatch) if round == now.round + 1 => return Some(Stand { status: Status::Returned, round }),
        _ => return Some(now),
    };
    Some(Stand { status, round })
}

/// What a package of a kind may hold: tickets that stand so on the platform that sends it.
#[must_use]
pub fn sends(kind: PackageKind) -> &'static [Status] {
    match kind {
        // Also again, with what was added since.
        PackageKind::Dispatch => &[Status::Assigned, Status::Exported, Status::Working],
        PackageKind::Plan => &[Status::Planned, Status::Developing, Status::Testing],
        PackageKind::Report => &[Status::Reported],
        PackageKind::Close => &[Status::Closed],
        PackageKind::Redispatch => &[Status::Rejected],
    }
}

/// The round that a package is of.
#[must_use]
pub fn round_of(kind: PackageKind, stand: Stand) -> u32 {
    stand.round + u32::from(kind == PackageKind::Redispatch)
}

/// What the operations platform has to write before a package of the problem platform is taken in: that ours arrived, which their
/// answer proves; and the plan, which a report holds too. In order.
#[must_use]
pub fn implied(stand: Stand, kind: PackageKind, round: u32) -> Vec<Implied> {
    let mut all = Vec::new();
    if !matches!(kind, PackageKind::Plan | PackageKind::Report) {
        return all;
    }
    let mut now = stand;
    for ours in [PackageKind::Dispatch, PackageKind::Redispatch] {
        let next = acknowledged(now, ours, round);
        if next != now {
            all.push(Implied::Arrived(ours));
            now = next;
        }
    }
    if kind == PackageKind::Report && received(Some(now), PackageKind::Plan, round) != Some(now) {
        all.push(Implied::Planned);
    }
    all
}

/// See [`implied`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implied {
    /// Our package of that kind arrived.
    Arrived(PackageKind),
    /// The plan is in the package, too.
    Planned,
}
