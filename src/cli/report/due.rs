//! What is owed, and noting that it was handed in.

use std::collections::BTreeSet;

use clap::Args;
use jiff::SignedDuration;

use super::{WhichArgs, period, site, templates};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, table::aligned};
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::report::contract::Shape;
use crate::report::definition::Definition;
use crate::report::due::{Known, Owed, Standing, owed};
use crate::report::facts::Site;
use crate::store::Store;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(super) struct DueArgs {
    #[arg(long, value_name = "DAYS", default_value_t = 7, help = w("往后看几天", "So many days ahead"))]
    ahead: u16,
    #[arg(long, value_name = "DAYS", default_value_t = 35, help = w("往前看几天", "So many days back"))]
    back: u16,
    #[arg(long, help = w("已提交的也列出", "Also those that were handed in"))]
    all: bool,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("格式：table json", "Format: table json"))]
    format: String,
}

#[derive(Debug, Args)]
pub(super) struct HandInArgs {
    #[arg(value_name = "NAME", help = w("报告名", "The report"))]
    name: String,
    #[command(flatten)]
    which: WhichArgs,
    #[arg(long, value_name = "WHO", default_value = "", help = w("交给谁", "To whom"))]
    to: String,
}

pub(super) fn list(app: &App, args: &DueArgs) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let templates = templates(app)?;
    let site = site(app)?;
    let day = SignedDuration::from_hours(24);
    // Reports of a year are owed after it.
    let from = ctx.now.checked_sub(day * (i32::from(args.back) + 400)).unwrap_or(ctx.now);
    let (mut given, mut inspected) = (Vec::new(), BTreeSet::new());
    // Without a history nothing was made and nothing inspected.
    if let Ok(store) = Store::open_read(&app.config()?.settings.data_dir.value) {
        given = store.reports_between(from, ctx.now.checked_add(day * 400).unwrap_or(ctx.now))?;
        let runs = store.runs_between(from, ctx.now)?;
        inspected = runs.iter().map(|run| run.now.to_zoned(ctx.zone.clone()).date()).collect();
    }
    let definitions: Vec<_> = templates.iter().filter(|one| matches!(one.shape, Shape::Narrative | Shape::Record)).collect();
    let known = Known { given: &given, inspected };
    let mut all = owed(&definitions, &site.people, &known, ctx, i64::from(args.back), i64::from(args.ahead));
    if !args.all {
        all.retain(|one| one.standing != Standing::HandedIn);
    }
    let late = all.iter().any(|one| one.standing == Standing::Late);
    match args.format.as_str() {
        "json" => app.ui.out(&format!("{:#}\n", serde_json::to_value(&all).unwrap_or_default())),
        "table" if all.is_empty() => app.ui.note(say(lang, "没有应交未交的报告。", "Nothing is owed.")),
        "table" => app.ui.out(&table(app, &all)?),
        other => return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {other} (table json)") })),
    }
    tell_of_people(app, &site, &definitions);
    Ok(if late { Exit::WARNING } else { Exit::OK })
}

/// Whose weekly reports there should be is not known: then there are none, which must not pass unseen.
pub(super) fn tell_of_people(app: &App, site: &Site, definitions: &[&Definition]) {
    if definitions.iter().any(|one| one.person) && site.people.is_empty() {
        app.ui.warn(say(
            app.ui.lang,
            "个人周报没有列出：请在配置中写 report.people 。",
            "Reports of persons are not listed: name the people in report.people .",
        ));
    }
}

fn table(app: &App, all: &[Owed]) -> Result<String> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let head = [
        say(lang, "期限", "Due"),
        say(lang, "状态", "State"),
        say(lang, "报告", "Report"),
        say(lang, "期间", "Period"),
        say(lang, "人员", "Person"),
        say(lang, "交给", "To"),
        say(lang, "缺巡检（天）", "Days not inspected"),
    ];
    // Of a report that is owed many times in the same way, the first and the last are told.
    let mut groups: indexmap::IndexMap<(&str, &str, &str), Vec<&Owed>> = indexmap::IndexMap::new();
    for one in all {
        groups.entry((&one.name, &one.person, standing(one, lang))).or_default().push(one);
    }
    let rows = groups.into_iter().flat_map(|((_, _, standing), owed)| {
        let told = |of: &[&Owed], period: String| {
            let one = of[0];
            let missing: usize = of.iter().map(|one| one.days_without_runs).sum();
            let missing = if missing > 0 { missing.to_string() } else { String::new() };
            let name = format!("{} ({})", one.title, one.name);
            vec![term(ctx, one.due), standing.to_owned(), name, period, one.person.clone(), one.to.clone(), missing]
        };
        match owed.as_slice() {
            [first, .., last] if owed.len() > 3 => {
                let count = owed.len();
                let period = match lang {
                    Lang::Zh => format!("{} … {}，{count} 期", first.period, last.period),
                    Lang::En => format!("{} … {}, {count}", first.period, last.period),
                };
                vec![told(&owed, period)]
            }
            few => few.iter().map(|one| told(&[one], one.period.clone())).collect(),
        }
    });
    Ok(aligned(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows)))
}

/// A term at midnight is the end of the day before.
fn term(ctx: &crate::ctx::Ctx, due: jiff::Timestamp) -> String {
    let at = due.to_zoned(ctx.zone.clone()).datetime();
    match at.date().yesterday() {
        Ok(day) if at.time() == jiff::civil::Time::midnight() => format!("{day} 24:00"),
        _ => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

fn standing(one: &Owed, lang: Lang) -> &'static str {
    match (one.standing, one.file.is_empty()) {
        (Standing::HandedIn, _) => say(lang, "已提交", "handed in"),
        (Standing::Made, _) => say(lang, "已生成，未提交", "made, not handed in"),
        (Standing::Open, _) => say(lang, "未生成", "not made"),
        (Standing::Late, true) => say(lang, "逾期，未生成", "late, not made"),
        (Standing::Late, false) => say(lang, "逾期，已生成未提交", "late, made and not handed in"),
    }
}

pub(super) fn hand_in(app: &App, args: &HandInArgs) -> Result<Exit> {
    let ctx = app.ctx()?;
    let templates = templates(app)?;
    let definition = templates.find(&args.name)?;
    let period = period(app, definition, &args.which)?;
    let person = args.which.person.clone().or_else(|| definition.person.then(|| ctx.operator.clone())).unwrap_or_default();
    let mut store = Store::open(&app.config()?.settings.data_dir.value)?;
    if !store.hand_in(ctx, &definition.id, period.begins(&ctx.zone), &person, &args.to)? {
        let name = format!("{} {period}", definition.id);
        return Err(Error::new(Kind::Usage, Msg::NotMade { name })
            .hint(Msg::HintMakeFirst { name: definition.id.clone(), period: period.to_string() }));
    }
    app.ui.note(&Msg::HandedIn { name: definition.title.to(app.ui.lang).to_owned(), period: period.to_string() }.to(app.ui.lang));
    Ok(Exit::OK)
}
