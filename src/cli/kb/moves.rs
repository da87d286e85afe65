//! The life of an entry: reviewed, published, looked over again, revised, withdrawn.

use clap::Args;

use super::shelf::{Shelf, guard, leaks};
use super::words;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{Actor, Entry, Move, Refused, State};
use crate::model::Lang;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct MoveArgs {
    #[arg(value_name = "ID", help = w("知识编号，如 K-2026-0001", "Entry, e.g. K-2026-0001"))]
    id: String,
    #[arg(value_name = "REASON", help = w("原因；退回、作废必须写", "Why; needed to return and to withdraw"))]
    reason: Option<String>,
}

pub(super) fn run(app: &App, args: &MoveArgs, go: Move) -> Result<Exit> {
    let rules = masking::rules(app)?;
    let mut shelf = Shelf::open(app)?;
    let (lang, now, may, operator) = (shelf.lang, shelf.ctx.now, shelf.roles(), shelf.ctx.operator.clone());
    let reason = args.reason.clone().unwrap_or_default();
    let (before, after) = shelf.change(&args.id, &format!("kb.{}", words::step(go).en), |entry| {
        let by = Actor { name: &operator, roles: &may };
        // That its time passed is written down when somebody looks at it; until then it is reckoned.
        let expires = go == Move::Confirm && entry.state == State::Published;
        let first = if expires { entry.make(Move::Expire, &by, now, "") } else { Ok(()) };
        first.and_then(|()| entry.make(go, &by, now, &reason)).map_err(|why| refused(entry, go, why, lang))?;
        if matches!(go, Move::Publish | Move::Confirm) { guard(entry, &rules, lang) } else { Ok(()) }
    })?;
    let word = |state| words::state(state).to(lang).to_owned();
    let msg = Msg::TicketMoved { no: after.id.clone(), from: word(before.state), to: word(after.state) };
    app.ui.out(&(msg.to(lang) + "\n"));
    // Better now than when it is to be published.
    if go == Move::Review
        && let Some(hits) = leaks(&after, &rules, lang)
    {
        app.ui.note(&Msg::KbLeaks { id: after.id.clone(), hits }.to(lang));
        app.ui.note(&Msg::HintKbMask { id: after.id }.to(lang));
    }
    shelf.tell_unnamed();
    Ok(Exit::OK)
}

/// The error for a move that is not made.
fn refused(entry: &Entry, go: Move, why: Refused, lang: Lang) -> Error {
    let id = entry.id.clone();
    let step = words::step(go).to(lang).to_owned();
    let usage = |msg| Error::new(Kind::Usage, msg);
    match why {
        Refused::State { state, .. } => {
            // Nobody expires an entry by hand: to confirm one does it.
            let can = |go: Move| match go {
                Move::Expire => false,
                Move::Confirm => state.next(go).is_some() || state.next(Move::Expire).is_some(),
                _ => state.next(go).is_some(),
            };
            let possible = Move::ALL.into_iter().filter(|go| can(*go));
            let possible: Vec<String> = possible.map(|go| words::step(go).to(lang).to_owned()).collect();
            let none = say(lang, "无", "none").to_owned();
            let possible = if possible.is_empty() { none } else { possible.join(say(lang, "、", ", ")) };
            usage(Msg::KbNoMove { id, state: words::state(state).to(lang).into(), step, possible })
        }
        Refused::Role(role) => usage(Msg::KbRole { id, step, role: words::role(role).to(lang).into() }).hint(Msg::HintTicketPeople {}),
        Refused::OwnWork => usage(Msg::KbOwnWork { id, step, author: entry.author.clone() }),
        Refused::Reason => usage(Msg::KbReason { id, step }),
    }
}
