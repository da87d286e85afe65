//! The data of registers: a csv with these headings, tickets, or blank lines for printing.

use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::contract;
use super::csvfile;
use super::definition::{Definition, FormField};
use super::records::value;
use crate::error::{Error, Result};
use crate::model::Lang;
use crate::text::Msg;

/// Lines of one that is printed blank.
const BLANK_LINES: usize = 20;

/// The chapters of a register: columns are the fields of its definition, rows those of a csv with these headings; without one, blank.
pub(super) fn given(definition: &Definition, file: Option<&Path>) -> Result<Json> {
    let fields = definition.form_fields();
    let columns: Vec<Json> = fields.values().map(|field| json!({ "title": field.name })).collect();
    let mut rows = Vec::new();
    let note = match file {
        None => {
            rows.extend((0..BLANK_LINES).map(|_| json!({ "cells": vec![""; fields.len()] })));
            String::new()
        }
        Some(path) => {
            let sheet = csvfile::read(path)?;
            let at: Vec<Option<usize>> = fields.iter().map(|(key, field)| sheet.column(&[key, &field.name])).collect();
            let mut faults: Vec<Error> = sheet
                .heads()
                .iter()
                .filter(|head| {
                    !head.is_empty() && !fields.iter().any(|(key, field)| head.eq_ignore_ascii_case(key) || **head == field.name)
                })
                .map(|head| {
                    sheet
                        .fault(1, Msg::UnknownField { name: head.clone() }.to(Lang::Zh))
                        .near(head, fields.values().map(|f| f.name.as_str()))
                })
                .collect();
            for (line, cells) in &sheet.rows {
                let mut row = Vec::new();
                for ((field, spec), at) in fields.values().zip(&definition.fields).zip(&at) {
                    let cell = at.and_then(|at| cells.get(at)).map_or("", String::as_str);
                    if value(cell, &field.kind).is_none() {
                        faults.push(sheet.fault(*line, format!("{}: `{cell}` is no {}", field.name, contract::word(&field.kind))));
                    } else if !spec.options.is_empty() && !cell.is_empty() && !spec.options.iter().any(|option| option == cell) {
                        faults.push(sheet.fault(*line, format!("{}: `{cell}` is none of {}", field.name, spec.options.join(" / "))));
                    }
                    row.push(cell);
                }
                rows.push(json!({ "cells": row }));
            }
            if let Some(error) = Error::all(faults) {
                return Err(error);
            }
            path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        }
    };
    let count = if file.is_some() { rows.len() } else { 0 };
    Ok(json!({ "summary": { "count": count, "note": note }, "columns": columns, "rows": rows, "charts": [] }))
}

/// The chapters of a register whose rows are tickets: each column is what the ticket answers to the words of its `from`. What is not
/// known is null; a column that no ticket can fill is left to the pen.
#[must_use]
pub(super) fn of_tickets(definition: &Definition, tickets: &[Map<String, Json>]) -> Json {
    let fields = definition.form_fields();
    let columns: Vec<Json> = fields.values().map(|field| json!({ "title": field.name })).collect();
    let row = |(number, answers): (usize, &Map<String, Json>)| -> Json {
        json!({ "cells": definition.fields.iter().map(|field| listed(field, number, answers)).collect::<Vec<_>>() })
    };
    let rows: Vec<Json> = (1..).zip(tickets).map(row).collect();
    json!({ "summary": { "count": rows.len(), "note": "" }, "columns": columns, "rows": rows, "charts": [] })
}

fn listed(field: &FormField, number: usize, answers: &Map<String, Json>) -> Json {
    if field.from == "row.number" {
        return json!(number.to_string());
    }
    let known = field.from.split_whitespace().filter_map(|word| answers.get(word));
    let fits = |value: &&Json| value.as_str().is_none_or(|text| field.options.is_empty() || field.options.iter().any(|one| one == text));
    let mut told = known.filter(|value| value.as_str() == Some("") || fits(value));
    match told.clone().find(|value| !value.is_null()).or_else(|| told.next()) {
        Some(Json::Number(number)) => json!(number.to_string()),
        Some(value) => value.clone(),
        None => json!(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::definition::Templates;

    #[test]
    fn what_a_ticket_does_not_know_is_null_and_what_is_not_its_own_is_left_to_the_pen() {
        let templates = Templates::load(None).unwrap();
        let list = templates.find("performance-issues").unwrap();
        let answers = json!({
            "ticket.module": "申报", "ticket.occurred": null, "ticket.opened": "2026-10-08T09:30:00", "ticket.description": "查询慢",
            "ticket.cause": null, "ticket.developer": null, "ticket.assignee": "李四", "ticket.phase": "别的", "ticket.open_close": "Open",
            "ticket.closed": "",
        });
        let data = of_tickets(list, &[answers.as_object().unwrap().clone()]);
        assert_eq!(
            data["rows"][0]["cells"],
            json!(["1", "申报", "2026-10-08T09:30:00", "查询慢", null, "", "李四", "", "Open", ""]),
            "the cause is unknown; nobody was asked for a solution; a word that is no choice is left out; it is not closed"
        );
        assert_eq!(data["summary"]["count"], 1);
        assert_eq!(contract::faults(&list.contract_fields(), &with_head(data)), Vec::<String>::new());
    }

    /// What every report has beside its chapters.
    fn with_head(mut data: Json) -> Json {
        let example = contract::example(contract::of(contract::Shape::List));
        for key in ["report", "manual"] {
            data[key] = example[key].clone();
        }
        data
    }
}
