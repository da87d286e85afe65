//! `opsctl release new` and `release check` through the binary.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use opsctl::seal::minisign::SecretKey;
use serde_json::Value;

use crate::env::World;

const SPEC: &str = r#"
id = "zs-3.2.1"
system = "金税征收"
from = "3.2.0"
to = "3.2.1"
notes = "增加申报表字段"
tickets = ["GZ-2026-0012"]

[parts.app]
mirror = true

[[sql]]
name = "020_clean"
database = "archive"
irreversible = "清理过期数据，备份集 hx_full 已验证"

[[hook]]
when = "stop"
part = "app"
run = "stop.sh"
seconds = 120

[[verify]]
title = "登录页"
kind = "http"
url = "http://127.0.0.1:8080/login"
body = "登录"

[[verify]]
part = "app"
kind = "manual"
ask = "申报一笔并作废"
"#;

/// The new version in `src`, the old one in `old`, a pair of keys.
fn world() -> World {
    let world = World::new();
    world.write("src/release.toml", SPEC);
    for (name, text) in [("WEB-INF/web.xml", "<web/>"), ("lib/new.jar", "new"), ("lib/same.jar", "same"), ("配置/系统.properties", "a=2\n")]
    {
        world.write(&format!("src/files/app/{name}"), text);
    }
    for (name, text) in [("WEB-INF/web.xml", "<old/>"), ("lib/old.jar", "old"), ("lib/same.jar", "same")] {
        world.write(&format!("old/{name}"), text);
    }
    world.write("src/sql/010_column/deploy.sql", "alter table sb add bz varchar2(20);\n");
    world.write("src/sql/010_column/verify.sql", "select bz from sb where 1 = 0;\n");
    world.write("src/sql/010_column/rollback.sql", "alter table sb drop column bz;\n");
    world.write("src/sql/020_clean/deploy.sql", "delete from sb_tmp where rq < date '2020-01-01';\n");
    world.write("src/sql/020_clean/verify.sql", "select 1 from dual;\n");
    world.write("src/hooks/stop.sh", "#!/bin/sh\nexit 0\n");
    for (name, seed) in [("release", 1), ("other", 2)] {
        let key = SecretKey::new(&[seed; 32], [seed; 8]);
        world.write(&format!("{name}.key"), key.text());
        world.write(&format!("{name}.pub"), key.public().text());
        std::fs::set_permissions(world.path(&format!("{name}.key")), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    world
}

const NEW: [&str; 7] = ["release", "new", "src", "--base", "app=old", "--key", "release.key"];

#[test]
fn a_sample_to_start_from() {
    let world = World::new();
    insta::assert_snapshot!(world.run(&["release", "new", "--init", "src"]).picture(), @r"
    src/release.toml

    接下来：
      1. 填写 src/release.toml
      2. 把文件放进 src/files/<部分>/，脚本放进 src/sql/<序号_名称>/
      3. opsctl release new src --base app=旧版目录 --key 私钥
      4. opsctl release check <包>
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(&["release", "new", "--init", "src"]).picture(), @r"
    --- stderr
    错误：写不了文件 src/release.toml 。
    原因：File exists (os error 17)
    --- exit 3
    ");
    // It is read as it is; only that it brings nothing yet is in the way.
    insta::assert_snapshot!(world.run(&["release", "new", "src"]).picture(), @r"
    --- stderr
    错误：这样的包会被拒绝，共 1 处
      parts：没有文件、脚本和动作
    --- exit 3
    ");
}

#[test]
fn a_package_is_made_and_all_of_it_is_told() {
    let world = world();
    insta::assert_snapshot!(world.run(&NEW).picture(), @r"
    zs-3.2.1.zip
    包摘要 ec061ecf518f741785cb625c50f5f235a489ee9bb2c644b969475f3e88d21098
    路径 4 个，脚本 2 个；与旧版相同、未打包 1 个
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "zs-3.2.1.zip", "--trust", "release.pub"]).picture(), @r"
    发布包    zs-3.2.1
    系统      金税征收
    版本      3.2.0 → 3.2.1
    制作时间  2026-11-22 08:00
    包摘要    ec061ecf518f741785cb625c50f5f235a489ee9bb2c644b969475f3e88d21098
    签名      有效，密钥 0101010101010101（zs-3.2.1 2026-11-22T00:00:00Z）
    单号      GZ-2026-0012

    文件
      app  文件 3（13 字节）  目录 0  链接 0  删除 1  核对旧版 4/4

    脚本
      010_column                       main     DDL 1                                       可回退
        sql/010_column/rollback.sql:1  注意     删除列：数据不能靠语句恢复
      020_clean                        archive  DML 1                                       不可逆
        sql/020_clean/deploy.sql:1     说明     第 1 行起的修改没有 COMMIT；发布时逐条提交

    动作
      停止  app  hooks/stop.sh  限 120 秒

    验证
      页面  （全部）  登录页：http://127.0.0.1:8080/login
      人工  app       申报一笔并作废

    结论：有 3 处需要注意
      sql/010_column：1 条语句自动提交，中途失败不能靠事务回滚，由 rollback.sql 恢复
      sql/010_column/rollback.sql:1 删除列：数据不能靠语句恢复
      sql/020_clean：不可逆（清理过期数据，备份集 hx_full 已验证）
    --- stderr
    --- exit 1
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "zs-3.2.1.zip", "--lang", "en"]).picture(), @r"
    package    zs-3.2.1
    system     金税征收
    version    3.2.0 → 3.2.1
    made       2026-11-22 08:00
    digest     ec061ecf518f741785cb625c50f5f235a489ee9bb2c644b969475f3e88d21098
    signature  not checked, by 0101010101010101
    tickets    GZ-2026-0012

    files
      app  3 files (13 bytes)  0 folders  0 links  1 deleted  4/4 held to the old version

    scripts
      010_column                       main     DDL 1                                                                       can be taken back
        sql/010_column/rollback.sql:1  warning  a column is dropped: no statement brings its data back
      020_clean                        archive  DML 1                                                                       irreversible
        sql/020_clean/deploy.sql:1     note     changes from line 1 on are not committed; a release commits each statement

    hooks
      stop  app  hooks/stop.sh  at most 120 s

    looks
      page     (all)  登录页: http://127.0.0.1:8080/login
      by hand  app    申报一笔并作废

    verdict: 4 warnings
      signatures were not checked: no key is trusted (--trust)
      sql/010_column: statements that commit by themselves: 1; no transaction takes them back
      sql/010_column/rollback.sql:1 a column is dropped: no statement brings its data back
      sql/020_clean: cannot be taken back (清理过期数据，备份集 hx_full 已验证)
    --- stderr
    --- exit 1
    ");
    insta::assert_snapshot!(world.run(&NEW).picture(), @r"
    --- stderr
    错误：zs-3.2.1.zip 已存在，不覆盖
    提示：用 -o 换一个名字，或先移走它
    --- exit 3
    ");
}

#[test]
fn a_good_package_passes_without_a_word_of_warning() {
    let world = World::new();
    world.write("src/release.toml", "id = \"p\"\nsystem = \"s\"\nto = \"2\"\n[[verify]]\nkind = \"port\"\nport = 8080\n");
    world.write("src/files/app/a.txt", "a");
    let key = SecretKey::new(&[1; 32], [1; 8]);
    world.write("k", key.text());
    world.write("k.pub", key.public().text());
    std::fs::set_permissions(world.path("k"), std::fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(world.run(&["release", "new", "src", "--folder", "-o", "made", "--key", "k"]).code, 0);
    insta::assert_snapshot!(world.run(&["release", "check", "made", "--trust", "k.pub"]).picture(), @r"
    发布包    p
    系统      s
    版本      （不限） → 2
    制作时间  2026-11-22 08:00
    包摘要    0822534719d3c0d0a3618ece4fcc0a11d453b233c9535a6b2413a47eba0d4077
    签名      有效，密钥 0101010101010101（p 2026-11-22T00:00:00Z）

    文件
      app  文件 1（1 字节）  目录 0  链接 0  删除 0  核对旧版 0/1

    验证
      端口  （全部）  8080

    结论：通过
    --- stderr
    --- exit 0
    ");
}

#[test]
fn what_a_package_says_moves_no_cursor() {
    let world = World::new();
    world.write(
        "src/release.toml",
        "id = \"p\"\nsystem = \"s\"\nto = \"2\"\n[[verify]]\ntitle = \"a\\u001b[2Jb\\u202e\"\nkind = \"port\"\nport = 8080\n",
    );
    world.write("src/files/app/a.txt", "a");
    assert_eq!(world.run(&["release", "new", "src"]).code, 0);
    let told = world.run(&["release", "check", "p.zip"]).out;
    assert!(told.contains("a\\u{1b}[2Jb\\u{202e}：8080") && !told.contains(['\u{1b}', '\u{202e}']), "{told}");
}

#[test]
fn json_says_the_same() {
    let world = world();
    assert_eq!(world.run(&NEW).code, 0);
    let run = |args: &[&str]| {
        let output = world.run(&[&["release", "check", "zs-3.2.1.zip", "--json"], args].concat());
        (serde_json::from_str::<Value>(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}")), output.code)
    };
    let (told, code) = run(&["--trust", "release.pub"]);
    assert_eq!((told["verdict"].as_str(), code), (Some("warnings"), 1));
    assert_eq!(told["signature"]["by"][0]["key"], "0101010101010101");
    assert_eq!((&told["parts"][0]["files"], &told["parts"][0]["deleted"]), (&Value::from(3), &Value::from(1)));
    assert_eq!(told["sql"][0]["commits"], 1);
    let (told, code) = run(&["--trust", "other.pub"]);
    assert_eq!((told["verdict"].as_str(), code), (Some("refused"), 3));
    assert_eq!(told["reasons"][0], "签名的密钥不受信任：0101010101010101");
}

#[test]
fn a_script_in_gbk_is_read_as_such_and_said_to_be() {
    let world = world();
    world.write("src/sql/010_column/deploy.sql", b"comment on column sb.bz is '\xb1\xb8\xd7\xa2';\n");
    world.write("src/sql/010_column/verify.sql", b"select '\xff' from sb;\n");
    assert_eq!(world.run(&NEW).code, 0);
    let told = world.run(&["release", "check", "zs-3.2.1.zip"]);
    assert!(told.out.contains("sql/010_column/deploy.sql 不是 UTF-8，按 GBK 检查") && told.code == 3, "{told:?}");
    assert!(told.out.contains("sql/010_column/verify.sql 既不是 UTF-8 也不是 GBK，没有检查"), "{told:?}");
}

#[test]
fn what_was_tampered_with_is_refused_with_every_reason() {
    let world = world();
    assert_eq!(world.run(&[&NEW[..], &["--folder", "-o", "made"]].concat()).code, 0);
    world.write("made/files/app/lib/new.jar", "NEW");
    world.write("made/files/app/shell.jsp", "<% %>");
    std::fs::remove_file(world.path("made/hooks/stop.sh")).unwrap();
    symlink("/etc/passwd", world.path("made/form")).unwrap();
    insta::assert_snapshot!(world.run(&["release", "check", "made", "--trust", "release.pub"]).picture(), @r"
    made：拒绝，4 处原因
      form：是链接或特殊文件
      hooks/stop.sh：清单里有，包里没有
      files/app/shell.jsp：包里有，清单里没有
      files/app/lib/new.jar：内容与清单不符
    提示：请制作方用 opsctl release new 重新打包
    提示：包被改动过或传输有误：不要使用，向制作方核对包摘要后重新取
    --- stderr
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "made", "--trust", "release.pub", "--lang", "en"]).picture(), @r"
    made: refused, for 4 reasons
      form: a link or a special file
      hooks/stop.sh: in the manifest, but not in the package
      files/app/shell.jsp: in the package, but not in the manifest
      files/app/lib/new.jar: not the bytes that the manifest says
    hint: have it made again by opsctl release new
    hint: changed, or damaged on its way: do not use it; compare the digest with whoever made it
    --- stderr
    --- exit 3
    ");
}

#[test]
fn what_is_no_package_or_not_signed_is_refused() {
    let world = world();
    assert_eq!(world.run(&["release", "new", "src", "--base", "app=old", "-o", "p.zip"]).code, 0);
    insta::assert_snapshot!(world.run(&["release", "check", "p.zip", "--trust", "release.pub"]).picture(), @r"
    p.zip：拒绝，1 处原因
      没有签名
    提示：请有权签名的人签名（opsctl release new --key），或确认受信公钥
    --- stderr
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "src"]).picture(), @r"
    src：拒绝，1 处原因
      没有 META/manifest.json，不是发布包
    提示：确认拿到的是发布包；原始文件先用 opsctl release new 打包
    --- stderr
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "release.pub"]).picture(), @r"
    release.pub：拒绝，1 处原因
      release.pub 不是 ZIP，或者没有拷全：找不到结尾记录
    提示：与来源比较字节数和 SHA-256，重新拷贝；来源也是这样，就请对方重新导出
    --- stderr
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["release", "check", "none.zip"]).picture(), @r"
    none.zip：拒绝，1 处原因
      读不出（No such file or directory (os error 2)）
    提示：检查路径和读权限
    --- stderr
    --- exit 3
    ");
    let bytes = std::fs::read(world.path("p.zip")).unwrap();
    world.write("p.zip", &bytes[..bytes.len() / 2]);
    insta::assert_snapshot!(world.run(&["release", "check", "p.zip"]).picture(), @r"
    p.zip：拒绝，1 处原因
      p.zip 不是 ZIP，或者没有拷全：找不到结尾记录
    提示：与来源比较字节数和 SHA-256，重新拷贝；来源也是这样，就请对方重新导出
    --- stderr
    --- exit 3
    ");
}

#[test]
fn what_does_not_fit_is_told_before_anything_is_written() {
    let world = world();
    insta::assert_snapshot!(world.run(&["release", "new", "src"]).picture(), @r#"
    --- stderr
    错误：目录内容有 1 处问题
      [parts.app]：mirror 和 expect = "base" 需要 --base app=旧版目录
    --- exit 3
    "#);
    insta::assert_snapshot!(world.run(&["release", "new", "src", "--base", "old"]).picture(), @r"
    --- stderr
    错误：命令用法不对：--base old (PART=DIR)
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["release", "new", "old"]).picture(), @r"
    --- stderr
    错误：读不出 old/release.toml（No such file or directory (os error 2)）
    提示：opsctl release new --init old 写一份样例
    --- exit 3
    ");
    std::fs::set_permissions(world.path("release.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    insta::assert_snapshot!(world.run(&NEW).picture(), @r"
    --- stderr
    错误：读不了文件 release.key 。
    原因：mode 0644
    --- exit 3
    ");
    world.write("src/release.toml", SPEC.replace("tickets", "ticket"));
    world.write("src/README.md", "");
    insta::assert_snapshot!(world.run(&["release", "new", "src"]).picture(), @r"
    --- stderr
    错误：release.toml:7：unknown field `ticket`, expected one of `id`, `system`, `from`, `to`, `notes`, `tickets`, `keep-times`, `parts`, `sql`, `hook`, `verify`
    提示：是否要写 tickets ？
    --- exit 3
    ");
    world.write("src/release.toml", SPEC);
    let left = world.run(&["release", "new", "src", "--base", "app=old"]);
    insta::assert_snapshot!(left.picture(), @r"
    zs-3.2.1.zip
    包摘要 ec061ecf518f741785cb625c50f5f235a489ee9bb2c644b969475f3e88d21098
    路径 4 个，脚本 2 个；与旧版相同、未打包 1 个
    --- stderr
    未签名；用 --key 签名。
    没有打包：README.md（只打包 release.toml、files、sql、hooks、form）
    --- exit 1
    ");
}
