//! clap's own words in the chosen language, and usage errors with exit code 3.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use super::Exit;
use crate::model::Lang;

/// Headings, `-h` and `-V` of the whole tree.
pub(super) fn translate(command: Command, lang: Lang) -> Command {
    let help = match lang {
        Lang::Zh => "显示帮助",
        Lang::En => "Show help",
    };
    let command = command
        .disable_help_flag(true)
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help).global(true).help(help))
        .mut_args(|arg| arg.help_heading(heading_of(lang)));
    headings(command, lang)
}

fn heading_of(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "选项",
        Lang::En => "Options",
    }
}

fn headings(command: Command, lang: Lang) -> Command {
    let (usage, commands) = match lang {
        Lang::Zh => ("用法", "命令"),
        Lang::En => ("Usage", "Commands"),
    };
    let positional = match lang {
        Lang::Zh => "参数",
        Lang::En => "Arguments",
    };
    let template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}");
    command
        .help_template(template)
        .subcommand_help_heading(commands)
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let head = if arg.is_positional() { positional } else { heading_of(lang) };
            arg.help_heading(head)
        })
        .mut_subcommands(|sub| headings(sub, lang))
}

/// Prints what clap has to say. Help and version are no errors; the rest is a usage error: 3, not clap's 2, which would page somebody.
pub(super) fn report(error: &clap::Error, lang: Lang) -> Exit {
    if !error.use_stderr() {
        // A closed pipe is no failure of `--help`.
        let _ = error.print();
        return Exit::OK;
    }
    if lang == Lang::En || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return Exit::UNKNOWN;
    }
    let _ = writeln!(std::io::stderr().lock(), "{}", chinese(error));
    Exit::UNKNOWN
}

/// The commonest usage errors in Chinese; the others keep clap's text.
fn chinese(error: &clap::Error) -> String {
    let get = |kind| error.get(kind).map(show).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {}", get(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", get(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {}", get(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "缺少子命令".into(),
        ErrorKind::InvalidValue if get(ContextKind::InvalidValue).is_empty() => format!("{} 后面缺少值", get(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{} 的值 {} 不对", get(ContextKind::InvalidArg), get(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("{} 与 {} 不能同时使用", get(ContextKind::InvalidArg), get(ContextKind::PriorArg)),
        _ => return error.to_string(),
    };
    let mut text = format!("错误：{what}");
    let valid = get(ContextKind::ValidValue);
    if !valid.is_empty() {
        text.push_str(&format!("\n提示：可用的值：{valid}"));
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let near = get(kind);
        if !near.is_empty() {
            text.push_str(&format!("\n提示：是否要写 {near} ？"));
        }
    }
    text.push_str("\n提示：加 --help 查看用法。");
    text
}

fn show(value: &ContextValue) -> String {
    match value {
        ContextValue::String(s) => s.clone(),
        ContextValue::Strings(all) => all.join(" "),
        ContextValue::StyledStr(s) => s.to_string(),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ContextValue::Number(n) => n.to_string(),
        _ => String::new(),
    }
}
