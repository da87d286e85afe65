//! Templates through the binary: checked, previewed, compared, begun, replaced by the site; broken ones told with their place.

use std::fs;

use crate::env::World;
use crate::office::*;

fn embedded(name: &str) -> String {
    format!("{}/report-templates/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A world whose site has a copy of a template, and its folder.
fn with_own(name: &str) -> World {
    let world = office();
    settings(&world, "templates-dir = \"templates\"");
    for entry in fs::read_dir(embedded(name)).unwrap() {
        let path = entry.unwrap().path();
        world.write(&format!("templates/{name}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
    }
    world
}

/// Changes a part of a docx of the site.
fn change(world: &World, docx: &str, part: &str, how: impl Fn(&str) -> String) {
    let mut package = opsctl::ooxml::package::Package::read(&world.bytes(docx)).unwrap();
    let text = package.text(part).unwrap().to_owned();
    let changed = how(&text);
    assert_ne!(text, changed, "nothing was changed");
    package.set(part, changed);
    world.write(docx, package.write().unwrap());
}

#[test]
fn every_template_is_right() {
    let world = World::new();
    let checked = world.run(&["template", "check"]);
    assert_eq!(checked.code, 0, "{checked:?}");
    let count = world.run(&["report", "--list"]).out.lines().count() - 1;
    assert_eq!(checked.err, format!("检查了 {count} 个模板，0 个有误。\n"));
    let list = world.run(&["template", "list"]);
    assert_eq!(list.out.lines().count(), count + 1);
    assert!(list.out.lines().skip(1).all(|line| line.contains("embedded")), "{}", list.out);
    let fields = world.run(&["template", "fields", "monthly"]).out;
    for words in ["概况.要点", "summary.sentences", "text[]", "问题.遗留[].发现时间"] {
        assert!(fields.contains(words), "{words}: {fields}");
    }
    assert!(world.run(&["template", "fields", "fault"]).out.contains("故障原因"));
    assert_eq!(world.run(&["template", "check", "montly"]).code, 3);
}

#[test]
fn every_template_has_a_preview_that_readers_open() {
    let world = World::new();
    let list = world.run(&["report", "--list"]).out;
    for name in list.lines().skip(1).map(|line| line.split_whitespace().next().unwrap()) {
        let output = world.run(&["template", "preview", name, "-o", "preview"]);
        assert_eq!(output.code, 0, "{name}: {output:?}");
    }
    let files = world.files("preview");
    assert!(files.len() > 100, "{}", files.len());
    for file in files {
        sound(&world.path(&format!("preview/{file}")));
    }
}

#[test]
fn two_templates_are_compared_by_their_text() {
    let world = with_own("weekly");
    assert_eq!(world.run(&["template", "diff", "weekly", "templates/weekly/zh-CN.docx"]).code, 0);
    change(&world, "templates/weekly/zh-CN.docx", "word/document.xml", |xml| xml.replacen("概况", "总况", 1));
    let output = world.run(&["template", "diff", &format!("{}/zh-CN.docx", embedded("weekly")), "templates/weekly/zh-CN.docx"]);
    assert_eq!(output.code, 1, "{output:?}");
    let (gone, new): (Vec<&str>, Vec<&str>) =
        output.out.lines().filter(|line| line.starts_with(['-', '+'])).partition(|line| line.starts_with('-'));
    assert_eq!((gone.len(), new.len()), (1, 1), "{}", output.out);
    assert!(gone[0].contains("概况") && new[0].contains("总况"), "{}", output.out);
    assert_eq!(world.run(&["template", "diff", "weekly", "nowhere.docx"]).code, 3);
    world.write("text.docx", "text");
    assert_eq!(world.run(&["template", "diff", "weekly", "text.docx"]).code, 3);
}

#[test]
fn a_template_of_the_site_stands_over_the_embedded_one() {
    let world = with_own("weekly");
    change(&world, "templates/weekly/zh-CN.docx", "word/document.xml", |xml| {
        xml.replacen("{{ 报告.项目名称 }}", "本局样式 {{ 报告.项目名称 }}", 1)
    });
    assert_eq!(world.run(&["template", "check", "weekly"]).code, 0);
    let list = world.run(&["template", "list"]).out;
    assert!(list.lines().any(|line| line.starts_with("weekly ") && line.contains("templates/weekly")), "{list}");
    let output = world.run(&["report", "weekly", "--period", "2026-W42", "-o", "w.docx"]);
    assert_eq!(output.code, 0, "{output:?}");
    let bytes = world.bytes("w.docx");
    assert!(docx_text(&bytes).contains("本局样式 核心系统运维项目"));
    let own = opsctl::model::sha256(&world.bytes("templates/weekly/zh-CN.docx"));
    assert!(String::from_utf8_lossy(&parts(&bytes)["docProps/custom.xml"]).contains(&own), "and the document says so");
}

#[test]
fn a_new_template_begins_as_a_copy_or_from_an_outline() {
    let world = office();
    let none = world.run(&["template", "new", "own"]);
    assert_eq!(none.code, 3);
    assert!(none.err.contains("report.templates-dir"), "{}", none.err);
    settings(&world, "templates-dir = \"templates\"");
    fs::create_dir(world.path("templates")).unwrap();
    let like = world.run(&["template", "new", "own-weekly", "--like", "weekly"]);
    assert_eq!(like.code, 0, "{like:?}");
    assert_eq!(world.bytes("templates/own-weekly/zh-CN.docx"), fs::read(format!("{}/zh-CN.docx", embedded("weekly"))).unwrap());
    assert_eq!(world.run(&["template", "new", "own-weekly", "--like", "weekly"]).code, 3, "nothing is overwritten");
    world.write("own.md", "+++\ntitle = \"短报\"\n+++\n\n# 一、情况\n\n本期 {{ 概况.巡检次数 }} 次，{{ 概况.状态 }}。\n");
    let from = world.run(&["template", "new", "short", "--from", "own.md", "--like", "weekly"]);
    assert_eq!(from.code, 0, "{from:?}");
    assert_eq!(world.run(&["template", "check"]).code, 0);
    let made = world.run(&["report", "short", "--period", "2026-W42", "--format", "docx", "-o", "s.docx"]);
    assert_eq!(made.code, 0, "{made:?}");
    assert!(docx_text(&world.bytes("s.docx")).contains("本期 14 次"), "{}", docx_text(&world.bytes("s.docx")));
    assert_eq!(world.bytes("templates/short/zh-CN.md"), world.bytes("own.md"), "the outline lies beside what it became");
    assert_eq!(world.run(&["report", "short", "--period", "2026-W42", "-o", "out"]).code, 0);
    assert!(world.files("out").contains(&"短报_2026-W42.docx".to_owned()), "named by the outline's title: {:?}", world.files("out"));
    // Changed with Notepad, and made again; restyled sheets and settings stay.
    let changed = "+++\ntitle = \"短报\"\n+++\n\n# 一、近况\n\n{{ 概况.状态 }}。\n";
    world.write("own.md", encoding_rs::GBK.encode(changed).0);
    assert_eq!(world.run(&["template", "new", "short", "--from", "own.md"]).code, 3, "nothing is overwritten unasked");
    let again = world.run(&["template", "new", "short", "--from", "own.md", "--again"]);
    assert_eq!((again.code, again.out.lines().count()), (0, 2), "{again:?}");
    assert_eq!(world.run(&["report", "short", "--period", "2026-W42", "--format", "docx", "-o", "s.docx"]).code, 0);
    assert!(docx_text(&world.bytes("s.docx")).contains("近况"));
    assert_eq!(world.run(&["template", "new", "other", "--from", "own.md", "--again"]).code, 3, "there is none yet");
    world.write("bad.md", "+++\ntitel = \"x\"\n+++\n\n| a | b |\n| c |\n");
    let bad = world.run(&["template", "new", "bad", "--from", "bad.md"]);
    assert_eq!((bad.code, world.path("templates/bad").exists()), (3, false), "{bad:?}");
    assert!(bad.err.contains("bad.md:"), "{}", bad.err);
    for name in ["../x", "A", "a b", ""] {
        assert_eq!(world.run(&["template", "new", name]).code, 3, "{name}");
    }
}

/// What a broken template is told, by the check and by whoever would make a report of it; neither writes anything.
fn told(world: &World, name: &str) -> String {
    let checked = world.run(&["template", "check", name]);
    assert!(matches!(checked.code, 2 | 3), "{checked:?}");
    let made = world.run(&["report", name, "--period", "2026-W42", "-o", "out"]);
    assert_eq!(made.code, 3, "{made:?}");
    assert_eq!(world.files("out"), Vec::<String>::new(), "{name}");
    assert!(!made.err.trim().is_empty());
    checked.err
}

#[test]
fn mistakes_in_a_document_are_told_all_at_once_with_their_place() {
    let world = with_own("weekly");
    let docx = "templates/weekly/zh-CN.docx";
    change(&world, docx, "word/document.xml", |xml| {
        xml.replacen("{{ 报告.项目名称 }}", "{{ 报告.项目名城 }}", 1).replacen("{{ 报告.期间 }}", "{{ 报告.期问 }}", 1)
    });
    let err = told(&world, "weekly");
    for words in ["weekly/zh-CN.docx", "第 ", "项目名城", "项目名称", "期问"] {
        assert!(err.contains(words), "{words}: {err}");
    }
    let world = with_own("weekly");
    change(&world, docx, "word/document.xml", |xml| xml.replacen("{% endfor %}", "", 1));
    let err = told(&world, "weekly");
    assert!(err.contains("weekly/zh-CN.docx") && err.contains("for"), "{err}");
    let world = with_own("weekly");
    change(&world, docx, "word/document.xml", |xml| xml.replacen("{{ 报告.项目名称 }}", "{{ 报告.项目名称 ", 1));
    assert!(told(&world, "weekly").contains("第 "));
}

#[test]
fn files_that_are_no_template_are_told_as_what_they_are() {
    let docx = "templates/weekly/zh-CN.docx";
    let world = with_own("weekly");
    world.write(docx, [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 1000]].concat());
    let err = told(&world, "weekly");
    assert!(err.contains("docx") && (err.contains("另存为") || err.contains("doc")), "{err}");
    let world = with_own("weekly");
    let whole = world.bytes(docx);
    for keep in [0, 10, whole.len() / 2, whole.len() - 5] {
        world.write(docx, &whole[..keep]);
        told(&world, "weekly");
    }
    world.write(docx, &whole);
    let sheet = String::from_utf8(world.bytes("templates/weekly/sheet.toml")).unwrap();
    world.write("templates/weekly/sheet.toml", sheet.replacen("freeze", "freese", 1));
    let err = told(&world, "weekly");
    assert!(err.contains("weekly/sheet.toml") && err.contains("freese") && err.contains("freeze"), "{err}");
    world.write("templates/weekly/sheet.toml", sheet.replacen("field  = \"name\"", "field  = \"nmae\"", 1));
    let err = told(&world, "weekly");
    assert!(err.contains("nmae"), "{err}");
    world.write("templates/weekly/sheet.toml", &sheet);
    let head = String::from_utf8(world.bytes("templates/weekly/report.toml")).unwrap();
    world.write("templates/weekly/report.toml", head.replacen("shape", "schape", 1));
    let err = told(&world, "weekly");
    assert!(err.contains("weekly/report.toml") && err.contains("schape"), "{err}");
    world.write("templates/weekly/report.toml", &head);
    fs::remove_file(world.path(docx)).unwrap();
    assert!(told(&world, "weekly").contains("zh-CN.docx"));
    settings(&world, "templates-dir = \"nowhere\"");
    assert_eq!(world.run(&["template", "list"]).code, 3);
}
