//! What is left to a person: which it is, that nothing goes on until it is in order, and how it comes to be.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::release_site::{Site, TARGET, plain, skipped};

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
    site.world.write("src/sql/010_users/rollback.sql", "DROP TABLE roles;\n");
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
    // A person looked: it had not happened.
    let settled = site.world.finish(command(&["recover", "-t", TARGET, "--statement", "010_users:2=not-done"]));
    assert_eq!((settled.code, site.history()), (0, vec!["manual".to_owned(), "taken-back".into()]), "{}", settled.picture());
    assert_eq!(site.seen(), before);
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
