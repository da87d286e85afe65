//! Oracle Clusterware and Oracle Restart: `crsctl check crs`, `olsnodes -s`, `crsctl stat res` (with `-f` and `-v` the same keys).

use super::Member;

/// Resources that are off in every installation, or whose state says nothing of the service.
const NOISE: &[&str] = &["ora.gsd", "ora.proxy_advm", "ora.oc4j", "ora.diskmon"];

/// `CRS-4537: Cluster Ready Services is online`, `CRS-4535: Cannot communicate with Cluster Ready Services`.
pub(super) fn services(output: &str, strange: &mut Vec<String>) -> Vec<Member> {
    const NAMES: [&str; 5] =
        ["High Availability Services", "Cluster Ready Services", "Cluster Synchronization Services", "Event Manager", "Event Management"];
    let mut out: Vec<Member> = Vec::new();
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        // Oracle Restart has no cluster to check.
        if line.starts_with("CRS-4013") || line.starts_with("CRS-4047") || line.starts_with("CRS-4000") {
            continue;
        }
        match NAMES.iter().find(|n| line.contains(**n)) {
            Some(name) => {
                let online = line.ends_with("is online");
                let name = if *name == "Event Management" { "Event Manager" } else { name };
                // `check crs` and `check has` both tell of the first service.
                if !out.iter().any(|m| m.name == name) {
                    let (state, health) = if online { ("online", "ok") } else { (line, "down") };
                    out.push(Member { expected: "online".into(), state: state.into(), health: Some(health), ..new("service", name) });
                }
            }
            None => strange.push(line.to_owned()),
        }
    }
    out
}

/// `rac1<tab>Active`
pub(super) fn nodes(output: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let mut out = Vec::new();
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            [name, state @ ("Active" | "Inactive"), ..] => {
                let health = if state == "Active" { "ok" } else { "down" };
                out.push(Member { expected: "Active".into(), state: state.into(), health: Some(health), ..new("node", name) });
            }
            // Oracle Restart: no nodes.
            _ if line.starts_with("PRCO") || line.starts_with("PRKO") || line.starts_with("CRS-") => {}
            _ => strange.push(line.to_owned()),
        }
    }
    out
}

/// Blocks of `NAME=ora.DATA.dg`, `TARGET=ONLINE            , ONLINE`, `STATE=ONLINE on rac1, OFFLINE`.
pub(super) fn resources(output: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let mut out: Vec<Member> = Vec::new();
    for block in output
        .split("\n\n")
        .flat_map(|b| b.split("\nNAME=").enumerate().map(|(i, b)| if i == 0 { b.to_owned() } else { format!("NAME={b}") }))
    {
        let value = |key: &str| block.lines().find_map(|l| l.trim().strip_prefix(key)).map(str::trim);
        let (Some(name), Some(targets), Some(states)) = (value("NAME="), value("TARGET="), value("STATE=")) else {
            strange.extend(block.lines().map(str::trim).find(|l| !l.is_empty()).map(str::to_owned));
            continue;
        };
        let targets: Vec<&str> = targets.split(',').map(str::trim).collect();
        for (at, state) in states.split(',').map(str::trim).enumerate() {
            let target = targets.get(at).or(targets.first()).copied().unwrap_or_default();
            let (state, place) = state.split_once(" on ").unwrap_or((state, ""));
            let health = match (target, state) {
                ("OFFLINE", _) | (_, "ONLINE") => Some("ok"),
                _ if NOISE.contains(&name) => Some("ok"),
                ("ONLINE", "INTERMEDIATE") => Some("attention"),
                ("ONLINE", "OFFLINE" | "UNKNOWN") => Some("down"),
                _ => None,
            };
            let local = states.contains(',');
            // One that runs on every node is told apart by its node; one that moves keeps its name.
            let name = match (local, place) {
                (false, _) => name.to_owned(),
                (true, "") => format!("{name}#{}", at + 1),
                (true, place) => format!("{name}@{place}"),
            };
            let place = if local { String::new() } else { place.to_owned() };
            out.push(Member { expected: target.into(), state: state.into(), place, health, ..new("resource", &name) });
        }
    }
    out
}

