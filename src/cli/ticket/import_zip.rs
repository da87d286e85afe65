//! `ticket import-zip`: a package of the other platform.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use super::export_zip::{party, password, threads};
use super::office::{Office, broken_error, words};
use crate::bundle::{Encoding, Limits, Warning};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind};
use crate::text::Msg;
use crate::ticket::exchange::{self, Fault, Given, Import, Imported, Unimported, Why};
use crate::ticket::package::{Arrived, ManifestFault, Refused, Taken};
use crate::ui;

/// What packages may hold unless it is said otherwise.
const ENTRIES: u64 = 100_000;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "options of a command line")]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE", help = w("交换包 .zip", "The package"))]
    file: PathBuf,
    #[arg(long, help = w("只显示会有什么变化，不写入", "Show what would change, and write nothing"))]
    dry_run: bool,
    #[arg(long, value_name = "FILE", help = w("回执写到哪里；默认写在包旁边", "Where the receipt goes; beside the package unless given"))]
    receipt: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = w("口令所在的文件；加密的包没有写时在终端询问", "File with the password; asked at a terminal unless given"))]
    password_file: Option<PathBuf>,
    #[arg(long, value_name = "WORD", help = w("包内文件名的编码：utf-8 gbk big5 cp437；默认自动判断", "Encoding of names inside: utf-8 gbk big5 cp437; told from them unless given"))]
    zip_encoding: Option<String>,
    #[arg(long, help = w("也读取 ZipCrypto 加密的包（这种加密不保密）", "Read the old encryption, too, which protects nothing"))]
    allow_weak: bool,
    #[arg(long, help = w("有问题的单不导入，其余的导入；默认全部导入或全部不导入", "Leave out tickets that are refused; all or nothing otherwise"))]
    per_ticket: bool,
    #[arg(long, help = w("本库是从旧备份恢复的：取回对方包里我方自己的记录", "This history was restored from an older backup: take back what is ours out of the package"))]
    recover: bool,
    #[arg(long, value_name = "N", help = w("最多多少个文件", "At most so many files"))]
    max_entries: Option<u64>,
    #[arg(long, value_name = "MIB", help = w("解开后最多多少 MiB", "At most so many MiB unpacked"))]
    max_mib: Option<u64>,
}

pub(super) fn run(app: &App, args: &ImportArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let path = args.file.display().to_string();
    let failed = |cause: std::io::Error| Error::new(Kind::Input, Msg::ReadFile { path: path.clone() }).because(cause);
    let file = std::fs::File::open(&args.file).map_err(failed)?;
    let encoding = args.zip_encoding.as_deref().map(encoding).transpose()?;
    let secret = args.password_file.as_deref().map(|file| password(app, Some(file))).transpose()?;
    let limits = Limits {
        entries: args.max_entries.unwrap_or(ENTRIES),
        total: args.max_mib.map_or(Limits::default().total, |mib| mib.saturating_mul(1 << 20)),
        ..Limits::default()
    };
    let given = Given {
        limits,
        password: secret.as_deref().map(str::as_bytes),
        encoding,
        weak: args.allow_weak,
        threads: threads(),
        keep: (!args.dry_run).then_some(&office.blobs),
    };
    let opened = exchange::open(file, &given).map_err(|faults| {
        let all = faults.iter().map(|one| fault(&path, one, office.lang)).collect();
        let mut error = Error::new(Kind::Input, Msg::PackageRefused { path: path.clone() });
        error.also = all;
        error
    })?;
    for warning in &opened.warnings {
        app.ui.warn(&warned(*warning).to(office.lang));
    }
    let pen = office.pen();
    let how = Import {
        pen: &pen,
        by: party(&office),
        name: args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        per_ticket: args.per_ticket,
        recover: args.recover,
        dry_run: args.dry_run,
        words: &words,
        threads: threads(),
    };
    let ctx = office.ctx;
    let imported =
        exchange::import(&mut office.store, &office.blobs, ctx, opened, &how).map_err(|why| unimported(&path, why, office.lang))?;
    tell(&office, args, &imported);
    if args.dry_run {
        return Ok(Exit::OK);
    }
    let receipt = args.receipt.clone().unwrap_or_else(|| args.file.with_file_name(format!("receipt-{}.json", imported.manifest.id)));
    let kept = write_receipt(&receipt, &imported);
    if let Err(error) = &kept {
        app.ui.error(error);
    } else {
        app.ui.out(&(Msg::PackageReceipt { path: receipt.display().to_string() }.to(office.lang) + "\n"));
    }
    let doubt = !imported.refused.is_empty() || imported.taken.iter().any(|one| !one.conflicts.is_empty());
    Ok(if doubt || kept.is_err() { Exit::WARNING } else { Exit::OK })
}

