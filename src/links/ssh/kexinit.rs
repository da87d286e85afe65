//! What a server offers, read from the first thing it says: asked only after a handshake that found nothing in common,
//! because the library does not tell.

use std::io::{Read, Write};
use std::time::Duration;

use super::algorithms::{Algorithms, KINDS};

/// A server says more than this before its offer only to waste our time.
pub(super) const LONGEST: usize = 64 * 1024;
const MSG_KEXINIT: u8 = 20;

/// Name lists in the order of the packet; the four that matter here are 0, 1, 2 and 4.
pub(super) type Offer = Vec<Vec<String>>;

/// Connects afresh and reads the offer.
pub(super) fn ask(mut stream: std::net::TcpStream) -> Option<Offer> {
    stream.set_read_timeout(Some(Duration::from_secs(3))).ok()?;
    stream.write_all(b"SSH-2.0-opsctl\r\n").ok()?;
    let (mut heard, mut part) = (Vec::new(), [0; 4096]);
    while heard.len() < LONGEST {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(n) => heard.extend_from_slice(&part[..n]),
        }
        if let Some(offer) = parse(&heard) {
            return Some(offer);
        }
    }
    None
}

/// The name lists of the first packet after the banner.
pub(super) fn parse(heard: &[u8]) -> Option<Offer> {
    let mut rest = heard;
    loop {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        if line.starts_with(b"SSH-") {
            break;
        }
    }
    let (size, payload) = rest.split_at_checked(5)?;
    let length = usize::try_from(u32::from_be_bytes(*size.first_chunk()?)).ok()?;
    if payload.len() + 1 < length || *payload.first()? != MSG_KEXINIT {
        return None;
    }
    // One byte of kind, sixteen of cookie.
    let mut lists = payload.get(17..)?;
    let mut offer = Vec::new();
    for _ in 0..8 {
        let (size, rest) = lists.split_first_chunk()?;
        let (names, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*size)).ok()?)?;
        offer.push(String::from_utf8_lossy(names).split(',').map(str::to_owned).collect());
        lists = rest;
    }
    Some(offer)
}

/// The kinds in which nothing is in common, with what the server offers; empty when there is something in each.
pub(super) fn missing(offer: &Offer, own: &Algorithms) -> Vec<String> {
    let theirs = [0, 1, 2, 4].map(|index| offer.get(index));
    let mut said = Vec::new();
    for (kind, theirs) in theirs.into_iter().enumerate() {
        let Some(theirs) = theirs else { continue };
        if !own.list(kind).iter().any(|name| theirs.contains(name)) {
            said.push(format!("no common {} algorithm; the server offers {}", KINDS[kind], theirs.join(",")));
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A banner and an offer as OpenSSH sends them.
    fn packet(lists: [&str; 8]) -> Vec<u8> {
        let mut payload = vec![MSG_KEXINIT];
        payload.extend([9; 16]);
        for list in lists {
            payload.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
            payload.extend(list.as_bytes());
        }
        let mut all = b"welcome\r\nSSH-2.0-OpenSSH_4.3\r\n".to_vec();
        all.extend(u32::try_from(payload.len() + 5).unwrap().to_be_bytes());
        all.push(4);
        all.extend(payload);
        all.extend([0; 4]);
        all
    }

    #[test]
    fn what_is_missing_is_told_with_what_is_offered() {
        let old = packet([
            "diffie-hellman-group1-sha1",
            "ssh-rsa,ssh-dss",
            "3des-cbc",
            "3des-cbc",
            "hmac-md5,hmac-sha1",
            "hmac-sha1",
            "none",
            "none",
        ]);
        let offer = parse(&old).unwrap();
        let said = missing(&offer, &Algorithms::default());
        assert_eq!(said.len(), 3, "{said:?}");
        assert_eq!(said[1], "no common host key algorithm; the server offers ssh-rsa,ssh-dss");
        let mut own = Algorithms::default();
        for name in ["ssh-rsa", "3des-cbc", "diffie-hellman-group1-sha1"] {
            own.add(name).unwrap();
        }
        assert!(missing(&offer, &own).is_empty());
        assert!(parse(&old[..60]).is_none(), "half an offer is none");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
            let _ = parse(&bytes);
            let mut real = packet(["a"; 8]);
            for (index, byte) in bytes.iter().enumerate().filter(|(i, _)| i % 7 == 0) {
                let at = (index * 13 + cut) % real.len();
                real[at] = *byte;
            }
            let _ = parse(&real);
        }
    }
}
