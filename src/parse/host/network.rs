//! Two looks at the counters of network cards: `/proc/net/dev` and `/sys/class/net`, `netstat -in` and `entstat` of AIX,
//! `netstat -in` and `lanadmin` of HP-UX → one row a card.
//!
//! Loopback and virtual cards are left out: what they carry is counted elsewhere. A bond stands for its members.

use std::collections::{BTreeMap, HashMap};

use super::rate::{cell, per_second, seconds};
use super::text::{int, text};
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

mod unix;

/// Counters and state of a card.
#[derive(Debug, Default, Clone, PartialEq)]
struct Card {
    name: String,
    /// `up`, `down`; empty where nobody says.
    state: String,
    /// Megabits a second.
    speed: Option<f64>,
    received: Option<f64>,
    sent: Option<f64>,
    packets: Option<f64>,
    errors: Option<f64>,
    drops: Option<f64>,
    /// Members of a bond that have no link.
    down: String,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let read = |parts: &[(String, String)]| match input.os {
        Os::Linux => linux(parts),
        _ => unix::cards(parts),
    };
    let (now, strange) = read(input.parts)?;
    let (before, _) = read(input.before).unwrap_or_default();
    let before: HashMap<&str, &Card> = before.iter().map(|card| (card.name.as_str(), card)).collect();
    let seconds = seconds(input);
    let rows = now.iter().map(|card| row(card, before.get(card.name.as_str()).copied(), seconds)).collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

fn row(card: &Card, before: Option<&Card>, seconds: Option<f64>) -> Row {
    let kb = |of: fn(&Card) -> Option<f64>| per_second(before.and_then(of), of(card), seconds).map(|b| b / 1024.0);
    let (down, up) = (kb(|c| c.received), kb(|c| c.sent));
    let most = down.zip(up).map(|(down, up)| down.max(up)).zip(card.speed.filter(|s| *s > 0.0));
    let count = |n: Option<f64>| n.map_or(Value::Null, |n| int(&format!("{n:.0}")));
    vec![
        ("nic", text(card.name.as_str())),
        ("state", text(card.state.as_str())),
        ("speed_mbit", cell(card.speed)),
        ("rx_kb_s", cell(down)),
        ("tx_kb_s", cell(up)),
        // Bits of a full duplex link, the busier direction.
        ("link_pct", cell(most.map(|(kb, speed)| kb * 1024.0 * 8.0 / (speed * 10_000.0)))),
        ("packets", count(card.packets)),
        ("errors", count(card.errors)),
        ("drops", count(card.drops)),
        ("members_down", text(card.down.as_str())),
        ("used", Value::Bool(card.packets.is_some_and(|p| p > 0.0))),
    ]
}

/// Names of cards that are made of software.
const VIRTUAL: &[&str] = &[
    "lo", "veth", "docker", "br-", "virbr", "vnet", "cni", "flannel", "cali", "tunl", "tun", "tap", "ifb", "dummy", "sit", "gre", "ip6",
    "ip_vti", "kube", "nerdctl", "podman", "vxlan", "wg", "erspan", "teql", "nlmon", "usb", "lxc", "lxd", "ovs", "genev",
];

/// `face: bytes packets errs drop fifo frame compressed multicast | bytes packets errs drop …`, and lines
/// `name state=up speed=1000 real=yes bond=yes master=bond0` of the part `links`.
fn linux(parts: &[(String, String)]) -> Result<(Vec<Card>, Vec<String>), ParseFault> {
    let part = |name: &str| parts.iter().find(|(n, _)| n == name).map(|(_, t)| t.as_str());
    let dev = part("dev").ok_or(ParseFault::Missing("dev"))?;
    let links: HashMap<&str, Link<'_>> = part("links").unwrap_or_default().lines().filter_map(Link::read).collect();
    let mut down: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, link) in links.iter().filter(|(_, l)| l.state == "down") {
        down.entry(link.master).or_default().push(name);
    }
    for names in down.values_mut() {
        names.sort_unstable();
    }
    let physical = links.values().any(|l| l.real || l.bond);
    let (mut cards, mut strange) = (Vec::new(), Vec::new());
    for line in dev.lines().skip_while(|l| l.contains('|')).filter(|l| !l.trim().is_empty()) {
        let read = line.split_once(':').and_then(|(name, rest)| {
            let figures: Vec<f64> = rest.split_whitespace().map_while(|w| w.parse().ok()).collect();
            (figures.len() >= 12).then_some((name.trim(), figures))
        });
        let Some((name, figures)) = read else {
            strange.push(line.to_owned());
            continue;
        };
        let about = links.get(name);
        let member = about.is_some_and(|l| links.get(l.master).is_some_and(|m| m.bond));
        let virtual_one = VIRTUAL.iter().any(|v| name.starts_with(v)) || name.contains(['.', '@']);
        let kept = if physical { about.is_some_and(|l| l.real || l.bond) } else { !virtual_one };
        if name == "lo" || member || !kept {
            continue;
        }
        cards.push(Card {
            name: name.to_owned(),
            state: about.map(|l| l.state.to_owned()).unwrap_or_default(),
            speed: about.and_then(|l| l.speed),
            received: Some(figures[0]),
            sent: Some(figures[8]),
            packets: Some(figures[1] + figures[9]),
            errors: Some(figures[2] + figures[10]),
            drops: Some(figures[3] + figures[11]),
            down: down.get(name).map(|names| names.join(" ")).unwrap_or_default(),
        });
    }
    if cards.is_empty() && !dev.contains(':') {
        return Err(ParseFault::Layout("dev", dev.lines().next().unwrap_or_default().to_owned()));
    }
    Ok((cards, strange))
}

