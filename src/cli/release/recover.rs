//! `opsctl release recover`: what a run left that was killed, or that lost its hosts, is brought to its end.

use clap::Args;

use super::databases;
use super::office::Office;
use super::report::Course;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::model::Words;
use crate::release::Actor;
use crate::release::run::{self, Crew, Kit, Mark, Open, Sql as _, Told};
use crate::store::{AuditEntry, Store};
use crate::text::Msg;
use crate::ui::Consent;

#[derive(Debug, Args)]
pub(in crate::cli) struct RecoverArgs {
    #[arg(long, short, value_name = "NAME", help = w("发布目标；默认为全部", "Release target; all of them unless given"))]
    target: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "target", help = w("人工已把留下的各项处理好：说明怎么处理的", "A person put in order what was left: what was done"))]
    resolve: Option<String>,
    #[arg(long, value_name = "SCRIPT:N=done|not-done", requires = "target", conflicts_with = "resolve", help = w("人工查明了状态不明的 SQL 语句：脚本的第 N 条执行了（done）还是没有（not-done）；然后继续恢复", "A person found whether statement N of a script happened (done) or not (not-done); then it goes on"))]
    statement: Option<String>,
    #[arg(long, help = w("不询问，直接执行", "Do not ask"))]
    yes: bool,
}

pub(super) fn run(app: &App, args: &RecoverArgs) -> Result<Exit> {
    let mut codes = Vec::new();
    for office in Office::all(app, args.target.as_deref())? {
        let done = if let Some(reason) = &args.resolve {
            resolve(&office, reason, args.yes)
        } else {
            args.statement.as_deref().map_or(Ok(()), |text| settle(&office, text)).and_then(|()| recover(&office))
        };
        // One that does not answer keeps no other from its end.
        codes.push(done.unwrap_or_else(|error| {
            app.ui.error(&error);
            Exit::UNKNOWN
        }));
    }
    // What a person has to look at comes before what could not be asked.
    let left = codes.contains(&Exit::CRITICAL);
    Ok(if left { Exit::CRITICAL } else { Exit(codes.iter().map(|code| code.0).max().unwrap_or(0)) })
}

/// Goes on where it stopped. Nobody is asked: this is what was agreed to when the run began.
fn recover(office: &Office<'_>) -> Result<Exit> {
    if !office.ledger.path().is_dir() {
        tell_none(office, 0);
        return Ok(Exit::OK);
    }
    let _lock = office.hold()?;
    let Some(mut open) = office.open_run()? else { return places(office) };
    let clock = office.clock();
    let (began, work, number) = (clock(), open.work.clone(), open.number.clone());
    let mut steps = Vec::new();
    let done = with_crew(office, &mut open, &mut steps, |crew, open| run::recover(&office.ledger, open, crew))?;
    match done {
        Ok(None) => {
            tell_none(office, 1);
            Ok(Exit::OK)
        }
        Ok(Some(ended)) => {
            let exit = office.ended(&ended, &work);
            let course = Course { work: &work, form: "", began, steps, evidence: Vec::new(), ended };
            course.save(office, clock())?;
            audit(office, "release.recover", &number)?;
            // That all is as it was is what was asked for here.
            Ok(if exit == Exit::WARNING { Exit::OK } else { exit })
        }
        Err(fault) => Err(office.refused(&Words::from(&fault))),
    }
}

/// No run is open: places may have been left all the same, by a machine that is gone.
fn places(office: &Office<'_>) -> Result<Exit> {
    let mut count = 0;
    for mut place in office.places()? {
        let actor = Actor { name: office.ctx.operator.clone(), now: (office.clock())() };
        let left = place.hold(&office.who()).and_then(|()| place.recover(&actor));
        count += left.map_err(|fault| office.refused(&Words::from(&fault)))?.len();
    }
    tell_none(office, count);
    Ok(Exit::OK)
}

