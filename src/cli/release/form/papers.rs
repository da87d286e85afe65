//! The forms on paper: printed, signed, filed.

use std::path::PathBuf;

use clap::Args;

use super::office::{Office, Wish};
use super::proof::ProofArgs;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::model::sha256;
use crate::release::form::{Step, What};

#[derive(Debug, Args)]
pub(in crate::cli) struct PrintArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SignArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, value_name = "FILE", help = w("签的是哪份执行情况表", "The sheet that is signed"))]
    sheet: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", default_value = "", help = w("意见", "Opinion"))]
    opinion: String,
    #[command(flatten)]
    proof: ProofArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ArchiveArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, value_name = "TEXT", help = w("存放位置", "Where it is filed"))]
    place: Option<String>,
    #[command(flatten)]
    proof: ProofArgs,
}

pub(super) fn print(_app: &App, _args: &PrintArgs) -> Result<Exit> {
    Ok(Exit::OK)
}

pub(super) fn sign(app: &App, args: &SignArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let sheet = sha256(&args.sheet.as_ref().map(std::fs::read).transpose().unwrap_or_default().unwrap_or_default());
    let wish = Wish { no: &args.no, step: Step::Sign, digest: None, proof: Some(&args.proof) };
    office.write(&wish, |_| Ok(What::SignExecution { sheet, opinion: args.opinion.trim().to_owned() }))?;
    Ok(Exit::OK)
}

pub(super) fn archive(app: &App, args: &ArchiveArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let wish = Wish { no: &args.no, step: Step::Archive, digest: None, proof: Some(&args.proof) };
    office.write(&wish, |_| Ok(What::Archive { place: args.place.clone().unwrap_or_default() }))?;
    Ok(Exit::OK)
}
