//! Writing a ticket down: by hand, of a finding, or going on with a closed one.

use clap::Args;

use super::fields::{SetArgs, value};
use super::office::{Office, keep};
use super::refusal;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Field, Fields, FindingRef, Origin, Side, What};
use crate::report::form::About;
use crate::store::AuditEntry;
use crate::text::Msg;
use crate::ticket::pen::Sheet;

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    #[arg(value_name = "TITLE", help = w("标题；由发现生成时可不写", "Title; not needed with --from-finding"))]
    title: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("问题描述", "Symptom"))]
    symptom: Option<String>,
    #[arg(long, value_name = "KIND", help = w("类别：fault 故障 bug 程序问题 performance 性能问题 operation data business request consult complaint", "Kind: fault bug performance operation data business request consult complaint"))]
    kind: Option<String>,
    #[arg(long, value_name = "1-5", help = w("级别", "Level"))]
    level: Option<String>,
    #[arg(long, value_name = "NAME", help = w("模块", "Module"))]
    module: Option<String>,
    #[arg(long, value_name = "NAME", help = w("问题提交人；默认操作人", "Who asks; the operator unless given"))]
    reporter: Option<String>,
    #[command(flatten)]
    set: SetArgs,
    #[arg(long, value_name = "RUN:TARGET:CHECK[:SUBJECT]", help = w("由某次巡检或备份验证的发现生成；RUN 可写 last", "Of a finding of a run; RUN may be last"))]
    from_finding: Option<String>,
    #[arg(long, value_name = "FILE", help = w("同时挂上附件", "Attach files as well"))]
    attach: Vec<std::path::PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReopenArgs {
    #[arg(value_name = "NO", help = w("已关闭的单号", "The closed ticket"))]
    no: String,
    #[arg(value_name = "REASON", help = w("原因", "Why"))]
    reason: String,
    #[command(flatten)]
    set: SetArgs,
}

pub(super) fn run(app: &App, args: &NewArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    only_here(&office)?;
    let mut fields = Fields::new();
    let origin = match &args.from_finding {
        Some(name) => Some(of_finding(&office, name, &mut fields)?),
        None => None,
    };
    let mut put = |field: Field, given: &Option<String>| -> Result<()> {
        if let Some(text) = given {
            fields.insert(field, value(app, field, text)?);
        }
        Ok(())
    };
    put(Field::Title, &args.title)?;
    put(Field::Symptom, &args.symptom)?;
    put(Field::Kind, &args.kind)?;
    put(Field::Level, &args.level)?;
    put(Field::Module, &args.module)?;
    put(Field::Reporter, &args.reporter)?;
    fields.extend(args.set.fields(app)?);
    fields.entry(Field::Reporter).or_insert_with(|| office.ctx.operator.clone());
    if fields.get(&Field::Title).is_none_or(String::is_empty) {
        return Err(Error::new(Kind::Usage, Msg::TicketNoTitle {}));
    }
    let files = super::moves::take_files(&office, &args.attach)?;
    let no = create(&mut office, &What::Create { fields, origin, reopens: None }, &files)?;
    app.ui.out(&(Msg::TicketMade { no }.to(office.lang) + "\n"));
    office.tell_unnamed();
    Ok(Exit::OK)
}

pub(super) fn reopen(app: &App, args: &ReopenArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    only_here(&office)?;
    let old = office.ticket(&args.no)?;
    if old.status() != Some(crate::model::ticket::Status::Closed) {
        return Err(Error::new(Kind::Usage, Msg::TicketNotClosed { no: args.no.clone() }));
    }
    // What was found out the last time belongs to the old one.
    let kept = [
        Field::Title,
        Field::Kind,
        Field::Level,
        Field::System,
        Field::Module,
        Field::Channel,
        Field::Unit,
        Field::Reporter,
        Field::Phone,
        Field::UserType,
        Field::Symptom,
        Field::Steps,
        Field::Impact,
        Field::Environment,
        Field::Version,
    ];
    let mut fields: Fields = old.values().into_iter().filter(|(field, _)| kept.contains(field)).collect();
    fields.extend(args.set.fields(app)?);
    let symptom = fields.entry(Field::Symptom).or_default();
    let said = format!("{}\n{symptom}", args.reason.trim());
    said.trim().clone_into(symptom);
    let no = create(&mut office, &What::Create { fields, origin: None, reopens: Some(args.no.clone()) }, &[])?;
    app.ui.out(&(Msg::TicketReopened { no, old: args.no.clone() }.to(office.lang) + "\n"));
    Ok(Exit::OK)
}

/// Tickets are written down on the platform of operations; the other one gets them in packages.
pub(super) fn only_here(office: &Office<'_>) -> Result<()> {
    match office.side() {
        Side::Ops => Ok(()),
        Side::Problem => Err(Error::new(Kind::Usage, Msg::TicketOnlyOps {})),
    }
}

fn create(office: &mut Office<'_>, create: &What, files: &[What]) -> Result<String> {
    let (pen, prefix, ctx, lang) = (office.pen(), office.prefix(), office.ctx, office.lang);
    office.store.at_desk(|desk| {
        let no = desk.next_number(&prefix)?;
        let mut sheet = Sheet::new(&no);
        let refused = |refusal: crate::ticket::pen::Refusal| refusal::error(&no, &refusal, lang);
        for what in std::iter::once(create).chain(files) {
            sheet.write(&pen, what.clone()).map_err(refused)?;
        }
        keep(desk, &sheet)?;
        desk.audit(&AuditEntry::new(ctx, "ticket.new", serde_json::json!({ "ticket": no })))?;
        Ok(no)
    })
}

/// A finding as the beginning of a ticket: what was found, where, and what the check advises.
fn of_finding(office: &Office<'_>, name: &str, fields: &mut Fields) -> Result<Origin> {
    About::with(name, |run| office.store.load(run), |about| Ok(Origin::Finding(written(office.lang, about, fields))))
}

fn written(lang: Lang, about: &About<'_>, fields: &mut Fields) -> FindingRef {
    let (run, finding) = (about.run, about.finding);
    let title = format!("{} {}", about.target.name, finding.says.to(lang)).replace(['\n', '\r', '\t'], " ");
    fields.insert(Field::Title, title.chars().take(120).collect());
    let advice = finding.advice.to(lang);
    let advised = if advice.trim().is_empty() { String::new() } else { format!("\n{}{advice}", say(lang, "处理建议：", "Advice: ")) };
    let symptom = format!("{}{advised}", finding.says.to(lang));
    fields.insert(Field::Symptom, symptom);
    fields.insert(Field::System, about.target.name.clone());
    fields.insert(Field::Channel, "inspection".into());
    fields.insert(Field::Kind, "fault".into());
    fields.insert(Field::Occurred, finding.since.unwrap_or(about.outcome.at).to_string());
    FindingRef {
        run: run.id.clone(),
        target: about.target.name.clone(),
        check: about.outcome.check.clone(),
        subject: finding.subject.clone(),
    }
}
