//! Pacemaker (`crm_mon` as XML, 1.1 to 2.1) and the older Red Hat Cluster Suite (`clustat -x`).

use std::collections::BTreeMap;

use super::Member;
use super::xml::{Element, elements};

/// `<node name online standby maintenance unclean …/>`, `<resource id role active failed managed target_role><node name/></resource>`.
pub(super) fn crm_mon(text: &str, errors: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let found = match elements(text) {
        Ok(found) => found,
        Err(error) => return not_running("Pacemaker", &[text, errors], &error, strange),
    };
    // Newer ones answer `<pacemaker-result><status code="102" message="Not connected">`.
    if let Some(status) =
        found.iter().find(|e| e.name == "status" && e.get("code") != "0").filter(|_| !found.iter().any(|e| e.name == "nodes"))
    {
        return not_running("Pacemaker", &[status.get("message")], "crm_mon", strange);
    }
    let new = |kind, name: &str| Member { system: "Pacemaker", kind, name: name.to_owned(), ..Member::default() };
    let mut out: Vec<Member> = Vec::new();
    let mut resource = None;
    for e in &found {
        let inside = |name: &str| e.within.last().is_some_and(|w| w == name);
        match e.name.as_str() {
            "current_dc" if !e.get("present").is_empty() => {
                let quorum = e.is("present") && e.get("with_quorum") != "false";
                let state = if quorum { "quorum" } else { "no quorum" };
                let health = Some(if quorum { "ok" } else { "down" });
                out.push(Member { expected: "quorum".into(), state: state.into(), health, ..new("cluster", "quorum") });
            }
            "node" if inside("nodes") => {
                let (state, health) = node(e);
                out.push(Member { expected: "online".into(), state: state.into(), health: Some(health), ..new("node", e.get("name")) });
            }
            "resource" => {
                let (expected, state, health) = resource_state(e);
                resource = Some(out.len());
                out.push(Member { expected, state, health, ..new("resource", e.get("id")) });
            }
            "node" if inside("resource") => {
                if let Some(member) = resource.and_then(|at| out.get_mut(at)) {
                    let name = e.get("name");
                    member.place = if member.place.is_empty() { name.to_owned() } else { format!("{}, {name}", member.place) };
                }
            }
            // What failed in the past and was never cleaned up.
            "failure" => {
                let state = format!("{} ({})", e.get("exitstatus"), e.get("node"));
                out.push(Member {
                    expected: "no failed action".into(),
                    state,
                    health: Some("attention"),
                    ..new("failure", e.get("op_key"))
                });
            }
            _ => {}
        }
    }
    copies(&mut out);
    out
}

/// The tool is there and finds no cluster: down on this node, if that is what it says.
fn not_running(system: &'static str, texts: &[&str], error: &str, strange: &mut Vec<String>) -> Vec<Member> {
    const WORDS: [&str; 6] = [
        "not connected",
        "connection to cluster failed",
        "not available on this node",
        "could not connect",
        "connection refused",
        "cluster is not running",
    ];
    let mut lines = texts.iter().flat_map(|t| t.lines()).map(str::trim).filter(|l| !l.is_empty());
    let said = lines.clone().find(|l| WORDS.iter().any(|w| l.to_ascii_lowercase().contains(w)));
    let Some(said) = said else {
        strange.push(format!("{system}: {error}: {}", lines.next().unwrap_or_default()));
        return Vec::new();
    };
    let (name, expected, state) = ("cluster service".to_owned(), "running".to_owned(), said.to_owned());
    vec![Member { system, kind: "service", name, expected, state, place: String::new(), health: Some("down") }]
}

/// Copies of a clone have the same id: they are told apart by their node, or by their number.
fn copies(out: &mut [Member]) {
    let mut all: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for member in out.iter() {
        all.entry((member.kind, member.name.clone())).or_default().0 += 1;
    }
    for member in out.iter_mut() {
        let (same, number) = all.entry((member.kind, member.name.clone())).or_default();
        *number += 1;
        if *same > 1 {
            let by = if member.place.is_empty() { number.to_string() } else { std::mem::take(&mut member.place) };
            // A copy that has no node is one that the clone does not need, unless it failed.
            if member.state == "Stopped" && member.health == Some("down") {
                member.health = Some("ok");
            }
            member.name = format!("{}@{by}", member.name);
        }
    }
}

