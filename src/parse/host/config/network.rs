//! Addresses, gateway, name servers, Fibre Channel port names.

use std::collections::HashMap;

use super::Sheet;

/// Interfaces that software makes as it runs.
const MADE: &[&str] = &["lo", "docker", "veth", "br-", "virbr", "cni", "flannel", "cali", "tun", "tap", "kube", "vnet"];

/// `ip -o addr`, `ifconfig -a` (Linux, AIX), `netstat -in` (HP-UX): the addresses that belong to an interface for good.
/// What a cluster moves is left out: secondary ones, single ones (/32), aliases like `eth0:1`, on AIX all but the first.
pub(super) fn addresses(output: &str, sheet: &mut Sheet) {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut current = String::new();
    for line in output.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (name, address) = match words[..] {
            // `2: eth0    inet 10.1.1.2/24 brd … scope global eth0`
            [number, name, "inet" | "inet6", address, ..] if number.ends_with(':') => {
                let moves =
                    words.contains(&"secondary") || words.contains(&"temporary") || address.ends_with("/32") || address.ends_with("/128");
                let label = words.iter().skip(4).any(|w| w.starts_with(name) && w.contains(':'));
                let local = words.windows(2).any(|w| w[0] == "scope" && (w[1] == "link" || w[1] == "host"));
                if moves || label || local {
                    continue;
                }
                (name.to_owned(), address.to_owned())
            }
            ["inet", address, ..] => {
                let address = address.trim_start_matches("addr:");
                let mask = words
                    .iter()
                    .position(|w| *w == "netmask")
                    .and_then(|at| words.get(at + 1))
                    .map(|m| format!(" {m}"))
                    .unwrap_or_default();
                (current.clone(), format!("{address}{mask}"))
            }
            // `lan0 1500 10.1.1.0 10.1.1.2 …`
            [name, mtu, _, address, ..] if mtu.parse::<u32>().is_ok() && address.parse::<std::net::IpAddr>().is_ok() => {
                (name.to_owned(), address.to_owned())
            }
            _ => {
                if let Some(first) = words.first().filter(|_| !line.starts_with(char::is_whitespace)) {
                    first.trim_end_matches(':').clone_into(&mut current);
                }
                continue;
            }
        };
        if name.is_empty() || name.contains(':') || MADE.iter().any(|m| name.starts_with(m)) {
            continue;
        }
        let many = line.contains("scope");
        let at = *places.entry(name.clone()).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, all)) if many => all.push(address),
            Some(_) => {}
            None => found.push((name, vec![address])),
        }
    }
    for (name, mut all) in found {
        all.sort();
        sheet.put(&format!("IP 地址 address {name}"), &all.join(", "));
    }
}

/// `default via 10.1.1.1 dev eth0 proto dhcp`, `default 10.1.1.1 UG … en0`, `0.0.0.0 10.1.1.1 0.0.0.0 UG`.
pub(super) fn gateway(output: &str, sheet: &mut Sheet) {
    let mut gateways: Vec<&str> = Vec::new();
    for line in output.lines() {
        gateways.extend(line.split_whitespace().skip(1).find(|w| w.parse::<std::net::IpAddr>().is_ok()));
    }
    gateways.sort_unstable();
    gateways.dedup();
    sheet.put("网关 gateway", &gateways.join(", "));
}

/// `nameserver 10.1.1.53`
pub(super) fn names(output: &str, sheet: &mut Sheet) {
    let servers: Vec<&str> = output.lines().filter_map(|l| l.trim().strip_prefix("nameserver")).map(str::trim).collect();
    sheet.put("域名服务器 DNS", &servers.join(", "));
}

/// Port names, whatever host number they got at this start.
pub(super) fn wwpn(output: &str, sheet: &mut Sheet) {
    let mut ports: Vec<&str> = output.split_whitespace().collect();
    ports.sort_unstable();
    sheet.put("HBA WWPN", &ports.join(", "));
}
