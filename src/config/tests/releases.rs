//! `releases.toml`: what it comes to, and every mistake in it.

use super::*;
use crate::config::release::FILE;
use crate::model::release::{Client, Days, Probe, Way};

/// A world with the hosts `h1` and `h2`, a database `prod` and a backup set `hx`.
fn world(releases: &str) -> World {
    let host = |name: &str| format!("[target.{name}]\nkind = \"host\"\naddress = \"{name}\"\nuser = \"ops\"\n");
    let set = "[set.hx]\nproducer = \"expdp\"\nplace = \"/backup\"\nfiles = [\"hx_{date}.dmp\"]\nschedule = \"daily 22:00\"\n";
    let targets = host("h1") + &host("h2") + &target("prod", "");
    World::new().with("site/targets.toml", targets).with("site/backups.toml", set).with("site/releases.toml", releases)
}

const HEAD: &str = "[target.zs]\nsystem = \"征管系统\"\nenv = \"production\"\n";

/// One place with more lines.
fn place(more: &str) -> String {
    format!("{HEAD}[[target.zs.place]]\npart = \"app\"\n{more}\n")
}

#[test]
fn a_target_is_read_with_its_defaults() {
    let text = place("host = \"h1\"\nroot = \"/u01/tomcat/webapps/zs/\"\nurl = \"http://127.0.0.1:8080\"")
        + r#"
[[target.zs.place]]
name = "conf-1"
part = "conf"
root = "/etc/zs"
state = "/var/lib/opsctl-zs"
stop = ["/u01/bin/stop.sh", "-f"]
start = ["systemctl", "start", "zs"]
seconds = 30
[target.zs.database.main]
client = "sqlplus"
connect = "//db:1521/zs"
user = "ZS"
password = { file = "secrets/zs" }
env = { NLS_LANG = "AMERICAN_AMERICA.AL32UTF8" }
backup = "hx"
[target.zs.database.log]
client = "sqlite3"
connect = "/data/log.db"
[[target.zs.verify]]
kind = "http"
url = "http://127.0.0.1:8080/zs/"
body = "^登录"
within-ms = 500
part = "app"
[[target.zs.verify]]
kind = "sql"
database = "log"
query = "select 1"
seconds = 5
[[freeze]]
name = "征期"
monthly = "1-15"
[[freeze]]
name = "封网"
from = 2026-12-25
to = "2027-01-05"
env = ["production", "staging"]
"#;
    let world = world(&text);
    let config = world.load().map_err(|e| world.says(&e, Lang::En)).unwrap();
    let zs = config.release("zs").unwrap();
    let [app, conf] = zs.places.as_slice() else { panic!("{:?}", zs.places) };
    assert_eq!((app.name.as_str(), app.host.as_deref(), app.way, app.seconds), ("h1", Some("h1"), Way::Agent, 120));
    assert_eq!((app.root.to_str(), app.state.to_str()), (Some("/u01/tomcat/webapps/zs"), Some("/u01/tomcat/.opsctl-zs")));
    assert_eq!((conf.host.as_deref(), conf.stop.len(), conf.start[0].as_str(), conf.seconds), (None, 2, "systemctl", 30));
    let (main, log) = (&zs.databases["main"], &zs.databases["log"]);
    assert_eq!((main.client, main.backup.as_deref(), main.seconds), (Client::Sqlplus, Some("hx"), 600));
    assert_eq!((log.client, log.connect.as_str(), log.user.as_str()), (Client::Sqlite3, "/data/log.db", ""));
    assert_eq!((zs.verify[0].part.as_deref(), zs.verify[0].seconds, zs.verify[1].seconds), (Some("app"), 60, 5));
    assert!(matches!(&zs.verify[0].probe, Probe::Http { body, within_ms: Some(500), status: None, .. } if body == "^登录"));
    assert!(zs.enabled && !zs.rolling && config.releases().count() == 1);
    let freezes: Vec<_> = config.freezes().collect();
    assert_eq!((&freezes[0].when, freezes[0].env.len()), (&Days::Monthly { from: 1, to: 15, moves: true }, 1));
    assert!(matches!(freezes[1].when, Days::Dates { from, to } if to > from));

    // What is in force, and where it stands; of a password only where it is.
    assert_eq!(world.row(&config, "release.zs.place.h1.root"), ("/u01/tomcat/webapps/zs".into(), "site/releases.toml:4".into()));
    assert_eq!(world.row(&config, "release.zs.database.main.password").0, "{ file = \"site/secrets/zs\" }");
    assert_eq!(world.row(&config, "release.zs.verify.1").0, "http http://127.0.0.1:8080/zs/ (app), 60 s");
    assert_eq!(world.row(&config, "freeze.征期").0, "1-15 moves (production)");
    assert!(config.target_rows("zs").unwrap().iter().all(|row| row.key.starts_with("release.zs.")));
    assert!(config.files.last().unwrap().ends_with(FILE));
}

