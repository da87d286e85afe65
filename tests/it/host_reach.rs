//! `opsctl inspect host` where the way to a host is barred: dead in every way, not recognized, logon refused. The exit code says whose
//! fault it is – 2: the host is down, 3: nothing is known of it – and what else was asked is judged all the same.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use crate::host_site::{IDENTITY, MOUNTS, Site};
use crate::ssh_hostile::{drip, full, hold, server};
use crate::sshd::{PASSWORD, Sshd};

/// One run over a host that is well and one for every way to be dead or wrong.
#[test]
fn each_way_not_to_answer_is_told_from_the_others() {
    let (_listener, _waiting, filtered) = full();
    let mute = |mut stream: std::net::TcpStream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n");
        hold(stream);
    };
    let loris = |stream| drip(stream, b"SSH-2.0-x\r\n".iter().copied().chain([0, 0, 0x40, 0]).chain(std::iter::repeat(7)));
    let http = |mut stream: std::net::TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    };
    // Name, exit code alone, code word, what is said and what is advised in English, and advised in Chinese.
    let cases = [
        ("refused", 1, 2, "SSH-REFUSED", "Connection refused", "see whether sshd runs", "看 sshd 是否运行"),
        ("filtered", filtered, 2, "SSH-NO-ANSWER", "no answer within 1 s (host down, or filtered)", "ping the host", "先 ping 主机"),
        ("silent", server(hold), 2, "SSH-BANNER", "no SSH banner came within 1 s", "out of memory or processes", "内存或进程耗尽"),
        ("mute", server(mute), 2, "SSH-TIMEOUT", "handshake did not end within 1 s", "may be overloaded", "主机可能过载"),
        ("loris", server(loris), 2, "SSH-TIMEOUT", "handshake did not end within 1 s", "may be overloaded", "主机可能过载"),
        ("closed", server(drop), 2, "SSH-CLOSED", "closed before the SSH banner", "MaxStartups", "MaxStartups"),
        ("web", server(http), 3, "SSH-NOT-SSH", "it says: HTTP/1.1 400 Bad Request", "check address and port", "核对 address 和 port"),
        ("nowhere", 22, 3, "SSH-NAME", "no-such-host.invalid", "The name does not resolve", "主机名解析不了"),
    ];
    let sshd = Sshd::start("");
    let mut site = Site::new();
    for (name, port, ..) in &cases {
        site = match *name {
            "nowhere" => site.target(name, "address = \"no-such-host.invalid\"\nuser = \"root\"\nconnect-timeout = 5\n"),
            _ => site.port(name, *port, ""),
        };
    }
    site = sshd.iter().fold(site, |site, sshd| site.host("well", sshd, ""));
    let seen = site.inspect(&[MOUNTS, &["--lang", "en"]].concat());
    assert_eq!(seen.code, 2, "{}", seen.out);
    for (name, _, code, word, says, advice, _) in cases {
        let connect = seen.says(name, "host.connect");
        assert!(connect.contains(says) && connect.contains(advice), "{name}: {connect}");
        assert!(seen.shows(advice), "{name}: not on the screen: {}", seen.out);
        match code {
            2 => assert_eq!(seen.level(name, "host.connect"), Some("critical"), "{name}"),
            _ => assert_eq!(seen.state(name, "host.connect"), "not-reached", "{name}"),
        }
        assert_eq!(seen.state(name, "host.mount"), "not-reached", "{name}");
        assert!(seen.says(name, "host.mount").contains(word), "{name}: {}", seen.says(name, "host.mount"));
    }
    // The same in Chinese; by themselves those of which nothing is known are no finding.
    for code in [2, 3] {
        let some = cases.iter().filter(|case| case.2 == code);
        let names: Vec<&str> = some.clone().map(|case| case.0).collect();
        let alone = site.inspect(&[MOUNTS, &names].concat());
        assert_eq!(alone.code, code, "{}", alone.out);
        assert!(alone.shows("目标未连通，见连接检查"), "{}", alone.out);
        for (name, .., zh) in some {
            assert!(alone.shows(zh), "{name}: {}", alone.out);
        }
    }
    assert!(sshd.is_none() || seen.judged("well"), "{}", seen.out);
    assert!(seen.took < Duration::from_secs(8), "they are waited for at the same time: {:?}", seen.took);
}

