//! Sockets, `inetd.conf` and `xinetd.d` → services that send passwords in the clear or serve nobody. One row a service.

use std::collections::BTreeMap;

use super::text::text;
use super::{Input, ParseFault, Parsed, sockets};
use crate::model::Value;

/// Service, protocol, ports, and what its process may be called (in part); a port with another process is another service.
const SERVICES: &[(&str, &str, std::ops::RangeInclusive<i64>, &[&str])] = &[
    ("telnet", "tcp", 23..=23, &["telnet", "inetd", "systemd", "busybox"]),
    ("rexec", "tcp", 512..=512, &["rexec", "inetd", "systemd"]),
    ("rlogin", "tcp", 513..=513, &["rlogin", "inetd", "systemd"]),
    ("rsh", "tcp", 514..=514, &["rsh", "remsh", "inetd", "systemd"]),
    ("tftp", "udp", 69..=69, &["tftp", "inetd", "systemd", "dnsmasq", "dhcp"]),
    ("ftp", "tcp", 21..=21, &["ftp", "inetd", "systemd"]),
    ("finger", "tcp", 79..=79, &["finger", "inetd", "systemd"]),
    ("chargen", "tcp", 19..=19, &["inetd"]),
    ("chargen", "udp", 19..=19, &["inetd"]),
    ("echo", "tcp", 7..=7, &["inetd"]),
    ("echo", "udp", 7..=7, &["inetd"]),
    ("daytime", "tcp", 13..=13, &["inetd"]),
    ("discard", "tcp", 9..=9, &["inetd"]),
    ("xdmcp", "udp", 177..=177, &["dm", "dtlogin"]),
    ("x11", "tcp", 6000..=6009, &["X"]),
    ("vnc", "tcp", 5900..=5910, &["vnc", "vino", "Xvnc"]),
];

/// What `inetd.conf` and `xinetd.d` call them.
const INETD: &[(&str, &str)] = &[
    ("telnet", "telnet"),
    ("exec", "rexec"),
    ("rexec", "rexec"),
    ("login", "rlogin"),
    ("klogin", "rlogin"),
    ("rlogin", "rlogin"),
    ("shell", "rsh"),
    ("kshell", "rsh"),
    ("rsh", "rsh"),
    ("tftp", "tftp"),
    ("ftp", "ftp"),
    ("gssftp", "ftp"),
    ("vsftpd", "ftp"),
    ("finger", "finger"),
    ("chargen", "chargen"),
    ("echo", "echo"),
    ("daytime", "daytime"),
    ("discard", "discard"),
];

#[derive(Default)]
struct Found {
    places: Vec<String>,
    process: Option<String>,
    /// Others can reach it.
    open: bool,
    active: bool,
}

pub(super) fn parse(input: &Input<'_>) -> Result<Parsed, ParseFault> {
    let (listening, strange) = sockets::listening(input)?;
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    for socket in &listening {
        let process = match &socket.process {
            Value::Text(name) => Some(name.as_str()),
            _ => None,
        };
        let service = SERVICES.iter().find(|(_, proto, ports, names)| {
            *proto == socket.proto && ports.contains(&socket.port) && process.is_none_or(|p| names.iter().any(|n| p.contains(n)))
        });
        // Logs come in on 514/tcp as well: without seeing the process it is either.
        let name = service.map(|s| if s.0 == "rsh" && process.is_none() { "rsh?" } else { s.0 });
        if let Some(name) = name {
            let entry = found.entry(name).or_default();
            entry.places.push(format!("{}:{}/{}", socket.address, socket.port, socket.proto));
            entry.process = entry.process.take().or(process.map(str::to_owned));
            entry.open |= !socket.local();
            entry.active = true;
        }
    }
    let running = |daemon: &str| input.part("processes").is_some_and(|p| p.lines().any(|l| l.trim().rsplit('/').next() == Some(daemon)));
    for (service, place, daemon) in super_servers(input) {
        let entry = found.entry(service).or_default();
        entry.places.push(place);
        // A socket that is seen tells more than a file.
        if running(daemon) && !entry.active {
            (entry.open, entry.active) = (true, true);
        }
    }
    // inetd names 514 for what the socket alone could not tell.
    if let Some(rsh) = found.get("rsh").map(|f| f.active)
        && rsh
    {
        found.remove("rsh?");
    }
    let rows = found
        .into_iter()
        .map(|(service, f)| {
            vec![
                ("service", text(service)),
                ("places", text(f.places.join(", "))),
                ("process", f.process.map_or(Value::Null, text)),
                ("open", Value::Bool(f.open)),
                ("active", Value::Bool(f.active)),
            ]
        })
        .collect();
    Ok(Parsed { rows, strange, ..Parsed::default() })
}

