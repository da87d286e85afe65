//! Why something is not written, in words.

use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::model::ticket::{Field, Move, Role};
use crate::text::Msg;
use crate::ticket::pen::Refusal;

use super::office::broken_error;

/// The error for the user.
pub(super) fn error(no: &str, refusal: &Refusal, lang: Lang) -> Error {
    let no = no.to_owned();
    let usage = |msg| Error::new(Kind::Usage, msg);
    match refusal {
        Refusal::Move { status, step, possible } => {
            usage(Msg::TicketNoMove { no, status: status.to(lang).into(), step: step.to(lang).into(), possible: moves(possible, lang) })
        }
        Refusal::Side { step, side } => usage(Msg::TicketOtherSide { no, step: step.to(lang).into(), side: side.to(lang).into() }),
        Refusal::Role { step, may, has } => {
            usage(Msg::TicketRole { no, step: step.to(lang).into(), may: roles(may, lang), has: roles(has, lang) })
                .hint(Msg::HintTicketPeople {})
        }
        Refusal::Missing { step, fields: missing } => {
            usage(Msg::TicketMissing { no, step: step.to(lang).into(), fields: fields(missing, lang) })
                .hint(Msg::HintTicketSet { field: missing.first().map_or("", |field| field.as_str()).into() })
        }
        Refusal::Reason { step } => usage(Msg::TicketReason { no, step: step.to(lang).into() }),
        Refusal::Unverified => usage(Msg::TicketUnverified { no: no.clone() }).hint(Msg::HintTicketVerify { no }),
        Refusal::Over(status) => usage(Msg::TicketOver { no, status: status.to(lang).into() }),
        Refusal::Conflicts(all) => usage(Msg::TicketConflicts { no, fields: fields(all, lang) }).hint(Msg::HintTicketDecide {}),
        Refusal::Value { field, value } => {
            usage(Msg::TicketValue { no, field: field.to(lang).into(), value: value.chars().take(60).collect() })
        }
        Refusal::Nothing => usage(Msg::TicketNothing { no }),
        Refusal::Clock { paused: true } => usage(Msg::TicketPaused { no }),
        Refusal::Clock { paused: false } => usage(Msg::TicketNotPaused { no }),
        Refusal::Broken(broken) => broken_error(&no, broken),
    }
}

fn joined<T: Copy>(all: &[T], lang: Lang, word: impl Fn(T, Lang) -> &'static str) -> String {
    let words: Vec<&str> = all.iter().map(|one| word(*one, lang)).collect();
    if words.is_empty() {
        return match lang {
            Lang::Zh => "无".into(),
            Lang::En => "none".into(),
        };
    }
    words.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    })
}

fn moves(all: &[Move], lang: Lang) -> String {
    joined(all, lang, Move::to)
}

fn roles(all: &[Role], lang: Lang) -> String {
    joined(all, lang, Role::to)
}

pub(super) fn fields(all: &[Field], lang: Lang) -> String {
    joined(all, lang, Field::to)
}
