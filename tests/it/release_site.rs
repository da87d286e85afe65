//! A system that is released to: two folders with a service each, and a database; a package for it; and what is seen of all that.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use opsctl::links::root::Root;
use opsctl::model::release::{Image, Name};

use crate::env::{Output, World};

/// The release target, and what the package is called.
pub(crate) const TARGET: &str = "zs";

/// Starts and stops the service of a part. It tells what it is asked, and does what `trouble` says instead.
const SERVICE: &str = r#"#!/bin/sh
cd 'WORLD/t' || exit 9
echo "$1 $2" >> services.log
trouble=
if [ -e trouble ]; then read trouble < trouble; fi
case "$trouble" in
"$1 fails") echo '服务脚本出错'; exit 7 ;;
"$1 fails once") rm trouble; echo '服务脚本出错'; exit 7 ;;
"$1 hangs") rm trouble; sleep 300 & echo $! > left; setsid sleep 300 & echo $! >> left; wait ;;
"$1 edits") echo '有人改了' > app/lib/a.jar ;;
"$1 severe") echo 'SEVERE: 连接池耗尽' >> app.log ;;
"$1 of new fails") read v < "$2/version"; if [ "$v" = 2 ]; then echo '新版本起不来'; exit 8; fi ;;
esac
case "$1" in
start) if [ -e "up-$2" ]; then echo '已在运行'; exit 1; fi; read v < "$2/version"; echo "$v" > "up-$2" ;;
stop) if [ ! -e "up-$2" ]; then echo '没有运行'; exit 1; fi; rm "up-$2" ;;
esac
"#;

/// The package: what is in it, and where it goes.
const SPEC: &str = r#"id = "zs-2"
system = "征管系统"
from = "1"
to = "2"
keep-times = true
[parts.app]
delete = ["lib/gone.jar"]
[parts.conf]
[[sql]]
name = "010_users"
database = "main"
"#;

/// Everything that can be seen of the system from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// A line a path: what it is, with all that it has; of folders and links without their times.
    pub files: Vec<String>,
    /// Times of folders and links.
    pub times: Vec<String>,
    pub rows: String,
    /// Which version of each service runs.
    pub services: String,
}

impl Seen {
    /// The same but for the times that no package brings, which are those of when it was done.
    pub(crate) fn same(&self, other: &Self) -> bool {
        Self { times: Vec::new(), ..self.clone() } == Self { times: Vec::new(), ..other.clone() }
    }
}

pub(crate) struct Site {
    pub world: World,
}

impl Site {
    /// The target in an environment, at version 1; `more` goes to the end of its part of `releases.toml`.
    pub(crate) fn new(env: &str, more: &str) -> Self {
        Self::within(World::in_memory(), env, more)
    }

    pub(crate) fn within(world: World, env: &str, more: &str) -> Self {
        let site = Self { world };
        let root = site.world.root().display().to_string();
        let mut text = format!("[target.{TARGET}]\nsystem = \"征管系统\"\nenv = \"{env}\"\n");
        for part in ["app", "conf"] {
            let run = |what: &str| format!("[\"{root}/bin/service\", \"{what}\", \"{part}\"]");
            let (stop, start) = (run("stop"), run("start"));
            write!(
                text,
                "[[target.{TARGET}.place]]\npart = \"{part}\"\nroot = \"{root}/t/{part}\"\nstop = {stop}\nstart = {start}\nseconds = 2\n"
            )
            .unwrap();
        }
        write!(text, "[target.{TARGET}.database.main]\nclient = \"sqlite3\"\nconnect = \"{root}/t/zs.db\"\n{more}").unwrap();
        site.world.write("releases.toml", text);
        site.world.write("bin/service", SERVICE.replace("WORLD", &root));
        std::fs::set_permissions(site.path("bin/service"), std::fs::Permissions::from_mode(0o755)).unwrap();
        for (path, text) in [
            ("app/version", "1\n"),
            ("app/lib/a.jar", "a 1"),
            ("app/lib/gone.jar", "gone"),
            ("conf/version", "1\n"),
            ("conf/app.properties", "port=1\n"),
        ] {
            site.put(&format!("t/{path}"), text, "2026-01-02T03:04:05.678901234Z");
        }
        std::fs::set_permissions(site.path("t/app/version"), std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("lib/a.jar", site.path("t/app/current")).unwrap();
        for part in ["app", "conf"] {
            site.world.write(&format!("t/up-{part}"), "1\n");
        }
        site.sql("CREATE TABLE users (name TEXT); INSERT INTO users VALUES ('税务局');");
        site.source();
        site
    }

    /// What the package is made of.
    fn source(&self) {
        self.world.write("src/release.toml", SPEC);
        for (path, text) in [
            ("app/version", "2\n"),
            ("app/lib/a.jar", "a 2"),
            ("app/lib/new/b.jar", "b 2"),
            ("conf/version", "2\n"),
            ("conf/app.properties", "port=2\n"),
        ] {
            self.put(&format!("src/files/{path}"), text, "2026-11-20T01:02:03Z");
        }
        symlink("lib/new/b.jar", self.path("src/files/app/current")).unwrap();
        self.world.write(
            "src/sql/010_users/deploy.sql",
            "CREATE TABLE roles (name TEXT);\nINSERT INTO roles VALUES ('管理员');\nINSERT INTO users VALUES ('新用户');\n",
        );
        self.world.write("src/sql/010_users/verify.sql", "SELECT name FROM roles;\n");
        self.world.write("src/sql/010_users/rollback.sql", "DELETE FROM users WHERE name = '新用户';\nDROP TABLE roles;\n");
    }

    /// Adds to `release.toml`.
    pub(crate) fn spec(&self, more: &str) -> &Self {
        self.world.write("src/release.toml", format!("{SPEC}{more}"));
        self
    }

    /// Its script cannot be taken back.
    pub(crate) fn irreversible(&self) -> &Self {
        std::fs::remove_file(self.path("src/sql/010_users/rollback.sql")).unwrap();
        self.spec("irreversible = \"删除的数据不可恢复\"\n")
    }

    /// Changes a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = std::fs::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.world.write(path, text.replacen(from, to, 1));
        self
    }

