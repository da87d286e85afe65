//! What files and logs say: structure, verdicts, codes, agreement, character sets, release.

use jiff::SignedDuration;

use super::super::dumpfile::{Dump, Proof};
use super::super::look::Looked;
use super::super::words;
use super::{Facts, Rows, int, mb, num, text};
use crate::model::{Lang, Value};
use crate::parse::backuplog::{By, Judged, Level, Reason, Run, Verdict, Why};
use crate::parse::dump::version::{Version, restorable};
use crate::parse::dump::{charset, datapump};

/// Log and files of one job are not further apart.
const APART: SignedDuration = SignedDuration::from_mins(10);

/// A row a file, and one for a set of files that is not whole.
pub(super) fn structure(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    for looked in &facts.look.looked {
        let of_set = looked.pump.as_ref();
        for dump in &looked.dumps {
            let (proof, at, detail) = match &dump.proof {
                Proof::Whole => ("whole", None, String::new()),
                Proof::Cut { at, why } => ("cut", *at, facts.words(why)),
                Proof::Corrupt { at, why } => ("corrupt", *at, facts.words(why)),
                Proof::Empty(why) => ("empty", Some(0), facts.words(why)),
                Proof::Foreign(why) => ("foreign", Some(0), facts.words(why)),
                // What is not looked at by policy is listed and not counted.
                Proof::NotLooked(why) => ("not-looked-at", None, facts.words(why)),
                Proof::Unknown(why) => {
                    rows.strange.push(format!("{}: {}", dump.found.entry.shown(), facts.words(why)));
                    ("unknown", None, facts.words(why))
                }
                Proof::Unread(why) => {
                    rows.strange.push(format!("{}: {why}", dump.found.entry.shown()));
                    continue;
                }
            };
            let row = file_row(facts, looked, dump, proof, at, detail);
            if proof == "whole" || proof == "not-looked-at" { rows.push_quiet(row) } else { rows.push(row) }
        }
        if let Some((set, first)) = of_set.zip(looked.dumps.first()) {
            let name = |index: usize| looked.dumps.get(index).map_or_else(String::new, |dump| dump.found.entry.shown());
            // Numbers of pieces are inferred: a gap in them is a suspicion, and the log's own list is the proof.
            let inferred = set.standing == datapump::Standing::Gaps;
            for against in &set.against {
                if inferred && matches!(against, datapump::Disagreement::Missing { .. }) {
                    rows.strange.push(facts.words(&words::disagreement(against, &name)));
                    continue;
                }
                // A file that is cut has its own row.
                if !matches!(against, datapump::Disagreement::Cut { .. }) {
                    let detail = facts.words(&words::disagreement(against, &name));
                    rows.push(file_row(facts, looked, first, "incomplete-set", None, detail));
                }
            }
        }
    }
    rows
}

fn file_row(facts: &Facts<'_>, looked: &Looked, dump: &Dump, proof: &str, at: Option<u64>, detail: String) -> [Value; 8] {
    [
        facts.of(looked),
        text(&dump.found.part),
        text(dump.found.entry.shown()),
        text(&dump.form),
        num(mb(dump.found.entry.size)),
        text(proof),
        at.map_or(Value::Null, int),
        text(detail),
    ]
}

/// How a run did, in one word.
fn verdict(run: &Run, judged: &Judged) -> &'static str {
    let fails = |wanted: &dyn Fn(&Reason) -> bool| judged.findings.iter().any(|f| f.level == Level::Fail && wanted(&f.reason));
    match (judged.level, run.end()) {
        (_, Verdict::Unknown(Why::HelpOnly)) => "nothing",
        (Level::Fail, Verdict::Incomplete) => "incomplete",
        (Level::Fail, Verdict::Failed) => "failed",
        (Level::Fail, _) if fails(&|reason| matches!(reason, Reason::NothingDone)) => "nothing",
        (Level::Fail, _) => "data-missing",
        (Level::Unknown, _) => "unknown",
        (Level::Warn, _) => "warnings",
        (Level::Pass, _) => "success",
    }
}