fn node(e: &Element) -> (&'static str, &'static str) {
    if e.is("unclean") {
        ("UNCLEAN", "down")
    } else if !e.is("online") {
        ("offline", "down")
    } else if e.is("pending") {
        ("pending", "attention")
    } else if e.is("standby") || e.is("standby_onfail") {
        ("standby", "attention")
    } else if e.is("maintenance") {
        ("maintenance", "attention")
    } else {
        ("online", "ok")
    }
}

fn resource_state(e: &Element) -> (String, String, Option<&'static str>) {
    let target = Some(e.get("target_role")).filter(|t| !t.is_empty()).unwrap_or("Started");
    let role = e.get("role");
    let stopped = target.eq_ignore_ascii_case("Stopped");
    let health = if e.is("failed") && !e.is("failure_ignored") || e.is("blocked") {
        Some("down")
    } else if e.is("orphaned") || e.get("managed") == "false" {
        Some("attention")
    } else {
        match role {
            "Started" | "Master" | "Slave" | "Promoted" | "Unpromoted" => Some(if stopped { "attention" } else { "ok" }),
            "Stopped" => Some(if stopped { "ok" } else { "down" }),
            "Starting" | "Stopping" | "Migrating" | "Promoting" | "Demoting" => Some("attention"),
            _ => None,
        }
    };
    let more: String = [("failed", " failed"), ("blocked", " blocked"), ("orphaned", " orphaned")]
        .iter()
        .filter(|(a, _)| e.is(a))
        .map(|(_, w)| *w)
        .collect();
    let unmanaged = if e.get("managed") == "false" { " unmanaged" } else { "" };
    (target.to_owned(), format!("{role}{more}{unmanaged}"), health)
}

