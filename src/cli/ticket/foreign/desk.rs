//! Rows of another platform → events of tickets, in one transaction. What a row may not do is told and leaves its ticket as it was.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::TimeZone;

use super::done::{Changed, Done, Made};
use super::told::conflict;
use super::{origin, said};
use crate::cli::ticket::office::{keep, sheet};
use crate::cli::ticket::refusal;
use crate::error::Result;
use crate::model::Lang;
use crate::model::ticket::{Event, Field, Fields, How, Mark, Move, Origin, PackageKind, Side, Status, Ticket, What};
use crate::store::Desk;
use crate::text::Msg;
use crate::ticket::flow::{self, Implied};
use crate::ticket::intake::{self, Clash, Here, Planned, Row, RowFault, Step, Why};
use crate::ticket::pen::{Pen, Refusal, Sheet};

/// What all rows of an import have in common.
pub(super) struct Batch<'a> {
    pub pen: &'a Pen,
    /// Of new numbers.
    pub prefix: &'a str,
    pub lang: Lang,
    pub zone: &'a TimeZone,
    pub platform: &'a str,
    /// The column of titles, for faults.
    pub title: &'a str,
    /// The file, for the record.
    pub source: &'a str,
    /// Digest and size of the files in a package.
    pub files: &'a HashMap<String, (String, u64)>,
    /// What the package does in the flow, and its digest.
    pub package: Option<(PackageKind, &'a str)>,
    pub solve: bool,
}

