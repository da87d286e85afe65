//! `ss -lntupe`, `netstat -lntupe`, `netstat -an` of AIX and HP-UX → sockets that listen. What listens on all addresses is `*`
//! however it is written, what only this host reaches is `localhost`.

use std::collections::BTreeMap;

use super::text::text;
use super::{Input, ParseFault};
use crate::model::Value;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Socket {
    /// `tcp` or `udp`, of either family.
    pub proto: &'static str,
    pub address: String,
    pub port: i64,
    /// Names of the processes, where visible.
    pub process: Value,
    pub user: Value,
}

impl Socket {
    /// Only this host reaches it.
    pub(super) fn local(&self) -> bool {
        self.address == "localhost" || self.address.starts_with("127.")
    }
}

/// The ports below which a UDP socket is a service (`ip_local_port_range`, `udp_ephemeral_low`); where nothing says it.
const EPHEMERAL: i64 = 32_768;

/// All of them by protocol, port and address; and the lines that were not understood.
pub(super) fn listening(input: &Input<'_>) -> Result<(Vec<Socket>, Vec<String>), ParseFault> {
    let output = input.need("sockets")?;
    let range = input.part("range").unwrap_or_default();
    let ephemeral = range.split(|c: char| !c.is_ascii_digit()).find_map(|w| w.parse().ok().filter(|n| *n >= 1024)).unwrap_or(EPHEMERAL);
    let names: BTreeMap<&str, &str> =
        input.part("users").unwrap_or_default().lines().rev().filter_map(|l| l.trim().split_once(':')).collect();
    let (mut strange, mut found) = (Vec::new(), BTreeMap::<(&str, i64, String), Socket>::new());
    let (mut any, mut user_column) = (false, false);
    for line in output.lines().filter(|l| !l.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if line.starts_with("Active UNIX") {
            break;
        }
        if ["Active", "Proto", "Netid"].contains(&words[0]) {
            any = true;
            user_column |= words.contains(&"User");
            continue;
        }
        match one(&words, user_column).unwrap_or(Line::Strange) {
            Line::Listens(mut socket) => {
                any = true;
                if socket.proto == "udp" && socket.port >= ephemeral {
                    continue;
                }
                if let Value::Text(uid) = &socket.user {
                    socket.user = text(*names.get(uid.as_str()).unwrap_or(&uid.as_str()));
                }
                let key = (socket.proto, socket.port, socket.address.clone());
                // The same in the other family, or one of several: whoever is visible stands for it.
                let kept = found.entry(key).or_insert_with(|| socket.clone());
                if kept.process == Value::Null {
                    *kept = socket;
                }
            }
            Line::Other => any = true,
            Line::Strange => strange.push(line.to_owned()),
        }
    }
    // Without any socket there is still a heading.
    if !any {
        let said = strange.into_iter().next().or_else(|| input.errors.lines().next().map(str::to_owned));
        return Err(ParseFault::Layout("sockets", said.unwrap_or_default()));
    }
    Ok((found.into_values().collect(), strange))
}

enum Line {
    Listens(Socket),
    /// No listening socket of TCP or UDP.
    Other,
    Strange,
}

/// One line; `None` where a word is missing.
fn one(words: &[&str], user_column: bool) -> Option<Line> {
    let kind = *words.first()?;
    let proto = match kind {
        _ if kind.starts_with("tcp") => "tcp",
        _ if kind.starts_with("udp") => "udp",
        _ if ["raw", "p_raw", "p_dgr", "u_", "unix", "nl", "icmp", "v_", "sctp", "dccp", "mptcp", "xdp", "tipc", "vsock"]
            .iter()
            .any(|k| kind.starts_with(k)) =>
        {
            return Some(Line::Other);
        }
        _ => return None,
    };
    // ss has the state in front, netstat behind the addresses.
    let ss = words.get(1)?.parse::<i64>().is_err();
    let (local, foreign) = if ss { (words.get(4)?, words.get(5)?) } else { (words.get(3)?, words.get(4)?) };
    let state = if ss { words.get(1) } else { words.get(5) }.copied().unwrap_or_default();
    let listens = if proto == "tcp" { state == "LISTEN" } else { foreign.ends_with(":*") || foreign.ends_with(".*") };
    if !listens {
        return Some(Line::Other);
    }
    let (address, port) = local.rsplit_once(if local.contains(':') && !local.ends_with(".*") && colon_last(local) { ':' } else { '.' })?;
    if port == "*" {
        return Some(Line::Other);
    }
    let (process, user) = if ss { owner_ss(words) } else { owner_netstat(&words[5..], proto, user_column) };
    Some(Line::Listens(Socket { proto, address: address_of(address), port: port_of(port)?, process, user }))
}