/// `<node name state="1" rgmanager="1"/>`, `<group name state_str="started" owner/>`.
pub(super) fn clustat(text: &str, errors: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let found = match elements(text) {
        Ok(found) => found,
        Err(error) => return not_running("RHCS", &[text, errors], &error, strange),
    };
    let row = |kind, name: &str, expected: &str, state: &str, health| Member {
        system: "RHCS",
        kind,
        name: name.to_owned(),
        expected: expected.to_owned(),
        state: state.to_owned(),
        health,
        ..Member::default()
    };
    let mut out = Vec::new();
    for e in &found {
        match e.name.as_str() {
            "quorum" if e.get("quorate") == "1" => out.push(row("cluster", "quorum", "quorum", "quorum", Some("ok"))),
            "quorum" => out.push(row("cluster", "quorum", "quorum", "no quorum", Some("down"))),
            "node" if e.get("state") == "1" => out.push(row("node", e.get("name"), "online", "online", Some("ok"))),
            "node" => out.push(row("node", e.get("name"), "online", "offline", Some("down"))),
            "group" => {
                let state = e.get("state_str");
                let health = match state {
                    "started" => Some("ok"),
                    // Disabled by an administrator.
                    "disabled" | "starting" | "stopping" | "recovering" | "migrating" => Some("attention"),
                    "stopped" | "failed" | "recoverable" | "uninitialized" => Some("down"),
                    _ => None,
                };
                let place = if state == "started" { e.get("owner").to_owned() } else { String::new() };
                out.push(Member { place, ..row("service", e.get("name"), "started", state, health) });
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, one, picture};
    use super::super::parse;
    use crate::model::Os;

    const CRM_MON: &str = r#"<?xml version="1.0"?>
<crm_mon version="1.1.20">
  <summary><stack type="corosync"/><current_dc present="true" version="1.1.20" name="db1" id="1" with_quorum="true"/></summary>
  <nodes>
    <node name="db1" id="1" online="true" standby="false" maintenance="false" pending="false" unclean="false" is_dc="true" type="member"/>
    <node name="db2" id="2" online="false" standby="false" maintenance="false" pending="false" unclean="false" is_dc="false" type="member"/>
    <node name="db3" id="3" online="true" standby="true" unclean="false" type="member"/>
  </nodes>
  <resources>
    <group id="grp" number_resources="2">
      <resource id="vip" resource_agent="ocf::heartbeat:IPaddr2" role="Started" active="true" orphaned="false" blocked="false" managed="true" failed="false" nodes_running_on="1"><node name="db1" id="1" cached="true"/></resource>
      <resource id="app" role="Stopped" active="false" managed="true" failed="false" nodes_running_on="0"/>
    </group>
    <clone id="dlm-clone" managed="true">
      <resource id="dlm" role="Started" managed="true" failed="false"><node name="db1" id="1"/></resource>
      <resource id="dlm" role="Stopped" managed="true" failed="false"/>
    </clone>
    <resource id="off" role="Stopped" target_role="Stopped" managed="true" failed="false"/>
    <resource id="bad" role="Started" managed="false" failed="true"><node name="db1" id="1"/></resource>
  </resources>
  <failures><failure op_key="app_start_0" node="db1" exitstatus="not running"/></failures>
</crm_mon>
"#;
    const CLUSTAT: &str = r#"<?xml version="1.0"?>
<clustat version="4.1.1">
  <quorum quorate="1" groupmember="1"/>
  <nodes><node name="n1" state="1" local="1"/><node name="n2" state="0" local="0"/></nodes>
  <groups>
    <group name="service:db" state="112" state_str="started" owner="n1" last_owner="n2"/>
    <group name="service:web" state="119" state_str="disabled" owner="none" last_owner="none"/>
  </groups>
</clustat>
"#;

    #[test]
    fn nodes_and_resources_of_both_generations() {
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "pacemaker", CRM_MON).unwrap()), @"
        system=Pacemaker kind=cluster name=quorum expected=quorum state=quorum place_mark= place= health=ok
        system=Pacemaker kind=node name=db1 expected=online state=online place_mark= place= health=ok
        system=Pacemaker kind=node name=db2 expected=online state=offline place_mark= place= health=down
        system=Pacemaker kind=node name=db3 expected=online state=standby place_mark= place= health=attention
        system=Pacemaker kind=resource name=vip expected=Started state=Started place_mark=340602614 place=db1 health=ok
        system=Pacemaker kind=resource name=app expected=Started state=Stopped place_mark= place= health=down
        system=Pacemaker kind=resource name=dlm@db1 expected=Started state=Started place_mark= place= health=ok
        system=Pacemaker kind=resource name=dlm@2 expected=Started state=Stopped place_mark= place= health=ok
        system=Pacemaker kind=resource name=off expected=Stopped state=Stopped place_mark= place= health=ok
        system=Pacemaker kind=resource name=bad expected=Started state=Started failed unmanaged place_mark=340602614 place=db1 health=down
        system=Pacemaker kind=failure name=app_start_0 expected=no failed action state=not running (db1) place_mark= place= health=attention
        ");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "clustat", CLUSTAT).unwrap()), @"
        system=RHCS kind=cluster name=quorum expected=quorum state=quorum place_mark= place= health=ok
        system=RHCS kind=node name=n1 expected=online state=online place_mark= place= health=ok
        system=RHCS kind=node name=n2 expected=online state=offline place_mark= place= health=down
        system=RHCS kind=service name=service:db expected=started state=started place_mark=70638592 place=n1 health=ok
        system=RHCS kind=service name=service:web expected=started state=disabled place_mark= place= health=attention
        ");
        let down =
            r#"<pacemaker-result><status code="102" message="Not connected"><errors><error>x</error></errors></status></pacemaker-result>"#;
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "pacemaker", down).unwrap()), @"system=Pacemaker kind=service name=cluster service expected=running state=Not connected place_mark= place= health=down");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "pacemaker", "Error: cluster is not available on this node\n").unwrap()), @"system=Pacemaker kind=service name=cluster service expected=running state=Error: cluster is not available on this node place_mark= place= health=down");
        insta::assert_snapshot!(picture(&one(parse, Os::Linux, "pacemaker", "").unwrap()), @"strange: Pacemaker: the text ends too early:");
        check_cuts(parse, Os::Linux, "clustat", CLUSTAT);
    }
}
