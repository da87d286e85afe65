use proptest::prelude::*;

use super::*;

fn parsed(text: &str) -> SshConfig {
    let mut config = SshConfig::default();
    config.parse(text, &[], None, 0);
    config
}

fn asked(alias: &str) -> Asked<'_> {
    Asked { alias, user: None, local_user: Some("zhang") }
}

#[test]
fn the_first_value_wins_and_files_add_up() {
    let config = parsed(
        "# office\nHost db* !dbold\n  HostName 10.1.2.3\n  Port=2222\n  IdentityFile ~/.ssh/a\nHost *\n\tPort 22\n\tUser \"op sctl\" # who\n  IdentityFile = ~/.ssh/b\n",
    );
    let found = config.of(asked("db1"));
    assert_eq!((found.first("hostname"), found.first("port"), found.first("user")), (Some("10.1.2.3"), Some("2222"), Some("op sctl")));
    assert_eq!(found.all("identityfile"), ["~/.ssh/a", "~/.ssh/b"]);
    assert_eq!(config.of(asked("dbold")).first("port"), Some("22"));
    assert_eq!(config.of(asked("DB7")).first("hostname"), Some("10.1.2.3"), "letter case of names does not count");
}

#[test]
fn match_blocks() {
    let config = parsed(
        "Host a\n HostName a.tax\nMatch host *.tax user zhang\n Port 1\nMatch originalhost=b !localuser root\n Port 2\nMatch exec true\n Port 3\nMatch\n Port 5\nMatch all\n Port 4\n",
    );
    assert_eq!(config.of(asked("a")).first("port"), Some("1"));
    assert_eq!(config.of(asked("b")).first("port"), Some("2"));
    assert_eq!(config.of(asked("c")).first("port"), Some("4"), "exec is not run, so its block does not apply");
}

#[test]
fn includes_stay_inside_their_block() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join(".ssh/config.d");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("10.conf"), "Port 1010\nHost x\nUser inx\n").unwrap();
    std::fs::write(dir.join("20.conf"), "Port 2020\nInclude config\n").unwrap();
    std::fs::write(dir.join(".hidden.conf"), "Port 1\n").unwrap();
    let main = home.path().join(".ssh/config");
    std::fs::write(&main, "Host x y\nInclude config.d/*.conf\nUser after\n").unwrap();
    let config = SshConfig::read(&main, Some(home.path())).unwrap().unwrap();
    assert_eq!(config.of(asked("y")).first("port"), Some("1010"));
    assert_eq!(config.of(asked("y")).first("user"), Some("after"));
    assert_eq!(config.of(asked("x")).first("user"), Some("inx"));
    assert_eq!(config.of(asked("z")), Settings::default());
    assert_eq!(SshConfig::read(&home.path().join("none"), None).unwrap(), None);
}

#[test]
fn odd_lines_are_passed_over() {
    let config = parsed("Host\n\nPort\n=\n\"\nHost h\nPort \"2200\nUser=\nHostName=x=y\n");
    let found = config.of(asked("h"));
    assert_eq!((found.first("port"), found.first("user"), found.first("hostname")), (Some("2200"), None, Some("x=y")));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,400}", alias in ".{0,20}") {
        let _ = parsed(&text).of(asked(&alias));
    }

    #[test]
    fn no_text_of_its_own_words_does(lines in proptest::collection::vec("(Host|Match|Port|Include|IdentityFile)[ =\"]{0,3}[!*?a-z,=\" ]{0,12}", 0..20)) {
        let _ = parsed(&lines.join("\n")).of(asked("abc"));
    }
}
