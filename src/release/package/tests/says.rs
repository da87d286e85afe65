//! Every reason has words in both languages.

use super::*;
use crate::bundle;
use crate::model::Lang;

#[test]
fn no_sentence_is_empty_or_in_the_other_language() {
    let io = || std::io::Error::from(std::io::ErrorKind::NotFound);
    let faults = [
        Fault::Io { path: "a".into(), cause: io() },
        Fault::Io { path: "a".into(), cause: bundle::Damage::Checksum.into() },
        Fault::Zip(bundle::Refused::Io(io())),
        Fault::Hidden { bytes: 1 },
        Fault::NoManifest,
        Fault::Large { path: "a".into(), most: 1 },
        Fault::Path { path: "a".into(), why: crate::model::release::BadName::Long },
        Fault::Name { path: "a".into(), why: bundle::BadName::Drive },
        Fault::Missing("a".into()),
        Fault::Unsigned,
        Fault::Value { place: "a".into(), wrong: super::super::Wrong::Nothing },
    ];
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for fault in faults {
        let (zh, en) = (fault.say(Lang::Zh), fault.say(Lang::En));
        assert!(han(&zh) && !han(&en) && !en.is_empty(), "{zh} {en}");
        let advice = (fault.advice(Lang::Zh), fault.advice(Lang::En));
        assert!(matches!(fault, Fault::Zip(_)) || advice.0.as_deref().is_some_and(han) && !advice.1.as_deref().is_none_or(han));
    }
}
