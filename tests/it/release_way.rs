//! The whole way of a release: five people, a rehearsal, a plan, production, the archive; and how it ends in staging.

use crate::release_gates::{Gates, NO, WAIVED};
use crate::release_site::plain;

/// A rehearsal that failed is written into the form by itself, and nothing comes of this revision.
#[test]
fn a_rehearsal_that_fails_sends_the_package_back() {
    let gates = Gates::new();
    gates.dispatched();
    gates.site.world.write("t2/trouble", "start of new fails\n");
    let failed = gates.site.release(&["apply", "pkg.zip", "-t", "test", "--form", NO, "--yes"]);
    assert_eq!(failed.code, 1, "{}", failed.picture());
    assert!(failed.out.contains("模拟失败"), "{}", failed.picture());
    assert_eq!(gates.plan(WAIVED).code, 0);
    insta::assert_snapshot!(gates.refused(&gates.apply(WAIVED)), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：申请表状态为“模拟失败”，不能生产完成；可以：修订
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    错误：申请审批表 FB-2026-00001 还不允许发布：模拟环境演练 test-000001 失败
    --- exit 3
    ");
}

#[test]
fn the_whole_way() {
    let gates = Gates::new();
    gates.dispatched().rehearsed();
    assert_eq!(gates.plan(WAIVED).code, 0);
    insta::assert_snapshot!(plain(&gates.apply(WAIVED)), @"
    zs 发布完成，执行号 000001，8 个路径已更新。
    FB-2026-00001 ：模拟通过 → 生产完成（李四 生产完成）
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
    ✓ 确认生效 [app]：事务 000001
    ✓ 确认生效 [conf]：事务 000001
    --- exit 0
    ");
    assert_eq!((gates.site.history(), gates.site.seen().services.as_str()), (vec!["committed".to_owned()], "2\n2\n"));
    let report = std::fs::read_to_string(gates.site.path("data/release/runs/zs-000001.json")).unwrap();
    assert!(report.contains("未备份：只加一张表") && report.contains(NO), "{report}");
    gates.good("李四", &["sign-execution", NO]).good("孙七", &["archive", NO]);
    let show = gates.site.world.run(&["release", "form", "show", NO]);
    insta::assert_snapshot!(plain(&show).lines().skip_while(|line| *line != "执行").take(4).collect::<Vec<_>>().join("\n"), @"
    执行
      模拟  2026-11-22 08:00  通过  test-000002  李四
      生产  2026-11-22 08:00  完成  zs-000001  李四
    ");
    let verified = gates.site.world.run(&["release", "form", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.picture());
    for name in ["zs-000001.json", "test-000002.json"] {
        assert!(gates.site.path(&format!("data/release/archive/{NO}/{name}")).exists(), "{name} is filed");
    }
    // Nothing is done twice by one form.
    insta::assert_snapshot!(plain(&gates.apply(WAIVED)), @"
    --- stderr
    错误：申请审批表 FB-2026-00001 还不允许发布：申请表状态为“已归档”，不能生产完成；可以：无
    提示：用 opsctl release form show FB-2026-00001 看还缺什么、由谁办。
    --- exit 3
    ");
}
