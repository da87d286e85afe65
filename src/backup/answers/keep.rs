//! How backups are kept: digests, copies, protection, restore tests, media.

use super::super::digests::Standing;
use super::{Facts, Rows, hours, int, mb, num, text};
use crate::model::{Reason, ReasonKind, Value, Verdict};

/// A row a file that has or should have a digest.
pub(super) fn checksum(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    if !facts.wish.hash {
        return Rows::none(Reason::new(ReasonKind::Skipped).what("--no-hash"));
    }
    if facts.look.manifest.is_none()
        && let Some(rows) = facts.without_past()
    {
        return rows;
    }
    match &facts.look.manifest {
        Some(Err(why)) => rows.strange.push(why.clone()),
        None if facts.wish.set.manifest => {
            rows.strange
                .push(facts.say("策略要求清单（manifest = true），目录里没有", "the policy asks for a manifest, and there is none").into());
        }
        _ => {}
    }
    match (&facts.look.signature, &facts.look.manifest) {
        (Some(Err(_)), _) if facts.wish.trusted.is_empty() => {
            let why =
                facts.say("清单有签名，而没有配置 trusted-keys，无从核对", "the manifest is signed, and no trusted-keys tell by whom");
            rows.strange.push(why.into());
        }
        (Some(Err(why)), _) => {
            let cells = [text(crate::seal::MANIFEST), text("bad-signature"), text("manifest"), num(0.0), Value::Null, text(why)];
            rows.push(cells);
        }
        (None, Some(_)) if !facts.wish.trusted.is_empty() => {
            rows.strange
                .push(facts.say("清单没有签名，而配置了 trusted-keys", "the manifest is not signed, and there are trusted-keys").into());
        }
        _ => {}
    }
    let (mut waiting, mut listed) = (0, 0);
    for digest in &facts.look.digests {
        let name = crate::links::folder::shown(&digest.path);
        match digest.standing {
            Standing::Unread => {
                rows.strange.push(format!("{name}: {}", digest.why));
                continue;
            }
            Standing::NotThisTime => {
                waiting += 1;
                continue;
            }
            _ => {}
        }
        listed += 1;
        let short = |digest: &str| digest.get(..16).unwrap_or(digest).to_owned();
        let row = [
            text(name),
            text(digest.standing.as_str()),
            text(if digest.from_manifest { "manifest" } else { "first-sight" }),
            num(mb(digest.size)),
            text(short(&digest.expected)),
            text(short(&digest.found)),
        ];
        if matches!(digest.standing, Standing::Same | Standing::FirstSight) { rows.push_quiet(row) } else { rows.push(row) }
    }
    if waiting > 0 {
        rows.remarks.push(crate::model::Words::new(
            format!("本次核对 {listed} 个文件的校验值；另有 {waiting} 个按 hash-nights 轮到其他日子。"),
            format!("{listed} digests were compared; {waiting} more have their turn on other nights (hash-nights)."),
        ));
    }
    rows
}

/// One row: how many places have the newest backup, and which do not.
pub(super) fn copies(facts: &Facts<'_>) -> Rows {
    if facts.wish.set.copies.is_empty() {
        return Rows::not_configured("copies");
    }
    let Some(newest) = facts.newest() else { return Rows::none(super::no_backup(facts)) };
    let mut rows = Rows::default();
    let mut devices = vec![facts.look.place.device.clone()];
    let (mut places, mut lacking, mut differing, mut off_site) = (vec![facts.wish.set.place.shown()], Vec::new(), Vec::new(), 0);
    let mut off_site_newest = None;
    for copy in &facts.past.copies {
        if let Some(why) = &copy.unread {
            rows.strange.push(format!("{}: {why}", copy.place));
            continue;
        }
        if copy.off_site {
            off_site_newest = off_site_newest.max(copy.newest);
        }
        if !copy.differing.is_empty() {
            differing.push(format!("{} {}", copy.place, copy.differing.join(" ")));
        } else if !copy.lacking.is_empty() {
            lacking.push(format!("{} {}", copy.place, copy.lacking.join(" ")));
        } else if devices.contains(&copy.device) && !copy.device.is_empty() {
            // Two folders of one file system burn together.
            lacking.push(format!("{} {}", copy.place, facts.say("（同一文件系统，不算一份）", "(the same file system, no copy)")));
        } else {
            devices.push(copy.device.clone());
            places.push(copy.place.clone());
            off_site += u64::from(copy.off_site);
        }
    }
    let days = off_site_newest.map_or(Value::Null, |at| num(hours(at, facts.wish.now) / 24.0));
    let separator = facts.say("；", "; ");
    rows.push([
        facts.of(newest),
        int(places.len() as u64),
        int(off_site),
        days,
        text(places.join(separator)),
        text(if lacking.is_empty() { "-".to_owned() } else { lacking.join(separator) }),
        text(differing.join(separator)),
    ]);
    rows
}

