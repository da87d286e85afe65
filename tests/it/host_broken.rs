//! `opsctl inspect host` on hosts that are not well: commands hang or are missing, the connection ends in the middle, there is nowhere to
//! write, the time is over, the operator stops it. What came is judged, what did not says why, and nothing is left on the host.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::host_site::{FAKES, Seen, Site, fake};
use crate::ssh_hostile::full;
use crate::sshd::{Sshd, must};

/// In the order in which they are asked: mounts come in the middle.
const SOME: &[&str] = &["--check", "host.filesystem", "--check", "host.mount", "--check", "host.process"];

/// `cat` of a host that does something else when it is to show the configured mounts.
fn at_fstab(sshd: &Sshd, act: &str) {
    fake(sshd, "cat", &format!("[ \"$1\" = /etc/fstab ] || exec /bin/cat \"$@\"\n{act}"));
}

/// The states of the three checks.
fn states(seen: &Seen, target: &str) -> [String; 3] {
    ["host.filesystem", "host.mount", "host.process"].map(|check| seen.state(target, check).to_owned())
}

/// Whether anything that a session at this server started still runs: all of it knows its connection.
fn anything_left(sshd: &Sshd) -> bool {
    let port = format!(" {}", sshd.port);
    let of_session = |variable: &[u8]| variable.starts_with(b"SSH_CONNECTION=") && variable.ends_with(port.as_bytes());
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| fs::read(entry.ok()?.path().join("environ")).ok());
    processes.into_iter().any(|environment| environment.split(|b| *b == 0).any(of_session))
}

/// A clock of the host on which the time of a probe, in seconds, is over after `instead`.
fn fast_clock(sshd: &Sshd, seconds: u32, instead: u32) {
    fake(sshd, "sleep", &format!("[ \"$1\" = {seconds} ] && set {instead}\nexec /bin/sleep \"$@\""));
}

