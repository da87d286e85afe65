//! RMAN: pieces that the log names, archived logs without a gap, the control file, what was skipped, the last VALIDATE.

use std::collections::HashSet;

use super::content::base;
use super::{Facts, Rows, hours, int, num, text};
use crate::model::backup::Producer;
use crate::model::{Reason, ReasonKind, Value};
use crate::parse::backuplog::{Action, ArchivedLogs, Kind};

pub(super) fn rman(facts: &Facts<'_>) -> Rows {
    let set = &facts.wish.set;
    if set.producer != Producer::Rman {
        return Rows::none(Reason::new(ReasonKind::NotApplicable).what(set.producer.as_str()));
    }
    if set.logs.is_empty() {
        return Rows::none(Reason::new(ReasonKind::NotConfigured).what("backups.toml: logs"));
    }
    let mut rows = Rows::default();
    let mut validated = None;
    let mut archived = ArchivedLogs::default();
    let mut seen = false;
    for looked in &facts.look.looked {
        let there: HashSet<String> = looked.dumps.iter().map(|dump| base(&dump.found.entry.shown()).to_owned()).collect();
        let (mut pieces, mut autobackups) = (0, 0);
        for rman in looked.logs.iter().filter_map(|log| log.run.as_ref()?.0.rman.as_ref()) {
            seen = true;
            archived.merge(&rman.logs);
            for piece in &rman.pieces {
                pieces += 1;
                autobackups += u64::from(piece.kind == Kind::Autobackup);
                // What is on tape is not in a folder.
                if !piece.tape && !there.contains(base(&piece.handle)) {
                    rows.push([
                        facts.of(looked),
                        text("missing-piece"),
                        text(&piece.handle),
                        int(1),
                        Value::Null,
                        text(format!("{}", piece.line)),
                    ]);
                }
            }
            for skipped in &rman.skipped {
                rows.push([facts.of(looked), text("skipped"), text(format!("{}", skipped.line)), int(1), Value::Null, text(&skipped.text)]);
            }
            let ended = |at: jiff::civil::DateTime| at.to_zoned(facts.zone().clone()).ok().map(|at| at.timestamp());
            let done = rman.operations.iter().filter(|operation| operation.action == Action::Validate && operation.finished.is_some());
            validated = validated.max(done.filter_map(|operation| ended(operation.ended.or(operation.started)?.at)).max());
        }
        if seen {
            rows.push([facts.of(looked), text("pieces"), Value::Null, int(pieces), Value::Null, Value::Null]);
            rows.push([facts.of(looked), text("autobackup"), Value::Null, int(autobackups), Value::Null, Value::Null]);
        }
    }
    if !seen {
        rows.strange.push(facts.say("没有能读的 RMAN 日志", "no log of RMAN could be read").into());
        return rows;
    }
    for gap in archived.gaps() {
        let missing = if gap.from == gap.to { gap.from.to_string() } else { format!("{}-{}", gap.from, gap.to) };
        rows.push([
            Value::Null,
            text("gap"),
            text(format!("thread {}", gap.thread)),
            int(gap.to - gap.from + 1),
            Value::Null,
            text(missing),
        ]);
    }
    let days = validated.map_or(Value::Null, |at| num(hours(at, facts.wish.now) / 24.0));
    rows.push([Value::Null, text("validate"), Value::Null, int(u64::from(validated.is_some())), days, Value::Null]);
    rows
}
