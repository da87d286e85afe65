//! Command line tools of RAID cards: storcli and perccli, MegaCli, ssacli and hpacucli.

use std::collections::BTreeSet;

use super::Part;

/// State of a virtual drive, in the long words of MegaCli or the short ones of storcli.
fn virtual_health(state: &str) -> Option<&'static str> {
    Some(match state.to_ascii_lowercase().as_str() {
        "optl" | "optimal" => "ok",
        "rec" | "recovery" | "rebuilding" => "rebuilding",
        "dgrd" | "pdgd" | "degraded" | "partially degraded" | "ofln" | "offline" | "msng" | "failed" => "failed",
        _ => return None,
    })
}

fn physical_health(state: &str) -> Option<&'static str> {
    let state = state.to_ascii_lowercase();
    Some(match state.split(',').next().unwrap_or_default().trim() {
        "onln" | "online" | "ugood" | "unconfigured(good)" | "ghs" | "dhs" | "hotspare" | "jbod" | "conf" | "ugunsp" => "ok",
        "rbld" | "rebuild" | "cpybck" | "copyback" => "rebuilding",
        "failed" | "offln" | "offline" | "ubad" | "unconfigured(bad)" | "missing" | "msng" => "failed",
        "ugshld" | "shld" | "frgn" | "ubunsp" | "sntze" => "attention",
        _ => return None,
    })
}

/// Tables `DG/VD TYPE State …` and `EID:Slt DID State DG Size …`, and for each drive its own lines `Predictive Failure Count = 0`.
pub(super) fn storcli(output: &str) -> Vec<Part> {
    let (mut parts, mut seen) = (Vec::<Part>::new(), BTreeSet::new());
    let mut card = String::new();
    for line in output.lines().map(str::trim) {
        let words: Vec<&str> = line.split_whitespace().collect();
        // `Controller = 0` before the tables; `Drive /c0/e252/s1 :` before those of one drive.
        if let Some(number) = line.strip_prefix("Controller = ") {
            number.trim().clone_into(&mut card);
        } else if let Some(rest) = line.strip_prefix("Drive /c") {
            rest.split('/').next().unwrap_or_default().clone_into(&mut card);
        }
        let pair = |word: &str, by: char| {
            word.split_once(by).is_some_and(|(a, b)| [a, b].iter().all(|n| *n == "-" || *n == " " || n.parse::<u32>().is_ok()))
        };
        if let [id, level, state, ..] = words[..]
            && pair(id, '/')
            && (level.starts_with("RAID") || level == "Cac0")
        {
            parts.push(Part {
                kind: "virtual",
                name: format!("c{card} {id}"),
                state: state.into(),
                health: virtual_health(state),
                detail: level.into(),
                progress: None,
            });
        } else if let [id, did, state, ..] = words[..]
            && (pair(id, ':') || id.starts_with(':'))
            && did.parse::<u32>().is_ok()
        {
            let name = format!("c{card} {id}");
            if seen.insert(name.clone()) {
                let detail = words.get(11..).unwrap_or_default().join(" ");
                parts.push(Part { kind: "physical", name, state: state.into(), health: physical_health(state), detail, progress: None });
            }
        } else if let Some((key, value)) = line.split_once(" = ") {
            predicted(&mut parts, key.trim(), value.trim());
        }
    }
    parts
}

/// Lines about the drive that stands above them.
fn predicted(parts: &mut [Part], key: &str, value: &str) {
    let Some(part) = parts.last_mut().filter(|p| p.kind == "physical") else { return };
    let counted = key == "Predictive Failure Count" && value.parse::<u64>().is_ok_and(|n| n > 0);
    let alert = key.contains("S.M.A.R.T alert") && value.eq_ignore_ascii_case("yes");
    if (counted || alert) && part.health != Some("failed") {
        part.health = Some("predicted");
        part.detail = [part.detail.as_str(), &format!("{key} = {value}")].join(" ").trim().into();
    }
}

