//! ServiceGuard: `cmviewcl -v -f line`, lines like `status=up`, `node:n1|state=running`, `package:p1|owner=n1`, `package:p1|node:n2|order=2`.

use std::collections::{BTreeMap, BTreeSet};

use super::Member;

pub(super) fn cmviewcl(output: &str, strange: &mut Vec<String>) -> Vec<Member> {
    // (`node` or `package`, name) → key → value; the cluster itself has no name here.
    let (mut order, mut placed) = (Vec::new(), BTreeSet::new());
    let mut found: BTreeMap<(&str, &str), BTreeMap<&str, &str>> = BTreeMap::new();
    for line in output.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let Some((path, value)) = line.split_once('=') else {
            strange.push(line.to_owned());
            continue;
        };
        let mut steps: Vec<&str> = path.split('|').collect();
        let key = steps.pop().unwrap_or_default();
        let of = match steps[..] {
            [] => ("cluster", ""),
            [one] => match one.split_once(':') {
                Some((kind @ ("node" | "package"), name)) => (kind, name),
                _ => continue,
            },
            // What node a package prefers.
            [package, node] if key == "order" && value == "1" => match (package.split_once(':'), node.split_once(':')) {
                (Some(("package", name)), Some(("node", home))) => {
                    found.entry(("package", name)).or_default().insert("home", home);
                    continue;
                }
                _ => continue,
            },
            _ => continue,
        };
        if !placed.contains(&of) {
            order.push(of);
            placed.insert(of);
        }
        found.entry(of).or_default().insert(key, value);
    }
    order.into_iter().filter_map(|of| member(of, found.get(&of)?)).collect()
}

fn member((kind, name): (&str, &str), keys: &BTreeMap<&str, &str>) -> Option<Member> {
    let get = |key: &str| keys.get(key).copied().unwrap_or_default();
    let (status, state) = (get("status"), get("state"));
    let said = if state.is_empty() || state == status { status.to_owned() } else { format!("{status} ({state})") };
    if status.is_empty() {
        return None;
    }
    let up = match status {
        "up" => Some("ok"),
        "down" | "halted" | "failed" | "unowned" => Some("down"),
        "starting" | "halting" | "changing" | "partially up" => Some("attention"),
        _ => None,
    };
    let owner = get("owner").to_owned();
    let row = |kind, name: &str, expected: String, health, place: String| Member {
        system: "ServiceGuard",
        kind,
        name: name.to_owned(),
        expected,
        state: said.clone(),
        place,
        health,
    };
    Some(match kind {
        "cluster" => row("cluster", get("name"), "up".into(), up, String::new()),
        "node" => {
            let health = if up == Some("ok") && !state.is_empty() && state != "running" { Some("attention") } else { up };
            row("node", name, "up".into(), health, String::new())
        }
        _ => {
            let home = get("home");
            let runs = up == Some("ok");
            let health = if runs && !home.is_empty() && !owner.is_empty() && owner != home {
                Some("elsewhere")
            } else if runs && get("autorun") == "disabled" {
                // It would not be taken over.
                Some("attention")
            } else {
                up
            };
            let expected = if home.is_empty() { "up, autorun".to_owned() } else { format!("up on {home}, autorun") };
            let place = if runs { owner } else { String::new() };
            let autorun = if get("autorun") == "disabled" { " autorun disabled" } else { "" };
            let member = row("package", name, expected, health, place);
            Member { state: format!("{}{autorun}", member.state), ..member }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const LINES: &str = "\
name=dbclu
status=up
node:hp1|name=hp1
node:hp1|status=up
node:hp1|state=running
node:hp2|name=hp2
node:hp2|status=down
node:hp2|state=halted
node:hp1|interface:lan0|status=up
package:ora|name=ora
package:ora|status=up
package:ora|state=running
package:ora|autorun=enabled
package:ora|owner=hp2
package:ora|node:hp1|order=1
package:ora|node:hp2|order=2
package:web|status=up
package:web|state=running
package:web|autorun=disabled
package:web|owner=hp1
package:old|status=down
package:old|state=halted
package:old|autorun=enabled
";

    #[test]
    fn packages_and_nodes() {
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "serviceguard", LINES).unwrap()), @"
        system=ServiceGuard kind=cluster name=dbclu expected=up state=up place_mark= place= health=ok
        system=ServiceGuard kind=node name=hp1 expected=up state=up (running) place_mark= place= health=ok
        system=ServiceGuard kind=node name=hp2 expected=up state=down (halted) place_mark= place= health=down
        system=ServiceGuard kind=package name=ora expected=up on hp1, autorun state=up (running) place_mark=916004597 place=hp2 health=elsewhere
        system=ServiceGuard kind=package name=web expected=up, autorun state=up (running) autorun disabled place_mark=865671740 place=hp1 health=attention
        system=ServiceGuard kind=package name=old expected=up, autorun state=down (halted) place_mark= place= health=down
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::HpUx, "serviceguard", "cmviewcl: Cannot view the cluster configuration\n").unwrap()), @"strange: cmviewcl: Cannot view the cluster configuration");
        check_cuts(parse, Os::HpUx, "serviceguard", LINES);
    }
}
