//! Which algorithms are offered: today's by default, old ones where they are asked for by name.

use ssh2::{MethodType, Session};

use super::pattern::list_fits;

/// Without SHA-1 key exchange, CBC, MD5, DSA and `ssh-rsa`; certificates of hosts are left out, for they are not checked here.
const MODERN: [&[&str]; 4] = [
    &[
        "mlkem768x25519-sha256",
        "curve25519-sha256",
        "curve25519-sha256@libssh.org",
        "ecdh-sha2-nistp256",
        "ecdh-sha2-nistp384",
        "ecdh-sha2-nistp521",
        "diffie-hellman-group-exchange-sha256",
        "diffie-hellman-group16-sha512",
        "diffie-hellman-group18-sha512",
        "diffie-hellman-group14-sha256",
    ],
    &["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256"],
    // libssh2 has ChaCha20 in plain C: measured on loopback, AES by OpenSSL moves a third more.
    &["aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes256-ctr", "aes192-ctr", "aes128-ctr"],
    &[
        "hmac-sha2-256-etm@openssh.com",
        "hmac-sha2-512-etm@openssh.com",
        "hmac-sha1-etm@openssh.com",
        "hmac-sha2-256",
        "hmac-sha2-512",
        "hmac-sha1",
    ],
];

/// What old servers may need.
const OLD: [&[&str]; 4] = [
    &["diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1", "diffie-hellman-group1-sha1"],
    &["ssh-rsa", "ssh-dss"],
    &["aes256-cbc", "aes192-cbc", "aes128-cbc", "3des-cbc"],
    &["hmac-sha1-96", "hmac-md5", "hmac-md5-96"],
];

/// The lists in the order of the handshake: key exchange, host key, cipher, MAC.
pub(super) const KINDS: [&str; 4] = ["key exchange", "host key", "cipher", "MAC"];

/// The words of `ssh_config` for them.
pub(super) const KEYWORDS: [&str; 4] = ["kexalgorithms", "hostkeyalgorithms", "ciphers", "macs"];

const METHODS: [&[MethodType]; 4] =
    [&[MethodType::Kex], &[MethodType::HostKey], &[MethodType::CryptCs, MethodType::CryptSc], &[MethodType::MacCs, MethodType::MacSc]];

/// What is offered to one server, most wanted first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Algorithms([Vec<String>; 4]);

impl Default for Algorithms {
    fn default() -> Self {
        Self(MODERN.map(|list| list.iter().map(|name| (*name).to_owned()).collect()))
    }
}

impl Algorithms {
    /// Adds an algorithm at the end of its list; `Err` has the names that could be asked for.
    pub(super) fn add(&mut self, name: &str) -> Result<(), String> {
        let known = |kind: &usize| MODERN[*kind].contains(&name) || OLD[*kind].contains(&name);
        let Some(kind) = (0..4).find(known) else { return Err(OLD.concat().join(", ")) };
        if !self.0[kind].iter().any(|n| n == name) {
            self.0[kind].push(name.to_owned());
        }
        Ok(())
    }

    /// A value of `ssh_config`: `+added`, `-taken,away*`, `^first`, or the whole list. Names that are unknown here are passed over.
    pub(super) fn adjust(&mut self, kind: usize, value: &str) {
        let (sign, names) = match value.chars().next() {
            Some(sign @ ('+' | '-' | '^')) => (sign, &value[1..]),
            _ => (' ', value),
        };
        let picked = names.split(',').filter(|n| MODERN[kind].contains(n) || OLD[kind].contains(n)).map(str::to_owned);
        let mut picked: Vec<String> = picked.collect();
        let list = &mut self.0[kind];
        match sign {
            '-' => list.retain(|own| !list_fits(names.split(','), own)),
            '+' => {
                picked.retain(|n| !list.contains(n));
                list.extend(picked);
            }
            _ => {
                if sign == '^' {
                    picked.extend(list.iter().filter(|own| !picked.contains(own)).cloned().collect::<Vec<_>>());
                }
                *list = picked;
            }
        }
    }