/// `Adapter 0 -- …`, `Virtual Drive: 0 (Target Id: 0)` with `State : Optimal`; `Slot Number: 1` with `Firmware state: Online, Spun Up`.
pub(super) fn megacli(output: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut card, mut enclosure) = ("0", "");
    for line in output.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("Adapter #").or_else(|| line.strip_prefix("Adapter ")) {
            card = rest.split([' ', '-']).next().unwrap_or("0");
        }
        let Some((key, value)) = line.split_once(':').map(|(k, v)| (k.trim(), v.trim())) else { continue };
        let new = |kind, name: String| Part { kind, name, ..Part::default() };
        match key {
            "Virtual Drive" | "Virtual Disk" | "CacheCade Virtual Drive" => {
                parts.push(new("virtual", format!("a{card} {}", value.split_whitespace().next().unwrap_or_default())));
            }
            "Enclosure Device ID" => enclosure = value,
            "Slot Number" => parts.push(new("physical", format!("a{card} {enclosure}:{value}"))),
            "State" | "Firmware state" => {
                if let Some(part) = parts.last_mut().filter(|p| p.state.is_empty() && (p.kind == "virtual") == (key == "State")) {
                    value.clone_into(&mut part.state);
                    let health = if key == "State" { virtual_health(value) } else { physical_health(value) };
                    part.health = part.health.filter(|h| *h == "predicted" && health != Some("failed")).or(health);
                }
            }
            "Inquiry Data" => {
                if let Some(part) = parts.last_mut().filter(|p| p.kind == "physical") {
                    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                    part.detail = [part.detail.as_str(), &words].join(" ").trim().into();
                }
            }
            _ => predicted(&mut parts, key, value),
        }
    }
    parts
}

