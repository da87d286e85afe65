//! Files as they come from Notepad, WPS and mistakes: what is read, and what is refused with which words.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::config::reader::Reader;
use crate::config::source::{File, Problems};
use crate::config::targets;

#[test]
fn bom_crlf_and_tabs_are_read() {
    let text = "\u{feff}[target.a]\r\n\tkind\t= \"oracle\"\r\n\taddress = \"h:1/s\"\r\n\tuser = \"u\"\r\n\tpassword = {\tenv = \"P\" }\r\n";
    let world = World::new().with("site/targets.toml", text);
    let config = world.load().unwrap();
    assert_eq!(world.row(&config, "target.a.user"), ("u".into(), "site/targets.toml:4".into()));
}

#[test]
fn gbk_and_utf16_are_refused_with_a_way_out() {
    let (gbk, ..) = encoding_rs::GBK.encode("# 目标\n[group.core]\ntitle = \"核心\"\n");
    let text = World::new().with("site/targets.toml", gbk).refused();
    assert!(
        text.contains("site/targets.toml:1 : the file is not UTF-8 (it looks like GBK)") && text.contains("iconv -f GB18030"),
        "{text}"
    );
    let text = World::new().with("site/opsctl.toml", b"\xff\xfej\0o\0b\0s\0").refused();
    assert!(text.contains("UTF-16"), "{text}");
    let text = World::new().with("site/opsctl.toml", b"jobs = 1\n\xff\xff\0").refused();
    assert!(text.contains("opsctl.toml:2") && text.contains("binary"), "{text}");
}

#[test]
fn huge_files_and_folders_are_refused() {
    let text = World::new().with("site/targets.toml", vec![b'#'; 10 * 1024 * 1024 + 1]).refused();
    assert!(text.contains("larger than 10 MB"), "{text}");
    let world = World::new();
    std::fs::create_dir(world.0.path().join("site/opsctl.toml")).unwrap();
    assert!(world.refused().contains("not a regular file"));
    let world = World::new();
    std::os::unix::fs::symlink("nowhere", world.0.path().join("etc/opsctl.toml")).unwrap();
    assert!(world.refused().contains("cannot read etc/opsctl.toml"));
}

#[test]
fn an_unreadable_file_is_an_error_not_a_gap() {
    let world = World::new().with("etc/opsctl.toml", "jobs = 1");
    let path = world.0.path().join("etc/opsctl.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    if std::fs::read(&path).is_err() {
        assert!(world.refused().contains("cannot read etc/opsctl.toml"));
    }
}

#[test]
fn all_mistakes_of_all_files_are_told_at_once() {
    let world = World::new()
        .with("etc/opsctl.toml", "job = 1\n")
        .with("site/opsctl.toml", "jobs = \"x\"\n")
        .with("site/targets.toml", "[target.a]\n")
        .with("site/targets.d/b.toml", "[target.b\n");
    let text = world.refused();
    for place in ["etc/opsctl.toml:1", "site/opsctl.toml:1", "site/targets.toml:1", "site/targets.d/b.toml:1"] {
        assert!(text.contains(place), "{place} not in:\n{text}");
    }
}

#[test]
fn a_name_counts_once_over_all_files() {
    let world = World::new().with("site/targets.toml", target("a", "")).with("site/targets.d/a.toml", target("a", ""));
    assert!(world.refused().contains("site/targets.d/a.toml:1 : target.a was already written at site/targets.toml:1"));
    let world = World::new().with("site/targets.toml", "[group.g]").with("site/targets.d/g.toml", "\n[group.g]");
    assert!(world.refused().contains("site/targets.d/g.toml:2 : group.g was already written at site/targets.toml:1"));
}

#[test]
fn a_target_file_that_is_named_must_be_there() {
    let world = World::new().with("site/opsctl.toml", "targets = \"t.toml\"");
    let text = world.refused();
    assert!(text.contains("no configuration at site/t.toml") && text.contains("opsctl.toml:1"), "{text}");
}

#[test]
fn targets_alone_make_a_site() {
    let world = World::new().with("site/targets.toml", target("a", ""));
    assert_eq!(world.load().unwrap().targets().count(), 1);
    // Without a site the machine's targets hold, also for a user with a preference; a site never mixes with them.
    let world = World::new().with("home/.config/opsctl/opsctl.toml", "jobs = 2").with("etc/targets.toml", target("a", ""));
    assert_eq!(world.load().unwrap().targets().count(), 1);
    let world = world.with("site/opsctl.toml", "jobs = 3");
    assert_eq!(world.load().unwrap().targets().count(), 0);
}

#[test]
fn what_others_can_write_is_not_taken_from_the_working_folder_by_itself() {
    let world = World::new().with("site/targets.toml", target("a", ""));
    let path = world.0.path().join("site/targets.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
    let text = world.refused();
    assert!(text.contains("is not taken by itself") && text.contains("--config"), "{text}");
    let flags = Flags { config: Some(".".into()), ..Flags::default() };
    assert!(Config::load(&world.env(&[]), &flags).is_ok());
}

#[test]
fn many_targets_load_quickly_and_in_order() {
    let text: String = (0..3000).map(|n| target(&format!("t{n:04}"), "")).collect();
    let world = World::new().with("site/targets.toml", text);
    let config = world.load().unwrap();
    assert_eq!(config.targets().count(), 3000);
    assert_eq!(world.row(&config, "target.t2999.kind").1, format!("site/targets.toml:{}", 2999 * 6 + 1));
}

#[test]
fn a_missing_sign_anywhere_is_at_worst_an_error() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/config/valid/everything.toml")).unwrap();
    for (at, sign) in text.char_indices() {
        for new in ["", "\"", "“", "\n", "["] {
            let broken = format!("{}{new}{}", &text[..at], &text[at + sign.len_utf8()..]);
            let problems = Problems::default();
            let file = File::embedded(&broken);
            if let Some(table) = file.parse(&problems) {
                let top = Reader { file: &file, home: None, problems: &problems, path: String::new(), table: table.get_ref() };
                targets::read(&top);
            } else {
                assert!(problems.into_error().is_some());
            }
        }
    }
}
