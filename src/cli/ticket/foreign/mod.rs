//! Tickets of other platforms: their tables and packages in, packages that they read out.

mod desk;
mod done;
mod export;
mod load;
mod told;
mod zip;

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use self::desk::Batch;
use self::done::Done;
use self::load::Loaded;
use self::zip::ZipArgs;
use super::new::only_here;
use super::office::Office;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Field, Status};
use crate::render::ticket_form;
use crate::store::{AuditEntry, Desk};
use crate::text::Msg;
use crate::ticket::intake::{EXAMPLE, Row, RowFault, SAMPLE, told as words};
use crate::ui;

pub(super) use export::{ExportArgs, run as export};

/// More faults would not be read.
const MOST_TOLD: usize = 50;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "options of a command line")]
#[command(after_help = w(
    "新单登记为“待解决”，对方的登记时间记为受理时间，对方的状态记入过程；本库的状态只按流程走，不照抄对方的。\n\
     对方已解决或已关闭的，加 --solve 按“直接解决”登记（须有事件原因分析和处理结果，由二线办理）；验证和关闭仍由提交人确认。\n\
     同一编号再次导入是更新：对方改过的写入，两边都改过的保留这里的并列出。同一文件再导入一次，什么也不变。\n\
     数据包（--adapter）：种类是 plan 或 report 的，同时按流程改变状态。",
    "New tickets are open; the time they were opened over there is kept as that of acceptance, their state there as a note. The state \
     here follows the flow and is never copied.\n\
     With --solve, those solved or closed over there are solved here (cause and result have to be there, the second line does it); \
     verifying and closing stay with the submitter.\n\
     The same number again is an update: what changed there is written, what both changed stays and is listed. The same file twice \
     changes nothing.\n\
     Packages (--adapter) of the kinds plan and report move the state as the flow says."
))]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE", required_unless_present_any = ["map_sample", "adapter_sample", "template"], help = w("对方导出的 .csv 或 .xlsx；--adapter 时为 .zip", "A platform's export, .csv or .xlsx; a .zip with --adapter"))]
    file: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with = "adapter", help = w("映射文件：哪一列是哪个字段；不写则用 --map-sample 那一份", "Mapping: which column is which field; that of --map-sample unless given"))]
    map: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = w("适配文件：对方数据包的样子（见 --adapter-sample）", "Adapter: the layout of a foreign package (see --adapter-sample)"))]
    adapter: Option<PathBuf>,
    #[command(flatten)]
    zip: ZipArgs,
    #[arg(long, help = w("只列出会有的变化，什么也不写", "Only tell what would change, write nothing"))]
    dry_run: bool,
    #[arg(long, help = w("跳过有误的行，导入其余的", "Leave out rows with faults and import the others"))]
    skip_bad: bool,
    #[arg(long, help = w("对方已解决或已关闭的新单，按“直接解决”登记", "Solve new tickets that are solved or closed over there"))]
    solve: bool,
    #[arg(long, conflicts_with_all = ["file", "map", "adapter", "adapter_sample", "template"], help = w("打印映射文件样例", "Print a sample mapping"))]
    map_sample: bool,
    #[arg(long, conflicts_with_all = ["file", "map", "adapter", "template"], help = w("打印适配文件样例", "Print a sample adapter"))]
    adapter_sample: bool,
    #[arg(long, value_name = "OUT.xlsx", conflicts_with_all = ["file", "map", "adapter"], help = w("写一张带下拉列表的登记表，填好后可导入", "Write a form with drop-down lists, to be filled in and imported"))]
    template: Option<PathBuf>,
}

pub(super) fn import(app: &App, args: &ImportArgs) -> Result<Exit> {
    if args.map_sample || args.adapter_sample {
        app.ui.out(if args.map_sample { SAMPLE } else { EXAMPLE });
        return Ok(Exit::OK);
    }
    if let Some(path) = &args.template {
        return template(app, path);
    }
    // clap sees to it that there is one.
    let Some(file) = &args.file else { return Ok(Exit::OK) };
    let loaded = match &args.adapter {
        Some(adapter) => Loaded::package(app, file, adapter, &args.zip)?,
        None => Loaded::table(app, file, args.map.as_deref(), &args.zip)?,
    };
    take(app, args, loaded)
}

fn template(app: &App, path: &Path) -> Result<Exit> {
    let shown = path.display().to_string();
    if path.extension().is_none_or(|end| !end.eq_ignore_ascii_case("xlsx")) {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--template {shown} (.xlsx)") }));
    }
    ui::save(path, &ticket_form(app.ui.lang, app.ctx()?.now)?)?;
    app.ui.out(&(Msg::TicketFormWritten { path: shown }.to(app.ui.lang) + "\n"));
    Ok(Exit::OK)
}