/// A row a log.
pub(super) fn log(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    if facts.wish.set.logs.is_empty() {
        return Rows::not_configured("logs");
    }
    for looked in &facts.look.looked {
        if looked.logs.is_empty() {
            rows.strange.push(format!(
                "{}: {} {}",
                looked.slot.label(),
                facts.say("没有找到日志", "no log is there:"),
                facts.wish.set.logs.join(" ")
            ));
        }
        for log in &looked.logs {
            let name = log.found.entry.shown();
            if let Some(why) = &log.unread {
                rows.strange.push(format!("{name}: {why}"));
                continue;
            }
            let Some((run, _, judged)) = &log.run else {
                let why = if log.runs == 0 {
                    facts.say("不是备份工具的日志", "it is no log of a backup tool")
                } else {
                    facts.say("里面没有这批文件的那次运行", "none of its runs is the one that made these files")
                };
                rows.strange.push(format!("{name}: {why}"));
                continue;
            };
            let worst = judged.findings.iter().max_by_key(|finding| finding.level);
            let why = worst.map(|finding| facts.words(&words::reason(run, finding.reason))).unwrap_or_default();
            let word = verdict(run, judged);
            if word == "unknown" {
                rows.strange.push(format!("{name}: {why}"));
            }
            let evidence = run.evidence.clone().unwrap_or_default();
            let line = worst.and_then(|finding| finding.line).or((evidence.line > 0).then_some(evidence.line)).unwrap_or(run.lines.1);
            rows.push([
                facts.of(looked),
                text(&log.found.part),
                text(name),
                text(words::tool(run.tool)),
                text(word),
                int(line),
                int(evidence.at),
                text(evidence.text),
                text(why),
            ]);
        }
    }
    rows
}

/// A row a code.
pub(super) fn codes(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    if facts.wish.set.logs.is_empty() {
        return Rows::not_configured("logs");
    }
    if !facts.look.looked.is_empty() && !facts.look.looked.iter().flat_map(|l| &l.logs).any(|log| log.run.is_some()) {
        rows.strange.push(facts.say("没有能读的日志", "no log could be read").into());
    }
    for looked in &facts.look.looked {
        for log in &looked.logs {
            let Some((run, _, judged)) = &log.run else { continue };
            let mut seen: Vec<&str> = Vec::new();
            for (index, code) in run.codes.iter().enumerate() {
                if seen.contains(&code.code.as_str()) {
                    continue;
                }
                seen.push(&code.code);
                // The worst of all times that it occurs: what it is about decides.
                let same = |at: usize| run.codes.get(at).is_some_and(|other| other.code == code.code);
                let judged_as = judged.findings.iter().filter(|f| matches!(f.reason, Reason::Code(at) if same(at))).map(|f| f.level).max();
                let entry = facts.wish.codes.entry(&code.code);
                let weight = match (judged_as, entry) {
                    (None | Some(Level::Pass), _) => "benign",
                    (Some(Level::Fail), _) => "data-missing",
                    (_, Some(_)) => "warning",
                    (_, None) => "unknown",
                };
                let times: u64 = run.codes.iter().skip(index).filter(|other| other.code == code.code).map(|other| other.times).sum();
                let meaning = entry.map(|e| if facts.lang == Lang::Zh { e.says.zh_cn.as_str() } else { e.says.en.as_str() });
                rows.push([
                    facts.of(looked),
                    text(&code.code),
                    text(weight),
                    int(times),
                    text(log.found.entry.shown()),
                    int(code.line),
                    text(&code.message),
                    text(meaning.filter(|m| !m.is_empty()).unwrap_or(&code.message)),
                ]);
            }
        }
    }
    rows
}

