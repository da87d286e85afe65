//! What the store knows of a period, gathered once for whatever data are made of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value as Json, json};

use super::definition::Definition;
use super::period::{Length, Period};
use crate::catalog::Catalog;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::backup::{Kept, Medium, RestoreTest};
use crate::model::period::{Asked, Episode, Figure, Gap, Reachable};
use crate::model::work::Work;
use crate::model::{Check, Lang, RunHead, TargetKind, Verdict};
use crate::store::{Stocktake, Store};
use crate::text;

/// The checks that say whether a target answers, with their title.
pub const CONNECT: [&str; 2] = ["db.connect", "host.connect"];

/// The last good backup of a monthly set is in the month before.
const BACKUPS_DAYS: i64 = 62;
/// How far back the time that a restore takes is drawn.
pub const TESTS_DAYS: i64 = 366;

/// The parties, and who is at work: what configuration says.
#[derive(Debug, Clone, Default)]
pub struct Site {
    pub customer: String,
    pub provider: String,
    pub project: String,
    /// Availability that is asked for, per cent.
    pub goal: f64,
    pub people: Vec<String>,
    /// Targets as configured, in the order of reports.
    pub targets: Vec<Known>,
}

/// A target as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub name: String,
    pub kind: TargetKind,
    /// What reports call its group.
    pub group: String,
    pub description: String,
}

/// Everything that data are made of.
#[derive(Debug)]
pub struct Facts<'a> {
    pub ctx: &'a Ctx,
    pub catalog: &'a Catalog,
    pub site: &'a Site,
    pub period: Period,
    pub from: Timestamp,
    /// The end of the period, or now where it is not over.
    pub to: Timestamp,
    pub unfinished: bool,
    pub runs: Vec<RunHead>,
    pub asked: Vec<Asked>,
    pub episodes: Vec<Episode>,
    pub gaps: Vec<Gap>,
    pub reachable: Vec<Reachable>,
    pub work: Vec<Work>,
    pub figures: Vec<Figure>,
    /// Backups that were due in the period, or not long before it.
    pub backups: Vec<Kept>,
    /// Restore tests up to the end of the period, back to [`TESTS_DAYS`] before it.
    pub tests: Vec<RestoreTest>,
    /// The register of media as it is now.
    pub media: Vec<Medium>,
    /// Stock-takings up to the end of the period.
    pub stocktakes: Vec<Stocktake>,
}

impl<'a> Facts<'a> {
    /// Asks the store. A period that has not begun has no facts.
    pub fn gather(ctx: &'a Ctx, catalog: &'a Catalog, site: &'a Site, store: &Store, period: Period) -> Result<Self> {
        let (from, end) = (period.begins(&ctx.zone), period.ends(&ctx.zone));
        let to = end.min(ctx.now.max(from));
        let drawn = |check: &str, column: &str| catalog.find(check).is_ok_and(|c| c.chart.as_deref() == Some(column));
        let before = |days: i64| from.checked_sub((24 * days).hours()).unwrap_or(from);
        Ok(Self {
            ctx,
            catalog,
            site,
            period,
            from,
            to,
            unfinished: end > ctx.now,
            runs: store.runs_between(from, to)?,
            asked: store.asked_between(from, to)?,
            episodes: store.episodes_between(from, to)?,
            gaps: store.gaps_between(from, to)?,
            reachable: store.reachable_between(&CONNECT, from, to)?,
            work: store.work_between(from, to, false)?,
            figures: store.figures_between(from, to, &ctx.zone, &drawn)?,
            backups: store.backups_between(None, before(BACKUPS_DAYS), to)?,
            tests: store.restore_tests(None, before(TESTS_DAYS), to)?,
            media: store.media()?,
            stocktakes: store.stocktakes(before(TESTS_DAYS), to)?,
        })
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.ctx.lang
    }

    /// One of two texts.
    #[must_use]
    pub fn say(&self, zh: &str, en: &str) -> String {
        match self.lang() {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// What a check is called.
    #[must_use]
    pub fn title(&self, check: &str) -> String {
        match self.catalog.find(check) {
            Ok(check) => check.title.to(self.lang()).to_owned(),
            Err(_) if CONNECT.contains(&check) => self.say("连接与登录", "Connection and logon"),
            Err(_) => check.to_owned(),
        }
    }

    #[must_use]
    pub fn check(&self, id: &str) -> Option<&'a Check> {
        self.catalog.find(id).ok()
    }

    /// A moment as data have it: in the zone, to the second.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> Json {
        json!(at.to_zoned(self.ctx.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string())
    }

    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.ctx.zone.clone()).date()
    }

    /// The targets that the period saw or the configuration names: configured ones first.
    #[must_use]
    pub fn targets(&self) -> Vec<Known> {
        let mut targets = self.site.targets.clone();
        let seen: BTreeMap<&str, TargetKind> = self.asked.iter().map(|asked| (asked.target.as_str(), kind_of(&asked.check))).collect();
        for (name, kind) in seen {
            if !targets.iter().any(|known| known.name == name) {
                targets.push(Known { name: name.to_owned(), kind, group: String::new(), description: String::new() });
            }
        }
        targets
    }

    /// How many checks were judged in the period. None: nothing is known, and a count of problems says nothing.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.asked.iter().map(Asked::judged).sum()
    }

    /// The newest verdict on a target within the period.
    #[must_use]
    pub fn verdict(&self, target: &str) -> Option<(Verdict, Timestamp)> {
        self.runs.iter().rev().find_map(|run| Some((run.targets.iter().find(|t| t.name == target)?.verdict, run.now)))
    }
}

/// What is in every report: `report` of the contract.
#[must_use]
pub fn head(ctx: &Ctx, site: &Site, period: &Period, definition: &Definition, person: &str) -> Json {
    let title = definition.title.to(ctx.lang);
    json!({
        "name": definition.id,
        "title": title,
        "period": period.label(ctx.lang),
        "from": period.first.to_string(),
        "to": period.last.to_string(),
        "days": period.days(),
        "unfinished": period.length != Length::Event && period.ends(&ctx.zone) > ctx.now,
        "made_on": ctx.now.to_zoned(ctx.zone.clone()).date().to_string(),
        "operator": ctx.operator,
        "person": person,
        "customer": site.customer,
        "provider": site.provider,
        "project": site.project,
        "contract": definition.contract,
        "zone": ctx.zone_name,
        "tool": env!("CARGO_PKG_VERSION"),
    })
}

/// What a check is asked of.
fn kind_of(check: &str) -> TargetKind {
    match check {
        check if check.starts_with("db.") => TargetKind::Oracle,
        check if check.starts_with("backup.") => TargetKind::Backup,
        _ => TargetKind::Host,
    }
}

/// A verdict on one target in words; none is not known.
#[must_use]
pub fn verdict(verdict: Option<Verdict>, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Some(verdict), lang) => text::verdict(verdict, lang),
        (None, Lang::Zh) => "未知",
        (None, Lang::En) => "unknown",
    }
}

/// A number of data: rounded to so many decimals; what is not finite is not known.
#[must_use]
pub fn rounded(value: f64, digits: i32) -> Json {
    let scale = 10_f64.powi(digits);
    serde_json::Number::from_f64((value * scale).round() / scale).map_or(Json::Null, Json::Number)
}
