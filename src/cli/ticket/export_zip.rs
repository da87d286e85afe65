//! `ticket export-zip`: tickets as a package for the other platform.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;

use super::office::{Office, broken_error};
use crate::bundle::{Lock, NamesAs, Unwritten};
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::knowledge;
use crate::mask::Rules;
use crate::model::ticket::{Event, PackageKind, Side, What};
use crate::store::{Direction, TicketFilter};
use crate::text::Msg;
use crate::ticket::exchange::{self, Exported, Order, Unexported};
use crate::ticket::flow;
use crate::ticket::package::{Manifest, Party};

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    #[arg(value_name = "NO", help = w("单号；不写则导出该类全部还没有发出过的单", "Tickets; all of this kind that have not gone out unless given"))]
    no: Vec<String>,
    #[arg(long, value_name = "WORDS", conflicts_with = "no", help = w("按词选单", "Tickets that words find"))]
    query: Option<String>,
    #[arg(long, value_name = "KIND", help = w("dispatch 下发 plan 计划 report 上报 close 关闭 redispatch 重新下发", "dispatch plan report close redispatch"))]
    kind: String,
    #[arg(long, short, value_name = "FILE", help = w("交换包文件 .zip", "The package, a .zip"))]
    out: PathBuf,
    #[arg(long, value_name = "WORD", help = w("加密：aes256。7-Zip、bsdtar 能打开；unzip、Java、Windows 资源管理器不能。文件名不加密", "Encrypt: aes256. 7-Zip and bsdtar open it; unzip, Java and Windows Explorer do not. Names stay visible"))]
    encrypt: Option<String>,
    #[arg(long, value_name = "FILE", help = w("口令所在的文件（只有本人可读）；不写则在终端询问", "File with the password (readable by its owner alone); asked at a terminal unless given"))]
    password_file: Option<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "ascii", help = w("包内文件名：ascii utf8 gbk（附件的原名总在清单里）", "Names inside: ascii utf8 gbk (what files were called is always in the manifest)"))]
    names: String,
    #[arg(long, help = w("文字脱敏：证件号、电话、账号、密码、名称等；附件不检查，默认不带", "Mask texts: ids, telephones, accounts, passwords, names; files are not looked into and stay here"))]
    mask: bool,
    #[arg(long, help = w("脱敏时也带附件（自行确认附件内容）", "Take files along in a masked package, on your own word"))]
    with_files: bool,
}

pub(super) fn run(app: &App, args: &ExportArgs) -> Result<Exit> {
    let mut office = Office::open(app)?;
    let kind = kind(&args.kind, office.side())?;
    let names = names(&args.names)?;
    let password = match args.encrypt.as_deref() {
        None => None,
        Some("aes256") => Some(password(app, args.password_file.as_deref())?),
        Some(word) => return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--encrypt {word} (aes256)") }).near(word, ["aes256"])),
    };
    let numbers = choose(&office, kind, args)?;
    if numbers.is_empty() {
        app.ui.out(&(Msg::PackageNothing { kind: kind.to(office.lang).into() }.to(office.lang) + "\n"));
        return Ok(Exit::OK);
    }
    if kind == PackageKind::Plan {
        super::plan_doc::attach(&mut office, &numbers)?;
    }
    let rules = rules(&office, args.mask)?;
    let salt = |bytes: &mut [u8]| crate::links::files::fill(bytes);
    let order = Order {
        kind,
        from: party(&office),
        numbers: &numbers,
        rules: rules.as_ref(),
        files: rules.is_none() || args.with_files,
        names,
        lock: password.as_deref().map(|password| Lock { password: password.as_bytes(), salt: &salt }),
        threads: threads(),
    };
    let ctx = office.ctx;
    let exported = exchange::export(&mut office.store, &office.blobs, ctx, &order, &args.out)
        .map_err(|why| unexported(&office, kind, &args.out, why))?;
    tell(&office, kind, &args.out, &exported);
    if args.encrypt.is_some() {
        app.ui.note(&Msg::PackageEncrypted {}.to(office.lang));
    }
    Ok(if exported.left_out > 0 { Exit::WARNING } else { Exit::OK })
}

