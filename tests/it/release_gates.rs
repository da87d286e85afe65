//! What stands between a package and production.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;

use opsctl::seal::minisign::SecretKey;

use crate::env::Output;
use crate::release_site::{Site, TARGET, plain};

pub(crate) const NO: &str = "FB-2026-00001";
const PEOPLE: [(&str, &str); 6] = [
    ("张三", "申请人"),
    ("李四", "version-manager"),
    ("王五", "现场运维经理"),
    ("赵六", "customer"),
    ("孙七", "archivist"),
    ("开发", "version-manager"),
];
const APPLY: &[&str] = &["release", "apply", "pkg.zip", "-t", TARGET, "--yes"];

fn key(n: usize) -> SecretKey {
    SecretKey::new(&[u8::try_from(n).unwrap() + 1; 32], [u8::try_from(n).unwrap() + 1; 8])
}

/// Production and staging of a system, and its people.
pub(crate) struct Gates {
    pub site: Site,
}

impl Gates {
    /// Production `zs`, its copy `test` in staging, six people with keys; the last one's signs packages.
    pub(crate) fn new() -> Self {
        let site = Site::new("production", "");
        let text = std::fs::read_to_string(site.path("releases.toml")).unwrap();
        let staging = text
            .replace("target.zs", "target.test")
            .replace("production", "staging")
            .replace("/t/", "/t2/")
            .replace("bin/service", "bin/service2");
        site.world.write("releases.toml", text + &staging);
        let service = std::fs::read_to_string(site.path("bin/service")).unwrap().replace("/t'", "/t2'");
        site.world.write("bin/service2", service);
        let script = "chmod +x bin/service2 && cp -a t t2";
        assert!(std::process::Command::new("sh").args(["-c", script]).current_dir(site.world.root()).status().unwrap().success());
        let mut config = "data-dir = \"data\"\noperator = \"李四\"\ntime-zone = \"Asia/Shanghai\"\n[release]\n".to_owned();
        config += &format!("trusted-keys = [\"{}\"]\n[release.people]\n", line(5));
        for (n, (name, role)) in PEOPLE.iter().enumerate() {
            config += &format!("\"{name}\" = {{ roles = [\"{role}\"], key = \"{}\" }}\n", line(n));
            let file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(site.path(&format!("{name}.key")));
            file.unwrap().write_all(key(n).text().as_bytes()).unwrap();
        }
        site.world.write("opsctl.toml", config);
        site.world.write(
            "form.toml",
            "title = \"征管系统 2\"\nkind = \"补丁\"\nscope = \"全区\"\nback = \"opsctl 回退\"\n\"关联问题单\" = \"YW-2026-00012\"\nwindow_from = 2026-11-22T07:00\nwindow_to = \"2026-11-22 23:00\"\n",
        );
        site.package(&["--key", "开发.key"]);
        Self { site }
    }

    fn at(&self, time: &str, args: &[&str]) -> Output {
        let mut command = self.site.world.command(args);
        command.env("OPSCTL_NOW", time);
        self.site.world.finish(command)
    }

    /// Somebody signs a step of the form.
    fn sign(&self, who: &str, args: &[&str]) -> Output {
        let key = format!("{who}.key");
        self.site.world.run(&[&["--operator", who, "release", "form"], args, &["--key", &key]].concat())
    }

    pub(crate) fn good(&self, who: &str, args: &[&str]) -> &Self {
        let output = self.sign(who, args);
        assert_eq!(output.code, 0, "{}", output.picture());
        self
    }

    /// The form, as far as the customer's approval.
    fn approved(&self) -> &Self {
        let made = self.site.world.run(&["--operator", "张三", "release", "form", "new", "pkg.zip", "--data", "form.toml"]);
        assert_eq!(made.code, 0, "{}", made.picture());
        self.good("张三", &["submit", NO])
            .good("李四", &["review", NO, "--checked"])
            .good("王五", &["audit", NO])
            .good("赵六", &["approve", NO])
    }

    pub(crate) fn dispatched(&self) -> &Self {
        self.approved().good("王五", &["dispatch", NO, "--to", "李四"])
    }

    pub(crate) fn rehearsed(&self) -> &Self {
        let done = self.site.release(&["apply", "pkg.zip", "-t", "test", "--form", NO, "--yes"]);
        assert_eq!(done.code, 0, "{}", done.picture());
        self
    }

    pub(crate) fn plan(&self, args: &[&str]) -> Output {
        let _ = std::fs::remove_file(self.site.path("plan.json"));
        self.site.release(&[&["plan", "pkg.zip", "-t", TARGET, "-o", "plan.json"], args].concat())
    }

    /// Production, with all that is asked for and `args`.
    pub(crate) fn apply(&self, args: &[&str]) -> Output {
        self.site.world.run(&[APPLY, &["--form", NO, "--plan", "plan.json"], args].concat())
    }

    /// Nothing was touched, and these are the reasons.
    pub(crate) fn refused(&self, output: &Output) -> String {
        assert_eq!((output.code, output.out.as_str(), self.site.asked().as_str()), (3, "", ""), "{}", output.picture());
        assert_eq!(self.site.history(), [] as [String; 0]);
        plain(output)
    }
}

fn line(n: usize) -> String {
    key(n).public().text().lines().last().unwrap().to_owned()
}

pub(crate) const WAIVED: &[&str] = &["--no-db-backup", "只加一张表"];

