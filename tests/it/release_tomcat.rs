//! A release of a real Tomcat with a web application, a setting and two scripts on a real PostgreSQL, through the binary: rehearsed,
//! approved by five people, applied; then one that works in staging and not in production, and is taken back.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use opsctl::seal::minisign::SecretKey;

use crate::env::{Output, World};
use crate::office::docx_text;
use crate::restore_postgres::Cluster;

/// What Debian's tomcat10 brings; its service is not used.
const HOME: &str = "/usr/share/tomcat10";
const PEOPLE: [(&str, &str); 5] =
    [("张三", "申请人"), ("李四", "版本管理员"), ("王五", "现场运维经理"), ("赵六", "客户负责人"), ("钱七", "文档管理岗")];
const OLD: &[u8] = b"// 1.0.0: served as it stands\n";
const NEW: &[u8] = b"// 1.0.1: served as it stands, and longer\n";

const SERVER: &str = r#"<Server port="-1"><Service name="Catalina"><Connector port="PORT" address="127.0.0.1"/>
<Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps" autoDeploy="false"/></Engine></Service></Server>"#;
const LOGGING: &str = "handlers = java.util.logging.ConsoleHandler\n.handlers = java.util.logging.ConsoleHandler\n\
                       java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter\n";
const WEB: &str = r#"<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true"><display-name>征管系统</display-name>
<welcome-file-list><welcome-file>index.jsp</welcome-file></welcome-file-list></web-app>"#;
const PAGE: &str = r#"<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" import="java.io.*, java.util.Properties" %><%
Properties p = new Properties();
for (String name : new String[] { "zs", "site" })
    p.load(new InputStreamReader(application.getResourceAsStream("/WEB-INF/classes/" + name + ".properties"), "UTF-8"));
%><h1>征管系统 <%= p.getProperty("version") %></h1><p>每月 <%= p.getProperty("declare.deadline") %> 日，<%= p.getProperty("hall") %></p>"#;
/// What the next version adds to it.
const INVOICE: &str = "\n<p><%= p.getProperty(\"invoice.url\").trim() %></p>";

/// A Tomcat with an instance folder and a port of its own; stopped with the value.
struct Tomcat {
    base: PathBuf,
    port: u16,
}