/// Who the packages of this platform say they are from.
pub(super) fn party(office: &Office<'_>) -> Party {
    Party { side: office.side(), name: office.settings.name.as_ref().map(|name| name.value.clone()).unwrap_or_default() }
}

pub(super) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn tell(office: &Office<'_>, kind: PackageKind, path: &Path, exported: &Exported) {
    let (lang, ui) = (office.lang, &office.app.ui);
    let count = |n: usize| n.to_string();
    let id = exported.id.get(..8).unwrap_or(&exported.id).to_owned();
    let (path, kind) = (path.display().to_string(), format!("{} {}", kind.code(), kind.to(lang)));
    let msg = if exported.again {
        Msg::PackageAgain { path, kind, tickets: count(exported.tickets), id }
    } else {
        Msg::PackageMade { path, kind, tickets: count(exported.tickets), id }
    };
    ui.out(&(msg.to(lang) + "\n"));
    if exported.masked > 0 {
        ui.note(&Msg::PackageMasked { count: count(exported.masked) }.to(lang));
    }
    if exported.left_out > 0 {
        ui.warn(&Msg::PackageFilesLeft { count: count(exported.left_out) }.to(lang));
    }
    ui.note(&Msg::PackageReceiptNext {}.to(lang));
}

/// The rules by which what leaves is masked, if it is: asked for, or always here (`mask-exports`).
pub(super) fn rules(office: &Office<'_>, asked: bool) -> Result<Option<Rules>> {
    let always = office.settings.mask_exports.as_ref().is_some_and(|mask| mask.value);
    (asked || always).then(|| crate::cli::mask::rules(office.app)).transpose()
}

pub(super) fn kind(word: &str, side: Side) -> Result<PackageKind> {
    let known = || PackageKind::ALL.iter().filter(|kind| kind.from() == side).map(|kind| kind.as_str());
    let kind = PackageKind::parse(word).or_else(|| PackageKind::ALL.iter().copied().find(|kind| kind.code().eq_ignore_ascii_case(word)));
    let kind = kind.filter(|kind| kind.from() == side);
    kind.ok_or_else(|| {
        Error::new(Kind::Usage, Msg::Usage { text: format!("--kind {word} ({})", known().collect::<Vec<_>>().join(" ")) })
            .near(word, known())
    })
}

fn names(word: &str) -> Result<NamesAs> {
    let known = ["ascii", "utf8", "gbk"];
    match word {
        "ascii" => Ok(NamesAs::Ascii),
        "utf8" | "utf-8" => Ok(NamesAs::Utf8),
        "gbk" => Ok(NamesAs::Gbk),
        word => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--names {word} ({})", known.join(" ")) }).near(word, known)),
    }
}