#[test]
fn an_unknown_host_key_stops_until_it_is_trusted() {
    let Some(sshd) = Sshd::start("") else { return };
    let site = Site::new().host("db1", &sshd, "known-hosts = [\"known\"]");
    let ours = sshd.fingerprint("host_ed25519");
    let strange = site.mounts();
    assert_eq!((strange.code, strange.state("db1", "host.connect"), strange.state("db1", "host.mount")), (3, "not-reached", "not-reached"));
    assert!(strange.shows("opsctl host trust") && strange.shows("第一次连接这台主机"), "{}", strange.out);
    assert!(strange.says("db1", "host.connect").contains(&ours), "{}", strange.out);
    assert!(!sshd.log().contains("Accepted") && !sshd.log().contains("Failed"), "nothing is sent to a host that is not recognized");

    let unasked = site.world.run(&["host", "trust", "db1"]);
    assert!(unasked.code == 3 && unasked.out.contains(&ours) && !site.world.path("known").exists(), "{unasked:?}");
    let trusted = site.world.run(&["host", "trust", "db1", "--yes"]);
    assert_eq!(trusted.code, 0, "{trusted:?}");
    assert!(trusted.out.contains(&ours) && trusted.err.contains("已写入 $WORLD/known"), "{trusted:?}");
    let known = site.inspect(IDENTITY);
    assert!(known.code == 0 && known.shows("没有发现问题"), "{}", known.out);
    assert!(site.world.run(&["host", "trust", "db1", "--yes", "--lang", "en"]).err.contains("has this key already"));
}

#[test]
fn a_changed_host_key_names_the_line_and_the_way_out() {
    let Some(sshd) = Sshd::start("") else { return };
    let site = Site::new().host("db1", &sshd, "known-hosts = [\"known\"]");
    let line = |key: &str| {
        let public = fs::read_to_string(sshd.path(&format!("{key}.pub"))).unwrap();
        format!("[127.0.0.1]:{} {}", sshd.port, public.trim())
    };
    let old = format!("# hosts of the site\n\n{}\n", line("client"));
    site.world.write("known", &old);
    for (lang, warns, advice) in [
        ("zh-CN", "THE HOST KEY HAS CHANGED", "主机密钥变了，已停止，没有发送密码"),
        ("en", "THE HOST KEY HAS CHANGED", "The host key has changed; nothing was sent."),
    ] {
        let seen = site.inspect(&[MOUNTS, &["--lang", lang]].concat());
        assert_eq!((seen.code, seen.state("db1", "host.connect")), (3, "not-reached"));
        let says = seen.says("db1", "host.connect");
        for part in
            [warns, advice, "opsctl host trust", "--replace", "/known:3", &sshd.fingerprint("client"), &sshd.fingerprint("host_ed25519")]
        {
            assert!(says.contains(part), "{part}: {says}");
        }
        assert!(seen.shows(advice) && seen.shows("--replace"), "{}", seen.out);
    }
    let refused = site.world.run(&["host", "trust", "db1", "--yes"]);
    assert!(
        refused.code == 3
            && refused.err.contains("什么也没有写")
            && refused.err.contains("$WORLD/known:3")
            && refused.err.contains("--replace"),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(site.world.path("known")).unwrap(), old);
    assert_eq!(site.world.run(&["host", "trust", "db1", "--yes", "--replace"]).code, 0);
    assert!(site.mounts().judged("db1"));
}

#[test]
fn trust_says_why_there_is_no_key_to_trust() {
    let site =
        Site::new().port("refused", 1, "").port("web", server(|mut s| s.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap()), "");
    let refused = site.world.run(&["host", "trust", "refused", "--yes"]);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""));
    for part in ["没有取得主机 root@127.0.0.1:1 的密钥", "Connection refused", "看 sshd 是否运行"] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    let web = site.world.run(&["host", "trust", "web", "--yes", "--lang", "en"]);
    assert!(web.code == 3 && web.err.contains("no SSH server; it says: HTTP/1.1 400"), "{}", web.err);
    let here = site.world.run(&["host", "trust", "local", "--yes"]);
    assert!(here.code == 3 && here.err.contains("local"), "{}", here.err);
}

#[test]
fn a_revoked_host_key_is_never_logged_in_to_nor_trusted() {
    let Some(sshd) = Sshd::start("") else { return };
    let site = Site::with(&sshd);
    let public = fs::read_to_string(sshd.path("host_ed25519.pub")).unwrap();
    sshd.add_known(&format!("@revoked * {public}"));
    let seen = site.mounts();
    assert_eq!((seen.code, seen.state("db1", "host.connect")), (3, "not-reached"));
    assert!(seen.says("db1", "host.connect").contains("REVOKED at") && seen.shows("立即通知安全管理员"), "{}", seen.out);
    let trust = site.world.run(&["host", "trust", "db1", "--yes", "--replace", "--lang", "en"]);
    assert!(trust.code == 3 && trust.err.contains("this key is revoked at"), "{trust:?}");
    assert!(!sshd.log().contains("Accepted"));
}

