//! SFTP against a real OpenSSH server on loopback: what it does is seen in the files.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use opsctl::links::ssh::SshLogin;
use opsctl::links::ssh::sftp::{self, Change, Mode, Put, Sftp};
use opsctl::seal::Digest;

use crate::sshd::Sshd;

fn start() -> Option<(Sshd, Sftp, tempfile::TempDir)> {
    let sshd = Sshd::start("Subsystem sftp internal-sftp")?;
    let sftp = sftp::open(&sshd.host(), &SshLogin::default(), Duration::from_secs(60), &Arc::new(AtomicBool::new(false))).unwrap();
    Some((sshd, sftp, tempfile::tempdir().unwrap()))
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_bytes()
}

fn kind<T>(done: io::Result<T>) -> Option<io::ErrorKind> {
    done.err().map(|e| e.kind())
}

fn some(length: u32) -> Vec<u8> {
    (0..length).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

#[test]
fn what_stands_there_is_told_as_the_file_system_does() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    let (file, link) = (dir.path().join("file"), dir.path().join("link"));
    fs::write(&file, b"four").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o4750)).unwrap();
    symlink("nowhere/目标", &link).unwrap();
    let (seen, meta) = (sftp.lstat(bytes(&file)).unwrap(), fs::metadata(&file).unwrap());
    assert_eq!((seen.size, seen.uid, seen.gid, seen.mode), (4, meta.uid(), meta.gid(), meta.mode()));
    assert_eq!((i64::from(seen.mtime), seen.permissions(), seen.is_file()), (meta.mtime(), 0o4750, true));
    assert!(sftp.lstat(bytes(&link)).unwrap().is_link() && sftp.lstat(bytes(dir.path())).unwrap().is_dir());
    assert_eq!(sftp.read_link(bytes(&link)).unwrap(), "nowhere/目标".as_bytes());
    assert_eq!(kind(sftp.lstat(bytes(&dir.path().join("none")))), Some(io::ErrorKind::NotFound));

    // A name is bytes, such as those of GBK, and there may be many.
    fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"gbk-\xc4\xbf")), b"").unwrap();
    (0..500).for_each(|n| fs::write(dir.path().join(format!("n{n}")), b"").unwrap());
    let listed = sftp.list(bytes(dir.path())).unwrap();
    assert_eq!(listed.len(), 503);
    assert!(listed.iter().any(|(name, stat)| name == b"gbk-\xc4\xbf" && stat.is_file()));
    assert_eq!(kind(sftp.list(bytes(&dir.path().join("none")))), Some(io::ErrorKind::NotFound));

    let (space, real) = (sftp.space(bytes(dir.path())).unwrap(), rustix::fs::statvfs(dir.path()).unwrap());
    assert_eq!((space.total, space.read_only), (real.f_blocks * real.f_frsize, false));
    assert!(space.free > 0);
}

#[test]
fn folders_and_links_are_made_and_removed() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    let at = |name: &str| dir.path().join(name);
    sftp.make_dir(bytes(&at("d")), 0o700).unwrap();
    assert_eq!(fs::metadata(at("d")).unwrap().mode() & 0o7777, 0o700);
    assert!(sftp.make_dir(bytes(&at("d")), 0o700).is_err());
    // The link is at the first, and leads to the second.
    sftp.make_link(bytes(&at("d/link")), b"../to").unwrap();
    assert_eq!(fs::read_link(at("d/link")).unwrap(), Path::new("../to"));
    assert!(sftp.remove_dir(bytes(&at("d"))).is_err(), "it is not empty");
    sftp.remove(bytes(&at("d/link"))).unwrap();
    sftp.remove_dir(bytes(&at("d"))).unwrap();
    assert!(!at("d").exists());
    assert_eq!(kind(sftp.remove(bytes(&at("d")))), Some(io::ErrorKind::NotFound));
}

#[test]
fn a_rename_replaces_only_where_it_is_asked_to() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    let at = |name: &str| dir.path().join(name);
    let write = || {
        fs::write(at("new"), b"new").unwrap();
        fs::write(at("old"), b"old").unwrap();
    };
    write();
    assert!(sftp.rename(bytes(&at("new")), bytes(&at("old"))).is_err());
    assert!(sftp.hard_link(bytes(&at("new")), bytes(&at("old"))).is_err());
    assert_eq!((fs::read(at("old")).unwrap(), fs::read(at("new")).unwrap()), (b"old".to_vec(), b"new".to_vec()));
    let inode = fs::metadata(at("new")).unwrap().ino();
    sftp.replace(bytes(&at("new")), bytes(&at("old"))).unwrap();
    assert_eq!((fs::metadata(at("old")).unwrap().ino(), at("new").exists()), (inode, false));
    sftp.hard_link(bytes(&at("old")), bytes(&at("second"))).unwrap();
    assert_eq!(fs::metadata(at("second")).unwrap().nlink(), 2);
    sftp.rename(bytes(&at("old")), bytes(&at("third"))).unwrap();
    assert!(!at("old").exists() && at("third").exists());
    // A link is a thing of its own, also as what is replaced.
    symlink("third", at("link")).unwrap();
    sftp.replace(bytes(&at("second")), bytes(&at("link"))).unwrap();
    assert!(fs::symlink_metadata(at("link")).is_ok_and(|meta| meta.is_file() || meta.is_symlink()));
}