impl Tomcat {
    /// Version 1.0.0 runs there; `site` are the settings of the environment.
    fn start(base: &Path, site: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let tomcat = Self { base: base.to_owned(), port };
        let write = |name: &str, text: &[u8]| {
            let path = base.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        for folder in ["logs", "temp", "work"] {
            std::fs::create_dir_all(base.join(folder)).unwrap();
        }
        write("conf/server.xml", SERVER.replace("PORT", &port.to_string()).as_bytes());
        write("conf/logging.properties", LOGGING.as_bytes());
        write("conf/web.xml", &std::fs::read(format!("{HOME}/etc/web.xml")).unwrap());
        write("conf/catalina.properties", &std::fs::read(format!("{HOME}/etc/catalina.properties")).unwrap());
        application(&tomcat.root(), "1.0.0");
        write("webapps/zs/WEB-INF/classes/site.properties", site.as_bytes());
        let argv = tomcat.program(&["start"]);
        assert!(Command::new(&argv[0]).args(&argv[1..]).output().unwrap().status.success());
        tomcat
    }

    fn root(&self) -> PathBuf {
        self.base.join("webapps/zs")
    }

    fn program(&self, args: &[&str]) -> Vec<String> {
        let base = self.base.display();
        let fixed = [
            "/usr/bin/env".to_owned(),
            format!("CATALINA_HOME={HOME}"),
            format!("CATALINA_BASE={base}"),
            format!("CATALINA_PID={base}/temp/tomcat.pid"),
            "JAVA_OPTS=-Xmx128m -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1".to_owned(),
            "CATALINA_OPTS=-Dtomcat.util.scan.StandardJarScanFilter.jarsToSkip=*.jar".to_owned(),
            format!("{HOME}/bin/catalina.sh"),
        ];
        fixed.into_iter().chain(args.iter().map(ToString::to_string)).collect()
    }

    /// A page's status and body; `None` where nobody answers.
    fn get(&self, path: &str) -> Option<(u16, Vec<u8>)> {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        socket.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
        socket.write_all(format!("GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n").as_bytes()).ok()?;
        let mut all = Vec::new();
        socket.read_to_end(&mut all).ok()?;
        let head = all.windows(4).position(|four| four == b"\r\n\r\n")?;
        let status = std::str::from_utf8(&all[..head]).ok()?.split(' ').nth(1)?.parse().ok()?;
        Some((status, all[head + 4..].to_vec()))
    }

    fn page(&self) -> String {
        let (status, body) = self.get("/zs/").unwrap();
        format!("{status} {}", String::from_utf8_lossy(&body))
    }

    fn wait(&self) {
        let began = Instant::now();
        while self.get("/zs/").is_none_or(|(status, _)| status != 200) {
            assert!(began.elapsed() < Duration::from_secs(60), "{}", std::fs::read_to_string(self.base.join("logs/catalina.out")).unwrap());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Its part of `releases.toml`.
    fn target(&self, name: &str, env: &str, database: &str, cluster: &Cluster) -> String {
        let (base, port, socket) = (self.base.display(), self.port, cluster.socket());
        let (stop, start) = (self.program(&["stop", "20", "-force"]), self.program(&["start"]));
        format!(
            "[target.{name}]\nsystem = \"征管系统\"\nenv = \"{env}\"\n\
             [[target.{name}.place]]\npart = \"app\"\nroot = \"{base}/webapps/zs\"\nurl = \"http://127.0.0.1:{port}\"\n\
             stop = {stop:?}\nstart = {start:?}\n\
             [target.{name}.database.main]\nclient = \"psql\"\nconnect = \"host={} port=5999 dbname={database}\"\nuser = \"postgres\"\n\
             [[target.{name}.verify]]\ntitle = \"端口\"\nkind = \"port\"\nport = {port}\n\
             [[target.{name}.verify]]\ntitle = \"启动日志\"\nkind = \"log\"\npath = \"{base}/logs/catalina.out\"\n\
             contains = \"Server startup in\"\nwithout = \"SEVERE\"\n\
             [[target.{name}.verify]]\ntitle = \"首页\"\nkind = \"http\"\nurl = \"http://127.0.0.1:{port}/zs/\"\nbody = \"征管系统\"\n\
             [[target.{name}.verify]]\ntitle = \"进程\"\nkind = \"process\"\nmatch = \"catalina.base={base} \"\n",
            socket.display()
        )
    }
}

impl Drop for Tomcat {
    fn drop(&mut self) {
        let argv = self.program(&["stop", "1", "-force"]);
        let _ = Command::new(&argv[0]).args(&argv[1..]).output();
    }
}

/// Its files in a version, but for those that belong to the environment.
fn application(root: &Path, version: &str) {
    let (deadline, script) = if version == "1.0.0" { (15, OLD) } else { (20, NEW) };
    let page = if version == "1.0.2" { format!("{PAGE}{INVOICE}") } else { PAGE.to_owned() };
    let properties = format!("version={version}\ndeclare.deadline={deadline}\n");
    std::fs::create_dir_all(root.join("WEB-INF/classes")).unwrap();
    std::fs::create_dir_all(root.join("static")).unwrap();
    std::fs::write(root.join("WEB-INF/web.xml"), WEB).unwrap();
    std::fs::write(root.join("WEB-INF/classes/zs.properties"), properties).unwrap();
    std::fs::write(root.join("index.jsp"), page).unwrap();
    std::fs::write(root.join("static/zs.js"), script).unwrap();
}

/// The package of a version with scripts: name, deploy, verify, rollback.
fn package(world: &World, (from, to): (&str, &str), more: &str, scripts: &[[&str; 4]]) {
    application(&world.path(&format!("{to}/files/app")), to);
    for [name, deploy, verify, rollback] in scripts {
        for (file, text) in [("deploy", deploy), ("verify", verify), ("rollback", rollback)] {
            world.write(&format!("{to}/sql/{name}/{file}.sql"), text);
        }
    }
    world.write(
        &format!("{to}/release.toml"),
        format!(
            "id = \"zs-{to}\"\nsystem = \"征管系统\"\nfrom = \"{from}\"\nto = \"{to}\"\nnotes = \"申报期限调整\"\ntickets = [\"YW-2026-00017\"]\n\
             [[verify]]\nkind = \"http\"\nurl = \"/zs/static/zs.js\"\n\
             [[verify]]\ntitle = \"新版本\"\nkind = \"http\"\nurl = \"/zs/\"\nbody = \"征管系统 {}\"\nseconds = 6\n{more}",
            to.replace('.', "\\\\.")
        ),
    );
    application(&world.path(&format!("base-{from}")), from);
    let base = format!("app=base-{from}");
    good(&world.run(&["release", "new", to, "--base", &base, "--key", "张三.key", "-o", &format!("{to}.zip")]));
}

fn good(output: &Output) {
    assert_eq!(output.code, 0, "{}", output.picture());
}

/// Five people with keys of their own; the applicant's is the packages', too.
fn people(world: &World) {
    let mut config = "data-dir = \"data\"\ntime-zone = \"Asia/Shanghai\"\nlanguage = \"zh-CN\"\n[release]\n".to_owned();
    for (n, (name, role)) in (1..).zip(PEOPLE) {
        let key = SecretKey::new(&[n; 32], [n; 8]);
        let line = key.public().text().lines().last().unwrap().to_owned();
        if n == 1 {
            config += &format!("trusted-keys = [\"{line}\"]\n[release.people]\n");
        }
        config += &format!("\"{name}\" = {{ roles = [\"{role}\"], key = \"{line}\" }}\n");
        let mut file =
            std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(world.path(&format!("{name}.key"))).unwrap();
        file.write_all(key.text().as_bytes()).unwrap();
    }
    world.write("opsctl.toml", config);
}

/// Somebody runs a command, with what programs of the system need.
fn by(world: &World, who: &str, args: &[&str]) -> Output {
    let mut command = world.command(&[&["--operator", who, "release"], args].concat());
    for name in ["PATH", "JAVA_HOME"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    world.finish(command)
}

/// A form's way to where it may be rehearsed and run.
fn approved(world: &World, no: &str, package: &str) {
    let fields = ["kind=版本", "scope=全省", "window_from=2026-11-22 07:00", "window_to=2026-11-22 23:00", "back=opsctl release rollback"];
    let set = fields.iter().flat_map(|field| ["--set", *field]);
    good(&by(world, "张三", &["form", "new", package].into_iter().chain(set).collect::<Vec<_>>()));
    let steps: [(&str, &[&str]); 5] = [
        ("张三", &["submit", no]),
        ("李四", &["review", no, "--checked"]),
        ("王五", &["audit", no]),
        ("赵六", &["approve", no]),
        ("王五", &["dispatch", no, "--to", "李四"]),
    ];
    for (who, args) in steps {
        let key = format!("{who}.key");
        good(&by(world, who, &[&["form"], args, &["--key", &key]].concat()));
    }
}

fn rehearsed(world: &World, no: &str, package: &str) {
    let done = by(world, "李四", &["apply", package, "-t", "zs-stage", "--form", no, "--yes"]);
    good(&done);
    assert!(done.err.contains("与发布前逐位比对 [app]") && done.err.matches("切换文件").count() == 2, "{}", done.picture());
}

fn run(world: &World, no: &str, package: &str) -> Output {
    let waived = ["--no-db-backup", "样例"];
    good_or_warned(&by(world, "李四", &[&["plan", package, "-t", "zs-prod", "-o", "plan.json"], &waived[..]].concat()));
    let apply = ["apply", package, "-t", "zs-prod", "--plan", "plan.json", "--form", no, "--yes"];
    let done = by(world, "李四", &[&apply[..], &waived].concat());
    std::fs::remove_file(world.path("plan.json")).unwrap();
    done
}

fn good_or_warned(output: &Output) {
    assert!(output.code <= 1, "{}", output.picture());
}

/// Asks for a file without pause while something is done: on the disk it is always there, and whoever is served gets it whole.
fn watched<T>(tomcat: &Tomcat, what: impl FnOnce() -> T) -> T {
    let over = AtomicBool::new(false);
    let path = tomcat.root().join("static/zs.js");
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let (mut served, mut looks) = (Vec::new(), 0_u64);
            while !over.load(Ordering::Relaxed) {
                let bytes = std::fs::read(&path).expect("no path is ever missing");
                assert!(bytes == OLD || bytes == NEW, "half a file");
                looks += 1;
                if looks.is_multiple_of(50)
                    && let Some((200, body)) = tomcat.get("/zs/static/zs.js")
                {
                    served.push(body);
                }
                std::thread::sleep(Duration::from_micros(200));
            }
            served
        });
        let done = what();
        over.store(true, Ordering::Relaxed);
        let served = watch.join().unwrap();
        assert!(!served.is_empty() && served.iter().all(|body| body == OLD || body == NEW));
        done
    })
}