/// Waits for something that another process does.
fn until(what: impl Fn() -> bool) {
    let start = Instant::now();
    while !what() {
        assert!(start.elapsed() < Duration::from_secs(20), "it never comes");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Its probe may take half a minute.
#[test]
fn a_df_that_hangs_costs_its_own_check_only() {
    let Some(sshd) = Sshd::start(FAKES) else { return };
    fast_clock(&sshd, 30, 1);
    fake(&sshd, "df", "exec sleep 7321");
    let seen = Site::with(&sshd).inspect(SOME);
    assert_eq!(states(&seen, "db1"), ["timeout", "judged", "judged"], "{}", seen.out);
    assert!(seen.unknown(), "{}", seen.out);
    assert!(seen.shows("超时（30 s），已取消") && seen.shows("文件系统使用率 [host.filesystem]"), "{}", seen.out);
    until(|| !anything_left(&sshd));
}

/// Nobody's child, so that no watchdog finds it, and it holds the output of the collector open: so does a `df` of a dead NFS server,
/// which not even `kill -9` ends.
#[test]
fn a_process_that_stays_is_not_waited_for() {
    let Some(sshd) = Sshd::start(FAKES) else { return };
    fake(&sshd, "df", "(sleep 29 2>/dev/null &)\nexec /bin/df \"$@\"");
    let seen = Site::with(&sshd).inspect(SOME);
    assert_eq!(states(&seen, "db1"), ["judged", "judged", "judged"], "{}", seen.out);
    assert!(anything_left(&sshd), "the run was over before: {:?}", seen.took);
}

#[test]
fn a_command_that_is_missing_is_named() {
    let script = "mount -t overlay overlay -o lowerdir=$DIR/without:/usr/bin /usr/bin && exec /bin/sh";
    let Some(sshd) = Sshd::start(&format!("ForceCommand exec unshare -m sh -c '{script}'")) else { return };
    // How an overlay says that a file of the layer below is gone.
    fs::create_dir(sshd.path("without")).unwrap();
    for command in ["df", "ps"] {
        let gone = Command::new("mknod").arg(sshd.path("without").join(command)).args(["c", "0", "0"]).status();
        let mounted = || sshd.run("").is_ok_and(|done| done.exit == Some(0));
        if !sshd.users || !gone.is_ok_and(|s| s.success()) || !mounted() {
            eprintln!("SKIPPED: no overlay can be mounted here");
            return;
        }
    }
    let seen = Site::with(&sshd).inspect(SOME);
    assert_eq!(seen.state("db1", "host.mount"), "judged", "{}", seen.out);
    assert!(seen.unknown(), "{}", seen.out);
    for (check, command) in [("host.filesystem", "df"), ("host.process", "ps")] {
        assert_ne!(seen.state("db1", check), "judged", "{check}");
        assert!(seen.says("db1", check).contains(&format!("{command}: not found")), "{check}: {}", seen.says("db1", check));
        assert!(seen.shows(&format!("{command}: not found")), "{}", seen.out);
    }
}

/// The server's process of the session is killed, as by a reboot.
#[test]
fn a_host_that_goes_away_in_the_middle_keeps_what_it_said() {
    let Some(sshd) = Sshd::start(FAKES) else { return };
    let up = "p=$PPID\nuntil grep -q '^sshd' /proc/$p/comm; do p=`cut -d' ' -f4 /proc/$p/stat`; done";
    at_fstab(&sshd, &format!("{up}\nkill -9 $p\nexec sleep 5"));
    let Some(well) = Sshd::start("") else { return };
    let site = Site::with(&sshd).host("db2", &well, "");
    let seen = site.inspect(SOME);
    assert_eq!(states(&seen, "db1"), ["judged", "disconnected", "disconnected"], "{}", seen.out);
    assert_eq!(states(&seen, "db2"), ["judged", "judged", "judged"], "{}", seen.out);
    assert_eq!(seen.level("db1", "host.connect"), None, "it was there");
    assert!(seen.unknown(), "{}", seen.out);
    assert!(seen.shows("连接中断（the connection was lost before the command ended"), "{}", seen.out);
    let en = site.inspect(&[SOME, &["db1", "--lang", "en"]].concat());
    assert!(en.shows("the connection was lost (the connection was lost before the command ended"), "{}", en.out);
}

#[test]
fn when_the_time_for_a_host_is_over_the_rest_is_not_checked() {
    let Some(sshd) = Sshd::start(FAKES) else { return };
    at_fstab(&sshd, "exec sleep 7322");
    fast_clock(&sshd, 20, 8);
    let site = Site::new().host("db1", &sshd, "timeout = 6");
    let seen = site.inspect(SOME);
    assert_eq!(states(&seen, "db1"), ["judged", "timeout", "timeout"], "{}", seen.out);
    assert!(seen.unknown(), "{}", seen.out);
    assert!(seen.shows("超时（timeout = 6 s），已取消（the command did not end within 6 s）"), "{}", seen.out);
    assert!(seen.took < Duration::from_secs(10), "{:?}", seen.took);
    // The watchdog of the probe goes on without us, and the collector ends when it finds nobody to tell.
    until(|| !anything_left(&sshd));
    // The same without SSH: a probe that looks twice, two seconds apart, in one second.
    let here = Site::new().target("here", "address = \"local\"\ntimeout = 1").inspect(&["--check", "host.cpu"]);
    assert_eq!((here.code, here.state("here", "host.identity"), here.state("here", "host.cpu")), (3, "judged", "timeout"));
    assert!(here.shows("超时（timeout = 1 s），已取消（the probes did not end within 1 s）"), "{}", here.out);
}

/// Full and read-only at once: everywhere but in the folder of the trace.
#[test]
fn nothing_is_written_on_the_host() {
    let Some(sshd) = Sshd::with_users("ForceCommand exec unshare -m sh $DIR/wrap") else { return };
    let strace = Path::new("/usr/bin/strace").exists();
    let calls = "creat,mkdir,mkdirat,mknod,mknodat,link,linkat,symlink,symlinkat,rename,renameat,renameat2,unlink,unlinkat,rmdir,truncate,\
                 ftruncate,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat";
    let traced = format!("strace -f --seccomp-bpf -e trace=open,openat,{calls} -o $PWD/out/trace ");
    let wrap = format!(
        "cd {} && mkdir full out && mount --bind out out && mount -t tmpfs -o size=4k tmpfs full || exit
         head -c 100000 /dev/zero > full/x 2>/dev/null
         mount -o remount,ro,bind / && ! touch full/y new 2>/dev/null || exit
         exec env TMPDIR=$PWD/full HOME=$PWD {}/bin/sh\n",
        sshd.path("").display(),
        if strace { &traced } else { "" }
    );
    fs::write(sshd.path("wrap"), wrap).unwrap();
    let seen = Site::new().host("db1", &sshd, "timeout = 600").inspect(&["--cadence", "half-yearly"]);
    let outcomes = seen.run["targets"][0]["outcomes"].as_array().unwrap();
    assert!(outcomes.len() > 25, "{}", seen.out);
    for outcome in outcomes {
        let why = outcome["reason"]["kind"].as_str();
        // Traced it is slow.
        let fits = matches!(why, None | Some("absent" | "unsupported" | "not-applicable" | "timeout"));
        assert!(fits, "{}: {}", outcome["check"], outcome["reason"]);
    }
    if !strace {
        eprintln!("SKIPPED: the trace of the collector (apt-get install strace)");
        return;
    }
    let trace = fs::read(sshd.path("out/trace")).unwrap();
    let trace = String::from_utf8_lossy(&trace);
    assert!(trace.lines().count() > 1000, "it was traced");
    let reads = |line: &str| ["O_RDONLY", "\"/dev/null\"", "resumed>", "+++", "---", "/dev/tty"].iter().any(|mark| line.contains(mark));
    let writes: Vec<&str> = trace.lines().filter(|line| !reads(line) || line.contains("O_CREAT") && !line.contains("/dev/null")).collect();
    assert!(writes.is_empty(), "{writes:#?}");
}

/// One is asked, one waits for its turn, one is being connected to, one has answered. The verdict on the first is what it had said so
/// far, none is called down, and what was not done is said.
#[test]
fn a_run_that_is_stopped_judges_what_came_and_says_so() {
    let Some(sshd) = Sshd::start(FAKES) else { return };
    at_fstab(&sshd, "echo > $0.hangs\nexec sleep 7323");
    fast_clock(&sshd, 20, 4);
    let (_listener, _waiting, filtered) = full();
    let config = format!("Host *\n  HostName 127.0.0.1\n  HostKeyAlias [127.0.0.1]:{}\n", sshd.port);
    let alias = |name: &str| format!("address = {name:?}\nssh-config = \"ssh\"");
    for signal in ["-INT", "-TERM"] {
        let site = Site::new().host("db1", &sshd, &alias("db1")).host("db2", &sshd, &alias("db2"));
        let site = site.target("db3", &format!("address = \"127.0.0.1\"\nport = {filtered}\nuser = \"root\"\nconnect-timeout = 60"));
        site.world.write("ssh", &config);
        let hangs = sshd.path("fake/cat.hangs");
        let _ = fs::remove_file(&hangs);
        let seen = site.meanwhile(&[SOME, &["-j", "1"]].concat(), |child| {
            until(|| hangs.exists());
            must("kill", &[signal, &child.id().to_string()]);
        });
        assert_eq!(seen.run["incomplete"], true);
        assert!(seen.shows("运行被中断，结果不完整。"), "{}", seen.out);
        let (asked, waiting) = if seen.state("db1", "host.connect") == "judged" { ("db1", "db2") } else { ("db2", "db1") };
        assert_eq!(states(&seen, asked), ["judged", "interrupted", "interrupted"], "{}", seen.out);
        for target in [waiting, "db3"] {
            assert_eq!(states(&seen, target), ["interrupted", "interrupted", "interrupted"], "{}", seen.out);
            assert_eq!(seen.state(target, "host.connect"), "interrupted", "it is not called down: {}", seen.out);
        }
        assert!(seen.unknown(), "{}", seen.out);
        assert!(seen.took < Duration::from_secs(20), "{:?}", seen.took);
    }
    until(|| !anything_left(&sshd));
}