#[test]
fn without_a_file_there_is_none() {
    let config = World::new().with("site/targets.toml", "").load().unwrap();
    assert_eq!((config.releases().count(), config.freezes().count()), (0, 0));
}

/// Each of these is refused, with these words and the line.
#[test]
fn mistakes_are_told_with_their_line() {
    let root = "root = \"/u01/zs\"\n";
    let look = |lines: &str| place(root) + "[[target.zs.verify]]\n" + lines;
    let database = |lines: &str| format!("{HEAD}[target.zs.database.main]\n{lines}\n");
    let cases = [
        ("[targets.zs]\n".into(), "there is no key targets ."),
        ("[target.zs]\nenv = \"production\"\n".into(), "target.zs.system is missing"),
        (HEAD.into(), "target.zs.place is missing"),
        (HEAD.replace("env", "evn") + root, "there is no key target.zs.evn"),
        (place(""), "releases.toml:4 : target.zs.place.root is missing"),
        (place("root = \"webapps/zs\""), "absolute, without .."),
        (place("root = \"/u01/../etc\""), "absolute, without .."),
        (place("root = \"/\""), "no folder of the system"),
        (place("root = \"/usr/lib/zs\""), "no folder of the system"),
        (place("root = \"/etc/\""), "no folder of the system"),
        (place("root = \"/u01/zs\"\nstate = \"/tmp\""), "target.zs.place.state cannot be \"/tmp\""),
        (place("root = \"/u01/zs\"\nstate = \"/u01/zs/.state\""), "target.zs.place.app.state ( /u01/zs/.state ) overlaps"),
        (place("root = \"/u01/zs/app\"\nstate = \"/u01/zs\""), "target.zs.place.app.state ( /u01/zs ) overlaps"),
        (place("root = \"/u01/webapps/zs\"\nstate = \"/u01/webapps/.zs\""), "not where a server deploys"),
        (place("root = \"/u01/zs\"\nurl = \"127.0.0.1:8080\""), "target.zs.place.url cannot be"),
        (place("root = \"/u01/zs\"\nhost = \"h3\""), "there is no target named h3 (kind = \"host\")"),
        (place("root = \"/u01/zs\"\nhost = \"prod\""), "there is no target named prod (kind = \"host\")"),
        (place("root = \"/u01/zs\"\nway = \"sftp\""), "SFTP is for another host"),
        (place("root = \"/u01/zs\"\nhost = \"h1\"\nway = \"sftp\"\nstart = [\"/x\"]"), "SFTP runs no program"),
        (place("root = \"/u01/zs\"\nname = \"a/b\""), "the name \"a/b\" cannot be used"),
        (place("root = \"/u01/zs\"\nstop = \"/x stop\""), "target.zs.place.stop cannot be"),
        (place("root = \"/u01/zs\"\nstop = [\"bin/stop.sh\"]"), "target.zs.place.stop cannot be"),
        (place(root) + "[[target.zs.place]]\npart = \"app\"\nroot = \"/u01/b\"\n", "target.zs.place.app was already written at"),
        (
            place(root) + "[[target.zs.place]]\npart = \"b\"\nroot = \"/u01/zs\"\n",
            "releases.toml:8 : target.zs.place.b.root ( /u01/zs ) overlaps",
        ),
        (database("connect = \"//h/s\""), "target.zs.database.main.client is missing"),
        (database("client = \"mysql\"\nconnect = \"h\""), "\"sqlplus\" / \"psql\" / \"sqlite3\""),
        (database("client = \"sqlplus\""), "target.zs.database.main.connect is missing"),
        (database("client = \"sqlplus\"\nconnect = \"//h/s\"\nuser = \"ZS\""), "main.password is missing"),
        (database("client = \"psql\"\nconnect = \"host=h\"\npassword = { env = \"P\" }"), "main.user is missing"),
        (database("client = \"sqlite3\"\nconnect = \"/zs.db\"\nuser = \"ZS\""), "there is no key target.zs.database.main.user"),
        (database("client = \"sqlite3\"\nconnect = \"zs.db\""), "main.connect cannot be \"zs.db\""),
        (database("client = \"sqlplus\"\nconnect = \"zs/tiger@h\""), "main.connect must not hold a password"),
        (database("client = \"psql\"\nconnect = \"postgresql://zs:tiger@h/zs\""), "main.connect must not hold a password"),
        (database("client = \"psql\"\nconnect = \"host=h password = tiger\""), "main.connect must not hold a password"),
        (database("client = \"psql\"\nconnect = \"host=h\"\nenv = { PGPASSWORD = \"tiger\" }"), "env.PGPASSWORD must not hold a password"),
        (database("client = \"psql\"\nconnect = \"host=h\"\nbackup = \"hy\""), "there is no backup set named hy ."),
        (look("kind = \"htp\""), "target.zs.verify.kind cannot be \"htp\""),
        (look("kind = \"http\"\nurl = \"127.0.0.1\""), "\"http://…\" / \"https://…\""),
        (look("kind = \"http\"\nurl = \"http://a/\"\nport = 1"), "there is no key target.zs.verify.port"),
        (look("kind = \"http\"\nurl = \"http://a/\"\nbody = \"(\""), "unclosed group"),
        (look("kind = \"http\"\nurl = \"http://a/\"\npart = \"ap\""), "target.zs.verify.part cannot be \"ap\" , it can be \"app\""),
        (look("kind = \"sql\"\nquery = \"select 1\"\ndatabase = \"main\""), "target.zs.verify.database cannot be \"main\""),
        (look("kind = \"log\"\npath = \"logs/*.log\""), "verify.contains is missing"),
        (look("kind = \"log\"\npath = \"*/a.log\"\nwithout = \"ERROR\""), "verify.path cannot be \"*/a.log\""),
        (look("kind = \"file\"\npath = \"../a\"\nsha256 = \"00\""), "verify.path cannot be \"../a\""),
        (look("kind = \"process\""), "releases.toml:8 : target.zs.verify.match is missing"),
        ("[[freeze]]\nmonthly = \"1-15\"\n".into(), "freeze.name is missing"),
        ("[[freeze]]\nname = \"a\"\n".into(), "freeze.from is missing"),
        ("[[freeze]]\nname = \"a\"\nmonthly = \"15-1\"\n".into(), "freeze.monthly cannot be \"15-1\""),
        ("[[freeze]]\nname = \"a\"\nmonthly = \"1-32\"\n".into(), "freeze.monthly cannot be \"1-32\""),
        ("[[freeze]]\nname = \"a\"\nfrom = 2026-02-01\nto = 2026-01-01\n".into(), "freeze.to cannot be 2026-01-01"),
        ("[[freeze]]\nname = \"a\"\nfrom = 2026-02-01\nmonthly = \"1\"\n".into(), "either monthly or from"),
        ("[freeze]\nname = \"a\"\n".into(), "freeze is written [[freeze]]"),
    ];
    for (text, words) in cases {
        let said = world(&text).refused();
        assert!(said.contains(words), "{words:?} is not said of\n{text}\n{said}");
        assert!(!said.contains("tiger"), "a password shows:\n{said}");
    }
}

