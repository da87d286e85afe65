//! `opsctl inspect host` behind all kinds of login shells: those that print, those that are no shell, those that speak another dialect
//! or character set. What is printed around the probes does no harm; where nothing ran the probes, it is said what came instead.

use std::fs;
use std::path::Path;

use crate::host_site::{FAKES, MOUNTS, Site, fake};
use crate::sshd::{SHELLS, Sshd};

/// GBK for 欢迎.
const WELCOME: &str = r"printf '\273\266\323\255\n'";

#[test]
fn what_is_no_shell_is_told_with_its_own_words() {
    let Some(sshd) = Sshd::with_users("") else { return };
    let Some(forced) = Sshd::start("ForceCommand echo 'This account may only run backups.'") else { return };
    let Some(gbk) = Sshd::start(&format!("ForceCommand {WELCOME}")) else { return };
    // More than is ever read: it ends long before the deadline.
    let Some(flood) = Sshd::start("ForceCommand exec yes 'press any key'") else { return };
    let site = Site::new().host("false", &sshd, "user = \"false\"").host("forced", &forced, "");
    let site = site.host("gbk", &gbk, "").host("flood", &flood, "");
    let cases =
        [("false", "nothing was printed"), ("forced", "This account may only run backups."), ("gbk", "欢迎"), ("flood", "press any key")];
    for (lang, advice) in [("zh-CN", "查账号的登录 shell（不能是 false、nologin、菜单）"), ("en", "check the login shell of the account")]
    {
        // The flood takes its time; once is enough.
        let cases = &cases[..if lang == "en" { 3 } else { 4 }];
        let names: Vec<&str> = cases.iter().map(|(name, _)| *name).collect();
        let seen = site.inspect(&[MOUNTS, &["--lang", lang], &names].concat());
        assert_eq!(seen.code, 3, "{}", seen.out);
        for (name, said) in cases {
            let says = seen.says(name, "host.connect");
            assert_eq!((seen.state(name, "host.connect"), seen.state(name, "host.mount")), ("not-reached", "not-reached"), "{name}");
            assert!(says.contains(&format!("the login shell did not run the probes: {said}")) && says.contains(advice), "{name}: {says}");
        }
        assert!(seen.shows(advice) && seen.shows("This account may only run backups."), "{}", seen.out);
    }
}

#[test]
fn sudo_asks_for_nothing_and_says_what_is_missing() {
    let Some(sshd) = Sshd::with_users(FAKES) else { return };
    let site = Site::new().host("db1", &sshd, "user = \"one\"\nsudo = true");
    fake(&sshd, "sudo", "echo 'sudo: a password is required' >&2; exit 1");
    let seen = site.mounts();
    assert_eq!((seen.code, seen.state("db1", "host.connect")), (3, "not-reached"));
    assert!(seen.shows("sudo: a password is required") && seen.shows("NOPASSWD: /bin/sh"), "{}", seen.out);
    fake(&sshd, "sudo", "[ \"$*\" = '-n /bin/sh' ] && exec /bin/sh");
    assert!(site.mounts().judged("db1"));
}

/// Ten megabytes of greetings, bytes of GBK, and even a line that looks like one of the collector's.
#[test]
fn a_login_that_prints_is_as_good_as_a_quiet_one() {
    let Some(sshd) = Sshd::with_users("") else { return };
    let greeting = format!("head -c 10000000 /dev/zero | tr '\\\\0' m; {WELCOME}; echo '#opsctl-0123456789abcdef start format=9'");
    let Some(loud) = Sshd::start(&format!("ForceCommand {greeting}; {greeting} >&2; exec /bin/sh")) else { return };
    let seen = Site::new().host("noisy", &sshd, "user = \"noisy\"").host("loud", &loud, "").mounts();
    for host in ["noisy", "loud"] {
        assert!(seen.judged(host), "{host}: {}", seen.says(host, "host.connect"));
    }
}

/// Each as a login shell, with a start file that prints; and those that read a script for sh with the collector itself.
#[test]
fn every_login_shell_will_do() {
    let Some(login) = Sshd::with_users("") else { return };
    let Some(script) = Sshd::with_users("ForceCommand exec $SHELL") else { return };
    for file in [".cshrc", ".tcshrc", ".bashrc", ".kshrc", ".zshenv"] {
        fs::write(login.path(file), "echo 'the start file speaks'\n").unwrap();
    }
    let (mut site, mut names) = (Site::new(), Vec::new());
    let of =
        |kind: &str, sshd: &Sshd| format!("Host {kind}-*\n  HostName 127.0.0.1\n  Port {0}\n  HostKeyAlias [127.0.0.1]:{0}\n", sshd.port);
    site.world.write("ssh", of("login", &login) + &of("script", &script));
    for (shell, file) in SHELLS {
        if !Path::new(file).exists() {
            eprintln!("SKIPPED: {shell} as a login shell, for {file} is not there");
            continue;
        }
        for (kind, sshd) in [("login", &login), ("script", &script)] {
            if kind == "login" || !["csh", "tcsh", "fish"].contains(shell) {
                let name = format!("{kind}-{shell}");
                site = site.host(&name, sshd, &format!("address = {name:?}\nuser = {shell:?}\nssh-config = \"ssh\""));
                names.push(name);
            }
        }
    }
    let seen = site.mounts();
    assert!(names.len() >= 2, "bash or dash is everywhere: {names:?}");
    for name in names {
        assert!(seen.judged(&name), "{name}: {}", seen.says(&name, "host.connect"));
    }
}

/// A host set to GBK, with names in it that are not UTF-8: they are read, and shown as what they are.
#[test]
fn chinese_of_the_old_kind_is_read() {
    let Some(sshd) = Sshd::start(&format!("{FAKES} LANG=zh_CN.GBK LC_ALL=zh_CN.GBK")) else { return };
    // 数据 and 张三.
    fake(&sshd, "cat", r#"[ "$1" = /etc/fstab ] || exec /bin/cat "$@"; printf '/dev/sdz1 /\312\375\276\335 xfs defaults 0 0\n'"#);
    fake(&sshd, "getent", r"printf 'zhang:x:5001:5001:\325\305\310\375:/home/\325\305\310\375:/bin/sh\n'");
    let seen = Site::with(&sshd).inspect(&["--check", "host.mount", "--check", "host.account"]);
    assert_eq!((seen.code, seen.level("db1", "host.mount")), (2, Some("critical")), "{}", seen.out);
    assert!(seen.shows("/数据（/dev/sdz1，xfs）在配置里要求挂载，现在没有挂上"), "{}", seen.out);
    assert_eq!(seen.cells("db1", "host.account", "home"), ["/home/张三"]);
}