    /// Puts the key types that are known for the host first, so that it is not asked for one that nobody knows.
    pub(super) fn prefer(&mut self, known: &[&str]) {
        let type_of = |name: &str| if name.starts_with("rsa-sha2-") { "ssh-rsa" } else { name }.to_owned();
        self.0[1].sort_by_key(|name| !known.contains(&type_of(name).as_str()));
    }

    /// Our list of a kind.
    pub(super) fn list(&self, kind: usize) -> &[String] {
        &self.0[kind]
    }

    /// Tells the session what to offer. Names that this build lacks would be left out in silence; the old ones were asked for.
    pub(super) fn apply(&self, session: &Session) -> Result<(), String> {
        for (kind, methods) in METHODS.iter().enumerate() {
            let list = self.list(kind);
            for method in *methods {
                let has = session.supported_algs(*method).map_err(|e| e.message().to_owned())?;
                if let Some(lacking) = list.iter().find(|name| OLD[kind].contains(&name.as_str()) && !has.contains(&name.as_str())) {
                    return Err(format!("{lacking} was left out when this opsctl was built (.cargo/config.toml)"));
                }
                session.method_pref(*method, &list.join(",")).map_err(|e| format!("{}: {}", KINDS[kind], e.message()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_the_library_has_and_none_of_today_is_missing() {
        let session = Session::new().unwrap();
        for (kind, methods) in METHODS.iter().enumerate() {
            let has = session.supported_algs(methods[0]).unwrap();
            for name in MODERN[kind].iter().chain(OLD[kind]) {
                assert!(has.contains(name), "{name} is not in {has:?}; see .cargo/config.toml");
            }
            eprintln!("{}: not offered: {:?}", KINDS[kind], has.iter().filter(|n| !MODERN[kind].contains(n)).collect::<Vec<_>>());
        }
        Algorithms::default().apply(&session).unwrap();
    }

    #[test]
    fn nothing_old_is_offered_unless_asked_for() {
        let mut offered = Algorithms::default();
        let all = offered.0.concat().join(" ");
        for old in ["ssh-dss", "ssh-rsa", "group1-", "group14-sha1", "exchange-sha1", "cbc", "md5", "cert"] {
            assert!(!all.contains(old), "{old}");
        }
        for name in ["ssh-rsa", "3des-cbc", "diffie-hellman-group1-sha1", "hmac-md5", "aes128-ctr"] {
            offered.add(name).unwrap();
        }
        assert_eq!(offered.list(1).last().unwrap(), "ssh-rsa");
        assert_eq!(offered.list(2).iter().filter(|n| *n == "aes128-ctr").count(), 1, "none twice");
        assert!(offered.add("rot13").unwrap_err().contains("ssh-rsa, ssh-dss"));
    }

    #[test]
    fn the_signs_of_ssh_config() {
        let mut offered = Algorithms::default();
        offered.adjust(1, "+ssh-rsa,sk-ssh-ed25519@openssh.com");
        assert_eq!(offered.list(1).last().unwrap(), "ssh-rsa");
        offered.adjust(1, "-ecdsa-*");
        assert_eq!(offered.list(1), ["ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"]);
        offered.adjust(1, "^rsa-sha2-256");
        assert_eq!(offered.list(1), ["rsa-sha2-256", "ssh-ed25519", "rsa-sha2-512", "ssh-rsa"]);
        offered.adjust(2, "aes256-cbc,aes128-ctr");
        assert_eq!(offered.list(2), ["aes256-cbc", "aes128-ctr"]);
        offered.adjust(2, "");
    }

    #[test]
    fn known_key_types_come_first() {
        let mut offered = Algorithms::default();
        offered.prefer(&["ssh-rsa"]);
        assert_eq!(offered.list(1)[..3], ["rsa-sha2-512", "rsa-sha2-256", "ssh-ed25519"]);
        offered.prefer(&["ecdsa-sha2-nistp256"]);
        assert_eq!(offered.list(1)[0], "ecdsa-sha2-nistp256");
    }
}
