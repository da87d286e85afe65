//! An entry of the knowledge base.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::ticket::UserType;

use super::state::{Actor, Logged, Move, Refused, State};

/// One answer to what came up in tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `K-2026-0001`; who keeps entries numbers them.
    pub id: String,
    pub title: String,
    /// 现象
    pub symptom: String,
    /// 环境
    pub environment: String,
    /// 原因
    pub cause: String,
    /// 解决步骤, one a line.
    pub steps: String,
    /// 分类: the chapter of the handbook.
    pub category: String,
    /// The kind of its tickets.
    pub kind: String,
    /// Whom it helps.
    pub user_type: UserType,
    pub keywords: Vec<String>,
    /// Numbers of tickets.
    pub sources: Vec<String>,
    /// First version of the program for which it holds; empty for any.
    pub valid_from_version: String,
    /// Last version for which it holds; empty while there is none.
    pub valid_to_version: String,
    pub state: State,
    /// From 1; each revision is one more.
    pub version: u32,
    pub updated: Timestamp,
    pub author: String,
    /// Who looked it over last; empty while nobody did.
    pub reviewer: String,
    /// All moves, oldest first.
    pub log: Vec<Logged>,
}

/// A text of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Title,
    Symptom,
    Environment,
    Cause,
    Steps,
    Category,
    Kind,
    Keywords,
}

impl Entry {
    /// The texts that readers of a published entry see, keywords joined by blanks. Ids, sources and names of colleagues are none.
    #[must_use]
    pub fn texts(&self) -> [(Field, String); 8] {
        [
            (Field::Title, self.title.clone()),
            (Field::Symptom, self.symptom.clone()),
            (Field::Environment, self.environment.clone()),
            (Field::Cause, self.cause.clone()),
            (Field::Steps, self.steps.clone()),
            (Field::Category, self.category.clone()),
            (Field::Kind, self.kind.clone()),
            (Field::Keywords, self.keywords.join(" ")),
        ]
    }

    /// Makes a move and logs it; a refused one changes nothing. Before [`Move::Publish`] and [`Move::Confirm`] the caller asks
    /// [`super::gate`].
    pub fn make(&mut self, go: Move, by: &Actor<'_>, at: Timestamp, reason: &str) -> Result<(), Refused> {
        let to = self.state.after(go, by, &self.author, reason)?;
        self.log.push(Logged {
            at,
            by: by.name.to_owned(),
            role: go.role(self.state),
            go,
            from: self.state,
            to,
            reason: reason.trim().to_owned(),
        });
        match go {
            Move::Review | Move::Confirm => by.name.clone_into(&mut self.reviewer),
            Move::Revise => {
                self.version += 1;
                self.reviewer.clear();
            }
            Move::Return | Move::Publish | Move::Expire | Move::Withdraw => {}
        }
        // What was looked over again is as good as new.
        if matches!(go, Move::Confirm | Move::Revise | Move::Publish) {
            self.updated = at;
        }
        self.state = to;
        Ok(())
    }
}
