//! What was refused or could not be done, as errors: what, why, what now.

use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::release::form::{Broken, Refusal, Wrong};
use crate::release::forms::Trouble;
use crate::text::Msg;

/// Of a form that is there.
pub(super) fn refused(no: &str, refusal: &Refusal, lang: Lang) -> Error {
    let error = Error::new(Kind::Usage, Msg::FormRefused { no: no.into(), why: refusal.say(lang) });
    hint(no, refusal).into_iter().fold(error, Error::hint)
}

/// Of one that is not there yet.
pub(super) fn not_made(refusal: &Refusal, lang: Lang) -> Error {
    let error = Error::new(Kind::Usage, Msg::FormNotMade { why: refusal.say(lang) });
    match refusal {
        Refusal::Role { .. } => error.hint(Msg::HintReleasePeople {}),
        _ => error,
    }
}

fn hint(no: &str, refusal: &Refusal) -> Option<Msg> {
    let no = no.to_owned();
    Some(match refusal {
        Refusal::Missing(fields) => Msg::HintFormEdit { no, field: fields.first()?.to(Lang::Zh).into() },
        Refusal::Value { field, .. } => Msg::HintFormEdit { no, field: field.to(Lang::Zh).into() },
        Refusal::Window { .. } => Msg::HintFormEdit { no, field: crate::release::form::Field::WindowTo.to(Lang::Zh).into() },
        Refusal::Role { .. } => Msg::HintReleasePeople {},
        Refusal::SamePerson { .. } => Msg::HintFormOther {},
        Refusal::Digest { .. } => Msg::HintFormRevise { no },
        Refusal::Unchecked(_) => Msg::HintFormCheck {},
        Refusal::Executors(_) => Msg::HintFormTo {},
        Refusal::Executor { .. } => Msg::HintFormDispatch { no },
        Refusal::Rehearsal(_) => Msg::HintFormRehearse {},
        Refusal::Unproven(_) => Msg::HintFormProof {},
        Refusal::Open(open) => Msg::HintFormSupplement { no, step: open.first()?.as_str().into() },
        Refusal::Unsigned => Msg::HintFormSign { no },
        Refusal::Reason(_) => Msg::HintFormReason {},
        Refusal::Broken(broken) if broken.wrong == Wrong::Signature => Msg::HintFormKeys {},
        _ => return None,
    })
}

/// Of the folder of the forms.
pub(super) fn trouble(no: &str, trouble: Trouble, lang: Lang) -> Error {
    match trouble {
        Trouble::Unknown(no) => Error::new(Kind::Usage, Msg::FormUnknown { no }).hint(Msg::HintFormList {}),
        Trouble::Busy => Error::new(Kind::Store, Msg::FormBusy {}),
        Trouble::Broken(wrong) => broken(no, &wrong, lang),
        Trouble::Io { path, cause } => {
            Error::new(Kind::Store, Msg::StoreFailed { what: path.display().to_string() }).because(cause).hint(Msg::HintDisk {})
        }
        Trouble::TooLarge { path, most } => {
            Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(format!("> {most} B"))
        }
        Trouble::Empty(path) => Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because("0 B"),
    }
}

/// Records that somebody spoilt.
pub(super) fn broken(no: &str, broken: &Broken, lang: Lang) -> Error {
    let error = Error::new(Kind::Input, Msg::FormBroken { no: no.into(), why: broken.say(lang) });
    let error = if broken.wrong == Wrong::Signature { error.hint(Msg::HintFormKeys {}) } else { error };
    error.hint(Msg::HintFormBroken { no: no.into() })
}

/// A scanned page that is none.
pub(super) fn page(path: &std::path::Path, trouble: &Trouble, lang: Lang) -> Error {
    let why = match (trouble, lang) {
        (Trouble::Empty(_), Lang::Zh) => "文件为空".to_owned(),
        (Trouble::Empty(_), Lang::En) => "it is empty".to_owned(),
        (Trouble::TooLarge { most, .. }, Lang::Zh) => format!("超过 {} MB", most >> 20),
        (Trouble::TooLarge { most, .. }, Lang::En) => format!("more than {} MB", most >> 20),
        (Trouble::Io { cause, .. }, _) => cause.to_string(),
        (other, _) => other.to_string(),
    };
    Error::new(Kind::Input, Msg::FormPage { path: path.display().to_string(), why })
}