/// What `/sys/class/net` says.
struct Link<'a> {
    state: &'a str,
    speed: Option<f64>,
    real: bool,
    bond: bool,
    master: &'a str,
}

impl<'a> Link<'a> {
    fn read(line: &'a str) -> Option<(&'a str, Self)> {
        let mut words = line.split_whitespace();
        let name = words.next()?;
        let get = |key: &str| line.split_whitespace().find_map(|w| w.strip_prefix(key)?.strip_prefix('=')).unwrap_or_default();
        let told = Self {
            state: match get("state") {
                state @ ("up" | "down") => state,
                // Drivers that do not tell (`unknown`) say by the carrier.
                _ if get("carrier") == "1" => "up",
                _ => "",
            },
            // -1 and 65535 stand for unknown.
            speed: get("speed").parse::<f64>().ok().filter(|s| *s > 0.0 && *s < 4_000_000_000.0 && (*s - 65_535.0).abs() > 0.5),
            real: get("real") == "yes",
            bond: get("bond") == "yes",
            master: get("master"),
        };
        Some((name, told))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, one, picture, twice};
    use super::*;

    const HEAD: &str = "Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n";

    #[test]
    fn a_bond_stands_for_its_members_and_virtual_cards_are_left_out() {
        let dev = |bytes: u32, errors: u32| {
            format!(
                "{HEAD}    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0\nbond0:{bytes} 20 {errors} 3 0 0 0 0 4096 10 1 0 0 0 0 0\n  eth0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n  \
                 eth1: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n  eth2: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\ndocker0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n"
            )
        };
        let links = "lo state=unknown speed= real=no bond=no master=\nbond0 state=up speed=1000 real=no bond=yes master=\neth0 state=up speed=1000 real=yes bond=no master=bond0\n\
            eth1 state=down speed=-1 real=yes bond=no master=bond0\neth2 state=down speed=-1 carrier= real=yes bond=no master=\ndocker0 state=up speed= real=no bond=no master=\n";
        let (first, second) = (dev(1000, 0), dev(1_025_000, 7));
        let before = [("dev", first.as_str()), ("links", links), ("uptime", "10.00 1\n")];
        let after = [("dev", second.as_str()), ("links", links), ("uptime", "12.00 1\n")];
        insta::assert_snapshot!(picture(&twice(parse, Os::Linux, &before, &after, 2.0).unwrap()), @"
        nic=bond0 state=up speed_mbit=1000 rx_kb_s=500 tx_kb_s=0 link_pct=0.41 packets=30 errors=8 drops=3 members_down=eth1 used=true
        nic=eth2 state=down speed_mbit= rx_kb_s=0 tx_kb_s=0 link_pct= packets=0 errors=0 drops=0 members_down= used=false
        ");
        // Without /sys the names tell, and what went backwards says nothing.
        let names = twice(parse, Os::Linux, &after[..1], &before[..1], 2.0).unwrap();
        insta::assert_snapshot!(picture(&names), @"
        nic=bond0 state= speed_mbit= rx_kb_s= tx_kb_s=0 link_pct= packets=30 errors=1 drops=3 members_down= used=true
        nic=eth0 state= speed_mbit= rx_kb_s=0 tx_kb_s=0 link_pct= packets=2 errors=0 drops=0 members_down= used=true
        nic=eth1 state= speed_mbit= rx_kb_s=0 tx_kb_s=0 link_pct= packets=2 errors=0 drops=0 members_down= used=true
        nic=eth2 state= speed_mbit= rx_kb_s=0 tx_kb_s=0 link_pct= packets=0 errors=0 drops=0 members_down= used=false
        ");
        check_cuts(parse, Os::Linux, "dev", &first);
        assert!(one(parse, Os::Linux, "dev", "nothing").is_err());
    }
}
