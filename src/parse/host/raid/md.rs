//! `/proc/mdstat`.

use super::Part;

/// An array is `md0 : active raid1 sdb1[1] sda1[0](F)`, below it `1048512 blocks [2/1] [U_]`, perhaps `[=>…]  recovery = 12.6% (…)`.
pub(super) fn mdstat(output: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in output.lines() {
        if let Some((name, rest)) = line.split_once(" : ").filter(|(n, _)| n.starts_with("md") && !n.contains(' ')) {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let inactive = words.first() == Some(&"inactive");
            let broken = words.iter().any(|w| w.ends_with("(F)"));
            parts.push(Part {
                kind: "md",
                name: name.to_owned(),
                state: words.first().copied().unwrap_or_default().to_owned(),
                // A linear or striped array has no further line that could tell.
                health: Some(if inactive || broken { "failed" } else { "ok" }),
                detail: words.get(1..).unwrap_or_default().join(" "),
                progress: None,
            });
            continue;
        }
        let Some(part) = parts.last_mut() else { continue };
        let map = line
            .split_whitespace()
            .rfind(|w| w.starts_with('[') && w.ends_with(']') && w[1..w.len() - 1].chars().all(|c| c == 'U' || c == '_'));
        if let Some(map) = map.filter(|m| m.len() > 2) {
            map.clone_into(&mut part.state);
            if map.contains('_') {
                part.health = Some("failed");
            }
        }
        for work in ["recovery", "resync", "reshape", "check", "repair"] {
            let Some((_, rest)) = line.split_once(&format!("{work} = ")).or_else(|| line.split_once(&format!("{work}="))) else { continue };
            part.progress = rest.trim_start().split('%').next().and_then(|n| n.parse::<f64>().ok()).filter(|n| n.is_finite());
            part.state = format!("{} {work}", part.state);
            // A check reads only; while it recovers, the array is on its way back but not safe yet.
            if work != "check" {
                part.health = Some("rebuilding");
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const MDSTAT: &str = "\
Personalities : [raid1] [raid6] [raid5] [raid4]
md127 : active (auto-read-only) raid1 sdd1[1] sdc1[0]
      1048512 blocks super 1.2 [2/2] [UU]
        resync=PENDING

md0 : active raid1 sdb1[1](F) sda1[0]
      1048512 blocks [2/1] [U_]

md1 : active raid5 sdf1[3] sde1[1] sdd2[0]
      2096128 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [UU_]
      [==>..................]  recovery = 12.6% (132096/1048064) finish=0.9min speed=16512K/sec
      bitmap: 0/1 pages [0KB], 65536KB chunk

md2 : inactive sdg1[0](S)
      1048512 blocks

md3 : active raid1 sdb3[1] sda3[0]
      1048512 blocks [2/2] [UU]
      [====>................]  check = 22.3% (234/1048) finish=0.1min

unused devices: <none>
";

    #[test]
    fn arrays_and_their_repair() {
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "mdstat", MDSTAT).unwrap()), @"
        kind=md name=md127 state=[UU] resync health=rebuilding detail=(auto-read-only) raid1 sdd1[1] sdc1[0] progress=
        kind=md name=md0 state=[U_] health=failed detail=raid1 sdb1[1](F) sda1[0] progress=
        kind=md name=md1 state=[UU_] recovery health=rebuilding detail=raid5 sdf1[3] sde1[1] sdd2[0] progress=12.6
        kind=md name=md2 state=inactive health=failed detail=sdg1[0](S) progress=
        kind=md name=md3 state=[UU] check health=ok detail=raid1 sdb3[1] sda3[0] progress=22.3
        ");
        check_cuts(parse, Os::Linux, "mdstat", MDSTAT);
    }
}
