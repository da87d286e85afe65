//! `ticket receipt`, `ticket packages`: what became of packages that went out.

use std::path::PathBuf;

use clap::Args;

use super::office::{Office, words};
use crate::cli::table::aligned;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::store::{Direction, Ledger};
use crate::text::Msg;
use crate::ticket::exchange::{self, Answered, Unanswered};
use crate::ticket::package::Receipt;

/// The largest receipt that is read.
const MOST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReceiptArgs {
    #[arg(value_name = "FILE", help = w("对方的回执 receipt-….json", "Their receipt"))]
    file: Option<PathBuf>,
    #[arg(long, value_name = "PACKAGE", conflicts_with_all = ["file", "print"], requires = "reason", help = w("没有回执文件：凭人确认对方已导入（包的编号或开头几位）", "There is no file: somebody knows that it arrived (id of the package, or its beginning)"))]
    manual: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("怎么知道的，如 张三电话确认", "How that is known"))]
    reason: Option<String>,
    #[arg(long, value_name = "PACKAGE", conflicts_with = "file", help = w("再次输出本库为某个收到的包开的回执", "Print again the receipt that was given for a package"))]
    print: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PackagesArgs {
    #[arg(long, help = w("只列发出后还没有回执的", "Only those that went out and have no receipt"))]
    waiting: bool,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json", "Format on the screen: table json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ReceiptArgs) -> Result<Exit> {
    match (&args.file, &args.manual, &args.print) {
        (Some(file), None, None) => read(app, file),
        (None, Some(package), None) => manual(app, package, args.reason.as_deref().unwrap_or_default().trim()),
        (None, None, Some(package)) => print(app, package),
        _ => Err(Error::new(
            Kind::Usage,
            Msg::Usage { text: "ticket receipt FILE | --manual PACKAGE --reason TEXT | --print PACKAGE".into() },
        )),
    }
}

fn read(app: &App, file: &std::path::Path) -> Result<Exit> {
    let path = file.display().to_string();
    let failed = |cause: &dyn std::fmt::Display| Error::new(Kind::Input, Msg::ReadFile { path: path.clone() }).because(cause);
    let size = std::fs::metadata(file).map_err(|e| failed(&e))?.len();
    if size > MOST {
        return Err(failed(&format!("{size} > {MOST}")));
    }
    let bytes = std::fs::read(file).map_err(|e| failed(&e))?;
    let receipt = Receipt::read(&bytes).map_err(|fault| super::import_zip::manifest(&fault))?;
    let mut office = Office::open(app)?;
    let (pen, ctx) = (office.pen(), office.ctx);
    let answered = exchange::answer(&mut office.store, ctx, &pen, &receipt, &words).map_err(|why| match why {
        Unanswered::Store(error) => *error,
        Unanswered::Ours => Error::new(Kind::Input, Msg::ReceiptOurs { path: path.clone() }),
        Unanswered::Unknown => Error::new(Kind::Input, Msg::ReceiptUnknown { path: path.clone(), id: receipt.package.clone() }),
    })?;
    Ok(tell(&office, &answered))
}

fn manual(app: &App, package: &str, reason: &str) -> Result<Exit> {
    if reason.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "--manual PACKAGE --reason TEXT".into() }));
    }
    let mut office = Office::open(app)?;
    let found = one(&office, package, Direction::Out)?;
    let (pen, ctx) = (office.pen(), office.ctx);
    let answered = exchange::acknowledge(&mut office.store, ctx, &pen, &found.digest, reason, &words).map_err(|why| match why {
        Unanswered::Store(error) => *error,
        Unanswered::Ours | Unanswered::Unknown => Error::new(Kind::Usage, Msg::PackageNone { name: package.into() }),
    })?;
    Ok(tell(&office, &answered))
}

fn print(app: &App, package: &str) -> Result<Exit> {
    let office = Office::open_read(app)?;
    app.ui.out(&one(&office, package, Direction::In)?.receipt);
    Ok(Exit::OK)
}

