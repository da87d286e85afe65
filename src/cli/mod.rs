//! The command line: one file a subcommand – its arguments, its run function. LEVEL 4.

mod app;
mod backup;
mod baseline;
mod calendar;
mod check;
mod config;
mod doctor;
mod exit;
mod give;
mod history;
mod host;
mod init;
mod inspect;
mod kb;
mod lines;
mod log;
mod manual;
mod mask;
mod monitor;
#[cfg(target_os = "linux")]
mod release;
mod report;
mod table;
mod template;
mod ticket;
mod usage;
mod util;
mod when;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use app::App;
pub use check::run_examples;
pub use exit::Exit;
pub use util::{authored, generate};

use crate::config::Env;
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
    #[arg(long, global = true, value_name = "FILE", help = w("配置文件或其目录", "Configuration file, or its folder"))]
    config: Option<std::path::PathBuf>,
    #[arg(long = "data-dir", global = true, value_name = "DIR", help = w("数据目录（历史库）", "Data folder (history)"))]
    data: Option<std::path::PathBuf>,
    #[arg(long, global = true, value_name = "NAME", help = w("操作人，记入结果", "Operator, for the record"))]
    operator: Option<String>,
    #[arg(long, global = true, value_name = "LANG", help = w("语言：zh-CN 或 en", "Language: zh-CN or en"))]
    lang: Option<String>,
    #[arg(long, short, global = true, help = w("正常时不输出", "Say nothing when all is well"))]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand, about = w("巡检", "Inspect"))]
    Inspect(inspect::InspectCommand),
    #[command(subcommand, about = w("查看监测数值与统计", "Look at monitored figures and their statistics"))]
    Monitor(monitor::MonitorCommand),
    #[command(subcommand, about = w("备份：应有、验证、校验清单", "Backups: what is due, verification, manifests"))]
    Backup(backup::BackupCommand),
    #[cfg(target_os = "linux")]
    #[command(subcommand, about = w("发布：制作、检查发布包", "Releases: make and check packages"))]
    Release(release::ReleaseCommand),
    #[command(subcommand, about = w("问题单：流转、交换包、时限、统计", "Tickets: flow, packages, time limits, statistics"))]
    Ticket(ticket::TicketCommand),
    #[command(subcommand, about = w("知识库：草稿、审核、发布、查找、热点、手册；脱敏", "Knowledge base: drafts, review, search, hot questions, handbook; masking"))]
    Kb(kb::KbCommand),
    #[command(about = w("生成报告和表单", "Make reports and forms"))]
    Report(report::ReportArgs),
    #[command(subcommand, about = w("管理报告模板", "Templates of reports"))]
    Template(template::TemplateCommand),
    #[command(subcommand, about = w("运维日志：登记、导入、列出", "Work log: enter, import, list"))]
    Log(log::LogCommand),
    #[command(subcommand, about = w("日历：上班还是休息、缺哪年的安排、导入、到期时间", "Calendar: work or rest, missing lists, import, due times"))]
    Calendar(calendar::CalendarCommand),
    #[command(subcommand, about = w("管理主机：信任主机密钥", "Hosts: trust a host key"))]
    Host(host::HostCommand),
    #[command(subcommand, about = w("查看、新建、测试检查项", "List, show, write and test checks"))]
    Check(check::CheckCommand),
    #[command(subcommand, about = w("查看历次运行", "Look at the recorded runs"))]
    History(history::HistoryCommand),
    #[command(subcommand, about = w("确认、查看基线", "Accept and show baselines"))]
    Baseline(baseline::BaselineCommand),
    #[command(subcommand, about = w("查看、检查配置", "Show and check the configuration"))]
    Config(config::ConfigCommand),
    #[command(about = w("检查本机还缺什么、各目标能否连通", "Tell what is missing on this machine and which targets answer"))]
    Doctor(doctor::DoctorArgs),
    #[command(about = w("生成带注释的配置样例", "Write commented sample configuration"))]
    Init(init::InitArgs),
    #[command(subcommand, hide = true, about = w("内部工具", "Internal tools"))]
    Util(util::UtilCommand),
}

/// The command tree in a language, for parsing, manuals and completions.
#[must_use]
pub fn tree(lang: Lang) -> clap::Command {
    words::speak(lang);
    usage::translate(Cli::command(), lang)
}

/// Parses, runs, tells, and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    quiet_driver_panics();
    let args: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let env = Env::read();
    let lang = app::language_before_parsing(&args, &env);
    let matches = match tree(lang).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error) => return ExitCode::from(usage::report(&error, lang).0),
    };
    let exit = match Cli::from_arg_matches(&matches) {
        Err(error) => usage::report(&error, lang),
        Ok(cli) => start(&cli, env, lang),
    };
    ExitCode::from(exit.0)
}

fn start(cli: &Cli, env: Env, lang: Lang) -> Exit {
    let fallback = crate::ui::Ui::new(lang, false, true, None, crate::model::Scrubber::default());
    match App::start(&cli.global, env, lang) {
        Err(error) => {
            fallback.error(&error);
            Exit::UNKNOWN
        }
        Ok(app) => dispatch(&app, &cli.command).unwrap_or_else(|error| {
            app.ui.error(&error);
            Exit::UNKNOWN
        }),
    }
}

/// A panic inside a driver's thread is caught and told as the result of its question; its trace would only frighten.
fn quiet_driver_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !std::thread::current().name().is_some_and(|name| name.starts_with("oracle-")) {
            usual(info);
        }
    }));
}

fn dispatch(app: &App, command: &Command) -> Result<Exit> {
    match command {
        Command::Inspect(command) => inspect::run(app, command),
        Command::Monitor(command) => monitor::run(app, command),
        Command::Backup(command) => backup::run(app, command),
        #[cfg(target_os = "linux")]
        Command::Release(command) => release::run(app, command),
        Command::Ticket(command) => ticket::run(app, command),
        Command::Kb(command) => kb::run(app, command),
        Command::Report(args) => report::run(app, args),
        Command::Template(command) => template::run(app, command),
        Command::Log(command) => log::run(app, command),
        Command::Calendar(command) => calendar::run(app, command),
        Command::Host(command) => host::run(app, command),
        Command::Check(command) => check::run(app, command),
        Command::History(command) => history::run(app, command),
        Command::Baseline(command) => baseline::run(app, command),
        Command::Config(command) => config::run(app, command),
        Command::Doctor(args) => doctor::run(app, args),
        Command::Init(args) => init::run(app, args),
        Command::Util(command) => util::run(app, command),
    }
}
