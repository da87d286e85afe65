//! `/proc/net/bonding/*` of Linux and `entstat -d` of AIX EtherChannels → one row a bond.

use super::text::text;
use super::{Input, ParseFault, Parsed, Row};
use crate::model::{Os, Value};

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let mut parsed = Parsed::default();
    for (part, output) in input.parts {
        let Some(name) = part.strip_prefix("bond ") else { continue };
        let found = if input.os == Os::Aix { etherchannel(output) } else { bonding(output) };
        match found {
            Some(bond) => parsed.rows.push(row(name, bond)),
            None => parsed.strange.push(format!("{name}: {}", output.lines().next().unwrap_or_default())),
        }
    }
    // The body names each bond that it found.
    if parsed == Parsed::default() { Err(ParseFault::Missing("/proc/net/bonding, entstat")) } else { Ok(parsed) }
}

#[derive(Default)]
struct Bond {
    mode: String,
    active: String,
    /// Name and whether it is up.
    links: Vec<(String, bool)>,
    failures: Option<i64>,
}

fn row(name: &str, bond: Bond) -> Row {
    let count = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    let down: Vec<&str> = bond.links.iter().filter(|(_, up)| !up).map(|(name, _)| name.as_str()).collect();
    vec![
        ("bond", text(name)),
        ("mode", text(bond.mode)),
        ("active", text(bond.active)),
        ("slaves", count(bond.links.len())),
        ("up", count(bond.links.len() - down.len())),
        ("down", text(down.join(", "))),
        ("failures", bond.failures.map_or(Value::Null, Value::Int)),
    ]
}

/// `Bonding Mode: …`, `Currently Active Slave: eth0`, then for each `Slave Interface: eth0` its `MII Status: up` and `Link Failure Count: 0`.
fn bonding(output: &str) -> Option<Bond> {
    let mut bond = Bond::default();
    for line in output.lines() {
        let Some((key, value)) = line.split_once(": ").map(|(k, v)| (k.trim(), v.trim())) else { continue };
        match key {
            "Bonding Mode" => value.clone_into(&mut bond.mode),
            "Currently Active Slave" if value != "None" => value.clone_into(&mut bond.active),
            "Slave Interface" => bond.links.push((value.to_owned(), false)),
            // The first one, before any slave, is that of the bond itself. `going down` and `going back` are no link yet.
            "MII Status" => {
                if let Some((_, up)) = bond.links.last_mut() {
                    *up = value == "up";
                }
            }
            "Link Failure Count" => bond.failures = Some(bond.failures.unwrap_or(0).saturating_add(value.parse().ok()?)),
            _ => {}
        }
    }
    (!bond.mode.is_empty()).then_some(bond)
}

/// Each adapter has a section `ETHERNET STATISTICS (ent0) :` with its `Link Status : Up`; the channel's own comes first.
fn etherchannel(output: &str) -> Option<Bond> {
    let mut bond = Bond { mode: "EtherChannel".into(), ..Bond::default() };
    let mut sections = 0;
    for line in output.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("ETHERNET STATISTICS (") {
            sections += 1;
            if sections > 1 {
                bond.links.push((rest.split(')').next()?.to_owned(), false));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':').map(|(k, v)| (k.trim(), v.trim())) else { continue };
        match key {
            "Active channel" => value.clone_into(&mut bond.active),
            "Link Status" | "Physical Port Link State" | "Physical Port Link Status" => {
                if let Some((_, up)) = bond.links.last_mut() {
                    *up = value.eq_ignore_ascii_case("up");
                }
            }
            _ => {}
        }
    }
    (sections > 0 && !bond.links.is_empty()).then_some(bond)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;

    const BOND: &str = "\
Ethernet Channel Bonding Driver: v3.7.1 (April 27, 2011)

Bonding Mode: fault-tolerance (active-backup)
Primary Slave: None
Currently Active Slave: eth0
MII Status: up
MII Polling Interval (ms): 100

Slave Interface: eth0
MII Status: up
Speed: 1000 Mbps
Link Failure Count: 1
Permanent HW addr: 00:50:56:aa:bb:cc

Slave Interface: eth1
MII Status: down
Speed: Unknown
Link Failure Count: 2
";
    const ENTSTAT: &str = "\
-------------------------------------------------------------
ETHERNET STATISTICS (ent6) :
Device Type: EtherChannel
Number of adapters: 2
Active channel: primary channel

-------------------------------------------------------------
ETHERNET STATISTICS (ent0) :
Device Type: 2-Port 10/100/1000 Base-TX PCI-X Adapter (14108902)
Link Status : Up
-------------------------------------------------------------
ETHERNET STATISTICS (ent1) :
Physical Port Link State: Down
";

    #[test]
    fn links_that_are_down_are_named() {
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &[("bond bond0", BOND), ("bond bond1", "cat: denied\n")]).unwrap()), @"
        bond=bond0 mode=fault-tolerance (active-backup) active=eth0 slaves=2 up=1 down=eth1 failures=3
        strange: bond1: cat: denied
        ");
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("bond ent6", ENTSTAT)]).unwrap()), @"bond=ent6 mode=EtherChannel active=primary channel slaves=2 up=1 down=ent1 failures=");
        assert!(many(parse, Os::Linux, &[]).is_err());
        check_cuts(parse, Os::Linux, "bond bond0", BOND);
        check_cuts(parse, Os::Aix, "bond ent6", ENTSTAT);
    }
}