/// `logicaldrive 1 (279.4 GB, RAID 1, OK)`, `physicaldrive 1I:1:1 (port 1I:box 1:bay 1, SAS, 300 GB, OK)`, `Cache Status: OK`.
pub(super) fn ssacli(output: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut card = String::new();
    for line in output.lines().map(str::trim) {
        if let Some((_, slot)) = line.split_once(" in Slot ") {
            card = format!("Slot {}", slot.split_whitespace().next().unwrap_or_default());
        } else if let Some((part, state)) = line.split_once(" Status: ") {
            if ["Controller", "Cache", "Battery/Capacitor"].contains(&part) {
                let health = if state == "OK" || state == "Not Configured" {
                    "ok"
                } else if part == "Controller" {
                    "failed"
                } else {
                    "attention"
                };
                parts.push(Part {
                    kind: "controller",
                    name: format!("{card} {part}"),
                    state: state.into(),
                    health: Some(health),
                    ..Part::default()
                });
            }
        } else if let Some((head, inner)) =
            line.split_once(" (").filter(|(h, _)| h.starts_with("logicaldrive ") || h.starts_with("physicaldrive "))
        {
            let fields: Vec<&str> = inner.trim_end_matches(')').split(", ").map(str::trim).collect();
            let spare = fields.last().is_some_and(|f| *f == "spare" || f.starts_with("active spare"));
            let (state, details) = fields[..fields.len() - usize::from(spare)].split_last().map_or(("", &[][..]), |(s, d)| (*s, d));
            // `Recovering, 12% complete` has its comma inside.
            let (state, details) = match (state.ends_with("complete"), details.split_last()) {
                (true, Some((before, rest))) => (format!("{before}, {state}"), rest),
                _ => (state.to_owned(), details),
            };
            let logical = head.starts_with("logicaldrive ");
            let lower = state.to_ascii_lowercase();
            let health = match lower.as_str() {
                "ok" => Some("ok"),
                s if s.starts_with("predictive failure") => Some("predicted"),
                s if ["rebuilding", "recovering", "ready for rebuild", "expanding", "transforming"].iter().any(|w| s.starts_with(w)) => {
                    Some("rebuilding")
                }
                s if ["fail", "interim", "missing", "erase", "wrong"].iter().any(|w| s.contains(w)) => Some("failed"),
                _ => None,
            };
            let percent = lower.split_once('%').and_then(|(before, _)| before.rsplit([' ', ',']).next()?.parse::<f64>().ok());
            parts.push(Part {
                kind: if logical { "virtual" } else { "physical" },
                name: format!("{card} {}", head.split_whitespace().nth(1).unwrap_or_default()),
                state,
                health,
                detail: details.join(", "),
                progress: percent.filter(|p| p.is_finite()),
            });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const STORCLI: &str = "\
CLI Version = 007.1017.0000.0000
Controller = 0
Status = Success

DG/VD TYPE  State Access Consist Cache Cac sCC       Size Name
0/0   RAID1 Optl  RW     Yes     RWBD  -   ON  278.875 GB
1/1   RAID5 Dgrd  RW     Yes     RWBD  -   ON    1.089 TB data

Drive /c0/e252/s0 :
EID:Slt DID State DG     Size Intf Med SED PI SeSz Model            Sp Type
252:0     7 Onln   0 278.875 GB SAS  HDD N   N  512B ST300MM0026      U  -
Drive /c0/e252/s0 State :
Media Error Count = 0
Predictive Failure Count = 2
S.M.A.R.T alert flagged by drive = Yes

Drive /c0/e252/s1 :
252:1     8 Offln  0 278.875 GB SAS  HDD N   N  512B ST300MM0026      U  -
Predictive Failure Count = 0
252:2     9 Zzz    - 278.875 GB SAS  HDD N   N  512B ST300MM0026      U  -
";
    const MEGACLI: &str = "\
Adapter 0 -- Virtual Drive Information:
Virtual Drive: 0 (Target Id: 0)
RAID Level          : Primary-1, Secondary-0, RAID Level Qualifier-0
State               : Degraded
Adapter #0
Enclosure Device ID: 32
Slot Number: 0
Predictive Failure Count: 1
Firmware state: Online, Spun Up
Inquiry Data: SEAGATE ST300MM0006     LS08S0K1ABCD
Enclosure Device ID: 32
Slot Number: 1
Predictive Failure Count: 0
Firmware state: Rebuild
";
    const SSACLI: &str = "\
Smart Array P410i in Slot 0 (Embedded)
   Controller Status: OK
   Cache Status: Temporarily Disabled
   Battery/Capacitor Status: Failed (Replace Batteries)

Smart Array P410i in Slot 0 (Embedded)    (sn: 5001438012345678)
   array A (SAS, Unused Space: 0  MB)
      logicaldrive 1 (279.4 GB, RAID 1, Recovering, 12% complete)
      logicaldrive 2 (279.4 GB, RAID 1, Interim Recovery Mode)
      physicaldrive 1I:1:1 (port 1I:box 1:bay 1, SAS, 300 GB, OK)
      physicaldrive 1I:1:2 (port 1I:box 1:bay 2, SAS, 300 GB, Predictive Failure)
      physicaldrive 1I:1:3 (port 1I:box 1:bay 3, SAS HDD, 300 GB, OK, spare)
";

    #[test]
    fn every_tool_tells_drives_and_volumes() {
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "storcli", STORCLI).unwrap()), @"
        kind=virtual name=c0 0/0 state=Optl health=ok detail=RAID1 progress=
        kind=virtual name=c0 1/1 state=Dgrd health=failed detail=RAID5 progress=
        kind=physical name=c0 252:0 state=Onln health=predicted detail=ST300MM0026 U - Predictive Failure Count = 2 S.M.A.R.T alert flagged by drive = Yes progress=
        kind=physical name=c0 252:1 state=Offln health=failed detail=ST300MM0026 U - progress=
        kind=physical name=c0 252:2 state=Zzz health= detail=ST300MM0026 U - progress=
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "megacli", MEGACLI).unwrap()), @"
        kind=virtual name=a0 0 state=Degraded health=failed detail= progress=
        kind=physical name=a0 32:0 state=Online, Spun Up health=predicted detail=Predictive Failure Count = 1 SEAGATE ST300MM0006 LS08S0K1ABCD progress=
        kind=physical name=a0 32:1 state=Rebuild health=rebuilding detail= progress=
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "ssacli", SSACLI).unwrap()), @"
        kind=controller name=Slot 0 Controller state=OK health=ok detail= progress=
        kind=controller name=Slot 0 Cache state=Temporarily Disabled health=attention detail= progress=
        kind=controller name=Slot 0 Battery/Capacitor state=Failed (Replace Batteries) health=attention detail= progress=
        kind=virtual name=Slot 0 1 state=Recovering, 12% complete health=rebuilding detail=279.4 GB, RAID 1 progress=12
        kind=virtual name=Slot 0 2 state=Interim Recovery Mode health=failed detail=279.4 GB, RAID 1 progress=
        kind=physical name=Slot 0 1I:1:1 state=OK health=ok detail=port 1I:box 1:bay 1, SAS, 300 GB progress=
        kind=physical name=Slot 0 1I:1:2 state=Predictive Failure health=predicted detail=port 1I:box 1:bay 2, SAS, 300 GB progress=
        kind=physical name=Slot 0 1I:1:3 state=OK health=ok detail=port 1I:box 1:bay 3, SAS HDD, 300 GB progress=
        ");
        for (part, text) in [("storcli", STORCLI), ("megacli", MEGACLI), ("ssacli", SSACLI)] {
            check_cuts(parse, Os::Linux, part, text);
        }
    }

    #[test]
    fn a_card_that_shows_nothing_is_not_well() {
        let parsed = many(parse, Os::Linux, &[("storcli", "Status = Failure\n"), ("cards", "megaraid_sas\ntools\n")]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"strange: storcli: Status = Failure");
        let parsed = many(parse, Os::Linux, &[("mdstat", ""), ("cards", "hpsa\n"), ("closed", "hpsa\n")]).unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        strange: 有 RAID 卡（hpsa）但没装管理工具，看不到盘的状态 / a RAID card (hpsa) without its tool: drives cannot be seen
        strange: RAID 卡和 SMART 只有 root 能看 / only root may look at RAID cards and SMART
        ");
        assert!(many(parse, Os::Linux, &[]).is_err());
    }
}
