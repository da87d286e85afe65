//! `lsvg`, `lsvg -o | lsvg -i` (details), `-ip` (disks), `-il` (volumes) and `lspv` of AIX.

use std::collections::BTreeSet;

use super::super::text::num;
use super::super::{Input, ParseFault};
use super::Volume;
use crate::model::Value;

pub(super) fn volumes(input: &Input<'_>, strange: &mut Vec<String>) -> Result<Vec<Volume>, ParseFault> {
    let open: BTreeSet<&str> = input.need("open")?.split_whitespace().collect();
    let mut out: Vec<Volume> = Vec::new();
    // A group that is not varied on: of another node in a cluster, or forgotten.
    for group in input.need("groups")?.split_whitespace().filter(|g| !open.contains(g)) {
        out.push(Volume { kind: "vg", name: group.into(), state: "not varied on".into(), health: Some("note"), ..Volume::default() });
    }
    groups(input.need("vg")?, &mut out);
    tables(input.need("pv")?, strange, &mut out, pv);
    tables(input.need("lv")?, strange, &mut out, lv);
    // `hdisk0 00f6… rootvg active`; `missing` and `removed` stand in the last column.
    let told: BTreeSet<String> = out.iter().filter(|v| v.kind == "pv").map(|v| v.name.clone()).collect();
    for line in input.need("lspv")?.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [name, _, group, state @ ("missing" | "removed")] if !told.contains(name) => {
                out.push(Volume {
                    kind: "pv",
                    name: name.into(),
                    state: state.into(),
                    health: Some("failed"),
                    detail: group.into(),
                    ..Volume::default()
                });
            }
            [_, id, ..] if id == "none" || id.len() >= 8 && id.chars().all(|c| c.is_ascii_hexdigit()) => {}
            _ => strange.push(line.to_owned()),
        }
    }
    Ok(out)
}

/// Blocks of two columns: `VOLUME GROUP:  rootvg  VG IDENTIFIER: …`, `STALE PVs: 0  STALE PPs: 0`, `FREE PPs: 400 (102400 megabytes)`.
fn groups(output: &str, out: &mut Vec<Volume>) {
    const KEYS: [&str; 6] = ["VG STATE:", "TOTAL PPs:", "FREE PPs:", "STALE PVs:", "STALE PPs:", "QUORUM:"];
    for block in output.split("VOLUME GROUP:").skip(1) {
        let value = |key: &str| block.split_once(key).map(|(_, rest)| rest.trim_start().lines().next().unwrap_or_default());
        let word = |key: &str| value(key).and_then(|v| v.split_whitespace().next()).unwrap_or_default();
        let mb = |key: &str| value(key).and_then(|v| v.split_once('(')?.1.split_whitespace().next()).map_or(Value::Null, num);
        let name = block.split_whitespace().next().unwrap_or_default();
        let number = |key: &str| word(key).parse::<i64>().ok();
        let (pvs, pps) = (number(KEYS[3]), number(KEYS[4]));
        let activity = word(KEYS[0]);
        let health = match (pvs, pps) {
            (Some(0), Some(0)) if activity == "active" => Some("ok"),
            (Some(_), Some(_)) => Some("failed"),
            _ => None,
        };
        let said = |n: Option<i64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
        let state = format!("{activity}, stale PVs {}, stale PPs {}", said(pvs), said(pps));
        out.push(Volume { kind: "vg", name: name.into(), state, health, size_mb: mb(KEYS[1]), free_mb: mb(KEYS[2]), ..Volume::default() });
    }
}

/// Tables below `rootvg:` and a heading.
fn tables(output: &str, strange: &mut Vec<String>, out: &mut Vec<Volume>, make: fn(&str, &[&str]) -> Option<Volume>) {
    let mut group = "";
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(name) = line.strip_suffix(':').filter(|n| !n.contains(' ')) {
            group = name;
        } else if !(line.starts_with("PV_NAME") || line.starts_with("LV NAME")) {
            match make(group, &line.split_whitespace().collect::<Vec<_>>()) {
                Some(volume) => out.push(volume),
                None => strange.push(line.to_owned()),
            }
        }
    }
}

/// `hdisk0 active 546 400 109..46..27..109..109`
fn pv(group: &str, words: &[&str]) -> Option<Volume> {
    let [name, state, total, ..] = words[..] else { return None };
    total.parse::<u64>().ok()?;
    let health = if state == "active" { "ok" } else { "failed" };
    Some(Volume { kind: "pv", name: name.into(), state: state.into(), health: Some(health), detail: group.into(), ..Volume::default() })
}

