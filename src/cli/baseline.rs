//! `opsctl baseline`: what a person accepted as right – accounts, parameters, invalid objects, disabled jobs.

use clap::{Args, Subcommand};

use super::table::aligned;
use super::words::{say, w};
use super::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::{BaselineRows, Check, Lang, Outcome, Run, history};
use crate::store::Store;
use crate::text::Msg;
use crate::ui::Consent;

/// The run that is meant when none is named.
const LAST: &str = "last";

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    #[command(about = w("把一次运行的结果确认为基线", "Accept the rows of a run as the baseline"))]
    Accept(AcceptArgs),
    #[command(about = w("显示现行基线", "Show the baseline that counts"))]
    Show(NameArgs),
    #[command(about = w("比较基线与最近一次运行", "Compare the baseline with the latest run"))]
    Diff(NameArgs),
}

#[derive(Debug, Args)]
pub(super) struct NameArgs {
    #[arg(value_name = "TARGET", help = w("目标名", "Target"))]
    target: String,
    #[arg(value_name = "CHECK", help = w("检查编号；不写则为全部带基线的检查", "Check ids; all checks with a baseline when none is named"))]
    checks: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    name: NameArgs,
    #[arg(long, value_name = "RUN", default_value = LAST, help = w("取哪一次运行的结果", "The run to take the rows from"))]
    run: String,
    #[arg(long, help = w("不再询问", "Do not ask"))]
    yes: bool,
}

pub(super) fn run(app: &App, command: &BaselineCommand) -> Result<Exit> {
    match command {
        BaselineCommand::Accept(args) => accept(app, args),
        BaselineCommand::Show(args) => show(app, args),
        BaselineCommand::Diff(args) => diff(app, args),
    }
}

/// What differs between a baseline and the rows of a run.
#[derive(Debug, Default)]
struct Difference {
    added: Vec<String>,
    gone: Vec<String>,
    /// Subject, then `column: before → after`.
    changed: Vec<(String, String)>,
}

impl Difference {
    fn between(before: &BaselineRows, after: &BaselineRows) -> Self {
        let mut out = Self::default();
        for (subject, cells) in after {
            let Some(was) = before.get(subject) else {
                out.added.push(subject.clone());
                continue;
            };
            for (column, value) in cells {
                let old = was.iter().find(|(name, _)| name == column).map(|(_, v)| v);
                if let Some(old) = old.filter(|old| *old != value) {
                    out.changed.push((subject.clone(), format!("{column}: {} → {}", old.plain(), value.plain())));
                }
            }
        }
        out.gone = before.keys().filter(|subject| !after.contains_key(*subject)).cloned().collect();
        out
    }

    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    fn told(&self, lang: Lang) -> String {
        let mut rows = Vec::new();
        rows.extend(self.added.iter().map(|s| vec!["  +".to_owned(), s.clone(), say(lang, "新增", "new").to_owned()]));
        rows.extend(self.gone.iter().map(|s| vec!["  -".to_owned(), s.clone(), say(lang, "已不存在", "gone").to_owned()]));
        rows.extend(self.changed.iter().map(|(s, what)| vec!["  ~".to_owned(), s.clone(), what.clone()]));
        aligned(rows)
    }
}

/// The checks whose rows can be accepted: those named, or all that have a baseline.
fn wanted<'a>(app: &'a App, names: &NameArgs) -> Result<Vec<&'a Check>> {
    let catalog = app.catalog()?;
    if names.checks.is_empty() {
        return Ok(catalog.checks().iter().filter(|c| c.baseline).collect());
    }
    let checks: Vec<&Check> = names.checks.iter().map(|id| catalog.find(id)).collect::<Result<_>>()?;
    match checks.iter().find(|check| !check.baseline) {
        Some(check) => Err(Error::new(Kind::Usage, Msg::NoBaseline { check: check.id.clone() })),
        None => Ok(checks),
    }
}

/// The run that a name stands for. The last is the last that has something to accept: runs at an interval, of which there may be
/// one a minute, have no such checks.
fn run_of(app: &App, store: &Store, name: &str, names: &NameArgs) -> Result<Run> {
    if name == LAST {
        let ids: Vec<&str> = wanted(app, names)?.iter().map(|check| check.id.as_str()).collect();
        if let Some(id) = store.last_judging(&names.target, &ids)? {
            return store.load(&id);
        }
    }
    store.load(&store.find(name, Some(&names.target))?)
}

