//! `opsctl monitor`: figures that interval looks have left in the history – the last values, and statistics over a range.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::{Timestamp, ToSpan};

use super::when::moment;
use super::words::w;
use super::{App, Exit};
use crate::catalog;
use crate::engine;
use crate::error::{Error, Kind, Result};
use crate::judge;
use crate::model::monitor::{Crossing, Crossings, Gauge};
use crate::model::{Check, Level, Target, Words};
use crate::render::monitor::{self, Sheet};
use crate::render::{Format, Look};
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Subcommand)]
pub(super) enum MonitorCommand {
    #[command(about = w("显示最近的数值", "Show the last values"))]
    Show(ShowArgs),
    #[command(about = w("统计一段时间：最小、平均、最大、95 分位、越限次数", "Statistics of a range: least, mean, most, 95th percentile, crossings"))]
    Stats(StatsArgs),
}

#[derive(Debug, Args)]
struct WhatArgs {
    #[arg(value_name = "TARGET", help = w("目标名；不写则为全部", "Targets by name; all when none is named"))]
    targets: Vec<String>,
    #[arg(long, short, value_name = "NAME", help = w("只看这些组", "Only targets of these groups"))]
    group: Vec<String>,
    #[arg(long, value_name = "ID", help = w("只看这些检查", "Only these checks"))]
    check: Vec<String>,
    #[arg(long, value_name = "NAME", help = w("只看这些指标，如 used_pct", "Only these figures, e.g. used_pct"))]
    metric: Vec<String>,
    #[arg(long, help = w("只看达到预警或告警的", "Only what is at a warning or critical level"))]
    only_abnormal: bool,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx 或 .csv 文件，可写多个", "Save as .xlsx or .csv; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table csv", "Format on the screen: table csv"))]
    format: String,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    what: WhatArgs,
    #[arg(long, value_name = "HOURS", default_value_t = 24, help = w("最多看多少小时以前", "How many hours back at most"))]
    hours: u32,
}

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    what: WhatArgs,
    #[arg(long, value_name = "TIME", help = w("从何时起，如 2026-11-01 或 2026-11-01T08:00；默认 7 天前", "Since when, e.g. 2026-11-01 or 2026-11-01T08:00; 7 days ago unless given"))]
    from: Option<String>,
    #[arg(long, value_name = "TIME", help = w("到何时止；默认现在", "Until when; now unless given"))]
    to: Option<String>,
    #[arg(long, value_name = "N", help = w("只统计不小于此值的样本", "Only samples of at least this value"))]
    min: Option<f64>,
    #[arg(long, value_name = "N", help = w("只统计不大于此值的样本", "Only samples of at most this value"))]
    max: Option<f64>,
}

pub(super) fn run(app: &App, command: &MonitorCommand) -> Result<Exit> {
    let now = app.ctx()?.now;
    match command {
        MonitorCommand::Show(args) => {
            let from = now.checked_sub(i64::from(args.hours).hours()).unwrap_or(Timestamp::MIN);
            give(app, &args.what, Sheet::Last, gauges(app, &args.what, from, now)?, (from, now))
        }
        MonitorCommand::Stats(args) => {
            let from = match &args.from {
                Some(text) => moment(app, text, false)?,
                None => now.checked_sub((7 * 24).hours()).unwrap_or(Timestamp::MIN),
            };
            let to = args.to.as_deref().map_or(Ok(now), |text| moment(app, text, true))?;
            if from >= to {
                return Err(Error::new(Kind::Usage, Msg::Usage { text: "--from >= --to".into() }));
            }
            let mut gauges = gauges(app, &args.what, from, to)?;
            for gauge in &mut gauges {
                gauge.samples.retain(|(_, v)| args.min.is_none_or(|min| *v >= min) && args.max.is_none_or(|max| *v <= max));
            }
            gauges.retain(|gauge| !gauge.samples.is_empty());
            give(app, &args.what, Sheet::Statistics, gauges, (from, to))
        }
    }
}

