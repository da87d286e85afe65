//! Every file of `fuzz/corpus` through its parser, with the rules that all parsers share: what the fuzzer once found stays found, without
//! the fuzzer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use opsctl::model::Os;
use opsctl::parse::{frames, host};

#[path = "../../fuzz/src/archive.rs"]
mod archive;
#[path = "../../fuzz/src/backuplog.rs"]
mod backuplog;
#[path = "../../fuzz/src/case.rs"]
mod case;
#[path = "../../fuzz/src/dump.rs"]
mod dump;
#[path = "../../fuzz/src/mask.rs"]
mod mask;
#[path = "../../fuzz/src/package.rs"]
mod package;
#[path = "../../fuzz/src/tokens.rs"]
mod tokens;

use case::Case;

/// Parsers whose input is not what a probe prints.
const APART: [&str; 7] = ["archive", "backuplog", "bundle", "dump", "frames", "mask", "tokens"];

/// Parser and file, of all parsers.
fn files() -> Vec<(String, PathBuf)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut out = Vec::new();
    for folder in fs::read_dir(corpus).unwrap() {
        let folder = folder.unwrap();
        let parser = folder.file_name().into_string().unwrap();
        out.extend(fs::read_dir(folder.path()).unwrap().map(|file| (parser.clone(), file.unwrap().path())));
    }
    out.sort();
    out
}

#[test]
fn every_parser_has_seeds() {
    let seeded: BTreeSet<String> = files().into_iter().map(|(parser, _)| parser).collect();
    let known: BTreeSet<String> = host::names().chain(APART).map(str::to_owned).collect();
    assert_eq!(seeded, known);
}

#[test]
fn what_the_fuzzer_found_stays_found() {
    for (parser, file) in files() {
        let bytes = fs::read(&file).unwrap();
        println!("{}", file.display());
        match parser.as_str() {
            "frames" => drop(frames::parse(&bytes, None)),
            "archive" => archive::check(&bytes),
            "bundle" => package::check(&bytes),
            "dump" => dump::check(&bytes),
            "backuplog" => backuplog::check(&bytes),
            "mask" => mask::check(&bytes),
            "tokens" => tokens::check(&bytes),
            _ => case::check(&parser, &Case::read(&bytes)),
        }
    }
}

/// A line that no command prints, with nothing in it that any parser looks for.
const NONSENSE: &str = "zq qz zqqz qzzq";

/// A line of nonsense behind the lines of a part is named or put to some use, or makes the parser refuse the whole: it is never passed
/// over in silence.
#[test]
fn a_line_that_is_not_understood_is_reported() {
    let mut tried = BTreeSet::new();
    for (parser, file) in files().into_iter().filter(|(parser, _)| !APART.contains(&parser.as_str())) {
        let case = Case::read(&fs::read(&file).unwrap());
        let Ok(plain) = case.parse(&parser) else { continue };
        for (at, (part, text)) in case.parts.iter().enumerate().filter(|(_, (part, _))| by_line(&parser, part, case.os)) {
            let mut spoiled = case.clone();
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            spoiled.parts[at].1 = format!("{text}{end}{NONSENSE}\n");
            let said = spoiled.parse(&parser);
            assert!(said.as_ref() != Ok(&plain), "{}: `{NONSENSE}` in part `{part}` was passed over: {said:?}", file.display());
            tried.insert((parser.clone(), part.clone()));
        }
    }
    assert!(tried.len() > 40, "{tried:?}");
}

/// Parts that are a list, so that each line of them counts. From all others single figures are picked by their names.
fn by_line(parser: &str, part: &str, os: Os) -> bool {
    match parser {
        "tsv" => true,
        "account" => ["passwd", "shadow", "passwd-s", "lsuser", "lastlog"].contains(&part),
        "config" => part == "items",
        "df" | "inode" => ["df", "mounts"].contains(&part),
        "diskio" => ["diskstats", "sar"].contains(&part),
        "insecure" | "listener" => part == "sockets",
        "login" => ["log", "wtmp", "btmp", "who"].contains(&part),
        "lvm" if os == Os::Linux => ["pvs", "vgs", "lvs"].contains(&part),
        "lvm" => ["pv", "lv", "lspv"].contains(&part),
        "mount" => ["mounts", "fstab"].contains(&part),
        "multipath" => ["multipath", "lspath"].contains(&part),
        "network" => ["dev", "netstat"].contains(&part),
        "os-backup" => part == "agents" || part.starts_with("files ") || part.starts_with("dumpdates "),
        "patch" => ["core", "instfix"].contains(&part),
        "security" => ["modes", "allow", "writable"].contains(&part),
        "service" => ["units", "scripts", "lssrc", "rc.config.d"].contains(&part),
        "sudo" => part == "group",
        "swap" => ["swaps", "swapinfo"].contains(&part),
        "top" => ["stat", "ps"].contains(&part),
        _ => false,
    }
}
