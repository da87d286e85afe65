//! A package, or a run that is taken back, × a target → the work.

use std::collections::BTreeMap;
use std::path::Path;

use super::open::past_run;
use super::work::{Command, Look, PlaceWork, SqlWork, Work};
use super::{Kit, Mark, ScriptText};
use crate::model::Words;
use crate::model::release::{Hook, Manifest, Place as At, Plan, Probe, Script, Target, Verify, When};
use crate::parse::sqlscript::{Script as Split, split};
use crate::release::fault::{Drift, Fault};
use crate::release::ledger::{Ledger, standing};
use crate::release::place::Place;

/// Why there is no work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The package is of another system than the target.
    System {
        package: String,
        target: String,
    },
    /// The target has no place for a part.
    NoPlace {
        part: String,
    },
    NoDatabase {
        name: String,
    },
    /// The package leaves the address of a page to the place, which has none.
    NoUrl {
        place: String,
        url: String,
    },
    /// What cannot be run where only files can be reached.
    NoPrograms {
        place: String,
    },
    /// Paths that are not as the package asks for, or what cannot be replaced.
    Drift {
        place: String,
        drift: Vec<Drift>,
    },
    /// Bytes.
    Room {
        place: String,
        needs: u64,
        has: u64,
    },
    Fault {
        place: String,
        fault: Fault,
    },
    /// A script of the run has no way back.
    Irreversible {
        script: String,
        reason: String,
    },
    /// There is no such run that stands.
    Nothing {
        wanted: Option<String>,
    },
}

/// Bytes that have to be free beyond those of the files.
const SLACK: u64 = 16 << 20;

