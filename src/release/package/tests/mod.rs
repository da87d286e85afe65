//! Packages that are good, hostile, damaged or tampered with.

mod hostile;
mod says;
mod tampered;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::{Fault, Given, MANIFEST, Package, Refused, SIGNATURE, Signing};
use crate::model::sha256;
use crate::release::Payload as _;
use crate::seal::minisign::{Prehash, PublicKey, SecretKey};

fn key(seed: u8) -> SecretKey {
    SecretKey::new(&[seed; 32], [seed; 8])
}

/// A package in the making: entries by their paths, and what the manifest says.
#[derive(Clone)]
struct Made {
    dir: std::rc::Rc<tempfile::TempDir>,
    entries: BTreeMap<String, Vec<u8>>,
    manifest: Value,
}

impl Made {
    /// With a file, a folder, a link, something that goes away, a script and a hook.
    fn new() -> Self {
        let manifest = json!({
            "format": "opsctl-release", "version": 1, "id": "zs-3.2.1", "system": "金税征收", "from": "3.2.0", "to": "3.2.1",
            "created_at": "2026-11-22T00:00:00Z",
            "parts": {"app": [
                {"path": "logs", "kind": "dir"},
                {"path": "current", "kind": "link", "link": "lib/../lib/a.jar"},
                {"path": "lib/old.jar", "kind": "delete"},
            ]},
            "sql": [], "hooks": [], "verify": [{"seconds": 60, "kind": "http", "url": "http://127.0.0.1/", "body": "ok|好"}],
        });
        let mut made = Self { dir: std::rc::Rc::new(tempfile::tempdir().unwrap()), entries: BTreeMap::new(), manifest };
        made.file("lib/a.jar", b"jar");
        made.file("配置/系统.xml", "<征收/>".as_bytes());
        let deploy = made.sealed("sql/010_a/deploy.sql", b"create table a (b number);\n");
        let verify = made.sealed("sql/010_a/verify.sql", b"select b from a;\n");
        let rollback = made.sealed("sql/010_a/rollback.sql", b"drop table a;\n");
        made.manifest["sql"] = json!([{"name": "010_a", "database": "main", "deploy": deploy, "verify": verify, "rollback": rollback}]);
        let hook = made.sealed("hooks/stop.sh", b"#!/bin/sh\n");
        made.manifest["hooks"] = json!([{"when": "stop", "part": "app", "file": hook, "seconds": 60}]);
        made
    }

    fn sealed(&mut self, path: &str, bytes: &[u8]) -> Value {
        self.entries.insert(path.into(), bytes.to_vec());
        json!({"path": path, "sha256": sha256(bytes), "size": bytes.len()})
    }

    fn parts(&mut self) -> &mut Vec<Value> {
        self.manifest["parts"]["app"].as_array_mut().unwrap()
    }

    /// A file, in the package and the manifest.
    fn file(&mut self, path: &str, bytes: &[u8]) {
        self.entries.insert(format!("files/app/{path}"), bytes.to_vec());
        self.parts().push(json!({"path": path, "kind": "file", "sha256": sha256(bytes), "size": bytes.len()}));
    }

    /// What has its manifest, and a signature by this key.
    fn sealed_by(mut self, by: Option<&SecretKey>) -> Self {
        let bytes = serde_json::to_vec_pretty(&self.manifest).unwrap();
        if let Some(key) = by {
            self.entries.insert(SIGNATURE.into(), key.sign(Prehash::of(&bytes), "zs-3.2.1").into_bytes());
        }
        self.entries.insert(MANIFEST.into(), bytes);
        self
    }

    fn zip(&self) -> PathBuf {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in &self.entries {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        self.put(&writer.finish().unwrap().into_inner())
    }

    fn put(&self, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join("p.zip");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn folder(&self) -> PathBuf {
        let root = self.dir.path().join("p");
        let _ = std::fs::remove_dir_all(&root);
        for (name, bytes) in &self.entries {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        root
    }

    /// What both shapes are refused for, which has to be the same.
    fn refused(&self) -> String {
        let (zip, folder) = (why(&open(&self.zip(), &[])), why(&open(&self.folder(), &[])));
        assert_eq!(zip, folder);
        zip
    }
}

fn open(path: &Path, trusted: &[PublicKey]) -> Result<Package, Refused> {
    Package::open(path, &Given::new(trusted))
}

/// All reasons in Chinese, by lines; empty where it is taken.
fn why(opened: &Result<Package, Refused>) -> String {
    let Err(refused) = opened else { return String::new() };
    let mut all: Vec<String> = refused.faults.iter().map(|fault| fault.say(crate::model::Lang::Zh)).collect();
    all.sort();
    all.join("\n")
}

#[test]
fn a_zip_and_a_folder_are_the_same_package_and_give_the_same_bytes() {
    let mut made = Made::new();
    made.entries.insert("form/申请审批表.json".into(), b"{}".to_vec());
    let made = made.sealed_by(Some(&key(1)));
    for path in [made.zip(), made.folder()] {
        let package = open(&path, &[key(1).public()]).unwrap();
        assert_eq!(package.digest(), sha256(&made.entries[MANIFEST]));
        assert!(matches!(package.signing(), Signing::Signed { by, strangers } if by.len() == 1 && strangers.is_empty()));
        assert_eq!(package.papers(), ["form/申请审批表.json"]);
        assert_eq!(package.bytes("hooks/stop.sh", 100).unwrap(), b"#!/bin/sh\n");
        assert_eq!(package.bytes("hooks/stop.sh", 5).unwrap_err().kind(), std::io::ErrorKind::FileTooLarge);
        assert!(package.bytes("form/申请审批表.json", 100).is_err(), "what is not in the manifest is not given out");
        let part = package.part("app");
        let mut text = String::new();
        part.open(0, &"配置/系统.xml".parse().unwrap()).unwrap().bytes.read_to_string(&mut text).unwrap();
        assert_eq!(text, "<征收/>");
        assert!(package.part("conf").open(0, &"配置/系统.xml".parse().unwrap()).is_err());
    }
}

#[test]
fn what_changes_after_the_proof_is_not_given_out() {
    let made = Made::new().sealed_by(None);
    let folder = made.folder();
    let package = open(&folder, &[]).unwrap();
    std::fs::write(folder.join("hooks/stop.sh"), "rm -rf /\n\n").unwrap();
    assert!(package.bytes("hooks/stop.sh", 100).is_err());
    std::fs::remove_file(folder.join("hooks/stop.sh")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("hooks/stop.sh")).unwrap();
    assert!(package.bytes("hooks/stop.sh", 100).is_err());
}

#[test]
fn names_of_old_hosts_and_of_chinese_windows_are_found() {
    let mut made = Made::new();
    made.file("gbk %D6%D0/100%25.txt", b"x");
    // As macOS writes it.
    made.file("cafe\u{301}.txt", b"y");
    let made = made.sealed_by(None);
    for path in [made.zip(), made.folder()] {
        let package = open(&path, &[]).unwrap();
        let part = package.part("app");
        for (name, bytes) in [(&b"gbk \xd6\xd0/100%.txt"[..], "x"), ("cafe\u{301}.txt".as_bytes(), "y")] {
            let name = crate::model::release::Name::from_bytes(name).unwrap();
            let mut text = String::new();
            part.open(0, &name).unwrap().bytes.read_to_string(&mut text).unwrap();
            assert_eq!(text, bytes);
        }
    }
}