fn new(kind: &'static str, name: &str) -> Member {
    Member { system: "CRS", kind, name: name.to_owned(), ..Member::default() }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const RESOURCES: &str = "\
NAME=ora.DATA.dg
TYPE=ora.diskgroup.type
TARGET=ONLINE            , ONLINE
STATE=ONLINE on rac1, OFFLINE

NAME=ora.LISTENER_SCAN1.lsnr
TYPE=ora.scan_listener.type
TARGET=ONLINE
STATE=ONLINE on rac2

NAME=ora.gsd
TYPE=ora.gsd.type
TARGET=OFFLINE, OFFLINE
STATE=OFFLINE, OFFLINE

NAME=ora.rac1.vip
TYPE=ora.cluster_vip_net1.type
TARGET=ONLINE
STATE=INTERMEDIATE on rac2

NAME=ora.orcl.db
TYPE=ora.database.type
TARGET=ONLINE
STATE=UNKNOWN on rac1
";

    #[test]
    fn target_and_state_are_compared() {
        let checks = "\
CRS-4638: Oracle High Availability Services is online
CRS-4535: Cannot communicate with Cluster Ready Services
CRS-4529: Cluster Synchronization Services is online
CRS-4534: Cannot communicate with Event Manager
CRS-4638: Oracle High Availability Services is online
";
        let parts = [("crs", checks), ("olsnodes", "rac1\tActive\nrac2\tInactive\n"), ("crsres", RESOURCES)];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        system=CRS kind=service name=High Availability Services expected=online state=online place_mark= place= health=ok
        system=CRS kind=service name=Cluster Ready Services expected=online state=CRS-4535: Cannot communicate with Cluster Ready Services place_mark= place= health=down
        system=CRS kind=service name=Cluster Synchronization Services expected=online state=online place_mark= place= health=ok
        system=CRS kind=service name=Event Manager expected=online state=CRS-4534: Cannot communicate with Event Manager place_mark= place= health=down
        system=CRS kind=node name=rac1 expected=Active state=Active place_mark= place= health=ok
        system=CRS kind=node name=rac2 expected=Active state=Inactive place_mark= place= health=down
        system=CRS kind=resource name=ora.DATA.dg@rac1 expected=ONLINE state=ONLINE place_mark= place= health=ok
        system=CRS kind=resource name=ora.DATA.dg#2 expected=ONLINE state=OFFLINE place_mark= place= health=down
        system=CRS kind=resource name=ora.LISTENER_SCAN1.lsnr expected=ONLINE state=ONLINE place_mark=3854322573 place=rac2 health=ok
        system=CRS kind=resource name=ora.gsd#1 expected=OFFLINE state=OFFLINE place_mark= place= health=ok
        system=CRS kind=resource name=ora.gsd#2 expected=OFFLINE state=OFFLINE place_mark= place= health=ok
        system=CRS kind=resource name=ora.rac1.vip expected=ONLINE state=INTERMEDIATE place_mark=3854322573 place=rac2 health=attention
        system=CRS kind=resource name=ora.orcl.db expected=ONLINE state=UNKNOWN place_mark=3803989716 place=rac1 health=down
        ");
        let restart = [
            (
                "crs",
                "CRS-4013: This command is not supported in a single-node configuration.\nCRS-4638: Oracle High Availability Services is online\n",
            ),
            ("olsnodes", ""),
        ];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &restart).unwrap()), @"system=CRS kind=service name=High Availability Services expected=online state=online place_mark= place= health=ok");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "crsres", "CRS-4535: Cannot communicate with Cluster Ready Services\nCRS-4000: Command Status failed\n").unwrap()), @"strange: CRS-4535: Cannot communicate with Cluster Ready Services");
        check_cuts(parse, Os::Linux, "crsres", RESOURCES);
    }
}
