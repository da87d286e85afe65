//! `opsctl report`: reports and forms – made, listed, owed, handed in.

mod backup;
mod due;
mod given;
mod made;
mod set;
mod tickets;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::words::{say, w};
use super::{App, Exit, table::aligned};
use crate::error::{Error, Kind, Result};
use crate::report::contract::Shape;
use crate::report::definition::{Definition, Output, Templates};
use crate::report::facts::{Known, Site};
use crate::report::period::{Half, Length, Period};
use crate::report::records::Records;
use crate::report::{contract, make};
use crate::store::Store;
use crate::text::Msg;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ReportArgs {
    #[command(subcommand)]
    command: Option<ReportCommand>,
    #[command(flatten)]
    make: MakeArgs,
}

#[derive(Debug, Subcommand)]
enum ReportCommand {
    #[command(about = w("打印报告的数据（JSON）", "Print the data of a report (JSON)"))]
    Data(DataArgs),
    #[command(about = w("列出应交的报告：何时、谁、是否已交", "What is owed: by when, by whom, whether it was handed in"))]
    Due(due::DueArgs),
    #[command(about = w("生成一个月的全部报告，附索引和校验和", "Make all reports of a month, with an index and checksums"))]
    All(set::AllArgs),
    #[command(about = w("登记报告已提交", "Note that a report was handed in"))]
    HandIn(due::HandInArgs),
}

#[derive(Debug, Args)]
struct MakeArgs {
    #[arg(value_name = "NAME", help = w("报告名，见 --list", "The report, see --list"))]
    name: Option<String>,
    #[arg(long, help = w("列出所有报告", "List all reports"))]
    list: bool,
    #[command(flatten)]
    which: WhichArgs,
    #[arg(long, short, value_name = "PATH", help = w("输出文件，或目录（默认当前目录）；文件可写多个", "Output file, or a folder (the current one unless given); files may be several"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", value_delimiter = ',', help = w("只要这些格式：docx xlsx csv", "Only these formats: docx xlsx csv"))]
    format: Vec<String>,
    #[arg(long, value_name = "WORD", default_value = "utf-8", help = w("csv 的编码：utf-8 gb18030 gbk", "Encoding of csv: utf-8 gb18030 gbk"))]
    encoding: String,
}

/// Which report of its kind, and what a person gives to it.
#[derive(Debug, Args)]
struct WhichArgs {
    #[arg(long, value_name = "PERIOD", help = w("期间：2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15；默认最近一个完整的期间", "Period: 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15; the last full one unless given"))]
    period: Option<String>,
    #[arg(long, value_name = "HALF", help = w("上午 am 或下午 pm", "am or pm"))]
    half: Option<String>,
    // Not `data`: that is the name of the folder of the history among the global options, which would get the value too.
    #[arg(long = "data", value_name = "FILE", help = w("人填写的内容：表单、补充文字用 TOML，清单用 csv", "What people fill in: TOML for forms and texts, csv for registers"))]
    filled: Option<PathBuf>,
    #[arg(long, value_name = "RUN:TARGET:CHECK", help = w("用一次运行的发现预填表单", "Fill a form from a finding of a run"))]
    finding: Option<String>,
    #[arg(long, help = w("空白表，供打印", "Blank, for printing"))]
    blank: bool,
    #[arg(long, value_name = "NAME", help = w("个人报告的人员；默认操作人", "Whose report; the operator unless given"))]
    person: Option<String>,
}

#[derive(Debug, Args)]
struct DataArgs {
    #[arg(value_name = "NAME", help = w("报告名，见 --list", "The report, see report --list"))]
    name: String,
    #[command(flatten)]
    which: WhichArgs,
    #[arg(long, value_name = "WORD", default_value = "json", help = w("格式：json", "Format: json"))]
    format: String,
    #[arg(long, help = w("打印数据的 JSON schema", "Print the JSON schema of the data"))]
    schema: bool,
}

pub(super) use backup::BackupReportArgs;
pub(super) use tickets::Prepared;

/// `opsctl backup report`: the report `backup`, of all sets or some.
pub(super) fn of_backups(app: &App, args: &BackupReportArgs) -> Result<Exit> {
    backup::run(app, args)
}

