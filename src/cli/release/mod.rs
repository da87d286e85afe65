//! `opsctl release`: releases, from the form that allows one to the report that is filed.

mod form;

use clap::Subcommand;

use super::words::w;
use super::{App, Exit};
use crate::error::Result;

#[derive(Debug, Subcommand)]
pub(super) enum ReleaseCommand {
    #[command(subcommand, about = w("申请审批表：填写、审批、批转、签字、存档、打印", "The approval form: filling in, decisions, signatures, archive, printing"))]
    Form(form::FormCommand),
}

pub(super) fn run(app: &App, command: &ReleaseCommand) -> Result<Exit> {
    match command {
        ReleaseCommand::Form(command) => form::run(app, command),
    }
}