    pub(crate) fn put(&self, path: &str, bytes: impl AsRef<[u8]>, time: &str) {
        self.world.write(path, bytes);
        let time: jiff::Timestamp = time.parse().unwrap();
        std::fs::File::options().write(true).open(self.path(path)).unwrap().set_modified(time.into()).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.world.path(path)
    }

    /// `opsctl release new`; the package lies in `pkg.zip`.
    pub(crate) fn package(&self, more: &[&str]) -> &Self {
        let _ = std::fs::remove_file(self.path("pkg.zip"));
        let fixed = ["release", "new", "src", "--base", "app=t/app", "--base", "conf=t/conf", "-o", "pkg.zip"];
        let made = self.world.run(&[&fixed, more].concat());
        assert_eq!(made.code, 0, "{}", made.picture());
        self
    }

    pub(crate) fn release(&self, args: &[&str]) -> Output {
        self.world.run(&[&["release"], args].concat())
    }

    pub(crate) fn apply(&self) -> Output {
        self.release(&["apply", "pkg.zip", "-t", TARGET, "--yes"])
    }

    pub(crate) fn recover(&self) -> Output {
        self.release(&["recover", "-t", TARGET])
    }

    /// How the runs ended, the oldest first, as the history says it: `committed`, `taken-back`, …
    pub(crate) fn history(&self) -> Vec<String> {
        let told = self.release(&["history", "-t", TARGET, "--json"]);
        assert_eq!(told.code, 0, "{}", told.picture());
        let lines: serde_json::Value = serde_json::from_str(&told.out).unwrap();
        lines.as_array().unwrap().iter().map(|line| line["line"]["done"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn sql(&self, text: &str) -> String {
        let done = Command::new("sqlite3").arg(self.path("t/zs.db")).arg(text).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    pub(crate) fn trouble(&self, what: &str) {
        self.world.write("t/trouble", format!("{what}\n"));
    }

    /// What the services were asked since it was last asked for.
    pub(crate) fn asked(&self) -> String {
        let path = self.path("t/services.log");
        let told = std::fs::read_to_string(&path).unwrap_or_default().lines().collect::<Vec<_>>().join(", ");
        let _ = std::fs::remove_file(path);
        told
    }

    pub(crate) fn seen(&self) -> Seen {
        let (mut files, mut times) = (Vec::new(), Vec::new());
        for part in ["app", "conf"] {
            tree(&self.path("t").join(part), &mut files, &mut times);
        }
        let service = |part: &str| std::fs::read_to_string(self.path(&format!("t/up-{part}"))).unwrap_or_else(|_| "down\n".into());
        Seen { files, times, rows: self.sql(".dump users roles"), services: service("app") + &service("conf") }
    }
}

fn tree(root: &Path, files: &mut Vec<String>, times: &mut Vec<String>) {
    let open = Root::open(root).unwrap();
    for found in walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name() {
        let found = found.unwrap();
        let name = Name::from_bytes(found.path().strip_prefix(root).unwrap().as_os_str().as_bytes()).unwrap();
        let image = open.look(&name).unwrap();
        match &image {
            Image::Dir { meta } | Image::Link { meta, .. } => {
                let to = if let Image::Link { to, .. } = &image { to } else { "/" };
                files.push(format!("{name} → {to} {:o} {} {} {}", meta.mode, meta.uid, meta.gid, meta.xattr));
                times.push(format!("{name} {:?}", meta.mtime));
            }
            _ => files.push(format!("{name} {image:?}")),
        }
    }
}

/// Durations and digests, which differ from run to run and with every word of the program, are blanked.
pub(crate) fn plain(output: &Output) -> String {
    let blank = |text: &str, what: &str, with: &str| regex::Regex::new(what).unwrap().replace_all(text, with).into_owned();
    let text = blank(&output.picture(), r"\b[0-9a-f]{64}\b", "<digest>");
    let text = blank(&text, r"\b[0-9a-f]{12}\b", "<digest>");
    let text = blank(&text, r" \d+\.\d s\b", "");
    let text = blank(&text, r"pid \d+", "pid <n>");
    blank(&text, r"\d+\.\d{3} 毫秒", "<n> 毫秒")
}

/// Told aloud, so that nobody takes it for a proof.
pub(crate) fn skipped(what: &str, why: &str) {
    eprintln!("SKIPPED: {what}, for {why}");
}
