//! The decisions of the chain.

use std::collections::BTreeMap;

use clap::Args;

use super::fields::PackageArgs;
use super::office::{Office, Wish};
use super::proof::ProofArgs;
use super::refusal;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::release::form::{Check, Field, Form, Refusal, Step, What};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct StepArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, value_name = "TEXT", default_value = "", help = w("意见", "Opinion"))]
    opinion: String,
    #[command(flatten)]
    package: PackageArgs,
    #[command(flatten)]
    proof: ProofArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[arg(long, value_name = "RUN", default_value = "manual", help = w("发布包检查的编号", "The run of the check of the package"))]
    check: String,
    #[arg(long, help = w("确认这个包已检查通过", "The package was checked, and the check passed"))]
    checked: bool,
}

impl CheckArgs {
    /// The person's word that the check of this package passed; `None` where he did not give it.
    fn of(&self, digest: &str) -> Option<Check> {
        self.checked.then(|| Check { run: self.check.trim().to_owned(), digest: digest.to_owned(), ok: true })
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    #[command(flatten)]
    step: StepArgs,
    #[command(flatten)]
    check: CheckArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DispatchArgs {
    #[command(flatten)]
    step: StepArgs,
    #[arg(long, value_name = "SYSTEM=PERSON", required_unless_present = "signature", help = w("系统=姓名，可写多个；只写姓名则所有系统都由此人执行", "Who runs it, by system; a name alone runs all systems"))]
    to: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReturnArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, value_name = "TEXT", default_value = "", help = w("退回理由", "Why"))]
    reason: String,
    #[command(flatten)]
    package: PackageArgs,
    #[command(flatten)]
    proof: ProofArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SupplementArgs {
    #[command(flatten)]
    step: StepArgs,
    #[arg(long, value_name = "STEP", required_unless_present = "signature", help = w("补哪一步：review 审查 audit 审核 dispatch 批转", "Which step: review audit dispatch"))]
    of: Option<String>,
    #[command(flatten)]
    check: CheckArgs,
}

impl StepArgs {
    fn wish(&self, app: &App, step: Step) -> Result<Wish<'_>> {
        Ok(Wish { no: &self.no, step, digest: self.package.digest(app)?, proof: Some(&self.proof) })
    }

    fn opinion(&self) -> String {
        self.opinion.trim().to_owned()
    }
}

/// A step that says no more than an opinion.
pub(super) fn plain(app: &App, args: &StepArgs, step: Step) -> Result<Exit> {
    let opinion = args.opinion();
    let what = match step {
        Step::Audit => What::Audit { opinion },
        Step::Approve => What::Approve { opinion },
        _ => What::Submit {},
    };
    Office::open(app)?.write(&args.wish(app, step)?, |_| Ok(what))?;
    Ok(Exit::OK)
}

pub(super) fn review(app: &App, args: &ReviewArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let wish = args.step.wish(app, Step::Review)?;
    let digest = wish.digest.clone();
    office.write(&wish, |form| {
        let unchecked = || refusal::refused(&form.no, &Refusal::Unchecked(None), office.lang);
        let check = args.check.of(&digest.unwrap_or_else(|| form.digest.clone())).ok_or_else(unchecked)?;
        Ok(What::Review { check, opinion: args.step.opinion() })
    })?;
    Ok(Exit::OK)
}

pub(super) fn dispatch(app: &App, args: &DispatchArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    office.write(&args.step.wish(app, Step::Dispatch)?, |form| {
        Ok(What::Dispatch { executors: executors(form, &args.to), opinion: args.step.opinion() })
    })?;
    Ok(Exit::OK)
}

/// `系统=姓名`, or a name for all systems of the form.
fn executors(form: &Form, to: &[String]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for given in to {
        if let Some((system, person)) = given.split_once(['=', '＝']) {
            all.insert(system.trim().to_owned(), person.trim().to_owned());
        } else {
            let systems = form.get(Field::System).split(['、', ',', '，', ';', '；']).map(str::trim).filter(|name| !name.is_empty());
            all.extend(systems.map(|system| (system.to_owned(), given.trim().to_owned())));
        }
    }
    all
}

pub(super) fn give_back(app: &App, args: &ReturnArgs) -> Result<Exit> {
    let wish = Wish { no: &args.no, step: Step::Return, digest: args.package.digest(app)?, proof: Some(&args.proof) };
    Office::open(app)?.write(&wish, |_| Ok(What::Return { reason: args.reason.trim().to_owned() }))?;
    Ok(Exit::OK)
}

pub(super) fn supplement(app: &App, args: &SupplementArgs) -> Result<Exit> {
    const STEPS: [Step; 3] = [Step::Review, Step::Audit, Step::Dispatch];
    let word = args.of.as_deref().unwrap_or_default();
    let of = Step::parse(word).filter(|step| STEPS.contains(step));
    let office = Office::open(app)?;
    let wish = args.step.wish(app, Step::Supplement)?;
    let digest = wish.digest.clone();
    office.write(&wish, |form| {
        let known = || STEPS.iter().map(|step| step.as_str());
        let of = of.ok_or_else(|| {
            Error::new(Kind::Usage, Msg::Usage { text: format!("--of {word} (review audit dispatch)") }).near(word, known())
        })?;
        let check = (of == Step::Review).then(|| args.check.of(&digest.unwrap_or_else(|| form.digest.clone()))).flatten();
        Ok(What::Supplement { of, check, opinion: args.step.opinion() })
    })?;
    Ok(Exit::OK)
}
