//! The document of a plan: 事件原因分析、预计解决方案 and so on travel as one docx that is attached to the ticket.

use jiff::Timestamp;

use super::office::Office;
use crate::cli::report::{site, templates};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Event, Field, Move, Ticket, What};
use crate::render::Encoding;
use crate::report::definition::{Definition, Output};
use crate::report::make::{self, Gathered, Given, Sources, Tickets};
use crate::report::period::{Length, Period};
use crate::report::records::Records;
use crate::text::Msg;
use crate::ticket::forms::{Reader, Source, answers};

/// The template.
const PLAN: &str = "ticket-plan";

/// Attaches the document of its plan to each ticket that has none of this plan yet. The same plan makes the same bytes, so that nothing is
/// attached twice.
pub(super) fn attach(office: &mut Office<'_>, numbers: &[String]) -> Result<usize> {
    let all = templates(office.app)?;
    let definition = all.find(PLAN)?;
    let mut count = 0;
    for no in numbers {
        let ticket = office.ticket(no)?;
        let events = office.store.ticket_events(no)?;
        let Some(at) = planned_at(&events) else { continue };
        let bytes = document(office, definition, &ticket, &events, at)?;
        let name = format!("{no} {}.docx", definition.title.to(Lang::Zh));
        let failed = |cause| Error::new(Kind::Store, Msg::StoreFailed { what: "attachments".into() }).because(cause).hint(Msg::HintDisk {});
        let incoming = office.blobs.take(bytes.as_slice()).map_err(failed)?;
        let (sha256, size) = (incoming.sha256.clone(), incoming.size);
        if ticket.files.iter().any(|file| file.name == name && file.sha256 == sha256) {
            continue;
        }
        office.blobs.keep([incoming]).map_err(failed)?;
        let what = What::Attach { name, sha256, size };
        office.change(std::slice::from_ref(no), "ticket.plan-document", |_| Ok(vec![what.clone()]))?;
        count += 1;
    }
    Ok(count)
}

/// When what the document tells was last written.
fn planned_at(events: &[Event]) -> Option<Timestamp> {
    let told = [Field::Cause, Field::Solution, Field::Planned, Field::Impact, Field::Developer, Field::Title, Field::Symptom];
    let is_plan = |event: &&Event| matches!(event.what, What::Move { step: Move::Plan, .. });
    events.iter().find(is_plan)?;
    let writes = |event: &&Event| event.writes().is_some_and(|fields| fields.keys().any(|field| told.contains(field)));
    events.iter().filter(|event| is_plan(event) || writes(event)).map(|event| event.at).max()
}

fn document(office: &Office<'_>, definition: &Definition, ticket: &Ticket, events: &[Event], at: Timestamp) -> Result<Vec<u8>> {
    let lang = make::language(definition, office.lang);
    let ctx = Ctx { lang, now: at, ..office.ctx.clone() };
    let reader = Reader { zone: ctx.zone.clone(), lang };
    let answers = answers(&Source { ticket, events: Some(events), due: None }, &reader);
    let (site, records) = (site(office.app)?, Records::default());
    let sources = Sources { ctx: &ctx, catalog: office.app.catalog()?, site: &site, records: &records, store: None };
    let day = at.to_zoned(ctx.zone.clone()).date();
    let given = Given { tickets: Tickets::One(&answers), ..Given::default() };
    let data = make::data(&sources, &mut Gathered::default(), definition, &Period::around(Length::Event, day, None), &given)?;
    Ok(make::document(definition, Output::Docx, &data.json, &ctx, Encoding::default())?.bytes)
}
