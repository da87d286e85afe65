//! What is wrong with an `sla.toml`, in words.

use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::text::Msg;
use crate::ticket::sla::{Fault, Why};

/// The error of a fault of the file at `place`.
pub(super) fn error(place: &str, fault: &Fault, lang: Lang) -> Error {
    let place = format!("{place}:{}:{}", fault.line, fault.column);
    let error = Error::new(Kind::Config, Msg::TicketClause { place, key: fault.key.clone(), why: why(&fault.why).to(lang) });
    match &fault.why {
        Why::Unknown { near: Some(near) } | Why::Word { near: Some(near), .. } => error.hint(Msg::DidYouMean { name: near.clone() }),
        _ => error,
    }
}

fn why(why: &Why) -> Msg {
    match why {
        Why::Syntax(cause) => Msg::ClauseSyntax { cause: cause.clone() },
        Why::Unknown { .. } => Msg::ClauseUnknown {},
        Why::Missing => Msg::ClauseMissing {},
        Why::Type { want } => Msg::ClauseType { want: (*want).to_owned() },
        Why::Word { found, .. } => Msg::ClauseWord { found: found.clone() },
        Why::Id(found) => Msg::ClauseId { found: found.clone() },
        Why::Twice(found) => Msg::ClauseTwice { found: found.clone() },
        Why::Limit(found) => Msg::ClauseLimit { found: found.clone() },
        Why::Long(found) => Msg::ClauseLong { found: found.clone() },
        Why::NoCalendar => Msg::ClauseNoCalendar {},
        Why::OtherCalendar => Msg::ClauseOtherCalendar {},
        Why::Range { least, most } => Msg::ClauseRange { least: least.to_string(), most: most.to_string() },
        Why::Empty => Msg::ClauseEmpty {},
        Why::Order => Msg::ClauseOrder {},
        Why::Together(other) => Msg::ClauseTogether { other: (*other).to_owned() },
        Why::Package => Msg::ClausePackage {},
    }
}