/// The name at the end of a path of any system.
pub(super) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Where files, log and policy do not say the same.
pub(super) fn agreement(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    let mut compared = false;
    for looked in &facts.look.looked {
        let mut differ = |what: &str, file: &str, expected: String, found: String| {
            rows.cells.push(vec![facts.of(looked), text(what), text(file), text(expected), text(found)]);
        };
        for log in &looked.logs {
            if let (Some(other), Some(dump)) = (log.stranger, looked.dumps.first()) {
                compared = true;
                let written = dump.found.entry.mtime.map(|at| at.to_zoned(facts.zone().clone()).datetime());
                let shown = |at: jiff::civil::DateTime| at.strftime("%Y-%m-%d %H:%M:%S").to_string();
                differ("time", &dump.found.entry.shown(), shown(other), written.map(shown).unwrap_or_default());
            }
            let Some((run, by, _)) = &log.run else { continue };
            compared = true;
            let listed: Vec<&str> = run.dumps.iter().filter(|dump| dump.listed).map(|dump| dump.path.as_str()).collect();
            let names: Vec<String> = looked.dumps.iter().map(|dump| dump.found.entry.shown()).collect();
            // A dump that is packed after it was written has one ending more.
            let same = |listed: &str, name: &str| {
                let (listed, name) = (base(listed).to_lowercase(), base(name).to_lowercase());
                name == listed || name.strip_prefix(&listed).is_some_and(|rest| rest.starts_with('.'))
            };
            for wanted in listed.iter().filter(|wanted| !names.iter().any(|name| same(wanted, name))) {
                differ("missing", base(wanted), (*wanted).to_owned(), String::new());
            }
            if !listed.is_empty() {
                for name in names.iter().filter(|name| !listed.iter().any(|wanted| same(wanted, name))) {
                    differ("extra", name, String::new(), String::new());
                }
            }
            let job = run.job.as_ref().map(|job| format!("{}.{}", job.owner, job.name));
            for dump in &looked.dumps {
                let name = dump.found.entry.shown();
                if let (Some(expected), Some(found)) = (&job, &dump.job)
                    && expected != found
                {
                    differ("job", &name, expected.clone(), found.clone());
                }
                if let (Some(client), Some((id, _))) = (&run.charsets.client, dump.charsets)
                    && charset::id(client).is_some_and(|known| known != id)
                {
                    differ("charset", &name, client.clone(), charset::name(id).map_or_else(|| id.to_string(), str::to_owned));
                }
            }
            if let (Some(ended), Some(dump)) = (log.ended(facts.zone()), looked.dumps.iter().max_by_key(|dump| dump.found.entry.mtime))
                && let Some(written) = dump.found.entry.mtime
                // Files that were copied have the time of the copy: later is no contradiction unless the log is of another day's run.
                && (written < ended - APART || (*by != By::Dump && written > ended + APART))
            {
                let shown = |at: jiff::Timestamp| at.to_zoned(facts.zone().clone()).strftime("%Y-%m-%d %H:%M:%S").to_string();
                differ("time", &dump.found.entry.shown(), shown(ended), shown(written));
            }
        }
    }
    if !compared && facts.wish.set.logs.is_empty() {
        return Rows::not_configured("logs");
    }
    if !compared && !facts.look.looked.is_empty() {
        rows.strange.push(facts.say("没有这批文件的日志，无从核对", "there is no log of these files to compare with").into());
    }
    rows
}

/// Client and database character set of each dump.
pub(super) fn charset(facts: &Facts<'_>) -> Rows {
    if !facts.wish.set.producer.is_logical() {
        return Rows::none(crate::model::Reason::new(crate::model::ReasonKind::NotApplicable).what(facts.wish.set.producer.as_str()));
    }
    let mut rows = Rows::default();
    for looked in &facts.look.looked {
        for dump in &looked.dumps {
            let Some((client, database)) = dump.charsets else {
                let why = facts.say("读不到字符集", "its character sets cannot be read");
                rows.strange.push(format!("{}: {why}", dump.found.entry.shown()));
                continue;
            };
            let shown = |id: u16| charset::name(id).map_or_else(|| format!("#{id}"), str::to_owned);
            // From 9i on rows stay in the database's set; a dump whose rows were walked says so itself.
            let rows_kept = dump.tables.as_ref().is_some_and(|report| {
                let sets: Vec<u16> = report.tables.iter().filter_map(|table| table.charset).collect();
                !sets.is_empty() && sets.iter().all(|set| *set == database)
            });
            let loss = match dump.loss() {
                Some(charset::Loss::None) => "none",
                Some(charset::Loss::Rare) => "rare",
                Some(charset::Loss::Lossy) if rows_kept => "definitions",
                Some(charset::Loss::Lossy) => "lossy",
                _ => {
                    rows.strange.push(format!("{}: {} / {}", dump.found.entry.shown(), shown(client), shown(database)));
                    "unknown"
                }
            };
            rows.push([facts.of(looked), text(&dump.found.part), text(shown(client)), text(shown(database)), text(loss)]);
        }
    }
    rows
}

/// Whether each dump goes into the database that it would be restored into.
pub(super) fn version(facts: &Facts<'_>) -> Rows {
    let Some(into) = &facts.wish.set.restore_release else { return Rows::not_configured("restore-release") };
    let Some(server) = Version::parse(into) else {
        return Rows::none(crate::model::Reason::new(crate::model::ReasonKind::NotConfigured).what(format!("restore-release = {into:?}")));
    };
    let mut rows = Rows::default();
    for looked in &facts.look.looked {
        for dump in &looked.dumps {
            let possible = dump.version.map_or(Value::Null, |made| Value::Bool(restorable(made, server)));
            let made = dump.version.map(|version| version.to_string()).unwrap_or_default();
            rows.push([facts.of(looked), text(&dump.found.part), text(made), text(into), possible]);
        }
    }
    rows
}