/// Everything of a folder.
fn tree(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let all = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    all.map(|one| (one.path().to_owned(), std::fs::read(one.path()).unwrap_or_default())).collect()
}

fn is_there() -> bool {
    let java = Command::new("java").arg("-version").output().is_ok_and(|out| out.status.success());
    let there = java && Path::new(HOME).join("bin/catalina.sh").exists();
    assert!(there || std::env::var_os("OPSCTL_REQUIRE_TOMCAT").is_none(), "Tomcat is required: apt-get install tomcat10");
    if !there {
        eprintln!("SKIPPED: there is no Tomcat (apt-get install tomcat10)");
    }
    there
}

#[test]
fn a_web_application_with_its_database_is_released_and_a_broken_one_is_taken_back() {
    if !is_there() {
        return;
    }
    let Some(cluster) = Cluster::start() else { return };
    let world = World::new();
    let stage = Tomcat::start(&world.path("stage"), "hall=测试厅\ninvoice.url=http://127.0.0.1/inv\n");
    let production = Tomcat::start(&world.path("prod"), "hall=办税服务厅\n");
    people(&world);
    for name in ["zs_stage", "zs_prod"] {
        cluster.sql("postgres", &format!("create database {name}"));
        cluster.sql(name, "create table qx (sz text primary key, jzr int not null); insert into qx values ('增值税', 15)");
    }
    let targets = [("zs-stage", "staging", &stage, "zs_stage"), ("zs-prod", "production", &production, "zs_prod")];
    world.write("releases.toml", targets.map(|(name, env, tomcat, database)| tomcat.target(name, env, database, &cluster)).concat());
    let more = "[[verify]]\nkind = \"config\"\npart = \"app\"\npath = \"WEB-INF/classes/zs.properties\"\nkey = \"declare.deadline\"\nvalue = \"20\"\n\
                [[verify]]\nkind = \"sql\"\ndatabase = \"main\"\nquery = \"select jzr from qx\"\nexpect = \"20\"\n";
    let deadline = [
        "010_qx",
        "update qx set jzr = 20 where sz = '增值税';",
        "select 1 / count(*) from qx where jzr = 20;",
        "update qx set jzr = 15 where sz = '增值税';",
    ];
    let channel = [
        "020_qd",
        "alter table qx add qd text;\ncreate index qd on qx (qd);",
        "select 1 from qx having count(qd) = 0;",
        "drop index qd;\nalter table qx drop qd;",
    ];
    package(&world, ("1.0.0", "1.0.1"), more, &[deadline, channel]);
    let invoice = ["030_fp", "create table fp (id int primary key);", "select 1 from pg_class where relname = 'fp';", "drop table fp;"];
    package(&world, ("1.0.1", "1.0.2"), "", &[invoice]);
    stage.wait();
    production.wait();

    // The good one.
    let no = "FB-2026-00001";
    approved(&world, no, "1.0.1.zip");
    let early = run(&world, no, "1.0.1.zip");
    assert!(early.code == 3 && early.err.contains("演练") && production.page().contains("1.0.0"), "{}", early.picture());
    watched(&stage, || rehearsed(&world, no, "1.0.1.zip"));
    let done = watched(&production, || run(&world, no, "1.0.1.zip"));
    good(&done);
    assert!(done.err.contains("停止服务 [app]") && done.err.contains("启动服务 [app]"), "{}", done.picture());
    let page = production.page();
    assert!(page.starts_with("200 ") && page.contains("征管系统 1.0.1") && page.contains("20 日，办税服务厅"), "{page}");
    assert_eq!(cluster.sql("zs_prod", "select jzr, qd is null from qx"), "20|t");
    assert_eq!(std::fs::read_dir(production.base.join("webapps")).unwrap().count(), 1, "what lies there is deployed");

    // What works in staging and lacks a setting in production.
    let before = (tree(&production.root()), cluster.sql("zs_prod", "select * from qx"));
    let no = "FB-2026-00002";
    approved(&world, no, "1.0.2.zip");
    rehearsed(&world, no, "1.0.2.zip");
    assert!(stage.page().contains("http://127.0.0.1/inv"));
    let back = run(&world, no, "1.0.2.zip");
    assert!(back.code == 1 && back.err.contains("✗ 验证：新版本 [app]") && back.err.contains("500"), "{}", back.picture());
    assert_eq!((tree(&production.root()), cluster.sql("zs_prod", "select * from qx")), before);
    assert_eq!(cluster.sql("zs_prod", "select to_regclass('fp') is null"), "t");
    assert!(production.page().contains("征管系统 1.0.1"));
    let status = by(&world, "李四", &["status", "-t", "zs-prod"]);
    assert!(status.code == 0 && status.out.contains("zs-1.0.1"), "{}", status.picture());
    let history = by(&world, "李四", &["history", "-t", "zs-prod"]);
    assert!(history.out.contains("生效") && history.out.contains("未生效，已恢复"), "{}", history.picture());

    // The papers of both.
    for (no, result) in [("FB-2026-00001", "完成"), ("FB-2026-00002", "回退")] {
        good(&by(&world, "钱七", &["form", "print", no, "-o", "papers"]));
        let papers: Vec<PathBuf> = std::fs::read_dir(world.path("papers")).unwrap().map(|one| one.unwrap().path()).collect();
        let named = |name: &str| papers.iter().find(|path| path.to_str().is_some_and(|path| path.contains(name) && path.contains(no)));
        for name in ["申请审批表", "执行情况表", "发布验证方案"] {
            let text = docx_text(&std::fs::read(named(name).unwrap_or_else(|| panic!("{name} is not in {papers:?}"))).unwrap());
            assert!(text.contains("征管系统"), "{name}: {text}");
            assert!(name != "执行情况表" || text.contains(result), "{text}");
        }
    }

    // And the way back, later.
    good(&by(&world, "李四", &["rollback", "-t", "zs-prod", "--yes"]));
    assert!(production.page().contains("征管系统 1.0.0"));
    assert_eq!(cluster.sql("zs_prod", "select * from qx"), "增值税|15");
    good(&by(&world, "李四", &["history", "--verify-chain"]));
}
