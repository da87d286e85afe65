use super::*;

fn host(address: &str) -> Host {
    Host { connect_timeout_s: 1, timeout_s: 1, ..Host::at(address) }
}

struct Home(tempfile::TempDir);

impl Home {
    fn with(config: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join(".ssh")).unwrap();
        std::fs::write(dir.path().join(".ssh/config"), config).unwrap();
        Self(dir)
    }

    fn user(&self) -> LocalUser {
        LocalUser { name: Some("zhang".into()), home: Some(self.0.path().into()), agent: None }
    }

    fn plan(&self, host: &Host) -> Result<Vec<Hop>, AskError> {
        plan(host, &self.user())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

#[test]
fn what_the_target_says_wins_over_ssh_config() {
    let home = Home::with("Host db\nHostName %h.tax\nPort 2222\nUser oracle\nIdentityFile ~/.ssh/%r_%p\nHostKeyAlgorithms +ssh-rsa\n");
    let hop = home.plan(&host("db")).unwrap().remove(0);
    assert_eq!((hop.host.as_str(), hop.port, hop.user.as_str()), ("db.tax", 2222, "oracle"));
    assert_eq!((hop.known_as.as_str(), hop.bare.as_deref()), ("[db.tax]:2222", Some("db.tax")));
    assert_eq!(hop.keys, [home.path(".ssh/oracle_2222")]);
    assert_eq!(hop.known_hosts, [home.path(".ssh/known_hosts"), "/etc/ssh/ssh_known_hosts".into()]);
    assert_eq!(hop.algorithms.list(1).last().unwrap(), "ssh-rsa");
    let own = Host { port: Some(22), user: Some("root".into()), keys: vec!["/k".into()], known_hosts: vec!["/h".into()], ..host("db") };
    let hop = home.plan(&own).unwrap().remove(0);
    assert_eq!((hop.port, hop.user.as_str(), hop.known_as.as_str()), (22, "root", "db.tax"));
    assert_eq!((hop.keys, hop.known_hosts), (vec!["/k".into()], vec![PathBuf::from("/h")]));
}

#[test]
fn without_any_setting_ssh_has_its_usual_ones() {
    let home = Home::with("");
    let hop = home.plan(&host("[fe80::1]")).unwrap().remove(0);
    assert_eq!((hop.host.as_str(), hop.port, hop.user.as_str(), hop.keys_named), ("fe80::1", 22, "zhang", false));
    assert_eq!(hop.keys[2], home.path(".ssh/id_ed25519"));
    let error = plan(&host("db"), &LocalUser::default()).unwrap_err();
    assert_eq!((error.code.as_str(), error.message.as_str()), (failure::CONFIG, "db: no user is configured"));
}

#[test]
fn names_in_known_hosts() {
    let home = Home::with("Host a\nHostKeyAlias shared\nPort 99\nUserKnownHostsFile ~/k1 \"~/k 2\"\nGlobalKnownHostsFile none\n");
    let hop = home.plan(&host("a")).unwrap().remove(0);
    assert_eq!((hop.known_as.as_str(), hop.bare), ("shared", None));
    assert_eq!(hop.known_hosts, [home.path("k1"), home.path("k 2")]);
}

#[test]
fn jump_hosts_in_the_order_they_are_passed() {
    let home = Home::with("Host db\nProxyJump one,u@two:2202\nHost one\nProxyJump zero\nUser first\nHost two\nProxyJump never\n");
    let names =
        |host: &Host| -> Vec<String> { home.plan(host).unwrap().iter().map(|h| format!("{}@{}:{}", h.user, h.host, h.port)).collect() };
    assert_eq!(names(&host("db")), ["zhang@zero:22", "first@one:22", "u@two:2202", "zhang@db:22"]);
    let own = Host { jump: vec!["ssh://x@[::1]:2".into()], ..host("db") };
    assert_eq!(names(&own), ["x@::1:2", "zhang@db:22"]);
    let ring = Home::with("Host a\nProxyJump b\nHost b\nProxyJump a\n");
    assert!(ring.plan(&host("a")).unwrap_err().message.contains("a ring"));
}

#[test]
fn what_cannot_be_done_is_said() {
    let home = Home::with("Host a\nProxyCommand nc %h %p\nHost b\nPort x\n");
    assert!(home.plan(&host("a")).unwrap_err().message.contains("ProxyCommand"));
    assert!(home.plan(&Host { jump: vec!["j".into()], ..host("a") }).is_ok());
    assert!(home.plan(&host("b")).unwrap_err().message.contains("Port x"));
    assert!(home.plan(&Host { algorithms: vec!["rot13".into()], ..host("c") }).unwrap_err().message.contains("rot13"));
    assert!(home.plan(&Host { ssh_config: Some("/nowhere/config".into()), ..host("c") }).unwrap_err().message.contains("not there"));
    assert!(home.plan(&Host { ssh_config: Some("none".into()), ..host("a") }).is_ok());
}

#[test]
fn jump_hosts_as_they_are_written() {
    let all = |text: &str| jump(text).map(|j| (j.user.unwrap_or_default(), j.host, j.port.unwrap_or_default()));
    assert_eq!(all("a@b@host:22"), Some(("a@b".into(), "host".into(), 22)));
    assert_eq!(all("[::1]"), Some((String::new(), "::1".into(), 0)));
    assert_eq!(all("fe80::1"), Some((String::new(), "fe80::1".into(), 0)));
    for wrong in ["", "@h", "h:", "h:0", "h:x", "[::1", "[::1]22", "u@"] {
        assert_eq!(all(wrong).is_some(), wrong == "h:", "{wrong}");
    }
}
