//! `opsctl kb`: what was learnt from tickets – written, reviewed, published, found, given out – and masking as a tool.
//!
//! Who may: second and third line and technical managers write, technical managers review and publish; nobody reviews what they wrote.

mod book;
mod draft;
mod edit;
mod export;
mod hot;
mod list;
mod mask;
mod moves;
mod shelf;
mod show;
mod words;

use clap::Subcommand;

pub(super) use draft::on_closing;

use super::words::w;
use super::{App, Exit};
use crate::error::Result;
use crate::knowledge::Move;

#[derive(Debug, Subcommand)]
pub(super) enum KbCommand {
    #[command(about = w("列出知识", "List entries"))]
    List(list::ListArgs),
    #[command(about = w("按词、错误代码、单号查找；已发布的在前", "Find entries by words, codes, tickets; published ones first"))]
    Search(list::SearchArgs),
    #[command(about = w("一条知识的全部内容和经过", "All of an entry, with its course"))]
    Show(show::ShowArgs),
    #[command(about = w("由已解决的问题单建草稿（关闭问题单时自动建）；二线、三线、技术经理可编写", "Draft entries of solved tickets (closing one does it by itself); for second and third line and technical managers"))]
    Draft(draft::DraftArgs),
    #[command(about = w("修改草稿，或遮掉需要脱敏的内容", "Write in a draft, or mask what must not leave"))]
    Edit(edit::EditArgs),
    #[command(about = w("审核草稿：技术经理，不能审自己写的", "Review a draft: technical managers, and not what they wrote themselves"))]
    Review(moves::MoveArgs),
    #[command(about = w("把已审的退回编写人", "Send a reviewed one back to its author"))]
    Return(moves::MoveArgs),
    #[command(about = w("发布已审的：技术经理；还有要脱敏的内容时不发布", "Publish a reviewed one: technical managers; refused while something has to be masked"))]
    Publish(moves::MoveArgs),
    #[command(about = w("复核：已发布的仍然适用；不能复核自己写的", "Say that a published one still holds; not what one wrote oneself"))]
    Confirm(moves::MoveArgs),
    #[command(about = w("修订：成为新版本的草稿", "Begin a new version, a draft again"))]
    Revise(moves::MoveArgs),
    #[command(about = w("作废", "Withdraw"))]
    Withdraw(moves::MoveArgs),
    #[command(about = w("哪些已发布的到期待复核、哪些按现在的规则要脱敏；供定时任务，有则退出码 1", "Which published ones are due for review, or would have to be masked by now; for cron: exit 1 if there are any"))]
    Check(list::CheckArgs),
    #[command(about = w("热点问题：重复发生的问题单，和还没有知识的", "Hot questions: what comes again, and has no entry yet"))]
    Hot(hot::HotArgs),
    #[command(about = w("导出常见问题解决手册：docx xlsx md", "Export the handbook: docx xlsx md"))]
    Export(export::ExportArgs),
    #[command(about = w("把一个文本文件脱敏后输出", "Print a masked copy of a text file"))]
    Mask(mask::MaskArgs),
}

pub(super) fn run(app: &App, command: &KbCommand) -> Result<Exit> {
    match command {
        KbCommand::List(args) => list::run(app, args),
        KbCommand::Search(args) => list::search(app, args),
        KbCommand::Show(args) => show::run(app, args),
        KbCommand::Draft(args) => draft::run(app, args),
        KbCommand::Edit(args) => edit::run(app, args),
        KbCommand::Review(args) => moves::run(app, args, Move::Review),
        KbCommand::Return(args) => moves::run(app, args, Move::Return),
        KbCommand::Publish(args) => moves::run(app, args, Move::Publish),
        KbCommand::Confirm(args) => moves::run(app, args, Move::Confirm),
        KbCommand::Revise(args) => moves::run(app, args, Move::Revise),
        KbCommand::Withdraw(args) => moves::run(app, args, Move::Withdraw),
        KbCommand::Check(args) => list::check(app, args),
        KbCommand::Hot(args) => hot::run(app, args),
        KbCommand::Export(args) => export::run(app, args),
        KbCommand::Mask(args) => mask::run(app, args),
    }
}
