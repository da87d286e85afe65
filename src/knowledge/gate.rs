//! Nothing is published that would have to be masked.

use super::{Entry, Field};
use crate::mask::{Hit, Rules, find};

/// What stands in the way of publishing: where in which text. Empty when nothing does.
#[must_use]
pub fn gate(entry: &Entry, rules: &Rules) -> Vec<(Field, Hit)> {
    let found = |(field, text): (Field, String)| find(&text, rules).into_iter().map(move |hit| (field, hit));
    entry.texts().into_iter().flat_map(found).collect()
}
