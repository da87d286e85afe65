//! How releases go when all is well, and what is refused before anything is touched: told through the binary, from top to bottom.

use crate::env::Output;
use crate::release_site::{Site, TARGET, plain};

/// Nothing was touched, and it says why.
fn refused(site: &Site, output: &Output) -> String {
    assert_eq!((output.code, output.out.as_str()), (3, ""), "{}", output.picture());
    assert_eq!(site.asked(), "", "no service was asked anything");
    plain(output)
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, read from top to bottom")]
fn a_release_is_rehearsed_stays_and_is_taken_back() {
    let site = Site::new("staging", "");
    site.spec(
        "[[verify]]\ntitle = \"端口配置\"\nkind = \"config\"\npart = \"conf\"\npath = \"app.properties\"\nkey = \"port\"\nvalue = \"2\"\n",
    );
    site.package(&[]);
    let before = site.seen();
    insta::assert_snapshot!(plain(&site.release(&["plan", "pkg.zip", "-t", TARGET])), @"
    目标：zs（征管系统，模拟环境）
    发布：zs-2 1 → 2
    包摘要：<digest>
    计划摘要：<digest>
    计划有效期至：2026-11-23 08:00:00
    演练：发布 → 验证 → 回退 → 逐位比对 → 再发布 → 再验证

    [app] 本机：$WORLD/t/app
      停止：$WORLD/bin/service stop app  (≤ 2 s)
      启动：$WORLD/bin/service start app  (≤ 2 s)
      → current  lib/new/b.jar
      ~ lib/a.jar  3 → 3 B
      + lib/new  /
      + lib/new/b.jar  3 B
      ~ version  2 → 2 B
      - lib/gone.jar

    [conf] 本机：$WORLD/t/conf
      停止：$WORLD/bin/service stop conf  (≤ 2 s)
      启动：$WORLD/bin/service start conf  (≤ 2 s)
      ~ app.properties  7 → 7 B
      ~ version  2 → 2 B

    SQL（逐条执行、逐条提交）：
      010_users → main：3 条语句；失败时用 rollback.sql 恢复

    验证：
      端口配置
    --- stderr
    --- exit 0
    ");
    assert_eq!(site.seen(), before, "a plan changes nothing");
    insta::assert_snapshot!(plain(&site.apply()), @"
    zs 发布完成，执行号 000002，8 个路径已更新。
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
    ✓ 启动服务 [app]：正常
    ✓ 启动服务 [conf]：正常
    ✓ 验证：端口配置 [conf]：值为“2”
    ✓ 停止服务 [conf]：正常
    ✓ 停止服务 [app]：正常
    ✓ 恢复原文件 [conf]：事务 000001
    ✓ 恢复原文件 [app]：事务 000001
    ✓ 与发布前逐位比对 [app]：一致：内容、权限、属主、时间、扩展属性
    ✓ 与发布前逐位比对 [conf]：一致：内容、权限、属主、时间、扩展属性
    ✓ 回退脚本 010_users [main]：2 条语句，核对已无变更
    ✓ 启动服务 [conf]：正常
    ✓ 启动服务 [app]：正常
    zs 演练第一轮完成，执行号 000001：已生效、验证、回退，并与发布前逐位一致。
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
    ✓ 启动服务 [app]：正常
    ✓ 启动服务 [conf]：正常
    ✓ 验证：端口配置 [conf]：值为“2”
    ✓ 确认生效 [app]：事务 000002
    ✓ 确认生效 [conf]：事务 000002
    --- exit 0
    ");
    assert_eq!(site.seen().services, "2\n2\n");
    assert_eq!(site.history(), ["taken-back", "committed"]);
    insta::assert_snapshot!(site.asked(), @"stop app, stop conf, start app, start conf, stop conf, stop app, start conf, start app, stop app, stop conf, start app, start conf");

    // Again: it is there.
    insta::assert_snapshot!(plain(&site.apply()), @"
    zs 上已经是 zs-2 ，没有要做的。
    --- stderr
    --- exit 0
    ");
    assert_eq!((site.asked(), site.history().len()), (String::new(), 2));
    insta::assert_snapshot!(plain(&site.release(&["status"])), @"
    zs（征管系统，模拟环境）
      当前版本：zs-2（执行号 000002，2026-11-22 08:00:00，张工）
      [app] zs-2
      [conf] zs-2
    --- stderr
    --- exit 0
    ");

    insta::assert_snapshot!(plain(&site.release(&["rollback", "-t", TARGET, "--yes"])), @"
    zs 已回退执行 000002（本次执行号 000003，8 个路径恢复为原来的）。
    --- stderr
    ✓ 占用目标 [app]：没有遗留
    ✓ 占用目标 [conf]：没有遗留
    ✓ 占用目标 [main]：已连接并锁定
    ✓ 备份原程序、准备新文件 [app]：6 个路径，已重读核对
    ✓ 备份原程序、准备新文件 [conf]：2 个路径，已重读核对
    ✓ 停止服务 [app]：正常
    ✓ 停止服务 [conf]：正常
    ✓ 回退脚本 010_users [main]：2 条语句，核对已无变更
    ✓ 切换文件 [app]：首尾相隔 <n> 毫秒，无一刻缺失
    ✓ 切换文件 [conf]：首尾相隔 <n> 毫秒，无一刻缺失
    ✓ 启动服务 [app]：正常
    ✓ 启动服务 [conf]：正常
    ✓ 确认生效 [app]：事务 000003
    ✓ 确认生效 [conf]：事务 000003
    --- exit 0
    ");
    assert!(site.seen().same(&before));
    insta::assert_snapshot!(plain(&site.release(&["history"])), @"
    目标  执行号  时间                 发布  结果            操作人  说明
    zs    000001  2026-11-22 08:00:00  zs-2  未生效，已恢复  张工    演练：按计划回退
    zs    000002  2026-11-22 08:00:00  zs-2  生效            张工
    zs    000003  2026-11-22 08:00:00  zs-2  回退 000002     张工
    --- stderr
    --- exit 0
    ");
    let none = site.release(&["rollback", "-t", TARGET, "--yes"]);
    site.asked();
    insta::assert_snapshot!(refused(&site, &none), @"
    --- stderr
    错误：zs 没有任何改动：没有可以回退的发布
    --- exit 3
    ");
}

#[test]
fn one_place_after_the_other() {
    let site = Site::new("staging", "");
    site.edit("releases.toml", "env =", "rolling = true\nenv =").package(&[]);
    let before = site.seen();
    assert_eq!(site.apply().code, 0);
    insta::assert_snapshot!(site.asked(), @"stop app, start app, stop conf, start conf, stop conf, stop app, start conf, start app, stop app, start app, stop conf, start conf");
    assert_eq!(site.release(&["rollback", "-t", TARGET, "--yes"]).code, 0);
    // The second place fails: the first, which ran the new version already, is taken back, too.
    site.asked();
    site.package(&[]);
    site.edit(
        "bin/service",
        "case \"$1\" in\nstart)",
        "if [ \"$1 $2\" = 'start conf' ]; then read v < conf/version; [ $v = 1 ] || exit 5; fi\ncase \"$1\" in\nstart)",
    );
    let failed = site.apply();
    assert_eq!(failed.code, 1, "{}", failed.picture());
    insta::assert_snapshot!(site.asked(), @"stop app, start app, stop conf, start conf, stop conf, stop app, start conf, start app");
    assert!(site.seen().same(&before));
}

#[test]
fn what_is_not_as_the_package_asks_for_is_listed() {
    let site = Site::new("staging", "");
    site.package(&[]);
    site.world.write("t/app/lib/a.jar", "现场改过");
    std::fs::remove_file(site.path("t/conf/app.properties")).unwrap();
    let before = site.seen();
    insta::assert_snapshot!(refused(&site, &site.apply()), @"
    --- stderr
      ≠ lib/a.jar 现为文件（12 字节，<digest>），不是包所要求的
      ≠ app.properties 现为不存在，不是包所要求的
    错误：zs 没有任何改动：app：1 个路径与包所要求的不符
    提示：现场文件与包所要求的不同：先查清是谁改的；确认要覆盖时，由包的制作方按现场重新生成包（release new --base）。
    错误：zs 没有任何改动：conf：1 个路径与包所要求的不符
    --- exit 3
    ");
    assert_eq!((site.seen(), site.history().len()), (before, 0));
}

#[test]
fn a_plan_holds_for_what_it_was_made_for() {
    let site = Site::new("staging", "");
    let copy = std::fs::read_to_string(site.path("releases.toml")).unwrap();
    site.package(&[]);
    let plan = |args: &[&str]| {
        let done = site.release(&[&["plan", "pkg.zip", "-t", TARGET, "-o", "plan.json"], args].concat());
        assert_eq!(done.code, 0, "{}", done.picture());
    };
    let apply = || site.release(&["apply", "pkg.zip", "-t", TARGET, "--plan", "plan.json", "--yes"]);
    plan(&[]);
    let later = |time: &str| {
        let mut command = site.world.command(&["release", "apply", "pkg.zip", "-t", TARGET, "--plan", "plan.json", "--yes"]);
        command.env("OPSCTL_NOW", time);
        site.world.finish(command)
    };
    insta::assert_snapshot!(refused(&site, &later("2026-11-23T08:00:01+08:00")), @"
    --- stderr
    错误：plan.json 已于 2026-11-23 08:00:00 过期。
    提示：重新运行 opsctl release plan ，核对后再发布。
    --- exit 3
    ");
    site.edit("plan.json", "\"to\": \"2\"", "\"to\": \"3\"");
    insta::assert_snapshot!(refused(&site, &apply()), @"
    --- stderr
    错误：plan.json 不是 opsctl release plan 写的计划，或被改动过。
    提示：重新运行 opsctl release plan ，核对后再发布。
    --- exit 3
    ");
    std::fs::remove_file(site.path("plan.json")).unwrap();
    plan(&[]);
    site.world.write("releases.toml", copy.replace("target.zs", "target.other"));
    let other = site.release(&["apply", "pkg.zip", "-t", "other", "--plan", "plan.json", "--yes"]);
    insta::assert_snapshot!(refused(&site, &other), @"
    --- stderr
    错误：plan.json 不是现在要做的事：目标、包或现场在计划之后变了。
    提示：重新运行 opsctl release plan ，核对后再发布。
    --- exit 3
    ");
    site.world.write("releases.toml", copy);
    // Something else was edited since.
    site.put("t/app/lib/gone.jar", "changed", "2026-11-21T00:00:00Z");
    site.package(&[]);
    insta::assert_snapshot!(refused(&site, &apply()), @"
    --- stderr
      ≠ lib/gone.jar 应为文件（4 字节，<digest>），实为文件（7 字节，<digest>）
    错误：plan.json 不是现在要做的事：目标、包或现场在计划之后变了。
    提示：重新运行 opsctl release plan ，核对后再发布。
    --- exit 3
    ");
    std::fs::remove_file(site.path("plan.json")).unwrap();
    plan(&[]);
    assert_eq!(apply().code, 0);
}

/// What has no way back cannot be rehearsed: it is applied once, and nobody is told that it was rehearsed.
#[test]
fn a_script_without_a_way_back_is_applied_once() {
    let site = Site::new("staging", "");
    site.irreversible().package(&[]);
    let applied = site.apply();
    assert_eq!((applied.code, site.history()), (0, vec!["committed".to_owned()]), "{}", applied.picture());
    let report = std::fs::read_to_string(site.path("data/release/runs/zs-000001.json")).unwrap();
    assert!(report.contains("\"rehearsal\": false"), "{report}");
    site.asked();
    let rollback = site.release(&["rollback", "-t", TARGET, "--yes"]);
    insta::assert_snapshot!(refused(&site, &rollback), @"
    --- stderr
    错误：zs 没有任何改动：脚本 010_users 不可回退（删除的数据不可恢复），须按备份恢复
    --- exit 3
    ");
}
