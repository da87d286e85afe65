//! Tickets → the entries of a package, as an adapter describes it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind, Fields, Status};

use super::adapter::{Adapter, FilePaths, Format, Output, OutputEncoding};
use super::fault::{WriteFault, WriteWhy};
use super::map::{Take, Values, Way};
use super::record::Attached;
use super::{write_csv, write_xml, xml};

/// A ticket that is handed out. The caller puts the bytes of its files into the package, at their entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outgoing {
    /// As the other side knows it.
    pub number: String,
    pub fields: Fields,
    pub status: Option<Status>,
    pub opened: Option<Timestamp>,
    pub files: Vec<Attached>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Names of entries and their bytes, in the order of the names.
    pub entries: Vec<(String, Vec<u8>)>,
    /// Fields that some ticket holds and the layout has no place for.
    pub left_out: BTreeSet<Field>,
}

/// What is written of a ticket, in the adapter's order.
pub(super) enum Item {
    /// Column or path, and text; empty ones are written, too, as layouts expect their elements.
    Text(String, String),
    Files(FilePaths, Vec<Attached>),
}

/// Writes tickets as `adapter` says, times in `zone`; `None` where it has no `[write]`. With a fault nothing is written.
#[must_use]
pub fn write_package(adapter: &Adapter, tickets: &[Outgoing], zone: &TimeZone) -> Option<Result<Written, Vec<WriteFault>>> {
    let output = adapter.write.as_ref()?;
    let (mut faults, mut files, mut left_out) = (Vec::new(), BTreeMap::<String, Vec<Vec<Item>>>::new(), BTreeSet::new());
    let alone = output.file.contains("{number}");
    if !alone {
        files.insert(output.file.clone(), Vec::new());
    }
    for ticket in tickets {
        let entry = output.file.replace("{number}", &as_name(&ticket.number));
        let items = Writer { adapter, output, zone, ticket, faults: &mut faults }.items();
        left_out.extend(ticket.fields.keys().filter(|field| !adapter.map.fields.contains_key(*field)));
        left_out.extend(adapter.unwritten().filter(|field| ticket.fields.contains_key(field)));
        let file = files.entry(entry.clone()).or_default();
        if alone && !file.is_empty() {
            faults.push(WriteFault { number: ticket.number.clone(), column: entry, why: WriteWhy::SameEntry });
        }
        file.push(items);
    }
    if !faults.is_empty() {
        return Some(Err(faults));
    }
    let bytes = |tickets: &[Vec<Item>]| match &adapter.format {
        Format::Xml { row } => write_xml::document(row, output, tickets),
        Format::Csv | Format::Xlsx => write_csv::document(adapter, output, tickets),
    };
    let entries = files.iter().map(|(entry, tickets)| (entry.clone(), bytes(tickets))).collect();
    Some(Ok(Written { entries, left_out }))
}

/// The columns of a table, in the order of a ticket's items.
pub(super) fn headings(adapter: &Adapter, output: &Output) -> Vec<String> {
    let (ticket, mut unsaid) = (Outgoing::default(), Vec::new());
    let items = Writer { adapter, output, zone: &TimeZone::UTC, ticket: &ticket, faults: &mut unsaid }.items();
    let place = |item| match item {
        Item::Text(place, _) => Some(place),
        Item::Files(..) => None,
    };
    items.into_iter().filter_map(place).collect()
}

/// A number as part of an entry's name.
fn as_name(number: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    number.chars().map(safe).collect()
}

struct Writer<'a> {
    adapter: &'a Adapter,
    output: &'a Output,
    zone: &'a TimeZone,
    ticket: &'a Outgoing,
    faults: &'a mut Vec<WriteFault>,
}