impl Batch<'_> {
    /// Plans with what is there, and writes.
    pub(super) fn take(&self, desk: &Desk<'_>, rows: Vec<Row>) -> Result<Done> {
        let (mut known, mut bases) = (HashMap::new(), HashMap::new());
        for row in &rows {
            let base = desk.base(&origin(self.platform, &row.number))?;
            known.insert(row.number.clone(), self.known(desk, &row.number, base.is_some())?);
            bases.insert(row.number.clone(), base);
        }
        let here = |number: &str| known.get(number).into_iter().flatten().filter_map(Sheet::ticket).map(Here::from).collect();
        let base = |number: &str| bases.get(number).cloned().flatten();
        let plan = intake::plan(self.platform, rows, &here, &base);
        let mut done = Done { faults: plan.faults, ..Done::default() };
        for planned in plan.rows {
            let number = planned.row.number.clone();
            let sheet = known.remove(&number).unwrap_or_default().into_iter().next();
            let is_kept = match sheet {
                None => self.make(desk, &planned, &mut done)?,
                Some(sheet) => self.change(desk, &planned, sheet, &mut done)?,
            };
            if is_kept && bases.get(&number).and_then(Option::as_ref) != Some(&planned.base) {
                desk.set_base(&origin(self.platform, &number), &planned.base, self.pen.at)?;
            }
        }
        Ok(done)
    }

    /// The tickets that came from a number; or, where none did, the one of ours that went there under its own and comes back. A number
    /// that only happens to be one of ours is another ticket.
    fn known(&self, desk: &Desk<'_>, number: &str, went: bool) -> Result<Vec<Sheet>> {
        let mut numbers = desk.by_origin(&origin(self.platform, number))?;
        if numbers.is_empty() && went {
            numbers.push(number.to_owned());
        }
        let sheets = numbers.iter().map(|no| sheet(self.pen.side, no, desk.events(no)?));
        Ok(sheets.collect::<Result<Vec<_>>>()?.into_iter().filter(|sheet| sheet.ticket().is_some()).collect())
    }

    /// Writes a new ticket. False where it has a fault.
    fn make(&self, desk: &Desk<'_>, planned: &Planned, done: &mut Done) -> Result<bool> {
        let row = &planned.row;
        let title = row.fields.get(&Field::Title).cloned().unwrap_or_default();
        if title.is_empty() {
            let (entry, column) = (row.entry.clone(), self.title.to_owned());
            done.faults.push(RowFault { entry, line: row.line, column, value: String::new(), why: Why::Missing });
            return Ok(false);
        }
        let no = desk.next_number(self.prefix)?;
        let mut sheet = Sheet::new(&no);
        let from = Origin::Platform { name: self.platform.to_owned(), number: row.number.clone() };
        self.write(&mut sheet, What::Create { fields: row.fields.clone(), origin: Some(from), reopens: None })?;
        if let Some(opened) = row.opened {
            let text = Msg::TicketTheirOpening { platform: self.platform.to_owned() }.to(self.lang);
            self.write(&mut sheet, What::Note { text, mark: Some(Mark::Accepted), when: Some(opened) })?;
        }
        self.say_status(&mut sheet, row)?;
        let files = self.attach(&mut sheet, row)?;
        if self.solve && row.status.is_some_and(Status::is_solved) {
            let reason = row.status.map(|status| said(self.platform, status, self.lang)).unwrap_or_default();
            let step = What::Move { step: Move::Solve, fields: Fields::new(), reason };
            done.refused.extend(sheet.write(self.pen, step).err().map(|refused| refusal::error(&no, &refused, self.lang)));
        }
        keep(desk, &sheet)?;
        let status = sheet.ticket().and_then(Ticket::status);
        done.new.push(Made { no, number: row.number.clone(), title, theirs: row.status, status, files: files.len() });
        Ok(true)
    }

    /// Writes what is new of a ticket that is here. False where it was refused: then it is told again the next time.
    fn change(&self, desk: &Desk<'_>, planned: &Planned, mut sheet: Sheet, done: &mut Done) -> Result<bool> {
        let Some(before) = sheet.ticket().cloned() else { return Ok(false) };
        let row = &planned.row;
        let (fields, mut conflicts) = match &planned.step {
            Step::Changed { fields, conflicts, .. } => (fields.clone(), conflicts.clone()),
            Step::New { .. } | Step::Same { .. } => (Fields::new(), BTreeMap::new()),
        };
        // Fields that the two platforms of the flow wrote wait for a person, whom a table must not forestall.
        let (waiting, fields): (Fields, Fields) = fields.into_iter().partition(|(field, _)| before.conflicts.contains_key(field));
        for (field, theirs) in waiting {
            let ours = before.get(field).to_owned();
            conflicts.insert(field, Clash { base: Some(ours.clone()).filter(|base| !base.is_empty()), ours, theirs });
        }
        let mut changed = Changed { no: before.no.clone(), number: row.number.clone(), ..Changed::default() };
        if !fields.is_empty() {
            let reason = Msg::TicketImportReason { file: self.source.to_owned(), platform: self.platform.to_owned() }.to(self.lang);
            if let Err(refused) = sheet.write(self.pen, What::Edit { fields: fields.clone(), reason }) {
                let names: Vec<Field> = fields.into_keys().collect();
                let hint = Msg::HintTicketTheirs { number: row.number.clone(), fields: refusal::fields(&names, self.lang) };
                done.refused.push(refusal::error(&before.no, &refused, self.lang).hint(hint));
                return Ok(false);
            }
        }
        changed.fields = fields.into_iter().map(|(field, value)| (field, before.get(field).to_owned(), value)).collect();
        for (field, clash) in &conflicts {
            let text = conflict(&before.no, *field, clash, self.lang, self.zone);
            self.write(&mut sheet, What::Note { text, mark: None, when: None })?;
        }
        changed.conflicts = conflicts;
        changed.theirs = self.say_status(&mut sheet, row)?;
        changed.files = self.attach(&mut sheet, row)?;
        self.flow(&mut sheet, row, &before.no)?;
        let after = sheet.ticket().and_then(Ticket::status);
        changed.moved = before.status().zip(after).filter(|(before, after)| before != after);
        if changed.is_empty() && sheet.added().is_empty() {
            done.same += 1;
            return Ok(true);
        }
        keep(desk, &sheet)?;
        done.changed.push(changed);
        Ok(true)
    }

    /// Writes what nothing speaks against; if something does, the whole import fails.
    fn write(&self, sheet: &mut Sheet, what: What) -> Result<()> {
        let no = sheet.ticket().map(|ticket| ticket.no.clone()).unwrap_or_default();
        sheet.write(self.pen, what).map_err(|refused| refusal::error(&no, &refused, self.lang))
    }

    /// Notes the state over there where it is not what was noted last.
    fn say_status(&self, sheet: &mut Sheet, row: &Row) -> Result<Option<Status>> {
        let Some(status) = row.status.filter(|status| self.last_said(&sheet.events) != Some(*status)) else { return Ok(None) };
        self.write(sheet, What::Note { text: said(self.platform, status, self.lang), mark: None, when: None })?;
        Ok(Some(status))
    }

    fn last_said(&self, events: &[Event]) -> Option<Status> {
        let mut notes = events.iter().rev().filter(|event| event.side == self.pen.side).filter_map(|event| match &event.what {
            What::Note { text, mark: None, .. } => Some(text),
            _ => None,
        });
        let is = |text: &str, status: Status| [Lang::Zh, Lang::En].iter().any(|lang| said(self.platform, status, *lang) == text);
        notes.find_map(|text| Status::ALL.iter().copied().find(|status| is(text, *status)))
    }

    /// Attaches the files that the ticket does not have.
    fn attach(&self, sheet: &mut Sheet, row: &Row) -> Result<Vec<String>> {
        let mut added = Vec::new();
        for file in &row.files {
            // What is in no package was a fault of the row.
            let Some((sha256, size)) = self.files.get(&file.entry) else { continue };
            let what = What::Attach { name: file.name.clone(), sha256: sha256.clone(), size: *size };
            match sheet.write(self.pen, what) {
                Ok(()) => added.push(file.name.clone()),
                Err(Refusal::Nothing) => {}
                Err(refused) => {
                    let no = sheet.ticket().map(|ticket| ticket.no.clone()).unwrap_or_default();
                    return Err(refusal::error(&no, &refused, self.lang));
                }
            }
        }
        Ok(added)
    }

    /// What the package means for the state here: T4, T4b and T5. Foreign packages tell no round, so one that was taken in is never
    /// taken in again.
    fn flow(&self, sheet: &mut Sheet, row: &Row, no: &str) -> Result<()> {
        let Some((kind, package)) = self.package.filter(|(kind, _)| kind.from() == Side::Problem) else { return Ok(()) };
        let is_known = |event: &Event| matches!(&event.what, What::Received { package: id, .. } if id == package);
        let denied = kind == PackageKind::Report && row.status.is_some_and(|status| !status.is_solved());
        let Some(stand) = sheet.ticket().and_then(|ticket| ticket.stand).filter(|_| !denied && !sheet.events.iter().any(is_known)) else {
            return Ok(());
        };
        let (round, package) = (stand.round, package.to_owned());
        let implied = flow::implied(stand, kind, round).into_iter().map(|implied| match implied {
            Implied::Arrived(kind) => What::Acknowledged { package: package.clone(), kind, round, how: How::Answer, reason: String::new() },
            Implied::Planned => What::Received { package: package.clone(), kind: PackageKind::Plan, round },
        });
        for what in implied {
            sheet.note(self.pen, None, what).map_err(|refused| refusal::error(no, &refused, self.lang))?;
        }
        let stand = sheet.ticket().and_then(|ticket| ticket.stand);
        if flow::received(stand, kind, round) != stand {
            let what = What::Received { package, kind, round };
            sheet.note(self.pen, None, what).map_err(|refused| refusal::error(no, &refused, self.lang))?;
        }
        Ok(())
    }
}
