//! A draft from a ticket that was closed.

use jiff::Timestamp;

use super::keywords::keywords;
use super::{Entry, State};
use crate::model::ticket::UserType;

/// What a closed ticket says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub no: String,
    pub title: String,
    pub symptom: String,
    pub environment: String,
    /// Of the program.
    pub version: String,
    pub cause: String,
    pub solution: String,
    /// What came of it.
    pub result: String,
    pub kind: String,
    /// Who asked; operations where nobody said.
    pub user_type: Option<UserType>,
    pub module: String,
    pub closed: Timestamp,
}

/// The draft of an entry, for an author to go over: nothing is in it that the ticket does not say. It holds from the ticket's version on,
/// is meant for those who asked, and its chapter is the module.
#[must_use]
pub fn draft(id: &str, author: &str, from: &Source) -> Entry {
    let all = [&from.title, &from.symptom, &from.cause, &from.solution].map(String::as_str).join("\n");
    let steps: Vec<&str> = [&from.solution, &from.result].into_iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    Entry {
        id: id.to_owned(),
        title: from.title.trim().to_owned(),
        symptom: from.symptom.trim().to_owned(),
        environment: from.environment.trim().to_owned(),
        cause: from.cause.trim().to_owned(),
        steps: steps.join("\n"),
        category: from.module.trim().to_owned(),
        kind: from.kind.clone(),
        user_type: from.user_type.unwrap_or(UserType::Operator),
        keywords: keywords(&all, &from.module),
        sources: vec![from.no.clone()],
        valid_from_version: from.version.trim().to_owned(),
        valid_to_version: String::new(),
        state: State::Draft,
        version: 1,
        updated: from.closed,
        author: author.to_owned(),
        reviewer: String::new(),
        log: Vec::new(),
    }
}