pub(super) fn run(app: &App, args: &ReportArgs) -> Result<Exit> {
    match (&args.command, &args.make.name) {
        (Some(ReportCommand::Data(args)), _) => data(app, args),
        (Some(ReportCommand::Due(args)), _) => due::list(app, args),
        (Some(ReportCommand::HandIn(args)), _) => due::hand_in(app, args),
        (Some(ReportCommand::All(args)), _) => set::all(app, args),
        (None, _) if args.make.list => list(app),
        (None, Some(name)) => made::run(app, name, &args.make, &[]),
        (None, None) => Err(Error::new(Kind::Usage, Msg::Usage { text: "report NAME".into() }).hint(Msg::HintReportList {})),
    }
}

fn data(app: &App, args: &DataArgs) -> Result<Exit> {
    if args.format != "json" {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (json)", args.format) }));
    }
    let templates = templates(app)?;
    let definition = templates.find(&args.name)?;
    if args.schema {
        let schema = contract::schema(&definition.id, &definition.contract_fields());
        app.ui.out(&format!("{schema:#}\n"));
        return Ok(Exit::OK);
    }
    let office = Office::open(app, definition, &[])?;
    let period = period(app, definition, &args.which)?;
    let store = office.store()?;
    let data = given::with(app, &office, definition, &args.which, |given| {
        make::data(&office.sources(store.as_ref()), &mut make::Gathered::default(), definition, &period, given)
    })?;
    app.ui.out(&format!("{:#}\n", data.json));
    Ok(Exit::OK)
}

fn list(app: &App) -> Result<Exit> {
    let lang = app.ui.lang;
    let templates = templates(app)?;
    let head = [
        say(lang, "名称", "Name"),
        say(lang, "标题", "Title"),
        say(lang, "周期", "Period"),
        say(lang, "输出", "Output"),
        say(lang, "合同条款", "Contract"),
    ];
    let rows = templates.iter().map(|one| {
        let outputs: Vec<&str> = one.outputs.iter().map(|output| output.ending()).collect();
        vec![one.id.clone(), one.title.to(lang).to_owned(), length(one.period, lang).to_owned(), outputs.join(" "), one.contract.clone()]
    });
    app.ui.out(&aligned(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows)));
    Ok(Exit::OK)
}

/// The word for a length of period.
fn length(length: Length, lang: crate::model::Lang) -> &'static str {
    let (zh, en) = match length {
        Length::HalfDay => ("半日", "half day"),
        Length::Day => ("日", "day"),
        Length::Week => ("周", "week"),
        Length::Month => ("月", "month"),
        Length::Quarter => ("季", "quarter"),
        Length::HalfYear => ("半年", "half-year"),
        Length::Year => ("年", "year"),
        Length::Event => ("按事件", "on event"),
    };
    say(lang, zh, en)
}

/// The templates, with the site's own.
pub(super) fn templates(app: &App) -> Result<Templates> {
    Templates::load(app.config()?.settings.report.templates_dir.as_ref().map(|dir| dir.value.as_path()))
}

