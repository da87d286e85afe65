//! A register that somebody keeps as a file: every fault is told with its line, and nothing is taken over by halves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::super::super::words::{say, w};
use super::super::super::{App, Exit};
use super::fields::{self, NAMES};
use crate::error::{Error, Kind, Result};
use crate::report::csvfile;
use crate::store::Store;
use crate::text::Msg;

/// More faults would not be read.
const MOST_TOLD: usize = 50;

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    #[arg(value_name = "FILE", help = w("csv（UTF-8 或 GBK）或 xlsx 文件，第一行是列标题：编号 类型 备份集 内容 制作日期 存放地点 保管人 级别 加密 下次盘点 状态 备注", "csv (UTF-8 or GBK) or xlsx with headings: label kind set holds made-on place custodian class encrypted next-check state note"))]
    file: PathBuf,
    #[arg(long, help = w("备份集可以不在配置中", "Sets need not be configured"))]
    any_set: bool,
}

pub(super) fn run(app: &App, args: &ImportArgs) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let path = args.file.display().to_string();
    let sheet = csvfile::read(&args.file)?;
    let columns: BTreeMap<&str, usize> = NAMES.iter().filter_map(|(field, names)| Some((*field, sheet.column(names)?))).collect();
    let lacking: Vec<&str> =
        ["label", "kind", "made-on", "place", "custodian"].into_iter().filter(|field| !columns.contains_key(field)).collect();
    if !lacking.is_empty() {
        let names: Vec<&str> = lacking.into_iter().map(|field| fields::name(field, lang)).collect();
        let cause = format!("{}: {}", say(lang, "没有这些列", "these columns are missing"), names.join(" "));
        return Err(sheet.fault(1, cause));
    }
    for (at, head) in sheet.heads().iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        if !columns.values().any(|column| *column == at) {
            app.ui.note(&Msg::LogUnused { name: head.clone() }.to(lang));
        }
    }
    if !columns.contains_key("encrypted") {
        app.ui.note(say(
            lang,
            "没有“加密”列：新登记的按未加密记。",
            "There is no column `encrypted`: new media are registered as not encrypted.",
        ));
    }
    let mut store = Store::open(&app.config()?.settings.data_dir.value)?;
    let registered = store.media()?;
    let (mut media, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (line, cells) in &sheet.rows {
        let given = |field: &str| columns.get(field).map(|at| cells.get(*at).map_or("", |cell| cell.trim()));
        let label = given("label").unwrap_or_default();
        if let Some(first) = seen.insert(label.to_owned(), *line).filter(|_| !label.is_empty()) {
            let cause = match lang {
                crate::model::Lang::Zh => format!("编号 {label} 和第 {first} 行重复"),
                crate::model::Lang::En => format!("{label} is in line {first} too"),
            };
            faults.push(sheet.fault(*line, cause));
            continue;
        }
        let before = registered.iter().find(|medium| medium.label == label);
        match fields::medium(app, given, before, args.any_set) {
            Ok(medium) => media.push(medium),
            Err(wrong) => faults.extend(wrong.into_iter().map(|cause| sheet.fault(*line, cause))),
        }
    }
    if !faults.is_empty() {
        let count = faults.len().to_string();
        let left = faults.len().saturating_sub(MOST_TOLD);
        faults.truncate(MOST_TOLD);
        if left > 0 {
            faults.push(Error::new(Kind::Input, Msg::LogMoreFaults { count: left.to_string() }));
        }
        return Err(Error { also: faults, ..Error::new(Kind::Input, Msg::LogNotImported { path, count }) });
    }
    let (new, changed) = store.put_media(ctx, &media)?;
    let same = media.len() - new - changed;
    app.ui.out(&match lang {
        crate::model::Lang::Zh => format!("{path}：新登记 {new} 件，修改 {changed} 件，没有变化 {same} 件\n"),
        crate::model::Lang::En => format!("{path}: {new} registered, {changed} changed, {same} unchanged\n"),
    });
    Ok(Exit::OK)
}