/// Service, file, and the daemon that would start it.
fn super_servers(input: &Input<'_>) -> Vec<(&'static str, String, &'static str)> {
    let known = |name: &str| INETD.iter().find(|(n, _)| *n == name).map(|(_, service)| *service);
    let mut out = Vec::new();
    // `telnet stream tcp6 nowait root /usr/sbin/telnetd telnetd -a`
    for line in input.part("inetd").unwrap_or_default().lines().map(str::trim).filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let Some(service) = words.first().and_then(|w| known(w.rsplit(':').next().unwrap_or(w)))
            && words.len() >= 6
            && !out.iter().any(|(s, _, _)| *s == service)
        {
            out.push((service, "/etc/inetd.conf".to_owned(), "inetd"));
        }
    }
    // `service telnet` `{` `disable = no` `}`; without a disable line it is on.
    let mut open: Option<(&str, bool)> = None;
    for line in input.part("xinetd").unwrap_or_default().lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("service ") {
            open = Some((name.trim().trim_end_matches('{').trim(), true));
        } else if let (Some((_, on)), Some((key, value))) = (&mut open, line.split_once('=')) {
            if key.trim() == "disable" {
                *on = value.trim() != "yes";
            }
        } else if line == "}"
            && let Some((name, true)) = open.take()
            && let Some(service) = known(name)
        {
            out.push((service, format!("/etc/xinetd.d ({name})"), "xinetd"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_cuts, many, picture};
    use super::*;
    use crate::model::Os;

    #[test]
    fn a_service_is_found_by_socket_and_by_file() {
        let sockets = "\
Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port
tcp LISTEN 0 5 *:23 *:* users:((\"xinetd\",pid=9,fd=1))
tcp LISTEN 0 5 *:514 *:* users:((\"rsyslogd\",pid=9,fd=1))
tcp LISTEN 0 5 *:6001 *:* users:((\"java\",pid=9,fd=1))
tcp LISTEN 0 5 127.0.0.1:5901 *:* users:((\"Xvnc\",pid=9,fd=1))
tcp LISTEN 0 5 *:21 *:*
";
        let xinetd = "service telnet\n{\n disable = no\n}\nservice rsh\n{\n disable = yes\n}\nservice tftp\n{\n socket_type = dgram\n}\n";
        let parts = [("sockets", sockets), ("xinetd", xinetd), ("processes", "/usr/sbin/xinetd\n")];
        insta::assert_snapshot!(picture(&many(parse, Os::Linux, &parts).unwrap()), @"
        service=ftp places=*:21/tcp process= open=true active=true
        service=telnet places=*:23/tcp, /etc/xinetd.d (telnet) process=xinetd open=true active=true
        service=tftp places=/etc/xinetd.d (tftp) process= open=true active=true
        service=vnc places=localhost:5901/tcp process=Xvnc open=false active=true
        ");
        let aix = "Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)\ntcp4 0 0 *.514 *.* LISTEN\ntcp4 0 0 *.22 *.* LISTEN\n";
        let inetd = "#ftp stream tcp6 nowait root /usr/sbin/ftpd ftpd\nshell stream tcp6 nowait root /usr/sbin/rshd rshd\ntelnet stream tcp6 nowait root /usr/sbin/telnetd telnetd -a\n";
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("sockets", aix), ("inetd", inetd), ("processes", "inetd\n")]).unwrap()), @"
        service=rsh places=/etc/inetd.conf process= open=true active=true
        service=telnet places=/etc/inetd.conf process= open=true active=true
        ");
        insta::assert_snapshot!(picture(&many(parse, Os::Aix, &[("sockets", aix), ("inetd", inetd), ("processes", "")]).unwrap()), @"
        service=rsh places=/etc/inetd.conf process= open=false active=false
        service=rsh? places=*:514/tcp process= open=true active=true
        service=telnet places=/etc/inetd.conf process= open=false active=false
        ");
        check_cuts(parse, Os::Linux, "sockets", sockets);
    }
}
