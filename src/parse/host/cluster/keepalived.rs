//! Keepalived: its process, and which of its addresses are on this node.

use std::collections::BTreeSet;

use super::Member;

/// `vrrp_instance NAME { state MASTER … virtual_ipaddress { 10.1.1.9/24 dev eth0 } }`, and `ip -o addr`.
pub(super) fn members(config: &str, processes: &str, addresses: &str, strange: &mut Vec<String>) -> Vec<Member> {
    let row = |kind, name: &str, expected: &str, state: &str, health| Member {
        system: "Keepalived",
        kind,
        name: name.to_owned(),
        expected: expected.to_owned(),
        state: state.to_owned(),
        health: Some(health),
        ..Member::default()
    };
    let runs = processes.trim().parse::<u32>().is_ok_and(|n| n > 0);
    let mut out =
        vec![row("service", "keepalived", "running", if runs { "running" } else { "not running" }, if runs { "ok" } else { "down" })];
    if runs && config.trim().is_empty() {
        strange.push("keepalived.conf 读不到，不知道哪些地址应在本机 / keepalived.conf cannot be read: its addresses are not known".into());
    }
    let here: BTreeSet<&str> =
        addresses.split_whitespace().skip_while(|w| *w != "inet" && *w != "inet6").filter_map(|w| w.split('/').next()).collect();
    let spaced = config.replace('{', " { ").replace('}', " } ");
    let mut instance = String::new();
    let mut role = "BACKUP";
    let mut inside = false;
    let mut vips: Vec<(String, &str, String)> = Vec::new();
    for line in spaced.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).copied().unwrap_or_default();
            match *word {
                "vrrp_instance" => {
                    (role, inside) = ("BACKUP", false);
                    next.clone_into(&mut instance);
                }
                "state" => role = if next == "MASTER" { "MASTER" } else { "BACKUP" },
                "virtual_ipaddress" | "virtual_ipaddress_excluded" => inside = true,
                "}" => inside = false,
                _ if inside && *word != "{" => {
                    let address = word.split('/').next().unwrap_or_default();
                    if address.parse::<std::net::IpAddr>().is_ok() && (at == 0 || words[at - 1] == "{") {
                        vips.push((address.to_owned(), role, instance.clone()));
                    }
                }
                _ => {}
            }
        }
    }
    let both_backup = both_backup(config);
    for (address, role, instance) in vips {
        let present = here.contains(address.as_str());
        // A backup that has the address took over, or all nodes are written down as backups and the priority decides.
        let (state, health) = match (present, role) {
            (true, "MASTER") => ("在本机 / here", "ok"),
            (true, _) => ("在本机 / here", if both_backup { "ok" } else { "note" }),
            (false, "MASTER") => ("不在本机 / not here", "elsewhere"),
            (false, _) => ("不在本机 / not here", "ok"),
        };
        let place = if present { "本机 / this node" } else { "另一节点 / another node" };
        out.push(Member { place: place.into(), ..row("vip", &address, &format!("{instance} {role}"), state, health) });
    }
    out
}

/// `nopreempt` asks that all nodes are BACKUP: whoever has the address keeps it.
fn both_backup(config: &str) -> bool {
    config.split_whitespace().any(|w| w == "nopreempt")
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, picture};
    use super::super::parse;
    use super::members;
    use crate::model::Os;

    const CONFIG: &str = "\
global_defs {
}
vrrp_instance VI_1 {
    state MASTER
    interface eth0
    virtual_ipaddress {
        10.1.1.9/24 dev eth0
        10.1.1.10
    }
}
vrrp_instance VI_2 { state BACKUP
  virtual_ipaddress { 10.1.1.11 }
}
";

    #[test]
    fn addresses_are_where_they_belong_or_not() {
        let ip = "1: lo    inet 127.0.0.1/8 scope host lo\n2: eth0    inet 10.1.1.2/24 brd 10.1.1.255 scope global eth0\n2: eth0    inet 10.1.1.9/24 scope global secondary eth0\n2: eth0    inet 10.1.1.11/32 scope global eth0\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("keepalived 2", CONFIG), ("addresses", ip)]).unwrap()), @"
        system=Keepalived kind=service name=keepalived expected=running state=running place_mark= place= health=ok
        system=Keepalived kind=vip name=10.1.1.9 expected=VI_1 MASTER state=在本机 / here place_mark=431003550 place=本机 / this node health=ok
        system=Keepalived kind=vip name=10.1.1.10 expected=VI_1 MASTER state=不在本机 / not here place_mark=1208475783 place=另一节点 / another node health=elsewhere
        system=Keepalived kind=vip name=10.1.1.11 expected=VI_2 BACKUP state=在本机 / here place_mark=431003550 place=本机 / this node health=note
        ");
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("keepalived 0", ""), ("addresses", ip)]).unwrap()), @"system=Keepalived kind=service name=keepalived expected=running state=not running place_mark= place= health=down");
        check_cuts(parse, Os::Linux, "keepalived 1", CONFIG);
    }

    #[test]
    fn a_long_configuration_is_read_once_and_not_for_each_address() {
        let address = |n: usize| format!("10.{}.{}.{}", n / 65_536, n / 256 % 256, n % 256);
        let vips: String = (0..20_000).map(|n| format!("    {}\n", address(n))).collect();
        let config = format!("vrrp_instance v {{\n  state BACKUP\n  virtual_ipaddress {{\n{vips}  }}\n}}\n");
        let here: String = (0..20_000).map(|n| format!("2: eth0 inet {}/32 scope global eth0\n", address(n))).collect();
        let began = std::time::Instant::now();
        let found = members(&config, "1", &here, &mut Vec::new());
        assert_eq!(found.iter().filter(|m| m.kind == "vip" && m.health == Some("note")).count(), 20_000);
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}
