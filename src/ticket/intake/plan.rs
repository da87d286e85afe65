//! What the rows of an import change here. Three values are looked at for each field: theirs, ours, and theirs of the last import.
//!
//! | tickets here that came from that number | what is done |
//! | --- | --- |
//! | none | a new one |
//! | one | what changed over there since the last import is written; what both changed is a conflict |
//! | several | nothing: a fault of the row |

use std::collections::BTreeMap;

use crate::model::ticket::{Field, Fields, Origin, Ticket};

use super::fault::{RowFault, Why};
use super::record::Row;

/// A ticket that is here, as far as an import needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub no: String,
    pub fields: Fields,
}

impl From<&Ticket> for Here {
    fn from(ticket: &Ticket) -> Self {
        Self { no: ticket.no.clone(), fields: ticket.values() }
    }
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub rows: Vec<Planned>,
    pub faults: Vec<RowFault>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub row: Row,
    pub step: Step,
    /// What is to be kept as their values of this import. It holds those that are in conflict, too: a conflict is told once, and again
    /// when they change their value again.
    pub base: Fields,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    New {
        origin: Origin,
    },
    /// Nothing of it changed over there.
    Same {
        no: String,
    },
    Changed {
        no: String,
        /// To be written; an empty value takes the field away.
        fields: Fields,
        /// Left as they are here.
        conflicts: BTreeMap<Field, Clash>,
    },
}

/// Both changed a field since the last import, and not to the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Theirs of the last import; `None` where there was none.
    pub base: Option<String>,
    pub ours: String,
    pub theirs: String,
}

/// Says what rows change. `platform` is the mapping's name, `here` finds the tickets that came from a number of that platform, `base`
/// what was kept of its last import.
pub fn plan(platform: &str, rows: Vec<Row>, here: &dyn Fn(&str) -> Vec<Here>, base: &dyn Fn(&str) -> Option<Fields>) -> Plan {
    let mut plan = Plan::default();
    for row in rows {
        let base = base(&row.number);
        let step = match here(&row.number).as_slice() {
            [] => Step::New { origin: Origin::Platform { name: platform.to_owned(), number: row.number.clone() } },
            [one] => merged(one, &row, base.as_ref()),
            many => {
                let why = Why::Many { tickets: many.iter().map(|one| one.no.clone()).collect() };
                let (entry, line, value) = (row.entry.clone(), row.line, row.number.clone());
                plan.faults.push(RowFault { entry, line, column: String::new(), value, why });
                continue;
            }
        };
        let base = kept(base.unwrap_or_default(), &row);
        plan.rows.push(Planned { row, step, base });
    }
    plan
}

fn merged(here: &Here, row: &Row, base: Option<&Fields>) -> Step {
    let value = |fields: &Fields, field: Field| fields.get(&field).cloned().unwrap_or_default();
    let (mut fields, mut conflicts) = (Fields::new(), BTreeMap::new());
    for field in row.fields.keys().chain(&row.blank) {
        let (ours, theirs) = (value(&here.fields, *field), value(&row.fields, *field));
        // Of a field that was never imported only a value is news.
        let base = base.and_then(|base| base.get(field)).cloned();
        let before = base.clone().unwrap_or_default();
        if theirs == ours || theirs == before {
            continue;
        }
        if ours == before {
            fields.insert(*field, theirs);
        } else {
            conflicts.insert(*field, Clash { base, ours, theirs });
        }
    }
    let no = here.no.clone();
    if fields.is_empty() && conflicts.is_empty() { Step::Same { no } } else { Step::Changed { no, fields, conflicts } }
}

/// Their values as of this import; what this file has no place for is as before.
fn kept(mut base: Fields, row: &Row) -> Fields {
    base.extend(row.fields.clone());
    for field in &row.blank {
        base.remove(field);
    }
    base
}
