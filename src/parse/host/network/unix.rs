//! Cards of AIX (`netstat -in`, `entstat -d`) and HP-UX (`netstat -in`, `lanadmin -g`).

use std::collections::{HashMap, HashSet};

use super::{Card, ParseFault};

/// Cards of one look.
pub(super) fn cards(parts: &[(String, String)]) -> Result<(Vec<Card>, Vec<String>), ParseFault> {
    let part = |name: &str| parts.iter().find(|(n, _)| n == name).map(|(_, t)| t.as_str());
    let (mut cards, strange) = netstat(part("netstat").ok_or(ParseFault::Missing("netstat"))?)?;
    let places: HashMap<String, usize> = cards.iter().enumerate().map(|(at, card)| (card.name.clone(), at)).collect();
    for (name, block) in part("entstat").map(blocks_of_entstat).unwrap_or_default() {
        if let Some(card) = places.get(&name).and_then(|at| cards.get_mut(*at)) {
            entstat(card, block);
        }
    }
    for (name, block) in part("lanadmin").map(blocks_of_lanadmin).unwrap_or_default() {
        if let Some(card) = places.get(&name).and_then(|at| cards.get_mut(*at)) {
            lanadmin(card, block);
        }
    }
    Ok((cards, strange))
}

/// `Name Mtu Network Address Ipkts Ierrs Opkts Oerrs Coll`, by the words of the heading; HP-UX 11.31 leaves the errors out. A card
/// has a line for each address with the same figures; an address may be missing, so figures are taken from the end. A `*` behind
/// the name: the card is down.
fn netstat(text: &str) -> Result<(Vec<Card>, Vec<String>), ParseFault> {
    let mut names: Option<Vec<&str>> = None;
    let (mut cards, mut strange, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.first() == Some(&"Name") {
            names = Some(words);
            continue;
        }
        let (Some(names), Some(first)) = (&names, words.first()) else { continue };
        let name = first.trim_end_matches('*');
        let get = |column: &str| {
            let back = names.len() - names.iter().position(|n| *n == column)?;
            words.get(words.len().checked_sub(back)?)?.parse::<f64>().ok()
        };
        if name.starts_with("lo") || seen.contains(name) {
            continue;
        }
        let sum = |a: Option<f64>, b: Option<f64>| Some(a? + b?);
        let packets = sum(get("Ipkts"), get("Opkts"));
        if words.len() < 5 || packets.is_none() {
            strange.push(line.to_owned());
            continue;
        }
        seen.insert(name);
        cards.push(Card {
            name: name.to_owned(),
            state: if first.ends_with('*') { "down".into() } else { String::new() },
            packets,
            errors: sum(get("Ierrs"), get("Oerrs")),
            ..Card::default()
        });
    }
    names.map(|_| (cards, strange)).ok_or_else(|| ParseFault::Layout("netstat", text.lines().next().unwrap_or_default().to_owned()))
}

/// Blocks that begin `ETHERNET STATISTICS (en0) :`, `STATISTICS (ent0) :`.
fn blocks_of_entstat(text: &str) -> Vec<(String, &str)> {
    let mut begins: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        begins.extend(line.split_once("STATISTICS (").and_then(|(_, rest)| Some((at, rest.split_once(')')?.0))));
        at += line.len();
    }
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    begins.iter().zip(ends).map(|((at, name), end)| (name.replacen("ent", "en", 1), &text[*at..end])).collect()
}

/// Two columns: what was sent on the left, what was received on the right.
fn entstat(card: &mut Card, block: &str) {
    // The first of each: behind them come statistics of the adapters below.
    let both = |key: &str| {
        let line = block.lines().find(|l| l.starts_with(key) && l[key.len()..].contains(key))?;
        let mut figures =
            line.split(key).skip(1).filter_map(|rest| rest.trim_start_matches(':').split_whitespace().next()?.parse::<f64>().ok());
        Some((figures.next()?, figures.next()?))
    };
    if let Some((sent, received)) = both("Bytes:") {
        (card.sent, card.received) = (Some(sent), Some(received));
    }
    card.drops = both("Packets Dropped:").map(|(sent, received)| sent + received);
    let value = |key: &str| block.lines().find_map(|l| l.trim().strip_prefix(key)?.split_once(':').map(|(_, v)| v.trim()));
    match value("Link Status") {
        Some(status) if status.eq_ignore_ascii_case("up") => card.state = "up".into(),
        Some(status) if status.eq_ignore_ascii_case("down") => card.state = "down".into(),
        _ => {}
    }
    card.speed = value("Media Speed Running").and_then(|speed| {
        let mut words = speed.split_whitespace();
        let number: f64 = words.next()?.parse().ok()?;
        Some(if words.next()?.starts_with('G') { number * 1000.0 } else { number })
    });
}

