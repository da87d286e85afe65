//! What the writer makes opens in the tools that people have. One that is not installed is told as skipped.

use std::fs;
use std::process::Command;

use super::write::options;
use super::*;
use crate::bundle::write::{Lock, Method, NamesAs, Options, Writer};

const NAMES: [&str; 2] = ["tickets/情况说明.txt", "plain.txt"];

/// Both names with a content, in a file of its own folder.
fn package(options: Options<'_>) -> (tempfile::TempDir, String) {
    let mut writer = Writer::new(Vec::new(), options);
    for name in NAMES {
        let name = if options.names == NamesAs::Ascii { name.replace("情况说明", "a0001") } else { name.to_owned() };
        writer.add(&name, Method::Deflated, "内容 content\n".repeat(50).as_bytes()).unwrap();
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.zip");
    fs::write(&path, writer.finish().unwrap()).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

/// Whether the tool is content, and what it said; `None` where it is not there.
fn run(tool: &str, args: &[&str]) -> Option<(bool, String)> {
    let Ok(output) = Command::new(tool).args(args).env("LC_ALL", "C.UTF-8").env("PYTHONUTF8", "1").output() else {
        eprintln!("skipped: {tool} is not installed");
        return None;
    };
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

const PYTHON: &str = "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint('\\n'.join(z.namelist()))";

fn all_accept(path: &str, tools: &[&str], chinese: bool) {
    for (tool, args) in [
        ("unzip", &["-t", path][..]),
        ("7z", &["t", path]),
        ("7z", &["l", path]),
        ("bsdtar", &["-tf", path]),
        ("python3", &["-c", PYTHON, path]),
        ("jar", &["tf", path]),
    ] {
        let Some((ok, said)) = tools.contains(&tool).then(|| run(tool, args)).flatten() else { continue };
        assert!(ok, "{tool} {args:?}: {said}");
        let quiet = args == ["t", path];
        assert!(!chinese || quiet || said.contains("情况说明.txt"), "{tool} {args:?}: {said}");
    }
}

#[test]
fn names_in_utf8_and_ascii_are_read_by_all() {
    let all = ["unzip", "7z", "bsdtar", "python3", "jar"];
    let (_dir, path) = package(options(NamesAs::Utf8));
    all_accept(&path, &all, true);
    let (_dir, path) = package(options(NamesAs::Ascii));
    all_accept(&path, &all, false);
}

/// Python shows other names and Java refuses them, as it is known.
#[test]
fn names_in_gbk_are_read_by_those_that_know_the_field() {
    let (_dir, path) = package(options(NamesAs::Gbk));
    all_accept(&path, &["unzip", "7z", "bsdtar"], true);
}

#[test]
fn encrypted_packages_are_read_by_7_zip_and_libarchive() {
    let salt = |salt: &mut [u8]| {
        salt.fill(5);
        Ok(())
    };
    let (dir, path) = package(Options { lock: Some(Lock { password: b"pass word", salt: &salt }), ..options(NamesAs::Utf8) });
    if let Some((ok, said)) = run("7z", &["t", "-ppass word", &path]) {
        assert!(ok, "{said}");
    }
    if let Some((ok, _)) = run("7z", &["t", "-pother", &path]) {
        assert!(!ok);
    }
    let into = dir.path().to_str().unwrap();
    if let Some((ok, said)) = run("bsdtar", &["-xf", &path, "-C", into, "--passphrase", "pass word"]) {
        assert!(ok, "{said}");
        assert!(fs::read_to_string(dir.path().join(NAMES[1])).unwrap().starts_with("内容 content"));
    }
}

/// Large content is one stream of deflate to everyone.
#[test]
fn blocks_are_one_stream_to_other_readers() {
    let content: Vec<u8> = (0..300_000_u32).map(|n| (n.wrapping_mul(n) >> 9) as u8 % 40 + b' ').collect();
    let open: Box<dyn FnOnce() -> _ + Send> = Box::new(|| Ok(Box::new(&content[..]) as Box<dyn std::io::Read>));
    let mut writer = Writer::new(Vec::new(), options(NamesAs::Ascii));
    writer.add_all([Ok(Item { name: "large.txt".into(), method: Method::Deflated, body: Body::Large(open) })]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.zip");
    fs::write(&path, writer.finish().unwrap()).unwrap();
    all_accept(path.to_str().unwrap(), &["unzip", "7z", "bsdtar", "python3"], false);
}