fn resolve(office: &Office<'_>, reason: &str, yes: bool) -> Result<Exit> {
    let (target, lang) = (office.target.name.clone(), office.lang);
    // Held while it is asked: what is read here is what is ended.
    let _lock = if office.ledger.path().is_dir() { Some(office.hold()?) } else { None };
    let waits = |open: &Open| matches!(open.marks().next_back(), Some(Mark::Manual { .. }));
    let Some(mut open) = office.open_run()?.filter(waits) else {
        office.app.ui.warn(&Msg::ReleaseNothingManual { target }.to(lang));
        return Ok(Exit::UNKNOWN);
    };
    for one in what(&open) {
        office.app.ui.warn(&format!("  ! {}", one.to(lang)));
    }
    let question = format!("{} {target}", say(lang, "上面各项都已处理好：", "all of the above is in order:"));
    let _consent = Consent::typed(&office.app.ui, yes, &question, &target)?;
    let number = open.number.clone();
    let done = with_crew(office, &mut open, &mut Vec::new(), |crew, open| run::resolve(&office.ledger, open, crew, reason))?;
    done.map_err(|fault| office.refused(&Words::from(&fault)))?;
    audit(office, "release.resolve", &number)?;
    office.app.ui.out(&format!("{}\n", Msg::ReleaseResolved { target, number }.to(lang)));
    Ok(Exit::OK)
}

/// What a person found of a statement of which nobody could say whether it happened.
fn settle(office: &Office<'_>, text: &str) -> Result<()> {
    let bad = || Error::new(Kind::Usage, Msg::Usage { text: format!("--statement {text} (SCRIPT:N=done | SCRIPT:N=not-done)") });
    let (which, found) = text.rsplit_once('=').ok_or_else(bad)?;
    let (name, number) = which.rsplit_once(':').ok_or_else(bad)?;
    let number: usize = number.parse().map_err(|_| bad())?;
    let was_done = match found {
        "done" => true,
        "not-done" => false,
        _ => return Err(bad()),
    };
    let _lock = office.hold()?;
    let nothing = || Error::new(Kind::Input, Msg::ReleaseNothingManual { target: office.target.name.clone() });
    let open = office.open_run()?.ok_or_else(nothing)?;
    let kit = Kit::load(&office.ledger.folder(&open.number).join("kit"), &open.work).map_err(|fault| office.refused(&(&fault).into()))?;
    let known = kit.scripts.iter().map(|script| script.name.as_str());
    let script = kit.script(name).ok_or_else(|| bad().near(name, known))?;
    let mut base = databases::base(office, &script.database)?;
    let told = |why: Words| office.refused(&why);
    base.hold(&office.who()).map_err(told)?;
    base.settle(open.work.released(), script, number, was_done).map_err(told)?;
    let mut store = Store::open(&office.app.config()?.settings.data_dir.value)?;
    let what = serde_json::json!({ "target": office.target.name, "run": open.number, "statement": text });
    store.audit(&AuditEntry::new(office.ctx, "release.statement", what)).map(drop)
}

/// Those that the run works with; what it needs of its package lies beside its journal.
fn with_crew<T>(
    office: &Office<'_>,
    open: &mut Open,
    steps: &mut Vec<Told>,
    what: impl FnOnce(&mut Crew<'_>, &mut Open) -> T,
) -> Result<T> {
    let kit = Kit::load(&office.ledger.folder(&open.number).join("kit"), &open.work).map_err(|fault| office.refused(&(&fault).into()))?;
    // Those of the work, in its order: the target's settings may have changed since.
    let mut all = office.places()?;
    let mut places = Vec::new();
    for place in &open.work.places {
        let found = all.iter().position(|one| one.name() == place.name);
        let missing = || {
            let name = &place.name;
            office.refused(&Words::new(
                format!("releases.toml 里不再有位置 {name}，未结束的执行需要它"),
                format!("releases.toml has no place {name} any more, which the open run needs"),
            ))
        };
        places.push(all.swap_remove(found.ok_or_else(missing)?));
    }
    let work = open.work.clone();
    office.with_crew(&work, kit, places, steps, |crew| what(crew, open))
}

fn what(open: &Open) -> Vec<Words> {
    open.marks().rev().find_map(|mark| if let Mark::Manual { what } = mark { Some(what.clone()) } else { None }).unwrap_or_default()
}

fn audit(office: &Office<'_>, action: &str, number: &str) -> Result<()> {
    let mut store = Store::open(&office.app.config()?.settings.data_dir.value)?;
    store.audit(&AuditEntry::new(office.ctx, action, serde_json::json!({ "target": office.target.name, "run": number }))).map(drop)
}

fn tell_none(office: &Office<'_>, count: usize) {
    let msg = Msg::ReleaseRecovered { target: office.target.name.clone(), count: count.to_string() };
    office.app.ui.out(&format!("{}\n", msg.to(office.lang)));
}