/// The period that is asked for, or the last full one.
fn period(app: &App, definition: &Definition, which: &WhichArgs) -> Result<Period> {
    let ctx = app.ctx()?;
    let half = match which.half.as_deref() {
        None => None,
        Some("am" | "上午") => Some(Half::Am),
        Some("pm" | "下午") => Some(Half::Pm),
        Some(other) => return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--half {other} (am pm)") })),
    };
    let wrong = |text: &str| Error::new(Kind::Usage, Msg::Usage { text: format!("--period {text}") }).hint(Msg::HintPeriod {});
    let now = ctx.now.to_zoned(ctx.zone.clone()).datetime();
    let period = match (&which.period, half) {
        (Some(text), half) => {
            let period = Period::parse(text, definition.period).ok_or_else(|| wrong(text))?;
            half.map_or(period, |half| Period::around(Length::HalfDay, period.first, Some(half)))
        }
        // Today's: the afternoon's report is made before the day is over.
        (None, Some(half)) => Period::around(Length::HalfDay, now.date(), Some(half)),
        (None, None) => Period::last_full(definition.period, now),
    };
    let own = [Length::Event, period.length].contains(&definition.period);
    let free = which.period.as_ref().is_some_and(|text| text.contains(".."));
    let asked: Vec<String> = [("--period", &which.period), ("--half", &which.half)]
        .into_iter()
        .filter_map(|(flag, value)| Some(format!("{flag} {}", value.as_ref()?)))
        .collect();
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: asked.join(" ") }).hint(Msg::HintPeriod {});
    if !own && !free {
        let wants = say(app.ui.lang, "这份报告的周期是：", "the period of this report is: ");
        return Err(wrong().because(format!("{wants}{}", length(definition.period, app.ui.lang))));
    }
    if period.begins(&ctx.zone) > ctx.now {
        return Err(wrong().because(say(app.ui.lang, "期间还没有开始", "it has not begun")));
    }
    Ok(period)
}

/// What reports are made from, as the site has it. The language is that of the report.
struct Office<'a> {
    ctx: crate::ctx::Ctx,
    catalog: &'a crate::catalog::Catalog,
    site: Site,
    records: Records,
    /// Folder of the history; forms need none.
    history: Option<PathBuf>,
}

impl<'a> Office<'a> {
    /// A form needs no history. Of the backup sets only some may be wanted.
    fn open(app: &'a App, definition: &Definition, sets: &[String]) -> Result<Self> {
        let ctx = crate::ctx::Ctx { lang: make::language(definition, app.ui.lang), ..app.ctx()?.clone() };
        let config = app.config()?;
        let needs_store = matches!(definition.shape, Shape::Narrative | Shape::Record | Shape::Set);
        let history = needs_store.then(|| config.settings.data_dir.value.clone());
        let report = &config.settings.report;
        let mut records = Records::default();
        if matches!(definition.shape, Shape::Narrative | Shape::Set) {
            records = Records::load(
                report.records_dir.as_ref().map(|dir| dir.value.as_path()),
                report.business_dir.as_ref().map(|dir| dir.value.as_path()),
            )?;
            given::ask_business(app, &mut records.business);
            records.policy = backup::policy(config, sets, ctx.lang)?;
            records = tickets::kept(app, &ctx, records)?;
        }
        Ok(Self { ctx, catalog: app.catalog()?, site: site(app)?, records, history })
    }

    /// One for each thread.
    fn store(&self) -> Result<Option<Store>> {
        self.history.as_deref().map(Store::open_read).transpose()
    }

    fn sources<'s>(&'s self, store: Option<&'s Store>) -> make::Sources<'s> {
        make::Sources { ctx: &self.ctx, catalog: self.catalog, site: &self.site, records: &self.records, store }
    }
}

/// The parties and the targets, as configured.
pub(super) fn site(app: &App) -> Result<Site> {
    let config = app.config()?;
    let report = &config.settings.report;
    let text = |value: &Option<crate::config::Sourced<String>>| value.as_ref().map(|v| v.value.clone()).unwrap_or_default();
    let targets = config.targets().filter(|target| target.enabled).map(|target| Known {
        name: target.name.clone(),
        kind: target.kind(),
        group: config.groups.get(&target.group).map_or_else(|| target.group.clone(), |group| group.title.clone()),
        description: target.description.clone(),
    });
    Ok(Site {
        customer: text(&report.customer),
        provider: text(&report.provider),
        project: text(&report.project),
        goal: report.goal(),
        people: report.people.as_ref().map(|p| p.value.clone()).unwrap_or_default(),
        targets: targets.collect(),
    })
}

/// The outputs that are asked for, or those of the definition.
fn outputs(definition: &Definition, format: &[String]) -> Result<Vec<Output>> {
    if format.is_empty() {
        return Ok(definition.outputs.clone());
    }
    let known = ["docx", "xlsx", "csv"];
    format
        .iter()
        .map(|word| {
            let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} (docx xlsx csv)") }).near(word, known);
            Output::parse(word).ok_or_else(wrong)
        })
        .collect()
}
