//! The runner `postgres` against a real server, started here and ended with the test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::env::World;

/// A private cluster; `None` where there is no PostgreSQL, or no user to run it.
pub(crate) struct Cluster {
    dir: tempfile::TempDir,
    bin: PathBuf,
}

impl Cluster {
    pub(crate) fn start() -> Option<Self> {
        let skip = |why: &str| {
            assert!(std::env::var("OPSCTL_REQUIRE_POSTGRES").is_err(), "PostgreSQL is required: {why}");
            eprintln!("SKIPPED: {why}");
        };
        let mut found: Vec<PathBuf> =
            std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin")).collect();
        found.sort();
        let Some(bin) = found.into_iter().rfind(|bin| bin.join("initdb").exists()) else {
            skip("there is no PostgreSQL server (apt-get install postgresql)");
            return None;
        };
        if !rustix::process::geteuid().is_root() {
            skip("the cluster is run as the user postgres, which only root may become");
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        assert!(Command::new("chown").arg("postgres").arg(dir.path()).status().unwrap().success());
        let cluster = Self { dir, bin };
        cluster.su(&["initdb", "-D", "data", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8"]);
        cluster.su(&[
            "pg_ctl",
            "-D",
            "data",
            "-w",
            "-l",
            "log",
            "-o",
            "-c listen_addresses='' -c unix_socket_directories=. -c fsync=off -p 5999",
            "start",
        ]);
        Some(cluster)
    }

    fn su(&self, argv: &[&str]) {
        let out = self.command("runuser").args(["-u", "postgres", "--"]).arg(self.bin.join(argv[0])).args(&argv[1..]).output().unwrap();
        assert!(out.status.success(), "{argv:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.dir.path()).env("PGHOST", self.socket()).env("PGPORT", "5999").env("PGUSER", "postgres");
        command
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        let out = self.command(program).args(args).output().unwrap();
        assert!(out.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        out
    }

    pub(crate) fn sql(&self, database: &str, sql: &str) -> String {
        let out = self.run("psql", &["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]);
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self
            .command("runuser")
            .args(["-u", "postgres", "--"])
            .arg(self.bin.join("pg_ctl"))
            .args(["-D", "data", "-m", "immediate", "stop"])
            .output();
    }
}

fn set(world: &World, socket: &Path) {
    let socket = socket.display();
    world.write(
        "backups.toml",
        format!(
            "[set.gs]\nproducer = \"custom\"\nplace = \"bk\"\nfiles = [\"gs_{{date}}.dump\"]\nschedule = \"daily 22:00\"\ntables = [\"public.payer\", \"public.bill\"]\n\
             restore = {{ runner = \"postgres\", allow = [\"{socket}:5999\"], with = {{ host = \"{socket}\", port = \"5999\", user = \"postgres\" }}, \
             smoke = [{{ title = \"payers\", sql = \"select count(*) from payer\", min = 3 }}] }}\n"
        ),
    );
}

#[test]
fn a_dump_of_postgresql_comes_back_with_all_its_rows() {
    let Some(cluster) = Cluster::start() else { return };
    let world = World::new();
    std::fs::create_dir_all(world.path("bk")).unwrap();
    set(&world, &cluster.socket());
    cluster.run("createdb", &["gs"]);
    cluster.sql(
        "gs",
        "create table payer (id serial primary key, name text); insert into payer (name) select E'a\\nb\\\\.\\t汉' from generate_series(1, 3); \
         create table bill (id int, payer int); insert into bill select g, 1 from generate_series(1, 1000) g; create table empty (x int); \
         create schema \"Odd\"; create table \"Odd\".\"T x\" (y int); create view v as select 1 as one",
    );
    let dump = world.path("bk/gs_20261121.dump").display().to_string();
    cluster.run("pg_dump", &["-Fc", "-f", &dump, "gs"]);
    let test = || world.run(&["backup", "restore-test", "gs", "--yes", "--format", "json", "--lang", "en"]);
    let refused = test();
    assert!(refused.code == 3 && refused.err.contains("is not marked"), "{refused:?}");
    cluster.sql("postgres", "create table opsctl_restore_ok ()");

    let good = test();
    let record: Value = serde_json::from_str(&good.out).unwrap_or_else(|e| panic!("{e} {good:?}"));
    assert_eq!((good.code, record["verdict"].as_str()), (0, Some("ok")), "{good:?}");
    assert_eq!(record["rows"]["rows"].as_u64(), Some(1003));
    assert_eq!((record["rows"]["differing"].as_u64(), record["rows"]["missing"].as_u64()), (Some(0), Some(0)), "{record}");
    assert_eq!((record["smoke"][0]["answer"].as_str(), record["sequences"][0]["value"].as_str()), (Some("3"), Some("3")));
    // SQL as text is restored as well.
    cluster.run("pg_dump", &["-Fp", "-f", &dump, "gs"]);
    assert_eq!(test().code, 0);
    // A dump that lacks a table that the policy wants.
    cluster.run("pg_dump", &["-Fc", "-T", "bill", "-f", &dump, "gs"]);
    let lacks = test();
    assert!(lacks.code == 2 && lacks.out.contains("PUBLIC.BILL"), "{lacks:?}");
    // One that is cut.
    cluster.run("pg_dump", &["-Fc", "-f", &dump, "gs"]);
    let whole = std::fs::read(&dump).unwrap();
    std::fs::write(&dump, &whole[..whole.len() - whole.len() / 3]).unwrap();
    assert_eq!(test().code, 2);
    // A sequence behind its data.
    cluster.sql("gs", "select setval('payer_id_seq', 1)");
    cluster.run("pg_dump", &["-Fc", "-f", &dump, "gs"]);
    let behind = test();
    assert!(behind.code == 2 && behind.out.contains("behind the data"), "{behind:?}");
    assert_eq!(cluster.sql("postgres", "select count(*) from pg_database where datname like 'opsctl%'"), "0", "nothing is left");
}

/// A database, a world with a set of it, and the path of its dump; marked as a place for tests.
fn ready(cluster: &Cluster) -> (World, String) {
    let world = World::new();
    std::fs::create_dir_all(world.path("bk")).unwrap();
    let socket = cluster.socket();
    let socket = socket.display();
    world.write(
        "backups.toml",
        format!(
            "[set.gs]\nproducer = \"custom\"\nplace = \"bk\"\nfiles = [\"gs_{{date}}.dump\"]\nschedule = \"daily 22:00\"\n\
             restore = {{ runner = \"postgres\", allow = [\"{socket}:5999\"], with = {{ host = \"{socket}\", port = \"5999\", user = \"postgres\" }} }}\n"
        ),
    );
    cluster.run("createdb", &["gs"]);
    cluster.sql("postgres", "create table opsctl_restore_ok ()");
    let dump = world.path("bk/gs_20261121.dump").display().to_string();
    (world, dump)
}

#[test]
fn a_dump_that_would_touch_other_databases_is_not_restored() {
    let Some(cluster) = Cluster::start() else { return };
    let (world, dump) = ready(&cluster);
    let test = || world.run(&["backup", "restore-test", "gs", "--yes", "--lang", "en"]);
    // Lines of data may begin like anything.
    cluster.sql(
        "gs",
        "create table t (a text, b text); insert into t values ('DROP DATABASE gs;', 'x'), (E'\\\\connect gs', 'y'), (null, 'z'), (E'\\n\\t', ''), \
         ('create role r', 'v'), ('COPY t FROM stdin;', ''), ('', E'\\\\c')",
    );
    cluster.run("pg_dump", &["-Fp", "-f", &dump, "gs"]);
    let plain = std::fs::read_to_string(&dump).unwrap();
    let good = test();
    assert_eq!(good.code, 0, "{good:?}");
    // The live one has more by now.
    cluster.sql("gs", "insert into t values ('newer', '')");
    let rows = || cluster.sql("gs", "select count(*) from t");
    let before = rows();
    let databases = || cluster.sql("postgres", "select string_agg(datname, ' ' order by datname) from pg_database");
    let all = databases();
    cluster.run("pg_dump", &["-Fp", "-C", "-c", "-f", &dump, "gs"]);
    let refused = test();
    assert!(refused.code == 3 && refused.err.contains("would change more"), "{refused:?}");
    for line in [
        "\\connect gs",
        "  \\c gs",
        "drop database gs;",
        "ALTER  ROLE postgres NOLOGIN;",
        "CREATE USER u;",
        "\\! touch /tmp/x",
        "alter system set port = 1;",
        "GRANT ALL ON DATABASE gs TO public;",
    ] {
        std::fs::write(&dump, format!("{plain}\n{line}\n")).unwrap();
        let refused = test();
        assert!(refused.code == 3 && refused.err.contains("would change more") && refused.err.contains(line.trim()), "{line}: {refused:?}");
    }
    assert_eq!((rows(), databases()), (before, all), "nothing was touched");
}

/// A file of an extension in the server's own folder, taken away again.
struct Placed(Vec<PathBuf>);
impl Drop for Placed {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[test]
fn tables_of_an_extension_are_compared_by_what_is_dumped_of_them() {
    let Some(cluster) = Cluster::start() else { return };
    let (world, dump) = ready(&cluster);
    let share = Command::new(cluster.bin.join("pg_config")).arg("--sharedir").output().unwrap();
    let share = PathBuf::from(String::from_utf8(share.stdout).unwrap().trim()).join("extension");
    let name = format!("opsctl_it_{}", std::process::id());
    let placed = Placed(vec![share.join(format!("{name}.control")), share.join(format!("{name}--1.sql"))]);
    let control = std::fs::write(&placed.0[0], "default_version = '1'\nrelocatable = true\n");
    let script = "create table cfg (n int, own bool); create table fixed (n int); insert into cfg select g, false from generate_series(1, 5) g; \
                  insert into fixed values (1); select pg_catalog.pg_extension_config_dump('cfg', 'where own');\n";
    if control.and_then(|()| std::fs::write(&placed.0[1], script)).is_err() {
        eprintln!("SKIPPED: no extension can be placed in {}", share.display());
        return;
    }
    cluster.sql("gs", &format!("create extension {name}; insert into cfg values (6, true), (7, true); create table t (x int)"));
    cluster.run("pg_dump", &["-Fc", "-f", &dump, "gs"]);
    let done = world.run(&["backup", "restore-test", "gs", "--yes", "--format", "json"]);
    let record: Value = serde_json::from_str(&done.out).unwrap_or_else(|e| panic!("{e} {done:?}"));
    assert_eq!((done.code, record["rows"]["same"].as_u64(), record["rows"]["tables"].as_u64()), (0, Some(2), Some(2)), "{done:?}");
}