/// Takes over what was read: all of it in one transaction, or nothing; and tells it.
fn take(app: &App, args: &ImportArgs, mut loaded: Loaded) -> Result<Exit> {
    let lang = app.ui.lang;
    loaded.notes.iter().for_each(|note| app.ui.note(&note.to(lang)));
    let rows = std::mem::take(&mut loaded.table.rows);
    let read = std::mem::take(&mut loaded.table.faults);
    if !read.is_empty() && (!args.skip_bad || rows.is_empty()) {
        return Err(not_imported(&loaded.path, &read, !rows.is_empty(), lang));
    }
    if rows.is_empty() {
        app.ui.out(&(Msg::LogEmpty { path: loaded.path }.to(lang) + "\n"));
        return Ok(Exit::OK);
    }
    let mut office = if args.dry_run { Office::rehearse(app)? } else { Office::open(app)? };
    only_here(&office)?;
    if !args.dry_run {
        loaded.keep(&office)?;
    }
    let done = write(&mut office, args, &loaded, rows)?;
    let mut left_out: Vec<RowFault> = read.into_iter().chain(done.faults.iter().cloned()).collect();
    left_out.sort_by(|a, b| (&a.entry, a.line).cmp(&(&b.entry, b.line)));
    for error in fault_errors(&left_out, lang) {
        app.ui.error(&error);
    }
    told::done(&office, &loaded, &done, args);
    let bad = count_rows(&left_out);
    if bad > 0 {
        app.ui.warn(&Msg::LogLeftOut { count: bad.to_string() }.to(lang));
    }
    if done.writes() && !args.dry_run {
        office.tell_unnamed();
    }
    let reserved = bad > 0 || !done.refused.is_empty() || done.conflicts() > 0;
    Ok(if reserved { Exit::WARNING } else { Exit::OK })
}

/// Writes rows, or rehearses it.
fn write(office: &mut Office<'_>, args: &ImportArgs, loaded: &Loaded, rows: Vec<Row>) -> Result<Done> {
    let (pen, prefix, ctx, lang) = (office.pen(), office.prefix(), office.ctx, office.lang);
    let batch = Batch {
        pen: &pen,
        prefix: &prefix,
        lang,
        zone: &ctx.zone,
        platform: &loaded.platform,
        title: loaded.title.as_deref().unwrap_or_else(|| Field::Title.to(lang)),
        source: &loaded.name,
        files: &loaded.files,
        package: loaded.package.as_ref().map(|kind| (*kind, loaded.digest.as_str())),
        solve: args.solve,
    };
    let work = |desk: &Desk<'_>| -> Result<Done> {
        let done = batch.take(desk, rows)?;
        let none = done.rows() == 0 && done.refused.is_empty();
        if !done.faults.is_empty() && (!args.skip_bad || none) {
            return Err(not_imported(&loaded.path, &done.faults, !none, lang));
        }
        if done.writes() {
            let new: Vec<&String> = done.new.iter().map(|one| &one.no).collect();
            let changed: Vec<&String> = done.changed.iter().map(|one| &one.no).collect();
            let (file, sha256, platform) = (&loaded.name, &loaded.digest, &loaded.platform);
            let facts = json!({ "file": file, "sha256": sha256, "platform": platform, "new": new, "changed": changed });
            desk.audit(&AuditEntry::new(ctx, "ticket.import", facts))?;
        }
        Ok(done)
    };
    if args.dry_run { office.store.rehearse(work) } else { office.store.at_desk(work) }
}

/// The error that lists what is wrong with rows.
fn not_imported(path: &str, faults: &[RowFault], others: bool, lang: Lang) -> Error {
    let mut first = Error::new(Kind::Input, Msg::LogNotImported { path: path.to_owned(), count: count_rows(faults).to_string() });
    first.also = fault_errors(faults, lang);
    if others { first.hint(Msg::HintSkipBad {}) } else { first }
}

/// Faults by file and line, as many as are read.
fn fault_errors(faults: &[RowFault], lang: Lang) -> Vec<Error> {
    most(faults.iter().map(|fault| words::row(fault, lang)))
}

/// As many errors as are read, and how many more there are.
fn most(mut errors: impl ExactSizeIterator<Item = Error>) -> Vec<Error> {
    let mut told: Vec<Error> = errors.by_ref().take(MOST_TOLD).collect();
    if errors.len() > 0 {
        told.push(Error::new(Kind::Input, Msg::LogMoreFaults { count: errors.len().to_string() }));
    }
    told
}

fn count_rows(faults: &[RowFault]) -> usize {
    faults.iter().map(|fault| (&fault.entry, fault.line)).collect::<std::collections::BTreeSet<_>>().len()
}

/// What a ticket says of its state over there; how it is known again.
fn said(platform: &str, status: Status, lang: Lang) -> String {
    Msg::TicketTheirStatus { platform: platform.to_owned(), status: status.to(lang).to_owned() }.to(lang)
}

/// The key of a ticket of a platform in the store.
fn origin(platform: &str, number: &str) -> String {
    format!("{platform}\t{number}")
}