/// The judged rows of each check with a baseline, as a baseline would keep them.
fn candidates(app: &App, run: &Run, names: &NameArgs) -> Result<Vec<(String, BaselineRows)>> {
    let target = run.targets.iter().find(|t| t.name == names.target).ok_or_else(|| {
        Error::new(Kind::Usage, Msg::UnknownTarget { name: names.target.clone() })
            .near(&names.target, run.targets.iter().map(|t| t.name.as_str()))
    })?;
    let mut found = Vec::new();
    for check in wanted(app, names)? {
        let id = check.id.as_str();
        let computed: Vec<&str> = check.columns.iter().filter(|c| !c.is_selected()).map(|c| c.column.name.as_str()).collect();
        let outcome: Option<&Outcome> = target.outcomes.iter().find(|o| o.check == id);
        match outcome.filter(|o| o.table().is_some()) {
            // An empty table is none that a person could have looked at.
            Some(outcome) if outcome.unkept_rows > 0 => {
                if !names.checks.is_empty() {
                    return Err(
                        Error::new(Kind::Usage, Msg::RowsUnkept { check: id.into(), run: run.id.clone() }).hint(Msg::HintBaselineRun {})
                    );
                }
            }
            Some(outcome) => {
                let mut rows = history::baseline_rows(outcome, &check.watch);
                // What opsctl computes from time to time is no property of the row.
                for cells in rows.values_mut().filter(|_| check.watch.is_empty()) {
                    cells.retain(|(name, _)| !computed.contains(&name.as_str()));
                }
                found.push((id.to_owned(), rows));
            }
            // Not judged: there is nothing that could be accepted.
            None if names.checks.is_empty() => {}
            None => return Err(Error::new(Kind::Usage, Msg::NotJudged { check: id.into(), run: run.id.clone() })),
        }
    }
    if found.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NothingToAccept { run: run.id.clone() }).hint(Msg::HintBaselineRun {}));
    }
    Ok(found)
}

fn accept(app: &App, args: &AcceptArgs) -> Result<Exit> {
    let (lang, ctx) = (app.ui.lang, app.ctx()?);
    let dir = &app.config()?.settings.data_dir.value;
    let target = &args.name.target;
    let reader = Store::open_read(dir)?;
    let run = run_of(app, &reader, &args.run, &args.name)?;
    let found = candidates(app, &run, &args.name)?;
    let mut text = format!("{} {} · {} · {}\n", say(lang, "运行", "run"), run.id, ctx.local(run.now), run.source);
    for (check, rows) in &found {
        let before = reader.baseline(target, check)?.map(|b| b.rows).unwrap_or_default();
        let difference = Difference::between(&before, rows);
        text.push_str(&format!("{check}: {} {}\n{}", rows.len(), say(lang, "行", "rows"), difference.told(lang)));
    }
    app.ui.out(&text);
    let what = match lang {
        Lang::Zh => format!("把以上内容确认为目标 {target} 的基线"),
        Lang::En => format!("accept the above as the baseline of {target}"),
    };
    let _consent = Consent::ask(&app.ui, args.yes, &what)?;
    let mut store = Store::open(dir)?;
    for (check, rows) in &found {
        store.accept(ctx, &run.id, target, check, rows)?;
    }
    app.ui.out(&match lang {
        Lang::Zh => format!("已确认 {} 项检查的基线，操作人 {}\n", found.len(), ctx.operator),
        Lang::En => format!("the baseline of {} checks is accepted by {}\n", found.len(), ctx.operator),
    });
    Ok(Exit::OK)
}

fn show(app: &App, args: &NameArgs) -> Result<Exit> {
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    let ctx = app.ctx()?;
    let all = store.baselines(Some(&args.target))?;
    let wanted: Vec<_> = all.iter().filter(|a| args.checks.is_empty() || args.checks.contains(&a.check)).collect();
    if wanted.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoBaselineYet { target: args.target.clone() }).hint(Msg::HintBaselineRun {}));
    }
    let mut text = String::new();
    for one in wanted {
        let b = &one.baseline;
        text.push_str(&format!(
            "{}: {} {} · {} · {} · {}\n",
            one.check,
            b.rows.len(),
            say(app.ui.lang, "行", "rows"),
            ctx.local(b.accepted_at),
            b.by,
            b.run
        ));
        text.push_str(&aligned(b.rows.iter().map(|(subject, cells)| {
            let cells: Vec<String> = cells.iter().map(|(name, value)| format!("{name}={}", value.plain())).collect();
            vec![format!("  {subject}"), cells.join(" ")]
        })));
    }
    app.ui.out(&text);
    Ok(Exit::OK)
}

fn diff(app: &App, args: &NameArgs) -> Result<Exit> {
    let store = Store::open_read(&app.config()?.settings.data_dir.value)?;
    let run = run_of(app, &store, LAST, args)?;
    let (mut text, mut different) = (String::new(), false);
    for (check, rows) in candidates(app, &run, args)? {
        let Some(baseline) = store.baseline(&args.target, &check)? else {
            text.push_str(&format!("{check}: {}\n", say(app.ui.lang, "还没有基线", "no baseline yet")));
            continue;
        };
        let difference = Difference::between(&baseline.rows, &rows);
        different |= !difference.is_empty();
        let same = if difference.is_empty() { say(app.ui.lang, "与基线相同", "as the baseline") } else { "" };
        text.push_str(&format!("{check}: {same}\n{}", difference.told(app.ui.lang)));
    }
    app.ui.out(&text);
    // As diff(1): 0 the same, 1 different.
    Ok(if different { Exit::WARNING } else { Exit::OK })
}
