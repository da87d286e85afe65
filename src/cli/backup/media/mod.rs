//! `opsctl backup media`: the register of tapes, discs, disks and remote copies, and its stock-taking.

mod add;
mod fields;
mod import;
mod list;
mod stocktake;

use clap::Subcommand;

use super::super::words::w;
use super::super::{App, Exit};
use crate::error::Result;
use crate::store::{Stocktake, Store};

/// Days until a medium is looked at again, unless somebody says otherwise.
const CHECK_DAYS: i64 = 180;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MediaCommand {
    #[command(about = w("登记一件介质，或修改（--change）", "Register a medium, or change one (--change)"))]
    Add(add::AddArgs),
    #[command(about = w("列出台账", "List the register"))]
    List(list::ListArgs),
    #[command(about = w("从 csv 或 xlsx 文件导入台账", "Import a csv or xlsx file"))]
    Import(import::ImportArgs),
    #[command(about = w("盘点：先印出盘点表（--blank），填好后收回", "Take stock: print a list to fill in (--blank), then take it back"))]
    Stocktake(stocktake::StocktakeArgs),
}

pub(super) fn run(app: &App, command: &MediaCommand) -> Result<Exit> {
    match command {
        MediaCommand::Add(args) => add::run(app, args),
        MediaCommand::List(args) => list::run(app, args),
        MediaCommand::Import(args) => import::run(app, args),
        MediaCommand::Stocktake(args) => stocktake::run(app, args),
    }
}

/// Every stock-taking that is on record, oldest first.
fn stocktakes(store: &Store) -> Result<Vec<Stocktake>> {
    // As far as the history can tell times.
    let end = jiff::Timestamp::from_nanosecond(i128::from(i64::MAX)).unwrap_or(jiff::Timestamp::MAX);
    store.stocktakes(jiff::Timestamp::UNIX_EPOCH, end)
}
