//! Tickets as a CSV that a platform's program reads: no apostrophes against formulas, which it would take for part of the text.

use encoding_rs::GBK;

use super::adapter::{Adapter, Output, OutputEncoding};
use super::write::{Item, headings};

/// Headings and a row for each ticket; the encoding has all characters, as was looked at before.
pub(super) fn document(adapter: &Adapter, output: &Output, tickets: &[Vec<Item>]) -> Vec<u8> {
    let mut rows = vec![headings(adapter, output)];
    rows.extend(tickets.iter().map(|items| {
        let text = |item: &Item| match item {
            Item::Text(_, text) => Some(text.clone()),
            Item::Files(..) => None,
        };
        items.iter().filter_map(text).collect()
    }));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    // Memory takes everything.
    for row in &rows {
        _ = writer.write_record(row);
    }
    let text = writer.into_inner().unwrap_or_default();
    match output.encoding {
        OutputEncoding::Utf8 => text,
        OutputEncoding::Utf8Bom => [b"\xef\xbb\xbf".as_slice(), &text].concat(),
        OutputEncoding::Gbk => GBK.encode(&String::from_utf8_lossy(&text)).0.into_owned(),
    }
}

/// The first character that GBK does not have.
pub(super) fn not_gbk(text: &str) -> Option<char> {
    let lacks = |c: &char| GBK.encode(c.encode_utf8(&mut [0; 4])).2;
    if GBK.encode(text).2 { text.chars().find(lacks) } else { None }
}
