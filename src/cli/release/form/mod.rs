//! `opsctl release form`: 《应用系统版本、补丁发布申请审批表》 and its way from the applicant to the archive.

mod fields;
mod list;
mod new;
mod office;
mod papers;
mod proof;
mod refusal;
mod runs;
mod show;
mod steps;
mod verify;

use clap::Subcommand;

use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::model::approval::Policy;
use crate::release::form::{Form, Step, What};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum FormCommand {
    #[command(about = w("建立申请表", "Make a form"))]
    New(new::NewArgs),
    #[command(about = w("修改草稿", "Change a draft"))]
    Edit(new::EditArgs),
    #[command(about = w("提交（申请人）", "Submit (applicant)"))]
    Submit(steps::StepArgs),
    #[command(about = w("审查（版本管理员）", "Review (version manager)"))]
    Review(steps::ReviewArgs),
    #[command(about = w("审核（现场运维经理）", "Audit (site operations manager)"))]
    Audit(steps::StepArgs),
    #[command(about = w("批准（客户负责人）", "Approve (customer's officer)"))]
    Approve(steps::StepArgs),
    #[command(about = w("批转各系统版本管理员（现场运维经理）", "Dispatch to those who run it (site operations manager)"))]
    Dispatch(steps::DispatchArgs),
    #[command(about = w("退回申请人", "Return to the applicant"))]
    Return(steps::ReturnArgs),
    #[command(about = w("修订：换包或重新申请，原有审批作废", "A new revision, which voids all decisions"))]
    Revise(new::ReviseArgs),
    #[command(about = w("补签（紧急补丁）", "Sign later (emergency patches)"))]
    Supplement(steps::SupplementArgs),
    #[command(about = w("登记模拟环境演练结果；一般由演练自动登记", "Write down a rehearsal; the run itself does that usually"))]
    Rehearsed(runs::RehearsedArgs),
    #[command(about = w("登记生产执行结果；一般由发布自动登记", "Write down a run in production; the run itself does that usually"))]
    Executed(runs::ExecutedArgs),
    #[command(about = w("执行情况表签字（版本管理员）", "Sign the execution form (version manager)"))]
    SignExecution(papers::SignArgs),
    #[command(about = w("归档（文档管理岗）：三张表和全部记录存入存档目录", "File the forms and all records (archivist)"))]
    Archive(papers::ArchiveArgs),
    #[command(about = w("列出申请表", "List forms"))]
    List(list::ListArgs),
    #[command(about = w("一张申请表的全部内容：字段、审批及其证明、过程、下一步", "All of a form: fields, decisions and their proofs, course, what is next"))]
    Show(show::ShowArgs),
    #[command(about = w("验证记录链、电子签名和签字页", "Verify the chain, the signatures and the scanned pages"))]
    Verify(verify::VerifyArgs),
    #[command(about = w("打印：申请审批表、执行情况表、发布验证方案", "Print: approval, execution, verification"))]
    Print(papers::PrintArgs),
}

/// A form with every signature proved, and what the site allows.
pub(super) fn read(app: &App, no: &str) -> Result<(Form, Policy)> {
    let office = office::Office::open(app)?;
    let form = office.form(no)?;
    Ok((form, office.policy))
}

/// Writes what a run was into the form that allowed it.
pub(super) fn record(app: &App, no: &str, digest: &str, what: What) -> Result<()> {
    let office = office::Office::open(app)?;
    let wish = office::Wish { no, step: what.step(), digest: Some(digest.to_owned()), proof: None };
    office.write(&wish, |_| Ok(what)).map(drop)
}

pub(super) fn run(app: &App, command: &FormCommand) -> Result<Exit> {
    match command {
        FormCommand::New(args) => new::run(app, args),
        FormCommand::Edit(args) => new::edit(app, args),
        FormCommand::Submit(args) => steps::plain(app, args, Step::Submit),
        FormCommand::Review(args) => steps::review(app, args),
        FormCommand::Audit(args) => steps::plain(app, args, Step::Audit),
        FormCommand::Approve(args) => steps::plain(app, args, Step::Approve),
        FormCommand::Dispatch(args) => steps::dispatch(app, args),
        FormCommand::Return(args) => steps::give_back(app, args),
        FormCommand::Revise(args) => new::revise(app, args),
        FormCommand::Supplement(args) => steps::supplement(app, args),
        FormCommand::Rehearsed(args) => runs::rehearsed(app, args),
        FormCommand::Executed(args) => runs::executed(app, args),
        FormCommand::SignExecution(args) => papers::sign(app, args),
        FormCommand::Archive(args) => papers::archive(app, args),
        FormCommand::List(args) => list::run(app, args),
        FormCommand::Show(args) => show::run(app, args),
        FormCommand::Verify(args) => verify::run(app, args),
        FormCommand::Print(args) => papers::print(app, args),
    }
}
