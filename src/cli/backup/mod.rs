//! `opsctl backup`: what the policy asks for, whether it is there and whole, and whether it can be restored.

mod manifest;
mod media;
mod plan;
mod restore;
mod verify;

use manifest::rate;
pub(in crate::cli) use plan::schedule;

use clap::Subcommand;
use jiff::civil::Date;

use super::words::w;
use super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

#[derive(Debug, Subcommand)]
pub(super) enum BackupCommand {
    #[command(about = w("列出按策略应有的备份", "List the backups that the policy asks for"))]
    Plan(plan::PlanArgs),
    #[command(about = w("验证备份：存在、完整、日志、行数、大小、校验值、副本、保留", "Verify backups: existence, structure, logs, rows, sizes, digests, copies, retention"))]
    Verify(verify::VerifyArgs),
    #[command(about = w("给一个目录做校验清单（可签名），或按清单核对", "Make a manifest of digests of a folder, signed if there is a key, or compare the folder with it"))]
    Manifest(manifest::ManifestArgs),
    #[command(about = w("生成数据库备份报告", "Make the report of backups"))]
    Report(super::report::BackupReportArgs),
    #[command(subcommand, about = w("介质台账：磁带、光盘、硬盘、异地副本", "The register of media: tapes, discs, disks, remote copies"))]
    Media(media::MediaCommand),
    #[command(about = w("恢复测试：恢复到临时库或目录，核对后清理", "Restore test: into a scratch database or folder, compared, and taken away"))]
    RestoreTest(restore::RestoreTestArgs),
}

pub(super) fn run(app: &App, command: &BackupCommand) -> Result<Exit> {
    match command {
        BackupCommand::Plan(args) => plan::run(app, args),
        BackupCommand::Verify(args) => verify::run(app, args),
        BackupCommand::Manifest(args) => manifest::run(app, args),
        BackupCommand::Report(args) => super::report::of_backups(app, args),
        BackupCommand::Media(command) => media::run(app, command),
        BackupCommand::RestoreTest(args) => restore::run(app, args),
    }
}

/// A day as it is typed.
fn day(option: &str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::new(Kind::Usage, Msg::Usage { text: format!("{option} {text} (2026-01-31)") }))
}
