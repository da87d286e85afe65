//! `opsctl release`: packages are made and checked.

mod check;
mod check_json;
mod check_text;
mod lint_words;
mod new;
mod refused;
mod scripts;

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
}

pub(super) fn run(app: &App, command: &ReleaseCommand) -> Result<Exit> {
    match command {
        ReleaseCommand::New(args) => new::run(app, args),
        ReleaseCommand::Check(args) => check::run(app, args),
    }
}
