//! What every command of the knowledge base needs: the store, who is at work, and the way in which an entry is changed.

use jiff::Timestamp;

use super::words;
use crate::cli::App;
use crate::cli::words::say;
use crate::config::TicketSettings;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::knowledge::{self, Due, Entry, Field, Role, State};
use crate::mask::Rules;
use crate::model::{Lang, ticket};
use crate::store::{AuditEntry, Desk, Store};
use crate::text::Msg;

/// A published entry is looked over again after so many months.
pub(super) const MONTHS: u16 = 12;

pub(super) struct Shelf<'a> {
    pub app: &'a App,
    pub ctx: &'a Ctx,
    pub lang: Lang,
    pub settings: &'a TicketSettings,
    pub store: Store,
}

impl<'a> Shelf<'a> {
    /// To write.
    pub(super) fn open(app: &'a App) -> Result<Self> {
        Self::with(app, Store::open(&app.config()?.settings.data_dir.value)?)
    }

    /// To read only.
    pub(super) fn open_read(app: &'a App) -> Result<Self> {
        Self::with(app, Store::open_read(&app.config()?.settings.data_dir.value)?)
    }

    fn with(app: &'a App, store: Store) -> Result<Self> {
        Ok(Self { app, ctx: app.ctx()?, lang: app.ui.lang, settings: &app.config()?.settings.ticket, store })
    }

    /// What the operator may do: all of it where the site has not said who is who.
    pub(super) fn roles(&self) -> Vec<Role> {
        use ticket::Role as R;
        let Some(roles) = self.settings.roles(&self.ctx.operator) else {
            return vec![Role::Author, Role::Reviewer, Role::Publisher];
        };
        let is = |any: &[R]| roles.iter().any(|role| any.contains(role));
        let mut may = Vec::new();
        may.extend(is(&[R::Second, R::Third, R::Manager]).then_some(Role::Author));
        may.extend(is(&[R::Manager]).then_some([Role::Reviewer, Role::Publisher]).into_iter().flatten());
        may
    }

    /// Says once a command that nobody is kept from anything, where the site has not said who is who.
    pub(super) fn tell_unnamed(&self) {
        if self.settings.people.is_empty() {
            self.app.ui.note(&Msg::TicketNobodyNamed {}.to(self.lang));
        }
    }

    /// An entry as it is.
    pub(super) fn entry(&self, id: &str) -> Result<Entry> {
        let id = normal(id);
        self.store.entry(&id)?.ok_or_else(|| unknown(&id))
    }

    /// Changes an entry in one transaction. Gives what it was and is.
    pub(super) fn change(&mut self, id: &str, action: &str, what: impl FnOnce(&mut Entry) -> Result<()>) -> Result<(Entry, Entry)> {
        let (ctx, id) = (self.ctx, normal(id));
        self.store.at_desk(|desk| {
            let before = desk.entry(&id)?.ok_or_else(|| unknown(&id))?;
            let mut entry = before.clone();
            what(&mut entry)?;
            keep(desk, &entry)?;
            desk.audit(&AuditEntry::new(ctx, action, serde_json::json!({ "entry": id, "version": entry.version })))?;
            Ok((before, entry))
        })
    }

    /// A day for people.
    pub(super) fn day(&self, at: Timestamp) -> String {
        at.to_zoned(self.ctx.zone.clone()).strftime("%Y-%m-%d").to_string()
    }

    /// Why an entry is to be looked over again by now. It is reckoned whenever it is asked for: nothing has to run for it.
    pub(super) fn due(&self, entry: &Entry, program: &str) -> Option<Due> {
        knowledge::review_due(entry, self.ctx.now, MONTHS, program)
    }

    /// The state that readers are shown: what is published and past its time is due.
    pub(super) fn shown_state(&self, entry: &Entry, program: &str) -> State {
        if self.due(entry, program).is_some() { State::Due } else { entry.state }
    }
}

/// Keeps an entry with the words that it is found by: the title, and all other texts with its id and its tickets.
pub(super) fn keep(desk: &Desk<'_>, entry: &Entry) -> Result<()> {
    let mut body: Vec<String> = entry.texts().into_iter().filter(|(field, _)| *field != Field::Title).map(|(_, text)| text).collect();
    body.push(entry.id.clone());
    body.extend(entry.sources.iter().cloned());
    let tokens = |text: &str| knowledge::tokens(text).join(" ");
    desk.put_entry(entry, (&tokens(&entry.title), &tokens(&body.join("\n"))))
}

/// Refuses an entry in which something would have to be masked: says where and what kind, never what.
pub(super) fn guard(entry: &Entry, rules: &Rules, lang: Lang) -> Result<()> {
    match leaks(entry, rules, lang) {
        Some(hits) => {
            Err(Error::new(Kind::Usage, Msg::KbLeaks { id: entry.id.clone(), hits }).hint(Msg::HintKbMask { id: entry.id.clone() }))
        }
        None => Ok(()),
    }
}

/// What would have to be masked: 现象 手机号 2 处、…
pub(super) fn leaks(entry: &Entry, rules: &Rules, lang: Lang) -> Option<String> {
    let mut counts = std::collections::BTreeMap::new();
    for (field, hit) in knowledge::gate(entry, rules) {
        *counts.entry((field, hit.kind)).or_insert(0_usize) += 1;
    }
    let told: Vec<String> = counts
        .iter()
        .map(|((field, kind), count)| format!("{} {}", words::text(*field).to(lang), crate::cli::mask::one(*kind, *count, lang)))
        .collect();
    (!told.is_empty()).then(|| told.join(say(lang, "、", ", ")))
}

/// An id as it is stored, however it was typed.
fn normal(id: &str) -> String {
    id.trim().to_uppercase()
}

fn unknown(id: &str) -> Error {
    Error::new(Kind::Usage, Msg::KbUnknown { id: id.into() }).hint(Msg::HintKbList {})
}