/// `::1:25` and `[::]:22` end in `:port`; `::1.25` and `*.22` of AIX and HP-UX in `.port`.
fn colon_last(local: &str) -> bool {
    local.rfind(':') > local.rfind('.') || local.rfind('.').is_none()
}

fn address_of(address: &str) -> String {
    let bare = address.trim_start_matches('[').trim_end_matches(']');
    let bare = bare.strip_prefix("::ffff:").unwrap_or(bare);
    match bare {
        "*" | "0.0.0.0" | "::" | "" => "*".to_owned(),
        "127.0.0.1" | "::1" | "localhost" => "localhost".to_owned(),
        // `%lo` of a scope says nothing that the address does not.
        _ => bare.split('%').next().unwrap_or(bare).trim_end_matches(']').to_owned(),
    }
}

/// A number; or a name where somebody ran the command without `-n`.
fn port_of(word: &str) -> Option<i64> {
    const NAMES: &[(&str, i64)] = &[
        ("ssh", 22),
        ("telnet", 23),
        ("smtp", 25),
        ("domain", 53),
        ("bootps", 67),
        ("bootpc", 68),
        ("http", 80),
        ("sunrpc", 111),
        ("ntp", 123),
        ("snmp", 161),
        ("https", 443),
        ("syslog", 514),
    ];
    word.parse().ok().or_else(|| NAMES.iter().find(|(name, _)| *name == word).map(|(_, port)| *port))
}

/// `users:(("sshd",pid=1215,fd=3)) uid:985 ino:21767 …`; without `uid:` it is root's.
fn owner_ss(words: &[&str]) -> (Value, Value) {
    let rest = words.get(6..).unwrap_or_default().join(" ");
    let mut names: Vec<&str> =
        rest.split_once("users:(").map(|(_, u)| u.split("(\"").skip(1).filter_map(|p| p.split('"').next()).collect()).unwrap_or_default();
    names.sort_unstable();
    names.dedup();
    // A socket that systemd opened for a service is the service's.
    if names.len() > 1 {
        names.retain(|n| *n != "systemd");
    }
    let uid = words.iter().skip(6).find_map(|w| w.strip_prefix("uid:"));
    let user = uid.map(str::to_owned).or_else(|| rest.contains("ino:").then(|| "0".to_owned()));
    (text(names.join(",")), text(user.unwrap_or_default()))
}

/// `[LISTEN] [uid inode] 1215/sshd: x`; `-` is not visible.
fn owner_netstat(rest: &[&str], proto: &str, user_column: bool) -> (Value, Value) {
    let rest = if proto == "tcp" { rest.get(1..).unwrap_or_default() } else { rest };
    let (user, rest) =
        if user_column { (rest.first().copied().unwrap_or_default(), rest.get(2..).unwrap_or_default()) } else { ("", rest) };
    let process = rest.first().and_then(|w| w.split_once('/')).filter(|(pid, _)| pid.parse::<u32>().is_ok()).map_or("", |(_, name)| name);
    (text(process.trim_end_matches(':')), text(user))
}

#[cfg(test)]
mod tests {
    use super::super::testing::many;
    use super::*;
    use crate::model::Os;