/// The tickets that are asked for, or those that stand so that this kind sends them and have something that no package has yet.
fn choose(office: &Office<'_>, kind: PackageKind, args: &ExportArgs) -> Result<Vec<String>> {
    if !args.no.is_empty() {
        return Ok(args.no.clone());
    }
    let mut filter = TicketFilter { statuses: flow::sends(kind).to_vec(), ..TicketFilter::default() };
    if let Some(query) = &args.query {
        let words = knowledge::fts(&knowledge::query(query));
        if words.is_empty() {
            return Err(Error::new(Kind::Usage, Msg::TicketNoWords {}));
        }
        filter.words = Some(words);
        return Ok(office.store.tickets(&filter)?.0.into_iter().map(|row| row.no).collect());
    }
    let side = office.side();
    // What the last package of this kind had of each ticket: round and own events.
    let mut sent: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for package in office.store.packages(Direction::Out, false)?.into_iter().filter(|package| package.kind == kind) {
        let Ok(manifest) = serde_json::from_str::<Manifest>(&package.manifest) else { continue };
        for listed in manifest.tickets {
            let own = if side == Side::Ops { listed.ops } else { listed.problem };
            let known = sent.entry(listed.no).or_default();
            *known = (*known).max((listed.round, own));
        }
    }
    let mut numbers = Vec::new();
    office.store.each_ticket(&filter, |events| {
        let Some(no) = events.first().map(|event| event.ticket.clone()) else { return Ok(()) };
        let sheet = super::office::sheet(side, &no, events)?;
        let Some(ticket) = sheet.ticket() else { return Ok(()) };
        let round = ticket.stand.map_or(flow::FIRST, |stand| flow::round_of(kind, stand));
        let new = |event: &Event, from: u32| event.side == side && event.rev > from && tells(&event.what);
        let fresh = match sent.get(&no) {
            Some((before, own)) if *before >= round => sheet.events.iter().any(|event| new(event, *own)),
            // A dispatched ticket that was never in a package of ours came over otherwise, and is not sent now.
            _ => true,
        };
        if fresh && crate::ticket::pen::goes(ticket, kind) {
            numbers.push(no);
        }
        Ok(())
    })?;
    Ok(numbers)
}

/// Whether an event is news for the other platform, and not the books of this one.
fn tells(what: &What) -> bool {
    !matches!(what, What::Received { .. } | What::Acknowledged { .. } | What::Reminded { .. } | What::Pause { .. } | What::Resume {})
}

/// A password out of a private file, or typed.
pub(super) fn password(app: &App, file: Option<&Path>) -> Result<String> {
    let text = if let Some(path) = file {
        let reference = crate::model::SecretRef::File(path.to_owned());
        app.secret(&reference)?.reveal().to_owned()
    } else {
        let question = crate::cli::words::say(app.ui.lang, "口令：", "Password: ");
        app.ui.can_ask().then(|| app.ui.ask(question)).flatten().unwrap_or_default()
    };
    let text = text.trim_end_matches(['\n', '\r']).to_owned();
    if text.is_empty() { Err(Error::new(Kind::Usage, Msg::PackageNoPassword {})) } else { Ok(text) }
}

fn unexported(office: &Office<'_>, kind: PackageKind, path: &Path, why: Unexported) -> Error {
    let lang = office.lang;
    let list = |all: &[String]| {
        let shown: Vec<&str> = all.iter().take(20).map(String::as_str).collect();
        shown.join(" ") + if all.len() > 20 { " …" } else { "" }
    };
    let output = |cause: String| Error::new(Kind::Output, Msg::PackageNotWritten { path: path.display().to_string() }).because(cause);
    match why {
        Unexported::Store(error) => error,
        Unexported::Raced => Error::new(Kind::Store, Msg::PackageRaced {}),
        Unexported::Unknown(all) => Error::new(Kind::Usage, Msg::TicketUnknown { no: list(&all) }).hint(Msg::HintTicketList {}),
        Unexported::Stand(all) => {
            let states: Vec<&str> = flow::sends(kind).iter().map(|status| status.to(lang)).collect();
            Error::new(Kind::Usage, Msg::PackageStand { kind: kind.to(lang).into(), numbers: list(&all), states: states.join("、") })
        }
        Unexported::Broken(no, broken) => broken_error(&no, &broken),
        Unexported::Lost(files) => {
            let all: Vec<String> = files.into_iter().map(|(no, name)| format!("{no}:{name}")).collect();
            Error::new(Kind::Input, Msg::PackageLost { files: list(&all) }).hint(Msg::HintPackageLost {})
        }
        Unexported::Io(error) | Unexported::Written(Unwritten::Io(error) | Unwritten::List(error)) => output(error.to_string()),
        Unexported::Written(Unwritten::Content { name, error }) => {
            let gone = Msg::TicketFileGone { path: path.display().to_string(), entry: name };
            Error::new(Kind::Store, gone).because(error).hint(Msg::HintPackageLost {})
        }
        Unexported::Written(other) => output(format!("{other:?}")),
    }
}
