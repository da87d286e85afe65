//! What was changed after it was made: found, and the file is named.

use super::*;

fn differs(change: impl FnOnce(&mut Made)) -> String {
    let mut made = Made::new().sealed_by(Some(&key(1)));
    change(&mut made);
    made.refused()
}

#[test]
fn a_file_more_less_or_other_is_named() {
    let set = |path: &'static str, bytes: &'static [u8]| move |made: &mut Made| drop(made.entries.insert(path.into(), bytes.to_vec()));
    assert_eq!(differs(set("files/app/lib/a.jar", b"jaR")), "files/app/lib/a.jar：内容与清单不符");
    assert_eq!(differs(set("files/app/lib/a.jar", b"jar2")), "files/app/lib/a.jar：内容与清单不符");
    assert_eq!(differs(set("files/app/lib/a.jar", b"ja")), "files/app/lib/a.jar：内容与清单不符");
    assert_eq!(differs(set("sql/010_a/deploy.sql", b"drop user a;\n")), "sql/010_a/deploy.sql：内容与清单不符");
    assert_eq!(differs(set("files/app/lib/b.jar", b"")), "files/app/lib/b.jar：包里有，清单里没有");
    assert_eq!(differs(set("META/notes.txt", b"")), "META/notes.txt：包里有，清单里没有");
    assert_eq!(differs(set("README", b"")), "README：包里有，清单里没有");
    assert_eq!(differs(|made| drop(made.entries.remove("hooks/stop.sh"))), "hooks/stop.sh：清单里有，包里没有");
    assert_eq!(differs(|made| drop(made.entries.remove(MANIFEST))), "没有 META/manifest.json，不是发布包");
}

#[test]
fn no_byte_of_a_zip_can_be_changed_unseen() {
    let made = Made::new().sealed_by(Some(&key(1)));
    let bytes = std::fs::read(made.zip()).unwrap();
    let trusted = [key(1).public()];
    let whole = open(&made.put(&bytes), &trusted).unwrap();
    let digest = whole.digest().to_owned();
    for at in (0..bytes.len()).step_by(5) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        // Times and versions that no reader looks at may differ; then it is the same package, proved by the same signature.
        if let Ok(package) = open(&made.put(&changed), &trusted) {
            assert_eq!(package.digest(), digest, "byte {at}");
            assert!(matches!(package.signing(), Signing::Signed { .. }));
        }
    }
}

#[test]
fn every_class_of_bytes_of_the_manifest_is_signed() {
    let made = Made::new().sealed_by(Some(&key(1)));
    let trusted = [key(1).public()];
    let bytes = made.entries[MANIFEST].clone();
    for at in (0..bytes.len()).step_by(5) {
        let mut made = made.clone();
        made.entries.get_mut(MANIFEST).unwrap()[at] ^= 1;
        assert!(open(&made.zip(), &trusted).is_err(), "byte {at}: {:?}", bytes[at] as char);
    }
}

#[test]
fn files_of_two_signed_packages_do_not_mix() {
    let mut other = Made::new();
    other.manifest["id"] = json!("zs-3.2.2");
    other.parts().retain(|entry| entry["path"] != "lib/a.jar");
    other.file("lib/a.jar", b"JAR");
    let (one, other) = (Made::new().sealed_by(Some(&key(1))), other.sealed_by(Some(&key(1))));
    let trusted = [key(1).public()];
    assert!(open(&one.zip(), &trusted).is_ok() && open(&other.zip(), &trusted).is_ok());
    for (path, expected) in [
        ("files/app/lib/a.jar", "files/app/lib/a.jar：内容与清单不符"),
        (MANIFEST, "META/manifest.sig：不是密钥 0101010101010101 对本清单的签名\nfiles/app/lib/a.jar：内容与清单不符\n没有签名"),
        (SIGNATURE, "META/manifest.sig：不是密钥 0101010101010101 对本清单的签名\n没有签名"),
    ] {
        let mut mixed = one.clone();
        mixed.entries.insert(path.into(), other.entries[path].clone());
        for at in [mixed.zip(), mixed.folder()] {
            assert_eq!(why(&open(&at, &trusted)), expected, "{path}");
        }
    }
}

#[test]
fn other_keys_and_none_are_told_apart() {
    let trusted = [key(1).public()];
    let mut given = Given::new(&trusted);
    let made = |by: Option<&SecretKey>| Made::new().sealed_by(by);
    assert_eq!(why(&open(&made(None).zip(), &trusted)), "没有签名");
    assert_eq!(why(&open(&made(Some(&key(2))).zip(), &trusted)), "签名的密钥不受信任：0202020202020202");
    // The id of a trusted key alone is not its signature.
    let forged = SecretKey::new(&[2; 32], [1; 8]);
    assert!(why(&open(&made(Some(&forged)).zip(), &trusted)).contains("不是密钥 0101010101010101 对本清单的签名"));
    given.unsigned = true;
    assert_eq!(*Package::open(&made(None).zip(), &given).unwrap().signing(), Signing::Unsigned);
    let strangers = Package::open(&made(Some(&key(2))).zip(), &given).unwrap();
    assert!(matches!(strangers.signing(), Signing::Strangers(keys) if keys.len() == 1));
    // What is forged is refused all the same.
    assert!(Package::open(&made(Some(&forged)).zip(), &given).is_err());
    let mut two = made(Some(&key(1)));
    let second = key(2).sign(Prehash::of(&two.entries[MANIFEST]), "");
    two.entries.insert("META/manifest.2.sig".into(), second.into_bytes());
    let both = open(&two.zip(), &trusted).unwrap();
    assert!(matches!(both.signing(), Signing::Signed { by, strangers } if (by.len(), strangers.len()) == (1, 1)));
    two.entries.insert("META/manifest.3.sig".into(), b"not one".to_vec());
    assert!(why(&open(&two.zip(), &trusted)).contains("META/manifest.3.sig：不是 minisign 签名"));
}

#[test]
fn set_id_only_by_leave() {
    let mut made = Made::new();
    made.file("x", b"");
    made.parts().last_mut().unwrap()["mode"] = json!(0o4755);
    let made = made.sealed_by(None);
    let path = made.zip();
    assert!(open(&path, &[]).is_err());
    assert!(Package::open(&path, &Given { set_id: true, ..Given::new(&[]) }).is_ok());
}
