//! PowerHA (HACMP): `lssrc -ls clstrmgrES` and `clRGinfo -s`.

use std::collections::BTreeMap;

use super::Member;

/// `Current state: ST_STABLE`; the subsystem itself may be inoperative.
pub(super) fn manager(output: &str) -> Vec<Member> {
    let state = output.lines().find_map(|l| l.trim().strip_prefix("Current state:")).map(str::trim);
    let (state, health) = match state {
        Some("ST_STABLE") => ("ST_STABLE", Some("ok")),
        // Not started on this node.
        Some(state @ ("ST_INIT" | "NOT_CONFIGURED")) => (state, Some("down")),
        Some(state) if state.starts_with("ST_") => (state, Some("attention")),
        Some(state) => (state, None),
        None if output.contains("inoperative") || output.contains("not active") => ("inoperative", Some("down")),
        None => return Vec::new(),
    };
    vec![Member {
        system: "PowerHA",
        kind: "service",
        name: "clstrmgrES".into(),
        expected: "ST_STABLE".into(),
        state: state.into(),
        health,
        ..Member::default()
    }]
}

/// `rg1:ONLINE:node1:non-concurrent:OHN:FNPN:NFB:…` for each node of a group, its home first.
pub(super) fn groups(output: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let mut groups: Vec<&str> = Vec::new();
    let mut lines: BTreeMap<&str, Vec<(&str, &str, &str, bool)>> = BTreeMap::new();
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let fields: Vec<&str> = line.split(':').map(str::trim).collect();
        match fields[..] {
            [group, state, node, kind, ref rest @ ..] if !group.is_empty() && state.chars().all(|c| c.is_ascii_uppercase() || c == ' ') => {
                if !lines.contains_key(group) {
                    groups.push(group);
                }
                lines.entry(group).or_default().push((state, node, kind, rest.first().is_none_or(|startup| *startup == "OHN")));
            }
            _ => strange.push(line.to_owned()),
        }
    }
    let mut out = Vec::new();
    for group in groups {
        let nodes = lines.get(group).map(Vec::as_slice).unwrap_or_default();
        let online: Vec<&str> = nodes.iter().filter(|n| n.0 == "ONLINE").map(|n| n.1).collect();
        let others: Vec<String> =
            nodes.iter().filter(|n| n.0 != "ONLINE" && n.0 != "OFFLINE").map(|n| format!("{} {}", n.1, n.0)).collect();
        let concurrent = nodes.first().is_some_and(|n| n.2.starts_with("concurrent"));
        // `OHN`, online on home node: the first one. With other startup policies any node will do.
        let home = nodes.first().filter(|n| n.3).map(|n| n.1);
        let (state, health) = if nodes.iter().any(|n| n.0.contains("ERROR")) {
            (others.join(", "), Some("down"))
        } else if online.is_empty() && others.is_empty() {
            ("OFFLINE".to_owned(), Some("down"))
        } else if !others.is_empty() {
            (others.join(", "), Some("attention"))
        } else if concurrent && online.len() < nodes.len() {
            (format!("ONLINE on {} of {} nodes", online.len(), nodes.len()), Some("down"))
        } else if !concurrent && home.is_some_and(|home| online != [home]) {
            ("ONLINE".to_owned(), Some("elsewhere"))
        } else {
            ("ONLINE".to_owned(), Some("ok"))
        };
        let expected =
            if concurrent { "ONLINE everywhere".to_owned() } else { home.map_or("ONLINE".to_owned(), |home| format!("ONLINE on {home}")) };
        out.push(Member { system: "PowerHA", kind: "group", name: group.to_owned(), expected, state, place: online.join(", "), health });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const GROUPS: &str = "\
rg1:ONLINE:node1:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg1:OFFLINE:node2:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg2:OFFLINE:node1:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg2:ONLINE:node2:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg3:OFFLINE:node1:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg3:ERROR:node2:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
rg4:ONLINE:node1:concurrent:OAAN:BO:NFB:ignore::: : :::
rg4:ONLINE:node2:concurrent:OAAN:BO:NFB:ignore::: : :::
rg6:OFFLINE:node1:non-concurrent:OFAN:FNPN:NFB:ignore::: : :::
rg6:ONLINE:node2:non-concurrent:OFAN:FNPN:NFB:ignore::: : :::
rg5:ACQUIRING:node1:non-concurrent:OHN:FNPN:NFB:ignore::: : :::
clRGinfo: cluster is not configured
";

    #[test]
    fn groups_are_at_home_or_not() {
        let manager = "Current state: ST_STABLE\nsccsid = \"@(#)36 1.135\"\nlocal node vrmf is 7114\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("powerha", manager), ("clrg", GROUPS)]).unwrap()), @"
        system=PowerHA kind=service name=clstrmgrES expected=ST_STABLE state=ST_STABLE place_mark= place= health=ok
        system=PowerHA kind=group name=rg1 expected=ONLINE on node1 state=ONLINE place_mark=256780404 place=node1 health=ok
        system=PowerHA kind=group name=rg2 expected=ONLINE on node1 state=ONLINE place_mark=307113261 place=node2 health=elsewhere
        system=PowerHA kind=group name=rg3 expected=ONLINE on node1 state=node2 ERROR place_mark= place= health=down
        system=PowerHA kind=group name=rg4 expected=ONLINE everywhere state=ONLINE place_mark=1494191906 place=node1, node2 health=ok
        system=PowerHA kind=group name=rg6 expected=ONLINE state=ONLINE place_mark=307113261 place=node2 health=ok
        system=PowerHA kind=group name=rg5 expected=ONLINE on node1 state=node1 ACQUIRING place_mark= place= health=attention
        strange: clRGinfo: cluster is not configured
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::Aix, "powerha", " clstrmgrES cluster inoperative\n").unwrap()), @"system=PowerHA kind=service name=clstrmgrES expected=ST_STABLE state=inoperative place_mark= place= health=down");
        check_cuts(parse, Os::Aix, "clrg", GROUPS);
    }
}
