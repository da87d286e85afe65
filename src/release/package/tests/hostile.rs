//! What an attacker, or a careless tool, puts into a package: refused, with the reason, and the same for a ZIP and a folder.

use super::*;
use crate::bundle;

/// Changes what a good package says, and tells what it is refused for.
fn said(change: impl FnOnce(&mut Made)) -> String {
    let mut made = Made::new();
    change(&mut made);
    made.sealed_by(None).refused()
}

#[test]
fn paths_that_are_none() {
    for (path, expected) in [
        ("../a", "with a part of dots"),
        ("a/../../b", "with a part of dots"),
        ("a/%2e%2e/b", "with a part of dots"),
        ("/etc/passwd", "absolute"),
        ("a//b", "empty"),
        ("a\\b", "backslash"),
        ("a\u{0}b", "control character"),
        ("a\nb", "control character"),
        ("a\u{202e}gpj.exe", "control character"),
        ("a%", "not followed by two digits"),
    ] {
        // Never in the package: no file system could hold it.
        let said = said(|made| made.parts().push(json!({"path": path, "kind": "file", "sha256": sha256(b""), "size": 0})));
        assert!(said.contains("清单格式有误") && said.contains(expected), "{path:?}: {said}");
    }
    for (path, expected) in [
        ("C:/a", "路径里有盘符"),
        ("con.txt", "Windows 保留的名称"),
        ("a. ", "名称以点或空格结尾"),
        (&"%FF".repeat(86), "名称超过 255 字节"),
        (&"a/".repeat(70), "清单格式有误"),
        (&("a/".repeat(70) + "a"), "目录层次过深"),
    ] {
        let said = said(|made| made.parts().push(json!({"path": path, "kind": "file", "sha256": sha256(b""), "size": 0})));
        assert!(said.contains(expected), "{path:?}: {said}");
    }
}

#[test]
fn paths_that_cannot_be_together() {
    let file = |path: &str| json!({"path": path, "kind": "file", "sha256": sha256(b"jar"), "size": 3});
    for (entry, expected) in [
        (file("LIB/A.jar"), "files/app/LIB/A.jar：与 files/app/lib/a.jar 只有大小写或写法不同"),
        (file("lib/a.jar/b"), "files/app/lib/a.jar/b：与 files/app/lib/a.jar 冲突：一个是文件，另一个在其下"),
        (file("lib"), "files/app/lib：与 files/app/lib/a.jar 冲突：一个是文件，另一个在其下"),
        (file("current/x"), "files/app/current/x：与 files/app/current 冲突：一个是文件，另一个在其下"),
        (file("lib/old.jar/x"), "files/app/lib/old.jar/x：与 files/app/lib/old.jar 冲突：一个是文件，另一个在其下"),
        (json!({"path": "lib/a.jar", "kind": "delete"}), "files/app/lib/a.jar：重复"),
        (json!({"path": "lib/a.jar/x", "kind": "delete"}), "files/app/lib/a.jar/x：与 files/app/lib/a.jar 冲突：一个是文件，另一个在其下"),
        (json!({"path": "logs", "kind": "dir"}), "files/app/logs：重复"),
    ] {
        let mut made = Made::new();
        made.parts().push(entry.clone());
        // The package lacks it, as no file system has both of them.
        let said = made.sealed_by(None).refused();
        assert!(said.lines().any(|line| line == expected), "{entry}: {said}");
    }
    // Names change their case; a folder and all in it goes away.
    let mut made = Made::new();
    for path in ["Lib/A.jar", "gone", "gone/x"] {
        made.parts().push(json!({"path": path, "kind": "delete"}));
    }
    assert_eq!(made.sealed_by(None).refused(), "");
}

#[test]
fn a_zip_with_two_entries_that_are_one_elsewhere() {
    let mut made = Made::new();
    made.file("LIB/A.jar", b"other");
    let opened = open(&made.sealed_by(None).zip(), &[]);
    let faults = opened.unwrap_err().faults;
    let [Fault::Zip(bundle::Refused::Archive { refusals, .. })] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(refusals.iter().any(|refusal| matches!(refusal.why, bundle::Why::Duplicate { .. })), "{refusals:?}");
}

#[test]
fn links_modes_and_fields_that_should_not_be() {
    let entry = |entry: Value| said(move |made| made.parts().push(entry));
    for to in ["/etc/passwd", "../../x", "a/../../../b", ""] {
        let told = entry(json!({"path": "dir/link", "kind": "link", "link": to}));
        assert!(told.contains("链接指向根目录之外"), "{to:?}: {told}");
    }
    assert_eq!(entry(json!({"path": "dir/link", "kind": "link", "link": "../lib/a.jar"})), "");
    for (mode, expected) in [(0o4755, "files/app/x：权限 4755 带 setuid/setgid"), (0o100_644, "files/app/x：权限 100644 超出 7777")]
    {
        let told = said(|made| {
            made.file("x", b"");
            made.parts().last_mut().unwrap()["mode"] = json!(mode);
        });
        assert_eq!(told, expected);
    }
    assert!(entry(json!({"path": "x", "kind": "dir", "sha256": sha256(b"")})).contains("字段与 kind 不符"));
    assert!(entry(json!({"path": "x", "kind": "link"})).contains("字段与 kind 不符"));
    assert!(entry(json!({"path": "x", "kind": "device"})).contains("清单格式有误"));
    assert!(said(|made| made.parts()[3]["sha256"] = json!("ABC")).contains("files/app/lib/a.jar：不是 SHA-256"));
}

