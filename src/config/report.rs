//! The `[report]` table: what reports say of the parties, and where a site keeps its own templates and figures.

use std::path::PathBuf;

use super::limits::number;
use super::origin::Sourced;
use super::reader::Reader;
use super::show::Row;

pub(super) const KEYS: &[&str] =
    &["customer", "provider", "project", "availability-goal", "people", "templates-dir", "business-dir", "records-dir"];

/// What is set; nothing has to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReportSettings {
    /// 采购单位.
    pub customer: Option<Sourced<String>>,
    /// 服务单位.
    pub provider: Option<Sourced<String>>,
    /// 项目名称.
    pub project: Option<Sourced<String>>,
    /// Availability that the contract asks for, in hundredths of a per cent: 9999 is 99.99 %.
    pub goal: Option<Sourced<u32>>,
    /// Who has a weekly report of his own.
    pub people: Option<Sourced<Vec<String>>>,
    /// Templates of the site; they join or replace the embedded ones.
    pub templates_dir: Option<Sourced<PathBuf>>,
    /// Business figures: one SQL file or csv a table.
    pub business_dir: Option<Sourced<PathBuf>>,
    /// Tickets, releases and backups as csv, where opsctl does not keep them itself.
    pub records_dir: Option<Sourced<PathBuf>>,
}

impl ReportSettings {
    pub(super) fn read(top: &Reader<'_>) -> Self {
        let Some(report) = top.sub("report") else { return Self::default() };
        report.only(KEYS);
        let goal = report.entry("availability-goal").and_then(|entry| {
            let percent = number(entry.1.get_ref());
            let Some(percent) = percent.filter(|p| (50.0..=100.0).contains(p)) else {
                report.wrong_value(entry, "50–100, e.g. 99.99");
                return None;
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "50–100")]
            Some(Sourced::new((percent * 100.0).round() as u32, report.origin(entry.0)))
        });
        Self {
            customer: report.text("customer"),
            provider: report.text("provider"),
            project: report.text("project"),
            goal,
            people: report.texts("people"),
            templates_dir: report.disk_path("templates-dir"),
            business_dir: report.disk_path("business-dir"),
            records_dir: report.disk_path("records-dir"),
        }
    }

    /// Puts a stronger layer over this one.
    pub(super) fn under(self, over: Self) -> Self {
        Self {
            customer: over.customer.or(self.customer),
            provider: over.provider.or(self.provider),
            project: over.project.or(self.project),
            goal: over.goal.or(self.goal),
            people: over.people.or(self.people),
            templates_dir: over.templates_dir.or(self.templates_dir),
            business_dir: over.business_dir.or(self.business_dir),
            records_dir: over.records_dir.or(self.records_dir),
        }
    }

    /// Availability that is asked for, in per cent; the contract's 99.99 unless it is set.
    #[must_use]
    pub fn goal(&self) -> f64 {
        self.goal.as_ref().map_or(99.99, |goal| f64::from(goal.value) / 100.0)
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut add = |key: &str, value: Option<(String, String)>| {
            rows.extend(value.map(|(value, origin)| Row { key: format!("report.{key}"), value, origin }));
        };
        let text = |value: &Option<Sourced<String>>| value.as_ref().map(|v| (v.value.clone(), v.origin.to_string()));
        let path = |value: &Option<Sourced<PathBuf>>| value.as_ref().map(|v| (v.value.display().to_string(), v.origin.to_string()));
        add("customer", text(&self.customer));
        add("provider", text(&self.provider));
        add("project", text(&self.project));
        add("availability-goal", self.goal.as_ref().map(|g| (self.goal().to_string(), g.origin.to_string())));
        add("people", self.people.as_ref().map(|p| (p.value.join(", "), p.origin.to_string())));
        add("templates-dir", path(&self.templates_dir));
        add("business-dir", path(&self.business_dir));
        add("records-dir", path(&self.records_dir));
        rows
    }
}
