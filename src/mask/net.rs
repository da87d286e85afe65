//! Addresses of machines and of mail.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Hit, Kind, Rules};

pub(super) fn find(text: &str, rules: &Rules, hits: &mut Vec<Hit>) {
    if rules.ip {
        v4(text, hits);
        v6(text, hits);
    }
    if rules.email {
        mails(text, hits);
    }
}

fn v4(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for dot in memchr::memchr_iter(b'.', bytes) {
        if dot < done {
            continue;
        }
        let digits = bytes.get(done..dot).unwrap_or_default().iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = dot - digits;
        let before = text.get(..start).unwrap_or_default();
        let rest = text.get(start..).unwrap_or_default();
        let len = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        // Of a number of many parts none is an address.
        done = if digits == 0 { dot } else { start + len };
        let address = rest.get(..len).unwrap_or_default().trim_end_matches('.');
        let after = rest.get(address.len()..).unwrap_or_default();
        let alone =
            !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') && !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        if alone && address.parse::<Ipv4Addr>().is_ok_and(|ip| !is_spared(ip) && !is_version(ip, before)) {
            hits.push(Hit::new(start..start + address.len(), Kind::Ip));
        }
    }
}

/// Addresses that every machine has, and masks.
fn is_spared(ip: Ipv4Addr) -> bool {
    ip.is_loopback() || ip.is_unspecified() || ip.octets().first() == Some(&255)
}

/// Words before a version.
const VERSIONS: [&str; 13] =
    ["版本", "版本号", "version", "release", "oracle", "weblogic", "database", "jdk", "java", "补丁", "opatch", "升级到", "升级至"];

/// How far before an address such a word is looked for, in characters.
const NEAR: usize = 16;

/// Whether four numbers are a version (`11.2.0.4`) or a section (`1.1.5.4`).
fn is_version(ip: Ipv4Addr, before: &str) -> bool {
    let [a, b, c, d] = ip.octets();
    let section = [a, b, c, d].iter().all(|part| *part < 10);
    // Releases of Oracle's programs; 10.x is also what houses number their machines by.
    let release = matches!(a, 8 | 9 | 11 | 12 | 14 | 18 | 19 | 21 | 23) && b <= 3 && c <= 6 && d <= 9;
    // Only the end of what stands before is looked at, lest time grow with the square of the text.
    let near: Vec<char> = before.chars().rev().take(NEAR).collect();
    let near: String = near.into_iter().rev().collect::<String>().to_lowercase();
    let word = near.trim_end_matches([' ', ':', '：', '=', '"', '(', '（']);
    let part = near.ends_with(['-', '_']) && near.trim_end_matches(['-', '_']).ends_with(|c: char| c.is_ascii_alphabetic());
    let named = part || VERSIONS.iter().any(|version| word.ends_with(version));
    section || release || named
}

fn v6(text: &str, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for colon in memchr::memchr_iter(b':', bytes) {
        if colon < done {
            continue;
        }
        let is_part = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b':';
        let before = bytes.get(done..colon).unwrap_or_default().iter().rev().take_while(|byte| is_part(byte)).count();
        let start = colon - before;
        let len = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| is_part(byte)).count();
        done = start + len;
        let alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        let outside = start.checked_sub(1).and_then(|at| bytes.get(at));
        let token = text.get(start..done).unwrap_or_default().trim_end_matches(':');
        let token = if token.parse::<Ipv6Addr>().is_ok() { token } else { text.get(start..done).unwrap_or_default() };
        if alone(outside)
            && alone(bytes.get(start + token.len()).filter(|byte| **byte != b':'))
            && token.parse::<Ipv6Addr>().is_ok_and(is_someones)
        {
            hits.push(Hit::new(start..start + token.len(), Kind::Ip));
        }
    }
}

/// Whether it is an address that a machine can have. `a::b` is a path in many languages.
fn is_someones(ip: Ipv6Addr) -> bool {
    matches!(ip.segments().first(), Some(0x2000..=0x3FFF | 0xFC00..=0xFDFF | 0xFE80..=0xFEBF))
}

fn mails(text: &str, hits: &mut Vec<Hit>) {
    const LOCAL: usize = 64;
    const DOMAIN: usize = 253;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        let is_local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
        let local = bytes.get(..at).unwrap_or_default().iter().rev().take(LOCAL).take_while(|byte| is_local(byte)).count();
        let rest = text.get(at + 1..).unwrap_or_default();
        let len = rest.bytes().take(DOMAIN).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
        let domain = rest.get(..len).unwrap_or_default().trim_end_matches(['.', '-']);
        let top = domain.rsplit_once('.').filter(|(host, _)| !host.is_empty() && !host.starts_with('.')).map_or("", |(_, top)| top);
        if local > 0 && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            hits.push(Hit::new(at - local..at + 1 + domain.len(), Kind::Email));
        }
    }
}
