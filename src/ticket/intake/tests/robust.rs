//! Whatever comes, nothing breaks; and what is written is read as it was.

use proptest::prelude::*;

use super::super::{Adapter, Map, Outgoing, Row, write_package};
use super::package::{adapters, back};
use super::{table, zone};
use crate::model::ticket::{Field, FieldKind, Fields, Status};

/// A text without blanks at its ends, in one line or several.
fn text(field: Field) -> BoxedStrategy<String> {
    let known = |all: &[&'static str]| proptest::sample::select(all.to_vec()).prop_map(ToOwned::to_owned).boxed();
    match field {
        Field::Kind => known(&["bug", "fault"]),
        Field::Level => known(&["1", "2"]),
        _ if field.kind() == FieldKind::Time => {
            (0..4_000_000_000_i64).prop_map(|second| jiff::Timestamp::from_second(second).unwrap().to_string()).boxed()
        }
        _ if field.kind() == FieldKind::Text => {
            "[a-z\u{4e00}-\u{4e20}<>&\"',;=@😀]([a-z \n\t\"&<>;,]{0,10}[a-z\u{4e00}-\u{4e20}])?".boxed()
        }
        _ => "[a-z\u{4e00}-\u{4e20}<>&\"',;=@😀]([a-z \"&<>;,]{0,10}[a-z\u{4e00}-\u{4e20}])?".boxed(),
    }
}

/// A ticket with what every one of our layouts has a place for.
fn ticket() -> impl Strategy<Value = Outgoing> {
    let optional = |field: Field| proptest::option::of(text(field)).prop_map(move |value| value.map(|value| (field, value)));
    let fields = (
        text(Field::Title).prop_map(|value| Some((Field::Title, value))),
        optional(Field::Kind),
        optional(Field::Level),
        optional(Field::Symptom),
        optional(Field::Occurred),
    )
        .prop_map(|(a, b, c, d, e)| [a, b, c, d, e].into_iter().flatten().collect::<Fields>());
    let status = proptest::sample::select(Status::of(crate::model::ticket::Side::Ops).to_vec());
    (fields, status).prop_map(|(fields, status)| Outgoing { fields, status: Some(status), ..Outgoing::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_as_it_was(tickets in proptest::collection::vec(ticket(), 1..6)) {
        let tickets: Vec<Outgoing> =
            tickets.into_iter().enumerate().map(|(n, ticket)| Outgoing { number: format!("N-{n}"), ..ticket }).collect();
        for adapter in adapters() {
            let entries = write_package(&adapter, &tickets, &zone()).unwrap().unwrap().entries;
            let table = back(&adapter, &entries.into_iter().collect()).unwrap();
            prop_assert_eq!(&table.faults, &[]);
            let read = |Row { number, fields, status, opened, files, .. }: Row| Outgoing { number, fields, status, opened, files };
            prop_assert_eq!(table.rows.into_iter().map(read).collect::<Vec<_>>(), tickets.clone());
        }
    }

    #[test]
    fn no_table_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..300), lines in "(编号|标题|发生时间|[0-9,\"\n'#;年月日=]|\\PC){0,80}") {
        let _ = table(&bytes);
        let _ = table(lines.as_bytes());
        let _ = table(format!("编号,标题,发生时间,状态\n{lines}").as_bytes());
    }

    #[test]
    fn no_document_breaks_it(text in "(</?(Problems|Problem|Base|Title)( id='1')?/?>|&#?[a-z0-9]{1,4};|<!\\[CDATA\\[|\\]\\]>|<!--|-->|\\PC){0,40}") {
        for adapter in adapters() {
            let name = adapter.files.replace('*', "1");
            let _ = back(&adapter, &[(name, text.clone().into_bytes())].into());
        }
    }

    #[test]
    fn no_mapping_breaks_it(text in "(name|column|fields|title|number|write|package|read|[\\[\\]=\"{}\n., ]|\\PC){0,60}") {
        let _ = Map::read(text.as_bytes());
        let _ = Adapter::read(text.as_bytes());
    }
}
