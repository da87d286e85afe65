//! Events whose texts are masked, for what leaves the house.

use crate::mask::{Rules, mask};
use crate::model::ticket::{Event, Field, FieldKind, Fields, What};

/// A copy with its texts masked, and whether that changed it. States, times and choices are no texts.
#[must_use]
pub fn masked(event: &Event, rules: &Rules) -> (Event, bool) {
    let mut copy = event.clone();
    let mut changed = false;
    let mut text = |text: &mut String| {
        let masked = mask(text, rules).text;
        if masked != *text {
            *text = masked;
            changed = true;
        }
    };
    let mut all = |fields: &mut Fields| {
        for (field, value) in fields.iter_mut() {
            match field.kind() {
                // What is nothing but a person's name or number has no word before it to be known by.
                FieldKind::Line if *field == Field::Phone => text_as(value, "电话：", &mut text),
                FieldKind::Line if *field == Field::Reporter => text_as(value, "姓名：", &mut text),
                FieldKind::Line | FieldKind::Text => text(value),
                FieldKind::Time | FieldKind::Level | FieldKind::Choice => {}
            }
        }
    };
    match &mut copy.what {
        What::Create { fields, .. } => all(fields),
        What::Edit { fields, reason } | What::Move { fields, reason, .. } => {
            all(fields);
            text(reason);
        }
        What::Note { text: note, .. } => text(note),
        What::Attach { name, .. } => text(name),
        What::Pause { reason } => text(reason),
        _ => {}
    }
    copy.masked |= changed;
    (copy, changed)
}

/// Masks a text as it would be after a word that says what it is.
fn text_as(value: &mut String, word: &str, mask: &mut impl FnMut(&mut String)) {
    let mut said = format!("{word}{value}");
    mask(&mut said);
    if let Some(rest) = said.strip_prefix(word) {
        rest.clone_into(value);
    }
}
