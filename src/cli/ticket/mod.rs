//! `opsctl ticket`: tickets, their flow, and the packages that carry them to the other platform.

mod clause_faults;
mod dues;
mod export_zip;
mod fields;
mod files;
mod foreign;
mod form;
mod import_zip;
mod kept;
mod list;
mod moves;
mod new;
mod office;
mod plan_doc;
mod receipt;
mod refusal;
mod sheets;
mod show;
mod sla;
mod stats;
pub(in crate::cli) mod zip_words;

use clap::Subcommand;

use super::words::w;
use super::{App, Exit};
use crate::error::Result;
use crate::model::ticket::Move;

pub(super) use dues::{Moved as MovedDue, moved as moved_dues};
pub(super) use fields::read_text;
pub(super) use form::listed;
pub(super) use kept::register;
pub(super) use office::ticket_of;

#[derive(Debug, Subcommand)]
pub(super) enum TicketCommand {
    #[command(about = w("登记一张问题单，也可由巡检发现的问题生成", "Write a ticket, also of a finding"))]
    New(new::NewArgs),
    #[command(about = w("列出问题单", "List tickets"))]
    List(list::ListArgs),
    #[command(about = w("按词查找问题单", "Find tickets by words"))]
    Search(list::SearchArgs),
    #[command(about = w("一张单的全部内容、过程、附件和包", "All of a ticket: fields, course, files, packages"))]
    Show(show::ShowArgs),
    #[command(about = w("修改内容；双方都改过的字段由此定下", "Change fields; decides those that both platforms wrote"))]
    Edit(moves::EditArgs),
    #[command(about = w("指派处理人，或改派", "Assign to somebody, or to somebody else"))]
    Assign(moves::AssignArgs),
    #[command(about = w("下发三线：状态成为已分派", "To the third line"))]
    Dispatch(moves::StepArgs),
    #[command(about = w("三线受理（问题平台）", "The third line takes it (problem platform)"))]
    Accept(moves::StepArgs),
    #[command(about = w("原因分析、预计解决方案、计划解决时间（问题平台）", "Cause, planned solution, planned time (problem platform)"))]
    Plan(moves::StepArgs),
    #[command(about = w("开始开发，或测试未通过退回开发（问题平台）", "Development begins, or begins again (problem platform)"))]
    Develop(moves::StepArgs),
    #[command(about = w("提交测试（问题平台）", "To the test group (problem platform)"))]
    Test(moves::StepArgs),
    #[command(about = w("已解决：运维平台直接解决，问题平台上报", "Solved: directly here, or reported by the problem platform"))]
    Resolve(moves::StepArgs),
    #[command(about = w("问题提交人验证通过", "The submitter says that it works"))]
    Verify(moves::VerifyArgs),
    #[command(about = w("问题提交人验证不通过", "The submitter says that it does not work"))]
    Reject(moves::RejectArgs),
    #[command(about = w("关闭", "Close"))]
    Close(moves::StepArgs),
    #[command(about = w("重新打开：登记一张接续的新单", "Reopen: a new ticket that goes on with a closed one"))]
    Reopen(new::ReopenArgs),
    #[command(about = w("记录经过，或标记首次响应、到达现场等时刻", "Note what happened, or a moment such as the first response"))]
    Note(moves::NoteArgs),
    #[command(about = w("挂上附件", "Attach files"))]
    Attach(moves::AttachArgs),
    #[command(about = w("导出交换包", "Export tickets as a package for the other platform"))]
    ExportZip(export_zip::ExportArgs),
    #[command(about = w("导入对方的交换包", "Import a package of the other platform"))]
    ImportZip(import_zip::ImportArgs),
    #[command(about = w("登记对方的回执", "Note that a package arrived"))]
    Receipt(receipt::ReceiptArgs),
    #[command(about = w("列出收发的交换包", "List packages that went out and came in"))]
    Packages(receipt::PackagesArgs),
    #[command(about = w("导入别的平台导出的表格或数据包", "Take over a table or package of another platform"))]
    Import(foreign::ImportArgs),
    #[command(about = w("写一个别的平台能读的数据包", "Write a package that another platform reads"))]
    Export(foreign::ExportArgs),
    #[command(about = w("暂停计时，须写明原因", "Stop the clocks, with a reason"))]
    Pause(moves::ReasonArgs),
    #[command(about = w("恢复计时", "Let the clocks go on"))]
    Resume(moves::NumbersArgs),
    #[command(about = w("时限：超时、临近、下一个到期的，该问谁，该发什么", "Time limits: late, at risk, due next; who is asked, and what to send"))]
    Sla(sla::SlaArgs),
    #[command(about = w("统计：各类别、级别、模块、渠道、月份的数量、用时、超时、满意度", "Statistics: counts, times, overdue and satisfaction, by kind, level, module, channel and month"))]
    Stats(stats::StatsArgs),
    #[command(about = w("合同规定的单据和清单，由问题单填写", "The contract's forms and lists, filled by tickets"))]
    Form(form::FormArgs),
}

pub(super) fn run(app: &App, command: &TicketCommand) -> Result<Exit> {
    match command {
        TicketCommand::New(args) => new::run(app, args),
        TicketCommand::List(args) => list::run(app, args),
        TicketCommand::Search(args) => list::search(app, args),
        TicketCommand::Show(args) => show::run(app, args),
        TicketCommand::Edit(args) => moves::edit(app, args),
        TicketCommand::Assign(args) => moves::assign(app, args),
        TicketCommand::Dispatch(args) => moves::step(app, args, Move::Dispatch),
        TicketCommand::Accept(args) => moves::step(app, args, Move::Accept),
        TicketCommand::Plan(args) => moves::step(app, args, Move::Plan),
        TicketCommand::Develop(args) => moves::step(app, args, Move::Develop),
        TicketCommand::Test(args) => moves::step(app, args, Move::Test),
        TicketCommand::Resolve(args) => moves::resolve(app, args),
        TicketCommand::Verify(args) => moves::verify(app, args),
        TicketCommand::Reject(args) => moves::reject(app, args),
        TicketCommand::Close(args) => moves::step(app, args, Move::Close),
        TicketCommand::Reopen(args) => new::reopen(app, args),
        TicketCommand::Note(args) => moves::note(app, args),
        TicketCommand::Attach(args) => moves::attach(app, args),
        TicketCommand::ExportZip(args) => export_zip::run(app, args),
        TicketCommand::ImportZip(args) => import_zip::run(app, args),
        TicketCommand::Receipt(args) => receipt::run(app, args),
        TicketCommand::Packages(args) => receipt::packages(app, args),
        TicketCommand::Import(args) => foreign::import(app, args),
        TicketCommand::Export(args) => foreign::export(app, args),
        TicketCommand::Pause(args) => moves::pause(app, args),
        TicketCommand::Resume(args) => moves::resume(app, args),
        TicketCommand::Sla(args) => sla::run(app, args),
        TicketCommand::Stats(args) => stats::run(app, args),
        TicketCommand::Form(args) => form::run(app, args),
    }
}
