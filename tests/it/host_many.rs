//! `opsctl inspect host` over many hosts, over none that is configured, and over two that are one.

use std::time::Duration;

use crate::host_site::{IDENTITY, Site};
use crate::ssh_hostile::full;
use crate::sshd::Sshd;

const DEAD: u8 = 0;
const NONE: u8 = 2;

/// Three of ten do not answer, one refuses.
fn kind(n: u16) -> u8 {
    match n % 10 {
        0 | 3 | 6 => DEAD,
        9 => NONE,
        _ => 1,
    }
}

/// A hundred, of which forty are dead. All have the same server, as each name leads there by `ssh_config`.
#[test]
fn many_dead_hosts_keep_nobody_waiting() {
    let Some(sshd) = Sshd::start("") else { return };
    let (_listener, _waiting, filtered) = full();
    let mut site = Site::new();
    let config = format!(
        "Host host*\n  Port {0}\nHost dead*\n  Port {filtered}\nHost *\n  HostName 127.0.0.1\n  HostKeyAlias [127.0.0.1]:{0}\n",
        sshd.port
    );
    site.world.write("ssh", config);
    let named = |name: &str| {
        let (known, key) = (sshd.path("known_hosts"), sshd.path("client"));
        format!(
            "address = {name:?}\nuser = \"root\"\nssh-config = \"ssh\"\nknown-hosts = [{known:?}]\nkeys = [{key:?}]\nconnect-timeout = 8"
        )
    };
    // The dead ones stand between the others and before most of them.
    let all: Vec<(String, u16)> = (0..100).map(|n| (format!("{}{n:02}", ["dead", "host", "none"][usize::from(kind(n))]), n)).collect();
    for (name, n) in &all {
        site = if kind(*n) == NONE { site.port(name, 1 + n, "") } else { site.target(name, &named(name)) };
    }
    let seen = site.inspect(&[IDENTITY, &["-j", "4"]].concat());
    assert_eq!(seen.code, 2, "{}", seen.out);
    for (name, n) in &all {
        let says = seen.says(name, "host.connect");
        match kind(*n) {
            DEAD => assert!(says.contains("no answer within 8 s"), "{name}: {says}"),
            NONE => assert!(says.contains("Connection refused"), "{name}: {says}"),
            _ => assert_eq!(seen.state(name, "host.identity"), "judged", "{name}: {says}"),
        }
    }
    let tally = &seen.run["tally"];
    assert_eq!((tally["critical"].as_u64(), tally["not_checked"].as_u64()), (Some(40), Some(40)), "{tally}");
    // Four at a time, thirty that are waited for eight seconds each would cost a minute.
    assert!(seen.took < Duration::from_secs(55), "{:?}", seen.took);
}

#[test]
fn this_machine_needs_no_configuration() {
    let site = Site::new();
    for file in ["opsctl.toml", "targets.toml"] {
        std::fs::remove_file(site.world.path(file)).unwrap();
    }
    let mut command = site.world.command(&["inspect", "host", "local", "--check", "host.identity", "--no-store"]);
    command.env_remove("OPSCTL_CONFIG");
    let done = site.world.finish(command);
    assert!(done.code == 0 && done.out.contains("目标 local"), "{done:?}");
}

#[test]
fn two_names_for_one_host_are_refused_with_both_places() {
    let site = Site::new().port("db1", 2222, "").port("db2", 2222, "");
    let zh = site.world.run(&["inspect", "host"]);
    assert_eq!(zh.code, 3, "{zh:?}");
    for part in ["$WORLD/targets.toml:9 ", "$WORLD/targets.toml:1 ", "target.db2.address = root@127.0.0.1:2222"] {
        assert!(zh.err.contains(part), "{part}: {zh:?}");
    }
    assert!(zh.err.contains("已经写过"), "{zh:?}");
    assert!(site.world.run(&["inspect", "host", "--lang", "en"]).err.contains("was already written at"));
    // Another port is another host; 22 is the same as none.
    let plain = Site::new().target("a", "address = \"Example.Invalid\"").target("b", "address = \"example.invalid\"\nport = 22");
    assert!(plain.world.run(&["inspect", "host"]).err.contains("已经写过"));
    // Behind two jump hosts the same private address may be two machines.
    let behind = |jump: &str| format!("address = \"10.0.0.1\"\njump = [\"{jump}\"]");
    let two = Site::new().target("a", &behind("gate1.invalid")).target("b", &behind("gate2.invalid"));
    assert!(!two.world.run(&["inspect", "host", "--no-store"]).err.contains("已经写过"));
}

#[test]
fn ipv6_is_an_address_like_any_other() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        eprintln!("SKIPPED: no IPv6 here");
        return;
    }
    let Some(sshd) = Sshd::start("") else { return };
    sshd.add_known(&std::fs::read_to_string(sshd.path("known_hosts")).unwrap().replace("127.0.0.1", "::1"));
    let site = Site::new().host("six", &sshd, "address = \"::1\"").target("none", "address = \"::1\"\nport = 1\nuser = \"root\"");
    let seen = site.mounts();
    assert!(seen.judged("six"), "{}", seen.out);
    assert!(seen.says("none", "host.connect").contains("[::1]:1: Connection refused"), "{}", seen.out);
    assert!(seen.took < Duration::from_secs(20), "{:?}", seen.took);
}