    fn seen(os: Os, sockets: &str) -> String {
        let found = many(
            |i| {
                let (s, strange) = listening(i)?;
                Ok(super::super::Parsed {
                    rows: s
                        .into_iter()
                        .map(|s| {
                            vec![
                                ("proto", text(s.proto)),
                                ("at", text(format!("{}:{}", s.address, s.port))),
                                ("process", s.process),
                                ("user", s.user),
                            ]
                        })
                        .collect(),
                    strange,
                    ..Default::default()
                })
            },
            os,
            &[("sockets", sockets), ("range", "32768\t60999\n"), ("users", "root:x\n0:root\n985:chrony\n")],
        );
        super::super::testing::picture(&found.unwrap())
    }

    #[test]
    fn every_way_to_write_a_socket_is_read() {
        let ss = "\
Netid  State      Recv-Q Send-Q Local Address:Port               Peer Address:Port
udp    UNCONN     0      0         *:68                    *:*                   users:((\"dhclient\",pid=1029,fd=6)) ino:20830 sk:1 <->
udp    UNCONN     0      0      127.0.0.1:323                   *:*              users:((\"chronyd\",pid=795,fd=5)) uid:985 ino:1 sk:2 <->
udp    UNCONN     0      0      0.0.0.0:45000                 0.0.0.0:*
udp    UNCONN     0      0      127.0.0.53%lo:53                 0.0.0.0:*
tcp    LISTEN     0      128     *:22                    *:*                   users:((\"sshd\",1215,3))
tcp    LISTEN     0      128    [::]:22                 [::]:*                   users:((\"sshd\",pid=1215,fd=4),(\"systemd\",pid=1,fd=9))
tcp    LISTEN     0      128    :::631                 :::*
tcp    ESTAB      0      0       [::1]:22                   [::1]:38134
tcp    LISTEN     0      1    [::ffff:127.0.0.1]:8005   *:*
u_str  LISTEN     0      1    /run/x 1  * 0
what is this
";
        insta::assert_snapshot!(seen(Os::Linux, ss), @"
        proto=tcp at=*:22 process=sshd user=
        proto=tcp at=*:631 process= user=
        proto=tcp at=localhost:8005 process= user=
        proto=udp at=127.0.0.53:53 process= user=
        proto=udp at=*:68 process=dhclient user=root
        proto=udp at=localhost:323 process=chronyd user=chrony
        strange: what is this
        ");
        let netstat = "\
Active Internet connections (servers and established)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode      PID/Program name
tcp        0      0 0.0.0.0:22             0.0.0.0:*               LISTEN      0       21767      1215/sshd: x
tcp6       0      0 ::1:25                  :::*                  LISTEN      0       22607      -
udp        0      0 0.0.0.0:68          0.0.0.0:*                           985       20830      1029/dhclient
raw6       0      0 [::]:ipv6-icmp          [::]:*                  7           root       20819      878/NetworkManager
Active UNIX domain sockets (servers and established)
unix  3      [ ]         DGRAM                    8971     1/systemd            /run/systemd/notify
";
        insta::assert_snapshot!(seen(Os::Linux, netstat), @"
        proto=tcp at=*:22 process=sshd user=root
        proto=tcp at=localhost:25 process= user=root
        proto=udp at=*:68 process=dhclient user=chrony
        ");
        let aix = "\
Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  *.22                   *.*                    LISTEN
tcp6       0      0  *.22                   *.*                    LISTEN
tcp4       0      0  127.0.0.1.199          *.*                    LISTEN
tcp        0      0  ::1.25                 *.*                    LISTEN
tcp4       0     52  10.1.2.3.22            10.1.2.9.50000         ESTABLISHED
udp4       0      0  *.111                  *.*
udp4       0      0  *.32900                *.*
udp        0      0  *.*                    *.*
Active UNIX domain sockets
f1000e00 dgram 0 0
";
        insta::assert_snapshot!(seen(Os::Aix, aix), @"
        proto=tcp at=*:22 process= user=
        proto=tcp at=localhost:25 process= user=
        proto=tcp at=localhost:199 process= user=
        proto=udp at=*:111 process= user=
        ");
    }
}
