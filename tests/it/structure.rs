//! The structure keeps itself: levels of modules, declared test files, no words of other places.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(dir)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|x| x == "rs"))
        .collect()
}

/// The levels of ARCHITECTURE.md. A module uses levels below its own, and itself.
fn level(module: &str) -> u8 {
    match module {
        "model" | "text" | "error" | "ctx" => 0,
        "author" | "bundle" | "calendar" | "diff" | "judge" | "knowledge" | "mask" | "ooxml" | "parse" | "seal" | "trend" => 1,
        "config" | "catalog" | "links" | "store" | "render" => 2,
        "backup" | "engine" | "release" | "report" | "ticket" => 3,
        "ui" | "cli" => 4,
        other => panic!("module {other} has no level: put it into ARCHITECTURE.md and here"),
    }
}

/// Uses that the levels would forbid, each with its reason.
const ALLOWED: &[(&str, &str)] = &[
    // The two halves of level 0 that speak: words need the types they name, errors need words.
    ("text", "model"),
    ("error", "text"),
    ("error", "model"),
    ("ctx", "model"),
    // Rules look at trends; both are pure.
    ("judge", "trend"),
    // An entry is published only where nothing in it would have to be masked; both are pure.
    ("knowledge", "mask"),
    // Commands print through the terminal.
    ("cli", "ui"),
];

#[test]
fn modules_use_only_what_is_below_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = BTreeMap::new();
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let own = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if matches!(own.as_str(), "main" | "lib") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for used in code.split("crate::").skip(1).filter(|rest| !rest.starts_with('{')) {
            let used: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if used.is_empty() || used == own || ALLOWED.contains(&(own.as_str(), used.as_str())) {
                continue;
            }
            if level(&used) >= level(&own) {
                wrong.insert(inside.to_owned(), format!("{own} (level {}) uses {used} (level {})", level(&own), level(&used)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What only one module may touch.
#[test]
fn the_outside_has_few_doors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let doors: &[(&str, &[&str])] = &[
        ("rusqlite::", &["store"]),
        ("std::env::var", &["config"]),
        ("env::vars", &["config"]),
        ("Timestamp::now", &["ctx.rs"]),
        ("TcpStream", &["links"]),
        ("println!", &[]),
        ("process::exit", &[]),
        ("Command::new", &["config", "cli", "links"]),
    ];
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let code: String = text.split("#[cfg(test)]").next().unwrap().lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        if inside.contains("tests") {
            continue;
        }
        for (word, owners) in doors {
            assert!(
                !code.contains(word) || owners.iter().any(|o| inside.starts_with(o)),
                "{inside} uses {word}, which belongs to {owners:?}"
            );
        }
    }
}

/// clap leaves a global option out of a command that has an argument of the same id, and gives it that argument's value.
#[test]
fn global_options_are_options_of_every_command() {
    fn each(command: &clap::Command, path: &str, wrong: &mut Vec<String>) {
        for long in ["config", "data-dir", "operator", "lang", "quiet"] {
            if !command.get_arguments().any(|arg| arg.get_long() == Some(long)) {
                wrong.push(format!("{path} --{long}"));
            }
        }
        for sub in command.get_subcommands() {
            each(sub, &format!("{path} {}", sub.get_name()), wrong);
        }
    }
    let mut tree = opsctl::cli::tree(opsctl::model::Lang::En);
    tree.build();
    let mut wrong = Vec::new();
    each(&tree, "opsctl", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_test_file_is_forgotten() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = fs::read_to_string(here.join("main.rs")).unwrap();
    for entry in fs::read_dir(&here).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let is_module = path.is_dir() || path.extension().is_some_and(|x| x == "rs");
        if is_module && name != "main" {
            assert!(main.contains(&format!("mod {name};")), "tests/it/{name} is not declared in main.rs");
        }
    }
}
