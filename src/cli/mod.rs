//! The command line: one file a subcommand – its arguments, its run function. LEVEL 4.

mod app;
mod check;
mod exit;
mod usage;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use app::App;
pub use check::run_examples;
pub use exit::Exit;

use crate::error::Result;
use crate::model::Lang;
use words::w;

#[derive(Debug, Parser)]
#[command(name = "opsctl", version, disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
#[command(about = w("运维检查与报告工具", "Operations checks and reports"))]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
struct Global {
    #[arg(long, global = true, value_name = "FILE", help = w("配置文件 opsctl.toml", "Configuration file opsctl.toml"))]
    config: Option<std::path::PathBuf>,
    #[arg(long, global = true, value_name = "LANG", help = w("语言：zh-CN 或 en", "Language: zh-CN or en"))]
    lang: Option<String>,
    #[arg(long, short, global = true, help = w("只在有问题时说话", "Say something only when there is something"))]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand, about = w("查看、新建、测试检查项", "List, show, write and test checks"))]
    Check(check::CheckCommand),
}

/// The command tree in a language, for parsing, manuals and completions.
#[must_use]
pub fn tree(lang: Lang) -> clap::Command {
    words::speak(lang);
    usage::translate(Cli::command(), lang)
}

/// Parses, runs, tells, and gives the exit code.
pub fn main() -> ExitCode {
    let args: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = app::language_before_parsing(&args);
    let matches = match tree(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(usage::report(&error, lang).0),
    };
    let outcome = Cli::from_arg_matches(&matches).map_err(|e| usage::report(&e, lang)).and_then(|cli| {
        let app = App::start(&cli.global, lang);
        dispatch(&app, &cli.command).map_err(|error| {
            app.ui.error(&error);
            Exit::UNKNOWN
        })
    });
    ExitCode::from(outcome.unwrap_or_else(|exit| exit).0)
}

fn dispatch(app: &App, command: &Command) -> Result<Exit> {
    match command {
        Command::Check(command) => check::run(app, command),
    }
}
