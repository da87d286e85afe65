//! Which of the runs of a log is the one that made a dump.

use super::judge::Purpose;
use super::moment::Precision;
use super::run::Run;
use jiff::SpanRelativeTo;
use jiff::civil::DateTime;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Names or paths of the dump files or pieces; only the last part counts, case does not.
    pub dumps: &'a [&'a str],
    /// When the dump was finished, on the clock of the machine that wrote the log.
    pub at: Option<DateTime>,
    /// How far from that the run may be, in seconds.
    pub within_s: u32,
    /// Runs that do the opposite are passed over.
    pub purpose: Purpose,
}

/// By what a run was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// It names the dump.
    Dump,
    /// It names no dump, and its time fits.
    Time,
    /// It says neither, and it is the last one.
    Last,
}

/// The last run that fits: its place, and by what. A run that names other dumps never fits.
#[must_use]
pub fn last_for(runs: &[Run], wanted: &Wanted<'_>) -> Option<(usize, By)> {
    let exports = wanted.purpose == Purpose::Backup;
    let fits = |run: &Run| run.tool.exports().is_none_or(|does| does == exports);
    let last = |by: By, fits_by: &dyn Fn(&Run) -> bool| {
        let at = runs.iter().rposition(|run| fits(run) && fits_by(run))?;
        Some((at, by))
    };
    let nameless = |run: &Run| !run.thinned && names(run).next().is_none();
    let named = |run: &Run| names(run).any(|name| wanted.dumps.iter().any(|dump| same_file(name, dump)));
    last(By::Dump, &named)
        .or_else(|| last(By::Time, &|run| nameless(run) && wanted.at.is_some_and(|at| near(run, at, wanted.within_s))))
        .or_else(|| last(By::Last, &|run| nameless(run) && (wanted.at.is_none() || (run.started.is_none() && run.ended.is_none()))))
}

fn names(run: &Run) -> impl Iterator<Item = &str> {
    let pieces = run.rman.iter().flat_map(|rman| rman.pieces.iter().map(|piece| piece.handle.as_str()));
    run.dumps.iter().map(|dump| dump.path.as_str()).chain(pieces)
}

fn near(run: &Run, at: DateTime, within_s: u32) -> bool {
    [run.ended, run.started].into_iter().flatten().any(|moment| {
        let slack = if moment.precision == Precision::Day { 86_400 } else { 0 };
        let apart = at.since(moment.at).ok().and_then(|span| span.total((jiff::Unit::Second, SpanRelativeTo::days_are_24_hours())).ok());
        apart.is_some_and(|seconds| seconds.abs() <= f64::from(within_s.saturating_add(slack)))
    })
}

fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether the name of a log, which may be a pattern (`%U`) or lack its `.dmp`, is that of a file.
fn same_file(logged: &str, file: &str) -> bool {
    let (pattern, file) = (base(logged).to_ascii_lowercase(), base(file).to_ascii_lowercase());
    matches(&pattern, &file) || (!pattern.contains('.') && matches(&format!("{pattern}.dmp"), &file))
}

/// `%U`, `%L` and the like stand for letters and digits.
fn matches(pattern: &str, name: &str) -> bool {
    let mut pieces = pattern.split('%');
    let Some(mut rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else { return false };
    for piece in pieces {
        let literal = piece.get(1..).unwrap_or_default();
        let filled = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let at = if literal.is_empty() { filled } else { rest.find(literal).filter(|&at| at <= filled).unwrap_or(0) };
        if at == 0 {
            return false;
        }
        rest = rest.get(at + literal.len()..).unwrap_or_default();
    }
    rest.is_empty()
}
