//! Whether what lies there is what was written and signed.

use clap::Args;

use super::office::Office;
use super::refusal;
use super::show::tidy;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::model::Lang;
use crate::release::form::{Proof, Sheet};
use crate::release::forms::Page;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    #[arg(value_name = "NO", help = w("申请表编号，可写多个；不写则全部", "Forms; all of them unless given"))]
    no: Vec<String>,
}

pub(super) fn run(app: &App, args: &VerifyArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let lang = office.lang;
    let all = || office.desk.numbers().map_err(|trouble| refusal::trouble("", trouble, lang));
    let numbers = if args.no.is_empty() { all()? } else { args.no.clone() };
    let mut worst = Exit::OK;
    for no in &numbers {
        let exit = one(&office, no).unwrap_or_else(|error| {
            app.ui.error(&error);
            Exit::CRITICAL
        });
        worst = Exit(worst.0.max(exit.0));
    }
    if numbers.is_empty() {
        app.ui.note(say(lang, "没有申请表。", "There are no forms."));
    } else {
        app.ui.note(say(
            lang,
            "没有核对：从末尾整行删去的记录，单凭文件看不出来。请把末行摘要与打印件、存档的相核对。",
            "Not checked: whole lines that were taken away at the end. Compare the digest of the last line with that on paper or in the archive.",
        ));
    }
    Ok(worst)
}

fn one(office: &Office<'_>, no: &str) -> Result<Exit> {
    let (lang, ui) = (office.lang, &office.app.ui);
    let (sheet, kept) = office.read(no)?;
    let mut exit = if kept.torn.is_some() { Exit::WARNING } else { Exit::OK };
    let (mut signed, mut pages) = (0, 0);
    for record in sheet.records() {
        match &record.proof {
            Proof::Key { .. } => signed += 1,
            Proof::Offline { page, name } => {
                pages += 1;
                let state = office.desk.page(page, name).map_err(|trouble| refusal::trouble(no, trouble, lang))?;
                let (what, code) = match state {
                    Page::Same => continue,
                    Page::Changed => (say(lang, "内容被改动", "changed"), Exit::CRITICAL),
                    Page::Missing => (say(lang, "缺失，无法核对", "missing, not checked"), Exit::WARNING),
                };
                exit = Exit(exit.0.max(code.0));
                ui.note(&format!("{no}  {} {}  {what}", say(lang, "签字页", "page"), tidy(name)));
            }
            Proof::None => {}
        }
    }
    let head = sheet.form().map_or("", |form| form.head.as_str());
    let records = sheet.records().len();
    ui.out(&match lang {
        Lang::Zh => {
            format!("{no}  记录 {records} 条，首尾相接；电子签名 {signed} 个，均为本人密钥所签；签字页 {pages} 份。末行摘要 {head}\n")
        }
        Lang::En => {
            format!("{no}  {records} records, chained; {signed} signatures, proved; {pages} pages. Digest of the last line {head}\n")
        }
    });
    weaknesses(office, &sheet);
    Ok(exit)
}

fn weaknesses(office: &Office<'_>, sheet: &Sheet) {
    for weak in sheet.form().map(crate::release::form::Form::weak).unwrap_or_default() {
        office.app.ui.note(&format!("  {}", super::show::weak_words(office, &weak)));
    }
}
