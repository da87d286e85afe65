//! `opsctl calendar`: what a day is and who says so (`show`), which lists are missing (`check`), new lists (`import`), due times (`due`).

mod changes;
mod check;
mod due;
mod grid;
mod import;
mod keep;
mod list;
mod show;
mod words;

use clap::Subcommand;

use super::words::w;
use super::{App, Exit};
use crate::error::Result;

pub(super) use words::{day_word, known_word, mark, short};

#[derive(Debug, Subcommand)]
pub(super) enum CalendarCommand {
    #[command(about = w("某天、某月、某年：上班还是休息，谁定的，几点到几点", "A day, a month, a year: work or rest, who says so, which hours"))]
    Show(show::ShowArgs),
    #[command(about = w("检查各年的放假安排是否齐全（供 cron）", "Check that the lists of days off are there, for cron"))]
    Check(check::CheckArgs),
    #[command(about = w("导入日历文件，先显示哪些天会变", "Import calendar files; first shows the days that change"))]
    Import(import::ImportArgs),
    #[command(about = w("从某时起 N 个工作日、工作小时或小时到期", "When N working days, working hours or hours run out"))]
    Due(due::DueArgs),
}

pub(super) fn run(app: &App, command: &CalendarCommand) -> Result<Exit> {
    match command {
        CalendarCommand::Show(args) => show::run(app, args),
        CalendarCommand::Check(args) => check::run(app, args),
        CalendarCommand::Import(args) => import::run(app, args),
        CalendarCommand::Due(args) => due::run(app, args),
    }
}