/// A row a fault.
pub(super) fn security(facts: &Facts<'_>) -> Rows {
    let mut rows = Rows::default();
    for looked in &facts.look.looked {
        for dump in &looked.dumps {
            let mode = dump.found.entry.mode;
            let mut fault = |what: &str, detail: String| {
                rows.cells.push(vec![facts.of(looked), text(what), text(&dump.found.part), Value::Null, text(detail)]);
            };
            if mode & 0o002 != 0 {
                fault("world-writable", format!("{mode:o}"));
            } else if mode & 0o004 != 0 {
                fault("world-readable", format!("{mode:o}"));
            }
            if facts.wish.set.encrypted {
                match dump.encrypted {
                    Some(true) => {}
                    Some(false) => fault("plain", dump.form.clone()),
                    None => {
                        let why = facts.say("看不出是否加密", "it cannot be told whether it is encrypted");
                        rows.strange.push(format!("{}: {why}", dump.found.entry.shown()));
                    }
                }
            }
        }
        for log in &looked.logs {
            if let Some(line) = log.password {
                rows.push([facts.of(looked), text("password"), text(&log.found.part), int(line), Value::Null]);
            }
        }
    }
    rows
}

/// The last restore test, and the last that passed.
pub(super) fn restore_test(facts: &Facts<'_>) -> Rows {
    let set = &facts.wish.set;
    if let Some(rows) = facts.without_past() {
        return rows;
    }
    if facts.past.tests.is_empty() && !set.producer.is_logical() && set.restore.is_none() {
        return Rows::not_configured("restore");
    }
    let mut rows = Rows::default();
    let Some(last) = facts.past.tests.last() else { return rows };
    let good = |verdict: Verdict| matches!(verdict, Verdict::Ok | Verdict::Warning);
    let passed = facts.past.tests.iter().rev().find(|test| good(test.verdict)).map(|test| test.ended_at);
    rows.push([
        facts.time(last.ended_at),
        text(last.slot.to_zoned(facts.zone().clone()).strftime("%Y-%m-%d %H:%M").to_string()),
        text(last.verdict.as_str()),
        num(hours(last.began_at, last.ended_at) * 60.0),
        facts.maybe_time(passed),
        passed.map_or(Value::Null, |at| num(hours(at, facts.wish.now))),
        text(&last.operator),
    ]);
    rows
}

/// The media that this set is on.
pub(super) fn media(facts: &Facts<'_>) -> Rows {
    if let Some(rows) = facts.without_past() {
        return rows;
    }
    let of_set: Vec<_> = facts.past.media.iter().filter(|m| m.set == facts.wish.set.target.name && m.state != "destroyed").collect();
    if of_set.is_empty() {
        return Rows::none(
            Reason::new(ReasonKind::NotApplicable).what(facts.say("台账里没有这个备份集的介质", "no medium of this set is registered")),
        );
    }
    let mut rows = Rows::default();
    let today = facts.wish.now.to_zoned(facts.zone().clone()).date();
    for medium in of_set {
        let overdue = today.since(medium.next_check).map_or(0, |span| i64::from(span.get_days()));
        rows.push([
            text(&medium.label),
            text(&medium.kind),
            text(&medium.place),
            text(&medium.custodian),
            text(&medium.state),
            text(medium.next_check.to_string()),
            Value::Int(overdue.max(0)),
            Value::Bool(!medium.encrypted && (facts.wish.set.encrypted || medium.class == "重要")),
        ]);
    }
    rows
}