#[test]
fn a_logon_that_is_refused_is_ours_to_put_right() {
    let Some(sshd) = Sshd::with_users("UsePAM yes\nPasswordAuthentication yes\nKbdInteractiveAuthentication no") else { return };
    let site = Site::new();
    for (file, text) in [("right", PASSWORD), ("wrong", "guess-4711")] {
        site.world.write(file, text);
        fs::set_permissions(site.world.path(file), fs::Permissions::from_mode(0o600)).unwrap();
    }
    crate::sshd::keygen(&site.world.path("other"), &["-t", "ed25519"]);
    let by_password = |user: &str, file: &str| format!("user = {user:?}\nkeys = [\"none\"]\npassword = {{ file = {file:?} }}");
    // Distinct names for one server, as an address and port belong to one host.
    site.world.write("ssh", format!("Host *\n  HostName 127.0.0.1\n  Port {}\n  HostKeyAlias [127.0.0.1]:{}\n", sshd.port, sshd.port));
    let at = |name: &str, more: &str| format!("address = {name:?}\nport = {}\nssh-config = \"ssh\"\n{more}", sshd.port);
    let site = site
        .host("well", &sshd, &at("well", &by_password("one", "right")))
        .host("key", &sshd, &at("key", "keys = [\"other\"]"))
        .host("word", &sshd, &at("word", &by_password("one", "wrong")))
        .host("expired", &sshd, &at("expired", &by_password("expired", "right")))
        .host("gone", &sshd, &at("gone", &by_password("one", "nowhere")));
    let seen = site.inspect(IDENTITY);
    assert_eq!(seen.code, 3, "nothing is known of four of them: {}", seen.out);
    assert_eq!(seen.state("well", "host.identity"), "judged", "{}", seen.says("well", "host.connect"));
    for (name, says, advice) in [
        ("key", "/other", "密码只发送一次，不会重试"),
        ("word", "logon refused; the server offers publickey,password", "密码只发送一次，不会重试"),
        ("expired", "Your account has expired", "账号或密码已过期"),
        ("gone", "nowhere", "核对 targets.toml"),
    ] {
        let connect = seen.says(name, "host.connect");
        assert_eq!((seen.state(name, "host.connect"), seen.state(name, "host.identity")), ("not-reached", "not-reached"), "{name}");
        assert!(connect.contains(says) && connect.contains(advice), "{name}: {connect}");
        assert!(seen.shows(advice), "{name}: {}", seen.out);
    }
    assert!(!format!("{} {} {}", seen.out, seen.err, seen.run).contains("guess-4711"));
    assert_eq!(sshd.log().matches("Failed password for one").count(), 1, "a wrong password goes out once: {}", sshd.log());
}

/// Nothing is known of what is behind it: that is not down, and the other hosts are looked at all the same.
#[test]
fn a_jump_host_that_is_down_says_nothing_of_the_target() {
    let Some(sshd) = Sshd::start("") else { return };
    let by = |port: u16| format!("address = \"db{port}.invalid\"\njump = [\"root@127.0.0.1:{port}\"]\nconnect-timeout = 3");
    let site = Site::new().host("behind", &sshd, &by(1)).host("beyond", &sshd, &by(sshd.port)).target("well", "address = \"local\"");
    let seen = site.inspect(IDENTITY);
    assert_eq!((seen.code, seen.state("well", "host.identity")), (2, "judged"), "{}", seen.out);
    assert_eq!((seen.state("behind", "host.connect"), seen.level("behind", "host.connect")), ("not-reached", None));
    assert!(seen.says("behind", "host.connect").contains("jump host 127.0.0.1: 127.0.0.1:1: Connection refused"), "{}", seen.out);
    assert!(seen.shows("跳板机过不去，目标主机状态未知"), "{}", seen.out);
    assert_eq!(seen.level("beyond", "host.connect"), Some("critical"), "the jump host works, and looked in vain: {}", seen.out);
    assert!(seen.shows("跳板机正常，但从它连不上目标"), "{}", seen.out);
    assert_eq!(site.inspect(&[IDENTITY, &["behind"]].concat()).code, 3);
}