/// The package of a name; one that fits several is told with them.
fn one(office: &Office<'_>, name: &str, direction: Direction) -> Result<Ledger> {
    let mut found = office.store.package(name)?;
    found.retain(|package| package.direction == direction);
    match found.len() {
        1 => found.pop().ok_or_else(|| Error::new(Kind::Usage, Msg::PackageNone { name: name.into() })),
        0 => Err(Error::new(Kind::Usage, Msg::PackageNone { name: name.into() }).hint(Msg::HintPackages {})),
        _ => {
            let ids: Vec<&str> = found.iter().map(|package| package.id.as_str()).collect();
            Err(Error::new(Kind::Usage, Msg::PackageSeveral { name: name.into(), ids: ids.join(" ") }))
        }
    }
}

fn tell(office: &Office<'_>, answered: &Answered) -> Exit {
    let (lang, ui) = (office.lang, &office.app.ui);
    let package = &answered.package;
    let (kind, id) = (format!("{} {}", package.kind.code(), package.kind.to(lang)), package.id.get(..8).unwrap_or(&package.id).to_owned());
    if answered.again {
        ui.out(&(Msg::ReceiptKnown { kind, id }.to(lang) + "\n"));
        return Exit::OK;
    }
    ui.out(&(Msg::PackageArrived { kind, id }.to(lang) + "\n"));
    for (no, from, to) in &answered.moved {
        ui.out(&(Msg::TicketMoved { no: no.clone(), from: from.to(lang).into(), to: to.to(lang).into() }.to(lang) + "\n"));
    }
    if answered.refused.is_empty() {
        return Exit::OK;
    }
    ui.warn(&Msg::ReceiptRefused { numbers: answered.refused.join(" ") }.to(lang));
    Exit::WARNING
}

pub(super) fn packages(app: &App, args: &PackagesArgs) -> Result<Exit> {
    let office = Office::open_read(app)?;
    let lang = office.lang;
    let mut all = office.store.packages(Direction::Out, args.waiting)?;
    if !args.waiting {
        all.extend(office.store.packages(Direction::In, false)?);
        all.sort_by_key(|package| std::cmp::Reverse(package.at));
    }
    if args.format == "json" {
        let rows = all.iter().map(|package| {
            serde_json::json!({
                "id": package.id, "digest": package.digest, "direction": if package.direction == Direction::In { "in" } else { "out" },
                "kind": package.kind, "seq": package.seq, "at": package.at, "name": package.name, "tickets": package.tickets.len(),
                "arrived": package.arrived, "how": package.how,
            })
        });
        app.ui.out(&(serde_json::to_string_pretty(&rows.collect::<Vec<_>>()).unwrap_or_default() + "\n"));
        return Ok(Exit::OK);
    }
    if args.format != "table" {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table json)", args.format) }));
    }
    if all.is_empty() {
        app.ui.out(&(Msg::PackagesNone {}.to(lang) + "\n"));
        return Ok(Exit::OK);
    }
    let heads =
        [("编号", "Id"), ("种类", "Kind"), ("方向", "Way"), ("时间", "Time"), ("单数", "Tickets"), ("回执", "Receipt"), ("文件", "File")];
    let rows = all.iter().map(|package| {
        let way = if package.direction == Direction::In { say(lang, "收到", "in") } else { say(lang, "发出", "out") };
        let receipt = match (package.direction, package.how.as_str()) {
            (Direction::In, _) => say(lang, "已开", "given"),
            (_, "receipt") => say(lang, "已收到", "came"),
            (_, "manual") => say(lang, "人工确认", "by hand"),
            (_, "answer") => say(lang, "对方已有答复", "answered"),
            _ => say(lang, "待回执", "waiting"),
        };
        vec![
            package.id.get(..8).unwrap_or(&package.id).to_owned(),
            format!("{} {}", package.kind.code(), package.kind.to(lang)),
            way.to_owned(),
            office.ctx.local(package.at),
            package.tickets.len().to_string(),
            receipt.to_owned(),
            crate::render::wrap::clean_line(&package.name),
        ]
    });
    let head = heads.iter().map(|(zh, en)| say(lang, zh, en).to_owned()).collect();
    app.ui.out(&aligned(std::iter::once(head).chain(rows)));
    Ok(Exit::OK)
}
