//! What is generated and checked in is what the program would write now; every word of the command tree is in both languages.

use std::fs;
use std::path::Path;

use opsctl::model::Lang;

#[test]
fn manual_pages_and_completions_are_current() {
    let dir = tempfile::tempdir().unwrap();
    opsctl::cli::generate(dir.path()).unwrap();
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(dir.path()) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let name = path.strip_prefix(dir.path()).unwrap().to_owned();
            let there = fs::read(checked_in.join(&name)).unwrap_or_default();
            assert!(fs::read(&path).unwrap() == there, "man/{} is not current: run scripts/gen", name.display());
            names.push(name);
        }
    }
    for folder in ["man1", "zh_CN/man1", "completions"] {
        for entry in fs::read_dir(checked_in.join(folder)).unwrap() {
            let name = Path::new(folder).join(entry.unwrap().file_name());
            assert!(names.contains(&name), "man/{} belongs to no command any more: remove it", name.display());
        }
    }
}

#[test]
fn report_templates_are_what_their_outlines_say() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("report-templates");
    let made = opsctl::cli::authored(&dir).unwrap();
    assert!(!made.is_empty());
    for (path, bytes) in made {
        assert!(fs::read(&path).unwrap_or_default() == bytes, "{} is not current: run scripts/gen", path.display());
    }
}

/// Every command and option has help in both languages, and the Chinese one is Chinese.
#[test]
fn help_is_in_both_languages() {
    fn walk(zh: &clap::Command, en: &clap::Command, path: &str) {
        let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let about = |c: &clap::Command| c.get_about().map(ToString::to_string).unwrap_or_default();
        assert!(chinese(&about(zh)) && !about(en).is_empty() && !chinese(&about(en)), "{path}: about");
        for (a, b) in zh.get_arguments().zip(en.get_arguments()).filter(|(a, _)| a.get_id() != "version") {
            let help = |arg: &clap::Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(chinese(&help(a)) && !help(b).is_empty() && !chinese(&help(b)), "{path} {}: {:?} {:?}", a.get_id(), help(a), help(b));
        }
        for (a, b) in zh.get_subcommands().zip(en.get_subcommands()) {
            walk(a, b, &format!("{path} {}", a.get_name()));
        }
    }
    walk(&opsctl::cli::tree(Lang::Zh), &opsctl::cli::tree(Lang::En), "opsctl");
}
