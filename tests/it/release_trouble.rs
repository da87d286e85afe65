//! Releases that fail at every step: all is as before and it says so, or a person is told what is left.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::env::Output;
use crate::release_site::{Site, TARGET, plain, skipped};

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
    let repair = |site: &Site| drop(site.edit("src/sql/020_more/deploy.sql", "nowhere", "more"));
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
    insta::assert_snapshot!(taken_back(prepare, |site| drop(site.edit("src/release.toml", "\"9\"", "\"2\""))), @"
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

/// Somebody writes to a file after it was read and before it is replaced: that is kept, and a person is told.
#[test]
fn a_file_changes_between_plan_and_switch() {
    let site = Site::new("staging", "");
    site.trouble("stop edits");
    site.package(&[]);
    let before = site.seen();
    insta::assert_snapshot!(plain(&site.apply()), @"
    --- stderr
    ✓ 占用目标 [app]：没有遗留
    ✓ 占用目标 [conf]：没有遗留
    ✓ 占用目标 [main]：已连接并锁定
    ✓ 备份原程序、准备新文件 [app]：6 个路径，已重读核对
    ✓ 备份原程序、准备新文件 [conf]：2 个路径，已重读核对
    ✓ 停止服务 [app]：正常
    ✓ 停止服务 [conf]：正常
    ✓ 执行脚本 010_users [main]：3 条语句，verify.sql 1 项成立
    ✗ 切换文件 [app]：与计划不一致：lib/a.jar 应为文件（3 字节，<digest>），实为文件（13 字节，<digest>）
    ✓ 恢复原文件 [conf]：事务 000001
    ✓ 恢复原文件 [app]：事务 000001
    ✗ 与发布前逐位比对 [app]：与计划不一致：lib/a.jar 应为文件（3 字节，<digest>），实为文件（13 字节，<digest>）
    ✓ 回退脚本 010_users [main]：2 条语句，核对已无变更
    ✓ 启动服务 [conf]：正常
    ✓ 启动服务 [app]：正常
    zs 需要人工处理（执行号 000001）。起因：切换文件（app）：与计划不一致：lib/a.jar 应为文件（3 字节，<digest>），实为文件（13 字节，<digest>）。下列各项没有恢复：
      ! 与发布前逐位比对（app）：与计划不一致：lib/a.jar 应为文件（3 字节，<digest>），实为文件（13 字节，<digest>）
    排除原因后运行 opsctl release recover --target zs 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。
    --- exit 2
    ");
    let now = site.seen();
    assert_eq!(std::fs::read_to_string(site.path("t/app/lib/a.jar")).unwrap(), "有人改了\n", "what was written last is not lost");
    assert_eq!((&now.rows, &now.services), (&before.rows, &before.services));
}

#[test]
fn what_cannot_be_taken_back_waits_for_a_person_and_is_tried_again() {
    let site = Site::new("staging", "");
    site.trouble("start fails");
    site.package(&[]);
    let before = site.seen();
    insta::assert_snapshot!(plain(&site.apply()), @"
    --- stderr
    ✓ 占用目标 [app]：没有遗留
    ✓ 占用目标 [conf]：没有遗留
    ✓ 占用目标 [main]：已连接并锁定
    ✓ 备份原程序、准备新文件 [app]：6 个路径，已重读核对
    ✓ 备份原程序、准备新文件 [conf]：2 个路径，已重读核对
    ✓ 停止服务 [app]：正常
    ✓ 停止服务 [conf]：正常
    ✓ 执行脚本 010_users [main]：3 条语句，verify.sql 1 项成立
    ✓ 切换文件 [app]：首尾相隔 <n> 毫秒，无一刻缺失
    ✓ 切换文件 [conf]：首尾相隔 <n> 毫秒，无一刻缺失
    ✗ 启动服务 [app]：退出码 7，输出：服务脚本出错
    ✗ 停止服务 [app]：退出码 1，输出：没有运行
    ✓ 恢复原文件 [conf]：事务 000001
    ✓ 恢复原文件 [app]：事务 000001
    ✓ 与发布前逐位比对 [app]：一致：内容、权限、属主、时间、扩展属性
    ✓ 与发布前逐位比对 [conf]：一致：内容、权限、属主、时间、扩展属性
    ✓ 回退脚本 010_users [main]：2 条语句，核对已无变更
    ✗ 启动服务 [conf]：退出码 7，输出：服务脚本出错
    ✗ 启动服务 [app]：退出码 7，输出：服务脚本出错
    zs 需要人工处理（执行号 000001）。起因：启动服务（app）：退出码 7，输出：服务脚本出错。下列各项没有恢复：
      ! 启动服务（conf）：退出码 7，输出：服务脚本出错
      ! 启动服务（app）：退出码 7，输出：服务脚本出错
    排除原因后运行 opsctl release recover --target zs 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。
    --- exit 2
    ");
    let now = site.seen();
    assert_eq!((&now.files, &now.rows, now.services.as_str()), (&before.files, &before.rows, "down\ndown\n"));
    insta::assert_snapshot!(plain(&site.release(&["status"])), @"
    zs（征管系统，模拟环境）
      当前版本：没有生效中的发布
      ! zs 有一次没有结束的执行（000001）。
        ! 启动服务（conf）：退出码 7，输出：服务脚本出错
        ! 启动服务（app）：退出码 7，输出：服务脚本出错
        排除原因后运行 opsctl release recover --target zs 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。
      [app] -
      [conf] -
    --- stderr
    --- exit 2
    ");
    insta::assert_snapshot!(plain(&site.apply()), @"
    --- stderr
    错误：zs 有一次没有结束的执行（000001）。
    提示：排除原因后运行 opsctl release recover --target zs 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。
    --- exit 3
    ");
    // Nothing is better yet.
    assert_eq!(site.recover().code, 2);
    std::fs::remove_file(site.path("t/trouble")).unwrap();
    insta::assert_snapshot!(plain(&site.recover()), @"
    --- stderr
    ✗ 停止服务 [conf]：退出码 1，输出：没有运行
    ✗ 停止服务 [app]：退出码 1，输出：没有运行
    ✓ 恢复原文件 [conf]：事务 000001
    ✓ 恢复原文件 [app]：事务 000001
    ✓ 启动服务 [conf]：正常
    ✓ 启动服务 [app]：正常
    zs 发布失败，已全部回退到发布前（执行号 000001，逐位核对一致）。失败原因：启动服务（app）：退出码 7，输出：服务脚本出错
    --- exit 0
    ");
    assert_eq!((site.seen(), site.history()), (before, vec!["manual".to_owned(), "taken-back".into()]));
    assert_eq!(site.apply().code, 0);
}

/// What was done by a script without a way back is left to a person, who is told where to turn to; files and services are as before.
#[test]
fn a_script_without_a_way_back_ran_before_it_failed() {
    let site = Site::new("staging", "");
    site.irreversible().package(&[]);
    site.trouble("start of new fails");
    let before = site.seen();
    let failed = site.apply();
    assert_eq!(failed.code, 2, "{}", failed.picture());
    insta::assert_snapshot!(plain(&failed).lines().filter(|line| line.contains("010_users")).collect::<Vec<_>>().join("\n"), @"
    ✓ 执行脚本 010_users [main]：3 条语句，verify.sql 1 项成立
    ✗ 回退脚本 010_users [main]：不可回退（删除的数据不可恢复），须按备份恢复
      ! 回退脚本 010_users（main）：不可回退（删除的数据不可恢复），须按备份恢复
    ");
    let now = site.seen();
    assert_eq!((&now.files, &now.services), (&before.files, &before.services));
    assert!(now.rows.contains("新用户"), "{}", now.rows);
}

/// opsctl and SQL*Plus are killed while DDL runs, which Oracle decides by itself: nobody knows, and that very statement is shown.
#[test]
fn nobody_knows_whether_a_statement_happened() {
    if !Path::new("/usr/bin/python3").exists() {
        return skipped("a statement that nobody knows the end of", "there is no python3 for the stand-in of SQL*Plus");
    }
    let site = Site::new("staging", "");
    let root = site.world.root().display().to_string();
    site.world.write("bin/sqlplus", include_str!("../../src/release/sql/tests/stand-in-sqlplus"));
    std::fs::set_permissions(site.path("bin/sqlplus"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let oracle = format!(
        "client = \"sqlplus\"\nconnect = \"{root}/t/ora.db\"\nuser = \"zs\"\npassword = {{ env = \"PW\" }}\nprogram = \"{root}/bin/sqlplus\"\n\
         env = {{ STANDIN_LOG = \"{root}/t/standin.log\", STANDIN_GRANT = \"1\" }}\n"
    );
    site.edit("releases.toml", &format!("client = \"sqlite3\"\nconnect = \"{root}/t/zs.db\"\n"), &oracle);
    site.world
        .write("src/sql/010_users/deploy.sql", "CREATE TABLE roles (name VARCHAR2(20));\nCREATE INDEX i ON roles (name) /* HANG */;\n");
    site.package(&[]);
    let before = site.seen();
    let command = |args: &[&str]| {
        let mut command = site.world.command(&[&["release"], args].concat());
        command.env("PW", "tiger#2026");
        command
    };
    let mut run = command(&["apply", "pkg.zip", "-t", TARGET, "--yes"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let told = || std::fs::read_to_string(site.path("t/standin.log")).unwrap_or_default().contains("/* HANG */");
    while !told() {
        assert!(run.try_wait().unwrap().is_none(), "it ended before");
        std::thread::sleep(Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    for process in processes(&format!("{root}/bin/sqlplus")) {
        rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
    }
    let recovered = site.world.finish(command(&["recover", "-t", TARGET]));
    let told = regex::Regex::new(r"于 20\S+").unwrap().replace_all(&plain(&recovered), "于 <time>").into_owned();
    insta::assert_snapshot!(told, @"
    --- stderr
    ✓ 恢复原文件 [conf]：事务 000001
    ✓ 恢复原文件 [app]：事务 000001
    ✓ 与发布前逐位比对 [app]：一致：内容、权限、属主、时间、扩展属性
    ✓ 与发布前逐位比对 [conf]：一致：内容、权限、属主、时间、扩展属性
    ✗ 回退脚本 010_users [main]：sql/010_users/deploy.sql 第 2 行（第 2/2 条）“CREATE INDEX i ON roles (name) /* HANG */”于 <time> 开始（会话 4711），是否已生效未知，需人工核对：
    CREATE INDEX i ON roles (name) /* HANG */
    在库里查明后运行 release recover --statement 010_users:2=done（已执行）或 =not-done（没有执行）
    ✓ 启动服务 [conf]：正常
    ✓ 启动服务 [app]：正常
    zs 需要人工处理（执行号 000001）。起因：上次执行中断（进程已不在）。下列各项没有恢复：
      ! 回退脚本 010_users（main）：sql/010_users/deploy.sql 第 2 行（第 2/2 条）“CREATE INDEX i ON roles (name) /* HANG */”于 <time> 开始（会话 4711），是否已生效未知，需人工核对：
    CREATE INDEX i ON roles (name) /* HANG */
    在库里查明后运行 release recover --statement 010_users:2=done（已执行）或 =not-done（没有执行）
    排除原因后运行 opsctl release recover --target zs 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。
    --- exit 2
    ");
    let now = site.seen();
    assert_eq!((&now.files, &now.services), (&before.files, &before.services));
}

/// Those whose command line has a word.
fn processes(word: &str) -> Vec<rustix::process::Pid> {
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    let ours = all.filter(|entry| {
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).any(|argument| argument == word.as_bytes())
    });
    ours.filter_map(|entry| rustix::process::Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)).collect()
}

#[test]
fn a_person_puts_it_in_order() {
    let site = Site::new("staging", "");
    site.trouble("start fails");
    site.package(&[]);
    assert_eq!(site.apply().code, 2);
    std::fs::remove_file(site.path("t/trouble")).unwrap();
    for part in ["app", "conf"] {
        site.world.write(&format!("t/up-{part}"), "1\n");
    }
    let resolve = ["recover", "-t", TARGET, "--resolve", "已手工启动两个服务", "--yes"];
    insta::assert_snapshot!(plain(&site.release(&resolve)), @"
    zs 的执行 000001 已由人工确认处理完毕。
    --- stderr
      ! 启动服务（conf）：退出码 7，输出：服务脚本出错
      ! 启动服务（app）：退出码 7，输出：服务脚本出错
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.release(&resolve)), @"
    --- stderr
    zs 没有等待人工处理的执行。
    --- exit 3
    ");
    insta::assert_snapshot!(plain(&site.release(&["history"])), @"
    目标  执行号  时间                 发布  结果      操作人  说明
    zs    000001  2026-11-22 08:00:00  zs-2  待人工    张工    启动服务（app）：退出码 7，输出：服务脚本出错
    zs    000001  2026-11-22 08:00:00  zs-2  人工处理  张工    已手工启动两个服务
    --- stderr
    --- exit 0
    ");
    assert_eq!(site.apply().code, 0);
}
