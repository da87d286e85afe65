//! `pvs`, `vgs`, `lvs` with `--noheadings --separator '|' --units m --nosuffix`. What the letters of the attributes mean stands in lvs(8).

use super::super::text::num;
use super::super::{Input, ParseFault};
use super::Volume;

pub(super) fn volumes(input: &Input<'_>, strange: &mut Vec<String>) -> Result<Vec<Volume>, ParseFault> {
    let mut out = Vec::new();
    for (part, make) in [("pvs", pv as fn(&[&str]) -> Option<Volume>), ("vgs", vg), ("lvs", lv)] {
        for line in input.need(part)?.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            match make(&cells) {
                Some(volume) => out.push(volume),
                None => strange.push(line.to_owned()),
            }
        }
    }
    Ok(out)
}

/// `/dev/sda2|vg0|a--|99.5|0`; one that is gone is `unknown device` or `[unknown]` and has `m`.
fn pv(cells: &[&str]) -> Option<Volume> {
    let [name, group, attr, size, free] = cells[..] else { return None };
    let missing = attr.chars().nth(2) == Some('m') || name.contains("unknown");
    let (state, health) = if missing { ("missing", "failed") } else { ("present", "ok") };
    Some(Volume {
        kind: "pv",
        name: name.into(),
        state: state.into(),
        health: Some(health),
        size_mb: num(size),
        free_mb: num(free),
        detail: group.into(),
        ..Volume::default()
    })
}

/// `vg0|wz--n-|102396.00|0`
fn vg(cells: &[&str]) -> Option<Volume> {
    let [name, attr, size, free] = cells[..] else { return None };
    let letter = |n: usize| attr.chars().nth(n);
    letter(3)?;
    let (state, health) = if letter(3) == Some('p') {
        ("partial", "failed")
    } else if letter(2) == Some('x') {
        ("exported", "note")
    } else {
        ("complete", "ok")
    };
    Some(Volume {
        kind: "vg",
        name: name.into(),
        state: state.into(),
        health: Some(health),
        size_mb: num(size),
        free_mb: num(free),
        ..Volume::default()
    })
}

/// `vg0|root|-wi-ao----|51200.00|||`; RHEL 5 has six letters and no metadata.
fn lv(cells: &[&str]) -> Option<Volume> {
    let (&[group, name, attr, size, origin, data], rest) = cells.split_first_chunk::<6>()?;
    let letter = |n: usize| attr.chars().nth(n).unwrap_or('-');
    if attr.len() < 6 || rest.len() > 1 {
        return None;
    }
    let (state, health) = match (letter(4), letter(8)) {
        (_, 'p') => ("partial", "failed"),
        ('I' | 'S', _) => ("snapshot invalid (full)", "failed"),
        ('m' | 'M', _) => ("snapshot merge failed", "failed"),
        (_, 'F') => ("thin pool failed", "failed"),
        (_, 'D') => ("thin pool out of data space", "failed"),
        (_, 'M') => ("thin pool metadata read only", "failed"),
        (_, 'E') => ("cache or pool error", "failed"),
        (_, 'r') => ("refresh needed", "attention"),
        (_, 'm') => ("mismatches", "attention"),
        ('s', _) => ("suspended", "attention"),
        ('d' | 'i', _) => ("mapped without tables", "attention"),
        ('a', _) => ("active", "ok"),
        ('-' | 'c' | 'C', _) => ("inactive", "ok"),
        _ => (attr, ""),
    };
    // The percentages of a mirror are how far it is copied, not how full it is.
    let fills = matches!(letter(0), 's' | 'S' | 't' | 'V');
    let pct = |text: &str| if fills { num(text) } else { crate::model::Value::Null };
    Some(Volume {
        kind: "lv",
        name: format!("{group}/{name}"),
        state: state.into(),
        health: (!health.is_empty()).then_some(health),
        size_mb: num(size),
        // A thin volume that fills its own size does no harm; its pool does.
        data_pct: if letter(0) == 'V' { crate::model::Value::Null } else { pct(data) },
        meta_pct: rest.first().map_or(crate::model::Value::Null, |m| pct(m)),
        detail: origin.into(),
        ..Volume::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{many, picture};
    use super::super::parse;
    use crate::model::Os;

    #[test]
    fn new_and_old_attributes_are_read() {
        let pvs = "  /dev/sda2|centos|a--|51199.00|0\n  [unknown]|data|a-m|1020.00|1020.00\n";
        let vgs = "  centos|wz--n-|51199.00|0\n  data|wz-pn-|2040.00|4.00\n";
        let lvs = "\
  centos|root|-wi-ao----|47100.00|||
  centos|snap|swi-a-s---|1024.00|root|81.20|
  data|m|rwi-a-r-p-|1020.00|||
  data|m2|rwi-a-r-r-|1020.00|||
  data|pool|twi-aotz--|1020.00||96.10|12.50
  data|thin|Vwi-aotz--|1020.00|pool|99.00|
  data|full|swi-I-s---|100.00|m|100.00|
  data|what|-wi-Xo----|100.00|||
  WARNING: something else
";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("pvs", pvs), ("vgs", vgs), ("lvs", lvs)]).unwrap()), @"
        kind=pv name=/dev/sda2 state=present health=ok size_mb=51199 free_mb=0 data_pct= meta_pct= detail=centos
        kind=pv name=[unknown] state=missing health=failed size_mb=1020 free_mb=1020 data_pct= meta_pct= detail=data
        kind=vg name=centos state=complete health=ok size_mb=51199 free_mb=0 data_pct= meta_pct= detail=
        kind=vg name=data state=partial health=failed size_mb=2040 free_mb=4 data_pct= meta_pct= detail=
        kind=lv name=centos/root state=active health=ok size_mb=47100 free_mb= data_pct= meta_pct= detail=
        kind=lv name=centos/snap state=active health=ok size_mb=1024 free_mb= data_pct=81.2 meta_pct= detail=root
        kind=lv name=data/m state=partial health=failed size_mb=1020 free_mb= data_pct= meta_pct= detail=
        kind=lv name=data/m2 state=refresh needed health=attention size_mb=1020 free_mb= data_pct= meta_pct= detail=
        kind=lv name=data/pool state=active health=ok size_mb=1020 free_mb= data_pct=96.1 meta_pct=12.5 detail=
        kind=lv name=data/thin state=active health=ok size_mb=1020 free_mb= data_pct= meta_pct= detail=pool
        kind=lv name=data/full state=snapshot invalid (full) health=failed size_mb=100 free_mb= data_pct=100 meta_pct= detail=m
        kind=lv name=data/what state=-wi-Xo---- health= size_mb=100 free_mb= data_pct= meta_pct= detail=
        strange: WARNING: something else
        ");
        let rhel5 = "  VolGroup00|LogVol00|-wi-ao|47100.00||\n  VolGroup00|snap|swi-a-|47100.00|LogVol00|12.00\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("pvs", ""), ("vgs", ""), ("lvs", rhel5)]).unwrap()), @"
        kind=lv name=VolGroup00/LogVol00 state=active health=ok size_mb=47100 free_mb= data_pct= meta_pct= detail=
        kind=lv name=VolGroup00/snap state=active health=ok size_mb=47100 free_mb= data_pct=12 meta_pct= detail=LogVol00
        ");
        assert!(many(parse, Os::Linux, &[("pvs", "")]).is_err());
        for (at, _) in lvs.char_indices() {
            let _ = many(parse, Os::Linux, &[("pvs", ""), ("vgs", ""), ("lvs", &lvs[..at])]);
        }
    }
}
