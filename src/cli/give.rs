//! What a finished run is given to: the screen, files, the history, the exit code. Shared by everything that makes a run.

use std::path::{Path, PathBuf};

use clap::Args;

use super::words::w;
use super::{App, Exit};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::{Level, NewState, Run, Verdict};
use crate::render::{self, Detail, Format, Look};
use crate::store::Store;
use crate::text::Msg;
use crate::ui;

#[derive(Debug, Args)]
pub(super) struct GiveArgs {
    #[arg(long, help = w("只显示有问题的目标", "Show only targets with something wrong"))]
    only_abnormal: bool,
    #[arg(long, short, value_name = "FILE", help = w("另存为 .xlsx .csv .json 文件，可写多个", "Save as .xlsx, .csv or .json; may be repeated"))]
    output: Vec<PathBuf>,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json csv nagios openmetrics", "Format on the screen: table json csv nagios openmetrics"))]
    format: String,
    #[arg(long, help = w("连同各检查的明细表一起显示", "Show the rows of every check as well"))]
    full: bool,
    #[arg(long, help = w("不写入历史库", "Do not record the run in the history"))]
    no_store: bool,
    #[arg(long, value_name = "LEVEL", default_value = "warning", help = w("从哪一级起返回非零：warning critical never", "Exit non-zero from which level: warning critical never"))]
    fail_on: String,
}

/// The options, understood before anything is asked.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    args: &'a GiveArgs,
    format: Format,
    outputs: Vec<(&'a Path, Format)>,
    fail_on: Option<Level>,
}

impl GiveArgs {
    /// Understands the options; a mistake in them is told before a target is asked.
    pub(super) fn plan(&self) -> Result<Plan<'_>> {
        Ok(Plan {
            args: self,
            format: screen_format(&self.format)?,
            outputs: output_formats(&self.output)?,
            fail_on: fail_on(&self.fail_on)?,
        })
    }
}

impl Plan<'_> {
    /// The history, unless it is not wanted. That it cannot be opened is told at the end, when the run has been shown.
    pub(super) fn store(&self, app: &App) -> Result<Option<Result<Store>>> {
        Ok(if self.args.no_store { None } else { Some(Store::open(&app.config()?.settings.data_dir.value)) })
    }

    /// Shows, saves, records. `also` does more with the run once it was shown, `keep` with the history once the run is in it.
    pub(super) fn give(
        &self,
        app: &App,
        ctx: &Ctx,
        (run, state): (&Run, &NewState),
        store: Option<Result<Store>>,
        also: impl FnOnce() -> Result<()>,
        keep: impl FnOnce(&mut Store) -> Result<()>,
    ) -> Result<Exit> {
        // What was learned is shown before anything that may fail is done with it.
        let look = Look {
            width: app.ui.width,
            color: app.ui.color,
            detail: if self.args.full { Detail::Full } else { Detail::Normal },
            ..Look::new(app.ui.lang, ctx.zone.clone())
        };
        let verdict = run.verdict();
        if !(app.ui.quiet && verdict == Verdict::Ok) {
            let bytes = if self.args.only_abnormal {
                render::render(&abnormal(run), self.format, &look)?
            } else {
                render::render(run, self.format, &look)?
            };
            app.ui.out_bytes(&bytes);
        }
        let mut trouble: Vec<Error> = Vec::new();
        for (path, format) in &self.outputs {
            trouble.extend(render::render(run, *format, &look).and_then(|bytes| ui::save(path, &bytes)).err());
        }
        trouble.extend(also().err());
        if let Some(opened) = store {
            let opened = opened.map_err(|error| error.hint(Msg::HintNoPast {}));
            trouble.extend(opened.and_then(|mut store| store.save(run, state).and_then(|()| keep(&mut store))).err());
        }
        for error in &trouble {
            app.ui.error(error);
        }
        Ok(exit(verdict, self.fail_on, !trouble.is_empty()))
    }
}

/// Targets of a run with anything but ok.
fn abnormal(run: &Run) -> Run {
    let wrong = |t: &&crate::model::TargetRun| t.tally().verdict() != Verdict::Ok;
    Run { targets: run.targets.iter().filter(wrong).cloned().collect(), ..run.clone() }
}

/// The verdict as an exit code; `--fail-on` moves findings only, and what could not be kept is never a success.
fn exit(verdict: Verdict, fail_on: Option<Level>, trouble: bool) -> Exit {
    let code = match verdict {
        Verdict::Critical if fail_on.is_none() => Exit::OK,
        Verdict::Warning if fail_on != Some(Level::Warning) => Exit::OK,
        verdict => Exit::from(verdict),
    };
    if trouble && code != Exit::CRITICAL { Exit::UNKNOWN } else { code }
}

fn fail_on(word: &str) -> Result<Option<Level>> {
    match word {
        "warning" => Ok(Some(Level::Warning)),
        "critical" => Ok(Some(Level::Critical)),
        "never" => Ok(None),
        _ => Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--fail-on {word} (warning critical never)") })
            .near(word, ["warning", "critical", "never"])),
    }
}

pub(super) fn screen_format(word: &str) -> Result<Format> {
    Format::parse(word).filter(|f| f.is_text()).ok_or_else(|| {
        let known = ["table", "json", "csv", "nagios", "openmetrics"];
        Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} ({})", known.join(" ")) }).near(word, known)
    })
}

/// Each file to save with its format, by its ending.
pub(super) fn output_formats(paths: &[PathBuf]) -> Result<Vec<(&Path, Format)>> {
    let format = |path: &Path| {
        let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.xlsx .csv .json)", path.display()) });
        Format::from_path(path).ok_or_else(wrong)
    };
    paths.iter().map(|path| Ok((path.as_path(), format(path)?))).collect()
}

/// The format of a list that is saved.
pub(super) fn sheet_format(path: &Path) -> Result<Format> {
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("-o {} (.xlsx .csv)", path.display()) });
    Format::from_path(path).filter(|f| matches!(f, Format::Csv | Format::Xlsx)).ok_or_else(wrong)
}