#[test]
fn folders_of_one_host_are_kept_apart_and_those_of_two_are_not() {
    let two = |first: &str, second: &str| {
        let other = HEAD.replace("zs", "zs2") + "[[target.zs2.place]]\npart = \"app\"\nroot = \"/u01/zs\"\n" + second;
        world(&(place(&format!("root = \"/u01/zs\"\n{first}")) + &other))
    };
    assert!(two("host = \"h1\"", "host = \"h2\"").load().is_ok());
    assert!(two("host = \"h1\"", "host = \"h1\"").refused().contains("target.zs2.place.h1.root ( /u01/zs ) overlaps the folders of zs/h1"));
    assert!(two("", "").refused().contains("overlaps"));
    // One part may lie in another, if no state does.
    let inner = |more: &str| {
        let text = place("root = \"/u01/zs\"") + "[[target.zs.place]]\npart = \"conf\"\nroot = \"/u01/zs/conf\"\n" + more;
        world(&text)
    };
    assert!(inner("").refused().contains("conf.state ( /u01/zs/.opsctl-conf ) overlaps"));
    assert!(inner("state = \"/u01/.opsctl-conf\"").load().is_ok());
}

#[test]
fn all_mistakes_are_told_together_with_what_was_meant() {
    let text = place("root = \"/u01/zs\"\nhost = \"h11\"\nrot = \"x\"") + "[[freeze]]\nname = \"a\"\nmonthly = \"x\"\n";
    let said = world(&text).refused();
    for words in ["did you mean h1", "did you mean root", "freeze.monthly"] {
        assert!(said.contains(words), "{words:?} is not in\n{said}");
    }
}
