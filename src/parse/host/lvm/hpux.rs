//! `vgdisplay -v` of HP-UX: `VG Name  /dev/vg00` and its lines, then `LV Name`, then `PV Name`.

use super::Volume;
use crate::model::Value;

pub(super) fn volumes(output: &str, strange: &mut Vec<String>) -> Vec<Volume> {
    let mut out: Vec<Volume> = Vec::new();
    let (mut group, mut pe) = (0, None::<f64>);
    let mut counts = (None, None);
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("---")) {
        // Name and value are apart by two blanks at least.
        let Some((key, value)) = line.split_once("  ").map(|(k, v)| (k.trim(), v.trim())) else {
            if line.starts_with("vgdisplay:") || line.contains("not activated") {
                strange.push(line.to_owned());
            }
            continue;
        };
        let new = |kind, health| Volume { kind, name: value.to_owned(), health, ..Volume::default() };
        let mb = |pe: Option<f64>| Some(super::super::text::round(pe? * value.parse::<f64>().ok()?));
        match key {
            "VG Name" => {
                (group, pe, counts) = (out.len(), None, (None, None));
                out.push(new("vg", None));
            }
            "LV Name" => out.push(new("lv", None)),
            // The same disk over its other link is no second one.
            "PV Name" if value.ends_with("Alternate Link") => {}
            "PV Name" => out.push(new("pv", None)),
            "VG Status" | "LV Status" | "PV Status" => {
                let kind = ["vg", "lv", "pv"][usize::from(key == "LV Status") + 2 * usize::from(key == "PV Status")];
                if let Some(volume) = out.last_mut().filter(|v| v.kind == kind) {
                    value.clone_into(&mut volume.state);
                    volume.health = status(kind, value);
                }
            }
            "Cur PV" => counts.0 = value.parse::<u32>().ok(),
            "Act PV" => {
                counts.1 = value.parse::<u32>().ok();
                if let (Some(all), Some(active), Some(vg)) = (counts.0, counts.1, out.get_mut(group))
                    && active < all
                {
                    (vg.health, vg.detail) = (Some("failed"), format!("Act PV {active} < Cur PV {all}"));
                }
            }
            "PE Size (Mbytes)" => pe = value.parse().ok(),
            "Total PE" | "Free PE" => {
                if let (Some(volume), Some(size)) = (out.last_mut(), mb(pe)) {
                    *(if key == "Free PE" { &mut volume.free_mb } else { &mut volume.size_mb }) = size;
                }
            }
            "LV Size (Mbytes)" => {
                if let Some(volume) = out.last_mut() {
                    volume.size_mb = value.parse().map_or(Value::Null, Value::Num);
                }
            }
            _ => {}
        }
    }
    out
}

fn status(kind: &str, value: &str) -> Option<&'static str> {
    Some(match (kind, value) {
        ("vg", v) if v.starts_with("available") => "ok",
        ("lv", "available/syncd") | ("pv", "available") => "ok",
        ("lv", v) if v.contains("stale") => "failed",
        ("vg" | "lv" | "pv", "unavailable") => "failed",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const VGDISPLAY: &str = "\
--- Volume groups ---
VG Name                     /dev/vg00
VG Write Access             read/write
VG Status                   available
Max LV                      255
Cur PV                      2
Act PV                      1
PE Size (Mbytes)            16
Total PE                    4374
Free PE                     1686

   --- Logical volumes ---
   LV Name                     /dev/vg00/lvol1
   LV Status                   available/syncd
   LV Size (Mbytes)            304
   LV Name                     /dev/vg00/lvol2
   LV Status                   available/stale
   LV Size (Mbytes)            4096

   --- Physical volumes ---
   PV Name                     /dev/dsk/c2t0d0s2
   PV Name                     /dev/dsk/c3t0d0s2 Alternate Link
   PV Status                   available
   Total PE                    4374
   Free PE                     1686
   PV Name                     /dev/dsk/c2t1d0s2
   PV Status                   unavailable
vgdisplay: Volume group not activated.
vgdisplay: Cannot display volume group \"/dev/vg02\".
";

    #[test]
    fn stale_extents_and_lost_disks_are_told() {
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "vgdisplay", VGDISPLAY).unwrap()), @r#"
        kind=vg name=/dev/vg00 state=available health=failed size_mb=69984 free_mb=26976 data_pct= meta_pct= detail=Act PV 1 < Cur PV 2
        kind=lv name=/dev/vg00/lvol1 state=available/syncd health=ok size_mb=304 free_mb= data_pct= meta_pct= detail=
        kind=lv name=/dev/vg00/lvol2 state=available/stale health=failed size_mb=4096 free_mb= data_pct= meta_pct= detail=
        kind=pv name=/dev/dsk/c2t0d0s2 state=available health=ok size_mb=69984 free_mb=26976 data_pct= meta_pct= detail=
        kind=pv name=/dev/dsk/c2t1d0s2 state=unavailable health=failed size_mb= free_mb= data_pct= meta_pct= detail=
        strange: vgdisplay: Volume group not activated.
        strange: vgdisplay: Cannot display volume group "/dev/vg02".
        "#);
        check_cuts(parse, Os::HpUx, "vgdisplay", VGDISPLAY);
    }
}
