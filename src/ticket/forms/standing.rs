//! Where a ticket stands, and since when.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{Reader, Source};
use crate::model::ticket::{Event, Mark, Move, Status, Ticket, What};

/// Whether a test or the submitter ever sent it back before `to`.
#[must_use]
pub fn was_rejected(ticket: &Ticket, to: Timestamp) -> bool {
    ticket.course.iter().any(|held| matches!(held.status, Status::Rejected | Status::Returned) && held.since < to)
}

/// Fixed, tested and released by the developers, in the round that it is in. `None`: solved without them, or not known here.
fn released(ticket: &Ticket) -> Option<bool> {
    let round = ticket.round();
    let ours = |held: &&crate::model::ticket::Holding| held.round == round;
    if ticket.course.iter().filter(ours).any(|held| held.status == Status::Reported) {
        return Some(true);
    }
    // On the operations platform, a package brings about what people do not.
    let resolved = ticket.course.iter().filter(ours).find(|held| held.status == Status::Resolved);
    match resolved {
        Some(held) => (!held.package.is_empty()).then_some(true),
        None => (!ticket.status().is_some_and(Status::is_solved)).then_some(false),
    }
}

/// The newest event of a move.
fn last<'e>(source: &Source<'e>, wanted: &[Move]) -> Option<&'e Event> {
    let made = |event: &&Event| matches!(&event.what, What::Move { step, .. } if wanted.contains(step));
    source.events?.iter().filter(made).max_by_key(|event| event.rev)
}

pub(super) fn put(source: &Source<'_>, reader: &Reader, put: &mut impl FnMut(&str, Option<Json>)) {
    let ticket = source.ticket;
    let open = |at: Option<Timestamp>| Some(json!(at.map(|at| reader.time(at)).unwrap_or_default()));
    put("solved", open(ticket.solved()));
    put("closed", open(ticket.closed()));
    put("state", ticket.status().map(|status| json!(status.to(reader.lang))));
    put("peer_state", ticket.peer.map(|stand| json!(stand.status.to(reader.lang))));
    put("platform", Some(json!(ticket.side.to(reader.lang))));
    put("round", Some(json!(ticket.round())));
    put("reopens", Some(json!(ticket.reopens.as_deref().unwrap_or_default())));
    // To the third line, that is, past those who could not solve it.
    put("escalated", ticket.course.iter().find(|held| held.status == Status::Assigned).map(|held| json!(reader.time(held.since))));
    put("answered", ticket.mark(Mark::Answered).or_else(|| ticket.since(Status::Working)).map(|at| json!(reader.time(at))));
    let yes = |yes: bool| json!(reader.say(if yes { "是" } else { "否" }, if yes { "yes" } else { "no" }));
    put("tested", released(ticket).map(yes));
    put("released", released(ticket).map(yes));
    let (passed, failed) = (reader.say("通过", "passed"), reader.say("未通过", "failed"));
    let result = match ticket.status() {
        _ if ticket.verified => passed,
        Some(Status::Rejected | Status::Returned) => failed,
        _ => String::new(),
    };
    let judged = last(source, &[Move::Verify, Move::Reject]).filter(|_| !result.is_empty());
    put("verdict", Some(json!(result)));
    let none_yet = || result.is_empty().then(|| json!(""));
    put("verified_at", judged.map(|event| json!(reader.time(event.at))).or_else(none_yet));
    put("verifier", judged.map(|event| json!(event.author)).or_else(none_yet));
    let first = source.events.and_then(|all| all.iter().find(|event| matches!(event.what, What::Create { .. })));
    put("registrar", first.map(|event| json!(event.author)));
}
