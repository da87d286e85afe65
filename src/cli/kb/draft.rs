//! Drafts from tickets: when one is closed, and when somebody asks for it.

use clap::Args;

use super::shelf::{Shelf, keep};
use super::words;
use crate::cli::ticket::ticket_of;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::knowledge::{self, Role, Source};
use crate::model::ticket::{Field, Status, Ticket, UserType};
use crate::store::{AuditEntry, Desk};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct DraftArgs {
    #[arg(value_name = "NO", required = true, help = w("已解决或已关闭的单号，可写多个", "Tickets that are solved or closed"))]
    no: Vec<String>,
}

/// What became of a ticket that was asked for.
enum Drafted {
    New(String),
    Already(String),
}

pub(super) fn run(app: &App, args: &DraftArgs) -> Result<Exit> {
    let mut shelf = Shelf::open(app)?;
    if !shelf.roles().contains(&Role::Author) {
        let (step, role) = (Msg::KbDraftStep {}.to(shelf.lang), words::role(Role::Author).to(shelf.lang).to_owned());
        return Err(Error::new(Kind::Usage, Msg::KbRole { id: args.no.join(" "), step, role }).hint(Msg::HintTicketPeople {}));
    }
    let (side, ctx, lang) = (shelf.settings.side(), shelf.ctx, shelf.lang);
    let made = shelf.store.at_desk(|desk| {
        let (mut made, mut faults) = (Vec::new(), Vec::new());
        for no in &args.no {
            let one = || -> Result<Drafted> {
                let ticket = ticket_of(side, no, desk.events(no)?)?;
                match ticket.status() {
                    Some(status) if status.is_solved() => {}
                    status => {
                        let status = status.map_or("", |status| status.to(lang)).to_owned();
                        return Err(Error::new(Kind::Usage, Msg::KbNotSolved { no: no.clone(), status }));
                    }
                }
                match desk.entries_of_ticket(no)?.pop() {
                    Some(id) => Ok(Drafted::Already(id)),
                    None => write(desk, ctx, &ticket).map(Drafted::New),
                }
            };
            match one() {
                Ok(drafted) => made.push((no, drafted)),
                Err(error) => faults.push(error),
            }
        }
        Error::all(faults).map_or(Ok(made), Err)
    })?;
    for (no, drafted) in made {
        let no = no.clone();
        match drafted {
            Drafted::New(id) => app.ui.out(&(Msg::KbDrafted { no, id }.to(lang) + "\n")),
            Drafted::Already(id) => app.ui.note(&Msg::KbAlready { no, id }.to(lang)),
        }
    }
    shelf.tell_unnamed();
    Ok(Exit::OK)
}

/// The draft of a ticket that is being closed, in the transaction that closes it: one a ticket, never twice, and none of a ticket that
/// says neither why nor how.
pub(in crate::cli) fn on_closing(desk: &Desk<'_>, ctx: &Ctx, ticket: &Ticket) -> Result<()> {
    let tells = [Field::Cause, Field::Solution, Field::Result].iter().any(|field| !ticket.get(*field).trim().is_empty());
    if ticket.status() == Some(Status::Closed) && tells && desk.entries_of_ticket(&ticket.no)?.is_empty() {
        write(desk, ctx, ticket)?;
    }
    Ok(())
}

fn write(desk: &Desk<'_>, ctx: &Ctx, ticket: &Ticket) -> Result<String> {
    let year = ctx.now.to_zoned(ctx.zone.clone()).year();
    let id = desk.next_entry(year)?;
    let entry = knowledge::draft(&id, &author(ctx, ticket), &source(ctx, ticket));
    keep(desk, &entry)?;
    desk.audit(&AuditEntry::new(ctx, "kb.draft", serde_json::json!({ "entry": id, "ticket": ticket.no })))?;
    Ok(id)
}

/// Who wrote what the draft is made of: he is the one who does not review it.
fn author(ctx: &Ctx, ticket: &Ticket) -> String {
    let wrote = [Field::Solution, Field::Result, Field::Cause].iter().find_map(|field| ticket.fields.get(field));
    let assigned = Some(ticket.get(Field::Assignee)).filter(|name| !name.is_empty());
    wrote.map(|held| held.author.as_str()).or(assigned).unwrap_or(&ctx.operator).to_owned()
}

fn source(ctx: &Ctx, ticket: &Ticket) -> Source {
    let text = |field: Field| ticket.get(field).to_owned();
    let symptom: Vec<&str> =
        [Field::Symptom, Field::Steps].map(|field| ticket.get(field).trim()).into_iter().filter(|t| !t.is_empty()).collect();
    Source {
        no: ticket.no.clone(),
        title: text(Field::Title),
        symptom: symptom.join("\n"),
        environment: text(Field::Environment),
        version: text(Field::Version),
        cause: text(Field::Cause),
        solution: text(Field::Solution),
        result: text(Field::Result),
        kind: text(Field::Kind),
        user_type: UserType::parse(ticket.get(Field::UserType)),
        module: text(Field::Module),
        closed: ticket.since(Status::Closed).unwrap_or(ctx.now),
    }
}