impl Writer<'_> {
    fn items(mut self) -> Vec<Item> {
        let (map, ticket) = (&self.adapter.map, self.ticket);
        let mut items = Vec::new();
        if let Some(take) = &map.number {
            items.push(self.item(take, Ok(ticket.number.clone())));
        }
        for (field, take) in map.fields.iter().filter(|(_, take)| !matches!(take.way, Way::Part { .. })) {
            let value = ticket.fields.get(field).map_or("", String::as_str);
            let text = self.theirs(*field, value, &take.values);
            items.push(self.item(take, text));
        }
        if let Some(take) = &map.status {
            let text = ticket.status.map_or(Ok(String::new()), |status| worded(status.as_str(), &take.values, status.to(Lang::Zh)));
            items.push(self.item(take, text));
        }
        if let Some(take) = &map.opened {
            let text = ticket.opened.map_or(Ok(String::new()), |at| self.time(at));
            items.push(self.item(take, text));
        }
        if let Some(take) = &map.files {
            let entries: Vec<&str> = ticket.files.iter().map(|file| file.entry.as_str()).collect();
            items.push(self.item(take, Ok(entries.join(";"))));
        }
        if let Some(paths) = &self.adapter.attachments {
            for text in ticket.files.iter().flat_map(|file| [&file.name, &file.entry]) {
                self.check(&paths.row, text);
            }
            items.push(Item::Files(paths.clone(), ticket.files.clone()));
        }
        let constants = self.output.constants.iter().filter(|(path, _)| !path.starts_with('/'));
        items.extend(constants.map(|(path, text)| Item::Text(path.clone(), text.clone())));
        let order = &self.output.order;
        items.sort_by_key(|item| {
            let (Item::Text(path, _) | Item::Files(FilePaths { row: path, .. }, _)) = item;
            order.iter().position(|first| first == path).unwrap_or(order.len())
        });
        items
    }

    /// The value as they write it.
    fn theirs(&self, field: Field, value: &str, values: &Values) -> Result<String, WriteWhy> {
        match field.kind() {
            _ if value.is_empty() => Ok(String::new()),
            FieldKind::Line | FieldKind::Text => Ok(values.theirs(value).unwrap_or(value).to_owned()),
            FieldKind::Level => worded(value, values, value),
            FieldKind::Choice => worded(value, values, &field.shown(value, Lang::Zh)),
            FieldKind::Time => {
                let at = value.parse().map_err(|_| WriteWhy::Time { value: value.to_owned() })?;
                self.time(at)
            }
        }
    }

    fn time(&self, at: Timestamp) -> Result<String, WriteWhy> {
        strtime::format(&self.output.time, &at.to_zoned(self.zone.clone())).map_err(|_| WriteWhy::Time { value: at.to_string() })
    }

    fn item(&mut self, take: &Take, text: Result<String, WriteWhy>) -> Item {
        let place = take.place();
        let text = text.and_then(|text| if text.is_empty() && take.required { Err(WriteWhy::Missing) } else { Ok(text) });
        let text = text.unwrap_or_else(|why| {
            self.fault(place, why);
            String::new()
        });
        self.check(place, &text);
        Item::Text(place.to_owned(), text)
    }

    /// Tells a character that the file cannot hold.
    fn check(&mut self, place: &str, text: &str) {
        let wrong = match &self.adapter.format {
            // What an encoding lacks is written as its number.
            Format::Xml { .. } => text.chars().find(|c| !xml::is_xml(*c)),
            Format::Csv | Format::Xlsx if self.output.encoding == OutputEncoding::Gbk => write_csv::not_gbk(text),
            Format::Csv | Format::Xlsx => None,
        };
        if let Some(wrong) = wrong {
            self.fault(place, WriteWhy::Character(wrong));
        }
    }

    fn fault(&mut self, column: &str, why: WriteWhy) {
        self.faults.push(WriteFault { number: self.ticket.number.clone(), column: column.to_owned(), why });
    }
}

/// Their word for one of our keys. Where the mapping lists words, no other is sent.
fn worded(key: &str, values: &Values, usual: &str) -> Result<String, WriteWhy> {
    match values.theirs(key) {
        Some(word) => Ok(word.to_owned()),
        None if values.is_empty() => Ok(usual.to_owned()),
        None => Err(WriteWhy::NoWord { value: key.to_owned() }),
    }
}