/// The same receipt again changes nothing.
fn write_receipt(path: &Path, imported: &Imported) -> Result<()> {
    if std::fs::read(path).is_ok_and(|bytes| bytes == imported.receipt.as_bytes()) {
        return Ok(());
    }
    ui::save(path, imported.receipt.as_bytes()).map_err(|error| error.hint(Msg::HintPackageReceipt { id: imported.manifest.id.clone() }))
}

fn tell(office: &Office<'_>, args: &ImportArgs, imported: &Imported) {
    let (lang, ui) = (office.lang, &office.app.ui);
    let manifest = &imported.manifest;
    let kind = format!("{} {}", manifest.kind.code(), manifest.kind.to(lang));
    if imported.again {
        ui.out(&(Msg::PackageKnown { kind, id: manifest.id.get(..8).unwrap_or_default().into() }.to(lang) + "\n"));
        return;
    }
    for one in &imported.taken {
        ui.out(&ticket(office, one));
    }
    for (no, refused) in &imported.refused {
        ui.error(&refusal(no, refused, lang));
    }
    for (kind, id) in &imported.arrived {
        let id = id.get(..8).unwrap_or(id).to_owned();
        ui.note(&Msg::PackageArrived { kind: format!("{} {}", kind.code(), kind.to(lang)), id }.to(lang));
    }
    let count = |arrived: Arrived| imported.taken.iter().filter(|one| one.arrived == arrived).count().to_string();
    let (new, changed, stale) = (count(Arrived::New), count(Arrived::Changed), count(Arrived::Stale));
    let msg =
        if args.dry_run { Msg::PackageWouldTake { kind, new, changed, stale } } else { Msg::PackageTaken { kind, new, changed, stale } };
    ui.out(&(msg.to(lang) + "\n"));
}

/// What a package did with a ticket: a line, and one for each field that is another one now.
fn ticket(office: &Office<'_>, taken: &Taken) -> String {
    let lang = office.lang;
    let word = |stand: Option<crate::model::ticket::Stand>| stand.map_or("-", |stand| stand.status.to(lang));
    let mut out = match taken.arrived {
        Arrived::Stale => return format!("{}  {}  {}\n", taken.no, word(taken.after), say(lang, "没有新内容", "nothing new")),
        Arrived::New => format!("{}  {}  {}", taken.no, say(lang, "新单", "new"), word(taken.after)),
        Arrived::Changed if taken.before == taken.after => format!("{}  {}", taken.no, word(taken.after)),
        Arrived::Changed => format!("{}  {} → {}", taken.no, word(taken.before), word(taken.after)),
    };
    if taken.notes > 0 {
        out += say(lang, &format!("  记录 {} 条", taken.notes), &format!("  {} notes", taken.notes));
    }
    if !taken.files.is_empty() {
        out += &format!(
            "  {} {}",
            say(lang, "附件", "files"),
            taken.files.iter().map(|name| crate::render::wrap::clean_line(name)).collect::<Vec<_>>().join("、")
        );
    }
    out += "\n";
    let shown = |field: Field, value: &str| match field.kind() {
        _ if value.is_empty() => say(lang, "（空）", "(empty)").to_owned(),
        FieldKind::Time => value.parse::<Timestamp>().map_or_else(|_| value.to_owned(), |at| office.ctx.local(at)),
        _ => crate::render::wrap::clean_line(&field.shown(value, lang)),
    };
    if taken.arrived == Arrived::Changed {
        for change in taken.changes.iter().filter(|change| !taken.conflicts.iter().any(|(field, ..)| *field == change.field)) {
            out += &format!("    {}：{} → {}\n", change.field.to(lang), shown(change.field, &change.from), shown(change.field, &change.to));
        }
    }
    for (field, ours, theirs) in &taken.conflicts {
        let words = (say(lang, "双方都改过，保留我方", "both wrote it, ours is kept"), say(lang, "对方", "theirs"));
        out += &format!("  ! {}：{} {}；{} {}\n", field.to(lang), words.0, shown(*field, ours), words.1, shown(*field, theirs));
    }
    out
}