/// `hd4 jfs2 2 2 1 open/syncd /`
fn lv(group: &str, words: &[&str]) -> Option<Volume> {
    let [name, _, _, _, _, state, mount @ ..] = words else { return None };
    let (use_state, sync) = state.split_once('/')?;
    let mount = mount.join(" ");
    let health = match (use_state, sync) {
        (_, "stale") => "failed",
        (_, "syncing") => "attention",
        // A file system that is not mounted; boot and dump volumes have no mount point and are closed by nature.
        ("closed", _) if mount.starts_with('/') => "note",
        _ => "ok",
    };
    Some(Volume {
        kind: "lv",
        name: format!("{group}/{name}"),
        state: (*state).into(),
        health: Some(health),
        detail: mount,
        ..Volume::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{many, picture};
    use super::super::parse;
    use crate::model::Os;

    const VG: &str = "\
VOLUME GROUP:       rootvg                   VG IDENTIFIER:  00c8b12ce3
VG STATE:           active                   PP SIZE:        256 megabyte(s)
VG PERMISSION:      read/write               TOTAL PPs:      546 (139776 megabytes)
MAX LVs:            256                      FREE PPs:       400 (102400 megabytes)
LVs:                12                       USED PPs:       146 (37376 megabytes)
OPEN LVs:           11                       QUORUM:         2 (Enabled)
STALE PVs:          0                        STALE PPs:      0
VOLUME GROUP:       datavg                   VG IDENTIFIER:  00c8b12ce4
VG STATE:           active                   PP SIZE:        256 megabyte(s)
VG PERMISSION:      read/write               TOTAL PPs:      10 (2560 megabytes)
MAX LVs:            256                      FREE PPs:       0 (0 megabytes)
STALE PVs:          1                        STALE PPs:      35
";
    const PV: &str = "\
rootvg:
PV_NAME           PV STATE          TOTAL PPs   FREE PPs    FREE DISTRIBUTION
hdisk0            active            546         400         109..46..27..109..109
datavg:
PV_NAME           PV STATE          TOTAL PPs   FREE PPs    FREE DISTRIBUTION
hdisk4            missing           5           0           00..00..00..00..00
";
    const LV: &str = "\
rootvg:
LV NAME             TYPE       LPs     PPs     PVs  LV STATE      MOUNT POINT
hd5                 boot       1       1       1    closed/syncd  N/A
hd4                 jfs2       2       2       1    open/syncd    /
lvold               jfs2       2       2       1    closed/syncd  /old
datavg:
LV NAME             TYPE       LPs     PPs     PVs  LV STATE      MOUNT POINT
datalv              jfs2       35      70      2    open/stale    /data
0516-1201 lsvg: Warning
";

    #[test]
    fn stale_and_missing_are_told() {
        let lspv = "hdisk0 00f6a1b2 rootvg active\nhdisk7 none None\nhdisk9 00f6a1b9 oldvg missing\n";
        let parts =
            [("lspv", lspv), ("groups", "rootvg\ndatavg\nhavg\n"), ("open", "rootvg\ndatavg\n"), ("vg", VG), ("pv", PV), ("lv", LV)];
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &parts).unwrap()), @"
        kind=vg name=havg state=not varied on health=note size_mb= free_mb= data_pct= meta_pct= detail=
        kind=vg name=rootvg state=active, stale PVs 0, stale PPs 0 health=ok size_mb=139776 free_mb=102400 data_pct= meta_pct= detail=
        kind=vg name=datavg state=active, stale PVs 1, stale PPs 35 health=failed size_mb=2560 free_mb=0 data_pct= meta_pct= detail=
        kind=pv name=hdisk0 state=active health=ok size_mb= free_mb= data_pct= meta_pct= detail=rootvg
        kind=pv name=hdisk4 state=missing health=failed size_mb= free_mb= data_pct= meta_pct= detail=datavg
        kind=lv name=rootvg/hd5 state=closed/syncd health=ok size_mb= free_mb= data_pct= meta_pct= detail=N/A
        kind=lv name=rootvg/hd4 state=open/syncd health=ok size_mb= free_mb= data_pct= meta_pct= detail=/
        kind=lv name=rootvg/lvold state=closed/syncd health=note size_mb= free_mb= data_pct= meta_pct= detail=/old
        kind=lv name=datavg/datalv state=open/stale health=failed size_mb= free_mb= data_pct= meta_pct= detail=/data
        kind=pv name=hdisk9 state=missing health=failed size_mb= free_mb= data_pct= meta_pct= detail=oldvg
        strange: 0516-1201 lsvg: Warning
        ");
        assert!(many(parse, Os::Aix, &parts[1..]).is_err());
        for text in [VG, PV, LV] {
            for (at, _) in text.char_indices() {
                let cut = &text[at..];
                let parts = [("lspv", lspv), ("groups", "rootvg\n"), ("open", ""), ("vg", cut), ("pv", cut), ("lv", cut)];
                let _ = many(parse, Os::Aix, &parts);
            }
        }
    }
}
