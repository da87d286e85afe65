//! Turns `opsctl.toml` files, variables and flags into one set of settings, each value with its origin.

use std::path::PathBuf;

use super::approval::ReleaseSettings;
use super::calendar::CalendarSettings;
use super::env::Env;
use super::limits::{self, SourcedLimits};
use super::origin::{Origin, Sourced};
use super::reader::Reader;
use super::report::ReportSettings;
use super::targets;
use super::ticket::TicketSettings;
use crate::error::{Error, Kind, Result};
use crate::model::{Driver, Lang};
use crate::text::Msg;

pub(super) const KEYS: &[&str] = &[
    "language",
    "time-zone",
    "data-dir",
    "operator",
    "checks-dir",
    "targets",
    "jobs",
    "retention",
    "defaults",
    "limits",
    "report",
    "ticket",
    "release",
    "calendar",
];
pub(super) const RETENTION_KEYS: &[&str] = &["days", "interval-days", "runs"];
pub(super) const ORACLE_KEYS: &[&str] = &["connect-timeout", "statement-timeout", "driver", "tns-admin"];
pub(super) const HOST_KEYS: &[&str] = &["connect-timeout", "timeout", "jobs"];

pub(super) const LANGUAGES: &[(&str, Lang)] = &[("zh-CN", Lang::Zh), ("en", Lang::En)];
pub(super) const DRIVERS: &[(&str, Driver)] = &[("auto", Driver::Auto), ("thin", Driver::Thin), ("thick", Driver::Thick)];

/// The settings in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub language: Sourced<Lang>,
    /// An IANA name that is known to exist.
    pub time_zone: Sourced<String>,
    pub data_dir: Sourced<PathBuf>,
    /// Who is at work, for records and reports.
    pub operator: Sourced<String>,
    /// The site's own check files.
    pub checks_dir: Option<Sourced<PathBuf>>,
    /// Files that hold targets; the last part may have one `*`.
    pub targets: Sourced<Vec<PathBuf>>,
    /// Databases asked at the same time.
    pub jobs: Sourced<u32>,
    pub retention: Retention,
    pub oracle: OracleDefaults,
    pub host: HostDefaults,
    pub limits: SourcedLimits,
    pub report: ReportSettings,
    pub ticket: TicketSettings,
    pub release: ReleaseSettings,
    pub calendar: CalendarSettings,
}

/// How much history is kept; 0 means without bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    pub days: Sourced<u32>,
    /// Of every interval run; after that those with something wrong thin to one an hour.
    pub interval_days: Sourced<u32>,
    pub runs: Sourced<u32>,
}

/// What holds for every Oracle target that says nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OracleDefaults {
    pub connect_timeout_s: Sourced<u32>,
    pub statement_timeout_s: Sourced<u32>,
    pub driver: Sourced<Driver>,
    pub tns_admin: Option<Sourced<PathBuf>>,
}

/// What holds for every host that says nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostDefaults {
    pub connect_timeout_s: Sourced<u32>,
    /// For a whole host: handshake, logon and all probes.
    pub timeout_s: Sourced<u32>,
    /// Sessions at the same time.
    pub jobs: Sourced<u32>,
}

/// What one layer sets.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) language: Option<Sourced<Lang>>,
    pub(super) time_zone: Option<Sourced<String>>,
    pub(super) data_dir: Option<Sourced<PathBuf>>,
    pub(super) operator: Option<Sourced<String>>,
    pub(super) checks_dir: Option<Sourced<PathBuf>>,
    pub(super) targets: Option<Sourced<Vec<PathBuf>>>,
    pub(super) jobs: Option<Sourced<u32>>,
    pub(super) days: Option<Sourced<u32>>,
    pub(super) interval_days: Option<Sourced<u32>>,
    pub(super) runs: Option<Sourced<u32>>,
    pub(super) connect_timeout: Option<Sourced<u32>>,
    pub(super) statement_timeout: Option<Sourced<u32>>,
    pub(super) driver: Option<Sourced<Driver>>,
    pub(super) tns_admin: Option<Sourced<PathBuf>>,
    pub(super) host_connect_timeout: Option<Sourced<u32>>,
    pub(super) host_timeout: Option<Sourced<u32>>,
    pub(super) host_jobs: Option<Sourced<u32>>,
    pub(super) limits: SourcedLimits,
    pub(super) report: ReportSettings,
    pub(super) ticket: TicketSettings,
    pub(super) release: ReleaseSettings,
    pub(super) calendar: CalendarSettings,
}

impl Layer {
    /// One file.
    pub(super) fn read(top: &Reader<'_>) -> Self {
        top.only_or(KEYS, |key| targets::FILE_KEYS.contains(&key).then_some(Msg::HintTargetsFile {}));
        let mut layer = Self {
            language: top.choice("language", LANGUAGES),
            time_zone: zone(top),
            data_dir: top.disk_path("data-dir"),
            operator: top.text("operator"),
            checks_dir: top.disk_path("checks-dir"),
            targets: top.disk_paths("targets"),
            jobs: top.count("jobs", 1..=256),
            limits: limits::read(top),
            report: ReportSettings::read(top),
            ticket: TicketSettings::read(top),
            release: ReleaseSettings::read(top),
            calendar: CalendarSettings::read(top),
            ..Self::default()
        };
        if let Some(keep) = top.sub("retention") {
            keep.only(RETENTION_KEYS);
            layer.days = keep.count("days", 0..=36_500);
            layer.interval_days = keep.count("interval-days", 0..=36_500);
            layer.runs = keep.count("runs", 0..=10_000_000);
        }
        if let Some(kinds) = top.sub("defaults") {
            kinds.only(targets::KINDS);
            if let Some(oracle) = kinds.sub("oracle") {
                oracle.only(ORACLE_KEYS);
                layer.connect_timeout = oracle.count("connect-timeout", 1..=3600);
                layer.statement_timeout = oracle.count("statement-timeout", 1..=86_400);
                layer.driver = oracle.choice("driver", DRIVERS);
                layer.tns_admin = oracle.disk_path("tns-admin");
            }
            if let Some(host) = kinds.sub("host") {
                host.only(HOST_KEYS);
                layer.host_connect_timeout = host.count("connect-timeout", 1..=3600);
                layer.host_timeout = host.count("timeout", 1..=86_400);
                layer.host_jobs = host.count("jobs", 1..=1024);
            }
        }
        layer
    }