fn encoding(word: &str) -> Result<Encoding> {
    let known = ["utf-8", "gbk", "big5", "cp437"];
    match word.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Ok(Encoding::Utf8),
        "gbk" | "gb18030" | "gb2312" => Ok(Encoding::Gb18030),
        "big5" => Ok(Encoding::Big5),
        "cp437" => Ok(Encoding::Cp437),
        word => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--zip-encoding {word} ({})", known.join(" ")) }).near(word, known)),
    }
}

fn warned(warning: Warning) -> Msg {
    let bytes = warning.bytes().to_string();
    match warning {
        Warning::Before { .. } => Msg::PackageJunkBefore { bytes },
        Warning::Between { .. } => Msg::PackageJunkBetween { bytes },
        Warning::After { .. } => Msg::PackageJunkAfter { bytes },
    }
}

fn fault(path: &str, fault: &Fault, lang: Lang) -> Error {
    let input = |msg| Error::new(Kind::Input, msg);
    match fault {
        Fault::Zip(refused) => super::zip_words::refused(path, refused, lang),
        Fault::NoManifest => input(Msg::PackageNoManifest {}).hint(Msg::HintPackageAdapter {}),
        Fault::Manifest(fault) => manifest(fault),
        Fault::Missing(name) => input(Msg::PackageMissing { name: name.clone() }),
        Fault::Extra(name) => input(Msg::PackageExtra { name: crate::render::wrap::clean_line(name) }),
        Fault::Entry { name, error } => super::zip_words::damaged(path, name, error, lang),
        Fault::Differs { name } => input(Msg::PackageDiffers { name: name.clone() }),
        Fault::History { name, line, why } => input(Msg::PackageHistory { name: name.clone(), line: line.to_string() }).because(why),
    }
}

/// Why a manifest or a receipt is none.
pub(super) fn manifest(fault: &ManifestFault) -> Error {
    let input = |msg| Error::new(Kind::Input, msg);
    match fault {
        ManifestFault::Shape(why) => input(Msg::PackageShape {}).because(why),
        ManifestFault::Format(format) => input(Msg::PackageFormat { format: crate::render::wrap::clean_line(format) }),
        ManifestFault::Version(version) => input(Msg::PackageVersion { version: version.to_string() }).hint(Msg::HintUpgrade {}),
        ManifestFault::Inside(what) => input(Msg::PackageInside { what: (*what).into() }),
    }
}

fn unimported(path: &str, why: Unimported, lang: Lang) -> Error {
    match why {
        Unimported::Store(error) => error,
        Unimported::Io(error) => {
            Error::new(Kind::Store, Msg::StoreFailed { what: "attachments".into() }).because(error).hint(Msg::HintDisk {})
        }
        Unimported::Why(Why::Side { from }) => Error::new(Kind::Input, Msg::PackageSide { path: path.into(), from: from.to(lang).into() }),
        Unimported::Why(Why::Twin { name }) => Error::new(Kind::Input, Msg::PackageTwin { path: path.into(), name }),
        Unimported::Why(Why::Refused(all)) => {
            let mut error = Error::new(Kind::Input, Msg::PackageRefused { path: path.into() }).hint(Msg::HintPerTicket {});
            error.also = all.iter().take(50).map(|(no, refused)| refusal(no, refused, lang)).collect();
            error
        }
    }
}

fn refusal(no: &str, refused: &Refused, lang: Lang) -> Error {
    let no = no.to_owned();
    let input = |msg| Error::new(Kind::Input, msg);
    match refused {
        Refused::Broken(broken) => broken_error(&no, broken),
        Refused::Listed => input(Msg::PackageListed { no }),
        Refused::Stand(status) => input(Msg::PackageTheirStand { no, status: status.to(lang).into() }),
        Refused::Fork(side, rev) => input(Msg::PackageFork { no, side: side.to(lang).into(), rev: rev.to_string() }),
        Refused::Ahead { here, there } => {
            input(Msg::PackageAhead { no, here: here.to_string(), there: there.to_string() }).hint(Msg::HintRecover {})
        }
        Refused::Unknown => input(Msg::PackageUnknown { no }).hint(Msg::HintPackageUnknown {}),
    }
}