fn gauges(app: &App, what: &WhatArgs, from: Timestamp, to: Timestamp) -> Result<Vec<Gauge>> {
    let config = app.config()?;
    let catalog = app.catalog()?;
    for id in &what.check {
        catalog.find(id)?;
    }
    let known: BTreeMap<&str, &Target> = config.targets().map(|t| (t.name.as_str(), t)).collect();
    if let Some(name) = what.group.iter().find(|name| !config.groups.contains_key(*name)) {
        let groups = config.groups.keys().map(String::as_str);
        return Err(Error::new(Kind::Usage, Msg::UnknownGroup { name: name.clone() }).near(name, groups));
    }
    let wanted = |target: &str, check: &str| {
        let by_name = what.targets.is_empty() || what.targets.iter().any(|name| name == target);
        let by_group = what.group.is_empty() || known.get(target).is_some_and(|t| what.group.contains(&t.group));
        by_name && by_group && (what.check.is_empty() || what.check.iter().any(|id| id == check))
    };
    let store = Store::open_read(&config.settings.data_dir.value)?;
    let crossings = store.crossings_between(from, to)?;
    // What people entered by the embedded checklist has its names there; a site's own list is not known here, its ids have to do.
    let round = catalog::checklist(None)?;
    let mut gauges = Vec::new();
    for (key, samples) in store.series_between(from, to, &wanted)? {
        if !what.metric.is_empty() && !what.metric.contains(&key.column) {
            continue;
        }
        let check = catalog.find(&key.check).ok().or_else(|| round.items.iter().map(|i| &i.check).find(|c| c.id == key.check));
        let named = !what.metric.is_empty();
        if !named && check.is_some_and(|check| judge::counters(check).contains(&key.column)) {
            continue;
        }
        let connect = engine::connect_column(&key.check, &key.column);
        let column = check.and_then(|c| c.column(&key.column)).map(|spec| &spec.column).or(connect.as_ref());
        gauges.push(Gauge {
            group: known.get(key.target.as_str()).map(|t| t.group.clone()).unwrap_or_default(),
            title: match check {
                Some(check) => Words::clone(&check.title),
                None if connect.is_some() => engine::connect_title(),
                None => Words::new(&*key.check, &*key.check),
            },
            metric: column.map_or_else(|| Words::new(&*key.column, &*key.column), |c| c.title.clone()),
            unit: column.and_then(|c| c.unit.clone()).unwrap_or_default(),
            drawn: named || connect.is_some() || check.is_some_and(|c| c.chart.as_ref() == Some(&key.column)),
            crossings: crossings
                .get(&(key.target.clone(), key.check.clone(), key.subject.clone()))
                .map(|made| counted(check, &key.column, made))
                .unwrap_or_default(),
            target: key.target,
            check: key.check,
            subject: key.subject,
            samples,
        });
    }
    if what.only_abnormal {
        gauges.retain(|gauge| abnormal(&gauge.crossings));
    }
    Ok(gauges)
}

/// The crossings of one figure: those whose rule mentions it. What no rule made, e.g. that a host is down, concerns all figures.
fn counted(check: Option<&Check>, column: &str, made: &[Crossing]) -> Crossings {
    let kinds: BTreeSet<(&str, Level)> = made.iter().map(|crossing| (crossing.topic.as_str(), crossing.level)).collect();
    let concerns = |(topic, level): &(&str, Level)| {
        let figures = check.and_then(|check| judge::figures_of(check, topic, *level));
        figures.is_none_or(|figures| figures.contains(column))
    };
    let concerning: BTreeSet<_> = kinds.into_iter().filter(concerns).collect();
    Crossings::of(made, |crossing| concerning.contains(&(crossing.topic.as_str(), crossing.level)))
}

fn abnormal(crossings: &Crossings) -> bool {
    crossings.last.is_some_and(|level| level >= Level::Warning) || crossings.warnings + crossings.criticals > 0
}

fn give(app: &App, what: &WhatArgs, sheet: Sheet, gauges: Vec<Gauge>, range: (Timestamp, Timestamp)) -> Result<Exit> {
    let ctx = app.ctx()?;
    if gauges.is_empty() {
        return Err(Error::new(Kind::Usage, Msg::NoSamples {}).hint(Msg::HintInterval {}));
    }
    let look = Look { width: app.ui.width, color: app.ui.color, ..Look::new(app.ui.lang, ctx.zone.clone()) };
    let format = Format::parse(&what.format).filter(|f| matches!(f, Format::Table | Format::Csv)).ok_or_else(|| {
        Error::new(Kind::Usage, Msg::Usage { text: format!("--format {} (table csv)", what.format) }).near(&what.format, ["table", "csv"])
    })?;
    let view = monitor::View { gauges, sheet, range, operator: ctx.operator.clone(), made: ctx.now };
    app.ui.out_bytes(&monitor::render(&view, format, &look)?);
    for path in &what.output {
        let format = Format::from_path(path)
            .filter(|f| matches!(f, Format::Csv | Format::Xlsx))
            .ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.xlsx .csv)", path.display()) }))?;
        ui::save(path, &monitor::render(&view, format, &look)?)?;
    }
    Ok(Exit::OK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn a_crossing_is_shown_at_the_figures_it_is_about() {
        let catalog = catalog::load(None).unwrap();
        let check = Some(catalog.find("host.cpu").unwrap());
        let made = |topic: &str| Crossing { at: Timestamp::UNIX_EPOCH, topic: topic.into(), level: Level::Critical, newest: true };
        let all = Crossings { warnings: 0, criticals: 1, last: Some(Level::Critical) };
        assert_eq!(counted(check, "busy_pct", &[made("")]), all);
        assert_eq!(counted(check, "iowait_pct", &[made("")]), Crossings::default());
        assert_eq!(counted(check, "iowait_pct", &[made("down")]), all, "no rule's");
        assert_eq!(counted(None, "logon_ms", &[made("down")]), all, "no check's");
    }
}