/// Blocks behind a line `= lan0`.
fn blocks_of_lanadmin(text: &str) -> Vec<(String, &str)> {
    text.split("\n= ")
        .map(|block| block.trim_start_matches("= "))
        .filter_map(|block| block.split_once('\n'))
        .map(|(name, block)| (name.trim().to_owned(), block))
        .collect()
}

/// Lines `Inbound Octets = 1234`, `Operation Status (value) = up(1)`, `Speed = 1000000000`.
fn lanadmin(card: &mut Card, block: &str) {
    let value = |key: &str| block.lines().find_map(|l| l.split_once('=').filter(|(k, _)| k.trim() == key).map(|(_, v)| v.trim()));
    let number = |key: &str| value(key)?.parse::<f64>().ok();
    let sum = |a: &str, b: &str| Some(number(a)? + number(b)?);
    (card.received, card.sent) = (number("Inbound Octets"), number("Outbound Octets"));
    card.errors = sum("Inbound Errors", "Outbound Errors").or(card.errors);
    card.drops = sum("Inbound Discards", "Outbound Discards");
    card.speed = number("Speed").map(|bits| bits / 1_000_000.0).filter(|m| *m > 0.0);
    match value("Operation Status (value)") {
        Some(status) if status.starts_with("up") => card.state = "up".into(),
        Some(status) if status.starts_with("down") => card.state = "down".into(),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check_cuts, many, picture, twice};
    use super::super::parse;
    use crate::model::Os;

    #[test]
    fn aix_adds_what_entstat_says() {
        let netstat = "Name  Mtu   Network     Address            Ipkts Ierrs    Opkts Oerrs  Coll
en0   1500  link#2      0.14.5e.c5.4c.9a 12345678     3  2345678     1     0
en0   1500  10.1.1      10.1.1.1         12345678     3  2345678     1     0
en1*  1500  link#3      0.14.5e.c5.4c.9b        0     0        0     0     0
lo0   16896 link#1                           1234     0     1234     0     0
";
        let entstat = |sent: u32| {
            format!(
                "-------------------------------------------------------------\nETHERNET STATISTICS (en0) :\nDevice Type: Virtual I/O Ethernet Adapter (l-lan)\n\
                 Transmit Statistics:                          Receive Statistics:\nPackets: 2345678                              Packets: 12345678\n\
                 Bytes: {sent}                                 Bytes: 2048\nPackets Dropped: 2                            Packets Dropped: 5\n\n\
                 Link Status : Up\nMedia Speed Running: 1000 Mbps Full Duplex\n"
            )
        };
        let (first, second) = (entstat(1024), entstat(5120));
        let parsed =
            twice(parse, Os::Aix, &[("netstat", netstat), ("entstat", &first)], &[("netstat", netstat), ("entstat", &second)], 2.0)
                .unwrap();
        insta::assert_snapshot!(picture(&parsed), @"
        nic=en0 state=up speed_mbit=1000 rx_kb_s=0 tx_kb_s=2 link_pct=0 packets=14691356 errors=4 drops=7 members_down= used=true
        nic=en1 state=down speed_mbit= rx_kb_s= tx_kb_s= link_pct= packets=0 errors=0 drops= members_down= used=false
        ");
        check_cuts(parse, Os::Aix, "netstat", netstat);
        check_cuts(
            |input| {
                parse(&crate::parse::host::Input { parts: &[("netstat".into(), "Name a b\n".into()), input.parts[0].clone()], ..*input })
            },
            Os::Aix,
            "entstat",
            &first,
        );
    }

    #[test]
    fn hp_ux_adds_what_lanadmin_says() {
        let netstat = "Name      Mtu  Network         Address         Ipkts              Opkts\nlan0      1500 10.1.1.0        10.1.1.1        1234               1234\nlan1*     1500 none            none            0                  0\nlo0       32808 127.0.0.0       127.0.0.1       99                 99\n";
        let lanadmin = "= lan0\n                      LAN INTERFACE STATUS DISPLAY\nPPA Number                      = 0\nDescription                     = lan0 HP PCI-X 1000Base-T Release B.11.31\nSpeed                           = 1000000000\nOperation Status (value)        = up(1)\nInbound Octets                  = 5555\nInbound Discards                = 1\nInbound Errors                  = 2\nOutbound Octets                 = 6666\nOutbound Discards               = 3\nOutbound Errors                 = 4\n";
        let parts = [("netstat", netstat), ("lanadmin", lanadmin)];
        insta::assert_snapshot!(picture(&many(parse, Os::HpUx, &parts).unwrap()), @"
        nic=lan0 state=up speed_mbit=1000 rx_kb_s= tx_kb_s= link_pct= packets=2468 errors=6 drops=4 members_down= used=true
        nic=lan1 state=down speed_mbit= rx_kb_s= tx_kb_s= link_pct= packets=0 errors= drops= members_down= used=false
        ");
        assert!(many(parse, Os::HpUx, &[("netstat", "x")]).is_err());
    }
}