/// What a package comes to. Looks at the places and changes nothing. `there`: scripts that were deployed before.
pub fn forward(
    target: &Target,
    manifest: &Manifest,
    digest: &str,
    there: &dyn Fn(&Script) -> bool,
    places: &mut [Box<dyn Place + '_>],
    kit: &Kit,
    rehearses: bool,
) -> Result<Work, Vec<Unfit>> {
    let mut unfit = Vec::new();
    if manifest.system != target.system {
        unfit.push(Unfit::System { package: manifest.system.clone(), target: target.system.clone() });
    }
    let known = |part: &str| target.places.iter().any(|place| place.part == part);
    let hooked = manifest.hooks.iter().map(|hook| &hook.part);
    let mut parts: Vec<&String> = manifest.parts.keys().chain(hooked).collect();
    parts.sort();
    parts.dedup();
    unfit.extend(parts.iter().filter(|part| !known(part)).map(|part| Unfit::NoPlace { part: (*part).clone() }));
    let bases = manifest.sql.iter().map(|script| &script.database).filter(|name| !target.databases.contains_key(*name));
    unfit.extend(bases.map(|name| Unfit::NoDatabase { name: name.clone() }));
    let mut all = Vec::new();
    for (at, place) in target.places.iter().zip(places) {
        if !parts.contains(&&at.part) {
            continue;
        }
        let entries = manifest.parts.get(&at.part).map_or(&[][..], Vec::as_slice);
        unfit.extend(pages(&manifest.verify, at).map(|url| Unfit::NoUrl { place: at.name.clone(), url: url.to_owned() }));
        let programs = programs(at, &manifest.hooks);
        match plan(place.as_mut(), &programs, |place| place.plan(entries, &manifest.id, digest)) {
            Ok(plan) => all.push(work_at(at, place.as_ref(), programs, None, plan)),
            Err(why) => unfit.push(why),
        }
    }
    if !unfit.is_empty() {
        return Err(unfit);
    }
    let scripts: Vec<&Script> = manifest.sql.iter().filter(|script| !there(script)).collect();
    // What has no way back can only be tried once: then it is applied, and no complete rehearsal.
    let rehearses = rehearses && scripts.iter().all(|script| script.irreversible.is_empty());
    Ok(Work {
        release: manifest.id.clone(),
        package: digest.to_owned(),
        target: target.name.clone(),
        env: target.env.clone(),
        system: target.system.clone(),
        from: manifest.from.clone(),
        to: manifest.to.clone(),
        undoes: None,
        rehearses,
        rolling: target.rolling,
        places: all,
        sql: scripts.into_iter().filter_map(|script| kit.script(&script.name)).map(sql).collect(),
        verify: looks(&manifest.verify, target),
    })
}

/// What takes a run back: the newest that stands, or the one of that number or release.
pub fn backward(
    target: &Target,
    ledger: &Ledger,
    wanted: Option<&str>,
    places: &mut [Box<dyn Place + '_>],
) -> Result<(Work, Kit), Vec<Unfit>> {
    let fault = |fault| vec![Unfit::Fault { place: target.name.clone(), fault }];
    let history = ledger.history().map_err(fault)?;
    let line = standing(&history).into_iter().rfind(|line| wanted.is_none_or(|wanted| line.txn == wanted || line.release == wanted));
    let line = line.ok_or_else(|| vec![Unfit::Nothing { wanted: wanted.map(ToOwned::to_owned) }])?;
    let (then, marks) = past_run(ledger, &line.txn).map_err(fault)?;
    let kit = Kit::load(&ledger.folder(&line.txn).join("kit"), &then).map_err(fault)?;
    let txn = |name: &str| {
        marks.iter().find_map(|(_, mark)| match mark {
            Mark::Staged { place, txn } if place == name => Some(txn.clone()),
            _ => None,
        })
    };
    let no_way = then.sql.iter().filter(|sql| !sql.irreversible.is_empty());
    let no_way = no_way.map(|sql| Unfit::Irreversible { script: sql.name.clone(), reason: sql.irreversible.clone() });
    let (mut all, mut unfit) = (Vec::new(), no_way.collect::<Vec<_>>());
    for was in &then.places {
        let found = target.places.iter().zip(places.iter_mut()).find(|(at, _)| at.name == was.name);
        let Some((at, place)) = found else {
            unfit.push(Unfit::NoPlace { part: was.name.clone() });
            continue;
        };
        let mut programs = was.programs.clone();
        programs.remove(&When::Before);
        let txn = txn(&was.name);
        let planned = plan(place.as_mut(), &programs, |place| match &txn {
            Some(txn) => place.plan_undo(txn),
            None => place.plan(&[], &then.release, &then.package),
        });
        match planned {
            Ok(plan) => all.push(work_at(at, place.as_ref(), programs, txn, plan)),
            Err(why) => unfit.push(why),
        }
    }
    if !unfit.is_empty() {
        return Err(unfit);
    }
    let work = Work {
        undoes: Some(line.txn.clone()),
        rehearses: false,
        places: all,
        sql: then.sql.iter().rev().cloned().collect(),
        verify: looks(&[], target),
        from: then.to.clone(),
        to: then.from.clone(),
        ..then
    };
    Ok((work, kit))
}

/// Plans for a place, and asks whether there is room for it.
fn plan(
    place: &mut dyn Place,
    programs: &BTreeMap<When, Vec<Command>>,
    make: impl FnOnce(&mut dyn Place) -> Result<Plan, Fault>,
) -> Result<Plan, Unfit> {
    let name = place.name().to_owned();
    if !place.promises().programs && !programs.is_empty() {
        return Err(Unfit::NoPrograms { place: name });
    }
    let failed = |fault| match fault {
        Fault::Drift(drift) => Unfit::Drift { place: name.clone(), drift },
        fault => Unfit::Fault { place: name.clone(), fault },
    };
    let plan = make(place).map_err(failed)?;
    let needs = plan.bytes().saturating_add(SLACK);
    let has = place.room().map_err(failed)?.bytes;
    if !plan.steps.is_empty() && has < needs {
        return Err(Unfit::Room { place: name, needs, has });
    }
    Ok(plan)
}

fn work_at(at: &At, place: &dyn Place, programs: BTreeMap<When, Vec<Command>>, undoes: Option<String>, plan: Plan) -> PlaceWork {
    PlaceWork {
        name: at.name.clone(),
        part: at.part.clone(),
        host: at.host.clone(),
        root: at.root.display().to_string(),
        url: at.url.clone(),
        promises: place.promises(),
        programs,
        undoes,
        plan,
    }
}

/// The hooks of a package stop before the target's own programs do, and start after them.
fn programs(at: &At, hooks: &[Hook]) -> BTreeMap<When, Vec<Command>> {
    let brought = |when: When| {
        let own = hooks.iter().filter(move |hook| hook.when == when && hook.part == at.part);
        own.map(|hook| Command { argv: vec![hook.file.path.clone(), hook.file.sha256.clone()], hook: true, seconds: hook.seconds })
    };
    let set = |argv: &[String]| (!argv.is_empty()).then(|| Command { argv: argv.to_vec(), hook: false, seconds: at.seconds });
    let all = [
        (When::Before, brought(When::Before).collect::<Vec<_>>()),
        (When::Stop, brought(When::Stop).chain(set(&at.stop)).collect()),
        (When::Start, set(&at.start).into_iter().chain(brought(When::Start)).collect()),
    ];
    all.into_iter().filter(|(_, commands)| !commands.is_empty()).collect()
}

fn looks(package: &[Verify], target: &Target) -> Vec<Look> {
    let look = |always| move |verify: &Verify| Look { always, verify: verify.clone() };
    package.iter().map(look(false)).chain(target.verify.iter().map(look(true))).collect()
}

/// Pages whose address the place would have to give, and does not.
fn pages<'v>(looks: &'v [Verify], at: &'v At) -> impl Iterator<Item = &'v str> {
    let there = looks.iter().filter(|look| at.url.is_empty() && look.part.as_ref().is_none_or(|part| *part == at.part));
    there
        .filter_map(|look| if let Probe::Http { url, .. } = &look.probe { Some(url.as_str()) } else { None })
        .filter(|url| url.starts_with('/'))
}

fn sql(script: &ScriptText) -> SqlWork {
    let text = String::from_utf8_lossy(&script.deploy);
    let statements = split(&text).unwrap_or_else(|_| Split::read(&text).statements);
    SqlWork {
        name: script.name.clone(),
        database: script.database.clone(),
        files: script.digests(),
        statements: statements.len(),
        commits: statements.iter().filter(|statement| statement.kind.commits()).count(),
        irreversible: script.irreversible.clone(),
    }
}

impl Unfit {
    /// What it is, in words.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::System { package, target } => Words::new(
                format!("包是“{package}”的，目标是“{target}”"),
                format!("the package is of \"{package}\", the target of \"{target}\""),
            ),
            Self::NoPlace { part } => Words::new(
                format!("目标里没有放 {part} 的位置（releases.toml 的 place）"),
                format!("the target has no place for {part} (place of releases.toml)"),
            ),
            Self::NoDatabase { name } => Words::new(
                format!("目标里没有数据库 {name}（releases.toml 的 database）"),
                format!("the target has no database {name} (database of releases.toml)"),
            ),
            Self::NoUrl { place, url } => Words::new(
                format!("包里验证 {url} 没有写主机和端口，目标的位置 {place} 也没有写 url（releases.toml 的 place）"),
                format!("the package looks at {url} of the place, and {place} has no url (place of releases.toml)"),
            ),
            Self::NoPrograms { place } => Words::new(
                format!("{place} 只用 SFTP，不能运行停止、启动程序"),
                format!("{place} is reached by SFTP alone, which runs no stop and start programs"),
            ),
            Self::Drift { place, drift } => Words::new(
                format!("{place}：{} 个路径与包所要求的不符", drift.len()),
                format!("{place}: {} paths are not as the package asks for", drift.len()),
            ),
            Self::Room { place, needs, has } => Words::new(
                format!("{place}：空间不足，需要 {} MiB，只有 {} MiB", needs >> 20, has >> 20),
                format!("{place}: no room, {} MiB needed and {} MiB free", needs >> 20, has >> 20),
            ),
            Self::Fault { place, fault } => {
                let words = Words::from(fault);
                Words::new(format!("{place}：{}", words.zh), format!("{place}: {}", words.en))
            }
            Self::Irreversible { script, reason } => Words::new(
                format!("脚本 {script} 不可回退（{reason}），须按备份恢复"),
                format!("script {script} cannot be taken back ({reason}): restore from the backup"),
            ),
            Self::Nothing { wanted: None } => Words::new("没有可以回退的发布", "there is no release that could be taken back"),
            Self::Nothing { wanted: Some(wanted) } => Words::new(
                format!("没有生效中的发布 {wanted}，不能回退"),
                format!("there is no release {wanted} that stands, to be taken back"),
            ),
        }
    }
}

/// Where a package's file is needed without the package: scripts and hooks, read whole.
pub fn kit(manifest: &Manifest, read: &dyn Fn(&str) -> std::io::Result<Vec<u8>>) -> Result<Kit, Fault> {
    let bytes = |path: &str| read(path).map_err(|cause| Fault::Io { path: Path::new(path).to_owned(), cause: cause.into() });
    let mut kit = Kit::default();
    for script in &manifest.sql {
        kit.scripts.push(ScriptText {
            name: script.name.clone(),
            database: script.database.clone(),
            deploy: bytes(&script.deploy.path)?,
            verify: bytes(&script.verify.path)?,
            rollback: script.rollback.as_ref().map(|file| bytes(&file.path)).transpose()?,
            irreversible: script.irreversible.clone(),
        });
    }
    for hook in &manifest.hooks {
        kit.hooks.insert(hook.file.path.clone(), bytes(&hook.file.path)?);
    }
    Ok(kit)
}