    /// Puts a stronger layer over this one.
    pub(super) fn under(mut self, over: Self) -> Self {
        for (check, names) in over.limits {
            self.limits.entry(check).or_default().extend(names);
        }
        Self {
            language: over.language.or(self.language),
            time_zone: over.time_zone.or(self.time_zone),
            data_dir: over.data_dir.or(self.data_dir),
            operator: over.operator.or(self.operator),
            checks_dir: over.checks_dir.or(self.checks_dir),
            targets: over.targets.or(self.targets),
            jobs: over.jobs.or(self.jobs),
            days: over.days.or(self.days),
            interval_days: over.interval_days.or(self.interval_days),
            runs: over.runs.or(self.runs),
            connect_timeout: over.connect_timeout.or(self.connect_timeout),
            statement_timeout: over.statement_timeout.or(self.statement_timeout),
            driver: over.driver.or(self.driver),
            tns_admin: over.tns_admin.or(self.tns_admin),
            host_connect_timeout: over.host_connect_timeout.or(self.host_connect_timeout),
            host_timeout: over.host_timeout.or(self.host_timeout),
            host_jobs: over.host_jobs.or(self.host_jobs),
            limits: self.limits,
            report: self.report.under(over.report),
            ticket: self.ticket.under(over.ticket),
            release: self.release.under(over.release),
            calendar: self.calendar.under(over.calendar),
        }
    }

    /// What the surroundings suggest: stronger than the defaults, weaker than any file.
    pub(super) fn surroundings(env: &Env) -> Self {
        let state = |dir: &PathBuf, name: &str| Sourced::new(dir.join("opsctl"), Origin::Env(name.into()));
        let home_state = || env.home.as_ref().map(|home| state(&home.join(".local/state"), "HOME"));
        let person = env.uid != 0;
        Self {
            language: env.locale_language(),
            operator: env.login.clone(),
            data_dir: person.then(|| env.xdg_state.as_ref().map(|dir| state(dir, "XDG_STATE_HOME")).or_else(home_state)).flatten(),
            tns_admin: env.tns_admin.as_ref().map(|dir| Sourced::new(env.cwd.join(dir), Origin::Env("TNS_ADMIN".into()))),
            ..Self::default()
        }
    }

    /// The settings, once every layer is in.
    pub(super) fn finish(self) -> Result<Settings> {
        Ok(Settings {
            language: need(self.language, "language")?,
            time_zone: need(self.time_zone, "time-zone")?,
            data_dir: need(self.data_dir, "data-dir")?,
            operator: need(self.operator, "operator")?,
            checks_dir: self.checks_dir,
            targets: need(self.targets, "targets")?,
            jobs: need(self.jobs, "jobs")?,
            retention: Retention {
                days: need(self.days, "retention.days")?,
                interval_days: need(self.interval_days, "retention.interval-days")?,
                runs: need(self.runs, "retention.runs")?,
            },
            oracle: OracleDefaults {
                connect_timeout_s: need(self.connect_timeout, "defaults.oracle.connect-timeout")?,
                statement_timeout_s: need(self.statement_timeout, "defaults.oracle.statement-timeout")?,
                driver: need(self.driver, "defaults.oracle.driver")?,
                tns_admin: self.tns_admin,
            },
            host: HostDefaults {
                connect_timeout_s: need(self.host_connect_timeout, "defaults.host.connect-timeout")?,
                timeout_s: need(self.host_timeout, "defaults.host.timeout")?,
                jobs: need(self.host_jobs, "defaults.host.jobs")?,
            },
            limits: self.limits,
            report: self.report,
            ticket: self.ticket,
            release: self.release,
            calendar: self.calendar,
        })
    }
}

/// `default.toml` sets it, so it is there.
fn need<T>(value: Option<T>, key: &str) -> Result<T> {
    value.ok_or_else(|| Error::new(Kind::Internal, Msg::Internal { what: format!("default.toml: {key}") }))
}

/// A time zone that exists.
fn zone(top: &Reader<'_>) -> Option<Sourced<String>> {
    let zone = top.text("time-zone")?;
    if jiff::tz::TimeZone::get(&zone.value).is_err() {
        let (key, _) = top.entry("time-zone")?;
        let msg = Msg::ConfigValue {
            place: top.place(key),
            key: "time-zone".into(),
            value: format!("{:?}", zone.value),
            want: "\"Asia/Shanghai\" …".into(),
        };
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        top.problems.add(&zone.origin, Error::new(Kind::Config, msg).near(&zone.value, names.iter().map(String::as_str)));
        return None;
    }
    Some(zone)
}
