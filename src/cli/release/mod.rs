//! `opsctl release`: releases, from the form that allows one to the report that is filed.

mod agent;
mod apply;
mod check;
mod check_json;
mod check_text;
mod databases;
mod form;
mod gate;
mod new;
mod office;
mod plan;
mod recover;
mod refused;
mod remote;
mod report;
mod scripts;
mod status;

use clap::Subcommand;

use super::words::w;
use super::{App, Exit};
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum ReleaseCommand {
    #[command(about = w("制作发布包", "Make a package"))]
    New(new::NewArgs),
    #[command(about = w("检查发布包：只读，不改动任何目标", "Check a package; nothing is changed anywhere"))]
    Check(check::CheckArgs),
    #[command(about = w("计划：包会对目标做什么；生产环境按计划执行", "What a package would do to a target; production is held to it"))]
    Plan(plan::PlanArgs),
    #[command(subcommand, about = w("申请审批表：填写、审批、批转、签字、存档、打印", "The approval form: filling in, decisions, signatures, archive, printing"))]
    Form(form::FormCommand),
    #[command(about = w("发布：全部生效，或全部恢复；模拟环境为完整演练", "Apply: all of it or nothing; a full rehearsal outside of production"))]
    Apply(apply::ApplyArgs),
    #[command(about = w("回退一次已生效的发布", "Take back a release"))]
    Rollback(apply::RollbackArgs),
    #[command(about = w("处理中断的执行：已决定的补完，未决定的恢复", "Bring interrupted runs to their end: what was decided stays, all else is taken back"))]
    Recover(recover::RecoverArgs),
    #[command(about = w("当前版本、正在执行的和没有结束的；不做任何改动", "What is in place, what runs, what did not end; changes nothing"))]
    Status(status::StatusArgs),
    #[command(about = w("历次执行；--verify-chain 核对记录是否被改动", "All runs; --verify-chain tells whether records were changed"))]
    History(status::HistoryArgs),
    #[command(about = w("清理旧发布保留的原文件，最近的回退路径不清理", "Take away what old releases replaced; the newest way back stays"))]
    Gc(status::GcArgs),
    #[command(hide = true, about = w("内部使用：在目标主机上代为执行", "Internal: does the work on a host"))]
    Agent,
}

pub(super) fn run(app: &App, command: &ReleaseCommand) -> Result<Exit> {
    match command {
        ReleaseCommand::New(args) => new::run(app, args),
        ReleaseCommand::Check(args) => check::run(app, args),
        ReleaseCommand::Plan(args) => plan::run(app, args),
        ReleaseCommand::Form(command) => form::run(app, command),
        ReleaseCommand::Apply(args) => apply::run(app, args),
        ReleaseCommand::Rollback(args) => apply::rollback(app, args),
        ReleaseCommand::Recover(args) => recover::run(app, args),
        ReleaseCommand::Status(args) => status::run(app, args),
        ReleaseCommand::History(args) => status::history(app, args),
        ReleaseCommand::Gc(args) => status::gc(app, args),
        ReleaseCommand::Agent => agent::run(app),
    }
}