#[test]
fn a_manifest_that_says_what_cannot_be() {
    for (pointer, value, expected) in [
        ("/id", json!("../x"), "id：“../x”不能作名称"),
        ("/system", json!(" "), "system：不能为空"),
        ("/sql/0/name", json!("a/b"), "sql.name：“a/b”不能作名称"),
        ("/sql/0/rollback", json!(null), "sql.010_a：rollback 与 irreversible"),
        ("/sql/0/irreversible", json!("太大"), "sql.010_a：rollback 与 irreversible"),
        ("/sql/0/deploy/path", json!("hooks/stop.sh"), "hooks/stop.sh：应在 sql/010_a/deploy.sql"),
        ("/hooks/0/seconds", json!(0), "hooks/stop.sh：数值超出范围"),
        ("/hooks/0/file/path", json!("hooks/../x"), "hooks.file：“../x”不能作名称"),
        ("/verify/0/body", json!("("), "verify[0].body：正则表达式有误"),
        ("/verify/0/url", json!(""), "verify[0].url：不能为空"),
        ("/verify/0/bodi", json!("x"), "unknown field `bodi`"),
        ("/oops", json!(1), "unknown field `oops`"),
        ("/format", json!("other"), "format 是“other”"),
        ("/version", json!(2), "清单版本 2，本程序只认版本 1"),
    ] {
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        let told = said(|made| made.manifest.pointer_mut(parent).unwrap()[last] = value);
        assert!(told.contains(expected), "{pointer}: {told}");
    }
}

#[test]
fn json_that_two_readers_read_as_two() {
    let made = Made::new().sealed_by(None);
    let text = String::from_utf8(made.entries[MANIFEST].clone()).unwrap();
    for (from, to, expected) in [
        ("\"parts\": {", "\"parts\": {\"app\": [],", "duplicate field `app`"),
        ("\"id\": ", "\"id\": \"x\", \"id\": ", "duplicate field `id`"),
        ("\"seconds\": 60,", "\"seconds\": 60, \"seconds\": 61,", "duplicate field `seconds`"),
        ("\"system\"", "} {\"system\"", "trailing characters"),
    ] {
        let mut made = made.clone();
        made.entries.insert(MANIFEST.into(), text.replacen(from, to, 1).into_bytes());
        let told = made.refused();
        assert!(told.contains(expected) || expected == "trailing characters" && told.contains("清单格式有误"), "{from}: {told}");
    }
    let mut cut = made.clone();
    cut.entries.insert(MANIFEST.into(), text.as_bytes()[..text.len() / 2].to_vec());
    assert!(cut.refused().contains("EOF"));
    // Not canonical is fine: it is the bytes that count.
    let mut spaced = made;
    spaced.entries.insert(MANIFEST.into(), format!("{text}  \n").into_bytes());
    assert_eq!(spaced.refused(), "");
}

#[test]
fn a_folder_with_links_and_pipes_in_it_is_refused_without_following_them() {
    let made = Made::new().sealed_by(None);
    let folder = made.folder();
    std::os::unix::fs::symlink("/", folder.join("files/all")).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, folder.join("hooks/pipe"), rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
    std::fs::create_dir(folder.join("files/app/empty")).unwrap();
    assert_eq!(why(&open(&folder, &[])), "files/all：是链接或特殊文件\nfiles/app/empty/：包里有，清单里没有\nhooks/pipe：是链接或特殊文件");
    assert_eq!(why(&open(&made.dir.path().join("none"), &[])), "读不出（No such file or directory (os error 2)）");
    assert!(why(&open(Path::new("/dev/null"), &[])).contains("特殊文件"), "a device is not waited for");
}

#[test]
fn bombs_and_hidden_bytes() {
    let mut made = Made::new();
    made.file("zeros", &vec![0; 4 << 20]);
    let made = made.sealed_by(None);
    assert!(matches!(open(&made.zip(), &[]).unwrap_err().faults[..], [Fault::Zip(_)]));
    let made = Made::new().sealed_by(None);
    let bytes = std::fs::read(made.zip()).unwrap();
    assert_eq!(why(&open(&made.put(&[&bytes[..], b"more"].concat()), &[])), "ZIP 里有 4 字节不属于任何文件");
    assert_eq!(why(&open(&made.put(&[b"#!/bin/sh\n", &bytes[..]].concat()), &[])), "ZIP 里有 10 字节不属于任何文件");
    for cut in [0, 10, bytes.len() / 2, bytes.len() - 1] {
        assert!(open(&made.put(&bytes[..cut]), &[]).is_err(), "{cut}");
    }
    let mut given = Given::new(&[]);
    given.limits.entries = 3;
    assert!(why(&Package::open(&made.folder(), &given)).contains("超过上限 3"));
}