#[test]
fn modes_owners_and_times_are_set_of_files_and_of_links_themselves() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    let (file, link) = (dir.path().join("file"), dir.path().join("link"));
    fs::write(&file, b"x").unwrap();
    symlink("file", &link).unwrap();
    let change = Change { owner: Some((4242, 4343)), mode: Some(0o640), mtime: Some(1_700_000_000) };
    sftp.change_at(bytes(&file), &change).unwrap();
    let meta = fs::metadata(&file).unwrap();
    assert_eq!((meta.uid(), meta.gid(), meta.mode() & 0o7777, meta.mtime()), (4242, 4343, 0o640, 1_700_000_000));
    assert!(sftp.offers("lsetstat@openssh.com"));
    sftp.change_link(bytes(&link), &Change { owner: Some((1, 2)), mtime: Some(1_600_000_000), ..Change::default() }).unwrap();
    let (of_link, of_file) = (fs::symlink_metadata(&link).unwrap(), fs::metadata(&file).unwrap());
    assert_eq!((of_link.uid(), of_link.gid(), of_link.mtime()), (1, 2, 1_600_000_000));
    assert_eq!((of_file.uid(), of_file.mtime()), (4242, 1_700_000_000), "where it leads to stays as it is");
}

#[test]
fn bytes_are_read_and_written_at_any_length() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    for length in [0, 1, 32_767, 32_768, 32_769, 5_000_000] {
        let (sent, path) = (some(length), dir.path().join(format!("f{length}")));
        let file = sftp.open(bytes(&path), Mode::New(0o600)).unwrap();
        let mut writing = sftp.write(&file, 0);
        writing.write_all(&sent).unwrap();
        writing.finish().unwrap();
        sftp.sync(&file).unwrap();
        assert_eq!(sftp.stat(&file).unwrap().size, u64::from(length));
        sftp.close(file).unwrap();
        assert!(fs::read(&path).unwrap() == sent, "{length}");
        let file = sftp.open(bytes(&path), Mode::Read).unwrap();
        let mut came = Vec::new();
        sftp.read(&file, 0).read_to_end(&mut came).unwrap();
        assert!(came == sent, "{length}");
        // From the middle, and left in the middle: the session can be asked on.
        let from = length / 2;
        let mut first = [0; 10];
        let read = sftp.read(&file, u64::from(from)).read(&mut first).unwrap();
        assert_eq!(&first[..read], &sent[from as usize..][..read]);
        assert_eq!(sftp.stat(&file).unwrap().size, u64::from(length));
        sftp.close(file).unwrap();
    }
    let file = dir.path().join("f1");
    assert!(sftp.open(bytes(&file), Mode::New(0o600)).is_err(), "it is there");
    // What cannot be written is told at the latest by `finish`.
    let only = sftp.open(bytes(&file), Mode::Read).unwrap();
    let mut writing = sftp.write(&only, 0);
    let _ = writing.write_all(b"x");
    assert!(writing.finish().is_err());
    assert!(sftp.lstat(bytes(&file)).is_ok());
    assert_eq!(sftp.finish().unwrap().exit, Some(0));
}

#[test]
fn a_file_is_put_in_place_whole_or_not_at_all() {
    let Some((_sshd, mut sftp, dir)) = start() else { return };
    let (sent, path) = (some(3_000_000), dir.path().join("opsctl"));
    let put = Put { path: bytes(&path), mode: 0o755, size: 3_000_000, sha256: Digest::sha256(&sent) };
    let names = || fs::read_dir(dir.path()).unwrap().count();
    // Over a link, and over what another attempt left, which is a link to something of worth here.
    fs::write(dir.path().join("worth"), b"worth").unwrap();
    symlink("worth", &path).unwrap();
    let digest: String = put.sha256.to_string().chars().take(12).collect();
    symlink("worth", dir.path().join(format!("opsctl.opsctl-{digest}"))).unwrap();
    assert!(sftp.put(&put, &mut sent.as_slice()).unwrap());
    assert!(fs::symlink_metadata(&path).unwrap().is_file() && fs::read(&path).unwrap() == sent);
    assert_eq!((fs::metadata(&path).unwrap().mode() & 0o7777, names()), (0o755, 2));
    assert_eq!(fs::read(dir.path().join("worth")).unwrap(), b"worth");
    // What is there already is not sent again; other permissions are not it.
    let inode = || fs::metadata(&path).unwrap().ino();
    let before = inode();
    assert!(!sftp.put(&put, &mut io::empty()).unwrap() && inode() == before);
    assert!(sftp.put(&Put { mode: 0o700, ..put }, &mut sent.as_slice()).unwrap() && inode() != before);
    // Too short, too long, or other bytes: the old one stays, and nothing beside it.
    let before = inode();
    for other in [&sent[1..], &[sent.as_slice(), b"x"].concat(), &some(3_000_001)[1..]] {
        let error = sftp.put(&put, &mut &other[..]).unwrap_err();
        assert_eq!((error.kind(), inode(), names()), (io::ErrorKind::InvalidData, before, 2), "{error}");
    }
    assert_eq!(
        kind(sftp.put(&Put { path: bytes(&dir.path().join("none/opsctl")), ..put }, &mut io::empty())),
        Some(io::ErrorKind::NotFound)
    );
}

#[test]
fn what_a_server_does_not_offer_is_not_done_otherwise() {
    let Some(sshd) = Sshd::start("Subsystem sftp internal-sftp -P posix-rename,fsync") else { return };
    let mut sftp = sftp::open(&sshd.host(), &SshLogin::default(), Duration::from_secs(30), &Arc::new(AtomicBool::new(false))).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    fs::write(&one, b"1").unwrap();
    assert!(sftp.replace(bytes(&one), bytes(&two)).is_err());
    assert!(one.exists() && !two.exists());
    // A command that is no SFTP server is told as such.
    let Some(sshd) = Sshd::start("Subsystem sftp /bin/echo hello world, this is a banner") else { return };
    let opened = sftp::open(&sshd.host(), &SshLogin::default(), Duration::from_secs(30), &Arc::new(AtomicBool::new(false)));
    assert!(opened.err().unwrap().message.contains("does not answer as such"));
}