#[test]
fn no_form_no_plan_no_evidence() {
    let gates = Gates::new();
    insta::assert_snapshot!(gates.refused(&gates.site.apply()), @"
    --- stderr
    错误：zs 是生产环境：须有批准的申请审批表（--form 编号）。
    --- exit 3
    ");
    gates.dispatched();
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：没有模拟环境演练记录
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    --- exit 3
    ");
    gates.rehearsed();
    insta::assert_snapshot!(gates.refused(&gates.apply(&[])), @"
    --- stderr
    错误：数据库 main 没有指定备份集（releases.toml 的 backup），没有备份证据。
    提示：先做备份并运行 opsctl backup verify ；确实不需要时用 --no-db-backup \"理由\" ，理由记入执行情况表。
    --- exit 3
    ");
    insta::assert_snapshot!(gates.refused(&gates.site.world.run(&[APPLY, &["--form", NO], WAIVED].concat())), @"
    --- stderr
    错误：zs 是生产环境：须先用 opsctl release plan 生成计划并核对，再用 --plan 发布。
    --- exit 3
    ");
    gates.site.edit("releases.toml", "client = \"sqlite3\"\n", "client = \"sqlite3\"\nbackup = \"zs\"\n");
    gates.site.world.write(
        "backups.toml",
        "[set.zs]\nproducer = \"tar\"\nplace = \"/backup/zs\"\nfiles = [\"zs_{date}.tar\"]\nschedule = \"daily 22:00\"\nwithin = \"6h\"\n",
    );
    insta::assert_snapshot!(gates.refused(&gates.apply(&[])), @"
    --- stderr
    错误：数据库 main 没有可用的备份证据：备份集 zs 最近没有验证为完整的备份。
    提示：先做备份并运行 opsctl backup verify ；确实不需要时用 --no-db-backup \"理由\" ，理由记入执行情况表。
    --- exit 3
    ");
    assert_eq!(gates.plan(&[]).code, 1, "the plan says so beforehand");
}

#[test]
fn a_form_that_is_not_dispatched_or_of_another_package() {
    let gates = Gates::new();
    gates.approved();
    assert_eq!(gates.plan(WAIVED).code, 0);
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：未批转
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    错误：申请审批表 FB-2026-00001 还不允许发布：没有模拟环境演练记录
    --- exit 3
    ");
    gates.good("王五", &["dispatch", NO, "--to", "李四"]).rehearsed();
    // Another executor than the one who was named.
    let other = gates.site.world.run(&[&["--operator", "开发"], APPLY, &["--form", NO, "--plan", "plan.json"], WAIVED].concat());
    insta::assert_snapshot!(gates.refused(&other), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：未批转给开发，而是：李四
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    --- exit 3
    ");
    gates.site.put("src/files/app/lib/a.jar", "a 2 once more", "2026-11-20T01:02:03Z");
    gates.site.package(&["--key", "开发.key"]);
    assert_eq!(gates.plan(WAIVED).code, 0);
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：包摘要不一致：申请表为 <digest>，实际为 <digest>
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    --- exit 3
    ");
}

#[test]
fn one_person_does_not_sign_twice() {
    let gates = Gates::new();
    gates.site.edit("opsctl.toml", "\"赵六\" = { roles = [\"customer\"]", "\"赵六\" = { roles = [\"customer\", \"申请人\"]");
    let made = gates.site.world.run(&["--operator", "赵六", "release", "form", "new", "pkg.zip", "--data", "form.toml"]);
    assert_eq!(made.code, 0, "{}", made.picture());
    gates.good("赵六", &["submit", NO]).good("李四", &["review", NO, "--checked"]).good("王五", &["audit", NO]);
    insta::assert_snapshot!(plain(&gates.sign("赵六", &["approve", NO])), @"
    --- stderr
    错误：FB-2026-00001 ：赵六已签提交，不能再批准。没有写入。
    提示：换人办理；确需一人多岗的，写入配置 [release.policy] 的 one-person 。
    --- exit 3
    ");
}

#[test]
fn a_rehearsal_that_is_too_old_frozen_days_and_a_package_that_nobody_signed() {
    let gates = Gates::new();
    gates.dispatched().rehearsed();
    assert_eq!(gates.plan(WAIVED).code, 0);
    let later = gates.at("2026-12-23T09:00:00+08:00", &[APPLY, &["--form", NO, "--plan", "plan.json"], WAIVED].concat());
    insta::assert_snapshot!(gates.refused(&later), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：模拟环境演练 test-000002（2026-11-22T00:00:00Z）已超过 30 天
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    --- exit 3
    ");
    let night = gates.at("2026-11-22T23:30:00+08:00", &[APPLY, &["--form", NO, "--plan", "plan.json"], WAIVED].concat());
    insta::assert_snapshot!(gates.refused(&night), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：批准的发布时间是 2026-11-22 07:00:00 至 2026-11-22 23:00:00，现在不在其中
    --- exit 3
    ");
    let text = std::fs::read_to_string(gates.site.path("releases.toml")).unwrap();
    gates.site.world.write("releases.toml", format!("{text}\n[[freeze]]\nname = \"封网\"\nfrom = \"2026-11-21\"\nto = \"2026-11-23\"\n"));
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：封网（2026-11-21 至 2026-11-23）期间不发布；紧急补丁除外。
    --- exit 3
    ");
    gates.site.world.write("releases.toml", text);
    gates.site.package(&[]);
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：pkg.zip 没有可信签名，不能发布到生产环境。
    提示：在 opsctl.toml 的 [release] 里写 trusted-keys ，由制作方用 release new --key 签名。
    --- exit 3
    ");
    gates.site.package(&["--key", "张三.key"]);
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：pkg.zip 没有可信签名，不能发布到生产环境。
    提示：在 opsctl.toml 的 [release] 里写 trusted-keys ，由制作方用 release new --key 签名。
    --- exit 3
    ");
}
