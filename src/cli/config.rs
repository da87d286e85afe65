//! `opsctl config`: what is in force and where each value is written; and whether all of it can be used.

use clap::{Args, Subcommand};

use super::table::aligned;
use super::words::{say, w};
use super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    #[command(about = w("显示生效的配置及每个值的来源", "Show the configuration in force and where each value is from"))]
    Show(ShowArgs),
    #[command(about = w("检查全部配置，不连接任何目标", "Check the whole configuration; connects to nothing"))]
    Check,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "TARGET", help = w("只看这个目标", "Only this target"))]
    target: Option<String>,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, command: &ConfigCommand) -> Result<Exit> {
    match command {
        ConfigCommand::Show(args) => show(app, args),
        ConfigCommand::Check => check(app),
    }
}

fn show(app: &App, args: &ShowArgs) -> Result<Exit> {
    let config = app.config()?;
    let rows = match &args.target {
        None => config.rows(),
        Some(name) => config.target_rows(name).ok_or_else(|| {
            Error::new(Kind::Usage, Msg::UnknownTarget { name: name.clone() }).near(name, config.targets().map(|t| t.name.as_str()))
        })?,
    };
    if args.json {
        let rows: Vec<_> = rows.iter().map(|r| serde_json::json!({ "key": r.key, "value": r.value, "origin": r.origin })).collect();
        app.ui.out(&format!("{:#}\n", serde_json::Value::Array(rows)));
    } else {
        app.ui.out(&aligned(rows.into_iter().map(|r| vec![r.key, r.value, r.origin])));
    }
    Ok(Exit::OK)
}

/// Everything that can be wrong without asking a target: files, names of checks and limits, secrets.
fn check(app: &App) -> Result<Exit> {
    let config = app.config()?;
    app.check_limit_names()?;
    let mut faults = Vec::new();
    for target in config.targets().filter(|t| t.enabled) {
        let secrets = target.secrets();
        faults.extend(secrets.filter_map(|reference| app.secret(reference).err()));
    }
    let databases = config.releases().filter(|target| target.enabled).flat_map(|target| target.databases.values());
    faults.extend(databases.filter_map(|database| app.secret(database.password.as_ref()?).err()));
    for fault in &faults {
        app.ui.error(fault);
    }
    if !faults.is_empty() {
        return Ok(Exit::UNKNOWN);
    }
    let lang = app.ui.lang;
    let counts = format!("{} · {}", config.targets().count(), app.catalog()?.checks().len());
    app.ui.out(&format!("{}: {counts}\n", say(lang, "配置正确（目标 · 检查）", "the configuration is right (targets · checks)")));
    Ok(Exit::OK)
}
