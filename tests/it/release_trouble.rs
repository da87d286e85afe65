//! Releases that fail at every step: all is as before, and it says so.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use crate::env::Output;
use crate::release_site::{Site, TARGET, plain};

/// What failed, as the last line says it.
fn reason(output: &Output) -> String {
    plain(output).lines().filter(|line| line.contains("失败原因") || line.starts_with("--- exit")).collect::<Vec<_>>().join("\n")
}

/// A release that fails, is taken back, and goes through once the cause is gone.
fn taken_back(prepare: impl FnOnce(&Site), repair: impl FnOnce(&Site)) -> String {
    let site = Site::new("staging", "");
    prepare(&site);
    site.package(&[]);
    let before = site.seen();
    let output = site.apply();
    assert_eq!(site.seen(), before, "{}", output.picture());
    let status = site.release(&["status"]);
    assert_eq!((output.code, status.code), (1, 0), "{}{}", output.picture(), status.picture());
    assert_eq!(site.history(), ["taken-back"]);
    repair(&site);
    site.package(&[]);
    let again = site.apply();
    assert_eq!((again.code, site.seen().services.as_str()), (0, "2\n2\n"), "{}", again.picture());
    reason(&output)
}

fn nothing(_: &Site) {}

#[test]
fn the_stop_program_fails() {
    insta::assert_snapshot!(taken_back(|site| site.trouble("stop fails once"), nothing), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：停止服务（app）：退出码 7，输出：服务脚本出错
    --- exit 1
    ");
}

#[test]
fn the_second_script_fails() {
    let second = |site: &Site| {
        site.spec("[[sql]]\nname = \"020_more\"\n");
        site.world.write("src/sql/020_more/deploy.sql", "CREATE TABLE more (a INTEGER);\nINSERT INTO nowhere VALUES (1);\n");
        site.world.write("src/sql/020_more/verify.sql", "SELECT COUNT(*) FROM more;\n");
        site.world.write("src/sql/020_more/rollback.sql", "DROP TABLE more;\n");
    };
    let repair = |site: &Site| {
        site.edit("src/sql/020_more/deploy.sql", "nowhere", "more");
    };
    insta::assert_snapshot!(taken_back(second, repair), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：执行脚本 020_more（main）：sql/020_more/deploy.sql 第 2 行（第 2/2 条）“INSERT INTO nowhere VALUES (1)”执行失败：Parse error near line 84: no such table: nowhere
    --- exit 1
    ");
}

#[test]
fn the_new_version_does_not_start() {
    insta::assert_snapshot!(taken_back(|site| site.trouble("start of new fails"), |site| std::fs::remove_file(site.path("t/trouble")).unwrap()), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：启动服务（app）：退出码 8，输出：新版本起不来
    --- exit 1
    ");
}

#[test]
fn the_start_program_hangs_and_its_children_hide() {
    let gone = |site: &Site| {
        for id in std::fs::read_to_string(site.path("t/left")).unwrap().lines() {
            let state = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            assert!(state.is_empty() || state.contains(") Z "), "{id} lives: {state}");
        }
    };
    insta::assert_snapshot!(taken_back(|site| site.trouble("start hangs"), gone), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：启动服务（app）：超时，已终止
    --- exit 1
    ");
}

#[test]
fn the_page_answers_500() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let bad = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let answers = bad.clone();
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let status = if answers.load(std::sync::atomic::Ordering::Relaxed) { "500 Internal Server Error" } else { "200 OK" };
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    let prepare = |site: &Site| {
        site.spec(&format!(
            "[[verify]]\ntitle = \"首页\"\nkind = \"http\"\npart = \"app\"\nurl = \"http://127.0.0.1:{port}/\"\nseconds = 1\n"
        ));
    };
    insta::assert_snapshot!(taken_back(prepare, |_| bad.store(false, std::sync::atomic::Ordering::Relaxed)), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：验证：首页（app）：HTTP 500，应为 200
    --- exit 1
    ");
}

#[test]
fn the_log_says_severe() {
    let prepare = |site: &Site| {
        let log = site.path("t/app.log").display().to_string();
        site.world.write("t/app.log", "SEVERE: 上个月的\n");
        site.spec(&format!(
            "[[verify]]\ntitle = \"启动日志\"\nkind = \"log\"\npart = \"app\"\npath = \"{log}\"\nwithout = \"SEVERE\"\nseconds = 1\n"
        ));
        site.trouble("start severe");
    };
    insta::assert_snapshot!(taken_back(prepare, |site| std::fs::remove_file(site.path("t/trouble")).unwrap()), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：验证：启动日志（app）：出现禁止的内容：app.log 发布后第 1 行：SEVERE: 连接池耗尽（发布后 2 行）
    --- exit 1
    ");
}

#[test]
fn a_setting_is_not_what_it_has_to_be() {
    let prepare = |site: &Site| {
        site.spec(
            "[[verify]]\nkind = \"config\"\npart = \"conf\"\npath = \"app.properties\"\nkey = \"port\"\nvalue = \"9\"\nseconds = 0\n",
        );
    };
    let repair = |site: &Site| {
        site.edit("src/release.toml", "\"9\"", "\"2\"");
    };
    insta::assert_snapshot!(taken_back(prepare, repair), @"
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：验证：app.properties port（conf）：值为“2”，应为“9”
    --- exit 1
    ");
}

#[test]
fn a_check_beforehand_fails_and_nothing_was_touched() {
    let site = Site::new("staging", "");
    site.spec("[[hook]]\nwhen = \"before\"\npart = \"app\"\nrun = \"check.sh\"\nseconds = 5\n");
    site.world.write("src/hooks/check.sh", "#!/bin/sh\necho 磁盘使用率 97%\nexit 4\n");
    site.package(&[]);
    let before = site.seen();
    insta::assert_snapshot!(plain(&site.apply()), @"
    --- stderr
    ✓ 占用目标 [app]：没有遗留
    ✓ 占用目标 [conf]：没有遗留
    ✓ 占用目标 [main]：已连接并锁定
    ✓ 备份原程序、准备新文件 [app]：6 个路径，已重读核对
    ✓ 备份原程序、准备新文件 [conf]：2 个路径，已重读核对
    ✗ 发布前检查 [app]：退出码 4，输出：磁盘使用率 97%
    错误：zs 没有任何改动：发布前检查（app）：退出码 4，输出：磁盘使用率 97%
    --- exit 3
    ");
    assert_eq!((site.seen(), site.asked(), site.history().len()), (before, String::new(), 0));
    assert_eq!(site.release(&["status"]).code, 0);
}

/// A roll-back that fails leaves the new version, and says so.
#[test]
fn the_old_version_does_not_start_any_more() {
    let site = Site::new("staging", "");
    site.package(&[]);
    assert_eq!(site.apply().code, 0);
    let before = site.seen();
    site.trouble("start fails once");
    let failed = site.release(&["rollback", "-t", TARGET, "--yes"]);
    insta::assert_snapshot!(reason(&failed), @"
    zs 回退失败，仍是回退前的版本（执行号 000003，逐位核对一致）。失败原因：启动服务（app）：退出码 7，输出：服务脚本出错
    --- exit 1
    ");
    assert_eq!(site.seen(), before, "{}", failed.picture());
    assert_eq!(site.release(&["rollback", "-t", TARGET, "--yes"]).code, 0);
}
